// @ts-check
// Rivers and lakes beneath the zones: quiet, and more of them the nearer the map is.
/** @type {{ node: SVGElement, path: (least: number) => string }[]} */
const waterNodes = [];

function pxPerKm() {
  return stepsPerKm(map.getCenter().lat) * view.scale;
}

/** Draw waters over the tint of zones, beneath their hatches and borders: under it a river could not be seen. */
function drawWaters() {
  const rivers = data.rivers.map(({ paths, rank }) => waterNode("river", rank, (least) => linePath(paths, least)));
  const lakes = data.lakes.map(({ shape, rank }) => waterNode("lake", rank, (least) => shapePath(shape, least)));
  const seas = data.sea.map(({ shape }) => waterNode("open", 1, (least) => shapePath(shape, least)));
  shapeGroups.sea.append(...seas);
  const shapes = data.sea.map(({ shape }) => shape);
  fadeSides(shapesSvg.querySelector("defs"), shapes, shapeGroups.sea, "fade-sea");
  shapeGroups.waters.append(...rivers, ...lakes);
  drawn.waters = drawn.least;
  drawWaterLevels();
}

/** @param {string} kind @param {number} rank @param {(least: number) => string} path */
function waterNode(kind, rank, path) {
  const node = svg("path", { d: path(drawn.least), class: `${kind} rank-${rank}` });
  waterNodes.push({ node, path });
  return node;
}

/** Draw waters anew, as fine as outlines are, where these have been. */
function refineWaters() {
  if (drawn.waters === drawn.least) return;
  drawn.waters = drawn.least;
  for (const { node, path } of waterNodes) node.setAttribute("d", path(drawn.least));
}

function drawWaterLevels() {
  const px = pxPerKm();
  data.water_drawn.forEach((least, at) => shapesSvg.classList.toggle(`waters-${at + 1}`, px >= least));
}

/** Whether waters of a rank are named at this scale; in a story only those of the first. @param {number} rank */
function isWaterNamed(rank) {
  return !(state.step && rank > 1) && pxPerKm() >= data.water_named[rank - 1];
}
