"""Tables of a text: indicators with a column a year, and lists of projects, parks or firms with where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from geo.analysis.clauses import Document, is_heading, squeeze
from geo.analysis.draft.passages import Sentence
from geo.analysis.quantities import MEASURE, Quantity, full_measure, value_of

_EDGE = re.compile(r"\t+|\s*\|\s*")
_MARKS = re.compile(r"\t|\s*\|\s*")
_CELLS = re.compile(f"{_EDGE.pattern}| {{2,}}")
_LOOSE = re.compile(r"(?<=\S) +(?=[^\s年])")
"""What stands between the cells of a table that a page has printed as a line."""
_YEAR = re.compile("(?:到|至)?(20\\d\\d)年?(?:底|末)?(?P<what>.{0,8})")
_NOW = re.compile("现状|基期|基准|实际|完成|现值")
_VALUE = re.compile(
    "[\\[〔(]?(?P<sign>[≥≤><]|不低于|超过?|约|>=|<=)?(?P<low>[\\d,]+(?:\\.\\d+)?)"
    f"(?:[—–~～-](?P<high>[\\d,]+(?:\\.\\d+)?))?(?P<of>{MEASURE})?(?P<after>以上|左右|以内|以下)?[\\]〕)]?"
)
"""A number; one in square brackets adds up over the years of the plan."""
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
_IN_NAME = re.compile(f"\\(({MEASURE}|万?亿)\\)$")
_NO_NAME = re.compile("\\d{1,2}|[一二三四五六七八九十]+|预期性|约束性|指标|序号|类别|单位|属性|—|-|累计|年均")
_HEADS = {
    "name": re.compile(
        ".{0,4}(?:项目|企业|公司|单位|园区|基地|平台|机构|载体|开发区|实验室|港区|功能区|片区|分区|产区|组团|板块|产业带)(?:\\(.*\\))?(?:名称)?|名称"
    ),
    "unit": re.compile(
        "(?:建设|实施|所属?|项目)?(?:所在)?(?:地点|地址|地区|地市|市县|县区|县市|区县|市州|位置|属地|[市县区])(?:\\(.{1,9}\\))?|所在地|所在.{1,4}|布局地区|"
        "(?:涉及|覆盖|包括|包含|所辖|规划|布局)?(?:范围|区域)|(?:涉及|覆盖|包括|包含|所辖)(?:地区|区县|县市区?|市县)"
    ),
    "state": re.compile("(?:建设|项目|目前|当前|形象)?(?:性质|状态|进展|进度|阶段|类型)(?:情况)?"),
    "sum": re.compile("(?:项目|计划|估算|概算|预计)?总?投资(?:额|估算|规模|概算)?(?:\\(.*\\))?"),
    "yearly": re.compile("20\\d\\d年?(?:度)?(?:计划|拟)?(?:完成)?投资(?:计划|额)?(?:\\(.*\\))?"),
}
"""What a column of a list holds -> how it is headed."""
_OF_YEAR = re.compile("(20\\d\\d)年?(?:度)?")
_ZONES = re.compile("功能区|片区|分区|产区|组团|板块|产业带")
"""What is in the head of a column of zones."""
_TEXT = 20
"""Characters of a line of one cell that has a comma and is no row; a shorter one may be."""
_SUMS = re.compile("合计|总计|小计|共计")


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

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class TableNumber:
    """One number of a table.

    Attributes
    ----------
    indicator : str
        Name of its row, or of its column in a list.
    year : int or None
        Year of its column.
    now : bool
        Whether the column is said to be of what there is.
    quantity : Quantity
        The number, with its place in its row.
    row : Sentence
        The row as a sentence.
    first : int or None
        First year of its table, where this has several.
    """

    indicator: str
    year: int | None
    now: bool
    quantity: Quantity
    row: Sentence
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list of projects, parks or firms.

    Attributes
    ----------
    name : Cell
        What it names.
    head : str
        How the column of names is headed.
    unit, state : str
        Where it is, and in what state, as printed; empty where no column says so.
    numbers : tuple of TableNumber
        What is invested.
    row : Sentence
        The row as a sentence.
    """

    name: Cell
    head: str
    unit: str
    state: str
    numbers: tuple[TableNumber, ...]
    row: Sentence


