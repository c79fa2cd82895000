"""What follows when zones or places of a plan change: the drawings of its planning diagram."""

from __future__ import annotations

from dataclasses import replace

from geo.analysis.rules.drawings import difference, is_derivable
from geo.analysis.rules.lookup import Lookup, by_id
from geo.model.plan import Plan
from geo.space.schematic import derived_drawings


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
