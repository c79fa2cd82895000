"""Registers of any size onto a plan: the unit and the zones of every row, and how far it is from the nearest zone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.analysis.register.became import what_became
from geo.analysis.register.needed import check_assigning
from geo.model.errors import GeoError, UsageError, counted
from geo.model.files import check_target, refuse_read, write_whole, written_whole
from geo.model.plan import Plan

if TYPE_CHECKING:
    from geo.analysis.register.job import Counts, Job
    from geo.analysis.register.work import Work

_MOST_THREADS = 4
"""Each has a batch in memory."""

_FINE = 4_096
"""Cells across by which registers of several parts are looked up: half as many points lie at borders of these."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How a register is assigned.

    Attributes
    ----------
    lon, lat : str
        Its columns of degrees; recognised where empty.
    datum : {"", "wgs84", "gcj02", "bd09"}
        The datum of the degrees; CGCS2000 or WGS 84 where empty.
    industry : str
        A column by which rows are counted besides.
    summary : str
        CSV file for the counts by unit, zone and industry; empty for none.
    scheduler : str
        Address of a Dask scheduler, whose workers do the parts; empty to do them here.
    force : bool
        Replace also what is no file of this kind.
    tell : callable
        Puts the detail of a rejected row into the language of who reads it.
    """

    lon: str = ""
    lat: str = ""
    datum: str = ""
    industry: str = ""
    summary: str = ""
    scheduler: str = ""
    force: bool = False
    tell: Callable[[str], str] = str


@dataclass(frozen=True)
class Progress:
    """How far the work is: rows done in this run, and the share of the whole that is done, from 0 to 1."""

    rows: int
    share: float


@dataclass(frozen=True)
class Assignment:
    """A register that has been assigned.

    Attributes
    ----------
    paths : tuple of str
        Files written: rows, rejects, and the summary where one was asked for.
    counts : Counts
        What became of the rows.
    notes : tuple of str
        What its user should know, one line each.
    """

    paths: tuple[str, ...]
    counts: Counts
    notes: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values, ready for JSON; the counts by unit, zone and industry are the summary's."""
        told = {name: value for name, value in self.counts.as_dict().items() if name != "tally"}
        return {"files": list(self.paths), **told, "notes": list(self.notes)}

    def line(self) -> str:
        """Return what became of the rows: as many are placed or rejected as there were."""
        return what_became(self.counts.placed, self.counts.rejected)


def assign_points(
    plan: Plan,
    points: str | Path | Sequence[str | Path],
    output: str | Path,
    asked: Asked | None = None,
    watch: Callable[[Progress], None] = lambda progress: None,
) -> Assignment:
    """Assign every row of a register to the unit and the zones of a plan that hold it.

    Rows are read, assigned and written in parts, so that memory does not grow with the register. What is done is kept
    in the folder ``<output>.parts`` until all is; the same call goes on from there.

    Parameters
    ----------
    plan : Plan
        The plan.
    points : str, Path or a sequence of them
        CSV in UTF-8 or GBK, Parquet or GeoParquet: files, folders, patterns.
    output : str or Path
        ``.parquet`` or ``.csv``. Rejected rows go to ``<stem>.rejects`` with the same suffix beside it.
    asked : Asked, optional
        Columns, datum, summary, scheduler.
    watch : callable
        Called with the progress after each part.

    Returns
    -------
    Assignment
        The files written and the counts.

    Raises
    ------
    UsageError
        A column, datum or format is none.
    ReadError
        A file cannot be read, or its columns of position cannot be told.
    DrawingError
        The plan has no outlines of units, or pyarrow is missing.
    ClusterError
        No scheduler answers, its workers lack what they need, or dask is missing.
    OutputError
        The output cannot be written.
    """
    check_assigning()
    from geo.analysis.register.work import SUFFIXES, Work

    wanted, out = asked or Asked(), Path(output)
    if out.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{out}: rows are written to {' or '.join(SUFFIXES)}. Choose a name with -o.")
    named = [points] if isinstance(points, str | Path) else points
    job = _job(plan, [str(item) for item in named], wanted, lists=out.suffix.lower() == ".parquet")
    work = Work(job, out.absolute().with_name(f"{out.name}.parts"), out.suffix.lower())
    paths = (out, out.with_name(f"{out.stem}.rejects{out.suffix}"))
    summary = [Path(wanted.summary)] if wanted.summary else []
    refuse_read([*paths, *summary], [part.file for part in job.sheet.parts])
    for path in summary:
        check_target(path, (".csv",), wanted.force)
    with written_whole(paths, suffixes=SUFFIXES, force=wanted.force) as fresh:
        work.begin()
        counts = _done(work, wanted.scheduler, watch)
        total = sum(counts[1:], counts[0])
        if wanted.summary:
            _write_summary(job, total, wanted)
        work.gather(fresh / out.name, fresh / paths[1].name, counts)
    work.end()
    written = (*map(str, paths), *filter(None, [wanted.summary]))
    return Assignment(written, total, tuple(_notes(job, total)))


