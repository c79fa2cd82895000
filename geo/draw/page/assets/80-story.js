// The story: overview, groups, zones, one step at a time, told with a clicker; within a step one may look around.
const steps = data.steps || [];
const SWIPE_PX = 40;
const FLIGHT_S = 1.1;
const NEAR_ZOOMS = 2;
let lit = null;
let spots = [];
let lastStep = 0;
let explored = false;
let moving = false;
let swipedFrom = null;

addressKeys.step = {
  read: (text) => enterStep(Number(text)),
  write: () => (state.step ? String(state.step) : ""),
};

/** Take up a step by its number from 1, 0 for none, without moving the map. */
function enterStep(number) {
  state.step = Number.isInteger(number) && steps[number - 1] ? number : 0;
  lastStep = state.step || lastStep;
  const ids = state.step ? stepIds() : [];
  lit = ids.length ? litBy(ids) : null;
  spots = ids.filter((id) => things.has(id) && things.get(id).type !== "zone");
}

/** What a step names: zones, units and places; for a group its zones. */
function stepIds() {
  const named = steps[state.step - 1].lit || [];
  return named.flatMap((id) => (zonesByGroup.has(id) ? zonesByGroup.get(id).map((zone) => zone.id) : [id]));
}

function litBy(ids) {
  const found = new Set(ids);
  const within = (unit) => unitLine(unit).some((above) => ids.includes(above.id));
  for (const zone of thingsOf(ids)) for (const id of zone.members || []) found.add(id);
  for (const unit of units) if (unitLine(unit.id).some((above) => found.has(above.id))) found.add(unit.id);
  for (const park of parks)
    if (within(park.unit) || parkZones.get(park.id).some((id) => ids.includes(id))) found.add(park.id);
  return found;
}

function isLit(id) {
  return !lit || lit.has(id);
}

/** Units and places that a step names itself. */
function spotted() {
  return spots;
}

/** Whether a thing is off the map: a step shows what it lights, and of layouts over one ground nothing else. */
function isOff(id) {
  if (lit && isCrowded && things.has(id) && things.get(id).type === "zone") return !lit.has(id);
  return state.off.has(id) && !(lit && lit.has(id));
}

function isOnStep() {
  return state.step > 0 && !explored;
}

/** Tell a step by its number from 1; 0 ends the story. */
function tell(number, animate = true) {
  if (!number) return endStory();
  if (!steps[number - 1]) return undefined;
  const started = !state.step;
  enterStep(number);
  Object.assign(state, { selected: null, gathered: null });
  if (started) enterRoom(true);
  changed("step", "selection");
  showStep(animate);
  return undefined;
}

function endStory() {
  if (!state.step) return;
  enterStep(0);
  enterRoom(false);
  changed("step", "selection");
  fitHome(true);
  if (document.fullscreenElement) flipFullScreen();
  keyed(furniture.modes, "present").forEach((node) => node.focus());
}

/** The map takes the panel's room while the story runs. */
function enterRoom(on) {
  const left = () => map.getContainer().getBoundingClientRect().left;
  const before = left();
  root.classList.toggle("telling", on);
  atHome = false;
  measureMap();
  map.panBy([left() - before, 0], { animate: false });
  if (on) drawStory();
  if (on) byId("story").focus({ preventScroll: true });
}

function resumeStory() {
  root.classList.toggle("telling", state.step > 0);
  if (!state.step) return changed("step");
  measureMap();
  changed("step");
  explored = Boolean(viewOf(state.at));
  return explored ? drawStory() : showStep(false);
}

function stepBounds() {
  const { view: box } = steps[state.step - 1];
  const named = thingsOf(lit ? stepIds() : []);
  const bounds = L.latLngBounds([]);
  if (box && !(isSchematic() && named.some(drawnShape))) return boxBounds(box);
  for (const thing of named) {
    if (drawnShape(thing)) bounds.extend(shapeBounds(drawnShape(thing)));
    else if (isLocated(thing)) bounds.extend([thing.at[1], thing.at[0]]);
  }
  return bounds.isValid() ? bounds : boxBounds(plan.view || plan.bbox);
}

function boxBounds([west, south, east, north]) {
  return L.latLngBounds([south, west], [north, east]);
}

function storyPadding() {
  const bar = byId("story");
  const below = bar ? map.getSize().y - bar.offsetTop : 0;
  const above = isNarrow() ? byId("top").offsetHeight + 24 : 64;
  return { paddingTopLeft: [32, above], paddingBottomRight: [isNarrow() ? 32 : 64, below + 16] };
}

function showStep(animate = true) {
  const bounds = stepBounds();
  const { paddingTopLeft: before, paddingBottomRight: after } = storyPadding();
  const fitted = map.getBoundsZoom(bounds, false, L.point(before).add(after));
  const zoom = Math.min(fitted, homeZoom + NEAR_ZOOMS, MAX_ZOOM);
  const center = inRoom(bounds.getCenter(), zoom);
  map.stop();
  explored = false;
  moving = true;
  atHome = false;
  moveMap(() => {
    root.classList.add("flying");
    if (animate && !isStill()) map.flyTo(center, zoom, { duration: FLIGHT_S, easeLinearity: 0.4 });
    else map.setView(center, zoom, { animate: false });
  }, null);
  drawPager();
}

