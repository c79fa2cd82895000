// @ts-check
// Arcs decoded once and projected once. Lengths are in steps: pixels of Web Mercator at STEP_ZOOM, with the origin at
// the plan's centre, so that paths are short whole numbers which single precision holds exactly.
const STEP_ZOOM = 16;
const MAX_ZOOM = 14;
const WORLD = 256 * 2 ** STEP_ZOOM;
const EARTH_CIRCUMFERENCE_M = 40075016.686;
const ORIGIN = originOf(plan.bbox);
const arcs = decodedArcs(data.arcs);
const shapeBoxes = new Map();
const BANDS = 64;
const edgeBands = new Map();

/** @param {number} lon @param {number} lat @returns {Point} */
function mercator(lon, lat) {
  const sin = Math.sin((lat * Math.PI) / 180);
  return [((lon + 180) / 360) * WORLD, (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * WORLD];
}

/** @param {Box} bbox */
function originOf([west, south, east, north]) {
  const [x0, y0] = mercator(west, north);
  const [x1, y1] = mercator(east, south);
  return { x: Math.round((x0 + x1) / 2), y: Math.round((y0 + y1) / 2) };
}

/** [x, y] in steps of a [lon, lat]. @param {Position} position @returns {Point} */
function stepsOf([lon, lat]) {
  const [x, y] = mercator(lon, lat);
  return [Math.round(x - ORIGIN.x), Math.round(y - ORIGIN.y)];
}

/** @param {number} x @param {number} y */
function latLngOf(x, y) {
  const lat = Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + ORIGIN.y)) / WORLD)));
  return L.latLng((lat * 180) / Math.PI, ((x + ORIGIN.x) / WORLD) * 360 - 180);
}

/** @param {number} lat */
function stepsPerKm(lat) {
  return (WORLD * 1000) / (EARTH_CIRCUMFERENCE_M * Math.cos((lat * Math.PI) / 180));
}

/**
 * Positions of each arc in whole parts of a degree; projected when an arc is first asked for.
 * @param {string} text @returns {Arc[]}
 */
function decodedArcs(text) {
  const numbers = numbersIn(text);
  let at = 0;
  const found = new Array(numbers[at++]);
  const last = [0, 0];
  for (let arc = 0; arc < found.length; arc++) {
    const degrees = new Int32Array(2 * numbers[at++]);
    for (let i = 0; i < degrees.length; i++) degrees[i] = last[i & 1] += numbers[at++];
    found[arc] = { degrees, steps: null, thinned: new Map() };
  }
  return found;
}

/** @param {Arc} arc */
function arcSteps(arc) {
  if (!arc.steps) {
    const parts = data.steps_per_degree;
    const steps = new Int32Array(arc.degrees.length);
    for (let i = 0; i < steps.length; i += 2) {
      steps.set(stepsOf([arc.degrees[i] / parts, arc.degrees[i + 1] / parts]), i);
    }
    arc.steps = steps;
  }
  return arc.steps;
}

/**
 * The arc without positions nearer to the last kept one than `least` steps. Its ends stay, so neighbours still meet.
 * @param {Arc} arc @param {number} least
 */
function thinnedArc(arc, least) {
  return once(arc.thinned, least, () => (least > 0 ? thinned(arcSteps(arc), least) : arcSteps(arc)));
}

/** @param {Int32Array} steps @param {number} least */
function thinned(steps, least) {
  const kept = [steps[0], steps[1]];
  const last = steps.length - 2;
  for (let i = 2, x = steps[0], y = steps[1]; i < last; i += 2) {
    if (Math.abs(steps[i] - x) + Math.abs(steps[i + 1] - y) < least) continue;
    kept.push((x = steps[i]), (y = steps[i + 1]));
  }
  if (last > 0) kept.push(steps[last], steps[last + 1]);
  return Int32Array.from(kept);
}

/** An arc, whichever way it is walked. @param {number} reference */
function arcAt(reference) {
  return arcs[reference < 0 ? ~reference : reference];
}

/**
 * Call `visit(x, y)` for each pair of what joined arcs have; the joints come once.
 * @param {Run} run @param {(arc: Arc) => Int32Array} pairsOf @param {(x: number, y: number) => void} visit
 */
function walkPairs(run, pairsOf, visit) {
  run.forEach((reference, position) => {
    const pairs = pairsOf(arcAt(reference));
    for (let i = position ? 2 : 0; i < pairs.length; i += 2) {
      const j = reference < 0 ? pairs.length - 2 - i : i;
      visit(pairs[j], pairs[j + 1]);
    }
  });
}

