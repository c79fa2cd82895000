// @ts-check
// The story: overview, groups, zones, one step at a time, told with a clicker; within a step one may look around.
const SWIPE_PX = 40;

/** @type {Record<string, () => void>} */
const STORY_KEYS = {
  PageDown: () => turnPage(1),
  PageUp: () => turnPage(-1),
  ArrowRight: () => turnPage(1),
  ArrowDown: () => turnPage(1),
  ArrowLeft: () => turnPage(-1),
  ArrowUp: () => turnPage(-1),
  Home: () => tell(1),
  End: () => tell(storySteps.length),
  f: flipFullScreen,
};

/** Tell a step by its number from 1; 0 ends the story. @param {number} number */
function tell(number, animate = true) {
  if (!number) return endStory();
  if (!storySteps[number - 1]) return undefined;
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
  if (!state.step) return changed("step");
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
}

/** A speaker who moves the map has left the step's own view until the step is resumed. @param {boolean} around */
function look(around) {
  if (!around || !state.step || story.explored) return;
  story.explored = true;
  redraw("look");
}

/** @param {number} by */
function turnPage(by) {
  const next = state.step + by;
  if (next >= 1 && next <= storySteps.length) tell(next);
}

/**
 * Clickers send PageDown and PageUp: they start the story too, unless a list is being scrolled by them.
 * @param {KeyboardEvent} event
 */
function storyKeys(event) {
  if (!isBare(event) || event.shiftKey || !storySteps.length) return;
  const starts = event.key === "PageDown" && !targetOf(event).closest("#panel, #card");
  const act = state.step ? STORY_KEYS[event.key] : starts && startStory;
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
    title: `${word("present")} (PageDown)`,
  });
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
  const zone = zoneById.get(step.id);
  const group = zone ? groupOf(zone) : null;
  const foot = furniture.foot.offsetHeight;
  bar.style.bottom = `${isNarrow() ? foot + 54 : Math.max(52, foot + 12)}px`;
  bar.style.borderColor = zone ? zone.colour.line : "";
  const [told, numbers] = /** @type {HTMLElement[]} */ ([...bar.children]);
  told.replaceChildren(
    ...present([
      group ? el("p", { class: "over" }, bdi(group.name)) : null,
      el("h2", {}, bdi(step.title)),
      step.text ? el("p", { class: "telling-text" }, bdi(step.text)) : null,
      undrawnText() ? el("p", { class: "telling-text undrawn" }, undrawnText()) : null,
      ...stepRoles(step).map((role) => el("p", { class: "telling-text role" }, el("bdi", {}, role))),
    ]),
  );
  const targets = stepTargets(step);
  numbers.replaceChildren(...[...targets.map(numberItem), ...stepFacts()].slice(0, mostNumbers()));
  numbers.hidden = !numbers.children.length;
  drawPager();
}

/** The buttons of the bar; the keyboard's focus stays on the one it is on. */
function drawPager() {
  const pager = document.querySelector("#story .pager");
  if (!pager || !state.step) return;
  const full = Boolean(document.fullscreenElement);
  /** @param {keyof typeof ICONS} icon @param {string} key @param {() => void} act @param {Attributes} extra */
  const one = (icon, key, act, extra = {}) => iconButton(icon, word(key), act, { "data-key": key, ...extra });
  keepFocus(pager, () =>
    pager.replaceChildren(
      ...present([
        story.explored
          ? button(word("story_back"), () => showStep(), { class: "plain", "data-key": "story_back" })
          : null,
        one("left", "story_previous", () => turnPage(-1), { disabled: state.step === 1 }),
        el("span", { class: "at" }, `${state.step} / ${storySteps.length}`),
        one("right", "story_next", () => turnPage(1), { disabled: state.step === storySteps.length }),
        document.fullscreenEnabled ? one(full ? "minus" : "home", "full_screen", flipFullScreen) : null,
        one("close", "story_end", endStory),
      ]),
    ),
  );
}

function drawingSwitch() {
  const choice = (/** @type {string} */ draw) =>
    button(word(`draw_${draw}`), () => setDrawing(draw), {
      "aria-pressed": String(draw === state.draw),
      "aria-keyshortcuts": "d",
      "data-key": `draw:${draw}`,
    });
  const group = { class: "switch drawings", role: "group", "aria-label": word("drawing") };
  return hasDiagrams ? el("div", group, choice("admin"), choice("schematic")) : null;
}

/** The switches of views and of drawings, the start of the story, and what a reader of the schematic must know. */
function drawModes() {
  const switches = [viewSwitch(), drawingSwitch(), presentButton()];
  keepFocus(furniture.modes, () => furniture.modes.replaceChildren(...present(switches)));
  keepFocus(furniture.layouts, () => furniture.layouts.replaceChildren(...present([groupSwitch()])));
  const unplaced = zones.filter((zone) => !zone.diagram && isZoneShown(zone)).map(zoneTitle);
  furniture.note.hidden = !isSchematic();
  furniture.note.replaceChildren(
    el("strong", {}, word("draw_schematic")),
    clauses([word("schematic_note"), unplaced.length ? word("unplaced", { names: listed(unplaced) }) : ""]),
  );
}