@dataclass(frozen=True)
class Tables:
    """The tables of a document.

    Attributes
    ----------
    numbers : tuple of TableNumber
        Those of tables whose columns are years.
    entries : tuple of Entry
        The rows of lists.
    edges : frozenset of int
        Where in the document a cell begins: no sentence goes on there.
    """

    numbers: tuple[TableNumber, ...] = ()
    entries: tuple[Entry, ...] = ()
    edges: frozenset[int] = frozenset()

    def holds(self, position: int) -> bool:
        """Return whether what stands at a place of the document is a row of a table."""
        return any(row.start <= position < row.end for row in self._rows)

    @property
    def zones(self) -> tuple[Entry, ...]:
        """The rows of lists that name zones."""
        return tuple(entry for entry in self.entries if _ZONES.search(entry.head))

    @property
    def places(self) -> tuple[Entry, ...]:
        """The other rows of lists."""
        return tuple(entry for entry in self.entries if not _ZONES.search(entry.head))

    @cached_property
    def _rows(self) -> frozenset[Sentence]:
        return frozenset([*(entry.row for entry in self.entries), *(number.row for number in self.numbers)])


NONE = Tables()
"""No tables."""


@dataclass(frozen=True)
class _Head:
    """The row that heads a table.

    Attributes
    ----------
    width : int
        How many cells it has.
    years : dict of int to (int, bool)
        Place of a column -> its year, and whether it is said to be of what there is.
    columns : dict of str to int
        What a list tells -> the place of its column.
    cells : tuple of Cell
        The cells.
    """

    width: int = 0
    years: dict[int, tuple[int, bool]] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    cells: tuple[Cell, ...] = ()


def read_tables(text: str, document: Document) -> Tables:
    """Return the tables of a document that are read: those with a column a year, and lists that say where things are.

    Parameters
    ----------
    text : str
        The file, with tabs, bars or spaces between cells.
    document : Document
        The document in it.
    """
    head = _Head()
    numbers: list[TableNumber] = []
    entries: list[Entry] = []
    edges: set[int] = set()
    for whole, apart in _rows(text, document):
        row = [cell for cell in whole if cell.text]
        headed = _head(row)
        if headed:
            head = headed
        elif _ends(row, document):
            head = _Head()
        elif head.years:
            numbers.extend(_numbers(row, head))
        elif head.columns and (entry := _entry(whole if len(whole) == head.width else row, head)):
            entries.append(entry)
        if apart or head.years or head.columns:
            edges.update(cell.start for cell in row)
    return Tables(tuple(numbers), tuple(entries), frozenset(edges))


def _ends(row: Sequence[Cell], document: Document) -> bool:
    """Return whether a line ends a table: a heading, a sentence."""
    if any(map(_is_value, row)):
        return False
    alone = len(row) == 1 and ("。" in row[0].text or ("," in row[0].text and len(row[0].text) > _TEXT))
    return is_heading(document.text, row[0].start) or alone


def _rows(text: str, document: Document) -> Iterator[tuple[list[Cell], bool]]:
    """Yield the lines of a file as cells, empty ones too where marks tell them, and whether marks part these."""
    starts = {line: at for at, line in reversed(list(enumerate(document.lines)))}
    for number, line in enumerate(text.split("\n"), 1):
        if number not in starts:
            continue
        bare = line.strip().strip("|")
        apart = _EDGE.search(bare) is not None
        pieces = [squeeze(piece) for piece in (_MARKS if apart else _CELLS).split(bare)]
        if sum(map(bool, pieces)) == 1 and not re.search("[。；，]", line):
            pieces = [squeeze(piece) for piece in _LOOSE.split(bare)]
        at, cells = starts[number], []
        for piece in pieces:
            cells.append(Cell(piece, at))
            at += len(piece)
        yield cells, apart


def _head(row: Sequence[Cell]) -> _Head | None:
    """Return a row as the head of a table; None where it is none."""
    listed = _columns(row)
    if listed:
        return _Head(len(row), {}, listed, tuple(row))
    years = {at: year for at, cell in enumerate(row) if (year := _year(cell))}
    if len(row) > 1 and years and not any(_is_value(cell) for at, cell in enumerate(row) if at not in years):
        return _Head(len(row), years, {}, tuple(row))
    return None


