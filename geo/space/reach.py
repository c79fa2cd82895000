"""Ground within some kilometres of places and lines, in degrees."""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from geo.space.geometry import pieces
from geo.space.spines import Frame


def around(places: Sequence[tuple[float, float, float]]) -> BaseGeometry:
    """Return discs around places, united: of each lon, lat and its radius in kilometres."""
    frame = Frame(places[0][0], places[0][1])
    discs = [frame.flat(shapely.Point(lon, lat)).buffer(radius) for lon, lat, radius in places]
    return frame.degrees(shapely.union_all(discs))


def along(lines: Sequence[BaseGeometry], km: float) -> BaseGeometry:
    """Return the ground within some kilometres of lines."""
    whole = shapely.union_all(list(lines))
    middle = shapely.centroid(whole)
    frame = Frame(middle.x, middle.y)
    band = frame.flat(whole).buffer(km)
    return frame.degrees(band.simplify(0.01 * km))


def inside(shape: BaseGeometry, region: BaseGeometry) -> BaseGeometry:
    """Return what of some ground lies in a region, as polygons; an empty one where nothing does."""
    return shapely.union_all(pieces(shapely.intersection(shape, region)))


def is_line(shape: BaseGeometry) -> bool:
    """Return whether a shape is a line, or several."""
    return bool(shapely.get_dimensions(shape) == 1) and not shape.is_empty


def is_area(shape: BaseGeometry) -> bool:
    """Return whether a shape encloses some ground."""
    return bool(shapely.get_dimensions(shape) == 2) and not shape.is_empty
