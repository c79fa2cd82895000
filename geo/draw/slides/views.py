"""What the maps of a deck must show, as boxes of its plane."""

from __future__ import annotations

from collections.abc import Iterable

from geo.draw.scene.view import View
from geo.draw.sheet.ground import Plane, Resolution
from geo.space.boxes import KmBox

RESOLUTION = Resolution(grain=0.1, unit=0.65, leave=0.3)
"""In points: a tenth is a fifth of a pixel of a projector; symbols and gaps are a third larger than on a screen
of the same shape, since they are seen from the back of a room."""


def home_box(view: View, plane: Plane) -> KmBox:
    """Return what the whole plan needs: its zones; of a whole country all of it."""
    scene, lines = view.scene, [line.paths for line in view.scene.lines]
    shapes = [unit.shape for unit in scene.units] if lines else [view.shape(zone) for zone in scene.zones]
    drawn = (plane.extent(outline) for outline in (*shapes, *lines) if outline)
    return KmBox.around(drawn) or plane.box(scene.plan.view)


def box_of_zones(view: View, plane: Plane, idents: Iterable[str], least: float = 0.0) -> KmBox:
    """Return the box around some zones, at least a share of home wide or high; home where none is drawn.

    Parameters
    ----------
    view, plane : View, Plane
        The scene, and on what it is laid out.
    idents : iterable of str
        Ids of zones.
    least : float
        Share of home below which one no longer sees where a zone lies.
    """
    shapes = (view.shape(view.scene.zone_by_id[ident]) for ident in idents)
    found, whole = KmBox.around(plane.extent(outline) for outline in shapes if outline), home_box(view, plane)
    if found is None:
        return whole
    across, up = least * whole.width - found.width, least * whole.height - found.height
    return found.grown(max(0.0, across) / 2, max(0.0, up) / 2)
