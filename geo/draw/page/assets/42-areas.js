// @ts-check
// Areas as names see them: their large parts, what a box hides of them, and what lies beside a box.
const NEAR_PX = 12;
/** @type {Map<Shape, Shape>} */
const bodies = new Map();
/** @type {Map<Shape, Shape[]>} */
const mainParts = new Map();

/** The large parts of a shape: no name of a coast stands on an islet. @param {Shape} shape */
function bodyOf(shape) {
  return once(bodies, shape, () => {
    const sizes = shape.map(([ring]) => ringArea(ring));
    const most = Math.max(...sizes);
    return shape.filter((polygon, i) => sizes[i] > most / 3);
  });
}

/** Each of the large parts of a shape as a shape of its own. @param {Shape} shape */
function mainPartsOf(shape) {
  return once(mainParts, shape, () => bodyOf(shape).map((polygon) => [polygon]));
}

/** Fifteen positions in a box of layer points, in steps. @param {Box} box */
function stepsWithin([left, top, right, bottom]) {
  const across = [0, 0.25, 0.5, 0.75, 1].map((share) => left + (right - left) * share);
  return [top + 2, (top + bottom) / 2, bottom - 2].flatMap((y) => across.map((x) => stepsAt(x, y)));
}

/** @param {Label} label */
function isSmall({ shape, width }) {
  const [west, , east] = shapeBox(shape);
  return (east - west) * view.scale < width;
}

/** @param {Box} box */
function samplesOnLand(box) {
  const region = unitById.get(plan.region_adcode);
  const whole = region && region.shape ? [region] : groundUnits();
  const land = whole.filter(({ shape }) => overlaps(layerBox(shape), box));
  return land.reduce((sum, unit) => sum + 8 - samplesOutside(unit.shape, box), 0);
}

/** How many of eight positions on the rim of a box lie outside a shape. @param {Shape} shape @param {Box} box */
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

/** Some places on an area, as layer points. @param {Shape} part @returns {Point[]} */
function placesIn(part) {
  const [left, top, right, bottom] = layerBox(part);
  const places = stepsWithin([left, top, right, bottom]).filter((place) => contains(part, ...place));
  return places.length ? places.map((place) => layerPoint(...place)) : [[(left + right) / 2, (top + bottom) / 2]];
}

/** Whether a box touches an area or nearly does. @param {Box} box @param {Shape} shape */
function isBeside(box, shape) {
  const near = grown(box, NEAR_PX);
  const meets = mainPartsOf(shape).some((part) => placesIn(part).some(([x, y]) => overlaps(near, [x, y, x, y])));
  return meets || stepsWithin(near).some((at) => contains(shape, ...at));
}

/**
 * How much of an area a name would hide, from 0 to 1: that part of it which it hides most.
 * @param {Shape} shape @param {Box} box
 */
function hiddenShare(shape, box) {
  const shares = mainPartsOf(shape).map((part) => {
    const own = layerBox(part);
    return hiddenSpan([own[0], own[2]], [box[0], box[2]]) * hiddenSpan([own[1], own[3]], [box[1], box[3]]);
  });
  return Math.max(...shares);
}

/** How much of a span another covers. @param {Point} own @param {Point} other */
function hiddenSpan([from, to], [start, stop]) {
  return Math.max(0, Math.min(to, stop) - Math.max(from, start)) / (to - from || 1);
}
