// @ts-check
// Places counted by unit and industry, as analysis/tally.py counts them: what is of several industries counts in each,
// totals count each place once.
/** What the counts follow beside unit and industry. @type {Facet[]} */
const COUNTED_BY = ["kind", "status", "time"];

/** Number of places by the ids of unit and industry, of which none stands for all. @param {Park[]} list */
function tallied(list) {
  const countedIn = (/** @type {Park} */ park) =>
    [seatOf(park), ""].flatMap((unit) => [...topsOf(park), ""].map((top) => `${unit},${top}`));
  return tallyOf(list.flatMap(countedIn));
}

/** Rows and columns in order, units with most places first: those of all places, so that no filter moves them. */
const matrixHeads = lazily(() => {
  const all = tallied(parks);
  const most = (/** @type {string} */ id) => (unitById.has(id) ? all.get(`${id},`) : 0);
  const rows = [...unitById.keys(), ...ELSEWHERE].filter((id) => all.has(`${id},`));
  const tops = data.industries.filter(({ parent }) => !parent);
  return {
    rows: rows.sort((a, b) => most(b) - most(a)),
    columns: [...tops.map(({ id }) => id), NO_INDUSTRY].filter((id) => all.has(`,${id}`)),
    tops: tops.filter(({ id }) => all.has(`,${id}`)),
    without: tops.filter(({ id }) => !all.has(`,${id}`)),
  };
});

/** The colour of a count at a unit. @param {number} count */
function tintOf(count) {
  return colourOf([...data.gathering.classes].reverse().find(([least]) => count >= least)[1]);
}

/** Units with the places that they have of an industry. @param {Map<string, number>} counts @param {string} top */
function gatheredAt(counts, top) {
  const found = [...unitById.values()].map((unit) => ({ unit, n: counts.get(`${unit.id},${top}`) || 0 }));
  return found.filter(({ n }) => n);
}

/** Those where most are, few enough to be named; of equal ones all or none. @param {ReturnType<typeof gatheredAt>} found */
function mostGathered(found) {
  const order = [...found].sort((a, b) => b.n - a.n);
  const next = order[data.gathering.most_named] || { n: 0 };
  return order.slice(0, data.gathering.most_named).filter(({ unit, n }) => unit.label && n > next.n);
}