def _columns(row: Sequence[Cell]) -> dict[str, int]:
    """Return what a list tells -> the place of its column, by the row that heads it; nothing where it heads none."""
    columns: dict[str, int] = {}
    for at, cell in enumerate(row):
        told = next((name for name, head in _HEADS.items() if name not in columns and head.fullmatch(cell.text)), "")
        if told:
            columns[told] = at
    listed = "name" in columns and len(columns) > 1 and len(row) > 2 and not any(map(_is_value, row))
    return columns if listed else {}


def _is_value(cell: Cell) -> bool:
    return _VALUE.fullmatch(cell.text) is not None


def _year(cell: Cell) -> tuple[int, bool] | None:
    """Return the year that heads a column, and whether it is one of what there is; None where it heads none."""
    match = _YEAR.fullmatch(cell.text)
    return (int(match[1]), bool(_NOW.search(match["what"]))) if match else None


def _numbers(row: Sequence[Cell], head: _Head) -> Iterator[TableNumber]:
    """Yield the numbers of a row; one that lacks its first cells, as under a merged one, is read from its end."""
    shift = len(row) - head.width
    names = [cell for cell in row if not _is_value(cell) and not _NO_NAME.fullmatch(cell.text)]
    names = [cell for cell in names if not _UNIT.fullmatch(cell.text)]
    if not names or shift > 0:
        return
    name = names[0] if len(names) == 1 or shift < 0 else names[-1] if _is_group(names) else names[0]
    in_name = _IN_NAME.search(name.text)
    units = [match[1] for cell in row if (match := _UNIT.fullmatch(cell.text)) and match[1] not in "—-/"]
    unit = in_name[1] if in_name else units[0] if units else ""
    for at, (year, now) in head.years.items():
        cell = row[at + shift] if 0 <= at + shift < len(row) else None
        if cell is not None and (match := _VALUE.fullmatch(cell.text)):
            quantity = _quantity(match, unit, cell.start - row[0].start)
            first = min(each for each, _ in head.years.values()) if len(head.years) > 1 else None
            yield TableNumber(_IN_NAME.sub("", name.text), year, now, quantity, _whole(row), first)


def _is_group(names: Sequence[Cell]) -> bool:
    """Return whether the first name of a row heads several rows: 产业规模 before 总产值."""
    return len(names) > 1 and len(names[0].text) <= 8


def _entry(row: Sequence[Cell], head: _Head) -> Entry | None:
    """Return a row of a list; None for one that sums up, or has too few cells to tell which is which."""
    if (
        len(row) != head.width
        or any(_SUMS.fullmatch(cell.text) for cell in row[:2])
        or not row[head.columns["name"]].text
    ):
        return None
    cells = {name: row[at] for name, at in head.columns.items()}
    told = {name: cell.text for name, cell in cells.items()}
    heading = head.cells[head.columns["name"]].text
    numbers = tuple(_measured(row, head))
    return Entry(cells["name"], heading, told.get("unit", ""), told.get("state", ""), numbers, _whole(row))


def _measured(row: Sequence[Cell], head: _Head) -> Iterator[TableNumber]:
    """Yield the numbers of a row of a list: what is invested, and those of columns whose heads have a measure."""
    invested = {head.columns.get("sum"), head.columns.get("yearly")}
    for at, cell in enumerate(row):
        title, match = head.cells[at].text, _VALUE.fullmatch(cell.text)
        unit, year = _IN_NAME.search(title), _OF_YEAR.match(title)
        if match and (unit or match["of"] or at in invested) and float(match["low"].replace(",", "")):
            quantity = _quantity(match, unit[1] if unit else "", cell.start - row[0].start)
            name = _IN_NAME.sub("", title[year.end() if year else 0 :]).removesuffix("目标")
            yield TableNumber(name, int(year[1]) if year else None, False, quantity, _whole(row))


def _whole(row: Sequence[Cell]) -> Sentence:
    return Sentence("".join(cell.text for cell in row), row[0].start, False, -1)


def _quantity(match: re.Match[str], unit: str, start: int) -> Quantity:
    low, high = (value_of(text) if text else None for text in (match["low"], match["high"]))
    sign = match["sign"] or match["after"] or ""
    operator = "range" if high is not None else _SIGNS.get(sign, "eq")
    measure = full_measure(match["of"] or unit)
    return Quantity(low or 0.0, high, operator, measure, start, start + match.end())
