// Swatches, dots and the symbols of places, for the map and for lists.
const halves = new Map();

/** Fill and stroke that tell the status: existing full, planned hollow, under construction half, else a tint. */
function statusPaint(status, colour) {
  if (status === "existing") return { fill: colour };
  if (status === "planned") return { fill: PAPER, stroke: colour };
  if (status === "under-construction") return { fill: `url(#${halfOf(colour)})`, stroke: colour };
  return { fill: colour, "fill-opacity": 0.35, stroke: colour };
}

function halfOf(colour) {
  return once(halves, colour, () => {
    const id = `half-${halves.size}`;
    const stop = (offset, tint) => svg("stop", { offset, "stop-color": tint });
    halfDefinitions().append(
      svg("linearGradient", { id, x1: 0, x2: 0, y1: 0, y2: 1 }, stop(0.5, PAPER), stop(0.5, colour)),
    );
    return id;
  });
}

/** Gradients stand in a drawing of their own: a legend or a list may show them when the map has none. */
function halfDefinitions() {
  const known = byId("halves");
  if (known) return known;
  const defs = svg("defs", { id: "halves" });
  document.body.append(svg("svg", { class: "offstage", width: 0, height: 0, "aria-hidden": "true" }, defs));
  return defs;
}

function glyphPaths(kind, status, colour) {
  const d = (kinds.get(kind) || {}).glyph || "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0 -5 0Z";
  return [
    svg("path", { d, class: "glyph-halo", fill: PAPER, stroke: PAPER }),
    svg("path", { d, class: "glyph", "fill-rule": "evenodd", ...statusPaint(status, colour) }),
  ];
}

/** A place's symbol as it stands on the map, for lists. */
function symbolIcon(park, size = 14) {
  const box = svg("svg", { viewBox: "-9 -9 18 18", width: size, height: size, "aria-hidden": "true", class: "symbol" });
  box.append(...glyphPaths(park.kind, park.status, parkColour(park)));
  return box;
}

function facetIcon(facet, value) {
  if (facet === "industry") return dot(industryColour(value));
  const box = svg("svg", { viewBox: "-9 -9 18 18", width: 13, height: 13, "aria-hidden": "true", class: "symbol" });
  box.append(...(facet === "kind" ? glyphPaths(value, "existing", QUIET) : glyphPaths("", value, QUIET)));
  return box;
}

function dot(colour) {
  const spot = el("span", { class: "dot", "aria-hidden": "true" });
  spot.style.backgroundColor = colour;
  return spot;
}

function swatch(zone) {
  const box = el("span", { class: "swatch", "aria-hidden": "true" });
  box.style.backgroundColor = softened(zone.colour.fill);
  box.style.borderColor = zone.colour.line;
  return box;
}

/** A fill as it looks on the map, where it lies thinly over the ground. */
function softened(colour) {
  return `color-mix(in srgb, ${colour} 62%, ${GROUND})`;
}
