// @ts-check
// The tab of the pencil: what was changed, what is not located yet, zones and their drawings, what stands where.
const editHead = el("div");
/** It stays while its lists are drawn anew: whoever types Chinese into it is not interrupted. */
const editFilter = findField("edit-filter", { input: () => drawEditLists() });
const editLists = el("div");
/** Why places wait, those that may be found first. */
const REASONS = [undefined, "not-found", "planned", "silent", "outside", "region-aim"];

function drawEditTab() {
  const waited = waitingButtons().findIndex(({ dataset }) => dataset.key === pencil.next);
  nameField(editFilter, word("edit_filter"));
  refill(editHead, leftDraft(), editBar(), changeList(), savedFile());
  drawEditLists();
  if (pencil.next && !isNarrow()) focusNext(waited);
  pencil.next = "";
}

/** What the filter leaves. */
function drawEditLists() {
  refill(editLists, waitingPlaces(), zoneList(), placedList());
}

/** @returns {HTMLElement[]} */
function waitingButtons() {
  return [...editLists.querySelectorAll("#waiting button")].map((node) => /** @type {HTMLElement} */ (node));
}

/** When a tool is put away the keys go back to what opened it; a place that waited is followed by the next. @param {number} waited */
function focusNext(waited) {
  const [own] = keyed(panel.edit, pencil.next);
  const list = waitingButtons();
  const next = waited < 0 || list.includes(own) ? own : list[Math.min(waited, list.length - 1)];
  if (next) next.focus();
}

/** What an earlier visit left is offered. */
function leftDraft() {
  if (!edits.left) return null;
  const { key, found } = edits.left;
  const isOther = key !== DRAFT;
  return el(
    "section",
    { id: "left-draft" },
    el("p", {}, word("edit_left", { n: Object.keys(found).length }), isOther ? word("edit_left_other") : ""),
    el(
      "div",
      { class: "buttons" },
      button(word("edit_take"), () => answerDraft(true), { class: "plain primary", "data-key": "take" }),
      button(word("edit_discard"), () => answerDraft(false), { class: "plain", "data-key": "discard" }),
    ),
  );
}

function editBar() {
  const count = Object.keys(currentEdits()).length;
  const turn = (/** @type {number} */ by, /** @type {string} */ key) =>
    button(word(key), () => turnEdits(by), {
      class: "plain",
      "data-key": key,
      disabled: !edits.past[edits.at + by],
    });
  const save = button([iconOf("save"), word("edit_save", { n: count })], saveEdits, {
    id: "save-edits",
    class: "plain primary",
    "data-key": "save",
    disabled: !count,
  });
  return el("div", { class: "edit-bar" }, turn(-1, "edit_undo"), turn(1, "edit_redo"), save);
}

function changeList() {
  const list = Object.entries(currentEdits());
  if (!list.length) return el("p", { class: "small" }, word("edit_how"));
  const saved = el("p", { class: "small" }, word(isUnsaved() ? "edit_unsaved" : "edit_saved", { plan: plan.id }));
  return el(
    "section",
    {},
    el("h2", {}, word("edit_changes", { n: list.length })),
    el("ul", { id: "changes" }, ...list.reverse().map(changeRow)),
    saved,
  );
}

/** Work goes on from a file that was saved before. */
function savedFile() {
  const input = el("input", {
    type: "file",
    accept: ".geojson,.json",
    "data-key": "open",
    "aria-label": word("edit_open"),
  });
  input.addEventListener("change", () => openEdits(input.files[0]));
  const wrong = edits.refused
    ? el("p", { class: "small wrong", role: "alert" }, word("edit_refused", { name: edits.refused }))
    : null;
  return el("div", {}, el("span", { id: "open-edits", class: "link" }, word("edit_open"), input), wrong);
}

/** @param {[string, Edit]} change */
function changeRow([key, edit]) {
  const thing = things.get(edit.id);
  const back = button(word("edit_back"), () => edited(key, null), {
    class: "link",
    "data-key": `back:${key}`,
    "aria-label": labelled(word("edit_back"), tr(thing.name)),
  });
  const stray = thing.type === "park" ? strayText(thing, edit) : "";
  const lines = [changeText(edit), stray].map((text, at) => el("span", { class: at ? "small wrong" : "small" }, text));
  return el(
    "li",
    {},
    el("span", { class: "told" }, nameButton(thing), ...lines.filter((line) => line.textContent)),
    back,
  );
}

/** @param {Edit} edit */
function changeText({ layer, id, at, members, precision_km }) {
  const thing = things.get(id);
  if (thing.type === "park")
    return clauses([at.map((each) => each.toFixed(5)).join(", "), precisionText(thing), tr(thing.located_by)]);
  if (layer === "schematic") return word("edit_drawing_moved");
  const what = members
    ? word("edit_units", { n: members.length })
    : word("outline_km", { n: numeral(precision_km, 1) });
  return clauses([tr(/** @type {Zone} */ (thing).basis_name), what, areaText(/** @type {Zone} */ (thing).area_km2)]);
}

