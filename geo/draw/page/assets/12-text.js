// @ts-check
// Words, numbers and punctuation in the language shown.
const NEVER_BREAK = "\u00a0";

function isEnglish() {
  return state.lang === "en";
}

/** One text of a [Chinese, English] pair; Chinese where there is no English. @param {Pair | undefined} pair */
function tr(pair) {
  if (!pair) return "";
  return String((isEnglish() && pair[1]) || pair[0] || "");
}

/** The language that `tr` really gave, where it differs from the page's. @param {Pair | undefined} pair */
function langOf(pair) {
  return isEnglish() && pair && !pair[1] ? "zh-CN" : null;
}

/**
 * A fixed word of the page with its {holes} filled.
 * @param {string} key @param {Record<string, string | number>} [holes]
 */
function word(key, holes) {
  const text = tr(data.phrases[key]) || key;
  const filled = text.replace(/\{(\w+)\}/g, (hole, name) => (holes && name in holes ? String(holes[name]) : hole));
  return isEnglish() ? filled.replace(/^1 ([a-z]{4,})s\b/, "1 $1") : filled;
}

/** @param {(string | null | undefined)[]} texts */
function listed(texts) {
  return texts.filter(Boolean).join(isEnglish() ? ", " : "、");
}

/** @param {(string | null | undefined)[]} texts */
function clauses(texts) {
  return texts.filter(Boolean).join(isEnglish() ? "; " : "；");
}

/** @param {string} text */
function bracketed(text) {
  return isEnglish() ? ` (${text})` : `（${text}）`;
}

/** @param {string} label @param {string} text */
function labelled(label, text) {
  return isEnglish() ? `${label}: ${text}` : `${label}：${text}`;
}

/** @param {string} anchor */
function quoted(anchor) {
  return `「${anchor}」`;
}

/** @param {Pair | undefined} pair */
function titled(pair) {
  return isEnglish() && pair && pair[1] ? pair[1] : `《${tr(pair)}》`;
}

/** @param {number} value */
function numeral(value, digits = 0) {
  return Number(value).toLocaleString("en-US", { maximumFractionDigits: digits });
}

/** @param {string | undefined} iso */
function dateText(iso) {
  const [year, month, day] = String(iso || "")
    .split("-")
    .map(Number);
  if (year && !isEnglish()) return `${year}年${month ? `${month}月` : ""}${day ? `${day}日` : ""}`;
  if (!year || !month || !day) return String(iso || "");
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

/** @param {number | undefined} km2 */
function areaText(km2) {
  if (!km2) return "";
  if (isEnglish()) return `${numeral(km2)}${NEVER_BREAK}km²`;
  return km2 >= 10000 ? `${numeral(km2 / 10000, 2)}万${word("km2")}` : `${numeral(km2)}${word("km2")}`;
}

/** @param {number} most */
function roundLength(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].find((factor) => factor * power <= most) * power;
}

/** @param {number} km */
function lengthText(km) {
  const space = isEnglish() ? NEVER_BREAK : "";
  return km >= 1 ? `${numeral(km)}${space}${word("km")}` : `${numeral(km * 1000)}${space}${word("m")}`;
}

/** @param {Named[]} list @param {string | undefined} id */
function nameOf(list, id) {
  const item = list.find((entry) => entry.id === id);
  return item ? tr(item.name) : id || "";
}

