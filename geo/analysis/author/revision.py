"""Rows of a plan as somebody's sheet would have them: the difference, what would become wrong, and the writing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from geo.analysis.author.readings import worded_reading
from geo.analysis.canonical import path_of, record_type, with_tables, write_tables
from geo.analysis.changes import Change, changes, tally
from geo.analysis.check import errors_added
from geo.analysis.following import redrawn, with_drawings
from geo.analysis.rules.lookup import ident, named
from geo.analysis.spreadsheet.grid import Grid
from geo.model.cells import typed, way_out
from geo.model.compounds import known_words
from geo.model.errors import PlanError, Problem, first_of
from geo.model.plan import Plan
from geo.model.schema import Record, Schematic, columns, is_own, key
from geo.model.sheet_words import SheetWords
from geo.model.tables import what_lacks

ENGLISH = {"name_en": "name", "indicator_en": "indicator", "title_en": "title"}
"""English columns -> the Chinese one, whose reading stands in for it until somebody knows better."""

SAME: Mapping[str, tuple[str, ...]] = {
    "groups": ("name",),
    "zones": ("name",),
    "parks": ("name", "part_of", "superseded_by"),
    "targets": ("indicator", "scope", "scope_id", "kind", "mode", "year"),
    "sources": ("title",),
}
"""Table -> what two rows share only if they are one."""

_UNWRITTEN = re.compile(r"(?P<file>\S+):0 \((?P<where>[^()]+)\)")
"""A row that a finding names and no file has yet."""

_MOST = 6
"""Rows that a message names by their numbers."""

Texts: TypeAlias = Mapping[str, str]
"""A row as CSV has it: column -> cell."""


@dataclass(frozen=True)
class Place:
    """Where in a sheet a row of the plan stands.

    Attributes
    ----------
    grid : Grid
        The sheet.
    line : int
        Number of the row, from 1.
    cells : mapping of str to str
        Column of the schema -> its cell, for example ``B5``.
    words : SheetWords, optional
        What the sheet calls things, where it has words of its own for them.
    """

    grid: Grid
    line: int
    cells: Mapping[str, str]
    words: SheetWords | None = None

    def problem(self, column: str, message: str, hint: str, code: str = "bad-value") -> Problem:
        """Return a finding about the cell of a column."""
        return Problem(self.grid.shown, self.line, self.cell(column), message, hint, code, words=self.words)

    def cell(self, column: str) -> str:
        """Return the cell of a column, the first of the row where it has none."""
        return self.cells.get(column) or next(iter(self.cells.values()), f"A{self.line}")


@dataclass(frozen=True)
class Revised:
    """One table with all changes.

    Attributes
    ----------
    file : str
        Its file, for example ``parks.csv``.
    changes : tuple of Change
        Sorted by id.
    rows : tuple of Record
        All rows with all changes.
    kept : tuple of str
        Ids of the plan's rows that the sheet lacks and that stay.
    """

    file: str
    changes: tuple[Change, ...]
    rows: tuple[Any, ...]
    kept: tuple[str, ...] = ()


@dataclass(frozen=True)
class Revision:
    """What a workbook or a sheet would make of a plan.

    Attributes
    ----------
    plan : Plan
        The plan as its files have it.
    tables : tuple of Revised
        Those that were read.
    warnings : tuple of str
        What was taken otherwise than it stands there, or not taken; one line each.
    drawings : tuple of Schematic
        The drawings of the diagram, where some follow what differs; else none.
    """

    plan: Plan
    tables: tuple[Revised, ...]
    warnings: tuple[str, ...] = ()
    drawings: tuple[Schematic, ...] = ()

    @property
    def changed(self) -> Mapping[str, Sequence[Any]]:
        """The rows of the files in which something differs."""
        found = {table.file: table.rows for table in self.tables if table.changes}
        return {**found, "schematic.geojson": self.drawings} if self.drawings else found

    @property
    def lines(self) -> tuple[str, ...]:
        """The difference, a line a row."""
        return tuple(f"{table.file.partition('.')[0]} {change}" for table in self.tables for change in table.changes)

    @property
    def summary(self) -> str:
        """How many rows are added, removed, changed, and how many are not there and stay."""
        return tally(
            [change for table in self.tables for change in table.changes],
            [ident for table in self.tables for ident in table.kept],
        )

    def apply(self) -> tuple[Path, ...]:
        """Write the files in which something differs, all of them or none; return their paths.

        Raises
        ------
        PlanError
            A file holds what would be lost: cells that cannot be read, columns that are unknown.
        OutputError
            They cannot be written.
        """
        return write_tables(self.plan, self.changed)


def revision(
    plan: Plan, tables: Sequence[Revised], places: Mapping[tuple[str, str], Place], warnings: Sequence[str]
) -> Revision:
    """Return what a workbook or a sheet would make of a plan, with the drawings of the diagram that follow.

    Parameters
    ----------
    plan : Plan
        The plan as its files have it.
    tables : sequence of Revised
        What it would become.
    places : mapping of (str, str) to Place
        File of the plan and what messages call a row, as of :func:`row_key` -> where in the sheet it stands.
    warnings : sequence of str
        What was taken otherwise than it stands there.

    Raises
    ------
    PlanError
        A check would find errors that the plan has not now; each is told at its cell, where a row of the sheet is to
        blame.
    """
    rows = {table.file: table.rows for table in tables if table.changes}
    if not rows:
        return Revision(plan, tuple(tables), tuple(warnings))
    changed = with_tables(plan, rows)
    after = with_drawings(changed)
    if found := errors_added(plan, after):
        raise PlanError(_placed(_said(problem, places), places.get((problem.file, problem.where))) for problem in found)
    zones = redrawn(changed, after)
    follow = [f"The drawings of {', '.join(zones)} in the diagram follow."] if zones else []
    return Revision(plan, tuple(tables), (*warnings, *follow), after.schematic_rows if zones else ())


def row_key(plan: Plan, file: str, row: Record) -> tuple[str, str]:
    """Return what a check calls a row: its file and name."""
    return path_of(plan.id, file), named(row)


def _said(problem: Problem, places: Mapping[tuple[str, str], Place]) -> Problem:
    """Return a finding that names by its sheet and cell another row that no file has yet."""

    def shown(match: re.Match[str]) -> str:
        place = places.get((match["file"], match["where"]))
        ident = key(record_type(Path(match["file"]).name))
        return f"[{place.grid.name}]:{place.cell(ident)} ({match['where']})" if place else match[0]

    return replace(problem, message=_UNWRITTEN.sub(shown, problem.message))


def _placed(problem: Problem, place: Place | None) -> Problem:
    if place is None:
        return problem
    # What is wrong with one column begins with its name.
    found = place.problem(re.split("[^a-z_]", problem.message)[0], problem.message, problem.hint, problem.code)
    return replace(found, where=f"{found.where} {problem.where}")


def readings_of(texts: Mapping[str, str], plan: Plan) -> dict[str, str]:
    """Return the readings of a row's Chinese words for those English cells of it that are empty."""
    known = known_words(unit.name for unit in plan.unit_rows)
    empty = {english: texts.get(chinese) for english, chinese in ENGLISH.items() if texts.get(english) == ""}
    return {english: read for english, words in empty.items() if words and (read := worded_reading(words, known))}


