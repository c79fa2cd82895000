"""What lines and outlines have in a box, with no more detail than is wanted there."""

from __future__ import annotations

from typing import Any

import shapely

from geo.model.outlines import parts_of
from geo.space.boxes import DegreeBox
from geo.space.geometry import outline_of, pieces, to_shape

DIGITS = 4
"""Decimals of degrees of what is cut: about ten metres."""


def lines_in(geometry: dict[str, Any] | None, box: DegreeBox, tolerance: float = 0.0) -> dict[str, Any] | None:
    """Return what a line has in a box, as a MultiLineString; None where that is nothing.

    Parameters
    ----------
    geometry : dict or None
        A GeoJSON LineString or MultiLineString in degrees.
    box : DegreeBox
        What is kept.
    tolerance : float
        How far the result may lie from the line, in degrees.

    Examples
    --------
    >>> lines_in({"type": "LineString", "coordinates": [[0.0, 0.0], [4.0, 0.0]]}, DegreeBox(1.0, -1.0, 2.0, 1.0))
    {'type': 'MultiLineString', 'coordinates': [[[1.0, 0.0], [2.0, 0.0]]]}
    """
    near = [path for path in parts_of(geometry) if DegreeBox.spanning(path).meets(box)]
    cut = shapely.clip_by_rect(shapely.MultiLineString(near), *box)
    plain = shapely.simplify(cut, tolerance) if tolerance else cut
    lines = [line for line in shapely.get_parts(plain) if isinstance(line, shapely.LineString) and line.length]
    coordinates = [shapely.get_coordinates(line).round(DIGITS).tolist() for line in lines]
    return {"type": "MultiLineString", "coordinates": coordinates} if coordinates else None


def areas_in(geometry: dict[str, Any] | None, box: DegreeBox, tolerance: float = 0.0) -> dict[str, Any] | None:
    """Return those parts of an outline that reach into a box, each whole, as a MultiPolygon; None where none does.

    Parameters are as of :func:`lines_in`.

    Examples
    --------
    >>> ring = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]
    >>> areas_in({"type": "Polygon", "coordinates": [ring]}, DegreeBox(2.0, 2.0, 3.0, 3.0)) is None
    True
    """
    near = [rings for rings in parts_of(geometry) if DegreeBox.spanning(rings[0]).meets(box)]
    found: dict[str, Any] = {"type": "MultiPolygon", "coordinates": near}
    shape = to_shape(found) if tolerance else None
    if shape is not None:
        found = outline_of(pieces(shapely.simplify(shape, tolerance)))
    return found if found["coordinates"] else None


def area_cut(geometry: dict[str, Any] | None, box: DegreeBox, tolerance: float = 0.0) -> dict[str, Any] | None:
    """Return what an outline has in a box, cut off at its edges, as a MultiPolygon; None where that is nothing.

    Parameters are as of :func:`lines_in`.

    Examples
    --------
    >>> ring = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]]
    >>> area_cut({"type": "Polygon", "coordinates": [ring]}, DegreeBox(3.0, 3.0, 9.0, 9.0))["type"]
    'MultiPolygon'
    """
    shape = to_shape(geometry)
    if shape is None:
        return None
    # As in geometry.clipped: an outline that crosses itself cannot be cut, and rounding makes some touch themselves.
    cut = shapely.intersection(shape if shape.is_valid else shape.buffer(0), shapely.box(*box))
    parts = pieces(shapely.simplify(cut, tolerance) if tolerance else cut)
    return outline_of([shapely.transform(part, lambda xy: xy.round(DIGITS)) for part in parts]) if parts else None
