// Names on the map: highest rank first, each at the best of its places, or not at all.
const FAMILY =
  '"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif';
const RANKS = {
  zone: { size: 15, weight: 600, spacing: 1, leading: 19 },
  prefecture: { size: 13, weight: 500, spacing: 0.3, leading: 16 },
  bare: { size: 11, weight: 400, spacing: 0.3, leading: 14 },
  county: { size: 11, weight: 400, spacing: 0, leading: 14 },
  park: { size: 11, weight: 400, spacing: 0, leading: 14 },
  far: { size: 13, weight: 400, spacing: 4, leading: 18 },
};
const LARGE = {
  zone: { size: 22, leading: 28 },
  prefecture: { size: 15, leading: 19 },
  bare: { size: 13, leading: 16 },
  county: { size: 13, leading: 16 },
  park: { size: 13, leading: 17 },
  far: { size: 15, leading: 20 },
};
const TINY = {
  zone: { size: 13, spacing: 0.5, leading: 16 },
  prefecture: { size: 11, leading: 14 },
  far: { size: 11, spacing: 2, leading: 14 },
};
const EDGE_PX = 6;
const FOCUS_LINE_PX = 4;
const SUB_PX = 15;
const DOT_PX = 3;
const NAMED_PX = 36;
const SLICE_MS = 16;
const measure = document.createElement("canvas").getContext("2d");
const widths = new Map();
const lastSpots = new Map();
let lastSpotsZoom = null;
let naming = null;

/** On a large map every rank takes the next size of type, on a phone the one before. */
function rankOf(rank) {
  return { ...RANKS[rank], ...(isLarge() ? LARGE : isTiny() ? TINY : {})[rank] };
}

function isTiny() {
  return root.classList.contains("tiny");
}

function isLarge() {
  return root.classList.contains("large");
}

/** Chinese names are spaced out by rank; Latin letters stay together. */
function spacingOf(rank) {
  return rankOf(rank).spacing / (isEnglish() ? 4 : 1);
}

function textWidth(text, rank) {
  const { size, weight } = rankOf(rank);
  const key = `${lang}${rank}${size}\n${text}`;
  return once(widths, key, () => {
    measure.font = `${weight} ${size}px ${FAMILY}`;
    return measure.measureText(text).width + spacingOf(rank) * [...text].length;
  });
}

/** Ways to set a long name in two or three lines, those first that keep whole what all zones share. */
function settingsOf(text, rank, widest) {
  if (textWidth(text, rank) <= widest) return [[text]];
  const twos = breaksOf(text).map((stop) => [stop]);
  const threes = twos.flatMap(([one], i) => twos.slice(i + 1).map(([two]) => [one, two]));
  if (!twos.length) return [[text]];
  const width = (stops) => Math.max(...linesAt(text, stops).map((line) => textWidth(line, rank))) + 16 * stops.length;
  const [from, to] = sharedSpan(text);
  const isWhole = (stops) => stops.every((stop) => stop <= from || stop >= to);
  const ways = isEnglish() || isTiny() ? [[...twos, ...threes], twos, threes] : [twos, threes];
  const best = [...ways.map((way) => way.filter(isWhole)), twos]
    .filter((way) => way.length)
    .map((way) => way.reduce((a, b) => (width(b) < width(a) ? b : a)));
  return [...new Set(best)].map((stops) => linesAt(text, stops));
}

function linesAt(text, stops) {
  return [0, ...stops].map((stop, i) => text.slice(stop, stops[i]).trim());
}

/** Where a line may end: after a space, or where there is none between words, but not within quotes or at a bracket. */
function breaksOf(text) {
  if (text.includes(" ")) return [...text].flatMap((letter, i) => (letter === " " ? [i + 1] : []));
  if (isEnglish()) return [];
  if (typeof Intl.Segmenter !== "function") return [Math.ceil(text.length / 2)];
  return [...new Intl.Segmenter("zh", { granularity: "word" }).segment(text)]
    .map((part) => part.index)
    .filter((index) => index > 1 && index < text.length - 1)
    .filter((index) => !/“[^”]*$|[（《]$/.test(text.slice(0, index)) && !/^[”）》、，]/.test(text.slice(index)));
}

/** Where the longest run of at least three letters that is in every zone's name stands in this one. */
function sharedSpan(text) {
  const names = zones.map((zone) => tr(zone.name));
  let best = "";
  for (let from = 0; names.length > 1 && from < names[0].length; from++) {
    for (let to = from + Math.max(3, best.length + 1); to <= names[0].length; to++) {
      const part = names[0].slice(from, to);
      if (names.every((name) => name.includes(part))) best = part;
    }
  }
  const at = best.trim() ? text.indexOf(best.trim()) : -1;
  return at < 0 ? [0, 0] : [at, at + best.trim().length];
}

function labelOf(id, rank, pair, extra = {}) {
  const sets = settingsOf(tr(pair), rank, extra.widest || Infinity).map((lines) => setIn(lines, rank, extra));
  return { id, rank, ...extra, ...sets[0], sets };
}

