// @ts-check
// The map follows what is changed: places stand where they were put, zones and drawings as they were drawn.
/** What a thing was before it was changed, by the key of its changes. @type {Map<string, object>} */
const originals = new Map();

/** Fields that a change of a place, of an outline and of a drawing sets. */
const PLACED = ["at", "basis", "precision_km", "located_by", "outside", "unlocated", "stand"];
const OUTLINED = ["shape", "label", "basis", "basis_name", "remark", "precision_km", "members", "area_km2", "stroke"];
const MOVED = ["diagram", "diagram_label"];

/** Show a thing as a change says, or as it was. @param {string} key @param {Edit | undefined} edit */
function showEdit(key, edit) {
  const [layer, id] = key.split(":");
  if (layer === "parks") showPlace(/** @type {Park} */ (things.get(id)), key, edit);
  else if (layer === "zones") showOutline(zoneById.get(id), key, edit);
  else showDiagram(zoneById.get(id), key, edit);
}

/** What some fields of a thing were before it was changed. @param {string} key @param {any} thing @param {string[]} names */
function originalOf(key, thing, names) {
  return once(originals, key, () => Object.fromEntries(names.map((name) => [name, thing[name]])));
}

/** @param {Park} park @param {string} key @param {Edit | undefined} edit */
function showPlace(park, key, edit) {
  const original = originalOf(key, park, PLACED);
  Object.assign(park, edit ? placedValues(edit) : original);
  if (park.at) parkSteps().set(park.id, stepsOf(park.at));
  else parkSteps().delete(park.id);
}

/** @param {Edit} edit @returns {Partial<Park>} */
function placedValues({ at, basis, precision_km, located_by, outside }) {
  return {
    at,
    basis,
    precision_km,
    located_by: evidencePair(located_by),
    outside: outside ? [outside] : undefined,
    unlocated: undefined,
    stand: "site",
  };
}

/** Evidence as a card names it. @param {string} text @returns {Pair} */
function evidencePair(text) {
  const [source, ...record] = text.split(":");
  const { title } = desk.sources.find(({ id }) => id === source) || { title: data.phrases.edit_by_knowledge };
  const tail = record.length ? ` ${record.join(":")}` : "";
  return /** @type {Pair} */ (title.map((each) => each + tail));
}

/** @param {Zone} zone @param {string} key @param {Edit | undefined} edit */
function showOutline(zone, key, edit) {
  const original = originalOf(key, zone, OUTLINED);
  Object.assign(zone, edit ? outlineValues(zone, edit) : original);
  redrawZone(zone);
}

/** @param {Zone} zone @param {Edit} edit */
function outlineValues({ stroke }, { basis, precision_km, members, polygons }) {
  const { name, remark, dash } = desk.zone_bases[basis];
  const shape = members ? unionOf(members) : shapeOf(polygons);

  return {
    shape,
    label: middleOf(shape),
    basis,
    basis_name: name,
    remark,
    precision_km,
    area_km2: Math.round(shapeKm2(shape)),
    stroke: { width: stroke.width, dash },
    ...(members ? { members } : {}),
  };
}

/** @param {string[]} members */
function unionOf(members) {
  return dissolved(
    unitsOf(members)
      .map(({ shape }) => shape)
      .filter(Boolean),
  );
}

/** All that stands on the map for a zone's outline, made anew. @param {Zone} zone */
function redrawZone(zone) {
  const old = shapesSvg.querySelectorAll(`[data-of="${CSS.escape(zone.id)}"], #hatch-${CSS.escape(zone.id)}`);
  for (const node of old) (node.closest("clipPath, .borders > g") || node).remove();
  if (shapeNodes.has(zone.id)) shapeNodes.get(zone.id).remove();
  shapeNodes.delete(zone.id);
  if (!zone.shape) return;
  shapeGroups.zones.append(...zonesByArea().map((each) => shapeNodes.get(each.id) || zonePath(each)));
  drawZoneBorder(zone, shapesSvg.querySelector("defs"));
}

/** @param {Zone} zone @param {string} key @param {Edit | undefined} edit */
function showDiagram(zone, key, edit) {
  const original = originalOf(key, zone, MOVED);
  const moved = edit && shapeOf(edit.polygons);
  Object.assign(zone, moved ? { diagram: moved, diagram_label: middleOf(outerShape(moved)) } : original);
}
