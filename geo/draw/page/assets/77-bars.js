// @ts-check
// Bars beside numbers, for the eye only: the numbers stand in words. Closed where a number is exact, open where it is
// a bound, a bracket for a range, hatched for an order of magnitude. Only numbers of one measure share a scale.
/** Bounds that are drawn alike. @type {Record<string, string>} */
const BOUNDS = { gt: "ge", lt: "le" };

/** @param {Target} target @returns {target is Measured} */
function hasLength(target) {
  return target.operator !== "rank" && target.low > 0;
}

/** @param {Measured} target */
function topOf(target) {
  const { value = 0 } = progressOf.get(target.id) || {};
  return Math.max((target.high || target.low) * (data.bound_ends[target.operator] > 0 ? 1.12 : 1), value);
}

/**
 * How far bars reach: target -> the number at the end of its scale; none for a number that stands alone, and for a
 * share the whole of which it is one.
 * @param {Target[]} list
 */
function scalesOf(list) {
  const familyOf = (/** @type {Target} */ target) => [
    target.is_share ? "share" : `${target.measure || ""} ${target.mode || ""}`,
  ];
  const families = grouped(list.filter(hasLength), familyOf);
  const scales = new Map();
  for (const family of families.values()) {
    const held = family.filter((target) => target.is_share || isHeldAgainst(target, family));
    const most = Math.max(0, ...held.map(topOf));
    for (const target of held) scales.set(target, target.is_share ? Math.max(100, most) : most);
  }
  return scales;
}

/**
 * Whether a number of a family is held against another: of one indicator, whole and part, money, scales, or reached.
 * @param {Target} target @param {Target[]} family
 */
function isHeldAgainst(target, family) {
  if (progressOf.has(target.id)) return true;
  return family.some(
    (other) =>
      other !== target &&
      (other.indicator[0] === target.indicator[0] ||
        other.part_of === target.id ||
        target.part_of === other.id ||
        (target.is_headline && other.is_headline) ||
        (other.of !== target.of && other.scope === target.scope && /元$/.test(target.measure))),
  );
}

/** @param {Target} target */
function subjectColour({ kind, scope, of }) {
  if (kind === "baseline") return QUIET;
  if (scope === "industry") return industryColour(of);
  const thing = things.get(of);
  if (!thing || thing.type === "unit") return INK;
  return thing.type === "park" ? colourOf(thing.tone) : thing.colour.line;
}

/** @param {Bar} target @param {number} most @param {string} colour */
function barOf(target, most, colour) {
  const { operator, low, high = low } = target;
  /** @param {string} name @param {number} from @param {number} to */
  const stretch = (name, from, to) => barPiece(name, from / most, (to - from) / most);
  const end = (/** @type {string} */ name, /** @type {number} */ at) => barPiece(name, at / most);
  /** @type {Record<string, () => Element[]>} */
  const makers = {
    ge: () => [stretch("solid", 0, low), end("open", low)],
    le: () => [stretch("faint", 0, low), end("back", low)],
    approx: () => [stretch("solid", 0, low), end("about", low)],
    range: () => [stretch("faint", 0, low), stretch("bracket", low, high)],
    magnitude: () => [stretch("hatched", 0, low), end("open hatched", low)],
  };
  const exact = () => [stretch("solid", 0, low), end("end", low)];
  const make = makers[BOUNDS[operator] || operator] || exact;
  const bar = el("div", { class: target.is_share ? "bar share" : "bar", "aria-hidden": "true" }, ...make());
  bar.style.setProperty("--bar", colour);
  return bar;
}

/** @param {string} name @param {number} from @param {number} [length] */
function barPiece(name, from, length = null) {
  const piece = el("i", { class: name });
  piece.style.left = `${100 * from}%`;
  if (length !== null) piece.style.width = `${100 * length}%`;
  return piece;
}

/** What the ends of the bars say, for those that are shown. @param {Iterable<Target>} shown */
function barKey(shown) {
  const all = [...shown];
  const samples = { eq: 0.6, approx: 0.6, ge: 0.55, le: 0.6, range: 0.35, magnitude: 0.55 };
  const used = new Set(all.map(({ operator }) => BOUNDS[operator] || operator));
  const entries = Object.entries(samples)
    .filter(([operator]) => used.has(operator))
    .map(([operator, low]) => {
      const sample = { operator, low, high: operator === "range" ? 0.9 : undefined };
      return el("li", {}, barOf(sample, 1, QUIET), word(`bar_${operator}`));
    });
  if (all.some(({ is_share: isShare }) => isShare)) {
    const sample = { operator: "eq", low: 0.3, is_share: true };
    entries.push(el("li", {}, barOf(sample, 1, QUIET), word("bar_share")));
  }
  return entries.length ? el("ul", { class: "bar-key small" }, ...entries) : null;
}
