// What is chosen and what is filtered, the same in the address: #lang=en&sel=ID&at=z/lat/lon&industry=a,b&off=c.
const FACETS = ["industry", "kind", "status"];
const FILTERS = [...FACETS, "time"];
const TIMES = { existing: "now", planned: "plan", "under-construction": "plan" };
const state = {
  selected: null,
  gathered: null,
  industry: new Set(),
  kind: new Set(),
  status: new Set(),
  time: new Set(),
  off: new Set(firstHidden()),
  draw: "admin",
  step: 0,
  at: null,
};
const foreign = new Map();
// What other parts of the page keep in the address: name -> { read(text or null), write() -> text, empty as at first }.
const addressKeys = {};
let addressed = null;
const redraws = { lang: [], filter: [], selection: [], view: [], theme: [], drawing: [], step: [] };
let hoveredId = null;
let homeZoom = 0;
let atHome = true;
let fitting = false;
let lastWish = null;
let legendYields = false;

/** Draw what depends on the things changed, each once, and write the address. */
function changed(...what) {
  for (const redraw of new Set(what.flatMap((name) => redraws[name]))) redraw();
  writeAddress();
}

const facetValues = {
  industry: (park) => [...industriesWithin(park)],
  kind: (park) => [park.kind],
  status: (park) => [park.status],
  time: (park) => [TIMES[park.status] || ""],
};

function passes(park, facets) {
  return facets.every(
    (facet) => !state[facet].size || facetValues[facet](park).some((value) => state[facet].has(value)),
  );
}

function isTicked(park) {
  if (isOff(park.id) || unitLine(park.unit).some((unit) => isOff(unit.id))) return false;
  const ids = parkZones.get(park.id);
  if (isCrowded) return true;
  return ids.length ? ids.some((id) => !isOff(id)) : !isOff(NO_ZONE);
}

function shownParks(facets = FILTERS) {
  return parks.filter((park) => isTicked(park) && passes(park, facets));
}

function isAtFirst(off) {
  return [...off].sort().join() === firstHidden().sort().join();
}

function isFiltered() {
  return FILTERS.some((facet) => state[facet].size) || !isAtFirst(state.off);
}

function clearFilters() {
  for (const facet of FILTERS) state[facet].clear();
  state.off = new Set(firstHidden());
  changed("filter");
}

function toggle(set, value, on = !set.has(value)) {
  if (on) set.add(value);
  else set.delete(value);
}

/** Choose a zone, unit or place by its id, null for none; false where there is no such id. */
function select(id, { move = true } = {}) {
  if (id !== null && !things.has(id)) return false;
  const hidden = state.off.delete(id);
  state.selected = id;
  state.gathered = null;
  changed(...(hidden ? ["filter", "selection"] : ["selection"]));
  if (id !== null && move) bringIntoView(things.get(id));
  return true;
}

function setLang(next) {
  lang = next === "en" ? "en" : "zh";
  root.lang = isEnglish() ? "en" : "zh-CN";
  document.title = tr(plan.title) || plan.id;
  changed("lang");
}

function roomPadding() {
  if (state.step) return storyPadding();
  const card = byId("card");
  const open = card && !card.hidden && !isNarrow();
  const below = card && !card.hidden && isNarrow() ? card.offsetHeight : 0;
  return { paddingTopLeft: [24, 24], paddingBottomRight: [24 + (open ? card.offsetWidth + 16 : 0), 24 + below] };
}

/** Show all zones and places, or the one group that was asked for. */
function fitHome(animate = false) {
  const home = homeFrame();
  const group = framesGroup && groupFrame();
  const [bounds, options] = group || home;
  atHome = fitting = true;
  state.at = null;
  map.once("moveend", () => (fitting = false));
  map.fitBounds(bounds, { ...options, animate: animate && !isStill() });
  map.setMinZoom(Math.floor(homeZoom) - 1);
}

