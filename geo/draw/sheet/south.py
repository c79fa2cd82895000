"""The South China Sea islands on maps of the country: in a box of their own where that lets the rest be larger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from geo.draw.scene.marks import Geometry, Scene
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.ground import Ground, Plane
from geo.space.boxes import DegreeBox, KmBox

WINDOW = DegreeBox(106.2, 1.2, 122.9, 24.2)
"""What the box shows: all islands, all strokes of the boundary line at sea, and the coasts by which one knows where
they lie; below the southernmost of them there is room for a name."""

_SIZE, EDGE = (206.0, 288.0), 14.0
"""Width and height of their box, and how far boxes in corners stand from the frame, in units of the design."""

_COAST = 40.0
"""So much farther it stands from what lies to its west."""

_GAIN = 1.08
"""They stand apart where all else is then so many times larger."""

_ROOMS_KM = range(0, 2000, 50)
"""Sea to the east of all land: there is as little as lets the box hide none."""

_MOST_CUT = 0.99
"""A zone of whose area the map beside the box shows less is shown in one piece, at one scale."""

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


def plane_of(scene: Scene, view: DegreeBox) -> Plane:
    """Return the plane of a view: of a whole country that of its mainland, whether or not the islands stand apart."""
    return Plane(main_view(scene, view) or view)


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


def map_beside(whole: Ground, main: DegreeBox, land: Iterable[Geometry], zones: Iterable[Geometry]) -> Ground | None:
    """Return the ground of a map beside a box of the islands; None where all had better stand in one piece.

    Parameters
    ----------
    whole : Ground
        Which shows all.
    main : DegreeBox
        What the map shows beside the box.
    land : iterable of Geometry
        What the box must not hide, if only an islet.
    zones : iterable of Geometry
        What had better not be cut.
    """
    found = whole.memo.get(main, lambda: _closest(whole, main, tuple(land)))
    return found if found and all(found.share(zone) >= _MOST_CUT for zone in zones) else None


def _closest(whole: Ground, main: DegreeBox, land: Sequence[Geometry]) -> Ground | None:
    """Return the largest map at which the box hides no land; None where all is about as large in one piece."""
    plane, level = whole.plane, whole.plane.box(main).south
    extents = (plane.extent_above(outline, level) for outline in land)
    view = KmBox.around(filter(None, extents)) or plane.box(main)
    views = (view._replace(east=view.east + km) for km in _ROOMS_KM)
    every = (plane.ground(wider, whole.frame, whole.resolution, at_foot=True) for wider in views)
    gaining = (closer for closer in every if closer.per_km > _GAIN * whole.per_km)
    return next((closer for closer in gaining if not _hides(closer, land)), None)


def _hides(ground: Ground, land: Iterable[Geometry]) -> bool:
    """Return whether the box of the islands would lie on land, or so close by that names of the coast had no room."""
    box = south_box(ground).grown(EDGE * ground.unit)
    return not ground.is_free(box._replace(left=box.left - _COAST * ground.unit), land)


def south_box(ground: Ground) -> SheetBox:
    """Return where the box of the islands stands: in the corner of the sea of which it shows a part."""
    wide, high = (side * ground.unit for side in _SIZE)
    return ground.frame.inset(EDGE * ground.unit).corners(wide, high)[1]


def south_ground(ground: Ground) -> Ground:
    """Return the ground of the box beside a map; it is drawn more roughly, since it may stand on every page."""
    plane, rough = ground.plane.other(WINDOW), replace(ground.resolution, leave=2 * ground.resolution.leave)
    return plane.ground(plane.box(WINDOW), south_box(ground), rough, margin=0.0)
