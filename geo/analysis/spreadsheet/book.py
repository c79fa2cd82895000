"""Workbooks as they are written: texts that stay texts, one look, and no clock in their bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from geo.model.cells import FORMULA
from geo.model.errors import OutputError, one_line
from geo.model.extras import install_hint
from geo.model.text import width
from geo.model.zips import write_zip

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    Book: TypeAlias = Workbook
    Sheet: TypeAlias = Worksheet

WIDEST = 48
"""The widest column, in letters: what is longer is read in its cell."""

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FONT_ORDER = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)
"""Parts of a font, as the schema of workbooks orders them."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def new_book(name: str) -> Book:
    """Return a workbook without sheets.

    Raises
    ------
    OutputError
        openpyxl is not installed; the message begins with the name of the file that was asked for.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise OutputError(f"{name}: this format needs openpyxl. {install_hint('gis')}") from None
    book = Workbook()
    del book[book.sheetnames[0]]
    return book


def letters(at: int) -> str:
    """Return a column, counted from 1, in letters.

    Examples
    --------
    >>> letters(1), letters(26), letters(27), letters(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    name = ""
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


def fill(sheet: Sheet, rows: Iterable[Sequence[Any]]) -> None:
    """Write rows from the first on; what is empty gets no cell."""
    for number, row in enumerate(rows, 1):
        for at, value in enumerate(row, 1):
            if value is None or value == "":
                continue
            cell: Any = sheet.cell(number, at)
            if isinstance(value, str):
                set_text(cell, value)
            else:
                cell.value = value


def set_text(cell: Cell, text: str) -> None:
    """Give a cell a text that stays one: never a formula, an error value or a date."""
    cell.value = _CONTROL.sub("", text)
    cell.data_type = "s"
    if text.startswith(FORMULA):
        cell.quotePrefix = True


def dress(sheet: Sheet, frozen: str = "B2") -> None:
    """Give a sheet a bold head that stays in sight, filters, and columns as wide as what is in them."""
    from openpyxl.styles import Font

    sheet.freeze_panes = frozen
    sheet.auto_filter.ref = sheet.dimensions
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for at, column in enumerate(sheet.iter_cols(values_only=True), 1):
        widest = max((width(str(value or "")) for value in column), default=0)
        sheet.column_dimensions[letters(at)].width = min(widest + 2, WIDEST)


def tint(cell: Any, colour: str) -> None:
    """Give a cell a ground, ``RRGGBB``."""
    from openpyxl.styles import PatternFill

    cell.fill = PatternFill("solid", colour)


def note(cell: Any, text: str) -> None:
    """Give a cell a note that opens beside it."""
    from openpyxl.comments import Comment

    cell.comment = Comment(text, "buju", height=120, width=320)


def keep_texts(sheet: Sheet, at: int) -> None:
    """Make a column, counted from 1, take what is typed into it as it stands: no date of 1-2, no power of a code."""
    sheet.column_dimensions[letters(at)].number_format = "@"


def offer(sheet: Sheet, at: int, last: int, source: str, *, closed: bool) -> None:
    """Let the cells of a column be chosen from a list.

    Parameters
    ----------
    sheet : worksheet
        The sheet.
    at, last : int
        The column and the last row, counted from 1; the first row is the head.
    source : str
        The words, ``"a,b"`` in quotes, or the range that holds them.
    closed : bool
        Whether nothing else may be typed.
    """
    from openpyxl.worksheet.datavalidation import DataValidation

    offered = DataValidation(type="list", formula1=source, allow_blank=True)
    offered.showErrorMessage = closed
    offered.add(f"{letters(at)}2:{letters(at)}{last}")
    sheet.add_data_validation(offered)


def save_book(book: Book, path: Path, day: str) -> None:
    """Save a workbook as made on a day, ``YYYY-MM-DD``: openpyxl writes the time of saving into it.

    Raises
    ------
    OutputError
        There is no room for it.
    """
    out = io.BytesIO()
    try:
        book.save(out)
    except Exception as error:  # sheets pass through temporary files, and lxml has errors of its own for a full disk
        raise OutputError(
            f"{path.name}: cannot be written: {one_line(str(error), 100)}. Make room on the disk."
        ) from None
    with zipfile.ZipFile(out) as made:
        files = {name: made.read(name) for name in sorted(made.namelist())}
    # Which prefix the names have is the process's: other libraries give theirs to the same namespace.
    stamp = re.compile(rb"(<\w+:(created|modified)\b[^>]*>)[^<]*")
    files["xl/styles.xml"] = _in_order(files["xl/styles.xml"])
    files["docProps/core.xml"] = stamp.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode(), files["docProps/core.xml"])
    write_zip({name: files[name] for name in ("[Content_Types].xml", *files) if name in files}, path)


def _in_order(styles: bytes) -> bytes:
    """Return the styles of a workbook with the parts of each font in the order of the schema, as openpyxl has not."""
    from openpyxl.xml.functions import fromstring, tostring

    root = fromstring(styles)
    names = {_SHEET + name: place for place, name in enumerate(_FONT_ORDER)}
    for font in root.iter(f"{_SHEET}font"):
        font[:] = sorted(font, key=lambda part: names.get(part.tag, len(names)))
    written: str | bytes = tostring(root)
    return written.encode() if isinstance(written, str) else written
