// @ts-check
// Plans of over a thousand outlines: units and zones lie on a canvas, each border drawn once. The elements of the
// zones stay, unpainted, for the pointer.
/** @type {Record<string, number>} */
const SEAM_PX = { township: 0.3, county: 0.45, prefecture: 0.7, province: 0.9 };
const FINE_SEAM_PX = 0.9;
/** @type {Map<string, CanvasPattern>} */
const zoneTiles = new Map();

// Leaflet has no other way in than its inner methods.
/** @type {new (options: object) => UnitCanvas} */
const UnitCanvas = /** @type {any} */ (L.Canvas).extend({
  _update() {
    const [left, top, right, bottom] = visibleBox();
    const painted = this._bounds && this._zoom === map.getZoom() ? this._bounds : null;
    if (painted && painted.contains(L.bounds([left, top], [right, bottom]))) return;
    /** @type {any} */ (L.Canvas).prototype._update.call(this);
  },
  _draw() {
    paintUnits(this._ctx, this._bounds);
  },
  _onMouseMove() {},
});

paneAt("buju-units", 340);
drawn.canvas = new UnitCanvas({ padding: 0.3, pane: "buju-units" });

/**
 * Land, zones, and the borders of each level, the coarser ones over the finer.
 * @param {CanvasRenderingContext2D} context @param {L.Bounds} bounds
 */
function paintUnits(context, bounds) {
  const place = currentView();
  const least = 2 * leastAt(place.zoom);
  const shown = shapedUnits.filter(isUnitShown);
  const seen = shown.filter(({ shape }) => isWithinPixels(shapeBox(shape), place, bounds));
  const levels = [...LEVELS].reverse().filter((level) => seen.some((unit) => unit.level === level));
  context.lineJoin = "round";
  context.fillStyle = plainColour(colourOf("land"));
  for (const unit of seen.filter(({ level }) => level === levels[levels.length - 1])) {
    traceShape(context, unit.shape, least, place);
    context.fill("evenodd");
  }
  const shownZones = isSchematic() ? [] : zonesByArea().filter(isZoneShown);
  for (const zone of shownZones) paintZone(context, zone, least, place);
  for (const level of levels) strokeBorders(context, level, seen, least, place);
  for (const zone of shownZones) strokeZone(context, zone, least, place);
}

/** @param {CanvasRenderingContext2D} context @param {Zone} zone @param {number} least @param {View} place */
function paintZone(context, zone, least, place) {
  traceShape(context, zone.shape, least, place);
  context.globalAlpha = isLit(zone.id) ? 1 : 0.25;
  context.fillStyle = zoneTile(context, zone);
  context.fill("evenodd");
  context.globalAlpha = 1;
}

/**
 * A zone's fill with its hatch: a pattern drawn once for its colours, as sharp as the screen, and laid on at once.
 * @param {CanvasRenderingContext2D} context @param {Zone} zone
 */
function zoneTile(context, zone) {
  const { d = "", size = 8 } = data.hatches[zone.hatch] || {};
  const [fill, line] = [zone.colour.fill, zone.colour.line].map(plainColour);
  const key = `${zone.hatch} ${fill} ${line}`;
  return once(zoneTiles, key, () => {
    const ratio = L.Browser.retina ? 2 : 1;
    const tile = el("canvas", { width: size * ratio, height: size * ratio });
    const pen = tile.getContext("2d");
    pen.scale(ratio, ratio);
    Object.assign(pen, {
      fillStyle: fill,
      strokeStyle: line,
      lineCap: "round",
      globalAlpha: Number(plainColour(colourOf("fill-opacity"))),
    });
    pen.fillRect(0, 0, size, size);
    pen.globalAlpha = Number(plainColour(colourOf("hatch-opacity")));
    pen.stroke(new Path2D(d));
    const pattern = context.createPattern(tile, "repeat");
    pattern.setTransform(new DOMMatrix().scale(1 / ratio));
    return pattern;
  });
}

/** @param {CanvasRenderingContext2D} context @param {Zone} zone @param {number} least @param {View} place */
function strokeZone(context, zone, least, place) {
  const { width, dash } = zone.stroke;
  traceShape(context, zone.shape, least, place);
  context.globalAlpha = isLit(zone.id) ? 1 : 0.25;
  context.setLineDash(dash ? dash.split(" ").map(Number) : []);
  context.strokeStyle = plainColour(zone.colour.line);
  context.lineWidth = width;
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} context @param {Shape} shape @param {number} least @param {View} place */
function traceShape(context, shape, least, place) {
  context.beginPath();
  for (const ring of shape.flat()) trace(context, ring, least, place);
}

/**
 * @param {CanvasRenderingContext2D} context @param {string} level @param {Unit[]} seen @param {number} least
 * @param {View} place
 */
function strokeBorders(context, level, seen, least, place) {
  const used = new Set();
  for (const unit of seen) {
    if (unit.level === level) for (const arc of unit.shape.flat(2)) used.add(arc < 0 ? ~arc : arc);
  }
  context.beginPath();
  for (const arc of used) trace(context, [arc], least, place);
  context.strokeStyle = plainColour(colourOf(isFine(level) ? "seam" : "faint"));
  context.lineWidth = levelPixels(level) > 40 ? FINE_SEAM_PX : SEAM_PX[level];
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {Run} run @param {number} least @param {View} place */
function trace(context, run, least, { scale, x, y }) {
  let isBegun = false;
  walk(run, least, (east, south) => {
    if (isBegun) context.lineTo(east * scale + x, south * scale + y);
    else context.moveTo(east * scale + x, south * scale + y);
    isBegun = true;
  });
}

/** @param {Box} box @param {View} place @param {L.Bounds} bounds */
function isWithinPixels([west, north, east, south], { scale, x, y }, { min, max }) {
  return west * scale + x < max.x && east * scale + x > min.x && north * scale + y < max.y && south * scale + y > min.y;
}

/** The finest unit under the pointer: by its box, then by a ray. */
drawn.canvas.unitAt = (event) => {
  const point = map.mouseEventToLayerPoint(event);
  const [x, y] = stepsAt(point.x, point.y);
  const found = shapedUnits.filter(({ shape }) => contains(shape, x, y));
  const finest = found.sort((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level))[0];
  return finest && isUnitShown(finest) ? finest.id : null;
};
