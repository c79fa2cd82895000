// @ts-check
// The view of where industries gather: a sheet over the map with a small map an industry, and the matrix of units and
// industries. It follows the filters by kind, status and time; what is chosen in it is listed as places.
views.industries = () => Boolean(data.gathering && grounds().length);

function drawIndustries() {
  const isOpen = openView() === "industries";
  if (isOpen && !byId("industries"))
    byId("stage").append(el("section", { id: "industries", on: { click: takeOnMap } }));
  const sheet = byId("industries");
  if (sheet) sheet.hidden = !isOpen;
  if (!isOpen) return;
  const { scrollTop } = sheet;
  Object.assign(sheet.style, { top: `${topPx() + 8}px`, bottom: `${furniture.foot.offsetHeight + 12}px` });
  sheet.setAttribute("aria-label", word("industries"));
  const room = sheet.clientWidth - 16;
  const across = Math.max(2, Math.round(room / (page.unprinted ? 200 : 240)));
  const isWide = room > 1480;
  const small = smallFrame(isWide ? 240 : Math.floor(room / across) - 16);
  const counts = tallied(shownParks(COUNTED_BY));
  const maps = matrixHeads().tops.map((top) => smallFigure(top, counts, small));
  const body = el(
    "div",
    { class: "gathering" },
    el("div", { class: isWide ? "small-maps beside" : "small-maps" }, ...maps),
    matrixBox(counts),
  );
  refill(sheet, smallOutlines(small), ...sheetHead(small), body);
  sheet.scrollTop = scrollTop;
}

/** What the sheet is, what its tints and its dots stand for, and how long a kilometre is. @param {Small} small */
function sheetHead({ scale }) {
  const several = shownParks(COUNTED_BY).filter((park) => topsOf(park).length > 1).length;
  const without = matrixHeads().without.map(({ name }) => tr(name));
  const notes = [
    [dot(QUIET), word("industries_dot")],
    word("industries_scale"),
    several ? word("industries_several", { n: several }) : "",
    without.length ? word("industries_none", { names: listed(without) }) : "",
  ];
  const [, south, , north] = plan.bbox;
  return [
    el("h2", {}, word("industries")),
    el("p", {}, word("industries_count"), filterNote(COUNTED_BY)),
    el(
      "p",
      { class: "tint-key" },
      el("span", {}, word("industries_tint")),
      ...data.gathering.classes.map(tintSwatch),
      el("span", {}, ...scaleBar(stepsPerKm((south + north) / 2) * scale)),
    ),
    el("p", { class: "tint-key small" }, ...notes.filter(Boolean).map((note) => el("span", {}, note))),
  ];
}

/** @param {Block["gathering"]["classes"][0]} tint */
function tintSwatch([least, , name]) {
  const box = el("span", { class: "swatch" });
  box.style.setProperty("--fill", tintOf(least));
  return el("span", {}, box, tr(name));
}

/** @param {Industry} top @param {Map<string, number>} counts @param {Small} small */
function smallFigure(top, counts, small) {
  const shown = gatheredAt(counts, top.id).reduce((sum, { n }) => sum + n, 0);
  const told = [word("places_many", { n: counts.get(`,${top.id}`) || 0 }), word("industries_at_units", { n: shown })];
  return el(
    "figure",
    {},
    el("figcaption", {}, takeButton("", top.id), el("span", { class: "small" }, clauses(told))),
    smallMap(top, counts, small),
  );
}

/** @param {Map<string, number>} counts */
function matrixBox(counts) {
  const { rows, columns } = matrixHeads();
  const across = [...columns, ""];
  const line = (/** @type {string} */ unit) => {
    const cells = across.map((top) => matrixCell(unit, top, counts.get(`${unit},${top}`)));
    return el("tr", { "data-unit": unit }, matrixHead(unit, ""), ...cells);
  };
  const save = csvButton(null, () => matrixText(table), "industry");
  const on = { keydown: matrixKeys, focusin: (/** @type {Event} */ event) => enterCell(table, targetOf(event)) };
  const table = el(
    "table",
    { on },
    el("caption", {}, word("industries_matrix"), save),
    el("thead", {}, el("tr", { "data-unit": "id" }, matrixHead("", ""), ...across.map((top) => matrixHead("", top)))),
    el("tbody", {}, ...[...rows, ""].map(line)),
  );
  table.rows[0].cells[0].textContent = groundLabel();
  enterCell(table, table.querySelector("tbody button"));
  return el("div", { class: "matrix" }, table);
}

/** @param {string} unit @param {string} top */
function matrixHead(unit, top) {
  return el("th", { scope: top ? "col" : "row" }, unit || top ? takeButton(unit, top) : word("total"));
}

/** @param {string} unit @param {string} top @param {number} [n] */
function matrixCell(unit, top, n) {
  const cell = el("td", {}, n && unit && top ? takeButton(unit, top, n) : n || "·");
  if (n && unitById.has(unit) && industries.has(top)) cell.style.backgroundColor = tintOf(n);
  return cell;
}

/** A button that lists the places of a unit, of an industry, or of both. @param {string} unit @param {string} top */
function takeButton(unit, top, n = 0) {
  const names = [unit && facetName("unit", unit), top && facetName("industry", top)].filter(Boolean);
  return button(n || [unit ? null : dot(industryColour(top)), ...names], () => listGathered(unit, top), {
    "data-key": `take:${unit},${top}`,
    "aria-label": n ? word("industries_unit_alt", { unit: listed(names), n }) : null,
    "aria-current": String([...state.unit].join() === unit && [...state.industry].join() === top),
  });
}

/**
 * Of all buttons of the table one is reached by the tabulator, the rest from there by arrows.
 * @param {Element} table @param {Element} chosen
 */
function enterCell(table, chosen) {
  for (const each of table.querySelectorAll("tr button")) each.setAttribute("tabindex", each === chosen ? "0" : "-1");
}

/** @param {KeyboardEvent} event */
function matrixKeys(event) {
  const step = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key];
  let cell = /** @type {HTMLTableCellElement | undefined} */ (targetOf(event).closest("td, th"));
  if (!step || !cell) return;
  event.preventDefault();
  const { rows } = cell.closest("table");
  let next = null;
  while (cell && !next) {
    const row = rows[cell.closest("tr").rowIndex + step[0]];
    cell = row && row.cells[cell.cellIndex + step[1]];
    next = cell && cell.querySelector("button");
  }
  if (next) next.focus();
}

/** A unit of a small map, or all of it, is what its places are listed of. @param {MouseEvent} event */
function takeOnMap(event) {
  const part = targetOf(event).closest("[data-take]");
  if (part) listGathered(...part.getAttribute("data-take").split(","));
}

/** List the places of a unit, of an industry, or of both, on the map and in the table. @param {string[]} ids */
function listGathered(...ids) {
  [state.unit, state.industry] = ids.map((id) => new Set(id ? [id] : []));
  state.view = "layout";
  redraw("view", "filter");
  if (root.classList.contains("panel-closed")) openPanel(true);
  showTab("places");
  byId("to-places").focus();
}

/** The table as it stands, with the adcodes of units. @param {HTMLTableElement} table */
function matrixText({ rows }) {
  const cells = (/** @type {HTMLTableRowElement} */ row) =>
    [...row.cells].map((cell) => cell.textContent.replace("·", "0"));
  return csvOf([...rows].map((row) => [row.dataset.unit, ...cells(row)]));
}
