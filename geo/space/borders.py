"""Borders that outlines share: what an edit has drawn anew of one, and how its neighbours follow."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy
import shapely

from geo.space.geometry import Shape, as_one, pieces

Corner: TypeAlias = tuple[float, float]
Ring: TypeAlias = tuple[Corner, ...]
"""The corners of a ring, counter-clockwise around the ground, the first of them not said again at the end."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of border that was drawn anew, between two corners that stay.

    Attributes
    ----------
    before, after : tuple of (float, float)
        Its corners in degrees, the two that stay first and last.
    """

    before: tuple[Corner, ...]
    after: tuple[Corner, ...]

    @property
    def turned(self) -> Stretch:
        """The same as the neighbour beyond it runs along it."""
        return Stretch(self.before[::-1], self.after[::-1])

    def begins(self, ring: Ring, at: int) -> bool:
        """Return whether a ring runs along what it was, from a place on."""
        return ring[at : at + len(self.before)] == self.before

    @property
    def undone(self) -> Stretch:
        """What takes it back."""
        return Stretch(self.after, self.before)


def stretches(before: Shape, after: Shape) -> list[Stretch]:
    """Return what an edit has drawn anew of an outline, as far as the corners that stay come in their old order.

    Examples
    --------
    >>> square, bent = ([(0, 0), (1, 0), (1, 1), (0, 1)], [(0, 0), (1, 0), (2, 1), (0, 1)])
    >>> [stretch.after for stretch in stretches(shapely.Polygon(square), shapely.Polygon(bent))]
    [((1.0, 0.0), (2.0, 1.0), (0.0, 1.0))]
    """
    old, new = rings_of(before), rings_of(after)
    stay = _once(old) & _once(new)
    places = {corner: (ring, at) for ring in old for at, corner in enumerate(ring) if corner in stay}
    found: list[Stretch] = []
    for ring in new:
        for run in _runs(ring, stay):
            (here, start), (there, end) = places[run[0]], places[run[-1]]
            was = _between(here, start, end) if here is there else ()
            if was and was != run and stay.isdisjoint(was[1:-1]):
                found.append(Stretch(was, run))
    return found


@dataclass(frozen=True)
class Redrawn:
    """All stretches of border that were drawn anew, for the outlines that follow them.

    Attributes
    ----------
    stretches : tuple of Stretch
        Each as its own outline runs along it.
    """

    stretches: tuple[Stretch, ...]

    def followed(self, shape: Shape) -> tuple[Shape, bool]:
        """Return an outline that follows, and whether it could.

        It cannot where it has a part of a stretch only, which was drawn with another number of corners.
        """
        rings = rings_of(shape)
        if self._touched.isdisjoint(corner for ring in rings for corner in ring):
            return shape, True
        able = True
        polygons = []
        for polygon in pieces(shape):
            made = [self._bent(ring) for ring in rings_of(polygon)]
            able &= all(each for _, each in made)
            shell, *holes = (ring for ring, _ in made)
            polygons.append(shapely.Polygon(shell, holes))
        return as_one(polygons), able

    @cached_property
    def _touched(self) -> frozenset[Corner]:
        return frozenset(corner for stretch in self.stretches for corner in stretch.before)

    @cached_property
    def _beginning(self) -> Mapping[Corner, Sequence[Stretch]]:
        """Stretches by the corner at which they begin, each both ways round."""
        found: defaultdict[Corner, list[Stretch]] = defaultdict(list)
        for stretch in self.stretches:
            for each in (stretch, stretch.turned):
                found[each.before[0]].append(each)
        return found

    @cached_property
    def _moves(self) -> Mapping[Corner, Corner | None]:
        """Where corners within stretches went; None where their number is another."""
        found: dict[Corner, Corner | None] = {}
        for stretch in self.stretches:
            same = len(stretch.before) == len(stretch.after)
            there = stretch.after[1:-1] if same else [None] * (len(stretch.before) - 2)
            found.update(zip(stretch.before[1:-1], there, strict=True))
        return found

    def _bent(self, ring: Ring) -> tuple[Ring, bool]:
        """Return a ring that follows, and whether it could follow all that touches it."""
        start = next((at for at, corner in enumerate(ring) if corner not in self._moves), 0)
        closed = (*ring[start:], *ring[: start + 1])
        made: list[Corner] = []
        at, able = 0, True
        while at < len(ring):
            corner = closed[at]
            stretch = next((one for one in self._beginning.get(corner, ()) if one.begins(closed, at)), None)
            if stretch:
                made += stretch.after[:-1]
                at += len(stretch.before) - 1
                continue
            moved = self._moves.get(corner, corner)
            able &= moved is not None
            made.append(moved or corner)
            at += 1
        return tuple(made), able


def rings_of(shape: Shape) -> list[Ring]:
    """Return the rings of a (multi)polygon, of each polygon the outer one first; holes run clockwise.

    Which way a ring runs is told by its area, so that one that crosses itself runs as most of it does.
    """
    return [_turned(ring, to=1 if at == 0 else -1) for part in pieces(shape) for at, ring in enumerate(_lines(part))]


def _lines(polygon: shapely.Polygon) -> list[Any]:
    return [shapely.get_coordinates(ring)[:-1] for ring in (polygon.exterior, *polygon.interiors)]


def _turned(corners: Any, to: int) -> Ring:
    x, y = (corners - corners.mean(axis=0)).T
    area = float((x * numpy.roll(y, -1) - numpy.roll(x, -1) * y).sum())
    return tuple(map(tuple, (corners if area * to >= 0 else corners[::-1]).tolist()))


def _once(rings: Sequence[Ring]) -> set[Corner]:
    """Return the corners through which rings go once: of others nobody can tell which of two ways goes on."""
    return {corner for corner, count in Counter(corner for ring in rings for corner in ring).items() if count == 1}


def _runs(ring: Ring, stay: set[Corner]) -> Iterator[Ring]:
    """Yield the runs of a ring from each corner that stays to the next, both with it."""
    at = [place for place, corner in enumerate(ring) if corner in stay]
    if len(at) > 1:
        yield from (_between(ring, start, end) for start, end in zip(at, (*at[1:], at[0]), strict=True))


def _between(ring: Ring, start: int, end: int) -> Ring:
    return ring[start : end + 1] if start < end else (*ring[start:], *ring[: end + 1])
