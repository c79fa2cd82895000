"""A reader of File Geodatabases that shares nothing with GDAL: tables, fields, rows, outlines.

Written after the public description of the format (FGDB Spec, wiki of rouault/dump_gdbtable), as far as tests need it:
version 10, texts in UTF-8, two dimensions.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import shapely

_FIXED = {0: "<h", 1: "<i", 2: "<f", 3: "<d", 5: "<d"}
_TEXT, _OBJECT_ID, _GEOMETRY, _BINARY, _XML = 4, 6, 7, 8, 12
_UUIDS = (10, 11)


@dataclass
class Bytes:
    """What is read from, and where."""

    data: bytes
    at: int = 0

    def take(self, form: str) -> Any:
        """Return the next value of a form of :mod:`struct`."""
        (value,) = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return value

    def raw(self, length: int) -> bytes:
        self.at += length
        return self.data[self.at - length : self.at]

    def unsigned(self) -> int:
        """Return the next number of seven bits a byte, the lowest first."""
        value = shift = 0
        while True:
            byte = self.take("<B")
            value |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                return value

    def signed(self) -> int:
        """Return the next such number whose second bit is its sign."""
        byte = self.take("<B")
        value, negative = byte & 0x3F, byte & 0x40
        if byte & 0x80:
            value |= self.unsigned() << 6
        return -value if negative else value


@dataclass(frozen=True)
class Column:
    name: str
    kind: int
    nullable: bool
    wkt: str = ""
    origin: tuple[float, float] = (0.0, 0.0)
    scale: float = 1.0


@dataclass(frozen=True)
class Table:
    columns: tuple[Column, ...]
    rows: list[dict[str, Any]]


def find_table(folder: Path, name: str) -> Table:
    """Return a table of a File Geodatabase; its catalogue lists them in the order of their files."""
    names = [row["Name"] for row in read_table(folder / "a00000001.gdbtable").rows]
    return read_table(folder / f"a{names.index(name) + 1:08x}.gdbtable")


def read_table(path: Path) -> Table:
    """Return a table: its columns, and a mapping for each row."""
    source = Bytes(path.read_bytes())
    source.at = struct.unpack_from("<q", source.data, 32)[0]
    columns = tuple(_columns(source))
    return Table(columns, [_row(source.data, at, columns) for at in _offsets(path.with_suffix(".gdbtablx"))])


def _offsets(path: Path) -> Iterator[int]:
    """Yield where the rows begin, those taken out passed over."""
    index = Bytes(path.read_bytes(), 8)
    count, width = index.take("<i"), index.take("<i")
    for _ in range(count):
        at = int.from_bytes(index.raw(width), "little")
        if at:
            yield at


def _columns(source: Bytes) -> Iterator[Column]:
    _, version, flags, count = source.take("<i"), source.take("<i"), source.take("<I"), source.take("<h")
    assert version == 4, "a File Geodatabase of version 10"
    assert flags & 0x100, "texts are UTF-8"
    for _ in range(count):
        name, _ = (source.raw(2 * source.take("<B")).decode("utf-16-le") for _ in range(2))
        kind = source.take("<B")
        yield _geometry_column(source, name) if kind == _GEOMETRY else _column(source, name, kind)


def _column(source: Bytes, name: str, kind: int) -> Column:
    if kind == _TEXT:
        source.take("<i")
    else:
        source.take("<B")
    flag = source.take("<B")
    if kind in (_TEXT, *_FIXED):
        source.raw(source.unsigned() if kind == _TEXT else source.take("<B"))
    return Column(name, kind, bool(flag & 1) and kind != _OBJECT_ID)


def _geometry_column(source: Bytes, name: str) -> Column:
    _, flag = source.take("<B"), source.take("<B")
    wkt = source.raw(source.take("<h")).decode("utf-16-le")
    more = source.take("<B")
    has_m, has_z = bool(more & 2), bool(more & 4)
    west, south, scale = (source.take("<d") for _ in range(3))
    source.raw(16 * (has_m + has_z) + 8 * (1 + has_m + has_z) + 32)
    source.take("<B")
    source.raw(8 * source.take("<i"))
    return Column(name, _GEOMETRY, bool(flag & 1), wkt, (west, south), scale)


def _row(data: bytes, at: int, columns: tuple[Column, ...]) -> dict[str, Any]:
    source = Bytes(data, at + 4)
    nullable = [column for column in columns if column.nullable]
    flags = int.from_bytes(source.raw((len(nullable) + 7) // 8), "little")
    empty = {column.name for place, column in enumerate(nullable) if flags >> place & 1}
    held = [column for column in columns if column.kind != _OBJECT_ID]
    return {column.name: None if column.name in empty else _value(source, column) for column in held}


def _value(source: Bytes, column: Column) -> Any:
    if column.kind in _FIXED:
        return source.take(_FIXED[column.kind])
    if column.kind in _UUIDS:
        return source.raw(16)
    blob = source.raw(source.unsigned())
    if column.kind in (_TEXT, _XML):
        return blob.decode()
    return _shape(Bytes(blob), column) if column.kind == _GEOMETRY else blob


def _shape(source: Bytes, column: Column) -> Any:
    kind = source.unsigned() & 0xFF
    if kind == 1:
        x, y = source.unsigned() - 1, source.unsigned() - 1
        return shapely.Point(_place(x, y, column))
    assert kind in (3, 5), f"a shape of kind {kind}"
    count, parts = source.unsigned(), source.unsigned()
    for _ in range(4):
        source.unsigned()  # its box
    sizes = [source.unsigned() for _ in range(parts - 1)]
    x = y = 0
    places = []
    for _ in range(count):
        x, y = x + source.signed(), y + source.signed()
        places.append(_place(x, y, column))
    ends = [0, *accumulate(sizes), count]
    lines = [places[one:two] for one, two in pairwise(ends)]
    return shapely.MultiLineString(lines) if kind == 3 else _areas(lines)


def _place(x: int, y: int, column: Column) -> tuple[float, float]:
    return x / column.scale + column.origin[0], y / column.scale + column.origin[1]


def _areas(rings: list[list[tuple[float, float]]]) -> Any:
    """Return rings as areas: outer ones run clockwise, a hole belongs to the area that holds it."""
    outer = [shapely.Polygon(ring) for ring in rings if not shapely.LinearRing(ring).is_ccw]
    holes = [shapely.Polygon(ring) for ring in rings if shapely.LinearRing(ring).is_ccw]
    inside = [[hole.exterior for hole in holes if area.contains(hole.representative_point())] for area in outer]
    return shapely.MultiPolygon(
        [shapely.Polygon(area.exterior, holes) for area, holes in zip(outer, inside, strict=True)]
    )
