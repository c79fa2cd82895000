"""What concerns a city or county: the one definition that the join, exports and the sheets of a unit share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from geo.model.plan import Plan, list_plans, read_plan
from geo.model.schema import Industry
from geo.space.homes import Placing


@dataclass(frozen=True, kw_only=True)
class Concern:
    """What of a plan concerns one unit, by ids; of the planned region itself, that is everything.

    Attributes
    ----------
    unit : str
        Its adcode.
    units : frozenset of str
        It and those below it.
    zones : frozenset of str
        Zones that it is in, wholly or in part.
    further : frozenset of str
        Zones that it is not in, and that places in it are, by the text or by where they lie.
    parks : frozenset of str
        Places in it, or in a unit below it.
    targets : frozenset of str
        Numbers of these units, of these places, of the zones that it is in, and of their groups.
    """

    unit: str
    units: frozenset[str]
    zones: frozenset[str]
    further: frozenset[str]
    parks: frozenset[str]
    targets: frozenset[str]


def concern_of(plan: Plan, unit: str) -> Concern:
    """Return what of a plan concerns a unit.

    Parameters
    ----------
    plan : Plan
        The plan.
    unit : str
        Adcode of one of its units.

    Examples
    --------
    >>> found = concern_of(read_plan("heilongjiang"), "230600")
    >>> sorted(found.zones), "230622" in found.units
    (['songnen-core'], True)
    """
    is_region = unit == plan.header.region_adcode
    known = {zone.zone: zone.group for zone in plan.zone_rows}
    zones = set(known) if is_region else set(plan.zones_of().get(unit, ()))
    inside = [park for park in plan.park_rows if is_region or unit in plan.upwards(park.adcode)]
    units = {row.unit for row in plan.unit_rows if is_region or unit in plan.upwards(row.unit)}
    parks, placing = {park.park_id for park in inside}, Placing(plan)
    subjects = {"unit": units, "park": parks, "zone": zones, "group": {known[zone] for zone in zones}}
    numbers = (row for row in plan.target_rows if is_region or row.scope_id in subjects.get(row.scope, ()))
    return Concern(
        unit=unit,
        units=frozenset(units),
        zones=frozenset(zones),
        further=frozenset({zone.zone for park in inside for zone, *_ in placing.matches(park)} - zones),
        parks=frozenset(parks),
        targets=frozenset(row.target_id for row in numbers),
    )


def extract(plan: Plan, unit: str) -> Plan:
    """Return the rows of a plan that concern a unit, as a plan whose `whole` is that plan.

    Parameters
    ----------
    plan : Plan
        The plan.
    unit : str
        Adcode of one of its units.

    Returns
    -------
    Plan
        The unit and those below it, its zones with their whole outlines and members, its places and numbers, with
        their groups, drawings, clauses, sources and industries. It has no story.

    Examples
    --------
    >>> [row.zone for row in extract(read_plan("heilongjiang"), "230600").zone_rows]
    ['songnen-core']
    """
    return rows_of(plan, concern_of(plan, unit))


def rows_of(plan: Plan, found: Concern) -> Plan:
    """Return the rows of what concerns a unit, as :func:`extract` does, where that is known already."""
    unit, zones = found.unit, found.zones | found.further
    zone_rows = tuple(row for row in plan.zone_rows if row.zone in zones)
    groups = {row.group for row in zone_rows}
    subjects = {"zone": zones, "unit": found.units, "park": found.parks, "target": found.targets}
    rows = replace(
        plan,
        whole=plan,
        only=unit,
        groups=tuple(row for row in plan.groups if row.group in groups or unit == plan.header.region_adcode),
        zone_rows=zone_rows,
        unit_rows=tuple(row for row in plan.unit_rows if row.unit in found.units),
        schematic_rows=tuple(row for row in plan.schematic_rows if row.zone in zones),
        park_rows=tuple(row for row in plan.park_rows if row.park_id in found.parks),
        target_rows=tuple(row for row in plan.target_rows if row.target_id in found.targets),
        citations=tuple(row for row in plan.citations if row.subject_id in subjects.get(row.subject_type, ())),
        actuals=tuple(row for row in plan.actuals if row.target_id in found.targets),
        status_rows=tuple(row for row in plan.status_rows if row.park_id in found.parks),
        steps=(),
    )
    sources = rows.sources_used()
    return replace(
        rows,
        sources=tuple(row for row in plan.sources if row.source in sources),
        industries=tuple(_used_industries(rows)),
    )


def others_with(plan: Plan, unit: str) -> tuple[Plan, ...]:
    """Return the other plans of a plan's workspace that have a unit, by its adcode.

    Raises
    ------
    PlanError
        One of them cannot be read.
    """
    others = (read_plan(name, plan.root) for name in list_plans(plan.root) if name != plan.id)
    return tuple(other for other in others if any(row.unit == unit for row in other.unit_rows))


def _used_industries(plan: Plan) -> Iterator[Industry]:
    """Yield the industries that rows of a plan name, and those above them, in the order of the taxonomy."""
    named = [ident for rows in (plan.park_rows, plan.unit_rows) for row in rows for ident in row.industries]
    named += [row.scope_id for row in plan.target_rows if row.scope == "industry"]
    used = {each for ident in named for each in plan.industry_line(ident)}
    return (row for row in plan.industries if row.industry in used)
