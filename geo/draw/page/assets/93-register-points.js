// @ts-check
// A register over the plan, of which it is no part: what its block says, and what is chosen of it.
/** @type {RegisterBlock} */
const registerBlock = JSON.parse(byId("register").textContent);
Object.assign(data.phrases, registerBlock.phrases);

const EVERY_VALUE = -1;
const WITHHELD = -1;
/** Stands for a sum that is less than the smallest step of its unit. */
const LESS = -2;
/** So many rows of the register are listed at once. */
const LISTED = 200;

/** What is chosen: a value, whether the map shows it, what rows are looked for, and the one that is picked. */
const register = {
  value: EVERY_VALUE,
  isShown: true,
  text: "",
  picked: -1,
  listed: LISTED,
  /** @type {Map<number, Set<string>>} */
  chosen: new Map(),
};

/** Counts by kind and id of a place: of all values, then of each. */
const registerCounts = countsOf(registerBlock);
/** Sums of money in the same form, in steps of their unit. */
const registerSums = registerBlock.amount ? countsOf({ ...registerBlock, counts: registerBlock.amount.sums }) : null;
const registerRows = lazily(() => rowsOf(registerBlock.rows));
const registerCells = lazily(() => cellsOf(registerBlock.grid));

addressKeys.register = {
  read: (text) => {
    const value = /^\d+$/.test(text || "") ? Number(text) : EVERY_VALUE;
    register.value = value < registerBlock.values.length ? value : EVERY_VALUE;
    register.isShown = text !== "off";
  },
  write: () => (register.isShown ? (register.value === EVERY_VALUE ? "" : String(register.value)) : "off"),
};

/** @param {RegisterBlock} block */
function countsOf({ places, counts, values }) {
  const width = values.length + 1;
  const numbers = numbersIn(counts);
  return new Map(places.map(([kind, of], at) => [`${kind}:${of}`, numbers.slice(at * width, (at + 1) * width)]));
}

/** How many rows of the chosen value there are in a place; WITHHELD where that is not told. @param {string} key */
function registerCount(key, value = register.value) {
  const counts = registerCounts.get(key);
  return counts ? counts[value + 1] : 0;
}

/** What the money of a place comes to, in the unit of the language; empty where none is summed. @param {string} key */
function sumText(key, value = register.value) {
  if (!registerSums) return "";
  const sum = (registerSums.get(key) || [])[value + 1] || 0;
  if (sum === WITHHELD) return word("register_hidden");
  const of = isEnglish() ? 1 : registerBlock.amount.steps;
  const digits = { minimumFractionDigits: Math.log10(of), maximumFractionDigits: Math.log10(of) };
  return sum === LESS ? `<${1 / of}` : (sum / of).toLocaleString("en-US", digits);
}

/** The same with its unit; a word that it is withheld has none. @param {string} key */
function moneyText(key, value = register.value) {
  const sum = sumText(key, value);
  return !sum || sum === word("register_hidden") ? "" : tr(registerBlock.amount.each).replace("{}", sum);
}

/** @param {RegisterBlock["rows"]} rows @returns {RegisterRow[]} */
function rowsOf(rows) {
  if (!rows) return [];
  const [at, unit, value] = [rows.at, rows.unit, rows.value].map(numbersIn);
  return rows.cells.map((cells, number) => {
    const [lon, lat] = [at[2 * number] / 1e5, at[2 * number + 1] / 1e5];
    const steps = lon || lat ? stepsOf([lon, lat]) : null;
    return { number, at: steps, unit: rows.units[unit[number]], value: value.length ? value[number] : 0, cells };
  });
}

/** @param {RegisterBlock["grid"]} grid @returns {RegisterCell[]} */
function cellsOf(grid) {
  if (!grid) return [];
  const [counts, corners, rings] = [grid.counts, grid.corners, grid.rings].map(numbersIn);
  let [at, lon, lat] = [0, 0, 0];
  return counts.map((count, number) => {
    const ring = Array.from({ length: corners[number] }, () => {
      lon += rings[at++];
      lat += rings[at++];
      return stepsOf([lon / 1e4, lat / 1e4]);
    });
    const middle = [0, 1].map((axis) => ring.reduce((sum, corner) => sum + corner[axis], 0) / ring.length);
    return { count, ring, middle: /** @type {Point} */ (middle) };
  });
}

/** @param {number} value */
function valueName(value) {
  if (value === EVERY_VALUE) return word("register_all");
  const [name] = registerBlock.values[value];
  return name === null ? word("register_other") : name || word("register_empty");
}

/** The colour of the industry that a value is; of all others a quiet one. @param {number} value */
function valueColour(value) {
  const [, industry] = registerBlock.values[value] || ["", ""];
  return industry ? industryColour(industry) : QUIET;
}

/** Rows that fit what is chosen and looked for. */
function fittingRows() {
  const text = folded(register.text);
  return registerRows().filter(
    ({ value, cells }) =>
      (register.value === EVERY_VALUE || value === register.value) &&
      [...register.chosen].every(([column, values]) => !values.size || values.has(cells[column])) &&
      (!text || cells.some((cell) => folded(cell).includes(text))),
  );
}

/** Columns that rows are chosen by, each with its values in the order of the rows. */
const choiceColumns = lazily(() => {
  const { columns = [], choices = [] } = registerBlock.rows || {};
  return choices.map((at) => ({
    column: columns[at],
    at,
    values: [...new Set(registerRows().map(({ cells }) => cells[at]))],
  }));
});
