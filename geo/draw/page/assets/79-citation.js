// @ts-check
// What is copied from a card: the thing, its numbers, and every clause under its document.
/** What is copied: the thing, its numbers, and below them every clause under its document. @param {Thing} thing */
function cardText(thing) {
  const zone = zoneById.get(thing.id);
  const members = listed(unitsOf(zone && zone.members).map((unit) => tr(unit.name)));
  const targets = targetsOf.get(`${thing.type}:${thing.id}`) || [];
  return [
    tr(thing.name),
    tr(thing.positioning),
    members ? labelled(word(zone && zone.focus ? "members_focus" : "members"), members) : "",
    ...(thing.type === "park" ? parkLines(thing) : []),
    ...targets.map(targetText),
    ...citations(thing, targets),
  ]
    .filter(Boolean)
    .join("\n");
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
    later: listed(
      (park.later || []).map(({ as_of: date, status }) =>
        word("as_of", { date, status: nameOf(data.statuses, status) }),
      ),
    ),
    note: tr(park.note),
  };
  return Object.entries(lines).map(([key, text]) => text && labelled(word(key), text));
}

/** @param {Thing} thing @param {Target[]} targets */
function citations(thing, targets) {
  const own = (thing.facts || []).map((fact) => ({ ...fact, of: headed(nameOf(data.abouts, fact.about)) }));
  const theirs = targets.flatMap(({ indicator, facts }) =>
    (facts || []).map((fact) => ({ ...fact, of: tr(indicator) })),
  );
  return [...grouped([...own, ...theirs], ({ source }) => [source])].flatMap(([source, facts]) => [
    sourceText(source),
    ...new Set(inTextOrder(facts).map((fact) => `  ${labelled(fact.of, citation(fact))}`)),
  ]);
}

/** @param {Fact} fact */
function citation(fact) {
  return [fact.locator, fact.anchor ? quoted(fact.anchor) : ""].filter(Boolean).join(" ");
}

/** @param {Target} target */
function targetText(target) {
  const kind = target.kind === "target" ? "" : nameOf(data.target_kinds, target.kind);
  const year = target.year ? word("year_end", { year: target.year }) : target.kind === "target" ? word("no_year") : "";
  return labelled(tr(target.indicator), listed([tr(target.shown), year, kind, tr(target.hedge)]));
}
