"""What lies around a planned region: neighbouring provinces, boundary lines, names of countries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from geo.draw.scene.abroad import ABROAD
from geo.draw.scene.looks import line_stroke
from geo.draw.scene.marks import AbroadMark, ContextMark, Geometry, LineMark, Position
from geo.draw.scene.words import Words
from geo.model.outlines import parts_of
from geo.model.schema import BoundaryLine, Province
from geo.space.boxes import DegreeBox
from geo.space.geometry import label_points, outline_of, pieces, to_shape

_NEAR = 0.12
_SEEN = 0.1
_WIDE = 0.3
_KEPT = 0.5
"""Shares of the region's extent by which a box grows: a province that comes so near is drawn, names of provinces
stand so near, those of countries so near, and what lies farther out than the last is cut off."""
_NEAR_DEGREES, _KEPT_DEGREES = 1.6, 4.0
"""A small region has at least so much around it, for those who zoom out to the whole province."""

_GIVEN_BY_OUTLINES = frozenset({"province-line", "sar-line"})
_SMALLEST_NAMED = 0.01
"""Share of the box that the seen part of a province must fill to bear its name there."""


def context_marks(
    provinces: Iterable[Province], box: DegreeBox, units: Iterable[str], region: Any
) -> tuple[ContextMark, ...]:
    """Return the provinces near a planned region.

    Parameters
    ----------
    provinces : iterable of Province
        All that there are.
    box : DegreeBox
        Around the region.
    units : iterable of str
        Adcodes of the plan's units, which are drawn as themselves.
    region : shapely geometry or None
        Outline of the region; the name of a province that holds it keeps out of it.
    """
    shapes = near_provinces(provinces, box, units)
    cut = [_common(shape, _window(grown(box, _KEPT, _KEPT_DEGREES))) for _, shape in shapes]
    labels = _labels(cut, grown(box, _SEEN), region)
    return tuple(
        ContextMark(
            id=row.province,
            name=Words(row.name, row.name_en),
            shape=row.geometry if row.geometry and kept is shape else outline_of(pieces(kept)),
            label=label,
        )
        for (row, shape), kept, label in zip(shapes, cut, labels, strict=True)
    )


def near_provinces(provinces: Iterable[Province], box: DegreeBox, units: Iterable[str]) -> list[tuple[Province, Any]]:
    """Return the provinces, each with its shape, that come near a region and are no units of it."""
    drawn, near = set(units), grown(box, _NEAR, _NEAR_DEGREES)
    others = [row for row in provinces if row.province not in drawn and _may_reach(row.geometry, near)]
    return [(row, shape) for row in others if (shape := to_shape(row.geometry)) and _window(near).intersects(shape)]


def abroad_marks(box: DegreeBox) -> tuple[AbroadMark, ...]:
    """Return the names of countries that may stand around a region, as far as a wide screen shows."""
    seen = grown(box, _WIDE)
    return tuple(AbroadMark(name=name, label=at) for name, places in ABROAD for at in places if seen.holds(at))


def line_marks(lines: Iterable[BoundaryLine], box: DegreeBox) -> tuple[LineMark, ...]:
    """Return the boundary lines near a region that are no border of a province."""
    near = grown(box, _NEAR, _NEAR_DEGREES)
    found = []
    for line in lines:
        paths = [path for path in parts_of(line.geometry) if any(map(near.holds, path))]
        if paths and line.boundary not in _GIVEN_BY_OUTLINES:
            geometry = {"type": "MultiLineString", "coordinates": paths}
            name = Words(line.name, line.name_en)
            found.append(LineMark(id=line.boundary, name=name, stroke=line_stroke(line.boundary), paths=geometry))
    return tuple(found)


def grown(box: DegreeBox, share: float, least: float = 0.0) -> DegreeBox:
    """Return a box grown on every side by a share of its longer extent in degrees, or by a least number of them.

    Examples
    --------
    >>> grown(DegreeBox(0.0, 0.0, 2.0, 1.0), 0.5)
    DegreeBox(west=-1.0, south=-1.0, east=3.0, north=2.0)
    >>> grown(DegreeBox(0.0, 0.0, 2.0, 1.0), 0.5, 4.0)
    DegreeBox(west=-4.0, south=-4.0, east=6.0, north=5.0)
    """
    return box.grown(max(box.width * share, box.height * share, least))


def _labels(shapes: Sequence[Any], box: DegreeBox, region: Any) -> Iterator[Position | None]:
    """Yield where each shape's name may stand: in the middle of what the box shows of it beside the region."""
    window = _window(box)
    parts = [_beside(_common(shape, window), region) for shape in shapes]
    least = window.area * _SMALLEST_NAMED
    points = iter(label_points([part for part in parts if part.area > least]))
    return (next(points) if part.area > least else None for part in parts)


def _beside(part: Any, region: Any) -> Any:
    """Return a part of a province without the region that lies in it; neighbours overlap by slivers only."""
    inside = region is not None and region.is_valid and part.is_valid and part.contains(region.representative_point())
    return part.difference(region) if inside else part


def _common(shape: Any, window: Any) -> Any:
    """Return what a shape has in a window; an invalid one, which cannot be cut, stays whole."""
    return shape if window.covers(shape) or not shape.is_valid else shape.intersection(window)


def _window(box: DegreeBox) -> Any:
    west, south, east, north = box
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return to_shape({"type": "Polygon", "coordinates": [ring]})


def _may_reach(outline: Geometry | None, box: DegreeBox) -> bool:
    """Return whether an outline may reach into a box, going by the extents of its parts."""
    return any(DegreeBox.spanning(part[0]).meets(box) for part in parts_of(outline))
