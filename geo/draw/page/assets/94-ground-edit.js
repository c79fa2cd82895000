// @ts-check
// Borders as exact as the files have them: corners to keep to, ways along them, units at a place, units together.
// A page with a pencil has every position of its plan in hundred-thousandths of a degree, as the layers do.
/** Of a pixel, so much is a corner drawn to a position. */
const SNAP_PX = 12;
/** A way along borders is taken up to so many times the straight line. */
const WINDING = 3;
const AUTHALIC_KM = 6371.0072;

/** @type {Map<Shape, Position[][]>} */
const shapeCorners = new Map();

/** The corners of all borders of units, ring by ring. */
const borders = lazily(() => shapedUnits.flatMap(({ shape }) => cornersOf(shape)));

/** Ring and place in it of each corner, by its position as a text. */
const cornerUses = lazily(() => {
  /** @type {Map<string, [number, number][]>} */
  const uses = new Map();
  borders().forEach((ring, number) => ring.forEach((at, place) => addTo(uses, at.join(), [number, place])));
  return uses;
});

/** The corners of each ring of a shape in degrees, the first not again at the end. @param {Shape} shape */
function cornersOf(shape) {
  return once(shapeCorners, shape, (whole) => whole.flat().map(ringCorners));
}

/** @param {Run} ring */
function ringCorners(ring) {
  /** @type {Position[]} */
  const corners = [];
  const parts = data.steps_per_degree;
  const add = (/** @type {number} */ lon, /** @type {number} */ lat) => corners.push([lon / parts, lat / parts]);
  walkPairs(ring, ({ degrees }) => degrees, add);
  corners.pop();
  return corners;
}

/** A position as the files hold it. @param {L.LatLng} place @returns {Position} */
function positionOf({ lng, lat }) {
  const parts = data.steps_per_degree;
  return [Math.round(lng * parts) / parts, Math.round(lat * parts) / parts];
}

/** @param {Position} at */
function placeOf([lon, lat]) {
  return L.latLng(lat, lon);
}

/** Kilometres of a degree of longitude and of latitude on the ellipsoid. @param {number} lat @returns {Point} */
function kmPerDegree(lat) {
  const turn = (lat * Math.PI) / 180;
  return [111.412 * Math.cos(turn) - 0.094 * Math.cos(3 * turn), 111.132 - 0.56 * Math.cos(2 * turn)];
}

/** The corner of a border that is near enough on the screen. @param {L.LatLng} place @returns {Position | null} */
function cornerNear({ lng, lat }) {
  const [wide, high] = kmPerDegree(lat);
  let reach = (SNAP_PX / pxPerKm()) ** 2;
  let found = null;
  for (const ring of borders()) {
    for (const at of ring) {
      const away = ((at[0] - lng) * wide) ** 2 + ((at[1] - lat) * high) ** 2;
      if (away < reach) [reach, found] = [away, at];
    }
  }
  return found;
}

/** What lies between two corners on the shortest way along one border; nothing where none leads there. @param {Position} from @param {Position} to @returns {Position[]} */
function wayAlong(from, to) {
  const starts = cornerUses().get(from.join()) || [];
  const ends = cornerUses().get(to.join()) || [];
  const ways = starts.flatMap(([ring, a]) =>
    ends.filter(([other]) => other === ring).flatMap(([, b]) => waysRound(borders()[ring], a, b)),
  );
  const lengths = ways.map((way) => lengthKm([from, ...way, to]));
  const least = Math.min(...lengths);
  return least <= WINDING * lengthKm([from, to]) ? ways[lengths.indexOf(least)] : [];
}

/** @param {Position[]} ring @param {number} a @param {number} b */
function waysRound(ring, a, b) {
  const forth = (/** @type {number} */ from, /** @type {number} */ to) =>
    from <= to ? ring.slice(from + 1, to) : [...ring.slice(from + 1), ...ring.slice(0, to)];
  return [forth(a, b), forth(b, a).reverse()];
}

/** @param {Position[]} line */
function lengthKm(line) {
  const [wide, high] = kmPerDegree(line[0][1]);
  return line
    .slice(1)
    .reduce((sum, [lon, lat], i) => sum + Math.hypot((lon - line[i][0]) * wide, (lat - line[i][1]) * high), 0);
}

/** Whether a position lies in a shape, to the last corner. @param {Shape} shape @param {Position} at */
function isWithinShape(shape, at) {
  return isWithinRings(cornersOf(shape), at);
}

/** @param {Position[][]} rings @param {Position} at */
function isWithinRings(rings, [lon, lat]) {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [[x0, y0], [x1, y1]] = [ring[j], ring[i]];
      if (y0 > lat !== y1 > lat && lon < ((x1 - x0) * (lat - y0)) / (y1 - y0) + x0) inside = !inside;
    }
  }
  return inside;
}

/** The unit of a level in which a position lies. @param {Position} at @param {string} level */
function unitAt(at, level) {
  const [x, y] = stepsOf(at);
  return shapedUnits.find((unit) => {
    if (unit.level !== level) return false;
    const [west, north, east, south] = shapeBox(unit.shape);
    return x >= west && x <= east && y >= north && y <= south && isWithinShape(unit.shape, at);
  });
}

/** How far outside a shape a position lies; 0 inside. @param {Shape} shape @param {Position} at */
function kmOutside(shape, at) {
  if (isWithinShape(shape, at)) return 0;
  const [wide, high] = kmPerDegree(at[1]);
  const flat = (/** @type {Position} */ [lon, lat]) =>
    /** @type {Point} */ ([(lon - at[0]) * wide, (lat - at[1]) * high]);
  return Math.min(...cornersOf(shape).map((ring) => nearestKm(ring.map(flat))));
}

