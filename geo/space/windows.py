"""What lines and outlines have in a box, with no more detail than is wanted there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import shapely

from geo.space.boxes import DegreeBox
from geo.space.geometry import pieces, to_mapping, to_shape

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
    if geometry is None:
        return None
    paths = geometry["coordinates"] if geometry["type"] == "MultiLineString" else [geometry["coordinates"]]
    near = [path for path in paths if _extent(path).meets(box)]
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
    if geometry is None:
        return None
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    near = [rings for rings in parts if _extent(rings[0]).meets(box)]
    shape = to_shape({"type": "MultiPolygon", "coordinates": near}) if near and tolerance else None
    if shape is not None:
        near = [to_mapping(part)["coordinates"] for part in pieces(shapely.simplify(shape, tolerance))]
    return {"type": "MultiPolygon", "coordinates": near} if near else None


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
    rounded = [to_mapping(shapely.transform(part, lambda xy: xy.round(DIGITS)))["coordinates"] for part in parts]
    return {"type": "MultiPolygon", "coordinates": rounded} if rounded else None


def _extent(path: Sequence[Sequence[float]]) -> DegreeBox:
    lons, lats = [at[0] for at in path], [at[1] for at in path]
    return DegreeBox(min(lons), min(lats), max(lons), max(lats))
