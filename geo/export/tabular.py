"""Layers as CSV (geometry as WKT) and as one workbook with a dictionary; no cell is taken for a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from geo.analysis.spreadsheet.book import dress, fill, new_book, save_book
from geo.export.fields import FILES, Field
from geo.export.job import Job
from geo.export.layers import Layer, rows_of
from geo.model.aliases import FLAGS
from geo.model.cells import csv_text, harmless, write_cell

ENCODING = "utf-8-sig"
"""With a byte-order mark: without it Excel takes Chinese for GBK."""

DICTIONARY = {"zh": "字段说明", "en": "Fields"}
_SEVERAL = {"zh": "多个以分号分隔。", "en": " Several are parted by semicolons."}
POINT = {"zh": ("代表点 X", "代表点 Y"), "en": ("Point X", "Point Y")}
"""Heads of the two columns of a sheet that hold a point of each shape, by language."""


def write_csv(job: Job, path: Path) -> None:
    """Write the layer as CSV: header of field names, lists as ``a;b``, geometry as WKT in the last column."""
    layer = job.layer
    head = [*(item.name for item in layer.fields), *(["geometry"] if layer.geometry else [])]
    shapes = [[text] for text in _wkt(layer)] if layer.geometry else [[]] * len(layer.frame)
    rows = ([*row.values(), *shape] for row, shape in zip(rows_of(layer), shapes, strict=True))
    path.write_bytes(csv_bytes([head, *rows]))


def csv_bytes(rows: Iterable[Iterable[Any]]) -> bytes:
    """Return rows, the first of them the header, as CSV that Excel opens in the right encoding, no cell a formula."""
    head, *body = rows
    plain = ([cell_text(value) if isinstance(value, list) else value for value in row] for row in body)
    return csv_text([*map(harmless, head)], plain).encode(ENCODING)


def write_workbook(job: Job, path: Path) -> None:
    """Write layers as sheets of one workbook, headed by what people call the fields; the last sheet describes them.

    Outlines do not fit into cells: a sheet of places or outlines has a point of each in two columns.

    Raises
    ------
    OutputError
        openpyxl is not installed.
    """
    book = new_book(path.name)
    for layer in job.watched():
        fill(book.create_sheet(layer.name), _sheet_rows(layer, job.lang))
    fill(book.create_sheet(DICTIONARY[job.lang]), dictionary_rows(job))
    for sheet in book.worksheets:
        dress(sheet)
    save_book(book, path, job.moment[:10])


def dictionary_rows(job: Job) -> Iterator[Sequence[Any]]:
    """Yield the rows of the data dictionary, in the form of national planning databases; the first is the header.

    Columns: layer, number, code, alias, type, length, decimals, domain, M (mandatory) or O (optional), unit,
    Shapefile name, where it comes from, meaning.
    """
    yield _DICTIONARY_HEADS[job.lang]
    for layer in job.layers.values():
        for number, item in enumerate(layer.fields, 1):
            domain = ";".join(f"{value}={word}" for value, word in item.choices.items()) or item.refers
            kind, room, decimals = _KINDS[item.type]
            decimals = 5 if item.unit == "degree" else decimals
            known = (layer.name, number, item.name, item.alias, kind, item.length or room, decimals, domain)
            must = "M" if item.required else "O"
            origin = "computed" if item.computed else f"{FILES[layer.name]}:{item.name}"
            several = _SEVERAL[job.lang] if item.type == "list" else ""
            yield (*known, must, item.unit, item.short, origin, item.meaning + several)


def cell_text(value: Any) -> str:
    """Return a value as CSV writes it; a list, which a frame holds in its order, stays in that.

    Examples
    --------
    >>> cell_text(["b", "a"]), cell_text(True), cell_text(800.0), cell_text(None)
    ('b;a', 'true', '800', '')
    """
    return ";".join(value) if isinstance(value, list) else write_cell(value)


_KINDS: Mapping[str, tuple[str, int, int | None]] = {
    "text": ("Char", 0, None),
    "id": ("Char", 0, None),
    "list": ("Char", 0, None),
    "date": ("Date", 10, None),
    "number": ("Float", 15, 2),
    "integer": ("Int", 10, 0),
    "flag": ("Bool", 1, None),
}
"""Type of a field -> its type, length and decimals as national planning databases write them."""

_DICTIONARY_HEADS = {
    "zh": (
        *("图层", "序号", "字段代码", "字段名称", "字段类型", "字段长度", "小数位数", "值域", "约束条件"),
        *("计量单位", "Shapefile 字段", "来源", "含义"),
    ),
    "en": (
        *("layer", "number", "code", "alias", "type", "length", "decimals", "domain", "constraint"),
        *("unit", "shapefile", "source", "meaning"),
    ),
}


def _wkt(layer: Layer) -> list[str]:
    shapes = layer.frame.geometry
    texts = shapes.to_wkt(rounding_precision=_decimals(layer))
    return [text if there else "" for text, there in zip(texts, shapes.notna(), strict=True)]


def _decimals(layer: Layer) -> int:
    return 5 if layer.frame.crs.is_geographic else 3


def _sheet_rows(layer: Layer, lang: str) -> Iterator[Sequence[Any]]:
    points = layer.frame.geometry.representative_point() if layer.geometry else None
    yield [*(item.alias for item in layer.fields), *(POINT[lang] if points is not None else ())]
    for at, row in enumerate(rows_of(layer)):
        values = [_cell(value, item, lang) for value, item in zip(row.values(), layer.fields, strict=True)]
        yield [*values, *(_pair(points[at], _decimals(layer)) if points is not None else ())]


def _cell(value: Any, item: Field, lang: str) -> Any:
    """Return a value as people read it: the word of a closed list, yes or no; a list with semicolons."""
    if isinstance(value, bool):
        return FLAGS[write_cell(value)][lang == "en"]
    if isinstance(value, list):
        return ";".join(value)
    return item.choices.get(value, value) if isinstance(value, str) else value


def _pair(point: Any, decimals: int) -> tuple[float | None, float | None]:
    if point is None or point.is_empty:
        return None, None
    return round(point.x, decimals), round(point.y, decimals)
