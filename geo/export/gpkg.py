"""Layers as one GeoPackage, with its extensions for aliases, meanings, closed lists and metadata (OGC 12-128)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from geo.export.fields import Field
from geo.export.gdal import clock, write_layer
from geo.export.job import Job
from geo.export.layers import Layer
from geo.model.errors import OutputError, one_line

_TABLES = """
CREATE TABLE IF NOT EXISTS gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT,
  constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE IF NOT EXISTS gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN,
  max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE IF NOT EXISTS gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
"""
_DEFINITION = "http://www.geopackage.org/spec121/#extension_schema"
_METADATA = """
CREATE TABLE gpkg_metadata (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (
  reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), md_file_id INTEGER NOT NULL,
  md_parent_id INTEGER, CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
INSERT INTO gpkg_extensions VALUES
  ('gpkg_metadata', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec120/#extension_metadata', 'read-write'),
  ('gpkg_metadata_reference', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec120/#extension_metadata',
   'read-write');
"""
_QGIS = "http://mrcc.com/qgis.dtd"
_EXTENDED = ("gpkg_data_columns", "gpkg_data_column_constraints")


def write_gpkg(job: Job, path: Path) -> None:
    """Write layers into one GeoPackage, with what people call their fields and the values that these may have.

    Version 1.2, which every QGIS 3 and ArcGIS reads. Equal layers give equal bytes.

    Raises
    ------
    OutputError
        It cannot be written.
    """
    with clock(job.moment):
        for layer in job.watched():
            column = {"GEOMETRY_NAME": "geom"} if layer.geometry else {}
            named = {"IDENTIFIER": layer.title, "DESCRIPTION": layer.meaning, "FID": "fid", **column}
            write_layer(layer, path, "GPKG", named, {"VERSION": "1.2"})
    _add_aliases(path, job.layers)


def journals_of(path: Path) -> list[Path]:
    """Return what SQLite has left beside a GeoPackage: taken for that of a new one, it would spoil it."""
    names = [path.with_name(path.name + tail) for tail in ("-wal", "-shm", "-journal")]
    return [name for name in names if name.exists()]


def _add_aliases(path: Path, layers: Mapping[str, Layer]) -> None:
    with opened(path) as database:
        database.executescript(_TABLES)
        database.executemany(
            "INSERT OR IGNORE INTO gpkg_extensions VALUES (?, NULL, 'gpkg_schema', ?, 'read-write')",
            [(table, _DEFINITION) for table in _EXTENDED],
        )
        database.executemany("INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, ?)", _columns(layers))
        database.executemany(
            "INSERT OR IGNORE INTO gpkg_data_column_constraints VALUES (?, 'enum', ?, NULL, NULL, NULL, NULL, ?)",
            _choices(layers),
        )
        for layer in layers.values():
            if layer.key and layer.frame[layer.key].is_unique:
                database.execute(f'CREATE UNIQUE INDEX "{layer.name}_{layer.key}" ON "{layer.name}" ("{layer.key}")')


def write_metadata(database: sqlite3.Connection, texts: Mapping[str, str], moment: str) -> None:
    """Write the metadata of tables, as QGIS looks for them."""
    database.executescript(_METADATA)
    for ident, (table, text) in enumerate(texts.items(), start=1):
        database.execute("INSERT INTO gpkg_metadata VALUES (?, 'dataset', ?, 'text/xml', ?)", (ident, _QGIS, text))
        row = (table, moment, ident)
        database.execute("INSERT INTO gpkg_metadata_reference VALUES ('table', ?, NULL, NULL, ?, ?, NULL)", row)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a GeoPackage as a database; all is written together. It is synced later, whole.

    Raises
    ------
    OutputError
        The disk is full.
    """
    try:
        with closing(sqlite3.connect(path)) as database, database:
            database.execute("PRAGMA synchronous = OFF")
            yield database
    except sqlite3.Error as error:
        reason = one_line(str(error), 100)
        raise OutputError(f"{path.name}: cannot be written: {reason}. Nothing has changed.") from None


def _columns(layers: Mapping[str, Layer]) -> Iterator[tuple[str, ...]]:
    for layer in layers.values():
        for item in layer.fields:
            named = _domain(layer, item) if item.choices else None
            yield layer.name, item.name, item.alias, item.alias, item.meaning, named  # type: ignore[misc]


def _choices(layers: Mapping[str, Layer]) -> Iterator[tuple[str, str, str]]:
    for layer in layers.values():
        for item in layer.fields:
            yield from ((_domain(layer, item), value, word) for value, word in item.choices.items())


def _domain(layer: Layer, item: Field) -> str:
    return f"{layer.name}_{item.name}"
