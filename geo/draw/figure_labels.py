"""Where names stand: highest rank first, each at the cheapest of its places that is free, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from geo.draw.figure_ground import Positions, bounds, inside
from geo.draw.marks import Box, Position

Measure: TypeAlias = Callable[[str, float], float]
"""Returns the width of a line of type of a size."""


@dataclass(frozen=True, slots=True)
class Rank:
    """The type of a rank: size, thickening of strokes, distance of lines, width beyond which a name is broken."""

    size: float
    weight: float
    leading: float
    widest: float
    grid: int
    most: float


RANKS = MappingProxyType(
    {
        "zone": Rank(29.0, 1.0, 36.0, 270.0, 13, 90.0),
        "prefecture": Rank(18.5, 0.35, 24.0, 170.0, 11, 10.0),
        "far": Rank(17.0, 0.0, 24.0, 240.0, 15, 3.0),
        "county": Rank(14.5, 0.0, 19.0, 110.0, 5, 6.0),
        "park": Rank(14.5, 0.0, 18.0, 210.0, 0, 9.0),
    }
)
"""By falling importance; `most` is the cost above which a name is rather left out."""

SUB_SIZE, FOCUS_ROOM = 13.5, 5.0
_SPACE = 3.0
_WAY = 2.5
_WEIGHTS = MappingProxyType({"zone": 0.8, "prefecture": 0.8, "county": 1.6, "far": 1.6})
"""Cost of each of nine positions on a name that lies outside of the area named."""

_FAR_APART = 420.0


@dataclass(frozen=True, slots=True)
class Setting:
    """One way to set a name in lines, with the room that it takes."""

    lines: tuple[str, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name that wants a place.

    Attributes
    ----------
    id : str
        Of what it names.
    rank : str
        A key of RANKS.
    settings : tuple of Setting
        Ways to set it, the best first.
    at : tuple of float
        Where it would best stand, on the sheet.
    rings : sequence of Positions
        The area that it names; empty for a place or a country.
    others : sequence of sequence of Positions
        Areas within that one with names of their own.
    beside : float
        Radius of the symbol beside which it stands; 0 for the name of an area.
    colour, focus : str
        Of the text, and of the line under it, if any.
    sub : str
        A word below the name.
    """

    id: str
    rank: str
    settings: tuple[Setting, ...]
    at: Position
    rings: Sequence[Positions] = ()
    others: Sequence[Sequence[Positions]] = ()
    beside: float = 0.0
    colour: str = ""
    focus: str = ""
    sub: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A name at its place: left edge, middle or right edge at x, vertical middle at y."""

    label: Label
    setting: Setting
    x: float
    y: float
    anchor: str
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Where names may not stand, or had better not.

    Attributes
    ----------
    frame : tuple of float
        They stay within.
    taken : sequence of tuple of float
        Boxes that they never cover.
    symbols : sequence of tuple of float
        Boxes that names of areas cover only where they must, and names of places never.
    seats : sequence of tuple of float
        Points that belong to lesser names.
    land, near : sequence of Positions
        The region, where names of what lies around never stand; provinces around it, where those of countries do not.
    """

    frame: Box
    taken: Sequence[Box] = ()
    symbols: Sequence[Box] = ()
    seats: Sequence[Position] = ()
    land: Sequence[Positions] = ()
    near: Sequence[Positions] = ()


def settings_of(
    text: str, rank: str, measure: Measure, shared: str = "", sub: str = "", focus: bool = False
) -> tuple[Setting, ...]:
    """Return the ways to set a name: in one line where it is short, else in two, in English also in three.

    Parameters
    ----------
    text : str
        The name.
    rank : str
        A key of RANKS.
    measure : callable
        Width of a line.
    shared : str
        What all names of the rank have in common; it is rather not broken.
    sub : str
        A word that stands below.
    focus : bool
        Whether a line is drawn below.
    """
    look = RANKS[rank]
    ways = [(text,)] if measure(text, look.size) <= look.widest else _ways(text, look, measure, shared)
    extra = (SUB_SIZE - 1.0 if sub else 0.0) + (FOCUS_ROOM if focus else 0.0)
    return tuple(
        Setting(
            lines,
            max(max(measure(line, look.size) for line in lines), measure(sub, SUB_SIZE) if sub else 0.0),
            len(lines) * look.leading + extra,
        )
        for lines in ways
    )


def shared_part(names: Sequence[str]) -> str:
    """Return the longest run of at least three letters that is in every name.

    Examples
    --------
    >>> shared_part(["哈尔滨生物产业引领极", "林区寒地生物产业带"])
    '生物产业'
    """
    first = min(names, key=len, default="")
    runs = (first[a:b] for a in range(len(first)) for b in range(a + 3, len(first) + 1))
    common = [run.strip() for run in runs if len(names) > 1 and all(run in name for name in names)]
    return max(common, key=len, default="")


def place_labels(labels: Iterable[Label], field: Field) -> tuple[Placed, ...]:
    """Return the names that find a place; none covers another, nor anything that is taken.

    Parameters
    ----------
    labels : iterable of Label
        The most important first.
    field : Field
        What is in the way.
    """
    placed: list[Placed] = []
    for label in labels:
        found = _best(label, field, [*field.taken, *(other.box for other in placed)], placed)
        if found:
            placed.append(found)
    return tuple(placed)