/** Lines of a name with the room they take. */
function setIn(lines, rank, { focus, sub }) {
  const width = Math.max(...lines.map((line) => textWidth(line, rank)));
  return {
    lines,
    width,
    height: lines.length * rankOf(rank).leading + (sub ? SUB_PX : 0) + (focus ? FOCUS_LINE_PX : 0),
  };
}

function drawLabels() {
  if (!markGroups) return;
  if (lastSpotsZoom !== view.zoom) lastSpots.clear();
  lastSpotsZoom = view.zoom;
  const land = groundUnits().filter(({ shape }) => isBoxInView(shapeBox(shape)));
  const field = {
    land,
    frame: visibleBox().map((edge, i) => edge + (i < 2 ? EDGE_PX : -EDGE_PX)),
    taken: furnitureBoxes(),
    symbols: isSchematic() ? diagramBoxes() : areDots() ? [] : symbolBoxes(),
    dots: areDots() ? symbolBoxes() : [],
    lines: lineBoxes(),
    seats: seatPoints(land),
    far: [],
  };
  naming = { field, waiting: wantedLabels(), placed: [], zoom: view.zoom };
  placeNames(naming);
}

/** Places for the names that wait; in a large plan some in each frame, so that no frame takes long. */
function placeNames(work) {
  const until = unitCanvas && !unprinted ? performance.now() + SLICE_MS : Infinity;
  const { field, waiting, placed } = work;
  while (waiting.length && performance.now() < until) {
    const label = waiting.shift();
    const spot = bestSpot(label, field);
    if (!spot) continue;
    const [left, top, right, bottom] = spot.box;
    field.taken.push([left - 3, top, right + 3, bottom], ...(spot.foot ? lineTo(spot, spot.box) : []));
    if (label.far) field.far.push({ text: label.lines.join(), x: spot.x, y: spot.y });
    placed.push([{ ...label, ...spot.set }, spot]);
  }
  const isWanted = () => work === naming && work.zoom === view.zoom;
  if (waiting.length) return requestAnimationFrame(() => isWanted() && placeNames(work));
  for (const name of ["labels", "far-labels"]) unpinWithin(markGroups[name]);
  for (const [label, spot] of placed) drawLabel(label, spot);
  return undefined;
}

/** Where the names of prefectures would best stand: a zone's larger name goes elsewhere if it can. */
function seatPoints(land) {
  return land
    .filter((unit) => unit.label && levelPixels(unit.level) >= NAMED_PX)
    .map((unit) => layerPoint(...stepsOf(unit.label)));
}

function wantedLabels() {
  const chosen = things.get(state.selected);
  const [coarsest, ...finer] = LEVELS.filter((level) => levelPixels(level));
  const list = [
    ...zoneLabels(),
    ...unitLabels(coarsest, "prefecture"),
    ...farLabels(),
    ...(isSchematic() ? [] : finer.flatMap((level) => unitLabels(level, level))),
    ...parkLabels(),
  ];
  const rank = ({ id, far }) => (chosen && id === chosen.id ? 0 : far || isLit(id) ? 1 : 2);
  return list.sort((a, b) => rank(a) - rank(b));
}

function zoneLabels() {
  const shown = zones.filter((zone) => drawnShape(zone) && isZoneShown(zone));
  return shown.map((zone) => {
    const drawn = isSchematic();
    const lit = isLit(zone.id);
    const sub = isSketched(zone) && !drawn ? word(zone.basis === "admin-part" ? "part" : "sketch") : "";
    const at = stepsOf(drawn ? zone.diagram_label : zone.label);
    const foreign = shown.filter((other) => other !== zone);
    return labelOf(zone.id, lit ? "zone" : "bare", zone.name, {
      widest: isLarge() ? 180 : isTiny() ? 76 : 120,
      shape: drawn ? outerShape(zone.diagram) : zone.shape,
      at,
      colour: zone.colour.text,
      sub,
      grid: 11,
      foreign: lit ? foreign : null,
      astray: foreign.filter((other) => !contains(drawn ? outerShape(other.diagram) : other.shape, ...at)),
      dim: !lit,
    });
  });
}

function unitLabels(level, rank) {
  if (levelPixels(level) < (rank === "county" ? 62 : NAMED_PX) || (state.step && !lit)) return [];
  return units
    .filter((unit) => unit.level === level && unit.label && unit.id !== plan.region_adcode)
    .filter((unit) => isUnitShown(unit) && isLit(unit.id) && (!unit.shape || isBoxInView(shapeBox(unit.shape))))
    .map((unit) => unitLabel(unit, rank))
    .filter(Boolean);
}

