// @ts-check
// Now beside the plan: this map shows what there is, and the same page in a frame beside it what is to come. The two move,
// filter and choose together: each tells the other where it stands, while it moves, and its address once it rests.
const twin = {
  /** @type {HTMLIFrameElement | null} */
  frame: null,
  head: el("section", { id: "pair-head" }),
  /** The address that both have. */
  agreed: "",
  isFollowing: false,
};

/** A page made from a text has no address that a frame could open. */
views.times = () =>
  !isPaired && /^(https?|file):$/.test(location.protocol) && byTime(parks).every((list) => list.length);

/** The head of this map follows its buttons, that of the map of the plan, which has none, stands alone. @param {HTMLElement} stage */
function buildPair(stage) {
  if (isPaired) stage.append(twin.head);
  else furniture.note.before(twin.head);
  window.addEventListener("message", ({ source, data: said }) => {
    // What is said to a page that is not yet built waits for it.
    if (source && source === otherWindow() && said && said.buju) window.buju.ready.then(() => hear(said.buju));
  });
  map.on("move", () => otherWindow() && say({ at: placeText() }));
  if (isPaired) twin.agreed = pairAddress();
  // What was said before it could listen is said again.
  if (isPaired) say({ ready: true });
  if (isPaired) document.addEventListener("keydown", ({ key }) => say({ key }));
}

/** @returns {Window | null} */
function otherWindow() {
  if (isPaired) return window.parent;
  return twin.frame && twin.frame.contentWindow;
}

/** @param {PairMessage} said */
function say(said) {
  const other = twin.isFollowing ? null : otherWindow();
  if (other) other.postMessage({ buju: said }, "*");
}

/** @param {PairMessage} said */
function hear({ at, address, key, ready }) {
  if (ready) twin.agreed = "";
  if (ready) tellAddress();
  if (key) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  if (at) follow(viewOf(at));
  if (!address || address === twin.agreed) return;
  const isMoveOnly = withoutPlace(address) === withoutPlace(twin.agreed);
  twin.agreed = address;
  twin.isFollowing = true;
  standAt(new URLSearchParams(address).get("at"));
  if (!isMoveOnly) takeRest(address);
  twin.isFollowing = false;
}

/** @param {string} address */
function withoutPlace(address) {
  const found = new URLSearchParams(address);
  found.delete("at");
  return String(found);
}

/** The map of the plan takes all that is chosen and filtered, this one what was chosen there. @param {string} address */
function takeRest(address) {
  const chosen = new URLSearchParams(address).get("sel");
  if (!isPaired) return void (chosen === state.selected || select(chosen, { move: false }));
  history.replaceState(history.state, "", `#${address}`);
  return takeAddress();
}

/** In another room the map of the plan stands where the other one does: two that both told of it would never agree. */
function standWithOther() {
  twin.isFollowing = true;
  standAt(new URLSearchParams(twin.agreed).get("at"));
  twin.isFollowing = false;
}

/** The map has another room: it shows the same in it, of two maps the second what the first does. */
function resized() {
  const before = home.size;
  measureMap();
  if (!home.size.x || !home.size.y || (before && home.size.equals(before))) return;
  if (home.isShown) fitHome();
  else if (isOnStep()) showStep(false);
  else if (isPaired && twin.agreed) standWithOther();
  else viewChanged();
}

/** Move with the other map without drawing anew what only moves. @param {{ center: L.LatLng, zoom: number } | null} place */
function follow(place) {
  if (!place || place.zoom !== view.zoom) return;
  const by = map.project(place.center).subtract(map.project(map.getCenter())).round();
  twin.isFollowing = true;
  /** @type {any} */ (map)._rawPanBy(by);
  twin.isFollowing = false;
}

/** Once this map rests: its address, with what the other map needs beside. */
function tellAddress() {
  if (!otherWindow()) return;
  const address = pairAddress();
  if (address === twin.agreed) return;
  twin.agreed = address;
  say({ address });
}

/** The address of the map of the plan: it stands where this one does. */
function pairAddress() {
  const found = new URLSearchParams(addressText());
  for (const name of ["view", "tab", "sort", "find", "of", "order"]) found.delete(name);
  found.set("time", "plan");
  found.set("at", placeText());
  found.sort();
  return String(found);
}

function drawPair() {
  const on = isSplit();
  twin.head.hidden = !on && !isPaired;
  if (!twin.head.hidden) drawPairHead();
  if (on === Boolean(twin.frame)) return;
  root.classList.toggle("split", on);
  if (twin.frame) twin.frame.remove();
  resized();
  // What was in the middle of one map is in the middle of each of two.
  if (state.at) showAddressed();
  twin.agreed = pairAddress();
  const source = `${location.pathname}?pair=1#${twin.agreed}`;
  twin.frame = on ? el("iframe", { id: "pair", src: source, title: word("time_plan") }) : null;
  if (on) map.getContainer().after(twin.frame);
}

/** How many places there are, or are to come, by status; the map of the plan says also what that means for zones and industries. */
function drawPairHead() {
  const side = isPaired ? 1 : 0;
  const byStatus = grouped(byTime(shownParks(FACETS))[side], ({ status }) => [status]);
  const counts = [...byStatus].map(([id, { length }]) => labelled(nameOf(data.statuses, id), String(length)));
  const head = el("h2", {}, word(`time_${SIDES[side]}`));
  refill(twin.head, head, el("p", {}, listed(counts)), isPaired ? differences() : null);
}

/** Each zone and industry with its places of now and of the plan. */
function differences() {
  const before = /** @type {HTMLDetailsElement | null} */ (byId("differences"));
  const heads = SIDES.map((time) => el("th", { scope: "col" }, word(`time_${time}`)));
  const rows = [
    ...differenceRows([...zoneById.keys(), NO_ZONE], ({ homes = [NO_ZONE] }) => homes, thingOrNoZone),
    ...differenceRows([...industries.keys(), NO_INDUSTRY], topsOf, (id) => facetName("industry", id)),
  ];
  const table = el("table", {}, el("thead", {}, el("tr", {}, el("td"), ...heads)), el("tbody", {}, ...rows));
  const open = Boolean(before && before.open);
  return el("details", { id: "differences", open }, el("summary", { "data-key": "more" }, word("differences")), table);
}

/** @param {string} id */
function thingOrNoZone(id) {
  return id === NO_ZONE ? word("no_zone") : thingName(id);
}

/** @param {string[]} ids @param {(park: Park) => string[]} idsOf @param {(id: string) => string} named */
function differenceRows(ids, idsOf, named) {
  const counts = byTime(shownParks(FACETS)).map((list) => grouped(list, idsOf));
  return ids
    .filter((id) => counts.some((count) => count.has(id)))
    .map((id) => {
      const cells = counts.map((count) => el("td", {}, String((count.get(id) || []).length)));
      return el("tr", {}, el("th", { scope: "row" }, named(id)), ...cells);
    });
}
