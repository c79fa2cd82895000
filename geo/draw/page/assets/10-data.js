// @ts-check
// The plan's data block, and what follows from it without a drawing. Everything here is text of others: it reaches
// the page as text nodes only.
const data = unpacked(JSON.parse(byId("plan").textContent));
const plan = data.plan;
const NO_ZONE = "no-zone";
const NO_INDUSTRY = "no-industry";
/** Where places are counted that are in no unit: known to the region only, outside it, or to nothing. */
const ELSEWHERE = ["region", "outside", "silent"];
/** @type {Zone[]} */
const zones = data.zones.map((zone) => ({ ...zone, type: "zone", colour: coloursOf(zone.tone) }));
/** @type {Unit[]} */
const units = data.units.map((unit) => ({ ...unit, ...wholeOf(unit), type: "unit" }));
placeUnits(numbersIn(data.unit_points));
/** @type {Park[]} */
const parks = data.parks;
for (const park of parks) park.type = "park";
const zoneById = indexed(zones);
const unitById = indexed(units);
const everything = lazily(() => indexed(/** @type {Thing[]} */ ([...units, ...zones, ...parks])));
/** Zones, units and places by id; in a large plan they are first looked up when outlines stand on the map. */
const things = {
  get: (/** @type {string | null | undefined} */ id) => /** @type {Thing} */ (everything().get(id)),
  has: (/** @type {string | null | undefined} */ id) => everything().has(id),
};
const industries = indexed(data.industries);
const kinds = indexed(data.kinds);
const statuses = indexed(data.statuses);
const LEVELS = data.levels.map(({ id }) => id);
/** Whether units of a level are small ones, named in small type. @param {string} level */
const isFine = (level) => level === "county" || level === "township";
/** Level of the coarsest units below the region. */
const GROUND =
  LEVELS.find((level) => units.some((unit) => unit.level === level && unit.id !== plan.region_adcode)) || "";
const INK = colourOf("ink");
const QUIET = colourOf("quiet");
const PAPER = colourOf("halo");
const parksByZone = lazily(() => grouped(parks, ({ homes = [NO_ZONE] }) => homes));
const parksByUnit = lazily(() => grouped(parks, (park) => unitLine(park.unit).map((unit) => unit.id)));
const parksByWhole = lazily(() => grouped(parks, (park) => (park.part_of ? [park.part_of] : [])));
const targetsOf = grouped(data.targets, (target) => [`${target.scope}:${target.of}`]);
const progressOf = new Map(data.progress.map((progress) => [progress.target, progress]));
/** Whether a number on the map is one of which some part is reached. @param {Target} target */
const isFilled = ({ at, id }) => Boolean(at && progressOf.has(id) && progressOf.get(id).filled);
const zonesByGroup = grouped(zones, (zone) => [zone.group]);
const groups = [...data.groups].sort((a, b) => (a.order || 0) - (b.order || 0));
/** Whether many layouts lie over one ground: then groups are looked at one by one, over the places of all. */
const isCrowded = data.is_crowded;

/**
 * Records come as tables; a cell of a pooled column is a place in its pool, null and what is cut off is unknown.
 * @param {Record<string, any>} block
 */
function unpacked(block) {
  const isTable = (/** @type {any} */ value) => value.columns && value.rows;
  const unpack = (/** @type {Table} */ table) => table.rows.map((row) => recordOf(table, row, block.cited));
  const entries = Object.entries(block).map(([name, value]) => [name, isTable(value) ? unpack(value) : value]);
  return /** @type {Block} */ (Object.fromEntries(entries));
}

/** @param {Table} table @param {unknown[]} row @param {Cited[]} cited */
function recordOf({ columns, pools = {} }, row, cited) {
  /** @type {Record<string, any>} */
  const record = {};
  columns.forEach((column, at) => {
    const value = row[at];
    if (value !== null && value !== undefined) record[column] = pools[column] ? pools[column][Number(value)] : value;
  });
  if (record.facts) record.facts = record.facts.map(factOf(cited, [record.name].flat()[0]));
  return record;
}

/**
 * A fact, whose first value is the place of what it speaks of and in which clause; without an anchor that is its name.
 * @param {Cited[]} cited @param {string} name
 */
function factOf(cited, name) {
  return (/** @type {[number, string?]} */ [at, anchor = name]) => {
    const [about, source, locator] = cited[at];
    return { about, source, locator, anchor };
  };
}

/** Whole numbers, which the block has as letters. @param {string} text */
function numbersIn(text) {
  let at = 0;
  const digit = () => {
    const code = text.charCodeAt(at++);
    return code - 33 - Number(code > 34) - Number(code > 60) - Number(code > 92);
  };
  const single = digit();
  /** @type {number[]} */
  const found = [];
  while (at < text.length) {
    const first = digit();
    let value = first;
    if (first === 90) value = [0, 0, 0, 0, 0].reduce((sum) => sum * 91 + digit(), 0);
    else if (first >= single) value = (first - single) * 91 + digit() + single;
    found.push(value % 2 ? -(value + 1) / 2 : value / 2);
  }
  return found;
}

