// Order of work: zones, then the rest of the map, then panel and lists, so that the first shape stands early.
let viewWaits = false;
const isEmbedded = new URLSearchParams(location.search).get("embed") === "1";

function viewChanged() {
  viewWaits = false;
  if (view.zoom !== symbolsZoom) {
    refineShapes();
    drawLevels();
    drawLive();
    drawSymbols();
  }
  drawScale();
  drawLegend();
  drawLabels();
}

/** The map's size as it was last fitted: Leaflet follows the window before we do. */
let fittedSize = null;

function resized() {
  const before = fittedSize;
  measureMap();
  if (!fittedSize.x || !fittedSize.y || (before && fittedSize.equals(before))) return;
  if (atHome) fitHome();
  else if (isOnStep()) showStep(false);
  else viewChanged();
}

function measureMap() {
  map.invalidateSize({ animate: false, pan: false });
  fittedSize = map.getSize();
  const { x, y } = fittedSize;
  root.classList.toggle("cramped", x < 760);
  root.classList.toggle("tiny", x < 480);
  root.classList.toggle("large", (x >= 1400 && y >= 860) || (lit && x >= 1000));
}

function thingAt(target) {
  const node = target.closest && target.closest("[data-id], [data-names], [data-gathered], .gathered");
  return node || null;
}

/** What lies under the pointer; on a canvas also within a zone that is chosen already. */
function idAt(node, event) {
  const id = node ? node.dataset.id || node.dataset.names || null : null;
  const asked = unitCanvas && (!node || id === state.selected);
  return (asked && unitCanvas.unitAt(event)) || id;
}

function hover(id, event) {
  if (id === hoveredId && !event) return;
  const before = hoveredId;
  hoveredId = id;
  if (event) showTip(event, things.get(id));
  if (before === id) return;
  if (!id) furniture.tip.hidden = true;
  drawOutlines();
  drawRings();
}

function watchPointer() {
  const container = map.getContainer();
  container.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || map.dragging.moving()) return hover(null);
    const node = thingAt(event.target);
    return hover(idAt(node, event), event);
  });
  container.addEventListener("pointerleave", () => hover(null));
  map.on("click", (event) => pick(event.originalEvent));
}

function pick(event) {
  const node = thingAt(event.target);
  const gathering = node && gatherings.find((each) => each.node === node && each.parks.length > 1);
  if (gathering) return fanned && fanned.gathering === gathering ? foldIn() : openGathering(gathering);
  if (!fanned || !node || node.dataset.type !== "park") foldIn();
  const id = idAt(node, event);
  cardOpener = null;
  if (!id) return select(null);
  select(id, { move: false });
  return keepFromCard(event);
}

/** What was clicked does not vanish under the card that it opens. */
function keepFromCard(event) {
  const card = byId("card").getBoundingClientRect();
  if (card.width && event.clientX > card.left - 24 && event.clientY > card.top && !isNarrow())
    map.panBy([event.clientX - card.left + 64, 0], { animate: !isStill() });
  else if (card.width && isNarrow() && event.clientY > card.top - 24)
    map.panBy([0, event.clientY - card.top + 64], { animate: !isStill() });
}

function watchKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.key === "d" && isBare(event)) setDrawing(isSchematic() ? "admin" : "schematic");
    if (event.key !== "Escape") return;
    const folded = foldIn();
    if (state.selected || state.gathered) closeCard();
    else if (state.step && !folded) endStory();
  });
  document.addEventListener("keydown", storyKeys, true);
  panel.tabs.addEventListener("keydown", tabKeys);
}

/** Whether a key is pressed alone, and not into a field. */
function isBare({ ctrlKey, metaKey, altKey, target }) {
  return !ctrlKey && !metaKey && !altKey && !target.closest("input:not([type=checkbox]), textarea, select");
}

