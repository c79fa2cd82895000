"""Small maps side by side, all in the same frame and at the same scale, for every medium."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from geo.draw.scene.marks import Geometry, Scene
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.ground import MARGIN, Ground, Plane, Resolution
from geo.draw.sheet.south import main_view, map_beside, plane_of
from geo.space.boxes import KmBox

_TRIED = 1000.0
"""Side of the frame in which it is tried how much sea the box of the islands needs."""

_BELOW = 0.4
"""Room below a map for names, as a share of that beside it."""


@dataclass(frozen=True, eq=False)
class Land:
    """What every small map shows.

    Attributes
    ----------
    scene : Scene
        What is drawn.
    outlines : sequence of Geometry
        What must be seen.
    resolution : Resolution
        Of the medium; its `unit` says how much smaller all is than on a map that fills the sheet.
    """

    scene: Scene
    outlines: Sequence[Geometry]
    resolution: Resolution

    @cached_property
    def extent(self) -> KmBox:
        """The box around the outlines; where the islands in the south stand apart, with sea for their box."""
        box = self.scene.plan.bbox
        if main := main_view(self.scene, box):
            level = self.plane.box(main).south
            extents = (self.plane.extent_above(outline, level) for outline in self.outlines)
            found, side = KmBox.around(filter(None, extents)) or self.plane.box(main), _TRIED * self.resolution.unit
            tried, _ = self.ground(SheetBox(0.0, 0.0, side, side))
            return found._replace(east=found.west + tried.window.width)
        return KmBox.around(map(self.plane.extent, self.outlines)) or self.plane.box(box)

    @cached_property
    def plane(self) -> Plane:
        """On which all is laid out flat."""
        return plane_of(self.scene, self.scene.plan.bbox)

    def ground(self, frame: SheetBox) -> tuple[Ground, bool]:
        """Return the ground of a frame, and whether the islands in the south stand in a box of their own."""
        main, resolution = main_view(self.scene, self.scene.plan.bbox), self.resolution
        if main is None:
            return self.plane.ground(self.extent, frame, resolution), False
        whole = self.plane.ground(self.plane.box(self.scene.plan.bbox), frame, resolution)
        closer = map_beside(whole, main, self.outlines, ())
        return closer or whole, closer is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """Room in a grid, in units of the sheet.

    Attributes
    ----------
    gap, head : float
        Between panels, and what the title of each takes.
    side : float
        Beside each map for names that stand off their areas.
    """

    gap: float
    head: float
    side: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """How panels stand in a box.

    Attributes
    ----------
    box : SheetBox
        All of them.
    columns, rows : int
        How many stand side by side, and one below the other.
    spacing : Spacing
        Room around maps.
    land : Land
        What each map shows.
    """

    box: SheetBox
    columns: int
    rows: int
    spacing: Spacing
    land: Land

    def panel(self, place: int) -> SheetBox:
        """Return the panel at a place, counted along the rows from 0."""
        wide, high = self._step
        left, top = self.box.left + place % self.columns * wide, self.box.top + place // self.columns * high
        return SheetBox.sized(left, top, wide - self.spacing.gap, high - self.spacing.gap)

    def frame(self, place: int) -> SheetBox:
        """Return where the map of a panel stands: below its title, and no larger than it needs to be."""
        panel, extent, around = self.panel(place), self.land.extent, 2 * MARGIN * self.land.resolution.unit
        top, side, ratio = panel.top + self.spacing.head, self.spacing.side, extent.height / max(extent.width, 1.0)
        below = _BELOW * side
        high = min(panel.bottom - top, (panel.width - around) * ratio + around + below)
        wide = min(panel.width, (high - around - below) / max(ratio, 0.01) + around + 2 * side)
        return SheetBox.sized(panel.left, top, wide, high)

    @property
    def scale(self) -> float:
        """Of the maps, to be compared with that of other grids."""
        frame, extent = self.frame(0), self.land.extent
        return min(frame.width / max(extent.width, 1.0), frame.height / max(extent.height, 1.0))

    @property
    def _step(self) -> tuple[float, float]:
        return (self.box.width + self.spacing.gap) / self.columns, (self.box.height + self.spacing.gap) / self.rows


def grids_of(count: int, box: SheetBox, land: Land, spacing: Spacing) -> Iterator[Grid]:
    """Yield the grids in which so many panels may stand, one for each number of columns."""
    for columns in range(1, count + 1):
        yield Grid(box=box, columns=columns, rows=math.ceil(count / columns), spacing=spacing, land=land)


def grid_of(count: int, box: SheetBox, land: Land, spacing: Spacing) -> Grid:
    """Return the grid in which the maps are largest.

    Parameters
    ----------
    count : int
        Number of panels, at least 1.
    box : SheetBox
        Where they stand.
    land : Land
        What each map shows.
    spacing : Spacing
        Room around maps.
    """
    return max(grids_of(count, box, land, spacing), key=lambda grid: grid.scale)
