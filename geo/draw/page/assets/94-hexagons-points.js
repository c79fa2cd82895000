// @ts-check
// The register on the map: a hexagon for the count of each unit, the density of many points, or the points of few.
const [LEAST_PX, MOST_PX, FEW_PX] = [6, 22, 4.5];
const KNOWN_PX = 10;
const ROW_PX = 3;
/** From how many pixels on the units of a level are wide enough for a hexagon each. */
const HEXAGON_LEAST = 44;

// Leaflet has no other way in than its inner methods.
/** @type {new (options: object) => UnitCanvas} */
const RegisterCanvas = /** @type {any} */ (L.Canvas).extend({
  _draw() {
    paintRegister(this._ctx);
  },
  _onMouseMove() {},
});
paneAt("buju-register", 440).style.pointerEvents = "none";
const registerCanvas = new RegisterCanvas({ padding: 0.3, pane: "buju-register" });

function drawRegister() {
  registerCanvas._redraw();
}

/** Counts are of places on the ground, which the drawing of a diagram and other views are not. */
function isRegisterShown() {
  return register.isShown && state.tab !== "reality" && state.view === "layout" && !isSchematic();
}

function showsDensity() {
  return Boolean(registerBlock.grid) && register.value === EVERY_VALUE;
}

/** @param {CanvasRenderingContext2D} context */
function paintRegister(context) {
  if (!isRegisterShown()) return;
  if (showsDensity()) paintDensity(context);
  else if (registerBlock.rows) paintDots(context);
}

/** From how many on each tint stands: as many times more from one to the next. */
const densityClasses = lazily(() => {
  const most = Math.max(...registerCells().map(({ count }) => count), 1);
  const bounds = [0, 1, 2, 3, 4].map((step) => Math.round(most ** (step / 5)));
  return bounds.filter((bound, at) => at === 0 || bound > bounds[at - 1]);
});

/** @param {number} count */
function densityTint(count) {
  const at = densityClasses().filter((bound) => count >= bound).length - 1;
  return colourOf(`tint-${at + 1}`);
}

/** @param {CanvasRenderingContext2D} context */
function paintDensity(context) {
  const fills = new Map(densityClasses().map((bound) => [densityTint(bound), plainColour(densityTint(bound))]));
  context.globalAlpha = 0.76;
  for (const { count, ring } of registerCells()) {
    context.beginPath();
    for (const corner of ring) context.lineTo(...layerPoint(...corner));
    context.fillStyle = fills.get(densityTint(count));
    context.fill();
  }
  context.globalAlpha = 1;
}