/** Where the whole plan stands: beside the legend where that costs little size, else the legend shuts. */
function homeFrame() {
  const bounds = boxBounds(plan.view || plan.bbox);
  const wide = map.getSize().x > 620;
  const framed = isEmbedded && !unprinted && map.getSize().x < 1000;
  const plated = wide && document.querySelector("html:is(.embed, .panel-closed, .printing)");
  const above = framed ? (wide ? 88 : 128) : plated ? 56 : 20;
  const below = framed && !wide ? 116 : wide && !framed ? 20 : 56;
  const beside = { paddingTopLeft: [24, above], paddingBottomRight: [wide ? LEGEND_PX : 12, framed ? 56 : 24] };
  const plain = { paddingTopLeft: [12, framed ? above : 12], paddingBottomRight: [12, below] };
  const zoomWith = ({ paddingTopLeft: a, paddingBottomRight: b }) =>
    map.getBoundsZoom(bounds, false, L.point(a).add(b));
  map.setMinZoom(0);
  legendYields = !unprinted && zoomWith(plain) - zoomWith(beside) > 0.25;
  const chosen = legendYields ? plain : beside;
  homeZoom = zoomWith(chosen);
  return [bounds, chosen];
}

/** Move the map once it is not zooming: Leaflet drops what is asked of it meanwhile. The last wish wins. */
function moveMap(move, then) {
  const wish = (lastWish = {});
  const go = () => {
    if (wish !== lastWish) return;
    if (then) map.once("moveend", () => setTimeout(then));
    move();
  };
  if (map._animatingZoom) map.once("zoomend", () => setTimeout(go));
  else go();
}

function goTo(center, zoom, then) {
  moveMap(() => map.setView(center, zoom, { animate: !isStill() }), then);
}

function goToBounds(bounds, options) {
  moveMap(() => map.fitBounds(bounds, { ...roomPadding(), ...options, animate: !isStill() }));
}

function bringIntoView(thing) {
  if (thing.type === "park" && isLocated(thing)) return showPark(thing);
  const shape = drawnShape(thing) || (things.get(thing.unit) || {}).shape;
  if (!shape) return undefined;
  const bounds = shapeBounds(shape);
  const box = shapeBox(shape);
  const size = Math.max(box[2] - box[0], box[3] - box[1]) * view.scale;
  if (size > 90 && isInRoom(bounds)) return undefined;
  return goToBounds(bounds.pad(0.1), { maxZoom: Math.max(view.zoom, homeZoom + 2.5) });
}

/** The centre of the map that shows a position in the middle of what no card covers. */
function inRoom(target, zoom) {
  const { paddingTopLeft: before, paddingBottomRight: after } = roomPadding();
  return map.unproject(map.project(target, zoom).add(L.point(after).subtract(before).divideBy(2)), zoom);
}

function zoomTo(thing) {
  const zoom = Math.max(view.zoom, homeZoom + 4);
  if (isLocated(thing)) goTo(inRoom(latLngOf(...parkSteps.get(thing.id)), zoom), zoom);
  else goToBounds(shapeBounds(drawnShape(thing)));
}

function isInRoom(bounds) {
  const {
    paddingTopLeft: [left, top],
    paddingBottomRight: [right, bottom],
  } = roomPadding();
  const size = map.getSize();
  const corners = [bounds.getNorthWest(), bounds.getSouthEast()].map((corner) => map.latLngToContainerPoint(corner));
  return (
    corners[0].x >= left - 20 &&
    corners[0].y >= top - 20 &&
    corners[1].x <= size.x - right + 20 &&
    corners[1].y <= size.y - bottom + 20
  );
}

