// @ts-check
// The slogan as a tree: group, zone, units and places, each with a tick box that takes it off the map.
const openBranches = new Set();

function drawTree() {
  const list = el("ul", { class: isCrowded ? "tree crowded" : "tree" }, ...groups.map(groupBranch));
  const hint = el("p", { class: "hint small" }, word("select_hint"), shownGroups().length > 1 ? allButton() : null);
  if (parksByZone().has(NO_ZONE)) list.append(looseBranch());
  refill(panel.layout, hint, list);
}

/** @param {Group} group */
function groupBranch(group) {
  const inside = zonesByGroup.get(group.id) || [];
  const ids = inside.map((zone) => zone.id);
  const head = el(
    "div",
    { class: "row" },
    el("h2", {}, bdi(group.name)),
    inside.length && shownGroups().length > 1 ? aloneButton(group) : null,
    inside.length ? tickBox(ids, tr(group.name)) : null,
  );
  const open = !isCrowded || inside.some((zone) => !state.off.has(zone.id));
  return el("li", { class: "group" }, head, open ? el("ul", {}, ...inside.map(zoneBranch)) : null);
}

/** @param {Zone} zone */
function zoneBranch(zone) {
  const inside = parksByZone().get(zone.id) || [];
  const row = branchRow(zone, tickBox([zone.id], tr(zone.name), zone.colour), inside, {
    mark: zone.shape ? (zone.focus ? word("members_focus") : "") : tr(zone.basis_name),
  });
  return el("li", { class: "zone" }, row, openBranches.has(zone.id) ? el("ul", {}, ...zoneLeaves(zone, inside)) : null);
}

/** @param {Zone} zone @param {Park[]} inside */
function zoneLeaves(zone, inside) {
  const byMember = grouped(inside, (park) => [(memberOf(zone, park) || { id: "" }).id]);
  const branches = unitsOf(zone.members).map((unit) => unitBranch(unit, byMember.get(unit.id) || [], zone));
  return [...branches, ...(byMember.get("") || []).map(parkLeaf)];
}

/** @param {Unit} unit @param {Park[]} inside @param {Zone} zone */
function unitBranch(unit, inside, zone) {
  const key = `${zone.id}/${unit.id}`;
  const row = branchRow(unit, tickBox([unit.id], tr(unit.name)), inside, { key });
  return el("li", { class: "unit" }, row, openBranches.has(key) ? el("ul", {}, ...inside.map(parkLeaf)) : null);
}

/** @param {Park} park */
function parkLeaf(park) {
  const row = el("div", { class: "row" }, tickBox([park.id], tr(park.name)), symbolIcon(park), nameButton(park));
  if (!isLocated(park)) row.append(el("span", { class: "small" }, word("not_located")));
  return el("li", { class: "leaf" }, row);
}

function looseBranch() {
  const inside = parksByZone().get(NO_ZONE);
  const name = word("no_zone");
  const opener = openButton(NO_ZONE, name, inside.length);
  const label = el("span", { class: "name" }, name);
  const row = el("div", { class: "row" }, tickBox([NO_ZONE], name), label, countOf(inside), opener);
  const leaves = openBranches.has(NO_ZONE) ? el("ul", {}, ...inside.map(parkLeaf)) : null;
  return el("li", { class: "group loose" }, row, leaves);
}

/**
 * @param {Thing} thing @param {HTMLElement} tick @param {Park[]} inside
 * @param {{ key?: string; mark?: string }} options
 */
function branchRow(thing, tick, inside, { key = thing.id, mark = "" } = {}) {
  const name = nameButton(thing);
  if (mark) name.append(el("span", { class: "small" }, mark));
  const count = thing.type === "zone" ? inside.length + (thing.members || []).length : inside.length;
  return el("div", { class: "row" }, tick, name, countOf(inside), openButton(key, tr(thing.name), count));
}

/** @param {Park[]} inside */
function countOf(inside) {
  const shown = inside.filter((park) => isTicked(park) && passes(park, FILTERS)).length;
  const text = shown === inside.length ? String(shown) : `${shown}/${inside.length}`;
  return el(
    "span",
    { class: "count", title: word("shown_of", { n: shown, all: inside.length }) },
    inside.length ? text : "",
  );
}

/** @param {string} key @param {string} name @param {number} count */
function openButton(key, name, count) {
  if (!count) return el("span", { class: "icon" });
  const open = openBranches.has(key);
  return iconButton(
    open ? "down" : "right",
    word("open", { name }),
    () => {
      toggle(openBranches, key);
      drawTree();
    },
    { "aria-expanded": String(open), "data-key": `open:${key}` },
  );
}

/** @param {string[]} ids @param {string} name @param {Zone["colour"]} [colour] */
function tickBox(ids, name, colour) {
  const box = el("input", { type: "checkbox", "aria-label": word("show", { name }), "data-key": `tick:${ids.join()}` });
  box.checked = ids.every((id) => !state.off.has(id));
  box.indeterminate = !box.checked && ids.some((id) => !state.off.has(id));
  box.addEventListener("change", () => {
    for (const id of ids) toggle(state.off, id, !box.checked);
    changed("filter");
  });
  if (colour) {
    box.classList.add("coloured");
    box.style.setProperty("--fill", colour.fill);
    box.style.setProperty("--line", colour.line);
  }
  return box;
}
