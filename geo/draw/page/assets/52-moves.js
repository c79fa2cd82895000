// @ts-check
// How the map comes there: at once or flying, after what it does already.
const FLIGHT_S = 1.1;

/**
 * Move the map once it is not zooming: Leaflet drops what is asked of it meanwhile. The last wish wins.
 * @param {() => void} move @param {(() => void) | null} [then]
 */
function moveMap(move, then) {
  const wish = (home.wish = {});
  const go = () => {
    if (wish !== home.wish) return;
    if (then) map.once("moveend", () => setTimeout(then));
    move();
  };
  if (/** @type {any} */ (map)._animatingZoom) map.once("zoomend", () => setTimeout(go));
  else go();
}

/**
 * Move the map for what is chosen; the view before is given back once the card is closed, unless the reader moves on.
 * @param {() => void} move
 */
function moveForChoice(move) {
  moveMap(() => {
    home.before = home.before || { center: map.getCenter(), zoom: map.getZoom(), isHome: home.isShown };
    home.isShown = false;
    home.isChoosing = true;
    map.once("moveend", () => (home.isChoosing = false));
    move();
  });
}

/** Give back the view from which choosing moved the map. */
function giveViewBack() {
  const { before } = home;
  home.before = null;
  if (!before) return;
  if (before.isHome) moveMap(() => fitHome(true));
  else goTo(before.center, before.zoom);
}

/** Another view or drawing shows the whole plan again where the map left it only for what is chosen. */
function returnHome() {
  if (!home.before || !home.before.isHome) return;
  home.before = null;
  moveMap(() => fitHome());
}

/** @param {L.LatLng} center @param {number} zoom @param {(() => void) | null} [then] */
function goTo(center, zoom, then) {
  moveMap(() => map.setView(center, zoom, { animate: !isStill() }), then);
}

/** @param {L.LatLngBounds} bounds @param {L.FitBoundsOptions} [options] */
function goToBounds(bounds, options) {
  moveMap(() => map.fitBounds(bounds, { ...roomPadding(), ...options, animate: !isStill() }));
}

/** Show all zones and places, or the one group that was asked for. */
function fitHome(animate = false) {
  const whole = homeFrame();
  const [bounds, options] = (home.isGroup && groupFrame()) || whole;
  home.isShown = home.isMoving = true;
  home.before = null;
  state.at = null;
  map.once("moveend", () => (home.isMoving = false));
  map.fitBounds(bounds, { ...options, animate: animate && !isStill() });
  map.setMinZoom(Math.floor(home.zoom) - 1);
}

/** A view that takes another room of the map shows all of the plan in what is left. */
function fitView() {
  if (home.isShown) fitHome();
  else returnHome();
}

function showStep(animate = true) {
  const bounds = stepBounds();
  const zoom = Math.min(zoomWithin(bounds, storyPadding()), home.zoom + NEAR_ZOOMS, MAX_ZOOM);
  const corners = [bounds.getNorthWest(), bounds.getSouthEast()].map((corner) => map.project(corner, zoom));
  const center = inRoom(map.unproject(corners[0].add(corners[1]).divideBy(2), zoom), zoom);
  map.stop();
  story.explored = false;
  story.moving = true;
  home.isShown = false;
  moveMap(() => {
    root.classList.add("flying");
    if (animate && !isStill()) map.flyTo(center, zoom, { duration: FLIGHT_S, easeLinearity: 0.4 });
    else map.setView(center, zoom, { animate: false });
  });
  redraw("look");
}

/** @param {Thing} thing */
function bringIntoView(thing) {
  if (thing.type === "park" && isLocated(thing) && !showsNumbers()) return showPark(thing);
  const around = thing.type === "park" ? unitById.get(thing.unit) : null;
  const shape = drawnShape(thing) || (around && around.shape);
  if (!shape) return undefined;
  const bounds = shapeBounds(shape);
  const box = shapeBox(shape);
  const size = Math.max(box[2] - box[0], box[3] - box[1]) * view.scale;
  if (size > 90 && isInRoom(bounds)) return undefined;
  return moveForChoice(() => goToBounds(bounds.pad(0.1), { maxZoom: Math.max(view.zoom, home.zoom + 2.5) }));
}

