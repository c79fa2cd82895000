// @ts-check
// How names are set: the type of each rank, the width of a text, and its lines.
const FAMILY =
  '"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif';

const RANKS = {
  zone: { size: 15, weight: 600, spacing: 1, leading: 19 },
  prefecture: { size: 13, weight: 500, spacing: 0.3, leading: 16 },
  bare: { size: 11, weight: 400, spacing: 0.3, leading: 14 },
  county: { size: 11, weight: 400, spacing: 0, leading: 14 },
  park: { size: 11, weight: 400, spacing: 0, leading: 14 },
  far: { size: 13, weight: 400, spacing: 4, leading: 18 },
  water: { size: 11, weight: 400, spacing: 1, leading: 14 },
  town: { size: 11, weight: 400, spacing: 0, leading: 14 },
  landform: { size: 13, weight: 400, spacing: 5, leading: 16 },
};

const LARGE = {
  zone: { size: 22, leading: 28 },
  prefecture: { size: 15, leading: 19 },
  bare: { size: 13, leading: 16 },
  county: { size: 13, leading: 16 },
  park: { size: 13, leading: 17 },
  far: { size: 15, leading: 20 },
  water: { size: 13, leading: 16 },
  town: { size: 13, leading: 16 },
  landform: { size: 15, leading: 18 },
};

const TINY = {
  zone: { size: 13, spacing: 0.5, leading: 16 },
  prefecture: { size: 11, leading: 14 },
  far: { size: 11, spacing: 2, leading: 14 },
};

const FOCUS_LINE_PX = 4;
const SUB_PX = 15;
const measure = document.createElement("canvas").getContext("2d");
/** @type {Map<string, number>} */
const textWidths = new Map();

/**
 * On a large map every rank takes the next size of type, in a story as much more as the screen is larger, on a phone
 * the one before.
 * @param {Rank} rank
 */
function rankOf(rank) {
  /** @type {Partial<Record<Rank, Partial<Type>>>} */
  const other = isLarge() ? LARGE : isTiny() ? TINY : {};
  const found = { ...RANKS[rank], ...other[rank] };
  return { ...found, size: found.size * home.type, leading: found.leading * home.type };
}

/** Chinese names are spaced out by rank; Latin letters stay together. @param {Rank} rank */
function spacingOf(rank) {
  return rankOf(rank).spacing / (isEnglish() ? 4 : 1);
}

/** @param {string} text @param {Rank} rank */
function textWidth(text, rank) {
  const { size, weight } = rankOf(rank);
  const key = `${state.lang}${rank}${size}\n${text}`;
  return once(textWidths, key, () => {
    measure.font = `${weight} ${size}px ${FAMILY}`;
    return measure.measureText(text).width + spacingOf(rank) * [...text].length;
  });
}

/**
 * Ways to set a long name in two or three lines, those first that keep whole what all zones share.
 * @param {string} text @param {Rank} rank @param {number} widest
 */
function settingsOf(text, rank, widest) {
  if (textWidth(text, rank) <= widest) return [[text]];
  const twos = breaksOf(text).map((stop) => [stop]);
  const threes = twos.flatMap(([one], i) => twos.slice(i + 1).map(([two]) => [one, two]));
  if (!twos.length) return [[text]];
  const width = (/** @type {number[]} */ stops) =>
    Math.max(...linesAt(text, stops).map((line) => textWidth(line, rank))) + 16 * stops.length;
  const [from, to] = sharedSpan(text);
  const isWhole = (/** @type {number[]} */ stops) => stops.every((stop) => stop <= from || stop >= to);
  const ways = isEnglish() || isTiny() ? [[...twos, ...threes], twos, threes] : [twos, threes];
  const best = [...ways.map((way) => way.filter(isWhole)), twos]
    .filter((way) => way.length)
    .map((way) => way.reduce((a, b) => (width(b) < width(a) ? b : a)));
  return [...new Set(best)].map((stops) => linesAt(text, stops));
}

/** @param {string} text @param {number[]} stops */
function linesAt(text, stops) {
  return [0, ...stops].map((stop, i) => text.slice(stop, stops[i]).trim());
}

/** Where names of zones and places may be broken, in Chinese. */
const nameStops = new Map([...zones, ...parks].map(({ name, stops }) => [name[0], stops || []]));

/**
 * Where a line may end: after a space, or where there is none between words, but not within quotes or at a bracket.
 * @param {string} text
 */
function breaksOf(text) {
  if (text.includes(" ")) return [...text].flatMap((letter, i) => (letter === " " ? [i + 1] : []));
  if (isEnglish()) return [];
  if (nameStops.has(text)) return nameStops.get(text);
  return wordStarts(text)
    .filter((index) => index > 1 && index < text.length - 1)
    .filter((index) => !/“[^”]*$|[（《]$/.test(text.slice(0, index)) && !/^[”）》、，]/.test(text.slice(index)));
}

/**
 * Where the words of a Chinese text begin; each character is one where a browser does not know them.
 * @param {string} text
 */
function wordStarts(text) {
  const { Segmenter } = /** @type {any} */ (Intl);
  if (!Segmenter) return [...text].map((_, index) => index);
  const words = [...new Segmenter("zh", { granularity: "word" }).segment(text)];
  return words.map((/** @type {{ index: number }} */ { index }) => index);
}

/**
 * Where the longest run of at least three letters that is in every zone's name stands in this one.
 * @param {string} text
 */
function sharedSpan(text) {
  const names = zones.map((zone) => tr(zone.name));
  let best = "";
  for (let from = 0; names.length > 1 && from < names[0].length; from++) {
    for (let to = from + Math.max(3, best.length + 1); to <= names[0].length; to++) {
      const part = names[0].slice(from, to);
      if (names.every((name) => name.includes(part))) best = part;
    }
  }
  const at = best.trim() ? text.indexOf(best.trim()) : -1;
  return at < 0 ? [0, 0] : [at, at + best.trim().length];
}

/**
 * @param {string} id @param {Rank} rank @param {Pair} pair @param {Partial<Label> & { widest?: number }} extra
 */
function labelOf(id, rank, pair, extra) {
  const sets = settingsOf(tr(pair), rank, extra.widest || Infinity).map((lines) => setIn(lines, rank, extra));
  return /** @type {Label} */ ({ id, rank, ...extra, ...sets[0], sets });
}

/** Lines of a name with the room they take. @param {string[]} lines @param {Rank} rank @param {Partial<Label>} extra */
function setIn(lines, rank, { focus, sub }) {
  const width = Math.max(...lines.map((line) => textWidth(line, rank)));
  return {
    lines,
    width,
    height: lines.length * rankOf(rank).leading + (sub ? SUB_PX * home.type : 0) + (focus ? FOCUS_LINE_PX : 0),
  };
}

/** A title, whose lines end between words. @param {Pair} pair */
function titleNode(pair) {
  const node = bdi(pair);
  const text = node.textContent;
  const words = text.includes(" ") ? [text] : linesAt(text, breaksOf(text));
  node.replaceChildren(...words.flatMap((part) => [part, el("wbr")]));
  return node;
}
