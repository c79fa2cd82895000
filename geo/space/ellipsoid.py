"""The ellipsoid of CGCS2000 (GB 22021-2008)."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import numpy

SEMI_MAJOR_KM = 6378.137
INVERSE_FLATTENING = 298.257222101
DEGREE_M = 111_320.0
"""Metres of a degree of longitude at the equator, and nearly so of one of latitude: for tolerances."""

ECCENTRICITY_SQUARED = 1 / INVERSE_FLATTENING * (2 - 1 / INVERSE_FLATTENING)
"""Half its long axis in km, and its shape."""


def authalic(lat: Any) -> Any:
    """Return Snyder's q of latitudes in degrees, which grows as the area from the equator on does.

    It is twice the area between the equator and a latitude, by unit of longitude and of the half axis squared
    (Snyder 1987, equation 3-12).
    """
    e, sine = math.sqrt(ECCENTRICITY_SQUARED), numpy.sin(numpy.radians(lat))
    return (1 - ECCENTRICITY_SQUARED) * (
        sine / (1 - ECCENTRICITY_SQUARED * sine**2) - numpy.log((1 - e * sine) / (1 + e * sine)) / (2 * e)
    )


@cache
def ellipsoid() -> Any:
    """Return the ellipsoid as pyproj reckons on it."""
    from pyproj import Geod

    return Geod(a=SEMI_MAJOR_KM * 1000, rf=INVERSE_FLATTENING)
