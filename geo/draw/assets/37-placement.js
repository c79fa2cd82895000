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
  let least = label.far ? 2 : 14;
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
  let cost = spot.cost + (label.beside ? 2 : 3.8) * field.symbols.filter((other) => overlaps(box, other)).length;
  const clear = label.beside || (state.step && label.rank !== "zone");
  if (clear && label.id !== state.selected && field.symbols.some((other) => overlaps(box, other)))
    return Infinity;
  if (label.rank === "zone" && isSchematic()) cost += samplesOnDiagrams(label.id, box) / 12;
  else if (label.rank === "zone")
    cost += field.seats.filter(([x, y]) => x > box[0] && x < box[2] && y > box[1] && y < box[3]).length;
  if (label.far && isFarCrowded(label, spot, field)) return Infinity;
  if (label.shape && !isWithin(label, spot)) return Infinity;
  if (label.far && !label.shape) cost += samplesOnLand(box);
  if (cost < limit && label.shape && !isSmall(label))
    cost += (label.inside ? 1.4 : 0.7) * samplesOutside(label.shape, box);
  return cost;
}

/** Whether the same name stands near already: a large country is named at several places. */
function isFarCrowded(label, { x, y }, field) {
  return field.far.some((other) => other.text === label.lines.join() && Math.hypot(other.x - x, other.y - y) < 280);
}

/** Whether a name stands on its own area; a zone smaller than its name may have it beside, a unit across its middle. */
function isWithin(label, spot) {
  if (!isSmall(label)) return contains(label.shape, (spot.x - view.x) / view.scale, (spot.y - view.y) / view.scale);
  if (label.rank === "zone" || !label.at) return true;
  const [x, y] = layerPoint(...label.at);
  const box = boxAt(label, spot);
  return x > box[0] - 6 && x < box[2] + 6 && y > box[1] - 6 && y < box[3] + 6;
}

function isSmall(label) {
  const [west, , east] = shapeBox(label.shape);
  return (east - west) * view.scale < label.width;
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
  return rimmed.filter(([x, y]) => !contains(shape, (x - view.x) / view.scale, (y - view.y) / view.scale)).length;
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
    : [x - 120, y - 80, x + 120, y + 80];
  const spots = [{ x, y, anchor: "middle", cost: 0 }];
  if (label.shape && isSmall(label)) spots.push(...spotsAround(label));
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
  return around.map(([i, j], order) => ({ x: x + i * dx, y: y + j * dy, anchor: "middle", cost: 1 + order * 0.1 }));
}

function visibleShapeBox(shape, frame) {
  const [west, north, east, south] = shapeBox(shape);
  const [left, top] = layerPoint(west, north);
  const [right, bottom] = layerPoint(east, south);
  return [Math.max(left, frame[0]), Math.max(top, frame[1]), Math.min(right, frame[2]), Math.min(bottom, frame[3])];
}
