"""What GIS teams send back: the layers in a file or a zip, the encoding of dBASE texts, fields under many names."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from geo.export.fields import Field
from geo.export.gdal import SQL_WORDS, description_of, layers_in, read_frame
from geo.export.part import PART_NOTE
from geo.model.aliases import column_alias
from geo.model.errors import ReadError, one_line

DBASE = (".zip", ".shp", ".dbf")
"""Suffixes of files whose texts a dBASE table may have cut."""

_GBK_MARK = 0x4D
"""Byte 29 of a dBASE table that is in code page 936; the common others say nothing of Chinese."""

_INSIDE = (".shp", ".gpkg", ".geojson", ".json")
_LAUNDERED = 10


def layers_at(path: Path) -> Mapping[str, str]:
    """Return the layers of a file, or of what a zip holds, in whatever folder: name -> what GDAL opens.

    Raises
    ------
    ReadError
        There is none.
    """
    found = {name: source for source in _sources(path) for name in layers_in(source, path)}
    if not found:
        raise ReadError(f"{path}: holds no layer. Give a GeoPackage, a Shapefile (zipped) or GeoJSON.")
    return found


def read_layer(path: Path, source: str, layer: str) -> tuple[Any, str]:
    """Return a layer as a GeoDataFrame, and what its user should know of its texts.

    A Shapefile that names no encoding is taken as UTF-8 where its bytes are that, else as GB 18030.

    Raises
    ------
    ReadError
        It cannot be read.
    """
    encoding = _encoding(path, source) if source.lower().endswith(".shp") else ""
    frame = read_frame(source, layer, path, encoding)
    told = f"{path}: names no encoding of its texts (.cpg); they were read as {encoding}." if encoding else ""
    return frame, told


def described(path: Path, source: str, layer: str) -> str:
    """Return what a layer says that it holds: its description, or the note beside the Shapefiles of a zip."""
    note = _reader(path, source)(f"{source.rpartition('/')[0]}/{PART_NOTE}") if path.suffix.lower() == ".zip" else b""
    return note.decode(errors="replace") or description_of(source, layer)


def fields_by_name(layer: str, fields: Sequence[Field]) -> Mapping[str, Field]:
    """Return fields by every name, in small letters, that formats and tools give them.

    These are: their own; the Shapefile's, ours and the one that GDAL cuts; SQL's words with an underscore; and what
    people call them in Chinese and English, under which QGIS exports on request.
    """
    called = {column_alias(layer, field.name, lang): field for lang in ("en", "zh") for field in fields}
    cut = dict(zip(_laundered([field.name for field in fields]), fields, strict=True))
    short = {field.short: field for field in fields}
    marked = {f"{field.name}_": field for field in fields if field.name in SQL_WORDS}
    found = called | cut | short | marked | {field.name: field for field in fields}
    return {name.lower(): field for name, field in found.items()}


def _sources(path: Path) -> Iterator[str]:
    if path.suffix.lower() != ".zip":
        yield str(path)
        return
    try:
        with zipfile.ZipFile(path) as files:
            names = [name for name in files.namelist() if not name.startswith("__MACOSX")]
    except (zipfile.BadZipFile, OSError):
        raise ReadError(f"{path}: is no zip file that can be read. Send it again.") from None
    bundles = {found[1] for name in names if (found := re.match(r"(?i)(.*?\.gdb)/", name))}
    members = [name for name in names if PurePosixPath(name).suffix.lower() in _INSIDE]
    tables = [] if members or bundles else [name for name in names if name.lower().endswith(".dbf")]
    yield from (f"/vsizip/{path.absolute()}/{name}" for name in sorted({*members, *bundles, *tables}))


def _encoding(path: Path, source: str) -> str:
    """Return the encoding of a Shapefile's texts that no file names; empty where one does."""
    stem = source[:-4]
    read = _reader(path, source)
    table = next(filter(None, (read(f"{stem}{suffix}") for suffix in (".dbf", ".DBF"))), b"")
    named = any(read(f"{stem}{suffix}").strip() for suffix in (".cpg", ".CPG"))
    if named or len(table) < 32 or table[29] == _GBK_MARK or table.isascii():
        return ""
    rows = table[int.from_bytes(table[8:10], "little") :]
    return next((name for name in ("UTF-8", "GB18030") if _decodes(rows, name)), "")


def _reader(path: Path, source: str) -> Callable[[str], bytes]:
    """Return what gives the bytes of a file beside a source, none where there is no such file."""
    if path.suffix.lower() != ".zip":
        return lambda name: Path(name).read_bytes() if Path(name).is_file() else b""
    root = f"/vsizip/{path.absolute()}/"

    def read(name: str) -> bytes:
        with zipfile.ZipFile(path) as files:
            inside = name.removeprefix(root)
            return files.read(inside) if inside in files.namelist() else b""

    return read


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _laundered(names: Sequence[str]) -> Iterator[str]:
    """Yield names as GDAL cuts them for a Shapefile: ten letters, or eight and a number where these are taken."""
    taken: set[str] = set()
    for name in names:
        tries = (name[:_LAUNDERED], *(f"{name[:8]}_{number}" for number in range(1, 10)))
        cut = next((each for each in tries if each not in taken), one_line(name))
        taken.add(cut)
        yield cut
