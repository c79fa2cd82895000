"""The formats of an export. A new one is a writer in a module of its own, and an entry here.

Help, the tables in README, media types of metadata and hints are made from the entries. Each imports its writer when it
is used: this module stays as light as the command's help.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from geo.export.job import Job

Writer = Callable[["Job", "Path"], "tuple[str, ...] | None"]
"""Writes a file, and returns what its user should know."""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file.

    Attributes
    ----------
    suffix, name : str
        With its dot; and what people call it.
    write : callable
        Its writer.
    notes : (str, str)
        What is worth knowing of it, Chinese and English.
    together : bool
        Whether a file holds all layers; if not, each layer gets a file, and the writer one layer at a time.
    degrees : bool
        Whether it is in degrees of WGS 84 and nothing else.
    media : str
        Media type; empty where none is in use.
    tried : tuple of str
        Suffixes that people try for it.
    beside : str
        Suffix of the file of the same name that holds its layers; empty where it holds them itself.
    """

    suffix: str
    name: str
    write: Writer
    notes: tuple[str, str]
    together: bool = True
    degrees: bool = False
    media: str = ""
    tried: tuple[str, ...] = ()
    beside: str = ""


def format_of(path: Path) -> Format:
    """Return the format that a file's suffix names.

    Raises
    ------
    UsageError
        It names none.
    """
    from geo.model.errors import UsageError

    suffix = path.suffix.lower()
    if suffix in FORMATS:
        return FORMATS[suffix]
    meant = next((made for made in FORMATS.values() if suffix in made.tried), None)
    hint = f"Give it the suffix {meant.suffix} ({meant.name})." if meant else f"One of: {' '.join(FORMATS)}."
    raise UsageError(f'{path}: the suffix "{suffix}" names no format. {hint}')


def _gpkg(job: Job, path: Path) -> None:
    from geo.export.gpkg import write_gpkg
    from geo.export.qgis.styles import add_styles

    write_gpkg(job, path)
    add_styles(job, path)


def _qgs(job: Job, path: Path) -> None:
    from geo.export.qgis.styles import write_project

    _gpkg(job, path.with_suffix(".gpkg"))
    write_project(job, path)


def _gdb(job: Job, path: Path) -> None:
    from geo.export.gdal import write_gdb

    write_gdb(job, path)


def _shapefiles(job: Job, path: Path) -> tuple[str, ...]:
    from geo.export.shapefile import write_shapefiles

    return write_shapefiles(job, path)


def _kml(job: Job, path: Path) -> None:
    from geo.export.kml import write_kml

    write_kml(job, path)


def _kmz(job: Job, path: Path) -> None:
    from geo.export.kml import write_kmz

    write_kmz(job, path)


def _xlsx(job: Job, path: Path) -> None:
    from geo.export.tabular import write_workbook

    write_workbook(job, path)


def _geojson(job: Job, path: Path) -> None:
    from geo.export.geojson import write_geojson

    write_geojson(job.layer, path)


def _flatgeobuf(job: Job, path: Path) -> None:
    from geo.export.gdal import write_flatgeobuf

    write_flatgeobuf(job.layer, path)


def _parquet(job: Job, path: Path) -> None:
    from geo.export.arrow import write_parquet

    write_parquet(job.layer, path)


def _csv(job: Job, path: Path) -> None:
    from geo.export.tabular import write_csv

    write_csv(job.layer, path)


_ENTRIES = (
    Format(
        ".gpkg",
        "GeoPackage",
        _gpkg,
        (
            "内含 QML 与 SLD 样式、字段别名、值域、唯一编号和各图层元数据",
            "QML and SLD, aliases, closed lists, unique ids, metadata of every layer inside",
        ),
        media="application/geopackage+sqlite3",
        tried=(".sqlite", ".db"),
    ),
    Format(
        ".qgs",
        "QGIS",
        _qgs,
        (
            "工程，旁附 GeoPackage；图层关联；行政区与示意两种画法勾选切换",
            "a project with its GeoPackage beside it; relations; administrative or schematic drawing by one tick",
        ),
        tried=(".qgz",),
        beside=".gpkg",
    ),
    Format(".gdb", "File Geodatabase", _gdb, ("字段别名", "aliases")),
    Format(
        ".zip",
        "Shapefile",
        _shapefiles,
        (
            "字段名为 ASCII，文字为 UTF-8 并附 .cpg，内含字段对照表；截断的文字逐项告知",
            "ASCII names, UTF-8 with .cpg, a field dictionary inside, cut texts reported",
        ),
        media="application/zip",
        tried=(".shp",),
    ),
    Format(
        ".kml",
        "KML",
        _kml,
        ("带样式，名称作为标注", "styled, names as labels"),
        degrees=True,
        media="application/vnd.google-earth.kml+xml",
    ),
    Format(
        ".kmz",
        "KMZ",
        _kmz,
        ("同上，另带地点符号", "the same with the symbol of its places"),
        degrees=True,
        media="application/vnd.google-earth.kmz",
    ),
    Format(
        ".xlsx",
        "Excel",
        _xlsx,
        ("表头为字段别名，另有一张字段说明表", "headed by aliases, with a sheet that describes every field"),
        media="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        tried=(".xls",),
    ),
    Format(
        ".geojson",
        "GeoJSON",
        _geojson,
        ("RFC 7946", "RFC 7946"),
        together=False,
        degrees=True,
        media="application/geo+json",
        tried=(".json",),
    ),
    Format(".fgb", "FlatGeobuf", _flatgeobuf, ("带空间索引", "with a spatial index"), together=False),
    Format(
        ".parquet",
        "GeoParquet",
        _parquet,
        ("1.1 版，列表仍为列表", "version 1.1; lists stay lists"),
        together=False,
        media="application/vnd.apache.parquet",
    ),
    Format(".csv", "CSV", _csv, ("几何为 WKT", "geometry as WKT"), together=False, media="text/csv"),
)

FORMATS: Mapping[str, Format] = MappingProxyType({made.suffix: made for made in _ENTRIES})
"""Format by suffix, in the order of help and README."""
