// @ts-check
// The tab of numbers: what the plan aims at, and apart from it what it starts from; found by words, by what the numbers
// speak of and by whether something was reached, in three orders, and saved as CSV.
const ORDERS = ["told", "year", "size"];
const SCOPES = data.scopes.map(({ id }) => id);

/** The parts of the tab; the field stays while the rest is drawn anew. */
const numberTab = {
  find: findField("numbers-find", { input: findNumbers }, { type: "search" }),
  scopes: el("div", { class: "facet", role: "group" }),
  head: el("div", { class: "numbers-head" }),
  list: el("div", { id: "numbers" }),
};

addressKeys.find = {
  read: (text) => (numberTab.find.value = state.numbers.text = text || ""),
  write: () => state.numbers.text,
};

addressKeys.of = {
  read: (text) => (state.numbers.scopes = new Set((text || "").split(",").filter((id) => SCOPES.includes(id)))),
  write: () => [...state.numbers.scopes].sort().join(","),
};

addressChoice("order", state.numbers, () => ORDERS);

addressKeys.reached = {
  read: (text) => (state.numbers.reached = Boolean(text && progressOf.size)),
  write: () => (state.numbers.reached ? "1" : ""),
};

function buildNumbers() {
  numberTab.list.addEventListener("click", chooseRow);
  numberTab.list.addEventListener("pointerover", (event) => hover(rowAt(event)));
  numberTab.list.addEventListener("pointerleave", () => hover(null));
  panel.targets.append(...Object.values(numberTab));
}

function findNumbers() {
  state.numbers.text = numberTab.find.value;
  numbersChanged();
}

function numbersChanged() {
  drawTargets();
  writeAddress();
}

/** What on the map the row at the pointer speaks of. @param {Event} event */
function rowAt(event) {
  const row = /** @type {HTMLElement | null} */ (targetOf(event).closest("[data-row]"));
  return row ? row.dataset.row : null;
}

/** A click anywhere in a row chooses what it speaks of; its name does so for the keyboard. @param {MouseEvent} event */
function chooseRow(event) {
  const id = rowAt(event);
  if (!id || targetOf(event).closest("button") || !getSelection().isCollapsed) return;
  chooseFrom(`name:${id}`, id);
}

/** @param {Target} target */
function answersText(target) {
  const queries = state.numbers.text.trim().split(/\s+/).map(folded);
  const texts = [...numberNames(target).flat(), nameOf(data.scopes, target.scope)].map((text) => folded(text || ""));
  const codes = numberCodes(target);
  return queries.every((query) => texts.some((text) => text.includes(query)) || codeCost(codes, query) < Infinity);
}

/** @param {Target} target */
function answersScope({ scope }) {
  return !state.numbers.scopes.size || state.numbers.scopes.has(scope);
}

/** @param {Target} target */
function answersReached({ id }) {
  return !state.numbers.reached || progressOf.has(id);
}

/** The numbers of the tab, in the order asked for. */
function listedTargets() {
  const list = shownTargets().filter((target) => answersScope(target) && answersText(target) && answersReached(target));
  const { order } = state.numbers;
  if (order === "year") return [...list].sort((a, b) => (a.year || Infinity) - (b.year || Infinity) || 0);
  if (order !== "size") return list;
  const families = [...grouped(list, (target) => [measureHead(target)]).values()];
  return families.flatMap((family) => family.sort((a, b) => measureSize(b) - measureSize(a)));
}

/** Ranks go by the best. @param {Target} target */
function measureSize({ operator, low = 0, high = low }) {
  return operator === "rank" ? -low : high;
}

function drawTargets() {
  const list = listedTargets();
  nameField(numberTab.find, word("numbers_find"));
  const isEmpty = !data.targets.length;
  for (const part of [numberTab.find, numberTab.scopes, numberTab.head]) part.hidden = isEmpty;
  drawScopes();
  refill(numberTab.head, numbersHead(list));
  refill(numberTab.list, numberParts(list));
}

