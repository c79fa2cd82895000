"""Spots at which a name may stand: boxes with what each costs by itself, and lines that lead from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.draw.scene.marks import Position
from geo.draw.sheet.areas import Area, Boxes, Positions
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.breaks import Setting
from geo.draw.sheet.labels import Label

_GRID = 13
_APART = 0.8
"""What it costs the name of a unit to stand away from its seat."""

_COUNTRY = (42.0, 30.0)
"""How far the name of a country may stand from where it would best."""

_NEAR = (7.0, 3.0)
"""Gap between an area and a name beside it, across and down."""

_TOUCH = np.array([-16.0, -16.0, 16.0, 16.0])
"""By how much a name beside an area may be larger to meet it."""

_GAPS = (16.0, 30.0, 48.0, 70.0, 96.0, 126.0)
"""Gaps of names farther off, which lines lead to their areas."""

_BESIDE, _BESIDE_ROOMY, _LEADER, _LEADER_LENGTH = 1.2, 6.5, 2.6, 55.0
"""Cost of standing beside an area that is smaller than the name, and beside one that is not; of a line that leads to
the area, and the length of a line that costs one more."""

_ROOMY = 1.15
"""An area that is so much wider and higher than its name has room for it."""

_TINY = 14.0
"""The name of an area that is smaller than this has a line that leads to it, however near."""

_SAMPLES = np.linspace(0.0, 1.0, 9)[None, :, None]
_STEPS = ((1, 0), (-1, 0), (0, -1), (0, 1), (0.8, -0.8), (-0.8, -0.8), (0.8, 0.8), (-0.8, 0.8))
_HALVES = ((1, -0.5), (1, 0.5), (-1, -0.5), (-1, 0.5), (0.5, -1), (-0.5, -1), (0.5, 1), (-0.5, 1))
_CLOSE = np.array([*_STEPS, *_HALVES], float)
_TURNS = np.linspace(0.0, 2 * np.pi, 32, endpoint=False)
_ROUND = np.column_stack([np.cos(_TURNS), np.sin(_TURNS)])
_FAR = _ROUND / np.abs(_ROUND).max(axis=1, keepdims=True)
"""Ways from the middle of a box to where names stand around it, close by and farther off."""

_NONE = np.full(4, np.nan)


class Spots(NamedTuple):
    """Spots, one a row.

    Attributes
    ----------
    boxes : array of shape (n, 4)
        Left, top, right, bottom.
    costs : array of shape (n,)
        What each costs by itself.
    anchors : array of shape (n,)
        On which side of its symbol the name stands: -1 left, 0 on it, 1 right.
    leaders : array of shape (n, 4)
        Ends of lines: x and y at the name, x and y in the area; NaN where there is none.
    is_aside : array of shape (n,)
        Whether the spot is meant to lie off the area.
    settings : array of shape (n,)
        Which way of setting the name it is for.
    """

    boxes: Boxes
    costs: NDArray[np.float64]
    anchors: NDArray[np.float64]
    leaders: NDArray[np.float64]
    is_aside: NDArray[np.bool_]
    settings: NDArray[np.int64]

    @classmethod
    def of(cls, boxes: Boxes, leaders: NDArray[np.float64]) -> Spots:
        """Return spots of which only the room they take is of interest."""
        count = len(boxes)
        return cls(boxes, np.zeros(count), np.zeros(count), leaders, np.zeros(count, bool), np.zeros(count, int))

    def dearer(self, cost: float) -> Spots:
        """Return the spots at a higher cost."""
        return self._replace(costs=self.costs + cost)

    def rows(self, which: NDArray[np.int64]) -> Spots:
        """Return some of the spots."""
        return Spots._make(column[which] for column in self)

    @property
    def lengths(self) -> NDArray[np.float64]:
        """Length of each line; NaN where there is none."""
        return np.asarray(np.hypot(*(self.leaders[:, 2:] - self.leaders[:, :2]).T))

    def covered(self, others: Sequence[SheetBox], space: float) -> NDArray[np.int64]:
        """Return how many other boxes each box covers, if only in part; `space` stays free on left and right."""
        if not others:
            return np.zeros(len(self.boxes), int)
        return np.asarray(np.count_nonzero(_overlap(self.boxes, np.array(others, float), space), axis=1))

    def crossed(self, others: Sequence[SheetBox]) -> NDArray[np.int64]:
        """Return how many boxes each line crosses."""
        found = np.zeros(len(self.boxes), int)
        led = ~np.isnan(self.leaders[:, 0])
        if others and led.any():
            found[led] = np.count_nonzero(_on_lines(self.leaders[led], np.array(others, float)), axis=1)
        return found

    def meet(self, others: Spots, space: float) -> NDArray[np.bool_]:
        """Return which spots and which other ones are in each other's way, lines too; shape (n, m)."""
        met = _overlap(self.boxes, others.boxes, space)
        mine, theirs = (np.flatnonzero(~np.isnan(each.leaders[:, 0])) for each in (self, others))
        if len(mine):
            met[mine] |= _on_lines(self.leaders[mine], others.boxes)
        if len(theirs):
            met[:, theirs] |= _on_lines(others.leaders[theirs], self.boxes).T
            met[np.ix_(mine, theirs)] |= _cross(self.leaders[mine], others.leaders[theirs])
        return met

    def distances(self, others: Spots) -> NDArray[np.float64]:
        """Return how far the middle of each spot is from those of other ones, shape (n, m)."""
        mine, theirs = ((each.boxes[:, :2] + each.boxes[:, 2:]) / 2 for each in (self, others))
        away = mine[:, None] - theirs[None]
        return np.asarray(np.hypot(away[..., 0], away[..., 1]))


