"""The planning diagram: drawings that nobody has adjusted are what their zones give."""

from __future__ import annotations

from collections.abc import Iterator

from geo.analysis.rules.lookup import Finding, Lookup, by_id
from geo.model.plan import missing_context, shipped_root
from geo.model.schema import Schematic
from geo.space.boxes import GLOBE
from geo.space.geometry import Shape, area_km2, box, crossing, to_shape, total_km2, without
from geo.space.schematic import derived_drawings

_TOLERANCE = 0.02
"""Part of a drawing's area: two versions of a geometry library may differ in a corner, a moved zone differs in more."""


def stale_schematic(look: Lookup) -> Iterator[Finding]:
    """Find drawings that differ from what their zones give, and zones that a diagram leaves out."""
    plan, rows = look.plan, by_id(look.plan.schematic_rows)
    if not rows or not is_derivable(look):
        return
    made = derived_drawings(plan)
    again = f"Run buju schematic {plan.id}"
    for zone in made:
        if zone not in rows:
            yield Finding("schematic.geojson", f'does not draw the zone "{zone}", which can be placed', f"{again}.")
    for row in rows.values():
        if row.adjusted or row.zone not in look.zones:
            continue
        told = difference(row, made.get(row.zone))
        if told:
            yield Finding(row, told, f'{again}. To keep what a hand drew, write "adjusted": true.')


def no_context(look: Lookup) -> Iterator[Finding]:
    """Find that a workspace has no layers of what lies around its plans."""
    if missing := missing_context(look.plan.root):
        yield Finding(look.plan.header, missing, f"Copy the folder layers/base from {shipped_root()}.")


def is_derivable(look: Lookup) -> bool:
    """Return whether all that a diagram is made from can be measured; what cannot is told by other rules."""
    outlines = all(row.zone in look.sound for row in look.plan.zone_rows if row.geometry is not None)
    return outlines and len(look.points) == len(look.pairs)


def difference(row: Schematic, made: Schematic | None) -> str:
    """Return how a drawing differs from what its zone gives, or an empty text."""
    if made is None:
        return "is drawn, and its zone has neither an outline nor a located place"
    drawn, wanted = to_shape(row.geometry), to_shape(made.geometry)
    if drawn is None or wanted is None:
        return "has no shape, and its zone can be placed"
    if crossing(drawn) or not GLOBE.contains(box(drawn)):
        return ""
    apart = apart_km2(drawn, wanted)
    part = 2 * apart / (area_km2(drawn) + area_km2(wanted) + apart)
    return f"does not show its zone as it is now: {part:.0%} of their area differs" if part > _TOLERANCE else ""


def apart_km2(one: Shape, other: Shape) -> float:
    """Return the area of what only one of two outlines holds."""
    return total_km2((*without(one, other), *without(other, one)))
