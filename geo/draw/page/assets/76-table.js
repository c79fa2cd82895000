// @ts-check
// Everything shown, as a table: what the keyboard and a screen reader get, and what is saved as CSV.
const UNPLACED = ["county", "prefecture", "none"];

/** So many rows of a table are made at once. */
const ROWS = 400;
/** All that a table lists, by its body, and what tells that its last row comes near. @type {WeakMap<HTMLElement, Park[]>} */
const waitingRows = new WeakMap();
const nearRows = new IntersectionObserver((entries) => addRows(entries), { rootMargin: "1000px" });

/** @type {Column[]} */
const COLUMNS = [
  { id: "place", text: (park) => tr(park.name) },
  { id: "kind", text: (park) => headed(nameOf(data.kinds, park.kind)), rank: (park) => listPlace(kinds, park.kind) },
  { id: "zone", text: homesText },
  { id: "unit", text: (park) => unitPath(park.unit), rank: (park) => Number(seatOf(park)) || 0 },
  { id: "industry", text: industryText },
  {
    id: "status",
    text: (park) => headed(nameOf(data.statuses, park.status)),
    rank: (park) => listPlace(statuses, park.status),
  },
  {
    id: "precision",
    text: (park) => headed(precisionText(park)),
    rank: (park) => (isLocated(park) ? park.precision_km || 0 : 1e6 + UNPLACED.indexOf(park.basis)),
  },
  { id: "clause", text: locators, key: (park) => clauseKey(locators(park)) },
];

addressKeys.sort = {
  read: (text) => {
    const [, down, column] = /^(-?)(\w+)$/.exec(text || "") || [];
    Object.assign(
      state.sort,
      COLUMNS.some(({ id }) => id === column) ? { column, down: !!down } : { column: "place", down: false },
    );
  },
  write: () =>
    state.sort.column === "place" && !state.sort.down ? "" : (state.sort.down ? "-" : "") + state.sort.column,
};

/** @param {Map<string, unknown>} list @param {string} id */
function listPlace(list, id) {
  return [...list.keys()].indexOf(id);
}

/** What is shown in the order asked for; what a column does not say stands last. */
function sortedParks() {
  const { text, key = text, rank = () => 0 } = COLUMNS.find(({ id }) => id === state.sort.column);
  const [compare, sign] = [collator(), state.sort.down ? -1 : 1];
  const rows = shownParks().map((park) => ({ park, name: tr(park.name), key: key(park), rank: rank(park) }));
  rows.sort(
    (a, b) =>
      Number(!a.key) - Number(!b.key) ||
      sign * (a.rank - b.rank || compare(a.key, b.key)) ||
      compare(a.name, b.name) ||
      (a.park.id < b.park.id ? -1 : 1),
  );
  return rows.map(({ park }) => park);
}

function drawTable() {
  const table = byId("table");
  const list = sortedParks();
  drawTableHead(list);
  byId("table-box").setAttribute("aria-label", word("places"));
  const none = () => el("tr", {}, el("td", { colspan: COLUMNS.length, class: "empty" }, word("filters_none")));
  const head = el("thead", {}, el("tr", {}, ...COLUMNS.map(columnHead)));
  const body = el("tbody", {}, ...(list.length ? list.slice(0, ROWS).map(tableRow) : [none()]));
  refill(table, el("caption", { class: "unseen" }, word("places")), head, body);
  growTable(body, list);
}

/**
 * Rows of a long table are made when one comes near them, so that twenty thousand take no longer than a few.
 * @param {HTMLElement} body @param {Park[]} list
 */
function growTable(body, list) {
  nearRows.disconnect();
  waitingRows.set(body, list);
  if (body.children.length < list.length) nearRows.observe(body.lastElementChild);
}

/** @param {IntersectionObserverEntry[]} entries */
function addRows(entries) {
  const seen = entries.find(({ isIntersecting }) => isIntersecting);
  const body = seen && /** @type {HTMLElement | null} */ (seen.target.parentElement);
  if (!body) return;
  const list = waitingRows.get(body);
  const { length } = body.children;
  body.append(...list.slice(length, length + ROWS).map(tableRow));
  growTable(body, list);
}

