"""A colleague's own sheet into a plan: its rows found among those of the plan, or added to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from geo.analysis.author.cellvalues import CellError
from geo.analysis.author.readings import new_id
from geo.analysis.author.revision import (
    SAME,
    Place,
    Revised,
    Revision,
    added,
    ids_of,
    readings_of,
    readings_told,
    record_of,
    revised,
    revision,
    row_key,
)
from geo.analysis.author.worksheets import texts_of
from geo.analysis.canonical import rows_of
from geo.analysis.changes import Change
from geo.analysis.rules.lookup import ident
from geo.analysis.spreadsheet.book import letters
from geo.analysis.take.alike import alike
from geo.analysis.take.fields import OWN, PARKS, TARGETS
from geo.analysis.take.numbers import NumberReader, above_all
from geo.analysis.take.places import PlaceReader
from geo.analysis.take.reader import Taken, TakenSheet, open_sheet
from geo.model.errors import PlanError, Problem, UsageError, first_of, guess, one_line
from geo.model.plan import Plan
from geo.model.schema import TABLES, columns_by_name, key

KINDS: Mapping[str, tuple[str, str, str]] = {
    "parks": ("parks.csv", PARKS, "name"),
    "targets": ("targets.csv", TARGETS, "indicator"),
}
"""What a sheet may be taken as -> file, fields, and the field without which there is no table."""

_MOST_ALIKE = 3
"""Places of the plan that a note names as what a new one may be."""

_TOLD_APART_BY = ("adcode", "scope_id", "kind", "mode", "year")
"""What may tell two new rows of one name apart."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How a sheet is to be taken.

    Attributes
    ----------
    kind : {"parks", "targets"}
        What its rows are.
    sheet : str
        Its name; empty for the one of which most columns are known.
    datum : {"", "gcj02", "bd09"}
        The shifted datum of its degrees.
    values : mapping of str to str
        Column of the plan -> what stands there in new rows where the sheet has nothing.
    kept : tuple of str
        Heads of columns that are kept as they are.
    """

    kind: str
    sheet: str = ""
    datum: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    kept: tuple[str, ...] = ()


def take_sheet(plan: Plan, path: Path, asked: Asked) -> tuple[Revision, tuple[str, ...]]:
    """Compare a colleague's sheet with a plan, and say what of it was taken for what.

    Places are known by their id, name or another name, numbers by their indicator, what they speak of and their year.
    Of a row that the plan has, only what the sheet says is changed; a new one gets what follows: an id from its name,
    the reading for English, its unit from its coordinates or address.

    Parameters
    ----------
    plan : Plan
        The plan.
    path : Path
        A workbook, or CSV of any delimiter in UTF-8 or GBK.
    asked : Asked
        How it is to be taken.

    Returns
    -------
    Revision
        What differs, and all rows.
    tuple of str
        What was taken for what, one line each.

    Raises
    ------
    UsageError
        A column that is given a value is none.
    ReadError
        The file cannot be read, or has no such table.
    PlanError
        Cells cannot be taken, or what they say would make an error in the plan; all of them are named.
    """
    file, fields, needed = KINDS[asked.kind]
    known = columns_by_name(TABLES[file])
    for name in asked.values:
        if name not in known:
            hint = guess(name, known) or "buju schema lists the columns."
            raise UsageError(f"--set {one_line(name, 30)}: {asked.kind} have no such column. {hint}")
    sheet = open_sheet(path, fields, needed, asked.sheet, asked.kept)
    taking = _Taking(plan, file, sheet)
    (taking.places if asked.kind == "parks" else taking.numbers)(asked)
    if sheet.problems:
        raise PlanError(sheet.problems)
    warnings = [*readings_told(sheet.grid, taking.readings)]
    return revision(plan, [taking.revised()], taking.stand, warnings), sheet.report


@dataclass
class _Taking:
    """Takes over one row after the other.

    Attributes
    ----------
    plan, file, sheet : Plan, str, TakenSheet
        The plan, its file, and the sheet.
    added, stand : list of Change, dict of (str, str) to Place
        The new rows, and where what was taken stands; grow.
    readings, taken : dict
        English columns -> rows in which they are readings; what was taken already -> where; grow.
    """

    plan: Plan
    file: str
    sheet: TakenSheet
    added: list[Change] = field(default_factory=list)
    stand: dict[tuple[str, str], Place] = field(default_factory=dict)
    readings: dict[str, list[int]] = field(default_factory=dict)
    taken: dict[str, Place] = field(default_factory=dict)

    @cached_property
    def before(self) -> Mapping[str, Any]:
        """The plan's rows by id."""
        return {ident(row): row for row in rows_of(self.plan, self.file)}

    @cached_property
    def rows(self) -> dict[str, Any]:
        """The same, which grow and change."""
        return dict(self.before)

    @cached_property
    def used(self) -> set[str]:
        """Ids that stand for something."""
        return ids_of(self.plan)

    def places(self, asked: Asked) -> None:
        """Take over the rows as places."""
        reader = PlaceReader(self.plan, asked.datum, asked.values)
        for row in self.sheet.rows():
            texts, faults = reader.texts(row)
            for name, error in faults:
                self._fault(row.place, name, error)
            if faults or not self._has(row, "name"):
                continue
            found = self._named(texts)
            if found is None:
                self._fault(row.place, "name", _several(texts["name"]))
            elif found:
                self._change(found, {**reader.of_known(texts, texts_of(self.rows[found])), **row.own}, row.place)
            else:
                self._ask(texts["name"], row.place)
                self._add({**reader.completed(texts), **row.own}, row.place)
        for name, cells in reader.unknown.items():
            told = f'"{one_line(name, 30)}" is no industry of the taxonomy: left out at {_listed(cells)}'
            self.sheet.notes.append(f"{self.sheet.grid.shown}: {told}.")

    def _ask(self, name: str, place: Place) -> None:
        """Ask of a new place whether it is one that the plan calls a little otherwise."""
        found = [f"{park.name} ({park.park_id})" for park in alike(name, self.plan.park_rows)]
        if found:
            said = (
                f'row {place.line} "{one_line(name, 40)}" is added; is it {first_of(found, _MOST_ALIKE)} of the plan?'
            )
            way = "Then write the name of the plan, or its id in a column park_id."
            self.sheet.notes.append(f"{self.sheet.grid.shown}: {said} {way}")

    def numbers(self, asked: Asked) -> None:
        """Take over the rows as numbers, one for each cell of a value."""
        reader = NumberReader(self.plan, asked.values, above_all(self.sheet.table.above))
        for row in self.sheet.rows():
            if not row.numbers:
                self.sheet.passed(row.place.line, row.text("indicator"), "a row without a number")
                continue
            if not self._has(row, "indicator"):
                continue
            for column, cell in row.numbers:
                at = f"{letters(column.head.at + 1)}{row.place.line}"
                place = replace(row.place, cells={**row.place.cells, "low": at, "value": at})
                if at in self.sheet.grid.covered:
                    self._fault(place, "value", _MERGED)
                    continue
                try:
                    self._number(reader, {**reader.number(row, column, cell), **row.own}, place)
                except CellError as error:
                    self._fault(place, str(error).partition(" ")[0], error)

    def revised(self) -> Revised:
        """Return the table with all that was taken over."""
        return revised(self.file, self.before, self.rows, self.added)

    def _number(self, reader: NumberReader, texts: Mapping[str, str], place: Place) -> None:
        same = next((each for each, row in self.rows.items() if each == texts["target_id"] or _is(row, texts)), None)
        if same is not None:
            said = {name: text for name, text in texts.items() if text or name == "high"}
            self._change(same, {name: text for name, text in said.items() if name != "target_id"}, place)
        else:
            own = {name: text for name, text in texts.items() if name.startswith(OWN)}
            self._add({**reader.completed(texts), **own}, place)

    def _has(self, row: Taken, name: str) -> bool:
        """Return whether a row has what it is known by; else tell."""
        if row.text(name):
            return True
        self._fault(row.place, name, CellError(f"{name} is empty", "Give it, or delete the row.", "missing-value"))
        return False

    def _named(self, texts: Mapping[str, str]) -> str | None:
        """Return the id of the place that a row speaks of, empty where there is none, None where there are several."""
        if texts.get("park_id") in self.rows:
            return texts["park_id"]
        name = texts["name"]
        alike = [row for row in self.plan.park_rows if name in (row.name, *row.aliases)]
        nearer = [row for row in alike if row.adcode == texts.get("adcode")]
        found = nearer if len(alike) > 1 and nearer else alike
        return None if len(found) > 1 else found[0].park_id if found else ""

    def _change(self, known_by: str, texts: Mapping[str, str], place: Place) -> None:
        """Change a row of the plan to what the sheet says; a note goes beside the one that is there."""
        if not self._first(known_by, place):
            return
        now = {**texts_of(self.rows[known_by]), **dict(self.rows[known_by].own)}
        note = texts.get("note", "")
        noted = now["note"] if note in now["note"] else "；".join(filter(None, (now["note"], note)))
        differ = {name: text for name, text in {**texts, "note": noted}.items() if text != now.get(name, "")}
        record, problems = record_of(self.file, differ, place, self.rows[known_by])
        self._put(known_by, record, problems, place)

    def _add(self, texts: Mapping[str, str], place: Place) -> None:
        readings = readings_of(texts, self.plan)
        every = {**texts, **readings}
        ident_name = key(TABLES[self.file])
        name = every.get("name") or every["indicator"]
        if not self._first(" ".join((name, *(every.get(each, "") for each in _TOLD_APART_BY))), place):
            return
        known_by = every[ident_name] = every[ident_name] or new_id(name, every.get("year", ""), self.used)
        self.taken.setdefault(known_by, place)
        for english in readings:
            self.readings.setdefault(english, []).append(place.line)
        record, problems = record_of(self.file, every, place)
        self._put(known_by, record, [*map(_with_set, problems)], place)
        if not problems:
            self.added.append(added(known_by, every))

    def _first(self, what: str, place: Place) -> bool:
        """Return whether a row is the first of its kind in the sheet; else tell."""
        before = self.taken.setdefault(what, place)
        if before is place:
            return True
        error = CellError(f"the same stands in row {before.line}", "Keep one of them.", "duplicate-id")
        self._fault(place, next(iter(place.cells)), error)
        return False

    def _put(self, known_by: str, record: Any, problems: Sequence[Problem], place: Place) -> None:
        self.sheet.problems.extend(problems)
        if not problems:
            self.rows[known_by] = record
            self.stand[row_key(self.plan, self.file, record)] = place

    def _fault(self, place: Place, name: str, error: CellError) -> None:
        self.sheet.problems.append(place.problem(name, *error.fault))


def _with_set(problem: Problem) -> Problem:
    """Return a finding about a new row; of one that lacks a value, with how all such rows get it."""
    name, _, what = problem.message.partition(" ")
    hint = f"Fill it in, or give it to all such rows: --set {name}=TEXT."
    return replace(problem, hint=hint) if what == "is empty" else problem


def _is(row: Any, texts: Mapping[str, str]) -> bool:
    """Return whether a row of the plan is the number that a sheet speaks of."""
    known = texts_of(row)
    return all(known[name] == texts[name] for name in SAME["targets"])


_MERGED = CellError("value stands in one cell for several rows", "Unmerge it, and fill each in.")


def _several(name: str) -> CellError:
    message = f'"{one_line(name, 40)}" is the name of several places of the plan'
    return CellError(message, "Add a column park_id with its id.", "duplicate-id")


def _listed(items: Sequence[object]) -> str:
    shown = ", ".join(map(str, items[:5]))
    return f"{shown}, …" if len(items) > 5 else shown
