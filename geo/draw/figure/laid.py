"""What a figure's map shows, laid into its frame."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from geo.draw.figure.ground import Ground
from geo.draw.figure.places import gatherings
from geo.draw.scene.marks import UnitMark, ZoneMark
from geo.draw.scene.view import View
from geo.draw.sheet.areas import Area, Positions, bounds, hull
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.gathering import Gathering
from geo.draw.sheet.south import GAIN, SEA_LINE, main_view

_SOUTH, RIM = (206.0, 288.0), 14.0
"""Width and height of the box of the islands in the south, and how far boxes in corners stand from the frame."""

_CELL = 2.0
"""Side of the cells by which names find their places."""


@dataclass(frozen=True, kw_only=True)
class Map:
    """A view laid into a frame: all outlines in units of the design.

    Attributes
    ----------
    view, ground : View, Ground
        What is drawn, and where.
    name : str
        Beginning of the ids of its layers.
    has_south : bool
        Whether the islands of the South China Sea stand in a box of their own.
    """

    view: View
    ground: Ground
    name: str = "map"
    has_south: bool = False

    @cached_property
    def zones(self) -> tuple[tuple[ZoneMark, list[Positions]], ...]:
        """Zones that are drawn with their rings, large ones first, so that one within another can be seen."""
        found = [(zone, self.ground.rings(self.view.shape(zone))) for zone in self.view.zones]
        drawn = [(zone, rings) for zone, rings in found if rings]
        return tuple(sorted(drawn, key=lambda row: -_extent(row[1])))

    @cached_property
    def units(self) -> dict[str, tuple[UnitMark, list[Positions]]]:
        """Units that are drawn, by adcode."""
        found = {unit.id: (unit, self.ground.rings(unit.shape)) for unit in self.view.scene.units if unit.shape}
        return {ident: row for ident, row in found.items() if row[1] and _is_seen(row[1], self.ground.frame)}

    @cached_property
    def context(self) -> tuple[tuple[str, list[Positions]], ...]:
        """Provinces around, by adcode."""
        found = ((item.id, self.ground.rings(item.shape)) for item in self.view.scene.context)
        return tuple((ident, rings) for ident, rings in found if rings)

    @cached_property
    def land(self) -> list[list[Positions]]:
        """The region's own ground: its outline where it has one, else its coarsest units."""
        region = self.view.scene.plan.region_adcode
        if region in self.units:
            return [self.units[region][1]]
        return [self.units[unit.id][1] for unit in self.view.scene.ground_units if unit.id in self.units]

    @cached_property
    def places(self) -> tuple[Gathering, ...]:
        """Lit places by symbol."""
        return gatherings([park for park in self.view.parks if self.view.is_park_lit(park)], self.ground)

    @cached_property
    def region(self) -> Area:
        """The region's own ground as an area."""
        return self._area([ring for rings in self.land for ring in rings])

    @cached_property
    def sea(self) -> Area:
        """What the boundary lines at sea enclose, as a hull: no name of what lies around stands there."""
        marks = [mark for mark in self.view.scene.lines if mark.id == SEA_LINE]
        points = [ring for mark in marks for ring in self.ground.rings(mark.paths)]
        return self._area([hull(np.concatenate(points))] if points else [])

    @cached_property
    def around(self) -> Area:
        """The provinces around."""
        return self._area([ring for _, rings in self.context for ring in rings])

    def area(self, ident: str) -> Area:
        """Return a zone, unit or province around as an area."""
        return self._areas[ident]

    @cached_property
    def _areas(self) -> dict[str, Area]:
        found = {ident: rings for ident, (_, rings) in self.units.items()}
        found |= dict(self.context) | {zone.id: rings for zone, rings in self.zones}
        return {ident: self._area(rings) for ident, rings in found.items()}

    def _area(self, rings: Iterable[Positions]) -> Area:
        return Area(rings, self.ground.frame, _CELL)

    def ident(self, ident: str) -> str:
        """Return the id of a shape, of which each stands once on a sheet."""
        return ident if self.name == "map" else f"{self.name}.{ident}"

    def level_width(self, level: str) -> float:
        """Return the median width of the units of a level, 0 where there is none."""
        region = self.view.scene.plan.region_adcode
        spans = [bounds(rings) for unit, rings in self.units.values() if unit.level == level and unit.id != region]
        return float(np.median([span.width for span in spans])) if spans else 0.0


def map_of(view: View, frame: SheetBox, grain: float) -> Map:
    """Return what a view shows laid into a frame; the islands in the south apart where all else gains by it."""
    whole = Ground(view.box, frame, grain)
    main = main_view(view.scene, view.box)
    if main:
        closer = Map(view=view, ground=Ground(main, frame, grain, is_low=True), has_south=True)
        if closer.ground.per_km > GAIN * whole.per_km and not _hides_land(closer, south_box(frame)):
            return closer
    return Map(view=view, ground=whole)


def south_box(frame: SheetBox) -> SheetBox:
    """Return where the box of the islands in the south stands: in the corner of the sea of which it shows a part."""
    return frame.inset(RIM).corners(*_SOUTH)[1]


def line_boxes(made: Map) -> list[SheetBox]:
    """Return what the strokes of boundary lines cover: no name hides one."""
    strokes = (ring for mark in made.view.scene.lines for ring in made.ground.rings(mark.paths))
    return [bounds([stroke]).grown(4.0) for stroke in strokes]


def _hides_land(made: Map, box: SheetBox) -> bool:
    """Return whether a box lies on any land of the region, if only on an islet."""
    left, top, right, bottom = box.grown(RIM)
    for ring in (ring for rings in made.land for ring in rings):
        x, y = ring.T
        if bool(((x > left) & (x < right) & (y > top) & (y < bottom)).any()):
            return True
    return False


def _extent(rings: Iterable[Positions]) -> float:
    box = bounds(rings)
    return box.width * box.height


def _is_seen(rings: Iterable[Positions], frame: SheetBox) -> bool:
    return bounds(rings).meets(frame)
