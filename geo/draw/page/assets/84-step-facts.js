// @ts-check
// What the story says of a step: its own numbers, and besides them what is known of it.
/** Of industries of places the foremost are named. */
const MOST_INDUSTRIES = 3;

/**
 * The numbers of a step: the plan's in the overview, else those of what it lights and of the group that this is; ranks
 * last.
 */
function stepTargets() {
  const ids = [...stepIds(), stepGroup().id];
  const own = data.targets
    .filter((target) => !target.part_of && isOfStep(target))
    .filter(({ scope, of }) => (story.lit ? ids.includes(of) : scope === "plan"));
  const aims = own.filter((target) => target.kind === "target");
  const isRank = (/** @type {Target} */ { operator }) => Number(operator === "rank");
  return [...(aims.length ? aims : own)].sort((a, b) => isRank(a) - isRank(b));
}

/** The group of the zones of a step: of all of it, or of its one zone. @returns {Group} */
function stepGroup() {
  const inside = stepZones();
  const [first] = inside;
  const isWhole = (/** @type {Group} */ group) => zonesByGroup.get(group.id).length === inside.length;
  const group = first && inside.every((zone) => zone.group === first.group) ? groupOf(first) : null;
  return group && (inside.length === 1 || isWhole(group)) ? group : { id: "", name: [""] };
}

/**
 * Whether something is said where the step's own zones are: of layouts over one ground each speaks for itself.
 * @param {{ facts?: Fact[] }} item
 */
function isOfStep({ facts = [] }) {
  if (!isCrowded || !story.lit) return true;
  const own = new Set(stepZones().flatMap((zone) => (zone.facts || []).map(clauseOf)));
  return facts.some((fact) => own.has(clauseOf(fact)));
}

/** @param {Fact} fact */
function clauseOf({ source, locator }) {
  return `${source} ${locator}`;
}

/** Why a step shows nothing on the map: the text gives none of its zones an extent, nor a place on it. */
function undrawnText() {
  if (!story.lit) return isTinted() ? layoutText() : "";
  const isDrawn = stepIds().some((id) => things.has(id) && (drawnShape(things.get(id)) || isLocated(things.get(id))));
  const hasPlaces = parks.some((park) => isLocated(park) && isLit(park.id) && isOfStep(park));
  return isDrawn || hasPlaces ? "" : word("step_undrawn");
}

function stepZones() {
  const ids = stepIds();
  return zones.filter((zone) => ids.includes(zone.id));
}

/**
 * What the one or two zones of a group are for, where no number of the plan says more of the group.
 * @param {Step} step
 */
function stepRoles(step) {
  const inside = stepZones();
  const few = inside.length <= (isNarrow() ? 1 : 2) && !inside.some((zone) => zone.id === step.id);
  if (!few || stepTargets().length) return [];
  const roles = new Set(inside.map((zone) => tr(zone.positioning)).filter(Boolean));
  if (roles.size < 2) return [...roles];
  return inside.map((zone) => labelled(tr(zone.name), tr(zone.positioning)));
}

/** What is known of a step besides its numbers: members, places, extent; in the overview zones and places. */
function stepFacts() {
  if (!story.lit) return [factItem(zones.length, word("zones")), factItem(parks.length, word("places"))];
  const inside = stepZones();
  const members = [...new Set(inside.flatMap((zone) => zone.members || []))];
  const places = parks.filter((park) => isLit(park.id) && isOfStep(park));
  const [zone] = inside;
  const names = unitsOf(members).map((unit) => tr(unit.name));
  const key = inside.some((one) => one.focus) ? "members_focus" : "members";
  const few = names.length > 5 ? [...names.slice(0, 4), "…"] : names;
  return present([
    names[1] ? factItem(names.length, word(key), listed(few)) : names[0] ? factItem(names[0], word(key)) : null,
    places.length ? factItem(places.length, word("places"), topsText(places)) : null,
    inside.length > 1 && !names.length ? factItem(inside.length, word("zones")) : null,
    inside.length === 1 && zone.area_km2 && !isSketched(zone) ? factItem(areaText(zone.area_km2), word("area")) : null,
  ]);
}

/** The foremost industries of places with their counts. @param {Park[]} list */
function topsText(list) {
  const counts = [...grouped(list, topsOf)].filter(([id]) => id !== NO_INDUSTRY);
  const most = counts.sort(([, a], [, b]) => b.length - a.length).slice(0, MOST_INDUSTRIES);
  return listed(most.map(([id, { length }]) => `${facetName("industry", id)}${NEVER_BREAK}${length}`));
}

/** @param {string | number} figure @param {string} about */
function factItem(figure, about, names = "") {
  return el(
    "li",
    {},
    el("span", { class: "figure" }, figure),
    el("span", { class: "about" }, about),
    names ? el("span", { class: "about names" }, names) : null,
  );
}

/** @param {Target} target */
function numberItem(target) {
  const text = isEnglish() ? tr(target.shown) : tr(target.shown).replace(/ /g, NEVER_BREAK);
  const year = target.year ? word("year_end", { year: target.year }) : "";
  const named = things.has(target.of) && target.of !== storySteps[state.step - 1].id ? thingName(target.of) : "";
  return el(
    "li",
    {},
    el("span", { class: "figure" }, el("bdi", {}, text)),
    named ? el("span", { class: "about" }, named) : null,
    el("span", { class: "about" }, bdi(target.indicator), " ", year),
    progressOf.has(target.id) ? el("span", { class: "about" }, reachedText(target)) : null,
  );
}
