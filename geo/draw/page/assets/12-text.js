// Words, numbers and punctuation in the language shown.
const NEVER_BREAK = "\u00a0";
let lang = "zh";

function isEnglish() {
  return lang === "en";
}

/** One text of a [Chinese, English] pair; Chinese where there is no English. */
function tr(pair) {
  if (!pair) return "";
  return String((isEnglish() && pair[1]) || pair[0] || "");
}

/** The language that `tr` really gave, where it differs from the page's. */
function langOf(pair) {
  return isEnglish() && pair && !pair[1] ? "zh-CN" : null;
}

/** A fixed word of the page with its {holes} filled. */
function word(key, holes) {
  const text = tr((data.ui || {})[key]) || key;
  const filled = text.replace(/\{(\w+)\}/g, (hole, name) => (holes && name in holes ? String(holes[name]) : hole));
  return isEnglish() ? filled.replace(/^1 ([a-z]{4,})s\b/, "1 $1") : filled;
}

/** What was made for a key before; made now where it never was. */
function once(found, key, make) {
  if (!found.has(key)) found.set(key, make(key));
  return found.get(key);
}

function listed(texts) {
  return texts.filter(Boolean).join(isEnglish() ? ", " : "、");
}

function clauses(texts) {
  return texts.filter(Boolean).join(isEnglish() ? "; " : "；");
}

function bracketed(text) {
  return isEnglish() ? ` (${text})` : `（${text}）`;
}

function labelled(label, text) {
  return isEnglish() ? `${label}: ${text}` : `${label}：${text}`;
}

function quoted(anchor) {
  return `「${anchor}」`;
}

function titled(pair) {
  return isEnglish() && pair && pair[1] ? pair[1] : `《${tr(pair)}》`;
}

function numeral(value, digits = 0) {
  return Number(value).toLocaleString("en-US", { maximumFractionDigits: digits });
}

function dateText(iso) {
  const [year, month, day] = String(iso || "")
    .split("-")
    .map(Number);
  if (!year || !month || !day) return String(iso || "");
  if (!isEnglish()) return `${year}年${month}月${day}日`;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

function areaText(km2) {
  if (!km2) return "";
  if (isEnglish()) return `${numeral(km2)}${NEVER_BREAK}km²`;
  return km2 >= 10000 ? `${numeral(km2 / 10000, 2)}万${word("km2")}` : `${numeral(km2)}${word("km2")}`;
}

function nameOf(list, id) {
  const item = (list || []).find((entry) => entry.id === id);
  return item ? tr(item.name) : id || "";
}

/** A word that begins a line or a cell. */
function headed(text) {
  return isEnglish() ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

function thingName(id) {
  const thing = things.get(id);
  return thing ? tr(thing.name) : id || "";
}

/** On what a place's position rests and how near the truth it is. */
function precisionText(park) {
  const basis = nameOf(data.bases, park.basis);
  if (!isLocated(park)) return word("not_located") + (park.basis === "none" ? "" : bracketed(basis));
  return park.precision_km ? clauses([basis, word("within_km", { n: numeral(park.precision_km, 1) })]) : basis;
}

function industryText(park) {
  return listed((park.industries || []).map((id) => (industries.has(id) ? tr(industries.get(id).name) : id)));
}

function whereText(park) {
  return clauses([listed([...new Set(parkZones.get(park.id).map(thingName))]), unitPath(park.unit)]);
}

function unitPath(id) {
  const names = unitLine(id)
    .filter((unit) => unit.id !== plan.region_adcode)
    .map((unit) => tr(unit.name));
  return isEnglish() ? names.join(", ") : names.reverse().join("");
}

function locators(thing) {
  return listed([...new Set(inTextOrder(thing.facts || []).map((fact) => fact.locator))]);
}

function sourceText(id) {
  const source = (data.sources || {})[id];
  if (!source) return id || "";
  const detail = [isEnglish() ? "" : source.issuer, source.number, dateText(source.date)].filter(Boolean);
  return titled(source.title) + (detail.length ? bracketed(detail.join(isEnglish() ? ", " : "，")) : "");
}
