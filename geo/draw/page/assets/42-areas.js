// Areas as names see them: their large parts, what a box hides of them, and what lies beside a box.
const NEAR_PX = 12;
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

/** Fifteen positions in a box of layer points, in steps. */
function stepsWithin([left, top, right, bottom]) {
  const across = [0, 0.25, 0.5, 0.75, 1].map((share) => left + (right - left) * share);
  return [top + 2, (top + bottom) / 2, bottom - 2].flatMap((y) => across.map((x) => stepsAt(x, y)));
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
