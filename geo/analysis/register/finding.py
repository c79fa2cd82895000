"""A register as it lies on disk: the files that a user names, or that are in a folder, of whichever kind."""

from __future__ import annotations

import glob
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from geo.analysis.register.csv_sheet import csv_batches, open_csv
from geo.analysis.register.parquet_sheet import open_parquet, parquet_batches
from geo.analysis.register.parts import Batch, Part, Sheet
from geo.model.errors import ReadError
from geo.model.files import unread

TEXTS = (".csv", ".tsv", ".txt")
PARQUET = (".parquet", ".geoparquet", ".pq")
_KINDS = {**dict.fromkeys(TEXTS, "csv"), **dict.fromkeys(PARQUET, "parquet")}
"""Suffix of a file -> how it is read."""

_MAGIC = {b"PAR1": "parquet", b"PK\x03\x04": "", b"\xd0\xcf\x11\xe0": "", b"\x1f\x8b\x08\x00": ""}
_TAKEN = "Taken are CSV (.csv, .tsv, .txt) and Parquet (.parquet, .geoparquet, .pq)."


def open_sheet(points: Sequence[str], asked: Sequence[str]) -> Sheet:
    """Return a register as it lies on disk.

    Parameters
    ----------
    points : sequence of str
        Files, folders and patterns. Of folders all files of a known kind are taken, in the order of their names.
    asked : sequence of str
        Columns that the user names.

    Raises
    ------
    ReadError
        Nothing is found, kinds are mixed, or a file cannot be read.
    """
    files = list(dict.fromkeys(file for text in points for file in files_at(text, _KINDS, _TAKEN)))
    kinds = {_kind(file): file for file in reversed(files)}
    if len(kinds) > 1:
        one, other = kinds.values()
        raise ReadError(f"{one}: is of another kind than {other}. Give CSV and Parquet by themselves.")
    sheet = open_csv(files, asked) if "csv" in kinds else open_parquet(files)
    if not sheet.parts:
        raise ReadError(f"{sheet.name}: holds no rows. Is it the right file?")
    return sheet


def batches(sheet: Sheet, part: Part) -> Iterator[Batch]:
    """Read a part.

    Raises
    ------
    ReadError
        The file is not what it was, or is damaged there.
    """
    return (csv_batches if sheet.kind == "csv" else parquet_batches)(sheet, part)


def files_at(text: str, suffixes: Collection[str], taken: str) -> list[Path]:
    """Return the files that a word stands for, in the order of their names.

    Parameters
    ----------
    text : str
        A file, a folder or a pattern.
    suffixes : collection of str
        Of the files that are taken from a folder, in small letters.
    taken : str
        The sentence that says so.

    Raises
    ------
    ReadError
        There is none.
    """
    path = Path(text)
    if path.is_dir():
        found = [file for file in path.rglob("*") if file.suffix.lower() in suffixes and not _hidden(file, path)]
    elif path.exists():
        return [path]
    else:
        found = [Path(name) for name in glob.glob(text, recursive=True) if Path(name).is_file()]
    if not found:
        raise ReadError(f"{text}: no file of points is there. {taken}")
    return sorted(found)


def _hidden(file: Path, folder: Path) -> bool:
    """Return whether a program keeps a file, or a folder above it, for itself."""
    return any(part.startswith((".", "_", "~$")) for part in file.relative_to(folder).parts)


def _kind(file: Path) -> str:
    """Return how a file is read: by how it begins, else by its suffix."""
    try:
        with file.open("rb") as opened:
            begins = opened.read(4)
    except OSError as error:
        raise unread(file, error) from None
    kind = _MAGIC.get(begins, _KINDS.get(file.suffix.lower(), ""))
    if kind == "parquet" and begins not in _MAGIC:
        raise ReadError(f"{file}: is no Parquet file: it does not begin as one. Copy or write it again.")
    if not kind:
        raise ReadError(f"{file}: is no CSV and no Parquet. {_TAKEN} Save a workbook as CSV.")
    return kind
