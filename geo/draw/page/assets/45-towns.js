// @ts-check
// Seats, towns, waters and landforms: their dots, and the names that want a place. Quiet, and by scale.
const SEAT_PX = data.seat_px;
/** From how many pixels for a kilometre on townships are shown, and between how many names of landforms are. */
const TOWNSHIP_LEAST = 5;
const [LANDFORM_LEAST, LANDFORM_MOST] = [0.25, 4];
const COUNTY_NAMED_PX = 62;
const UNIT_NAMED_PX = 36;

/** Townships, whose positions stand as an arc in thousandths of a degree. */
const townships = lazily(() => {
  const { names, arc } = data.townships;
  const [{ degrees }] = decodedArcs(arc);
  return (names ? names.split(",") : []).map((name, place) => ({
    name: /** @type {Pair} */ ([name]),
    rank: "township",
    at: /** @type {Position} */ ([degrees[2 * place] / 1000, degrees[2 * place + 1] / 1000]),
  }));
});

/** Units whose seats are shown: those that are large enough to be named. */
function seatedUnits() {
  if (isSchematic()) return [];
  const least = (/** @type {string} */ level) => (isFine(level) ? COUNTY_NAMED_PX : UNIT_NAMED_PX);
  const seen = LEVELS.filter((level) => levelPixels(level) >= least(level));
  return units.filter((unit) => unit.seat && seen.includes(unit.level) && unit.id !== plan.region_adcode);
}

/** Other towns of this scale, beside a story: the seats around a region, and townships where the map is near. */
function shownTowns() {
  if (isSchematic() || state.step) return [];
  const seats = levelPixels("county") >= COUNTY_NAMED_PX ? data.towns : [];
  return pxPerKm() >= TOWNSHIP_LEAST && !isEnglish() ? [...seats, ...townships()] : seats;
}

function drawTowns() {
  unpinWithin(markGroups.towns);
  for (const { seat, level } of seatedUnits()) seatDot(seat, level);
  for (const { at, rank } of shownTowns()) seatDot(at, rank);
}

/** @param {Position} at @param {string} rank */
function seatDot(at, rank) {
  const steps = stepsOf(at);
  if (!isInView(...steps)) return;
  const node = svg("circle", { r: rank === "township" ? 1.3 : SEAT_PX, class: `seat ${rank}` });
  markGroups.towns.append(node);
  pin(node, ...steps);
}

/** Boxes of the dots, which names keep off. @returns {Box[]} */
function seatBoxes() {
  return seatedUnits().map(({ seat }) => squareAround(layerPoint(...stepsOf(seat)), SEAT_PX));
}

/** Where the names of seats of prefectures would stand: badges leave them free. @returns {Box[]} */
function seatNameBoxes() {
  return seatedUnits()
    .filter(({ level }) => !isFine(level))
    .map(({ seat, name }) => {
      const [x, y] = layerPoint(...stepsOf(seat));
      return [x - SEAT_PX, y - 8, x + BESIDE_SEAT_PX + textWidth(tr(name), "prefecture"), y + 8];
    });
}

/** Names of towns that are seats of no unit of the plan. */
function townLabels() {
  const seen = shownTowns().filter(({ at }) => isInView(...stepsOf(at)));
  return seen.map(({ name, at }, index) =>
    labelOf(`town-${index}-${name[0]}`, "town", name, { at: stepsOf(at), beside: true, shift: [0, 0], quiet: true }),
  );
}

/** Names of waters along them, where some of them is in view. */
function waterLabels() {
  const rivers = data.rivers.filter(({ name, rank }) => tr(name) && isWaterNamed(rank));
  const lakes = data.lakes.filter(({ name, rank, label }) => tr(name) && label && isWaterNamed(rank));
  return [
    ...rivers.map(({ name, paths }) =>
      labelOf(`river-${name[0]}`, "water", name, { along: riverPlaces(paths), at: [0, 0], quiet: true }),
    ),
    ...lakes.map(({ name, label }) =>
      labelOf(`lake-${name[0]}`, "water", name, { along: [stepsOf(label)], at: stepsOf(label), quiet: true }),
    ),
  ].filter(({ along }) => along.length);
}

/** Places in view along a river, those in its middle first. @param {Run[]} paths @returns {Point[]} */
function riverPlaces(paths) {
  /** @type {Point[]} */
  const seen = [];
  for (const path of paths)
    walk(path, drawn.least, (x, y) => {
      if (isInView(x, y)) seen.push([x, y]);
    });
  const middle = seen.length >> 1;
  const order = seen.map((_, at) => (at % 2 ? middle + ((at + 1) >> 1) : middle - (at >> 1)));
  const every = Math.max(1, Math.floor(seen.length / 24));
  return order.filter((at, nth) => nth % every === 0 && seen[at]).map((at) => seen[at]);
}

/** Names of mountains and plains, which have no edge; none where the map is nearer than they are long. */
function landformLabels() {
  const px = pxPerKm();
  if (isSchematic() || px < LANDFORM_LEAST || px > LANDFORM_MOST) return [];
  return data.landforms.map(({ name, path }, index) => {
    const places = path.map(stepsOf);
    return labelOf(`landform-${index}`, "landform", name, { along: middleFirst(places), at: places[0], quiet: true });
  });
}

/** @param {Point[]} places */
function middleFirst(places) {
  const middle = places.length >> 1;
  return [places[middle], ...places.filter((_, at) => at !== middle)];
}
