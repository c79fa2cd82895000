// Facets with counts: how many places each value would show, given the other facets and the ticks.
function drawFacets() {
  const box = document.getElementById("facets");
  keepFocus(box, () => box.replaceChildren(...FACETS.map(facetGroup)));
}

function facetName(facet, value) {
  if (value === NO_INDUSTRY) return word("no_industry");
  const lists = { industry: data.industries, kind: data.kinds, status: data.statuses };
  return headed(nameOf(lists[facet], value));
}

function facetOrder(facet) {
  if (facet === "kind") return [...kinds.keys()];
  if (facet === "status") return [...statuses.keys()];
  const open = (industry) => !industry.parent || state.industry.has(industry.parent) || state.industry.has(industry.id);
  const tops = [...industries.values()].filter((industry) => !industry.parent);
  const ordered = tops.flatMap((top) => [
    top,
    ...[...industries.values()].filter((industry) => industry.parent === top.id && open(industry)),
  ]);
  return [...ordered.map((industry) => industry.id), NO_INDUSTRY];
}

function facetGroup(facet) {
  const others = FACETS.filter((other) => other !== facet);
  const tallies = new Map();
  for (const park of shownParks(others))
    for (const value of facetValues[facet](park)) tallies.set(value, (tallies.get(value) || 0) + 1);
  const values = facetOrder(facet).filter((value) => tallies.get(value) || state[facet].has(value));
  const chips = values.map((value) => facetChip(facet, value, tallies.get(value) || 0));
  return el(
    "div",
    { class: "facet", role: "group", "aria-label": word(facet) },
    el("h2", {}, word(facet)),
    el("div", { class: "chips" }, ...chips),
  );
}

function facetChip(facet, value, count) {
  const on = state[facet].has(value);
  const flip = () => {
    toggle(state[facet], value);
    changed("filter");
  };
  const attributes = { class: on ? "chip on" : "chip", "aria-pressed": String(on), "data-key": `${facet}:${value}` };
  return button(
    [facetIcon(facet, value), facetName(facet, value), el("span", { class: "count" }, count)],
    flip,
    attributes,
  );
}

function facetIcon(facet, value) {
  if (facet === "industry") return dot(industryColour(value));
  const box = svg("svg", { viewBox: "-9 -9 18 18", width: 13, height: 13, "aria-hidden": "true", class: "symbol" });
  box.append(...(facet === "kind" ? glyphPaths(value, "existing", QUIET) : glyphPaths("", value, QUIET)));
  return box;
}

function industryColour(id) {
  const top = topIndustry(id);
  return (top && top.colour) || QUIET;
}