def spots_of(label: Label, unit: float) -> Spots:
    """Return where a name may stand.

    Parameters
    ----------
    label : Label
        The name.
    unit : float
        As of a field.
    """
    settings, at, area, beside = label.settings, label.at, label.area, label.beside
    every = []
    for number, setting in enumerate(settings):
        by_symbol = [_by_symbol(setting, at, beside + 4.0 * unit, unit)] if beside else []
        if beside and area is None:
            parts = by_symbol
        elif area is None:
            parts = [_around_point(setting, at, unit)]
        else:
            off = _by_area(settings, setting, at, area, unit) if label.manner.aside else ()
            parts = [
                *by_symbol,
                *(part.dearer(_APART if beside else 0.0) for part in (_on_area(setting, at, area, unit), *off)),
            ]
        every += [part.dearer(setting.cost)._replace(settings=np.full(len(part.boxes), number)) for part in parts]
    return Spots._make(map(np.concatenate, zip(*every, strict=True)))


def _is_small(settings: Sequence[Setting], part: Area, room: float) -> bool:
    """Return whether a part of an area has no room for its name."""
    narrowest = min(settings, key=lambda setting: setting.width)
    return part.box.width < room * narrowest.width or part.box.height < room * narrowest.height


def _on_area(setting: Setting, at: Position, area: Area, unit: float) -> Spots:
    """Return spots over all that is seen of an area, dearer with their distance from the best one."""
    left, top, right, bottom = area.box
    steps = (np.arange(_GRID) + 0.5) / _GRID
    x, y = np.meshgrid(left + (right - left) * steps, top + (bottom - top) * steps)
    best = at if left <= at[0] <= right and top <= at[1] <= bottom else area.middle or at
    spots = np.vstack([[best], np.column_stack([x.ravel(), y.ravel()])])
    spots = np.vstack([spots[:1], spots[1:][area.holds(spots[1:])]])
    reach = max(40.0 * unit, float(np.hypot(right - left, bottom - top)) / 2)
    costs = 0.1 + 1.5 * np.hypot(spots[:, 0] - best[0], spots[:, 1] - best[1]) / reach
    costs[0] = 0.0
    return _spots(setting, spots, costs)


def _by_area(settings: Sequence[Setting], setting: Setting, at: Position, area: Area, unit: float) -> tuple[Spots, ...]:
    """Return spots close by an area, and farther off with a line that leads to it.

    There are none where only a part of it is seen: such a name would speak of a sliver at the edge.
    """
    part = area.part(at)
    if not part.is_seen or part.is_cut:
        return ()
    seat = part.box
    is_tiny = min(seat.width, seat.height) < _TINY * unit
    base = _BESIDE if _is_small(settings, part, _ROOMY) else _BESIDE_ROOMY
    near = _ring(_CLOSE, setting, seat, (_NEAR[0] * unit, _NEAR[1] * unit))
    close = _spots(setting, near, base + 0.05 * np.arange(len(near)), aside=True)
    # The box around a crooked area has corners far from all of it.
    close = close.rows(np.flatnonzero(part.share(close.boxes + _TOUCH * unit) > 0))
    rows = np.vstack([_ring(_FAR, setting, seat, (gap * unit, gap * unit)) for gap in _GAPS])
    if is_tiny:
        rows = np.vstack([_ring(_CLOSE, setting, seat, (8.0 * unit, 6.0 * unit)), rows])
    far = _spots(setting, rows, np.zeros(len(rows)), aside=True)
    ends = _leaders(far.boxes, at, area, unit)
    length = np.hypot(ends[:, 0] - ends[:, 2], ends[:, 1] - ends[:, 3])
    costs = base - _BESIDE + _LEADER + length / (_LEADER_LENGTH * unit)
    led = far._replace(costs=costs, leaders=ends)
    return (led,) if is_tiny else (close, led)


