// @ts-check
// The legend tells only of what is on the map now.
/** What a page with more on its map says of that, above all else; nothing while it is not shown. @type {(() => Child)[]} */
const legendHeads = [];

/** The rectangle of a sample. */
const SAMPLE = { x: -12, y: -7, width: 24, height: 14 };

function drawLegend() {
  const { legend } = furniture;
  const shut = isLegendShut() && !page.unprinted;
  legend.classList.toggle("shut", shut);
  root.classList.toggle("legend-shut", shut);
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
  const body = el(
    "div",
    { class: "legend-body" },
    ...legendHeads.map((told) => told()),
    ...legendParts(),
    filterNote(),
  );
  legend.replaceChildren(head, body);
  const scrolls = body.scrollHeight > body.clientHeight + 1;
  if (scrolls) furnish(body, { tabindex: 0, role: "group", "aria-label": word("legend") }, []);
}

/** The parts of the legend with the entries that the map shows now; all zones and their outlines are one part. */
function legendParts() {
  const shows = shownOnMap();
  const kept = data.legend.map((part) => ({
    ...part,
    entries: part.entries.filter((entry) => shows[entry.sort](entry)),
  }));
  const isOfZones = (/** @type {LegendPart} */ { id }) => id.startsWith("group-") || id === "outlines";
  const outlined = { id: "zones", entries: kept.filter(isOfZones).flatMap(({ entries }) => entries) };
  return [outlined, ...kept.filter((part) => !isOfZones(part))].filter(({ entries }) => entries.length).map(legendPart);
}

/** Whether the map shows what an entry explains, by its sort. @returns {Record<string, (entry: LegendEntry) => boolean>} */
function shownOnMap() {
  const inView = zonesInView();
  const all = drawn.gatherings.filter(({ x, y }) => isInView(x, y)).flatMap(({ parks: inside }) => inside);
  const seen = isSchematic() ? [] : all;
  const isOutlined = (/** @type {string} */ basis) => !isSchematic() && inView.some((zone) => zone.basis === basis);
  return {
    tints: isTinted,
    zone: ({ id }) => inView.some((zone) => zone.id === id),
    focus: () => !isSchematic() && inView.some((zone) => zone.focus),
    part: ({ id }) => isOutlined(id),
    sketch: ({ id }) => isOutlined(id),
    schematic: () => false, // said beside the switch of drawings
    kind: ({ id }) => seen.some((park) => park.kind === id),
    industry: ({ tone }) => all.some((park) => park.tone === tone),
    "no-industry": ({ tone }) => all.some((park) => park.tone === tone),
    status: ({ id }) => seen.some((park) => park.status === id),
    number: ({ id }) => showsNumbers() && statedTargets().some(({ size = 0 }) => String(size) === id),
    bound: showsNumbers,
    filled: () => showsNumbers() && statedTargets().some(isFilled),
    gathered: () => drawn.gatherings.some(({ parks: { length }, x, y }) => length > 1 && isInView(x, y)),
    known: () => drawn.badges.some(({ x, y }) => isInView(x, y)),
    ring: () => [...shapeGroups.rings.children].some((ring) => isBoxInView(ringBox(ring))),
    context: () => data.context.some(({ shape }) => shape && isBoxInView(shapeBox(shape))),
  };
}

/** @param {LegendPart} part */
function legendPart({ id, title, entries }) {
  const columns = { kinds: 2, statuses: 2, industries: isEnglish() ? 1 : 2 }[id] || 1;
  return keyPart(`columns-${columns}`, tr(title), entries.map(legendRow));
}

/** @param {string} name @param {string} title @param {HTMLElement[]} rows @param {Child} note */
function keyPart(name, title, rows, note = null) {
  return el("div", { class: `part ${name}` }, title ? el("h3", {}, title) : null, el("ul", {}, ...rows), note);
}

/** How a thing looks, and what it is. @param {Element} sample @param {Child[]} said */
function keyRow(sample, ...said) {
  return el("li", {}, sample, el("span", {}, ...said));
}

/** What an entry is called: as the thing is that it explains. @param {LegendEntry} entry @returns {Pair} */
function entryName({ sort, id, name }) {
  /** @type {Record<string, Map<string, Named>>} */
  const lists = { zone: zoneById, kind: kinds, industry: industries, status: statuses };
  const item = lists[sort] && lists[sort].get(id);
  return item ? /** @type {Pair} */ (item.name.map(headed)) : name;
}

/** @param {LegendEntry} entry */
function legendRow(entry) {
  const zone = zoneById.get(entry.id);
  if (entry.sort === "tints") return tintRow(entry);
  const note = entry.sort === "zone" ? groupNote(zone, zonesInView()) : null;
  return keyRow(legendSample(entry, zone), bdi(entryName(entry)), note);
}

