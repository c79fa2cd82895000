"""Borders that outlines share: what an edit has drawn anew of one, and how its neighbours follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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


def followed(shape: Shape, drawn: Sequence[Stretch]) -> tuple[Shape, bool]:
    """Return an outline that follows stretches of its border which were drawn anew, and whether it could.

    It cannot where it has a part of a stretch only, which was drawn with another number of corners.
    """
    touched = {corner for stretch in drawn for corner in stretch.before}
    if touched.isdisjoint(corner for ring in rings_of(shape) for corner in ring):
        return shape, True
    whole = True
    polygons = []
    for polygon in pieces(shape):
        made = []
        for ring in rings_of(polygon):
            bent, able = _bent(ring, drawn) if not touched.isdisjoint(ring) else (ring, True)
            whole &= able
            made.append(bent)
        polygons.append(shapely.Polygon(made[0], made[1:]))
    return as_one(polygons), whole


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


def _bent(ring: Ring, drawn: Sequence[Stretch]) -> tuple[Ring, bool]:
    """Return a ring that follows, and whether it could follow all that touches it."""
    able = True
    for stretch in drawn:
        found = _replaced(ring, stretch) or _replaced(ring, stretch.turned)
        inner = set(stretch.before[1:-1])
        if found:
            ring = found
        elif not inner.isdisjoint(ring):
            if len(stretch.before) != len(stretch.after):
                able = False
                continue
            moved = dict(zip(stretch.before, stretch.after, strict=True))
            ring = tuple(moved.get(corner, corner) for corner in ring)
    return ring, able


def _replaced(ring: Ring, stretch: Stretch) -> Ring | None:
    """Return a ring with a stretch in place of what it was, None where the ring has not all of that in a row."""
    before = stretch.before
    if before[0] not in ring:
        return None
    start = ring.index(before[0])
    turned = (*ring[start:], *ring[:start])
    if turned[: len(before)] == before:
        return (*stretch.after, *turned[len(before) :])
    return None
