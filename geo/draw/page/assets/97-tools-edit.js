// @ts-check
// The tool at work: it puts a place, draws a sketch, takes units or moves a drawing, and makes a change of what it did.
/** A radius beyond it says nothing of where in China something lies. */
const MOST_KM = 1000;

/** Where each tool works. @type {Record<string, string>} */
const TOOL_DRAWINGS = { place: "admin", sketch: "admin", union: "admin", diagram: "schematic" };

/** Take up a tool. @param {Tool} tool */
function startTool(tool) {
  select(null);
  if (state.step) endStory();
  if (state.view !== "layout") setView("layout");
  setDrawing(TOOL_DRAWINGS[tool.kind]);
  pencil.says = "";
  pencil.ghost = null;
  pencil.cross = firstCross(tool);
  pencil.tool = tool;
  root.classList.add("drafting");
  root.classList.remove("sheet-open");
  map.doubleClickZoom.disable();
  redraw("pencil", "tool", "edit");
  byId("cross").focus({ preventScroll: true });
  showTool(tool);
}

function stopTool() {
  putAway();
  redraw("pencil", "tool", "edit");
}

/** The keys then go back to what opened the tool. */
function putAway() {
  const { kind, id } = pencil.tool;
  pencil.next = `${kind}:${id}`;
  pencil.tool = null;
  root.classList.remove("drafting");
  map.doubleClickZoom.enable();
}

/** A tool does not outlast the drawing in which it works. */
function dropTool() {
  const { tool } = pencil;
  if (tool && (state.step || openView() !== "layout" || state.draw !== TOOL_DRAWINGS[tool.kind])) stopTool();
}

/** Where a tool begins: at the thing, in its unit, or in the middle of the map. @param {Tool} tool */
function firstCross(tool) {
  const thing = things.get(tool.id);
  if (thing.type === "park") {
    const unit = unitLine(thing.unit).find((each) => each.label);
    if (thing.at || unit) return placeOf(thing.at || unit.seat || unit.label);
  } else if (thing.type === "zone") {
    const at = tool.kind === "diagram" ? thing.diagram_label : thing.label;
    if (at) return placeOf(at);
  }
  return map.getCenter();
}

/** Bring where a tool begins into view. @param {Tool} tool */
function showTool(tool) {
  const thing = things.get(tool.id);
  const unit = thing.type === "park" ? unitLine(thing.unit).find((each) => shapedUnits.includes(each)) : null;
  const shape = thing.type === "park" ? unit && unit.shape : drawnShape(thing);
  if (shape && !isInRoom(shapeBounds(shape))) goToBounds(shapeBounds(shape), { maxZoom: MAX_ZOOM });
  moveMap(uncover);
}

/** On a small screen the card covers the foot of the map: the cross stands above it. */
function uncover() {
  if (!isNarrow()) return;
  const { y } = map.latLngToContainerPoint(pencil.cross);
  const room = byId("pencil").getBoundingClientRect().top - map.getContainer().getBoundingClientRect().top;
  map.panBy([0, y - room / 2], { animate: false });
}

/** Set what a tool says. @param {string} text */
function sayOfTool(text) {
  pencil.says = text;
  redraw("says");
}

/** @param {L.LatLng} place */
function moveCross(place) {
  const { tool } = pencil;
  pencil.cross = place;
  pencil.ghost = null;
  pencil.says = "";
  if (tool.kind === "place") tool.at = positionOf(place);
  redraw("tool");
}

/** What a click, or the key Enter, does where the cross stands. */
function useCross() {
  const { tool, cross } = pencil;
  if (tool.kind === "union") toggleUnit(tool, positionOf(cross));
  if (tool.kind === "sketch" && setCorner(tool, cross)) finishTool();
  else redraw("tool");
}

/** Take the last step of a sketch back. */
function stepBack() {
  if (pencil.tool.kind === "sketch") dropStep(pencil.tool);
  redraw("tool");
}

/** @param {UnionTool} tool @param {Position} at */
function toggleUnit(tool, at) {
  const unit = unitAt(at, tool.level);
  if (!unit) return sayOfTool(word("edit_no_unit"));
  const above = unitLine(unit.id)
    .slice(1)
    .find(({ id }) => tool.members.has(id));
  if (above) return sayOfTool(word("edit_unit_within", { unit: tr(unit.name), above: tr(above.name) }));
  for (const id of [...tool.members]) {
    if (id !== unit.id && unitLine(id).some((each) => each.id === unit.id)) tool.members.delete(id);
  }
  toggle(tool.members, unit.id);
  const taken = tool.members.has(unit.id) ? "edit_unit_taken" : "edit_unit_left";
  return sayOfTool(word(taken, { unit: tr(unit.name) }));
}

