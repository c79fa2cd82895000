// @ts-check
// Numbers of the plan as rows: parts under their whole, what is reached under what is aimed at.
const targetsById = indexed(data.targets);
const partsOf = grouped(data.targets, (target) => (target.part_of ? [target.part_of] : []));

/** @param {string} scope @param {string} of @param {"h4" | "span"} tag */
function subjectHead(scope, of, tag) {
  if (things.has(of)) return el(tag, {}, nameButton(things.get(of)), groupNote(things.get(of)));
  const item = (scope === "group" ? groups : [...industries.values()]).find((entry) => entry.id === of);
  return el(tag, {}, scope === "industry" && item ? dot(industryColour(of)) : null, item ? bdi(item.name) : of);
}

/** Parts that are numbers of something else than their whole. @param {Target} whole */
function partsElsewhere(whole) {
  return (partsOf.get(whole.id) || []).filter((part) => part.scope !== whole.scope || part.of !== whole.of);
}

/**
 * Baseline before target of the same indicator; parts after their whole. Named, each row says what it speaks of.
 * @param {Target[]} list @param {Map<Target, number>} scales
 */
function targetList(list, scales = scalesOf(list), isNamed = false) {
  const place = new Map();
  list.forEach((target, index) => once(place, target.indicator[0], () => index));
  const order = (/** @type {Target} */ target) =>
    place.get(target.indicator[0]) * 2 + (target.kind === "target" ? 1 : 0);
  const inOrder = [...list].sort((a, b) => order(a) - order(b));
  /** @type {Set<Target>} */
  const placed = new Set();
  /** @param {Target} target @param {Target | null} whole @param {Target} [before] @returns {HTMLElement} */
  const row = (target, whole, before) => {
    placed.add(target);
    const parts = inOrder.filter((part) => part.part_of === target.id && !placed.has(part));
    const rows = parts.map((part, at) => row(part, target, parts[at - 1]));
    const again = !isNamed && before && before.indicator[0] === target.indicator[0];
    return targetRow(target, scales, { whole, again, isNamed, beside: list }, rows);
  };
  const roots = inOrder.filter((target) => !list.some((other) => other.id === target.part_of));
  const rows = roots.map((target, at) => row(target, null, roots[at - 1]));
  const circular = inOrder.filter((target) => !placed.has(target)).map((target) => targetRow(target, scales, {}, []));
  return el("ul", { class: "targets" }, ...rows, ...circular);
}

/**
 * A number with its bar, its clauses, and below it its parts: here those of the same thing in full, others in short.
 * @param {Target} target @param {Map<Target, number>} scales
 * @param {Place} place @param {Node[]} rows @returns {HTMLElement}
 */
function targetRow(target, scales, place, rows) {
  const most = scales.get(target);
  const { beside = [] } = place;
  const elsewhere = partsElsewhere(target).filter((part) => shownTargets().includes(part) && !beside.includes(part));
  const parts = [...elsewhere.map((part) => partRow(part, scales.get(part))), ...rows];
  return el(
    "li",
    { class: rowClass(target), "data-target": target.id, "data-row": rowOf(target), tabindex: -1 },
    targetLine(target, place),
    most ? barOf(target, most, subjectColour(target)) : null,
    most ? reachedBar(target, most) : null,
    targetClauses(target),
    tr(target.note) ? el("p", { class: "small" }, bdi(target.note)) : null,
    reachedPart(target),
    parts.length ? el("ul", { class: "parts" }, ...parts) : null,
    target.parts_sum
      ? el("p", { class: "small sum" }, word("parts_sum", { sum: tr(target.parts_sum), all: tr(target.shown) }))
      : null,
  );
}

/** @param {Target} target */
function rowClass(target) {
  return target.kind + (rowOf(target) && target.of === state.selected ? " selected" : "");
}

/** What on the map a number speaks of. @param {Target} target */
function rowOf({ scope, of }) {
  return scope !== "plan" && things.has(of) ? of : null;
}

