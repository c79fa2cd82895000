"""Placed rows of a register as a file: CSV, a workbook, or a layer; what is known to a unit only has no geometry."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow
import pyogrio

from geo.analysis.points.points import Points
from geo.analysis.spreadsheet.book import dress, fill, new_book, save_book
from geo.export.gdal import clock, told
from geo.export.tabular import csv_bytes
from geo.model.errors import OutputError, UsageError
from geo.model.files import written_whole
from geo.model.plan import frame_of
from geo.space.geometry import Shape, point

_MOST_ROWS = 1_048_575
"""Rows that a sheet of a workbook has room for below its head."""

_EPOCH = "1970-01-01"


def write_points(points: Points, output: str, rejects: str = "", *, force: bool = False) -> tuple[str, ...]:
    """Write the placed rows, the rejected ones, or both; all or none.

    Parameters
    ----------
    points : Points
        What became of the rows.
    output : str
        File for the placed rows, its suffix one of :data:`WRITERS`; empty for none.
    rejects : str
        File for the others, with reason and detail: ``.csv`` or ``.xlsx``; empty for none.
    force : bool
        Replace also what is no file of this kind.

    Returns
    -------
    tuple of str
        The files written.

    Raises
    ------
    UsageError
        A suffix names no format.
    OutputError
        A file cannot be written.
    """
    check_names(output, rejects)
    paths = [Path(name) for name in (output, rejects) if name]
    if not paths:
        return ()
    with written_whole(paths, suffixes=tuple(WRITERS), force=force) as fresh:
        for path in paths:
            given = _Given.placed(points) if str(path) == output else _Given(points.rejects_table())
            WRITERS[path.suffix.lower()](given, fresh / path.name)
    return tuple(map(str, paths))


def check_names(output: str, rejects: str) -> None:
    """Raise UsageError where a name's suffix is none that rows are written to, before any work is done."""
    for name, known in ((output, tuple(WRITERS)), (rejects, _TABLES)):
        if name and Path(name).suffix.lower() not in known:
            raise UsageError(f"{name}: rows are written to {', '.join(known)}. Give it one of these suffixes.")
    if output and output == rejects:
        raise UsageError(f"{output}: is to hold both placed and rejected rows. Give two names.")


@dataclass(frozen=True)
class _Given:
    """What is written: rows, and the place of each, None of what has none of its own."""

    table: pyarrow.Table
    places: Sequence[Shape | None] = ()

    @classmethod
    def placed(cls, points: Points) -> _Given:
        at = points.placed
        places = zip(points.lon[at].round(7).tolist(), points.lat[at].round(7).tolist(), strict=True)
        return cls(points.placed_table(), [None if lon != lon else point(lon, lat) for lon, lat in places])


def _write_csv(given: _Given, path: Path) -> None:
    table = given.table
    path.write_bytes(csv_bytes([table.column_names, *_rows(table)]))


def _write_book(given: _Given, path: Path) -> None:
    table = given.table
    if len(table) > _MOST_ROWS:
        raise OutputError(f"{path.name}: a workbook has no room for {len(table):,} rows. Write a .csv file.")
    book = new_book(path.name)
    sheet = book.create_sheet("points")
    fill(sheet, [table.column_names, *_rows(table)])
    dress(sheet)
    save_book(book, path, _EPOCH)


def _write_layer(driver: str) -> Callable[[_Given, Path], None]:
    def write(given: _Given, path: Path) -> None:
        table = given.table
        columns = {name: table[name].to_pylist() for name in table.column_names}
        kinds = {name: _kind(table.schema.field(name).type) for name in columns}
        frame = frame_of(columns, kinds, given.places)
        with clock(f"{_EPOCH}T00:00:00.000Z"), told(path):
            pyogrio.write_dataframe(frame, path, layer="points", driver=driver, geometry_type="Point")

    return write


def _kind(kind: Any) -> str:
    types = pyarrow.types
    if types.is_integer(kind):
        return "integer"
    return "number" if types.is_floating(kind) else "list" if types.is_nested(kind) else "text"


def _rows(table: pyarrow.Table) -> list[tuple[Any, ...]]:
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


WRITERS: Mapping[str, Callable[[_Given, Path], None]] = {
    ".csv": _write_csv,
    ".xlsx": _write_book,
    ".gpkg": _write_layer("GPKG"),
    ".geojson": _write_layer("GeoJSON"),
}
"""Suffix -> what writes rows to it."""

_TABLES = (".csv", ".xlsx")
