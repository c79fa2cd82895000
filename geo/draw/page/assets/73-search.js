// @ts-check
// Search over names, aliases, English, pinyin and initials.
const MOST_RESULTS = 12;
const read = data.readings.matchAll(/([^a-z ])([a-z ]+)/gu);
const readings = new Map([...read].map(([, letter, text]) => [letter, text.split(" ")]));
/** Filled by the first search. @type {Searchable[]} */
const searchable = [];

/** @param {string} text */
function folded(text) {
  return String(text)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s·’'“”"()（）【】,，、。\-—]/g, "");
}

function indexEntries() {
  const rank = { zone: 0, unit: 1, park: 2 };
  return [...zones, ...units, ...parks]
    .filter((thing) => thing.id !== plan.region_adcode)
    .map((thing) => ({
      thing,
      rank: rank[thing.type],
      chinese: [thing.name[0], ...(thing.type === "park" && thing.aliases ? thing.aliases : [])].map(folded),
      english: folded(thing.name[1] || ""),
      words: String(thing.name[1] || "")
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .filter(Boolean),
    }));
}

/** Lower is better; Infinity where the entry does not answer. @param {Searchable} entry @param {string} query */
function matchCost(entry, query) {
  const costs = entry.chinese.map((name) => textCost(name, query));
  if (entry.english) costs.push(textCost(entry.english, query) + 0.2, wordCost(entry.words, query));
  if (/^[a-z]+$/.test(query)) costs.push(...entry.chinese.map((name) => pinyinCost(name, query)));
  return Math.min(...costs);
}

/** @param {string} name @param {string} query */
function textCost(name, query) {
  const at = name.indexOf(query);
  if (at < 0) return Infinity;
  return (name.length === query.length ? 0 : at === 0 ? 1 : 2) + Math.min(0.9, (name.length - query.length) / 40);
}

/** @param {string[]} words @param {string} query */
function wordCost(words, query) {
  return words.some((each) => each.startsWith(query)) ? 1.5 : Infinity;
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
    .sort((a, b) => a.cost - b.cost || a.entry.rank - b.entry.rank || (a.entry.thing.id < b.entry.thing.id ? -1 : 1))
    .map(({ entry }) => entry.thing);
}
