"""Columns that an export adds because others would have to work them out: areas, ranks, the zones of a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from geo.draw.scene.standing import stand_of
from geo.model.measure import number_text
from geo.model.plan import Plan
from geo.model.schema import Column
from geo.space.geometry import area_km2
from geo.space.homes import homes_of

Values = Callable[[Plan, Sequence[Any], Sequence[Any]], Sequence[Any]]
"""From the plan, the layer's records and their shapes, to one value a record."""


@dataclass(frozen=True, slots=True)
class Computed:
    """A column that no file of a plan holds."""

    column: Column
    values: Values


def _areas(_: Plan, __: Sequence[Any], shapes: Sequence[Any]) -> list[float | None]:
    return [None if shape is None else round(area_km2(shape), 2) for shape in shapes]


def _ranks(plan: Plan, records: Sequence[Any], _: Sequence[Any]) -> list[int]:
    ranks = {zone.zone: rank for rank, zone in enumerate(plan.zones_in_order())}
    return [ranks[zone.zone] for zone in records]


def _of_group(name: str) -> Values:
    def values(plan: Plan, records: Sequence[Any], _: Sequence[Any]) -> list[str]:
        known = {group.group: str(getattr(group, name)) for group in plan.groups}
        return [known.get(zone.group, "") for zone in records]

    return values


def _zones_of_units(plan: Plan, records: Sequence[Any], _: Sequence[Any]) -> list[list[str] | None]:
    zones = plan.zones_of()
    return [sorted(zones[unit.unit]) or None for unit in records]


def _first_homes(plan: Plan, records: Sequence[Any], _: Sequence[Any]) -> list[str]:
    homes = homes_of(plan)
    return ["".join(homes[park.park_id][:1]) for park in records]


def _stands(plan: Plan, records: Sequence[Any], _: Sequence[Any]) -> list[str]:
    drawn, region = {unit.unit for unit in plan.unit_rows if unit.geometry}, plan.header.region_adcode
    return [stand_of(park.lon is not None, park.adcode, region, drawn) for park in records]


def _known_places(plan: Plan, records: Sequence[Any], _: Sequence[Any]) -> list[int]:
    parks = [park for park in plan.park_rows if not park.superseded_by]
    known = Counter(park.adcode for park, stand in zip(parks, _stands(plan, parks, ()), strict=True) if stand == "unit")
    return [known[unit.unit] for unit in records]


def _top_industries(plan: Plan, records: Sequence[Any], _: Sequence[Any]) -> list[str]:
    return ["".join(plan.tops_of(park)[:1]) for park in records]


def _ids_where(attribute: str, kind: str, ident: str) -> Values:
    """Return the function that gives an id where the record is of a kind, else nothing."""

    def values(_: Plan, records: Sequence[Any], __: Sequence[Any]) -> list[str]:
        return [getattr(record, ident) if getattr(record, attribute) == kind else "" for record in records]

    return values


def _number_texts(place: int) -> Values:
    """Return the function that gives a number as people read it, in Chinese or in English."""

    def values(_: Plan, records: Sequence[Any], __: Sequence[Any]) -> list[str]:
        return [number_text(record)[place] for record in records]

    return values


_AREA = Computed(Column("area_km2", "number", "Area on the ellipsoid of CGCS2000.", unit="km2"), _areas)

COMPUTED: Mapping[str, tuple[Computed, ...]] = MappingProxyType(
    {
        "zones": (
            Computed(Column("rank", "integer", "Place in the whole slogan, from 0."), _ranks),
            Computed(Column("form", "text", "How the parts of its group are shaped."), _of_group("form")),
            Computed(Column("group_name", "text", "Words of its group in the slogan."), _of_group("name")),
            _AREA,
        ),
        "units": (
            Computed(
                Column("zones", "list", "Zones that it is in, wholly or in part.", refers="zone"), _zones_of_units
            ),
            Computed(Column("known_places", "integer", "Places known to it, and to no site in it."), _known_places),
            _AREA,
        ),
        "parks": (
            Computed(
                Column("zone", "text", "First of its zones: of the text, else of its place.", refers="zone"),
                _first_homes,
            ),
            Computed(Column("stand", "text", "To what it is known: site, unit, region or nowhere."), _stands),
            Computed(Column("top_industry", "text", "Top of its first industry.", refers="industry"), _top_industries),
        ),
        "targets": (
            Computed(
                Column("zone", "text", "The zone it speaks of.", refers="zone"), _ids_where("scope", "zone", "scope_id")
            ),
            Computed(Column("value_text", "text", "The number as people read it."), _number_texts(0)),
            Computed(Column("value_text_en", "text", "The same in English."), _number_texts(1)),
        ),
        "joins": (
            Computed(Column("park_id", "text", "Id of the place.", refers="park"), _ids_where("type", "park", "id")),
            Computed(
                Column("target_id", "text", "Id of the number.", refers="target"), _ids_where("type", "target", "id")
            ),
        ),
    }
)
"""Layer -> the columns added to it, after its own."""
