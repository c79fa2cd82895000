// @ts-check
// One group of zones alone: from its heading in the tree, from the switch on the map of a crowded plan, and in the
// address. Asked for again, what was ticked before comes back.
addressKeys.only = {
  read: (text) => {
    const group = shownGroups().find(({ id }) => id === text);
    home.isGroup = Boolean(group);
    if (group) state.off = new Set(offBeside(group));
  },
  write: () => (aloneGroup() && !isAtFirst() ? aloneGroup().id : ""),
};

/** @param {Group | null} group */
function showAlone(group) {
  const alone = aloneGroup();
  const again = alone === group;
  if (!alone) page.ticksBefore = [...state.off];
  state.off = new Set(again || !group ? page.ticksBefore : offBeside(group));
  if (!group) state.off.clear();
  if (again || !group) page.ticksBefore = [];
  const chosen = things.get(state.selected);
  if (chosen && state.off.has(chosen.id)) state.selected = null;
  home.isGroup = true;
  changed("filter", "selection");
  revealGroup();
  const shown = aloneGroup();
  furniture.said.textContent = shown ? `${tr(shown.name)} ${groupPlace(shown)}` : word("time_all");
  moveMap(() => fitHome(true));
}

/** Scroll the tree to the group that stands alone. */
function revealGroup() {
  const pressed = panel.layout.querySelector(".only[aria-pressed=true]");
  if (pressed) pressed.closest(".group").scrollIntoView({ block: "nearest" });
}

/** A button at the heading of a group. @param {Group} group */
function aloneButton(group) {
  const [text, label] = ["group_only", "group_only_name"].map((key) => word(key, { name: tr(group.name) }));
  const attributes = { class: "chip only", "aria-label": label, title: label };
  return pressButton(text, aloneGroup() === group, `only:${group.id}`, () => showAlone(group), attributes);
}

/** Back to all groups, where some are not shown. */
function allButton() {
  const showAll = () => {
    showAlone(null);
    /** @type {HTMLElement} */ (panel.layout.querySelector(".only")).focus();
  };
  return state.off.size ? button(word("time_all"), showAll, { class: "chip only", "data-key": "only:" }) : null;
}

/** In a crowded plan the map says which layout it shows, and leads to the next. */
function groupSwitch() {
  const list = shownGroups();
  if (!isCrowded || state.step || list.length < 2) return null;
  const alone = aloneGroup();
  const at = list.indexOf(alone);
  const name = alone ? tr(alone.name) : state.off.size ? "…" : word("time_all");
  /** @param {"left" | "right"} icon @param {string} key @param {Group} group */
  const arrow = (icon, key, group) =>
    iconButton(icon, word(key, { name: tr(group.name) }), () => showAlone(group), { "data-key": key });
  return groupBox(
    "switch groups",
    word("group"),
    arrow("left", "group_before", list[(Math.max(at, 0) + list.length - 1) % list.length]),
    el("span", {}, el("bdi", {}, name), el("span", { class: "count" }, groupPlace(alone))),
    arrow("right", "group_after", list[(at + 1) % list.length]),
  );
}