def _best(label: Label, field: Field, taken: Sequence[Box], placed: Sequence[Placed]) -> Placed | None:
    best, least = None, RANKS[label.rank].most
    for way, setting in enumerate(label.settings):
        spots, costs, anchors = _spots(label, setting, field)
        boxes = _boxes(spots, anchors, setting)
        total = costs + way * _WAY + _penalties(label, spots, boxes, field, taken, placed, least)
        at = int(np.argmin(total))
        if total[at] < least:
            left, top, right, bottom = (float(edge) for edge in boxes[at])
            x, y = (float(part) for part in spots[at])
            anchor = ("end", "middle", "start")[int(anchors[at]) + 1]
            best, least = Placed(label, setting, x, y, anchor, (left, top, right, bottom)), float(total[at])
    return best


def _penalties(
    label: Label,
    spots: Positions,
    boxes: NDArray[np.float64],
    field: Field,
    taken: Sequence[Box],
    placed: Sequence[Placed],
    most: float,
) -> NDArray[np.float64]:
    left, top, right, bottom = field.frame
    out = (boxes[:, 0] < left) | (boxes[:, 1] < top) | (boxes[:, 2] > right) | (boxes[:, 3] > bottom)
    total = np.where(out | (_covered(boxes, taken) > 0), np.inf, 0.0)
    if label.rank != "zone":
        total[_covered(boxes, field.symbols) > 0] = np.inf
    else:
        total += 5.0 * _covered(boxes, field.symbols)
        total += 1.2 * _covered(boxes, [(x, y, x, y) for x, y in field.seats])
    if label.rank == "far":
        total[_repeats(label, spots, placed)] = np.inf
    return _within(label, spots, boxes, field, total, most)


def _within(
    label: Label, spots: Positions, boxes: Positions, field: Field, total: NDArray[np.float64], most: float
) -> NDArray[np.float64]:
    """Add what it costs to leave the area that is named, looking only where a place is still possible."""
    still = np.flatnonzero(total < most)
    if label.beside or not len(still):
        return total
    samples, cost = _samples(boxes[still]), np.zeros(len(still))
    if label.rings:
        own = inside(label.rings, spots[still])
        cost += _WEIGHTS[label.rank] * _hits(label.rings, samples, outside=True)
        cost[~own] = _cost_beside(label, field, samples[~own])
        cost += sum((0.6 * _hits(rings, samples) for rings in label.others), np.zeros(len(still)))
    if label.rank == "far":
        barred = (field.land,) if label.rings else (field.land, field.near)
        cost[sum((_hits(rings, samples) for rings in barred), np.zeros(len(still))) > 0] = np.inf
    total[still] += cost
    return total


def _cost_beside(label: Label, field: Field, samples: Positions) -> NDArray[np.float64]:
    """Return what it costs to stand beside the area: only names that do not fit into it may, units' only off the land."""
    if not is_small(label) or label.rank == "far":
        return np.full(len(samples), np.inf)
    on_land = _hits(field.land, samples)
    return 0.4 * on_land if label.rank == "zone" else np.where(on_land > 0, np.inf, 1.0)


def is_small(label: Label) -> bool:
    """Return whether an area is narrower than its name."""
    left, top, right, bottom = bounds(label.rings)
    setting = label.settings[-1]
    return right - left < setting.width or bottom - top < setting.height


def _samples(boxes: Positions) -> Positions:
    """Return nine positions on each box: corners, middles of the sides, centre."""
    xs = np.stack([boxes[:, 0], (boxes[:, 0] + boxes[:, 2]) / 2, boxes[:, 2]], axis=1)
    ys = np.stack([boxes[:, 1], (boxes[:, 1] + boxes[:, 3]) / 2, boxes[:, 3]], axis=1)
    return np.stack([np.repeat(xs, 3, axis=1), np.tile(ys, 3)], axis=2)


def _hits(rings: Sequence[Positions], samples: Positions, *, outside: bool = False) -> NDArray[np.float64]:
    """Return how many of the samples of each box, shape (n, k, 2), lie within rings, or outside of them."""
    within = inside(rings, samples.reshape(-1, 2)).reshape(samples.shape[:2])
    return np.asarray((within != outside).sum(axis=1), float)


def _covered(boxes: Positions, others: Sequence[Box]) -> NDArray[np.int64]:
    """Return how many other boxes each box covers, if only in part."""
    if not others:
        return np.zeros(len(boxes), int)
    them = np.array(others)
    apart = (
        (boxes[:, None, 0] >= them[None, :, 2] + _SPACE)
        | (boxes[:, None, 2] <= them[None, :, 0] - _SPACE)
        | (boxes[:, None, 1] >= them[None, :, 3])
        | (boxes[:, None, 3] <= them[None, :, 1])
    )
    return np.count_nonzero(~apart, axis=1)


