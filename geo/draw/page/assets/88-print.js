// @ts-check
// Print: the map takes the size of the sheet, so that what is printed is drawn and not scaled.
function enterPrint() {
  if (page.unprinted) return;
  page.unprinted = { center: map.getCenter(), zoom: map.getZoom(), isHome: home.isShown };
  root.classList.add("printing");
  openCredits(true);
  redraw("theme");
  refit(page.unprinted);
}

function leavePrint() {
  if (!page.unprinted) return;
  const before = page.unprinted;
  page.unprinted = null;
  root.classList.remove("printing");
  openCredits(false);
  redraw("theme");
  refit(before);
}

/** Paper shows all credits. @param {boolean} open */
function openCredits(open) {
  for (const each of furniture.foot.querySelectorAll("details")) each.open = open;
}

/** @param {Standpoint} before */
function refit({ center, zoom, isHome }) {
  measureMap();
  if (isHome) fitHome();
  else map.setView(center, zoom, { animate: false });
  viewChanged();
}

function watchPrint() {
  window.addEventListener("beforeprint", enterPrint);
  window.addEventListener("afterprint", leavePrint);
  window.matchMedia("print").addEventListener("change", (event) => (event.matches ? enterPrint() : leavePrint()));
}
