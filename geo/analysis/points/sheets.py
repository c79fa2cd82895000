"""Registers as workbooks, CSV and Parquet: small ones as they come, large ones as tables under one row of heads."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy
import pyarrow

from geo.analysis.points.rows import PLACED_BY, Asked, Rows, fields_of, told_of
from geo.analysis.register.finding import batches, open_sheet
from geo.analysis.register.headers import CALLED, find_column
from geo.analysis.register.parts import check_width
from geo.analysis.register.positions import geometry_of
from geo.analysis.spreadsheet.grid import Cell, read_grids
from geo.analysis.spreadsheet.heads import Head, Line
from geo.analysis.take.fields import ORDER, meaning, units_above
from geo.analysis.take.reader import TakenSheet, check_sheets, is_nothing, open_tables, told_beside
from geo.model.errors import ReadError, one_line
from geo.space.geometry import points_of

AS_IT_COMES_BYTES = 8_000_000
"""A larger text is a program's: one row of heads, and rows below to the end."""


def read_workbook(path: Path, asked: Asked) -> list[Rows]:
    """Return the rows of a workbook or of a CSV file as it comes: titles, merged heads, sums and remarks told apart.

    Of a workbook, all sheets are taken that have the columns of the best known one.

    Raises
    ------
    ReadError
        It cannot be read, or has no table that says where its rows lie.
    UsageError
        A column that the user names is none.
    """
    grids = read_grids(path)
    for grid in grids:
        check_width(grid.shown, max(map(len, grid.rows.values()), default=0))
    found = open_tables(grids, path, asked.words, PLACED_BY, asked.sheet)
    best = max(found, key=lambda made: len(made.columns))
    same = [made for made in found if _names(made, asked) == _names(best, asked)]
    told_beside(path, best, [made for made in found if made not in same])
    return [_rows_of(made, asked) for made in same]


def read_table(paths: Sequence[Path], asked: Asked) -> Rows:
    """Return the rows of large CSV or Parquet files of one form.

    Raises
    ------
    ReadError
        They cannot be read, or differ in form.
    UsageError
        A column that the user names is none.
    """
    check_sheets(paths[0], not asked.sheet)
    sheet = open_sheet([str(path) for path in paths], list(asked.columns.values()))
    tables, lines, origins, broken = [], [], [], []
    before: dict[str, int] = {}
    for part in sheet.parts:
        for batch in batches(sheet, part):
            # A text has a row of heads, and its parts do not know how many rows stand before them.
            first = before.get(part.name, 1 + (sheet.kind == "csv")) if part.first is None else part.first + 1
            tables.append(batch.rows)
            lines.append(batch.places + first)
            origins.append((part.name, len(batch.rows)))
            broken += [(part.name, place + first, told) for place, told in batch.broken]
            if part.first is None:
                before[part.name] = first + len(batch.rows) + len(batch.broken)
    table = pyarrow.concat_tables(tables)
    geometry = geometry_of(sheet)
    at = points_of(table[geometry].to_numpy()) if geometry else None
    table = table.drop_columns([geometry]) if geometry else table
    fields = fields_of(table.column_names, asked, sheet.name, placed=at is not None)
    if at is None and not set(fields).intersection(PLACED_BY):
        columns = one_line(", ".join(table.column_names), 120)
        raise ReadError(f"{sheet.name}: no column says where its rows lie. Name one with --address. It has: {columns}.")
    notes = told_of(table.column_names, fields, sheet.name, asked.words)
    return Rows(sheet.name, table, fields, numpy.concatenate(lines), origins, at, tuple(broken), tuple(notes))


def _names(made: TakenSheet, asked: Asked) -> list[str]:
    """Return the names of a table's columns, each once: of a head of several rows the lowest, where it says it all."""
    found: dict[str, None] = {}
    lowest = Counter(head.parts[-1] for head in made.table.heads)
    for head in made.table.heads:
        plainly = Head(head.at, (head.parts[-1],), head.place)
        known = meaning(head, asked.words) == meaning(plainly, asked.words) is not None
        own = known and lowest[plainly.text] == 1 and head.text not in asked.columns.values()
        text = one_line(plainly.text if own else head.text, 120)
        found[text if text not in found else f"{text} ({head.place})"] = None
    return list(found)


def _rows_of(made: TakenSheet, asked: Asked) -> Rows:
    """Return the rows of a table; those that are none of data are told and passed over."""
    names = _names(made, asked)
    for column in asked.columns.values():
        find_column(names, column, made.grid.shown)
    lines = []
    for line in made.table.lines:
        if line.kind == "data":
            lines.append(line)
        else:
            made.passed_line(line)
    heads = dict(zip(names, made.table.heads, strict=True))
    cells = {name: [made.grid.seen(line.number, head.at) for line in lines] for name, head in heads.items()}
    by_place = {head.at: name for name, head in heads.items()}
    fields = {
        each.meaning.field: by_place[each.head.at] for each in reversed(made.columns) if each.meaning.field != ORDER
    } | dict(asked.columns)
    table = pyarrow.table({name: _column(column) for name, column in cells.items()})
    notes = (
        *told_of(names, fields, made.grid.shown, asked.words),
        *made.notes,
        *_others(made, asked),
        *_faults(made, lines),
    )
    return Rows(
        made.grid.shown,
        table,
        fields,
        [line.number for line in lines],
        [(made.grid.shown, len(lines))],
        notes=notes,
        measure=_above(made.table.above),
    )


def _others(made: TakenSheet, asked: Asked) -> Iterator[str]:
    """Yield that several columns may be the longitude or the latitude, and which is taken."""
    for axis in ("lon", "lat"):
        heads = [head for head in made.table.heads if (meant := meaning(head, asked.words)) and meant.field == axis]
        if len(heads) > 1 and axis not in asked.columns:
            names = ", ".join(one_line(head.text, 40) for head in heads)
            first = one_line(next(each.head.text for each in made.columns if each.meaning.field == axis), 40)
            taken = f"{names} may each be the {CALLED[axis]}: {first} is taken"
            yield f"{made.grid.shown}: {taken}. --{axis} names another."


def _above(above: Sequence[str]) -> str:
    """Return the measure of money that stands above a table: 金额单位：万元."""
    found = (re.match("(?:人民币)?([十百千万亿]*元)", unit) for unit in units_above(above))
    return next((match[1] for match in found if match), "")


def _column(cells: Sequence[Cell]) -> pyarrow.Array:
    """Return cells as numbers where all are, else as the texts that people read; nothing where nothing is."""
    values = [None if is_nothing(cell) else cell.value for cell in cells]
    there = [value for value in values if value is not None]
    if there and all(isinstance(value, int | float) and not isinstance(value, bool) for value in there):
        whole = all(isinstance(value, int) and abs(value) < 2**53 for value in there)
        kind = pyarrow.int64() if whole else pyarrow.float64()
        return pyarrow.array([None if value is None else _number(value, whole) for value in values], kind)
    texts = [None if value is None else cell.text for value, cell in zip(values, cells, strict=True)]
    return pyarrow.array(texts, pyarrow.string())


def _number(value: Any, whole: bool) -> Any:
    return value if whole else float(value) if math.isfinite(value) else None


def _faults(made: TakenSheet, lines: Sequence[Line]) -> list[str]:
    """Return which cells cannot be taken, for example an error of a formula."""
    found = [cell for line in lines for cell in line.cells if cell.fault]
    shown = [f"{made.grid.shown}: {cell.at} holds {cell.fault}: taken as empty." for cell in found[:3]]
    return [*shown, *([f"{made.grid.shown}: and {len(found) - 3} more such cells."] if len(found) > 3 else [])]