function watchMap() {
  map.on("movestart", () => {
    if (!fitting) atHome = false;
    hover(null);
  });
  map.on("zoomend moveend", () => {
    if (viewWaits) return;
    viewWaits = true;
    Promise.resolve().then(() => {
      viewChanged();
      noteView();
      writeAddress();
    });
  });
  window.addEventListener("hashchange", () => {
    readAddress();
    showAddressed();
    setLang(lang);
    changed("filter", "selection", "drawing");
    resumeStory();
  });
  new ResizeObserver(resized).observe(map.getContainer());
}

function showAddressed() {
  const asked = viewOf(state.at);
  if (!asked) return atHome && !framesGroup ? undefined : fitHome();
  atHome = false;
  return map.setView(asked.center, asked.zoom, { animate: false });
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

function embeddedWheel(event) {
  if (map.scrollWheelZoom.enabled()) return;
  if (!event.ctrlKey && !event.metaKey) return showTip(event, { name: (data.ui || {}).click_to_zoom });
  event.preventDefault();
  const by = Math.max(-1, Math.min(1, -event.deltaY / map.options.wheelPxPerZoomLevel));
  map.setZoomAround(map.mouseEventToContainerPoint(event), map.getZoom() + by, { animate: false });
}

function settleMap() {
  root.classList.add("buju");
  root.classList.toggle("telling", state.step > 0);
  if (isEmbedded) embed();
  Object.assign(map.options, {
    zoomSnap: 0.25,
    zoomDelta: 1,
    wheelPxPerZoomLevel: 90,
    maxZoom: MAX_ZOOM,
    zoomAnimationThreshold: 8,
  });
  map.setMaxZoom(MAX_ZOOM);
  if (isStill()) {
    map._zoomAnimated = false;
    map.options.inertia = false;
  }
  measureMap();
  const at = state.at;
  fitHome();
  const asked = viewOf(at);
  if (!asked) return;
  state.at = at;
  atHome = false;
  map.setView(asked.center, asked.zoom, { animate: false });
}

function subscribe() {
  const list = [drawTabs, drawActive, drawTree, drawFacets, drawTable];
  redraws.lang.push(
    drawHead,
    drawPlate,
    drawTools,
    drawFoot,
    drawModes,
    drawStory,
    drawSearch,
    ...list,
    drawTargets,
    drawCard,
    drawLegend,
    drawLabels,
    nameMap,
  );
  const marks = [drawOutlines, drawSymbols, drawLegend, drawLabels];
  redraws.drawing.push(drawDiagrams, drawModes, ...marks);
  redraws.step.push(drawVisibility, drawModes, drawStory, ...marks);
  redraws.filter.push(drawModes, drawVisibility, drawOutlines, drawSymbols, drawLegend, drawLabels, ...list);
  redraws.selection.push(drawCard, drawLive, drawOutlines, drawSelectedSymbol, drawLegend, drawLabels, markSelectedRow);
}

function nameMap() {
  const container = map.getContainer();
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", labelled(word("map"), tr(plan.title)));
  shapesSvg.setAttribute("aria-label", word("map_about"));
}

async function startPage() {
  readAddress();
  settleMap();
  new PlanLayer().addTo(map);
  drawZones();
  performance.mark("buju:first-shape");
  await nextFrame();
  drawRest();
  drawMarkGroups();
  drawLevels();
  drawDiagrams();
  const stage = drawFurniture();
  buildLegend(stage);
  buildCard(stage);
  buildStory(stage);
  drawSymbols();
  await nextFrame();
  buildPanel();
  subscribe();
  setLang(lang);
  changed("selection");
  revealGroup();
  watchMap();
  watchPointer();
  watchKeys();
  watchPrint();
  watchStory();
  resumeStory();
  if (state.selected && !state.at && isNarrow()) bringIntoView(things.get(state.selected));
  root.dataset.ready = "1";
  performance.mark("buju:ready");
}

window.buju = { map, data, select, setLang, setDrawing, tell, ready: startPage() };
