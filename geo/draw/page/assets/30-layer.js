// One Leaflet layer of two SVG drawings: shapes, which scale with the map, and marks (symbols and labels), which keep
// their size and only move.
const PlanLayer = L.Layer.extend({
  onAdd() {
    shapesSvg = paneSvg("buju-shapes", 350, "bj-shapes");
    marksSvg = paneSvg("buju-marks", 450, "bj-marks");
    world = shapesSvg.appendChild(svg("g", { class: "world" }));
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
      zoomanim: (event) => placeAll(viewAt(event.center, event.zoom)),
    };
  },
});

let shapesSvg = null;
let marksSvg = null;
let world = null;
let view = null;
const pinned = new Set();

function paneSvg(name, depth, className) {
  const pane = map.getPane(name) || map.createPane(name);
  pane.style.zIndex = depth;
  return pane.appendChild(svg("svg", { class: `bj ${className}`, width: 1, height: 1, "aria-hidden": "true" }));
}

/** Where the drawing stands at a centre and zoom: layer point = steps * scale + (x, y). */
function viewAt(center, zoom) {
  const shift = L.DomUtil.getPosition(map.getPane("mapPane")) || L.point(0, 0);
  const corner = map.project(center, zoom).subtract(map.getSize().divideBy(2)).add(shift).round();
  return viewFrom(corner, zoom);
}

function currentView() {
  return viewFrom(map.getPixelOrigin(), map.getZoom());
}

function viewFrom(corner, zoom) {
  const scale = 2 ** (zoom - STEP_ZOOM);
  return { zoom, scale, x: origin.x * scale - corner.x, y: origin.y * scale - corner.y };
}

function placeAll(next) {
  view = next;
  world.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
  for (const mark of pinned) placeMark(mark);
  for (const pattern of shapesSvg.querySelectorAll("pattern")) {
    pattern.setAttribute("patternTransform", `scale(${1 / view.scale})`);
  }
}

/** Keep an element of the marks at a position in steps, `dx` and `dy` pixels aside. */
function pin(node, x, y, dx = 0, dy = 0) {
  const mark = { node, x, y, dx, dy };
  pinned.add(mark);
  placeMark(mark);
  return mark;
}

function unpinWithin(parent) {
  for (const mark of pinned) if (parent.contains(mark.node)) pinned.delete(mark);
  parent.replaceChildren();
}

function placeMark({ node, x, y, dx, dy }) {
  node.style.transform = `translate(${x * view.scale + view.x + dx}px, ${y * view.scale + view.y + dy}px)`;
}

function layerPoint(x, y) {
  return [x * view.scale + view.x, y * view.scale + view.y];
}

/** The visible part of the map in layer points: [left, top, right, bottom]. */
function visibleBox() {
  const shift = L.DomUtil.getPosition(map.getPane("mapPane")) || L.point(0, 0);
  const size = map.getSize();
  return [-shift.x, -shift.y, size.x - shift.x, size.y - shift.y];
}
