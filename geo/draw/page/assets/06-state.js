// What changes while the page is open, and how the page follows: whoever changes a value tells of what kind it is, and
// what is drawn from it is drawn anew, in the order of one list.

/** What is chosen, filtered and told: what the address says. */
const state = {
  lang: "zh",
  theme: "light",
  draw: "admin",
  tab: "layout",
  sort: { column: "place", down: false },
  selected: null,
  gathered: null,
  industry: new Set(),
  kind: new Set(),
  status: new Set(),
  time: new Set(),
  off: new Set(),
  step: 0,
  at: null,
};

/** What the step of the story lights and names, and how it is looked at. */
const story = { lit: null, spots: [], last: 0, explored: false, moving: false };

/** How the whole plan, or one group of it, stands on the map. */
const home = { zoom: 0, size: null, isShown: true, isMoving: false, isGroup: false, legendYields: false, wish: null };

/** What a reader does and has done besides. */
const page = { hovered: null, opener: null, legendShut: null, ticksBefore: [], unprinted: null, addressed: null };

// What parts of the page keep in the address: name -> { read(text or null), write() -> text, empty as at first }.
const addressKeys = {};
// The one list of redraws, filled by 92-start.js: [what draws, the kinds of change that it follows].
const redraws = [];

/** Draw what follows these kinds of change, each once. */
function redraw(...what) {
  for (const [draw, followed] of redraws) if (what.some((kind) => followed.includes(kind))) draw();
}

/** Draw what follows these kinds of change, and write the address. */
function changed(...what) {
  redraw(...what, "address");
}
