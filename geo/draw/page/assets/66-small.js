// @ts-check
// A small map of an industry: units tinted by how many of its places they have, those that are located as dots.
const SMALL_NAME_PX = 14;
const grounds = lazily(() => shapedUnits.filter((unit) => groundOf(unit.id) === unit));
const smallBox = lazily(() => {
  const lines = data.lines.flatMap(({ paths }) => paths.map((path) => [path]));
  return boxAround([...grounds().flatMap(({ shape }) => shape), ...lines]);
});

/** Where things stand on each small map of a width. @param {number} width @returns {Small} */
function smallFrame(width) {
  const [west, north, east, south] = smallBox();
  const scale = Math.min(width / (east - west), (1.2 * width) / (south - north));
  return {
    width,
    height: (south - north) * scale,
    scale,
    left: (width - (east + west) * scale) / 2,
    top: -north * scale,
  };
}

/** @param {Small} small @param {Position} position @returns {Point} */
function smallPoint({ scale, left, top }, position) {
  const [x, y] = stepsOf(position);
  return [Math.round(x * scale + left), Math.round(y * scale + top)];
}

/** Outlines of all small maps, which stand in the page once. @param {Small} small */
function smallOutlines({ scale }) {
  const least = leastAt(STEP_ZOOM + Math.log2(scale));
  const { shape = [] } = unitById.get(plan.region_adcode) || {};
  const land = grounds().map((unit) => svg("path", { id: `small-${unit.id}`, d: shapePath(unit.shape, least) }));
  const lines = [shapePath(shape, least), ...data.lines.map(({ paths }) => linePath(paths, least))];
  const whole = svg("g", { id: "small-land" }, ...land, svg("path", { d: lines.join(""), class: "region-line" }));
  return svg("svg", { class: "offstage", width: 0, height: 0, "aria-hidden": "true" }, svg("defs", {}, whole));
}

/** @param {Industry} top @param {Map<string, number>} counts @param {Small} small */
function smallMap({ id, tone }, counts, small) {
  const { width, height, scale, left, top } = small;
  const found = gatheredAt(counts, id);
  const use = (/** @type {string} */ of, /** @type {string} */ fill, unit = "", told = "") =>
    svg("use", { href: `#small-${of}`, fill, "data-take": `${unit},${id}` }, svg("title", {}, told));
  const tints = found.map(({ unit, n }) =>
    use(unit.id, tintOf(n), unit.id, word("industries_unit_alt", { unit: tr(unit.name), n })),
  );
  const place = { class: "small-land", transform: `translate(${left} ${top}) scale(${scale})` };
  const located = shownParks(COUNTED_BY).filter((park) => isLocated(park) && unitById.has(seatOf(park)));
  const spots = located.filter((park) => topsOf(park).includes(id)).map(({ at }) => smallPoint(small, at));
  const d = spots.map((spot) => `M${spot}h0`).join("");
  return svg(
    "svg",
    { width, height, "aria-hidden": "true" },
    svg("g", place, use("land", tintOf(0)), ...tints, use("land", "none")),
    svg("path", { d, class: "spots", stroke: PAPER, "stroke-width": 10 }),
    svg("path", { d, class: "spots", stroke: colourOf(tone), "stroke-width": 7 }),
    ...smallNames(mostGathered(found), spots, small),
  );
}

/**
 * Names of units with their counts, clear of dots and of one another; one that stands apart has a line to its unit.
 * @param {ReturnType<typeof gatheredAt>} found @param {Point[]} spots @param {Small} small
 */
function smallNames(found, spots, small) {
  const taken = spots.map((spot) => squareAround(spot, 5));
  return found.flatMap(({ unit, n }) => {
    const text = `${tr(unit.name)} ${n}`;
    const width = textWidth(text, "county") + 4;
    const [x, y] = smallPoint(small, unit.label);
    const boxes = [0, 1, -1, 2, -2, 3, -3, 4, -4].flatMap((row) =>
      [x, x + width / 2, x - width / 2].map((at) => boxOf([at, y + row * SMALL_NAME_PX], width, SMALL_NAME_PX)),
    );
    const isClear = (/** @type {Box} */ box) =>
      isWithin(box, [0, -7, small.width, small.height + 7]) && !taken.some((other) => overlaps(box, other));
    const box = boxes.find(isClear) || boxes[0];
    taken.push(box);
    const [left, top, right] = box;
    return [
      svg("path", { d: `M${x} ${y}L${edgeTowards(box, x, y)}`, class: "leader" }),
      svg("text", { x: (left + right) / 2, y: top + 11 }, text),
    ];
  });
}