/**
 * What stands in the block in few bytes: a unit's name as a text where it has no English, an outline of one ring as its
 * arcs in letters.
 * @param {{ name: Pair | string, shape?: Shape | string }} unit
 */
function wholeOf({ name, shape }) {
  return {
    name: /** @type {Pair} */ (typeof name === "string" ? [name] : name),
    shape: typeof shape === "string" ? [[numbersIn(shape)]] : shape,
  };
}

/** Give units the places of their names and seats, told from one to the next in thousandths of a degree. @param {number[]} told */
function placeUnits(told) {
  let [at, lon, lat] = [0, 0, 0];
  const next = () => /** @type {Position} */ ([(lon += told[at++]) / 1000, (lat += told[at++]) / 1000]);
  for (const unit of units) {
    const count = told[at++];
    if (count) unit.label = next();
    if (count > 1) unit.seat = next();
  }
}

/** The colour of a tone, whichever theme is on. @param {string} tone */
function colourOf(tone) {
  return `var(--${tone})`;
}

/** The three tones of a zone's hue. @param {string} tone */
function coloursOf(tone) {
  return { fill: colourOf(`${tone}-fill`), line: colourOf(`${tone}-line`), text: colourOf(`${tone}-text`) };
}

/** What a colour is now, for a drawing that knows no properties. @param {string} colour */
function plainColour(colour) {
  return getComputedStyle(root).getPropertyValue(colour.slice(4, -1)).trim();
}

/** @template T @param {{ get(id: string): T | undefined }} all @param {string[]} ids @returns {T[]} */
function foundIn(all, ids) {
  return ids.map((id) => /** @type {T} */ (all.get(id))).filter(Boolean);
}

/** @param {string[]} ids */
function zonesOf(ids = []) {
  return foundIn(zoneById, ids);
}

/** @param {string[]} ids */
function unitsOf(ids = []) {
  return foundIn(unitById, ids);
}

/** The unit itself and all units above it, nearest first. @param {string | undefined} id @returns {Unit[]} */
function unitLine(id) {
  /** @type {Unit[]} */
  const line = [];
  for (let unit = unitById.get(id); unit && !line.includes(unit); unit = unitById.get(unit.parent)) line.push(unit);
  return line;
}

/** The same without the region. @param {string | undefined} id */
function lineBelow(id) {
  return unitLine(id).filter((unit) => unit.id !== plan.region_adcode);
}

/** The coarsest unit below the region to which a unit belongs. @param {string | undefined} id */
function groundOf(id) {
  return lineBelow(id).pop();
}

/**
 * Where a place is counted, as analysis/tally.py does: at its coarsest unit, by the digits of its adcode where that is
 * none of the plan's, or elsewhere.
 * @param {Park} park
 */
function seatOf({ unit = "" }) {
  const wider = [unit, `${unit.slice(0, 4)}00`, `${unit.slice(0, 2)}0000`];
  const near = wider.find((id) => unitById.has(id) || id === plan.region_adcode);
  const ground = groundOf(near);
  return ground ? ground.id : ELSEWHERE[near ? 0 : unit ? 1 : 2];
}

/** @param {Park} park */
function topsOf({ tops = [NO_INDUSTRY] }) {
  return tops;
}

/** @param {string | undefined} id */
function industryColour(id) {
  return colourOf((industries.get(id) || { tone: "unsaid" }).tone);
}

/** @param {Zone} zone @returns {Group} */
function groupOf(zone) {
  return groups.find(({ id }) => id === zone.group) || { id: "", name: [""] };
}

/** Zones not shown at first: in a crowded plan all but the first group's. */
function firstHidden() {
  const first = groups.find((group) => (zonesByGroup.get(group.id) || []).some((zone) => zone.shape));
  return isCrowded && first ? offBeside(first) : [];
}

/** What is off the map while a group stands alone; a crowded plan keeps the places of all. @param {Group} group */
function offBeside(group) {
  const others = zones.filter((zone) => zone.group !== group.id).map((zone) => zone.id);
  return isCrowded ? others : [...others, NO_ZONE];
}

/**
 * The member of a zone in which a place lies, or null where the text gives it no unit there.
 * @param {Zone} zone @param {Park} park
 */
function memberOf(zone, park) {
  const members = new Set(zone.members || []);
  return unitLine(park.unit).find((unit) => members.has(unit.id)) || null;
}

/** @param {Thing} thing @returns {thing is Located} */
function isLocated(thing) {
  return thing.type === "park" && Boolean(thing.at);
}

/** Whether a zone's outline is not that of whole units. @param {Zone} zone */
function isSketched(zone) {
  return Boolean(zone.remark);
}
