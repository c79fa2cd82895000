"""The rows of a sheet of a workbook, each cell as the plan's CSV has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from geo.analysis.author.cellvalues import CellError, Words, cell_text, is_yes
from geo.analysis.author.revision import Place, Texts
from geo.analysis.author.worksheets import NUMBER, SENTENCE, TICK, Heading, Show, Worksheet, shown
from geo.analysis.spreadsheet.grid import Cell, Grid
from geo.analysis.spreadsheet.heads import Head, Line, Table, find_table, plain
from geo.model.errors import Problem, one_line
from geo.model.schema import columns_by_name
from geo.model.sheet_words import SheetWords

_NO_DATA = {
    "total": ("is a row of sums, which are no row of the table", "Delete it: sums are computed."),
    "title": ("is a title within the table, which is no row of it", "Delete it."),
    "remark": ("is a remark, which is no row of the table", "Delete it, or write it into the note of a row."),
}
"""Kind of a row -> what is wrong with it there, and what to do."""


@dataclass(frozen=True)
class Row:
    """One row of a sheet.

    Attributes
    ----------
    ident : str
        What it is known by, empty for a new one.
    texts : mapping of str to str
        Column -> cell as CSV has it; columns that the sheet lacks are left out.
    place : Place
        Where it stands.
    accepted : bool
        Whether it was proposed, and is ticked.
    """

    ident: str
    texts: Texts
    place: Place
    accepted: bool


@dataclass
class SheetRows:
    """Reads one sheet and collects what cannot be taken.

    Attributes
    ----------
    worksheet, grid : Worksheet, Grid
        What it is, and what stands in it.
    base : mapping of str to mapping
        The rows that the workbook was written with, by what they are known by.
    words : Words
        What cells may say instead of ids.
    proposed : mapping of str to mapping
        The rows that were proposed in the workbook, by their ids.
    problems, warnings : list
        Grow by what is found.
    """

    worksheet: Worksheet
    grid: Grid
    base: Mapping[str, Texts]
    words: Words
    proposed: Mapping[str, Texts] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def rows(self) -> Sequence[Row] | None:
        """Return the rows, each known once; None where the sheet has no head by which to know them."""
        table = find_table(self.grid, self._meaning)
        if table is None:
            self._fault("A1", 1, "has no head", "Its first row holds the headings: write the workbook anew.")
            return None
        named = self._columns(table)
        if self.worksheet.key not in named:
            words = self.worksheet.word(Heading(self.worksheet.key), "zh")
            message = f"has no column {words} ({self.worksheet.key}), by which its rows are known"
            self._fault(table.heads[0].place, 1, message, "Give it its heading again.", "missing-column")
            return None
        self._merged(table, named)
        return self._once([row for line in table.lines if (row := self._row(line, named))])

    def _meaning(self, head: Head) -> str | None:
        return self._words_of_heads.get(plain(head.text)) or self._words_of_heads.get(plain(head.parts[-1]))

    @cached_property
    def _words_of_heads(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for heading in (Heading(TICK), *self.worksheet.headings, Heading(SENTENCE)):
            for word in (heading.name, *(self.worksheet.word(heading, lang) for lang in ("zh", "en"))):
                found.setdefault(plain(word), heading.name)
        return found

    @cached_property
    def _sheet_words(self) -> SheetWords:
        return self.worksheet.sheet_words("en" if self.grid.name == self.worksheet.title("en") else "zh")

    def _columns(self, table: Table) -> Mapping[str, int]:
        """Return the columns of the sheet by their headings, and tell of those that it lacks or has besides."""
        named: dict[str, int] = {}
        strange = []
        for head in table.heads:
            name = self._meaning(head)
            if name is None:
                strange.append(f'"{one_line(head.text, 30)}" ({head.place})')
            elif name in named:
                message = f'"{one_line(head.text, 30)}" heads two columns'
                self._fault(head.place, 1, message, "Keep one of them.", "bad-csv")
            named.setdefault(name or "", head.at)
        if strange:
            self.warnings.append(f"{self.grid.shown}: columns that the plan has no place for: {', '.join(strange)}.")
        lost = [heading.name for heading in self.worksheet.headings if heading.is_own and heading.name not in named]
        if lost:
            self.warnings.append(f"{self.grid.shown}: columns that are gone, whose values stay: {', '.join(lost)}.")
        return {name: at for name, at in named.items() if name}

    def _merged(self, table: Table, named: Mapping[str, int]) -> None:
        """Find cells that one merged cell covers: what they held is lost."""
        own = set(named.values())
        told = set()
        for line in table.lines:
            for at in own:
                first = self.grid.covered.get(line.cell(at).at)
                if first and first not in told:
                    told.add(first)
                    message = "is merged with its neighbours, whose values are lost"
                    self._fault(first, line.number, message, "Unmerge the cells, and fill each in.")

    def _row(self, line: Line, named: Mapping[str, int]) -> Row | None:
        """Return one row of the sheet; None for one that is none, or is not accepted."""
        if line.kind == "head" or all(line.cell(at).is_blank for name, at in named.items() if name != TICK):
            return None
        cells = {name: line.cell(at).at for name, at in named.items()}
        place = Place(self.grid, line.number, cells, self._sheet_words)
        if fault := _NO_DATA.get(line.kind):
            self.problems.append(place.problem(self.worksheet.key, *fault))
            return None
        accepted = self._accepted(line, named, place)
        if accepted is None:
            return None
        key = Heading(self.worksheet.key, columns_by_name(self.worksheet.row).get(self.worksheet.key))
        ident = self._text(line.cell(named[key.name]), key, place)
        if ident is None:
            return None
        before = {} if accepted else self.base.get(ident, {})
        texts = {
            heading.name: text
            for heading in self.worksheet.headings
            if heading.is_own and heading.name in named
            if (text := self._text(line.cell(named[heading.name]), heading, place, before)) is not None
        }
        self._name_units(line, named, place, texts, self.proposed.get(ident, {}) if accepted else before)
        self._name_subject(place, texts)
        return Row(ident, texts, place, accepted)

    def _accepted(self, line: Line, named: Mapping[str, int], place: Place) -> bool | None:
        """Return whether a row was proposed and is ticked; None where it was proposed and is not."""
        if TICK not in named:
            return False
        tick = line.cell(named[TICK]).text
        ident = line.cell(named[self.worksheet.key]).text
        own = line.cell(named[SENTENCE]).is_blank if SENTENCE in named else ident in self.base
        if own:
            return False
        ticked = is_yes(tick)
        if tick and ticked is None:
            told = f'"{one_line(tick, 20)}" is no tick'
            self.problems.append(place.problem(TICK, told, "Write √, or leave it empty.", "unknown-choice"))
        return True if ticked else None

    def _text(self, cell: Cell, heading: Heading, place: Place, before: Texts | None = None) -> str | None:
        """Return a cell as CSV has it, the one that it was written with where nobody has touched it."""
        if heading.column is None:
            return cell.text
        written = (before or {}).get(heading.name, "")
        if before and self._is_untouched(cell, heading, before):
            return written
        if cell.at in self.grid.covered:
            return written
        try:
            return cell_text(cell, self.worksheet, heading.column, self.words)
        except CellError as error:
            self.problems.append(place.problem(heading.name, *error.fault))
            return None

    def _is_untouched(self, cell: Cell, heading: Heading, before: Texts) -> bool:
        """Return whether a cell is as it was written."""
        written = before.get(heading.name, "")
        return cell.value == written or cell.text == str(shown(self.worksheet, heading, before, self._show))

    @cached_property
    def _show(self) -> Show:
        return Show("zh", self.words.plan.unit_names)

    def _name_units(
        self, line: Line, named: Mapping[str, int], place: Place, texts: dict[str, str], before: Texts
    ) -> None:
        """Take adcodes from the names beside them, where these were changed and the adcodes were not."""
        for heading in self.worksheet.headings:
            column = heading.column
            if not heading.is_named or column is None or heading.name not in named or column.name not in texts:
                continue
            cell = line.cell(named[heading.name])
            if cell.is_blank or self._is_untouched(cell, heading, before):
                continue
            own = Heading(column.name, column)
            found = self._text(cell, own, replace(place, cells={column.name: cell.at}))
            if found is None or found == texts[column.name]:
                continue
            if texts[column.name] and not self._is_untouched(line.cell(named[column.name]), own, before):
                told = f'"{one_line(cell.text, 40)}" is {found}, and {column.name} is {texts[column.name]}'
                self.problems.append(place.problem(heading.name, told, "Empty one of the two, or make them agree."))
                continue
            texts[column.name] = found

    def _name_subject(self, place: Place, texts: dict[str, str]) -> None:
        """Take the id of what a number or a clause speaks of from its name."""
        for kind, name in (("scope", "scope_id"), ("subject_type", "subject_id")):
            if texts.get(name) and texts.get(kind) is not None:
                try:
                    texts[name] = self.words.ident(texts[name], texts[kind])
                except CellError as error:
                    self.problems.append(place.problem(name, *error.fault))

    def _once(self, rows: Sequence[Row]) -> list[Row]:
        """Return the rows, each id once: an accepted row goes over that of the plan."""
        found: dict[str, Row] = {}
        nameless = []
        for row in rows:
            first = found.get(row.ident)
            if not row.ident:
                nameless.append(row)
            elif first is None:
                found[row.ident] = self._over(row, None)
            elif row.accepted and not first.accepted:
                found[row.ident] = self._over(row, first)
            else:
                message = f'"{row.ident}" stands twice: in row {first.place.line} too'
                new = "Empty the number of a new row."
                hint = new if self.worksheet.key == NUMBER else "Give one of them another id."
                self.problems.append(row.place.problem(self.worksheet.key, message, hint, "duplicate-id"))
        return [*found.values(), *nameless]

    def _over(self, row: Row, first: Row | None) -> Row:
        if not row.accepted:
            return row
        below = first.texts if first else self.base.get(row.ident, {})
        return replace(row, texts={**below, **{name: text for name, text in row.texts.items() if text}})

    def _fault(self, at: str, line: int, message: str, hint: str, code: str = "bad-value") -> None:
        self.problems.append(Problem(self.grid.shown, line, at, message, hint, code))