/** The name of a unit; quieter where no zone that is shown has the unit, or many may; none where a zone says it. */
function unitLabel(unit, rank) {
  const above = unitLine(unit.id).flatMap(({ zones: ids }) => ids || []);
  const home = thingsOf(above).filter((zone) => drawnShape(zone) && isZoneShown(zone));
  if (home.some((zone) => tr(unit.name).startsWith(tr(zone.name)))) return null;
  const focus = isSchematic() ? null : home.find((zone) => zone.focus && (zone.members || []).includes(unit.id));
  const plain = rank === "prefecture" && (isCrowded || !home.length);
  return labelOf(unit.id, plain ? "bare" : rank, unit.name, {
    shape: unit.shape && bodyOf(unit.shape),
    at: stepsOf(unit.label),
    focus: focus && focus.colour.line,
    grid: rank === "county" ? 3 : 9,
    unit,
    home: isSchematic() ? [] : home,
    foreign: isSchematic() ? [] : foreignZones(above),
  });
}

/** Zones on the map that are none of these. */
function foreignZones(ids) {
  return zones.filter((zone) => drawnShape(zone) && isZoneShown(zone) && !ids.includes(zone.id));
}

function farLabels() {
  const near = (data.context || []).filter((item) => item.label).map((item) => ({ ...item, shape: item.shape }));
  return [...near, ...(data.abroad || [])]
    .filter((item) => item.label)
    .map((item, index) => {
      return labelOf(`far-${index}`, "far", item.name, {
        at: stepsOf(item.label),
        shape: item.shape,
        grid: item.shape ? 9 : 1,
        far: true,
        inside: Boolean(item.shape),
      });
    });
}

/** Single places in view, and those of an opened gathering. */
function parkLabels() {
  const single = gatherings.filter(({ parks: inside, x, y }) => inside.length === 1 && isBoxInView([x, y, x, y]));
  const all = !isSchematic() && !state.step && (view.zoom >= homeZoom + 1.4 || (single.length <= 12 && !isNarrow()));
  const named = single
    .filter(
      ({ parks: [park], dimmed }) => (all && !dimmed) || park.id === state.selected || spotted().includes(park.id),
    )
    .map(({ parks: [park], x, y }) => parkLabel(park, [x, y]));
  const spread = fanned
    ? fanned.spots.map(({ park, dx, dy }) => parkLabel(park, [fanned.gathering.x, fanned.gathering.y], [dx, dy]))
    : [];
  return [...spread, ...named];
}

function parkLabel(park, at, shift = [0, 0]) {
  return labelOf(park.id, "park", park.name, { at, shift, beside: true, widest: isLarge() ? 180 : 150 });
}

/** Boxes along boundary lines, such as the dashes at sea: names keep off them. */
function lineBoxes() {
  const boxes = [];
  for (const path of (data.lines || []).flatMap(({ paths }) => paths))
    walk(path, drawnLeast, (x, y) => {
      const [left, top] = layerPoint(x, y);
      boxes.push([left - 4, top - 4, left + 4, top + 4]);
    });
  return boxes;
}

function symbolBoxes() {
  const around = (x, y, r) => [x - r, y - r, x + r, y + r];
  const drawn = gatherings.map(({ parks: inside, x, y, dimmed }) =>
    around(...layerPoint(x, y), dimmed || areDots() ? DOT_PX : discRadius(inside.length)),
  );
  if (!fanned) return drawn;
  const [x, y] = layerPoint(fanned.gathering.x, fanned.gathering.y);
  return [...drawn, ...fanned.spots.map(({ dx, dy }) => around(x + dx, y + dy, SYMBOL_PX))];
}

/** A line from a name to the area that it stands apart from. */
function leaderTo({ x, y, foot, box }, colour) {
  const [toX, toY] = edgeTowards(box, ...foot);
  const d = `M${foot[0] - x} ${foot[1] - y}L${toX - x} ${toY - y}`;
  return [
    svg("path", { d, class: "lead", stroke: colour }),
    svg("circle", { cx: foot[0] - x, cy: foot[1] - y, r: 2, fill: colour }),
  ];
}

function drawLabel(label, spot) {
  const { size, leading } = rankOf(label.rank);
  const dim = label.far || isLit(label.id) ? "" : " dim";
  const node = svg("g", { class: `label ${label.rank}${dim}`, "data-names": label.far ? null : label.id });
  const start = -label.height / 2 + leading / 2 + size * 0.36;
  const text = svg("text", { "text-anchor": spot.anchor, fill: label.colour });
  label.lines.forEach((line, index) => text.append(svg("tspan", { x: 0, y: start + index * leading }, line)));
  const below = start + (label.lines.length - 1) * leading + size * 0.2 + 13;
  if (label.sub) text.append(svg("tspan", { x: 0, y: below, class: "sub" }, label.sub));
  node.append(text);
  if (spot.foot) node.prepend(...leaderTo(spot, label.colour));
  if (label.focus)
    node.prepend(
      svg("path", {
        d: `M${-label.width / 2} ${label.height / 2 - 1}h${label.width}`,
        class: "focus-mark",
        stroke: label.focus,
      }),
    );
  markGroups[label.far ? "far-labels" : "labels"].append(node);
  pin(node, (spot.x - view.x) / view.scale, (spot.y - view.y) / view.scale);
}
