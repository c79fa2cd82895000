"""Where names stand on a slide's map: the weightiest first, each at the best of its places, none over another."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from geo.draw.slide_space import Frame, Position, Rect, rectangle
from geo.draw.slide_type import text_width

_LEADING = 1.22
_EDGE = 3.0
_GRID = 11
_COVER = 6.0
"""Cost of lying wholly outside of the own area; of covering a symbol; of standing where a unit's name would."""
_SYMBOL, _SEAT = 1.2, 0.5
_BESIDE = 2.2
_SMALL_MOST = 60.0


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
    bold, must, strict : bool
        How it is set; whether it may go outside with a line that leads to it; whether it stands inside or not at all.
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
    strict: bool = False


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

    def place(self, wishes: Sequence[Wish]) -> tuple[Label, ...]:
        """Return the names that find a place, in their order."""
        found = []
        for wish in wishes:
            label = self._best(wish) or (self._best(replace(wish, size=wish.size * 0.82)) if wish.must else None)
            if label:
                self.taken.append(label.box)
                found.append(label)
        return tuple(found)

    def _best(self, wish: Wish) -> Label | None:
        """Return the cheapest label; candidates come with what they cost at least, so that dear ones are not tried."""
        best, least = None, math.inf
        for cost, label in sorted(self._candidates(wish), key=lambda one: one[0]):
            if cost >= least:
                break
            full = cost + self._cost(label)
            if full < least:
                best, least = label, full
        return best

    def _candidates(self, wish: Wish) -> Iterator[tuple[float, Label]]:
        for way, lines in enumerate(wish.settings):
            wide = max(text_width(line, wish.size, wish.bold) for line in lines) + 2
            high = len(lines) * wish.size * _LEADING
            for cost, x, y, align, leader in self._spots(wish, wide, high):
                left = x if align == "l" else x - wide if align == "r" else x - wide / 2
                box = Rect(left, y - high / 2, wide, high)
                if self.frame.rect.inset(_EDGE).holds(box) and not any(box.meets(other) for other in self.taken):
                    yield cost + 0.3 * way, Label(wish, lines, box, align, leader)

    def _spots(self, wish: Wish, wide: float, high: float) -> Iterator[tuple[float, float, float, str, Position | None]]:
        x, y = wish.at
        if wish.beside:
            yield from _spots_beside(x, y, wish.beside + 2.0, high)
            return
        yield 0.0, x, y, "ctr", None
        if wish.shape is None:
            yield from ((0.4 + abs(dy) / 40, x + dx, y + dy, "ctr", None) for dx in (-50, 0, 50) for dy in (-30, 0, 30))
            return
        left, top, right, bottom = self._extent(wish.shape)
        reach = max(30.0, math.hypot(right - left, bottom - top) / 2)
        for i in range(_GRID):
            for j in range(_GRID):
                to = left + (right - left) * (i + 0.5) / _GRID, top + (bottom - top) * (j + 0.5) / _GRID
                yield 0.1 + 1.6 * math.dist(to, (x, y)) / reach, *to, "ctr", None
        if wish.must or min(right - left, bottom - top) < _SMALL_MOST and not wish.strict:
            yield from _spots_around((x, y), (left, top, right, bottom), wide, high)

    def _extent(self, shape: Any) -> tuple[float, float, float, float]:
        west, south, east, north = shape.bounds
        (left, top), (right, bottom) = self.frame.at((west, north)), self.frame.at((east, south))
        rect = self.frame.rect
        return max(left, rect.left), max(top, rect.top), min(right, rect.right), min(bottom, rect.bottom)

    def _cost(self, label: Label) -> float:
        wish, box = label.wish, label.box
        covered = sum(box.meets(symbol) for symbol in self.symbols)
        if covered and wish.sort == "place":
            return math.inf
        cost = covered * _SYMBOL
        if wish.sort == "zone":
            cost += _SEAT * sum(box.left < x < box.right and box.top < y < box.bottom for x, y in self.seats)
        if wish.shape is None or label.leader:
            return cost
        out = self._share_outside(wish.shape, box)
        if wish.strict and out > 0.04:
            return math.inf
        return cost + _COVER * out if out < 0.55 else math.inf

    def _share_outside(self, shape: Any, box: Rect) -> float:
        window = rectangle(self.frame.box(box))
        within: float = shape.intersection(window).area if shape.is_valid else shape.buffer(0).intersection(window).area
        return 1.0 - within / window.area


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
    for ring in (6.0, 18.0, 34.0, 54.0, 80.0):
        dx, dy = (right - left + wide) / 2 + ring, (bottom - top + high) / 2 + ring
        for i in (1.0, -1.0, 0.6, -0.6, 0.0):
            for j in (0.0, 0.5, -0.5, 1.0, -1.0):
                if abs(i) == 1.0 or abs(j) == 1.0:
                    yield _BESIDE + ring / 20 + (abs(j) + (i < 0)) * 0.2, x + i * dx, y + j * dy, "ctr", at
