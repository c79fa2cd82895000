"""One part of a register, assigned: its rows with where they lie, its rejects with the reason, its counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy
import pyarrow

from geo.analysis.register.finding import batches
from geo.analysis.register.ground import Ground, Place
from geo.analysis.register.headers import check_industries
from geo.analysis.register.job import Counts, Job
from geo.analysis.register.parquet_sheet import CODED
from geo.analysis.register.parts import Batch, Part
from geo.analysis.register.positions import CELLS, GOOD, OUTSIDE, REASONS, Positions, positions

if TYPE_CHECKING:
    from geo.space.covering import Floats, Whole

_NOWHERE = -1

_CODES = ["", *(code for code, _ in REASONS.values())]
_DETAILS = ["", *(detail for _, detail in REASONS.values())]
"""By their numbers; 0 is no fault."""


@dataclass(frozen=True)
class Assigned:
    """Rows of a batch: those that are placed, with the columns that are added; those that are not; and the counts."""

    placed: pyarrow.Table
    rejects: pyarrow.Table
    counts: Counts


@dataclass(frozen=True)
class _Found:
    """Where the rows of a batch lie.

    Attributes
    ----------
    at : Positions
        Their coordinates and faults.
    inside, outside : array of int
        Rows that lie in some outline, and rows with a good position that lie in none.
    places : sequence of Place
        Places that occur.
    which : array of int
        Number of the place of each row of `inside`.
    """

    at: Positions
    inside: Whole
    outside: Whole
    places: Sequence[Place]
    which: Whole


def assign_part(job: Job, part: Part) -> Iterator[Assigned]:
    """Assign the rows of a part, batch after batch.

    Raises
    ------
    ReadError
        The part cannot be read, or the column of industries holds too many values to be one.
    """
    for batch in batches(job.sheet, part):
        found = _found(job, batch)
        rejects, rejected, elsewhere = _rejects(job, part, batch, found)
        rows = len(batch.rows) + len(batch.broken)
        placed = _placed(job, batch, found)
        yield Assigned(placed, rejects, Counts(rows, len(placed), rejected, _tally(job, placed, found), elsewhere))


def _found(job: Job, batch: Batch) -> _Found:
    at = positions(batch.rows, job.where, job.ground.region)
    good = numpy.flatnonzero(at.faults == GOOD)
    codes, faces = job.ground.covering.look_up(at.lon[good], at.lat[good])
    used = numpy.flatnonzero(numpy.bincount(codes))
    held = [code for code in used.tolist() if faces[code]]
    numbers = numpy.full(len(faces), _NOWHERE)
    numbers[held] = numpy.arange(len(held))
    which = numbers[codes]
    inside = which != _NOWHERE
    places = [job.ground.place(faces[code]) for code in held]
    return _Found(at, good[inside], good[~inside], places, which[inside])


def _placed(job: Job, batch: Batch, found: _Found) -> pyarrow.Table:
    """Return the rows that lie in some outline, with the columns that are added."""
    whole = len(found.inside) == len(batch.rows)
    rows = batch.rows if whole else batch.rows.take(pyarrow.array(found.inside))
    lon, lat = found.at.lon[found.inside], found.at.lat[found.inside]
    columns = [*_place_columns(job, found), *_away_columns(job.ground, found, lon, lat)]
    if job.where.datum:
        columns += [pyarrow.array(lon.round(7)), pyarrow.array(lat.round(7))]
    return pyarrow.Table.from_arrays([*rows.columns, *columns], schema=job.schema)


def _place_columns(job: Job, found: _Found) -> list[pyarrow.Array]:
    """Return unit, prefecture and zones of each row."""
    names = ("unit", "unit_name", "prefecture", "prefecture_name")
    values: list[list[Any]] = [[getattr(place, name) or None for place in found.places] for name in names]
    values.append([list(place.zones) if job.lists else ";".join(place.zones) or None for place in found.places])
    kinds = [field.type for field in job.made]
    which = pyarrow.array(found.which)
    return [pyarrow.array(column, kind).take(which) for column, kind in zip(values, kinds, strict=False)]


def _away_columns(ground: Ground, found: _Found, lon: Floats, lat: Floats) -> list[pyarrow.Array]:
    """Return the nearest zone of each row that is in none, and how far it is in km, to the metre."""
    free = numpy.array([not place.zones for place in found.places], bool)
    out = numpy.flatnonzero(free[found.which]) if len(found.which) else numpy.zeros(0, numpy.int64)
    if ground.nearest is None or not len(out):
        return [pyarrow.nulls(len(lon), kind) for kind in (CODED, pyarrow.float64())]
    zone = numpy.zeros(len(lon), numpy.int64)
    km = numpy.full(len(lon), numpy.nan)
    zone[out], km[out] = ground.nearest.away(lon[out], lat[out])
    ids = pyarrow.array([row.zone for row in ground.zones], CODED)
    return [ids.take(pyarrow.array(zone, mask=numpy.isnan(km))), pyarrow.array(km.round(3), from_pandas=True)]


def _tally(job: Job, placed: pyarrow.Table, found: _Found) -> Mapping[tuple[str, str, str], int]:
    """Return how many rows are in each unit, in exactly these zones, of each industry."""
    kinds, industry = _industries(job, placed)
    counts = numpy.bincount(found.which * len(kinds) + industry, minlength=len(found.places) * len(kinds))
    tally: dict[tuple[str, str, str], int] = {}
    for pair in numpy.flatnonzero(counts).tolist():
        there, kind = found.places[pair // len(kinds)], kinds[pair % len(kinds)]
        key = there.unit, ";".join(there.zones), kind
        tally[key] = tally.get(key, 0) + int(counts[pair])
    return tally


def _industries(job: Job, placed: pyarrow.Table) -> tuple[list[str], Any]:
    """Return the industries that rows name, at least one, and the number of each row's."""
    if not job.industry:
        return [""], 0
    told = placed[job.industry].combine_chunks().dictionary_encode()
    check_industries(len(told.dictionary), job.industry, job.sheet.name)
    names = [*(str(value).strip() for value in told.dictionary.to_pylist()), ""]
    return names, told.indices.fill_null(len(names) - 1).to_numpy().astype(numpy.int64)


