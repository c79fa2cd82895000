"""Rows of a register before they are placed: their own columns as they are, and what these mean."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy
import pyarrow

from geo.analysis.register.headers import NAMES, find_axis, find_column
from geo.analysis.register.parts import check_same
from geo.analysis.spreadsheet.heads import Head, plain
from geo.analysis.take.fields import ORDER, POINTS, meaning, words_of
from geo.model.errors import first_of, one_line

if TYPE_CHECKING:
    from geo.space.covering import Floats, Whole

UNITS = ("province", "city", "county", "unit", "township")
"""Fields that name a unit, the highest first."""

_TOLD_LINES = 8
"""Rows of one kind that are told by their numbers."""

PLACED_BY = ("lon", "lat", "position", "address", "adcode", *UNITS)
"""Fields of which a register has at least one."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How a register is read and placed.

    Attributes
    ----------
    sheet : str
        Of a workbook; empty for the one of which most columns are known, and those like it.
    lon, lat, address : str
        Columns that the user names; recognised where empty.
    datum : {"", "wgs84", "gcj02", "bd09"}
        Of the degrees; where empty nobody has said it, and CGCS2000 is taken.
    """

    sheet: str = ""
    lon: str = ""
    lat: str = ""
    address: str = ""
    datum: str = ""

    @property
    def columns(self) -> Mapping[str, str]:
        """Fields whose columns the user names."""
        given = {"lon": self.lon, "lat": self.lat, "address": self.address}
        return {name: column for name, column in given.items() if column}

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Heads -> fields, those that the user names first."""
        named = {plain(column): name for name, column in self.columns.items()}
        left = {head: name for head, name in words_of(POINTS).items() if name not in self.columns}
        return {**left, **named}


@dataclass(frozen=True)
class Rows:
    """Rows of one form.

    Attributes
    ----------
    name : str
        What messages call them: the file, and its sheet.
    table : pyarrow.Table
        Their own columns, as they stand there.
    fields : mapping of str to str
        Field of :data:`geo.analysis.take.fields.POINTS` -> the column that it is.
    lines : sequence or array of int
        Which row of its file each of them is, from 1.
    origins : sequence of (str, int)
        Files or sheets, and how many of the rows come from each, in their order.
    at : (array of float, array of float) or None
        Longitude and latitude that are no columns, but geometry; NaN where a row has none.
    broken : tuple of (str, int, str)
        Rows that are none: file, row, and what is wrong.
    notes : tuple of str
        What was taken for what, passed over or is in doubt, one line each.
    measure : str
        The measure of money that stands above the table for all of it, empty where none does.
    """

    name: str
    table: pyarrow.Table
    fields: Mapping[str, str]
    lines: Sequence[int] | Whole
    origins: Sequence[tuple[str, int]]
    at: tuple[Floats, Floats] | None = field(default=None, repr=False)
    broken: tuple[tuple[str, int, str], ...] = ()
    notes: tuple[str, ...] = ()
    measure: str = ""

    @property
    def files(self) -> list[str]:
        """Paths of the files that they come from."""
        return list(dict.fromkeys(name.rpartition("[")[0] if name.endswith("]") else name for name, _ in self.origins))

    def file_of(self, row: int) -> str:
        """Return the file or sheet that a row, from 0, comes from."""
        return self.origins[bisect_right(self._ends, row)][0]

    def told_lines(self, rows: Sequence[int]) -> str:
        """Return where rows, from 0, stand: the first of many, with their files where there are several.

        Examples
        --------
        >>> table = pyarrow.table({"name": ["a", "b"]})
        >>> Rows("a.csv", table, {}, [2, 3], [("a.csv", 2)]).told_lines([0, 1])
        'rows 2, 3'
        >>> Rows("a.csv", table, {}, [2, 2], [("a.csv", 1), ("b.csv", 1)]).told_lines([0, 1])
        'rows a.csv:2, b.csv:2'
        """
        at, one = rows[:_TOLD_LINES], len(self.origins) == 1
        listed = ", ".join(f"{self.lines[row]}" if one else f"{self.file_of(row)}:{self.lines[row]}" for row in at)
        if len(rows) == 1:
            return f"row {listed}"
        return f"rows {listed}" if len(rows) <= len(at) else f"rows {listed} and {len(rows) - len(at)} others"

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(count for _, count in self.origins))

    def texts(self, name: str) -> list[str]:
        """Return what stands in a field, row by row; empty where nothing does."""
        column = self.fields.get(name)
        if column is None:
            return [""] * len(self.table)
        return [_text(value) for value in self.table[column].to_pylist()]


