"""The inset of a figure: a part of the map in which the places stand apart that it has to gather."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.draw.figure.canvas import Canvas
from geo.draw.figure.furniture import draw_scale
from geo.draw.figure.laid import Map
from geo.draw.figure.map import draw_map
from geo.draw.figure.paths import box_path
from geo.draw.figure.style import PathStyle
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.insets import crowded, enlarged, free_corner
from geo.draw.sheet.labels import Placed

_LEAST_FRAME = 880.0
"""Width of the smallest map that bears an inset."""

_BAR = (110.0, 34.0)


def spot_map(made: Map, frame: SheetBox | None = None, taken: Sequence[SheetBox] = ()) -> Map | None:
    """Return the inset for the most crowded symbol of a map, in a frame or in a free corner; None where there is none.

    Parameters
    ----------
    made : Map
        The map.
    frame : SheetBox, optional
        Where the inset stands; by default in a corner of the map.
    taken : sequence of SheetBox
        What it must not hide.
    """
    ground, crowd = made.ground, crowded(made.places)
    if crowd is None or (frame is None and ground.frame.width < _LEAST_FRAME):
        return None
    room = frame or free_corner(ground, crowd, made.places, made.view.lit_shapes, taken)
    inset = enlarged(ground, crowd, room) if room else None
    if inset is None:
        return None
    return replace(made, ground=inset, name="spot", has_south=False, has_badges=False, named="places")


def draw_spot(canvas: Canvas, made: Map, inset: Map) -> tuple[Placed, ...]:
    """Draw an inset and, on the map, the box that it enlarges; return the names of places in it."""
    theme, box = made.view.theme, made.ground.box(inset.ground.window)
    canvas.layer("spot.window", made.ground.frame).shape(box_path(box), PathStyle(line=theme.ink, width=1.8))
    frame = inset.ground.frame
    bar = SheetBox.sized(frame.left + 14.0, frame.bottom - _BAR[1] - 12.0, *_BAR)
    placed = draw_map(canvas, inset, [bar])
    draw_scale(canvas.layer("spot.scale"), made.view, inset.ground, (bar.left, bar.bottom), bar.width)
    canvas.layer("spot.edge").shape(box_path(frame), PathStyle(line=theme.ink, width=2.2))
    return placed
