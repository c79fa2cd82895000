// @ts-check
// One Leaflet layer of two SVG drawings: shapes, which scale with the map, and marks (symbols and labels), which keep
// their size and only move.
const map = window.buju_map;
const shapesSvg = svg("svg", { class: "bj bj-shapes", width: 1, height: 1, "aria-hidden": "true" });
const marksSvg = svg("svg", { class: "bj bj-marks", width: 1, height: 1, "aria-hidden": "true" });
const world = shapesSvg.appendChild(svg("g", { class: "world" }));
const pinned = new Set();

/** Where the drawing stands: layer point = steps * scale + (x, y). */
const view = { zoom: 0, scale: 1, x: 0, y: 0 };

/** What is on the map now: how fine its outlines and its waters are, its canvas, its places and where the map stood when they were drawn, its badges, its numbers, the fan of a gathering, its names. @type {Drawn} */
const drawn = {
  least: 0,
  waters: 0,
  canvas: null,
  gatherings: [],
  badges: [],
  plates: [],
  fan: null,
  zoom: null,
  naming: null,
  namesZoom: null,
  near: "",
};

const PlanLayer = L.Layer.extend({
  onAdd() {
    paneAt("buju-shapes", 350).append(shapesSvg);
    paneAt("buju-marks", 450).append(marksSvg);
    placeAll(currentView());
  },
  onRemove() {
    shapesSvg.remove();
    marksSvg.remove();
  },
  getEvents() {
    return {
      viewreset: () => placeAll(currentView()),
      zoom: () => placeAll(currentView()),
      zoomanim: (/** @type {L.ZoomAnimEvent} */ event) => placeAll(viewAt(event.center, event.zoom)),
    };
  },
});

/** @param {string} name @param {number} depth */
function paneAt(name, depth) {
  const pane = map.getPane(name) || map.createPane(name);
  pane.style.zIndex = String(depth);
  return pane;
}

/** @param {Element} parent @param {string} name */
function groupIn(parent, name) {
  return parent.appendChild(svg("g", { class: name }));
}

/** How far the map has been dragged. */
function paneShift() {
  return L.DomUtil.getPosition(map.getPane("mapPane")) || L.point(0, 0);
}

/** Where the drawing stands at a centre and zoom. @param {L.LatLng} center @param {number} zoom */
function viewAt(center, zoom) {
  const corner = map.project(center, zoom).subtract(map.getSize().divideBy(2)).add(paneShift()).round();
  return viewFrom(corner, zoom);
}

function currentView() {
  return viewFrom(map.getPixelOrigin(), map.getZoom());
}

/** @param {L.Point} corner @param {number} zoom */
function viewFrom(corner, zoom) {
  const scale = 2 ** (zoom - STEP_ZOOM);
  return { zoom, scale, x: ORIGIN.x * scale - corner.x, y: ORIGIN.y * scale - corner.y };
}

/** @param {View} next */
function placeAll(next) {
  Object.assign(view, next);
  world.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
  for (const mark of pinned) placeMark(mark);
  for (const pattern of shapesSvg.querySelectorAll("pattern")) {
    pattern.setAttribute("patternTransform", `scale(${1 / view.scale})`);
  }
}

/**
 * Keep an element of the marks at a position in steps, `dx` and `dy` pixels aside.
 * @param {SVGElement} node @param {number} x @param {number} y @param {number} dx @param {number} dy
 */
function pin(node, x, y, dx = 0, dy = 0) {
  const mark = { node, x, y, dx, dy };
  node.classList.add("pinned");
  pinned.add(mark);
  placeMark(mark);
  return mark;
}

/** @param {Element} parent */
function unpinWithin(parent) {
  for (const mark of pinned) if (parent.contains(mark.node)) pinned.delete(mark);
  parent.replaceChildren();
}

/** @param {Mark} mark */
function placeMark({ node, x, y, dx, dy }) {
  node.style.transform = `translate(${x * view.scale + view.x + dx}px, ${y * view.scale + view.y + dy}px)`;
}

/** @param {number} x @param {number} y @returns {Point} */
function layerPoint(x, y) {
  return [x * view.scale + view.x, y * view.scale + view.y];
}

/** @param {number} x @param {number} y @returns {Point} */
function stepsAt(x, y) {
  return [(x - view.x) / view.scale, (y - view.y) / view.scale];
}

/** The visible part of the map in layer points: [left, top, right, bottom]. @returns {Box} */
function visibleBox() {
  const shift = paneShift();
  const size = map.getSize();
  return [-shift.x, -shift.y, size.x - shift.x, size.y - shift.y];
}

/** @param {Point} middle @param {number} width @param {number} height @returns {Box} */
function boxOf([x, y], width, height) {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

/** @param {Point} middle @param {number} r @returns {Box} */
function squareAround(middle, r) {
  return boxOf(middle, 2 * r, 2 * r);
}

/** @param {Box} box @param {number} by @returns {Box} */
function grown([left, top, right, bottom], by) {
  return [left - by, top - by, right + by, bottom + by];
}

/** @param {number[]} a @param {number[]} b */
function overlaps(a, b) {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
}

/** @param {number[]} box @param {number[]} frame */
function isWithin(box, frame) {
  return box.every((edge, i) => (i < 2 ? edge >= frame[i] : edge <= frame[i]));
}

/** Whether a box in steps is at least partly in view. @param {number[]} box */
function isBoxInView([west, north, east, south]) {
  return overlaps(grown([...layerPoint(west, north), ...layerPoint(east, south)], 1), visibleBox());
}

/** Whether a position in steps is in view. @param {number} x @param {number} y */
function isInView(x, y) {
  return isBoxInView([x, y, x, y]);
}

/** @param {Shape} shape @returns {Box} */
function layerBox(shape) {
  const [west, north, east, south] = shapeBox(shape);
  return [...layerPoint(west, north), ...layerPoint(east, south)];
}

/** @param {Shape} shape @param {Box} frame @returns {Box} */
function visibleShapeBox(shape, frame) {
  const [left, top, right, bottom] = layerBox(shape);
  return [Math.max(left, frame[0]), Math.max(top, frame[1]), Math.min(right, frame[2]), Math.min(bottom, frame[3])];
}
