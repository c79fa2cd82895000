// @ts-check
// Places: one symbol each, its shape by kind, colour by industry, fill by status; those that would hide one another gather.

const DOT_PX = 3;
/** Of more places than this only those near the frame are drawn at once, and are named in slices. */
const MANY_PLACES = 1000;

/** The groups of marks, those behind first. */
const markGroups = {
  far: groupIn(marksSvg, "far-labels"),
  towns: groupIn(marksSvg, "towns"),
  leaders: groupIn(marksSvg, "leaders"),
  symbols: groupIn(marksSvg, "symbols"),
  badges: groupIn(marksSvg, "badges"),
  plates: groupIn(marksSvg, "plates"),
  labels: groupIn(marksSvg, "labels"),
};

function symbolScale() {
  return symbolGrowth() * Math.min(1, Math.max(0.84, 0.84 + (view.zoom - home.zoom) * 0.06));
}

function drawSymbols() {
  drawn.fan = null;
  drawn.zoom = view.zoom;
  unpinWithin(markGroups.symbols);
  unpinWithin(markGroups.leaders);
  const located = mapParks().filter(isLocated);
  const lit = located.filter((park) => isLit(park.id));
  const dimmed = located.filter((park) => !isLit(park.id)).map((park) => ({ ...soleGathering(park), dimmed: true }));
  drawn.gatherings = [...dimmed, ...gatheredParks(lit, view.scale)];
  drawn.gatherings.sort((a, b) => Number(isVague(b)) - Number(isVague(a)));
  drawn.near = "";
  drawNearSymbols();
}

/** The symbols of all places, or of those near the frame that have none yet; once for where the map stands. */
function drawNearSymbols() {
  const near = visibleBox().join();
  if (near === drawn.near || (drawn.near && parks.length <= MANY_PLACES)) return;
  drawn.near = near;
  const isDrawnAt = nearFrame();
  for (const gathering of drawn.gatherings) if (isDrawnAt(gathering)) symbolNode(gathering);
  drawSelectedSymbol();
}

/** Tells which places are drawn where the map stands: all among few, else those near the frame. @returns {(place: { x: number, y: number }) => boolean} */
function nearFrame() {
  if (parks.length <= MANY_PLACES) return () => true;
  const [left, top, right, bottom] = visibleBox();
  const [width, height] = [(right - left) / 2, (bottom - top) / 2];
  const [west, north] = stepsAt(left - width, top - height);
  const [east, south] = stepsAt(right + width, bottom + height);
  return ({ x, y }) => x > west && x < east && y > north && y < south;
}

/** @param {Gathering} gathering */
function symbolNode(gathering) {
  if (gathering.node) return gathering.node;
  gathering.node = symbolOf(gathering);
  markGroups.symbols.append(gathering.node);
  pin(gathering.node, gathering.x, gathering.y);
  return gathering.node;
}

/** @param {Gathering} gathering */
function symbolOf(gathering) {
  const [park] = gathering.parks;
  if (gathering.parks.length > 1) return gatheredSymbol(gathering);
  if (isVague(gathering)) return parkExtent(park);
  return gathering.dimmed || areDots() ? parkDot(park, gathering.dimmed) : parkSymbol(park);
}

/** @param {Park} park @param {string} name @param {SVGElement[]} children */
function parkNode({ id }, name, ...children) {
  return svg("g", { class: name, "data-id": id, "data-type": "park" }, ...children);
}

/** @param {Park} park @param {boolean} [dimmed] */
function parkDot(park, dimmed) {
  return parkNode(
    park,
    dimmed ? "park dim" : "park",
    svg("circle", { r: 5, class: "hit" }),
    svg("circle", { r: isLarge() ? 3 : 2.4, class: "spot", fill: colourOf(park.tone) }),
  );
}

/** @param {Park} park */
function parkSymbol(park) {
  const paths = symbolPaths(park.kind, park.status, colourOf(park.tone));
  const symbol = svg("g", { transform: `scale(${symbolScale()})` }, paths);
  return parkNode(park, "park", svg("circle", { r: 10, class: "hit" }), symbol);
}

/** All the ground on which a place may lie, in place of a symbol. @param {Located} park */
function parkExtent(park) {
  const extent = svg("circle", { r: precisionPx(park), class: "extent", fill: colourOf(park.tone) });
  return parkNode(park, "park vague", extent);
}

/** A counted disc, its rim divided by the industries of what is in it. @param {Gathering} gathering */
function gatheredSymbol({ parks: inside }) {
  const r = discRadius(inside.length) - 3;
  return svg(
    "g",
    { class: "gathered", "data-gathered": inside.length },
    svg("circle", { r: r + 2, class: "disc" }),
    ...rim(inside, r),
    svg("text", { class: "count" }, inside.length),
  );
}

/** @param {Park[]} inside @param {number} r */
function rim(inside, r) {
  const tallies = tallyOf(inside.map(({ tone }) => colourOf(tone)));
  const round = 2 * Math.PI * r;
  let done = 0;
  return [...tallies].map(([colour, count]) => {
    const length = (round * count) / inside.length;
    const dash = tallies.size > 1 ? `${Math.max(0.5, length - 1)} ${round}` : null;
    const arc = svg("circle", {
      r,
      class: "rim",
      transform: "rotate(-90)",
      stroke: colour,
      "stroke-dasharray": dash,
      "stroke-dashoffset": tallies.size > 1 ? -done : null,
    });
    done += length;
    return arc;
  });
}

