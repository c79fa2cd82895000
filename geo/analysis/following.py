"""What follows when a plan changes: borders that outlines share, unions of units, the drawings of the diagram."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from geo.analysis.rules.drawings import difference, is_derivable
from geo.analysis.rules.lookup import Lookup, by_id, ident
from geo.model.plan import Plan
from geo.model.schema import Unit, Zone
from geo.space.borders import Redrawn, Stretch, stretches
from geo.space.geometry import crossing, to_mapping, to_shape, union
from geo.space.schematic import derived_drawings


def with_borders(before: Plan, after: Plan) -> tuple[Plan, tuple[str, ...]]:
    """Return a plan in which what rests on outlines that were drawn anew follows them, and what could not.

    A border is one line: where a unit's has moved, the units beside and above it and the zones drawn along it move
    too, and unions of units are made again. Zones follow each other only where they part the region.

    Parameters
    ----------
    before, after : Plan
        As the files have it, and with rows that somebody has changed, which stay as they are.

    Returns
    -------
    Plan
        With all that follows.
    tuple of str
        Ids of units and zones that have a part of a border only that was drawn anew with other corners.
    """
    units = _redrawn(before.unit_rows, after.unit_rows)
    zones = _redrawn(before.zone_rows, after.zone_rows)
    along = _stretches(units.values())
    made, left = _following(after.unit_rows, along, units)
    plan = replace(after, unit_rows=made)
    if units:
        plan = replace(plan, zone_rows=_united(before, plan, zones))
    beside = _stretches(zones.values()) if plan.header.partition else []
    free = [zone for zone in plan.zone_rows if zone.basis != "admin-union"]
    held = {*zones, *(zone.zone for zone in plan.zone_rows if zone not in free)}
    bent, more = _following(plan.zone_rows, [*along, *beside], held)
    return replace(plan, zone_rows=bent), (*left, *more)


def with_drawings(plan: Plan) -> Plan:
    """Return a plan whose drawings follow their zones; those that a hand has adjusted stay, and those that fit."""
    if not plan.schematic_rows or not is_derivable(Lookup(plan)):
        return plan
    rows, made = by_id(plan.schematic_rows), derived_drawings(plan)
    adjusted = [row for row in rows.values() if row.adjusted]
    free = set(made) - {row.zone for row in adjusted}
    fitting = {zone for zone in free & set(rows) if not difference(rows[zone], made[zone])}
    return replace(plan, schematic_rows=(*adjusted, *(rows[each] if each in fitting else made[each] for each in free)))


def redrawn(before: Plan, after: Plan) -> tuple[str, ...]:
    """Return the zones whose drawing is another in a plan after :func:`with_drawings`, or has come or gone."""
    old, new = by_id(before.schematic_rows), by_id(after.schematic_rows)
    return tuple(sorted(zone for zone in {*old, *new} if old.get(zone) is not new.get(zone)))


_Outlined = Unit | Zone


def _redrawn(before: Sequence[_Outlined], after: Sequence[_Outlined]) -> dict[str, tuple[Any, Any]]:
    """Return the outlines that differ, before and after, by id; not those that have come or gone."""
    old = by_id(before)
    pairs = {ident(row): (old[ident(row)].geometry, row.geometry) for row in after if ident(row) in old}
    return {each: pair for each, pair in pairs.items() if None not in pair and pair[0] != pair[1]}


def _stretches(pairs: Iterable[tuple[Any, Any]]) -> list[Stretch]:
    shapes = ((to_shape(old), to_shape(new)) for old, new in pairs)
    return [stretch for old, new in shapes if old is not None and new is not None for stretch in stretches(old, new)]


def _following(
    rows: Sequence[Any], drawn: Sequence[Stretch], held: Collection[str]
) -> tuple[tuple[Any, ...], tuple[str, ...]]:
    """Return rows whose outlines follow stretches, but those that are held, and the ids of those that cannot."""
    if not drawn:
        return tuple(rows), ()
    borders = Redrawn(tuple(drawn))
    made: list[Any] = []
    left: list[str] = []
    for row in rows:
        shape = None if ident(row) in held else to_shape(row.geometry)
        if shape is None:
            made.append(row)
            continue
        bent, able = borders.followed(shape)
        made.append(row if bent is shape else replace(row, geometry=to_mapping(bent)))
        left += [] if able else [ident(row)]
    return tuple(made), tuple(left)


def _united(before: Plan, after: Plan, held: Mapping[str, Any]) -> tuple[Zone, ...]:
    """Return the zones of a plan, the unions of units made again of whose members some have other outlines."""
    old, new = by_id(before.unit_rows), by_id(after.unit_rows)
    other = {unit for unit in new if unit not in old or new[unit].geometry != old[unit].geometry}
    return tuple(
        replace(zone, geometry=to_mapping(union(shapes)))
        if zone.basis == "admin-union"
        and zone.zone not in held
        and not other.isdisjoint(zone.members)
        and (shapes := _sound(zone.members, new))
        else zone
        for zone in after.zone_rows
    )


def _sound(members: Sequence[str], units: Mapping[str, Unit]) -> list[Any]:
    """Return the outlines of units, none where one is missing or not sound."""
    shapes = [to_shape(units[each].geometry) if each in units else None for each in members]
    return shapes if all(shape is not None and not crossing(shape) for shape in shapes) else []