/** The ramp between what its ends mean, and what it means. @param {LegendEntry} entry */
function tintRow({ name, note }) {
  const [least, most] = tr(note).split(" – ");
  const ramp = el("span", { class: "ramp" }, el("span", {}, least), tintSample(), el("span", {}, most));
  return el("li", { class: "tints" }, el("span", {}, ramp, bdi(name)));
}

/**
 * What stands before the words of an entry: how the thing looks on the map.
 * @param {LegendEntry} entry @param {Zone} zone
 */
function legendSample({ sort, id, tone }, zone) {
  /** @type {Record<string, () => Element>} */
  const makers = {
    zone: () => (isSchematic() ? diagramSample(zone) : zoneSample(zone)),
    focus: () => focusSample(colourOf(tone)),
    part: () => outlineSample(id),
    sketch: () => outlineSample(id),
    kind: () => facetIcon("kind", id),
    industry: () => dot(colourOf(tone)),
    "no-industry": () => dot(colourOf(tone)),
    status: () => facetIcon("status", id),
    number: () => legendIcon(svg("text", { class: "amount", y: 6, "font-size": data.number_px[Number(id)] }, "8")),
    bound: () => plateSample({ d: hatchedEdge(7, -7, 14), class: "bound", stroke: QUIET }),
    filled: () => plateSample({ d: "M-12 5h14", class: "filled" }),
    gathered: gatheredSample,
    known: knownSample,
    ring: () => legendIcon(svg("circle", { r: 8, class: "ring picked", stroke: QUIET })),
    context: () => legendIcon(svg("rect", { ...SAMPLE, class: "near" })),
  };
  return makers[sort]();
}

function zonesInView() {
  return zones.filter((zone) => drawnShape(zone) && isZoneShown(zone) && isBoxInView(shapeBox(drawnShape(zone))));
}

/** @param {Child[]} children */
function legendIcon(...children) {
  return svg("svg", { viewBox: "-14 -9 28 18", width: 28, height: 18, "aria-hidden": "true" }, ...children);
}

/** @param {Zone} zone */
function zoneSample(zone) {
  const id = `legend-${zone.id}`;
  const hatch = zone.hatch
    ? [svg("defs", {}, hatchPattern(zone, id, 1)), svg("rect", { ...SAMPLE, fill: `url(#${id})`, class: "hatch" })]
    : [];
  return legendIcon(
    svg("rect", { ...SAMPLE, fill: zone.colour.fill, class: "soft" }),
    ...hatch,
    svg("rect", {
      x: -11.25,
      y: -6.25,
      width: 22.5,
      height: 12.5,
      fill: "none",
      stroke: zone.colour.line,
      class: "edge",
      "stroke-width": 1.5,
      "stroke-dasharray": zone.stroke.dash,
    }),
  );
}

/** @param {Zone} zone */
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

/** @param {string} colour */
function focusSample(colour) {
  return legendIcon(
    svg("text", { y: 3, "text-anchor": "middle" }, word("sample_name")),
    svg("path", { d: "M-11 7H11", class: "focus-mark", stroke: colour }),
  );
}

/** A line dashed as the outlines of zones that rest on a basis. @param {string} basis */
function outlineSample(basis) {
  const { dash } = zones.find((zone) => zone.basis === basis).stroke;
  const line = { d: "M-12 0H12", class: "edge", stroke: QUIET, "stroke-width": 1.4, "stroke-dasharray": dash };
  return legendIcon(svg("path", line));
}

function gatheredSample() {
  return legendIcon(
    svg("circle", { r: 8, class: "disc" }),
    svg("circle", { r: 6.5, class: "rim", stroke: QUIET }),
    svg("text", { class: "count" }, "n"),
  );
}

/** What a plate says by its edge. @param {Attributes} edge */
function plateSample(edge) {
  return legendIcon(svg("rect", { ...SAMPLE, class: "plate-box", stroke: QUIET }), svg("path", edge));
}

function knownSample() {
  const cells = [0, 1, 2].map((at) =>
    svg("rect", {
      x: -8 + at * 5,
      y: 4,
      width: 3.5,
      height: 3.5,
      class: "cell",
      stroke: QUIET,
      fill: at < 2 ? QUIET : PAPER,
    }),
  );
  const box = svg("rect", { x: -9, y: -9, width: 18, height: 12, rx: 2, class: "badge-box" });
  return legendIcon(box, svg("text", { class: "count", y: -3 }, "+n"), ...cells);
}

/** @param {Element} ring */
function ringBox(ring) {
  const [x, y, r] = ["cx", "cy", "r"].map((name) => Number(ring.getAttribute(name)));
  return squareAround([x, y], r);
}

/** Which places are left out, where no panel says it: on paper, on a slide, and with the panel hidden. */
function filterNote(facets = FILTERS) {
  const texts = facets.filter((facet) => state[facet].size).map(facetText);
  if (!isAtFirst()) texts.push(word("unticked"));
  return texts.length ? el("p", { class: "filter-note" }, labelled(word("filtered_by"), clauses(texts))) : null;
}
