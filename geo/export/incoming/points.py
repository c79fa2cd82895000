"""Registers of points in whichever file they come: the reader of each kind, and layers of a GIS as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy
import pyarrow

from geo.analysis.points.points import Points, place_rows
from geo.analysis.points.rows import Asked, Rows, fields_of, told_of, united
from geo.analysis.points.sheets import AS_IT_COMES_BYTES, read_table, read_workbook
from geo.analysis.register.finding import PARQUET, TEXTS, files_at
from geo.analysis.register.parts import check_width
from geo.export.incoming.degrees import in_degrees
from geo.export.incoming.reading import Source, layers_at, read_layer
from geo.export.layers import plan_box
from geo.model.errors import ReadError, counted
from geo.model.files import unread
from geo.model.plan import Plan
from geo.space.boundaries import units_if_installed
from geo.space.boxes import DegreeBox
from geo.space.crs import CGCS2000

_LAYERS = (".gpkg", ".shp", ".zip", ".geojson", ".json", ".fgb", ".kml")
_BOOKS = (".xlsx", ".xlsm")
SUFFIXES = (*_BOOKS, *TEXTS, *_LAYERS, *PARQUET)
_TAKEN = "Taken are XLSX, CSV, GeoPackage, Shapefile, GeoJSON and Parquet."


def read_points(plan: Plan, files: Sequence[str], asked: Asked | None = None) -> Points:
    """Return a register as it lies on a plan.

    Parameters
    ----------
    plan : Plan
        The plan.
    files : sequence of str
        Files, folders and patterns, all of one form.
    asked : Asked, optional
        Sheet, columns, datum.

    Raises
    ------
    ReadError
        Nothing is there, a file cannot be read, says nowhere where its rows lie, or has other columns than the first.
    UsageError
        A column that is asked for is none.
    DrawingError
        No unit of the plan has an outline.
    """
    wanted = asked or Asked()
    paths = list(dict.fromkeys(path for text in files for path in files_at(text, SUFFIXES, _TAKEN)))
    rows = united(list(_parts(plan, paths, wanted)))
    if not len(rows.table) and not rows.broken:
        raise ReadError(f"{rows.name}: holds no rows. Is it the right file?")
    return place_rows(plan, rows, wanted.datum, units_if_installed())


def _parts(plan: Plan, paths: Sequence[Path], asked: Asked) -> Iterator[Rows]:
    tables = [path for path in paths if _is_table(path)]
    for path in paths:
        if path.suffix.lower() in _LAYERS and path not in tables:
            yield from _layers(path, asked, plan_box(plan))
        elif path not in tables:
            yield from read_workbook(path, asked)
    if tables:
        yield read_table(tables, asked)


def _is_table(path: Path) -> bool:
    """Return whether a file is one of a program: Parquet by how it begins, or a text too large for people."""
    if path.suffix.lower() in PARQUET:
        return True
    try:
        with path.open("rb") as file:
            begins = file.read(4)
        large = path.stat().st_size > AS_IT_COMES_BYTES
    except OSError as error:
        raise unread(path, error) from None
    return begins == b"PAR1" or (large and path.suffix.lower() in TEXTS)


def _layers(path: Path, asked: Asked, box: DegreeBox) -> Iterator[Rows]:
    """Yield the rows of the layers of a file: of the one that is asked for, of the only one, or of all of one form."""
    found = layers_at(path)
    if asked.sheet:
        if asked.sheet not in found:
            raise ReadError(f'{path}: has no layer "{asked.sheet}". It has: {", ".join(found)}.')
        found = {asked.sheet: found[asked.sheet]}
    for name, source in found.items():
        yield _rows_of(name if len(found) > 1 else "", source, asked, box)


def _rows_of(layer: str, source: Source, asked: Asked, box: DegreeBox) -> Rows:
    frame, notes = read_layer(source)
    shown = f"{source.path}[{layer}]" if layer else str(source.path)
    check_width(shown, len(frame.columns))
    names = [str(name) for name in frame.columns if name != "geometry"]
    table = pyarrow.table({name: _column(frame[name]) for name in names})
    fields = fields_of(names, asked, shown, placed=hasattr(frame, "crs"))
    told: list[str] = [*notes]
    at = None
    if hasattr(frame, "crs"):
        shifted = frame.set_crs(CGCS2000) if frame.crs is None and asked.datum else frame
        moved, warnings = in_degrees(shifted, source.path, "", box)
        at, other = _points(moved.geometry)
        told += warnings
        told += [f"{shown}: {counted(other, 'row')} of lines or areas: taken at a point within each."] if other else []
    lines = numpy.arange(1, len(frame) + 1)
    told += told_of(names, fields, shown, asked.words)
    return Rows(shown, table, fields, lines, [(shown, len(frame))], at, notes=tuple(told))


def _points(shapes: Any) -> tuple[tuple[Any, Any], int]:
    """Return longitudes and latitudes of shapes, NaN where there is none, and how many of them are no points."""
    other = int((shapes.notna() & (shapes.geom_type != "Point")).sum())
    places = shapes.representative_point() if other else shapes
    return (places.x.to_numpy(float), places.y.to_numpy(float)), other


def _column(values: Any) -> pyarrow.Array:
    """Return a column of a frame; what has no type of its own as texts."""
    try:
        return pyarrow.array(values, from_pandas=True)
    except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError, pyarrow.ArrowNotImplementedError):
        return pyarrow.array([None if value is None or value != value else str(value) for value in values])
