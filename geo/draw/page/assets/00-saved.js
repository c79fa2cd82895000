// @ts-check
// A page that a browser has saved holds what its scripts had drawn: that goes, to be drawn anew, as it stood when saved.
const savedRoot = document.documentElement;

/** Leave the map's own element of all that was made. @param {Element} made */
function emptyMade(made) {
  const { id } = made.querySelector(".folium-map");
  made.replaceChildren(Object.assign(document.createElement("div"), { id, className: "folium-map" }));
}

/** Stand where the saved page stood, unless another place is asked for; frames made from a string forbid it. */
function standAsSaved() {
  const { address } = savedRoot.dataset;
  try {
    if (address && !location.hash) history.replaceState(history.state, "", `#${address}`);
  } catch {
    return;
  }
}

/** Only within another page does what was embedded stay so: alone it has use for its panel. */
function forgetLooks() {
  const inFrame = savedRoot.classList.contains("embed") && window.parent !== window;
  for (const name of savedRoot.getAttributeNames()) if (name !== "lang") savedRoot.removeAttribute(name);
  if (inFrame) savedRoot.classList.add("embed");
}

standAsSaved();
forgetLooks();
emptyMade(document.getElementById("made"));
