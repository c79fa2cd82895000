"""How far many points lie from the nearest of some outlines, in kilometres along the ellipsoid."""

from __future__ import annotations

from collections.abc import Sequence

import numpy
import shapely

from geo.space.covering import Floats, Whole
from geo.space.ellipsoid import ellipsoid
from geo.space.geometry import Shape, edges, shrinkage

_BAND = 0.25
"""Height in degrees of the bands within which longitudes are shrunk alike to seek the nearest border."""


class Nearest:
    """Borders of outlines, from which distances are measured.

    The nearest border is sought in degrees with longitudes shrunk by the cosine of the latitude, in bands of a quarter
    of a degree; the distance to it is measured on the ellipsoid. So it is the distance of
    :func:`geo.space.geometry.distance_km` but for one part in 10,000.

    Parameters
    ----------
    shapes : sequence of shapely geometry
        (Multi)polygons in degrees; at least one.
    """

    def __init__(self, shapes: Sequence[Shape]) -> None:
        polygons, shape = shapely.get_parts(list(shapes), return_index=True)
        rings, polygon = shapely.get_rings(polygons, return_index=True)
        self._edges, ring = edges(rings)
        self._owner = shape[polygon[ring]]
        self._trees: dict[int, shapely.STRtree] = {}

    def away(self, lon: Floats, lat: Floats) -> tuple[Whole, Floats]:
        """Return for each point outside the outlines, in degrees, the number of the nearest one and its km away."""
        bands = numpy.floor(lat / _BAND).astype(numpy.int64)
        lines = numpy.zeros(len(lon), numpy.int64)
        feet = numpy.zeros((len(lon), 2))
        for band in numpy.unique(bands).tolist():
            here = numpy.flatnonzero(bands == band)
            shrink = _shrink(band)
            flat = numpy.column_stack([lon[here], lat[here]]) * shrink
            lines[here] = self._tree(band).nearest(shapely.points(flat))
            feet[here] = _feet(flat, self._edges[lines[here]] * shrink) / shrink
        _, _, metres = ellipsoid().inv(lon, lat, feet[:, 0], feet[:, 1])
        return self._owner[lines], numpy.asarray(metres) / 1000

    def _tree(self, band: int) -> shapely.STRtree:
        """Return the straight pieces of the borders, shrunk as in a band of latitudes."""
        if band not in self._trees:
            lines = shapely.linestrings(self._edges * _shrink(band))
            self._trees[band] = shapely.STRtree(numpy.asarray(lines))
        return self._trees[band]


def _shrink(band: int) -> Floats:
    """Return by what longitudes and latitudes are multiplied in a band."""
    return numpy.array([shrinkage((band + 0.5) * _BAND), 1.0])


def _feet(points: Floats, lines: Floats) -> Floats:
    """Return the place on each straight line that is nearest to its point."""
    begin, along = lines[:, 0], lines[:, 1] - lines[:, 0]
    length = (along**2).sum(axis=1)
    share = ((points - begin) * along).sum(axis=1) / numpy.where(length > 0, length, 1)
    feet: Floats = begin + along * share.clip(0, 1)[:, None]
    return feet