/** @param {Target} target @param {Place} place */
function targetLine(target, { whole, again, isNamed }) {
  const other = whole ? null : targetsById.get(target.part_of);
  const label = el(
    "span",
    { class: again ? "indicator unseen" : "indicator" },
    whole ? el("span", { class: "small" }, word("part_of_total")) : null,
    isNamed && target.scope !== "plan"
      ? [subjectHead(target.scope, target.of, "span"), bdi(target.indicator, { class: "small of" })]
      : bdi(target.indicator),
    other ? el("span", { class: "small whole" }, `${word("part_of")} `, bdi(other.indicator)) : null,
  );
  const kind = el("span", { class: `mark ${target.kind}` }, nameOf(data.target_kinds, target.kind));
  return el("div", { class: "line" }, label, kind, targetValue(target));
}

/** @param {Target} target */
function targetValue(target) {
  const mode = target.mode === "new" ? nameOf(data.modes, "new") : "";
  return el(
    "span",
    { class: "value" },
    el("span", { class: target.operator === "rank" ? "figure rank" : "figure" }, bdi(target.shown)),
    el(
      "span",
      { class: "small" },
      listed([target.is_share ? word("share") : "", yearText(target), mode, tr(target.hedge), unreachedText(target)]),
    ),
  );
}

/**
 * A part as a line under its whole; in full it stands where its own subject does.
 * @param {Target} part @param {number} [most]
 */
function partRow(part, most) {
  const value = el("span", { class: "figure small" }, bdi(part.shown));
  return el(
    "li",
    { "data-part": part.id, "data-row": rowOf(part) },
    el(
      "div",
      { class: "line" },
      subjectHead(part.scope, part.of, "span"),
      bdi(part.indicator, { class: "small" }),
      value,
    ),
    most ? barOf(part, most, subjectColour(part)) : null,
  );
}

/** @param {Target} target */
function targetClauses(target) {
  const texts = (target.facts || []).map(citation);
  return el("p", { class: "small clauses", lang: "zh-CN" }, el("bdi", {}, texts.join(" ")));
}

/** @param {Target} target @param {number} most */
function reachedBar({ id }, most) {
  const { value = 0 } = progressOf.get(id) || {};
  return value > 0 ? barOf({ operator: "eq", low: value }, most, "var(--done)") : null;
}

/** A target with nothing reached says so where others have something. @param {Target} target */
function unreachedText({ id, kind }) {
  return kind === "target" && progressOf.size && !progressOf.has(id) ? word("no_actual") : "";
}

/** What was reached: how much, how far that is, what was before, and who says so. @param {Target} target */
function reachedPart({ id }) {
  const progress = progressOf.get(id);
  if (!progress) return null;
  const { as_of: date, shown, told, former, note, sources } = progress;
  const value = el(
    "span",
    { class: "value" },
    el("span", { class: "figure" }, bdi(shown)),
    el("span", { class: "small" }, word("until", { date: dateText(date) })),
  );
  const before = tr(former) ? labelled(word("former"), tr(former)) : "";
  return el(
    "div",
    { class: "actual" },
    el("div", { class: "line" }, el("b", {}, word("actual")), trendChart(progress), value),
    el("p", {}, bdi(told)),
    el("p", { class: "small" }, clauses([before, tr(note), ...sources.map(sourceText)])),
  );
}

/** The numbers reached as a line, with dashes to the one aimed at; for the eye only: they stand in words. @param {Progress} progress */
function trendChart({ trend, aim = [] }) {
  if (!trend) return el("span");
  const ends = [...trend.slice(-1), ...aim];
  return svg(
    "svg",
    { viewBox: "-3 -3 102 26", width: 102, height: 26, "aria-hidden": "true", class: "trend" },
    svg("path", { d: `M${trend.join("L")}` }),
    svg("path", { d: `M${ends.join("L")}`, "stroke-dasharray": "2 2" }),
    ...trend.slice(0, -1).map(([cx, cy]) => svg("circle", { cx, cy, r: 1.5 })),
    ...ends.map(([cx, cy], at) => svg("circle", { cx, cy, r: 2.5, class: at ? "aim" : null })),
  );
}
