"""Formats that GDAL writes: GeoPackage, File Geodatabase, Shapefile, FlatGeobuf; and reading layers back in."""

from __future__ import annotations

import csv
import io
import re
import shutil
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FieldError

from geo.export.arrow import arrow_table
from geo.export.gpkg import add_aliases
from geo.export.layers import Layer, flat
from geo.export.writers import Watch
from geo.model.errors import GeoError, OutputError, one_line
from geo.model.plan import frame_of

GDAL_ERRORS = (DataSourceError, DataLayerError, FieldError, RuntimeError)
_UNKNOWN = ("not recognized as being in a supported file format", "does not exist in the file system")

SHAPEFILE_BYTES = 254
"""A dBASE text field holds no more."""

FIELD_LIST = "fields.csv"
"""The field dictionary inside a zip of Shapefiles."""

SQL_WORDS = ("group", "order")
"""Names of fields that a File Geodatabase cannot have: they get an underscore."""

_TAKEN = frozenset(";!")
"""Letters that pyogrio takes for parts of an address."""

_ROOM = 64_000
"""A disk with less room in bytes is full."""

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


class ReadError(GeoError):
    """A file of layers cannot be read."""


def write_gpkg(layers: Mapping[str, Layer], path: Path, moment: str, watch: Watch = iter) -> None:
    """Write layers into one GeoPackage.

    Version 1.2, which every QGIS 3 and ArcGIS reads. Equal layers give equal bytes: `moment` stands for the clock.
    """
    with _clock(moment):
        for layer in _watched(layers, watch):
            _write(layer, flat(layer), path, "GPKG", _gpkg_options(layer), {"VERSION": "1.2"})
    add_aliases(path, layers)


def write_gdb(layers: Mapping[str, Layer], path: Path, watch: Watch = iter) -> None:
    """Write layers into one File Geodatabase, with aliases of fields; SQL's words get an underscore."""
    for layer in _watched(layers, watch):
        renamed = {name: f"{name}_" for name in SQL_WORDS}
        table = arrow_table(layer, flat(layer), renamed)
        with _told(path):
            pyogrio.write_arrow(
                table,
                path,
                layer=layer.name,
                driver="OpenFileGDB",
                geometry_name="geometry" if layer.geometry else None,
                geometry_type=layer.geometry or None,
                crs=layer.frame.crs.to_wkt() if layer.geometry else None,
                append=path.exists(),
                layer_options={"LAYER_ALIAS": layer.title},
            )


def write_flatgeobuf(layer: Layer, path: Path) -> None:
    """Write one layer as FlatGeobuf; without a spatial index where a place has no geometry, which allows none."""
    whole = bool(layer.geometry) and bool(layer.frame.geometry.notna().all())
    options = {"SPATIAL_INDEX": "YES" if whole else "NO", "TITLE": layer.title, "DESCRIPTION": layer.meaning}
    _write(layer, flat(layer), path, "FlatGeobuf", options, {})


def write_shapefiles(layers: Mapping[str, Layer], path: Path, moment: str, watch: Watch = iter) -> tuple[str, ...]:
    """Write layers as Shapefiles in one zip, with a dictionary of their fields; return what was lost.

    Names of fields are ASCII of at most 10 bytes, texts UTF-8 (with .cpg) of at most 254 bytes, whole characters.
    The zip is read back before this returns.

    Raises
    ------
    OutputError
        The zip does not hold what was written.
    """
    folder = path.with_suffix(".shp.part")
    folder.mkdir()
    losses = []
    for layer in _watched(layers, watch):
        frame, cut = _cut(layer)
        losses.extend(cut)
        _write_dbase(frame, folder / f"{layer.name}.{'shp' if layer.geometry else 'dbf'}", moment)
    (folder / FIELD_LIST).write_bytes(field_list(layers))
    zip_files({item.name: item.read_bytes() for item in sorted(folder.iterdir())}, path)
    _prove(layers, path)
    return tuple(losses)


def zip_files(files: Mapping[str, bytes], path: Path) -> None:
    """Write a zip whose bytes depend on nothing but its files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            out.writestr(info, data)


def field_list(layers: Mapping[str, Layer]) -> bytes:
    """Return the dictionary of Shapefile fields: short name, full name, alias, type and meaning, as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("layer", "field", "name", "alias", "type", "unit", "choices", "meaning"))
    for layer in layers.values():
        for item in layer.fields:
            choices = ";".join(f"{value}={word}" for value, word in item.choices.items())
            known = (item.short, item.name, item.alias, item.type, item.unit, choices, item.meaning)
            writer.writerow((layer.name, *known))
    return out.getvalue().encode("utf-8-sig")


def cut_text(text: str, most: int = SHAPEFILE_BYTES) -> str:
    """Return as many whole characters of a text as fit into a number of bytes of UTF-8, no blank at the cut.

    Examples
    --------
    >>> cut_text("生物", 5)
    '生'
    """
    kept = text.encode()[:most].decode(errors="ignore")
    return text if kept == text else kept.rstrip()


def layers_in(source: str, shown: Path) -> tuple[str, ...]:
    """Return the names of the layers in what GDAL opens; messages call it `shown`.

    Raises
    ------
    ReadError
        It is none.
    """
    if _TAKEN.intersection(source):
        raise ReadError(f"{shown}: GDAL takes no path with ; or ! in it. Give it another name.")
    try:
        with _quiet():
            return tuple(str(name) for name, _ in pyogrio.list_layers(source))
    except GDAL_ERRORS as error:
        # What went wrong in the end stands last; what GDAL tried before is none of the reader's business.
        known = not any(word in str(error) for word in _UNKNOWN)
        reason = _reason(error).rpartition("; ")[2] if known else "is no file of layers"
        raise ReadError(f"{shown}: {reason}. Give a GeoPackage, a Shapefile (zipped) or GeoJSON.") from None


