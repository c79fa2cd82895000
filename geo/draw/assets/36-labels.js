// Names on the map: highest rank first, each at the best of its places, or not at all.
const FAMILY =
  '"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif';
const RANKS = {
  zone: { size: 15, weight: 600, spacing: 1, leading: 19 },
  prefecture: { size: 13, weight: 500, spacing: 0.3, leading: 16 },
  county: { size: 11, weight: 400, spacing: 0, leading: 14 },
  park: { size: 11, weight: 400, spacing: 0, leading: 14 },
  far: { size: 13, weight: 400, spacing: 4, leading: 18 },
};
const LARGE = {
  zone: { size: 22, leading: 28 },
  prefecture: { size: 15, leading: 19 },
  county: { size: 13, leading: 16 },
  park: { size: 13, leading: 17 },
  far: { size: 15, leading: 20 },
};
const EDGE_PX = 6;
const FOCUS_LINE_PX = 4;
const measure = document.createElement("canvas").getContext("2d");
const widths = new Map();
const lastSpots = new Map();
let lastSpotsZoom = null;

/** On a large map every rank takes the next size of type. */
function rankOf(rank) {
  return isLarge() ? { ...RANKS[rank], ...LARGE[rank] } : RANKS[rank];
}

function isLarge() {
  return document.documentElement.classList.contains("large");
}

/** Chinese names are spaced out by rank; Latin letters stay together. */
function spacingOf(rank) {
  return isEnglish() ? RANKS[rank].spacing / 4 : RANKS[rank].spacing;
}

function textWidth(text, rank) {
  const key = `${lang}${rank}${isLarge()}\n${text}`;
  if (!widths.has(key)) {
    const { size, weight } = rankOf(rank);
    const spacing = spacingOf(rank);
    measure.font = `${weight} ${size}px ${FAMILY}`;
    widths.set(key, measure.measureText(text).width + spacing * [...text].length);
  }
  return widths.get(key);
}

/** Ways to set a long name in up to three lines: first the one that keeps whole what all zones share, then the narrowest. */
function settingsOf(text, rank, widest) {
  if (textWidth(text, rank) <= widest) return [[text]];
  const breaks = breaksOf(text);
  const threes = isEnglish() ? breaks.flatMap((one, i) => breaks.slice(i + 1).map((two) => [one, two])) : [];
  const all = [...breaks.map((stop) => [stop]), ...threes];
  if (!all.length) return [[text]];
  const width = (stops) => Math.max(...linesAt(text, stops).map((line) => textWidth(line, rank))) + 16 * stops.length;
  const [from, to] = sharedSpan(text);
  const whole = all.filter((stops) => stops.every((stop) => stop <= from || stop >= to));
  const best = [whole, all]
    .filter((ways) => ways.length)
    .map((ways) => ways.reduce((a, b) => (width(b) < width(a) ? b : a)));
  return [...new Set(best)].map((stops) => linesAt(text, stops));
}

function linesAt(text, stops) {
  return [0, ...stops].map((stop, i) => text.slice(stop, stops[i]).trim());
}

/** Where a line may end: after a space, or where there is none between words. */
function breaksOf(text) {
  if (text.includes(" ")) return [...text].flatMap((letter, i) => (letter === " " ? [i + 1] : []));
  if (isEnglish()) return [];
  if (typeof Intl.Segmenter !== "function") return [Math.ceil(text.length / 2)];
  return [...new Intl.Segmenter("zh", { granularity: "word" }).segment(text)]
    .map((part) => part.index)
    .filter((index) => index > 1 && index < text.length - 1);
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
  const settings = settingsOf(tr(pair), rank, extra.widest || Infinity);
  return {
    id,
    rank,
    ...extra,
    ...setIn(settings[0], rank, extra),
    others: settings.slice(1).map((lines) => setIn(lines, rank, extra)),
  };
}

/** Lines of a name with the room they take. */
function setIn(lines, rank, { focus, sub }) {
  const width = Math.max(...lines.map((line) => textWidth(line, rank)));
  return { lines, width, height: lines.length * rankOf(rank).leading + (sub ? 14 : 0) + (focus ? FOCUS_LINE_PX : 0) };
}

