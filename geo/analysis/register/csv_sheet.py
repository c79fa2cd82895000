"""Registers as delimited text: in UTF-8 or GBK, with any delimiter, cut where a record ends. All cells stay texts."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy
import pyarrow
from pyarrow import csv as arrow_csv

from geo.analysis.register.headers import NAMES, find_axis
from geo.analysis.register.parts import PART_BYTES, Batch, Part, Sheet, check_names, check_same, named
from geo.model.errors import GeoError, ReadError, one_line
from geo.model.files import decoded, is_utf16, unread

_DELIMITERS = (",", "\t", ";", "|", "\x01")
_HEAD_BYTES = 1 << 20
_LONGEST_RECORD = 16 * PART_BYTES


def open_csv(files: Sequence[Path], asked: Sequence[str]) -> Sheet:
    """Return texts of one form, cut into parts.

    Parameters
    ----------
    files : sequence of Path
        At least one.
    asked : sequence of str
        Columns that the user names, by which the delimiter may be told.

    Raises
    ------
    ReadError
        A file is empty, in no known encoding, or of another form than the first.
    """
    delimiter, columns, _ = _header(files[0], asked)
    parts: list[Part] = []
    for file in files:
        own, names, begin = _header(file, asked, delimiter)
        check_same(file, names, files[0], columns)
        if names != columns:
            raise ReadError(f"{file}: has its columns in another order than {files[0]}. Give it by itself.")
        parts += _cut(file, begin, own)
    schema = pyarrow.schema([(name, pyarrow.string()) for name in columns])
    return Sheet("csv", schema, tuple(parts), named(files), delimiter)


def csv_batches(sheet: Sheet, part: Part) -> Iterator[Batch]:
    """Read a part, all of it together; rows with other cells than the header are told apart."""
    with open(part.file, "rb") as file:
        file.seek(part.begin)
        data = _as_utf8(file.read(part.end - part.begin), part)
    broken: list[tuple[int, str]] = []

    def set_aside(row: arrow_csv.InvalidRow) -> str:
        cells = f"{row.actual_columns} cells, and the header has {row.expected_columns}"
        told = f"{cells}: {one_line(row.text, 2000)}"
        broken.append((row.number - 1, told))
        return "skip"

    rows = _parsed(sheet, data, set_aside, part)
    places = numpy.arange(len(rows) + len(broken))
    yield Batch(rows, numpy.delete(places, [place for place, _ in broken]), tuple(broken))


def _parsed(sheet: Sheet, data: bytes, set_aside: object, part: Part) -> pyarrow.Table:
    if not data.strip():
        return sheet.schema.empty_table()
    try:
        return arrow_csv.read_csv(
            pyarrow.BufferReader(data),
            # One thread: it alone counts rows, and parts are read beside one another.
            read_options=arrow_csv.ReadOptions(
                column_names=sheet.columns, use_threads=False, block_size=min(len(data) + 1, 2**31 - 1)
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=sheet.delimiter, newlines_in_values=True, invalid_row_handler=set_aside
            ),
            convert_options=arrow_csv.ConvertOptions(column_types=sheet.schema, strings_can_be_null=False),
        )
    except pyarrow.ArrowInvalid as error:
        raise ReadError(f"{part.name}: cannot be read: {one_line(str(error), 200)}.") from None


def _as_utf8(data: bytes, part: Part) -> bytes:
    """Return a text in UTF-8; where it is GBK it is taken over."""
    try:
        codecs.utf_8_decode(data, "strict", True)
    except UnicodeDecodeError as error:
        text = decoded(data, ["gb18030"])
        if text is None:
            byte = part.begin + error.start
            raise ReadError(f"{part.name}: byte {byte:,} is neither UTF-8 nor GBK. Save the file as UTF-8.") from None
        return text.encode()
    return data


def _header(file: Path, asked: Sequence[str], delimiter: str = "") -> tuple[str, list[str], int]:
    """Return a text's delimiter, the names of its columns, and the byte at which its rows begin."""
    try:
        with file.open("rb") as opened:
            data = opened.read(_HEAD_BYTES)
    except OSError as error:
        raise unread(file, error) from None
    start = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    if is_utf16(data):
        raise ReadError(f'{file}: is UTF-16. Save it as UTF-8 (in Excel: "CSV UTF-8").')
    if not data.strip():
        raise ReadError(f"{file}: is empty. It needs a row of headers and rows below.")
    end = _last_newline(data[start:], first=True)
    if end < 0 and len(data) == _HEAD_BYTES:
        raise ReadError(f"{file}: its first row is longer than a megabyte. Is it a table of rows?")
    line = data[start : start + end + 1] if end >= 0 else data[start:]
    text = _as_utf8(line, Part(str(file), str(file), start, 0, 0)).decode().strip("\r\n")
    chosen = delimiter if delimiter and delimiter in text else _delimiter(text, asked)
    cells = next(csv.reader([text], delimiter=chosen), [])
    names = [cell.strip() or f"column_{at}" for at, cell in enumerate(cells, 1)]
    check_names(file, names)
    return chosen, names, start + len(line)


def _delimiter(text: str, asked: Sequence[str]) -> str:
    """Return the delimiter under which a header has the columns of a position, else the one that stands most often."""
    best = max(_DELIMITERS, key=text.count)
    for delimiter in (best, *_DELIMITERS):
        names = [cell.strip() for cell in next(csv.reader([text], delimiter=delimiter), [])]
        if asked and set(asked) <= set(names):
            return delimiter
        try:
            if not asked and all(find_axis(names, axis, "", "") for axis in NAMES):
                return delimiter
        except GeoError:  # several columns may be the axis: this is the delimiter that told them apart
            return delimiter
    return best


def _cut(file: Path, begin: int, delimiter: str) -> Iterator[Part]:
    """Yield the parts of a text: cut after a record, never within a quoted cell."""
    size = file.stat().st_size
    with file.open("rb") as opened:
        while begin < size:
            opened.seek(begin)
            data = opened.read(PART_BYTES)
            end = len(data)
            if begin + len(data) < size:
                end = _last_newline(data, delimiter) + 1
                while not end and len(data) < min(_LONGEST_RECORD, size - begin):
                    data += opened.read(PART_BYTES)
                    end = _last_newline(data, delimiter) + 1 if begin + len(data) < size else len(data)
            if not end:
                raise ReadError(f"{file}: a quote near byte {begin:,} is never closed. Mend it there.")
            yield Part(str(file.absolute()), str(file), begin, begin + end, end)
            begin += end


def _last_newline(data: bytes, delimiter: str = ",", *, first: bool = False) -> int:
    """Return where the last, or the first, line of a text ends outside quotes; -1 where none does.

    GBK has no byte of a quote, a line feed or a delimiter within a character.
    """
    if b'"' in data:
        sep = re.escape(delimiter.encode())
        # What is quoted is blanked, as long as it is: so that its line feeds are none.
        data = re.sub(rb"(?:^|(?<=[\r\n" + sep + rb']))"[^"]*(?:""[^"]*)*(?:"|\Z)', _blank, data)
    return data.find(b"\n") if first else data.rfind(b"\n")


def _blank(found: re.Match[bytes]) -> bytes:
    return b" " * len(found[0])
