// @ts-check
// The pointer and the keys while a tool is at work: a cross stands where the next click would be, and the keys move it.
const CROSS_PX = 8;
const NEAR_EDGE_PX = 48;
const DRAG_PX = 5;
/** Keys of the page that would end a tool: the other drawing, the story. */
const PAGE_KEYS = ["d", "pagedown", "pageup"];
/** Where the pointer was pressed, where it has dragged what to, and the corner that it took. @type {Press} */
const press = { from: null, last: null, corner: null };
/** The keys of the cross. @type {Record<string, Point>} */
const CROSS_MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {KeyboardEvent} event */
function crossKeys(event) {
  const { tool } = pencil;
  const move = CROSS_MOVES[event.key];
  const by = event.shiftKey ? 1 : CROSS_PX;
  if (move && tool.kind === "diagram") shiftDiagram([move[0] * by, move[1] * by]);
  else if (move) stepCross(move[0] * by, move[1] * by);
  else if (event.key === "Enter" && ["place", "diagram"].includes(tool.kind)) finishTool();
  else if (event.key === "Enter" || event.key === " ") useCross();
  else if (event.key === "Backspace") stepBack();
  else if (event.key === "Delete") takeOut();
  else if (event.key === "+" || event.key === "=") map.zoomIn(1, { animate: false });
  else if (event.key === "-") map.zoomOut(1, { animate: false });
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Take the corner under the cross out of a sketch. */
function takeOut() {
  if (pencil.tool.kind === "sketch") removeCorner(pencil.tool, pencil.cross);
  redraw("tool");
}

/** @param {number} dx @param {number} dy */
function stepCross(dx, dy) {
  const at = map.latLngToContainerPoint(pencil.cross).add([dx, dy]);
  moveCross(map.containerPointToLatLng(at));
  const { x, y } = map.getSize();
  const isNear = at.x < NEAR_EDGE_PX || at.y < NEAR_EDGE_PX || at.x > x - NEAR_EDGE_PX || at.y > y - NEAR_EDGE_PX;
  if (isNear) map.panTo(pencil.cross, { animate: false });
}

function watchTool() {
  const stage = byId("stage");
  stage.addEventListener("pointerdown", ours(pressTool), true);
  stage.addEventListener("pointermove", ours(dragTool), true);
  stage.addEventListener("click", ours(clickTool), true);
  window.addEventListener("pointerup", releaseTool, true);
  window.addEventListener("pointercancel", releaseTool, true);
  document.addEventListener("keydown", editKeys, true);
}

/** Take events on the map while a tool is at work. @template {MouseEvent} E @param {(event: E) => void} take */
function ours(take) {
  const container = map.getContainer();
  return (/** @type {E} */ event) => {
    if (pencil.tool && container.contains(targetOf(event))) take(event);
  };
}

/** A drawing, or a corner of a sketch, is taken where it is pressed; elsewhere the map moves. @param {PointerEvent} event */
function pressTool(event) {
  const { tool } = pencil;
  const place = map.mouseEventToLatLng(event);
  press.from = map.mouseEventToContainerPoint(event);
  press.corner = tool.kind === "sketch" ? cornerAt(tool, place) : null;
  const isOn = (/** @type {Position[][]} */ rings) => isWithinRings(rings.slice(0, 1), positionOf(place));
  if (!press.corner && !(tool.kind === "diagram" && movedDiagram(tool).some(isOn))) return;
  press.last = press.from;
  map.dragging.disable();
}

/** @param {PointerEvent} event */
function dragTool(event) {
  const { tool } = pencil;
  const at = map.mouseEventToContainerPoint(event);
  const isMouse = event.pointerType === "mouse";
  if (tool.kind === "sketch" && press.corner) dragCorner(tool, at);
  else if (tool.kind === "sketch" && isMouse) trail(tool, map.mouseEventToLatLng(event));
  else if (press.last) {
    shiftDiagram([at.x - press.last.x, at.y - press.last.y]);
    press.last = at;
  }
}

/** @param {SketchTool} tool @param {L.Point} at */
function dragCorner(tool, at) {
  if (press.last === press.from) {
    if (press.from.distanceTo(at) <= DRAG_PX) return;
    keepStep(tool);
  }
  press.last = at;
  pencil.cross = map.containerPointToLatLng(at);
  moveCorner(tool, press.corner, pencil.cross);
  redraw("tool");
}

function releaseTool() {
  if (press.last) map.dragging.enable();
  press.last = press.corner = null;
}

/** @param {MouseEvent} event */
function clickTool(event) {
  event.stopPropagation();
  byId("cross").focus({ preventScroll: true });
  const isDrag = press.from && press.from.distanceTo(map.mouseEventToContainerPoint(event)) > DRAG_PX;
  if (isDrag || pencil.tool.kind === "diagram") return;
  moveCross(map.mouseEventToLatLng(event));
  useCross();
}

/** Undo and redo, and how a tool ends; the page's own keys wait until then. @param {KeyboardEvent} event */
function editKeys(event) {
  const isField = targetOf(event).matches("input:not([type=checkbox]), textarea, select");
  const key = event.key.toLowerCase();
  const isUndo = (event.ctrlKey || event.metaKey) && ["z", "y"].includes(key) && !isField;
  const isOurs = pencil.tool && (key === "escape" || (PAGE_KEYS.includes(key) && !isField));
  if (!isUndo && !isOurs) return;
  if (key === "escape") escapeTool();
  else if (isUndo && pencil.tool) stepBack();
  else if (isUndo) turnEdits(key === "y" || event.shiftKey ? 1 : -1);
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Escape puts a tool away; corners that were drawn are given up at the second time only. */
function escapeTool() {
  if (isSketching() && pencil.says !== word("edit_escape")) sayOfTool(word("edit_escape"));
  else stopTool();
}

/** The line that the next corner would draw. @param {SketchTool} tool @param {L.LatLng} place */
function trail(tool, place) {
  const ring = openRing(tool) || [];
  const [last] = ring.slice(-1);
  const at = keptPosition(tool, place);
  pencil.cross = place;
  pencil.ghost = last ? [last.at, ...(tool.follows ? wayAlong(last.at, at) : []), at] : null;
  drawTool();
}
