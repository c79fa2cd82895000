// @ts-check
// Numbers on the map: those of one zone, unit or place in one plate, each in the type of its class, its edge hatched where
// it is a bound. A plate covers no other and no other's place, and a line leads to its own from where it had to move.
const PLATE_ROWS = 2;
/** So much nearer than all of the plan, plates say all that they know. */
const PLATES_NEAR = 1.4;
const PLATE_PAD = 11;
/** What a line to a zone costs, and hiding a fifteenth of a plate's size of another, in pixels off the zone's middle. */
const PLATE_LED = 120;
const PLATE_HIDES = 60;
const PLATE_GAPS = [9, 24, 44, 68, 96, 128, 164, 204, 260];

function drawPlates() {
  unpinWithin(markGroups.plates);
  drawn.plates = placedPlates();
  for (const plate of drawn.plates) {
    plate.node = plateNode(plate);
    markGroups.plates.append(plate.node);
    pin(plate.node, ...stepsAt(...plate.at));
  }
  markPlates();
  const on = drawn.plates.reduce((sum, { targets }) => sum + targets.length, 0);
  for (const node of furniture.strip.querySelectorAll(".placed"))
    node.textContent = placedText(on, standingTargets().length);
}

/** @returns {Plate[]} */
function placedPlates() {
  const frame = labelFrame();
  const seats = seatsIn(frame);
  const taken = furnitureBoxes();
  /** @type {Box[]} */
  const lines = [];
  return seats.flatMap((seat) => {
    const others = seats.map((each) => each.dot).filter((other) => !overlaps(other, seat.dot));
    const isClear = (/** @type {Box[]} */ boxes, /** @type {number[][]} */ against) =>
      !boxes.some((box) => against.some((other) => overlaps(box, other)));
    const free = platesOf(seat).filter(
      ({ box, line }) =>
        isWithin(box, frame) && isClear([box], [...taken, ...others, ...lines]) && isClear(line, taken),
    );
    const plate = free.find(({ line }) => isClear(line.slice(0, -2), lines)) || free[0];
    if (!plate) return [];
    taken.push(plate.box);
    lines.push(...plate.line);
    return [plate];
  });
}

/** What is in view and bears numbers. @param {Box} frame @returns {Seat[]} */
function seatsIn(frame) {
  return [...grouped(standingTargets(), ({ at }) => [at])].flatMap(([id, targets]) => {
    const at = seatPoint(things.get(id), frame);
    return at ? [{ id, targets, at, dot: squareAround(at, 3) }] : [];
  });
}

/**
 * Where what bears numbers stands in the frame: an area of which the middle is not in view, at a point of it that is.
 * @param {Thing} thing @param {Box} frame @returns {Point | undefined}
 */
function seatPoint(thing, frame) {
  const [x, y] = layerPoint(...seatSteps(thing));
  if (isWithin([x, y, x, y], frame)) return [x, y];
  const shape = drawnShape(thing);
  if (!shape || !isBoxInView(shapeBox(shape))) return undefined;
  const inside = stepsWithin(visibleShapeBox(shape, frame)).find((at) => contains(shape, ...at));
  return inside && layerPoint(...inside);
}

/** @param {Thing} thing */
function seatSteps(thing) {
  if (thing.type === "park") return parkSteps().get(thing.id);
  if (thing.type === "unit") return stepsOf(thing.seat || thing.label);
  return stepsOf(isSchematic() ? thing.diagram_label : thing.label);
}

/**
 * Ways to show the numbers of a seat, the best first: as many as may be with all that may be told, as near as may be.
 * @param {Seat} seat @returns {Plate[]}
 */
function platesOf(seat) {
  const isNear = view.zoom >= home.zoom + PLATES_NEAR;
  const most = Math.min(isNear ? Infinity : PLATE_ROWS, seat.targets.length);
  const details = isNear ? [2, 1, 0] : isTiny() ? [0] : [1, 0];
  return [...Array(most).keys()].reverse().flatMap((last) =>
    details.flatMap((detail) => {
      const all = seat.targets.map((target) => plateRow(target, shortText(target), plateCaptions(target, detail)));
      const [next, ...further] = all.splice(last + 1);
      const rows = next ? [...all, plateRow(next.target, `+${further.length + 1}`, [])] : all;
      const width = Math.max(...rows.map((row) => row.width));
      const height = rows.reduce((sum, row) => sum + row.height, 0);
      return placesFor(seat, width, height).map((place) => ({ ...seat, ...place, rows }));
    }),
  );
}

/**
 * Boxes at a seat: beside its point, and farther off at the end of a line; those of an area rather on it, off others.
 * @param {Seat} seat @param {number} width @param {number} height
 */
