// @ts-check
// What the legend says of the register.
function registerLegend() {
  return isRegisterShown() ? keyPart("register-key", word("tab_register"), registerEntries()) : null;
}

/** @returns {HTMLElement[]} */
function registerEntries() {
  const spots = registerSpots();
  const entries = showsDensity() ? densityEntries() : [];
  const hasDots = registerBlock.rows && !showsDensity();
  if (hasDots) entries.push(keyRow(dot(QUIET), word("register_points")));
  if (spots.some(({ count }) => count > 0)) {
    const text = labelledByValue(word(hasDots ? "register_known" : "register_legend"));
    entries.push(keyRow(hexagonSample(8, spotColour()), text));
  }
  if (spots.some(({ count }) => count === WITHHELD))
    entries.push(keyRow(hexagonSample(FEW_PX, PAPER, INK), countText(WITHHELD)));
  return entries;
}

/** What an entry says, after the value that is chosen. @param {string} text */
function labelledByValue(text) {
  return register.value === EVERY_VALUE ? text : labelled(valueName(register.value), text);
}

/** @returns {HTMLElement[]} */
function densityEntries() {
  const classes = densityClasses();
  const boxes = classes.map((bound, at) => {
    const to = at + 1 < classes.length ? classes[at + 1] - 1 : null;
    const range =
      to === null ? `≥ ${numeral(bound)}` : to > bound ? `${numeral(bound)}–${numeral(to)}` : numeral(bound);
    return keyRow(hexagonSample(8, densityTint(bound)), range);
  });
  const km = numeral(registerBlock.grid.across_km, 1);
  return [el("li", { class: "told" }, el("span", {}, word("register_grid", { km }))), ...boxes];
}

/** @param {number} radius @param {string} fill @param {string} line */
function hexagonSample(radius, fill, line = PAPER) {
  return legendIcon(svg("g", { class: "register-spot" }, hexagonShape(radius, fill, line)));
}