/** @param {Thing} thing */
function zoomTo(thing) {
  const zoom = Math.max(view.zoom, home.zoom + 4);
  if (isLocated(thing)) goTo(inRoom(latLngOf(...parkSteps().get(thing.id)), zoom), zoom);
  else goToBounds(shapeBounds(drawnShape(thing)));
}

/** Go where a place stands alone; where it never does, open the least gathering that it is in. @param {Located} park */
function showPark(park) {
  const located = mapParks().filter(isLocated);
  if (!located.includes(park)) return;
  const besides = (/** @type {number} */ at) =>
    gatheredParks(located, 2 ** (at - STEP_ZOOM)).find(({ parks: inside }) => inside.includes(park)).parks.length;
  const least = besides(MAX_ZOOM);
  let zoom = Math.max(view.zoom, Math.min(home.zoom + 1, MAX_ZOOM));
  while (zoom < MAX_ZOOM && besides(zoom) > least) zoom = Math.min(MAX_ZOOM, zoom + 0.5);
  const target = latLngOf(...parkSteps().get(park.id));
  const open = least > 1 ? () => openAround(park) : null;
  if (zoom !== view.zoom || !isInRoom(L.latLngBounds(target, target)))
    moveForChoice(() => goTo(inRoom(target, zoom), zoom, open));
  else if (open) open();
}

/** Open the gathering that hides a place which is still the chosen one. @param {Park} park */
function openAround(park) {
  const gathering = gatheringOf(park.id);
  if (state.selected !== park.id || !gathering || gathering.parks.length < 2) return;
  if (!drawn.fan || drawn.fan.gathering !== gathering) fanOut(gathering);
}

/** @param {Gathering} gathering */
function openGathering(gathering) {
  state.gathered = gathering.parks.map((park) => park.id);
  state.selected = null;
  changed("selection");
  if (canPart(gathering)) zoomToParks(gathering.parks);
  else fanOut(gathering);
}

/** @param {Located[]} list */
function zoomToParks(list) {
  const bounds = L.latLngBounds(list.map((park) => latLngOf(...parkSteps().get(park.id))));
  const zoom = Math.min(MAX_ZOOM, Math.max(zoomWithin(bounds.pad(0.15), roomPadding()), view.zoom + 1));
  goTo(inRoom(bounds.getCenter(), zoom), zoom);
}

/**
 * Choose a zone, unit or place by its id, null for none; false where there is no such id.
 * @param {string | null} id @param {{ move?: boolean }} options
 */
function select(id, { move = true } = {}) {
  if (id !== null && !things.has(id)) return false;
  if (id !== null && move && !isViewed(things.get(id))) setView("layout");
  const hidden = state.off.delete(id);
  state.selected = id;
  state.gathered = null;
  if (hidden) changed("filter", "selection");
  else changed("selection");
  if (move && id === null) giveViewBack();
  else if (move) bringIntoView(things.get(id));
  return true;
}

/** How much larger names are in a story that fills 1920 by 1080 pixels: those of zones are 36 pixels high. */
const HALL = 36 / 22;

/** Beside a card two maps have less room; they then stand one above the other. */
const CARD_PX = 372;

function measureMap() {
  const { clientWidth, clientHeight } = map.getContainer().parentElement;
  const beside = root.classList.contains("carded") ? CARD_PX : 0;
  root.classList.toggle("stacked", isSplit() && clientWidth - beside < clientHeight);
  map.invalidateSize({ animate: false, pan: false });
  home.size = map.getSize();
  const { x, y } = home.size;
  root.classList.toggle("cramped", x < 760);
  root.classList.toggle("tiny", x < 480);
  // Outside of a story zooms are whole quarters; there the step fills the map.
  map.options.zoomSnap = state.step ? 0.02 : 0.25;
  const told = state.step > 0 && !isNarrow();
  home.type = told && !page.unprinted ? Math.max(1, HALL * Math.min(innerWidth / 1920, innerHeight / 1080)) : 1;
  root.style.setProperty("--type", home.type > 1 ? String(home.type) : "");
  root.classList.toggle("large", told || (x >= 1400 && y >= 860));
}

/** Draw what depends on where the map stands; outlines and symbols only where its zoom is another. */
function viewChanged() {
  if (view.zoom === drawn.zoom) redraw("extent");
  else redraw("extent", "zoom");
}
