"""One unit in the frame: a city or county of a plan, with all that concerns it, instead of the whole region."""

from __future__ import annotations

from dataclasses import replace

from geo.draw.scene.marks import Scene
from geo.model.errors import DrawingError
from geo.space.geometry import box, to_shape

_AROUND = 0.08
"""Share of a unit's extent that is shown around it."""


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
