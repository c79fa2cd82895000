// @ts-check
// The card of what is chosen: its role, what is in it, its numbers, and for every fact all clauses that state it.
function closeCard() {
  const { card } = furniture;
  const within = card.contains(document.activeElement);
  select(null);
  if (within && page.opener === "search") byId("search").focus();
  else if (within && page.opener) keyed(document.body, page.opener).forEach((node) => node.focus());
  else if (within) map.getContainer().focus({ preventScroll: true });
}

function drawCard() {
  const { card } = furniture;
  const thing = things.get(state.selected);
  card.hidden = !thing && !state.gathered;
  root.classList.toggle("carded", !card.hidden);
  card.setAttribute("aria-label", thing ? tr(thing.name) : word("card"));
  if (card.hidden) return;
  card.replaceChildren(...(thing ? [...cardOf(thing), cardFoot(thing)] : gatheredCard()));
  card.scrollTop = 0;
}

/** @param {Thing} thing */
function cardOf(thing) {
  if (thing.type === "zone") return zoneCard(thing);
  return thing.type === "unit" ? unitCard(thing) : parkCard(thing);
}

/** @param {Pair} name @param {Node[]} over @param {string} [colour] */
function cardHead(name, over, colour) {
  const other = name[1]
    ? el("p", { class: "other", lang: isEnglish() ? "zh-CN" : "en" }, el("bdi", {}, isEnglish() ? name[0] : name[1]))
    : null;
  const head = el(
    "header",
    {},
    el("p", { class: "over small" }, ...over),
    el("h2", {}, bdi(name)),
    other,
    iconButton("close", word("close"), closeCard, { id: "card-close" }),
  );
  if (colour) head.style.borderColor = colour;
  return head;
}

/** @param {Child} title @param {Child[]} children */
function section(title, ...children) {
  const inside = present(children);
  return inside.length ? el("section", {}, el("h3", {}, title), ...inside) : null;
}

/** @param {string} label @param {Child[]} content */
function term(label, ...content) {
  const inside = present(content);
  return inside.length ? [el("dt", {}, label), el("dd", {}, ...inside)] : [];
}

/** @param {Zone} zone */
function zoneCard(zone) {
  const inside = listedPlaces(zone);
  const members = unitsOf(zone.members);
  const outline = clauses([
    tr(zone.basis_name),
    zone.precision_km ? word("outline_km", { n: numeral(zone.precision_km, 1) }) : "",
  ]);
  return present([
    cardHead(zone.name, [swatch(zone), bdi(groupOf(zone).name)], zone.colour.line),
    tr(zone.positioning) ? el("p", { class: "role" }, bdi(zone.positioning)) : null,
    el(
      "dl",
      {},
      ...term(word("basis"), outline),
      ...term(word("area"), areaText(zone.area_km2)),
      ...term(word("definition"), tr(zone.definition) ? bdi(zone.definition) : null),
      ...term(word("lead"), listed(zone.lead || [])),
    ),
    section(word(zone.focus ? "members_focus" : "members"), nameList(members)),
    targetSection("zone", zone.id),
    insideTargets([...members, ...inside]),
    placeSection(inside),
    factSection(zone),
    noteSection(zone),
  ]);
}

/** @param {Unit} unit */
function unitCard(unit) {
  const places = listedPlaces(unit);
  return present([
    cardHead(
      unit.name,
      [headed(nameOf(data.levels, unit.level)), unitPath(unit.parent)]
        .filter(Boolean)
        .map((text) => el("span", {}, text)),
    ),
    tr(unit.positioning) ? el("p", { class: "role" }, bdi(unit.positioning)) : null,
    el(
      "dl",
      {},
      ...term(word("in_zones"), nameList(zonesOf(unit.zones))),
      ...term(word("industry"), industryText(unit)),
      ...term(word("see_also"), pageLinks(data.links.filter((link) => link.unit === unit.id))),
    ),
    targetSection("unit", unit.id),
    insideTargets(places),
    placeSection(places),
    factSection(unit),
    noteSection(unit),
  ]);
}

/** @param {Park} park */
function parkCard(park) {
  const homes = unitLine(park.unit).filter((unit, at) => !at || unit.id !== plan.region_adcode);
  const whole = things.get(park.part_of);
  return present([
    cardHead(
      park.name,
      [
        symbolIcon(park),
        el("span", {}, headed(listed([nameOf(data.kinds, park.kind), nameOf(data.statuses, park.status)]))),
      ],
      colourOf(park.tone),
    ),
    el(
      "dl",
      {},
      ...term(word("aliases"), listed(park.aliases || [])),
      ...term(word("industry"), industryText(park)),
      ...term(word("in_zones"), nameList(zonesOf(park.homes))),
      ...term(word("in_unit"), nameList(homes.reverse())),
      ...term(word("precision"), precisionText(park)),
      ...term(word("later"), laterList(park)),
      ...term(word("located_by"), tr(park.located_by) ? bdi(park.located_by) : null),
      ...term(word("outside"), tr(park.outside) ? bdi(park.outside) : null),
      ...term(word("part_of"), whole ? nameList([whole]) : null),
      ...term(word("sites"), nameList(parksByWhole().get(park.id) || [])),
    ),
    targetSection("park", park.id),
    factSection(park),
    noteSection(park),
  ]);
}

