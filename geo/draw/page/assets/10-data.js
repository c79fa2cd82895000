// The plan's data block, and what follows from it without a drawing. Everything here is text of others: it reaches
// the page as text nodes only.
const data = unpacked(JSON.parse(byId("plan").textContent));
const plan = data.plan;
const NO_ZONE = "no-zone";
const NO_INDUSTRY = "no-industry";
const zones = typed(data.zones, "zone").map((zone) => ({ ...zone, colour: coloursOf(zone.tone) }));
const units = typed(data.units, "unit");
const parks = typed(data.parks, "park");
const things = new Map([...units, ...zones, ...parks].map((thing) => [thing.id, thing]));
const industries = indexed(data.industries);
const kinds = indexed(data.kinds);
const statuses = indexed(data.statuses);
const LEVELS = ["province", "prefecture", "county"];
const INK = colourOf("ink");
const QUIET = colourOf("quiet");
const PAPER = colourOf("halo");
const parksByZone = grouped(parks, ({ homes = [NO_ZONE] }) => homes);
const parksByUnit = grouped(parks, (park) => unitLine(park.unit).map((unit) => unit.id));
const parksByWhole = grouped(parks, (park) => (park.part_of ? [park.part_of] : []));
const targetsOf = grouped(data.targets || [], (target) => [`${target.scope}:${target.of}`]);
const actualsOf = grouped(data.actuals || [], (actual) => [actual.target]);
const zonesByGroup = grouped(zones, (zone) => [zone.group]);
const groups = [...data.groups].sort((a, b) => (a.order || 0) - (b.order || 0));
/** Whether many layouts lie over one ground: then groups are looked at one by one, over the places of all. */
const isCrowded = data.is_crowded;

/** Records come as tables; a cell of a pooled column is a place in its pool, null and what is cut off is unknown. */
function unpacked(block) {
  const tables = Object.entries(block).filter(([, value]) => value && value.columns && value.rows);
  return {
    ...block,
    ...Object.fromEntries(
      tables.map(([name, table]) => [name, table.rows.map((row) => recordOf(table, row, block.cited))]),
    ),
  };
}

function recordOf({ columns, pools = {} }, row, cited) {
  const record = {};
  columns.forEach((column, at) => {
    const value = row[at];
    if (value !== null && value !== undefined) record[column] = pools[column] ? pools[column][value] : value;
  });
  if (record.facts)
    record.facts = record.facts.map(([at, locator, anchor]) => {
      const [about, source] = cited[at];
      return { about, source, locator, anchor };
    });
  return record;
}

/** The colour of a tone, whichever theme is on. */
function colourOf(tone) {
  return `var(--${tone})`;
}

/** The three tones of a zone's hue. */
function coloursOf(tone) {
  return { fill: colourOf(`${tone}-fill`), line: colourOf(`${tone}-line`), text: colourOf(`${tone}-text`) };
}

/** What a colour is now, for a drawing that knows no properties. */
function plainColour(colour) {
  return getComputedStyle(root).getPropertyValue(colour.slice(4, -1)).trim();
}

function typed(list, type) {
  return (list || []).map((item) => ({ ...item, type }));
}

function thingsOf(ids) {
  return (ids || []).map((id) => things.get(id)).filter(Boolean);
}

/** The unit itself and all units above it, nearest first. */
function unitLine(id) {
  const line = [];
  for (
    let unit = things.get(id);
    unit && unit.type === "unit" && !line.includes(unit);
    unit = things.get(unit.parent)
  ) {
    line.push(unit);
  }
  return line;
}

function topsOf({ tops = [NO_INDUSTRY] }) {
  return tops;
}

function industryColour(id) {
  return colourOf((industries.get(id) || { tone: "quiet" }).tone);
}

function groupOf(zone) {
  return groups.find(({ id }) => id === zone.group) || {};
}

/** Zones not shown at first: in a crowded plan all but the first group's. */
function firstHidden() {
  const first = groups.find((group) => (zonesByGroup.get(group.id) || []).some((zone) => zone.shape));
  return isCrowded && first ? offBeside(first) : [];
}

/** What is off the map while a group stands alone; a crowded plan keeps the places of all. */
function offBeside(group) {
  const others = zones.filter((zone) => zone.group !== group.id).map((zone) => zone.id);
  return isCrowded ? others : [...others, NO_ZONE];
}

/** The member of a zone in which a place lies, or null where the text gives it no unit there. */
function memberOf(zone, park) {
  const members = new Set(zone.members || []);
  return unitLine(park.unit).find((unit) => members.has(unit.id)) || null;
}

function isLocated(park) {
  return Array.isArray(park.at);
}

/** Whether a zone's outline is not that of whole units. */
function isSketched(zone) {
  return Boolean(zone.remark);
}
