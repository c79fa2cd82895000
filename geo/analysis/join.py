"""Parks and numbers onto zones and units, by what the text says and by where they lie; and what did not match."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from geo.analysis.concern import Concern, concern_of
from geo.analysis.excel import excel_csv
from geo.analysis.rules.lookup import Lookup
from geo.model.cells import csv_text
from geo.model.errors import counted
from geo.model.plan import Plan, unit_among
from geo.model.schema import Park, Target, Unit, Zone
from geo.space.homes import Placing


def _column(meaning: str, default: Any = "") -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True, kw_only=True)
class JoinRow:
    """One park or number in one zone; without a zone where it is in none."""

    type: str = _column("park or target.")
    id: str = _column("Id of the park or number.")
    name: str = _column("Name of the park, or indicator of the number.")
    name_en: str = _column("The same in English.")
    kind: str = _column("Kind of park, or target or baseline.")
    status: str = _column("What the text says of the park's state.")
    basis: str = _column("On what the park's coordinates rest.")
    precision_km: float | None = _column("Radius within which the park lies.", None)
    adcode: str = _column("Smallest unit known to hold it.")
    unit: str = _column("Name of that unit.")
    zone: str = _column("Id of the zone; empty where it is in none.")
    zone_name: str = _column("Name of the zone.")
    group: str = _column("Group of the zone.")
    by_text: bool | None = _column("Whether the text gives it to the zone.", None)
    by_place: str = _column("What puts it there: unit, part (its unit is in part), point; no; empty: cannot be told.")
    agreement: str = _column("both, text (its place cannot be told), place (the text is silent), conflict or none.")
    park_targets: int | None = _column("Count of numbers that speak of the park.", None)
    unit_targets: int | None = _column("Count of numbers that speak of its unit.", None)
    zone_targets: int | None = _column("Count of numbers that speak of the zone.", None)
    scope: str = _column("What kind of thing the number speaks of.")
    scope_id: str = _column("Which one.")
    operator: str = _column("How the number binds.")
    low: float | None = _column("The number, or the lower end.", None)
    high: float | None = _column("The upper end of a range.", None)
    measure: str = _column("Its measure.")
    year: int | None = _column("Its year.", None)
    source: str = _column("The document.")
    locator: str = _column("The clause.")
    anchor: str = _column("A phrase that finds it there.")


@dataclass(frozen=True)
class Unmatched:
    """Something that found no counterpart: ``park``, ``target``, ``zone`` or ``unit``, its id and name, and why."""

    type: str
    id: str
    name: str
    why: str

    def __str__(self) -> str:
        """Return it as one line."""
        return f"{self.type} {self.id} ({self.name}): {self.why}"


@dataclass(frozen=True)
class Join:
    """Every park and every number of a plan, each with every zone it is in.

    Attributes
    ----------
    rows : tuple of JoinRow
        Parks, then numbers, each in the order of its file and with its zones in the order of the layer. What is in
        no zone has one row without; so every park and number stands here at least once.
    unmatched : tuple of Unmatched
        Parks in no zone, parks that lie elsewhere than the text says, zones without a park, references to nothing.
    """

    rows: tuple[JoinRow, ...]
    unmatched: tuple[Unmatched, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(column.name for column in dataclasses.fields(JoinRow))

    def within(self, concern: Concern) -> Join:
        """Return the rows of what concerns a unit of the plan that was joined."""
        held = {"park": concern.parks, "target": concern.targets}
        rows = tuple(row for row in self.rows if row.id in held[row.type])
        kept = (each for each in self.unmatched if each.id in held.get(each.type, ()))
        return Join(rows, tuple(kept))

    def as_csv(self) -> str:
        """Return the rows as CSV with a header; no text in it is taken for a formula."""
        return csv_text(self.header, _values(self))

    def as_excel(self, lang: str = "zh") -> str:
        """Return the same for people: heads and closed lists in words of a language."""
        return excel_csv("joins", self.header, _values(self), {}, lang)

    def as_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as plain values, ready for JSON."""
        return [dataclasses.asdict(row) for row in self.rows]

    def count_line(self) -> str:
        """Return how many places and numbers stand in how many rows."""
        counts = Counter(row.type for row in {(row.type, row.id): row for row in self.rows}.values())
        joined = f"{counted(counts['park'], 'place')} and {counted(counts['target'], 'number')}"
        return f"{joined} in {counted(len(self.rows), 'row')}"

    def unmatched_lines(self) -> list[str]:
        """Return a line of counts, and one for each thing without a counterpart."""
        return [f"{self.count_line()}; {len(self.unmatched)} did not match.", *map(str, self.unmatched)]


