"""A plan opened for checking: its rows by id, its outlines as shapes, its places as points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from geo.model.errors import Problem, Severity
from geo.model.plan import Plan, file_of
from geo.model.schema import LAYERS, TABLES, Citation, Park, Record, Schematic, Status, Unit, Zone, key, plain_name
from geo.space.boxes import GLOBE, DegreeBox
from geo.space.geometry import Shape, box, is_swapped, sound_shapes, to_shape

Row = TypeVar("Row", bound=Record)

_FILES = {row: name for name, row in {**LAYERS, **TABLES}.items()}


class Finding(NamedTuple):
    """What a rule found: the row that is wrong, what is wrong with it and what to do."""

    at: Record | str
    message: str
    hint: str = ""
    line: int | None = None


@dataclass(frozen=True)
class Rule:
    """One thing that must hold for every plan.

    Attributes
    ----------
    code : str
        Its name in findings.
    meaning : str
        What must hold; one sentence.
    find : callable
        Lookup in, findings out.
    severity : {"error", "warning", "note"}
        What a breach counts as.
    """

    code: str
    meaning: str
    find: Callable[[Lookup], Iterable[Finding]]
    severity: Severity = "error"

    def problems(self, look: Lookup) -> list[Problem]:
        """Return the rule's findings, each with its place in the files."""
        return [self._problem(found, look) for found in self.find(look)]

    def _problem(self, found: Finding, look: Lookup) -> Problem:
        if isinstance(found.at, str):
            shown, line, where = file_of(look.plan.id, found.at), 0, ""
        else:
            shown, line, where = look.file(found.at), found.at.line, named(found.at)
        line = line if found.line is None else found.line
        return Problem(shown, line, where, found.message, found.hint, self.code, self.severity)


@dataclass(frozen=True)
class Lookup:
    """A plan with what several rules ask of it, each computed once."""

    plan: Plan

    def file(self, record: Record) -> str:
        """Return the file in which a record stands, as messages show it."""
        return file_of(self.plan.id, _FILES.get(type(record), "plan.toml"))

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """Units by adcode."""
        return by_id(self.plan.unit_rows)

    @cached_property
    def zones(self) -> Mapping[str, Zone]:
        """Zones by id."""
        return by_id(self.plan.zone_rows)

    @cached_property
    def parks(self) -> Mapping[str, Park]:
        """Parks by id."""
        return by_id(self.plan.park_rows)

    @cached_property
    def ids(self) -> Mapping[str, Mapping[str, Record]]:
        """Rows by id of everything that a row can point at, by kind."""
        plan = self.plan
        return {
            "plan": {plan.id: plan.header},
            "group": by_id(plan.groups),
            "zone": self.zones,
            "unit": self.units,
            "park": self.parks,
            "target": by_id(plan.target_rows),
            "source": by_id(plan.sources),
            "industry": by_id(plan.industries),
        }

    @cached_property
    def outlined(self) -> tuple[tuple[Zone | Unit, Shape], ...]:
        """The zones and units that have an outline, each with it as it stands in the file."""
        rows: tuple[Zone | Unit, ...] = (*self.plan.zone_rows, *self.plan.unit_rows)
        return tuple((row, shape) for row in rows if (shape := to_shape(row.geometry)) is not None)

    @cached_property
    def drawn(self) -> tuple[tuple[Schematic, Shape], ...]:
        """The drawings of the planning diagram, each with its shape."""
        return tuple((row, shape) for row in self.plan.schematic_rows if (shape := to_shape(row.geometry)) is not None)

    @cached_property
    def sound(self) -> Mapping[str, Shape]:
        """Those outlines that can be measured, by id: on the globe, and nowhere crossing themselves."""
        return sound_shapes({ident(row): row.geometry for row, _ in self.outlined})

    @cached_property
    def extent(self) -> DegreeBox | None:
        """The box of all units."""
        return DegreeBox.around(box(self.sound[unit]) for unit in self.units if unit in self.sound)

    @cached_property
    def pairs(self) -> tuple[tuple[Park, float, float], ...]:
        """The parks with coordinates, as (park, lon, lat)."""
        found = [(park, park.lon, park.lat) for park in self.plan.park_rows]
        return tuple((park, lon, lat) for park, lon, lat in found if lon is not None and lat is not None)

    @cached_property
    def points(self) -> tuple[tuple[Park, float, float], ...]:
        """Those of them whose coordinates can be true."""
        return tuple(
            (park, lon, lat)
            for park, lon, lat in self.pairs
            if GLOBE.holds((lon, lat)) and not self.is_swapped(lon, lat)
        )

    def is_swapped(self, lon: float, lat: float) -> bool:
        """Return whether coordinates make sense only the other way round."""
        return is_swapped(lon, lat, self.extent)


def by_id(rows: Iterable[Row]) -> dict[str, Row]:
    """Return rows by id; of several with one id the first."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(ident(row), row)
    return found


def ident(row: Record) -> str:
    """Return a row's id."""
    return str(getattr(row, key(type(row))))


def named(row: Record) -> str:
    """Return what messages call a row, for example ``park harbin-vet``."""
    if isinstance(row, Citation):
        return f"citation of {row.subject_type} {row.subject_id}"
    if isinstance(row, Status):
        return f"status of park {row.park_id}"
    name = ident(row) if key(type(row)) else str(getattr(row, "target_id", ""))
    return "plan" if plain_name(type(row)) == "header" else f"{plain_name(type(row))} {name or '?'}"