/**
 * The same for each position in steps, less those nearer to the last than `least`.
 * @param {Run} run @param {number} least @param {(x: number, y: number) => void} visit
 */
function walk(run, least, visit) {
  walkPairs(run, (arc) => thinnedArc(arc, least), visit);
}

/** @param {Run} run @param {number} least @param {boolean} close */
function runPath(run, least, close) {
  let text = "";
  let x = 0;
  let y = 0;
  walk(run, least, (nextX, nextY) => {
    text += text ? `${nextX - x} ${nextY - y} ` : `M${nextX} ${nextY}l`;
    x = nextX;
    y = nextY;
  });
  return text.endsWith("l") ? "" : text + (close ? "Z" : "");
}

/** SVG path of a shape (polygons of rings of arcs). @param {Shape} shape @param {number} least */
function shapePath(shape, least) {
  return shape.map((polygon) => polygon.map((ring) => runPath(ring, least, true)).join("")).join("");
}

/** @param {Run[]} paths @param {number} least */
function linePath(paths, least) {
  return paths.map((path) => runPath(path, least, false)).join("");
}

/** The steps to skip so that a drawing at this zoom loses nothing that half a pixel shows. @param {number} zoom */
function leastAt(zoom) {
  const level = Math.ceil(zoom / 2) * 2;
  return level >= 13 ? 0 : 0.5 * 2 ** (STEP_ZOOM - level);
}

/** [west, north, east, south] of a shape in steps. @param {Shape} shape */
function shapeBox(shape) {
  return once(shapeBoxes, shape, boxAround);
}

/** @param {Shape} shape @returns {Box} */
function boxAround(shape) {
  /** @type {Box} */
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const polygon of shape) {
    walk(polygon[0], 0, (x, y) => {
      if (x < box[0]) box[0] = x;
      if (y < box[1]) box[1] = y;
      if (x > box[2]) box[2] = x;
      if (y > box[3]) box[3] = y;
    });
  }
  return box;
}

/** @param {Shape} shape */
function shapeBounds(shape) {
  const [west, north, east, south] = shapeBox(shape);
  return L.latLngBounds(latLngOf(west, south), latLngOf(east, north));
}

/** @param {Box} box */
function boxBounds([west, south, east, north]) {
  return L.latLngBounds([south, west], [north, east]);
}

/**
 * Whether a position in steps lies in a shape, to about 1/400 of its width.
 * @param {Shape} shape @param {number} x @param {number} y
 */
function contains(shape, x, y) {
  const [west, north, east, south] = shapeBox(shape);
  if (x < west || x > east || y < north || y > south) return false;
  const edges = once(edgeBands, shape, bandedEdges)[bandAt(y, north, south)];
  let inside = false;
  for (let i = 0; i < edges.length; i += 4) {
    const top = edges[i + 1];
    const bottom = edges[i + 3];
    if (top > y !== bottom > y && x < ((edges[i + 2] - edges[i]) * (y - top)) / (bottom - top) + edges[i])
      inside = !inside;
  }
  return inside;
}

/** @param {number} y @param {number} north @param {number} south */
function bandAt(y, north, south) {
  return Math.min(BANDS - 1, Math.floor(((y - north) / (south - north)) * BANDS));
}

/** The edges of a shape by the bands of height that they cross: x, y, x, y of each. @param {Shape} shape */
function bandedEdges(shape) {
  const [west, north, east, south] = shapeBox(shape);
  const bands = Array.from({ length: BANDS }, () => /** @type {number[]} */ ([]));
  for (const ring of shape.flat()) {
    const flat = flatRing(ring, (east - west) / 400);
    for (let i = 0, j = flat.length - 2; i < flat.length; j = i, i += 2) {
      const last = bandAt(Math.max(flat[i + 1], flat[j + 1]), north, south);
      for (let at = bandAt(Math.min(flat[i + 1], flat[j + 1]), north, south); at <= last; at++)
        bands[at].push(flat[i], flat[i + 1], flat[j], flat[j + 1]);
    }
  }
  return bands;
}

/** @param {Run} ring @param {number} least */
function flatRing(ring, least) {
  /** @type {number[]} */
  const flat = [];
  walk(ring, least, (x, y) => flat.push(x, y));
  return flat;
}

/** @param {Run} ring */
function ringArea(ring) {
  const flat = flatRing(ring, 0);
  let twice = 0;
  for (let i = 0, j = flat.length - 2; i < flat.length; j = i, i += 2) {
    twice += flat[j] * flat[i + 1] - flat[i] * flat[j + 1];
  }
  return Math.abs(twice);
}

const parkSteps = lazily(() => new Map(parks.filter(isLocated).map((park) => [park.id, stepsOf(park.at)])));
