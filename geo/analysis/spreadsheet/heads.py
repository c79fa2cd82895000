"""Where in a sheet its table is: the head, of one row or several, above rows of data, totals and remarks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from geo.analysis.spreadsheet.book import letters
from geo.analysis.spreadsheet.grid import Cell, Grid, row_of

_SEARCHED = 30
"""Rows in which a head is looked for."""

_DEEPEST = 3
"""Rows that one head has at most."""

_FEWEST_GROUPS = 2
"""Texts that a row above a head has at least, where it is part of it."""

_TOTAL = re.compile(
    r"(其中)?(合计|总计|小计|共计|累计|总和|平均值?|全省合计|全市合计|total|subtotal|sum)[:：]?", re.IGNORECASE
)
_REMARK = re.compile(
    r"(注|附注|备注|说明|填表|制表|审核|联系|单位|资料来源|数据来源|来源|填报)[^:：]{0,6}[:：]|注\d*[、.．]"
)
_TITLE = re.compile(r"[(（]?[一二三四五六七八九十]+[)）、.．]")
_COUNT = re.compile(r"[(（]?(\d{1,2}|[甲乙丙丁戊])[)）]?")
_MARKS = re.compile(r"[\s*＊★☆:：_]+")

Kind = Literal["data", "total", "remark", "title", "head"]


@dataclass(frozen=True)
class Head:
    """The head of one column.

    Attributes
    ----------
    at : int
        The column, from 0.
    parts : tuple of str
        What stands there, the upper rows first, as people read it.
    place : str
        Its cell, for example ``C3``.
    """

    at: int
    parts: tuple[str, ...]
    place: str

    @property
    def text(self) -> str:
        """All that stands there, as one text."""
        return "".join(self.parts)


@dataclass(frozen=True)
class Line:
    """One row below the head.

    Attributes
    ----------
    number : int
        Of the row, from 1.
    kind : {"data", "total", "remark", "title", "head"}
        A row of the table; one of sums; a remark across the sheet; a title within the table; the head once more, or the
        numbers of its columns.
    cells : sequence of Cell
        From the first column on.
    """

    number: int
    kind: Kind
    cells: Sequence[Cell]

    def cell(self, at: int) -> Cell:
        """Return the cell of a column, counted from 0; a blank one where the row is shorter."""
        return self.cells[at] if at < len(self.cells) else Cell(None, f"{letters(at + 1)}{self.number}")


@dataclass(frozen=True)
class Table:
    """A table that was found in a sheet.

    Attributes
    ----------
    grid : Grid
        The sheet.
    above : tuple of str
        What stands above the head: the title, the unit of all numbers.
    heads : tuple of Head
        All columns that have a head.
    lines : tuple of Line
        All rows below it that are not blank.
    """

    grid: Grid
    above: tuple[str, ...]
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]


def find_table(grid: Grid, known: Callable[[Head], Hashable | None]) -> Table | None:
    """Return the table of a sheet whose head names most of what is known; None where no head names anything.

    The head may stand below a title and be of several rows, merged or not: then a column is called by all of them.

    Parameters
    ----------
    grid : Grid
        The sheet.
    known : callable
        Head -> what it means, None for one that is not known.
    """
    best: tuple[int, int, int] = (0, 0, 0)
    rows: list[int] = []
    numbers = list(grid.rows)
    for start in range(min(len(numbers), _SEARCHED)):
        for deep in range(1, _DEEPEST + 1):
            tried = numbers[start : start + deep]
            if len(tried) < deep or tried[-1] - tried[0] >= deep:
                continue
            meant = {meaning for head in _heads(grid, tried) if (meaning := known(head)) is not None}
            # Of heads that name as much, the one of fewer rows, then the higher: what follows may look like one.
            rank = (len(meant), -deep, -start)
            if meant and rank > best:
                best, rows = rank, tried
    if not rows:
        return None
    rows = _with_upper(grid, _with_lower(grid, rows))
    heads = _heads(grid, rows)
    above = tuple(text for number in numbers if number < rows[0] if (text := _joined(grid.rows[number])))
    below = [number for number in numbers if number > rows[-1]]
    return Table(grid, above, tuple(heads), tuple(_lines(grid, heads, below)))


def plain(text: str) -> str:
    """Return a head as words are compared: one width, no blanks, stars and colons, small letters.

    Examples
    --------
    >>> plain(" 企业 名称＊"), plain("Lon_"), plain("坐标（经度，纬度）")
    ('企业名称', 'lon', '坐标(经度,纬度)')
    """
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).lower()


def _with_lower(grid: Grid, rows: list[int]) -> list[int]:
    """Return the rows of a head with those below it into which one of its cells is merged: no row of data is."""
    while len(rows) < _DEEPEST and any(
        row_of(other) == rows[-1] + 1 and row_of(first) in rows for other, first in grid.covered.items()
    ):
        rows = [*rows, rows[-1] + 1]
    return rows


def _with_upper(grid: Grid, rows: list[int]) -> list[int]:
    """Return the rows of a head with those above it that part its columns into groups; a title parts nothing."""
    while len(rows) < _DEEPEST and rows[0] - 1 in grid.rows:
        upper = rows[0] - 1
        texts = {cell.text for at in range(len(grid.rows[upper])) if (cell := grid.seen(upper, at)).text}
        if len(texts) < _FEWEST_GROUPS or any(re.search("[:：]", text) for text in texts):
            break
        rows = [upper, *rows]
    return rows


def _heads(grid: Grid, rows: Sequence[int]) -> list[Head]:
    width = max(len(grid.rows[number]) for number in rows)
    found = []
    for at in range(width):
        cells = [grid.seen(number, at) for number in rows]
        parts = tuple(dict.fromkeys(cell.text for cell in cells if isinstance(cell.value, str) and cell.text))
        years = tuple(cell.text for cell in cells if isinstance(cell.value, int | float) and not parts)
        if parts or years:
            lowest = max(number for number, cell in zip(rows, cells, strict=True) if cell.text)
            place = f"{letters(at + 1)}{lowest}"
            place = grid.covered.get(place, place) if parts else place
            found.append(Head(at, parts or years, place))
    return found


def _lines(grid: Grid, heads: Sequence[Head], numbers: Sequence[int]) -> Iterator[Line]:
    words = {head.at: {plain(part) for part in (*head.parts, head.text)} for head in heads}
    wide = {first for other, first in grid.covered.items() if row_of(other) == row_of(first)}
    for place, number in enumerate(numbers):
        cells = grid.rows[number]
        yield Line(number, _kind(cells, words, wide, first=place == 0), cells)


def _kind(cells: Sequence[Cell], words: Mapping[int, set[str]], wide: Set[str], *, first: bool) -> Kind:
    filled = [(at, cell) for at, cell in enumerate(cells) if not cell.is_blank]
    texts = [cell.text for _, cell in filled]
    if len(filled) > 1 and all(plain(cell.text) in words.get(at, ()) for at, cell in filled):
        return "head"
    if first and len(filled) > 2 and all(map(_COUNT.fullmatch, texts)):
        return "head"
    opening = next((cell.text for _, cell in filled if isinstance(cell.value, str) and not cell.text.isdigit()), "")
    if _TOTAL.fullmatch(re.sub(r"\s+", "", opening)):
        return "total"
    if len(filled) > 1:
        return "data"
    if _REMARK.match(texts[0]):
        return "remark"
    return "title" if _TITLE.match(texts[0]) or filled[0][1].at in wide else "data"


def _joined(cells: Sequence[Cell]) -> str:
    return " ".join(cell.text for cell in cells if cell.text)
