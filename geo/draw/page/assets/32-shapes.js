// Zones first, then units, neighbours and borders: the outlines of the plan.
const CLICKABLE_PX = 170;
const OUTLINED_PX = 17;
const shapeNodes = new Map();
const levelWidths = new Map();
let shapeGroups = null;
let drawnLeast = null;
let unitCanvas = null;

function drawZones() {
  shapeGroups = Object.fromEntries(
    ["context", "zones", "hatches", "units", "borders", "lines", "diagrams", "rings", "outlines"].map((name) => [
      name,
      world.appendChild(svg("g", { class: name })),
    ]),
  );
  drawnLeast = leastAt(view.zoom);
  shapeGroups.zones.append(...zonesByArea().filter(isZoneShown).map(zonePath));
}

/** Zones with an outline, large ones first, so that one within another can be seen. */
function zonesByArea() {
  return zones.filter((zone) => zone.shape).sort((a, b) => (b.area_km2 || 0) - (a.area_km2 || 0));
}

function zonePath(zone) {
  const path = shapeElement(zone, { fill: zone.colour.fill, class: `zone ${zone.basis}` });
  path.setAttribute("stroke", zone.colour.line);
  return path;
}

function shapeElement(thing, attributes) {
  const node = svg("path", {
    d: shapePath(thing.shape, drawnLeast),
    "data-id": thing.id,
    "data-type": thing.type,
    ...attributes,
  });
  shapeNodes.set(thing.id, node);
  return node;
}

function drawRest() {
  const defs = shapesSvg.insertBefore(svg("defs"), world);
  for (const near of data.context || []) {
    if (near.shape) shapeGroups.context.append(svg("path", { d: shapePath(near.shape, drawnLeast), class: "near" }));
  }
  fadeContext(defs);
  for (const zone of zonesByArea()) {
    shapeGroups.zones.append(shapeNodes.get(zone.id) || zonePath(zone));
    drawZoneBorder(zone, defs);
  }
  if (unitCanvas) {
    unitCanvas.addTo(map);
    shapesSvg.classList.add("unpainted");
  }
  for (const unit of unitCanvas ? [] : units) {
    if (unit.shape && unit.id !== plan.region_adcode)
      shapeGroups.units.append(shapeElement(unit, { class: `unit ${unit.level}` }));
  }
  drawRegion();
  for (const line of data.lines || []) shapeGroups.lines.append(boundaryLine(line));
  shapesSvg.classList.add("full");
}

/** What lies around fades into the paper along the sides where it is cut off. */
function fadeContext(defs) {
  const points = [];
  const rings = (data.context || []).flatMap(({ shape }) => (shape || []).flat());
  for (const ring of rings) walk(ring, 0, (...at) => points.push(at));
  const [xs, ys] = [0, 1].map((axis) => points.map((at) => at[axis]));
  const [[west, east], [north, south]] = [xs, ys].map(extent);
  const reach = (east - west) / 8;
  const width = east - west;
  const height = south - north;
  const sides = [
    [0, west, { x: west, y: north, width: reach, height }, { x2: 1 }],
    [0, east, { x: east - reach, y: north, width: reach, height }, { x1: 1, x2: 0 }],
    [1, north, { x: west, y: north, width, height: reach }, { x2: 0, y2: 1 }],
    [1, south, { x: west, y: south - reach, width, height: reach }, { x2: 0, y1: 1 }],
  ];
  sides.forEach(([axis, edge, box, ends], side) => {
    const [from, to] = extent(points.filter((at) => at[axis] === edge).map((at) => at[1 - axis]));
    if (!(to - from > reach / 2)) return;
    const stop = (offset) => svg("stop", { offset, "stop-color": "var(--paper)", "stop-opacity": 1 - offset });
    defs.append(svg("linearGradient", { id: `fade-${side}`, ...ends }, stop(0), stop(1)));
    shapeGroups.context.append(svg("rect", { ...box, fill: `url(#fade-${side})`, class: "fade" }));
  });
}

function extent(values) {
  const reach = ([least, most], value) => [Math.min(least, value), Math.max(most, value)];
  return values.reduce(reach, [Infinity, -Infinity]);
}

/** The planned region's own ground, under the zones: what no zone claims stays land, with its units in grey. */
function drawRegion() {
  const region = things.get(plan.region_adcode);
  const ground = (unitCanvas ? [] : groundUnits()).map((unit) =>
    svg("path", { d: shapePath(unit.shape, drawnLeast), class: "ground", "data-of": unit.id }),
  );
  shapeGroups.zones.prepend(...ground);
  if (!region || !region.shape) return;
  const outline = shapeElement(region, { class: "region" });
  shapeGroups.zones.prepend(outline);
  shapeGroups.borders.append(svg("path", { d: outline.getAttribute("d"), class: "region-line" }));
}

/** The coarsest units below the region. */
function groundUnits() {
  const level = LEVELS.find((each) => levelPixels(each));
  return units.filter((unit) => unit.level === level && unit.shape && unit.id !== plan.region_adcode);
}

function boundaryLine(line) {
  const style = line.style || {};
  return svg("path", {
    d: linePath(line.paths, drawnLeast),
    class: "line",
    stroke: style.colour || QUIET,
    "stroke-width": style.width || 1.1,
    "stroke-dasharray": style.dash,
  });
}

