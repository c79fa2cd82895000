"""What lies around a planned region, for maps drawn from an export: neighbouring provinces and boundary lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from geo.draw.context import grown, line_marks
from geo.model.outlines import positions
from geo.model.plan import Plan, read_base
from geo.model.schema import BoundaryLine, Province
from geo.space.crs import Box
from geo.space.geometry import to_shape

_NEAR, _NEAR_DEGREES = 0.12, 1.6
"""As the page: a province that comes so near is drawn, in shares of the region's extent and at least in degrees."""


def context_rows(plan: Plan, box: Box) -> tuple[tuple[Province, ...], tuple[BoundaryLine, ...]]:
    """Return the provinces and boundary lines that the page draws around a plan, the provinces whole.

    Parameters
    ----------
    plan : Plan
        Its units, which are layers of their own, are left out.
    box : tuple of float
        West, south, east and north of what the plan places.

    Raises
    ------
    PlanError
        A layer of context in the workspace cannot be read.
    """
    provinces, lines = read_base(plan.root)
    return tuple(_near(provinces, box, {unit.unit for unit in plan.unit_rows})), tuple(_lines(lines, box))


def _near(provinces: tuple[Province, ...], box: Box, units: set[str]) -> Iterator[Province]:
    near = grown(box, _NEAR, _NEAR_DEGREES)
    window = to_shape({"type": "Polygon", "coordinates": [_ring(near)]})
    for row in provinces:
        if row.province not in units and row.geometry and _extents_meet(row, near):
            shape = to_shape(row.geometry)
            if shape is not None and shape.intersects(window):
                yield row


def _lines(lines: tuple[BoundaryLine, ...], box: Box) -> Iterator[BoundaryLine]:
    paths = {mark.id: mark.paths for mark in line_marks(lines, box)}
    return (replace(row, geometry=paths[row.boundary]) for row in lines if row.boundary in paths)


def _ring(box: Box) -> list[list[float]]:
    west, south, east, north = box
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def _extents_meet(row: Province, box: Box) -> bool:
    west, south, east, north = box
    found = list(positions((row.geometry or {})["coordinates"]))
    lons, lats = [at[0] for at in found], [at[1] for at in found]
    return min(lons) <= east and max(lons) >= west and min(lats) <= north and max(lats) >= south
