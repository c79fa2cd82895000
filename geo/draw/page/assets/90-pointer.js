// @ts-check
// The pointer and the keys.
/** @param {EventTarget | null} target @returns {SVGElement | null} */
function thingAt(target) {
  return target instanceof Element ? target.closest("[data-id], [data-names], .gathered, .badge") : null;
}

/**
 * What lies under the pointer; on a canvas also within a zone that is chosen already.
 * @param {SVGElement | null} node @param {MouseEvent} event
 */
function idAt(node, event) {
  const id = node ? node.dataset.id || node.dataset.names || null : null;
  const asked = drawn.canvas && (!node || id === state.selected);
  return (asked && drawn.canvas.unitAt(event)) || id;
}

function watchPointer() {
  const container = map.getContainer();
  container.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || /** @type {any} */ (map.dragging).moving()) return hover(null);
    const node = thingAt(event.target);
    const id = idAt(node, event);
    hover(id);
    return showTip(event, things.get(id) || badgeTip(node));
  });
  container.addEventListener("pointerleave", () => hover(null));
  map.on("click", (event) => pick(event.originalEvent));
}

/** What a badge is under the pointer. @param {SVGElement | null} node @returns {Tipped | undefined} */
function badgeTip(node) {
  const badge = badgeOf(node);
  return badge && { name: [labelled(tr(badge.unit.name), word("stand_unit", { n: badge.parks.length }))] };
}

/** @param {MouseEvent} event */
function pick(event) {
  const node = thingAt(event.target);
  const gathering = node && drawn.gatherings.find((each) => each.node === node && each.parks.length > 1);
  if (gathering) return drawn.fan && drawn.fan.gathering === gathering ? foldIn() : openGathering(gathering);
  const badge = badgeOf(node);
  if (badge) return listStanding(badge.parks);
  if (!drawn.fan || !node || node.dataset.type !== "park") foldIn();
  const number = /** @type {SVGElement | null} */ (targetOf(event).closest("[data-number]"));
  if (number) return showNumber(targetsById.get(number.dataset.number), { move: false });
  const id = idAt(node, event);
  page.opener = null;
  if (!id) return select(null);
  select(id, { move: false });
  return keepFromCard(event);
}

/** What was clicked does not vanish under the card that it opens. @param {MouseEvent} event */
function keepFromCard(event) {
  const card = byId("card").getBoundingClientRect();
  if (card.width && event.clientX > card.left - 24 && event.clientY > card.top && !isNarrow())
    moveForChoice(() => map.panBy([event.clientX - card.left + 64, 0], { animate: !isStill() }));
  else if (card.width && isNarrow() && event.clientY > card.top - 24)
    moveForChoice(() => map.panBy([0, event.clientY - card.top + 64], { animate: !isStill() }));
}

function watchKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.key === "d" && isBare(event)) setDrawing(isSchematic() ? "admin" : "schematic");
    if (event.key !== "Escape") return;
    const wasOpen = foldIn();
    if (state.selected || state.gathered) closeCard();
    else if (isFramed) giveKeysBack();
    else if (state.step && !wasOpen) endStory();
  });
  document.addEventListener("keydown", storyKeys, true);
  panel.tabs.addEventListener("keydown", tabKeys);
}

/** Within another page the wheel scrolls that page, until the map is clicked; with Ctrl it zooms at once. */
function embed() {
  const container = map.getContainer();
  root.classList.add("embed");
  map.scrollWheelZoom.disable();
  map.on("click", () => map.scrollWheelZoom.enable());
  container.addEventListener("pointerleave", () => map.scrollWheelZoom.disable());
  container.addEventListener("wheel", embeddedWheel, { passive: false });
}

/** @param {WheelEvent} event */
function embeddedWheel(event) {
  if (map.scrollWheelZoom.enabled()) return;
  if (!event.ctrlKey && !event.metaKey) return showTip(event, { name: data.phrases.click_to_zoom });
  event.preventDefault();
  const by = Math.max(-1, Math.min(1, -event.deltaY / map.options.wheelPxPerZoomLevel));
  map.setZoomAround(map.mouseEventToContainerPoint(event), map.getZoom() + by, { animate: false });
}