/** @param {Park[]} list */
function drawTableHead(list) {
  const missing = list.filter((park) => !isLocated(park)).length;
  const wide = root.classList.contains("panel-wide");
  const counts = [word(list.length === parks.length ? "shown_all" : "shown_of", { n: list.length, all: parks.length })];
  if (missing) counts.push(word("not_located_n", { n: missing }));
  const unstated = state.time.size ? shownParks(FACETS).filter((park) => !TIMES[park.status]).length : 0;
  if (unstated) counts.push(word("unstated_n", { n: unstated }));
  byId("table-head").replaceChildren(
    el("p", { class: "small", role: "status" }, clauses(counts)),
    iconButton("wide", word(wide ? "narrower" : "wider"), toggleWide, { id: "widen", "aria-pressed": String(wide) }),
    csvButton("csv", csvText, "places"),
  );
}

function toggleWide() {
  root.classList.toggle("panel-wide");
  resized();
  drawTable();
  byId("widen").focus();
}

/** @param {Column} column */
function columnLabel({ id }) {
  return id === "unit" ? groundLabel() : word(id);
}

/** @param {Column} column */
function columnHead(column) {
  const on = state.sort.column === column.id;
  const sort = () => {
    Object.assign(state.sort, { column: column.id, down: on && !state.sort.down });
    drawTable();
    writeAddress();
  };
  const label = columnLabel(column);
  const head = button([label, on ? iconOf(state.sort.down ? "down" : "up") : null], sort, {
    "aria-label": word("sort_by", { name: label }),
    "data-key": `sort:${column.id}`,
  });
  return el(
    "th",
    { scope: "col", class: column.id, "aria-sort": on ? (state.sort.down ? "descending" : "ascending") : "none" },
    head,
  );
}

/** @param {Park} park */
function tableRow(park) {
  const cells = COLUMNS.slice(1).map((column) => el("td", { class: column.id }, column.text(park)));
  const on = { pointerenter: () => hover(park.id), pointerleave: () => hover(null) };
  return el(
    "tr",
    { "data-row": park.id, class: park.id === state.selected ? "selected" : null, on },
    el("th", { scope: "row" }, symbolIcon(park), nameButton(park)),
    ...cells,
  );
}

function markSelectedRow() {
  for (const row of byId("panel").querySelectorAll("[data-row]"))
    row.classList.toggle("selected", row.getAttribute("data-row") === state.selected);
  for (const name of byId("panel").querySelectorAll("button.name"))
    name.setAttribute("aria-pressed", String(name.getAttribute("data-key") === `name:${state.selected}`));
}

/** A cell that a spreadsheet cannot take for a formula, quoted where CSV needs it. @param {string | number} value */
function csvCell(value) {
  const text = String(value === null || value === undefined ? "" : value);
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}

/** @param {(string | number)[][]} rows */
function csvOf(rows) {
  return "\ufeff" + rows.map((row) => row.map(csvCell).join(",") + "\r\n").join("");
}

function csvText() {
  const heads = ["id", ...COLUMNS.map(columnLabel), "lon", "lat", word("sources")];
  const rows = sortedParks().map((park) => [
    park.id,
    ...COLUMNS.map((column) => column.text(park)),
    ...(park.at || ["", ""]),
    sourcesText(park.facts),
  ]);
  return csvOf([heads, ...rows]);
}

/** Each document of some facts once. @param {Fact[]} [facts] */
function sourcesText(facts = []) {
  return listed([...new Set(facts.map(({ source }) => sourceText(source)))]);
}

/** Saves a table by the word for it. @param {string | null} id @param {() => string} text @param {string} key */
function csvButton(id, text, key) {
  const save = () => saveText(text(), `${plan.id}-${word(key)}.csv`, "text/csv");
  return iconButton("save", word("save_csv"), save, { id });
}

/** Hand a text over as a file. @param {string} text @param {string} download its name @param {string} type */
function saveText(text, download, type) {
  const href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = el("a", { href, download });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}
