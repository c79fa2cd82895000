"""Coordinate reference systems of China."""

from __future__ import annotations

from functools import cache

from pyproj import Geod

CGCS2000 = "EPSG:4490"
"""Stored everywhere: longitude and latitude in degrees, taken as equal to WGS 84 at these scales."""


@cache
def ellipsoid() -> Geod:
    """Return the CGCS2000 ellipsoid: a = 6,378,137 m, 1/f = 298.257222101 (GB 22021-2008)."""
    return Geod(a=6378137.0, rf=298.257222101)
