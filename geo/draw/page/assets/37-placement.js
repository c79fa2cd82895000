// Where a name may stand: candidates with their costs. Names never cover one another and never leave the map.
const NEAR_PX = 12;

function overlaps(a, b) {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
}

function isWithin(box, frame) {
  return box.every((edge, i) => (i < 2 ? edge >= frame[i] : edge <= frame[i]));
}

/** The cheapest place for a label that covers no other name and does not leave the map; null where there is none. */
function bestSpot(label, field) {
  const kept = lastSpots.get(label.id);
  if (kept && kept.text === label.lines.join() && spotCost({ ...label, ...kept.set }, kept, field, Infinity) < Infinity)
    return spotAt({ ...label, ...kept.set }, kept);
  let best = null;
  let least = label.far ? 2 : label.rank === "zone" ? 60 : 14;
  label.sets.forEach((set, way) => {
    const tried = { ...label, ...set };
    for (const spot of label.beside ? spotsBeside(label) : spotsInside(tried, field)) {
      const cost = spotCost(tried, spot, field, least - way * 0.6) + way * 0.6;
      if (cost < least) [best, least] = [{ ...spot, set, text: label.lines.join() }, cost];
    }
  });
  if (best) lastSpots.set(label.id, best);
  return best && spotAt({ ...label, ...best.set }, best);
}

function boxAt(label, { x, y, anchor }) {
  const left = anchor === "start" ? x : anchor === "end" ? x - label.width : x - label.width / 2;
  const half = label.height / 2 + rankOf(label.rank).size * 0.1;
  return [left - 1, y - half, left + label.width + 1, y + half];
}

function spotAt(label, spot) {
  return { ...spot, box: boxAt(label, spot) };
}

function spotCost(label, spot, field, limit) {
  const box = boxAt(label, spot);
  if (!isWithin(box, field.frame)) return Infinity;
  if (field.taken.some((other) => overlaps(box, other))) return Infinity;
  if (spot.cost >= limit) return Infinity;
  const [covered, dotted, lined] = [field.symbols, field.dots, field.lines].map(
    (boxes) => boxes.filter((other) => overlaps(box, other)).length,
  );
  const isOver = covered + dotted > 0;
  if (label.unit) return isOver || lined ? Infinity : spot.cost + unitCost(label, spot, box, field.land);
  const clear = label.beside && label.id !== state.selected;
  if ((isOver && clear) || (label.far && (isOver || lined))) return Infinity;
  let cost = spot.cost + (covered && coveringCost(label) * covered) + 7 * dotted + 4 * lined;
  if (spot.off && !spot.foot && !isBeside(box, label.shape)) return Infinity;
  if (label.far && isFarCrowded(label, spot, field)) return Infinity;
  if (label.shape && !spot.off && !contains(label.shape, ...stepsAt(spot.x, spot.y))) return Infinity;
  if (label.far && !label.shape)
    cost += samplesOnLand(box) + 8 * field.land.filter(({ shape }) => hiddenShare(shape, box) > 0.3).length;
  if (label.dim && samplesOutside(label.shape, box)) return Infinity;
  if (cost < limit && label.shape && !spot.off && !(label.far && isSmall(label)))
    cost += (label.far ? 1.4 : 0.9) * samplesOutside(label.shape, box);
  if (cost < limit && label.foreign) cost += zoneCost(label, spot, box, field);
  return cost;
}

/** What it costs a name to cover a symbol, or in the diagram a small drawing. */
function coveringCost({ beside, foreign }) {
  if (beside) return 2;
  return isSchematic() ? (foreign ? 0 : 3.8) : Infinity;
}

/**
 * A zone's name keeps off other zones, the small ones above all, and hides its own only where it must. Off its zone it
 * hides no small unit either, and does not stand where it would seem to name another zone.
 */
