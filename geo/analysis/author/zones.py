"""A zone's outline from names of units, from a sketch, around a place or along a line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from geo.analysis.author.unit_names import split_names, unit_of
from geo.analysis.check import refuse_row
from geo.model.aliases import choice_in
from geo.model.cells import typed, way_out
from geo.model.errors import UnitError, UsageError, ZoneError, guess, one_line
from geo.model.plan import Plan
from geo.model.schema import UNION_KM, Unit, Zone, columns_by_name
from geo.space.boxes import GLOBE
from geo.space.geometry import (
    Shape,
    area_km2,
    box,
    crossing,
    distance_km,
    is_swapped,
    to_mapping,
    to_shape,
    union,
)
from geo.space.reach import along, around, inside, is_area, is_line

_BY_OUTLINE = ("zone", "members")
"""Columns that outlines and names give."""

_OF_TEXTS = ("unknown-source", "bad-locator", "long-anchor")
"""Rules that what is set of a clause keeps; an order that is taken may be a step of two zones changing places."""


@dataclass(frozen=True)
class Outline:
    """What the outline of a zone is, and rests on.

    Attributes
    ----------
    shape : geometry
        In degrees.
    basis : str
        One of :data:`geo.model.schema.ZONE_BASES`.
    precision_km : float or None
        Radius within which its truth lies; None where nobody has said yet.
    members : tuple of str or None
        Adcodes of its units; None where they stay as they are.
    """

    shape: Shape
    basis: str
    precision_km: float | None
    members: tuple[str, ...] | None = None

    @property
    def area_km2(self) -> float:
        """Its area on the ellipsoid."""
        return area_km2(self.shape)


def of_members(plan: Plan, texts: Sequence[str]) -> Outline:
    """Return the union of units that are named, whose shared borders vanish exactly.

    Raises
    ------
    UnitError
        A name is no unit of the plan, or that of several; a unit lies in another that is named too; or one has no
        outline.
    """
    words = split_names(texts)
    if not words:
        raise UsageError("--members names no unit. Write their names after it: --members 武昌区 洪山区.")
    units = {unit.unit: unit for unit in plan.unit_rows}
    found = {named.adcode: named for named in (unit_of(plan, word) for word in words)}
    for adcode, named in found.items():
        above = next((found[each] for each in plan.upwards(adcode)[1:] if each in found), None)
        if above:
            raise UnitError(f"{named.name} lies in {above.name}, which is named too. Name one of them.")
    shapes = [_sound(units[adcode]) for adcode in found]
    return Outline(union(shapes), "admin-union", UNION_KM, tuple(sorted(found)))


def sketched(plan: Plan, shapes: Sequence[Shape], shown: str) -> Outline:
    """Return the union of outlines that somebody drew, how precisely is not said.

    Raises
    ------
    ZoneError
        One is no outline, crosses itself, or lies outside the region.
    """
    for shape in shapes:
        if not is_area(shape):
            raise ZoneError(f"{shown}: holds a point or a line. Draw an outline, or give a line with --along.")
        if crossing(shape):
            raise ZoneError(f'{shown}: an outline crosses itself. Mend it in your GIS (QGIS: "Fix geometries").')
    whole = union(shapes)
    _cut(plan, whole, shown)
    return Outline(whole, "sketch", None)


def around_place(plan: Plan, lon: float, lat: float, km: float) -> Outline:
    """Return the disc around a place, as far as it lies in the region: a sketch as precise as it is wide.

    Raises
    ------
    ZoneError
        The place is none on the globe, or the disc lies outside the region.
    """
    shown = f"{lon:g},{lat:g}"
    region = _region(plan)
    if is_swapped(lon, lat, None if region is None else box(region)):
        raise ZoneError(f"{shown}: longitude and latitude are swapped. Write {lat:g},{lon:g}.")
    if not GLOBE.holds((lon, lat)):
        raise ZoneError(f"{shown}: is no place on the globe. Write longitude, then latitude, in degrees.")
    away = distance_km(lon, lat, region) if region is not None else 0.0
    if away > km:
        raise ZoneError(f"{shown}: lies {away:,.0f} km outside {plan.header.region}. Check the coordinates.")
    return Outline(_cut(plan, around([(lon, lat, km)]), shown), "sketch", km)


def along_lines(plan: Plan, shapes: Sequence[Shape], shown: str, km: float) -> Outline:
    """Return the ground within some kilometres of lines, as far as it lies in the region: a sketch.

    Raises
    ------
    ZoneError
        A shape is no line, or all lies outside the region.
    """
    if not all(map(is_line, shapes)):
        raise ZoneError(f"{shown}: holds what is no line. Draw the axis as a line, or give an outline with --sketch.")
    return Outline(_cut(plan, along(shapes, km), shown), "sketch", km)


def with_zone(plan: Plan, ident: str, outline: Outline | None, values: Mapping[str, str], group: str = "") -> Zone:
    """Return a zone of the plan with a new outline, or with other values; a new one where a group is given.

    Parameters
    ----------
    plan : Plan
        The plan.
    ident : str
        Id of the zone.
    outline : Outline or None
        Its new outline; None where it stays.
    values : mapping of str to str
        Column -> text, a list as ``a;b``; they stand above what the outline gives (basis, precision_km).
    group : str
        The group of a zone that the plan has not yet.

    Raises
    ------
    ZoneError
        There is no such zone or group, or a value cannot be taken.
    PlanError
        A check would find errors in the clause that is set: a source that is unknown, a locator that is none.
    """
    known = {zone.zone: zone for zone in plan.zone_rows}
    zone = _new(plan, ident, group) if group else known.get(ident)
    if zone is None:
        hint = guess(ident, known) or f"There are: {', '.join(known) or 'none'}. A new one needs --group."
        raise ZoneError(f'There is no zone "{one_line(ident, 40)}" in {plan.id}. {hint}')
    drawn = zone if outline is None else _drawn(zone, outline)
    changed = replace(drawn, **{name: _value(name, text) for name, text in values.items()})
    if changed.basis == "none" and outline is not None:
        raise ZoneError("basis none goes without an outline, and one is given. Leave one of them out.")
    made = replace(changed, geometry=None, precision_km=None) if changed.basis == "none" else changed
    refuse_row(plan, replace(plan, zone_rows=with_rows(plan, made)), made, *_OF_TEXTS)
    return made


def _drawn(zone: Zone, outline: Outline) -> Zone:
    return replace(
        zone,
        members=zone.members if outline.members is None else outline.members,
        basis=outline.basis,
        precision_km=outline.precision_km,
        geometry=to_mapping(outline.shape),
    )


def with_rows(plan: Plan, zone: Zone) -> tuple[Zone, ...]:
    """Return the plan's zones with one of them changed or added."""
    others = [each for each in plan.zone_rows if each.zone != zone.zone]
    return (*others, zone)


