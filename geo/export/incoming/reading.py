"""What GIS teams send back: the layers in a file or a zip, the encoding of dBASE texts, fields under many names."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from geo.export.fields import Field
from geo.export.gdal import SQL_WORDS, description_of, layers_in, read_frame
from geo.export.incoming.dbase import RAW, decoded, encoding_of, misnamed
from geo.export.part import PART_NOTE
from geo.model.aliases import column_alias
from geo.model.errors import ReadError, one_line
from geo.model.files import LARGEST_BYTES

DBASE = (".zip", ".shp", ".dbf")
"""Suffixes of files whose texts a dBASE table may have cut."""

_DBASE_HEAD = 32
_WAL = b"\x02\x02"
"""Bytes 18 and 19 of a GeoPackage that keeps edits in a file beside it."""

_LOCKED = 1
"""The flag of a file in a zip that a password keeps."""

_INSIDE = (".shp", ".gpkg", ".geojson", ".json")
_LAUNDERED = 10


@dataclass(frozen=True, slots=True)
class Source:
    """Where a layer is.

    Attributes
    ----------
    path : Path
        The file that somebody sent.
    address : str
        What GDAL opens.
    layer : str
        The name by which GDAL knows it.
    """

    path: Path
    address: str
    layer: str

    @property
    def inside(self) -> str:
        """Where in a zip it is, as whoever packed it reads the name; of all else the name of the file."""
        return _readable(self.address.removeprefix(_root(self.path))) if _is_zip(self.path) else self.path.name


def layers_at(path: Path) -> Mapping[str, Source]:
    """Return the layers of a file, or of what a zip holds, in whatever folder, by their names.

    Raises
    ------
    ReadError
        There is none, or two have one name.
    """
    found: dict[str, Source] = {}
    for address in _sources(path):
        for layer in layers_in(address, path):
            name, source = _readable(layer), Source(path, address, layer)
            if name in found:
                both = f"{found[name].inside} and {source.inside}"
                raise ReadError(f"{path}: holds the layer {name} twice: {both}. Send the one that you mean.")
            found[name] = source
    if not found:
        raise ReadError(f"{path}: holds no layer. Give a GeoPackage, a Shapefile (zipped) or GeoJSON.")
    return found


def read_layer(source: Source) -> tuple[Any, tuple[str, ...]]:
    """Return a layer as a GeoDataFrame, and what its user should know of how it was read.

    Texts of a Shapefile are UTF-8 where their bytes are that, else GB 18030, whatever is said beside them.

    Raises
    ------
    ReadError
        It cannot be read.
    """
    if not source.address.lower().endswith((".shp", ".dbf")):
        return read_frame(source.address, source.layer, source.path), tuple(_unfinished(source))
    read, stem = _reader(source.path), source.address[:-4]
    table = read(f"{stem}.dbf") or read(f"{stem}.DBF")
    encoding = encoding_of(table) if len(table) > _DBASE_HEAD else ""
    if not encoding:
        return read_frame(source.address, source.layer, source.path), ()
    frame = read_frame(source.address, source.layer, source.path, RAW)
    mark = read(f"{stem}.cpg") or read(f"{stem}.CPG")
    said = misnamed(table, one_line(mark.decode(RAW).strip(), 20), encoding)
    told = (f"{source.path}: {said}; they were read as {encoding}.",) if said else ()
    return _decoded(frame, encoding), told


def text_in(path: Path, suffix: str) -> bytes:
    """Return a file that has a suffix, or of a zip the first file in it that has.

    Raises
    ------
    ReadError
        It is a zip with a password.
    ValueError
        It is no zip that can be read, or holds no such file, or one that is too large.
    OSError
        It cannot be read.
    """
    if path.suffix.lower() == suffix:
        return path.read_bytes()
    try:
        with zipfile.ZipFile(path) as files:
            found = (each for each in _members(path, files) if each.filename.lower().endswith(suffix))
            member = next((each for each in found if each.file_size <= LARGEST_BYTES), None)
            if member is None:
                raise ValueError(suffix)
            return files.read(member)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise ValueError(str(error)) from None


def described(source: Source) -> str:
    """Return what a layer says that it holds: its description, or the note beside the Shapefiles of a zip."""
    beside = f"{source.address.rpartition('/')[0]}/{PART_NOTE}"
    note = _reader(source.path)(beside) if _is_zip(source.path) else b""
    return note.decode(errors="replace") or description_of(source.address, source.layer)


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


def cut_names(known: Mapping[str, Field]) -> Mapping[str, Field]:
    """Return fields by what a Shapefile leaves of names that are not ASCII, as far as that tells one from all others.

    Ten bytes are five characters of GBK, and three of UTF-8, which may end in half of one.
    """
    fields: defaultdict[str, dict[str, Field]] = defaultdict(dict)
    for name, field in known.items():
        for encoding in ("gb18030", "utf-8"):
            whole = name.encode(encoding)
            if not name.isascii() and len(whole) > _LAUNDERED:
                fields[whole[:_LAUNDERED].decode(encoding, errors="ignore")][field.name] = field
    return {cut: next(iter(found.values())) for cut, found in fields.items() if len(found) == 1 and cut not in known}


def _sources(path: Path) -> Iterator[str]:
    if not _is_zip(path):
        yield str(path)
        return
    try:
        with zipfile.ZipFile(path) as files:
            names = [each.filename for each in _members(path, files) if not each.filename.startswith("__MACOSX")]
    except (zipfile.BadZipFile, OSError):
        raise ReadError(f"{path}: is no zip file that can be read. Send it again.") from None
    bundles = {found[1] for name in names if (found := re.match(r"(?i)(.*?\.gdb)/", name))}
    members = [name for name in names if PurePosixPath(name).suffix.lower() in _INSIDE]
    # A table of its own has no shapes beside it.
    stems = {name.lower()[:-4] for name in names if name.lower().endswith(".shp")}
    tables = [name for name in names if name.lower().endswith(".dbf") and name.lower()[:-4] not in stems]
    yield from (f"{_root(path)}{name}" for name in sorted({*members, *bundles, *tables}))


def _members(path: Path, files: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return what a zip holds; one with a password is refused."""
    found = files.infolist()
    if any(each.flag_bits & _LOCKED for each in found):
        raise ReadError(f"{path}: is protected by a password. Save it without one.")
    return found


