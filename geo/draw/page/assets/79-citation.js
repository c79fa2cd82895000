// @ts-check
// What is copied from a card: the thing, its numbers, and every clause under its document.
/** @param {Thing} thing */
function cardText(thing) {
  const targets = targetsOf.get(`${thing.type}:${thing.id}`) || [];
  return [
    tr(thing.name),
    tr(thing.positioning),
    ...(thing.type === "park" ? parkLines(thing) : thing.type === "zone" ? zoneLines(thing) : unitLines(thing)),
    ...targets.map(targetText),
    ...placeLines(thing),
    ...citations(thing, targets),
  ]
    .filter(Boolean)
    .join("\n");
}

/** @param {Zone} zone */
function zoneLines({ members, focus }) {
  const names = listed(unitsOf(members).map((unit) => tr(unit.name)));
  return [names && labelled(word(focus ? "members_focus" : "members"), names)];
}

/** @param {Unit} unit */
function unitLines(unit) {
  const names = listed(zonesOf(unit.zones).map(zoneTitle));
  const text = industryText(unit);
  return [names && labelled(word("in_zones"), names), text && labelled(word("industry"), text)];
}

/** The name of a zone, with its group where others have that name. @param {Zone} zone */
function zoneTitle(zone) {
  const note = groupNote(zone);
  return tr(zone.name) + (note ? note.textContent : "");
}

/** The places in a zone or unit; of the region itself those known to no smaller unit. @param {Thing} thing */
function listedPlaces(thing) {
  if (thing.type === "park") return [];
  const inside = (thing.type === "zone" ? parksByZone() : parksByUnit()).get(thing.id) || [];
  return thing.id === plan.region_adcode ? inside.filter((park) => park.unit === thing.id) : inside;
}

/** A line a place that is listed on the card, each with its clauses. @param {Thing} thing */
function placeLines(thing) {
  const inside = listedPlaces(thing).filter((park) => passes(park, FILTERS));
  const rows = inside.map((park) => {
    const about = [nameOf(data.kinds, park.kind), nameOf(data.statuses, park.status), locators(park)];
    return `  ${tr(park.name)}${bracketed(listed(about))}`;
  });
  return rows.length ? [labelled(word("places"), String(rows.length)), ...rows] : [];
}

/** @param {Park} park */
function parkLines(park) {
  const lines = {
    aliases: listed(park.aliases || []),
    kind: nameOf(data.kinds, park.kind),
    status: nameOf(data.statuses, park.status),
    industry: industryText(park),
    where: whereText(park),
    precision: precisionText(park),
    later: listed((park.later || []).map(laterText)),
    note: tr(park.note),
  };
  return Object.entries(lines).map(([key, text]) => text && labelled(word(key), text));
}

/** @param {Thing} thing @param {Target[]} targets */
function citations(thing, targets) {
  const own = (thing.facts || []).map((fact) => ({ ...fact, of: headed(nameOf(data.abouts, fact.about)) }));
  const theirs = targets.flatMap(({ id, indicator, facts = [] }) => {
    const { sources = [] } = progressOf.get(id) || {};
    const reached = sources.map((source) => ({ about: "number", source, locator: word("actual"), anchor: "" }));
    return [...facts, ...reached].map((fact) => ({ ...fact, of: tr(indicator) }));
  });
  return [...grouped([...own, ...theirs], ({ source }) => [source])].flatMap(([source, facts]) => [
    sourceText(source),
    ...new Set(inTextOrder(facts).map((fact) => `  ${labelled(fact.of, citation(fact))}`)),
  ]);
}

/** @param {Target} target */
function targetText(target) {
  const kind = target.kind === "target" ? "" : nameOf(data.target_kinds, target.kind);
  return labelled(
    tr(target.indicator),
    clauses([listed([tr(target.shown), yearText(target), kind, tr(target.hedge)]), reachedText(target)]),
  );
}
