// @ts-check
// The corners of a sketch: set one by one and kept to borders, moved, taken out, and all of it taken back step by step.
// The last ring is open while it is drawn; those of a sketch that was there before are closed.
/** So near, in pixels, a corner is meant that was set: by a finger from farther. */
const HANDLE_PX = window.matchMedia("(pointer: coarse)").matches ? 18 : 10;
/** An outline of more corners is drawn anew: nobody would move them one by one. */
const MOST_CORNERS = 200;

/** Keep what can be taken back. @param {SketchTool} tool */
function keepStep({ past, rings, isClosed, follows }) {
  past.push({ rings: rings.map((ring) => ring.map((corner) => ({ ...corner }))), isClosed, follows });
}

/** @param {SketchTool} tool */
function dropStep(tool) {
  Object.assign(tool, tool.past.pop());
}

/** @param {SketchTool} tool @returns {Corner[] | null} */
function openRing({ rings, isClosed }) {
  return isClosed ? null : rings[rings.length - 1];
}

/** Where a corner goes: on the first one, on a border, or where it is asked for. @param {SketchTool} tool @param {L.LatLng} place */
function keptPosition(tool, place) {
  const ring = openRing(tool);
  if (ring && ring.length > 2 && pxBetween(ring[0].at, place) < HANDLE_PX) return ring[0].at;
  return cornerNear(place) || positionOf(place);
}

/** @param {Position} at @param {L.LatLng} place */
function pxBetween(at, place) {
  return map.latLngToContainerPoint(placeOf(at)).distanceTo(map.latLngToContainerPoint(place));
}

/** The corner at a place. @param {SketchTool} tool @param {L.LatLng} place @returns {HeldCorner | null} */
function cornerAt({ rings }, place) {
  for (const ring of rings) {
    const i = ring.findIndex(({ at }) => pxBetween(at, place) < HANDLE_PX);
    if (i >= 0) return { ring, i };
  }
  return null;
}

/** Set a corner; true where the first one was meant again, which closes the outline. @param {SketchTool} tool @param {L.LatLng} place */
function setCorner(tool, place) {
  const at = keptPosition(tool, place);
  const ring = openRing(tool);
  const { length } = ring || [];
  if (length > 2 && ring[0].at === at) return true;
  const isThere = ring ? length > 0 && ring[length - 1].at.join() === at.join() : cornerAt(tool, place) !== null;
  if (isThere) return false;
  keepStep(tool);
  if (ring) ring.push({ at, way: [] });
  else insertCorner(tool, at);
  if (length) leadTo(tool, { ring, i: length });
  return false;
}

/** Set a corner in the nearest side of what is closed. @param {SketchTool} tool @param {Position} at */
function insertCorner({ rings }, at) {
  const [x, y] = stepsOf(at);
  const sides = rings.flatMap((ring) =>
    ring.map((corner, i) => {
      const ends = [ring[i ? i - 1 : ring.length - 1], corner].map((end) => stepsOf(end.at));
      return { ring, i, away: awayFrom(ends.map(([ex, ey]) => /** @type {Point} */ ([ex - x, ey - y]))) };
    }),
  );
  const { ring, i } = sides.reduce((best, side) => (side.away < best.away ? side : best));
  ring.splice(i, 0, { at, way: [] });
}

/** Lead to a corner, and from it to the next, along borders where the tool follows them. @param {SketchTool} tool @param {HeldCorner} held */
function leadTo({ follows }, { ring, i }) {
  for (const j of [i, i + 1]) {
    if (j > 0 && j < ring.length) ring[j].way = follows ? wayAlong(ring[j - 1].at, ring[j].at) : [];
  }
}

/** @param {SketchTool} tool @param {HeldCorner} held @param {L.LatLng} place */
function moveCorner(tool, held, place) {
  held.ring[held.i].at = cornerNear(place) || positionOf(place);
  leadTo(tool, held);
}

/** Take out the corner at a place. @param {SketchTool} tool @param {L.LatLng} place */
function removeCorner(tool, place) {
  const held = cornerAt(tool, place);
  if (!held) return;
  keepStep(tool);
  held.ring.splice(held.i, 1);
  leadTo(tool, { ring: held.ring, i: held.i });
}

/** Begin another part of the outline. @param {SketchTool} tool */
function addPart(tool) {
  const ring = openRing(tool);
  if (ring && ring.length < 3) return;
  keepStep(tool);
  tool.isClosed = false;
  tool.rings.push([]);
}

/** Draw all anew, along borders. @param {SketchTool} tool */
function clearCorners(tool) {
  keepStep(tool);
  Object.assign(tool, { rings: [[]], isClosed: false, follows: true });
}

/**
 * All positions of a ring of a sketch, with the ways along borders between its corners; it closes along a border where
 * it has not come along that one before.
 * @param {Corner[]} ring @param {boolean} follows @returns {Position[]}
 */
function ringOfCorners(ring, follows) {
  const corners = ring.flatMap(({ at, way }) => [...way, at]);
  if (ring.length < 3 || !follows) return corners;
  const passed = new Set(corners.map(String));
  const back = wayAlong(ring[ring.length - 1].at, ring[0].at);
  return withoutSpurs(back.some((at) => passed.has(String(at))) ? corners : [...corners, ...back]);
}

/** The corners of a sketch that is there, to be moved; null where it has too many, or holes. @param {Zone} zone @returns {Corner[][] | null} */
function cornersOfSketch({ basis, shape }) {
  if (basis !== "sketch" || shape.some((rings) => rings.length > 1)) return null;
  const rings = cornersOf(shape);
  const cornerOf = (/** @type {Position} */ at) => ({ at, way: /** @type {Position[]} */ ([]) });
  return rings.flat().length > MOST_CORNERS ? null : rings.map((ring) => ring.map(cornerOf));
}
