"""One unit in the frame: a city or county of a plan, with all that concerns it, instead of the whole region."""

from __future__ import annotations

from dataclasses import replace

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
    groups, zones = {row.group for row in part.groups}, {row.zone for row in part.zone_rows}
    units, parks = {row.unit for row in part.unit_rows}, {row.park_id for row in part.park_rows}
    targets, sources = {row.target_id for row in part.target_rows}, {row.source for row in part.sources}
    return replace(
        scene,
        groups=tuple(mark for mark in scene.groups if mark.id in groups),
        zones=tuple(mark for mark in scene.zones if mark.id in zones),
        units=tuple(mark for mark in scene.units if mark.id in units),
        parks=tuple(mark for mark in scene.parks if mark.id in parks),
        targets=tuple(mark for mark in scene.targets if mark.id in targets),
        sources=tuple(mark for mark in scene.sources if mark.id in sources),
    )
