"""What lies around a planned region, for maps drawn from an export: neighbouring provinces and boundary lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from geo.draw.scene.context import line_marks, near_provinces
from geo.model.plan import Plan
from geo.model.schema import BoundaryLine, Province
from geo.space.boxes import DegreeBox


def context_rows(plan: Plan, box: DegreeBox) -> tuple[tuple[Province, ...], tuple[BoundaryLine, ...]]:
    """Return the provinces and boundary lines that the page draws around a plan, the provinces whole.

    Parameters
    ----------
    plan : Plan
        Its units, which are layers of their own, are left out.
    box : DegreeBox
        Around what the plan places.

    Raises
    ------
    PlanError
        A layer of context in the workspace cannot be read.
    """
    provinces, lines = plan.base
    near = near_provinces(provinces, box, (unit.unit for unit in plan.unit_rows))
    return tuple(row for row, _ in near), tuple(_lines(lines, box))


def _lines(lines: tuple[BoundaryLine, ...], box: DegreeBox) -> Iterator[BoundaryLine]:
    paths = {mark.id: mark.paths for mark in line_marks(lines, box)}
    return (replace(row, geometry=paths[row.boundary]) for row in lines if row.boundary in paths)
