// @ts-check
// The story: overview, groups, zones, one step at a time, told with a clicker; within a step one may look around.
const SWIPE_PX = 40;
/** Whether the page stands in another, such as a deck, which has the keys before the story and after it. */
const isFramed = window.parent !== window && !isPaired;
/** @type {Record<string, number>} */
const TURNS = { PageDown: 1, ArrowRight: 1, ArrowDown: 1, PageUp: -1, ArrowLeft: -1, ArrowUp: -1 };
/** @type {Record<string, () => void>} */
const STORY_KEYS = {
  Home: () => tell(1),
  End: () => tell(storySteps.length),
  f: flipFullScreen,
};

/** Tell a step by its number from 1; 0 ends the story. @param {number} number */
function tell(number) {
  if (!number) return endStory();
  if (!storySteps[number - 1]) return undefined;
  const started = !state.step;
  enterStep(number);
  Object.assign(state, { selected: null, gathered: null });
  if (started) enterRoom(true);
  changed("step", "selection");
  return showStep();
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

/** The map takes the panel's room while the story runs. @param {boolean} on */
function enterRoom(on) {
  const left = () => map.getContainer().getBoundingClientRect().left;
  const before = left();
  root.classList.toggle("telling", on);
  home.isShown = false;
  measureMap();
  map.panBy([left() - before, 0], { animate: false });
  if (on) drawStory();
  if (on) byId("story").focus({ preventScroll: true });
}

function resumeStory() {
  root.classList.toggle("telling", state.step > 0);
  if (!state.step) return kiosk.seconds ? tell(1) : changed("step");
  measureMap();
  changed("step");
  story.explored = Boolean(viewOf(state.at));
  return story.explored ? drawStory() : showStep(false);
}

function watchStory() {
  map.on("moveend", () => {
    story.moving = false;
    root.classList.remove("flying");
  });
  map.on("movestart", () => look(!story.moving));
  map.on("dragstart", () => look(true));
  document.addEventListener("fullscreenchange", drawPager);
  for (const touch of ["pointerdown", "wheel", "keydown"])
    document.addEventListener(touch, () => waitFor(UNTOUCHED_S), true);
  if (!isFramed) return;
  window.addEventListener("message", ({ source, data: said }) => source === window.parent && hearDeck(said));
  tellDeck("startEmbeddedContent");
}

/** What reveal.js says to a page in its slides; others may say the same. @param {unknown} said */
function hearDeck(said) {
  if (said === "slide:stop") giveKeysBack();
  if (said !== "slide:start" || !state.step) return;
  window.focus();
  byId("story").focus({ preventScroll: true });
}

/** What reveal.js understands as it is; for others the same word is under our name. @param {string} method */
function tellDeck(method) {
  window.parent.postMessage(JSON.stringify({ buju: method, method }), "*");
}

function giveKeysBack() {
  /** @type {HTMLElement} */ (document.activeElement).blur();
  window.parent.focus();
}

/** The deck around the page goes on, with the keys. @param {number} by */
function leaveTo(by) {
  tellDeck(by > 0 ? "next" : "prev");
  giveKeysBack();
}

/** A speaker who moves the map has left the step's own view until the step is resumed. @param {boolean} around */
function look(around) {
  if (!around || !state.step || story.explored) return;
  story.explored = true;
  redraw("look");
}

/** @param {number} by */
function turnPage(by) {
  if (storySteps[state.step + by - 1]) tell(state.step + by);
  else if (isFramed) leaveTo(by);
}

/**
 * Clickers send PageDown and PageUp: they start the story too, unless a list is being scrolled by them. In a deck they
 * are the deck's before the story, and beyond its ends.
 * @param {KeyboardEvent} event
 */
function storyKeys(event) {
  if (!isBare(event) || event.shiftKey || !storySteps.length) return;
  const by = TURNS[event.key];
  const pages = event.key.startsWith("Page") && !targetOf(event).closest(isFramed ? "#panel" : "#panel, #card");
  if (!state.step && isFramed && pages) return leaveTo(by);
  const starts = pages && by > 0 && startStory;
  const act = state.step ? STORY_KEYS[event.key] || (by && (() => turnPage(by))) : starts;
  if (!act) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
}

/** From where it was left, or from the beginning once it was told to its end. */
function startStory() {
  tell(story.last && story.last < storySteps.length ? story.last : 1);
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
  if (!storySteps.length || state.step) return null;
  return button([iconOf("play"), word("present")], startStory, {
    id: "present",
    "data-key": "present",
    title: word("present") + bracketed("PageDown"),
  });
}

/** In a kiosk a step stands for so many seconds; for a while the story waits once someone touches it. */
const kiosk = { seconds: 0, timer: 0 };
const UNTOUCHED_S = 30;

addressKeys.play = {
  read: (text) => {
    const seconds = Number(text);
    kiosk.seconds = seconds > 0 ? Math.min(3600, Math.max(2, seconds)) : 0;
    waitFor(kiosk.seconds);
  },
  write: () => (kiosk.seconds ? String(kiosk.seconds) : ""),
};

/** @param {number} seconds */
function waitFor(seconds) {
  clearTimeout(kiosk.timer);
  if (kiosk.seconds) kiosk.timer = window.setTimeout(playOn, seconds * 1000);
}

/** After the last step the first comes again. */
function playOn() {
  tell((state.step % storySteps.length) + 1);
  waitFor(kiosk.seconds);
}

/** @param {HTMLElement} stage */
function buildStory(stage) {
  /** @type {number | null} */
  let from = null;
  const on = {
    pointerdown: (/** @type {PointerEvent} */ event) => (from = event.pointerType === "touch" ? event.clientX : null),
    pointerup: (/** @type {PointerEvent} */ event) => {
      if (from !== null && Math.abs(from - event.clientX) > SWIPE_PX) turnPage(Math.sign(from - event.clientX));
      from = null;
    },
  };
  const told = el("div", { class: "told", "aria-live": "polite" });
  const parts = [told, el("ul", { class: "numbers" }), el("div", { class: "pager" })];
  stage.append(el("section", { id: "story", hidden: true, tabindex: -1, on }, ...parts));
}

function drawStory() {
  const bar = byId("story");
  const step = storySteps[state.step - 1];
  bar.hidden = !step;
  bar.setAttribute("aria-label", word("story"));
  if (!step) return;
  const [zone, another] = stepZones();
  const over = tr(stepGroup().name);
  bar.style.bottom = isNarrow() ? `${furniture.foot.offsetHeight + 54}px` : "";
  bar.style.borderColor = zone && !another ? zone.colour.line : "";
  const [told, numbers] = /** @type {HTMLElement[]} */ ([...bar.children]);
  const roles = stepRoles(step).map((role) => el("p", { class: "telling-text" }, el("bdi", {}, role)));
  refill(
    told,
    tr(step.text) === tr(plan.title) ? null : el("p", { class: "plan" }, titleNode(plan.title)),
    over && over !== tr(step.title) ? el("p", { class: "over" }, bdi(stepGroup().name)) : null,
    el("h2", {}, titleNode(step.title)),
    step.text ? el("p", { class: "telling-text" }, bdi(step.text)) : null,
    undrawnText() ? el("p", { class: "telling-text undrawn" }, undrawnText()) : null,
    el("div", { class: "role" }, ...roles),
  );
  const targets = stepTargets();
  numbers.replaceChildren(...[...targets.map(numberItem), ...stepFacts()].slice(0, isNarrow() ? 2 : 4));
  numbers.hidden = !numbers.children.length;
  drawPager();
  if (!isNarrow()) fitStory(bar);
}

/** What has no room beside a low map is left out: what zones are for, then the last numbers. @param {HTMLElement} bar */
function fitStory(bar) {
  const spare = () => bar.scrollHeight > bar.clientHeight && bar.querySelector(".role, li + li:last-child");
  for (let node = spare(); node; node = spare()) node.remove();
}

/** The buttons of the bar; the keyboard's focus stays on the one it is on. */
function drawPager() {
  const pager = document.querySelector("#story .pager");
  if (!pager || !state.step) return;
  const full = Boolean(document.fullscreenElement);
  /** @param {keyof typeof ICONS} icon @param {string} key @param {() => void} act @param {Attributes} extra */
  const one = (icon, key, act, extra = {}) => iconButton(icon, word(key), act, { "data-key": key, ...extra });
  const back = { class: "plain", "data-key": "story_back" };
  refill(
    pager,
    story.explored ? button(word("story_back"), () => showStep(), back) : null,
    one("left", "story_previous", () => turnPage(-1), { disabled: state.step === 1 }),
    el("span", { class: "at" }, `${state.step} / ${storySteps.length}`),
    one("right", "story_next", () => turnPage(1), { disabled: state.step === storySteps.length }),
    document.fullscreenEnabled ? one(full ? "minus" : "home", "full_screen", flipFullScreen) : null,
    one("close", "story_end", endStory),
  );
}

function drawingSwitch() {
  const keys = { "aria-keyshortcuts": "d" };
  const choice = (/** @type {string} */ draw) =>
    pressButton(word(`draw_${draw}`), draw === state.draw, `draw:${draw}`, () => setDrawing(draw), keys);
  return hasDiagrams ? groupBox("switch drawings", word("drawing"), choice("admin"), choice("schematic")) : null;
}

/** The switches of views and of drawings, the start of the story, and what a reader of the schematic must know. */
function drawModes() {
  refill(furniture.modes, viewSwitch(), drawingSwitch(), presentButton());
  refill(furniture.layouts, groupSwitch());
  const unplaced = zones.filter((zone) => !zone.diagram && isZoneShown(zone)).map(zoneTitle);
  furniture.note.hidden = !isSchematic();
  furniture.note.replaceChildren(
    el("strong", {}, word("draw_schematic")),
    clauses([word("schematic_note"), unplaced.length ? word("unplaced", { names: listed(unplaced) }) : ""]),
  );
}