function watchStory() {
  map.on("moveend", () => {
    moving = false;
    root.classList.remove("flying");
  });
  map.on("movestart", () => look(!moving));
  map.on("dragstart", () => look(true));
  document.addEventListener("fullscreenchange", drawPager);
}

/** A speaker who moves the map has left the step's own view until the step is resumed. */
function look(around) {
  if (!around || !state.step || explored) return;
  explored = true;
  drawPager();
}

function turn(by) {
  const next = state.step + by;
  if (next >= 1 && next <= steps.length) tell(next);
}

const STORY_KEYS = {
  PageDown: () => turn(1),
  PageUp: () => turn(-1),
  ArrowRight: () => turn(1),
  ArrowDown: () => turn(1),
  ArrowLeft: () => turn(-1),
  ArrowUp: () => turn(-1),
  Home: () => tell(1),
  End: () => tell(steps.length),
  f: flipFullScreen,
};

/** Clickers send PageDown and PageUp: they start the story too, unless a list is being scrolled by them. */
function storyKeys(event) {
  if (!isBare(event) || event.shiftKey || !steps.length) return;
  const starts = event.key === "PageDown" && !event.target.closest("#panel, #card");
  const act = state.step ? STORY_KEYS[event.key] : starts && startStory;
  if (!act) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
}

/** From where it was left, or from the beginning once it was told to its end. */
function startStory() {
  tell(lastStep && lastStep < steps.length ? lastStep : 1);
}

/** Some frames forbid the full screen: the story then goes on where it is. */
async function flipFullScreen() {
  try {
    await (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen());
  } catch {
    drawPager();
  }
}

function presentButton() {
  if (!steps.length || state.step) return null;
  return button([iconOf("play"), word("present")], startStory, {
    id: "present",
    "data-key": "present",
    title: `${word("present")} (PageDown)`,
  });
}

function buildStory(stage) {
  const on = {
    pointerdown: (event) => (swipedFrom = event.pointerType === "touch" ? event.clientX : null),
    pointerup: (event) => swiped(event.clientX),
  };
  const told = el("div", { class: "told", "aria-live": "polite" });
  const parts = [told, el("ul", { class: "numbers" }), el("div", { class: "pager" })];
  stage.append(el("section", { id: "story", hidden: true, tabindex: -1, on }, ...parts));
}

function swiped(x) {
  const by = swipedFrom === null ? 0 : swipedFrom - x;
  swipedFrom = null;
  if (Math.abs(by) > SWIPE_PX) turn(Math.sign(by));
}

function drawStory() {
  const bar = byId("story");
  const step = steps[state.step - 1];
  bar.hidden = !step;
  bar.setAttribute("aria-label", word("story"));
  if (!step) return;
  const zone = things.get(step.id);
  const group = zone && zone.type === "zone" && groupOf(zone);
  const foot = furniture.foot.offsetHeight;
  bar.style.bottom = `${isNarrow() ? foot + 54 : Math.max(52, foot + 12)}px`;
  bar.style.borderColor = zone && zone.colour ? zone.colour.line : "";
  const [told, numbers] = bar.children;
  told.replaceChildren(
    ...present([
      group ? el("p", { class: "over" }, bdi(group.name)) : null,
      el("h2", {}, bdi(step.title)),
      step.text ? el("p", { class: "telling-text" }, bdi(step.text)) : null,
      ...stepRoles(step).map((role) => el("p", { class: "telling-text role" }, el("bdi", {}, role))),
    ]),
  );
  const targets = stepTargets(step);
  numbers.replaceChildren(...[...targets.map(numberItem), ...stepFacts(step)].slice(0, mostNumbers()));
  numbers.hidden = !numbers.children.length;
  drawPager();
}

/** The buttons of the bar; the keyboard's focus stays on the one it is on. */
function drawPager() {
  const pager = document.querySelector("#story .pager");
  if (!pager || !state.step) return;
  const full = Boolean(document.fullscreenElement);
  const one = (icon, key, act, extra = {}) => iconButton(icon, word(key), act, { "data-key": key, ...extra });
  keepFocus(pager, () =>
    pager.replaceChildren(
      ...present([
        explored ? button(word("story_back"), () => showStep(), { class: "plain", "data-key": "story_back" }) : null,
        one("left", "story_previous", () => turn(-1), { disabled: state.step === 1 }),
        el("span", { class: "at" }, `${state.step} / ${steps.length}`),
        one("right", "story_next", () => turn(1), { disabled: state.step === steps.length }),
        document.fullscreenEnabled ? one(full ? "minus" : "home", "full_screen", flipFullScreen) : null,
        one("close", "story_end", endStory),
      ]),
    ),
  );
}
