"""The ellipsoid of CGCS2000 (GB 22021-2008)."""

from __future__ import annotations

from functools import cache
from typing import Any

SEMI_MAJOR_KM = 6378.137
INVERSE_FLATTENING = 298.257222101
DEGREE_M = 111_320.0
"""Metres of a degree of longitude at the equator, and nearly so of one of latitude: for tolerances."""

ECCENTRICITY_SQUARED = 1 / INVERSE_FLATTENING * (2 - 1 / INVERSE_FLATTENING)
"""Half its long axis in km, and its shape."""


@cache
def ellipsoid() -> Any:
    """Return the ellipsoid as pyproj reckons on it."""
    from pyproj import Geod

    return Geod(a=SEMI_MAJOR_KM * 1000, rf=INVERSE_FLATTENING)
