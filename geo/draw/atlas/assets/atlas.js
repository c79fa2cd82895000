// @ts-check
/* One language at a time; the choice is in the address, as on the maps, and links carry it on. */
const root = document.documentElement;
const button = document.getElementById("lang");

/** @param {string | null} lang */
function show(lang) {
  root.lang = lang === "en" ? "en" : "zh-CN";
  button.textContent = lang === "en" ? "中文" : "English";
  document.title = document.querySelector(`h1 [lang="${root.lang}"]`).textContent;
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll('a[href*=".html"]');
  for (const link of links) link.hash = lang === "en" ? "lang=en" : "";
}

function asked() {
  return new URLSearchParams(location.hash.slice(1)).get("lang");
}

button.addEventListener("click", () => {
  const next = root.lang === "en" ? "zh" : "en";
  try {
    history.replaceState(null, "", next === "en" ? "#lang=en" : "#");
  } catch {
    // Frames without an address of their own forbid it: the language changes all the same.
  }
  show(next);
});
addEventListener("hashchange", () => show(asked()));
show(asked());
