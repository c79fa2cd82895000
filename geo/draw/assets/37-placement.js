// Where a name may stand: candidates with their costs. Names never cover one another and never leave the map.
function overlaps(a, b) {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
}

/** The cheapest place for a label that covers no other name and does not leave the map; null where there is none. */
function bestSpot(label, field) {
  const kept = lastSpots.get(label.id);
  if (kept && kept.text === label.lines.join() && spotCost({ ...label, ...kept.set }, kept, field, Infinity) < Infinity)
    return spotAt({ ...label, ...kept.set }, kept);
  let best = null;
  let least = label.far ? 2 : label.rank === "zone" ? 60 : 14;
  const spots = label.beside ? spotsBeside(label) : spotsInside(label, field);
  [label, ...label.others].forEach(({ lines, width, height }, way) => {
    for (const spot of spots) {
      const set = { lines, width, height };
      const cost = spotCost({ ...label, ...set }, spot, field, least - way * 0.6) + way * 0.6;
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
  const [left, top, right, bottom] = field.frame;
  if (box[0] < left || box[1] < top || box[2] > right || box[3] > bottom) return Infinity;
  if (field.taken.some((other) => overlaps(box, other))) return Infinity;
  if (spot.cost >= limit) return Infinity;
  const covered = field.symbols.filter((other) => overlaps(box, other)).length;
  if (label.unit) return covered ? Infinity : spot.cost + unitCost(label, spot, box, field.land);
  const clear = label.beside && label.id !== state.selected;
  if (covered && clear) return Infinity;
  let cost = spot.cost + coveringCost(label) * covered;
  if (label.rank === "zone" && isSchematic()) cost += samplesOnDiagrams(label.id, box) / 12;
  else if (label.rank === "zone")
    cost += (isCrowded ? 0.3 : 1) * field.seats.filter(([x, y]) => overlaps(box, [x, y, x, y])).length;
  if (label.far && isFarCrowded(label, spot, field)) return Infinity;
  if (label.shape && !isWithin(label, spot)) return Infinity;
  if (label.far && !label.shape) cost += samplesOnLand(box);
  if (label.dim && samplesOutside(label.shape, box)) return Infinity;
  if (cost < limit && label.shape && !isSmall(label))
    cost += (label.far ? 1.4 : 0.9) * samplesOutside(label.shape, box);
  if (cost < limit && label.foreign) cost += foreignCost(label, box);
  return cost;
}

/** What it costs a name to cover a symbol: least where places are dots and not the matter. */
function coveringCost({ beside }) {
  if (beside) return 2;
  return isSchematic() ? 3.8 : areDots() ? 0.1 : 6;
}

/** A zone's name keeps off the other zones; its middle above all. */
function foreignCost({ shape, foreign }, box) {
  const astray = stepsWithin(box).map(
    (at) => !contains(shape, ...at) && foreign.some((zone) => contains(drawnShape(zone), ...at)),
  );
  return astray.filter(Boolean).length + (astray[7] ? 20 : 0);
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

/** The large parts of a shape: no name of a coast stands on an islet. */
function bodyOf(shape) {
  if (!bodies.has(shape)) {
    const sizes = shape.map(([ring]) => ringArea(ring));
    const most = Math.max(...sizes);
    bodies.set(shape, shape.filter((polygon, i) => sizes[i] > most / 3));
  }
  return bodies.get(shape);
}

/** Whether the same name stands near already: a large country is named at several places. */
function isFarCrowded(label, { x, y }, field) {
  return field.far.some((other) => other.text === label.lines.join() && Math.hypot(other.x - x, other.y - y) < 280);
}

/** Whether a name stands on its own area; a zone smaller than its name may have it beside. */
function isWithin(label, spot) {
  return (label.rank === "zone" && isSmall(label)) || contains(label.shape, ...stepsAt(spot.x, spot.y));
}

function isSmall(label) {
  const [west, , east] = shapeBox(label.shape);
  return (east - west) * view.scale < label.width * (label.rank === "zone" ? 1.25 : 1);
}

function samplesOnLand(box) {
  const region = things.get(plan.region_adcode);
  const seen = ({ shape }) => {
    const [west, north, east, south] = shapeBox(shape);
    return overlaps([...layerPoint(west, north), ...layerPoint(east, south)], box);
  };
  const land = (region && region.shape ? [region] : groundUnits()).filter(seen);
  return land.reduce((sum, unit) => sum + 8 - samplesOutside(unit.shape, box), 0);
}

/** How much of a zone's name would lie on the drawings of others. */
function samplesOnDiagrams(id, box) {
  const others = zones.filter((zone) => zone.diagram && zone.id !== id && isZoneShown(zone));
  return others.reduce((sum, zone) => sum + 8 - samplesOutside(zone.diagram, box), 0);
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
  if (label.rank === "zone" && !label.dim && isSmall(label)) spots.push(...spotsAround(label));
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
  return spots;
}

/** Places around an area that is smaller than its name. */
function spotsAround({ shape, width, height }) {
  const [west, north, east, south] = shapeBox(shape);
  const [left, top] = layerPoint(west, north);
  const [right, bottom] = layerPoint(east, south);
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const [dx, dy] = [(right - left + width) / 2 + 6, (bottom - top + height) / 2 + 4];
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
      return { x: x + i * (dx + more), y: y + j * (dy + more), anchor: "middle", cost: cost + order * 0.1 };
    });
  const least = isSchematic() ? 1 : 2.2;
  return [...ring(0, least), ...ring(10, least + 0.6)];
}

function visibleShapeBox(shape, frame) {
  const [west, north, east, south] = shapeBox(shape);
  const [left, top] = layerPoint(west, north);
  const [right, bottom] = layerPoint(east, south);
  return [Math.max(left, frame[0]), Math.max(top, frame[1]), Math.min(right, frame[2]), Math.min(bottom, frame[3])];
}