def _ring(ways: Positions, setting: Setting, seat: SheetBox, gap: tuple[float, float]) -> Positions:
    """Return middles of names around a box, at a gap across and down."""
    across, down = gap
    away = np.array([(seat.width + setting.width) / 2 + across, (seat.height + setting.height) / 2 + down])
    return np.asarray(np.array(seat.middle) + ways * away)


def _leaders(boxes: Boxes, at: Position, area: Area, unit: float) -> NDArray[np.float64]:
    """Return lines from the nearest edge of each name a little way into the area."""
    goal = np.array(at if area.has(at) else area.middle or at, float)
    start = np.column_stack([np.clip(goal[0], boxes[:, 0], boxes[:, 2]), np.clip(goal[1], boxes[:, 1], boxes[:, 3])])
    steps = np.linspace(0.0, 1.0, 25)
    path = start[:, None] + (goal - start)[:, None] * steps[None, :, None]
    inside = area.holds(path.reshape(-1, 2)).reshape(path.shape[:2])
    first = np.where(inside.any(axis=1), inside.argmax(axis=1), len(steps) - 1)
    entry = path[np.arange(len(path)), first]
    way = goal - entry
    length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)[:, None]
    end = entry + way * np.minimum(1.0, 12.0 * unit / length)
    return np.column_stack([start, end])


def _around_point(setting: Setting, at: Position, unit: float) -> Spots:
    x, y = np.meshgrid(np.linspace(-1, 1, 5) * _COUNTRY[0] * unit, np.linspace(-1, 1, 5) * _COUNTRY[1] * unit)
    away = np.column_stack([x.ravel(), y.ravel()])
    costs = 1.8 * np.hypot(*away.T) / (50.0 * unit)
    return _spots(setting, np.array(at) + away, costs)


def _by_symbol(setting: Setting, at: Position, by: float, unit: float) -> Spots:
    (x, y), up = at, setting.height / 2
    rows = [
        (by, 0.0, 1),
        (-by, 0.0, -1),
        (0.0, -by - up + 2 * unit, 0),
        (0.0, by + up - 2 * unit, 0),
        (by - 2 * unit, -0.7 * by - up / 2, 1),
        (by - 2 * unit, 0.7 * by + up / 2, 1),
        (-by + 2 * unit, -0.7 * by - up / 2, -1),
        (-by + 2 * unit, 0.7 * by + up / 2, -1),
    ]
    spots = np.array([(x + dx, y + dy) for dx, dy, _ in rows])
    return _spots(setting, spots, 0.1 * np.arange(len(rows)), np.array([float(side) for *_, side in rows]))


def _spots(
    setting: Setting,
    middles: Positions,
    costs: NDArray[Any],
    anchors: NDArray[np.float64] | None = None,
    aside: bool = False,
) -> Spots:
    count = len(middles)
    sides = np.zeros(count) if anchors is None else anchors
    left = middles[:, 0] - setting.width * (1 - sides) / 2
    top = middles[:, 1] - setting.height / 2
    boxes = np.column_stack([left, top, left + setting.width, top + setting.height])
    lines, numbers = np.tile(_NONE, (count, 1)), np.zeros(count, int)
    return Spots(boxes, np.asarray(costs, float), sides, lines, np.full(count, aside), numbers)


def _overlap(boxes: Boxes, others: Boxes, space: float) -> NDArray[np.bool_]:
    return np.asarray(
        (boxes[:, None, 0] < others[None, :, 2] + space)
        & (boxes[:, None, 2] > others[None, :, 0] - space)
        & (boxes[:, None, 1] < others[None, :, 3])
        & (boxes[:, None, 3] > others[None, :, 1])
    )


def _on_lines(lines: NDArray[np.float64], boxes: Boxes) -> NDArray[np.bool_]:
    """Return which lines cross which boxes, going by points on the lines."""
    points = lines[:, None, :2] + (lines[:, None, 2:] - lines[:, None, :2]) * _SAMPLES
    x, y = points[:, :, None, 0], points[:, :, None, 1]
    on = (x > boxes[:, 0]) & (x < boxes[:, 2]) & (y > boxes[:, 1]) & (y < boxes[:, 3])
    return np.asarray(on.any(axis=1))


def _cross(lines: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which lines cross which other ones."""
    one, two = lines[:, None, :2], lines[:, None, 2:]
    three, four = others[None, :, :2], others[None, :, 2:]
    apart = _side(one, two, three) * _side(one, two, four)
    across = _side(three, four, one) * _side(three, four, two)
    return np.asarray((apart < 0) & (across < 0))


def _side(one: NDArray[np.float64], two: NDArray[np.float64], three: NDArray[np.float64]) -> NDArray[np.float64]:
    way, to = two - one, three - one
    return np.asarray(way[..., 0] * to[..., 1] - way[..., 1] * to[..., 0])
