// @ts-check
// Names on the map: highest rank first, each at the best of its places, or not at all.
const EDGE_PX = 6;
const SLICE_MS = 16;

function drawLabels() {
  if (drawn.namesZoom !== view.zoom) lastSpots.clear();
  drawn.namesZoom = view.zoom;
  const land = groundUnits().filter(({ shape }) => isBoxInView(shapeBox(shape)));
  /** @type {Field} */
  const field = {
    land,
    frame: labelFrame(),
    taken: [...furnitureBoxes(), ...drawn.plates.flatMap(({ box, line }) => [box, ...line])],
    symbols: isSchematic() ? diagramBoxes() : areDots() ? [] : [...symbolBoxes(), ...drawn.badges.map(badgeBox)],
    dots: areDots() ? symbolBoxes() : seatBoxes(),
    lines: lineBoxes(),
    seats: seatPoints(land),
    far: [],
  };
  drawn.naming = { field, waiting: wantedLabels(), placed: [], zoom: view.zoom };
  placeNames(drawn.naming);
}

/** The part of the map in which names and numbers stand. */
function labelFrame() {
  return grown(visibleBox(), -EDGE_PX);
}

/**
 * Places for the names that wait; in a large plan some in each frame, so that no frame takes long.
 * @param {Naming} work
 */
function placeNames(work) {
  const isLong = drawn.canvas || parks.length > MANY_PLACES;
  const until = isLong && !page.unprinted ? performance.now() + SLICE_MS : Infinity;
  const { field, waiting, placed } = work;
  while (waiting.length && performance.now() < until) {
    const label = waiting.shift();
    const spot = bestSpot(label, field);
    if (!spot) continue;
    const [left, top, right, bottom] = spot.box;
    field.taken.push([left - 3, top, right + 3, bottom], ...(spot.foot ? lineTo(spot.foot, spot.box) : []));
    if (label.far) field.far.push({ text: label.lines.join(), x: spot.x, y: spot.y });
    placed.push([{ ...label, ...spot.set }, spot]);
  }
  const isWanted = () => work === drawn.naming && work.zoom === view.zoom;
  if (waiting.length) return requestAnimationFrame(() => isWanted() && placeNames(work));
  for (const group of [markGroups.labels, markGroups.far]) unpinWithin(group);
  for (const [label, spot] of placed) drawLabel(label, spot);
  return undefined;
}

/**
 * Where the names of prefectures would best stand: a zone's larger name goes elsewhere if it can.
 * @param {Unit[]} land
 */
function seatPoints(land) {
  return land
    .filter((unit) => unit.label && levelPixels(unit.level) >= UNIT_NAMED_PX)
    .map((unit) => layerPoint(...stepsOf(unit.seat || unit.label)));
}

function wantedLabels() {
  const chosen = things.get(state.selected);
  const [coarsest, ...finer] = LEVELS.filter((level) => levelPixels(level));
  const list = [
    ...zoneLabels(),
    ...unitLabels(coarsest, "prefecture"),
    ...farLabels(),
    ...(isSchematic() ? [] : finer.flatMap((level) => unitLabels(level, isFine(level) ? "county" : "prefecture"))),
    ...parkLabels(),
    ...waterLabels(),
    ...(state.step ? [] : landformLabels()),
    ...townLabels(),
  ];
  const rank = (/** @type {Label} */ { id, far, quiet }) =>
    chosen && id === chosen.id ? 0 : quiet ? 3 : far || isLit(id) ? 1 : 2;
  return list.sort((a, b) => rank(a) - rank(b));
}

function zoneLabels() {
  const shown = zones.filter((zone) => drawnShape(zone) && isZoneShown(zone));
  return shown.map((zone) => {
    const schematic = isSchematic();
    const lit = isLit(zone.id);
    const sub = schematic ? "" : tr(zone.remark);
    const at = stepsOf(schematic ? zone.diagram_label : zone.label);
    const foreign = shown.filter((other) => other !== zone);
    return labelOf(zone.id, lit ? "zone" : "bare", zone.name, {
      widest: isLarge() ? 180 * home.type : isTiny() ? 76 : 120,
      shape: schematic ? outerShape(zone.diagram) : zone.shape,
      at,
      colour: zone.colour.text,
      sub,
      grid: 11,
      foreign: lit ? foreign : null,
      astray: foreign.filter((other) => !contains(schematic ? outerShape(other.diagram) : other.shape, ...at)),
      dim: !lit,
    });
  });
}

/** @param {string} level @param {Rank} rank */
function unitLabels(level, rank) {
  if (levelPixels(level) < (rank === "county" ? COUNTY_NAMED_PX : UNIT_NAMED_PX) || (state.step && !story.lit))
    return [];
  return units
    .filter((unit) => unit.level === level && unit.label && unit.id !== plan.region_adcode)
    .filter((unit) => isUnitShown(unit) && isLit(unit.id) && (!unit.shape || isBoxInView(shapeBox(unit.shape))))
    .map((unit) => unitLabel(unit, rank))
    .filter(Boolean);
}

/**
 * The name of a unit; quieter where no zone that is shown has the unit, or many may; none where a zone says it.
 * @param {Unit} unit @param {Rank} rank
 */
function unitLabel(unit, rank) {
  const above = unitLine(unit.id).flatMap(({ zones: ids }) => ids || []);
  const homes = zonesOf(above).filter((zone) => drawnShape(zone) && isZoneShown(zone));
  if (homes.some((zone) => tr(unit.name).startsWith(tr(zone.name)))) return null;
  const focus = isSchematic() ? null : homes.find((zone) => zone.focus && (zone.members || []).includes(unit.id));
  const plain = rank === "prefecture" && (isCrowded || !homes.length);
  return labelOf(unit.id, plain ? "bare" : rank, unit.name, {
    shape: unit.shape && bodyOf(unit.shape),
    at: stepsOf(unit.label),
    seat: unit.seat && levelPixels(unit.level) >= UNIT_NAMED_PX ? stepsOf(unit.seat) : null,
    focus: focus && focus.colour.line,
    grid: rank === "county" ? 3 : 9,
    unit,
    home: isSchematic() ? [] : homes,
    foreign: isSchematic() ? [] : foreignZones(above),
  });
}

