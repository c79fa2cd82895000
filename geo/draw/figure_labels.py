"""Where names stand: highest rank first, each at the cheapest of its places that is free, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from geo.draw.figure_breaks import RANKS, Setting
from geo.draw.figure_ground import Positions, bounds, inside
from geo.draw.marks import Box, Position

_SPACE = 3.0
_WAY = 6.0
_WEIGHTS = MappingProxyType({"zone": 0.8, "prefecture": 0.8, "county": 1.6, "far": 1.6})
"""Cost of a name that lies outside of the area named, by ninths of it."""

_OTHERS = 1.4
"""The same for what lies on another area that has a name of the rank."""

_ROOMY = 1.6
"""A zone must be so much wider and higher than its name for the name to stay within whatever it covers there."""

_BESIDE, _BESIDE_ROOMY = 1.0, 7.0
"""Cost of standing beside an area that is smaller than the name, and beside one that is not."""

_FAR_APART = 420.0


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
    land : sequence of Positions
        The region, in few positions: names that do not fit into their areas rather stand off it.
    own, near : sequence of Positions
        The region with its sea, and the provinces around it: names of what lies around never stand on the first,
        those of countries on neither.
    """

    frame: Box
    taken: Sequence[Box] = ()
    symbols: Sequence[Box] = ()
    seats: Sequence[Position] = ()
    land: Sequence[Positions] = ()
    own: Sequence[Positions] = ()
    near: Sequence[Positions] = ()


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
        total += 12.0 * _covered(boxes, field.symbols)
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
        cost += sum((_OTHERS * _hits(rings, samples) for rings in label.others), np.zeros(len(still)))
    if label.rank == "far":
        barred = (field.own,) if label.rings else (field.own, field.near)
        cost[sum((_hits(rings, samples) for rings in barred), np.zeros(len(still))) > 0] = np.inf
    total[still] += cost
    return total


def _cost_beside(label: Label, field: Field, samples: Positions) -> NDArray[np.float64]:
    """Return what it costs to stand beside the area: names that fit into it never do, units' not on the land."""
    if not is_small(label) or label.rank == "far":
        return np.full(len(samples), np.inf)
    on_land = _hits(field.land, samples)
    base = _BESIDE if _is_narrow(label, 1.0) else _BESIDE_ROOMY
    return base + (0.15 * on_land if label.rank == "zone" else np.where(on_land > 0, np.inf, 0.0))


def is_small(label: Label) -> bool:
    """Return whether an area is so small that its name may stand beside it."""
    return _is_narrow(label, _ROOMY if label.rank == "zone" else 1.0)


def _is_narrow(label: Label, room: float) -> bool:
    left, top, right, bottom = bounds(_seat(label))
    setting = label.settings[-1]
    return right - left < room * setting.width or bottom - top < room * setting.height


def _seat(label: Label) -> Sequence[Positions]:
    """Return the part of an area in which its name would best stand."""
    at = np.array([label.at])
    return [ring for ring in label.rings if inside([ring], at)[0]] or label.rings


def _samples(boxes: Positions) -> Positions:
    """Return fifteen positions on each box: five from left to right on its top, middle and bottom."""
    across, down = np.linspace(0, 1, 5), np.linspace(0, 1, 3)
    xs = boxes[:, :1] + (boxes[:, 2:3] - boxes[:, :1]) * np.tile(across, 3)
    ys = boxes[:, 1:2] + (boxes[:, 3:] - boxes[:, 1:2]) * np.repeat(down, 5)
    return np.stack([xs, ys], axis=2)


def _hits(rings: Sequence[Positions], samples: Positions, *, outside: bool = False) -> NDArray[np.float64]:
    """Return how many ninths of each box, going by its samples, shape (n, k, 2), lie within rings or outside."""
    within = inside(rings, samples.reshape(-1, 2)).reshape(samples.shape[:2])
    return np.asarray((within != outside).mean(axis=1) * 9.0)


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
    return np.asarray(np.count_nonzero(~apart, axis=1))


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
    costs: NDArray[np.float64] = 0.2 + 1.8 * np.hypot(spots[:, 0] - label.at[0], spots[:, 1] - label.at[1]) / reach
    costs[0] = 0.0
    if label.rings and is_small(label):
        around = _around(label, setting)
        spots, costs = np.vstack([spots, around]), np.r_[costs, 0.12 * np.arange(len(around))]
    return spots, costs, np.zeros(len(spots))


def _reach(label: Label, frame: Box) -> Box:
    """Return where an area's name is looked for: what is seen of the area, or a country's surroundings."""
    x, y = label.at
    left, top, right, bottom = bounds(label.rings) if label.rings else (x - 42, y - 30, x + 42, y + 30)
    return max(left, frame[0]), max(top, frame[1]), min(right, frame[2]), min(bottom, frame[3])


def _around(label: Label, setting: Setting) -> Positions:
    """Return places around an area that is smaller than its name."""
    left, top, right, bottom = bounds(_seat(label))
    middle = np.array([(left + right) / 2, (top + bottom) / 2])
    away = np.array([(right - left + setting.width) / 2 + 7, (bottom - top + setting.height) / 2 + 3])
    sides = [(1, 0), (-1, 0), (0, -1), (0, 1), (0.8, -0.8), (-0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)]
    halves = [(1, -0.5), (1, 0.5), (-1, -0.5), (-1, 0.5), (0.5, -1), (-0.5, -1), (0.5, 1), (-0.5, 1)]
    near = np.array([*sides, *halves])
    return np.asarray(middle + np.vstack([near, 1.22 * near]) * away)


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
    return spots, np.asarray(0.1 * np.arange(len(rows))), np.array([float(side) for *_, side in rows])
