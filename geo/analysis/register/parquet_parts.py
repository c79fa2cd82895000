"""Parquet files put one after another into one, as they are: their rows are not decoded.

A Parquet file is a mark, row groups, and a footer that says, in Thrift's compact protocol, where in the file each
column of each row group lies. Row groups that one program has written with one schema may follow one another in one
file, when the places in their footers are moved as they are. Sources: parquet.thrift of Apache Parquet, and the compact
protocol of Apache Thrift.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

_MARK = b"PAR1"
_TAIL = 8
"""Bytes at the end of a file: how long its footer is, and the mark."""

_BYTE, _WHOLE, _TEXT, _LISTS, _STRUCT = 3, (4, 5, 6), 8, (9, 10), 12
_LENGTHS = {1: 0, 2: 0, _BYTE: 1, 7: 8}
"""Kinds of values, and the bytes that others have: true and false, which the head of their field tells, and a float."""

_ROWS, _GROUPS = 3, 4
"""Fields of a footer: how many rows there are, and the row groups."""


def join_parquet(parts: Sequence[Path], out: Path) -> None:
    """Write the row groups of files to one, in their order.

    Parameters
    ----------
    parts : sequence of Path
        Files that one program has written with the same schema and settings, without page indexes, whose places are
        not in the footer; at least one.
    out : Path
        The file to write.

    Examples
    --------
    >>> import pyarrow, tempfile
    >>> from pyarrow import parquet
    >>> folder = tempfile.TemporaryDirectory()
    >>> one, other, both = (Path(folder.name) / name for name in ("one", "other", "both"))
    >>> parquet.write_table(pyarrow.table({"a": [1, 2]}), one)
    >>> parquet.write_table(pyarrow.table({"a": [3]}), other)
    >>> join_parquet([one, other], both)
    >>> parquet.read_table(both)["a"].to_pylist()
    [1, 2, 3]
    >>> folder.cleanup()
    """
    rows, groups = 0, list[bytes]()
    with out.open("wb") as file:
        file.write(_MARK)
        for part in parts:
            with part.open("rb") as opened:
                footer, end = _footer(opened)
                shift = file.tell() - len(_MARK)
                opened.seek(len(_MARK))
                shutil.copyfileobj(opened, file, 1 << 20)
            # What follows is written over the footer that was copied, too.
            file.seek(shift + end)
            more, moved = _moved(footer, shift, len(groups))
            rows, groups = rows + more, groups + moved
        told = _with(footer, {_ROWS: _whole(rows), _GROUPS: _list(groups)})
        file.write(told + len(told).to_bytes(4, "little") + _MARK)
        file.truncate()


def _footer(file: IO[bytes]) -> tuple[bytes, int]:
    """Return a file's footer, and the byte at which it begins."""
    file.seek(-_TAIL, os.SEEK_END)
    length = int.from_bytes(file.read(4), "little")
    begin = file.seek(-_TAIL - length, os.SEEK_END)
    return file.read(length), begin


def _moved(footer: bytes, shift: int, before: int) -> tuple[int, list[bytes]]:
    """Return how many rows a footer tells of, and its row groups as they are farther back and with more before them."""

    def place(value: int) -> int:
        return value + shift if value else 0  # 0 is no place: the mark stands there

    column = {2: place, 3: {9: place, 10: place, 11: place, 14: place}}
    changes = {1: column, 5: place, 7: lambda value: value + before}
    rows, groups, thrift = 0, list[bytes](), _Thrift(footer)
    for _, number, kind in thrift.fields():
        if number == _ROWS:
            rows = thrift.whole()
        elif number == _GROUPS:
            kind, count = thrift.list_head()
            groups = [thrift.copied(kind, changes) for _ in range(count)]
        else:
            thrift.copied(kind)
    return rows, groups


def _with(footer: bytes, values: dict[int, bytes]) -> bytes:
    """Return a footer with other values of some fields."""
    thrift = _Thrift(footer)
    told = [(head, number, thrift.copied(kind)) for head, number, kind in thrift.fields()]
    return b"".join(head + values.get(number, value) for head, number, value in told) + b"\0"


class _Thrift:
    """A value in Thrift's compact protocol, read once from its front to its end."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def fields(self) -> Iterator[tuple[bytes, int, int]]:
        """Yield head, number and kind of each field of a struct; its value is to be read before the next."""
        number = 0
        while head := self._data[self._at]:
            begin = self._at
            self._at += 1
            number = number + (head >> 4) if head >> 4 else self.whole()
            yield self._data[begin : self._at], number, head & 15
        self._at += 1

    def list_head(self) -> tuple[int, int]:
        """Return the kind of a list's values, and how many there are."""
        head = self._data[self._at]
        self._at += 1
        count = self._varint() if head >> 4 == 15 else head >> 4
        return max(head & 15, _BYTE), count  # in a list true and false take a byte each

    def whole(self) -> int:
        """Return a whole number."""
        value = self._varint()
        return value >> 1 ^ -(value & 1)

    def copied(self, kind: int, changes: Any = None) -> bytes:
        """Return a value of a kind as it stands there, but for what is changed.

        Changes are a function of a whole number, or such changes by the number of a struct's fields; of a list they
        are those of each of its values.
        """
        begin = self._at
        if kind == _STRUCT:
            wanted = changes or {}
            return b"".join(head + self.copied(kind, wanted.get(at)) for head, at, kind in self.fields()) + b"\0"
        if kind in _LISTS:
            kind, count = self.list_head()
            return self._data[begin : self._at] + b"".join(self.copied(kind, changes) for _ in range(count))
        if kind in _WHOLE:
            value = self.whole()
            return _whole(changes(value)) if changes else self._data[begin : self._at]
        length = self._varint() if kind == _TEXT else _LENGTHS[kind]
        self._at += length
        return self._data[begin : self._at]

    def _varint(self) -> int:
        value = shift = 0
        while True:
            byte = self._data[self._at]
            self._at += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7


def _whole(value: int) -> bytes:
    """Return a whole number of at most 64 bits: its sign is kept in the last bit."""
    return _varint(value << 1 ^ value >> 63)


def _list(structs: Sequence[bytes]) -> bytes:
    return bytes([15 << 4 | _STRUCT]) + _varint(len(structs)) + b"".join(structs)


def _varint(value: int) -> bytes:
    """Return a number in bytes of seven bits each, the lowest first; the eighth bit says that more follow."""
    told = bytearray()
    while value > 127:
        told.append(value & 127 | 128)
        value >>= 7
    return bytes([*told, value])
