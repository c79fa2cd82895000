// @ts-check
// The view of targets: which numbers stand at a zone, a unit or a place, and the strip above the map of those that do not:
// the region's own, those of industries and groups, and of what is known to no place. It counts what it has no room for,
// and of how many something was reached.
const STRIP_MOST = 16;

views.numbers = () => data.targets.some(({ at }) => at);

/** What on the map a number stands at, if that is drawn. @param {Target} target */
function bearerOf({ at }) {
  const thing = things.get(at);
  const isDrawn = thing && (thing.type !== "zone" || (drawnShape(thing) && !(isCrowded && isOff(at))));
  return isDrawn ? thing : null;
}

/** Whether what a number speaks of is ticked, as all is of a crowded plan, and passes the filters. @param {Target} target */
function isOfShown({ of }) {
  const thing = things.get(of);
  if (!thing || of === plan.region_adcode) return true;
  if (thing.type === "park") return isTicked(thing) && passes(thing, FACETS);
  return thing.type === "zone" ? isCrowded || !isOff(of) : isUnitShown(thing);
}

/** The numbers of the view, in the order in which they are told; none in another view. */
function viewedTargets() {
  return showsNumbers() ? statedTargets().filter(isOfShown) : [];
}

/** The number as a map writes it. @param {Target} target */
function shortText({ short, shown }) {
  return tr(short || shown);
}

/**
 * What stands with a number: the name where the map has it not; what is counted; the year.
 * @param {Target} target @param {number} detail 2 for all of it, 1 without the year, 0 of a place only its name
 */
function captionsOf(target, detail = 1) {
  const { scope, at, indicator } = target;
  const isNamed = scope === "plan" || (at && scope !== "park");
  const year = detail > 1 && target.year ? yearText(target) : "";
  return [isNamed ? "" : tr(subjectName(target)), detail || isNamed ? tr(indicator) : "", year].filter(Boolean);
}

/** Size of type of a number. @param {Target} target */
function amountPx({ size = 0 }) {
  return data.number_px[size] * (isLarge() ? 1.2 : isTiny() ? 0.8 : 1);
}

/** On which side of a number what is meant may lie. @param {Target} target */
function boundClass({ operator }) {
  return { "-1": "under", 1: "over" }[data.bound_ends[operator]] || "";
}

function standingTargets() {
  return viewedTargets().filter(bearerOf);
}

/** What a plan is known by: its slogan or that it has none, and the number that stands for it. */
function drawHeadline() {
  const target = targetsById.get(data.headline);
  const slogan = sloganText() || (isCrowded ? word("groups_overlap", { n: groups.length }) : "");
  refill(headline, slogan ? el("span", {}, slogan) : null, target ? stripNumber(target, 2) : null);
  // On a small screen two maps need its room.
  headline.classList.toggle("over-two", isSplit());
  fitSheet();
}

function drawStrip() {
  const { strip } = furniture;
  strip.hidden = !showsNumbers();
  strip.setAttribute("aria-label", word("numbers_strip"));
  keepFocus(strip, () => fillStrip(viewedTargets().filter((target) => !bearerOf(target))));
}

/** As many numbers as have room in one line. @param {Target[]} list */
function fillStrip(list) {
  const { strip } = furniture;
  const all = standingTargets().length;
  let more = reachedButton();
  for (let count = Math.min(list.length, STRIP_MOST); ; count--) {
    const rest = list.length > count ? [furtherButton(list, count)] : [];
    // Measured with the longer words, before it is known how many stand on the map.
    strip.replaceChildren(el("span", { class: "placed" }, placedText(Math.max(0, all - 1), all)));
    strip.append(...list.slice(0, count).map((target) => stripNumber(target)), ...rest, ...more);
    if (!count || strip.scrollWidth <= strip.clientWidth) return;
    if (count === 1 && more.length) [more, count] = [[], 2]; // the first number before what counts
  }
}

/** Of how many numbers something was reached; it lists them. */
function reachedButton() {
  const n = reachedOf(shownTargets()).length;
  const about = { title: word("actuals_n", { n }), "data-key": "reached" };
  return n ? [button(`${word("actual")} ${n}`, showReached, about)] : [];
}

/** @param {Target} target */
function stripNumber(target, detail = 1) {
  const { id, scope, of, kind } = target;
  const amount = el("span", { class: "amount" }, shortText(target));
  amount.style.fontSize = `${amountPx(target)}px`;
  const text = captionsOf(target, detail).join(" ");
  const colour = scope === "industry" ? dot(industryColour(of)) : null;
  const { stands, line } = progressOf.get(id) || {};
  const reached = line
    ? el("span", { class: "reached" }, el("b", {}, tr(stands)), " ", el("span", { class: "small" }, tr(line)))
    : null;
  const label = [amount, el("span", { class: "small" }, colour, text), reached];
  return button(label, () => showNumber(target, { move: false }), {
    class: `${kind} ${boundClass(target)}`,
    "data-number": id,
    "data-key": `number:${id}`,
  });
}

/** How many numbers have no room in the strip, and where they are listed. @param {Target[]} list @param {number} from */
function furtherButton(list, from) {
  const about = word("numbers_further", { n: list.length - from });
  const label = { "aria-label": about, title: about, class: "further", "data-key": "number:" };
  return button(`+${list.length - from}`, () => showNumber(list[from], { move: false }), label);
}

/** How many numbers stand on the map now, and of how many. @param {number} n @param {number} all */
function placedText(n, all) {
  return word(n < all ? "numbers_placed_of" : "numbers_placed", { n, all });
}
