// @ts-check
// What a place costs a name. Names never cover one another and never leave the map.
/** @type {Map<string, Kept>} */
const lastSpots = new Map();

/**
 * The cheapest place for a label that covers no other name and does not leave the map; null where there is none.
 * @param {Label} label @param {Field} field
 */
function bestSpot(label, field) {
  const kept = lastSpots.get(label.id);
  if (kept && kept.text === label.lines.join() && spotCost({ ...label, ...kept.set }, kept, field, Infinity) < Infinity)
    return spotAt({ ...label, ...kept.set }, kept);
  /** @type {Kept | null} */
  let best = null;
  let least = label.far ? 2 : label.rank === "zone" ? 60 : 14;
  label.sets.forEach((set, way) => {
    const tried = { ...label, ...set };
    for (const spot of spotsFor(tried, field)) {
      const cost = spotCost(tried, spot, field, least - way * 0.6) + way * 0.6;
      if (cost >= least) continue;
      best = { ...spot, set, text: label.lines.join() };
      least = cost;
    }
  });
  if (best) lastSpots.set(label.id, best);
  return best && spotAt({ ...label, ...best.set }, best);
}

/** @param {Label} label @param {Spot} spot @returns {Box} */
function boxAt(label, { x, y, anchor }) {
  const left = anchor === "start" ? x : anchor === "end" ? x - label.width : x - label.width / 2;
  const half = label.height / 2 + rankOf(label.rank).size * 0.1;
  return [left - 1, y - half, left + label.width + 1, y + half];
}

/** @param {Label} label @param {Kept} spot @returns {Placed} */
function spotAt(label, spot) {
  return { ...spot, box: boxAt(label, spot) };
}

/** @param {Label} label @param {Spot} spot @param {Field} field @param {number} limit */
function spotCost(label, spot, field, limit) {
  const box = boxAt(label, spot);
  if (!isWithin(box, field.frame)) return Infinity;
  if (field.taken.some((other) => overlaps(box, other))) return Infinity;
  if (spot.cost >= limit) return Infinity;
  const [covered, dotted, lined] = [field.symbols, field.dots, field.lines].map(
    (boxes) => boxes.filter((other) => overlaps(box, other)).length,
  );
  const isOver = covered + dotted > 0;
  if (label.quiet) return isOver || lined ? Infinity : spot.cost;
  if (label.unit) return isOver || lined ? Infinity : spot.cost + unitCost(label, box, field.land);
  const clear = label.beside && label.id !== state.selected;
  if ((isOver && clear) || (label.far && (isOver || lined))) return Infinity;
  let cost = spot.cost + (covered && coveringCost(label) * covered) + 12 * dotted + 4 * lined;
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

/** What it costs a name to cover a symbol, or in the diagram a small drawing. @param {Label} label */
function coveringCost({ beside, foreign }) {
  if (beside) return 2;
  return isSchematic() ? (foreign ? 0 : 3.8) : Infinity;
}

/**
 * A zone's name keeps off other zones, the small ones above all, and hides its own only where it must. Off its zone it
 * hides no small unit either, and does not stand where it would seem to name another zone.
 * @param {Label} label @param {Spot} spot @param {Box} box @param {Field} field
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
    (spot.foot ? lineCost(lineTo(spot.foot, box), astray, field) : 0) +
    (spot.off ? offCost(label, spot, box, field) : 0);
  const over = (/** @type {Zone} */ zone) => stepsWithin(box).filter((at) => contains(zone.diagram, ...at)).length;
  if (isSchematic()) return hidden + line + astray.reduce((sum, zone) => sum + over(zone), 0);
  const seats = field.seats.filter(([x, y]) => overlaps(box, [x, y, x, y])).length;
  return hidden + line + (isCrowded ? 0.3 : 1) * seats + foreignCost(label, box);
}

/**
 * What it costs a name to stand off its zone: on small units, or at another zone, above all without a line.
 * @param {Label} label @param {Spot} spot @param {Box} box @param {Field} field
 */
function offCost({ astray }, { foot }, box, { land }) {
  const near = grown(box, NEAR_PX);
  const isNear = (/** @type {Zone} */ zone) =>
    overlaps(near, layerBox(drawnShape(zone))) && isBeside(box, drawnShape(zone));
  return (
    land.reduce((sum, { shape }) => sum + 6 * hiddenShare(shape, box), 0) + (astray.some(isNear) ? (foot ? 2 : 7) : 0)
  );
}

/** A zone's name keeps off the other zones; its middle above all. @param {Label} label @param {Box} box */
function foreignCost({ shape, foreign }, box) {
  const strange = stepsWithin(box).map(
    (at) => !contains(shape, ...at) && foreign.some((zone) => contains(drawnShape(zone), ...at)),
  );
  return strange.filter(Boolean).length + (strange[7] ? 20 : 0);
}

/**
 * A unit's name has its middle on the unit. What runs over its edge lies in the unit's own zones or outside of the
 * plan, never in another zone, and a little of it in units that no zone shown has.
 * @param {Label} label @param {Box} box @param {Unit[]} land
 */
function unitCost({ shape, unit, home: homes, foreign }, box, land) {
  const [x, y] = stepsAt((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
  if (!shape || !contains(shape, x, y)) return Infinity;
  const points = stepsWithin(box);
  const over = points.filter((at) => !contains(unit.shape, ...at));
  if (over.some((at) => foreign.some((zone) => contains(drawnShape(zone), ...at)))) return Infinity;
  const loose = over.filter((at) => !homes.some((zone) => contains(zone.shape, ...at)));
  const own = unitLine(unit.id);
  const strange = loose.length ? land.filter((each) => !own.includes(each)) : [];
  const astray = loose.filter((at) => strange.some((each) => contains(each.shape, ...at))).length;
  if (astray > points.length / 4) return Infinity;
  const within = points.filter((at) => foreign.some((zone) => contains(drawnShape(zone), ...at))).length;
  return 0.3 * over.length + 0.3 * astray + 0.2 * within;
}

/**
 * Whether the same name stands near already: a large country is named at several places.
 * @param {Label} label @param {Spot} spot @param {Field} field
 */
function isFarCrowded(label, { x, y }, field) {
  return field.far.some((other) => other.text === label.lines.join() && Math.hypot(other.x - x, other.y - y) < 280);
}

/** A line crosses no name, and no symbol if it can. @param {Box[]} line @param {Zone[]} others @param {Field} field */
function lineCost(line, others, { taken, symbols }) {
  const over = (/** @type {number[][]} */ boxes) =>
    line.filter((part) => boxes.some((box) => overlaps(part, box))).length;
  const astray = (/** @type {Box} */ [left, top]) =>
    others.some((zone) => contains(drawnShape(zone), ...stepsAt(left + 2, top + 2)));
  return over(taken) ? Infinity : over(symbols) + line.filter(astray).length;
}