/** The places that the filter leaves. @param {(park: Park) => boolean} keep */
function filteredPlaces(keep) {
  const found = new Set(searched(editFilter.value).map(({ id }) => id));
  return parks.filter((park) => keep(park) && (!folded(editFilter.value) || found.has(park.id)));
}

function waitingPlaces() {
  const list = filteredPlaces((park) => !isLocated(park)).sort(
    (a, b) => REASONS.indexOf(a.unlocated) - REASONS.indexOf(b.unlocated),
  );
  const rest = list.length
    ? el("ul", { id: "waiting", class: "edit-list" }, ...list.map(placeRow))
    : el("p", { class: "small" }, word("edit_none_waiting"));
  return el("section", {}, el("h2", {}, word("edit_waiting", { n: list.length })), rest);
}

function placedList() {
  const list = filteredPlaces(isLocated);
  const more = el(
    "details",
    {},
    el("summary", {}, word("edit_placed", { n: list.length })),
    el("ul", { id: "placed", class: "edit-list" }, ...list.map(placeRow)),
  );
  const before = editLists.querySelector("details");
  more.open = Boolean(folded(editFilter.value)) || (before && before.open);
  return list.length ? more : null;
}

/** @param {Park} park */
function placeRow(park) {
  const detail = el("span", { class: "small" }, unitPath(park.unit) || nameOf(data.reasons, park.unlocated));
  const label = el("span", { class: "two" }, bdi(park.name), detail);
  const isAtWork = Boolean(pencil.tool) && pencil.tool.id === park.id;
  return el(
    "li",
    {},
    symbolIcon(park),
    pressButton(label, isAtWork, `place:${park.id}`, () => startPlace(park)),
  );
}

/** @param {Park} park */
function startPlace(park) {
  const { located_by = "", outside = "" } = currentEdits()[`parks:${park.id}`] || desk.places[park.id] || {};
  const [source, ...record] = located_by.split(":");
  const known = { basis: park.basis, precision_km: String(park.precision_km || ""), source, record: record.join(":") };
  const values = { ...(isLocated(park) ? known : pencil.chosen), outside };
  startTool({ kind: "place", id: park.id, at: park.at || null, values });
}

function zoneList() {
  return el("section", {}, el("h2", {}, word("zones")), el("ul", { class: "edit-list" }, ...zones.map(zoneRow)));
}

/** @param {Zone} zone */
function zoneRow(zone) {
  const tool = (/** @type {string} */ kind, /** @type {string} */ key, /** @type {() => void} */ start) =>
    button(word(key), start, {
      class: "chip",
      "data-key": `${kind}:${zone.id}`,
      "aria-label": labelled(word(key), tr(zone.name)),
    });
  return el(
    "li",
    { class: "zone-row" },
    swatch(zone),
    el("span", { class: "two" }, bdi(zone.name), el("span", { class: "small" }, tr(zone.basis_name))),
    el(
      "span",
      { class: "chips" },
      tool("sketch", "edit_sketch", () => startSketch(zone)),
      tool("union", "edit_union", () => startUnion(zone)),
      zone.diagram ? tool("diagram", "edit_diagram", () => startDiagram(zone)) : null,
    ),
  );
}

/** What is chosen on the map can be changed from its card. */
function drawCardTools() {
  const thing = things.get(state.selected);
  const foot = byId("card").querySelector("footer");
  if (!thing || !foot) return;
  if (thing.type === "park") foot.prepend(cardTool("edit_place", () => startPlace(thing)));
  if (thing.type === "zone" && isSchematic()) foot.prepend(cardTool("edit_diagram", () => startDiagram(thing)));
  else if (thing.type === "zone")
    foot.prepend(
      cardTool("edit_sketch", () => startSketch(thing)),
      cardTool("edit_union", () => startUnion(thing)),
    );
}

/** @param {string} key @param {() => void} start */
function cardTool(key, start) {
  return button(word(key), start, { class: "plain" });
}

/** @param {Zone} zone */
function startSketch(zone) {
  const known = zone.shape && cornersOfSketch(zone);
  startTool({
    kind: "sketch",
    id: zone.id,
    rings: known || [[]],
    isClosed: Boolean(known),
    past: [],
    follows: !known,
    precision_km: zone.basis === "sketch" ? String(zone.precision_km || "") : "",
  });
}

/** @param {Zone} zone */
function startUnion(zone) {
  const members = new Set((zone.members || []).filter((id) => unitById.has(id) && unitById.get(id).shape));
  const [first] = unitsOf([...members]);
  startTool({ kind: "union", id: zone.id, members, level: first ? first.level : GROUND });
}

/** @param {Zone} zone */
function startDiagram(zone) {
  const from = zone.diagram_label;
  startTool({ kind: "diagram", id: zone.id, from, to: from, growth: 1 });
}
