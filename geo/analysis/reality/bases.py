"""What an industry is held against when one asks whether it gathers: all enterprises of the register, or the ground."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy

from geo.analysis.reality.dense import Base, Ellipse
from geo.space.albers import albers
from geo.space.boxes import DegreeBox
from geo.space.covering import Covering
from geo.space.geometry import Shape, area_km2, box

if TYPE_CHECKING:
    from geo.space.covering import Floats

_MOST_POINTS = 20_000
_STEP = 1e-4
"""Degrees by which the turn and scale of the flat map are measured at a place."""


@dataclass(frozen=True)
class RegisterBase:
    """All enterprises of a register; of very many a sample.

    Attributes
    ----------
    points : array of float, shape (n, 2)
        Their positions in kilometres.
    """

    points: Floats

    def share(self, ellipse: Ellipse) -> float:
        """Return the share of all enterprises that lies in an ellipse; at least that of one."""
        return max(float(ellipse.holds(self.points).mean()), 1 / len(self.points))

    def draw(self, count: int, chance: numpy.random.Generator) -> Floats:
        """Return so many of them by lot."""
        return self.points[chance.choice(len(self.points), min(count, len(self.points)), replace=False)]


@dataclass(frozen=True)
class GroundBase:
    """The land of a region, square kilometre by square kilometre.

    Attributes
    ----------
    covering : Covering
        Outlines of its units.
    region : DegreeBox
        The box around them.
    km2 : float
        Their area.
    flat : callable
        From degrees to kilometres.
    """

    covering: Covering
    region: DegreeBox
    km2: float
    flat: Callable[[Any], Any]

    def share(self, ellipse: Ellipse) -> float:
        """Return the area of an ellipse as a share of the land's."""
        return ellipse.km2 / self.km2

    def draw(self, count: int, chance: numpy.random.Generator) -> Floats:
        """Return so many positions spread evenly over the land."""
        found: list[Floats] = []
        left = count
        while left > 0:
            lon = chance.uniform(self.region.west, self.region.east, 4 * left + 16)
            south, north = math.sin(math.radians(self.region.south)), math.sin(math.radians(self.region.north))
            lat = numpy.degrees(numpy.arcsin(chance.uniform(south, north, len(lon))))
            codes, faces = self.covering.look_up(lon, lat)
            inside = numpy.flatnonzero(numpy.array([bool(face) for face in faces])[codes])[:left]
            found.append(self.flat(numpy.column_stack([lon[inside], lat[inside]])))
            left -= len(inside)
        return numpy.vstack(found)


class FlatGround:
    """A region laid out flat.

    Parameters
    ----------
    shapes : sequence of shapely geometry
        Outlines of its units, in degrees.
    """

    def __init__(self, shapes: Sequence[Shape]) -> None:
        around = DegreeBox.around(box(shape) for shape in shapes)
        assert around is not None
        self._shapes, self._around = shapes, around
        self.flat = albers(around)
        self.km2 = numpy.array([area_km2(shape) for shape in shapes])

    def base(self, kind: str, points: Floats, chance: numpy.random.Generator) -> Base:
        """Return what industries are held against: ``register``, all of these positions in kilometres, or ``area``."""
        if kind == "area":
            return GroundBase(Covering(self._shapes, across=512), self._around, float(self.km2.sum()), self.flat)
        few = len(points) <= _MOST_POINTS
        return RegisterBase(points if few else points[chance.choice(len(points), _MOST_POINTS, replace=False)])

    def middle(self, ellipse: Ellipse, near: Sequence[float]) -> tuple[float, float]:
        """Return the middle of an ellipse in degrees, given a place not far from it."""
        lon, lat = self._moved(near, ellipse.middle)[0]
        return float(lon), float(lat)

    def degrees(self, ellipse: Ellipse, middle: Sequence[float]) -> tuple[tuple[float, float], ...]:
        """Return the rim of an ellipse in degrees, given its middle in degrees."""
        return tuple(
            (round(float(lon), 4), round(float(lat), 4)) for lon, lat in self._moved(middle, ellipse.corners())
        )

    def _moved(self, near: Sequence[float], points: Floats) -> Floats:
        """Return positions of the flat map in degrees: as if it were straight around a place, which errs little."""
        lon, lat = near
        origin, east, north = self.flat([[lon, lat], [lon + _STEP, lat], [lon, lat + _STEP]])
        turn = numpy.column_stack([east - origin, north - origin]) / _STEP
        moved: Floats = numpy.array([lon, lat]) + numpy.linalg.solve(turn, (points - origin).reshape(-1, 2).T).T
        return moved
