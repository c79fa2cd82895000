// @ts-check
// Under the search: the state now, the plan, or both; a link to what is shown; light or dark.
function drawBar() {
  const said = el("span", { class: "small", role: "status" });
  const copied = () => copyText(pageAddress(), said);
  const link = iconButton("link", word("copy_link"), copied, { id: "link", "data-key": "link" });
  const group = { class: "times", role: "group", "aria-label": word("time") };
  const times = el("div", group, ...["now", "plan", ""].map(timeButton));
  const parts = [times, said, ...(location.protocol === "about:" ? [] : [link]), themeButton()];
  keepFocus(panel.bar, () => panel.bar.replaceChildren(...parts));
}

/** @param {string} time */
function timeButton(time) {
  const take = () => {
    state.time = new Set(time ? [time] : []);
    changed("filter");
  };
  const on = (time && state.time.has(time)) || (!time && !state.time.size);
  return button(word(`time_${time || "all"}`), take, {
    id: `time-${time || "all"}`,
    "aria-pressed": String(Boolean(on)),
    "data-key": `time:${time}`,
  });
}

function themeButton() {
  const next = () => {
    state.theme = THEMES[(THEMES.indexOf(state.theme) + 1) % THEMES.length];
    changed("theme");
  };
  const label = word("theme", { name: word(`theme_${state.theme}`) });
  return iconButton("theme", label, next, { id: "theme", "data-key": "theme" });
}