/** Points with a light rim, the picked one with a ring. @param {CanvasRenderingContext2D} context */
function paintDots(context) {
  const rows = fittingRows().filter(({ at }) => at);
  const fills = new Map(rows.map(({ value }) => [value, plainColour(valueColour(value))]));
  context.strokeStyle = plainColour(PAPER);
  context.lineWidth = 1;
  for (const row of rows) {
    paintDisc(context, layerPoint(...row.at), ROW_PX);
    context.fillStyle = fills.get(row.value);
    context.fill();
    context.stroke();
  }
  const picked = registerRows()[register.picked];
  if (!picked || !picked.at) return;
  paintDisc(context, layerPoint(...picked.at), ROW_PX + 4);
  context.strokeStyle = plainColour(INK);
  context.lineWidth = 2;
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {Point} at @param {number} radius */
function paintDisc(context, [x, y], radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

/** The finest level whose units are wide enough, else the coarsest that is counted. */
function countedLevel() {
  const isCounted = (/** @type {Unit} */ unit) => registerCounts.has(`unit:${unit.id}`);
  const levels = LEVELS.filter((level) => shapedUnits.some((unit) => unit.level === level && isCounted(unit)));
  return [...levels].reverse().find((level) => levelPixels(level) >= HEXAGON_LEAST) || levels[0];
}

/** Counts in the units that are shown; of rows that stand as points, those that are known to a unit only. @returns {RegisterSpot[]} */
function registerSpots() {
  if (showsDensity()) return [];
  const found = registerBlock.rows ? knownSpots() : countedSpots();
  const most = Math.max(...found.map(({ count }) => count), 1);
  // Beside points, which are small, what is known to a unit is no larger than it must be.
  const largest = registerBlock.rows ? KNOWN_PX : MOST_PX;
  const sized = (/** @type {number} */ count) => Math.max(LEAST_PX, largest * Math.sqrt(count / most));
  return found.map((spot) => ({ ...spot, radius: spot.count === WITHHELD ? FEW_PX : sized(spot.count) }));
}

function countedSpots() {
  const level = countedLevel();
  return shapedUnits
    .filter((unit) => unit.level === level && unit.label)
    .map((unit) => ({ unit, count: registerCount(`unit:${unit.id}`) }))
    .filter(({ count }) => count);
}

function knownSpots() {
  const known = grouped(
    fittingRows().filter(({ at }) => !at),
    ({ unit }) => [unit],
  );
  return [...known]
    .map(([id, rows]) => ({ unit: unitById.get(id), count: rows.length }))
    .filter(({ unit }) => unit && unit.label);
}

/** Hexagons stand among the marks: names keep off them, and a click chooses their unit. */
function drawRegisterSpots() {
  dropSpots("register-spot");
  if (!isRegisterShown()) return;
  /** @type {Box[]} */
  const taken = state.tab === "register" ? [] : [...symbolBoxes(), ...drawn.badges.map(badgeBox)];
  for (const spot of registerSpots().sort((one, other) => other.radius - one.radius)) {
    const steps = freePlace(spot, taken);
    const box = squareAround(layerPoint(...steps), spot.radius);
    taken.push(box);
    addSpot(spot.unit.id, hexagonNode(spot), steps, box);
  }
  markPlates();
}

/** Where in its unit a hexagon covers nothing else; where it must, in the middle. @param {RegisterSpot} spot @param {Box[]} taken */
function freePlace({ unit, radius }, taken) {
  const middle = stepsOf(unit.label);
  const [x, y] = layerPoint(...middle);
  const around = hexagonCorners(1).flatMap(([dx, dy]) =>
    [radius + 6, radius + 20, radius + 36].map((far) => stepsAt(x + far * dx, y + far * dy)),
  );
  const isFree = (/** @type {Point} */ steps) =>
    contains(unit.shape, ...steps) &&
    !taken.some((other) => overlaps(other, squareAround(layerPoint(...steps), radius)));
  return [middle, ...around].find(isFree) || middle;
}

function spotColour() {
  return register.value === EVERY_VALUE ? INK : valueColour(register.value);
}

/** @param {RegisterSpot} spot */
function hexagonNode({ unit, count, radius }) {
  const isFew = count === WITHHELD;
  const colour = spotColour();
  const polygon = hexagonShape(radius, isFew ? PAPER : colour, isFew ? colour : PAPER);
  const text = isFew ? "" : String(count);
  const fits = text.length * 7 <= 1.7 * radius;
  return svg(
    "g",
    { class: "register-spot", "data-id": unit.id, "data-register": isFew ? "few" : count },
    polygon,
    fits ? svg("text", { y: 4 }, text) : null,
  );
}

/** @param {number} radius @param {string} fill @param {string} line */
function hexagonShape(radius, fill, line) {
  const points = hexagonCorners(radius).map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`);
  const polygon = svg("polygon", { points: points.join(" ") });
  Object.assign(polygon.style, { fill, stroke: line });
  return polygon;
}

/** @param {number} radius @returns {Point[]} */
function hexagonCorners(radius) {
  return [30, 90, 150, 210, 270, 330]
    .map((angle) => (angle * Math.PI) / 180)
    .map((angle) => [radius * Math.cos(angle), radius * Math.sin(angle)]);
}

/** What of the register lies under the pointer. @param {MouseEvent} event @returns {{ text: string, row?: RegisterRow } | null} */
function registerAt(event) {
  if (!isRegisterShown()) return null;
  const { x, y } = map.mouseEventToLayerPoint(event);
  const away = (/** @type {Point} */ steps) => {
    const [left, top] = layerPoint(...steps);
    return Math.hypot(left - x, top - y);
  };
  const row = registerBlock.rows
    ? nearestTo(
        fittingRows().filter(({ at }) => at),
        ({ at }) => away(at),
        ROW_PX + 3,
      )
    : null;
  if (row) return { text: row.cells[registerBlock.rows.name] || "", row };
  const spot = /** @type {SVGElement | null} */ (targetOf(event).closest("[data-register]"));
  if (spot) {
    const money = registerBlock.rows ? "" : moneyText(`unit:${spot.dataset.id}`);
    const count = spot.dataset.register === "few" ? WITHHELD : Number(spot.dataset.register);
    const told = clauses([countText(count), money]);
    return { text: labelled(tr(things.get(spot.dataset.id).name), told) };
  }
  if (!showsDensity()) return null;
  const cell = nearestTo(registerCells(), ({ middle }) => away(middle), cellPixels());
  return cell ? { text: word("register_cell", { n: cell.count }) } : null;
}

/** @template T @param {T[]} list @param {(item: T) => number} away @param {number} most @returns {T | null} */
function nearestTo(list, away, most) {
  let [found, least] = [/** @type {T | null} */ (null), most];
  for (const item of list) {
    const far = away(item);
    if (far <= least) [found, least] = [item, far];
  }
  return found;
}

/** Half of how far across the cells of the grid are. */
function cellPixels() {
  const [{ ring, middle }] = registerCells();
  return Math.hypot(ring[0][0] - middle[0], ring[0][1] - middle[1]) * view.scale;
}

/** @param {number} count */
function countText(count) {
  return count === WITHHELD ? word("register_few", { n: registerBlock.least }) : numeral(count);
}
