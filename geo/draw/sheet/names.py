"""Which things on a map want a name, where each would best stand, and what no name may cover: for every medium."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from geo.draw.scene.looks import SEAT_PX
from geo.draw.scene.marks import Position, UnitMark, ZoneMark
from geo.draw.scene.view import View
from geo.draw.sheet.areas import Area, bounds
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.breaks import Setting, listed_settings, shared_part, short_province
from geo.draw.sheet.gathering import Gathering
from geo.draw.sheet.ground import PIXEL, Ground
from geo.draw.sheet.labels import Field, Label
from geo.draw.sheet.south import SEA_LINE
from geo.draw.sheet.waters import named_waters
from geo.space.geometry import convex_ring

SEAT = SEAT_PX * PIXEL
"""Radius of the dot of a seat, in units of the design."""


class Lettering(Protocol):
    """How a medium writes the names of a rank."""

    def __call__(self, rank: str, mark: Any, name: str, shared: str) -> tuple[tuple[Setting, ...], Any]:
        """Return the ways to set a name, and what the medium needs to draw it.

        Parameters
        ----------
        rank : str
            A key of MANNERS.
        mark : ZoneMark, UnitMark, ContextMark, AbroadMark or ParkMark
            What is named.
        name : str
            As the map bears it.
        shared : str
            What all names of the rank have in common.
        """
        ...


@dataclass(frozen=True, kw_only=True)
class Named:
    """A map and what of it bears a name.

    Attributes
    ----------
    view, ground : View, Ground
        What is drawn, and where.
    zones : sequence of ZoneMark
        Zones that are named where they are seen.
    rivals : collection of str
        Ids of zones on which the name of another had better not stand.
    units : sequence of UnitMark
        Likewise.
    spots : sequence of Gathering
        Symbols, of which those are named that stand for few enough places.
    together : int
        Most places of a symbol beside which their names stand, one below the other.
    is_inset : bool
        Whether what lies around is named on another map beside it.
    """

    view: View
    ground: Ground
    zones: Sequence[ZoneMark] = ()
    rivals: Collection[str] = ()
    units: Sequence[UnitMark] = ()
    spots: Sequence[Gathering] = ()
    together: int = 1
    is_inset: bool = False

    def labels(self, lettering: Lettering) -> Iterator[Label]:
        """Yield the names that want a place, within a rank the most important first."""
        yield from self._zones(lettering)
        yield from self._units(lettering)
        if not self.is_inset:
            yield from self._around(lettering)
        yield from self._places(lettering)
        if not self.is_inset:
            yield from self._waters(lettering)

    @property
    def dots(self) -> list[Position]:
        """Where in the frame the seats of the units lie that are named; the diagram has none."""
        seats = (self.ground.position(unit.seat) for unit in self.units if unit.seat and self._has_dot(unit))
        return list(filter(self.ground.frame.inset(SEAT * self.ground.unit).holds, seats))

    def _has_dot(self, unit: UnitMark) -> bool:
        return unit.seat is not None and not self.view.is_diagram

    def field(self, taken: Sequence[SheetBox], symbols: Sequence[SheetBox], edge: float, stroke: float) -> Field:
        """Return what is in the way of names.

        Parameters
        ----------
        taken, symbols : sequence of SheetBox
            What they never cover, and what they cover only where they must.
        edge : float
            They stay so far within the frame.
        stroke : float
            And so far from boundary lines.
        """
        view, ground = self.view, self.ground
        return Field(
            frame=ground.frame.inset(edge),
            unit=ground.unit,
            taken=[*taken, *line_boxes(view, ground, stroke)],
            symbols=symbols,
            dots=[SheetBox.centred(at, SEAT * ground.unit, SEAT * ground.unit) for at in self.dots],
            seats=[ground.position(unit.stand) for unit in view.scene.ground_units if unit.stand],
            land=land_area(view, ground),
        )

    def _zones(self, lettering: Lettering) -> Iterator[Label]:
        """Yield the names of zones, the smallest first: large ones have more places to go."""
        view, ground = self.view, self.ground
        drawn = [(zone, outline) for zone in self.zones if (outline := view.shape(zone))]
        shared = shared_part([view.tell(zone.name) for zone in view.scene.zones])
        rivals = {zone.id: ground.area(outline) for zone in view.zones if (outline := self._rival(zone))}
        for zone, outline in sorted(drawn, key=lambda row: (ground.plane.shape(row[1]).area, row[0].id)):
            place, area = view.label(zone), ground.area(outline)
            if place and area.is_seen:
                settings, look = lettering("zone", zone, view.tell(zone.name), shared)
                at = ground.position(place)
                others = [each for ident, each in rivals.items() if ident != zone.id and not each.has(at)]
                yield Label(id=zone.id, rank="zone", settings=settings, at=at, area=area, others=others, look=look)

    def _rival(self, zone: ZoneMark) -> Any:
        return self.view.shape(zone) if zone.id in self.rivals else None

    def _units(self, lettering: Lettering) -> Iterator[Label]:
        """Yield the names of units: those of the coarsest level, and finer ones."""
        for unit in self.units:
            area = self.ground.area(unit.shape) if unit.shape else None
            if unit.label and area and area.is_seen:
                rank = "unit" if unit in self.view.scene.ground_units else "county"
                settings, look = lettering(rank, unit, self.unit_name(unit), "")
                at = self.ground.position(unit.stand or unit.label)
                dot = SEAT * self.ground.unit if self._has_dot(unit) else 0.0
                yield Label(id=unit.id, rank=rank, settings=settings, at=at, area=area, beside=dot, look=look)

    def _waters(self, lettering: Lettering) -> Iterator[Label]:
        """Yield the names of rivers and lakes."""
        for mark, at in named_waters(self.view, self.ground):
            settings, look = lettering("water", mark, self.view.tell(mark.name), "")
            yield Label(id=f"water.{mark.id}", rank="water", settings=settings, at=at, look=look)

    def unit_name(self, unit: UnitMark) -> str:
        """Return the name of a unit; that of a province on a map of the whole country in its short form."""
        name = self.view.tell(unit.name)
        return short_province(name) if unit.level == "province" and self.view.scene.lines else name

    def _around(self, lettering: Lettering) -> Iterator[Label]:
        """Yield the names of what lies around: provinces, and countries, which stand on no land that is drawn."""
        scene, ground, region = self.view.scene, self.ground, self._region
        drawn = [ground.area(mark.shape) for mark in scene.context]
        for near, area in zip(scene.context, drawn, strict=True):
            if near.label and area.is_seen:
                yield self._far(lettering, f"far.{near.id}", near, area, region)
        for number, country in enumerate(scene.abroad):
            yield self._far(lettering, f"abroad.{number}", country, None, (*region, *drawn))

    def _far(self, lettering: Lettering, ident: str, mark: Any, area: Area | None, barred: Sequence[Area]) -> Label:
        settings, look = lettering("far", mark, self.view.tell(mark.name), "")
        at = self.ground.position(mark.label)
        return Label(id=ident, rank="far", settings=settings, at=at, area=area, barred=barred, look=look)

    @property
    def _region(self) -> tuple[Area, Area]:
        """Its land and sea, on which no name of what lies around stands."""
        return land_area(self.view, self.ground), sea_area(self.view, self.ground)

    def _places(self, lettering: Lettering) -> Iterator[Label]:
        """Yield the names of places, those that stand alone first."""
        for spot in sorted(self.spots, key=lambda spot: len(spot.parks)):
            if len(spot.parks) <= self.together:
                written = [lettering("place", park, self.view.tell(park.name), "") for park in spot.parks]
                settings = listed_settings([each for each, _ in written])
                ident, look = spot.parks[0].id, written[0][1]
                yield Label(id=ident, rank="place", settings=settings, at=spot.at, beside=spot.radius, look=look)


def land_area(view: View, ground: Ground) -> Area:
    """Return what a frame shows of the region."""

    def made() -> Area:
        return ground.area_in([ring for unit in view.scene.land_units for ring in ground.rings(unit.shape)])

    return ground.memo.get(("land", view.scene.plan.id), made)


def sea_area(view: View, ground: Ground) -> Area:
    """Return what the boundary lines at sea enclose, as a hull: no name of what lies around stands there."""
    marks = [mark for mark in view.scene.lines if mark.id == SEA_LINE]
    paths = [ground.positions(path) for mark in marks for path in mark.paths["coordinates"]]
    return ground.area_in([convex_ring(np.concatenate(paths))] if paths else [])


def line_boxes(view: View, ground: Ground, room: float) -> list[SheetBox]:
    """Return what the strokes of boundary lines cover, with some room: no name hides one."""
    return [bounds([line]).grown(room) for mark in view.scene.lines for line in ground.lines(mark.paths)]
