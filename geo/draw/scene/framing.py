"""One unit in the frame: a city or county of a plan, with all that concerns it, instead of the whole region."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from geo.draw.scene.build import make_scene
from geo.draw.scene.marks import Scene
from geo.model.errors import DrawingError
from geo.model.plan import Plan
from geo.space.geometry import box, to_shape

_AROUND = 0.08
"""Share of a unit's extent that is shown around it."""


def shown_scene(plan: Plan, unit: str | None = None) -> Scene:
    """Return what is drawn of a plan, with one unit in the frame where a user names one.

    Parameters
    ----------
    plan : Plan
        As read.
    unit : str, optional
        Adcode or name of one of its units.

    Raises
    ------
    UsageError
        The plan has no such unit, or several of that name.
    DrawingError
        The unit has no outline.
    """
    scene = make_scene(plan)
    return scene if unit is None else framed(scene, plan.unit_named(unit).unit)


def framed(scene: Scene, unit: str) -> Scene:
    """Return a scene whose maps show one unit.

    Parameters
    ----------
    scene : Scene
        Of the whole plan.
    unit : str
        Adcode of one of its units.

    Raises
    ------
    DrawingError
        The unit has no outline.
    """
    shape = to_shape(scene.unit_by_id[unit].shape)
    if shape is None:
        raise DrawingError(f"{unit} has no outline in {scene.plan.id}, so that no map can show it.")
    extent = box(shape)
    view = extent.grown(_AROUND * max(extent.width, extent.height))
    return replace(scene, plan=replace(scene.plan, framed=unit, view=view))


def narrowed(scene: Scene, part: Plan) -> Scene:
    """Return a scene of what a part of its plan holds, all of it looking as it does in the whole.

    Parameters
    ----------
    scene : Scene
        Of the whole plan.
    part : Plan
        As :func:`geo.analysis.concern.extract` returns it.
    """
    held = {
        "groups": {row.group for row in part.groups},
        "zones": {row.zone for row in part.zone_rows},
        "units": {row.unit for row in part.unit_rows},
        "parks": {row.park_id for row in part.park_rows},
        "targets": {row.target_id for row in part.target_rows},
        "sources": {row.source for row in part.sources},
    }
    kept: dict[str, Any] = {
        name: tuple(mark for mark in getattr(scene, name) if mark.id in ids) for name, ids in held.items()
    }
    return replace(scene, **kept)
