"""What lies around a planned region: neighbouring provinces, boundary lines, names of countries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from geo.draw.marks import AbroadMark, Box, ContextMark, Geometry, LineMark
from geo.draw.style import LINE_STROKES, Stroke
from geo.draw.words import ABROAD, Words
from geo.model.schema import BoundaryLine, Province
from geo.space.geometry import label_points, to_mapping, to_shape

_NEAR = 0.12
_SEEN = 0.1
_KEPT = 0.5
"""Shares of the region's extent by which a box grows: a province that comes so near is drawn, names stand so near,
and what lies farther out than the last is cut off."""
_KEPT_DEGREES = 4.0
"""A small region keeps at least so much around it, for those who zoom out to the whole province."""

_GIVEN_BY_OUTLINES = frozenset({"province-line", "sar-line"})
_SMALLEST_NAMED = 0.01
"""Share of the box that the seen part of a province must fill to bear its name there."""


def context_marks(
    provinces: Iterable[Province], box: Box, units: Iterable[str], region: Geometry | None
) -> tuple[ContextMark, ...]:
    """Return the provinces near a planned region.

    Parameters
    ----------
    provinces : iterable of Province
        All that there are.
    box : tuple of float
        West, south, east, north of the region.
    units : iterable of str
        Adcodes of the plan's units, which are drawn as themselves.
    region : dict or None
        Outline of the region; names keep out of it.
    """
    drawn = set(units)
    others = [(row, row.geometry) for row in provinces if row.geometry and row.province not in drawn]
    found = [(row, outline) for row, outline in others if _comes_into(outline, grown(box, _NEAR))]
    outlines = [_kept(outline, box) for _, outline in found]
    labels = _labels(outlines, grown(box, _SEEN), region)
    return tuple(
        ContextMark(id=row.province, name=Words(row.name, row.name_en), shape=outline, label=label)
        for (row, _), outline, label in zip(found, outlines, labels, strict=True)
    )


def abroad_marks(box: Box) -> tuple[AbroadMark, ...]:
    """Return the names of countries that may stand within a region's box or just beyond it."""
    seen = grown(box, _SEEN)
    return tuple(AbroadMark(name=name, label=at) for name, places in ABROAD for at in places if _inside(at, seen))


def line_marks(lines: Iterable[BoundaryLine], box: Box) -> tuple[LineMark, ...]:
    """Return the boundary lines near a region that are no border of a province."""
    near = grown(box, _NEAR)
    found = []
    for line in lines:
        paths = [path for path in _paths(line.geometry) if any(_inside(at, near) for at in path)]
        if paths and line.boundary not in _GIVEN_BY_OUTLINES:
            stroke = LINE_STROKES.get(line.boundary, Stroke(1.0))
            geometry = {"type": "MultiLineString", "coordinates": paths}
            name = Words(line.name, line.name_en)
            found.append(LineMark(id=line.boundary, name=name, stroke=stroke, paths=geometry))
    return tuple(found)


def grown(box: Box, share: float, least: float = 0.0) -> Box:
    """Return a box grown on every side by a share of its longer extent in degrees, or by a least number of them.

    Examples
    --------
    >>> grown((0.0, 0.0, 2.0, 1.0), 0.5), grown((0.0, 0.0, 2.0, 1.0), 0.5, 4.0)
    ((-1.0, -1.0, 3.0, 2.0), (-4.0, -4.0, 6.0, 5.0))
    """
    west, south, east, north = box
    by = max((east - west) * share, (north - south) * share, least)
    return west - by, south - by, east + by, north + by


def _labels(outlines: Sequence[Geometry], box: Box, region: Geometry | None) -> Iterator[tuple[float, float] | None]:
    """Yield where each outline's name may stand: in the middle of what the box shows of it beside the region."""
    window = _window(box)
    planned: Any = to_shape(region)
    if planned is not None and planned.is_valid:
        window = window.difference(planned)
    parts = [_common(to_shape(outline), window) for outline in outlines]
    least = _window(box).area * _SMALLEST_NAMED
    points = iter(label_points([part for part in parts if part.area > least]))
    return (next(points) if part.area > least else None for part in parts)


def _kept(outline: Geometry, box: Box) -> Geometry:
    """Return an outline without what lies far from the region."""
    shape: Any = to_shape(outline)
    window = _window(grown(box, _KEPT, _KEPT_DEGREES))
    if window.covers(shape) or not shape.is_valid:
        return outline
    cut = _common(shape, window)
    areas = [part for part in getattr(cut, "geoms", [cut]) if part.geom_type == "Polygon"]
    return {"type": "MultiPolygon", "coordinates": [to_mapping(area)["coordinates"] for area in areas]}


def _common(shape: Any, window: Any) -> Any:
    """Return what two shapes share; an invalid outline, which cannot be cut, stays whole."""
    return shape.intersection(window) if shape.is_valid else shape


def _window(box: Box) -> Any:
    west, south, east, north = box
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return to_shape({"type": "Polygon", "coordinates": [ring]})


def _comes_into(outline: Geometry, box: Box) -> bool:
    """Return whether an outline reaches into a box; most are ruled out by their extent alone."""
    west, south, east, north = box
    parts = outline["coordinates"] if outline["type"] == "MultiPolygon" else [outline["coordinates"]]
    for polygon in parts:
        lons, lats = [at[0] for at in polygon[0]], [at[1] for at in polygon[0]]
        if min(lons) <= east and max(lons) >= west and min(lats) <= north and max(lats) >= south:
            return bool(_window(box).intersects(to_shape(outline)))
    return False


def _paths(line: Geometry | None) -> list[list[Sequence[float]]]:
    if line is None:
        return []
    return list(line["coordinates"]) if line["type"] == "MultiLineString" else [line["coordinates"]]


def _inside(at: Sequence[float], box: Box) -> bool:
    west, south, east, north = box
    return west <= at[0] <= east and south <= at[1] <= north
