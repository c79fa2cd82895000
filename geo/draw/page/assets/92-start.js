// @ts-check
// Order of work: zones, then the rest of the map, then panel and lists, so that the first shape stands early.

// What is drawn anew, in this order: outlines, symbols, furniture, panel; then the legend, which tells of what is on the
// map, and names, which keep off all of it.
redraws.push(
  [drawTheme, ["theme"]],
  [nameView, ["view", "step"]],
  [redrawCanvas, ["theme", "filter", "drawing", "step"]],
  [refineShapes, ["zoom"]],
  [refineWaters, ["zoom"]],
  [drawWaterLevels, ["zoom"]],
  [drawLevels, ["zoom"]],
  [drawDiagrams, ["drawing"]],
  [drawVisibility, ["filter", "drawing", "step", "selection"]],
  [drawTints, ["filter", "step"]],
  [drawLive, ["zoom", "selection"]],
  [drawOutlines, ["filter", "drawing", "step", "selection", "hover"]],
  [drawSymbols, ["zoom", "filter", "drawing", "step", "view"]],
  [drawNearSymbols, ["extent"]],
  [drawTowns, ["lang", "extent", "drawing"]],
  [drawBadges, ["lang", "zoom", "filter", "drawing", "step", "view"]],
  [drawSelectedSymbol, ["selection"]],
  [markBadges, ["selection"]],
  [drawRings, ["hover"]],
  [nameMap, ["lang"]],
  [drawPlate, ["lang", "filter", "step"]],
  [drawTools, ["lang"]],
  [drawFoot, ["lang"]],
  [drawTray, ["lang", "filter", "step", "view"]],
  [markTray, ["selection"]],
  [drawScale, ["extent"]],
  [dropTip, ["hover"]],
  [drawHead, ["lang"]],
  [drawHeadline, ["lang", "view"]],
  [drawSearch, ["lang"]],
  [drawBar, ["lang", "filter", "theme"]],
  [drawActive, ["lang", "filter"]],
  [drawTabs, ["lang", "filter", "tab"]],
  [drawTree, ["lang", "filter"]],
  [drawFacets, ["lang", "filter"]],
  [drawTable, ["lang", "filter"]],
  [drawTargets, ["lang", "filter"]],
  [markSelectedRow, ["selection"]],
  [drawModes, ["lang", "filter", "drawing", "step", "view"]],
  [drawIndustries, ["lang", "extent", "filter", "step", "view"]],
  [drawStory, ["lang", "step"]],
  [drawPager, ["look"]],
  [drawCard, ["lang", "selection"]],
  [drawStrip, ["lang", "extent", "filter", "drawing", "step", "view"]],
  [returnHome, ["drawing"]],
  [fitView, ["view"]],
  [drawLegend, ["lang", "extent", "filter", "drawing", "step", "selection", "view"]],
  [drawPlates, ["lang", "extent", "filter", "drawing", "step", "view"]],
  [markPlates, ["selection"]],
  [drawLabels, ["lang", "extent", "filter", "drawing", "step", "selection", "fan", "view"]],
  [drawPair, ["lang", "filter", "step", "view"]],
  [writeAddress, ["address"]],
  [tellAddress, ["address"]],
);
function watchMap() {
  let waits = false;
  map.on("movestart", () => {
    if (!home.isMoving) home.isShown = false;
    if (!home.isChoosing) home.before = null;
    hover(null);
  });
  map.on("zoomend moveend", () => {
    if (waits) return;
    waits = true;
    Promise.resolve().then(() => {
      waits = false;
      viewChanged();
      noteView();
      redraw("address");
    });
  });
  window.addEventListener("hashchange", () => {
    takeAddress();
    resumeStory();
  });
  new ResizeObserver(resized).observe(map.getContainer());
}

function settleMap() {
  root.classList.add("buju");
  root.classList.toggle("paired", isPaired);
  root.classList.toggle("telling", state.step > 0);
  if (isEmbedded) embed();
  Object.assign(map.options, { wheelPxPerZoomLevel: 90, zoomAnimationThreshold: 8 });
  map.setMaxZoom(MAX_ZOOM);
  // Thousands of symbols on the way to another zoom take longer than the zoom itself.
  /** @type {any} */ (map)._zoomAnimated =
    /** @type {any} */ (map)._zoomAnimated && !isStill() && parks.length <= MANY_PLACES;
  map.options.inertia = !isStill();
  measureMap();
  const { at } = state;
  fitHome();
  if (standAt(at)) state.at = at;
}

function nameMap() {
  const container = map.getContainer();
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", labelled(word("map"), tr(plan.title)));
}

/** What stands over the map takes room that the whole plan keeps clear of. */
function drawOverMap() {
  drawPlate();
  drawModes();
  drawTray();
  drawStrip();
  drawFoot();
  if (home.isShown) fitHome();
}

async function startPage() {
  readAddress();
  drawTheme();
  settleMap();
  new PlanLayer().addTo(map);
  drawZones();
  performance.mark("buju:first-shape");
  await nextFrame();
  drawRest();
  drawWaters();
  drawLevels();
  drawDiagrams();
  drawVisibility();
  const stage = buildStage();

  buildStory(stage);
  buildPair(stage);
  drawOverMap();
  drawSymbols();
  drawBadges();
  await nextFrame();
  buildPanel();
  buildNumbers();
  buildSearch();
  setLang(state.lang);
  changed("selection");
  revealGroup();
  watchMap();
  watchPointer();
  if (!isPaired) watchKeys();
  watchPrint();
  watchStory();
  resumeStory();
  if (state.selected && !state.at && isNarrow()) bringIntoView(things.get(state.selected));
  root.dataset.ready = "1";
  performance.mark("buju:ready");
}

window.buju = { map, data, select, setLang, setDrawing, tell, ready: startPage() };
