// @ts-check
// The card of the tool at work: what it is for, how to go about it, and what must be said of it.
/** How much larger or smaller a drawing gets at a time. */
const GROWTH = 1.1;
/** What a tool is called and how it is used, by its kind. @type {Record<string, [string, string]>} */
const TOOL_WORDS = {
  place: ["edit_place", "edit_place_how"],
  sketch: ["edit_sketch", "edit_sketch_how"],
  union: ["edit_union", "edit_union_how"],
  diagram: ["edit_diagram", "edit_diagram_how"],
};

/** What stands in the card by its kind. @type {Record<string, (tool: any) => Child[]>} */
const TOOL_FIELDS = { place: placeFields, sketch: sketchFields, union: unionFields, diagram: diagramFields };

function buildForm() {
  byId("stage").append(el("div", { id: "cross", tabindex: 0, role: "application", hidden: true }));
  host.append(el("form", { id: "pencil", hidden: true, novalidate: true }));
  byId("pencil").addEventListener("submit", (event) => {
    event.preventDefault();
    finishTool();
  });
}

/** Made anew for each tool, and in another language. */
function drawForm() {
  const { tool } = pencil;
  const [form, cross] = [byId("pencil"), byId("cross")];
  form.hidden = cross.hidden = !tool;
  if (!tool) return;
  const [name, how] = TOOL_WORDS[tool.kind].map((key) => word(key));
  const thing = things.get(tool.id);
  const title = labelled(name, tr(thing.name));
  form.setAttribute("aria-label", title);
  cross.setAttribute("aria-label", labelled(title, how));
  const close = iconButton("close", word("edit_cancel"), stopTool, { id: "pencil-close" });
  const says = el("p", { id: "pencil-says", role: "status" });
  const done = el("button", { type: "submit", class: "plain primary" }, word("edit_done"));
  refill(
    form,
    el("header", {}, el("p", { class: "small" }, name), el("h2", {}, bdi(thing.name)), close),
    el("p", { class: "small" }, how),
    ...TOOL_FIELDS[tool.kind](tool),
    says,
    el("footer", {}, done, button(word("edit_cancel"), stopTool, { class: "plain" })),
    aboutThing(thing),
  );
  drawSays();
}

/** What the text says of a thing, to find it by. @param {Thing} thing */
function aboutThing(thing) {
  const where = thing.type === "park" ? clauses([nameOf(data.kinds, thing.kind), whereText(thing)]) : "";
  const role = where || (thing.type === "zone" ? tr(thing.positioning) : "");
  return el(
    "div",
    { class: "about-thing" },
    el("p", { class: "small" }, role),
    (thing.facts || []).some(({ anchor }) => anchor) ? factSection(thing) : null,
    noteSection(thing),
  );
}

/** What follows the cross: coordinates, size, and what is wrong. */
function drawSays() {
  const { tool } = pencil;
  if (!tool) return;
  const told = { place: strayOf, sketch: sketchSays, union: unionSays, diagram: diagramSays }[tool.kind];
  const text = told(/** @type {any} */ (tool));
  const says = byId("pencil-says");
  const lines = [pencil.says, text].filter(Boolean);
  says.classList.toggle("wrong", tool.kind === "place" && text !== "");
  if (says.textContent !== lines.join("")) says.replaceChildren(...lines.map((line) => el("span", {}, line)));
}

/** @param {string} name @param {string} label @param {string} value @param {(text: string) => void} take @param {Attributes} [attributes] */
function textField(name, label, value, take, attributes = {}) {
  const input = el("input", { name, type: "text", autocomplete: "off", "data-key": name, ...attributes });
  input.value = value;
  input.addEventListener("input", () => {
    take(input.value.trim());
    pencil.says = "";
    redraw("tool");
  });
  return el("label", { class: "field" }, el("span", {}, label), input);
}

/** @param {string} name @param {string} label @param {[string, string][]} options @param {string} value @param {(text: string) => void} take */
function choiceField(name, label, options, value, take) {
  const input = el(
    "select",
    { name, "data-key": name },
    ...options.map(([id, text]) => el("option", { value: id }, text)),
  );
  input.value = value;
  input.addEventListener("change", () => {
    take(input.value);
    pencil.says = "";
    redraw("pencil", "tool");
  });
  return el("label", { class: "field" }, el("span", {}, label), input);
}

/** @param {{ precision_km: string }} values */
function precisionField(values) {
  const take = (/** @type {string} */ text) => (values.precision_km = text);
  return textField("precision_km", word("edit_precision"), values.precision_km, take, { inputmode: "decimal" });
}

/** @param {PlaceTool} tool */
function placeFields({ at, values }) {
  const coordinate = (/** @type {string} */ name, /** @type {0 | 1} */ axis) => {
    const known = at ? at[axis].toFixed(5) : "";
    return textField(name, word(`edit_${name}`), known, takeCoordinates, { inputmode: "decimal" });
  };
  const option = (/** @type {string} */ id, /** @type {Pair} */ name) =>
    /** @type {[string, string]} */ ([id, tr(name)]);
  const bases = data.bases.filter(({ id }) => desk.located_bases.includes(id)).map(({ id, name }) => option(id, name));
  /** @type {[string, string][]} */
  const evidence = [
    ["", word("edit_choose")],
    [desk.knowledge, word("edit_by_knowledge")],
    ...desk.sources.map(({ id, title }) => option(id, title)),
  ];
  const isDocument = values.source && values.source !== desk.knowledge;
  return [
    el("div", { class: "pairs" }, coordinate("lon", 0), coordinate("lat", 1)),
    el(
      "div",
      { class: "pairs" },
      choiceField("basis", word("basis"), bases, values.basis, (id) => (values.basis = id)),
      precisionField(values),
    ),
    choiceField("source", word("edit_evidence"), evidence, values.source, (id) => (values.source = id)),
    isDocument ? textField("record", word("edit_record"), values.record, (text) => (values.record = text)) : null,
    textField("outside", word("edit_outside"), values.outside, (text) => (values.outside = text)),
  ];
}

