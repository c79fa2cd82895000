"""The schema extension of a GeoPackage: aliases, meanings and closed lists of its fields (OGC 12-128, F.9)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from geo.export.layers import Field, Layer

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
_EXTENDED = ("gpkg_data_columns", "gpkg_data_column_constraints")


def add_aliases(path: Path, layers: Mapping[str, Layer]) -> None:
    """Write what people call the fields of a GeoPackage, what they mean, and the values they may have."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA synchronous = OFF")
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
