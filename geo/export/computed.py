"""Columns that an export adds because others would have to work them out: areas, ranks, the zones of a place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

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


def _made(name: str, kind: Any, meaning: str, values: Values, *, unit: str = "", refers: str = "") -> Computed:
    return Computed(Column(name, kind, meaning, unit=unit, refers=refers), values)


_AREA = _made("area_km2", "number", "Area on the ellipsoid of CGCS2000.", _areas, unit="km2")

COMPUTED: Mapping[str, tuple[Computed, ...]] = MappingProxyType(
    {
        "zones": (
            _made("rank", "integer", "Place in the whole slogan, from 0.", _ranks),
            _made("form", "text", "How the parts of its group are shaped.", _of_group("form")),
            _made("group_name", "text", "Words of its group in the slogan.", _of_group("name")),
            _AREA,
        ),
        "units": (
            _made("zones", "list", "Zones that it is in, wholly or in part.", _zones_of_units, refers="zone"),
            _AREA,
        ),
        "parks": (
            _made("zone", "text", "First of its zones: of the text, else of its place.", _first_homes, refers="zone"),
            _made("top_industry", "text", "Top of its first industry.", _top_industries, refers="industry"),
        ),
        "targets": (
            _made("zone", "text", "The zone it speaks of.", _ids_where("scope", "zone", "scope_id"), refers="zone"),
            _made("value_text", "text", "The number as people read it.", _number_texts(0)),
            _made("value_text_en", "text", "The same in English.", _number_texts(1)),
        ),
        "joins": (
            _made("park_id", "text", "Id of the place.", _ids_where("type", "park", "id"), refers="park"),
            _made("target_id", "text", "Id of the number.", _ids_where("type", "target", "id"), refers="target"),
        ),
    }
)
"""Layer -> the columns added to it, after its own."""
