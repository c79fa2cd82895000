"""Tables of indicators in a text: a column of names, one of measures, and one a year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.analysis.clauses import Document, squeeze
from geo.analysis.draft.passages import Sentence
from geo.analysis.quantities import MEASURE, Quantity, full_measure, value_of

_CELLS = re.compile(r"\t+| {2,}|\s*\|\s*")
_YEAR = re.compile("(?:到|至)?(20\\d\\d)年?(?:底|末)?(?P<what>.{0,8})")
_NOW = re.compile("现状|基期|基准|实际|完成|现值")
_VALUE = re.compile(
    "(?P<sign>[≥≤><]|不低于|超过?|约|>=|<=)?(?P<low>[\\d,]+(?:\\.\\d+)?)(?:[—–~～-](?P<high>[\\d,]+(?:\\.\\d+)?))?"
    f"(?P<of>{MEASURE})?(?P<after>以上|左右|以内|以下)?"
)
_SIGNS = {
    "≥": "ge",
    ">=": "ge",
    "不低于": "ge",
    "以上": "ge",
    ">": "gt",
    "超": "gt",
    "超过": "gt",
    "≤": "le",
    "<=": "le",
}
_SIGNS |= {"以内": "le", "以下": "le", "<": "lt", "约": "approx", "左右": "approx"}
_UNIT = re.compile(f"(?:单位:?)?({MEASURE}|万?亿|—|-|/)")
_IN_NAME = re.compile(f"\\(({MEASURE})\\)$")
_NO_NAME = re.compile("\\d{1,2}|[一二三四五六七八九十]+|预期性|约束性|指标|序号|类别|单位|属性|—|-|累计|年均")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Attributes
    ----------
    text : str
        Its squeezed text.
    start : int
        Where it stands in the document.
    """

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class TableNumber:
    """One number of a table.

    Attributes
    ----------
    indicator : str
        Name of its row.
    year : int
        Year of its column.
    now : bool
        Whether the column is said to be of what there is.
    quantity : Quantity
        The number, with its place in its row.
    row : Sentence
        The row as a sentence.
    """

    indicator: str
    year: int
    now: bool
    quantity: Quantity
    row: Sentence


def table_numbers(text: str, document: Document) -> Iterator[TableNumber]:
    """Yield the numbers of the tables of a document whose columns are years.

    Parameters
    ----------
    text : str
        The file, with tabs, bars or several spaces between cells.
    document : Document
        The document in it.
    """
    years: dict[int, tuple[int, bool]] = {}
    width = 0
    for row in _rows(text, document):
        headed = {at: year for at, cell in enumerate(row) if (year := _year(cell))}
        if headed and not any(_VALUE.fullmatch(cell.text) for at, cell in enumerate(row) if at not in headed):
            years, width = headed, len(row)
        elif years and len(row) >= 2:
            yield from _numbers(row, years, width)


def _rows(text: str, document: Document) -> Iterator[list[Cell]]:
    """Yield the lines of a file that have several cells, as far as they stand in the document; no cells are lost."""
    starts = {line: at for at, line in reversed(list(enumerate(document.lines)))}
    for number, line in enumerate(text.split("\n"), 1):
        pieces = [squeeze(piece) for piece in _CELLS.split(line.strip())]
        if number in starts and sum(map(bool, pieces)) > 1:
            at, cells = starts[number], []
            for piece in pieces:
                cells.append(Cell(piece, at))
                at += len(piece)
            yield [cell for cell in cells if cell.text]


def _year(cell: Cell) -> tuple[int, bool] | None:
    """Return the year that heads a column, and whether it is one of what there is; None where it heads none."""
    match = _YEAR.fullmatch(cell.text)
    return (int(match[1]), bool(_NOW.search(match["what"]))) if match else None


def _numbers(row: Sequence[Cell], years: dict[int, tuple[int, bool]], width: int) -> Iterator[TableNumber]:
    """Yield the numbers of a row; one that lacks its first cells, as under a merged one, is read from its end."""
    shift = len(row) - width
    names = [cell for cell in row if not _VALUE.fullmatch(cell.text) and not _NO_NAME.fullmatch(cell.text)]
    names = [cell for cell in names if not _UNIT.fullmatch(cell.text)]
    if not names or shift > 0:
        return
    name = names[0] if len(names) == 1 or shift < 0 else names[-1] if _is_group(names) else names[0]
    in_name = _IN_NAME.search(name.text)
    units = [match[1] for cell in row if (match := _UNIT.fullmatch(cell.text)) and match[1] not in "—-/"]
    unit = in_name[1] if in_name else units[0] if units else ""
    whole = Sentence("".join(cell.text for cell in row), row[0].start, False, -1)
    for at, (year, now) in years.items():
        cell = row[at + shift] if 0 <= at + shift < len(row) else None
        if cell is not None and (match := _VALUE.fullmatch(cell.text)):
            quantity = _quantity(match, unit, cell.start - row[0].start)
            yield TableNumber(_IN_NAME.sub("", name.text), year, now, quantity, whole)


def _is_group(names: Sequence[Cell]) -> bool:
    """Return whether the first name of a row heads several rows: 产业规模 before 总产值."""
    return len(names) > 1 and len(names[0].text) <= 8


def _quantity(match: re.Match[str], unit: str, start: int) -> Quantity:
    low, high = (value_of(text) if text else None for text in (match["low"], match["high"]))
    sign = match["sign"] or match["after"] or ""
    operator = "range" if high is not None else _SIGNS.get(sign, "eq")
    measure = full_measure(match["of"] or unit)
    return Quantity(low or 0.0, high, operator, measure, start, start + match.end())