/** Zones on the map that are none of these. @param {string[]} ids */
function foreignZones(ids) {
  return zones.filter((zone) => drawnShape(zone) && isZoneShown(zone) && !ids.includes(zone.id));
}

function farLabels() {
  const named = [...data.context, ...data.abroad].filter(({ label }) => label);
  return named.map(({ name, label, shape }, index) =>
    labelOf(`far-${index}`, "far", name, { at: stepsOf(label), shape, grid: shape ? 9 : 1, far: true }),
  );
}

/** Single places in view, and those of an opened gathering. */
function parkLabels() {
  const single = drawn.gatherings.filter(({ parks: inside, x, y }) => inside.length === 1 && isInView(x, y));
  const all = !isSchematic() && !state.step && (view.zoom >= home.zoom + 1.4 || (single.length <= 12 && !isNarrow()));
  const named = single
    .filter(
      ({ parks: [park], dimmed }) => (all && !dimmed) || park.id === state.selected || story.spots.includes(park.id),
    )
    .map((gathering) => parkLabel(gathering.parks[0], [gathering.x, gathering.y], [0, 0], !isVague(gathering)));
  const spread = drawn.fan
    ? drawn.fan.spots.map(({ park, dx, dy }) =>
        parkLabel(park, [drawn.fan.gathering.x, drawn.fan.gathering.y], [dx, dy]),
      )
    : [];
  return [...spread, ...named];
}

/** @param {Park} park @param {Point} at @param {Point} shift @param {boolean} beside */
function parkLabel(park, at, shift = [0, 0], beside = true) {
  return labelOf(park.id, "park", park.name, { at, shift, beside, grid: 1, widest: isLarge() ? 180 * home.type : 150 });
}

/** Boxes of what lies over the map, in layer points: no name goes there. */
function furnitureBoxes() {
  const frame = map.getContainer().getBoundingClientRect();
  const shift = paneShift();
  const nodes = [
    "tools",
    "foot",
    "key",
    "card",
    "plate",
    "modes",
    "layouts",
    "tray",
    "strip",
    "drawing-note",
    "pair-head",
    "story",
    "qr",
  ].map(byId);
  return nodes
    .filter((node) => node && node.offsetParent !== null)
    .map((node) => node.getBoundingClientRect())
    .map((box) => [
      box.left - frame.left - shift.x - 4,
      box.top - frame.top - shift.y - 4,
      box.right - frame.left - shift.x + 4,
      box.bottom - frame.top - shift.y + 4,
    ]);
}

/** Boxes of the small drawings: names of larger ones keep clear of them, and their own stand beside. */
function diagramBoxes() {
  return zones
    .filter((zone) => zone.diagram && isZoneShown(zone))
    .map((zone) => layerBox(zone.diagram))
    .filter(([left, top, right, bottom]) => Math.max(right - left, bottom - top) < 150);
}

/** Boxes along boundary lines, such as the dashes at sea: names keep off them. */
function lineBoxes() {
  /** @type {Box[]} */
  const boxes = [];
  for (const path of data.lines.flatMap(({ paths }) => paths))
    walk(path, drawn.least, (...steps) => boxes.push(squareAround(layerPoint(...steps), 4)));
  return boxes;
}

/**
 * A line from a name to the area that it stands apart from.
 * @param {Placed} spot @param {string} colour
 */
function leaderTo({ x, y, foot, box }, colour) {
  const [toX, toY] = edgeTowards(box, ...foot);
  const d = `M${foot[0] - x} ${foot[1] - y}L${toX - x} ${toY - y}`;
  return [
    svg("path", { d, class: "lead", stroke: colour }),
    svg("circle", { cx: foot[0] - x, cy: foot[1] - y, r: 2, fill: colour }),
  ];
}

/** @param {Label} label @param {Placed} spot */
function drawLabel(label, spot) {
  const { size, weight, leading } = rankOf(label.rank);
  const dim = label.far || label.quiet || isLit(label.id) ? "" : " dim";
  const node = svg("g", {
    class: `label ${label.rank}${dim}`,
    "data-names": label.far || label.quiet ? null : label.id,
  });
  const start = -label.height / 2 + leading / 2 + size * 0.36;
  const text = svg("text", {
    "text-anchor": spot.anchor,
    fill: label.colour,
    "font-size": size,
    "font-weight": weight,
    "letter-spacing": spacingOf(label.rank),
  });
  label.lines.forEach((line, index) => text.append(svg("tspan", { x: 0, y: start + index * leading }, line)));
  const below = start + (label.lines.length - 1) * leading + size * 0.2 + 13 * home.type;
  if (label.sub) text.append(svg("tspan", { x: 0, y: below, class: "sub" }, label.sub));
  node.append(text);
  if (spot.foot) node.prepend(...leaderTo(spot, label.colour));
  if (label.focus)
    node.prepend(
      svg("path", {
        d: `M${spot.box[0] + 1 - spot.x} ${label.height / 2 - 1}h${label.width}`,
        class: "focus-mark",
        stroke: label.focus,
      }),
    );
  markGroups[label.far || label.quiet ? "far" : "labels"].append(node);
  pin(node, (spot.x - view.x) / view.scale, (spot.y - view.y) / view.scale);
}
