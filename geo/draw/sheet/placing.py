"""Where names stand on a map, for every medium: areas, symbols and boxes in, places out.

Each name has many spots with their costs: on its area, beside it, or farther off with a line that leads to it. The
highest rank first, each takes the cheapest that is free; a name that finds none, or a bad one, makes others move where
all then stand cheaper. A cost of 1 is a flaw that one sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.labels import Field, Label, Manner, Placed
from geo.draw.sheet.spots import Spots, spots_of

SPACE = 3.0
"""Room between two names beside each other, in units of the field."""

_FAR_APART = 420.0
_ON_SYMBOL, _ON_SEAT, _ON_OTHER, _OFF = 6.0, 1.0, 12.0, 7.2
"""Cost of covering a symbol, of standing where a lesser name would, of lying wholly on another area that bears a name,
and of lying wholly outside of the own one."""

_ON_LAND, _LED_ON_LAND, _LINE_ON_SYMBOL = 1.4, 3.5, 1.5
"""Cost of standing beside the own area, wholly on other land, for a zone's name, and for another with a line that leads
from it; and of a line on a symbol."""

_BARRED, _BY_SEAT = 0.02, 0.6
_TRIED, _ROUNDS, _MOST_MOVED, _KEPT = 30, 3, 3, 240
_BAD, _LEAST_GAIN = 1.8, 0.05
"""From which cost on others are made to move, and what must be gained by it."""


_SPECK, _SEEN = 30.0, 2.0
"""An area that is less wide and high is a speck; so many times more it costs to leave the name of another out."""

_EVEN = "zone"
"""Names of this rank are of one size on a map: that which the narrowest of them needs."""

_ROUND_RANKS = (("plate",), ("zone", "unit"), ("place",), ("far",), ("county",), ("water",))
"""Ranks that are placed together, in their order: a zone's name makes room where it would leave a unit nameless."""


def place_labels(labels: Iterable[Label], field: Field) -> tuple[Placed, ...]:
    """Return the names that find a place; none covers another, nor anything that is taken.

    Parameters
    ----------
    labels : iterable of Label
        Within a rank the most important first.
    field : Field
        What is in the way.
    """
    every, placed = list(labels), list[Placed]()
    for ranks in _ROUND_RANKS:
        wants = [_want(label, field, placed) for rank in ranks for label in every if label.rank == rank]
        placed += _Round(wants, field.unit).settled()
    least = min((name.setting.scale for name in placed if name.label.rank == _EVEN), default=1.0)
    return tuple(_evened(name, least) if name.label.rank == _EVEN else name for name in placed)


def _evened(name: Placed, scale: float) -> Placed:
    """Return a name of smaller type in the middle of its room, from where its line begins anew."""
    if name.setting.scale <= scale:
        return name
    setting = name.setting.scaled(scale)
    box = SheetBox.centred(name.box.middle, setting.width / 2, setting.height / 2)
    leader = (box.nearest(name.leader[1]), name.leader[1]) if name.leader else None
    return replace(name, setting=setting, box=box, leader=leader)


@dataclass(frozen=True, slots=True)
class _Want:
    """A name with the spots that higher ranks leave it, the cheapest first."""

    label: Label
    spots: Spots
    costs: NDArray[np.float64]

    def placed(self, at: int) -> Placed:
        spots = self.spots
        x, y, x_end, y_end = (float(part) for part in spots.leaders[at])
        anchor = ("end", "middle", "start")[int(spots.anchors[at]) + 1]
        leader = None if np.isnan(x) else ((x, y), (x_end, y_end))
        setting = self.label.settings[int(spots.settings[at])]
        return Placed(self.label, setting, SheetBox(*spots.boxes[at].tolist()), anchor, leader)


