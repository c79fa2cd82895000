// @ts-check
// What the map draws and what it cannot: how many places stand on it, and those known to a unit, to the region or to
// nothing, each a button that lists them. It answers filters too.
/** @type {Stand[]} */
const STANDS = ["site", "unit", "region", "nowhere"];

function drawTray() {
  const all = shownParks();
  const shown = grouped(all, (park) => [park.stand]);
  const parts = STANDS.map((stand) => trayPart(stand, shown.get(stand) || [], all.length));
  furniture.tray.setAttribute("aria-label", word("tray"));
  refill(furniture.tray, parts);
  furniture.tray.hidden = !parks.length || showsNumbers();
  markTray();
}

/** @param {Stand} stand @param {Park[]} inside @param {number} all */
function trayPart(stand, inside, all) {
  const text = trayText(stand, inside.length, all);
  if (stand === "site") return el("span", { class: "drawn" }, text);
  if (!inside.length) return null;
  return button(text, (event) => listStanding(inside, event), { "data-stand": stand, "data-key": `stand:${stand}` });
}

/** @param {Stand} stand @param {number} n @param {number} all */
function trayText(stand, n, all) {
  if (stand !== "site") return word(`stand_${stand}`, { n, whole: tr(plan.whole) });
  return isFiltered() || n < all ? word("stand_of", { n, all }) : word("stand_site", { n });
}

/** The part in which the chosen place is counted stands out. */
function markTray() {
  const { stand = "" } = /** @type {Partial<Park>} */ (things.get(state.selected) || {});
  for (const node of furniture.tray.querySelectorAll("[data-stand]"))
    node.classList.toggle("chosen", node.getAttribute("data-stand") === stand);
}

/** List places in the card. @param {Park[]} inside @param {MouseEvent} [event] */
function listStanding(inside, event) {
  state.gathered = inside.map((park) => park.id);
  state.selected = null;
  if (event) page.opener = /** @type {HTMLElement} */ (event.currentTarget).dataset.key || null;
  changed("selection");
  if (event && event.detail === 0) focusCard();
}
