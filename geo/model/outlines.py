"""What makes a GeoJSON geometry impossible to draw: findings in words, for outlines and for lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from geo.model.cells import is_finite

Fault = tuple[str, str]
"""What is wrong, and what to do."""

_AREAS = {"Polygon": 1, "MultiPolygon": 2}
_LINES = {"LineString": 0, "MultiLineString": 1}


def area_fault(geometry: Any) -> Fault | None:
    """Return what makes an outline undrawable, or None; a null geometry is drawable as nothing.

    Examples
    --------
    >>> area_fault({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]})[0]
    'has a ring that is not closed'
    """
    if geometry is None:
        return None
    depth = _depth(geometry, _AREAS)
    if depth is None:
        return "has no Polygon or MultiPolygon geometry", "Draw it as an area, or set its geometry to null."
    polygons = geometry.get("coordinates") if depth == 2 else [geometry.get("coordinates")]
    if not isinstance(polygons, list) or not all(isinstance(polygon, list) for polygon in polygons):
        return "has coordinates of the wrong depth", "Export it again as GeoJSON from your GIS."
    if not polygons or not all(polygons):
        return "has no ring", "Set its geometry to null if it has no outline."
    return next((fault for polygon in polygons for ring in polygon if (fault := _ring_fault(ring))), None)


def line_fault(geometry: Any) -> Fault | None:
    """Return what makes a line undrawable, or None."""
    depth = _depth(geometry, _LINES)
    if depth is None:
        return "has no LineString or MultiLineString geometry", "Draw it as a line."
    lines = geometry.get("coordinates") if depth else [geometry.get("coordinates")]
    if not isinstance(lines, list) or not lines:
        return "has coordinates of the wrong depth", "Export it again as GeoJSON from your GIS."
    return next((fault for line in lines if (fault := _positions_fault(line, 2, "a line"))), None)


def parts_of(geometry: dict[str, Any] | None) -> list[Any]:
    """Return the coordinates of each polygon of an outline, or of each of lines, whether it is one or several.

    Examples
    --------
    >>> parts_of({"type": "LineString", "coordinates": [[0, 0], [1, 0]]}), parts_of(None)
    ([[[0, 0], [1, 0]]], [])
    """
    if geometry is None:
        return []
    coordinates = geometry["coordinates"]
    return list(coordinates) if geometry["type"].startswith("Multi") else [coordinates]


def positions(coordinates: Any) -> Iterator[list[float]]:
    """Yield every position of a geometry's coordinates, at whatever depth."""
    if not coordinates:
        return
    first = coordinates[0]
    if not isinstance(first, list):
        yield coordinates
    elif first and not isinstance(first[0], list):
        yield from filter(None, coordinates)
    else:
        for inner in coordinates:
            yield from positions(inner)


def _depth(geometry: Any, kinds: dict[str, int]) -> int | None:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    return kinds.get(kind) if isinstance(kind, str) else None


def _ring_fault(ring: Any) -> Fault | None:
    fault = _positions_fault(ring, 4, "an area")
    if fault or ring[0] == ring[-1]:
        return fault
    return "has a ring that is not closed", "Repeat the first position at the ring's end."


def _positions_fault(found: Any, least: int, what: str) -> Fault | None:
    if _are_plainly_right(found, least):
        return None
    if not isinstance(found, list) or not all(_is_position(position) for position in found):
        return "has a position that is no pair of numbers", "Positions are [lon, lat] in degrees."
    if not all(is_finite(value) for position in found for value in position):
        return "has NaN or Infinity in its coordinates", "Mend the outline in your GIS and export it again."
    if len(found) < least:
        return f"has a ring or line of {len(found)} positions, and at least {least} make {what}", "Draw it again."
    return None


def _are_plainly_right(found: Any, least: int) -> bool:
    """Say at once that a ring or line is in order; where this is unsure, each position is looked at.

    A nation has hundreds of thousands of positions, and nearly always all of them are pairs of finite numbers.
    """
    if not isinstance(found, list) or len(found) < least:
        return False
    if set(map(type, found)) != {list} or set(map(len, found)) != {2}:
        return False
    flat = list(chain.from_iterable(found))
    return set(map(type, flat)) == {float} and is_finite(sum(flat))


def _is_position(position: Any) -> bool:
    return isinstance(position, list) and len(position) >= 2 and all(type(value) in (int, float) for value in position)
