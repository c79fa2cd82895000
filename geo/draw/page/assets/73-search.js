// @ts-check
// Search over names, aliases, English, pinyin and initials, and over numbers, years, clauses and adcodes.
const MOST_RESULTS = 12;
/** How each character is read. @type {Map<string, string[]>} */
const readings = new Map();
for (const [, reading, letters] of data.readings.matchAll(/([a-z]+)([^a-z]+)/g))
  for (const letter of letters) addTo(readings, letter, reading);
/** Filled by the first search. @type {Searchable[]} */
const searchable = [];

/** Radicals that a PDF gives for letters, where the normal form does not. */
const letterOf = new Map([...data.radicals.matchAll(/(.)(.)/g)].map(([, radical, letter]) => [radical, letter]));

/** @param {string} text */
function folded(text) {
  return String(text)
    .replace(/[\u2e80-\u2fd5]/g, (radical) => letterOf.get(radical) || radical)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\u00ad\u200b-\u200d\u2060·’'“”"()（）【】,，、。\-—]/g, "");
}

function indexEntries() {
  const named = [...zones, ...units, ...parks].filter((thing) => thing.id !== plan.region_adcode);
  const numbers = data.targets.map((target) => entryOf(target, 3, numberNames(target), numberCodes(target)));
  return [...named.map(thingEntry), ...numbers];
}

/** @param {Thing} thing */
function thingEntry(thing) {
  const rank = { zone: 0, unit: 1, park: 2 }[thing.type];
  const aliases = thing.type === "park" && thing.aliases ? thing.aliases : [];
  const unit = thing.type === "unit" ? thing.id : thing.type === "park" ? thing.unit : "";
  return entryOf(thing, rank, [thing.name, ...aliases.map((alias) => /** @type {Pair} */ ([alias]))], {
    adcode: unit || "",
    clauses: clausesOf(thing),
    numbers: [],
  });
}

/** What a number counts, and what it speaks of. @param {Target} target @returns {Pair[]} */
function numberNames(target) {
  const subject = subjectName(target);
  return subject ? [target.indicator, subject] : [target.indicator];
}

/** @param {Target} target @returns {Codes} */
function numberCodes(target) {
  const texts = [...target.shown, String(target.year || "")].map((text) => folded(text || ""));
  return { adcode: target.scope === "unit" ? target.of : "", clauses: clausesOf(target), numbers: texts };
}

/** @param {{ facts?: Fact[] }} item */
function clausesOf({ facts = [] }) {
  return [...new Set(facts.map(({ locator }) => folded(locator || "")))].filter(Boolean);
}

/** @param {Thing | Target} item @param {number} rank @param {Pair[]} names @param {Codes} codes @returns {Searchable} */
function entryOf(item, rank, names, codes) {
  const english = names[0][1] || "";
  return {
    item,
    rank,
    chinese: names.map(([name]) => folded(name)),
    english: folded(english),
    words: english
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter(Boolean),
    codes,
  };
}

/** Lower is better; Infinity where the entry does not answer. @param {Searchable} entry @param {string} query */
function matchCost(entry, query) {
  const costs = entry.chinese.map((name) => textCost(name, query));
  if (entry.english) costs.push(textCost(entry.english, query) + 0.2);
  if (entry.words.some((each) => each.startsWith(query))) costs.push(1.5);
  if (/^[a-z]+$/.test(query)) costs.push(...entry.chinese.map((name) => pinyinCost(name, query)));
  return Math.min(...costs, codeCost(entry.codes, query));
}

/** An adcode or the beginning of one, a clause with those below it, or a whole number. @param {Codes} codes @param {string} query */
function codeCost({ adcode, clauses: own, numbers: said }, query) {
  if (/^\d{2,6}$/.test(query) && adcode.startsWith(query)) return adcode === query ? 2.5 : 3;
  if (query.length > 1 && own.some((clause) => isClauseIn(query, clause))) return own.includes(query) ? 3.2 : 3.4;
  return /\d/.test(query) && said.some((text) => holdsNumber(text, query)) ? 3.6 : Infinity;
}

/** Whether a clause is one or stands under it; 专栏1 is not above 专栏10. @param {string} above @param {string} clause */
function isClauseIn(above, clause) {
  return clause.startsWith(above) && !/^\d/.test(clause.slice(above.length));
}

/** Whether a text has a number as such, and not as part of a longer one. @param {string} text @param {string} number */
function holdsNumber(text, number) {
  const isDigit = (/** @type {string | undefined} */ char) => /[\d.]/.test(char || "");
  for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
    const [before, after] = [text[at - 1], text[at + number.length]];
    if (!(isDigit(number[0]) && isDigit(before)) && !(isDigit(number[number.length - 1]) && isDigit(after)))
      return true;
  }
  return false;
}

/** @param {string} name @param {string} query */
function textCost(name, query) {
  const at = name.indexOf(query);
  if (at < 0) return Infinity;
  return (name.length === query.length ? 0 : at === 0 ? 1 : 2) + Math.min(0.9, (name.length - query.length) / 40);
}

/** Pinyin in full or by initials, also mixed, from any character on. @param {string} name @param {string} query */
function pinyinCost(name, query) {
  const letters = [...name];
  for (let start = 0; start < letters.length; start++) {
    if (readsAs(letters, start, query)) return (start === 0 ? 1.2 : 2.4) + Math.min(0.9, letters.length / 40);
  }
  return Infinity;
}

/** @param {string[]} letters @param {number} at @param {string} rest @returns {boolean} */
function readsAs(letters, at, rest) {
  if (!rest) return true;
  if (at >= letters.length) return false;
  return (readings.get(letters[at]) || [letters[at]]).some((reading) => {
    if (reading.startsWith(rest)) return true;
    if (rest.startsWith(reading) && readsAs(letters, at + 1, rest.slice(reading.length))) return true;
    return rest[0] === reading[0] && readsAs(letters, at + 1, rest.slice(1));
  });
}

/** @param {string} text */
function searched(text) {
  const queries = [folded(text), ...(text.trim().includes(" ") ? text.trim().split(/\s+/).map(folded) : [])].filter(
    Boolean,
  );
  if (!queries.length) return [];
  const [whole, ...pieces] = queries;
  const cost = (/** @type {Searchable} */ entry) =>
    Math.min(
      matchCost(entry, whole),
      pieces.length > 1 ? pieces.reduce((sum, piece) => sum + matchCost(entry, piece), 1) : Infinity,
    );
  if (!searchable.length) searchable.push(...indexEntries());
  return searchable
    .map((entry) => ({ entry, cost: cost(entry) }))
    .filter(({ cost: found }) => found < Infinity)
    .sort((a, b) => a.cost - b.cost || a.entry.rank - b.entry.rank || (a.entry.item.id < b.entry.item.id ? -1 : 1))
    .map(({ entry }) => entry.item);
}