def _rejects(
    job: Job, part: Part, batch: Batch, found: _Found
) -> tuple[pyarrow.Table, Mapping[str, int], Mapping[str, int]]:
    """Return the rows that are not placed, how many there are for each reason, and in which provinces they lie."""
    faults = found.at.faults.astype(numpy.int64)
    faults[found.outside] = OUTSIDE
    bad = numpy.flatnonzero(faults)
    lies, provinces = job.ground.provinces_at(found.at.lon[found.outside], found.at.lat[found.outside])
    details = faults.copy()
    details[found.outside] = len(_CODES) + lies
    said = list(map(job.tell, [*_DETAILS, *map(job.ground.said_of, provinces)]))
    told = [pyarrow.array(texts).take(pyarrow.array(of[bad])) for texts, of in ((_CODES, faults), (said, details))]
    rows = batch.rows.take(pyarrow.array(bad))
    heads = _aside(part, batch.places[bad], *told)
    table = pyarrow.Table.from_arrays([*heads, *rows.columns], schema=job.reject_schema)
    rejected = _counted(_CODES, faults[bad])
    if batch.broken:
        table = _with_broken(job, part, batch, table)
        rejected[_CODES[CELLS]] = len(batch.broken)
    return table, rejected, _counted(provinces, lies)


def _counted(names: Sequence[str], numbers: Whole) -> dict[str, int]:
    """Return how often each name is meant by its number."""
    counts = numpy.bincount(numbers, minlength=len(names)).tolist()
    return {name: count for name, count in zip(names, counts, strict=True) if count}


def _with_broken(job: Job, part: Part, batch: Batch, table: pyarrow.Table) -> pyarrow.Table:
    """Return the rejects with the rows that have other cells than the header; what these hold is in their detail."""
    places = [place for place, _ in batch.broken]
    details = [_of_cells(detail, job.tell) for _, detail in batch.broken]
    codes = pyarrow.array([_CODES[CELLS]] * len(places))
    told = _aside(part, numpy.array(places), codes, pyarrow.array(details))
    nothing = [pyarrow.nulls(len(places), field.type) for field in job.sheet.schema]
    more = pyarrow.Table.from_arrays([*told, *nothing], schema=job.reject_schema)
    return pyarrow.concat_tables([table, more]).sort_by("reject_row")


def _of_cells(detail: str, tell: Callable[[str], str]) -> str:
    """Return what is told of a row with other cells than the header, whose own text after the colon stays."""
    count, _, text = detail.partition(": ")
    said = tell(count)
    return f"{said}{': ' if said == count else '：'}{text}"


def _aside(part: Part, places: Whole, codes: pyarrow.Array, details: pyarrow.Array) -> list[pyarrow.Array]:
    """Return what is said of rejected rows: file, row from 1, reason, detail."""
    files = pyarrow.repeat(pyarrow.scalar(part.name), len(places))
    return [files, pyarrow.array((part.first or 0) + 1 + places), codes, details]
