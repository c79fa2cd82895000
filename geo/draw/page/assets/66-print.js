// Print: the map takes the size of the sheet, so that what is printed is drawn and not scaled.
let unprinted = null;

function enterPrint() {
  if (unprinted) return;
  unprinted = { center: map.getCenter(), zoom: map.getZoom(), home: atHome };
  root.classList.add("printing");
  drawTheme();
  refit(unprinted);
}

function leavePrint() {
  if (!unprinted) return;
  const before = unprinted;
  unprinted = null;
  root.classList.remove("printing");
  drawTheme();
  refit(before);
}

function refit({ center, zoom, home }) {
  measureMap();
  if (home) fitHome();
  else map.setView(center, zoom, { animate: false });
  viewChanged();
}

function watchPrint() {
  window.addEventListener("beforeprint", enterPrint);
  window.addEventListener("afterprint", leavePrint);
  window.matchMedia("print").addEventListener("change", (event) => (event.matches ? enterPrint() : leavePrint()));
}
