// @ts-check
// Zones first, then units, neighbours and borders: the outlines of the plan.
const OUTLINED_PX = 17;
/** @type {Map<string, SVGElement>} */
const shapeNodes = new Map();
/** @type {Map<string, SVGElement>} */
const diagramNodes = new Map();

/** The groups of outlines, those behind first. */
const shapeGroups = {
  sea: groupIn(world, "sea"),
  context: groupIn(world, "context"),
  ground: groupIn(world, "ground-shapes"),
  zones: groupIn(world, "zones"),
  waters: groupIn(world, "waters"),
  hatches: groupIn(world, "hatches"),
  units: groupIn(world, "units"),
  borders: groupIn(world, "borders"),
  lines: groupIn(world, "lines"),
  diagrams: groupIn(world, "diagrams"),
  rings: groupIn(world, "rings"),
  outlines: groupIn(world, "outlines"),
};

function drawZones() {
  drawn.least = leastAt(view.zoom);
  shapeGroups.zones.append(...zonesByArea().filter(isZoneShown).map(zonePath));
}

/** @param {Zone} zone */
function zonePath(zone) {
  const path = shapeElement(zone, { fill: zone.colour.fill, class: `zone ${zone.basis}` });
  path.setAttribute("stroke", zone.colour.line);
  return path;
}

/** @param {Drawable} thing @param {Attributes} attributes */
function shapeElement(thing, attributes) {
  const node = svg("path", {
    d: shapePath(thing.shape, drawn.least),
    "data-id": thing.id,
    "data-type": thing.type,
    ...attributes,
  });
  shapeNodes.set(thing.id, node);
  return node;
}

function drawRest() {
  const defs = shapesSvg.insertBefore(svg("defs"), world);
  for (const near of data.context) {
    if (near.shape) shapeGroups.context.append(svg("path", { d: shapePath(near.shape, drawn.least), class: "near" }));
  }
  const around = data.context.map(({ shape }) => shape);
  fadeSides(defs, around, shapeGroups.context, "fade");
  for (const zone of zonesByArea()) {
    shapeGroups.zones.append(shapeNodes.get(zone.id) || zonePath(zone));
    drawZoneBorder(zone, defs);
  }
  if (drawn.canvas) {
    drawn.canvas.addTo(map);
    shapesSvg.classList.add("unpainted");
  }
  for (const unit of drawn.canvas ? [] : shapedUnits)
    shapeGroups.units.append(shapeElement(unit, { class: `unit ${unit.level}` }));
  drawRegion();
  for (const line of data.lines) shapeGroups.lines.append(boundaryLine(line));
  shapesSvg.classList.add("full");
}

/**
 * What lies around fades into the paper along the sides where it is cut off.
 * @param {SVGElement} defs @param {(Shape | undefined)[]} shapes @param {SVGElement} group @param {string} name
 */
function fadeSides(defs, shapes, group, name) {
  /** @type {Point[]} */
  const points = [];
  const whole = shapes.flatMap((shape) => shape || []);
  for (const ring of whole.flat()) walk(ring, 0, (...at) => points.push(at));
  const [west, north, east, south] = boxAround(whole);
  const reach = (east - west) / 8;
  const width = east - west;
  const height = south - north;
  /** @type {[0 | 1, number, Attributes, Attributes][]} */
  const sides = [
    [0, west, { x: west, y: north, width: reach, height }, { x2: 1 }],
    [0, east, { x: east - reach, y: north, width: reach, height }, { x1: 1, x2: 0 }],
    [1, north, { x: west, y: north, width, height: reach }, { x2: 0, y2: 1 }],
    [1, south, { x: west, y: south - reach, width, height: reach }, { x2: 0, y1: 1 }],
  ];
  sides.forEach(([axis, edge, box, ends], side) => {
    const cut = points.filter((at) => at[axis] === edge).map((at) => at[1 - axis]);
    if (!(Math.max(...cut) - Math.min(...cut) > reach / 2)) return;
    const stop = (/** @type {number} */ offset) =>
      svg("stop", { offset, "stop-color": "var(--paper)", "stop-opacity": 1 - offset });
    defs.append(svg("linearGradient", { id: `${name}-${side}`, ...ends }, stop(0), stop(1)));
    group.append(svg("rect", { ...box, fill: `url(#${name}-${side})`, class: "fade" }));
  });
}

/** The planned region's own ground, under the zones: what no zone claims stays land, with its units in grey. */
function drawRegion() {
  const region = unitById.get(plan.region_adcode);
  const ground = (drawn.canvas ? [] : groundUnits()).map((unit) =>
    svg("path", { d: shapePath(unit.shape, drawn.least), class: "ground", "data-of": unit.id }),
  );
  shapeGroups.ground.append(...ground);
  if (!region || !region.shape) return;
  const outline = shapeElement(region, { class: "region" });
  shapeGroups.ground.prepend(outline);
  shapeGroups.borders.append(svg("path", { d: outline.getAttribute("d"), class: "region-line" }));
}