/** A word that begins a line or a cell. @param {string} text */
function headed(text) {
  return isEnglish() ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** @param {string} id */
function thingName(id) {
  const thing = things.get(id);
  return thing ? tr(thing.name) : id || "";
}

/** The name of what a number speaks of: a thing, a group or an industry; the plan as a whole has none. @param {Target} target */
function subjectName({ scope, of }) {
  const item = things.get(of) || [...groups, ...industries.values()].find(({ id }) => id === of);
  return scope === "plan" || !item ? undefined : item.name;
}

/** @param {Target} target */
function yearText({ year, kind }) {
  if (year) return word("year_end", { year });
  return kind === "target" ? word("no_year") : "";
}

/** What was reached of a number, and when; nothing where nobody has said. @param {Target} target */
function reachedText({ id }) {
  const progress = progressOf.get(id);
  return progress ? tr(progress.line) : "";
}

/**
 * The group of a zone in brackets, where another of these zones has its name.
 * @param {Thing} zone @param {Thing[]} among
 */
function groupNote(zone, among = zones) {
  const isTwice = among.some((other) => other !== zone && other.name[0] === zone.name[0]);
  return isTwice && zone.type === "zone" ? el("span", {}, bracketed(tr(groupOf(zone).name))) : null;
}

/** On what a place's position rests and how near the truth it is. @param {Park} park */
function precisionText(park) {
  const basis = nameOf(data.bases, park.basis);
  if (!isLocated(park)) {
    const known = park.basis === "none" ? "" : basis;
    return word("not_located") + bracketed(listed([known, nameOf(data.reasons, park.unlocated)]) || basis);
  }
  return park.precision_km ? clauses([basis, word("within_km", { n: numeral(park.precision_km, 1) })]) : basis;
}

/** @param {Park | Unit} park */
function industryText(park) {
  return listed((park.industries || []).map((id) => (industries.has(id) ? tr(industries.get(id).name) : id)));
}

/** Names of the zones of a place. @param {Park} park */
function homesText({ homes = [] }) {
  return listed([...new Set(homes.map(thingName))]);
}

/** @param {Park} park */
function whereText(park) {
  return clauses([homesText(park), unitPath(park.unit)]);
}

/** @param {string | undefined} id */
function unitPath(id) {
  const names = lineBelow(id).map(({ name }) => tr(name));
  return isEnglish() ? names.join(", ") : names.reverse().join("");
}

function collator() {
  return new Intl.Collator(isEnglish() ? "en" : "zh-CN", { numeric: true }).compare;
}

/** A clause with its Chinese numbers as digits, so that clauses sort as they stand in the text. @param {string} text */
function clauseKey(text) {
  const digit = (/** @type {string} */ char, /** @type {number} */ none) =>
    char ? "一二三四五六七八九".indexOf(char) + 1 : none;
  const number = (/** @type {string} */ found) => {
    const [tens, ones] = found.includes("十") ? found.split("十") : ["〇", found];
    return String(digit(tens, 1) * 10 + digit(ones, 0));
  };
  return text.replace("序", "0").replace(/[一二三四五六七八九十]+/g, number);
}

/** @template {Fact} F @param {F[]} facts @returns {F[]} */
function inTextOrder(facts) {
  const compare = collator();
  return [...facts].sort((a, b) => compare(clauseKey(a.locator || ""), clauseKey(b.locator || "")));
}

/** @param {{ facts?: Fact[] }} item */
function locators({ facts = [] }) {
  return listed([...new Set(inTextOrder(facts).map((fact) => fact.locator))]);
}

/** Clause and anchor. @param {Fact} fact */
function citation({ locator, anchor }) {
  return [locator, anchor ? quoted(anchor) : ""].filter(Boolean).join(" ");
}

/** What a place has come to since the text. @param {Park["later"][0]} later */
function laterText({ as_of: date, status }) {
  return word("as_of", { date, status: nameOf(data.statuses, status) });
}

/** @param {string} id */
function sourceText(id) {
  const source = data.sources[id];
  if (!source) return id || "";
  const detail = [isEnglish() ? "" : source.issuer, source.number, dateText(source.date)].filter(Boolean);
  return titled(source.title) + (detail.length ? bracketed(detail.join(isEnglish() ? ", " : "，")) : "");
}

function issuedText() {
  const [issuer, date] = [tr(plan.issuer), dateText(plan.issued)];
  return issuer && date ? word("issued_by", { issuer, date }) : issuer || date;
}

function sloganText() {
  return isEnglish() && plan.slogan ? groups.map((group) => tr(group.name)).join(" · ") : plan.slogan || "";
}

/** A name, kept from turning the text around it. @param {Pair | undefined} pair @param {Attributes} attributes */
function bdi(pair, attributes = {}) {
  return el("bdi", { lang: langOf(pair), ...attributes }, tr(pair));
}

/** Links to pages beside this one, which open in the language that is read here. @param {PageLink[]} list */
function pageLinks(list) {
  const language = isEnglish() ? "#lang=en" : "";
  return list.filter(isPage).map(({ href, name }) => el("a", { href: href + language }, bdi(name)));
}

/** Whether a link leads to a page, and runs nothing. @param {PageLink} link */
function isPage({ href }) {
  try {
    return ["http:", "https:", "file:"].includes(new URL(href, location.href).protocol);
  } catch {
    return !href.includes(":");
  }
}
