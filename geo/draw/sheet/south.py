"""The South China Sea islands on maps of the country: in a box of their own where that lets the rest be larger."""

from __future__ import annotations

from geo.draw.scene.marks import Scene
from geo.draw.scene.words import Words
from geo.space.boxes import DegreeBox

NAME = Words("南海诸岛", "South China Sea Islands")
WINDOW = DegreeBox(106.2, 1.2, 122.9, 24.2)
"""What the box shows: all islands, all strokes of the boundary line at sea, and the coasts by which one knows where
they lie; below the southernmost of them there is room for a name."""

GAIN = 1.08
"""They stand apart where all else is then so many times larger."""

_MAIN_SOUTH = 17.95
"""The map beside the box ends below Hainan."""

SEA_LINE = "dash-line"
"""Id of the boundary lines at sea in layers/base/lines.geojson."""

_WHOLE = 0.5
"""A plan of a whole country fills more than this share of it."""

COUNTRY = DegreeBox(73.5, 3.5, 135.1, 53.6)
"""All of China, its islands in the south too."""


def fills_country(box: DegreeBox) -> bool:
    """Return whether a region is so large that the country around it is seen with it."""
    return box.width * box.height > _WHOLE * COUNTRY.width * COUNTRY.height


def main_view(scene: Scene, view: DegreeBox) -> DegreeBox | None:
    """Return what the map beside a box of the islands shows; None where a view needs no such box.

    Parameters
    ----------
    scene : Scene
        What is drawn.
    view : DegreeBox
        What must be seen in all.
    """
    has_line = any(line.id == SEA_LINE for line in scene.lines)
    return view._replace(south=_MAIN_SOUTH) if has_line and fills_country(view) else None