/** @param {Block["lines"][0]} line */
function boundaryLine({ paths, stroke }) {
  return svg("path", {
    d: linePath(paths, drawn.least),
    class: "line",
    stroke: QUIET,
    "stroke-width": stroke.width,
    "stroke-dasharray": stroke.dash,
  });
}

/**
 * Own-colour border and band, clipped to the zone, so that neighbours lie side by side and not over each other.
 * @param {Zone} zone @param {SVGElement} defs
 */
function drawZoneBorder(zone, defs) {
  if (drawn.canvas) return;
  const d = shapeNodes.get(zone.id).getAttribute("d");
  const { width, dash } = zone.stroke;
  defs.append(svg("clipPath", { id: `clip-${zone.id}` }, svg("path", { d, "data-of": zone.id })));
  if (zone.hatch) defs.append(hatchPattern(zone, `hatch-${zone.id}`, 1 / view.scale));
  const line = { d, stroke: zone.colour.line, "data-of": zone.id };
  const border = svg("g", { "clip-path": `url(#clip-${zone.id})` }, svg("path", { ...line, class: "band" }));
  const edge = svg("path", {
    ...line,
    class: "edge",
    "stroke-width": dash ? width : 2 * width,
    "stroke-dasharray": dash,
  });
  if (!dash) border.append(edge);
  shapeGroups.borders.append(border);
  if (dash) shapeGroups.borders.append(edge);
  if (zone.hatch)
    shapeGroups.hatches.append(svg("path", { d, fill: `url(#hatch-${zone.id})`, class: "hatch", "data-of": zone.id }));
}

/** Draw the outlines anew where the zoom has come to show more, or needs less, than is drawn. */
function refineShapes() {
  const least = leastAt(view.zoom);
  if (least === drawn.least) return;
  drawn.least = least;
  for (const [id, node] of shapeNodes) {
    const d = shapePath((zoneById.get(id) || unitById.get(id)).shape, least);
    node.setAttribute("d", d);
    for (const copy of shapesSvg.querySelectorAll(`[data-of="${CSS.escape(id)}"]`)) copy.setAttribute("d", d);
  }
  drawOutlines();
}

function drawLevels() {
  for (const level of LEVELS) {
    const px = levelPixels(level);
    shapesSvg.classList.toggle(`see-${level}`, px >= OUTLINED_PX);
    shapesSvg.classList.toggle(`fine-${level}`, px < 70);
    shapesSvg.classList.toggle(`pick-${level}`, level === pickedLevel());
  }
}

function drawVisibility() {
  for (const [id, node] of shapeNodes) {
    const unit = unitById.get(id);
    const shown = unit ? id === plan.region_adcode || isUnitShown(unit) : !isOff(id);
    if (unit) node.classList.toggle("bare", !isWithinShownZone(unit));
    for (const each of [node, ...shapesSvg.querySelectorAll(`[data-of="${CSS.escape(id)}"]`)]) {
      each.classList.toggle("hidden", !shown);
      each.classList.toggle("dim", !unit && !isLit(id));
    }
  }
  for (const [id, node] of diagramNodes) {
    node.classList.toggle("hidden", isOff(id));
    node.classList.toggle("dim", !isLit(id));
  }
}

/** Inside a selected zone its units can be picked even where the map is small. */
function drawLive() {
  const { zones: around = [state.selected] } = unitById.get(state.selected) || {};
  for (const [id, node] of shapeNodes) {
    const unit = unitById.get(id);
    const isNear = unit && (!unit.zones || unit.zones.some((zone) => around.includes(zone)));
    node.classList.toggle("live", Boolean(isNear) && levelPixels(unit.level) >= 45);
  }
}

function redrawCanvas() {
  if (drawn.canvas) drawn.canvas._redraw();
}

/** @param {string} id */
function outlineNode(id) {
  const diagram = isSchematic() ? diagramNodes.get(id) : null;
  return diagram ? diagram.querySelector(".body") : shapeNodes.get(id) || loosePath(unitById.get(id));
}

/** What is outlined for a thing: for a place of which only the unit is known, that unit. @param {string | null} id */
function outlinedId(id) {
  const thing = things.get(id);
  return thing && thing.type === "park" && !thing.at ? thing.unit : id;
}

/** The outline of a unit that is drawn on the canvas. @param {Unit | undefined} unit */
function loosePath(unit) {
  return drawn.canvas && unit && unit.shape ? svg("path", { d: shapePath(unit.shape, drawn.least) }) : null;
}

function drawOutlines() {
  const outlines = [];
  for (const [id, name] of [
    [outlinedId(state.selected), "selected"],
    [page.hovered, "hovered"],
    ...story.spots.map((spot) => [spot, "spot"]),
  ]) {
    const node = outlineNode(id);
    if (!node || node.classList.contains("hidden") || (name === "hovered" && id === outlinedId(state.selected)))
      continue;
    const d = node.getAttribute("d");
    const stroke = zoneById.has(id) ? zoneById.get(id).colour.text : INK;
    outlines.push(svg("path", { d, class: `casing ${name}` }), svg("path", { d, stroke, class: `outline ${name}` }));
  }
  shapeGroups.outlines.replaceChildren(...outlines);
}
