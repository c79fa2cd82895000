// Search over names, aliases, English, pinyin and initials.
const MOST_RESULTS = 12;
const read = (data.readings || "").matchAll(/([^a-z ])([a-z ]+)/gu);
const readings = new Map([...read].map(([, letter, text]) => [letter, text.split(" ")]));
let searchIndex = null;
let searchParts = null;

function folded(text) {
  return String(text)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s·’'“”"()（）【】,，、。\-—]/g, "");
}

function indexEntries() {
  const rank = { zone: 0, unit: 1, park: 2 };
  return [...zones, ...units, ...parks]
    .filter((thing) => thing.id !== plan.region_adcode)
    .map((thing) => ({
      thing,
      rank: rank[thing.type],
      chinese: [thing.name[0], ...(thing.aliases || [])].map(folded),
      english: folded(thing.name[1] || ""),
      words: String(thing.name[1] || "")
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .filter(Boolean),
    }));
}

/** Lower is better; Infinity where the entry does not answer. */
function matchCost(entry, query) {
  const costs = entry.chinese.map((name) => textCost(name, query));
  if (entry.english) costs.push(textCost(entry.english, query) + 0.2, wordCost(entry.words, query));
  if (/^[a-z]+$/.test(query)) costs.push(...entry.chinese.map((name) => pinyinCost(name, query)));
  return Math.min(...costs);
}

function textCost(name, query) {
  const at = name.indexOf(query);
  if (at < 0) return Infinity;
  return (name.length === query.length ? 0 : at === 0 ? 1 : 2) + Math.min(0.9, (name.length - query.length) / 40);
}

function wordCost(words, query) {
  return words.some((each) => each.startsWith(query)) ? 1.5 : Infinity;
}

/** Pinyin in full or by initials, also mixed, from any character on. */
function pinyinCost(name, query) {
  const letters = [...name];
  for (let start = 0; start < letters.length; start++) {
    if (readsAs(letters, start, query)) return (start === 0 ? 1.2 : 2.4) + Math.min(0.9, letters.length / 40);
  }
  return Infinity;
}

function readsAs(letters, at, rest) {
  if (!rest) return true;
  if (at >= letters.length) return false;
  return (readings.get(letters[at]) || [letters[at]]).some((reading) => {
    if (reading.startsWith(rest)) return true;
    if (rest.startsWith(reading) && readsAs(letters, at + 1, rest.slice(reading.length))) return true;
    return rest[0] === reading[0] && readsAs(letters, at + 1, rest.slice(1));
  });
}

function searched(text) {
  searchIndex = searchIndex || indexEntries();
  const queries = [folded(text), ...(text.trim().includes(" ") ? text.trim().split(/\s+/).map(folded) : [])].filter(
    Boolean,
  );
  if (!queries.length) return [];
  const [whole, ...pieces] = queries;
  const cost = (entry) =>
    Math.min(
      matchCost(entry, whole),
      pieces.length > 1 ? pieces.reduce((sum, piece) => sum + matchCost(entry, piece), 1) : Infinity,
    );
  return searchIndex
    .map((entry) => ({ entry, cost: cost(entry) }))
    .filter(({ cost: found }) => found < Infinity)
    .sort((a, b) => a.cost - b.cost || a.entry.rank - b.entry.rank || (a.entry.thing.id < b.entry.thing.id ? -1 : 1))
    .map(({ entry }) => entry.thing);
}

function buildSearch(box) {
  const input = el("input", {
    id: "search",
    type: "text",
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": "results",
    autocomplete: "off",
    spellcheck: "false",
    on: { input: drawResults, keydown: searchKeys, focus: drawResults, blur: () => setTimeout(closeResults, 150) },
  });
  searchParts = {
    input,
    list: el("ul", { id: "results", role: "listbox", hidden: true }),
    none: el("p", { class: "small none", role: "status" }),
    active: -1,
  };
  box.append(iconOf("search"), input, searchParts.list, searchParts.none);
}

function drawSearch() {
  searchParts.input.setAttribute("aria-label", word("search"));
  searchParts.input.placeholder = word("search_hint");
  searchParts.list.setAttribute("aria-label", word("search"));
  searchParts.none.replaceChildren();
}

function drawResults() {
  const { input, list, none } = searchParts;
  const found = searched(input.value);
  searchParts.active = -1;
  list.replaceChildren(...found.slice(0, MOST_RESULTS).map(resultOption));
  setResultsOpen(found.length > 0);
  none.classList.toggle("unseen", found.length > 0);
  none.replaceChildren(el("bdi", {}, folded(input.value) ? searchSays(found.length) : ""));
  root.classList.toggle("searching", Boolean(input.value));
}

function searchSays(count) {
  return count ? word("search_count", { n: count }) : word("search_none", { q: searchParts.input.value });
}

function setResultsOpen(open) {
  searchParts.list.hidden = !open;
  searchParts.input.setAttribute("aria-expanded", String(open));
  searchParts.input.removeAttribute("aria-activedescendant");
}

function resultOption(thing, index) {
  const icon =
    thing.type === "park"
      ? symbolIcon(thing)
      : thing.type === "zone"
        ? swatch(thing)
        : el("span", { class: "swatch unit" });
  const detail =
    thing.type === "park" ? whereText(thing) : thing.type === "zone" ? tr(groupOf(thing).name) : unitPath(thing.parent);
  const option = el(
    "li",
    { id: `result-${index}`, role: "option", "aria-selected": "false", "data-result": thing.id },
    icon,
    el("span", { class: "two" }, bdi(thing.name), el("span", { class: "small" }, detail)),
  );
  option.addEventListener("pointerdown", (event) => event.preventDefault());
  option.addEventListener("click", () => takeResult(thing.id));
  return option;
}

function takeResult(id) {
  searchParts.input.value = "";
  closeResults();
  cardOpener = "search";
  select(id);
  if (isNarrow()) root.classList.remove("sheet-open");
}

function closeResults() {
  setResultsOpen(false);
  if (!searchParts.input.value) searchParts.none.replaceChildren();
}

function searchKeys(event) {
  const options = [...searchParts.list.querySelectorAll("[role=option]")];
  if (event.key === "Escape") {
    event.stopPropagation();
    if (searchParts.list.hidden) searchParts.input.value = "";
    drawResults();
    closeResults();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (searchParts.list.hidden) drawResults();
    const step = event.key === "ArrowDown" ? 1 : -1;
    if (options.length) activate(options, (searchParts.active + step + options.length) % options.length);
  } else if (event.key === "Enter" && options.length && !searchParts.list.hidden) {
    event.preventDefault();
    takeResult(options[Math.max(0, searchParts.active)].dataset.result);
    focusCard();
  }
}

function activate(options, index) {
  searchParts.active = index;
  options.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
  options[index].scrollIntoView({ block: "nearest" });
  searchParts.input.setAttribute("aria-activedescendant", options[index].id);
}
