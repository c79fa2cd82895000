// The card of what is chosen: its role, what is in it, its numbers, and for every fact all clauses that state it.
let cardOpener = null;

function buildCard(stage) {
  const card = el("section", { id: "card", hidden: true, role: "region", tabindex: -1 });
  stage.append(card);
}

/** Choose from a list; the keyboard's focus goes into the card and comes back when it is closed. */
function choose(id, event) {
  cardOpener = event && event.currentTarget.dataset.key ? event.currentTarget.dataset.key : null;
  select(id);
  if (event && event.detail === 0) focusCard();
  if (isNarrow()) document.documentElement.classList.remove("sheet-open");
}

function focusCard() {
  const card = byId("card");
  if (!card.hidden) card.focus();
}

function closeCard() {
  const card = byId("card");
  const within = card.contains(document.activeElement);
  select(null);
  if (within && cardOpener === "search") byId("search").focus();
  else if (within && cardOpener) keyed(byId("panel"), cardOpener).forEach((node) => node.focus());
  else if (within) map.getContainer().focus({ preventScroll: true });
}

function drawCard() {
  const card = byId("card");
  const thing = things.get(state.selected);
  card.hidden = !thing && !state.gathered;
  document.documentElement.classList.toggle("carded", !card.hidden);
  card.setAttribute("aria-label", thing ? tr(thing.name) : word("card"));
  if (card.hidden) return;
  const makers = { zone: zoneCard, unit: unitCard, park: parkCard };
  card.replaceChildren(...(thing ? [...makers[thing.type](thing), cardFoot(thing)] : gatheredCard()));
  card.scrollTop = 0;
}

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

function section(title, ...children) {
  const inside = children.flat().filter(Boolean);
  return inside.length ? el("section", {}, el("h3", {}, title), ...inside) : null;
}

function term(label, ...content) {
  const inside = content.flat().filter(Boolean);
  return inside.length ? [el("dt", {}, label), el("dd", {}, ...inside)] : [];
}

function present(nodes) {
  return nodes.flat().filter(Boolean);
}

function nameList(list) {
  return list.length
    ? el(
        "ul",
        { class: "names" },
        ...list.map((thing) =>
          el("li", {}, thing.type === "park" ? symbolIcon(thing) : null, nameButton(thing), groupNote(thing)),
        ),
      )
    : null;
}

function thingsOf(ids) {
  return (ids || []).map((id) => things.get(id)).filter(Boolean);
}

function zoneCard(zone) {
  const inside = parksByZone.get(zone.id) || [];
  const members = thingsOf(zone.members);
  const outline = clauses([
    nameOf(data.zone_bases, zone.basis),
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

function unitCard(unit) {
  const inside = parksByUnit.get(unit.id) || [];
  const places = unit.id === plan.region_adcode ? inside.filter((park) => park.unit === unit.id) : inside;
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
      ...term(word("in_zones"), nameList(thingsOf(unit.zones))),
      ...term(word("industry"), industryText(unit)),
      ...term(word("see_also"), pageLinks((data.links || []).filter((link) => link.unit === unit.id))),
    ),
    targetSection("unit", unit.id),
    insideTargets(places),
    placeSection(places),
    factSection(unit),
    noteSection(unit),
  ]);
}

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
      parkColour(park),
    ),
    el(
      "dl",
      {},
      ...term(word("aliases"), listed(park.aliases || [])),
      ...term(word("industry"), industryText(park)),
      ...term(word("in_zones"), nameList(thingsOf(parkZones.get(park.id)))),
      ...term(word("in_unit"), nameList(homes.reverse())),
      ...term(word("precision"), precisionText(park)),
      ...term(word("located_by"), tr(park.located_by) ? bdi(park.located_by) : null),
      ...term(word("outside"), tr(park.outside) ? bdi(park.outside) : null),
      ...term(word("part_of"), whole ? nameList([whole]) : null),
      ...term(word("sites"), nameList(parksByWhole.get(park.id) || [])),
    ),
    targetSection("park", park.id),
    factSection(park),
    noteSection(park),
  ]);
}

