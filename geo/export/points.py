"""Placed rows of a register, or counts of them, as a file: CSV, a workbook, or a layer.

What is known to a unit only has no geometry; counts have the outlines of zones and units.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow
import pyogrio

from geo.analysis.points.points import Points
from geo.analysis.points.tally import COUNTED, Tally
from geo.analysis.register.job import REJECT_HEAD
from geo.analysis.spreadsheet.book import dress, fill, new_book, save_book
from geo.export.gdal import clock, told
from geo.export.tabular import csv_bytes
from geo.model.aliases import choice_words, column_alias
from geo.model.errors import OutputError, UsageError
from geo.model.files import refuse_read, written_whole
from geo.model.plan import frame_of
from geo.space.geometry import Shape, as_multi, from_wkb, point

_MOST_ROWS = 1_048_575
"""Rows that a sheet of a workbook has room for below its head."""

_EPOCH = "1970-01-01"


@dataclass(frozen=True, kw_only=True)
class Outputs:
    """Files to write; each may be empty for none.

    Attributes
    ----------
    rows : str
        For the placed rows: its suffix is one of :data:`WRITERS`.
    rejects : str
        For the others, with reason and detail: ``.csv`` or ``.xlsx``.
    summary : str
        For the counts by zone and unit, without a row: its suffix is one of :data:`WRITERS`.
    """

    rows: str = ""
    rejects: str = ""
    summary: str = ""

    def check(self) -> None:
        """Raise UsageError where a suffix names no format, or two files have one name, before any work is done."""
        for name, known in ((self.rows, tuple(WRITERS)), (self.rejects, _TABLES), (self.summary, tuple(WRITERS))):
            if name and Path(name).suffix.lower() not in known:
                raise UsageError(f"{name}: rows are written to {', '.join(known)}. Give it one of these suffixes.")
        names = [name for name in (self.rows, self.rejects, self.summary) if name]
        if twice := next((name for at, name in enumerate(names) if name in names[:at]), ""):
            raise UsageError(f"{twice}: is named for two files. Give each a name of its own.")


@dataclass(frozen=True)
class Spoken:
    """In which language people are told of rows.

    Attributes
    ----------
    lang : {"zh", "en"}
        Of the heads and words of workbooks, which people read: Chinese, or as programs know them.
    tell : callable
        Puts the details of rejected rows, and doubts, into it.
    """

    lang: str = "en"
    tell: Callable[[str], str] = str


def write_points(
    points: Points, outputs: Outputs, tally: Tally, spoken: Spoken | None = None, *, force: bool = False
) -> tuple[str, ...]:
    """Write the placed rows, the rejected ones, the counts, as far as they are asked for; all or none.

    Parameters
    ----------
    points : Points
        What became of the rows.
    outputs : Outputs
        The files.
    tally : Tally
        The counts.
    spoken : Spoken, optional
        The language of what people read.
    force : bool
        Replace also what is no file of this kind.

    Returns
    -------
    tuple of str
        The files written.

    Raises
    ------
    UsageError
        A suffix names no format, or a file is one that was read.
    OutputError
        A file cannot be written.
    """
    outputs.check()
    told_in = spoken or Spoken()
    makers: Mapping[str, Callable[[], _Given]] = {
        outputs.rows: lambda: _Given.placed(points, told_in),
        outputs.rejects: lambda: _Given.rejected(points, told_in),
        outputs.summary: lambda: _Given.counted(points, tally, told_in),
    }
    made = {Path(name): make for name, make in makers.items() if name}
    if not made:
        return ()
    refuse_read(made, points.rows.files)
    with written_whole(list(made), suffixes=tuple(WRITERS), force=force) as fresh:
        for path, make in made.items():
            WRITERS[path.suffix.lower()](make(), fresh / path.name)
    return tuple(map(str, made))


@dataclass(frozen=True, kw_only=True)
class _Given:
    """What is written.

    Attributes
    ----------
    table : pyarrow.Table
        The rows.
    ours : slice
        Which of its columns are not the register's own.
    lang : str
        The language in which people read it.
    places : sequence of shapely geometry or None
        Place or outline of each row, None of what has none of its own.
    geometry, name : str
        Of which type these are, and what the rows are.
    """

    table: pyarrow.Table
    ours: slice
    lang: str
    places: Sequence[Shape | None] = ()
    geometry: str = "Point"
    name: str = "points"

    @classmethod
    def placed(cls, points: Points, spoken: Spoken) -> _Given:
        at = points.placed
        places = zip(points.lon[at].round(7).tolist(), points.lat[at].round(7).tolist(), strict=True)
        return cls(
            table=points.placed_table(spoken.tell),
            ours=slice(len(points.rows.table.column_names), None),
            lang=spoken.lang,
            places=[None if lon != lon else point(lon, lat) for lon, lat in places],
        )

    @classmethod
    def rejected(cls, points: Points, spoken: Spoken) -> _Given:
        return cls(table=points.rejects_table(spoken.tell), ours=slice(len(REJECT_HEAD)), lang=spoken.lang)

    @classmethod
    def counted(cls, points: Points, tally: Tally, spoken: Spoken) -> _Given:
        ground = points.ground
        idents = [*(("unit", unit.unit) for unit in ground.units), *(("zone", zone.zone) for zone in ground.zones)]
        outlines = dict(zip(idents, ground.shapes, strict=True))
        places = [None if key not in outlines else as_multi(from_wkb(outlines[key])) for key in tally.keys]
        return cls(
            table=tally.table(ground),
            ours=slice(COUNTED if tally.amount else COUNTED - 1),
            lang=spoken.lang,
            places=places,
            geometry="MultiPolygon",
            name="counts",
        )

    @property
    def read_rows(self) -> list[list[Any]]:
        """Head and rows as people read them: in Chinese, what is ours has Chinese heads, and words for codes."""
        names = list(self.table.column_names)
        heads, cells = list(names), [self.table[at].to_pylist() for at in range(len(names))]
        if self.lang != "en":
            for at in range(*self.ours.indices(len(names))):
                head = column_alias("points", names[at], self.lang)
                heads[at] = head if head not in names else f"{head}（buju）"
                words = choice_words("points", names[at], self.lang)
                cells[at] = [words.get(cell, cell) for cell in cells[at]] if words else cells[at]
        return [heads, *map(list, zip(*cells, strict=True))]


def _write_csv(given: _Given, path: Path) -> None:
    table = given.table
    rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    path.write_bytes(csv_bytes([table.column_names, *rows]))


def _write_book(given: _Given, path: Path) -> None:
    table = given.table
    if len(table) > _MOST_ROWS:
        raise OutputError(f"{path.name}: a workbook has no room for {len(table):,} rows. Write a .csv file.")
    book = new_book(path.name)
    sheet = book.create_sheet(given.name)
    fill(sheet, given.read_rows)
    dress(sheet)
    save_book(book, path, _EPOCH)


def _write_layer(driver: str) -> Callable[[_Given, Path], None]:
    def write(given: _Given, path: Path) -> None:
        table = given.table
        columns = {name: table[name].to_pylist() for name in table.column_names}
        kinds = {name: _kind(table.schema.field(name).type) for name in columns}
        frame = frame_of(columns, kinds, given.places)
        with clock(f"{_EPOCH}T00:00:00.000Z"), told(path):
            pyogrio.write_dataframe(frame, path, layer=given.name, driver=driver, geometry_type=given.geometry)

    return write


def _kind(kind: Any) -> str:
    types = pyarrow.types
    if types.is_integer(kind):
        return "integer"
    return "number" if types.is_floating(kind) else "list" if types.is_nested(kind) else "text"


WRITERS: Mapping[str, Callable[[_Given, Path], None]] = {
    ".csv": _write_csv,
    ".xlsx": _write_book,
    ".gpkg": _write_layer("GPKG"),
    ".geojson": _write_layer("GeoJSON"),
}
"""Suffix -> what writes rows to it."""

_TABLES = (".csv", ".xlsx")