/** What a place has come to since the text, beside what the text says. @param {Park} park */
function laterList({ later = [] }) {
  const rows = later.map((each) =>
    el(
      "li",
      {},
      clauses([laterText(each), tr(each.note)]),
      el("span", { class: "small" }, " ", sourceText(each.source)),
    ),
  );
  return rows.length ? el("ul", { class: "later" }, ...rows) : null;
}

function gatheredCard() {
  const inside = foundIn(/** @type {Map<string, Park>} */ (things), state.gathered);
  const located = inside.filter(isLocated);
  if (located.length < inside.length) return standingCard(inside);
  const stuck = !canPart({ parks: located });
  return present([
    cardHead(
      [tr(data.phrases.gathered) ? word("gathered", { n: inside.length }) : String(inside.length)],
      [el("span", {}, word("places"))],
    ),
    stuck ? el("p", { class: "small" }, word("gathered_same")) : null,
    nameList(inside),
  ]);
}

/** Places without a site, under the units to which they are known, or why there is none. @param {Park[]} inside */
function standingCard(inside) {
  const [{ stand }] = inside;
  const heading = word(`stand_${stand}`, { n: inside.length, whole: tr(plan.whole) });
  const headOf = (/** @type {Park} */ park) =>
    stand === "unit" ? park.unit : headed(nameOf(data.reasons, park.unlocated));
  const parts = [...grouped(inside, (park) => [headOf(park)])].map(([id, list]) => {
    const unit = unitById.get(id);
    return section([unit ? bdi(unit.name) : id, el("span", { class: "count" }, list.length)], nameList(list));
  });
  return present([
    cardHead([heading], [el("span", {}, word("places"))]),
    el("p", { class: "small" }, word(`about_${stand}`)),
    ...parts,
  ]);
}

/** The places that are inside, those that the filters leave. @param {Park[]} inside */
function placeSection(inside) {
  const shown = inside.filter((park) => passes(park, FILTERS));
  const count = shown.length === inside.length ? inside.length : `${shown.length} / ${inside.length}`;
  return inside.length
    ? section([word("places"), el("span", { class: "count" }, count)], nameList(shown) || word("filters_none"))
    : null;
}

/** The numbers of what is inside, under the name of each. @param {Thing[]} inside */
function insideTargets(inside) {
  const parts = inside.flatMap(({ type, id }) => {
    const list = targetsOf.get(`${type}:${id}`);
    return list ? [subjectHead(type, id, "h4"), targetList(list)] : [];
  });
  return section(word("targets_inside"), parts);
}

/** @param {string} scope @param {string} id */
function targetSection(scope, id) {
  const list = targetsOf.get(`${scope}:${id}`) || [];
  return list.length ? section(word("tab_targets"), targetList(list)) : null;
}

/** @param {Thing} thing */
function noteSection(thing) {
  return tr(thing.note) ? section(word("note"), el("p", {}, bdi(thing.note))) : null;
}

/** Every clause, under the document it stands in. @param {Thing} thing */
function factSection(thing) {
  const bySource = grouped(thing.facts || [], (fact) => [fact.source]);
  const parts = [...bySource].map(([source, facts]) =>
    el(
      "div",
      { class: "source" },
      el("p", { class: "small" }, el("bdi", {}, sourceText(source))),
      el("ul", { class: "facts" }, ...inTextOrder(facts).map(factRow)),
    ),
  );
  return section(word("sources"), parts);
}

/** @param {Fact} fact */
function factRow(fact) {
  const anchor = fact.anchor ? el("q", { lang: "zh-CN" }, el("bdi", {}, fact.anchor)) : null;
  return el(
    "li",
    {},
    el("span", { class: "clause", lang: "zh-CN" }, fact.locator || ""),
    el("span", { class: "about" }, nameOf(data.abouts, fact.about)),
    anchor,
  );
}

/** @param {Thing} thing */
function cardFoot(thing) {
  const said = el("span", { class: "small", role: "status" });
  const copy = button([iconOf("copy"), word("copy")], () => copyText(cardText(thing), said), {
    id: "copy",
    class: "plain",
  });
  const there = isLocated(thing) || drawnShape(thing);
  const zoom = there ? button([iconOf("plus"), word("zoom_here")], () => zoomTo(thing), { class: "plain" }) : null;
  return el("footer", {}, copy, zoom, said);
}