/** How many numbers speak of the whole, of zones, of industries and so on, and of how many something was reached. */
function drawScopes() {
  const found = shownTargets().filter(answersText);
  const tallies = grouped(found.filter(answersReached), ({ scope }) => [scope]);
  const values = SCOPES.filter((scope) => tallies.has(scope) || state.numbers.scopes.has(scope));
  const chips = values.map((scope) => scopeChip(scope, (tallies.get(scope) || []).length));
  const scopes = values.length > 1 ? chips : [];
  if (progressOf.size) scopes.push(reachedChip(reachedOf(found.filter(answersScope)).length));
  numberTab.scopes.setAttribute("aria-label", word("of"));
  refill(numberTab.scopes, scopes.length ? el("div", { class: "chips" }, ...scopes) : null);
}

/** Those of which something was reached. @param {Target[]} list */
function reachedOf(list) {
  return list.filter(({ id }) => progressOf.has(id));
}

/** @param {string} scope @param {number} count */
function scopeChip(scope, count) {
  const label = [headed(nameOf(data.scopes, scope)), el("span", { class: "count" }, count)];
  return numberChip(label, state.numbers.scopes.has(scope), scope, () => toggle(state.numbers.scopes, scope));
}

/** @param {number} n */
function reachedChip(n) {
  const { reached } = state.numbers;
  return numberChip(word("actuals_n", { n }), reached, "reached", () => (state.numbers.reached = !reached));
}

/** @param {Child} label @param {boolean} isOn @param {string} key @param {() => void} flip */
function numberChip(label, isOn, key, flip) {
  return chip(label, isOn, `of:${key}`, () => {
    flip();
    numbersChanged();
  });
}

/** @param {Target[]} list */
function numbersHead(list) {
  const all = shownTargets().length;
  const counts = { n: list.length, all };
  return [
    groupBox("times", word("order"), ...ORDERS.map(orderButton)),
    el(
      "p",
      { class: "small", role: "status" },
      listed([
        word(list.length === all ? "numbers_all" : "numbers_shown", counts),
        progressOf.size ? "" : word("actuals_n", { n: 0 }),
      ]),
    ),
    csvButton("numbers-csv", numbersCsv, "numbers"),
  ];
}

/** @param {string} order */
function orderButton(order) {
  return pressButton(word(`order_${order}`), order === state.numbers.order, `order:${order}`, () => {
    state.numbers.order = order;
    numbersChanged();
  });
}

/** Targets, then baselines, each under a head of its own. @param {Target[]} list @returns {Child[]} */
function numberParts(list) {
  const scales = scalesOf([...list, ...list.flatMap(partsElsewhere)]);
  const byKind = grouped(list, ({ kind }) => [kind]);
  const heads = data.target_kinds.map(({ id }) => id).filter((id) => byKind.has(id));
  if (!heads.length) return [noNumbers()];
  const parts = heads.map((kind) => kindSection(kind, byKind.get(kind), scales));
  return [barKey(scales.keys()), ...parts];
}

function noNumbers() {
  if (!data.targets.length) return el("p", { class: "empty" }, word("targets_none"));
  if (!shownTargets().length) return el("p", { class: "empty" }, word("targets_none_now"));
  const clear = () => {
    clearNumbers();
    numbersChanged();
    numberTab.find.focus();
  };
  return el("p", { class: "empty" }, word("numbers_none"), " ", button(word("clear_all"), clear, { class: "link" }));
}

function clearNumbers() {
  state.numbers.scopes.clear();
  state.numbers.reached = false;
  numberTab.find.value = state.numbers.text = "";
}

/** @param {string} kind @param {Target[]} list @param {Map<Target, number>} scales */
function kindSection(kind, list, scales) {
  const head = el("h2", {}, word(`head_${kind}`), el("span", { class: "count" }, list.length));
  const sorted = state.numbers.order === "told" ? toldParts(list, scales) : rangedParts(list, scales);
  return el("section", { class: `numbers-of ${kind}` }, head, ...sorted);
}

