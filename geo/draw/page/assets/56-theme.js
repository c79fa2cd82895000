// @ts-check
// Light or dark: chosen by a button and kept in the address; light at first. What the system wishes counts only where
// "auto" is chosen.
const THEMES = ["light", "dark", "auto"];
const darkWish = window.matchMedia("(prefers-color-scheme: dark)");

addressChoice("theme", state, () => THEMES);

darkWish.addEventListener("change", () => redraw("theme"));

/** Paper stays white. */
function isDark() {
  return !page.unprinted && (state.theme === "dark" || (state.theme === "auto" && darkWish.matches));
}

function drawTheme() {
  if (isDark()) root.dataset.theme = "dark";
  else delete root.dataset.theme;
}