@dataclass(frozen=True)
class Joins:
    """What concerns one unit in several plans.

    Attributes
    ----------
    unit : Unit
        The unit, as the first of the plans has it.
    joins : mapping of str to Join
        Id of each plan that has the unit -> its rows.
    """

    unit: Unit
    joins: Mapping[str, Join]

    @property
    def header(self) -> tuple[str, ...]:
        """Names of the columns: the plan, then those of a join."""
        return ("plan", *(column.name for column in dataclasses.fields(JoinRow)))

    def as_csv(self) -> str:
        """Return the rows as CSV with a header; no text in it is taken for a formula."""
        return csv_text(self.header, _values(self))

    def as_excel(self, lang: str = "zh") -> str:
        """Return the same for people: heads and closed lists in words of a language."""
        return excel_csv("joins", self.header, _values(self), {}, lang)

    def as_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as plain values, ready for JSON."""
        return [{"plan": plan, **row} for plan, join in self.joins.items() for row in join.as_dicts()]

    def lines(self) -> list[str]:
        """Return a line for each plan: how many places and numbers of it concern the unit."""
        return [f"{self.unit.name} in {plan}: {join.count_line()}." for plan, join in self.joins.items()]


def _values(rows: Join | Joins) -> Iterator[list[Any]]:
    return (list(row.values()) for row in rows.as_dicts())


def join_unit(plans: Sequence[Plan], unit: str) -> Joins:
    """Return what concerns a unit in all plans that have it, by its adcode.

    Parameters
    ----------
    plans : sequence of Plan
        For example all of a workspace.
    unit : str
        Adcode, or a name that any of the plans gives the unit.

    Raises
    ------
    UsageError
        No plan has such a unit, or several units bear that name.

    Examples
    --------
    >>> from geo.model.plan import read_plan
    >>> found = join_unit([read_plan("heilongjiang"), read_plan("changsha")], "Yuelu District")
    >>> found.unit.unit, list(found.joins)
    ('430104', ['changsha'])
    """
    found = unit_among([row for plan in plans for row in plan.unit_rows], unit, "this workspace")
    having = [plan for plan in plans if any(row.unit == found.unit for row in plan.unit_rows)]
    return Joins(found, {plan.id: join_plan(plan).within(concern_of(plan, found.unit)) for plan in having})


def join_plan(plan: Plan) -> Join:
    """Join a plan's parks and numbers onto its zones and units.

    A park is in a zone by text where the plan gives it to the zone, and by place where its unit is a member (or in
    one, or above one), or its coordinates lie within the outline. By place, a zone that is only a part of its units
    is decided by the coordinates first. A number is in the zone it speaks of, in every zone of its group, or in the
    zones of its unit or park.

    Parameters
    ----------
    plan : Plan
        The plan.

    Returns
    -------
    Join
        Rows, and what did not match.

    Examples
    --------
    >>> from geo.model.plan import read_plan
    >>> joined = join_plan(read_plan("heilongjiang"))
    >>> joined.header[:3]
    ('type', 'id', 'name')
    """
    joiner = _Joiner(plan)
    parks = [row for park in plan.park_rows for row in joiner.park_rows(park)]
    targets = [row for target in plan.target_rows for row in joiner.target_rows(target)]
    return Join((*parks, *targets), tuple(_unmatched(plan, parks, targets)))


@dataclass(frozen=True)
class _Joiner:
    """What the rows of one plan are looked up in."""

    plan: Plan

    @cached_property
    def look(self) -> Lookup:
        return Lookup(self.plan)

    @cached_property
    def placing(self) -> Placing:
        return Placing(self.plan)

    @cached_property
    def counts(self) -> Counter[tuple[str, str]]:
        return Counter((target.scope, target.scope_id) for target in self.plan.target_rows)

    def park_rows(self, park: Park) -> Iterator[JoinRow]:
        for zone, by_text, by_place in self.placing.matches(park) or [(None, None, "")]:
            yield JoinRow(
                **self._common("park", park.park_id, park.name, park.name_en, park),
                **self._zone(zone),
                **self._unit(park.adcode),
                status=park.status,
                basis=park.basis,
                precision_km=park.precision_km,
                by_text=by_text,
                by_place=by_place,
                agreement=_agreement(by_text, by_place),
                park_targets=self.counts["park", park.park_id],
            )

    def target_rows(self, target: Target) -> Iterator[JoinRow]:
        known = self.look.zones
        zones: list[Zone | None] = [known[zone] for zone in self._target_zones(target) if zone in known]
        adcode = target.scope_id if target.scope == "unit" else ""
        for zone in zones or [None]:
            yield JoinRow(
                **self._common("target", target.target_id, target.indicator, target.indicator_en, target),
                **self._zone(zone),
                **self._unit(adcode),
                scope=target.scope,
                scope_id=target.scope_id,
                operator=target.operator,
                low=target.low,
                high=target.high,
                measure=target.measure,
                year=target.year,
            )

    def _target_zones(self, target: Target) -> Sequence[str]:
        if target.scope == "zone":
            return (target.scope_id,)
        if target.scope == "group":
            return [zone.zone for zone in self.plan.zone_rows if zone.group == target.scope_id]
        if target.scope == "unit":
            return self.plan.zones_of().get(target.scope_id, ())
        park = self.look.parks.get(target.scope_id) if target.scope == "park" else None
        return self.placing.homes(park) if park else ()

    def _common(self, kind: str, ident: str, name: str, name_en: str, row: Park | Target) -> dict[str, Any]:
        cited = {"source": row.source, "locator": row.locator, "anchor": row.anchor}
        return {"type": kind, "id": ident, "name": name, "name_en": name_en, "kind": row.kind, **cited}

    def _zone(self, zone: Zone | None) -> dict[str, Any]:
        if zone is None:
            return {}
        counted = {"zone_targets": self.counts["zone", zone.zone]}
        return {"zone": zone.zone, "zone_name": zone.name, "group": zone.group, **counted}

    def _unit(self, adcode: str) -> dict[str, Any]:
        if adcode not in self.look.units:
            return {"adcode": adcode}
        return {"adcode": adcode, "unit": self.look.units[adcode].name, "unit_targets": self.counts["unit", adcode]}


def _agreement(by_text: bool | None, by_place: str) -> str:
    if by_text is None:
        return "none"
    if not by_text:
        return "place"
    return {"no": "conflict", "": "text"}.get(by_place, "both")


def _unmatched(plan: Plan, parks: Sequence[JoinRow], targets: Sequence[JoinRow]) -> Iterator[Unmatched]:
    reasons = {park.park_id: f" ({park.outside})" if park.outside else "" for park in plan.park_rows}
    for row in parks:
        if row.agreement == "none":
            where = f"its unit is {row.unit or row.adcode}" if row.adcode else "its place is not known"
            yield Unmatched("park", row.id, row.name, f"in no zone: the text names none, and {where}")
        elif row.agreement == "conflict":
            why = f"the text gives it to {row.zone}, and it lies elsewhere{reasons[row.id]}"
            yield Unmatched("park", row.id, row.name, why)
    yield from _unknown_zones(plan)
    for row in targets:
        if not row.zone and row.scope in ("zone", "group", "unit", "park"):
            yield Unmatched("target", row.id, row.name, f'its {row.scope} "{row.scope_id}" is in no zone')
    held = {row.zone for row in parks}
    for zone in plan.zone_rows:
        if zone.zone not in held:
            yield Unmatched("zone", zone.zone, zone.name, "no park is in it")


def _unknown_zones(plan: Plan) -> Iterator[Unmatched]:
    known = {zone.zone for zone in plan.zone_rows}
    for park in plan.park_rows:
        for name in sorted(set(park.zones) - known):
            yield Unmatched("park", park.park_id, park.name, f'its zone "{name}" does not exist')
