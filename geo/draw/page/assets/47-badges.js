// @ts-check
// Places known to a unit only: a hollow square at the unit with their number, and a cell for each place in the colour of
// its industry, hollow where it is planned. Never the symbol of a site.
const CELL_PX = 5;
const CELLS_IN_ROW = 7;
const BADGE_HIGH = 15;
/** From this width of a unit on its badge says in words what it means. */
const BADGE_WORDS_PX = 260;
/** How far a badge stands from the unit's middle, in its widths and heights: the first place that hides nothing is taken. */
const BADGE_PLACES = [
  [0, 1],
  [0, -1],
  [0.8, 0],
  [-0.8, 0],
  [0.8, 1],
  [-0.8, 1],
  [0.8, -1],
  [-0.8, -1],
  [0, 2],
  [1.6, 0],
  [-1.6, 0],
];

/** In a story badges grow with the names. */
function cellPx() {
  return CELL_PX * home.type;
}

function badgeHigh() {
  return BADGE_HIGH * home.type;
}

/** The places known to a unit: at that unit, or at the one above while it is small. @returns {Badge[]} */
function badgesNow() {
  if (areDots()) return [];
  const known = mapParks().filter((park) => park.stand === "unit" && isLit(park.id));
  const byUnit = grouped(known, (park) => [badgeUnit(park).id]);
  const badges = [...byUnit].map(([id, inside]) => badgeAt(unitById.get(id), inside));
  placeBadges(badges);
  return badges;
}

/** Put each badge where it hides neither symbols nor other badges, or least of them. @param {Badge[]} badges */
function placeBadges(badges) {
  const taken = [...symbolBoxes(), ...seatNameBoxes()];
  for (const badge of badges) {
    const places = BADGE_PLACES.map(([right, down]) => [right * badge.width, down * badge.height * 0.8]);
    const hidden = places.map(([dx, dy]) => {
      const box = badgeBox({ ...badge, dx, dy });
      return taken.filter((other) => overlaps(box, other)).length;
    });
    [badge.dx, badge.dy] = places[hidden.indexOf(Math.min(...hidden))];
    taken.push(badgeBox(badge));
  }
}

/** @param {Park} park */
function badgeUnit(park) {
  const [own, ...above] = lineBelow(park.unit).filter(({ label }) => label);
  const isCramped = levelPixels(own.level) < data.badge_unit_px;
  return (isCramped && above[0]) || own;
}

/** @param {Unit} unit @param {Park[]} inside @returns {Badge} */
function badgeAt(unit, inside) {
  const [x, y] = stepsOf(unit.seat || unit.label);
  const rows = Math.ceil(inside.length / CELLS_IN_ROW);
  const text = badgeText(unit, inside.length);
  const width = Math.max(
    22 * home.type,
    textWidth(text, "bare") + 8 * home.type,
    Math.min(inside.length, CELLS_IN_ROW) * cellPx() + 3,
  );
  return { unit, parks: inside, x, y, dx: 0, dy: 0, text, width, height: badgeHigh() + rows * cellPx() + 1 };
}

/** @param {Unit} unit @param {number} count */
function badgeText(unit, count) {
  return levelPixels(unit.level) < BADGE_WORDS_PX ? `+${count}` : `+${count} ${word(`only_${unit.level}`)}`;
}

function drawBadges() {
  unpinWithin(markGroups.badges);
  drawn.badges = badgesNow();
  for (const badge of drawn.badges) {
    badge.node = badgeNode(badge);
    markGroups.badges.append(badge.node);
    pin(badge.node, badge.x, badge.y, badge.dx, badge.dy);
  }
  markBadges();
}

/** @param {Badge} badge */
function badgeNode({ unit, parks: inside, text, width }) {
  const cells = [...inside].sort(byIndustryAndStatus).map((park, at) => badgeCell(park, at, width));
  return svg(
    "g",
    { class: "badge", "data-known": inside.length, "data-unit": unit.id },
    svg("rect", { x: -width / 2, y: -badgeHigh() / 2, width, height: badgeHigh(), rx: 2, class: "badge-box" }),
    svg("text", { class: "count" }, text),
    ...cells,
  );
}

/** @param {Park} park @param {number} at @param {number} width */
function badgeCell(park, at, width) {
  const side = cellPx() - 1.5;
  return svg("rect", {
    x: -width / 2 + 1 + (at % CELLS_IN_ROW) * cellPx(),
    y: badgeHigh() / 2 + 2 + Math.floor(at / CELLS_IN_ROW) * cellPx(),
    width: side,
    height: side,
    class: "cell",
    stroke: colourOf(park.tone),
    fill: isBuilt(park) ? colourOf(park.tone) : PAPER,
  });
}

/** Whether a place is there, or is being built. @param {Park} park */
function isBuilt(park) {
  return ["full", "half"].includes((statuses.get(park.status) || { fill: "pale" }).fill);
}

/** @param {Park} a @param {Park} b */
function byIndustryAndStatus(a, b) {
  return a.tone === b.tone ? Number(isBuilt(b)) - Number(isBuilt(a)) : a.tone < b.tone ? -1 : 1;
}

/** The badge in which the chosen place is counted stands out. */
function markBadges() {
  for (const { node, parks: inside } of drawn.badges)
    node.classList.toggle(
      "chosen",
      inside.some((park) => park.id === state.selected),
    );
}

/** The box of a badge in layer points. @param {Badge} badge @returns {Box} */
function badgeBox({ x, y, dx, dy, width, height }) {
  const [left, top] = layerPoint(x, y);
  const above = top + dy - badgeHigh() / 2;
  return [left + dx - width / 2 - 1, above - 1, left + dx + width / 2 + 1, above + height + 1];
}

/** @param {SVGElement | null} node */
function badgeOf(node) {
  return drawn.badges.find((badge) => badge.node === node);
}
