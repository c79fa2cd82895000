// @ts-check
// The tab of the register: what became of its rows, counts by zone and unit, and its rows where the page has them.
const registerHead = el("div");
const registerTable = el("div");
/** It stays while the list is drawn anew: whoever types Chinese into it is not interrupted. */
const registerFind = findField("register-find", { input: () => findRows() });
const registerList = el("div");

function findRows() {
  register.text = registerFind.value;
  register.listed = LISTED;
  redraw("register");
}

function drawRegisterTab() {
  const { name, why, least, rows, grid, by, amount } = registerBlock;
  const [point, township, county, prefecture] = by;
  const levels = Object.entries({ point, township, county, prefecture }).filter(([, n]) => n);
  const placed = word("register_placed", { n: numeral(by.reduce((sum, n) => sum + n, 0)) });
  const how = levels.map(([level, n]) => word(`register_at_${level}`, { n: numeral(n) }));
  const notes = present([
    rows || grid ? null : word("register_counts_only"),
    grid ? word("register_dense") : null,
    least > 1 ? word("register_withheld", { n: least }) : null,
    least > 1 && amount ? word("register_sum_withheld", { n: least, share: amount.most }) : null,
    rows && rows.left_out.length ? word("register_left_out", { names: listed(rows.left_out) }) : null,
  ]);
  refill(
    registerHead,
    el("h2", {}, el("bdi", {}, name)),
    el("p", { class: "register-not" }, word("register_not_plan")),
    el("p", { class: "small" }, clauses([placed, ...how])),
    why.length ? rejectedLine() : null,
    registerTotal(),
    ...notes.map((note) => el("p", { class: "small" }, note)),
    shownTick(),
    valueChips(),
    ...choiceColumns().map(choiceChips),
  );
  drawRegisterTable();
  drawRegisterRows();
}

/** How many rows are not placed, and for what. */
function rejectedLine() {
  const { why } = registerBlock;
  const all = why.reduce((sum, [, , count]) => sum + count, 0);
  const reasons = why.map(([zh, en, count]) => `${tr([zh, en])}${bracketed(numeral(count))}`);
  return el("p", { class: "small" }, labelled(word("register_rejected", { n: numeral(all) }), listed(reasons)));
}

function registerTotal() {
  const sum = moneyText("whole:", EVERY_VALUE);
  return sum ? el("p", {}, word("register_sum_all", { name: registerBlock.amount.name, sum })) : null;
}

function shownTick() {
  const tick = el("input", {
    type: "checkbox",
    checked: register.isShown,
    "data-key": "register-shown",
    on: {
      change: () => {
        register.isShown = !register.isShown;
        changed("register");
      },
    },
  });
  return el("label", { class: "register-shown" }, tick, el("span", {}, word("register_shown")));
}

/** The values of the column that is counted, with their counts in all of the plan. */
function valueChips() {
  const { values, column } = registerBlock;
  if (!values.length) return null;
  const chips = [EVERY_VALUE, ...values.keys()].map((value) => {
    const isOn = register.value === value;
    const mark = value === EVERY_VALUE ? null : dot(valueColour(value));
    const count = el("span", { class: "count" }, countText(registerCount("whole:", value)));
    const label = [mark, el("bdi", {}, valueName(value)), count];
    return chip(label, isOn, `value:${value}`, () => chooseValue(isOn ? EVERY_VALUE : value));
  });
  return chipGroup(column, chips);
}

/** @param {number} value */
function chooseValue(value) {
  register.value = value;
  register.listed = LISTED;
  changed("register");
}

/** @param {{ column: string, at: number, values: string[] }} choice */
function choiceChips({ column, at, values }) {
  const chosen = register.chosen.get(at) || new Set();
  const chips = values.map((value) =>
    chip(el("bdi", {}, value || word("register_empty")), chosen.has(value), `choice:${at}:${value}`, () => {
      toggle(chosen, value);
      register.chosen.set(at, chosen);
      redraw("register");
    }),
  );
  return chipGroup(column, chips);
}

/** Zones as the slogan counts them, then units by their codes, each with its rows of the chosen value. */
function countedPlaces() {
  const places = registerBlock.places.filter(([kind, of]) => kind !== "whole" && things.has(of));
  return places
    .map(([kind, of]) => {
      const key = `${kind}:${of}`;
      return { thing: things.get(of), count: registerCount(key), sum: sumText(key) };
    })
    .filter(({ thing, count }) => count || thing.type === "zone");
}

