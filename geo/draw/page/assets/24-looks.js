// @ts-check
// Which drawing is shown, and what of a thing it shows: its outline, its line, the units large enough to matter.
const hasDiagrams = zones.some((zone) => zone.diagram);
/** Units with an outline, but for the region itself. */
const shapedUnits = units.filter(hasShape).filter((unit) => unit.id !== plan.region_adcode);
/** @type {Map<Shape, Shape>} */
const outerShapes = new Map();

/** @type {Record<string, string>} */
const FORM_MARKS = {
  pole: "M-7 0A7 7 0 1 0 7 0A7 7 0 1 0 -7 0Z",
  centre: "M-7.5 0A7.5 7.5 0 1 0 7.5 0A7.5 7.5 0 1 0 -7.5 0ZM-4 0A4 4 0 1 0 4 0A4 4 0 1 0 -4 0Z",
  valley: "M0 -8.5C2 -5 5.5 -2 5.5 2A5.5 5.5 0 1 1 -5.5 2C-5.5 -2 -2 -5 0 -8.5Z",
  belt: "M-12 1C-6 -8 -2 -4 2 -2C6 0 8 0 11 -5L13 -1C8 6 4 5 0 3C-4 1 -6 -1 -9 5Z",
  wing: "M-12 3C-6 0 -2 -1.5 3 -2L2.5 -6L12 0.5L4 7L3.5 3C-2 2.5 -6 3 -12 4Z",
  area: "M-11 -2C-10 -8 -2 -6 2 -7C8 -8 12 -4 11 1C10 6 4 7 -2 6C-8 7 -12 4 -11 -2Z",
};

const RIBBONS = ["belt", "axis", "corridor"];
const CLICKABLE_PX = 170;
const levelWidths = new Map();

addressChoice("draw", state, () => (hasDiagrams ? ["admin", "schematic"] : ["admin"]));

function isSchematic() {
  return state.draw === "schematic";
}

/** @param {string} draw */
function setDrawing(draw) {
  if (!hasDiagrams || !["admin", "schematic"].includes(draw) || draw === state.draw) return;
  state.draw = draw;
  changed("drawing");
}

/** The outline that stands for a thing on the map now. @param {Thing} thing @returns {Shape | undefined} */
function drawnShape(thing) {
  if (thing.type === "park") return undefined;
  return isSchematic() && thing.type === "zone" ? thing.diagram : thing.shape;
}

/** A drawing without its holes: a ring is picked and named in its middle too. @param {Shape} shape */
function outerShape(shape) {
  return once(outerShapes, shape, () => shape.map(([ring]) => [ring]));
}

/** @param {Zone} zone */
function formOf(zone) {
  const { form = "area" } = groupOf(zone);
  return RIBBONS.includes(form) ? "belt" : FORM_MARKS[form] ? form : "area";
}

/** @param {Drawable} thing */
function hasShape(thing) {
  return Boolean(thing.shape);
}

/** Zones with an outline, large ones first, so that one within another can be seen. */
function zonesByArea() {
  return zones.filter(hasShape).sort((a, b) => (b.area_km2 || 0) - (a.area_km2 || 0));
}

/** The coarsest units below the region. */
function groundUnits() {
  const level = LEVELS.find((each) => levelPixels(each));
  return shapedUnits.filter((unit) => unit.level === level);
}

/** Half of the units of a level are wider than this many steps. @param {string} level */
function levelWidth(level) {
  const widths = shapedUnits
    .filter((unit) => unit.level === level)
    .map((unit) => shapeBox(unit.shape)[2] - shapeBox(unit.shape)[0])
    .sort((a, b) => a - b);
  return widths.length ? widths[widths.length >> 1] : 0;
}

/** @param {string} level */
function levelPixels(level) {
  return once(levelWidths, level, levelWidth) * view.scale;
}

/** The finest level of units that is large enough on the screen to be picked by hand; empty: zones are. */
function pickedLevel() {
  return [...LEVELS].reverse().find((level) => levelPixels(level) >= CLICKABLE_PX) || (isTinted() ? GROUND : "");
}

/** Whether places are not the matter: in the schematic, and in a step of the story that lights all. */
function areDots() {
  return isSchematic() || (state.step > 0 && !story.lit);
}

/** @param {Zone} zone @param {string} id @param {number} scale */
function hatchPattern(zone, id, scale) {
  const { d, size } = data.hatches[zone.hatch] || { d: "", size: 8 };
  const tile = { id, width: size, height: size, patternUnits: "userSpaceOnUse", patternTransform: `scale(${scale})` };
  return svg("pattern", tile, svg("path", { d, stroke: zone.colour.line, fill: "none", "stroke-linecap": "round" }));
}