function zoneCost(label, spot, box, field) {
  const { shape, foreign, astray } = label;
  const middle = stepsAt(spot.x, spot.y);
  if (!contains(shape, ...middle) && astray.some((zone) => contains(drawnShape(zone), ...middle))) return Infinity;
  const hidden = foreign.reduce(
    (sum, zone) => sum + 8 * hiddenShare(drawnShape(zone), box),
    4 * hiddenShare(shape, box) ** 2,
  );
  const line =
    (spot.foot ? lineCost(lineTo(spot, box), astray, field) : 0) + (spot.off ? offCost(label, spot, box, field) : 0);
  const over = (zone) => stepsWithin(box).filter((at) => contains(zone.diagram, ...at)).length;
  if (isSchematic()) return hidden + line + astray.reduce((sum, zone) => sum + over(zone), 0);
  const seats = field.seats.filter(([x, y]) => overlaps(box, [x, y, x, y])).length;
  return hidden + line + (isCrowded ? 0.3 : 1) * seats + foreignCost(label, box);
}

/** What it costs a name to stand off its zone: on small units, or at another zone, above all without a line. */
function offCost({ astray }, { foot }, box, { land }) {
  const near = grown(box);
  const isNear = (zone) => overlaps(near, layerBox(drawnShape(zone))) && isBeside(box, drawnShape(zone));
  return (
    land.reduce((sum, { shape }) => sum + 6 * hiddenShare(shape, box), 0) + (astray.some(isNear) ? (foot ? 2 : 7) : 0)
  );
}

/** A zone's name keeps off the other zones; its middle above all. */
function foreignCost({ shape, foreign }, box) {
  const strange = stepsWithin(box).map(
    (at) => !contains(shape, ...at) && foreign.some((zone) => contains(drawnShape(zone), ...at)),
  );
  return strange.filter(Boolean).length + (strange[7] ? 20 : 0);
}

/**
 * A unit's name has its middle on the unit. What runs over its edge lies in the unit's own zones or outside of the
 * plan, never in another zone, and a little of it in units that no zone shown has.
 */
function unitCost({ shape, unit, home, foreign }, spot, box, land) {
  const [x, y] = stepsAt(spot.x, spot.y);
  if (!shape || !contains(shape, x, y)) return Infinity;
  const points = stepsWithin(box);
  const over = points.filter((at) => !contains(unit.shape, ...at));
  if (over.some((at) => foreign.some((zone) => contains(drawnShape(zone), ...at)))) return Infinity;
  const loose = over.filter((at) => !home.some((zone) => contains(zone.shape, ...at)));
  const own = unitLine(unit.id);
  const strange = loose.length ? land.filter((each) => !own.includes(each)) : [];
  const astray = loose.filter((at) => strange.some((each) => contains(each.shape, ...at))).length;
  if (astray > points.length / 4) return Infinity;
  const within = points.filter((at) => foreign.some((zone) => contains(drawnShape(zone), ...at))).length;
  return 0.3 * over.length + 0.3 * astray + 0.2 * within;
}

function stepsAt(x, y) {
  return [(x - view.x) / view.scale, (y - view.y) / view.scale];
}

/** Fifteen positions in a box of layer points, in steps. */
function stepsWithin([left, top, right, bottom]) {
  const across = [0, 0.25, 0.5, 0.75, 1].map((share) => left + (right - left) * share);
  return [top + 2, (top + bottom) / 2, bottom - 2].flatMap((y) => across.map((x) => stepsAt(x, y)));
}

const bodies = new Map();
const mainParts = new Map();

/** The large parts of a shape: no name of a coast stands on an islet. */
function bodyOf(shape) {
  return once(bodies, shape, () => {
    const sizes = shape.map(([ring]) => ringArea(ring));
    const most = Math.max(...sizes);
    return shape.filter((polygon, i) => sizes[i] > most / 3);
  });
}

/** Each of the large parts of a shape as a shape of its own. */
function mainPartsOf(shape) {
  return once(mainParts, shape, () => bodyOf(shape).map((polygon) => [polygon]));
}

/** Whether the same name stands near already: a large country is named at several places. */
function isFarCrowded(label, { x, y }, field) {
  return field.far.some((other) => other.text === label.lines.join() && Math.hypot(other.x - x, other.y - y) < 280);
}

function isSmall({ shape, width }) {
  const [west, , east] = shapeBox(shape);
  return (east - west) * view.scale < width;
}

