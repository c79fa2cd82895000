// @ts-check
// Where the map should stand: the plan, a group, a step, clear of what lies over the map.
/** Least height of the strip at the foot: scale and credits. */
const FOOT_PX = 48;
const NEAR_ZOOMS = 2;
/** What the heads of two maps, one above the other, take of their width. */
const HEAD_PX = 160;

/** Until someone opens or shuts it, the legend gives way where the map is small or a card is open. */
function isLegendShut() {
  const { x, y } = map.getSize();
  const carded = root.classList.contains("carded") && x < 1180;
  return page.legendShut === null ? isNarrow() || carded || home.legendYields || x < 560 || y < 440 : page.legendShut;
}

/** What a card leaves of the map, or the bar of the story. @returns {Room} */
function roomPadding() {
  if (state.step) return storyPadding();
  const card = byId("card");
  const open = card && !card.hidden && !isNarrow();
  const below = card && !card.hidden && isNarrow() ? card.offsetHeight : 0;
  return { paddingTopLeft: [24, 24], paddingBottomRight: [24 + (open ? card.offsetWidth + 16 : 0), 24 + below] };
}

/** What the story leaves of the map: on a wide screen it stands beside it. @returns {Room} */
function storyPadding() {
  const bar = byId("story");
  if (!isNarrow()) return { paddingTopLeft: [32, 60], paddingBottomRight: [32, footPx() + 8] };
  const below = bar ? map.getSize().y - bar.offsetTop : 0;
  return { paddingTopLeft: [32, byId("top").offsetHeight + 24], paddingBottomRight: [32, below + 16] };
}

/** The zoom at which bounds fill a room. @param {L.LatLngBounds} bounds @param {Room} room */
function zoomWithin(bounds, { paddingTopLeft: before, paddingBottomRight: after }) {
  return map.getBoundsZoom(bounds, false, L.point(before).add(after));
}

/** What the open legend takes of the map's width. */
function legendPx() {
  return isEnglish() ? 264 : 216;
}

/**
 * Where the whole plan stands: beside the legend where that costs little size, else the legend shuts.
 * @returns {[L.LatLngBounds, Room]}
 */
function homeFrame() {
  const bounds = boxBounds(plan.view || plan.bbox);
  const wide = map.getSize().x > 620;
  const framed = isEmbedded && !page.unprinted && map.getSize().x < 1000;
  const plated = wide && ["embed", "panel-closed", "printing"].some((name) => root.classList.contains(name));
  const least = framed ? (wide ? 88 : 128) : plated || wide ? 56 : 12;
  const above = Math.max(least, topPx() + (wide ? 8 : 0));
  const below = framed ? (wide ? 56 : 116) : footPx();
  const left = wide && root.classList.contains("stacked") ? HEAD_PX : 0;
  /** @type {Room} */
  const beside = {
    paddingTopLeft: [left + 24, above],
    paddingBottomRight: [wide ? legendPx() : 12, framed ? 56 : below],
  };
  /** @type {Room} */
  const plain = {
    paddingTopLeft: [left + 12, above],
    paddingBottomRight: [12, below],
  };
  map.setMinZoom(0);
  home.legendYields = !page.unprinted && zoomWithin(bounds, plain) - zoomWithin(bounds, beside) > 0.25;
  const chosen = home.legendYields ? plain : beside;
  home.zoom = zoomWithin(bounds, chosen);
  return [bounds, chosen];
}

/**
 * Where the group that stands alone is as large as the map allows; null where none is drawn.
 * @returns {[L.LatLngBounds, Room] | null}
 */
function groupFrame() {
  const group = aloneGroup();
  const inside = group ? zonesByGroup.get(group.id).filter(drawnShape) : [];
  if (!inside.length) return null;
  const bounds = L.latLngBounds([]);
  for (const zone of inside) bounds.extend(shapeBounds(drawnShape(zone)));
  const right = isLegendShut() || isNarrow() ? 24 : legendPx() + 24;
  const [above, below] = isNarrow() ? [Math.max(132, topPx() + 12), 140] : [64, 48];
  return [bounds, { paddingTopLeft: [24, above], paddingBottomRight: [right, below], maxZoom: home.zoom + 2.5 }];
}

/** How far down reaches what stands over the map; nothing before there is any. */
function topPx() {
  const over = byId("top");
  return over ? over.offsetTop + over.offsetHeight : 0;
}

/** How far up scale and credits reach; on a small screen, where the scale stands in a corner above them, the credits. */
function footPx() {
  const foot = byId(isNarrow() ? "credits" : "foot");
  return Math.max(FOOT_PX, foot ? foot.offsetHeight + 12 : 0);
}

function stepBounds() {
  const { view: box } = storySteps[state.step - 1];
  const bounds = L.latLngBounds([]);
  const drawings = isSchematic() ? foundIn(things, stepIds()).map(drawnShape) : [];
  for (const shape of drawings) if (shape) bounds.extend(shapeBounds(shape));
  return bounds.isValid() ? bounds : boxBounds(box || plan.view || plan.bbox);
}

/**
 * The centre of the map that shows a position in the middle of what no card covers.
 * @param {L.LatLng} target @param {number} zoom
 */
function inRoom(target, zoom) {
  const { paddingTopLeft: before, paddingBottomRight: after } = roomPadding();
  return map.unproject(map.project(target, zoom).add(L.point(after).subtract(before).divideBy(2)), zoom);
}

/** @param {L.LatLngBounds} bounds */
function isInRoom(bounds) {
  const {
    paddingTopLeft: [left, top],
    paddingBottomRight: [right, bottom],
  } = roomPadding();
  const size = map.getSize();
  const corners = [bounds.getNorthWest(), bounds.getSouthEast()].map((corner) => map.latLngToContainerPoint(corner));
  return (
    corners[0].x >= left - 20 &&
    corners[0].y >= top - 20 &&
    corners[1].x <= size.x - right + 20 &&
    corners[1].y <= size.y - bottom + 20
  );
}

/** @param {string | null} text */
function viewOf(text) {
  const [zoom, lat, lon] = String(text || "")
    .split("/")
    .map(Number);
  const fits =
    [zoom, lat, lon].every(Number.isFinite) &&
    zoom >= 0 &&
    zoom <= MAX_ZOOM &&
    Math.abs(lat) <= 85 &&
    Math.abs(lon) <= 180;
  return fits ? { center: L.latLng(lat, lon), zoom } : null;
}
