// @ts-check
// Places: one symbol each, its shape by kind, colour by industry, fill by status; those that would hide one another gather.

/** The groups of marks, those behind first. */
const markGroups = {
  far: groupIn(marksSvg, "far-labels"),
  leaders: groupIn(marksSvg, "leaders"),
  symbols: groupIn(marksSvg, "symbols"),
  labels: groupIn(marksSvg, "labels"),
};

function symbolScale() {
  return (isLarge() ? 1.2 : 1) * Math.min(1, Math.max(0.84, 0.84 + (view.zoom - home.zoom) * 0.06));
}

function drawSymbols() {
  drawn.fan = null;
  drawn.zoom = view.zoom;
  unpinWithin(markGroups.symbols);
  unpinWithin(markGroups.leaders);
  const located = shownParks().filter(isLocated);
  const lit = located.filter((park) => isLit(park.id));
  const dimmed = located.filter((park) => !isLit(park.id)).map((park) => ({ ...soleGathering(park), dimmed: true }));
  drawn.gatherings = [...dimmed, ...gatheredParks(lit, view.scale)];
  for (const gathering of drawn.gatherings) {
    gathering.node = symbolOf(gathering);
    markGroups.symbols.append(gathering.node);
    pin(gathering.node, gathering.x, gathering.y);
  }
  drawSelectedSymbol();
}

/** @param {Gathering} gathering */
function symbolOf(gathering) {
  const [park] = gathering.parks;
  if (gathering.parks.length > 1) return gatheredSymbol(gathering);
  return gathering.dimmed || areDots() ? parkDot(park, gathering.dimmed) : parkSymbol(park);
}

/** @param {Park} park @param {boolean} [dimmed] */
function parkDot(park, dimmed) {
  return svg(
    "g",
    { class: dimmed ? "park dim" : "park", "data-id": park.id, "data-type": "park" },
    svg("circle", { r: 5, class: "hit" }),
    svg("circle", { r: isLarge() ? 3 : 2.4, class: "spot", fill: colourOf(park.tone) }),
  );
}

/** @param {Park} park */
function parkSymbol(park) {
  const symbol = svg(
    "g",
    { transform: `scale(${symbolScale()})` },
    symbolPaths(park.kind, park.status, colourOf(park.tone)),
  );
  return svg(
    "g",
    { class: "park", "data-id": park.id, "data-type": "park" },
    svg("circle", { r: 10, class: "hit" }),
    symbol,
  );
}

/** A counted disc, its rim divided by the industries of what is in it. @param {Gathering} gathering */
function gatheredSymbol({ parks: inside }) {
  const r = discRadius(inside.length) - 3;
  const node = svg("g", { class: "gathered", "data-gathered": inside.length });
  node.append(
    svg("circle", { r: r + 2, class: "disc" }),
    ...rim(inside, r),
    svg("text", { class: "count" }, inside.length),
  );
  return node;
}

/** @param {Park[]} inside @param {number} r */
function rim(inside, r) {
  const tallies = new Map();
  for (const park of inside) tallies.set(colourOf(park.tone), (tallies.get(colourOf(park.tone)) || 0) + 1);
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
  const seeds = gathering.parks.map((park) => parkSteps.get(park.id));
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
  gathering.node.classList.add("opened");
  gathering.node.removeAttribute("data-gathered");
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

/** @param {string} id */
function symbolNode(id) {
  return markGroups.symbols.querySelector(`[data-id="${CSS.escape(id)}"]`) || (gatheringOf(id) || {}).node;
}

function drawSelectedSymbol() {
  for (const node of markGroups.symbols.querySelectorAll(".chosen")) node.classList.remove("chosen");
  const node = state.selected && symbolNode(state.selected);
  if (node) {
    node.classList.add("chosen");
    node.parentNode.append(node);
  }
  drawRings();
}

/** Precision rings: of what is selected or under the pointer, and of all where they are large enough to read. */
function drawRings() {
  const rings = [];
  for (const park of shownParks()) {
    if (!isLocated(park) || !park.precision_km) continue;
    const [x, y] = parkSteps.get(park.id);
    const r = park.precision_km * stepsPerKm(park.at[1]);
    const picked = park.id === state.selected || park.id === page.hovered;
    const plain = !isSchematic() && isLit(park.id) && levelPixels("county") > 120;
    const legible = plain && r * view.scale > 14 && r * view.scale < 56;
    if (picked || legible)
      rings.push(
        svg("circle", { cx: x, cy: y, r, class: picked ? "ring picked" : "ring", stroke: colourOf(park.tone) }),
      );
  }
  shapeGroups.rings.replaceChildren(...rings);
}
