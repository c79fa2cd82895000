"""What the rows of a register are assigned to: units and zones of a plan, as a value that other machines can take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy

from geo.model.errors import DrawingError
from geo.model.plan import Plan
from geo.model.schema import FINE_LEVELS, LEVELS, Unit, Zone
from geo.space.boxes import DegreeBox
from geo.space.covering import ACROSS, Covering, Face
from geo.space.geometry import Shape, box, from_wkb, sound_shapes, to_wkb
from geo.space.nearest import Nearest

if TYPE_CHECKING:
    from geo.space.covering import Floats, Whole

_UNION = "admin-union"

_JIAGEDAQI = frozenset({"232700", "内蒙古自治区"})
"""The prefecture of 大兴安岭, and the province whose outline holds its seat."""

_Row = TypeVar("_Row", Unit, Zone)


@dataclass(frozen=True)
class Place:
    """Where a point lies in a plan.

    Attributes
    ----------
    unit, unit_name : str
        Adcode and name of the smallest unit that holds it; empty where none does.
    prefecture, prefecture_name : str
        The prefecture that this is, or that is above it.
    zones : tuple of str
        Ids of the zones that hold it, in the order of the slogan.
    """

    unit: str
    unit_name: str
    prefecture: str
    prefecture_name: str
    zones: tuple[str, ...]


@dataclass(frozen=True)
class Ground:
    """Outlines of a plan's units and zones, and of the provinces around.

    Attributes
    ----------
    plan : str
        Id of the plan.
    units : tuple of Unit
        Units with an outline, by their adcodes; without geometry.
    zones : tuple of Zone
        Zones with an outline, as the slogan counts them; without geometry.
    upwards : mapping of str to tuple of str
        Adcode -> itself and the units above it.
    names : mapping of str to str
        Adcode -> name, of all units of the plan.
    shapes : tuple of bytes
        Outlines of these units, then zones, in well-known binary.
    provinces : tuple of (str, bytes)
        Names and outlines of all provinces, to say where a point lies that is in none of the units.
    across : int
        Cells from west to east by which points are looked up.
    """

    plan: str
    units: tuple[Unit, ...]
    zones: tuple[Zone, ...]
    upwards: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    shapes: tuple[bytes, ...]
    provinces: tuple[tuple[str, bytes], ...]
    across: int = ACROSS

    def __getstate__(self) -> dict[str, Any]:
        """Return what other processes need: they index the outlines by themselves."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @cached_property
    def covering(self) -> Covering:
        """All outlines, to be asked which of them hold a point."""
        return Covering([from_wkb(shape) for shape in self.shapes], self.across)

    def prepare(self) -> None:
        """Index the outlines: once, before threads ask for them."""
        _ = self.covering

    @cached_property
    def around(self) -> Covering:
        """The provinces, to be asked the same."""
        return Covering([from_wkb(shape) for _, shape in self.provinces], across=512)

    @cached_property
    def nearest(self) -> Nearest | None:
        """The zones, to be asked for distances; None where no zone is drawn."""
        shapes = [from_wkb(shape) for shape in self.shapes[len(self.units) :]]
        return Nearest(shapes) if shapes else None

    @cached_property
    def region(self) -> DegreeBox:
        """The box around all outlines."""
        found = DegreeBox.around(box(from_wkb(shape)) for shape in self.shapes)
        assert found is not None
        return found

    def place(self, face: Face) -> Place:
        """Return where points lie that certain outlines hold.

        Of units of the same level, on whose common border a point lies, it is in the one with the lowest adcode; and of
        zones that are unions of units, it is then in those of this unit.
        """
        if face not in self._known:
            self._known[face] = self._place(face)
        return self._known[face]

    def _place(self, face: Face) -> Place:
        count = len(self.units)
        held = [self.units[number] for number in face if number < count]
        lowest = min((_depth(unit) for unit in held), default=0)
        smallest = sorted(unit.unit for unit in held if _depth(unit) == lowest)
        unit = smallest[0] if smallest else ""
        line = self.upwards.get(unit, ())
        zones = [self.zones[number - count] for number in face if number >= count]
        if len(smallest) > 1:
            zones = [zone for zone in zones if zone.basis != _UNION or not set(zone.members).isdisjoint(line)]
        return self._in_unit(unit, zones)

    def _in_unit(self, unit: str, zones: Iterable[Zone]) -> Place:
        """Return where lies what is in a unit, and in some zones."""
        prefecture, named = self.prefecture(unit), tuple(zone.zone for zone in zones)
        return Place(unit, self.names.get(unit, ""), prefecture, self.names.get(prefecture, ""), named)

    def prefecture(self, unit: str) -> str:
        """Return the adcode of the prefecture that a unit is, or that is above it; empty where there is none."""
        return next((above for above in self.upwards.get(unit, ()) if self.levels.get(above) == "prefecture"), "")

    def counted_in(self, unit: str) -> tuple[str, ...]:
        """Return the units in which what lies in a unit counts, the highest first: its prefecture, others, itself."""
        line = self.upwards.get(unit, (unit,))
        tops = [at for at, above in enumerate(line) if self.levels.get(above) in (*FINE_LEVELS, "prefecture")]
        return tuple(reversed(line[: max(tops, default=0) + 1]))

    def provinces_at(self, lon: Floats, lat: Floats) -> tuple[Whole, list[str]]:
        """Return the number of the province that each point lies in, by generalised outlines, and their names.

        The last name is empty, for what lies in none.
        """
        names = [*(name for name, _ in self.provinces), ""]
        if not len(lon) or not self.provinces:
            return numpy.full(len(lon), len(names) - 1), names
        codes, faces = self.around.look_up(lon, lat)
        return numpy.array([face[0] if face else len(names) - 1 for face in faces])[codes], names

    def said_of(self, province: str) -> str:
        """Return what is said of a point that lies outside the plan's units."""
        if not province:
            return "abroad or at sea"
        if province in self.names.values():
            return f"at the border of {province}, outside the outlines of its units"
        return f"in {province}"

    def told_of_jiagedaqi(self, provinces: Set[str]) -> Iterator[str]:
        """Yield what is to be said where points outside the plan lie in the province that holds 大兴安岭's seat."""
        if {*self.names, *provinces} >= _JIAGEDAQI:
            told = "加格达奇区, which 大兴安岭地区 administers, lies in 内蒙古自治区 by these boundaries"
            yield f"{told} and counts there."

    def known_to(self, unit: str) -> Place:
        """Return where what is known to a unit only lies: in the zones that are made of this unit, or of one above."""
        line = self.upwards.get(unit, (unit,))
        made = (zone for zone in self.zones if zone.basis == _UNION and not set(zone.members).isdisjoint(line))
        return self._in_unit(unit, made)

    @cached_property
    def _known(self) -> dict[Face, Place]:
        return {}

    @cached_property
    def levels(self) -> Mapping[str, str]:
        """Adcode -> level, of units with an outline."""
        return {unit.unit: unit.level for unit in self.units}

    @cached_property
    def outlines(self) -> Mapping[str, Shape]:
        """Adcode -> outline, of the same."""
        return {unit.unit: from_wkb(shape) for unit, shape in zip(self.units, self.shapes, strict=False)}

    @cached_property
    def zone_names(self) -> Mapping[str, str]:
        """Id -> name, of zones with an outline, as the slogan counts them."""
        return {zone.zone: zone.name for zone in self.zones}


