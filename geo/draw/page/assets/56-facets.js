// Facets with counts: how many places each value would show, given the other facets and the ticks.
function drawFacets() {
  const box = byId("facets");
  keepFocus(box, () => box.replaceChildren(...FACETS.map(facetGroup)));
}

function facetName(facet, value) {
  if (value === NO_INDUSTRY) return word("no_industry");
  if (facet === "time") return word(`time_${value}`);
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
  const others = FILTERS.filter((other) => other !== facet);
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

function facetText(facet) {
  return labelled(word(facet), listed([...state[facet]].map((value) => facetName(facet, value))));
}

/** Why no place is shown: each filter with how many it leaves out, and a button that takes this one away. */
function emptyReasons() {
  const box = el("div", { class: "reasons", role: "status" });
  if (shownParks().length || !parks.length) return box;
  const facets = FILTERS.filter((facet) => state[facet].size).map((facet) => ({
    name: facetText(facet),
    out: parks.filter((park) => !passes(park, [facet])).length,
    without: shownParks(FILTERS.filter((other) => other !== facet)).length,
    clear: () => state[facet].clear(),
  }));
  const unticked = {
    name: word("unticked"),
    out: parks.filter((park) => !isTicked(park)).length,
    without: parks.filter((park) => passes(park, FILTERS)).length,
    clear: () => (state.off = new Set(firstHidden())),
  };
  box.append(el("p", {}, word("filters_why")));
  box.append(el("ul", {}, ...[...facets, unticked].filter(({ out }) => out).map(reasonRow)));
  return box;
}

function reasonRow({ name, out, without, clear }) {
  const take = () => {
    clear();
    changed("filter");
    byId(`to-${tab}`).focus();
  };
  return el(
    "li",
    {},
    el("bdi", {}, name),
    el("span", { class: "small" }, word("filter_out", { n: out })),
    button(word("filter_without", { n: without }), take, { class: "link" }),
  );
}