def _write_summary(job: Job, total: Counts, wanted: Asked) -> None:
    from geo.analysis.register.summary import summary_csv

    data = summary_csv(job.ground, total, wanted.industry).encode("utf-8-sig")
    write_whole(Path(wanted.summary), data, suffixes=(".csv",), force=wanted.force)


def _job(plan: Plan, points: Sequence[str], wanted: Asked, *, lists: bool) -> Job:
    from geo.analysis.register.finding import open_sheet
    from geo.analysis.register.ground import ground_of
    from geo.analysis.register.headers import find_column
    from geo.analysis.register.job import Job, check_cells
    from geo.analysis.register.positions import find_position

    asked = [name for name in (wanted.lon, wanted.lat, wanted.industry) if name]
    sheet = open_sheet(points, asked)
    if wanted.industry:
        find_column(sheet.columns, wanted.industry, sheet.name)
    where = find_position(sheet, wanted.lon, wanted.lat, wanted.datum)
    ground = ground_of(plan)
    ground = replace(ground, across=_FINE) if len(sheet.parts) > 1 else ground
    job = Job(sheet, where, ground, wanted.industry, lists, wanted.tell)
    check_cells(job)
    return job


def _done(work: Work, scheduler: str, watch: Callable[[Progress], None]) -> list[Counts]:
    """Do the parts that are not done, here or on a cluster, and return the counts of all."""
    from geo.analysis.register.cluster import on_cluster

    weights = [max(part.weight, 1) for part in work.parts]
    counts = [work.done(number) for number in range(len(weights))]
    left = [number for number, count in enumerate(counts) if count is None]
    ready = sum(weights) - sum(weights[number] for number in left)
    rows = 0
    watch(Progress(rows, ready / sum(weights)))
    try:
        for number, count in on_cluster(work, left, scheduler) if scheduler else _here(work, left):
            counts[number] = count
            rows, ready = rows + count.rows, ready + weights[number]
            watch(Progress(rows, ready / sum(weights)))
    except GeoError as error:
        if any(counts):
            raise type(error)(f"{error} What is done is kept in {work.folder}; the same command goes on.") from None
        work.end()
        raise
    return [count for count in counts if count is not None]


def _here(work: Work, numbers: Sequence[int]) -> Iterator[tuple[int, Counts]]:
    """Do parts in some threads."""
    work.job.ground.prepare()
    pool = ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1))
    try:
        running = {pool.submit(work.do, number): number for number in numbers}
        for future in as_completed(running):
            yield running[future], future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _notes(job: Job, total: Counts) -> Iterator[str]:
    """Yield what the user should know of the whole."""
    from geo.analysis.register.positions import of_another_datum, turned_throughout

    where = job.where
    yield from of_another_datum(where.columns, where.datum)
    yield from turned_throughout(total.rejected.get("swapped", 0), total.rows, where.lon, where.lat)
    for province, rows in sorted(total.elsewhere.items()):
        if province not in job.ground.names.values():
            yield f"Outside the plan, {province or 'abroad or at sea'}: {counted(rows, 'row')}."
    yield from job.ground.told_of_jiagedaqi(set(total.elsewhere))