class _Round:
    """Names of one rank or two, finding their places together.

    Which spot each has taken is a list of numbers, None for a name that has none.
    """

    def __init__(self, wants: Sequence[_Want], unit: float) -> None:
        self._wants, self._unit = wants, unit
        self._has_zones = any(want.label.rank == "zone" for want in wants)
        self._met: dict[tuple[int, int, int], NDArray[np.bool_]] = {}
        """Which spots of a name are in the way of another at one of its spots: name, other, spot of the other."""

    def settled(self) -> list[Placed]:
        """Return the names at their places."""
        at: list[int | None] = [None] * len(self._wants)
        for number in range(len(at)):
            at[number] = self._free(number, at)
        for _ in range(_ROUNDS):
            before = at
            for number in range(len(at)):
                at = self._improved(number, at)
            if at is before:
                break
        return [want.placed(spot) for want, spot in zip(self._wants, at, strict=True) if spot is not None]

    def _cost(self, number: int, spot: int | None) -> float:
        want = self._wants[number]
        return self._worth(want.label) if spot is None else float(want.costs[spot])

    def _worth(self, label: Label) -> float:
        """Return what it costs to leave a name out: twice as much of an area one sees where units alone are named."""
        most = label.manner.most
        if self._has_zones or label.area is None:
            return most
        is_seen = max(label.area.box.width, label.area.box.height) >= _SPECK * self._unit
        return _SEEN * most if is_seen else most

    def _free(self, number: int, at: Sequence[int | None]) -> int | None:
        """Return the cheapest spot of a name at which it covers no other."""
        free = np.flatnonzero(~self._clashes(number, at).any(axis=0))
        return int(free[0]) if len(free) else None

    def _clashes(self, number: int, at: Sequence[int | None]) -> NDArray[np.bool_]:
        """Return which others, these where they have been placed, are in the way of which spots of a name."""
        taken = [(other, spot) for other, spot in enumerate(at) if spot is not None and other != number]
        self._meet(number, [place for place in taken if (number, *place) not in self._met])
        found = np.zeros((len(at), len(self._wants[number].costs)), bool)
        for other, spot in taken:
            found[other] = self._met[number, other, spot]
        return found

    def _meet(self, number: int, places: Sequence[tuple[int, int]]) -> None:
        """Note which spots of a name are in the way of others at places where they have not been before."""
        if not places:
            return
        want = self._wants[number]
        every = [self._wants[other].spots for other, _ in places]
        rows = [spot for _, spot in places]
        others = Spots.of(
            np.array([spots.boxes[row] for spots, row in zip(every, rows, strict=True)]),
            np.array([spots.leaders[row] for spots, row in zip(every, rows, strict=True)]),
        )
        found = want.spots.meet(others, SPACE * self._unit)
        same = [_alike(want.label, self._wants[other].label) for other, _ in places]
        if any(same):
            found |= (want.spots.distances(others) < _FAR_APART * self._unit) & np.array(same)
        self._met.update(((number, *place), found[:, column]) for column, place in enumerate(places))

    def _improved(self, number: int, at: list[int | None]) -> list[int | None]:
        """Make others move for a name that was left out or stands badly, where that costs less than it gains."""
        now = self._cost(number, at[number])
        if now < _BAD:
            return at
        for spot, in_way in enumerate(self._clashes(number, at)[:, :_TRIED].T):
            gain = now - self._cost(number, spot)
            if gain <= 0:
                break
            if np.count_nonzero(in_way) <= _MOST_MOVED:
                moved = self._moved(number, spot, np.flatnonzero(in_way).tolist(), at, gain)
                if moved:
                    return moved
        return at

    def _moved(
        self, number: int, spot: int, in_way: Sequence[int], at: Sequence[int | None], gain: float
    ) -> list[int | None] | None:
        """Return the places of all names if one takes a spot and others make room; None where that is no gain."""
        tried: list[int | None] = [None if other in in_way else each for other, each in enumerate(at)]
        tried[number] = spot
        for other in in_way:
            tried[other] = self._free(other, tried)
            gain -= self._cost(other, tried[other]) - self._cost(other, at[other])
            if gain <= _LEAST_GAIN:
                return None
        return tried


def _alike(one: Label, two: Label) -> bool:
    """Return whether two labels name the same country, which bears its name again only far off."""
    same = one.settings[0].lines == two.settings[0].lines
    return one is not two and one.rank == two.rank == "far" and same


def _want(label: Label, field: Field, placed: Sequence[Placed]) -> _Want:
    """Return a name with the spots at which it may stand, by their costs."""
    manner = label.manner
    spots = spots_of(label, field.unit)
    costs = spots.costs + _cost_of_things(manner, field, spots, placed)
    still = np.flatnonzero(costs < manner.most)
    spots, costs = spots.rows(still), costs[still]
    costs = costs + _cost_of_ground(label, field, spots)
    order = np.argsort(costs, kind="stable")
    order = order[costs[order] < manner.most][:_KEPT]
    return _Want(label, spots.rows(order), costs[order])


def _cost_of_things(manner: Manner, field: Field, spots: Spots, placed: Sequence[Placed]) -> NDArray[np.float64]:
    """Return what it costs to cover symbols and seats; infinitely much what is taken, or out of the frame."""
    left, top, right, bottom = field.frame
    boxes, space = spots.boxes, SPACE * field.unit
    out = (boxes[:, 0] < left) | (boxes[:, 1] < top) | (boxes[:, 2] > right) | (boxes[:, 3] > bottom)
    total = np.where(out | (spots.covered(field.taken, space) > 0), np.inf, 0.0)
    total[spots.meet(_rooms(placed), space).any(axis=1)] = np.inf
    if not manner.covers:
        total[spots.covered(field.dots, 0.0) > 0] = np.inf
    on_symbols = spots.covered(field.symbols, 0.0)
    total += _ON_SYMBOL * on_symbols if manner.covers else np.where(on_symbols > 0, np.inf, 0.0)
    total += _LINE_ON_SYMBOL * spots.crossed(field.symbols)
    total[spots.lengths > manner.longest * field.frame.diagonal] = np.inf
    if manner.covers:
        total += _ON_SEAT * spots.covered([SheetBox.centred(seat, 0.0, 0.0) for seat in field.seats], 0.0)
    return total


def _rooms(placed: Sequence[Placed]) -> Spots:
    boxes = np.array([name.box for name in placed], float).reshape(-1, 4)
    none = ((np.nan, np.nan), (np.nan, np.nan))
    leaders = np.array([name.leader or none for name in placed], float).reshape(-1, 4)
    return Spots.of(boxes, leaders)


def _cost_of_ground(label: Label, field: Field, spots: Spots) -> NDArray[np.float64]:
    """Return what it costs to leave the own area, or to stand on areas of others."""
    total = np.zeros(len(spots.boxes))
    for area in label.barred:
        total[area.share(spots.boxes) > _BARRED] = np.inf
    if label.area is None:
        return total
    for area in label.others:
        total += _ON_OTHER * area.share(spots.boxes)
    off = 1.0 - label.area.share(spots.boxes)
    land = field.land.share(spots.boxes) if field.land else np.zeros(len(off))
    led = ~np.isnan(spots.leaders[:, 0])
    lesser = np.where(led, _LED_ON_LAND * land, np.where(land > 4 * _BARRED, np.inf, 0.0))
    aside = _ON_LAND * land if label.manner.covers else lesser
    # Beside the dot of a seat a name may reach over the sea or the region's border, not over another unit.
    by_seat = (spots.anchors != 0) & (land - (1.0 - off) < 2 * _BARRED)
    on = np.where(by_seat, _BY_SEAT * off, np.where(off > label.manner.spill, np.inf, _OFF * off))
    return total + np.where(spots.is_aside, aside, on)
