// @ts-check
// Under the search: the state now, the plan, or both; a link to what is shown; light or dark.
function drawBar() {
  const said = el("span", { class: "small", role: "status" });
  const copied = () => copyText(pageAddress(), said);
  const link = iconButton("link", word("copy_link"), copied, { id: "link", "data-key": "link" });
  const times = groupBox("times", word("time"), ...["now", "plan", ""].map(timeButton));
  refill(panel.bar, times, said, location.protocol === "about:" ? null : link, themeButton());
}

/** @param {string} time */
function timeButton(time) {
  const take = () => {
    state.time = new Set(time ? [time] : []);
    changed("filter");
  };
  const isOn = time ? state.time.has(time) : !state.time.size;
  const name = time || "all";
  return pressButton(word(`time_${name}`), isOn, `time:${time}`, take, { id: `time-${name}` });
}

function themeButton() {
  const next = () => {
    state.theme = THEMES[(THEMES.indexOf(state.theme) + 1) % THEMES.length];
    changed("theme");
  };
  const label = word("theme", { name: word(`theme_${state.theme}`) });
  return iconButton("theme", label, next, { id: "theme", "data-key": "theme" });
}
