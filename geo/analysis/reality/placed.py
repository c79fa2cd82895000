"""Rows of a register that lie in a plan, as arrays: what all questions of plan and reality are asked of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy

from geo.analysis.author.cellvalues import CellError
from geo.analysis.points.amounts import NO_AMOUNT, factor_of, yuan_in
from geo.analysis.points.points import Points
from geo.analysis.register.ground import Place
from geo.analysis.register.headers import check_industries
from geo.analysis.spreadsheet.grid import Cell
from geo.analysis.take.numbers import read_quantity
from geo.model.errors import UsageError, one_line

if TYPE_CHECKING:
    from geo.space.covering import Flags, Floats, Whole


@dataclass(frozen=True)
class Placed:
    """Rows of a register that lie in a plan.

    Attributes
    ----------
    lon, lat : array of float, shape (rows,)
        In CGCS2000 degrees; NaN where a row is known to a unit only.
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

    @property
    def at_points(self) -> Flags:
        """Whether each row has a position of its own."""
        found: Flags = ~numpy.isnan(self.lon)
        return found

    def within(self, zone: str) -> Flags:
        """Return whether each row lies in a zone; of an empty text, whether it lies in none."""
        held = [zone in place.zones if zone else not place.zones for place in self.places]
        found: Flags = numpy.array(held, bool)[self.place]
        return found

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Adcodes of the smallest units that are known to hold rows, sorted."""
        return tuple(sorted({place.unit for place in self.places}))

    @cached_property
    def unit(self) -> Whole:
        """The number of the unit of each row."""
        at = {unit: number for number, unit in enumerate(self.units)}
        return numpy.array([at[place.unit] for place in self.places], numpy.int64)[self.place]


def placed_of(points: Points, industry: str = "", weight: str = "") -> Placed:
    """Return the rows of a register that lie in a plan.

    Parameters
    ----------
    points : Points
        The register on the plan.
    industry : str
        Its column of industries; recognised where empty.
    weight : str
        A column of numbers by which enterprises are weighed besides: revenue, staff. Empty for none.

    Raises
    ------
    UsageError
        There is no such column, or none that is known as that of industries.
    ReadError
        The column of industries holds too many values to be one.
    """
    rows, column = points.rows, industry or points.rows.fields.get("industry", "")
    if not column:
        columns = one_line(", ".join(rows.table.column_names), 120)
        raise UsageError(f"{rows.name}: no column is known as its industry. Name it with --industry-column: {columns}.")
    at = points.placed
    values, codes = numpy.unique(numpy.array(points.texts(column), object).astype(str)[at], return_inverse=True)
    check_industries(len(values), column, rows.name)
    return Placed(
        points.lon[at],
        points.lat[at],
        points.which[at],
        points.places,
        codes.astype(numpy.int64),
        tuple(values.tolist()),
        numpy.array(list(_weights(weight, points.column(weight))))[at] if weight else None,
        len(points.which) - len(at) + len(rows.broken),
    )


def _weights(name: str, cells: Sequence[Any]) -> Iterator[float]:
    """Yield what each row weighs, money in yuan; not a number where a cell holds no number, or one below 0."""
    factor = factor_of(name)
    for cell in cells:
        found, why = yuan_in(cell, factor or 1.0)
        yield _number(str(cell)) if why == NO_AMOUNT and not factor else found


def _number(text: str) -> float:
    """Return the number of a text, whatever it counts; not a number where it holds none, or only a bound."""
    try:
        quantity, _, _ = read_quantity(Cell(text, ""), "")
    except CellError:
        return numpy.nan
    return float(quantity.low) if quantity.operator in ("eq", "approx") else numpy.nan
