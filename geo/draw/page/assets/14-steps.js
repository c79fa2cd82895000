// @ts-check
// The steps of the story: what each lights, and what is then on the map.
/** Steps with their words: those of the zone or group of their id, where they have none of their own. */
const storySteps = data.steps.map((step) => {
  const zone = zoneById.get(step.id);
  const { name } = zone || groups.find(({ id }) => id === step.id) || { name: undefined };
  return { title: name, text: zone && zone.positioning, ...step };
});

addressKeys.step = {
  read: (text) => enterStep(Number(text)),
  write: () => (state.step ? String(state.step) : ""),
};

/** Take up a step by its number from 1, 0 for none, without moving the map. @param {number} number */
function enterStep(number) {
  state.step = Number.isInteger(number) && storySteps[number - 1] ? number : 0;
  story.last = state.step || story.last;
  const ids = state.step ? stepIds() : [];
  story.lit = ids.length ? litBy(ids) : null;
  story.spots = ids.filter((id) => things.has(id) && things.get(id).type !== "zone");
}

/** What a step names: zones, units and places. */
function stepIds() {
  return storySteps[state.step - 1].lit || [];
}

/** @param {string[]} ids */
function litBy(ids) {
  const found = new Set(ids);
  const within = (/** @type {string | undefined} */ unit) => unitLine(unit).some((above) => ids.includes(above.id));
  for (const zone of zonesOf(ids)) for (const id of zone.members || []) found.add(id);
  for (const unit of units) if (unitLine(unit.id).some((above) => found.has(above.id))) found.add(unit.id);
  for (const park of parks)
    if (within(park.unit) || (park.homes || []).some((id) => ids.includes(id))) found.add(park.id);
  return found;
}

/** @param {string} id */
function isLit(id) {
  return !story.lit || story.lit.has(id);
}

/**
 * Whether units are coloured by how many layouts name them: where layouts lie over one another, and all are asked for.
 */
function isTinted() {
  return Boolean(data.tints) && !story.lit && (state.step > 0 || !state.off.size);
}

/**
 * Whether a thing is off the map: a step shows what it lights, and of layouts over one ground nothing else.
 * @param {string} id
 */
function isOff(id) {
  if (story.lit && isCrowded && zoneById.has(id)) return !story.lit.has(id);
  if (isTinted() && zoneById.has(id)) return id !== state.selected;
  return state.off.has(id) && !(story.lit && story.lit.has(id));
}

function isOnStep() {
  return state.step > 0 && !story.explored;
}

/** @param {Zone} zone */
function isZoneShown(zone) {
  return !isOff(zone.id);
}

/** @param {Unit} unit */
function isUnitShown(unit) {
  return !unitLine(unit.id).some((above) => isOff(above.id));
}

/** Whether all of a unit lies in a zone that is shown: its lines are then white, else grey. @param {Unit} unit */
function isWithinShownZone(unit) {
  const line = unitLine(unit.id).map(({ id }) => id);
  return zonesOf(unit.zones).some(
    (zone) =>
      zone.shape && !isSketched(zone) && isZoneShown(zone) && (zone.members || []).some((id) => line.includes(id)),
  );
}