def _reader(path: Path) -> Callable[[str], bytes]:
    """Return what gives the bytes of a file by its address, none where there is no such file."""
    if not _is_zip(path):
        return lambda name: Path(name).read_bytes() if Path(name).is_file() else b""

    def read(name: str) -> bytes:
        with zipfile.ZipFile(path) as files:
            inside = name.removeprefix(_root(path))
            return files.read(inside) if inside in files.namelist() else b""

    return read


def _is_zip(path: Path) -> bool:
    return path.suffix.lower() == ".zip"


def _root(path: Path) -> str:
    """Return how the addresses of all that a zip holds begin."""
    return f"/vsizip/{path.absolute()}/"


def _readable(name: str) -> str:
    """Return a name of a file in a zip that Windows wrote: its bytes are GBK and were taken for code page 437.

    Examples
    --------
    >>> _readable("╖╓╟°"), _readable("zones")
    ('分区', 'zones')
    """
    try:
        return name if name.isascii() else name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name


def _decoded(frame: Any, encoding: str) -> Any:
    """Return a frame that was read byte by byte with texts and names of columns in their encoding."""
    texts = [
        name for name in frame.columns if name != "geometry" and any(isinstance(cell, str) for cell in frame[name])
    ]
    cells = {
        name: [decoded(cell, encoding) if isinstance(cell, str) else cell for cell in frame[name]] for name in texts
    }
    return frame.assign(**cells).rename(columns={name: decoded(name, encoding) for name in frame.columns})


def _unfinished(source: Source) -> Iterator[str]:
    """Yield what is to be said of a GeoPackage that still waits for the file in which its last edits are."""
    if source.path.suffix.lower() != ".gpkg":
        return
    with source.path.open("rb") as file:
        head = file.read(20)
    if head[18:20] == _WAL and not source.path.with_name(f"{source.path.name}-wal").exists():
        hint = "Close it in QGIS, which writes them into it, and send it again."
        yield f"{source.path}: its last edits may stand in a file beside it ({source.path.name}-wal). {hint}"


def _laundered(names: Sequence[str]) -> Iterator[str]:
    """Yield names as GDAL cuts them for a Shapefile: ten letters, or eight and a number where these are taken."""
    taken: set[str] = set()
    for name in names:
        tries = (name[:_LAUNDERED], *(f"{name[:8]}_{number}" for number in range(1, 10)))
        cut = next((each for each in tries if each not in taken), one_line(name))
        taken.add(cut)
        yield cut
