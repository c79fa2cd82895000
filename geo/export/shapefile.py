"""Layers as Shapefiles in one zip: short names of fields, texts of 254 bytes, a dictionary that explains them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyogrio

from geo.export.fields import Field
from geo.export.gdal import read_frame, told
from geo.export.job import Job
from geo.export.layers import Layer, flat
from geo.export.part import PART_NOTE, part_note
from geo.export.tabular import csv_bytes
from geo.model.errors import OutputError, counted
from geo.model.plan import frame_of
from geo.model.zips import write_zip

SHAPEFILE_BYTES = 254
"""A dBASE text field holds no more."""

FIELD_LIST = "fields.csv"
"""The field dictionary inside a zip of Shapefiles."""

_TEXTS = ("text", "id", "list")


def write_shapefiles(job: Job, path: Path) -> tuple[str, ...]:
    """Write layers as Shapefiles in one zip, with a dictionary of their fields; return what its user should know.

    Names of fields are ASCII of at most 10 bytes, texts UTF-8 (with .cpg) of at most 254 bytes, whole characters.
    The zip is read back before this returns.

    Returns
    -------
    tuple of str
        A line that tells which texts were cut; none where none was.

    Raises
    ------
    OutputError
        The zip does not hold what was written.
    """
    folder = path.with_suffix(".shp.part")
    folder.mkdir()
    losses = []
    for layer in job.watched():
        frame, cut = _cut(layer)
        losses.extend(cut)
        _write_dbase(frame, folder / f"{layer.name}.{'shp' if layer.geometry else 'dbf'}", job.moment)
        table = folder / f"{layer.name}.dbf"
        table.write_bytes(with_room(table.read_bytes(), {item.short: _room(item) for item in layer.fields}))
    (folder / FIELD_LIST).write_bytes(field_list(job.layers))
    if note := part_note(job.plan, job.lang):
        (folder / PART_NOTE).write_text(f"{note.strip()}\n", encoding="utf-8", newline="\n")
    write_zip({item.name: item.read_bytes() for item in sorted(folder.iterdir())}, path)
    _prove(job.layers, path)
    room = f"Shapefile holds {SHAPEFILE_BYTES} bytes a text"
    return (f"{room}: {'; '.join(losses)}. A GeoPackage (.gpkg) keeps them whole.",) if losses else ()


def field_list(layers: Mapping[str, Layer]) -> bytes:
    """Return the dictionary of Shapefile fields: short name, full name, alias, type and meaning, as CSV."""
    rows = [("layer", "field", "name", "alias", "type", "unit", "choices", "meaning")]
    for layer in layers.values():
        for item in layer.fields:
            choices = ";".join(f"{value}={word}" for value, word in item.choices.items())
            known = (item.short, item.name, item.alias, item.type, item.unit, choices, item.meaning)
            rows.append((layer.name, *known))
    return csv_bytes(rows)


def cut_text(text: str, most: int = SHAPEFILE_BYTES) -> str:
    """Return as many whole characters of a text as fit into a number of bytes of UTF-8, no blank at the cut.

    Examples
    --------
    >>> cut_text("生物", 5)
    '生'
    """
    kept = text.encode()[:most].decode(errors="ignore")
    return text if kept == text else kept.rstrip()


def with_room(table: bytes, room: Mapping[str, int]) -> bytes:
    """Return a dBASE table whose texts have at least so many bytes by their columns: GDAL gives what is written now.

    Parameters
    ----------
    table : bytes
        The table.
    room : mapping of str to int
        Column -> bytes.
    """
    count, first, wide = (int.from_bytes(table[at:end], "little") for at, end in ((4, 8), (8, 10), (10, 12)))
    if not wide or len(table) < first + count * wide:
        return table  # a full disk took its end; that it lacks rows is found when the zip is read back
    heads = [table[at : at + 32] for at in range(32, first - 1, 32)]
    was = [head[16] for head in heads]
    names = [head[:11].split(b"\0")[0].decode() for head in heads]
    wider = [
        max(width, room.get(name, 0)) if head[11:12] == b"C" else width
        for head, name, width in zip(heads, names, was, strict=True)
    ]
    starts = [1 + sum(was[:at]) for at in range(len(was))]
    spans = list(zip(starts, was, wider, strict=True))
    rows = (table[at : at + wide] for at in range(first, first + count * wide, wide))
    made = (row[:1] + b"".join(row[at : at + old].ljust(new) for at, old, new in spans) for row in rows)
    told = b"".join(head[:16] + bytes([new]) + head[17:] for head, new in zip(heads, wider, strict=True))
    length = (1 + sum(wider)).to_bytes(2, "little")
    return table[:10] + length + table[12:32] + told + table[32 + 32 * len(heads) : first] + b"".join(made) + b"\x1a"


def _room(item: Field) -> int:
    """Return the bytes of UTF-8 that the text of a field may need, as many as a column holds."""
    return min(3 * item.length, SHAPEFILE_BYTES)


def _write_dbase(frame: Any, path: Path, moment: str) -> None:
    options = {"DBF_DATE_LAST_UPDATE": moment[:10]}
    with told(path):
        pyogrio.write_dataframe(frame, path, driver="ESRI Shapefile", encoding="UTF-8", layer_options=options)


def _cut(layer: Layer) -> tuple[Any, list[str]]:
    """Return a layer's frame with short names and texts that fit, and a line for each field that lost some."""
    frame, lines = flat(layer), []
    for item in layer.fields:
        if item.type not in _TEXTS:
            continue
        texts = [text if isinstance(text, str) else None for text in frame[item.name]]
        fitting = [text and cut_text(text) for text in texts]
        lost = sum(text != short for text, short in zip(texts, fitting, strict=True))
        if lost:
            frame = frame.assign(**{item.name: frame_of({item.name: fitting}, {item.name: "text"})[item.name]})
            lines.append(f"{layer.name}.{item.short}: {counted(lost, 'text')} cut to {SHAPEFILE_BYTES} bytes")
    return frame.rename(columns={item.name: item.short for item in layer.fields}), lines


def _prove(layers: Mapping[str, Layer], path: Path) -> None:
    """Raise OutputError unless a zip of Shapefiles gives back every row, text and place that went in."""
    for layer in layers.values():
        written, _ = _cut(layer)
        found = read_frame(f"/vsizip/{path.absolute()}", layer.name, path)
        texts = [item.short for item in layer.fields if item.type in _TEXTS]
        same = len(found) == len(written) and all(_texts(found, name) == _texts(written, name) for name in texts)
        if not same or _places(found) != _places(written):
            raise OutputError(f"{path.name}: {layer.name} did not read back as written. Use a GeoPackage (.gpkg).")


def _texts(frame: Any, name: str) -> list[str]:
    return [text if isinstance(text, str) else "" for text in frame[name]]


def _places(frame: Any) -> int:
    return int(frame["geometry"].notna().sum()) if "geometry" in frame else 0
