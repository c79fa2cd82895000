// @ts-check
// What stands around the drawing: title plate, tools, scale, north, credits and the name under the pointer.
const furniture = {
  plate: el("div", { id: "plate" }),
  modes: el("div", { id: "modes" }),
  layouts: el("div", { id: "layouts" }),
  note: el("p", { id: "drawing-note", hidden: true }),
  tools: el("div", { id: "tools", role: "group" }),
  foot: el("div", { id: "foot" }),
  tray: el("div", { id: "tray", role: "group", hidden: true }),
  strip: el("div", { id: "strip", role: "group", hidden: true }),
  tip: el("div", { id: "tip", "aria-hidden": "true", hidden: true }),
  said: el("p", { id: "said", class: "unseen", role: "status" }),
  legend: el("section", { id: "key" }),
  card: el("section", { id: "card", hidden: true, role: "region", tabindex: -1 }),
};

/** From so many pixels for a kilometre on one sees that outlines are generalised. */
const GENERALISED_PX = 6;

/** The stage: the map, and over it what stands around the drawing. */
function buildStage() {
  const { plate, modes, layouts, tray, strip, note, tools, foot, tip, said, legend, card } = furniture;
  const row = el("div", { id: "row" }, modes, layouts, tray);
  const top = el("div", { id: "top" }, plate, row, strip, note);
  const stage = el("main", { id: "stage" }, top, tools, foot, tip, said, legend, card);
  host.append(stage);
  stage.prepend(map.getContainer());
  return stage;
}

function drawPlate() {
  furniture.plate.replaceChildren(
    bdi(plan.title, { class: "plate-title" }),
    el("span", { class: "plate-slogan" }, sloganText() || (state.step ? "" : layoutText())),
    el("span", { class: "small" }, issuedText()),
  );
}

/** Which layout the map shows, where layouts lie over one another. */
function layoutText() {
  if (!isCrowded) return "";
  if (isTinted()) return word("layouts_all", { n: shownGroups().length });
  const shown = shownGroups().filter(({ id }) => zonesByGroup.get(id).some(isZoneShown));
  return listed(shown.map(({ name }) => tr(name)));
}

function drawTools() {
  const step = (/** @type {number} */ by) => () => map.setZoom(map.getZoom() + by, { animate: !isStill() });
  furniture.tools.setAttribute("aria-label", word("map"));
  furniture.tools.replaceChildren(
    iconButton("plus", word("zoom_in"), step(1)),
    iconButton("minus", word("zoom_out"), step(-1)),
    iconButton("home", word("zoom_home"), () => {
      home.isGroup = false;
      fitHome(true);
    }),
  );
}

function drawFoot() {
  const north = svg("svg", {
    id: "north",
    viewBox: "0 0 20 34",
    width: 20,
    height: 34,
    role: "img",
    "aria-label": word("north"),
  });
  north.append(
    svg("path", { d: "M10 1L15 22L10 18.5Z", class: "north-dark" }),
    svg("path", { d: "M10 1L5 22L10 18.5Z", class: "north-light" }),
    svg("text", { x: 10, y: 33, "text-anchor": "middle" }, word("north")),
  );
  const lines = (/** @type {Pair[]} */ credits) => credits.map((credit) => el("p", {}, bdi(credit)));
  const further = el("details", {}, el("summary", {}, word("further_credits")), ...lines(data.further_credits));
  const credits = el("div", { id: "credits" }, ...lines(data.credits), data.further_credits.length ? further : null);
  furniture.foot.replaceChildren(el("div", { class: "bearings" }, north, el("div", { id: "scale" })), credits);
  drawScale();
}

/** A bar of round length, true at the centre of the map: Web Mercator grows towards the poles. */
function drawScale() {
  const bar = byId("scale");
  if (!bar) return;
  const perKm = pxPerKm();
  bar.title = word("scale_at_centre");
  const remark = perKm >= GENERALISED_PX ? el("span", { class: "generalised" }, word("generalised")) : "";
  bar.replaceChildren(remark, ...scaleBar(perKm));
}

/** @param {number} perKm */
function scaleBar(perKm) {
  const km = roundLength(110 / perKm);
  const width = Math.round(km * perKm);
  const drawing = svg(
    "svg",
    { width: width + 2, height: 8, "aria-hidden": "true" },
    svg("path", { d: `M1 1V6H${width + 1}V1M${1 + width / 2} 3V6`, class: "scale-bar" }),
  );
  return [el("span", {}, lengthText(km)), drawing];
}

/** @param {MouseEvent} event @param {Tipped | undefined} thing */
function showTip(event, thing) {
  const { tip } = furniture;
  tip.hidden = !thing;
  if (!thing) return;
  tip.replaceChildren(bdi(thing.name), el("span", { class: "small" }, tipDetail(thing)));
  const frame = byId("stage").getBoundingClientRect();
  const [x, y] = [event.clientX - frame.left, event.clientY - frame.top];
  const left = x + 14 + tip.offsetWidth > frame.width ? x - 14 - tip.offsetWidth : x + 14;
  tip.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, Math.min(y + 14, frame.height - tip.offsetHeight - 4))}px)`;
}

/** The name under the pointer goes where nothing is any more. */
function dropTip() {
  if (!page.hovered) furniture.tip.hidden = true;
}

/** @param {Tipped} thing */
function tipDetail(thing) {
  if (!("type" in thing)) return "";
  if (thing.type === "park") return listed([nameOf(data.kinds, thing.kind), nameOf(data.statuses, thing.status)]);
  if (thing.type === "zone") return word(thing.focus ? "members_focus" : "zone");
  if (isTinted()) return word("layouts_n", { n: layoutsOf(thing) });
  return listed([...new Set((thing.zones || []).map(thingName))]);
}