def _repeats(label: Label, spots: Positions, placed: Sequence[Placed]) -> NDArray[np.bool_]:
    """Return where the same name stands near already: a large country may be named at several places."""
    same = [(other.x, other.y) for other in placed if other.setting.lines == label.settings[0].lines]
    away = [np.hypot(spots[:, 0] - x, spots[:, 1] - y) < _FAR_APART for x, y in same]
    return np.any(away, axis=0) if away else np.zeros(len(spots), bool)


def _boxes(spots: Positions, anchors: NDArray[np.float64], setting: Setting) -> Positions:
    left = spots[:, 0] - setting.width * (1 - anchors) / 2
    top = spots[:, 1] - setting.height / 2
    return np.column_stack([left, top, left + setting.width, top + setting.height])


def _spots(label: Label, setting: Setting, field: Field) -> tuple[Positions, NDArray[np.float64], NDArray[np.float64]]:
    """Return places, their costs, and on which side of them the name stands (-1 left, 0 on them, 1 right)."""
    if label.beside:
        return _beside(label, setting)
    left, top, right, bottom = _reach(label, field.frame)
    count = RANKS[label.rank].grid if label.rings else 3
    steps = (np.arange(count) + 0.5) / count
    x, y = np.meshgrid(left + (right - left) * steps, top + (bottom - top) * steps)
    spots = np.vstack([[label.at], np.column_stack([x.ravel(), y.ravel()])])
    reach = max(40.0, float(np.hypot(right - left, bottom - top)) / 2)
    costs = 0.2 + 1.8 * np.hypot(spots[:, 0] - label.at[0], spots[:, 1] - label.at[1]) / reach
    costs[0] = 0.0
    if label.rings and is_small(label):
        around = _around(label, setting)
        spots, costs = np.vstack([spots, around]), np.r_[costs, 1.0 + 0.1 * np.arange(len(around))]
    return spots, costs, np.zeros(len(spots))


def _reach(label: Label, frame: Box) -> Box:
    """Return where an area's name is looked for: what is seen of the area, or a country's surroundings."""
    x, y = label.at
    left, top, right, bottom = bounds(label.rings) if label.rings else (x - 42, y - 30, x + 42, y + 30)
    return max(left, frame[0]), max(top, frame[1]), min(right, frame[2]), min(bottom, frame[3])


def _around(label: Label, setting: Setting) -> Positions:
    """Return places around an area that is smaller than its name."""
    left, top, right, bottom = bounds(label.rings)
    middle = np.array([(left + right) / 2, (top + bottom) / 2])
    away = np.array([(right - left + setting.width) / 2 + 7, (bottom - top + setting.height) / 2 + 3])
    sides = [(1, 0), (-1, 0), (0, -1), (0, 1), (0.8, -0.8), (-0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)]
    halves = [(1, -0.5), (1, 0.5), (-1, -0.5), (-1, 0.5), (0.5, -1), (-0.5, -1), (0.5, 1), (-0.5, 1)]
    return middle + np.array([*sides, *halves]) * away


def _beside(label: Label, setting: Setting) -> tuple[Positions, NDArray[np.float64], NDArray[np.float64]]:
    (x, y), r = label.at, label.beside + 4.0
    up = setting.height / 2
    rows = [
        (r, 0.0, 1),
        (-r, 0.0, -1),
        (0.0, -r - up + 2, 0),
        (0.0, r + up - 2, 0),
        (r - 2, -0.7 * r - up / 2, 1),
        (r - 2, 0.7 * r + up / 2, 1),
        (-r + 2, -0.7 * r - up / 2, -1),
        (-r + 2, 0.7 * r + up / 2, -1),
    ]
    spots = np.array([(x + dx, y + dy) for dx, dy, _ in rows])
    return spots, 0.1 * np.arange(len(rows)), np.array([float(side) for *_, side in rows])


def _ways(text: str, look: Rank, measure: Measure, shared: str) -> list[tuple[str, ...]]:
    """Return how a long name is broken: first so that what all names share stays whole, then the narrowest way."""
    latin = not any("\u4e00" <= letter <= "\u9fff" for letter in text)
    stops = [at + 1 for at, letter in enumerate(text) if letter in " –-" and at + 1 < len(text)]
    if not stops and not latin:
        stops = list(range(2, len(text) - 1))
    pairs = [(stop,) for stop in stops]
    threes = [(one, two) for at, one in enumerate(stops) for two in stops[at + 1 :]] if latin else []
    every: list[tuple[int, ...]] = [*pairs, *threes]
    if not every:
        return [(text,)]
    start = text.find(shared) if shared else -1
    within = range(start + 1, start + len(shared)) if start >= 0 else range(0)
    whole = [way for way in every if not any(stop in within for stop in way)]

    def cost(way: tuple[int, ...]) -> float:
        widths = [measure(line, look.size) for line in _lines(text, way)]
        return max(widths) + 26.0 * len(way) - 0.05 * min(widths)

    best = [min(ways, key=cost) for ways in (whole, every, threes) if ways]
    return [_lines(text, way) for way in dict.fromkeys(best)]


def _lines(text: str, way: Sequence[int]) -> tuple[str, ...]:
    return tuple(text[start:stop].strip() for start, stop in zip((0, *way), (*way, None), strict=True))
