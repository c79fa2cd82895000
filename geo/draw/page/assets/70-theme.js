// Light or dark: chosen by a button and kept in the address; light at first. What the system wishes counts only where
// "auto" is chosen.
const THEMES = ["light", "dark", "auto"];
const darkWish = window.matchMedia("(prefers-color-scheme: dark)");
let theme = "light";

addressKeys.theme = {
  read: (text) => {
    theme = THEMES.includes(text) ? text : "light";
    drawTheme();
  },
  write: () => (theme === "light" ? "" : theme),
};
darkWish.addEventListener("change", drawTheme);

/** Paper stays white. */
function isDark() {
  return !unprinted && (theme === "dark" || (theme === "auto" && darkWish.matches));
}

function drawTheme() {
  const dark = isDark();
  if ((root.dataset.theme === "dark") === dark) return;
  if (dark) root.dataset.theme = "dark";
  else delete root.dataset.theme;
  for (const [light, other] of Object.entries(data.dark || {})) {
    if (dark) root.style.setProperty(`--c${light.slice(1)}`, other);
    else root.style.removeProperty(`--c${light.slice(1)}`);
  }
  for (const redraw of redraws.theme) redraw();
}

function themeButton() {
  const next = () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    drawTheme();
    drawBar();
    writeAddress();
  };
  const label = word("theme", { name: word(`theme_${theme}`) });
  return iconButton("theme", label, next, { id: "theme", "data-key": "theme" });
}
