// @ts-check
// Elements are made here and nowhere from strings of HTML.
const SVG_NS = "http://www.w3.org/2000/svg";

/**
 * An element with attributes; `on` holds listeners; children are nodes or texts.
 * @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {Attributes} attributes @param {Child[]} children
 */
function el(tag, attributes = {}, ...children) {
  return furnish(document.createElement(tag), attributes, children);
}

/** @template {keyof SVGElementTagNameMap} K @param {K} tag @param {Attributes} attributes @param {Child[]} children */
function svg(tag, attributes = {}, ...children) {
  return furnish(document.createElementNS(SVG_NS, tag), attributes, children);
}

/** @template {Element} E @param {E} node @param {Attributes} attributes @param {Child[]} children */
function furnish(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") listen(node, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, String(value));
  }
  node.append(...present(children));
  return node;
}

/** @param {Element} node @param {any} listeners */
function listen(node, listeners) {
  for (const [event, listener] of Object.entries(listeners)) node.addEventListener(event, listener);
}

/** @param {Child} label @param {(event: MouseEvent) => void} listener @param {Attributes} attributes */
function button(label, listener, attributes = {}) {
  return el("button", { type: "button", ...attributes, on: { click: listener } }, label);
}

/**
 * @param {keyof typeof ICONS} icon @param {string} label @param {(event: MouseEvent) => void} listener
 * @param {Attributes} attributes
 */
function iconButton(icon, label, listener, attributes = {}) {
  return button(iconOf(icon), listener, { class: "icon", "aria-label": label, title: label, ...attributes });
}

/**
 * A button that is on or off, found again by its key.
 * @param {Child} label @param {boolean} isOn @param {string} key @param {(event: MouseEvent) => void} listener
 * @param {Attributes} attributes
 */
function pressButton(label, isOn, key, listener, attributes = {}) {
  return button(label, listener, { "aria-pressed": String(isOn), "data-key": key, ...attributes });
}

/** @param {Child} label @param {boolean} isOn @param {string} key @param {() => void} listener */
function chip(label, isOn, key, listener) {
  return pressButton(label, isOn, key, listener, { class: isOn ? "chip on" : "chip" });
}

/** What belongs together under a label that is only read aloud. @param {string} name @param {string} label @param {Child[]} children */
function groupBox(name, label, ...children) {
  return el("div", { class: name, role: "group", "aria-label": label }, ...children);
}

/** Chips under their heading. @param {string} label @param {HTMLElement[]} chips */
function chipGroup(label, chips) {
  return groupBox("facet", label, el("h2", {}, el("bdi", {}, label)), el("div", { class: "chips" }, ...chips));
}

/** A field to find something by. @param {string} id @param {object} on @param {Attributes} attributes */
function findField(id, on, attributes = {}) {
  return el("input", { id, class: "find", type: "text", autocomplete: "off", spellcheck: "false", on, ...attributes });
}

/** Say what a field is for, in it while it is empty. @param {HTMLInputElement} field @param {string} hint */
function nameField(field, hint, label = hint) {
  field.placeholder = hint;
  field.setAttribute("aria-label", label);
}

const ICONS = {
  play: "M5 3L12 8L5 13Z",
  close: "M4 4L12 12M12 4L4 12",
  plus: "M8 3V13M3 8H13",
  minus: "M3 8H13",
  home: "M3 6V3H6M10 3H13V6M13 10V13H10M6 13H3V10",
  left: "M10 3L5 8L10 13",
  right: "M6 3L11 8L6 13",
  down: "M3 6L8 11L13 6",
  up: "M3 10L8 5L13 10",
  wide: "M2 8H14M5 5L2 8L5 11M11 5L14 8L11 11",
  search: "M7 2.5A4.5 4.5 0 1 0 7 11.5A4.5 4.5 0 1 0 7 2.5M10.3 10.3L14 14",
  copy: "M5.5 5.5H13.5V13.5H5.5ZM10.5 5.5V2.5H2.5V10.5H5.5",
  link: "M6.5 9.5L9.5 6.5M7 4.5L9 2.5A3 3 0 0 1 13.5 7L11.5 9M9 11.5L7 13.5A3 3 0 0 1 2.5 9L4.5 7",
  theme: "M8 2.5A5.5 5.5 0 1 0 8 13.5A5.5 5.5 0 1 0 8 2.5V13.5M8 5H12.6M8 8H13.5M8 11H12.6",
  save: "M8 2V10M4.5 7L8 10.5L11.5 7M2.5 13.5H13.5",
};

/** @param {keyof typeof ICONS} name */
function iconOf(name) {
  return svg(
    "svg",
    { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true", class: "stroke" },
    svg("path", { d: ICONS[name] }),
  );
}

/**
 * Redraw a part of the page and put the keyboard's focus back on the same thing in it.
 * @param {Element} parent @param {() => void} draw
 */
function keepFocus(parent, draw) {
  const focused = /** @type {HTMLElement} */ (document.activeElement);
  const { key } = parent.contains(focused) ? focused.dataset : { key: undefined };
  const nth = keyed(parent, key).indexOf(focused);
  draw();
  const again = nth < 0 ? null : keyed(parent, key)[nth];
  if (again) again.focus();
}

/** Put other children into a part of the page in the same way. @param {Element} parent @param {Child[]} children */
function refill(parent, ...children) {
  keepFocus(parent, () => parent.replaceChildren(...present(children)));
}

/** @param {Element} parent @param {string | undefined} key @returns {HTMLElement[]} */
function keyed(parent, key) {
  const nodes = /** @type {NodeListOf<HTMLElement>} */ (parent.querySelectorAll("[data-key]"));
  return [...nodes].filter((node) => node.dataset.key === key);
}
