// @ts-check
// The page's root, and what every part of the page asks.
const root = document.documentElement;

const isEmbedded = isAsked("embed") || root.classList.contains("embed");
/** Whether this page is the second of two maps beside one another, within the first. */
const isPaired = isAsked("pair");

/** @param {string} name */
function isAsked(name) {
  return new URLSearchParams(location.search).get(name) === "1";
}

/** What scripts make stands in here, apart from what they are made of. */
const host = byId("made");

/** @param {string} id @returns {HTMLElement} */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * What was made for a key before; made now where it never was.
 * @template K, V @param {Map<K, V>} found @param {K} key @param {(key: K) => V} make @returns {V}
 */
function once(found, key, make) {
  if (!found.has(key)) found.set(key, make(key));
  return found.get(key);
}

/** What is made when it is first asked for, and kept. @template T @param {() => T} make @returns {() => T} */
function lazily(make) {
  /** @type {T | undefined} */
  let made;
  return () => (made === undefined ? (made = make()) : made);
}

/** Put an item into the list of a key. @template K, T @param {Map<K, T[]>} lists @param {K} key @param {T} item */
function addTo(lists, key, item) {
  once(lists, key, () => /** @type {T[]} */ ([])).push(item);
}

/** @template T @param {Iterable<T>} items @param {(item: T) => string[]} keysOf @returns {Map<string, T[]>} */
function grouped(items, keysOf) {
  /** @type {Map<string, T[]>} */
  const found = new Map();
  for (const item of items) for (const key of keysOf(item)) addTo(found, key, item);
  return found;
}

/** How often each key comes. @param {Iterable<string>} keys @returns {Map<string, number>} */
function tallyOf(keys) {
  const found = new Map();
  for (const key of keys) found.set(key, (found.get(key) || 0) + 1);
  return found;
}

/** @template {{ id: string }} T @param {T[]} list @returns {Map<string, T>} */
function indexed(list) {
  return new Map(list.map((item) => [item.id, item]));
}

/** Children without what is missing. @param {Child[]} children @returns {(Node | string)[]} */
function present(children) {
  const isThere = (/** @type {Child} */ child) => child === 0 || Boolean(child);
  return /** @type {(Node | string)[]} */ (children.flat(9).filter(isThere));
}

/** @template T @param {Set<T>} set @param {T} value */
function toggle(set, value, on = !set.has(value)) {
  if (on) set.add(value);
  else set.delete(value);
}

/** Whether a key is pressed alone, and not into a field. @param {KeyboardEvent} event */
function isBare(event) {
  const isAlone = !event.ctrlKey && !event.metaKey && !event.altKey;
  return isAlone && !targetOf(event).closest("input:not([type=checkbox]), textarea, select");
}

/** The element that an event is about. @param {Event} event @returns {Element} */
function targetOf(event) {
  return /** @type {Element} */ (event.target);
}

function isStill() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function isNarrow() {
  return window.matchMedia("(max-width: 720px)").matches;
}

function isTiny() {
  return root.classList.contains("tiny");
}

function isLarge() {
  return root.classList.contains("large");
}

function nextFrame() {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
