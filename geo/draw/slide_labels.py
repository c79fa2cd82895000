"""Where names stand on a slide's map: the weightiest first, each at the best of its places, none over another."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from geo.draw.marks import Position
from geo.draw.slide_space import Frame, Rect, boxes_meet, rectangle
from geo.draw.slide_type import text_width
from geo.space.geometry import pieces

_LEADING = 1.22
_EDGE = 3.0
_GRIDS = {True: 9, False: 5}
_COVER = 8.0
_SYMBOL, _SEAT, _BESIDE, _OTHER = 3.0, 0.2, 2.4, 5.0
"""What it costs to lie wholly outside of the own area, to cover a symbol, to stand where a unit's name would, to need a
line that leads to the area, to lie wholly on another zone."""
_LEADER_PT = 35.0
"""A line so long costs one more."""
_SMALLER = ((1.0, 0.0), (0.89, 0.4), (0.79, 0.8), (0.7, 1.4))
"""Sizes in which a name that must stand is tried, and what a smaller one costs."""
_DEAREST = 4.0
_MOST_OUTSIDE = {"zone": 0.32, "unit": 0.3, "county": 0.03, "far": 0.08}
"""Share of a name that may lie outside of its own area."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A name that is to stand on the map.

    Attributes
    ----------
    id : str
        Whose name it is.
    sort : str
        Zone, unit, place or far.
    settings : tuple of tuple of str
        Ways to set it in lines, the best first.
    size : float
        Of the type, in points.
    at : tuple of float
        Where it would stand best, in points.
    shape : shapely geometry or None
        The area it belongs to as far as the frame shows it, in kilometres.
    beside : float
        Radius of the symbol beside which it stands, 0 for a name within an area.
    bold, must : bool
        How it is set; whether it may be set smaller, or go outside with a line that leads to it.
    """

    id: str
    sort: str
    settings: tuple[tuple[str, ...], ...]
    size: float
    at: Position
    shape: Any = None
    beside: float = 0.0
    bold: bool = False
    must: bool = False


@dataclass(frozen=True)
class Label:
    """A name with its place: the room it takes, how it is aligned, and where a line leads to from it, if any."""

    wish: Wish
    lines: tuple[str, ...]
    box: Rect
    align: str
    leader: Position | None = None


@dataclass
class Field:
    """The map on which names are placed; what has been placed is taken."""

    frame: Frame
    taken: list[Rect] = field(default_factory=list)
    symbols: Sequence[Rect] = ()
    seats: Sequence[Position] = ()
    zones: Mapping[str, Any] = field(default_factory=dict)
    land: Sequence[Any] = ()

    def place(self, wishes: Sequence[Wish]) -> tuple[Label, ...]:
        """Return the names that find a place, in their order."""
        found = []
        for wish in wishes:
            label = self._best(wish)
            if label:
                self.taken.append(label.box)
                found.append(label)
        return tuple(found)

    def _best(self, wish: Wish) -> Label | None:
        """Return the cheapest label; candidates come with what they cost at least, so that dear ones are not tried."""
        kept_off = self._kept_off(wish)
        best, least = None, math.inf if wish.must else _DEAREST
        sizes = _SMALLER if wish.must else _SMALLER[:1]
        tried = ((more, replace(wish, size=wish.size * share)) for share, more in sizes)
        candidates = [(more + cost, label) for more, sized in tried for cost, label in self._candidates(sized)]
        for cost, label in sorted(candidates, key=lambda one: one[0]):
            if cost >= least:
                break
            full = cost + self._cost(label, kept_off, least - cost)
            if full < least:
                best, least = label, full
        return best

    def _candidates(self, wish: Wish) -> Iterator[tuple[float, Label]]:
        edge = self.frame.rect.inset(_EDGE)
        for way, lines in enumerate(wish.settings):
            wide = max(text_width(line, wish.size, wish.bold) for line in lines) + 2
            high = len(lines) * wish.size * _LEADING
            for cost, x, y, align, leader in self._spots(wish, wide, high):
                left = x if align == "l" else x - wide if align == "r" else x - wide / 2
                box = Rect(left, y - high / 2, wide, high)
                if edge.holds(box) and not any(box.meets(other) for other in self.taken):
                    yield cost + 0.3 * way, Label(wish, lines, box, align, leader)

    def _spots(
        self, wish: Wish, wide: float, high: float
    ) -> Iterator[tuple[float, float, float, str, Position | None]]:
        x, y = wish.at
        if wish.beside:
            yield from _spots_beside(x, y, wish.beside + 2.0, high)
            return
        if self._is_too_small(wish, wide * high):
            return
        yield 0.0, x, y, "ctr", None
        if wish.shape is None:
            shifts = ((dx, dy) for dx in (0, -25, 25, -50, 50, -75, 75) for dy in (0, -15, 15, -30, 30))
            yield from ((math.hypot(dx, dy) / 40, x + dx, y + dy, "ctr", None) for dx, dy in shifts)
            return
        left, top, right, bottom = self._extent(wish.shape)
        reach = max(30.0, math.hypot(right - left, bottom - top) / 2)
        grid = _GRIDS[wish.must]
        for i in range(grid):
            for j in range(grid):
                to = left + (right - left) * (i + 0.5) / grid, top + (bottom - top) * (j + 0.5) / grid
                yield 0.1 + 1.6 * math.dist(to, (x, y)) / reach, *to, "ctr", None
        if wish.must:
            home = self._extent(max(pieces(wish.shape), key=lambda part: part.area))
            yield from _spots_around((x, y), home, wide, high)

    def _is_too_small(self, wish: Wish, room: float) -> bool:
        """Return whether an area has not the room for its name, wherever it stood; that of a zone may stand outside."""
        if wish.must or wish.shape is None:
            return False
        return bool(wish.shape.area * self.frame.scale**2 < (1.0 - _MOST_OUTSIDE[wish.sort]) * room)

    def _extent(self, shape: Any) -> tuple[float, float, float, float]:
        west, south, east, north = shape.bounds
        (left, top), (right, bottom) = self.frame.at((west, north)), self.frame.at((east, south))
        rect = self.frame.rect
        return max(left, rect.left), max(top, rect.top), min(right, rect.right), min(bottom, rect.bottom)

    def _cost(self, label: Label, kept_off: Sequence[Any], limit: float) -> float:
        """Return what a place costs beyond its distance; infinitely much where it is clear that this passes a limit."""
        wish, box = label.wish, label.box
        covered = sum(box.meets(symbol) for symbol in self.symbols)
        if covered and wish.sort != "zone":
            return math.inf
        cost = covered * _SYMBOL
        if wish.sort == "zone":
            cost += _SEAT * sum(box.left < x < box.right and box.top < y < box.bottom for x, y in self.seats)
        cost += self._cost_of_ground(label) if cost < limit else math.inf
        if cost >= limit:
            return math.inf
        return cost + _OTHER * sum(1.0 - self._outside(shape, box) for shape in kept_off)

    def _cost_of_ground(self, label: Label) -> float:
        """Return what it costs to leave the own area; names of countries leave the planned land free."""
        shape, sort = label.wish.shape, label.wish.sort
        if label.leader or (shape is None and sort != "far"):
            return 0.0
        if shape is None:
            out = sum(1.0 - self._outside(land, label.box) for land in self.land)
            return 0.0 if out <= _MOST_OUTSIDE[sort] else math.inf
        out = self._outside(shape, label.box)
        return _COVER * out if out <= _MOST_OUTSIDE[sort] else math.inf

    def _kept_off(self, wish: Wish) -> list[Any]:
        """Return the areas that a name should not lie on: other zones, but not those on which its own zone lies."""
        if wish.sort != "zone":
            return []
        middle = wish.shape.representative_point()
        return [shape for ident, shape in self.zones.items() if ident != wish.id and not shape.contains(middle)]

    def _outside(self, shape: Any, box: Rect) -> float:
        corners = self.frame.box(box)
        if not boxes_meet(shape.bounds, corners):
            return 1.0
        window = rectangle(corners)
        return 1.0 - float(shape.intersection(window).area / window.area)


def _spots_beside(x: float, y: float, by: float, high: float) -> Iterator[tuple[float, float, float, str, None]]:
    above = high / 2 + by - 1
    yield 0.0, x + by, y, "l", None
    yield 0.3, x - by, y, "r", None
    yield 0.5, x, y - above, "ctr", None
    yield 0.6, x, y + above, "ctr", None
    for cost, lift in ((0.7, -0.6), (0.8, 0.6)):
        yield cost, x + by - 2, y + lift * high, "l", None
        yield cost + 0.2, x - by + 2, y + lift * high, "r", None


def _spots_around(
    at: Position, extent: tuple[float, float, float, float], wide: float, high: float
) -> Iterator[tuple[float, float, float, str, Position]]:
    """Yield places outside an area, near and far, with a line that leads to it."""
    left, top, right, bottom = extent
    x, y = (left + right) / 2, (top + bottom) / 2
    for ring in (6.0, 14.0, 24.0, 36.0, 50.0, 66.0, 84.0):
        dx, dy = (right - left + wide) / 2 + ring, (bottom - top + high) / 2 + ring
        for i in (1.0, -1.0, 0.6, -0.6, 0.0):
            for j in (0.0, 0.5, -0.5, 1.0, -1.0):
                if abs(i) == 1.0 or abs(j) == 1.0:
                    spot = x + i * dx, y + j * dy
                    reach = math.hypot(max(abs(spot[0] - at[0]) - wide / 2, 0), max(abs(spot[1] - at[1]) - high / 2, 0))
                    yield _BESIDE + reach / _LEADER_PT, *spot, "ctr", at
