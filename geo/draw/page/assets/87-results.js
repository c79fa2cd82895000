// @ts-check
// The field of the search, and what it finds as a list below it.
const results = {
  input: findField(
    "search",
    { input: drawResults, keydown: searchKeys, focus: drawResults, blur: () => setTimeout(leaveResults, 150) },
    { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "results" },
  ),
  list: el("ul", { id: "results", role: "listbox", hidden: true }),
  none: el("p", { class: "small none", role: "status" }),
  active: -1,
};

function buildSearch() {
  panel.search.append(iconOf("search"), results.input, results.list, results.none);
}

function drawSearch() {
  nameField(results.input, word("search_hint"), word("search"));
  results.list.setAttribute("aria-label", word("search"));
  results.none.replaceChildren();
}

function drawResults() {
  const { input, list, none } = results;
  const found = searched(input.value);
  results.active = -1;
  list.replaceChildren(...found.slice(0, MOST_RESULTS).map(resultOption));
  setResultsOpen(found.length > 0);
  none.classList.toggle("unseen", found.length > 0);
  const says = found.length ? word("search_count", { n: found.length }) : word("search_none", { q: input.value });
  none.replaceChildren(el("bdi", {}, folded(input.value) ? says : ""));
  root.classList.toggle("searching", Boolean(input.value));
}

/** @param {boolean} open */
function setResultsOpen(open) {
  results.list.hidden = !open;
  results.input.setAttribute("aria-expanded", String(open));
  results.input.removeAttribute("aria-activedescendant");
}

/** @param {Thing | Target} item @returns {item is Target} */
function isNumber(item) {
  return "indicator" in item;
}

/** @param {Thing} thing @returns {[Element, string]} */
function thingResult(thing) {
  if (thing.type === "park") return [symbolIcon(thing), whereText(thing)];
  if (thing.type === "zone") return [swatch(thing), tr(groupOf(thing).name)];
  return [el("span", { class: "swatch unit" }), unitPath(thing.parent)];
}

/** @param {Target} target @returns {[Element, string]} */
function numberResult(target) {
  const mark = el("span", { class: `mark ${target.kind}` }, nameOf(data.target_kinds, target.kind));
  const clause = locators(target);
  return [mark, listed([tr(subjectName(target)), tr(target.shown), yearText(target), clause])];
}

/** @param {Thing | Target} item @param {number} index */
function resultOption(item, index) {
  const [icon, detail] = isNumber(item) ? numberResult(item) : thingResult(item);
  const name = bdi(isNumber(item) ? item.indicator : item.name);
  const on = {
    pointerdown: (/** @type {Event} */ event) => event.preventDefault(),
    click: () => takeResult(item.id),
  };
  return el(
    "li",
    { id: `result-${index}`, role: "option", "aria-selected": "false", "data-result": item.id, on },
    icon,
    el("span", { class: "two" }, name, el("span", { class: "small" }, detail)),
  );
}

/** @param {string} id */
function takeResult(id) {
  results.input.value = "";
  closeResults();
  if (!targetsById.has(id)) return chooseFrom("search", id);
  page.opener = "search";
  return showNumber(targetsById.get(id));
}

/** The list closes behind who has left its field and not come back meanwhile. */
function leaveResults() {
  if (document.activeElement !== results.input) closeResults();
}

function closeResults() {
  setResultsOpen(false);
  if (!results.input.value) results.none.replaceChildren();
}

/** @param {KeyboardEvent} event */
function searchKeys(event) {
  const options = /** @type {HTMLElement[]} */ ([...results.list.children]);
  if (event.key === "Escape") {
    event.stopPropagation();
    if (results.list.hidden) results.input.value = "";
    drawResults();
    closeResults();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (results.list.hidden) drawResults();
    const step = event.key === "ArrowDown" ? 1 : -1;
    if (options.length) activate(options, (results.active + step + options.length) % options.length);
  } else if (event.key === "Enter" && options.length && !results.list.hidden) {
    event.preventDefault();
    const { result } = options[Math.max(0, results.active)].dataset;
    takeResult(result);
    if (!targetsById.has(result)) focusCard();
  }
}

/** @param {Element[]} options @param {number} index */
function activate(options, index) {
  results.active = index;
  options.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
  options[index].scrollIntoView({ block: "nearest" });
  results.input.setAttribute("aria-activedescendant", options[index].id);
}
