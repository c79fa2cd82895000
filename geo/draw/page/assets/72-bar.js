// Under the search: the state now, the plan, or both; a link to what is shown; light or dark.
redraws.lang.push(drawBar);
redraws.filter.push(drawBar, drawTargets);

function drawBar() {
  const said = el("span", { class: "small", role: "status" });
  const copied = () => copyText(pageAddress(), said);
  const link = iconButton("link", word("copy_link"), copied, { id: "link", "data-key": "link" });
  const group = { class: "times", role: "group", "aria-label": word("time") };
  const times = el("div", group, ...["now", "plan", ""].map(timeButton));
  const parts = [times, said, ...(location.protocol === "about:" ? [] : [link]), themeButton()];
  keepFocus(panel.bar, () => panel.bar.replaceChildren(...parts));
}

function timeButton(time) {
  const pick = () => {
    state.time = new Set(time ? [time] : []);
    changed("filter");
  };
  const on = (time && state.time.has(time)) || (!time && !state.time.size);
  return button(word(`time_${time || "all"}`), pick, {
    id: `time-${time || "all"}`,
    "aria-pressed": String(Boolean(on)),
    "data-key": `time:${time}`,
  });
}

/** The address of this page as it stands, whether or not the address line may show it. */
function pageAddress() {
  const text = addressText();
  return location.href.split("#")[0] + (text ? `#${text}` : "");
}