/** Go where a place stands alone; where it never does, open the least gathering that it is in. */
function showPark(park) {
  const located = shownParks().filter(isLocated);
  if (!located.includes(park)) return;
  const besides = (zoom) =>
    gatheredParks(located, 2 ** (zoom - STEP_ZOOM)).find(({ parks: inside }) => inside.includes(park)).parks.length;
  const least = besides(MAX_ZOOM);
  let zoom = Math.max(view.zoom, Math.min(homeZoom + 1, MAX_ZOOM));
  while (zoom < MAX_ZOOM && besides(zoom) > least) zoom = Math.min(MAX_ZOOM, zoom + 0.5);
  const target = latLngOf(...parkSteps.get(park.id));
  const open = least > 1 ? () => openAround(park) : null;
  if (zoom !== view.zoom || !isInRoom(L.latLngBounds(target, target))) goTo(inRoom(target, zoom), zoom, open);
  else if (open) open();
}

/** Open the gathering that hides a place which is still the chosen one. */
function openAround(park) {
  const gathering = gatheringOf(park.id);
  if (state.selected !== park.id || !gathering || gathering.parks.length < 2) return;
  if (!fanned || fanned.gathering !== gathering) fanOut(gathering);
}

function addressText() {
  const pairs = [...foreign];
  if (isEnglish()) pairs.push(["lang", "en"]);
  if (state.selected) pairs.push(["sel", state.selected]);
  if (state.at) pairs.push(["at", state.at]);
  for (const name of FILTERS) if (state[name].size) pairs.push([name, [...state[name]].sort().join(",")]);
  if (!isAtFirst(state.off) && !aloneGroup()) pairs.push(["off", [...state.off].sort().join(",")]);
  for (const [name, key] of Object.entries(addressKeys)) if (key.write()) pairs.push([name, key.write()]);
  return pairs
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replace(/%2F/g, "/").replace(/%2C/g, ",")}`)
    .join("&");
}

/** Frames made from a string forbid history; the page then goes without an address. */
function writeAddress() {
  const text = addressText();
  // What is chosen is a step that the browser's own button goes back from; all else changes the step it is in.
  const isStep = !isEmbedded && state.selected !== addressed;
  addressed = state.selected;
  try {
    history[isStep ? "pushState" : "replaceState"](
      history.state,
      "",
      text ? `#${text}` : location.pathname + location.search,
    );
  } catch {
    return;
  }
}

/** Take state from the address; what it does not name is as at first. */
function readAddress() {
  const found = new URLSearchParams(location.hash.slice(1));
  foreign.clear();
  for (const [name, value] of found)
    if (!["lang", "sel", "at", "off", ...FILTERS].includes(name) && !addressKeys[name]) foreign.set(name, value);
  const known = {
    industry: new Set([...industries.keys(), NO_INDUSTRY]),
    kind: kinds,
    status: statuses,
    time: new Set(Object.values(TIMES)),
    off: new Set([...things.keys(), NO_ZONE]),
  };
  for (const [name, ids] of Object.entries(known))
    state[name] = new Set((found.get(name) || "").split(",").filter((id) => ids.has(id)));
  state.time = new Set([...state.time].slice(0, 1));
  if (!found.has("off")) state.off = new Set(firstHidden());
  for (const [name, key] of Object.entries(addressKeys)) key.read(found.get(name));
  state.selected = things.has(found.get("sel")) ? found.get("sel") : null;
  addressed = state.selected;
  state.gathered = null;
  state.at = viewOf(found.get("at")) ? found.get("at") : null;
  lang = found.get("lang") === "en" ? "en" : "zh";
}

function viewOf(text) {
  const [zoom, lat, lon] = String(text || "")
    .split("/")
    .map(Number);
  const fits =
    [zoom, lat, lon].every(Number.isFinite) &&
    zoom >= 0 &&
    zoom <= MAX_ZOOM &&
    Math.abs(lat) <= 85 &&
    Math.abs(lon) <= 180;
  return fits ? { center: L.latLng(lat, lon), zoom } : null;
}

function noteView() {
  const { lat, lng } = map.getCenter();
  state.at = atHome || isOnStep() ? null : `${numeral(map.getZoom(), 2)}/${lat.toFixed(4)}/${lng.toFixed(4)}`;
}