/** @param {string} id */
function gatheringOf(id) {
  return drawn.gatherings.find((gathering) => gathering.parks.some((park) => park.id === id));
}

/**
 * Whether zooming as far as the map goes would part at least two of the places.
 * @param {{ parks: Located[] }} gathering
 */
function canPart(gathering) {
  const reach = GATHER_PX / 2 ** (MAX_ZOOM - STEP_ZOOM);
  const seeds = gathering.parks.map((park) => parkSteps().get(park.id));
  return seeds.some(([x, y]) => Math.hypot(x - seeds[0][0], y - seeds[0][1]) > reach) && view.zoom < MAX_ZOOM;
}

/** Spread the places of a gathering around it, each on a line to where it stands. @param {Gathering} gathering */
function fanOut(gathering) {
  foldIn();
  const count = gathering.parks.length;
  const opened = svg("g", { class: "fan" });
  /** @type {Fan["spots"]} */
  const spots = [];
  gathering.parks.forEach((park, index) => {
    const ringed = count <= 12;
    const turn = ringed ? (index / count) * 2 * Math.PI : index * 0.62 + 2;
    const reach = ringed ? Math.max(30, (count * 24) / (2 * Math.PI)) : 30 + index * 3.2;
    const [dx, dy] = [Math.sin(turn) * reach, -Math.cos(turn) * reach];
    const node = parkSymbol(park);
    opened.append(node);
    spots.push({ park, dx, dy });
    pin(node, gathering.x, gathering.y, dx, dy);
    const leader = svg("path", { d: `M0 0L${dx} ${dy}`, class: "leader" });
    markGroups.leaders.append(leader);
    pin(leader, gathering.x, gathering.y);
  });
  const node = symbolNode(gathering);
  node.classList.add("opened");
  node.removeAttribute("data-gathered");
  markGroups.symbols.append(opened);
  drawn.fan = { gathering, spots };
  redraw("fan");
  drawSelectedSymbol();
}

/** Close a fan; true where there was one. */
function foldIn() {
  if (!drawn.fan) return false;
  drawSymbols();
  redraw("fan");
  return true;
}

/** The symbol of a place, in a fan or alone, or of what it is gathered in. @param {string} id */
function nodeOf(id) {
  const alone = markGroups.symbols.querySelector(`[data-id="${CSS.escape(id)}"]`);
  const gathering = alone ? null : gatheringOf(id);
  return alone || (gathering && symbolNode(gathering));
}

function drawSelectedSymbol() {
  for (const node of markGroups.symbols.querySelectorAll(".chosen")) node.classList.remove("chosen");
  const node = state.selected && nodeOf(state.selected);
  if (node) {
    node.classList.add("chosen");
    node.parentNode.append(node);
  }
  drawRings();
}

/** How far from its point a place may truly lie, in pixels now. @param {Located} park */
function precisionPx(park) {
  return (park.precision_km || 0) * stepsPerKm(park.at[1]) * view.scale;
}

/** Whether a place is known so vaguely at this scale that a symbol would say too much. @param {Gathering} gathering */
function isVague({ parks: inside, dimmed }) {
  return inside.length === 1 && !dimmed && !areDots() && precisionPx(inside[0]) >= data.disc_px;
}

/** Precision rings: of what is selected or under the pointer, and of all that are larger than their symbols. */
function drawRings() {
  const isDrawnAt = nearFrame();
  const rings = mapParks()
    .filter(isLocated)
    .map((park) => ringOf(park, isDrawnAt));
  shapeGroups.rings.replaceChildren(...present(rings));
}

/** @param {Located} park @param {(place: { x: number, y: number }) => boolean} isDrawnAt */
function ringOf(park, isDrawnAt) {
  const px = precisionPx(park);
  const picked = park.id === state.selected || park.id === page.hovered;
  const legible = !isSchematic() && isLit(park.id) && px > data.ring_px;
  if (!px || !(picked || legible)) return null;
  const [cx, cy] = parkSteps().get(park.id);
  if (!picked && !isDrawnAt({ x: cx, y: cy })) return null;
  return svg("circle", {
    cx,
    cy,
    r: px / view.scale,
    class: picked ? "ring picked" : "ring",
    stroke: colourOf(park.tone),
  });
}

function symbolBoxes() {
  const boxes = drawn.gatherings
    .filter((gathering) => !isVague(gathering))
    .map(({ parks: inside, x, y, dimmed }) =>
      squareAround(layerPoint(x, y), dimmed || areDots() ? DOT_PX : discRadius(inside.length)),
    );
  if (!drawn.fan) return boxes;
  const [x, y] = layerPoint(drawn.fan.gathering.x, drawn.fan.gathering.y);
  return [...boxes, ...drawn.fan.spots.map(({ dx, dy }) => squareAround([x + dx, y + dy], SYMBOL_PX))];
}