function drawRegisterTable() {
  const rows = countedPlaces();
  const label = register.value === EVERY_VALUE ? word("register_count") : valueName(register.value);

  const title = el(
    "div",
    { class: "register-row" },
    el("h3", {}, word("register_counts")),
    csvButton("register-csv", registerCsv, "register_counts"),
  );
  const head = el(
    "tr",
    {},
    el("th", { scope: "col" }, word("register_where")),
    el("th", { scope: "col", class: "n" }, label),
    registerSums ? el("th", { scope: "col", class: "n" }, sumHead()) : null,
  );
  const body = rows.map(({ thing, count, sum }) =>
    el(
      "tr",
      { class: thing.type === "unit" && isFine(thing.level) ? "fine" : null },
      el("th", { scope: "row" }, thing.type === "zone" ? swatch(thing) : null, nameButton(thing)),
      el("td", { class: "n" }, count === WITHHELD ? word("register_hidden") : numeral(count)),
      registerSums ? el("td", { class: "n" }, sum) : null,
    ),
  );
  const table = el("table", { class: "register-counts" }, el("thead", {}, head), el("tbody", {}, ...body));
  refill(registerTable, title, table);
}

function sumHead() {
  const { amount } = registerBlock;
  return word("register_sum", { name: amount.name, unit: tr(amount.units) });
}

/** A sum as programs read it, empty where it is withheld. @param {string} key @param {number} value */
function plainSum(key, value) {
  const sum = sumText(key, value);
  return sum === word("register_hidden") ? "" : sum.replace(/,/g, "");
}

/** All counts and sums of all values, empty where one is withheld. */
function registerCsv() {
  const values = [EVERY_VALUE, ...registerBlock.values.keys()];
  const told = (/** @type {number} */ count) => (count === WITHHELD ? "" : count);
  const rows = registerBlock.places.map(([kind, of]) => [
    kind,
    of,
    things.has(of) ? tr(things.get(of).name) : "",
    ...values.map((value) => told(registerCount(`${kind}:${of}`, value))),
    ...(registerSums ? values.map((value) => plainSum(`${kind}:${of}`, value)) : []),
  ]);
  const names = values.map(valueName);
  const sums = registerSums ? names.map((name) => labelled(name, sumHead())) : [];
  return csvOf([["kind", "id", word("register_where"), ...names, ...sums], ...rows]);
}

function drawRegisterRows() {
  const { rows } = registerBlock;
  if (!rows) return;
  nameField(registerFind, word("register_find"));
  const found = fittingRows();
  const all = registerRows().length;
  const heads = rows.columns.map((column) => el("th", { scope: "col" }, el("bdi", {}, column)));
  const list = el(
    "table",
    { class: "register-rows" },
    el("thead", {}, el("tr", {}, ...heads)),
    el("tbody", {}, ...found.slice(0, register.listed).map(registerRow)),
  );
  const left = found.length - register.listed;
  const more = () => {
    register.listed += LISTED;
    drawRegisterRows();
  };
  refill(
    registerList,
    el("p", { class: "small", role: "status" }, word("register_of", { n: numeral(found.length), all: numeral(all) })),
    pickedRow(),
    found.length
      ? el("div", { class: "register-box", tabindex: 0, role: "region", "aria-label": word("register_rows") }, list)
      : el("p", { class: "empty" }, word("register_none")),
    left > 0
      ? button(word("register_more", { n: Math.min(left, LISTED) }), more, { class: "link", "data-key": "more" })
      : null,
  );
}

/** @param {RegisterRow} row */
function registerRow(row) {
  const { number, value } = row;
  const isPicked = register.picked === number;
  const named = (/** @type {string} */ text) =>
    pressButton([dot(valueColour(value)), el("bdi", {}, text)], isPicked, `row:${number}`, () => pickRow(row), {
      class: "name",
    });
  const cells = row.cells.map((cell, at) =>
    at === registerBlock.rows.name ? el("th", { scope: "row" }, named(cell)) : el("td", {}, cell),
  );
  return el("tr", { class: isPicked ? "selected" : null }, ...cells);
}

/** All that the picked row says. */
function pickedRow() {
  const row = registerRows()[register.picked];
  if (!row) return null;
  const { columns } = registerBlock.rows;
  const unit = unitById.get(row.unit);
  const known =
    unit && !row.at ? [el("p", { class: "small" }, word("register_known_to", { name: tr(unit.name) }))] : [];
  const told = row.cells.flatMap((cell, at) =>
    cell ? [el("dt", {}, el("bdi", {}, columns[at])), el("dd", {}, el("bdi", {}, cell))] : [],
  );
  return el("div", { class: "register-picked" }, ...known, el("dl", {}, ...told));
}

/** @param {RegisterRow} row */
function pickRow(row, isMoving = true) {
  register.picked = register.picked === row.number ? -1 : row.number;
  const isPicked = register.picked === row.number;
  if (isPicked && row.at && isMoving && !isInView(...row.at)) map.panTo(latLngOf(...row.at));
  if (isPicked && !isMoving && state.tab !== "register") showTab("register");
  redraw("register");
}
