// @ts-check
// What is chosen, ticked and filtered, and which places, numbers and groups that leaves.
/** @type {Facet[]} */
const FACETS = ["unit", "industry", "kind", "status"];
/** @type {Facet[]} */
const FILTERS = [...FACETS, "time"];
/** On which map of a pair the places of a status stand; those of others on neither. @type {Record<string, string>} */
const TIMES = Object.fromEntries(data.statuses.filter(({ time }) => time).map(({ id, time }) => [id, time]));

/** @type {Record<Facet, (park: Park) => string[]>} */
const facetValues = {
  industry: (park) => [...new Set([...topsOf(park), ...(park.industries || [])])],
  kind: (park) => [park.kind],
  status: (park) => [park.status],
  unit: (park) => [seatOf(park)],
  time: (park) => [TIMES[park.status] || ""],
};

/** @param {Park} park @param {Facet[]} facets */
function passes(park, facets) {
  return facets.every(
    (facet) => !state[facet].size || facetValues[facet](park).some((value) => state[facet].has(value)),
  );
}

/** @param {Park} park */
function isTicked(park) {
  if (isOff(park.id) || unitLine(park.unit).some((unit) => isOff(unit.id))) return false;
  return isCrowded || (park.homes || [NO_ZONE]).some((id) => !isOff(id));
}

/** @param {Facet[]} facets */
function shownParks(facets = FILTERS) {
  return parks.filter((park) => isTicked(park) && passes(park, facets));
}

/** Numbers of the time that is shown: baselines are the state now, targets the plan. */
function statedTargets() {
  const [time] = state.time;
  return data.targets.filter(({ kind }) => !time || (kind === "target") === (time === "plan"));
}

/** The same where they are listed: with what is reached of it, a target is of now. */
function shownTargets() {
  const stated = statedTargets();
  if (!state.time.has("now")) return stated;
  return data.targets.filter((target) => stated.includes(target) || progressOf.has(target.id));
}

/** Whether just these are unticked. @param {string[]} ids */
function areOff(ids) {
  return [...state.off].sort().join() === [...ids].sort().join();
}

function isAtFirst() {
  return areOff(firstHidden());
}

function isFiltered() {
  return FILTERS.some((facet) => state[facet].size) || !isAtFirst();
}

function clearFilters() {
  for (const facet of FILTERS) state[facet].clear();
  state.off = new Set(firstHidden());
  changed("filter");
}

function shownGroups() {
  return groups.filter((group) => zonesByGroup.has(group.id));
}

/** The one group whose zones are ticked and no others. */
function aloneGroup() {
  return shownGroups().find((group) => state.off.size && areOff(offBeside(group)));
}

/** @param {Group | undefined} group */
function groupPlace(group) {
  return group ? `${shownGroups().indexOf(group) + 1} / ${shownGroups().length}` : "";
}

/** @param {Facet} facet @param {string} value */
function facetName(facet, value) {
  if (value === NO_INDUSTRY) return word("no_industry");
  if (facet === "unit" && value === ELSEWHERE[0]) return tr(plan.whole);
  if (facet === "unit" && things.has(value)) return thingName(value);
  if (facet === "time") return word(`time_${value}`);
  const lists = { industry: data.industries, kind: data.kinds, status: data.statuses, unit: data.reasons };
  return headed(nameOf(lists[facet], value));
}

/** @param {Facet} facet */
function facetLabel(facet) {
  return facet === "unit" ? groundLabel() : word(facet);
}

/** What units below the region are called in this plan. */
function groundLabel() {
  return word(GROUND ? `unit_${GROUND}` : "unit");
}

/** @param {Facet} facet */
function facetText(facet) {
  return labelled(facetLabel(facet), listed([...state[facet]].map((value) => facetName(facet, value))));
}

/** Take up what is under the pointer, null for nothing. @param {string | null} id */
function hover(id) {
  if (id === page.hovered) return;
  page.hovered = id;
  redraw("hover");
}

/** @param {string} next */
function setLang(next) {
  state.lang = next === "en" ? "en" : "zh";
  root.lang = isEnglish() ? "en" : "zh-CN";
  document.title = tr(plan.title) || plan.id;
  changed("lang");
}
