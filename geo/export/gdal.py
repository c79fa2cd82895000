"""GDAL's part: layers written and read by its drivers, what goes wrong there told in one line."""

from __future__ import annotations

import re
import shutil
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FieldError

from geo.export.arrow import arrow_table, read_parquet
from geo.export.job import Job
from geo.export.layers import Layer, flat
from geo.model.errors import OutputError, ReadError, one_line

GDAL_ERRORS = (DataSourceError, DataLayerError, FieldError, RuntimeError)
_UNKNOWN = ("not recognized as being in a supported file format", "does not exist in the file system")

SQL_WORDS = ("group", "order")
"""Names of fields that a File Geodatabase cannot have: they get an underscore."""

_TAKEN = frozenset(";!")
"""Letters that pyogrio takes for parts of an address."""

_ROOM = 64_000
"""A disk with less room in bytes is full."""


def write_gdb(job: Job, path: Path) -> None:
    """Write layers into one File Geodatabase, with aliases of fields; SQL's words get an underscore."""
    for layer in job.watched():
        table = arrow_table(layer, flat(layer), {name: f"{name}_" for name in SQL_WORDS})
        with told(path):
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


def write_flatgeobuf(job: Job, path: Path) -> None:
    """Write the layer as FlatGeobuf; without a spatial index where a place has no geometry, which allows none."""
    layer = job.layer
    whole = bool(layer.geometry) and bool(layer.frame.geometry.notna().all())
    index = {"SPATIAL_INDEX": "YES" if whole else "NO"}
    write_layer(layer, path, "FlatGeobuf", {**index, "TITLE": layer.title, "DESCRIPTION": layer.meaning})


def write_layer(
    layer: Layer, path: Path, driver: str, options: Mapping[str, str], version: Mapping[str, str] | None = None
) -> None:
    """Write a layer with a driver of GDAL, beside those that a file already holds.

    Parameters
    ----------
    layer : Layer
        Its lists become ``a;b``.
    path : Path
        The file.
    driver : str
        Its name in GDAL.
    options, version : mapping of str to str
        The driver's, for the layer and for a new file.

    Raises
    ------
    OutputError
        It cannot be written.
    """
    frame, more = flat(layer), path.exists()
    geometry = {"geometry_type": layer.geometry} if layer.geometry and not frame.empty else {}
    with told(path):
        pyogrio.write_dataframe(
            frame,
            path,
            layer=layer.name,
            driver=driver,
            append=more,
            layer_options=dict(options),
            dataset_options={} if more else dict(version or {}),
            **geometry,
        )


def layers_in(source: str, shown: Path) -> tuple[str, ...]:
    """Return the names of the layers in what GDAL opens; messages call it `shown`.

    Raises
    ------
    ReadError
        It is none.
    """
    if _TAKEN.intersection(source):
        raise ReadError(f"{shown}: GDAL takes no path with ; or ! in it. Give it another name.")
    if _is_parquet(source):
        return (shown.stem,)
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
        if _is_parquet(source):
            return read_parquet(shown)
        # Of a sheet of texts alone GDAL takes no row for a head, unless it is told to.
        with _quiet(), _configured({"OGR_XLSX_HEADERS": "FORCE"}):
            # Of a CSV pyogrio would take the encoding of the machine, which is GBK on a Chinese Windows.
            plain = "UTF-8" if source.lower().endswith(".csv") else None
            return pyogrio.read_dataframe(source, layer=layer, encoding=encoding or plain)
    except UnicodeDecodeError:
        told = f"{shown}: layer {layer}: its texts are no UTF-8"
        again = 'as UTF-8 (in Excel: "CSV UTF-8")' if shown.suffix.lower() == ".csv" else "again as a GeoPackage"
        raise ReadError(f"{told}. Save it {again}.") from None
    except OutputError:
        raise
    except Exception as error:  # GDAL, GEOS and pandas each have errors of their own for what they cannot hold
        raise ReadError(f"{shown}: layer {layer}: {_reason(error)}. Save it again as a GeoPackage.") from None


def _is_parquet(source: str) -> bool:
    """Return whether a file is Parquet, which not every GDAL reads."""
    return source.lower().endswith(".parquet")


def description_of(source: str, layer: str) -> str:
    """Return the description of a layer that can be read; nothing where it has none."""
    if _is_parquet(source):
        return ""
    with _quiet():
        found = pyogrio.read_info(source, layer=layer)["layer_metadata"]
    return str((found or {}).get("DESCRIPTION", ""))


@contextmanager
def clock(moment: str) -> Iterator[None]:
    """Give GDAL a moment in place of the clock, and no reason to wait for the disk: the file is synced once, whole."""
    given = {"OGR_CURRENT_DATE": moment, "OGR_SQLITE_SYNCHRONOUS": "OFF", "OGR_SQLITE_JOURNAL": "OFF"}
    with _configured(given):
        yield


@contextmanager
def _configured(given: Mapping[str, str]) -> Iterator[None]:
    """Give GDAL some options, and take them back."""
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
def told(path: Path) -> Iterator[None]:
    """Tell GDAL's errors in one line; its warning that islands take time is none for us.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
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
