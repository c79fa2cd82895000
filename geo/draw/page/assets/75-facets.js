// @ts-check
// Facets with counts: how many places each value would show, given the other facets and the ticks.
function drawFacets() {
  refill(byId("facets"), ...FACETS.map(facetGroup));
}

/** @param {Facet} facet */
function facetOrder(facet) {
  if (facet === "kind") return [...kinds.keys()];
  if (facet === "status") return [...statuses.keys()];
  if (facet === "unit")
    return [...units.map(({ id }) => id).filter((id) => id === (groundOf(id) || {}).id), ...ELSEWHERE];
  const open = (/** @type {Industry} */ industry) =>
    !industry.parent || state.industry.has(industry.parent) || state.industry.has(industry.id);
  const tops = [...industries.values()].filter((industry) => !industry.parent);
  const ordered = tops.flatMap((top) => [
    top,
    ...[...industries.values()].filter((industry) => industry.parent === top.id && open(industry)),
  ]);
  return [...ordered.map((industry) => industry.id), NO_INDUSTRY];
}

/** @param {Facet} facet */
function facetGroup(facet) {
  const others = FILTERS.filter((other) => other !== facet);
  const tallies = tallyOf(shownParks(others).flatMap(facetValues[facet]));
  const values = facetOrder(facet).filter((value) => tallies.get(value) || state[facet].has(value));
  const chips = values.map((value) => facetChip(facet, value, tallies.get(value) || 0));
  return chipGroup(facetLabel(facet), chips);
}

/** @param {Facet} facet @param {string} value @param {number} count */
function facetChip(facet, value, count) {
  const label = [facetIcon(facet, value), facetName(facet, value), el("span", { class: "count" }, count)];
  return chip(label, state[facet].has(value), `${facet}:${value}`, () => {
    toggle(state[facet], value);
    changed("filter");
  });
}

/** Filters in force, each removable, on every tab. */
function drawActive() {
  const chips = FACETS.flatMap((facet) =>
    [...state[facet]].map((value) =>
      button(
        [facetName(facet, value), iconOf("close")],
        () => {
          toggle(state[facet], value, false);
          changed("filter");
        },
        { class: "chip on", "data-key": `active:${facet}:${value}` },
      ),
    ),
  );
  const asked = FILTERS.some((facet) => state[facet].size) || !aloneGroup();
  const clear = isFiltered() && asked ? button(word("clear_all"), clearFilters, { class: "link" }) : null;
  panel.active.replaceChildren(...chips, ...(clear ? [clear] : []), emptyReasons());
  panel.active.hidden = !clear;
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

/** @param {Reason} reason */
function reasonRow({ name, out, without, clear }) {
  const take = () => {
    clear();
    changed("filter");
    byId(`to-${state.tab}`).focus();
  };
  return el(
    "li",
    {},
    el("bdi", {}, name),
    el("span", { class: "small" }, word("filter_out", { n: out })),
    button(word("filter_without", { n: without }), take, { class: "link" }),
  );
}
