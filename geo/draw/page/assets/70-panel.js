// @ts-check
// The left panel: title, search, and three tabs. On small screens it is a sheet at the foot of the page.
/** @type {Tab[]} */
const TABS = ["layout", "places", "targets"];

/** The parts of the panel from above; one tab is shown at a time. @type {Record<string, HTMLElement>} */
const panel = {
  head: el("header", { class: "head" }),
  search: el("div", { class: "search", role: "search" }),
  bar: el("div", { class: "bar-row" }),
  active: el("div", { class: "active-filters" }),
  tabs: el("div", { class: "tabs", role: "tablist" }),
  layout: tabPanel("layout"),
  places: tabPanel("places"),
  targets: tabPanel("targets"),
};

addressChoice("tab", state, () => TABS);

const headline = el("div", { class: "headline" });

function buildPanel() {
  host.prepend(el("aside", { id: "panel" }, ...Object.values(panel)));
  host.append(iconButton("right", "", () => openPanel(true), { id: "panel-open" }));
  panel.places.append(
    el("div", { id: "facets" }),
    el("div", { id: "table-head" }),
    el("div", { id: "table-box", tabindex: 0, role: "region" }, el("table", { id: "table" })),
  );
}

/** @param {Tab} name */
function tabPanel(name) {
  return el("div", {
    id: `tab-${name}`,
    class: "tab-panel",
    role: "tabpanel",
    "aria-labelledby": `to-${name}`,
  });
}

/**
 * A tab that only this page has. The address was read before it, and its own key, were there.
 * @param {Tab} name @param {number} at its place among the tabs @param {Node[]} parts
 */
function addTab(name, at, ...parts) {
  panel[name] = tabPanel(name);
  panel[name].append(...parts);
  TABS.splice(at, 0, name);
  const asked = new URLSearchParams(location.hash.slice(1));
  for (const key of ["tab", name]) if (addressKeys[key]) addressKeys[key].read(asked.get(key));
}

/** @param {boolean} open */
function openPanel(open) {
  root.classList.toggle("panel-closed", !open);
  resized();
  (open ? byId("panel-close") : byId("panel-open")).focus();
}

function drawHead() {
  byId("panel").setAttribute("aria-label", word("panel"));
  const opener = byId("panel-open");
  opener.setAttribute("aria-label", word("panel_show"));
  opener.title = word("panel_show");
  const other = isEnglish() ? "zh" : "en";
  const switcher = button(
    word("other_language"),
    () => {
      setLang(other);
      byId("lang").focus();
    },
    { id: "lang", lang: other === "en" ? "en" : "zh-CN" },
  );
  const buttons = el(
    "div",
    { class: "head-buttons" },
    switcher,
    iconButton(isNarrow() ? "down" : "left", word("panel_hide"), () => openPanel(false), { id: "panel-close" }),
  );
  const number = plan.number ? el("span", {}, plan.number) : null;
  panel.head.replaceChildren(
    buttons,
    el("h1", {}, titleNode(plan.title)),
    el("p", { class: "small" }, el("span", {}, issuedText()), number),
    headline,
    ...linksLine(),
    sheetHandle(),
  );
}

/** Other pages of the same atlas. */
function linksLine() {
  const links = pageLinks(data.links);
  return links.length ? [el("p", { class: "small links" }, el("span", {}, word("see_also")), ...links)] : [];
}

/** On small screens the sheet opens and shuts by its handle. */
function sheetHandle() {
  const open = root.classList.contains("sheet-open");
  return button(
    iconOf(open ? "down" : "up"),
    () => {
      root.classList.toggle("sheet-open");
      drawHead();
      byId("sheet").focus();
    },
    {
      id: "sheet",
      class: "icon",
      "aria-expanded": String(open),
      "aria-label": word(open ? "panel_hide" : "panel_show"),
    },
  );
}

/** On a small screen the shut sheet is as high as its title, its search and its tabs. */
function fitSheet() {
  if (!isNarrow() || root.classList.contains("sheet-open")) return;
  root.style.setProperty("--sheet-top", `${panel.tabs.offsetTop + panel.tabs.offsetHeight + 1}px`);
}

function drawTabs() {
  /** @type {Partial<Record<Tab, number>>} */
  const counts = { layout: zones.length, places: shownParks().length, targets: shownTargets().length };
  for (const name of TABS) panel[name].hidden = name !== state.tab;
  root.classList.toggle("on-places", state.tab === "places");
  panel.tabs.replaceChildren(
    ...TABS.map((name) =>
      button([word(`tab_${name}`), el("span", { class: "count" }, counts[name])], () => showTab(name), {
        id: `to-${name}`,
        role: "tab",
        "aria-selected": String(name === state.tab),
        "aria-controls": `tab-${name}`,
        tabindex: name === state.tab ? 0 : -1,
      }),
    ),
  );
  fitSheet();
}

/** @param {Tab} name */
function showTab(name) {
  const isFocused = panel.tabs.contains(document.activeElement);
  state.tab = name;
  root.classList.add("sheet-open");
  if (isNarrow()) drawHead();
  changed("tab");
  if (isFocused) byId(`to-${name}`).focus();
}

/** @param {KeyboardEvent} event */
function tabKeys(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  showTab(TABS[(TABS.indexOf(state.tab) + step + TABS.length) % TABS.length]);
}
