"""Any file of rows as it comes: Excel's, WPS's and LibreOffice's workbooks, and CSV with any delimiter and encoding."""

from __future__ import annotations

import csv
import datetime
import io
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.analysis.spreadsheet.book import letters
from geo.model.cells import write_number
from geo.model.errors import ReadError, one_line
from geo.model.extras import install_hint
from geo.model.files import LARGEST_BYTES, decoded, is_utf16, unread

if TYPE_CHECKING:
    from geo.analysis.spreadsheet.book import Book, Sheet

_SAVE = "Save it as .xlsx in Excel, WPS or LibreOffice."
_OTHERS = {
    b"\xd0\xcf\x11\xe0": f"is an old .xls or .et file. {_SAVE}",
    b"%PDF": "is a PDF. Copy its table into a workbook.",
    b"<htm": f"is a web page, whatever its suffix. {_SAVE}",
    b"<!DO": f"is a web page, whatever its suffix. {_SAVE}",
    b"<?xm": f"is XML, whatever its suffix. {_SAVE}",
}
"""How files begin that are none that is read -> what they are, and what to do."""

_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_LARGEST_INSIDE = 400_000_000
_MOST_MERGED = 1_000_000
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff]|_x000[dD]_")
_DELIMITERS = (",", "\t", ";", "|", "，", "；")
_SAMPLE = 200
"""Rows by which a delimiter is known."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes
    ----------
    value : str, int, float, bool, date, time or None
        As the file has it; of a formula what it came to.
    at : str
        Where it stands, for example ``B5``.
    fault : str
        Why its value cannot be taken, to follow "holds"; empty where it can.
    pattern : str
        How a date or number is shown, for example ``yyyy"年"m"月"``; empty in CSV.
    """

    value: Any
    at: str
    fault: str = ""
    pattern: str = ""

    @property
    def text(self) -> str:
        """What it holds as a person reads it, without blanks around it and marks that nobody sees."""
        if self.value is None:
            return ""
        if isinstance(self.value, bool):
            return str(self.value).lower()
        if isinstance(self.value, int | float):
            return write_number(float(self.value)) if isinstance(self.value, float) else str(self.value)
        if isinstance(self.value, datetime.datetime) and self.value.time() == datetime.time():
            return self.value.date().isoformat()
        return _INVISIBLE.sub("", str(self.value)).strip()

    @property
    def is_blank(self) -> bool:
        """Whether nothing is in it."""
        return not self.text and not self.fault


_BLANK = Cell(None, "")


@dataclass(frozen=True)
class Grid:
    """One sheet, or a CSV file, as rows of cells.

    Attributes
    ----------
    file : str
        What messages call the file.
    name : str
        Of the sheet; empty for a CSV file.
    rows : mapping of int to sequence of Cell
        Number of the row, from 1 -> its cells from the first column on; rows in which all is blank are left out.
    covered : mapping of str to str
        Cell that a merged one covers -> the merged one.
    hidden : int
        How many of the rows are hidden, by hand or by a filter; they are read like all others.
    state : str
        ``visible``, ``hidden`` or ``veryHidden``.
    """

    file: str
    name: str
    rows: Mapping[int, Sequence[Cell]]
    covered: Mapping[str, str] = field(default_factory=dict)
    hidden: int = 0
    state: str = "visible"

    @property
    def shown(self) -> str:
        """What messages call the sheet, with its file."""
        return f"{self.file}[{self.name}]" if self.name else self.file

    def seen(self, number: int, at: int) -> Cell:
        """Return what is seen in a cell, its column from 0: its own value, or that of the merged one that covers it."""
        first = self.covered.get(f"{letters(at + 1)}{number}")
        if first is None:
            cells = self.rows[number]
            return cells[at] if at < len(cells) else _BLANK
        row = self.rows.get(row_of(first), ())
        return next((cell for cell in row if cell.at == first), _BLANK)