def ground_of(plan: Plan) -> Ground:
    """Return what points are assigned to in a plan.

    Raises
    ------
    DrawingError
        No unit of it has an outline, or some outlines enclose no clear area.
    """
    units = _each_once((unit.unit, unit) for unit in sorted(plan.unit_rows, key=lambda unit: unit.unit))
    zones = _each_once((zone.zone, zone) for zone in plan.zones_in_order())
    if not units:
        raise DrawingError(
            f"{plan.id}: none of its units has an outline to assign points to. Add them to units.geojson."
        )
    shapes = {**_sound(plan.id, "unit", units), **_sound(plan.id, "zone", zones)}
    provinces = plan.base[0]
    around = sound_shapes({row.province: row.geometry for row in provinces})
    return Ground(
        plan.id,
        tuple(replace(unit, geometry=None) for unit in units),
        tuple(replace(zone, geometry=None) for zone in zones),
        {unit.unit: plan.upwards(unit.unit) for unit in plan.unit_rows},
        plan.unit_names,
        tuple(to_wkb(shape) for shape in shapes.values()),
        tuple((row.name, to_wkb(around[row.province])) for row in provinces if row.province in around),
    )


def _each_once(rows: Iterable[tuple[str, _Row]]) -> list[_Row]:
    """Return rows with an outline, of several with one id the first."""
    found: dict[str, _Row] = {}
    for ident, row in rows:
        if row.geometry:
            found.setdefault(ident, row)
    return list(found.values())


def _sound(plan: str, kind: str, rows: Sequence[Unit] | Sequence[Zone]) -> dict[tuple[str, str], Shape]:
    outlines = {str(getattr(row, kind)): row.geometry for row in rows}
    found = sound_shapes(outlines)
    for ident in outlines:
        if ident not in found:
            raise DrawingError(f"{plan}: the outline of {kind} {ident} encloses no clear area. Run buju check {plan}.")
    return {(kind, ident): shape for ident, shape in found.items()}


def _depth(unit: Unit) -> int:
    """Return how far up a unit stands: 0 is the lowest level."""
    levels = [*reversed(LEVELS)]
    return levels.index(unit.level) if unit.level in LEVELS else len(levels)
