"""A flat map that keeps areas: the Albers conic on the CGCS2000 ellipsoid, in kilometres."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy
from numpy.typing import NDArray

from geo.space.boxes import DegreeBox
from geo.space.ellipsoid import ECCENTRICITY_SQUARED, SEMI_MAJOR_KM, authalic

Positions: TypeAlias = NDArray[numpy.float64]
"""Of shape (n, 2): longitudes and latitudes in degrees."""

_LEAST_CONE = 1e-6
"""Between parallels that mirror each other at the equator the cone would be a cylinder."""


def albers(box: DegreeBox) -> Callable[[Any], Any]:
    """Return the function that lays positions out flat, all areas in proportion.

    The standard parallels lie a sixth of the height from south and north; formulas (14-1) to (14-6) of Snyder, Map
    Projections: A Working Manual (1987).

    Parameters
    ----------
    box : DegreeBox
        What is shown.

    Returns
    -------
    callable
        Takes positions of shape (n, 2), lon and lat in degrees, and returns x and y in kilometres, y to the north.

    Examples
    --------
    >>> import numpy
    >>> x, y = albers(DegreeBox(126.0, 45.0, 130.0, 47.0))(numpy.array([[128.0, 46.0]]))[0]
    >>> round(float(x), 6) + 0, abs(float(y)) < 0.2
    (0.0, True)
    """
    west, south, east, north = box
    sixth = (north - south) / 6
    cone, constant = _cone(south + sixth, north - sixth)
    meridian, origin = (west + east) / 2, _away(cone, constant, (south + north) / 2)

    def flat(positions: Sequence[Sequence[float]] | Positions) -> Positions:
        places = numpy.asarray(positions, float)
        angle = numpy.radians(places[:, 0] - meridian) * cone
        away = _away(cone, constant, places[:, 1])
        found: Positions = numpy.column_stack([away * numpy.sin(angle), origin - away * numpy.cos(angle)])
        return found

    return flat


def _cone(first: float, second: float) -> tuple[float, float]:
    """Return the constant of the cone and that of the distances from its tip."""
    widths = [
        math.cos(math.radians(lat)) ** 2 / (1 - ECCENTRICITY_SQUARED * math.sin(math.radians(lat)) ** 2)
        for lat in (first, second)
    ]
    heights = [float(authalic(lat)) for lat in (first, second)]
    apart = heights[1] - heights[0]
    cone = (widths[0] - widths[1]) / apart if abs(apart) > 1e-12 else math.sin(math.radians(first))
    cone = cone if abs(cone) > _LEAST_CONE else _LEAST_CONE
    return cone, widths[0] + cone * heights[0]


def _away(cone: float, constant: float, lat: Any) -> Any:
    return SEMI_MAJOR_KM * numpy.sqrt(numpy.maximum(constant - cone * authalic(lat), 0.0)) / cone
