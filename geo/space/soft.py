"""Soft shapes of a planning diagram, on a flat map in kilometres: circles, rings, drops, hulls, ribbons, arrows."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy
import shapely
from shapely.geometry.base import BaseGeometry

from geo.space.spines import Points, curve, lengths, smooth

_CIRCLE = 48
"""Corners of a circle: round to the eye at the size of a page."""
_HULL = 64
_CORNER = 0.02
"""The share of a shape that is no more than a corner of it."""
_WAVES = 4
"""How many times a soft outline may swing in and out."""


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

    Parts that lie far from one another stay apart; those under a tenth of the largest are left out. What lies outside
    its room, all but a corner, is drawn where it is.
    """
    main = solid(_main_parts(ground, 0.02))
    within = main if room is None else shapely.intersection(main, room)
    whole = within if within.area > _CORNER * main.area else main
    bend = _bend(whole)
    for inset in (1.0, 1.5, 2.0, 3.0):
        rounded = whole.buffer(-bend).buffer(bend - min(inset * gap, 0.6 * bend))
        soft = _waved(rounded if not rounded.is_empty else whole, bend)
        if shapely.difference(soft, whole).area < 0.004 * soft.area:
            break
    return soft


def ribbon(spine: Points, width: float, room: BaseGeometry) -> BaseGeometry:
    """Return a band along a spine: fullest in the middle, round at its ends, bent and narrowed to keep to its room."""
    half = width / 2 * (1 - 0.35 * numpy.linspace(-1.0, 1.0, len(spine)) ** 2)
    inner = room.buffer(-0.4 * width)
    for _ in range(4 if not inner.is_empty else 0):
        nearest = shapely.shortest_line(inner, shapely.points(spine))
        spine = curve(smooth(shapely.get_coordinates(nearest)[::2], 3), len(spine))
    free = shapely.distance(shapely.points(spine), room.boundary)
    return _stroke(spine, smooth(numpy.clip(free, 0.6 * half, half), 4))


def arrow(spine: Points, width: float) -> BaseGeometry:
    """Return an arrow along a spine: it swells from its tail to its neck and ends in a soft point."""
    length = lengths(spine)
    head = min(1.6 * width, 0.4 * length[-1])
    neck = min(int(numpy.searchsorted(length, length[-1] - head)), len(spine) - 2)  # a head has a length
    body = _stroke(spine[: neck + 1], width * (0.09 + 0.25 * length[: neck + 1] / length[neck]))
    bend = 0.08 * width
    whole = shapely.union(body, _point(spine[neck:], 0.5 * head)).buffer(bend).buffer(-2 * bend).buffer(bend)
    largest: BaseGeometry = max(shapely.get_parts(whole.simplify(0.004 * width)), key=shapely.area)
    return largest


def _round(count: int) -> Points:
    turn = numpy.linspace(0.0, 2 * math.pi, count, endpoint=False)
    return numpy.column_stack([numpy.cos(turn), numpy.sin(turn)])


def _bend(shape: BaseGeometry) -> float:
    """Return the radius to which corners are rounded: a third of the shape's, less where that would cut much off."""
    radius = _radius(shape)
    bends = [share * radius for share in (0.35, 0.25, 0.15, 0.08)]
    return next((bend for bend in bends if shape.buffer(-bend).buffer(bend).area > 0.85 * shape.area), bends[-1])


def _waved(shape: BaseGeometry, bend: float) -> BaseGeometry:
    """Return the larger parts of a shape with only the slow swings of their outlines left."""
    slow = shapely.union_all([_slow(part) for part in shapely.get_parts(_main_parts(shape, 0.1))])
    rounded = slow.buffer(-0.7 * bend).buffer(0.7 * bend, quad_segs=12)
    return (slow if rounded.is_empty else rounded).simplify(0.004 * _radius(slow))


def _main_parts(shape: BaseGeometry, share: float) -> BaseGeometry:
    """Return the parts of a shape that are at least a share of the largest."""
    parts = shapely.get_parts(shape)
    least = share * max(part.area for part in parts)
    return shapely.MultiPolygon([part for part in parts if part.area >= least and part.geom_type == "Polygon"])


def _slow(polygon: Any) -> BaseGeometry:
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
    swept = [shapely.union(one, other).convex_hull for one, other in pairwise(discs)]
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


def _radius(shape: BaseGeometry) -> float:
    """Return the radius of the circle of a shape's area."""
    return math.sqrt(shape.area / math.pi)
