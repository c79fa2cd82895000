"""The work on a register in parts: each is kept on disk when it is done, so that work that stops goes on from there."""

from __future__ import annotations

import base64
import codecs
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow import compute, ipc, parquet
from pyarrow import csv as arrow_csv

import geo
from geo.analysis.register.assigning import assign_part
from geo.analysis.register.job import NOTHING, Counts, Job
from geo.analysis.register.parquet_parts import join_parquet
from geo.analysis.register.parquet_sheet import uncoded
from geo.analysis.register.parts import Part
from geo.analysis.register.positions import REASONS
from geo.model.errors import OutputError
from geo.model.files import make_folder

SUFFIXES = (".parquet", ".csv")
"""Kinds of files that rows are written to."""

_COMPRESSION = "snappy"
"""What every reader has, and the quickest to write."""

_ARROW = ".arrow"
"""Arrow's own form, in which the rejects of parts are kept: they are numbered when all parts are there."""

_MARK = "work.json"


@dataclass(frozen=True)
class Work:
    """A job, and the folder in which its parts gather.

    Attributes
    ----------
    job : Job
        What is done.
    folder : Path
        Where the parts are kept: the same for every process that works on it.
    suffix : {".parquet", ".csv"}
        What the rows become.
    """

    job: Job
    folder: Path
    suffix: str

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the register."""
        return self.job.sheet.parts

    def begin(self) -> None:
        """Prepare the folder: what is there of the same work stays, what is there of another goes.

        Raises
        ------
        OutputError
            The folder cannot be made, or holds something else.
        """
        mark = self.folder / _MARK
        told = {"version": geo.__version__, "work": _fingerprint(self)}
        if self.folder.exists() and not mark.exists() and any(self.folder.iterdir()):
            raise OutputError(f"{self.folder}: parts are to be kept there, and it holds something else. Move it away.")
        if not mark.exists() or mark.read_bytes() != _as_json(told):
            shutil.rmtree(self.folder, ignore_errors=True)
            make_folder(self.folder)
            _write(mark, told)

    def end(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def do(self, number: int) -> Counts:
        """Do a part and keep it: its rows, its rejects and, last, its counts, which say that it is done."""
        names = [self._file(number, kind) for kind in ("rows", "rejects")]
        made = [path.with_name(f"{path.name}.{os.getpid()}") for path in names]
        job = self.job
        counts = NOTHING
        with (
            _writer(made[0], job.schema, self.suffix) as rows,
            _writer(made[1], job.reject_schema, _ARROW) as aside,
        ):
            for done in assign_part(job, self.parts[number]):
                if len(done.placed):
                    rows.write_table(done.placed)
                aside.write_table(done.rejects)
                counts += done.counts
        sizes = [path.stat().st_size for path in made]
        for path, name in zip(made, names, strict=True):
            os.replace(path, name)
        _write(self._file(number, "json"), {"sizes": sizes, **counts.as_dict()})
        return counts

    def done(self, number: int) -> Counts | None:
        """Return the counts of a part that is done, and whole on disk; None otherwise."""
        try:
            told = json.loads(self._file(number, "json").read_bytes())
            sizes = [self._file(number, kind).stat().st_size for kind in ("rows", "rejects")]
        except (OSError, ValueError):
            return None
        return Counts.from_dict(told) if told.pop("sizes") == sizes else None

    def gather(self, rows: Path, rejects: Path, counts: Sequence[Counts]) -> None:
        """Write the rows of all parts to one file, and the rejects to another, both in the order of the register."""
        numbers = range(len(self.parts))
        kept = [self._file(number, "rows") for number in numbers]
        if self.suffix == ".csv":
            _join_csv(kept, self.job.schema, rows)
        else:
            join_parquet(kept, rows)
        with _writer(rejects, self.job.reject_schema, self.suffix, header=True) as out:
            for number, first in zip(numbers, _firsts(self.parts, counts), strict=True):
                out.write_table(_numbered(_read(self._file(number, "rejects")), first))

    def _file(self, number: int, kind: str) -> Path:
        return self.folder / f"{number:06d}.{kind}"


def _fingerprint(work: Work) -> str:
    """Return what tells a work from every other: the files as they are, what they are held against, and how."""
    job = work.job
    files = [
        (file, os.stat(file).st_size, os.stat(file).st_mtime_ns) for file in {part.file: 0 for part in job.sheet.parts}
    ]
    words = [job.tell(detail) for _, detail in REASONS.values()]
    told = (files, job.sheet, job.schema.to_string(), job.where, job.industry, work.suffix, job.ground, words)
    return hashlib.sha256(repr(told).encode()).hexdigest()


@contextmanager
def _writer(path: Path, schema: pyarrow.Schema, suffix: str, *, header: bool = False) -> Iterator[Any]:
    """Give what writes tables to a file; with a header a CSV also has the mark by which Excel knows its encoding."""
    if suffix == ".parquet":
        numbers = [field.name for field in schema if _is_measured(field.type)]
        words = [_leaf(field) for field in schema if not _is_measured(field.type)]
        coding = {"compression": _COMPRESSION, "use_dictionary": words, "write_statistics": numbers}
        with parquet.ParquetWriter(path, schema, store_schema=False, **coding) as made:
            # Words that are written from their codes are words to who reads them.
            made.add_key_value_metadata({"ARROW:schema": base64.b64encode(uncoded(schema).serialize())})
            yield made
    elif suffix == _ARROW:
        with ipc.new_stream(path, schema, options=ipc.IpcWriteOptions(compression="lz4")) as made:
            yield made
    else:
        options = arrow_csv.WriteOptions(include_header=header)
        with path.open("wb") as file:
            file.write(codecs.BOM_UTF8 if header else b"")
            with arrow_csv.CSVWriter(file, schema, write_options=options) as made:
                yield made


def _read(path: Path) -> pyarrow.Table:
    """Return the rows of a part that was kept."""
    with ipc.open_stream(path) as kept:
        return kept.read_all()


def _is_measured(kind: Any) -> bool:
    """Return whether values of a type hardly repeat, and have an order that readers look for."""
    return any(fits(kind) for fits in (pyarrow.types.is_floating, pyarrow.types.is_decimal, pyarrow.types.is_temporal))


def _leaf(field: pyarrow.Field) -> str:
    """Return the path at which Parquet keeps a column's values."""
    return f"{field.name}.list.element" if pyarrow.types.is_list(field.type) else str(field.name)


def _join_csv(parts: Sequence[Path], schema: pyarrow.Schema, out: Path) -> None:
    with _writer(out, schema, ".csv", header=True):
        pass
    with out.open("ab") as file:
        for part in parts:
            with part.open("rb") as opened:
                shutil.copyfileobj(opened, file, 1 << 20)


def _firsts(parts: Sequence[Part], counts: Sequence[Counts]) -> Iterator[int]:
    """Yield for each part by how much its rejects' rows fall short: rows of the file before it that nobody counted."""
    before: dict[str, int] = {}
    for part, count in zip(parts, counts, strict=True):
        yield before.get(part.file, 0) if part.first is None else 0
        before[part.file] = before.get(part.file, 0) + count.rows


def _numbered(rejects: pyarrow.Table, first: int) -> pyarrow.Table:
    at = rejects.schema.get_field_index("reject_row")
    return (
        rejects.set_column(at, rejects.schema.field(at), compute.add(rejects.column(at), first)) if first else rejects
    )


def _write(path: Path, value: Any) -> None:
    """Write JSON in one step."""
    made = path.with_name(f"{path.name}.{os.getpid()}")
    made.write_bytes(_as_json(value))
    os.replace(made, path)


def _as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
