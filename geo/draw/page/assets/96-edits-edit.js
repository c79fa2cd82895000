// @ts-check
// Changes by what they change, in steps that can be undone; kept in the browser while they are not saved, and written
// as one GeoJSON that buju import takes.
const DRAFTS = `buju-edit:${plan.id}:`;
const DRAFT = DRAFTS + desk.edition;

/** The steps from the first on, where we are, what was saved to a file, what an earlier visit left, and a file that is none of ours. @type {Edits} */
const edits = { past: [{}], at: 0, saved: {}, left: null, refused: "" };

function currentEdits() {
  return edits.past[edits.at];
}

/** @param {Edit} edit */
function keyOf({ layer, id }) {
  return `${layer}:${id}`;
}

/** Change a thing; without a change it is as the plan has it. @param {string} key @param {Edit | null} edit */
function edited(key, edit) {
  const { [key]: before, ...others } = currentEdits();
  takeEdits(edit ? { ...others, [key]: edit } : others);
  return before;
}

/** Make a step to these changes. @param {Record<string, Edit>} next */
function takeEdits(next) {
  edits.past.splice(edits.at + 1, Infinity, next);
  stepTo(edits.at + 1);
}

/** Undo (-1) or do again (1). @param {number} by */
function turnEdits(by) {
  if (edits.past[edits.at + by]) stepTo(edits.at + by);
}

/** @param {number} at */
function stepTo(at) {
  const [before, after] = [currentEdits(), edits.past[at]];
  edits.at = at;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => before[key] !== after[key],
  );
  for (const key of keys) showEdit(key, after[key]);
  keepDraft();
  redraw("filter", "drawing", "selection", "edit");
}

function isUnsaved() {
  return Object.keys(currentEdits()).length > 0 && currentEdits() !== edits.saved;
}

/** Whether a sketch is under way that is no change yet. */
function isSketching() {
  return Boolean(pencil.tool) && pencil.tool.kind === "sketch" && pencil.tool.past.length > 0;
}

function watchLeaving() {
  window.addEventListener("beforeunload", (event) => {
    if (!isUnsaved() && !isSketching()) return;
    event.preventDefault();
    event.returnValue = "";
  });
}

/** Some browsers forbid storage: then only the question at leaving keeps the work. @template T @param {() => T} use @returns {T | null} */
function stored(use) {
  try {
    return use();
  } catch {
    return null;
  }
}

/** What an earlier visit left stays, until somebody says whether it is taken. */
function keepDraft() {
  const left = edits.left && edits.left.key === DRAFT ? edits.left.found : {};
  const kept = { ...left, ...currentEdits() };
  const isEmpty = !Object.keys(kept).length;
  stored(() => (isEmpty ? localStorage.removeItem(DRAFT) : localStorage.setItem(DRAFT, textOf(kept))));
}

/** What an earlier visit left of this plan, of this edition if there is such. */
function findDraft() {
  const keys = stored(() => Object.keys(localStorage).filter((key) => key.startsWith(DRAFTS))) || [];
  const key = keys.includes(DRAFT) ? DRAFT : keys[0];
  const found = key ? editsIn(stored(() => localStorage.getItem(key))) : null;
  edits.left = found && { key, found };
}

/** @param {boolean} taken */
function answerDraft(taken) {
  const { key, found } = edits.left;
  edits.left = null;
  stored(() => localStorage.removeItem(key));
  keepDraft();
  if (taken) takeEdits({ ...found, ...currentEdits() });
  else redraw("edit");
}

function saveEdits() {
  saveText(textOf(currentEdits()), `${plan.id}-edits.geojson`, "application/geo+json");
  edits.saved = currentEdits();
  redraw("edit");
}

/** Go on from a file that was saved before. @param {File} file */
async function openEdits(file) {
  const found = editsIn(await file.text());
  const isAlone = !Object.keys(currentEdits()).length;
  edits.refused = found ? "" : file.name;
  if (found) takeEdits({ ...currentEdits(), ...found });
  if (found && isAlone) edits.saved = currentEdits();
  redraw("edit");
}

/** Changes as GeoJSON, one feature a line. @param {Record<string, Edit>} made */
function textOf(made) {
  const features = Object.values(made).map((edit) => JSON.stringify(featureOf(edit)));
  const of = JSON.stringify({ plan: plan.id, edition: desk.edition });
  return `{"type":"FeatureCollection","buju":${of},"features":[\n${features.join(",\n")}\n]}\n`;
}

/** @param {Edit} edit */
function featureOf({ id, at, polygons, ...properties }) {
  const named = { ...properties, name: things.get(id).name[0] };
  const closed = (polygons || []).map((rings) => rings.map((ring) => [...ring, ring[0]]));
  const geometry = at
    ? { type: "Point", coordinates: at }
    : closed.length
      ? { type: "MultiPolygon", coordinates: closed }
      : null;
  return { type: "Feature", id, properties: named, geometry };
}

/** The changes that such a text holds, of things that this plan has; null where it is none. @param {string | null} text */
function editsIn(text) {
  try {
    const { buju: of, features } = JSON.parse(text);
    if (of.plan !== plan.id) return null;
    const found = features.map(editIn).filter(isEdit);
    return /** @type {Record<string, Edit>} */ (
      Object.fromEntries(found.map((/** @type {Edit} */ edit) => [keyOf(edit), edit]))
    );
  } catch {
    return null;
  }
}

/** Whether a change is of a thing that this plan has, and says where it is. @param {Edit} edit */
function isEdit({ layer, id, at, basis, members, polygons, located_by }) {
  const thing = things.get(id);
  if (!thing) return false;
  const isDegree = (/** @type {unknown} */ value) => typeof value === "number" && Number.isFinite(value);
  if (layer === "parks") return thing.type === "park" && at && at.every(isDegree) && typeof located_by === "string";
  const isDrawn = Boolean(polygons) && polygons.flat(3).every(isDegree);
  if (layer === "schematic") return thing.type === "zone" && Boolean(thing.diagram) && isDrawn;
  return (
    layer === "zones" &&
    thing.type === "zone" &&
    basis in desk.zone_bases &&
    (members ? unitsOf(members).length > 0 : isDrawn)
  );
}

/** @param {any} feature @returns {Edit} */
function editIn({ id, properties: named, geometry }) {
  const { ...properties } = named;
  delete properties.name;
  if (!geometry) return { id, ...properties };
  if (geometry.type === "Point") return { id, ...properties, at: geometry.coordinates };
  const polygons = geometry.coordinates.map((/** @type {Position[][]} */ rings) =>
    rings.map((ring) => ring.slice(0, -1)),
  );
  return { id, ...properties, polygons };
}
