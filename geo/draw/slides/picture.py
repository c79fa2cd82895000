"""What one map of a deck shows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from geo.draw.scene.marks import Geometry, ParkMark, Position, ZoneMark
from geo.draw.scene.view import View
from geo.draw.sheet.ground import Plane
from geo.space.boxes import KmBox


class Badge(NamedTuple):
    """A numbered disc over a map: its number, the name of what it stands for, where, its colour, and whether full."""

    number: int
    name: str
    at: Position
    colour: str
    is_full: bool


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What one map shows.

    Attributes
    ----------
    view : View
        Of the scene, with what is in the light.
    plane : Plane
        On which the scene is laid out flat.
    box : KmBox
        What must be seen.
    named : collection of str
        Zones whose names stand on the map.
    places, counties : bool
        Whether places are named, and whether the lit zones' counties are drawn.
    plain : bool
        Whether only zones and places on their sites are drawn, and nothing is named but zones and units.
    own : collection of str, optional
        Places of which one must be in what an inset enlarges; any where it is None.
    bare : bool
        Whether it shows areas only, with nothing written on them.
    without_places : bool
        Whether no place is drawn, since another thing is the matter.
    badges : collection of Badge
        Numbered discs over all.
    """

    view: View
    plane: Plane
    box: KmBox
    named: Collection[str] = ()
    places: bool = False
    counties: bool = False
    plain: bool = False
    own: Collection[str] | None = None
    bare: bool = False
    without_places: bool = False
    badges: Collection[Badge] = ()

    @property
    def has_waters(self) -> bool:
        """Whether sea, rivers and lakes are drawn; of layouts that lie over one another only on the map of all."""
        return not self.bare and not (self.view.scene.is_crowded and self.view.lit)

    @cached_property
    def lit(self) -> tuple[ZoneMark, ...]:
        """The zones in the light, drawn or not."""
        return tuple(filter(self.view.is_lit, self.view.zones))

    @cached_property
    def lit_shapes(self) -> dict[str, Geometry]:
        """Outlines of those that are drawn, by id."""
        return {zone.id: outline for zone in self.lit if (outline := self.view.shape(zone))}

    @cached_property
    def parks(self) -> tuple[ParkMark, ...]:
        """The places drawn."""
        return () if self.bare or self.without_places else tuple(filter(self.view.is_park_lit, self.view.parks))
