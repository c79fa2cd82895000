// The left panel: title, search, and three tabs. On small screens it is a sheet at the foot of the page.
const TABS = ["layout", "places", "targets"];
let panel = null;
let tab = "layout";

addressKeys.tab = {
  read: (text) => {
    const asked = TABS.includes(text) ? text : TABS[0];
    if (panel && asked !== tab) showTab(asked);
    tab = asked;
  },
  write: () => (tab === TABS[0] ? "" : tab),
};

function buildPanel() {
  panel = {
    head: el("header", { class: "head" }),
    search: el("div", { class: "search", role: "search" }),
    bar: el("div", { class: "bar-row" }),
    active: el("div", { class: "active-filters" }),
    tabs: el("div", { class: "tabs", role: "tablist" }),
    layout: tabPanel("layout"),
    places: tabPanel("places"),
    targets: tabPanel("targets"),
  };
  root.classList.toggle("on-places", tab === "places");
  const node = el(
    "aside",
    { id: "panel" },
    panel.head,
    panel.search,
    panel.bar,
    panel.active,
    panel.tabs,
    panel.layout,
    panel.places,
    panel.targets,
  );
  document.body.prepend(node);
  document.body.append(iconButton("right", "", () => openPanel(true), { id: "panel-open" }));
  buildSearch(panel.search);
  panel.places.append(
    el("div", { id: "facets" }),
    el("div", { id: "table-head" }),
    el("div", { id: "table-box", tabindex: 0, role: "region" }, el("table", { id: "table" })),
  );
}

function tabPanel(name) {
  return el("div", {
    id: `tab-${name}`,
    class: "tab-panel",
    role: "tabpanel",
    "aria-labelledby": `to-${name}`,
    hidden: name !== tab,
  });
}

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
    el("h1", {}, titleNode()),
    el("p", { class: "small" }, el("span", {}, issuedText()), number),
    ...linksLine(),
    sheetHandle(),
  );
}

/** The title, whose lines end between words. */
function titleNode() {
  const node = bdi(plan.title);
  const text = node.textContent;
  const words = text.includes(" ") ? [text] : linesAt(text, breaksOf(text));
  node.replaceChildren(...words.flatMap((part) => [part, el("wbr")]));
  return node;
}

/** Other pages of the same atlas. */
function linksLine() {
  const links = pageLinks(data.links || []);
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
  const counts = { layout: zones.length, places: shownParks().length, targets: shownTargets().length };
  panel.tabs.replaceChildren(
    ...TABS.map((name) =>
      button([word(`tab_${name}`), el("span", { class: "count" }, counts[name])].flat(), () => showTab(name), {
        id: `to-${name}`,
        role: "tab",
        "aria-selected": String(name === tab),
        "aria-controls": `tab-${name}`,
        tabindex: name === tab ? 0 : -1,
      }),
    ),
  );
  fitSheet();
}

function showTab(name) {
  tab = name;
  writeAddress();
  for (const other of TABS) panel[other].hidden = other !== name;
  root.classList.toggle("on-places", name === "places");
  root.classList.add("sheet-open");
  if (isNarrow()) drawHead();
  drawTabs();
  if (!panel.tabs.contains(document.activeElement)) return;
  byId(`to-${name}`).focus();
}

function tabKeys(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  showTab(TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length]);
  byId(`to-${tab}`).focus();
}

/** Filters in force, each removable, on every tab. */
function drawActive() {
  const chips = FACETS.flatMap((facet) =>
    [...state[facet]].map((value) =>
      button(
        [facetName(facet, value), iconOf("close")],
        () => {
          toggle(state[facet], value, false);
          changed("filter");
        },
        { class: "chip on", "data-key": `active:${facet}:${value}` },
      ),
    ),
  );
  const asked = FILTERS.some((facet) => state[facet].size) || !aloneGroup();
  const clear = isFiltered() && asked ? button(word("clear_all"), clearFilters, { class: "link" }) : null;
  panel.active.replaceChildren(...chips, ...(clear ? [clear] : []), emptyReasons());
  panel.active.hidden = !clear;
}