def row_of(place: str) -> int:
    """Return the number of the row in which a cell such as ``B5`` stands."""
    return int(re.sub(r"\D", "", place))


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Return the sheets of a workbook, hidden ones too, or the rows of a CSV file; what it is, its bytes tell.

    Raises
    ------
    ReadError
        It is neither, is protected by a password, or is damaged.
    """
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise ReadError(f"{path}: is larger than {LARGEST_BYTES / 1e6:,.0f} MB. Is this the right file?")
        data = path.read_bytes()
    except OSError as error:
        raise unread(path, error) from None
    if not data.strip():
        raise ReadError(f"{path}: is empty. Send it again.")
    if data[:4] == b"PK\x03\x04":
        return _workbook(path, data)
    if _PASSWORD in data[:100_000]:
        raise ReadError(f"{path}: is protected by a password. Save it without one.")
    if what := _OTHERS.get(data[:4]):
        raise ReadError(f"{path}: {what}")
    return (Grid(str(path), "", dict(_delimited(_text_of(path, data)))),)


def _workbook(path: Path, data: bytes) -> tuple[Grid, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())
            size = sum(item.file_size for item in packed.infolist())
            parts = [name for name in names if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
            merged = sum(_merged_cells(packed.read(name)) for name in parts) if size <= _LARGEST_INSIDE else 0
    except zipfile.BadZipFile:
        raise ReadError(f"{path}: is damaged, or not all of it came. Send it again.") from None
    if "xl/workbook.xml" not in names:
        what = "an OpenDocument file" if "content.xml" in names else "no workbook, whatever its suffix"
        raise ReadError(f"{path}: is {what}. {_SAVE}")
    if size > _LARGEST_INSIDE:
        raise ReadError(f"{path}: unpacks to {size / 1e6:,.0f} MB. Is this the right file?")
    if merged > _MOST_MERGED:
        raise ReadError(f"{path}: merges the cells of a whole sheet. Unmerge them.")
    book = _opened(path, data, values=False)
    sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")]
    computed = _opened(path, data, values=True) if any(map(_has_formula, sheets)) else None
    return tuple(_grid(str(path), sheet, computed[sheet.title] if computed else sheet) for sheet in sheets)


def _merged_cells(sheet: bytes) -> int:
    """Return how many cells the XML of a sheet merges, each of which openpyxl would make."""
    blocks = re.findall(rb'<mergeCell ref="([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"', sheet)
    return sum((_column(b) - _column(a) + 1) * (int(last) - int(first) + 1) for a, first, b, last in blocks)


def _column(name: bytes) -> int:
    """Return a column in letters as a number, from 1."""
    return reduce(lambda number, letter: number * 26 + letter - 64, name, 0)


def _opened(path: Path, data: bytes, *, values: bool) -> Book:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise ReadError(f"{path}: reading it needs openpyxl. {install_hint('gis')}") from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), data_only=values)
    except Exception as error:  # what openpyxl says of a file that others wrote may be of any kind
        why = one_line(str(error) or type(error).__name__, 100)
        raise ReadError(f"{path}: cannot be read as a workbook: {why}. Open it and save it as .xlsx again.") from None


def _filled(sheet: Sheet) -> dict[int, dict[int, Any]]:
    """Return the cells in which something is, by row and column; a sheet may be formatted to its farthest corner."""
    found: dict[int, dict[int, Any]] = {}
    for (row, at), cell in sheet._cells.items():
        if cell.value is not None:
            found.setdefault(row, {})[at] = cell
    return found


def _has_formula(sheet: Sheet) -> bool:
    return any(cell.data_type == "f" for cell in sheet._cells.values())


def _grid(file: str, sheet: Sheet, computed: Sheet) -> Grid:
    rows: dict[int, Sequence[Cell]] = {}
    hidden = 0
    values = _filled(computed)
    for number, cells in sorted(_filled(sheet).items()):
        taken = [
            _cell(cells[at], getattr(values.get(number, {}).get(at), "value", None))
            if at in cells
            else Cell(None, f"{letters(at)}{number}")
            for at in range(1, max(cells) + 1)
        ]
        if any(not cell.is_blank for cell in taken):
            rows[number] = taken
            hidden += bool(sheet.row_dimensions[number].hidden)
    return Grid(file, sheet.title, rows, dict(_covered(sheet, rows)), hidden, sheet.sheet_state)


def _cell(cell: Any, value: Any) -> Cell:
    at = cell.coordinate
    if cell.data_type == "f":
        if value is None:
            return Cell(None, at, "a formula that nobody has computed")
        fault = f"the error {value} of a formula" if isinstance(value, str) and value.startswith("#") else ""
        return Cell(None if fault else value, at, fault, cell.number_format)
    if cell.data_type == "e":
        return Cell(None, at, f"the error {cell.value}")
    if isinstance(cell.value, datetime.timedelta):
        return Cell(None, at, "a span of time")
    if isinstance(cell.value, int | float | datetime.date | datetime.time):
        return Cell(cell.value, at, pattern=cell.number_format)
    return Cell(str(cell.value), at)


def _covered(sheet: Sheet, rows: Mapping[int, Sequence[Cell]]) -> Iterator[tuple[str, str]]:
    """Yield the cells that merged ones cover, as far as the sheet is filled, each with the merged one."""
    width = max(map(len, rows.values()), default=0)
    last = max(rows, default=0)
    for block in sheet.merged_cells.ranges:
        first = f"{letters(block.min_col)}{block.min_row}"
        for row in range(block.min_row, min(block.max_row, last) + 1):
            for at in range(block.min_col, min(block.max_col, width) + 1):
                if (other := f"{letters(at)}{row}") != first:
                    yield other, first


def _text_of(path: Path, data: bytes) -> str:
    """Return the text of a CSV file: Unicode by its mark or by its bytes, else the encoding of Chinese Windows."""
    text = decoded(data, ["utf-16" if is_utf16(data) else "utf-8-sig", "gb18030"])
    if text is None or "\x00" in text:
        raise ReadError(f"{path}: is no text in UTF-8 or GBK, and no workbook. Save it as .xlsx or as CSV UTF-8.")
    return text


def _delimited(text: str) -> Iterator[tuple[int, Sequence[Cell]]]:
    given = re.match(r"sep=(.)\r?\n", text)
    delimiter = given[1] if given else max(_DELIMITERS, key=lambda each: _fit(text, each))
    for number, row in enumerate(_parted(text, delimiter), 1):
        cells = [Cell(value, f"{letters(at)}{number}") for at, value in enumerate(row, 1)]
        if any(not cell.is_blank for cell in cells) and not (given and number == 1):
            yield number, cells


def _fit(text: str, delimiter: str) -> tuple[int, int]:
    """Return how many rows of a text a delimiter parts into the same number of cells, and into how many."""
    widths = Counter(len(row) for row in islice(_parted(text, delimiter), _SAMPLE) if len(row) > 1)
    wide, often = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return often, wide


def _parted(text: str, delimiter: str) -> Iterator[Sequence[str]]:
    before = csv.field_size_limit(LARGEST_BYTES)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        return
    finally:
        csv.field_size_limit(before)
