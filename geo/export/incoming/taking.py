"""One thing after the other of what the page with a pencil saved: taken over, told, or told why it cannot be.

A feature holds only what was changed of its thing. Unions come as their members and are made here, so that they are as
exact as the units; sketches that keep to borders come with the corners that the layers have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from geo.analysis.author.zones import Outline, of_members, sketched, with_zone
from geo.analysis.rules.lookup import by_id
from geo.export.fields import FILES
from geo.export.incoming.records import values_of
from geo.model.cells import is_finite
from geo.model.errors import Problem, UnitError, ZoneError, one_line
from geo.model.outlines import area_fault
from geo.model.plan import ROWS, Plan
from geo.model.schema import DECIMALS, Park, Record, Schematic, Zone
from geo.model.tables import Where, parse_record
from geo.space.geometry import (
    Shape,
    area_km2,
    centre_km,
    crossing,
    pieces,
    point,
    to_mapping,
    to_shape,
    total_km2,
    without,
)

_PLACED = ("basis", "precision_km", "located_by", "outside")
_IMPRECISE = ("does not say how precise it is", "Give precision_km, in km.", "missing-precision")


@dataclass(frozen=True)
class Edit:
    """One thing that was changed.

    Attributes
    ----------
    layer : {"parks", "zones", "schematic"}
        What it is of.
    id : str
        Its id.
    name : str
        Its name.
    told : str
        What was changed, in a few words.
    """

    layer: str
    id: str
    name: str
    told: str

    def __str__(self) -> str:
        """Return it as one line."""
        return f"~ {self.layer} {self.id} {one_line(self.name, 60)}: {one_line(self.told)}"


class Taking:
    """Takes over one feature after the other, and collects what cannot be taken."""

    def __init__(self, plan: Plan, shown: str) -> None:
        self.plan = plan
        self.shown = shown
        self.changes: list[Edit] = []
        self.problems: list[Problem] = []
        self._taken: set[tuple[str, str]] = set()
        self._units = plan.unit_names
        self._names = {zone.zone: zone.name for zone in plan.zone_rows}

    def take(self, feature: Any, number: int) -> None:
        """Take over one feature."""
        found = feature if isinstance(feature, dict) else {}
        properties = found.get("properties")
        given: dict[str, Any] = properties if isinstance(properties, dict) else {}
        layer, ident = str(given.get("layer", "")), str(found.get("id", ""))
        takers: dict[str, Callable[[_Given], None]] = {
            "parks": self._park,
            "zones": self._zone,
            "schematic": self._drawing,
        }
        one = _Given(layer, ident, given, found.get("geometry"), number)
        if layer not in takers:
            self._fault(one, f'is of the layer "{one_line(layer, 40)}"', f"One of: {', '.join(takers)}.", "bad-value")
        elif (layer, ident) in self._taken:
            self._fault(one, "stands twice", "Keep one of them.", "duplicate-id")
        else:
            self._taken.add((layer, ident))
            takers[layer](one)

    def _park(self, given: _Given) -> None:
        park = by_id(self.plan.park_rows).get(given.id)
        at = _position(given.geometry)
        if park is None or at is None:
            missing = "is no place of the plan" if park is None else "has no single position"
            return self._fault(given, missing, "Make the page again: buju edit.", "unknown-park")
        values = {name: given.values.get(name) for name in _PLACED}
        lon, lat = (round(value, DECIMALS) for value in at)
        merged = {**values_of(park, Park), **values, "lon": lon, "lat": lat, "unlocated": ""}
        problems: list[Problem] = []
        placed = replace(parse_record(merged, Park, Where(self.shown, 0, given.where), problems), line=park.line)
        if placed.precision_km is None and not problems:
            return self._fault(given, *_IMPRECISE)
        self.problems += problems
        if placed != park and not problems:
            self._put(given, park, placed, park.name, _place_told(park, placed, point(lon, lat)))
        return None

    def _zone(self, given: _Given) -> None:
        zone = by_id(self.plan.zone_rows).get(given.id)
        if zone is None:
            return self._fault(given, "is no zone of the plan", "Make the page again: buju edit.", "unknown-zone")
        outline = self._outline(given)
        if outline is None:
            return None
        drawn = replace(with_zone(self.plan, zone.zone, outline, {}), line=zone.line)
        if differ(zone, drawn):
            units = [self._units[each] for each in outline.members or ()]
            self._put(given, zone, drawn, zone.name, _outline_told(zone, drawn, units))
        return None

    def _outline(self, given: _Given) -> Outline | None:
        """Return the outline of a zone, of its members or as it was sketched; None where it cannot be taken."""
        members, shown = given.values.get("members"), f"{self.shown}: zone {given.id}"
        if given.values.get("basis") == "admin-union":
            if isinstance(members, list) and members and all(isinstance(each, str) for each in members):
                try:
                    return of_members(self.plan, members)
                except (UnitError, ZoneError) as error:
                    raise type(error)(f"{shown}: {error}") from None
            self._fault(given, "names no members", "Save it again from the page.", "bad-value")
            return None
        km = given.values.get("precision_km")
        if not isinstance(km, int | float) or isinstance(km, bool) or not is_finite(km) or km <= 0:
            self._fault(given, *_IMPRECISE)
            return None
        shape = self._shape(given)
        if shape is None:
            return None
        return replace(sketched(self.plan, pieces(shape), shown), precision_km=float(km))

    def _shape(self, given: _Given) -> Shape | None:
        """Return the shape of a feature; None where it cannot be drawn."""
        fault = area_fault(given.geometry)
        shape = None if fault else to_shape(given.geometry)
        if shape is None:
            self._fault(given, *(fault or ("has no outline", "Draw one and save it again.")), "bad-geometry")
        return shape

    def _drawing(self, given: _Given) -> None:
        row = by_id(self.plan.schematic_rows).get(given.id)
        if row is None:
            hint = f"Run buju schematic {self.plan.id} first."
            return self._fault(given, "is not drawn in the diagram of the plan", hint, "unknown-zone")
        shape = self._shape(given)
        if shape is None:
            return None
        if reason := crossing(shape):
            return self._fault(given, f"encloses no clear area: {reason}", "Move it again.", "bad-geometry")
        moved = replace(row, adjusted=True, geometry=to_mapping(shape))
        if differ(row, moved):
            self._put(given, row, moved, self._names.get(row.zone, ""), _drawing_told(row, moved))
        return None

    def _put(self, given: _Given, old: Record, new: Record, name: str, told: str) -> None:
        """Put a row in the place of another, and tell of it."""
        attribute = ROWS[FILES[given.layer]]
        rows: dict[str, Any] = {attribute: tuple(new if row is old else row for row in getattr(self.plan, attribute))}
        self.plan = replace(self.plan, **rows)
        self.changes.append(Edit(given.layer, given.id, name, told))

    def _fault(self, given: _Given, message: str, hint: str, code: str) -> None:
        self.problems.append(Problem(self.shown, 0, given.where, message, hint, code))


@dataclass(frozen=True)
class _Given:
    """One feature as it stands in the file."""

    layer: str
    id: str
    values: Mapping[str, Any]
    geometry: Any
    number: int

    @property
    def where(self) -> str:
        """What messages call it."""
        return f"{self.layer} {self.id}" if self.layer and self.id else f"feature {self.number}"


def _position(geometry: Any) -> tuple[float, float] | None:
    """Return the position of a GeoJSON point; None for anything else."""
    at = geometry.get("coordinates") if isinstance(geometry, dict) and geometry.get("type") == "Point" else None
    if not isinstance(at, list) or len(at) < 2 or not all(type(value) in (int, float) for value in at):
        return None
    return (float(at[0]), float(at[1])) if is_finite(at[0]) and is_finite(at[1]) else None


def differ(one: Any, other: Any) -> bool:
    """Return whether rows differ, their shapes included where they have any."""
    return bool(one != other or getattr(one, "geometry", None) != getattr(other, "geometry", None))


def _place_told(before: Park, after: Park, moved_to: Shape) -> str:
    at = f"{after.lon:.5f}, {after.lat:.5f} ({after.basis}, to {after.precision_km:g} km, by {after.located_by})"
    outside = f"; outside: {after.outside}" if after.outside != before.outside else ""
    if before.lon is None or before.lat is None:
        return f"located at {at}; it was not (basis {before.basis}, {before.unlocated or 'no reason'}){outside}"
    there, here = (f"{row.lon:.5f}, {row.lat:.5f}" for row in (before, after))
    if there == here:
        return f"stays at {at}{outside}"
    moved = centre_km(point(before.lon, before.lat), moved_to)
    return f"moved by {moved:,.2f} km from {there} to {at}{outside}"


def _outline_told(before: Zone, after: Zone, units: Sequence[str]) -> str:
    new, old = to_shape(after.geometry), to_shape(before.geometry)
    assert new is not None, "a zone that was drawn has an outline"
    what = f"union of {', '.join(units)}" if units else f"sketch, to {after.precision_km:g} km"
    if old is None or crossing(old):
        return f"{what}: {area_km2(new):,.1f} km2; it had no outline"
    gained, lost = (total_km2(without(*pair)) for pair in ((new, old), (old, new)))
    was = "" if before.basis == after.basis else f"; it was {before.basis}"
    return f"{what}: {area_km2(new):,.1f} km2, {gained:,.1f} km2 gained, {lost:,.1f} km2 lost{was}"


def _drawing_told(before: Schematic, after: Schematic) -> str:
    old, new = to_shape(before.geometry), to_shape(after.geometry)
    assert new is not None, "a drawing that was moved has a shape"
    return "drawn" if old is None else f"drawing moved by {centre_km(old, new):,.1f} km, adjusted by hand"
