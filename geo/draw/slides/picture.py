"""What one map of a deck shows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from geo.draw.scene.marks import ParkMark, ZoneMark
from geo.draw.scene.view import View
from geo.draw.slides.space import Ground
from geo.space.boxes import KmBox


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What one map shows.

    Attributes
    ----------
    view : View
        Of the scene, with what is in the light.
    ground : Ground
        The same scene laid out flat.
    box : KmBox
        What must be seen.
    named : collection of str
        Zones whose names stand on the map.
    places, counties : bool
        Whether places are named, and whether the lit zones' counties are drawn.
    bare : bool
        Whether it shows areas only, with nothing written on them.
    """

    view: View
    ground: Ground
    box: KmBox
    named: Collection[str] = ()
    places: bool = False
    counties: bool = False
    bare: bool = False

    @cached_property
    def lit(self) -> tuple[ZoneMark, ...]:
        """The zones in the light, drawn or not."""
        return tuple(filter(self.view.is_lit, self.view.zones))

    @cached_property
    def lit_shapes(self) -> dict[str, Any]:
        """Outlines of those that are drawn, by id."""
        zones = self.ground.zones
        return {zone.id: zones[zone.id] for zone in self.lit if zone.id in zones}

    @cached_property
    def parks(self) -> tuple[ParkMark, ...]:
        """The places drawn."""
        return () if self.bare else tuple(filter(self.view.is_park_lit, self.view.parks))
