"""The layout: zones have outlines that are what they claim to be, and fill the region where they claim that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from geo.analysis.rules.drawings import apart_km2
from geo.analysis.rules.lookup import Finding, Lookup
from geo.model.naming import is_administrative
from geo.model.schema import ZONE_BASES, Zone
from geo.space.boxes import GLOBE
from geo.space.geometry import (
    Shape,
    any_shared,
    box,
    crossing_told,
    equals,
    most_of_it,
    pieces,
    positions,
    shared,
    to_mapping,
    to_shape,
    total_km2,
    union,
    without,
)

TOLERANCE_KM2 = 0.01
"""A difference of areas below it is rounding."""

_MOST_NAMES = 6
"""Members that a command calls by name; of more their codes are shorter."""

_OUTLINED = ", ".join(name for name in ZONE_BASES if name != "none")


def basis_geometry(look: Lookup) -> Iterator[Finding]:
    """Find zones that are not drawn and have an outline, or the reverse."""
    for zone in look.plan.zone_rows:
        if zone.basis == "none" and zone.geometry is not None:
            hint = f"Choose the basis that it has ({_OUTLINED}), or remove it."
            yield Finding(zone, 'basis "none" goes without an outline, and there is one', hint)
        elif zone.basis not in ("none", "") and zone.geometry is None:
            message = f'basis "{zone.basis}" needs an outline, and the geometry is null'
            yield Finding(zone, message, f"Draw it: buju zone {look.plan.id} -h shows how. Or choose basis none.")


def crossing_outlines(look: Lookup) -> Iterator[Finding]:
    """Find outlines that cross or touch themselves so that inside and outside are unclear."""
    for row, outline in (*look.outlined, *look.drawn):
        reason = crossing_told(outline) if GLOBE.contains(box(outline)) else ""
        if reason:
            message = f"its outline encloses no clear area: {reason}"
            yield Finding(row, message, 'Mend it in your GIS (QGIS: "Fix geometries").')


def partition_gap(look: Lookup) -> Iterator[Finding]:
    """Find parts of the region that no zone fills, where the zones claim to fill it."""
    region, zones = _partition(look)
    if region is None:
        return
    filled = [*zones.values(), *_aside(look)]
    left = without(region, union(filled)) if filled else pieces(region)
    area = total_km2(left)
    if area > TOLERANCE_KM2:
        message = f"the zones leave {area:,.2f} km2 of {look.plan.header.region} unfilled, {most_of_it(left)}"
        hint = f"Give {_units_near(left, look)} to a zone, or write partition = false in plan.toml."
        yield Finding(look.plan.header, message, hint)


def partition_beyond(look: Lookup) -> Iterator[Finding]:
    """Find parts of zones that lie outside the region, where the zones claim to fill it."""
    region, zones = _partition(look)
    for zone, shape in zones.items():
        over = without(shape, region) if region is not None else []
        area = total_km2(over)
        if area > TOLERANCE_KM2:
            message = f"reaches {area:,.2f} km2 beyond {look.plan.header.region}, {most_of_it(over)}"
            hint = "Cut it at the region's border, or write partition = false in plan.toml."
            yield Finding(look.zones[zone], message, hint)


def partition_overlap(look: Lookup) -> Iterator[Finding]:
    """Find land that two zones hold, where the zones claim to part the region."""
    _, zones = _partition(look)
    for (zone, shape), (other, other_shape) in combinations(zones.items(), 2):
        both = shared(shape, other_shape)
        area = total_km2(both)
        if area > TOLERANCE_KM2:
            message = f"shares {area:,.2f} km2 with {other}, {most_of_it(both)}"
            yield Finding(look.zones[zone], message, "Give it to one of them, or write partition = false in plan.toml.")


def stale_union(look: Lookup) -> Iterator[Finding]:
    """Find zones that claim to be the union of their members and differ from it."""
    for zone in look.plan.zone_rows:
        if zone.basis != "admin-union" or zone.zone not in look.sound:
            continue
        if not zone.members:
            message = 'basis "admin-union" needs members, and there are none'
            yield Finding(zone, message, "Name them, or choose another basis.")
        elif all(member in look.units and member in look.sound for member in zone.members):
            difference = _difference(look.sound[zone.zone], [look.sound[member] for member in zone.members])
            if difference:
                message = f"its outline differs from the union of its members by {difference}"
                yield Finding(zone, message, f"Run {_uniting(zone, look)}, or choose another basis.")


def _uniting(zone: Zone, look: Lookup) -> str:
    """Return the command that unites the members of a zone, which are all among the units."""
    names = [look.units[member].name for member in zone.members]
    words = " ".join(names if len(names) <= _MOST_NAMES else zone.members)
    return f"buju zone {look.plan.id} {zone.zone} --members {words}"


def _difference(shape: Shape, members: Sequence[Shape]) -> str:
    """Return by how much an outline differs from the union of its members, or an empty text."""
    made = to_shape(to_mapping(union(members)))
    assert made is not None
    if equals(shape, made):
        return ""
    area = apart_km2(shape, made)
    if area > TOLERANCE_KM2:
        return f"{area:,.2f} km2"
    count = len(positions(shape) ^ positions(made))
    return f"{count} positions" if count else ""


def _partition(look: Lookup) -> tuple[Shape | None, dict[str, Shape]]:
    """Return region and zones where they claim a partition and all outlines are sound, else nothing."""
    header = look.plan.header
    drawn = [zone.zone for zone in look.plan.zone_rows if zone.geometry is not None]
    if not header.partition or any(zone not in look.sound for zone in drawn):
        return None, {}
    region = look.sound.get(header.region_adcode) if header.region_adcode in look.units else None
    return region, {zone: look.sound[zone] for zone in drawn}


def _aside(look: Lookup) -> list[Shape]:
    """Return the land that a boundary source shows apart and that is no administrative unit: a farm, a mine."""
    apart = (row for row in look.plan.unit_rows if row.level == "county" and not is_administrative(row.name))
    return [look.sound[row.unit] for row in apart if row.unit in look.sound]


def _units_near(shapes: Sequence[Shape], look: Lookup) -> str:
    """Return the names of the smallest units that hold a part of the shapes."""
    parents = {unit.parent for unit in look.plan.unit_rows}
    lowest = [unit for unit in look.plan.unit_rows if unit.unit not in parents and unit.unit in look.sound]
    held = any_shared(shapes, [look.sound[unit.unit] for unit in lowest])
    names = [unit.name for unit, is_held in zip(lowest, held, strict=True) if is_held]
    return ", ".join(names[:5]) + (", …" if len(names) > 5 else "") if names else "it"
