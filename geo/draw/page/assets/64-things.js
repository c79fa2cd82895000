// @ts-check
// Things by their names, in lists: a click on a name chooses it.
/**
 * Choose from a list; the keyboard's focus goes into the card and comes back when it is closed.
 * @param {string} id @param {MouseEvent} event
 */
function choose(id, event) {
  const opener = /** @type {HTMLElement} */ (event.currentTarget);
  chooseFrom(opener.dataset.key || null, id);
  if (event.detail === 0) focusCard();
}

/** Choose in the panel, whose sheet then makes room for the card. @param {string | null} opener @param {string} id */
function chooseFrom(opener, id) {
  page.opener = opener;
  select(id);
  if (isNarrow()) root.classList.remove("sheet-open");
}

function focusCard() {
  if (!furniture.card.hidden) furniture.card.focus();
}

/** A button that selects; the same wherever a thing is named. @param {Thing} thing */
function nameButton(thing) {
  const { id, name } = thing;
  return pressButton(bdi(name), state.selected === id, `name:${id}`, (event) => choose(id, event), { class: "name" });
}

/** @param {Thing[]} list */
function nameList(list) {
  const row = (/** @type {Thing} */ thing) =>
    el("li", {}, thing.type === "park" ? symbolIcon(thing) : null, nameButton(thing), groupNote(thing));
  return list.length ? el("ul", { class: "names" }, ...list.map(row)) : null;
}

/**
 * Pages opened from a disk may lack a clipboard: then the text is shown, selected.
 * @param {string} text @param {HTMLElement} said
 */
async function copyText(text, said) {
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = word("copied");
  } catch {
    said.textContent = word(copySelected(text, said) ? "copied" : "copy_failed");
  }
}

/** @param {string} text @param {HTMLElement} said */
function copySelected(text, said) {
  const area = el("textarea", { readonly: true, rows: 5, "aria-label": word("copy") });
  area.value = text;
  said.after(area);
  area.select();
  const done = document.execCommand("copy");
  if (done) area.remove();
  return done;
}
