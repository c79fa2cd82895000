// @ts-check
// What changes while the page is open, and how the page follows: whoever changes a value tells of what kind it is, and
// what is drawn from it is drawn anew, in the order of one list.

/** What is chosen, filtered and told: what the address says. @type {State} */
const state = {
  lang: "zh",
  theme: "light",
  draw: "admin",
  view: "layout",
  tab: "layout",
  sort: { column: "place", down: false },
  numbers: { text: "", scopes: new Set(), order: "told", reached: false },
  selected: null,
  gathered: null,
  industry: new Set(),
  kind: new Set(),
  status: new Set(),
  unit: new Set(),
  time: new Set(),
  off: new Set(),
  step: 0,
  at: null,
};

/** What the step of the story lights and names, and how it is looked at. @type {Story} */
const story = { lit: null, spots: [], last: 0, explored: false, moving: false };

/** How the whole plan, or one group of it, stands on the map. @type {Home} */
const home = {
  zoom: 0,
  size: null,
  isShown: true,
  isMoving: false,
  isChoosing: false,
  before: null,
  isGroup: false,
  legendYields: false,
  wish: null,
  type: 1,
};

/** What a reader does and has done besides. @type {Page} */
const page = { hovered: null, opener: null, legendShut: null, ticksBefore: [], unprinted: null, addressed: null };

/** What parts of the page keep in the address by its name there; as at first, it is empty. @type {Record<string, AddressKey>} */
const addressKeys = {};
/**
 * Keep one of several values in the address by the name that it has where it is held; the first is that at first.
 * @param {string} name @param {Record<string, any>} holder @param {() => string[]} options
 */
function addressChoice(name, holder, options) {
  addressKeys[name] = {
    read: (text) => (holder[name] = options().includes(text) ? text : options()[0]),
    write: () => (holder[name] === options()[0] ? "" : holder[name]),
  };
}

/** The one list of redraws, which 92-start.js fills: what draws, and the changes that it follows. @type {[() => void, Change[]][]} */
const redraws = [];

/** Have something drawn before another thing that keeps clear of it. @param {() => void} later @param {() => void} draw @param {Change[]} what */
function drawBefore(later, draw, what) {
  redraws.splice(
    redraws.findIndex(([each]) => each === later),
    0,
    [draw, what],
  );
}

/** Draw what follows these kinds of change, each once. @param {Change[]} what */
function redraw(...what) {
  for (const [draw, followed] of redraws) if (what.some((kind) => followed.includes(kind))) draw();
}

/** Draw what follows these kinds of change, and write the address. @param {Change[]} what */
function changed(...what) {
  redraw(...what, "address");
}