def read_frame(source: str, layer: str, shown: Path, encoding: str = "") -> Any:
    """Return one layer as a GeoDataFrame; messages call its file `shown`.

    Raises
    ------
    ReadError
        It cannot be read.
    """
    try:
        with _quiet():
            return pyogrio.read_dataframe(source, layer=layer, encoding=encoding or None)
    except UnicodeDecodeError:
        hint = "Save it again with the right encoding, or as a GeoPackage."
        raise ReadError(f"{shown}: layer {layer}: texts are not in the encoding that its .cpg names. {hint}") from None
    except Exception as error:  # GDAL, GEOS and pandas each have errors of their own for what they cannot hold
        raise ReadError(f"{shown}: layer {layer}: {_reason(error)}. Save it again as a GeoPackage.") from None


def _watched(layers: Mapping[str, Layer], watch: Watch) -> Iterator[Layer]:
    return (layers[name] for name in watch(list(layers)))


def _gpkg_options(layer: Layer) -> dict[str, str]:
    named = {"IDENTIFIER": layer.title, "DESCRIPTION": layer.meaning, "FID": "fid"}
    return {**named, "GEOMETRY_NAME": "geom"} if layer.geometry else named


def _write(
    layer: Layer, frame: Any, path: Path, driver: str, layer_options: dict[str, str], dataset_options: dict[str, str]
) -> None:
    geometry = {"geometry_type": layer.geometry} if layer.geometry and not frame.empty else {}
    more = path.exists()
    with _told(path):
        pyogrio.write_dataframe(
            frame,
            path,
            layer=layer.name,
            driver=driver,
            append=more,
            layer_options=layer_options,
            dataset_options={} if more else dataset_options,
            **geometry,
        )


def _write_dbase(frame: Any, path: Path, moment: str) -> None:
    options = {"RESIZE": "YES", "DBF_DATE_LAST_UPDATE": moment[:10]}
    with _told(path):
        pyogrio.write_dataframe(frame, path, driver="ESRI Shapefile", encoding="UTF-8", layer_options=options)


def _cut(layer: Layer) -> tuple[Any, list[str]]:
    """Return a layer's frame with short names and texts that fit, and a line for each field that lost some."""
    frame, lines = flat(layer), []
    for item in layer.fields:
        if item.type not in ("text", "id", "list"):
            continue
        texts = [text if isinstance(text, str) else None for text in frame[item.name]]
        fitting = [text and cut_text(text) for text in texts]
        lost = sum(text != short for text, short in zip(texts, fitting, strict=True))
        if lost:
            frame = frame.assign(**{item.name: frame_of({item.name: fitting}, {item.name: "text"})[item.name]})
            lines.append(f"{layer.name}.{item.short}: {lost} texts cut to {SHAPEFILE_BYTES} bytes")
    return frame.rename(columns={item.name: item.short for item in layer.fields}), lines


def _prove(layers: Mapping[str, Layer], path: Path) -> None:
    """Raise OutputError unless a zip of Shapefiles gives back every row, text and place that went in."""
    for layer in layers.values():
        written, _ = _cut(layer)
        found = read_frame(f"/vsizip/{path.absolute()}", layer.name, path)
        texts = [item.short for item in layer.fields if item.type in ("text", "id", "list")]
        same = len(found) == len(written) and all(_texts(found, name) == _texts(written, name) for name in texts)
        if not same or _places(found) != _places(written):
            raise OutputError(f"{path.name}: {layer.name} did not read back as written. Use a GeoPackage (.gpkg).")


def _texts(frame: Any, name: str) -> list[str]:
    return [text if isinstance(text, str) else "" for text in frame[name]]


def _places(frame: Any) -> int:
    return int(frame["geometry"].notna().sum()) if "geometry" in frame else 0


@contextmanager
def _clock(moment: str) -> Iterator[None]:
    """Give GDAL a moment in place of the clock, and no reason to wait for the disk: the file is synced once, whole."""
    given = {"OGR_CURRENT_DATE": moment, "OGR_SQLITE_SYNCHRONOUS": "OFF", "OGR_SQLITE_JOURNAL": "OFF"}
    before = {name: pyogrio.get_gdal_config_option(name) for name in given}
    pyogrio.set_gdal_config_options(given)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(before)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep GDAL's warnings to itself: what cannot be read is told in one line."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell GDAL's errors in one line; its warning that islands take time is none for us."""
    if _TAKEN.intersection(str(path)):
        raise OutputError(f"{path.name}: GDAL takes no path with ; or ! in it. Choose another name or folder with -o.")
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="organizePolygons")
            yield
    except GDAL_ERRORS as error:
        # GDAL tells of a full disk in many ways, hardly ever in these words.
        reason = "no space left on device" if _is_full(path) else _reason(error)
        raise OutputError(f"{path.name}: cannot be written: {reason}. Nothing has changed.") from None


def _is_full(path: Path) -> bool:
    return shutil.disk_usage(path.parent).free < _ROOM


def _reason(error: Exception) -> str:
    """Return what a library said, in one line and without the folder of the moment."""
    said = re.sub(r"\S*\.part/new/", "", str(error).strip().rstrip("."))
    return one_line(said, 200)
