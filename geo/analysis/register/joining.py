"""Many Parquet files of one form as one, without decoding a value: row groups are copied, the footer is made anew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from geo.analysis.register import thrift

_MAGIC = b"PAR1"
_I16, _I64 = 4, 6

# Numbers of fields in parquet.thrift of apache/parquet-format.
_NUM_ROWS, _ROW_GROUPS = 3, 4
_COLUMNS, _GROUP_OFFSET, _ORDINAL = 1, 5, 7
_CHUNK_OFFSET, _CHUNK = 2, 3
_OFFSETS = (9, 10, 11)
"""Of a column's chunk: where its data, index and dictionary pages begin."""

_MOST_ORDINALS = 32_768


def join_parquet(parts: Sequence[Path], out: Path) -> None:
    """Write Parquet files that have one schema, and no page index, as one file with their row groups in order.

    Parameters
    ----------
    parts : sequence of Path
        At least one file.
    out : Path
        The file to write.
    """
    groups: list[thrift.Struct] = []
    with out.open("wb") as file:
        file.write(_MAGIC)
        for part in parts:
            whole, end = _footer(part)
            shift = file.tell() - len(_MAGIC)
            _copy(part, end, file)
            groups += [_moved(group, shift) for group in whole[_ROW_GROUPS][1][1]]
        whole[_NUM_ROWS] = _I64, sum(group[_NUM_ROWS][1] for group in groups)
        whole[_ROW_GROUPS] = whole[_ROW_GROUPS][0], (12, [_counted(group, at) for at, group in enumerate(groups)])
        footer = thrift.write(whole)
        file.write(footer + len(footer).to_bytes(4, "little") + _MAGIC)


def _footer(path: Path) -> tuple[thrift.Struct, int]:
    """Return a file's metadata, and where its row groups end."""
    with path.open("rb") as file:
        end = file.seek(-8, 2)
        length = int.from_bytes(file.read(4), "little")
        file.seek(end - length)
        return thrift.parse(file.read(length)), end - length


def _copy(part: Path, end: int, out: BinaryIO) -> None:
    """Copy a file's row groups: all between its first mark and its metadata."""
    with part.open("rb") as file:
        file.seek(len(_MAGIC))
        while left := end - file.tell():
            out.write(file.read(min(left, 1 << 20)))


def _moved(group: thrift.Struct, shift: int) -> thrift.Struct:
    """Return a row group that lies so many bytes further on."""
    kind, (inner, columns) = group[_COLUMNS]
    made = {**group, _COLUMNS: (kind, (inner, [_moved_column(column, shift) for column in columns]))}
    return _shifted(made, (_GROUP_OFFSET,), shift)


def _moved_column(column: thrift.Struct, shift: int) -> thrift.Struct:
    kind, chunk = column[_CHUNK]
    return _shifted({**column, _CHUNK: (kind, _shifted(chunk, _OFFSETS, shift))}, (_CHUNK_OFFSET,), shift)


def _shifted(value: thrift.Struct, fields: Sequence[int], shift: int) -> thrift.Struct:
    """Return a struct with offsets moved; an offset of 0 is none."""
    there: dict[int, tuple[int, Any]] = {field: value[field] for field in fields if field in value}
    return {**value, **{field: (kind, at + shift if at else 0) for field, (kind, at) in there.items()}}


def _counted(group: thrift.Struct, place: int) -> thrift.Struct:
    """Return a row group with its place in the file, which the format counts as far as a short number goes."""
    rest = {field: value for field, value in group.items() if field != _ORDINAL}
    return {**rest, _ORDINAL: (_I16, place)} if place < _MOST_ORDINALS else rest
