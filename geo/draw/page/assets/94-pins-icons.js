// @ts-check
// Markers that a user of folium adds with an Icon: a pin in its colour, with its symbol, as Awesome Markers draws them.

/** Colours by the names that folium gives them. @type {Record<string, string>} */
const PIN_COLOURS = {
  red: "#c8321f",
  darkred: "#8f2417",
  lightred: "#f0806b",
  orange: "#e88a1f",
  beige: "#e6c48a",
  green: "#5d9c1c",
  darkgreen: "#3f6b1b",
  lightgreen: "#a5cf5f",
  blue: "#2b83c6",
  darkblue: "#12568f",
  lightblue: "#7cc0ea",
  purple: "#a8479f",
  darkpurple: "#543560",
  pink: "#ee82bf",
  cadetblue: "#41737a",
  white: "#fbfbfb",
  gray: "#6b6b6b",
  lightgray: "#a8a8a8",
  black: "#2b2b2b",
};
const PIN = "M15 40C12 32 1 25 1 15a14 14 0 1 1 28 0c0 10-11 17-14 25Z";
const iconSymbols = JSON.parse(document.getElementById("icons").textContent);

/** @param {{ markerColor?: string, iconColor?: string, icon?: string, extraClasses?: string }} [options] */
function pinIcon({ markerColor = "blue", iconColor = "white", icon = "", extraClasses = "" } = {}) {
  const [width, height, d] = iconSymbols[icon] || [2, 2, "M1 0a1 1 0 1 1-.001 0Z"];
  const scale = (d.length > 30 ? 14 : 8) / Math.max(width, height);
  const turned = Number((/fa-rotate-(\d+)/.exec(extraClasses) || [])[1]) || 0;
  const place = `translate(15 15) rotate(${turned}) scale(${scale}) translate(${-width / 2} ${-height / 2})`;
  const html = svg(
    "svg",
    { width: 30, height: 42, viewBox: "0 -1 30 42", "aria-hidden": "true" },
    svg("path", { d: PIN, fill: PIN_COLOURS[markerColor] || markerColor, stroke: "#fff", "stroke-width": 1.2 }),
    svg("path", { d, fill: PIN_COLOURS[iconColor] || iconColor, transform: place }),
  );
  return L.divIcon({ className: "own-icon", html, iconSize: [30, 42], iconAnchor: [15, 41], popupAnchor: [0, -36] });
}

Object.assign(L, { AwesomeMarkers: { icon: pinIcon } });
