// @ts-check
// What a tool shows on the map: the cross, the reach of a place, the line and the ground that it draws.
const CROSS = "M-13 0H-4M13 0H4M0 -13V-4M0 13V4";
const draftShapes = groupIn(world, "drafts");
const draftMarks = groupIn(marksSvg, "draft-marks");

function drawTool() {
  const { tool } = pencil;
  unpinWithin(draftMarks);
  draftShapes.replaceChildren(...(tool ? present(DRAWERS[tool.kind](/** @type {any} */ (tool))) : []));
  if (tool) drawCross();
}

/** @type {Record<string, (tool: any) => (SVGElement | null)[]>} */
const DRAWERS = { place: placeDraft, sketch: sketchDraft, union: unionDraft, diagram: diagramDraft };

/** The unit that is known to hold a place, and how far from its point it may truly lie. @param {PlaceTool} tool */
function placeDraft({ id, at, values }) {
  const unit = unitById.get(/** @type {Park} */ (things.get(id)).unit);
  const known = unit && shapedUnits.includes(unit) ? shapePath(unit.shape, 0) : "";
  const guide = known ? svg("path", { d: known, class: "draft-guide" }) : null;
  const km = typedNumber(values.precision_km);
  if (!at || !(km > 0)) return [guide];
  const [cx, cy] = stepsOf(at);
  return [guide, svg("circle", { cx, cy, r: km * stepsPerKm(at[1]), class: "draft-reach" })];
}

/** @param {SketchTool} tool */
function sketchDraft(tool) {
  const { rings, follows } = tool;
  const open = openRing(tool);
  const whole = rings.map((ring) => linePathOf(ringOfCorners(ring, follows), true));
  const lines = rings.map((ring, i) => (ring === open ? linePathOf(ringOfCorners(ring, false), false) : whole[i]));
  const { ghost } = pencil;
  for (const { at } of rings.flat()) pinDot(at, "draft-corner");
  return [
    svg("path", { d: whole.join(""), class: "draft-area" }),
    svg("path", { d: lines.join(""), class: "draft-line" }),
    ghost ? svg("path", { d: linePathOf(ghost, false), class: "draft-line ghost" }) : null,
  ];
}

/** @param {UnionTool} tool */
function unionDraft({ members }) {
  return [svg("path", { d: shapePath(unionOf([...members]), 0), class: "draft-area draft-line" })];
}

/** @param {DiagramTool} tool */
function diagramDraft(tool) {
  const rings = movedDiagram(tool).flat();
  return [svg("path", { d: rings.map((ring) => linePathOf(ring, true)).join(""), class: "draft-area draft-line" })];
}

/** @param {Position[]} line @param {boolean} close */
function linePathOf(line, close) {
  return line.length ? `M${line.map((at) => stepsOf(at).join(" ")).join("L")}${close ? "Z" : ""}` : "";
}

/** @param {Position} at @param {string} name */
function pinDot(at, name) {
  const dotNode = svg("g", {}, svg("circle", { r: 3.5, class: name }));
  draftMarks.append(dotNode);
  pin(dotNode, ...stepsOf(at));
}

function drawCross() {
  const { tool, cross } = pencil;
  if (tool.kind === "sketch") pinDot(keptPosition(tool, cross), "draft-snap");
  const node = svg(
    "g",
    { class: "draft-cross" },
    svg("path", { d: CROSS, class: "casing" }),
    svg("path", { d: CROSS }),
  );
  draftMarks.append(node);
  pin(node, ...stepsOf(positionOf(cross)));
}