def _new(plan: Plan, ident: str, group: str) -> Zone:
    groups = [each.group for each in plan.groups]
    taken = {*groups, *(zone.zone for zone in plan.zone_rows), *(park.park_id for park in plan.park_rows)}
    if group not in groups:
        raise ZoneError(f'There is no group "{one_line(group, 40)}". {guess(group, groups) or _one_of(groups)}')
    if ident in taken:
        raise ZoneError(f'The id "{ident}" is taken. Leave --group out to change that zone, or choose another id.')
    if not re.fullmatch(r"[a-z0-9-]+", ident):
        raise ZoneError(f'"{one_line(ident, 40)}" is no id of a zone. Write it of a-z, 0-9 and hyphens.')
    order = 1 + max((zone.order or 0 for zone in plan.zone_rows if zone.group == group), default=0)
    sources = [source.source for source in plan.sources]
    return Zone(zone=ident, group=group, order=order, source=sources[0] if len(sources) == 1 else "")


def _value(name: str, text: str) -> Any:
    known = {name: column for name, column in columns_by_name(Zone).items() if name not in _BY_OUTLINE}
    if name not in known:
        raise ZoneError(f'"{one_line(name, 40)}" cannot be set. {guess(name, known) or _one_of(known)}')
    column = known[name]
    try:
        value = typed(text.strip(), column) if text.strip() else getattr(Zone(), name)
    except ValueError as error:
        raise ZoneError(f'{name} "{one_line(text, 40)}" {error}. {way_out(error, column)}') from None
    if column.choices:
        value = choice_in(Zone, name, value)
    if column.choices and value not in column.choices:
        raise ZoneError(f'{name} "{one_line(text, 40)}" is no choice. {_one_of(column.choices)}')
    return value


def _one_of(words: Sequence[str] | Mapping[str, Any]) -> str:
    return f"One of: {', '.join(words)}."


def _sound(unit: Unit) -> Shape:
    shape = to_shape(unit.geometry)
    if shape is None or crossing(shape):
        raise UnitError(f"{unit.name} ({unit.unit}) has no sound outline in units.geojson. Mend it first: buju check.")
    return shape


def _region(plan: Plan) -> Shape | None:
    """Return the outline of the region; None where the units lack it."""
    region = next((unit for unit in plan.unit_rows if unit.unit == plan.header.region_adcode), None)
    shape = to_shape(region.geometry) if region else None
    return shape if shape is not None and not crossing(shape) else None


def _cut(plan: Plan, shape: Shape, shown: str) -> Shape:
    """Return what of a shape lies in the region.

    Raises
    ------
    ZoneError
        Nothing does.
    """
    region = _region(plan)
    within = shape if region is None else inside(shape, region)
    if within.is_empty:
        raise ZoneError(f"{shown}: lies outside {plan.header.region}. Check its coordinates.")
    return within
