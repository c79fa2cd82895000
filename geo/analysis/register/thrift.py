"""Thrift's compact protocol, in which Parquet writes what its files hold: parsed and written back, unknown fields too.

A struct is a dict: number of a field -> its type and value. A list is its type and its values.
"""

from __future__ import annotations

import struct
from typing import Any, TypeAlias

Struct: TypeAlias = dict[int, tuple[int, Any]]

_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _STRUCT = 1, 2, 3, 7, 8, 9, 10, 12
_WHOLE = (4, 5, 6)
_LONG = 15


def parse(data: bytes) -> Struct:
    """Return the struct that bytes hold.

    Raises
    ------
    ValueError
        They hold a type that Parquet does not use.
    IndexError
        They end too early.
    """
    return _Reader(data).struct()


def write(value: Struct) -> bytes:
    """Return a struct as bytes, its fields in ascending order.

    Examples
    --------
    >>> parse(write({1: (6, -5), 4: (9, (8, [b"a", b"bc"])), 40: (1, True)}))
    {1: (6, -5), 4: (9, (8, [b'a', b'bc'])), 40: (1, True)}
    """
    out = bytearray()
    last = 0
    for number, (kind, held) in sorted(value.items()):
        step = number - last
        out += bytes([step << 4 | kind]) if step < _LONG else bytes([kind]) + _varint(_zigzag(number))
        out += b"" if kind in (_TRUE, _FALSE) else _value(kind, held)
        last = number
    return bytes(out + b"\0")


class _Reader:
    """Reads on from where it stands."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def struct(self) -> Struct:
        found: Struct = {}
        number = 0
        while head := self._take(1)[0]:
            step, kind = head >> 4, head & 15
            number = number + step if step else _unzigzag(self._varint())
            found[number] = kind, kind == _TRUE if kind in (_TRUE, _FALSE) else self._value(kind)
        return found

    def _value(self, kind: int) -> Any:
        if kind in _WHOLE:
            return _unzigzag(self._varint())
        if kind in (_TRUE, _FALSE, _BYTE):
            return self._take(1)[0]
        if kind == _DOUBLE:
            return struct.unpack("<d", self._take(8))[0]
        if kind == _BINARY:
            return self._take(self._varint())
        if kind in (_LIST, _SET):
            return self._list()
        if kind == _STRUCT:
            return self.struct()
        raise ValueError(f"type {kind} is none of Parquet's")

    def _list(self) -> tuple[int, list[Any]]:
        head = self._take(1)[0]
        size, kind = head >> 4, head & 15
        count = self._varint() if size == _LONG else size
        return kind, [self._value(kind) for _ in range(count)]

    def _varint(self) -> int:
        found = shift = 0
        while True:
            byte = self._take(1)[0]
            found |= (byte & 127) << shift
            if byte < 128:
                return found
            shift += 7

    def _take(self, count: int) -> bytes:
        if self.at + count > len(self.data):
            raise IndexError("the bytes end too early")
        self.at += count
        return self.data[self.at - count : self.at]


def _value(kind: int, held: Any) -> bytes:
    if kind in _WHOLE:
        return _varint(_zigzag(held))
    if kind in (_TRUE, _FALSE, _BYTE):
        return bytes([held])
    if kind == _DOUBLE:
        return struct.pack("<d", held)
    if kind == _BINARY:
        return _varint(len(held)) + bytes(held)
    if kind in (_LIST, _SET):
        inner, values = held
        head = (
            bytes([len(values) << 4 | inner]) if len(values) < _LONG else bytes([0xF0 | inner]) + _varint(len(values))
        )
        return head + b"".join(_value(inner, value) for value in values)
    return write(held)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def _zigzag(value: int) -> int:
    return value << 1 if value >= 0 else -value * 2 - 1


def _unzigzag(value: int) -> int:
    return value >> 1 ^ -(value & 1)