/** Own-colour border and band, clipped to the zone, so that neighbours lie side by side and not over each other. */
function drawZoneBorder(zone, defs) {
  if (unitCanvas) return;
  const d = shapeNodes.get(zone.id).getAttribute("d");
  const { width, dash } = edgeOf(zone);
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

/** Width of a zone's line by its group's form, dashes by what the outline rests on. */
function edgeOf(zone) {
  const form = (data.forms || []).find((each) => each.id === groupOf(zone).form) || {};
  const basis = (data.zone_bases || []).find((each) => each.id === zone.basis) || {};
  return { width: form.width || 1.4, dash: basis.dash || null };
}

function isSketched(zone) {
  return zone.basis === "sketch" || zone.basis === "admin-part";
}

function hatchPattern(zone, id, scale) {
  const { d, size } = (data.hatches || {})[zone.hatch] || { d: "", size: 8 };
  const tile = { id, width: size, height: size, patternUnits: "userSpaceOnUse", patternTransform: `scale(${scale})` };
  return svg("pattern", tile, svg("path", { d, stroke: zone.colour.line, fill: "none", "stroke-linecap": "round" }));
}

/** Draw the outlines anew where the zoom has come to show more, or needs less, than is drawn. */
function refineShapes() {
  const least = leastAt(view.zoom);
  if (least === drawnLeast) return;
  drawnLeast = least;
  for (const [id, node] of shapeNodes) {
    const d = shapePath(things.get(id).shape, least);
    node.setAttribute("d", d);
    for (const copy of shapesSvg.querySelectorAll(`[data-of="${CSS.escape(id)}"]`)) copy.setAttribute("d", d);
  }
  drawOutlines();
}

/** Half of the units of a level are wider than this many steps. */
function levelWidth(level) {
  const widths = units
    .filter((unit) => unit.level === level && unit.shape && unit.id !== plan.region_adcode)
    .map((unit) => shapeBox(unit.shape)[2] - shapeBox(unit.shape)[0])
    .sort((a, b) => a - b);
  return widths.length ? widths[widths.length >> 1] : 0;
}

function levelPixels(level) {
  return once(levelWidths, level, levelWidth) * view.scale;
}

/** The finest level of units that is large enough on the screen to be picked by hand; empty: zones are. */
function pickedLevel() {
  return [...LEVELS].reverse().find((level) => levelPixels(level) >= CLICKABLE_PX) || "";
}

function drawLevels() {
  for (const level of LEVELS) {
    const px = levelPixels(level);
    shapesSvg.classList.toggle(`see-${level}`, px >= OUTLINED_PX);
    shapesSvg.classList.toggle(`fine-${level}`, px < 70);
    shapesSvg.classList.toggle(`pick-${level}`, level === pickedLevel());
  }
}

function isZoneShown(zone) {
  return !isOff(zone.id);
}

function isUnitShown(unit) {
  return !unitLine(unit.id).some((above) => isOff(above.id));
}

/** Whether all of a unit lies in a zone that is shown: its lines are then white, else grey. */
function isWithinShownZone(unit) {
  return thingsOf(unit.zones).some((zone) => zone.shape && !isSketched(zone) && isZoneShown(zone));
}

function drawVisibility() {
  for (const [id, node] of shapeNodes) {
    const thing = things.get(id);
    const zoned = thing.type === "zone";
    const shown = zoned ? isZoneShown(thing) : thing.id === plan.region_adcode || isUnitShown(thing);
    if (thing.type === "unit") node.classList.toggle("bare", !isWithinShownZone(thing));
    for (const each of [node, ...shapesSvg.querySelectorAll(`[data-of="${CSS.escape(id)}"]`)]) {
      each.classList.toggle("hidden", !shown);
      each.classList.toggle("dim", zoned && !isLit(id));
    }
  }
  for (const [id, node] of diagramNodes) {
    node.classList.toggle("hidden", !isZoneShown(things.get(id)));
    node.classList.toggle("dim", !isLit(id));
  }
}

/** Inside a selected zone its units can be picked even where the map is small. */
function drawLive() {
  const selected = things.get(state.selected);
  const lit =
    selected && selected.type === "zone"
      ? [selected.id]
      : (selected && selected.type === "unit" && selected.zones) || [];
  for (const [id, node] of shapeNodes) {
    const thing = things.get(id);
    const free = thing.type === "unit" && !(thing.zones && thing.zones.length);
    const inside = thing.type === "unit" && thing.zones && thing.zones.some((zone) => lit.includes(zone));
    node.classList.toggle("live", Boolean((inside || free) && levelPixels(thing.level) >= 45));
  }
}

function outlineNode(id) {
  const diagram = isSchematic() && diagramNodes.get(id);
  return diagram ? diagram.querySelector(".body") : shapeNodes.get(id) || loosePath(things.get(id));
}

/** The outline of a unit that is drawn on the canvas. */
function loosePath(thing) {
  if (!unitCanvas || !thing || thing.type !== "unit" || !thing.shape) return null;
  return svg("path", { d: shapePath(thing.shape, drawnLeast) });
}

function drawOutlines() {
  const outlines = [];
  for (const [id, name] of [
    [state.selected, "selected"],
    [hoveredId, "hovered"],
    ...spotted().map((spot) => [spot, "spot"]),
  ]) {
    const node = outlineNode(id);
    if (!node || node.classList.contains("hidden") || (name === "hovered" && id === state.selected)) continue;
    const d = node.getAttribute("d");
    const stroke = things.get(id).type === "zone" ? things.get(id).colour.text : INK;
    outlines.push(svg("path", { d, class: `casing ${name}` }), svg("path", { d, stroke, class: `outline ${name}` }));
  }
  shapeGroups.outlines.replaceChildren(...outlines);
}
