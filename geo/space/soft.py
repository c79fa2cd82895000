"""Soft shapes of a planning diagram, on a flat map in kilometres: circles, rings, drops, hulls, ribbons, arrows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Points: TypeAlias = NDArray[numpy.float64]
"""Positions of shape (n, 2) in kilometres, x to the east, y to the north."""

_KM_PER_DEGREE = 111.2
_CIRCLE = 48
"""Corners of a circle: round to the eye at the size of a page."""
_HULL = 64
_WAVES = 4
"""How many times a soft outline may swing in and out."""
_SPINE = 25


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


def circle(centre: Points, radius: float) -> BaseGeometry:
    """Return a disc."""
    return shapely.Polygon(centre + radius * _round(_CIRCLE))


def ring(centre: Points, radius: float, hole: float = 0.62) -> BaseGeometry:
    """Return a disc with a round hole, whose radius is a part of the disc's."""
    return shapely.Polygon(centre + radius * _round(_CIRCLE), [centre + radius * hole * _round(_CIRCLE)[::-1]])


def drop(centre: Points, radius: float) -> BaseGeometry:
    """Return a drop that stands on its round end; it fits into the circle of that radius."""
    upright = centre + radius * numpy.array([[0.0, -0.2], [0.0, 0.9]])
    return _stroke(upright, radius * numpy.array([0.8, 0.1]))


def solid(ground: BaseGeometry) -> BaseGeometry:
    """Return some ground with its bays bridged and its holes filled."""
    reach = 0.5 * _radius(ground)
    closed = ground.buffer(reach).buffer(-reach)
    return shapely.union_all([shapely.Polygon(part.exterior) for part in shapely.get_parts(closed)])


def hull(ground: BaseGeometry, gap: float, room: BaseGeometry | None) -> BaseGeometry:
    """Return a soft outline within some ground: bays bridged, spits left out, a gap from where its room ends.

    Parts that lie far from one another stay apart; those under a tenth of the largest are left out.
    """
    whole = solid(ground) if room is None else shapely.intersection(solid(ground), room)
    bend = 0.35 * _radius(ground)
    soft = whole
    for inset in (1.0, 1.5, 2.0, 3.0):
        rounded = whole.buffer(-bend).buffer(bend - min(inset * gap, 0.6 * bend))
        soft = _waved(rounded if not rounded.is_empty else whole)
        if shapely.difference(soft, whole).area < 0.004 * soft.area:
            break
    return soft


def ribbon(spine: Points, width: float, room: BaseGeometry) -> BaseGeometry:
    """Return a band along a spine: fullest in the middle, round at its ends, bent and narrowed to keep to its room."""
    half = width / 2 * (1 - 0.35 * numpy.linspace(-1.0, 1.0, len(spine)) ** 2)
    inner = room.buffer(-0.4 * width)
    for _ in range(4 if not inner.is_empty else 0):
        nearest = shapely.shortest_line(inner, shapely.points(spine))
        spine = curve(_smooth(shapely.get_coordinates(nearest)[::2], 3), len(spine))
    free = shapely.distance(shapely.points(spine), room.boundary)
    return _stroke(spine, _smooth(numpy.clip(free, 0.6 * half, half), 4))


def arrow(spine: Points, width: float) -> BaseGeometry:
    """Return an arrow along a spine: it swells from its tail to its neck and ends in a soft point."""
    length = _lengths(spine)
    head = min(1.6 * width, 0.4 * length[-1])
    neck = int(numpy.searchsorted(length, length[-1] - head))
    body = _stroke(spine[: neck + 1], width * (0.07 + 0.27 * length[: neck + 1] / length[neck]))
    bend = 0.1 * width
    whole = shapely.union(body, _point(spine[neck:], 0.5 * head)).buffer(bend).buffer(-2 * bend).buffer(bend)
    return max(shapely.get_parts(whole.simplify(0.004 * width)), key=shapely.area)


def curve(knots: Points, count: int = _SPINE) -> Points:
    """Return a smooth curve through some knots (Catmull and Rom 1974), as points at equal distances."""
    ends = [2 * knots[0] - knots[1], *knots, 2 * knots[-1] - knots[-2]]
    steps = numpy.linspace(0.0, 1.0, 16, endpoint=False)[:, None]
    bows = [_bow(ends[at : at + 4], steps) for at in range(len(knots) - 1)]
    dense = numpy.concatenate([*bows, knots[-1:]])
    length = _lengths(dense)
    wanted = numpy.linspace(0.0, length[-1], count)
    return numpy.column_stack([numpy.interp(wanted, length, dense[:, axis]) for axis in (0, 1)])


