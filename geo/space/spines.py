"""Where the lines and circles of a diagram run, on a flat map in kilometres: spines, knots, places apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import numpy
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Points: TypeAlias = NDArray[numpy.float64]
"""Positions of shape (n, 2) in kilometres, x to the east, y to the north."""

_KM_PER_DEGREE = 111.2
_SPINE = 25
_MOST_KNOTS = 5
_ROUNDS = 80
_CLEAR = 1.08
"""Circles come to stand so much farther apart than if they touched."""


@dataclass(frozen=True)
class Frame:
    """A flat map around a place: kilometres east and north of it, longitudes shrunk by the cosine of its latitude."""

    lon: float
    lat: float

    def flat(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a shape in degrees as one in kilometres."""
        return shapely.transform(shape, lambda xy: (xy - self._origin) * self._scale)

    def degrees(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a shape in kilometres as one in degrees."""
        return shapely.transform(shape, lambda xy: xy / self._scale + self._origin)

    @property
    def _origin(self) -> Points:
        return numpy.array([self.lon, self.lat])

    @property
    def _scale(self) -> Points:
        return numpy.array([math.cos(math.radians(self.lat)), 1.0]) * _KM_PER_DEGREE


def curve(knots: Points, count: int = _SPINE) -> Points:
    """Return a smooth curve through some knots (Catmull and Rom 1974), as points at equal distances."""
    ends = [2 * knots[0] - knots[1], *knots, 2 * knots[-1] - knots[-2]]
    steps = numpy.linspace(0.0, 1.0, 16, endpoint=False)[:, None]
    bows = [_bow(ends[at : at + 4], steps) for at in range(len(knots) - 1)]
    dense = numpy.concatenate([*bows, knots[-1:]])
    length = lengths(dense)
    wanted = numpy.linspace(0.0, length[-1], count)
    return numpy.column_stack([numpy.interp(wanted, length, dense[:, axis]) for axis in (0, 1)])


def ribbon_spine(parts: Sequence[BaseGeometry]) -> Points:
    """Return a curve through the centres of some parts in the order in which they lie, and a little beyond."""
    centres, sizes = _centres(parts), [float(part.area) for part in parts]
    knots = _knots(centres, _axis(centres, sizes), sizes)
    if len(knots) < 2:
        return ribbon_spine(slices(parts[0]))
    beyond = 0.5 * math.sqrt(max(sizes[0], sizes[-1]) / math.pi)
    head = knots[0] + beyond * _unit(knots[0] - knots[1])
    tail = knots[-1] + beyond * _unit(knots[-1] - knots[-2])
    return curve(numpy.array([head, *knots, tail]))


def wing_spine(parts: Sequence[BaseGeometry], core: Points, least: float) -> Points:
    """Return a bent line through the centres of some parts, away from a core; of one part, a line of a least length."""
    centres, sizes = _centres(parts), [float(part.area) for part in parts]
    ahead = _unit(numpy.average(centres, axis=0, weights=sizes) - core)
    knots = _knots(centres, ahead, sizes)
    if len(knots) < 2:
        knots = knots[0] + numpy.array([[-0.35], [0.65]]) * least * ahead
    if len(knots) > 2:
        return curve(knots)
    way = knots[1] - knots[0]
    across = numpy.array([-way[1], way[0]])
    side = 1.0 if (knots[0] - core) @ across >= 0 else -1.0
    return curve(numpy.array([knots[0], knots.mean(axis=0) + 0.08 * side * across, knots[1]]))


def parted(
    centres: Points, radii: Sequence[float], limits: Sequence[float], fixed: Points, widths: Sequence[float]
) -> Points:
    """Return the centres of circles moved apart until they touch no more, each by no more than its limit.

    Parameters
    ----------
    centres : array of shape (n, 2)
        Where the circles stand.
    radii, limits : sequence of float
        Their radii, and how far each may be moved.
    fixed, widths : array of shape (m, 2), sequence of float
        Points that do not move and are kept clear too, with their radii.
    """
    turn = 2.4 * numpy.arange(len(centres))  # circles on one spot must know where to go
    here = centres + 1e-3 * numpy.column_stack([numpy.cos(turn), numpy.sin(turn)])
    reach = _CLEAR * numpy.add.outer(radii, [*radii, *widths])
    for _ in range(_ROUNDS):
        apart = here[:, None] - numpy.concatenate([here, fixed])[None]
        distance = numpy.hypot(apart[..., 0], apart[..., 1])
        overlap = numpy.where(distance > 0, numpy.clip(reach - distance, 0.0, None), 0.0)
        push = (apart / numpy.maximum(distance, 1e-6)[..., None] * overlap[..., None]).sum(axis=1)
        moved = here + 0.3 * push - centres
        far = numpy.hypot(*moved.T)
        here = centres + moved * (numpy.minimum(far, limits) / numpy.maximum(far, 1e-9))[:, None]
    return numpy.asarray(here)


def within(point: Points, ground: BaseGeometry, margin: float, reach: float = math.inf) -> Points:
    """Return the place nearest to a point that lies a margin within some ground, or the point where none is in reach.

    Where the ground is narrow, seven tenths of the margin will do.
    """
    for share in (1.0, 0.9, 0.8, 0.7):
        room = ground.buffer(-margin * share)
        line = shapely.shortest_line(room, shapely.Point(point))
        if not room.is_empty and line.length <= reach:
            nearest: Points = _positions(line)[0]
            return nearest
    return point


def slices(shape: BaseGeometry) -> list[BaseGeometry]:
    """Return a shape cut into three across its length."""
    start, *others = _positions(shapely.minimum_rotated_rectangle(shape))[[1, 0, 2]]
    one, other = (corner - start for corner in others)
    along, across = (one, other) if math.hypot(*one) >= math.hypot(*other) else (other, one)
    near = [start + along * at / 3 for at in range(4)]
    bands = [shapely.Polygon([a, b, b + across, a + across]) for a, b in pairwise(near)]
    return [part for band in bands if (part := shapely.intersection(shape, band)).area > 0]


def lengths(line: Points) -> Points:
    """Return how far along a line each of its points is."""
    return numpy.concatenate([[0.0], numpy.cumsum(numpy.hypot(*numpy.diff(line, axis=0).T))])


def smooth(values: Points, times: int) -> Points:
    """Return values of which each but the first and last has been drawn to the mean of its neighbours."""
    for _ in range(times):
        values = numpy.concatenate([values[:1], (values[:-2] + 2 * values[1:-1] + values[2:]) / 4, values[-1:]])
    return values


def _centres(parts: Sequence[BaseGeometry]) -> Points:
    return _positions(shapely.centroid(parts))


def _positions(shapes: Any) -> Points:
    return numpy.asarray(shapely.get_coordinates(shapes))


def _axis(points: Points, weights: Sequence[float]) -> Points:
    """Return the direction in which points spread most, turned to the east."""
    away = points - numpy.average(points, axis=0, weights=weights)
    main = numpy.linalg.eigh((away * numpy.asarray(weights)[:, None]).T @ away)[1][:, 1]
    return numpy.asarray(main if (round(main[0], 9), main[1]) > (0.0, 0.0) else -main)


def _knots(points: Points, way: Points, weights: Sequence[float]) -> Points:
    """Return at most five knots: the weighted means of the points in equal stretches along a way."""
    along, heavy = points @ way, numpy.asarray(weights)
    count = min(len(points), _MOST_KNOTS)
    width = max(float(along.max() - along.min()), 1e-6) / count
    bins = numpy.minimum((along - along.min()) // width, count - 1)
    return numpy.array(
        [numpy.average(points[bins == at], axis=0, weights=heavy[bins == at]) for at in numpy.unique(bins)]
    )


def _unit(vector: Points) -> Points:
    """Return the direction of a vector; of none, the east."""
    length = math.hypot(*vector)
    return vector / length if length > 1e-9 else numpy.array([1.0, 0.0])


def _bow(knots: Sequence[Points], steps: Points) -> Points:
    before, start, end, after = knots
    slow = steps * ((after - 3 * end + 3 * start - before) * steps + 2 * before - 5 * start + 4 * end - after)
    return start + 0.5 * steps * (end - before + slow)
