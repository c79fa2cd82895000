// @ts-check
// Swatches, dots and the symbols of places, for the map and for lists.
const halves = new Map();

/** How much of a symbol is filled. @param {Status["fill"]} fill @param {string} colour */
function fillOf(fill, colour) {
  if (fill === "full") return { fill: colour };
  return { fill: { half: `url(#${halfOf(colour)})`, hollow: PAPER, pale: colour }[fill], stroke: colour };
}

/** @param {string} colour */
function halfOf(colour) {
  return once(halves, colour, () => {
    const id = `half-${halves.size}`;
    const stop = (/** @type {number} */ offset, /** @type {string} */ tint) =>
      svg("stop", { offset, "stop-color": tint });
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
  host.append(svg("svg", { class: "offstage", width: 0, height: 0, "aria-hidden": "true" }, defs));
  return defs;
}

/**
 * The symbol of a kind of place, filled as its status asks.
 * @param {string} kind @param {string} status @param {string} colour
 */
function symbolPaths(kind, status, colour) {
  const d = (kinds.get(kind) || { symbol: data.disc }).symbol;
  const { fill } = statuses.get(status) || { fill: "pale" };
  return [
    svg("path", { d, class: "symbol-halo", fill: PAPER, stroke: PAPER }),
    svg("path", { d, class: `symbol-shape ${fill}`, "fill-rule": "evenodd", ...fillOf(fill, colour) }),
  ];
}

/** A place's symbol as it stands on the map, for lists. @param {Park} park */
function symbolIcon({ kind, status, tone }) {
  return symbolBox(14, symbolPaths(kind, status, colourOf(tone)));
}

/** @param {number} size @param {SVGElement[]} paths */
function symbolBox(size, paths) {
  const box = { viewBox: "-9 -9 18 18", width: size, height: size, "aria-hidden": "true", class: "symbol" };
  return svg("svg", box, ...paths);
}

/** @param {string} facet @param {string} value */
function facetIcon(facet, value) {
  if (facet === "unit") return null;
  if (facet === "industry") return dot(industryColour(value));
  return symbolBox(13, facet === "kind" ? symbolPaths(value, "existing", QUIET) : symbolPaths("", value, QUIET));
}

/** Strokes along the edge of a number that is a bound. @param {number} x @param {number} y @param {number} height */
function hatchedEdge(x, y, height) {
  const steps = [...Array(Math.max(0, Math.floor((height - 5) / 4) + 1)).keys()];
  return steps.map((step) => `M${x} ${y + step * 4 + 5}l5 -5`).join("");
}

/** @param {string} colour */
function dot(colour) {
  const spot = el("span", { class: "dot", "aria-hidden": "true" });
  spot.style.backgroundColor = colour;
  return spot;
}

/** @param {Zone} zone */
function swatch(zone) {
  const box = el("span", { class: "swatch", "aria-hidden": "true" });
  box.style.setProperty("--fill", zone.colour.fill);
  box.style.setProperty("--line", zone.colour.line);
  return box;
}