function gatheredCard() {
  const inside = state.gathered.map((id) => things.get(id));
  const stuck = !canPart({ parks: inside });
  return present([
    cardHead(
      [tr((data.ui || {}).gathered) ? word("gathered", { n: inside.length }) : String(inside.length)],
      [el("span", {}, word("places"))],
    ),
    stuck ? el("p", { class: "small" }, word("gathered_same")) : null,
    nameList(inside),
  ]);
}

/** The places that are inside, those that the filters leave. */
function placeSection(inside) {
  const shown = inside.filter((park) => passes(park, FILTERS));
  const count = shown.length === inside.length ? inside.length : `${shown.length} / ${inside.length}`;
  return inside.length
    ? section([word("places"), el("span", { class: "count" }, count)], nameList(shown) || word("filters_none"))
    : null;
}

/** The numbers of what is inside, under the name of each. */
function insideTargets(inside) {
  const parts = inside.flatMap(({ type, id }) => {
    const list = targetsOf.get(`${type}:${id}`);
    return list ? [subjectHead(type, id, "h4"), targetList(list)] : [];
  });
  return section(word("targets_inside"), parts);
}

function targetSection(scope, id) {
  const list = targetsOf.get(`${scope}:${id}`) || [];
  return list.length ? section(word("tab_targets"), targetList(list)) : null;
}

function noteSection(thing) {
  return tr(thing.note) ? section(word("note"), el("p", {}, bdi(thing.note))) : null;
}

/** Every clause, under the document it stands in. */
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

function inTextOrder(facts) {
  const compare = collator();
  return [...facts].sort((a, b) => compare(clauseKey(a.locator || ""), clauseKey(b.locator || "")));
}

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

/** What is copied: the thing, its numbers, and below them every clause under its document. */
function cardText(thing) {
  const members = thing.type === "zone" ? listed(thingsOf(thing.members).map((unit) => tr(unit.name))) : "";
  const targets = targetsOf.get(`${thing.type}:${thing.id}`) || [];
  return [
    tr(thing.name),
    tr(thing.positioning),
    members ? labelled(word(thing.focus ? "members_focus" : "members"), members) : "",
    ...(thing.type === "park" ? parkLines(thing) : []),
    ...targets.map(targetText),
    ...citations(thing, targets),
  ]
    .filter(Boolean)
    .join("\n");
}

function parkLines(park) {
  const lines = {
    aliases: listed(park.aliases || []),
    kind: nameOf(data.kinds, park.kind),
    status: nameOf(data.statuses, park.status),
    industry: industryText(park),
    where: whereText(park),
    precision: precisionText(park),
    note: tr(park.note),
  };
  return Object.entries(lines).map(([key, text]) => text && labelled(word(key), text));
}

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

function citation(fact) {
  return [fact.locator, fact.anchor ? quoted(fact.anchor) : ""].filter(Boolean).join(" ");
}

function targetText(target) {
  const kind = target.kind === "target" ? "" : nameOf(data.target_kinds, target.kind);
  const year = target.year ? word("year_end", { year: target.year }) : target.kind === "target" ? word("no_year") : "";
  return labelled(tr(target.indicator), listed([tr(target.shown), year, kind, tr(target.hedge)]));
}

/** Pages opened from a disk may lack a clipboard: then the text is shown, selected. */
async function copyText(text, said) {
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = word("copied");
  } catch {
    said.textContent = word(copySelected(text, said) ? "copied" : "copy_failed");
  }
}

function copySelected(text, said) {
  const area = el("textarea", { readonly: true, rows: 5, "aria-label": word("copy") });
  area.value = text;
  said.after(area);
  area.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    done = false;
  }
  if (done) area.remove();
  return done;
}
