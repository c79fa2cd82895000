// Numbers of the plan, by what they speak of. A bar stands only where there is an actual to hold against a target.
const SCOPES = ["plan", "group", "zone", "unit", "park", "industry"];

function drawTargets() {
  const list = data.targets || [];
  const sections = SCOPES.map((scope) =>
    scopeSection(
      scope,
      list.filter((target) => target.scope === scope),
    ),
  ).filter(Boolean);
  panel.targets.replaceChildren(...(sections.length ? sections : [el("p", { class: "empty" }, word("targets_none"))]));
}

function scopeSection(scope, list) {
  if (!list.length) return null;
  const bySubject = grouped(list, (target) => [target.of || ""]);
  const subjects = [...bySubject].sort(([a], [b]) => subjectOrder(scope, a) - subjectOrder(scope, b));
  const parts = subjects.flatMap(([of, targets]) => [
    scope === "plan" ? null : subjectHead(scope, of),
    targetList(targets),
  ]);
  return el("section", { class: "scope" }, el("h2", {}, headed(nameOf(data.scopes, scope))), ...parts);
}

function subjectOrder(scope, of) {
  const lists = { group: groups, zone: zones, unit: units, park: parks, industry: [...industries.values()] };
  return (lists[scope] || []).findIndex((item) => item.id === of);
}

function subjectHead(scope, of) {
  if (things.has(of)) return el("h3", {}, nameButton(things.get(of)));
  const item = (scope === "group" ? groups : [...industries.values()]).find((entry) => entry.id === of);
  return el("h3", {}, scope === "industry" && item ? dot(industryColour(of)) : null, item ? bdi(item.name) : of);
}

/** Baseline before target of the same indicator; parts after their whole. */
function targetList(list) {
  const place = new Map();
  list.forEach((target, index) => {
    const key = target.indicator[0];
    if (!place.has(key)) place.set(key, index);
  });
  const kindOrder = { baseline: 0, target: 1 };
  const order = (target) => place.get(target.indicator[0]) * 10 + (kindOrder[target.kind] || 0);
  const sorted = [...list].sort((a, b) => order(a) - order(b));
  return el(
    "ul",
    { class: "targets" },
    ...sorted.map((target, index) =>
      targetRow(target, index > 0 && sorted[index - 1].indicator[0] === target.indicator[0]),
    ),
  );
}

function targetRow(target, again) {
  const whole = target.part_of && (data.targets || []).find((other) => other.id === target.part_of);
  const label = el(
    "span",
    { class: again ? "indicator unseen" : "indicator" },
    whole ? el("span", { class: "small" }, word("part_of_total")) : null,
    bdi(target.indicator),
  );
  const kind = el(
    "span",
    { class: `mark ${target.kind}` },
    nameOf(data.target_kinds, target.kind) || word(target.kind),
  );
  const when = target.year ? word("year_end", { year: target.year }) : "";
  const value = el(
    "span",
    { class: "value" },
    el("span", { class: "figure" }, bdi(target.shown)),
    el("span", { class: "small" }, clauses([when, target.hedge || ""])),
  );
  return el(
    "li",
    { class: target.kind, "data-target": target.id },
    el("div", { class: "line" }, label, kind, value),
    ...(actualsOf.get(target.id) || []).map((actual) => actualBar(target, actual)),
    targetClauses(target),
  );
}

function targetClauses(target) {
  const texts = (target.facts || []).map((fact) => `${fact.locator} ${fact.anchor ? quoted(fact.anchor) : ""}`);
  return el("p", { class: "small clauses", lang: "zh-CN" }, el("bdi", {}, texts.join(" ")));
}

function actualBar(target, actual) {
  const ratio = target.low > 0 ? Number(actual.value) / Number(target.low) : NaN;
  const bar = el("div", { class: "bar", "aria-hidden": "true" }, el("div", { class: "done" }));
  bar.firstChild.style.width = `${Math.max(0, Math.min(1, ratio)) * 100}%`;
  const share = Number.isFinite(ratio) ? `${numeral(ratio * 100)}%` : "";
  const text = el(
    "span",
    { class: "small" },
    labelled(word("actual"), tr(actual.shown)),
    " ",
    clauses([word("as_of", { date: dateText(actual.as_of) }), share]),
  );
  return el("div", { class: "actual" }, Number.isFinite(ratio) ? bar : null, text);
}
