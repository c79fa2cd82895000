"""Rows of a workbook's sheet against those of the plan: what was changed, added, left out; what has moved on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from geo.analysis.author.readings import new_id, slug
from geo.analysis.author.revision import (
    SAME,
    Place,
    Revised,
    Texts,
    added,
    readings_of,
    readings_told,
    record_of,
    revised,
    row_key,
)
from geo.analysis.author.sheetrows import Row, SheetRows
from geo.analysis.author.worksheets import NUMBER, Worksheet
from geo.analysis.author.zones import of_members
from geo.analysis.changes import Change
from geo.analysis.lacking import Lacking, is_kept, left_of
from geo.model.cells import write_number
from geo.model.errors import UnitError, UsageError, one_line
from geo.model.plan import Plan
from geo.model.schema import UNION_KM, Zone
from geo.space.geometry import to_mapping


@dataclass
class Merge:
    """Merges the rows of one sheet into the plan's, three ways: as written, as they came back, as the plan is now.

    Attributes
    ----------
    sheet : SheetRows
        The sheet; what is found is added to its problems and warnings.
    plan : Plan
        The plan.
    lacking : Lacking
        What becomes of rows that the workbook was written with and lacks now.
    taken : set of str
        Ids that stand for something; grow by those of new rows.
    places : mapping of (str, str) to Place
        What a check calls a row that was changed -> where it stands; grows.
    readings : mapping of str to list of int
        English column -> the rows of the sheet of which it is a reading; grows.
    """

    sheet: SheetRows
    plan: Plan
    lacking: Lacking
    taken: set[str]
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    readings: dict[str, list[int]] = field(default_factory=dict)

    def revised(self) -> Revised:
        """Return the table with what the sheet changes."""
        rows = self.sheet.rows()
        if rows is None:
            return Revised(self.worksheet.file, (), tuple(self.now.values()))
        found = self._revised(rows)
        self.sheet.warnings.extend(readings_told(self.sheet.grid, self.readings))
        return found

    @property
    def worksheet(self) -> Worksheet:
        """The table."""
        return self.sheet.worksheet

    @cached_property
    def now(self) -> Mapping[str, Any]:
        """The plan's rows by what they are known by."""
        return self.worksheet.rows(self.plan)

    @cached_property
    def now_texts(self) -> Mapping[str, Texts]:
        """The same, each as CSV has it."""
        return {ident: self.worksheet.texts(row) for ident, row in self.now.items()}

    def _revised(self, rows: Sequence[Row]) -> Revised:
        """Return the table with what the rows change."""
        made: dict[str, Any] = dict(self.now)
        told: list[Change] = []
        found = [(row, self._known(row)) for row in rows]
        for row, ident in found:
            if ident is not None:
                self._change(row, ident, made)
        for row, ident in found:
            if ident is None and not self._is_gone(row):
                told += self._add(row, made)
        there = {ident for _, ident in found}
        lacked = tuple(sorted(ident for ident in self._written_idents if ident in self.now and ident not in there))
        lacking: Lacking = "keep" if self.worksheet.table == "plan" else self.lacking
        left = dict(left_of([(ident, made.pop(ident)) for ident in lacked], lacking))
        kept = [ident for ident in lacked if is_kept(self.now[ident], lacking)]
        return revised(self.worksheet.file, self.now, made | left, told, kept)

    def _known(self, row: Row) -> str | None:
        """Return what the plan knows a row by; None where it has no such row."""
        if self.worksheet.key != NUMBER:
            return row.ident if row.ident in self.now else None
        texts = [self.sheet.base[row.ident]] if row.ident in self.sheet.base else []
        return next((ident for each in (*texts, row.texts) if (ident := self._same_texts(each)) is not None), None)

    def _same_texts(self, texts: Texts) -> str | None:
        return next((ident for ident, each in self.now_texts.items() if dict(each) == dict(texts)), None)

    @cached_property
    def _written_idents(self) -> Sequence[str]:
        """What the plan knows the rows by now that the workbook was written with."""
        if self.worksheet.key != NUMBER:
            return list(self.sheet.base)
        return [ident for texts in self.sheet.base.values() if (ident := self._same_texts(texts)) is not None]

    def _is_gone(self, row: Row) -> bool:
        """Return whether the plan has no more a row that the workbook was written with, and say so."""
        if row.ident not in self.sheet.base:
            return False
        before = self.sheet.base[row.ident]
        if all(before.get(name, "") == text for name, text in row.texts.items()):
            self.sheet.warnings.append(
                f"{self.sheet.grid.shown}: row {row.place.line} is no more in the plan: it was passed over."
            )
        else:
            message = f'"{row.ident}" is no more in the plan, and was changed here'
            hint = "Write the workbook anew, and add the row to it."
            self.sheet.problems.append(row.place.problem(self.worksheet.key, message, hint, "stale"))
        return True

    def _change(self, row: Row, ident: str, made: dict[str, Any]) -> None:
        """Take over the cells of a row that differ from what they were written as."""
        before, now = self.sheet.base.get(row.ident, {}), self.now_texts[ident]
        differ = {name: text for name, text in row.texts.items() if text not in (before.get(name, ""), now[name])}
        if not before:
            differ = {name: text for name, text in row.texts.items() if text != now[name]}
        for name in [name for name in differ if now[name] != before.get(name, "")]:
            here, there = one_line(differ.pop(name), 30), one_line(now[name], 30)
            message = f'{name} was changed to "{here}" here, and is "{there}" in the plan now'
            hint = "The workbook is older than the plan: write it anew, and change it there."
            self.sheet.problems.append(row.place.problem(name, message, hint, "stale"))
        if not differ:
            return
        following = self._following({**now, **differ}, row.place)
        record, problems = record_of(self.worksheet.file, {**differ, **following}, row.place, self.now[ident])
        self.sheet.problems.extend(problems)
        self._put(ident, record, row.place, made)

    def _add(self, row: Row, made: dict[str, Any]) -> Iterator[Change]:
        """Yield a new row as a change; nothing where it is in the plan already."""
        if self.worksheet.table == "units":
            hint = "Units come with their outlines: buju new. Delete the row."
            message = f'"{row.ident}" is no unit of the plan'
            self.sheet.problems.append(row.place.problem("unit", message, hint, "unknown-unit"))
            return
        if self.worksheet.table == "plan":
            hint = f"There is one row, that of {self.plan.id}. Delete the other."
            self.sheet.problems.append(row.place.problem("id", f'"{row.ident}" is another plan', hint, "bad-id"))
            return
        texts = self._completed(row)
        if self._twin(row, texts):
            return
        ident = row.ident if self.worksheet.key != NUMBER else f"row {row.place.line}"
        if not row.ident and self.worksheet.key != NUMBER:
            ident = texts[self.worksheet.key] = self._new_ident(texts, row.place)
        record, problems = record_of(self.worksheet.file, texts, row.place)
        # A cell that cannot be taken is empty for that reason alone.
        told = {(problem.line, problem.where) for problem in self.sheet.problems}
        self.sheet.problems.extend(problem for problem in problems if (problem.line, problem.where) not in told)
        if not problems:
            self._put(ident, record, row.place, made)
            yield added(ident, texts)

    def _completed(self, row: Row) -> dict[str, str]:
        """Return a new row with all its columns, and what follows from those that are said."""
        every = {column.name: row.texts.get(column.name, "") for column in self.worksheet.columns}
        return {**every, **self._following(every, row.place)}

    def _following(self, texts: Texts, place: Place) -> dict[str, str]:
        """Return the empty cells of a row that follow from its others: readings, the precision of a union.

        A zone that has members and no basis yet is their union, as ``buju zone --members`` draws it.
        """
        read = readings_of(texts, self.plan)
        for name in read:
            self.readings.setdefault(name, []).append(place.line)
        basis = texts.get("basis") or "admin-union"
        if self.worksheet.table != "zones" or not texts["members"] or basis != "admin-union":
            return read
        return {**read, "basis": basis, "precision_km": texts["precision_km"] or write_number(UNION_KM)}

    def _twin(self, row: Row, texts: Texts) -> bool:
        """Return whether the plan has a new row already, or one so alike that it must be meant: that is told."""
        if row.ident:
            return False
        own = {name: text for name, text in texts.items() if name != self.worksheet.key}
        for ident, known in self.now_texts.items():
            if all(known[name] == text for name, text in own.items()):
                return True
            same = SAME.get(self.worksheet.table, ())
            if same and own[same[0]] and all(known[name] == own[name] for name in same):
                message = f'"{own[same[0]]}" is in the plan as {ident}'
                hint = f"Write {ident} as its id, or tell it apart by its name."
                self.sheet.problems.append(row.place.problem(self.worksheet.key, message, hint, "duplicate-id"))
                return True
        return False

    def _new_ident(self, texts: Texts, place: Place) -> str:
        """Return a free id, read from the name; a number has its year too."""
        name = next((texts[name] for name in ("name", "indicator", "title") if texts.get(name)), "")
        if name and not slug(name):
            message, hint = f'"{one_line(name, 40)}" cannot be read as an id', "Write one of a-z, 0-9 and hyphens."
            self.sheet.problems.append(place.problem(self.worksheet.key, message, hint, "bad-id"))
        return new_id(name, texts.get("year", ""), self.taken)

    def _put(self, ident: str, record: Any, place: Place, made: dict[str, Any]) -> None:
        made[ident] = self._drawn(record, self.now.get(ident), place) if isinstance(record, Zone) else record
        self.places[row_key(self.plan, self.worksheet.file, record)] = place

    def _drawn(self, zone: Zone, old: Zone | None, place: Place) -> Zone:
        """Return a zone with the outline that follows from its members; one that is not drawn has none."""
        if zone.basis == "none":
            return replace(zone, geometry=None)
        was = (old.basis, old.members) if old else ()
        if zone.basis != "admin-union" or not zone.members or (zone.basis, zone.members) == was:
            return zone
        try:
            outline = of_members(self.plan, zone.members)
        except (UnitError, UsageError) as error:
            message, _, hint = str(error).partition(". ")
            self.sheet.problems.append(place.problem("members", message.rstrip("."), hint, "unknown-unit"))
            return zone
        return replace(zone, geometry=to_mapping(outline.shape))
