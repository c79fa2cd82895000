// @ts-check
// What the legend says of the register.
function registerLegend() {
  if (!isRegisterShown()) return null;
  const entries = el("ul", {}, ...registerEntries());
  return el("div", { class: "part register-key" }, el("h3", {}, word("tab_register")), entries);
}

/** @returns {HTMLElement[]} */
function registerEntries() {
  const spots = registerSpots();
  const entry = (/** @type {Element} */ sample, /** @type {string} */ text) =>
    el("li", {}, sample, el("span", {}, text));
  const dots = registerBlock.rows && !showsDensity() ? [entry(dot(QUIET), word("register_points"))] : [];
  const counts = spots.some(({ count }) => count > 0)
    ? [entry(hexagonSample(8, spotColour()), labelledByValue(word(dots.length ? "register_known" : "register_legend")))]
    : [];
  const few = spots.some(({ count }) => count === WITHHELD)
    ? [entry(hexagonSample(FEW_PX, PAPER, INK), word("register_few", { n: registerBlock.least }))]
    : [];
  return [...(showsDensity() ? densityEntries() : []), ...dots, ...counts, ...few];
}

/** What an entry says, after the value that is chosen. @param {string} text */
function labelledByValue(text) {
  return register.value === EVERY_VALUE ? text : labelled(valueName(register.value), text);
}

/** @returns {HTMLElement[]} */
function densityEntries() {
  const classes = densityClasses();
  const boxes = classes.map((bound, at) => {
    const fill = densityTint(bound);
    const to = at + 1 < classes.length ? classes[at + 1] - 1 : null;
    const range =
      to === null ? `≥ ${numeral(bound)}` : to > bound ? `${numeral(bound)}–${numeral(to)}` : numeral(bound);
    return el("li", {}, hexagonSample(8, fill), el("span", {}, range));
  });
  const km = numeral(registerBlock.grid.across_km, 1);
  return [el("li", { class: "told" }, el("span", {}, word("register_grid", { km }))), ...boxes];
}

/** @param {number} radius @param {string} fill @param {string} line */
function hexagonSample(radius, fill, line = PAPER) {
  return legendIcon(svg("g", { class: "register-spot" }, hexagonShape(radius, fill, line)));
}
