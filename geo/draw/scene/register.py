"""The rows of a register that are placed on a plan -> what is drawn of it; needs more packages than a plan does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy

from geo.analysis.points.amounts import bare_head
from geo.analysis.points.placing import BY
from geo.analysis.points.points import Points
from geo.analysis.points.tally import ALL, MOST_OF_ONE, WHOLE, Key, Tally
from geo.draw.scene.register_marks import AmountMark, CountMark, GridMark, RegisterMark, RowMarks, ValueMark
from geo.model.measure import Scale, scale_of
from geo.space.hexagons import hexagons

MOST_ROWS = 5_000
"""Rows that stand one by one; of more, their density does."""

MOST_CELLS = 12_000
_MOST_CHOICES = 12
MOST_LETTERS = 700_000
"""Of what the columns of rows say, all together: columns behind that are left out."""


def register_mark(
    points: Points, tally: Tally, industries: Mapping[str, str] | None = None, *, shows_rows: bool
) -> RegisterMark:
    """Return what is drawn of a register.

    Parameters
    ----------
    points : Points
        The register on a plan.
    tally : Tally
        Its counts, as far as they may be told.
    industries : mapping of str to str, optional
        Value of the column that is counted -> id of an industry at the top of the plan's taxonomy.
    shows_rows : bool
        Whether more than counts may be seen.

    Raises
    ------
    DrawingError
        There are more than :data:`MOST_ROWS` rows to show, and h3 is not installed.
    """
    known = industries or {}
    by = numpy.bincount(points.by[points.placed], minlength=len(BY)).tolist()
    few = len(points.placed) <= MOST_ROWS
    scale = scale_of(tally.sums[WHOLE, ALL]) if tally.amount else None
    return RegisterMark(
        name=points.rows.name.replace("\\", "/").rpartition("/")[2],
        column=tally.column,
        by=tuple(by),
        why=tuple(sorted(points.why.items(), key=lambda each: (-each[1], each[0]))),
        least=tally.least,
        values=tuple(ValueMark(value, known.get(value or "", "")) for value in tally.values),
        counts=tuple(_count(tally, key, scale) for key in tally.keys),
        rows=_rows(points, tally) if shows_rows and few else None,
        grid=_grid(points) if shows_rows and not few else None,
        amount=AmountMark(bare_head(tally.amount), scale, round(100 * MOST_OF_ONE)) if scale else None,
    )


def _count(tally: Tally, key: Key, scale: Scale | None) -> CountMark:
    values = (ALL, *range(len(tally.values)))
    sums = tuple(tally.sum(key, value) for value in values) if scale else ()
    return CountMark(*key, tuple(tally.told(key, value) for value in values), sums)


def _rows(points: Points, tally: Tally) -> RowMarks:
    at = points.placed.tolist()
    lon, lat = points.lon.tolist(), points.lat.tolist()
    table = points.rows.table
    columns = {name: _texts(table[name].to_pylist(), at) for name in table.column_names}
    told: list[str] = []
    left: list[str] = []
    letters = 0
    for name, cells in columns.items():
        letters += sum(map(len, cells))
        (told if letters <= MOST_LETTERS else left).append(name)
    fields = points.rows.fields
    called = fields.get("name", "")
    apart = {tally.column, *(fields.get(name) for name in ("name", "address", "lon", "lat", "position", "adcode"))}
    return RowMarks(
        tuple(None if lon[row] != lon[row] else (lon[row], lat[row]) for row in at),
        tuple(points.places[points.which[row]].unit for row in at),
        tuple(tally.value_of_row[at].tolist()) if tally.values else (),
        tuple(told),
        told.index(called) if called in told else 0,
        tuple(zip(*(columns[name] for name in told), strict=True)),
        tuple(at for at, name in enumerate(told) if name not in apart and 1 < len({*columns[name]}) <= _MOST_CHOICES),
        tuple(left),
    )


def _texts(values: Sequence[object], rows: Sequence[int]) -> list[str]:
    return ["" if values[row] is None else str(values[row]) for row in rows]


def _grid(points: Points) -> GridMark:
    there = points.placed[~numpy.isnan(points.lon[points.placed])]
    across, cells = hexagons(points.lon[there], points.lat[there], MOST_CELLS)
    return GridMark(across, tuple(cells))
