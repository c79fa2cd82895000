// The schematic: the same zones as planning institutes draw them, over a quiet ground of units.
const hasDiagrams = zones.some((zone) => zone.diagram);
const diagramNodes = new Map();
const outerShapes = new Map();
const FORM_MARKS = {
  pole: "M-7 0A7 7 0 1 0 7 0A7 7 0 1 0 -7 0Z",
  centre: "M-7.5 0A7.5 7.5 0 1 0 7.5 0A7.5 7.5 0 1 0 -7.5 0ZM-4 0A4 4 0 1 0 4 0A4 4 0 1 0 -4 0Z",
  valley: "M0 -8.5C2 -5 5.5 -2 5.5 2A5.5 5.5 0 1 1 -5.5 2C-5.5 -2 -2 -5 0 -8.5Z",
  belt: "M-12 1C-6 -8 -2 -4 2 -2C6 0 8 0 11 -5L13 -1C8 6 4 5 0 3C-4 1 -6 -1 -9 5Z",
  wing: "M-12 3C-6 0 -2 -1.5 3 -2L2.5 -6L12 0.5L4 7L3.5 3C-2 2.5 -6 3 -12 4Z",
  area: "M-11 -2C-10 -8 -2 -6 2 -7C8 -8 12 -4 11 1C10 6 4 7 -2 6C-8 7 -12 4 -11 -2Z",
};
const RIBBONS = ["belt", "axis", "corridor"];

addressKeys.draw = {
  read: (text) => (state.draw = text === "schematic" && hasDiagrams ? "schematic" : "admin"),
  write: () => (isSchematic() ? "schematic" : ""),
};

function isSchematic() {
  return state.draw === "schematic";
}

/** The outline that stands for a thing on the map now. */
function drawnShape(thing) {
  return isSchematic() && thing.type === "zone" ? thing.diagram : thing.shape;
}

/** A drawing without its holes: a ring is picked and named in its middle too. */
function outerShape(shape) {
  return once(outerShapes, shape, () => shape.map(([ring]) => [ring]));
}

function formOf(zone) {
  const { form = "area" } = groupOf(zone);
  return RIBBONS.includes(form) ? "belt" : FORM_MARKS[form] ? form : "area";
}

/** Large drawings first, so that one within another can be seen and picked. */
function zonesByDiagram() {
  const sizes = new Map(zones.filter((zone) => zone.diagram).map((zone) => [zone, ringArea(zone.diagram[0][0])]));
  return [...sizes.keys()].sort((a, b) => sizes.get(b) - sizes.get(a));
}

function ringArea(ring) {
  const flat = flatRing(ring, 0);
  let twice = 0;
  for (let i = 0, j = flat.length - 2; i < flat.length; j = i, i += 2) {
    twice += flat[j] * flat[i + 1] - flat[i] * flat[j + 1];
  }
  return Math.abs(twice);
}

function drawDiagrams() {
  root.classList.toggle("schematic", isSchematic());
  if (isSchematic()) {
    shapeGroups.diagrams.replaceChildren(svg("defs"), ...zonesByDiagram().map(diagramNode));
    shapeGroups.diagrams.firstChild.append(...zonesByDiagram().map(glow));
  }
  for (const zone of zones) {
    for (const [nodes, named] of [
      [shapeNodes, !isSchematic()],
      [diagramNodes, isSchematic()],
    ]) {
      const node = nodes.get(zone.id);
      if (node) furnish(node, named ? { "data-id": zone.id, "data-type": "zone" } : {}, []);
      if (node && !named) for (const name of ["data-id", "data-type"]) node.removeAttribute(name);
    }
  }
  drawVisibility();
}

function diagramNode(zone) {
  const d = smoothPath(zone);
  const fill = formOf(zone) === "pole" ? `url(#glow-${zone.id})` : zone.colour.fill;
  const node = svg(
    "g",
    { class: `diagram ${formOf(zone)}` },
    svg("path", { d, class: "aura", stroke: zone.colour.line }),
    svg("path", { d, class: "body", fill, "fill-rule": "evenodd", stroke: zone.colour.line }),
    svg("path", { d: shapePath(outerShape(zone.diagram), 0), class: "hit" }),
  );
  diagramNodes.set(zone.id, node);
  return node;
}

/** Curves through the middles of the sides, so that a circle stays round when it is large; arrows keep their tips. */
function smoothPath(zone) {
  if (["wing", "valley"].includes(formOf(zone))) return shapePath(zone.diagram, 0);
  return zone.diagram.flat().map(smoothRing).join("");
}

function smoothRing(ring) {
  const flat = flatRing(ring, 0);
  const middle = (i) => `${(flat[i] + flat[i + 2]) / 2} ${(flat[i + 1] + flat[i + 3]) / 2}`;
  let text = `M${middle(0)}`;
  for (let i = 2; i < flat.length - 2; i += 2) text += `Q${flat[i]} ${flat[i + 1]} ${middle(i)}`;
  return `${text}Q${flat[0]} ${flat[1]} ${middle(0)}Z`;
}

/** A pole shines from its middle. */
function glow(zone) {
  const stop = (offset, opacity) => svg("stop", { offset, "stop-color": zone.colour.line, "stop-opacity": opacity });
  return svg("radialGradient", { id: `glow-${zone.id}` }, stop(0, 0.75), stop(0.45, 0.42), stop(1, 0.2));
}

function setDrawing(draw) {
  if (!hasDiagrams || !["admin", "schematic"].includes(draw) || draw === state.draw) return;
  state.draw = draw;
  changed("drawing");
}

/** The switch of drawings, the start of the story, and what a reader of the schematic must know. */
function drawModes() {
  const choice = (draw) =>
    button(word(`draw_${draw}`), () => setDrawing(draw), {
      "aria-pressed": String(draw === state.draw),
      "aria-keyshortcuts": "d",
      "data-key": `draw:${draw}`,
    });
  const drawings = hasDiagrams
    ? el("div", { class: "switch", role: "group", "aria-label": word("drawing") }, choice("admin"), choice("schematic"))
    : null;
  keepFocus(furniture.modes, () =>
    furniture.modes.replaceChildren(...present([drawings, presentButton(), groupSwitch()])),
  );
  const unplaced = zones.filter((zone) => !zone.diagram && isZoneShown(zone)).map((zone) => tr(zone.name));
  furniture.note.hidden = !isSchematic();
  furniture.note.replaceChildren(
    el("strong", {}, word("draw_schematic")),
    clauses([word("schematic_note"), unplaced.length ? word("unplaced", { names: listed(unplaced) }) : ""]),
  );
}

function diagramSample(zone) {
  return legendIcon(
    svg("path", {
      d: FORM_MARKS[formOf(zone)],
      fill: zone.colour.fill,
      stroke: zone.colour.line,
      "stroke-width": 1.4,
      "fill-rule": "evenodd",
      class: "edge-mark",
    }),
  );
}

/** Boxes of the small drawings: names of larger ones keep clear of them, and their own stand beside. */
function diagramBoxes() {
  return zones
    .filter((zone) => zone.diagram && isZoneShown(zone))
    .map((zone) => layerBox(zone.diagram))
    .filter(([left, top, right, bottom]) => Math.max(right - left, bottom - top) < 150);
}
