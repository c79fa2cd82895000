// @ts-check
// Where a register gathers, over the zones, while its tab is open: hot units filled, clusters as ellipses, full where the
// plan wants the industry and striped where it does not; and in each zone how both agree.
const realityGroup = groupIn(world, "reality");
/** The group of outlines of what is chosen stays above. */
world.append(shapeGroups.outlines);

function isRealityShown() {
  return state.tab === "reality" && openView() === "layout" && !isSchematic();
}

function drawReality() {
  root.classList.toggle("on-reality", isRealityShown());
  realityGroup.replaceChildren();
  if (!isRealityShown()) return;
  const colour = industryColour(realityChoice.industry);
  const defs = svg("defs", {}, stripes("reality-stripes", colour, 1 / view.scale));
  const hot = hotUnits()
    .filter(({ unit }) => hasShape(unit))
    .map(({ unit, agreement }) => agreementPaths(shapePath(unit.shape, drawn.least), "hot", agreement));
  const clusters = realityClusters().map(({ rim: corners, agreement, id }) => {
    const d = `M${corners.map((corner) => stepsOf(corner).join(" ")).join("L")}Z`;
    return agreementPaths(d, "cluster", agreement, id);
  });
  realityGroup.append(defs, ...hot.flat(), ...clusters.flat());
}

/** @param {string} d @param {string} kind @param {string} agreement @param {string} [id] */
function agreementPaths(d, kind, agreement, id) {
  const colour = industryColour(realityChoice.industry);
  const line = { d, stroke: colour, "data-cluster": id };
  if (agreement === "met") return [svg("path", { ...line, class: kind, fill: colour })];
  const stripe = svg("path", { ...line, class: `${kind} hatched`, fill: "url(#reality-stripes)" });
  return [svg("path", { d, class: kind, fill: PAPER }), stripe];
}

/** In each zone a disc and the count; names keep off them. */
function drawRealitySpots() {
  dropSpots("reality-spot");
  if (!isRealityShown()) return;
  for (const row of realityZones()) {
    const zone = zoneById.get(row.id);
    if (!zone || !zone.label || !isZoneShown(zone)) continue;
    const steps = stepsOf(zone.label);
    const [x, y] = layerPoint(...steps);
    addSpot(zone.id, realitySpot(row), steps, [x - 10, y - 10, x + 14 + 7 * realityCount(row.rows).length, y + 10]);
  }
  markPlates();
}

/** @param {RealityZone} row */
function realitySpot({ id, agreement, rows }) {
  const disc = agreementDisc(agreement, industryColour(realityChoice.industry), `reality-spot-${id}`);
  const count = svg("text", { x: disc ? 11 : 0, y: 4, "text-anchor": disc ? "start" : "middle" }, realityCount(rows));
  return svg("g", { class: "reality-spot", "data-id": id, "data-agreement": agreement }, disc, count);
}

/** What the legend says of it. */
function realityLegend() {
  if (!isRealityShown()) return null;
  const seen = new Set(realityZones().map(({ agreement }) => agreement));
  const entries = ["met", "absent", "unplanned"]
    .filter((name) => seen.has(name))
    .map((name) => keyRow(agreementIcon(name, `reality-key-${name}`), word(`agreement_${name}`)));
  const note =
    realityClusters().length || hotUnits().length ? el("p", { class: "small" }, word("reality_fills")) : null;
  const title = labelled(word("reality_title"), tr(industries.get(realityChoice.industry).name));
  return keyPart("reality-key", title, entries, note);
}
