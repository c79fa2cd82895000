// @ts-check
// The views of a plan beside its layout. Each part of the page that draws one adds it here by its name, with whether this
// plan has something to show in it; while the story is told the map shows the layout.
/** @type {Record<string, () => boolean>} */
const views = { layout: () => true };
/** In which order the switch has them. */
const VIEW_ORDER = ["layout", "industries", "numbers", "times"];

/** What is compared beside one another. */
const SIDES = ["now", "plan"];

addressChoice("view", state, openViews);

/** Those in which this plan has something to show. */
function openViews() {
  return VIEW_ORDER.filter((name) => views[name] && views[name]());
}

function openView() {
  return state.step ? "layout" : state.view;
}

/** @param {string} name */
function setView(name) {
  state.view = name;
  changed("view");
}

/** The page's root says which view is open, for its styles. */
function nameView() {
  root.dataset.view = openView();
}

/** None for a plan that has its layout only, and while the story is told. */
function viewSwitch() {
  if (state.step || openViews().length < 2) return null;
  const choice = (/** @type {string} */ name) =>
    pressButton(word(`view_${name}`), name === openView(), `view:${name}`, () => setView(name));
  return groupBox("switch views", word("views"), ...openViews().map(choice));
}

/** Whether numbers stand on the map, in place of places. */
function showsNumbers() {
  return openView() === "numbers";
}

/** Whether the map shows only what there is, beside a map of the plan; paper has one map. */
function isSplit() {
  return openView() === "times" && !page.unprinted;
}

/** The places of now, and those of the plan. @param {Park[]} list */
function byTime(list) {
  return SIDES.map((time) => list.filter(({ status }) => TIMES[status] === time));
}

/** The places that this map shows, where they have a position. */
function mapParks() {
  if (showsNumbers()) return [];
  return isSplit() ? byTime(shownParks())[0] : shownParks();
}

/** Whether the open view shows a thing: that of targets shows of places only those of which numbers speak. @param {Thing} thing */
function isViewed({ id, type }) {
  if (openView() === "industries") return false;
  return !showsNumbers() || type !== "park" || data.targets.some(({ at, of }) => at && of === id);
}