def fields_of(columns: Sequence[str], asked: Asked, where: str, *, placed: bool = False) -> dict[str, str]:
    """Return what the columns of a table mean: field -> column, of several that mean the same the first.

    Of a table that is `placed` by its geometry, no column of degrees is looked for.

    Raises
    ------
    UsageError
        A column that the user names is none of them.
    ReadError
        Several may be the longitude or the latitude.
    """
    for column in asked.columns.values():
        find_column(columns, column, where)
    found = dict(asked.columns)
    for column in columns:
        meant = meaning(Head(0, (column,), ""), asked.words)
        if meant and meant.field != ORDER:
            found.setdefault(meant.field, column)
    if placed:
        return {name: column for name, column in found.items() if name not in ("lon", "lat", "position")}
    if "position" not in found or asked.lon or asked.lat:
        axes = {axis: find_axis(columns, axis, getattr(asked, axis), where) for axis in NAMES}
        found |= {axis: column for axis, column in axes.items() if column}
    return found


def told_of(columns: Sequence[str], fields: Mapping[str, str], where: str, words: Mapping[str, str]) -> list[str]:
    """Return what was taken for what, one line each, and which columns are only carried along."""
    by_column = {column: name for name, column in fields.items()}
    lines = []
    for column in columns:
        if column in by_column:
            meant = meaning(Head(0, (column,), ""), words)
            shown, name = one_line(column, 40), by_column[column]
            measure = meant.measure if meant and meant.field == name else ""
            with_measure = f"{where}: {shown} is read as {name} in {measure}"
            lines.append(with_measure if measure else f"{where}: {shown} is read as {name}")
    rest = [one_line(column, 30) for column in columns if column not in by_column]
    return [*lines, *([f"{where}: carried along: {first_of(rest, 12)}"] if rest else [])]


def united(parts: Sequence[Rows]) -> Rows:
    """Return rows of several files or sheets of one form together.

    Raises
    ------
    ReadError
        One has other columns than the first.
    """
    first, *others = parts
    if not others:
        return first
    for part in others:
        check_same(part.name, part.table.column_names, first.name, first.table.column_names)
    tables = [part.table.select(first.table.column_names) for part in parts]
    try:
        table = pyarrow.concat_tables(tables, promote_options="permissive")
    except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError):
        table = pyarrow.concat_tables([_as_texts(each) for each in tables])
    measures = {part.measure for part in parts}
    doubt = (
        [f"{first.name} and others: units of money above their tables differ, so that only cells with their own count."]
        if len(measures) > 1
        else []
    )
    return Rows(
        first_of([part.name for part in parts], 1),
        table,
        first.fields,
        [line for part in parts for line in part.lines],
        [origin for part in parts for origin in part.origins],
        _joined([part.at for part in parts]),
        tuple(row for part in parts for row in part.broken),
        tuple(dict.fromkeys([*(note for part in parts for note in part.notes), *doubt])),
        measures.pop() if len(measures) == 1 else "",
    )


def _joined(places: Sequence[Any]) -> Any:
    if any(each is None for each in places):
        return None
    return tuple(numpy.concatenate([each[axis] for each in places]) for axis in (0, 1))


def _as_texts(table: pyarrow.Table) -> pyarrow.Table:
    return pyarrow.table({name: [_text(value) for value in table[name].to_pylist()] for name in table.column_names})


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value == value // 1 else str(value).strip()
