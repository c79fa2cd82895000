// @ts-check
// A register set against the plan, of which it is no part: what its block says, and the industry that is looked at.
/** @type {RealityBlock} */
const reality = JSON.parse(byId("reality").textContent);
Object.assign(data.phrases, reality.phrases);

/** At first the industry that agrees or differs most plainly: that of most clusters and hot units. */
const realityChoice = { industry: plainestIndustry() };

addressKeys.reality = {
  read: (text) => {
    const found = reality.sectors.find(({ industry }) => industry === text);
    realityChoice.industry = found ? found.industry : plainestIndustry();
  },
  write: () => (realityChoice.industry === plainestIndustry() ? "" : realityChoice.industry),
};

function plainestIndustry() {
  const weight = (/** @type {string} */ id) =>
    100 * reality.clusters.filter(({ industry }) => industry === id).length +
    reality.hot.filter(([, industry]) => industry === id).length;
  const [first] = [...reality.sectors].sort((a, b) => weight(b.industry) - weight(a.industry));
  return first ? first.industry : "";
}

/** What is said of the chosen industry in each zone, in the order of the slogan; last of what lies in none. */
function realityZones() {
  return reality.zones.filter(({ industry }) => industry === realityChoice.industry);
}

function realityClusters() {
  return reality.clusters.filter(({ industry }) => industry === realityChoice.industry);
}

/** Units in which the chosen industry is hot, each with how the plan agrees. @returns {{ unit: Unit, agreement: string }[]} */
function hotUnits() {
  return reality.hot
    .filter(([id, industry]) => industry === realityChoice.industry && unitById.has(id))
    .map(([id, , agreement]) => ({ unit: unitById.get(id), agreement }));
}

/** A count, or that it is withheld. @param {number | undefined} rows */
function realityCount(rows) {
  return rows === undefined ? `<${reality.withhold}` : numeral(rows);
}

/** @param {number | undefined} share */
function percentText(share) {
  return share === undefined ? "" : `${numeral(100 * share, 1)}%`;
}

/** A tile of stripes for what is there and not planned. @param {string} id @param {string} colour @param {number} scale */
function stripes(id, colour, scale) {
  const tile = { id, width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: `scale(${scale})` };
  const d = "M-1 1L1 -1M-1 9L9 -1M7 9L9 7";
  return svg("pattern", tile, svg("path", { d, stroke: colour, fill: "none", class: "stripe" }));
}

/**
 * How plan and register agree, as a disc: full, hollow with a stroke, or striped; none where there is nothing to say.
 * @param {string} agreement @param {string} colour @param {string} id
 */
function agreementDisc(agreement, colour, id) {
  const disc = { r: 6, stroke: colour, "stroke-width": 1.6 };
  /** @type {Record<string, () => SVGElement[]>} */
  const makers = {
    met: () => [svg("circle", { ...disc, fill: colour })],
    absent: () => [
      svg("circle", { ...disc, fill: PAPER }),
      svg("path", { d: "M-4.2 4.2L4.2 -4.2", stroke: colour, "stroke-width": 1.6 }),
    ],
    unplanned: () => [
      svg("defs", {}, stripes(id, colour, 0.55)),
      svg("circle", { ...disc, fill: PAPER }),
      svg("circle", { ...disc, fill: `url(#${id})` }),
    ],
  };
  return makers[agreement] ? svg("g", {}, ...makers[agreement]()) : null;
}

/** The same before words. @param {string} agreement @param {string} id */
function agreementIcon(agreement, id) {
  const disc = agreementDisc(agreement, industryColour(realityChoice.industry), id);
  return disc ? svg("svg", { viewBox: "-8 -8 16 16", width: 16, height: 16, "aria-hidden": "true" }, disc) : null;
}