function drawLabels() {
  if (!markGroups) return;
  if (lastSpotsZoom !== view.zoom) lastSpots.clear();
  lastSpotsZoom = view.zoom;
  unpinWithin(markGroups.labels);
  unpinWithin(markGroups["far-labels"]);
  const field = {
    frame: visibleBox().map((edge, i) => edge + (i < 2 ? EDGE_PX : -EDGE_PX)),
    taken: furnitureBoxes(),
    symbols: isSchematic() ? diagramBoxes() : symbolBoxes(),
    seats: seatPoints(),
    far: [],
  };
  for (const label of wantedLabels()) {
    const spot = bestSpot(label, field);
    if (!spot) continue;
    field.taken.push(spot.box);
    if (label.far) field.far.push({ text: label.lines.join(), x: spot.x, y: spot.y });
    drawLabel({ ...label, ...spot.set }, spot);
  }
}

/** Where the names of prefectures would best stand: a zone's larger name goes elsewhere if it can. */
function seatPoints() {
  return groundUnits()
    .filter((unit) => unit.label && isBoxInView(shapeBox(unit.shape)))
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
  return zones
    .filter((zone) => drawnShape(zone) && isZoneShown(zone))
    .map((zone) => {
      const drawn = isSchematic();
      const sub = isSketched(zone) && !drawn ? word(zone.basis === "admin-part" ? "part" : "sketch") : "";
      return labelOf(zone.id, "zone", zone.name, {
        widest: isLarge() ? 180 : 120,
        shape: drawn ? outerShape(zone.diagram) : zone.shape,
        at: stepsOf(drawn ? zone.diagram_label : zone.label),
        colour: zone.colour.text,
        sub,
        grid: 11,
      });
    });
}

function unitLabels(level, rank) {
  if (levelPixels(level) < (rank === "county" ? 62 : 36) || (state.step && !lit)) return [];
  return units
    .filter((unit) => unit.level === level && unit.label && unit.id !== plan.region_adcode && isUnitShown(unit) && isLit(unit.id))
    .filter((unit) => !unit.shape || isBoxInView(shapeBox(unit.shape)))
    .map((unit) => {
      const focus = (unit.zones || [])
        .map((id) => things.get(id))
        .find((zone) => zone && zone.focus && !isSchematic() && isZoneShown(zone) && (zone.members || []).includes(unit.id));
      return labelOf(unit.id, rank, unit.name, {
        shape: unit.shape,
        at: stepsOf(unit.label),
        focus: focus && focus.colour.line,
        grid: rank === "county" ? 3 : 9,
        inside: rank === "county",
      });
    });
}

function farLabels() {
  const near = (data.context || []).filter((item) => item.label).map((item) => ({ ...item, shape: item.shape }));
  return [...near, ...(data.abroad || [])]
    .filter((item) => item.label)
    .map((item, index) => {
      return labelOf(`far-${index}`, "far", item.name, {
        at: stepsOf(item.label),
        shape: item.shape,
        grid: item.shape ? 9 : 5,
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
    .filter(({ parks: [park], dimmed }) => (all && !dimmed) || park.id === state.selected || spotted().includes(park.id))
    .map(({ parks: [park], x, y }) => parkLabel(park, [x, y]));
  const spread = fanned
    ? fanned.spots.map(({ park, dx, dy }) => parkLabel(park, [fanned.gathering.x, fanned.gathering.y], [dx, dy]))
    : [];
  return [...spread, ...named];
}

function parkLabel(park, at, shift = [0, 0]) {
  return labelOf(park.id, "park", park.name, { at, shift, beside: true, widest: isLarge() ? 180 : 150 });
}

function symbolBoxes() {
  const around = (x, y, r) => [x - r, y - r, x + r, y + r];
  const drawn = gatherings.map(({ parks: inside, x, y }) => around(...layerPoint(x, y), discRadius(inside.length)));
  if (!fanned) return drawn;
  const [x, y] = layerPoint(fanned.gathering.x, fanned.gathering.y);
  return [...drawn, ...fanned.spots.map(({ dx, dy }) => around(x + dx, y + dy, SYMBOL_PX))];
}

function drawLabel(label, spot) {
  const { size, leading } = rankOf(label.rank);
  const dim = label.far || isLit(label.id) ? "" : " dim";
  const node = svg("g", { class: `label ${label.rank}${dim}`, "data-names": label.far ? null : label.id });
  const start = -label.height / 2 + leading / 2 + size * 0.36;
  const text = svg("text", { "text-anchor": spot.anchor, fill: label.colour });
  label.lines.forEach((line, index) => text.append(svg("tspan", { x: 0, y: start + index * leading }, line)));
  if (label.sub)
    text.append(svg("tspan", { x: 0, y: start + label.lines.length * leading - 3, class: "sub" }, label.sub));
  node.append(text);
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
