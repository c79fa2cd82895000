// @ts-check
// State in the address, the same as on the page: #lang=en&sel=ID&at=z/lat/lon&industry=a,b&off=c.
const foreignKeys = new Map();

function addressText() {
  const pairs = [...foreignKeys];
  if (isEnglish()) pairs.push(["lang", "en"]);
  if (state.selected) pairs.push(["sel", state.selected]);
  if (state.at) pairs.push(["at", state.at]);
  for (const name of FILTERS) if (state[name].size) pairs.push([name, [...state[name]].sort().join(",")]);
  if (!isAtFirst() && !aloneGroup()) pairs.push(["off", [...state.off].sort().join(",")]);
  for (const [name, key] of Object.entries(addressKeys)) if (key.write()) pairs.push([name, key.write()]);
  return pairs
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replace(/%2F/g, "/").replace(/%2C/g, ",")}`)
    .join("&");
}

/** The address of this page as it stands; of a page on a disk its name, since its folder is of this machine alone. */
function pageAddress() {
  const text = addressText();
  const [own] = location.href.split("#");
  return (location.protocol === "file:" ? decodeURI(own).split("/").pop() : own) + (text ? `#${text}` : "");
}

/** What makes a step of the browser's history. */
function stepKey() {
  return `${state.selected},${state.view}`;
}

/** Frames made from a string forbid history; the page then goes without an address. */
function writeAddress() {
  const text = addressText();
  // What is chosen, or a view, is a step that the browser's own button goes back from; all else changes the step it is in.
  const isStep = !isEmbedded && !isPaired && stepKey() !== page.addressed;
  page.addressed = stepKey();
  root.dataset.address = text;
  try {
    history[isStep ? "pushState" : "replaceState"](
      history.state,
      "",
      text ? `#${text}` : location.pathname + location.search,
    );
  } catch {
    return;
  }
}

/** Take state from the address; what it does not name is as at first. */
function readAddress() {
  const found = new URLSearchParams(location.hash.slice(1));
  foreignKeys.clear();
  for (const [name, value] of found)
    if (!["lang", "sel", "at", "off", ...FILTERS].includes(name) && !addressKeys[name]) foreignKeys.set(name, value);
  const chosen = (/** @type {string} */ name, /** @type {Iterable<string>} */ ids) => {
    const all = new Set(ids);
    return (found.get(name) || "").split(",").filter((id) => all.has(id));
  };
  state.industry = new Set(chosen("industry", [...industries.keys(), NO_INDUSTRY]));
  state.kind = new Set(chosen("kind", kinds.keys()));
  state.status = new Set(chosen("status", statuses.keys()));
  state.unit = new Set(chosen("unit", [...unitById.keys(), ...ELSEWHERE]));
  state.time = new Set(chosen("time", Object.values(TIMES)).slice(0, 1));
  state.off = new Set((found.get("off") || "").split(",").filter((id) => id === NO_ZONE || (id && things.has(id))));
  if (!found.has("off")) state.off = new Set(firstHidden());
  for (const [name, key] of Object.entries(addressKeys)) key.read(found.get(name));
  const asked = found.get("sel") || plan.framed;
  state.selected = asked && things.has(asked) ? asked : null;
  page.addressed = stepKey();
  state.gathered = null;
  state.at = viewOf(found.get("at")) ? found.get("at") : null;
  state.lang = found.get("lang") === "en" ? "en" : "zh";
}

function noteView() {
  state.at = home.isShown || isOnStep() ? null : placeText();
}

/** Where the map stands, as the address says it. */
function placeText() {
  const { lat, lng } = map.getCenter();
  return `${numeral(map.getZoom(), 2)}/${lat.toFixed(4)}/${lng.toFixed(4)}`;
}

/** Stand at a place as the address says it; false where that is none. @param {string | null} text */
function standAt(text) {
  const asked = viewOf(text);
  if (!asked) return false;
  home.isShown = false;
  map.setView(asked.center, asked.zoom, { animate: false });
  return true;
}

function showAddressed() {
  if (!standAt(state.at) && (!home.isShown || home.isGroup)) fitHome();
}

/** Show what the address says now. */
function takeAddress() {
  readAddress();
  showAddressed();
  setLang(state.lang);
  changed("filter", "selection", "drawing", "theme", "tab", "view");
}
