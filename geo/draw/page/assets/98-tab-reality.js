// @ts-check
// The tab of a register set against the plan: an industry at a time, zone by zone, where it gathers, and how that was got.
function drawRealityTab() {
  const told = { n: numeral(reality.rows), base: word(`base_${reality.base}`) };
  refill(
    panel.reality,
    el("h2", {}, word("reality_title")),
    el("p", { class: "reality-not" }, word("reality_not_plan")),
    el("p", { class: "small" }, word("reality_rows", told)),
    reality.withhold > 1 ? el("p", { class: "small" }, word("reality_withheld", { n: reality.withhold })) : null,
    groupBox("chips", word("industry"), ...reality.sectors.map(sectorChip)),
    sectorText(),
    realityTable(),
    ...gatheredParts(),
    ...methodParts(),
  );
}

/** @param {RealitySector} sector */
function sectorChip({ industry, rows }) {
  const count = el("span", { class: "count" }, realityCount(rows));
  const named = el("span", {}, tr(industries.get(industry).name));
  const label = [dot(industryColour(industry)), named, count];
  return chip(label, industry === realityChoice.industry, `reality:${industry}`, () => {
    realityChoice.industry = industry;
    changed("reality");
  });
}

/** How much of the chosen industry lies where the plan wants it. */
function sectorText() {
  const sector = reality.sectors.find(({ industry }) => industry === realityChoice.industry);
  if (!sector) return null;
  const { rows, wanted_rows: n } = sector;
  if (n === undefined || !rows) return el("p", { class: "small" }, word("reality_wanted_few"));
  return el("p", {}, word("reality_wanted", { n: numeral(n), all: numeral(rows), share: percentText(n / rows) }));
}

function realityTable() {
  const heads = ["zone", "count", "share", "quotient"].map((key) => el("th", { scope: "col" }, word(`reality_${key}`)));
  const rows = realityZones().filter(({ id, rows: n }) => zoneById.has(id) || n !== 0);
  return el(
    "table",
    { class: "reality-zones" },
    el("thead", {}, el("tr", {}, ...heads)),
    el("tbody", {}, ...rows.map(realityRow)),
  );
}

/** @param {RealityZone} row */
function realityRow({ id, agreement, rows, share, quotient, low, high }) {
  const zone = zoneById.get(id);
  const said = agreement === "none" ? null : agreementLine(agreement, `reality-row-${id || "none"}`);
  const limits = quotient === undefined ? null : `${low.toFixed(2)}–${high.toFixed(2)}`;
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, ...(zone ? [nameButton(zone)] : [el("span", {}, word("reality_no_zone"))]), said),
    el("td", {}, realityCount(rows)),
    el("td", {}, percentText(share)),
    el(
      "td",
      {},
      quotient === undefined ? "" : quotient.toFixed(2),
      limits ? el("span", { class: "limits" }, limits) : null,
    ),
  );
}

/** Clusters and hot units of the chosen industry. */
function gatheredParts() {
  const [clusters, hot] = [realityClusters(), hotUnits()];
  if (!clusters.length && !hot.length) return [el("p", { class: "empty" }, word("reality_nowhere"))];
  const parts = [];
  if (clusters.length) parts.push(el("h3", {}, word("reality_clusters")), realityList(clusters.map(clusterLine)));
  if (hot.length) parts.push(el("h3", {}, word("reality_hot")), realityList(hot.map(hotLine)));
  return parts;
}

/** @param {Node[][]} lines */
function realityList(lines) {
  return el("ul", { class: "reality-list" }, ...lines.map((line) => el("li", {}, ...line)));
}

/** @param {RealityCluster} cluster @returns {Node[]} */
function clusterLine({ id, name, name_en: english, rows, expected, km2, agreement, rim: corners }) {
  const told = { name: isEnglish() && english ? english : name, n: rows };
  const text = word("reality_cluster", { ...told, expected: numeral(expected, 1), km2: numeral(km2) });
  const show = () => goToBounds(L.latLngBounds(corners.map(([lon, lat]) => [lat, lon])).pad(2));
  return [button(text, show, { class: "name", "data-key": id }), agreementLine(agreement, `reality-cluster-${id}`)];
}

/** @param {{ unit: Unit, agreement: string }} hot @returns {Node[]} */
function hotLine({ unit, agreement }) {
  return [nameButton(unit), agreementLine(agreement, `reality-hot-${unit.id}`)];
}

/** @param {string} agreement @param {string} id */
function agreementLine(agreement, id) {
  return el("span", { class: "reality-agreement" }, agreementIcon(agreement, id), word(`agreement_${agreement}`));
}

function methodParts() {
  const said = ["share", "quotient", "hot", "dense", "agreement"].map((key) => el("p", {}, word(`method_${key}`)));
  const more = el("p", {}, word("reality_more"));
  return [el("h3", {}, word("reality_methods")), el("div", { class: "reality-methods" }, ...said, more)];
}