/** Coordinates as somebody types them, or pastes them as a pair; the cross goes there once both are such. */
function takeCoordinates() {
  const { tool } = pencil;
  const fields = ["lon", "lat"].map(fieldOf);
  const pair = fields[0].value.normalize("NFKC").match(/-?\d+(\.\d+)?/g) || [];
  if (pair.length === 2) {
    if (Math.abs(Number(pair[0])) <= 90 && Math.abs(Number(pair[1])) > 90) pair.reverse();
    fields.forEach((input, axis) => (input.value = pair[axis]));
  }
  const [lon, lat] = fields.map((input) => typedNumber(input.value));
  if (tool.kind !== "place" || !lon || !lat || Math.abs(lon) > 180 || Math.abs(lat) > 85) return;
  pencil.cross = L.latLng(lat, lon);
  tool.at = positionOf(pencil.cross);
  if (!map.getBounds().contains(pencil.cross)) map.panTo(pencil.cross, { animate: false });
}

/** @param {string} name @returns {HTMLInputElement} */
function fieldOf(name) {
  return byId("pencil").querySelector(`[name="${name}"]`);
}

/** What is wrong with where a place was put, whose fields follow the cross. @param {PlaceTool} tool */
function strayOf({ id, at, values }) {
  ["lon", "lat"].forEach((name, axis) => {
    const input = fieldOf(name);
    if (at && input !== document.activeElement) input.value = at[axis].toFixed(5);
  });
  const { precision_km, outside } = values;
  const place = { at, precision_km: typedNumber(precision_km) || 0, outside };
  const stray = strayText(/** @type {Park} */ (things.get(id)), place);
  fieldOf("outside").parentElement.hidden = !stray && !values.outside;
  return stray;
}

/** @param {SketchTool} tool */
function sketchFields(tool) {
  const follows = el("input", { type: "checkbox", name: "follows", "data-key": "follows" });
  follows.checked = tool.follows;
  follows.addEventListener("change", () => {
    tool.follows = follows.checked;
    redraw("tool");
  });
  const step = (/** @type {string} */ key, /** @type {(tool: SketchTool) => void} */ take) =>
    button(
      word(key),
      () => {
        take(tool);
        redraw("pencil", "tool");
      },
      { class: "plain", "data-key": key },
    );
  return [
    precisionField(tool),
    el("label", { class: "tick" }, follows, word("edit_follows")),
    el(
      "div",
      { class: "buttons" },
      step("edit_step_back", dropStep),
      step("edit_part", addPart),
      step("edit_anew", clearCorners),
    ),
  ];
}

/** @param {SketchTool} tool */
function sketchSays({ rings, follows }) {
  const closed = rings.map((ring) => ringOfCorners(ring, follows)).filter((ring) => ring.length > 2);
  const km2 = closed.reduce((sum, ring) => sum + Math.abs(ringKm2(ring)), 0);
  return clauses([word("edit_corners", { n: rings.flat().length }), aboutArea(km2)]);
}

/** @param {number} km2 */
function aboutArea(km2) {
  return km2 ? word("edit_about", { area: areaText(Math.round(km2)) }) : "";
}

/** @param {UnionTool} tool */
function unionFields(tool) {
  const levels = LEVELS.filter((level) => shapedUnits.some((unit) => unit.level === level));
  const choice = (/** @type {string} */ level) =>
    pressButton(nameOf(data.levels, level), level === tool.level, `level:${level}`, () => {
      tool.level = level;
      redraw("pencil");
    });
  const leave = (/** @type {Unit} */ unit) =>
    button(
      [bdi(unit.name), iconOf("close")],
      () => {
        tool.members.delete(unit.id);
        redraw("tool");
      },
      { class: "chip", "data-key": `member:${unit.id}`, "aria-label": word("edit_leave", { unit: tr(unit.name) }) },
    );
  return [
    groupBox("times", word("edit_level"), ...levels.map(choice)),
    el("div", { id: "members", class: "chips" }, ...unitsOf([...tool.members]).map(leave)),
  ];
}

/** @param {UnionTool} tool */
function unionSays(tool) {
  const shown = [...byId("members").children].map((node) => /** @type {HTMLElement} */ (node).dataset.key);
  if (shown.join() !== [...tool.members].map((id) => `member:${id}`).join())
    byId("members").replaceWith(.../** @type {Node[]} */ (unionFields(tool).slice(1)));
  const count = word("edit_units", { n: tool.members.size });
  return clauses([count, aboutArea(shapeKm2(unionOf([...tool.members])))]);
}

/** @param {DiagramTool} tool */
function diagramFields(tool) {
  const grow = (/** @type {number} */ by) => () => {
    tool.growth *= by;
    redraw("tool");
  };
  return [
    el(
      "div",
      { class: "buttons" },
      button(word("edit_larger"), grow(GROWTH), { class: "plain", "data-key": "larger" }),
      button(word("edit_smaller"), grow(1 / GROWTH), { class: "plain", "data-key": "smaller" }),
    ),
  ];
}

/** @param {DiagramTool} tool */
function diagramSays({ from, to, growth }) {
  const size = Math.round(growth * 100);
  return clauses([word("edit_moved", { km: numeral(lengthKm([from, to]), 1) }), size === 100 ? "" : `${size}%`]);
}