function samplesOnLand(box) {
  const region = things.get(plan.region_adcode);
  const seen = ({ shape }) => overlaps(layerBox(shape), box);
  const land = (region && region.shape ? [region] : groundUnits()).filter(seen);
  return land.reduce((sum, unit) => sum + 8 - samplesOutside(unit.shape, box), 0);
}

/** How many of eight positions on the rim of a box lie outside a shape. */
function samplesOutside(shape, [left, top, right, bottom]) {
  const middle = (left + right) / 2;
  const centre = (top + bottom) / 2;
  const rimmed = [
    [left, top],
    [middle, top],
    [right, top],
    [left, centre],
    [right, centre],
    [left, bottom],
    [middle, bottom],
    [right, bottom],
  ];
  return rimmed.filter(([x, y]) => !contains(shape, ...stepsAt(x, y))).length;
}

function spotsBeside({ at, shift }) {
  const [x, y] = layerPoint(...at).map((place, i) => place + shift[i]);
  const r = SYMBOL_PX + 3;
  return [
    { x: x + r, y, anchor: "start", cost: 0 },
    { x: x - r, y, anchor: "end", cost: 0.3 },
    { x, y: y - r - 4, anchor: "middle", cost: 0.5 },
    { x, y: y + r + 4, anchor: "middle", cost: 0.6 },
    { x: x + r - 3, y: y - 8, anchor: "start", cost: 0.7 },
    { x: x + r - 3, y: y + 8, anchor: "start", cost: 0.8 },
    { x: x - r + 3, y: y - 8, anchor: "end", cost: 0.9 },
    { x: x - r + 3, y: y + 8, anchor: "end", cost: 1 },
  ];
}

/** Places for a name within an area: a grid over its visible part, the nearer to its own point the cheaper. */
function spotsInside(label, field) {
  const [x, y] = layerPoint(...label.at);
  const [left, top, right, bottom] = label.shape
    ? visibleShapeBox(label.shape, field.frame)
    : [x - 24, y - 16, x + 24, y + 16];
  const spots = [{ x, y, anchor: "middle", cost: 0 }];
  const reach = Math.max(40, Math.hypot(right - left, bottom - top) / 2);
  for (let i = 0; i <= label.grid + 1; i++) {
    for (let j = 0; j <= label.grid + 1; j++) {
      const spot = {
        x: left + ((right - left) * (i + 0.5)) / (label.grid + 2),
        y: top + ((bottom - top) * (j + 0.5)) / (label.grid + 2),
        anchor: "middle",
      };
      spots.push({ ...spot, cost: 0.2 + (1.8 * Math.hypot(spot.x - x, spot.y - y)) / reach });
    }
  }
  return label.foreign ? [...spots, ...spotsOutside(label, field)] : spots;
}

/**
 * Places for a zone's name beside its area, if that is small, or led to it by a line from where there is room; none for
 * what is seen in part only.
 */
function spotsOutside(label, field) {
  const every = mainPartsOf(label.shape);
  const parts = every.filter((part) => isWithin(layerBox(part), field.frame));
  const small = every.map(layerBox).every(([left, , right]) => right - left < label.width * 1.25);
  const around = (part) => [
    ...(small ? spotsAround(part, label) : []),
    ...spotsApart(part, label, field, small ? 3.4 : 12),
  ];
  return parts.flatMap(around);
}

/** Middle of an area, and how far from it the middle of a name has to stay. */
function roomAround(part, { width, height }) {
  const [left, top, right, bottom] = layerBox(part);
  return [(left + right) / 2, (top + bottom) / 2, (right - left + width) / 2 + 6, (bottom - top + height) / 2 + 4];
}

/** Places around an area, for a name that is too large for it. */
function spotsAround(part, label) {
  const [x, y, dx, dy] = roomAround(part, label);
  const around = [
    [1, 0],
    [-1, 0],
    [0, -1],
    [0, 1],
    [0.8, -0.8],
    [-0.8, -0.8],
    [0.8, 0.8],
    [-0.8, 0.8],
  ];
  if (isSchematic()) around.unshift(...around.splice(3, 1));
  const ring = (more, cost) =>
    around.map(([i, j], order) => {
      return { x: x + i * (dx + more), y: y + j * (dy + more), anchor: "middle", off: true, cost: cost + order * 0.1 };
    });
  return [...ring(0, 2.2), ...ring(10, 2.8)];
}