function placesFor({ id, at: [x, y] }, width, height) {
  const place = (/** @type {number} */ dx, /** @type {number} */ dy, isLed = false) => {
    const box = boxOf([x + dx, y + dy], width, height);
    return { box, line: isLed ? lineTo([x, y], box) : [], cost: Math.hypot(dx, dy) + (isLed ? PLATE_LED : 0) };
  };
  const turns = squareTurns(16);
  const around = PLATE_GAPS.flatMap((gap) =>
    turns.map(([i, j]) => place(i * (width / 2 + gap), j * (height / 2 + gap), true)),
  );
  const thing = things.get(id);
  if (thing.type !== "zone") return around;
  const at = stepsAt(x, y);
  const foreign = zones.filter((zone) => drawnShape(zone) && isZoneShown(zone) && !contains(drawnShape(zone), ...at));
  const hidden = (/** @type {Box} */ box) =>
    stepsWithin(box).filter((each) => foreign.some((zone) => contains(drawnShape(zone), ...each))).length;
  const on = placesIn(drawnShape(thing)).map(([toX, toY]) => place(toX - x, toY - y));
  const costs = new Map(
    [place(0, 0), ...on, ...around].map((each) => [each, each.cost + PLATE_HIDES * hidden(each.box)]),
  );
  return [...costs.keys()].sort((a, b) => costs.get(a) - costs.get(b));
}

/** What stands with a number on the map: near, in place of its year, what was reached. @param {Target} target @param {number} detail */
function plateCaptions(target, detail) {
  const reached = detail > 1 ? reachedText(target) : "";
  return reached ? [...captionsOf(target), reached] : captionsOf(target, detail);
}

/** A number as it is set, with the room it takes. @param {Target} target @param {string} text @param {string[]} captions @returns {PlateRow} */
function plateRow(target, text, captions) {
  const { leading } = rankOf("park");
  const size = captions.length ? amountPx(target) : 11;
  const lines = captions.flatMap((caption) => settingsOf(caption, "park", isTiny() ? 124 : isEnglish() ? 190 : 150)[0]);
  const number = (textWidth(text, "zone") * size) / rankOf("zone").size;
  const width = Math.max(number, ...lines.map((line) => textWidth(line, "park"))) + 2 * PLATE_PAD;
  return { target, text, size, lines, width, height: size * 1.25 + lines.length * leading + 6 };
}

/** @param {Plate} plate */
function plateNode({ id, at: [x, y], box, line, rows, targets }) {
  const [toX, toY] = edgeTowards(box, x, y);
  const d = `M0 0L${toX - x} ${toY - y}`;
  const colour = subjectColour(targets[0]);
  const leader = [
    svg("path", { d, class: "plate-casing" }),
    svg("path", { d, class: "plate-lead" }),
    svg("circle", { r: 3, class: "foot", fill: colour }),
  ];
  const [left, top, right] = [box[0] - x, box[1] - y, box[2] - x];
  let below = top;
  const parts = rows.map((row) => {
    below += row.height;
    return rowNode(row, left, below - row.height, right - left);
  });
  return svg("g", { class: "plate", "data-names": id, stroke: colour }, line.length ? leader : null, parts);
}

/** @param {PlateRow} row @param {number} left @param {number} top @param {number} width */
function rowNode({ target, text, size, lines, height }, left, top, width) {
  const bound = lines.length && boundClass(target);
  const x = left + width / 2;
  const below = top + size * 1.25 + 2;
  const tspan = (/** @type {string} */ line, /** @type {number} */ at) =>
    svg("tspan", { x, y: below + (at + 0.8) * rankOf("park").leading }, line);
  return svg(
    "g",
    { class: target.kind, "data-number": target.id },
    svg("rect", { x: left, y: top, width, height, class: "plate-box" }),
    lines.length ? filledEdge(target, left, top + height, width) : null,
    bound
      ? svg("path", { d: hatchedEdge(bound === "over" ? left + width - 5 : left, top, height), class: "bound" })
      : null,
    svg("text", { x, y: top + 3 + size, "font-size": size, class: "amount" }, text),
    svg("text", {}, lines.map(tspan)),
  );
}

/** Along the foot of a plate, which part of its number is reached. @param {Target} target @param {number} x @param {number} foot @param {number} width */
function filledEdge({ id }, x, foot, width) {
  const { filled = 0 } = progressOf.get(id) || {};
  return filled ? svg("path", { d: `M${x} ${foot - 2}h${width * filled}`, class: "filled" }) : null;
}

/** Put what is no number of the plan among the plates: names keep off it too. @param {string} id @param {SVGElement} node @param {Point} steps @param {Box} box */
function addSpot(id, node, steps, box) {
  markGroups.plates.append(node);
  pin(node, ...steps);
  drawn.plates.push({ id, node, box, line: [], targets: [], rows: [], at: layerPoint(...steps), dot: box });
}

/** Take that away again. @param {string} name the class of its elements */
function dropSpots(name) {
  for (const { node } of drawn.plates) if (node.classList.contains(name)) node.remove();
  drawn.plates = drawn.plates.filter(({ node }) => node.isConnected);
}

/** The plate of what is chosen stands out. */
function markPlates() {
  for (const { node, targets, id } of drawn.plates)
    node.classList.toggle("chosen", id === state.selected || targets.some(({ of }) => of === state.selected));
}