/**
 * The total and what adds to its scale on one scale, then the rest by what it speaks of.
 * @param {Target[]} list @param {Map<Target, number>} scales
 */
function toldParts(list, scales) {
  const heads = list.filter((target) => target.is_headline);
  const rest = list.filter((target) => !target.is_headline);
  const first = heads.length ? [el("h3", {}, word("headline")), targetList(heads, scales, true)] : [];
  return [...first, ...SCOPES.flatMap((scope) => scopeParts(scope, rest, scales))];
}

/** @param {string} scope @param {Target[]} list @param {Map<Target, number>} scales @returns {Child[]} */
function scopeParts(scope, list, scales) {
  const own = list.filter((target) => target.scope === scope);
  const bySubject = grouped(own, (target) => [target.of || ""]);
  if (!bySubject.size) return [];
  const parts = [...bySubject].flatMap(([of, targets]) => [
    scope === "plan" ? null : subjectHead(scope, of, "h4"),
    targetList(targets, scales),
  ]);
  return [el("h3", {}, headed(nameOf(data.scopes, scope))), ...parts];
}

/** By year, or by measure and size: one list under each, every row with what it speaks of. @param {Target[]} list @param {Map<Target, number>} scales */
function rangedParts(list, scales) {
  const headOf = state.numbers.order === "year" ? yearHead : measureHead;
  return [...grouped(list, (target) => [headOf(target)])].flatMap(([head, inside]) => [
    el("h3", {}, head),
    el("ul", { class: "targets" }, ...inside.map((target) => targetRow(target, scales, { isNamed: true }, []))),
  ]);
}

/** @param {Target} target */
function yearHead({ year }) {
  return year ? word("year_end", { year }) : word("no_year");
}

/** @param {Target} target */
function measureHead(target) {
  if (target.operator === "rank") return word("order_rank");
  return target.measure || word("no_measure");
}

function numbersCsv() {
  const heads = [
    "id",
    ...["sort", "of", "place", "indicator", "number"].map((key) => word(key)),
    ...["operator", "low", "high", "measure", "mode"],
    ...["by_year", "part_of", "actual"].map((key) => word(key)),
    "as_of",
    ...["how_far", "clause", "sources", "note"].map((key) => word(key)),
  ];
  return csvOf([heads, ...listedTargets().map(numberCells)]);
}

/** @param {Target} target @returns {(string | number)[]} */
function numberCells(target) {
  const { id, kind, scope, operator, low, high, mode, year, part_of: whole } = target;
  const { value, as_of: date, told, sources = [] } = progressOf.get(id) || {};
  return [
    id,
    headed(nameOf(data.target_kinds, kind)),
    headed(nameOf(data.scopes, scope)),
    zoneById.has(target.of) ? zoneTitle(zoneById.get(target.of)) : tr(subjectName(target)) || tr(plan.title),
    tr(target.indicator),
    listed([tr(target.shown), tr(target.hedge)]),
    ...[operator, low, high, target.measure, mode, year, whole, value, date, tr(told)],
    locators(target),
    listed([sourcesText(target.facts), ...sources.map(sourceText)]),
    tr(target.note),
  ];
}

/** Show a number in its tab, whatever was filtered there. @param {Target} target @param {{ move?: boolean }} options */
function showNumber(target, options = {}) {
  if (!listedTargets().includes(target)) {
    state.time.clear();
    clearNumbers();
  }
  showTab("targets");
  if (rowOf(target)) select(target.of, options);
  changed("filter");
  const row = /** @type {HTMLElement} */ (numberTab.list.querySelector(`[data-target="${CSS.escape(target.id)}"]`));
  row.scrollIntoView({ block: "center" });
  row.focus({ preventScroll: true });
}

/** List the numbers of which something was reached. */
function showReached() {
  clearNumbers();
  state.numbers.reached = true;
  showNumber(listedTargets()[0], { move: false });
}