/** A drawing moved on the ground and grown about its middle. @param {DiagramTool} tool @returns {Position[][][]} */
function movedDiagram({ id, from, to, growth }) {
  const shrink = (growth * kmPerDegree(from[1])[0]) / kmPerDegree(to[1])[0];
  const move = (/** @type {Position} */ [lon, lat]) =>
    positionOf(L.latLng(to[1] + (lat - from[1]) * growth, to[0] + (lon - from[0]) * shrink));
  return zoneById.get(id).diagram.map((rings) => rings.map((ring) => ringCorners(ring).map(move)));
}

/** @param {Point} by in pixels */
function shiftDiagram(by) {
  const { tool } = pencil;
  if (tool.kind !== "diagram") return;
  tool.to = positionOf(map.unproject(map.project(placeOf(tool.to)).add(by)));
  pencil.cross = placeOf(tool.to);
  redraw("tool");
}

/** Put what a tool has made among the changes, if it can be; then it ends. */
function finishTool() {
  const { tool } = pencil;
  const made = FINISHERS[tool.kind](/** @type {any} */ (tool));
  if (!made) return;
  putAway();
  edited(keyOf(made), made);
  redraw("pencil", "tool");
}

/** What each tool makes; null where it says what is missing. @type {Record<string, (tool: any) => Edit | null>} */
const FINISHERS = { place: placeEdit, sketch: sketchEdit, union: unionEdit, diagram: diagramEdit };

/** @param {PlaceTool} tool @returns {Edit | null} */
function placeEdit(tool) {
  const { id, at, values } = tool;
  const { basis, source, record, outside } = values;
  const km = typedNumber(values.precision_km);
  const missing = whatIsMissing(tool);
  if (missing) return refused(missing);
  pencil.chosen = { ...values, record: "", outside: "" };
  const located_by = source === desk.knowledge || !record ? source : `${source}:${record}`;
  return { layer: "parks", id, at, basis, precision_km: km, located_by, outside };
}

/** The word for what a place still needs. @param {PlaceTool} tool */
function whatIsMissing({ at, values: { precision_km, source } }) {
  if (!at) return "edit_needs_place";
  if (!isRadius(precision_km)) return "edit_needs_precision";
  if (!source) return "edit_needs_evidence";
  return source === desk.knowledge && typedNumber(precision_km) < desk.knowledge_km ? "edit_knowledge" : "";
}

/** @param {string} km */
function isRadius(km) {
  return typedNumber(km) > 0 && typedNumber(km) <= MOST_KM;
}

/** A number in whatever digits it was typed. @param {string} text */
function typedNumber(text) {
  return Number(text.normalize("NFKC"));
}

/** @param {SketchTool} tool @returns {Edit | null} */
function sketchEdit({ id, rings, follows, precision_km }) {
  const outlines = rings.filter(({ length }) => length).map((ring) => ringOfCorners(ring, follows));
  if (!outlines.length || outlines.some((ring) => ring.length < 3)) return refused("edit_needs_corners");
  const crossing = outlines.map(crossingOf).find(Boolean);
  if (crossing) {
    moveCross(placeOf(crossing));
    return refused("edit_crossing");
  }
  if (!isRadius(precision_km)) return refused("edit_needs_precision");
  const polygons = outlines.map((ring) => [ringKm2(ring) < 0 ? ring.reverse() : ring]);
  return { layer: "zones", id, basis: "sketch", precision_km: typedNumber(precision_km), polygons };
}

/** @param {UnionTool} tool @returns {Edit | null} */
function unionEdit({ id, members }) {
  if (!members.size) return refused("edit_needs_units");
  return { layer: "zones", id, basis: "admin-union", precision_km: desk.union_km, members: [...members].sort() };
}

/** @param {DiagramTool} tool @returns {Edit} */
function diagramEdit(tool) {
  return { layer: "schematic", id: tool.id, adjusted: true, polygons: movedDiagram(tool) };
}

/** Say why nothing can be made of it yet. @param {string} key @returns {null} */
function refused(key) {
  sayOfTool(word(key, { km: desk.knowledge_km }));
  return null;
}

/**
 * What buju check would find: that a place lies outside its unit, or the region, or every zone it claims, by more than
 * the precisions, and nobody says why.
 * @param {Park} park @param {Pick<Edit, "at" | "precision_km" | "outside">} edit
 */
function strayText(park, { at, precision_km: km = 0, outside }) {
  if (!at || outside) return "";
  const unit = unitById.get(park.unit || plan.region_adcode);
  const away = unit && unit.shape ? kmOutside(unit.shape, at) : 0;
  if (away > km) return strayWords(unit, away);
  const claimed = zonesOf((desk.places[park.id] || {}).zones);
  if (!claimed.length || !claimed.every(hasShape)) return "";
  const [nearest] = claimed
    .map((zone) => ({ zone, off: kmOutside(zone.shape, at), slack: zone.precision_km || 0 }))
    .sort((a, b) => a.off - a.slack - (b.off - b.slack));
  return nearest.off > km + nearest.slack ? strayWords(nearest.zone, nearest.off) : "";
}

/** @param {Named} thing @param {number} km */
function strayWords({ name }, km) {
  return word("edit_astray", { name: tr(name), km: numeral(km, 1) });
}
