"""What a figure's map shows, laid into its frame."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np

from geo.draw.figure.leaders import Line
from geo.draw.figure.places import gatherings
from geo.draw.scene.marks import UnitMark, ZoneMark
from geo.draw.scene.numbers_on_map import Numbers, numbers_of
from geo.draw.scene.view import View
from geo.draw.sheet.areas import Positions, bounds
from geo.draw.sheet.badges import Badge, badges_of
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.gathering import Gathering
from geo.draw.sheet.ground import MARGIN, Ground, Resolution, Rings
from geo.draw.sheet.register import Spot, spots_of
from geo.draw.sheet.south import main_view, map_beside, plane_of

LINE_ROOM = 4.0
"""Nothing stands closer to a boundary line."""

_MARGIN_SHARE = 0.035
"""Share of the lesser side of a small frame that stays free around what must be seen."""


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
    has_badges : bool
        Whether places known to a unit only are drawn.
    named : {"all", "zones", "places"}
        What bears a name; but for the first it is an inset, around which another map names the rest.
    leaders : mapping of str to Line
        Lines that lead from call-outs to zones, by id, which then bear no name on the map.
    """

    view: View
    ground: Ground
    name: str = "map"
    has_south: bool = False
    has_badges: bool = True
    named: Literal["all", "zones", "places"] = "all"
    leaders: Mapping[str, Line] = field(default_factory=dict)

    @cached_property
    def zones(self) -> tuple[tuple[ZoneMark, Rings], ...]:
        """Zones that are drawn with their rings, large ones first, so that one within another can be seen."""
        found = [(zone, self.ground.rings(self.view.shape(zone))) for zone in self.view.zones]
        drawn = [(zone, rings) for zone, rings in found if rings]
        return tuple(sorted(drawn, key=lambda row: -_extent(row[1])))

    @cached_property
    def units(self) -> dict[str, tuple[UnitMark, Rings]]:
        """Units that are drawn, by adcode."""
        found = {unit.id: (unit, self.ground.rings(unit.shape)) for unit in self.view.scene.units if unit.shape}
        return {ident: row for ident, row in found.items() if row[1] and _is_seen(row[1], self.ground.frame)}

    @cached_property
    def context(self) -> tuple[tuple[str, Rings], ...]:
        """Provinces around, by adcode."""
        found = ((item.id, self.ground.rings(item.shape)) for item in self.view.scene.context)
        return tuple((ident, rings) for ident, rings in found if rings)

    @cached_property
    def land(self) -> list[Rings]:
        """The region's own ground."""
        return [self.units[unit.id][1] for unit in self.view.scene.land_units if unit.id in self.units]

    @cached_property
    def places(self) -> tuple[Gathering, ...]:
        """Lit places by symbol."""
        return gatherings([park for park in self.view.parks if self.view.is_park_lit(park)], self.ground)

    @cached_property
    def numbers(self) -> Numbers:
        """The plan's numbers, where they stand on the map in place of places."""
        return numbers_of(self.view) if self.view.shows_numbers else Numbers({}, ())

    @cached_property
    def badges(self) -> tuple[Badge, ...]:
        """Lit places known to a unit only."""
        return badges_of(self.view, self.ground, [each.box for each in self.places]) if self.has_badges else ()

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Counts of a register, where these stand on the map in place of places."""
        return spots_of(self.view, self.ground, self.level_widths)

    def ident(self, ident: str) -> str:
        """Return the id of a shape, of which each stands once on a sheet."""
        return ident if self.name == "map" else f"{self.name}.{ident}"

    @cached_property
    def level_widths(self) -> dict[str, float]:
        """Median width of the units of each level that are drawn, but for the region itself."""
        region, spans = self.view.scene.plan.region_adcode, defaultdict[str, list[float]](list)
        for ident, (unit, rings) in self.units.items():
            if ident != region:
                spans[unit.level].append(bounds(rings).width)
        return {level: float(np.median(widths)) for level, widths in spans.items()}


def map_of(view: View, frame: SheetBox, resolution: Resolution, *, has_badges: bool = True) -> Map:
    """Return what a view shows laid into a frame; the islands in the south apart where all else gains by it."""
    scene, plane = view.scene, plane_of(view.scene, view.box)
    margin = min(MARGIN, _MARGIN_SHARE * min(frame.width, frame.height))
    whole = plane.ground(plane.box(view.box), frame, resolution, margin=margin)
    main = main_view(scene, view.box)
    land = [unit.shape for unit in scene.ground_units if unit.shape]
    closer = map_beside(whole, main, land, view.lit_shapes) if main else None
    return Map(view=view, ground=closer or whole, has_south=closer is not None, has_badges=has_badges)


def _extent(rings: Iterable[Positions]) -> float:
    box = bounds(rings)
    return box.width * box.height


def _is_seen(rings: Iterable[Positions], frame: SheetBox) -> bool:
    return bounds(rings).meets(frame)
