// @ts-check
// Which places would hide one another at a zoom: a grid finds the near ones, then discs that touch are joined.
const GATHER_PX = data.gather_px;
const SYMBOL_PX = 8;
/** More cells than any row of a grid has. */
const CELLS_IN_GRID = 2 ** 24;

/** In a story symbols grow with the names, by less. */
function symbolGrowth() {
  return (isLarge() ? 1.2 : 1) * Math.sqrt(home.type);
}

/** @param {number} count */
function discRadius(count) {
  return symbolGrowth() * (count > 1 ? 11 + Math.min(6, Math.sqrt(count)) : SYMBOL_PX);
}

/**
 * Gatherings [{parks, x, y}] of located places at a scale, in the order of the list.
 * @param {Located[]} list @param {number} scale @returns {Gathering[]}
 */
function gatheredParks(list, scale) {
  if (areDots()) return list.map(soleGathering);
  let found = nearParks(list, GATHER_PX / scale);
  for (let before = Infinity; found.length < before;) {
    before = found.length;
    found = joinedTouching(found, scale);
  }
  return found;
}

/** @param {Located} park @returns {Gathering} */
function soleGathering(park) {
  const [x, y] = parkSteps().get(park.id);
  return { parks: [park], x, y };
}

/** @param {Located[]} list @param {number} reach */
function nearParks(list, reach) {
  const cells = new Cells(reach);
  /** @type {Gathering[]} */
  const found = [];
  for (const park of list) {
    const alone = soleGathering(park);
    const near = nearestOf(cells.near(alone), alone, reach);
    if (near) {
      join(near, alone);
      continue;
    }
    found.push(alone);
    cells.add(alone);
  }
  return found;
}

/** @param {Gathering[]} list @param {Gathering} gathering @param {number} reach */
function nearestOf(list, { x, y }, reach) {
  let best = null;
  let least = reach;
  for (const gathering of list) {
    const distance = Math.hypot(gathering.x - x, gathering.y - y);
    if (distance < least) [best, least] = [gathering, distance];
  }
  return best;
}

/**
 * Gatherings with those joined whose symbols touch, each to the first in the list that it touches.
 * @param {Gathering[]} gatherings @param {number} scale
 */
function joinedTouching(gatherings, scale) {
  const cells = new Cells((2 * discRadius(Infinity)) / scale);
  /** @type {Map<Gathering, number>} */
  const places = new Map();
  for (const gathering of gatherings) {
    const touching = cells.near(gathering).filter((other) => isTouching(other, gathering, scale));
    const first = touching.reduce((a, b) => (a && places.get(a) < places.get(b) ? a : b), null);
    if (!first) {
      places.set(gathering, places.size);
      cells.add(gathering);
      continue;
    }
    cells.remove(first);
    join(first, gathering);
    cells.add(first);
  }
  return [...places.keys()];
}

/** @param {Gathering} one @param {Gathering} other @param {number} scale */
function isTouching(one, other, scale) {
  const room = (discRadius(one.parks.length) + discRadius(other.parks.length)) * 0.86;
  return Math.hypot(one.x - other.x, one.y - other.y) * scale < room;
}

/** Gatherings by the cells of a grid: those within a cell's side of one lie in its own cell or around that. */
class Cells {
  /** @param {number} side */
  constructor(side) {
    this.side = side;
    /** @type {Map<number, Gathering[]>} */
    this.inside = new Map();
  }

  /** The number of a cell: one more is the next in its row. @param {Gathering} gathering */
  cellOf({ x, y }) {
    return Math.floor(y / this.side) * CELLS_IN_GRID + Math.floor(x / this.side);
  }

  /** @param {Gathering} gathering */
  add(gathering) {
    addTo(this.inside, this.cellOf(gathering), gathering);
  }

  /** @param {Gathering} gathering */
  remove(gathering) {
    const inside = this.inside.get(this.cellOf(gathering));
    inside.splice(inside.indexOf(gathering), 1);
  }

  /** @param {Gathering} gathering @returns {Gathering[]} */
  near(gathering) {
    const cell = this.cellOf(gathering);
    const found = [];
    for (const row of [-CELLS_IN_GRID, 0, CELLS_IN_GRID])
      for (const column of [-1, 0, 1]) found.push(...(this.inside.get(cell + row + column) || []));
    return found;
  }
}

/**
 * Take the places of `other` in; the common symbol stands at the mean of all.
 * @param {Gathering} gathering @param {Gathering} other
 */
function join(gathering, other) {
  const [mine, theirs] = [gathering.parks.length, other.parks.length];
  gathering.x = (gathering.x * mine + other.x * theirs) / (mine + theirs);
  gathering.y = (gathering.y * mine + other.y * theirs) / (mine + theirs);
  gathering.parks.push(...other.parks);
}
