// @ts-check
// All layouts of a plan whose layouts lie over one another: units in the colour of how many of them name each.
function drawTints() {
  const on = isTinted();
  shapesSvg.classList.toggle("tinted", on);
  for (const node of shapeGroups.ground.querySelectorAll(".ground")) {
    const tint = data.tints && data.tints[node.getAttribute("data-of")];
    /** @type {SVGElement} */ (node).style.fill = on ? colourOf(`tint-${tint || 0}`) : "";
  }
  drawLevels();
}

/** How many layouts name a unit, or a part of it. @param {Unit} unit */
function layoutsOf(unit) {
  return new Set(zonesOf(unit.zones).map((zone) => zone.group)).size;
}

/** The colours from the least to the most, for the legend. */
function tintSample() {
  const colours = [0, 1, 2, 3, 4, 5].map((place) => colourOf(`tint-${place}`));
  const steps = colours.map((fill, at) =>
    svg("rect", { x: at * 15, y: 0, width: 15, height: 10, fill, class: "tint" }),
  );
  return svg("svg", { viewBox: "0 0 90 10", width: 90, height: 10, "aria-hidden": "true" }, ...steps);
}
