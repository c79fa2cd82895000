// @ts-check
// The pointer and the keys while a tool is at work: a cross stands where the next click would be, and the keys move it.
const CROSS_PX = 8;
const NEAR_EDGE_PX = 48;
const DRAG_PX = 5;
/** Where the pointer was pressed, and where it has dragged a drawing to. @type {{ from: L.Point | null; last: L.Point | null }} */
const press = { from: null, last: null };
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
  else if (event.key === "Backspace") dropCorner();
  else if (event.key === "+" || event.key === "=") map.zoomIn(1, { animate: false });
  else if (event.key === "-") map.zoomOut(1, { animate: false });
  else return;
  event.preventDefault();
  event.stopPropagation();
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

/** A drawing is taken where it is pressed; elsewhere the map moves. @param {PointerEvent} event */
function pressTool(event) {
  const { tool } = pencil;
  press.from = map.mouseEventToContainerPoint(event);
  const at = positionOf(map.mouseEventToLatLng(event));
  if (tool.kind !== "diagram" || !movedDiagram(tool).some((rings) => isWithinRings(rings.slice(0, 1), at))) return;
  press.last = press.from;
  map.dragging.disable();
}

/** @param {PointerEvent} event */
function dragTool(event) {
  if (press.last) {
    const at = map.mouseEventToContainerPoint(event);
    shiftDiagram([at.x - press.last.x, at.y - press.last.y]);
    press.last = at;
  } else if (pencil.tool.kind === "sketch" && event.pointerType === "mouse") trail(map.mouseEventToLatLng(event));
}

function releaseTool() {
  if (press.last) map.dragging.enable();
  press.last = null;
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

/** Undo and redo; Escape puts the tool away. @param {KeyboardEvent} event */
function editKeys(event) {
  const isField = targetOf(event).matches("input:not([type=checkbox]), textarea");
  const isUndo = (event.ctrlKey || event.metaKey) && ["z", "y"].includes(event.key.toLowerCase()) && !isField;
  if (event.key === "Escape" && pencil.tool) stopTool();
  else if (!isUndo) return;
  else if (pencil.tool) dropCorner();
  else turnEdits(event.key.toLowerCase() === "y" || event.shiftKey ? 1 : -1);
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** The line that the next corner would draw. @param {L.LatLng} place */
function trail(place) {
  const { tool } = pencil;
  if (tool.kind !== "sketch") return;
  const [last] = tool.rings[tool.rings.length - 1].slice(-1);
  const corner = cornerNear(place);
  const at = corner || positionOf(place);
  pencil.cross = place;
  pencil.ghost = [...(last && corner && tool.follows ? wayAlong(last.at, at) : []), at];
  drawTool();
}