/** How near a ring comes to the origin. @param {Point[]} ring */
function nearestKm(ring) {
  return Math.min(...ring.map((end, i) => awayFrom([ring[i ? i - 1 : ring.length - 1], end])));
}

/** How near a side comes to the origin. @param {Point[]} ends */
function awayFrom([[x0, y0], [x1, y1]]) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const part = dx || dy ? Math.max(0, Math.min(1, -(x0 * dx + y0 * dy) / (dx * dx + dy * dy))) : 0;
  return Math.hypot(x0 + part * dx, y0 + part * dy);
}

/** Square kilometres in a ring, negative where it turns with the clock. @param {Position[]} ring */
function ringKm2(ring) {
  const turns = ring.map(([lon, lat]) => [(lon * Math.PI) / 180, Math.sin((lat * Math.PI) / 180)]);
  const sum = turns.reduce((all, [lon, sine], i) => {
    const [before, other] = turns[i ? i - 1 : turns.length - 1];
    return all + (lon - before) * (sine + other);
  }, 0);
  return (-sum * AUTHALIC_KM ** 2) / 2;
}

/** Square kilometres in a shape of which holes turn with the clock, or all against it. @param {Shape} shape */
function shapeKm2(shape) {
  return Math.abs(cornersOf(shape).reduce((sum, ring) => sum + ringKm2(ring), 0));
}

/** A ring without what leads nowhere: from a position to the next and back. @param {Position[]} ring @returns {Position[]} */
function withoutSpurs(ring) {
  const spur = ring.findIndex((at, i) => at.join() === ring[(i + 2) % ring.length].join());
  if (spur < 0 || ring.length < 3) return ring;
  const gone = [(spur + 1) % ring.length, (spur + 2) % ring.length];
  return withoutSpurs(ring.filter((_, i) => !gone.includes(i)));
}

/** Where a ring comes to a position again, or two of its sides cross; null in a clear outline. @param {Position[]} ring @returns {Position | null} */
function crossingOf(ring) {
  const seen = new Set();
  const again = ring.find((at) => seen.size === seen.add(String(at)).size);
  if (again) return again;
  for (let i = 0; i < ring.length; i++) {
    for (let k = i + 2; k < ring.length; k++) {
      const [b, d] = [ring[i + 1], ring[(k + 1) % ring.length]];
      if (d !== ring[i] && isCrossing(ring[i], b, ring[k], d)) return ring[k];
    }
  }
  return null;
}

/** Whether the side from a to b meets that from c to d. @param {Position} a @param {Position} b @param {Position} c @param {Position} d */
function isCrossing(a, b, c, d) {
  const turn = (/** @type {Position} */ p, /** @type {Position} */ q, /** @type {Position} */ r) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b);
}

/** Rings in degrees as a shape of the page: of arcs that are added to its own. @param {Position[][][]} polygons @returns {Shape} */
function shapeOf(polygons) {
  return polygons.map((rings) => rings.map((ring) => [arcs.push(arcOf(ring)) - 1]));
}

/** @param {Position[]} ring @returns {Arc} */
function arcOf(ring) {
  const whole = [...ring, ring[0]].flat().map((degree) => Math.round(degree * data.steps_per_degree));
  return { degrees: Int32Array.from(whole), steps: null, thinned: new Map() };
}

/** Shapes together: borders that two of them share are gone. @param {Shape[]} shapes @returns {Shape} */
function dissolved(shapes) {
  const kept = new Set();
  for (const reference of shapes.flat(3)) if (!kept.delete(~reference)) kept.add(reference);
  const from = grouped(kept, (reference) => [endOf(~reference)]);
  /** @type {Shape} */
  const rings = [];
  for (const first of kept) {
    /** @type {Run} */
    const ring = [];
    for (let next = first; kept.delete(next); next = from.get(endOf(next)).find((each) => kept.has(each)))
      ring.push(next);
    rings.push([ring]);
  }
  return rings;
}

/** Where an arc ends. @param {number} reference */
function endOf(reference) {
  const { degrees } = arcAt(reference);
  return (reference < 0 ? degrees.slice(0, 2) : degrees.slice(-2)).join();
}

/** Where the name of a shape may stand: the middle of its longest chord from west to east. @param {Shape} shape @returns {Position} */
function middleOf(shape) {
  const [west, north, east, south] = shapeBox(shape);
  let best = { width: 0, x: (west + east) / 2, y: (north + south) / 2 };
  for (let part = 1; part < 16; part++) {
    const y = north + ((south - north) * part) / 16;
    const cuts = shape
      .flat()
      .flatMap((ring) => cutsAt(ring, y))
      .sort((a, b) => a - b);
    for (let i = 0; i + 1 < cuts.length; i += 2) {
      const width = cuts[i + 1] - cuts[i];
      if (width > best.width) best = { width, x: (cuts[i] + cuts[i + 1]) / 2, y };
    }
  }
  return positionOf(latLngOf(best.x, best.y));
}

/** Where a ring crosses a parallel, in steps. @param {Run} ring @param {number} y */
function cutsAt(ring, y) {
  const flat = flatRing(ring, 0);
  const cuts = [];
  for (let i = 0; i + 3 < flat.length; i += 2) {
    const [x0, y0, x1, y1] = flat.slice(i, i + 4);
    if (y0 > y !== y1 > y) cuts.push(x0 + ((x1 - x0) * (y - y0)) / (y1 - y0));
  }
  return cuts;
}
