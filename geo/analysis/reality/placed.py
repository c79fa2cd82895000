"""Rows of a register that lie in a plan, as arrays: what all questions of plan and reality are asked of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy

from geo.analysis.register.assign import need_pyarrow
from geo.model.plan import Plan

if TYPE_CHECKING:
    from geo.analysis.register.ground import Place
    from geo.space.covering import Floats, Whole

    Flags = numpy.ndarray[Any, numpy.dtype[numpy.bool_]]


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Where a register has what is asked of it.

    Attributes
    ----------
    industry : str
        Its column of industries.
    weight : str
        A column of numbers by which enterprises are weighed besides: revenue, staff. Empty for none.
    lon, lat : str
        Columns of degrees; recognised where empty.
    datum : {"", "wgs84", "gcj02", "bd09"}
        Of the degrees; CGCS2000 or WGS 84 where empty.
    """

    industry: str
    weight: str = ""
    lon: str = ""
    lat: str = ""
    datum: str = ""


@dataclass(frozen=True)
class Placed:
    """Rows of a register that lie in a plan.

    Attributes
    ----------
    lon, lat : array of float, shape (rows,)
        In CGCS2000 degrees.
    place : array of int, shape (rows,)
        Number of the place of each row: the smallest unit that holds it, with its zones.
    places : tuple of Place
        What these numbers count.
    value : array of int, shape (rows,)
        Number of the value of each row in the column of industries.
    values : tuple of str
        What these numbers count; an empty text for an empty cell.
    weight : array of float, shape (rows,), or None
        What each row weighs; not a number where nothing is said. None where nobody asked.
    rejected : int
        Rows besides that have no good position, or lie outside the plan's units.
    """

    lon: Floats
    lat: Floats
    place: Whole
    places: tuple[Place, ...]
    value: Whole
    values: tuple[str, ...]
    weight: Floats | None = None
    rejected: int = 0

    def __len__(self) -> int:
        """Return how many rows lie in the plan."""
        return len(self.place)

    @property
    def rows_of_values(self) -> dict[str, int]:
        """Value -> rows that hold it."""
        counts = numpy.bincount(self.value, minlength=len(self.values)).tolist()
        return dict(zip(self.values, counts, strict=True))

    def within(self, zone: str) -> Flags:
        """Return whether each row lies in a zone; of an empty text, whether it lies in none."""
        held = [zone in place.zones if zone else not place.zones for place in self.places]
        found: Flags = numpy.array(held, bool)[self.place]
        return found

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Adcodes of the smallest units that hold rows, sorted."""
        return tuple(sorted({place.unit for place in self.places}))

    @cached_property
    def unit(self) -> Whole:
        """The number of the unit of each row."""
        at = {unit: number for number, unit in enumerate(self.units)}
        return numpy.array([at[place.unit] for place in self.places], numpy.int64)[self.place]


def read_placed(plan: Plan, points: Sequence[str], columns: Columns) -> Placed:
    """Read a register and find where in a plan its rows lie.

    Parameters
    ----------
    plan : Plan
        The plan.
    points : sequence of str
        CSV in UTF-8 or GBK, Parquet or GeoParquet: files, folders, patterns.
    columns : Columns
        Its columns.

    Raises
    ------
    UsageError
        There is no such column or datum.
    ReadError
        A file cannot be read, its columns of position cannot be told, or that of industries names none.
    DrawingError
        The plan has no outlines of units, or pyarrow is missing.
    """
    need_pyarrow("Plan and register are set side by side with pyarrow.")
    from geo.analysis.register.assigning import find_rows
    from geo.analysis.register.finding import batches, open_sheet
    from geo.analysis.register.ground import ground_of
    from geo.analysis.register.headers import find_column
    from geo.analysis.register.positions import find_position

    asked = [name for name in (columns.lon, columns.lat, columns.industry, columns.weight) if name]
    sheet = open_sheet(points, asked)
    for name in filter(None, (columns.industry, columns.weight)):
        find_column(sheet.columns, name, sheet.name)
    where, ground = find_position(sheet, columns.lon, columns.lat, columns.datum), ground_of(plan)
    taken = _Taking(columns, sheet.name)
    for part in sheet.parts:
        for batch in batches(sheet, part):
            taken.take(batch.rows, find_rows(batch.rows, where, ground), len(batch.broken))
    return taken.placed()


class _Taking:
    """Gathers the rows of batches.

    Parameters
    ----------
    columns : Columns
        Those of the register.
    name : str
        What messages call it.
    """

    def __init__(self, columns: Columns, name: str) -> None:
        self._columns, self._name = columns, name
        self._places: dict[Place, int] = {}
        self._values: dict[str, int] = {}
        self._arrays: list[tuple[Floats, Floats, Whole, Whole, Floats]] = []
        self._rejected = 0

    def take(self, rows: Any, found: Any, broken: int) -> None:
        """Take the rows of a batch that lie in the plan, and count the others."""
        inside = found.inside
        numbers = [self._places.setdefault(place, len(self._places)) for place in found.places]
        weight = self._weights(rows)[inside] if self._columns.weight else numpy.zeros(0)
        arrays = found.at.lon[inside], found.at.lat[inside], numpy.array(numbers, numpy.int64)[found.which]
        self._arrays.append((*arrays, self._values_of(rows)[inside], weight))
        self._rejected += len(rows) - len(inside) + broken

    def placed(self) -> Placed:
        """Return all that was taken."""
        lon, lat, place, value, weight = map(numpy.concatenate, zip(*self._arrays, strict=True))
        return Placed(
            lon,
            lat,
            place,
            tuple(self._places),
            value,
            tuple(self._values),
            weight if self._columns.weight else None,
            self._rejected,
        )

    def _values_of(self, rows: Any) -> Whole:
        """Return the number of the value of each row."""
        from geo.analysis.register.assigning import values_of

        texts, codes = values_of(rows, self._columns.industry, self._name)
        numbers = [self._values.setdefault(text, len(self._values)) for text in texts]
        return numpy.array(numbers, numpy.int64)[codes]

    def _weights(self, rows: Any) -> Floats:
        """Return what each row weighs; not a number where its cell holds no number, or one below 0."""
        from geo.analysis.register.positions import GOOD, numbers

        found, faults = numbers(rows[self._columns.weight])
        weights: Floats = numpy.where((faults == GOOD) & (found >= 0), found, numpy.nan)
        return weights