/** Places farther off, from where a line leads to the area: where a crowd of small areas leaves no room. */
function spotsApart(part, label, field, cost) {
  const [x, y, dx, dy] = roomAround(part, label);
  const feet = feetOf(part, field);
  return [16, 32, 52, 76, 104, 136].flatMap((more) =>
    [...Array(32).keys()].map((turn) => {
      const angle = (turn * Math.PI) / 16;
      const [i, j] = [Math.cos(angle), Math.sin(angle)];
      const side = Math.max(Math.abs(i), Math.abs(j));
      const spot = { x: x + (i / side) * (dx + more), y: y + (j / side) * (dy + more), anchor: "middle", off: true };
      const far = ([fx, fy]) => Math.hypot(fx - spot.x, fy - spot.y);
      return { ...spot, foot: feet.reduce((a, b) => (far(b) < far(a) ? b : a)), cost: cost + more / 20 };
    }),
  );
}

/** Where a line may end on an area: at places that no symbol stands on. */
function feetOf(part, { symbols }) {
  const feet = placesIn(part);
  const free = feet.filter(([x, y]) => !symbols.some((symbol) => overlaps([x, y, x, y], symbol)));
  return free.length ? free : feet;
}

/** Some places on an area, as layer points. */
function placesIn(part) {
  const [left, top, right, bottom] = layerBox(part);
  const places = stepsWithin([left, top, right, bottom]).filter((place) => contains(part, ...place));
  return places.length ? places.map((place) => layerPoint(...place)) : [[(left + right) / 2, (top + bottom) / 2]];
}

function grown(box) {
  return box.map((edge, i) => edge + (i < 2 ? -NEAR_PX : NEAR_PX));
}

/** Whether a box touches an area or nearly does. */
function isBeside(box, shape) {
  const near = grown(box);
  const meets = mainPartsOf(shape).some((part) => placesIn(part).some(([x, y]) => overlaps(near, [x, y, x, y])));
  return meets || stepsWithin(near).some((at) => contains(shape, ...at));
}

/** Places on the line from a name to its area, by and by, as small boxes. */
function lineTo({ foot: [x, y] }, box) {
  const [fromX, fromY] = edgeTowards(box, x, y);
  const steps = Math.ceil(Math.hypot(x - fromX, y - fromY) / 6);
  return [...Array(steps + 1).keys()].map((step) => {
    const [px, py] = [fromX + ((x - fromX) * step) / steps, fromY + ((y - fromY) * step) / steps];
    return [px - 2, py - 2, px + 2, py + 2];
  });
}

/** The position in a box that is nearest to another. */
function edgeTowards([left, top, right, bottom], x, y) {
  return [Math.min(right, Math.max(left, x)), Math.min(bottom, Math.max(top, y))];
}

/** A line crosses no name, and no symbol if it can. */
function lineCost(line, others, { taken, symbols }) {
  const over = (boxes) => line.filter((part) => boxes.some((box) => overlaps(part, box))).length;
  const astray = ([left, top]) => others.some((zone) => contains(drawnShape(zone), ...stepsAt(left + 2, top + 2)));
  return over(taken) ? Infinity : over(symbols) + line.filter(astray).length;
}

/** How much of an area a name would hide, from 0 to 1: that part of it which it hides most. */
function hiddenShare(shape, box) {
  const span = (own, from, to) =>
    Math.max(0, Math.min(own[to], box[to]) - Math.max(own[from], box[from])) / (own[to] - own[from] || 1);
  return Math.max(
    ...mainPartsOf(shape)
      .map(layerBox)
      .map((own) => span(own, 0, 2) * span(own, 1, 3)),
  );
}

function layerBox(shape) {
  const [west, north, east, south] = shapeBox(shape);
  return [...layerPoint(west, north), ...layerPoint(east, south)];
}

function visibleShapeBox(shape, frame) {
  const [left, top, right, bottom] = layerBox(shape);
  return [Math.max(left, frame[0]), Math.max(top, frame[1]), Math.min(right, frame[2]), Math.min(bottom, frame[3])];
}
