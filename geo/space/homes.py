"""The homes of a place, which are the zones that it is in: those of the text, else those in which it lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from geo.model.plan import Plan
from geo.model.schema import Park, Zone
from geo.space.boxes import GLOBE, DegreeBox
from geo.space.geometry import Shape, box, distance_km, is_swapped, sound_shapes

Homes: TypeAlias = Mapping[str, tuple[str, ...]]
"""park_id -> ids of zones."""

_WHOLE = frozenset({"admin-union", "none"})
"""Bases of zones that hold the whole of their members."""


def homes_of(plan: Plan) -> Homes:
    """Return the zones that each place is in, for every table and every medium.

    These are the zones that the text gives it to; where the text gives none, those of its unit, and where a zone is
    only a part of its units, those in or near which its coordinates lie.

    Returns
    -------
    mapping of str to tuple of str
        Zones of each park_id, in the order of the layer; empty where it is in none.

    Examples
    --------
    >>> from geo.model.plan import read_plan
    >>> homes_of(read_plan("heilongjiang"))["harbin-bio-valley"]
    ('harbin-pole',)
    """
    placing = Placing(plan)
    return {park.park_id: placing.homes(park) for park in plan.park_rows}


@dataclass(frozen=True)
class Placing:
    """What is asked to tell in which zones the places of a plan lie, each computed once."""

    plan: Plan

    @cached_property
    def zones(self) -> Mapping[str, Zone]:
        """Zones by id, in the order of the layer; of several with one id the first."""
        found: dict[str, Zone] = {}
        for zone in self.plan.zone_rows:
            found.setdefault(zone.zone, zone)
        return found

    def homes(self, park: Park) -> tuple[str, ...]:
        """Return the zones of a place, in the order of the layer."""
        by_text = tuple(zone.zone for zone in self.plan.zone_rows if zone.zone in park.zones)
        return by_text or tuple(
            zone.zone for zone in self.plan.zone_rows if self.by_place(park, zone) not in ("no", "")
        )

    def matches(self, park: Park) -> tuple[tuple[Zone, bool, str], ...]:
        """Return the zones that a place is in by text or by place: each with whether by text, and what else does so."""
        found = ((zone, zone.zone in park.zones, self.by_place(park, zone)) for zone in self.zones.values())
        return tuple((zone, by_text, how) for zone, by_text, how in found if by_text or how not in ("no", ""))

    def by_place(self, park: Park, zone: Zone) -> str:
        """Return what puts a place into a zone: unit, part or point; ``no``, or nothing where it cannot be told."""
        by_unit = self._by_unit(park, zone)
        if by_unit in ("unit", "no") and zone.basis in _WHOLE:
            return by_unit
        return self._by_point(park, zone) or ("part" if by_unit == "unit" else by_unit)

    def _by_unit(self, park: Park, zone: Zone) -> str:
        zones = self.plan.zones_of()
        if not zone.members or park.adcode not in zones:
            return ""
        if zone.zone not in zones[park.adcode]:
            return "" if park.adcode == self.plan.header.region_adcode else "no"
        return "part" if set(zone.members).isdisjoint(self.plan.upwards(park.adcode)) else "unit"

    def _by_point(self, park: Park, zone: Zone) -> str:
        shape = self._outlines.get(zone.zone)
        if park.lon is None or park.lat is None or shape is None or not self._can_be_true(park.lon, park.lat):
            return ""
        away = distance_km(park.lon, park.lat, shape)
        if away == 0:
            return "point"
        return "no" if away > (park.precision_km or 0) + (zone.precision_km or 0) else ""

    def _can_be_true(self, lon: float, lat: float) -> bool:
        return GLOBE.holds((lon, lat)) and not is_swapped(lon, lat, self._extent)

    @cached_property
    def _outlines(self) -> Mapping[str, Shape]:
        return sound_shapes({zone.zone: zone.geometry for zone in self.plan.zone_rows})

    @cached_property
    def _extent(self) -> DegreeBox | None:
        units = sound_shapes({unit.unit: unit.geometry for unit in self.plan.unit_rows})
        return DegreeBox.around(box(shape) for shape in units.values())