def readings_told(grid: Grid, readings: Mapping[str, Iterable[int]]) -> Iterator[str]:
    """Yield what is to be looked over: English columns -> the rows of a sheet in which a reading stands there."""
    for name, lines in readings.items():
        rows = [*dict.fromkeys(map(str, lines))]
        shown = first_of(rows, _MOST)
        yield f"{grid.shown}: {name} is a reading in row{'s' if len(rows) > 1 else ''} {shown}: look it over."


def ids_of(plan: Plan) -> set[str]:
    """Return the ids of a plan's groups, zones, units, places and numbers, which share one space of names, and more."""
    rows: tuple[tuple[Any, ...], ...] = (plan.groups, plan.zone_rows, plan.unit_rows, plan.park_rows, plan.target_rows)
    return {ident(row) for each in (*rows, plan.sources) for row in each}


def added(known_by: str, texts: Mapping[str, str]) -> Change:
    """Return a new row as a change that shows all that is in it."""
    return Change("added", known_by, {name: ("", text) for name, text in texts.items() if text and text != known_by})


def revised(
    file: str, before: Mapping[str, Any], after: Mapping[str, Any], new: Sequence[Change], kept: Sequence[str] = ()
) -> Revised:
    """Return a table with all changes.

    Parameters
    ----------
    file : str
        Its file.
    before, after : mapping of str to Record
        Its rows as they are, and as they become, by what they are known by.
    new : sequence of Change
        Those that are added.
    kept : sequence of str
        Those that a sheet lacks and that stay.
    """
    differ = changes(before, {each: row for each, row in after.items() if each in before})
    told = sorted([*differ, *new], key=lambda change: change.id)
    return Revised(file, tuple(told), tuple(after.values()), tuple(kept))


def record_of(
    file: str, texts: Mapping[str, str], place: Place, old: Record | None = None
) -> tuple[Any, list[Problem]]:
    """Return a row from the cells of CSV, and what of them cannot be taken.

    Parameters
    ----------
    file : str
        The file of the plan.
    texts : mapping of str to str
        Column -> cell: all of a new row, those that differ of one that is there.
    place : Place
        Where it stands, for findings.
    old : Record, optional
        The row that is there.
    """
    row = record_type(file)
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for column in columns(row):
        text = texts.get(column.name, "" if old is None else None)
        if text is None:
            continue
        if text == "":
            if column.required:
                problems.append(place.problem(column.name, f"{column.name} is empty", *what_lacks(column)))
            values[column.name] = getattr(row(), column.name)
            continue
        try:
            values[column.name] = typed(text, column)
        except ValueError as error:
            problems.append(place.problem(column.name, f'{column.name} "{text}" {error}', way_out(error, column)))
    own = {name: text for name, text in texts.items() if is_own(name, row)}
    if own:
        values["own"] = tuple(sorted((dict(old.own if old else ()) | own).items()))
    return (row(**values) if old is None else replace(old, **values)), problems
