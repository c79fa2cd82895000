// @ts-check
// An online base, where the page was made with one. A key is typed by whoever looks at it, and stays in this tab.
const KEY_STORE = "buju-base-key";

/** The layer of tiles that is shown, and the word for what is wrong with it. @type {{ layer: L.TileLayer | null; says: string }} */
const base = { layer: null, says: "" };

/** @param {string} [value] */
function keptKey(value) {
  try {
    if (value !== undefined) sessionStorage.setItem(KEY_STORE, value);
    return sessionStorage.getItem(KEY_STORE) || "";
  } catch {
    return value || "";
  }
}

/** @param {boolean} on @param {string} key */
function showBase(on, key) {
  if (base.layer) base.layer.remove();
  base.layer = null;
  root.classList.toggle("based", on);
  if (!on) return;
  const options = { key: encodeURIComponent(key), maxZoom: MAX_ZOOM, maxNativeZoom: 18 };
  base.layer = L.tileLayer(data.base.url, options).addTo(map);
  base.layer.once("tileerror", () => sayOfBase("base_fails"));
}

/** @param {string} key */
function sayOfBase(key) {
  base.says = key;
  drawBaseRow();
}

function keyField() {
  const label = word("base_key");
  const options = { id: "base-key", type: "password", autocomplete: "off", "aria-label": label, placeholder: label };
  const field = el("input", { ...options, "data-key": "base-key" });
  field.value = keptKey();
  return field;
}

function drawBaseRow() {
  const known = byId("base");
  const row = known || panel.bar.parentNode.insertBefore(el("form", { id: "base" }), panel.active);
  const box = el("input", { type: "checkbox", "data-key": "base" });
  const field = data.base.url.includes("{key}") ? keyField() : null;
  box.checked = Boolean(base.layer);
  const take = (/** @type {Event} */ event) => {
    event.preventDefault();
    const on = event.type === "submit" || box.checked;
    const key = field ? keptKey(field.value.trim()) : "";
    showBase(on && (!field || key !== ""), key);
    sayOfBase(on && field && !key ? "base_needs_key" : "");
  };
  box.addEventListener("change", take);
  row.onsubmit = take;
  const says = el("span", { class: "small", role: "status" }, base.says ? word(base.says) : "");
  refill(row, el("label", {}, box, word("base")), field, says);
}

redraws.push([drawBaseRow, ["lang"]]);
