// The plan's data block, and what follows from it without a drawing. Everything here is text of others: it reaches
// the page as text nodes only.
const data = unpacked(JSON.parse(byId("plan").textContent));
const plan = data.plan;
const NO_ZONE = "no-zone";
const NO_INDUSTRY = "no-industry";
const zones = typed(data.zones, "zone").map((zone) => ({ ...zone, colour: themedAll(zone.colour) }));
const units = typed(data.units, "unit");
const parks = typed(data.parks, "park");
const things = new Map([...units, ...zones, ...parks].map((thing) => [thing.id, thing]));
const industries = indexed((data.industries || []).map((item) => ({ ...item, colour: themed(item.colour) })));
const kinds = indexed(data.kinds);
const statuses = indexed(data.statuses);
const LEVELS = ["province", "prefecture", "county"];
const INK = "var(--ink)";
const QUIET = "var(--quiet)";
const PAPER = "var(--halo)";
const GROUND = "var(--land)";
const parkZones = new Map(parks.map((park) => [park.id, zonesOfPark(park)]));

const parksByZone = grouped(parks, (park) => {
  const ids = parkZones.get(park.id);
  return ids.length ? ids : [NO_ZONE];
});

const parksByUnit = grouped(parks, (park) => unitLine(park.unit).map((unit) => unit.id));
const parksByWhole = grouped(parks, (park) => (park.part_of ? [park.part_of] : []));
const targetsOf = grouped(data.targets || [], (target) => [`${target.scope}:${target.of}`]);
const actualsOf = grouped(data.actuals || [], (actual) => [actual.target]);
const zonesByGroup = grouped(zones, (zone) => [zone.group]);
const groups = [...data.groups].sort((a, b) => (a.order || 0) - (b.order || 0));

/** Whether many layouts lie over one ground: then groups are looked at one by one, over the places of all. */
const isCrowded = !plan.partition && mostZonesOfUnit() > 3;

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

/** A colour of the data that follows the theme: its own property where the dark theme has another for it. */
function themed(colour) {
  return (data.dark || {})[colour] ? `var(--c${colour.slice(1)}, ${colour})` : colour;
}

function themedAll(colours) {
  return Object.fromEntries(Object.entries(colours || {}).map(([name, colour]) => [name, themed(colour)]));
}

/** What a colour is now, for a drawing that knows no properties. */
function plainColour(colour) {
  const [, property, otherwise = ""] = /^var\((--[\w-]+)(?:, *(.+))?\)$/.exec(colour) || [];
  if (!property) return colour;
  return getComputedStyle(root).getPropertyValue(property).trim() || otherwise;
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

/** Ids of the zones of a place: those that the text gives it, else those of its unit. */
function zonesOfPark(park) {
  if (park.zones && park.zones.length) return park.zones;
  const nearest = unitLine(park.unit).find((unit) => unit.zones && unit.zones.length && unit.id !== plan.region_adcode);
  return nearest ? nearest.zones : [];
}

/** The industry at the top of the taxonomy above the one given. */
function topIndustry(id) {
  let industry = industries.get(id);
  while (industry && industry.parent && industries.has(industry.parent)) industry = industries.get(industry.parent);
  return industry;
}

function topIndustriesOf(park) {
  const tops = (park.industries || [])
    .map(topIndustry)
    .filter(Boolean)
    .map((industry) => industry.id);
  return tops.length ? [...new Set(tops)] : [NO_INDUSTRY];
}

function industriesWithin(park) {
  const found = new Set(topIndustriesOf(park));
  for (const id of park.industries || []) found.add(id);
  return found;
}

function industryColour(id) {
  const top = topIndustry(id);
  return (top && top.colour) || QUIET;
}

function parkColour(park) {
  const top = industries.get(topIndustriesOf(park)[0]);
  if (top && top.colour) return top.colour;
  const zone = things.get(zonesOfPark(park)[0]);
  return zone ? zone.colour.line : QUIET;
}

function groupOf(zone) {
  return groups.find(({ id }) => id === zone.group) || {};
}

function mostZonesOfUnit() {
  const tallies = new Map();
  for (const zone of zones) for (const id of zone.members || []) tallies.set(id, (tallies.get(id) || 0) + 1);
  return Math.max(0, ...tallies.values());
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

function isSketched(zone) {
  return zone.basis === "sketch" || zone.basis === "admin-part";
}
