// The page's root, and what every part of the page asks.
const root = document.documentElement;

const isEmbedded = new URLSearchParams(location.search).get("embed") === "1";

function byId(id) {
  return document.getElementById(id);
}

/** What was made for a key before; made now where it never was. */
function once(found, key, make) {
  if (!found.has(key)) found.set(key, make(key));
  return found.get(key);
}

function grouped(items, keysOf) {
  const found = new Map();
  for (const item of items) {
    for (const key of keysOf(item)) {
      once(found, key, () => []).push(item);
    }
  }
  return found;
}

function indexed(list) {
  return new Map((list || []).map((item) => [item.id, item]));
}

function present(nodes) {
  return nodes.flat().filter(Boolean);
}

function toggle(set, value, on = !set.has(value)) {
  if (on) set.add(value);
  else set.delete(value);
}

/** Whether a key is pressed alone, and not into a field. */
function isBare({ ctrlKey, metaKey, altKey, target }) {
  return !ctrlKey && !metaKey && !altKey && !target.closest("input:not([type=checkbox]), textarea, select");
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
