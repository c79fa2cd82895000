// The legend tells only of what is on the map now.
function buildLegend(stage) {
  const legend = el("section", { id: "legend" });
  stage.append(legend);
}

function drawLegend() {
  const legend = byId("legend");
  const shut = isLegendShut() && !page.unprinted;
  legend.classList.toggle("shut", shut);
  const flip = () => {
    page.legendShut = !shut;
    drawLegend();
    legend.querySelector("button").focus();
  };
  legend.setAttribute("aria-label", word("legend"));
  const head = button([word("legend"), iconOf(shut ? "up" : "down")], flip, {
    class: "legend-head",
    "aria-expanded": String(!shut),
  });
  legend.replaceChildren(
    head,
    el(
      "div",
      { class: "legend-body" },
      ...present(
        isSchematic()
          ? [zoneLegend(), industryLegend()]
          : [zoneLegend(), kindLegend(), industryLegend(), statusLegend(), markLegend()],
      ),
      filterNote(),
    ),
  );
  const body = legend.lastChild;
  const scrolls = body.scrollHeight > body.clientHeight + 1;
  if (scrolls) furnish(body, { tabindex: 0, role: "group", "aria-label": word("legend") }, []);
}

function legendPart(title, rows, columns = 1) {
  return rows.length
    ? el("div", { class: `part columns-${columns}` }, title ? el("h3", {}, title) : null, el("ul", {}, ...rows))
    : null;
}

function legendRow(icon, text) {
  return el("li", {}, icon, el("span", {}, text));
}

function legendIcon(...children) {
  return svg("svg", { viewBox: "-14 -9 28 18", width: 28, height: 18, "aria-hidden": "true" }, ...children);
}

function zoneSample(zone) {
  const id = `legend-${zone.id}`;
  const box = { x: -12, y: -7, width: 24, height: 14 };
  const hatch = zone.hatch
    ? [svg("defs", {}, hatchPattern(zone, id, 1)), svg("rect", { ...box, fill: `url(#${id})`, class: "hatch" })]
    : [];
  return legendIcon(
    svg("rect", { ...box, fill: zone.colour.fill, class: "soft" }),
    ...hatch,
    svg("rect", {
      ...box,
      x: -11.25,
      y: -6.25,
      width: 22.5,
      height: 12.5,
      fill: "none",
      stroke: zone.colour.line,
      class: "edge",
      "stroke-width": 1.5,
      "stroke-dasharray": edgeOf(zone).dash,
    }),
  );
}

function diagramSample(zone) {
  return legendIcon(
    svg("path", {
      d: FORM_MARKS[formOf(zone)],
      fill: zone.colour.fill,
      stroke: zone.colour.line,
      "stroke-width": 1.4,
      "fill-rule": "evenodd",
      class: "edge-mark",
    }),
  );
}

function zoneLegend() {
  const shown = zones.filter(
    (zone) => drawnShape(zone) && isZoneShown(zone) && isBoxInView(shapeBox(drawnShape(zone))),
  );
  const sample = isSchematic() ? diagramSample : zoneSample;
  const rows = shown.map((zone) => legendRow(sample(zone), bdi(zone.name), groupNote(zone, shown)));
  if (!isSchematic() && shown.some((zone) => zone.focus))
    rows.push(
      legendRow(
        legendIcon(
          svg("text", { y: 3, "text-anchor": "middle" }, isEnglish() ? "Aa" : "名称"),
          svg("path", { d: "M-11 7H11", class: "focus-mark", stroke: shown.find((zone) => zone.focus).colour.line }),
        ),
        word("legend_focus"),
      ),
    );
  if (!isSchematic() && shown.some(isSketched))
    rows.push(
      legendRow(
        legendIcon(
          svg("path", {
            d: "M-12 0H12",
            class: "edge",
            stroke: QUIET,
            "stroke-width": 1.4,
            "stroke-dasharray": edgeOf(shown.find(isSketched)).dash,
          }),
        ),
        word("legend_sketch"),
      ),
    );
  const near = (data.context || []).some((item) => item.shape && isBoxInView(shapeBox(item.shape)));
  if (near)
    rows.push(
      legendRow(
        legendIcon(svg("rect", { x: -12, y: -7, width: 24, height: 14, class: "near" })),
        word("legend_context"),
      ),
    );
  return legendPart(isSchematic() ? word("draw_schematic") : "", rows);
}

function ringBox(ring) {
  const [x, y, r] = ["cx", "cy", "r"].map((name) => Number(ring.getAttribute(name)));
  return [x - r, y - r, x + r, y + r];
}

function drawnParks() {
  return drawn.gatherings.filter(({ x, y }) => isBoxInView([x, y, x, y])).flatMap((gathering) => gathering.parks);
}

function kindLegend() {
  const seen = new Set(drawnParks().map((park) => park.kind));
  return legendPart(
    word("legend_kinds"),
    [...kinds.values()]
      .filter((kind) => seen.has(kind.id))
      .map((kind) => legendRow(facetIcon("kind", kind.id), headed(tr(kind.name)))),
    2,
  );
}

function industryLegend() {
  const seen = new Set(drawnParks().map((park) => topIndustriesOf(park)[0]));
  const rows = [...industries.values()]
    .filter((industry) => seen.has(industry.id))
    .map((industry) => legendRow(dot(industryColour(industry.id)), bdi(industry.name)));
  const part = legendPart(word("legend_industry"), rows, isEnglish() ? 1 : 2);
  if (part && seen.has(NO_INDUSTRY)) part.append(el("p", {}, word("legend_zone_colour")));
  return part;
}

function statusLegend() {
  const seen = new Set(drawnParks().map((park) => park.status));
  return legendPart(
    word("legend_status"),
    [...statuses.values()]
      .filter((status) => seen.has(status.id))
      .map((status) => legendRow(facetIcon("status", status.id), headed(tr(status.name)))),
    2,
  );
}

function markLegend() {
  const rows = [];
  const count = svg(
    "g",
    {},
    svg("circle", { r: 8, class: "disc" }),
    svg("circle", { r: 6.5, class: "rim", stroke: QUIET }),
    svg("text", { class: "count" }, "n"),
  );
  if (drawn.gatherings.some(({ parks: inside, x, y }) => inside.length > 1 && isBoxInView([x, y, x, y])))
    rows.push(legendRow(legendIcon(count), word("legend_gathered")));
  if ([...shapeGroups.rings.children].some((ring) => isBoxInView(ringBox(ring))))
    rows.push(legendRow(legendIcon(svg("circle", { r: 8, class: "ring picked", stroke: QUIET })), word("legend_ring")));
  return legendPart("", rows);
}

/** Which places are left out, where no panel says it: on paper, on a slide, and with the panel hidden. */
function filterNote() {
  if (!isFiltered()) return null;
  const texts = FILTERS.filter((facet) => state[facet].size).map(facetText);
  if (!isAtFirst(state.off)) texts.push(word("unticked"));
  return el("p", { class: "filter-note" }, labelled(word("filtered_by"), clauses(texts)));
}
