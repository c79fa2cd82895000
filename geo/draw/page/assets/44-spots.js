// @ts-check
// Where a name may stand: beside a symbol, within an area, around it, or apart from it at the end of a line.
/** How far names stand from the dot of a seat, and from the disc of places that are gathered on it. */
const BESIDE_SEAT_PX = 5;
const BESIDE_DISC_PX = 20;
/** What it costs the name of a unit to stand away from its seat. */
const APART = 2;

/** Places beside a symbol, or beside the dot of a seat. @param {Label} label @returns {Spot[]} */
function spotsBeside({ at, shift, rank }, r = rank === "town" ? BESIDE_SEAT_PX : SYMBOL_PX + 3) {
  const [x, y] = layerPoint(...at).map((place, i) => place + shift[i]);
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

/** Where the name of a label may stand, by what it names. @param {Label} label @param {Field} field @returns {Spot[]} */
function spotsFor(label, field) {
  if (label.along) return spotsAlong(label);
  if (label.beside) return spotsBeside(label);
  const inside = spotsInside(label, field);
  if (!label.seat) return inside;
  const seated = { ...label, at: label.seat, shift: /** @type {Point} */ ([0, 0]) };
  const around = spotsBeside(seated, BESIDE_DISC_PX).map((spot) => ({ ...spot, cost: spot.cost + APART / 2 }));
  return [
    ...spotsBeside(seated, BESIDE_SEAT_PX),
    ...around,
    ...inside.map((spot) => ({ ...spot, cost: spot.cost + APART })),
  ];
}

/** Places along a river, or a line of mountains. @param {Label} label @returns {Spot[]} */
function spotsAlong({ along }) {
  return along.map((at, order) => {
    const [x, y] = layerPoint(...at);
    return { x, y, anchor: "middle", cost: order * 0.1 };
  });
}

/**
 * Places for a name within an area: a grid over its visible part, the nearer to its own point the cheaper.
 * @param {Label} label @param {Field} field @returns {Spot[]}
 */
function spotsInside(label, field) {
  const [x, y] = layerPoint(...label.at);
  const [left, top, right, bottom] = label.shape
    ? visibleShapeBox(label.shape, field.frame)
    : [x - 24, y - 16, x + 24, y + 16];
  /** @type {Spot[]} */
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
 * Places for a zone's name beside its area, if that is small, or led to it by a line from where there is room; none
 * for what is seen in part only.
 * @param {Label} label @param {Field} field
 */
function spotsOutside(label, field) {
  const every = mainPartsOf(label.shape);
  const parts = every.filter((part) => isWithin(layerBox(part), field.frame));
  const small = every.map(layerBox).every(([left, , right]) => right - left < label.width * 1.25);
  const around = (/** @type {Shape} */ part) => [
    ...(small ? spotsAround(part, label) : []),
    ...spotsApart(part, label, field, small ? 3.4 : 12),
  ];
  return parts.flatMap(around);
}

/** Middle of an area, and how far from it the middle of a name has to stay. @param {Shape} part @param {Label} label */
function roomAround(part, { width, height }) {
  const [left, top, right, bottom] = layerBox(part);
  return [(left + right) / 2, (top + bottom) / 2, (right - left + width) / 2 + 6, (bottom - top + height) / 2 + 4];
}

/**
 * Places around an area, for a name that is too large for it.
 * @param {Shape} part @param {Label} label @returns {Spot[]}
 */
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
  const ring = (/** @type {number} */ more, /** @type {number} */ cost) =>
    around.map(([i, j], order) => {
      return { x: x + i * (dx + more), y: y + j * (dy + more), anchor: "middle", off: true, cost: cost + order * 0.1 };
    });
  return [...ring(0, 2.2), ...ring(10, 2.8)];
}

/**
 * Places farther off, from where a line leads to the area: where a crowd of small areas leaves no room.
 * @param {Shape} part @param {Label} label @param {Field} field @param {number} cost @returns {Spot[]}
 */
function spotsApart(part, label, field, cost) {
  const [x, y, dx, dy] = roomAround(part, label);
  const feet = feetOf(part, field);
  const turns = squareTurns(32);
  return [16, 32, 52, 76, 104, 136].flatMap((more) =>
    turns.map(([i, j]) => {
      const spot = { x: x + i * (dx + more), y: y + j * (dy + more), anchor: "middle", off: true };
      const far = (/** @type {Point} */ [fx, fy]) => Math.hypot(fx - spot.x, fy - spot.y);
      return { ...spot, foot: feet.reduce((a, b) => (far(b) < far(a) ? b : a)), cost: cost + more / 20 };
    }),
  );
}

/** So many directions all around, each as far as the rim of a square of side 2. @param {number} count @returns {Point[]} */
function squareTurns(count) {
  return [...Array(count).keys()].map((turn) => {
    const angle = (turn * 2 * Math.PI) / count;
    const [i, j] = [Math.cos(angle), Math.sin(angle)];
    const side = Math.max(Math.abs(i), Math.abs(j));
    return [i / side, j / side];
  });
}

/** Where a line may end on an area: at places that no symbol stands on. @param {Shape} part @param {Field} field */
function feetOf(part, { symbols }) {
  const feet = placesIn(part);
  const free = feet.filter(([x, y]) => !symbols.some((symbol) => overlaps([x, y, x, y], symbol)));
  return free.length ? free : feet;
}

/**
 * Places on the line from a name to its area, by and by, as small boxes.
 * @param {Point} foot @param {Box} box @returns {Box[]}
 */
function lineTo([x, y], box) {
  const [fromX, fromY] = edgeTowards(box, x, y);
  const steps = Math.ceil(Math.hypot(x - fromX, y - fromY) / 6);
  return [...Array(steps + 1).keys()].map((step) => {
    return squareAround([fromX + ((x - fromX) * step) / steps, fromY + ((y - fromY) * step) / steps], 2);
  });
}

/**
 * The position in a box that is nearest to another.
 * @param {Box} box @param {number} x @param {number} y @returns {Point}
 */
function edgeTowards([left, top, right, bottom], x, y) {
  return [Math.min(right, Math.max(left, x)), Math.min(bottom, Math.max(top, y))];
}