def axis(points: Points, weights: Sequence[float]) -> Points:
    """Return the direction in which points spread most, as a unit vector to the east (or the north)."""
    away = points - numpy.average(points, axis=0, weights=weights)
    spread = (away * numpy.asarray(weights)[:, None]).T @ away
    main = numpy.linalg.eigh(spread)[1][:, 1]
    sign = 1.0 if (abs(main[0]) > 1e-9 and main[0] > 0) or (abs(main[0]) <= 1e-9 and main[1] > 0) else -1.0
    return numpy.asarray(main * sign)


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
    here = centres.copy()
    size = numpy.concatenate([radii, widths])
    for _ in range(80):
        everything = numpy.concatenate([here, fixed])
        push = numpy.zeros_like(here)
        for at in range(len(here)):
            apart = here[at] - everything
            distance = numpy.hypot(*apart.T)
            distance[at] = math.inf
            overlap = numpy.clip(1.08 * (radii[at] + size) - distance, 0.0, None)
            overlap[at] = 0.0
            push[at] = (apart / numpy.maximum(distance, 1e-6)[:, None] * overlap[:, None]).sum(axis=0)
        moved = here + 0.3 * push - centres
        far = numpy.hypot(*moved.T)
        allowed = numpy.minimum(far, limits) / numpy.maximum(far, 1e-9)
        here = centres + moved * allowed[:, None]
    return here


def _round(count: int) -> Points:
    turn = numpy.linspace(0.0, 2 * math.pi, count, endpoint=False)
    return numpy.column_stack([numpy.cos(turn), numpy.sin(turn)])


def _waved(shape: BaseGeometry) -> BaseGeometry:
    """Return the larger parts of a shape with only the slow swings of their outlines left."""
    parts = shapely.get_parts(shape)
    least = 0.1 * max(part.area for part in parts)
    return shapely.union_all([_slow(part) for part in parts if part.area >= least])


def _slow(polygon: BaseGeometry) -> BaseGeometry:
    """Return a polygon made of the low terms of the Fourier series of its outline."""
    line = shapely.normalize(shapely.Polygon(polygon.exterior)).exterior
    at = shapely.get_coordinates(shapely.line_interpolate_point(line, numpy.arange(256) / 256, normalized=True))
    terms = numpy.fft.fft(at[:, 0] + 1j * at[:, 1]) / 256
    kept = numpy.concatenate([terms[: _WAVES + 1], numpy.zeros(_HULL - 2 * _WAVES - 1), terms[-_WAVES:]])
    soft = numpy.fft.ifft(kept) * _HULL
    outline = shapely.Polygon(numpy.column_stack([soft.real, soft.imag]))
    return outline if outline.is_valid else polygon.convex_hull


def _stroke(spine: Points, half: Points) -> BaseGeometry:
    """Return the ground that a disc of changing radius sweeps along a spine."""
    discs = shapely.buffer(shapely.points(spine), half, quad_segs=12)
    swept = [shapely.union(one, other).convex_hull for one, other in zip(discs[:-1], discs[1:], strict=True)]
    return shapely.union_all(swept).simplify(0.01 * float(half.max()))


def _point(spine: Points, half: float) -> BaseGeometry:
    """Return an arrow's head along the end of its spine, with barbs that reach back a little."""
    ahead = numpy.gradient(spine, axis=0)
    ahead /= numpy.hypot(*ahead.T)[:, None]
    across = numpy.column_stack([-ahead[:, 1], ahead[:, 0]]) * half * numpy.linspace(1.0, 0.0, len(spine))[:, None]
    sides = [spine + across, (spine - across)[::-1]]
    for side, at in ((sides[0], 0), (sides[1], -1)):
        side[at] -= 0.25 * half * ahead[0]
    return shapely.Polygon([*sides[0], *sides[1], spine[0]]).buffer(0)


def _bow(knots: Sequence[Points], steps: Points) -> Points:
    before, start, end, after = knots
    slow = steps * ((after - 3 * end + 3 * start - before) * steps + 2 * before - 5 * start + 4 * end - after)
    return start + 0.5 * steps * (end - before + slow)


def _lengths(line: Points) -> Points:
    return numpy.concatenate([[0.0], numpy.cumsum(numpy.hypot(*numpy.diff(line, axis=0).T))])


def _unit(vector: Points) -> Points:
    return numpy.asarray(vector / max(math.hypot(*vector), 1e-9))


def _radius(shape: BaseGeometry) -> float:
    """Return the radius of the circle of a shape's area."""
    return math.sqrt(shape.area / math.pi)


def _smooth(values: Points, times: int) -> Points:
    """Return values of which each but the first and last has been drawn to the mean of its neighbours."""
    for _ in range(times):
        values = numpy.concatenate([values[:1], (values[:-2] + 2 * values[1:-1] + values[2:]) / 4, values[-1:]])
    return values
