"""A colleague's sheet as rows of what its columns mean, with a report of what was taken for what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from geo.analysis.author.revision import Place
from geo.analysis.spreadsheet.grid import Cell, Grid, read_grids
from geo.analysis.spreadsheet.heads import Head, Line, Table, find_table, plain
from geo.analysis.take.fields import ORDER, OWN, VALUES, Meaning, meaning, own_name, words_of
from geo.model.errors import Problem, ReadError, counted, guess, one_line

_PASSED = {
    "total": "a row of sums",
    "remark": "a remark",
    "title": "a title within the table",
    "head": "the head once more, or the numbers of its columns",
}
"""Kind of a row -> what is told of it where it is passed over."""

NOTHING = frozenset({"—", "-", "–", "/", "\\", "无", "暂无", "——", "--", "N/A", "n/a", "null", "NULL", "待定"})
"""What people write where there is nothing."""


@dataclass(frozen=True)
class Recognised:
    """A column that was recognised.

    Attributes
    ----------
    head : Head
        What stands at its head.
    meaning : Meaning
        What that means.
    """

    head: Head
    meaning: Meaning


@dataclass(frozen=True)
class Taken:
    """One row of a colleague's sheet.

    Attributes
    ----------
    place : Place
        Where it stands; its cells by the fields that they are of.
    cells : mapping of str to Cell
        Field -> cell, the first of each; those in which nothing is are left out.
    numbers : tuple of (Recognised, Cell)
        All cells of columns of values: a row may have several, of other years.
    """

    place: Place
    cells: Mapping[str, Cell]
    numbers: tuple[tuple[Recognised, Cell], ...] = ()

    @property
    def own(self) -> Mapping[str, str]:
        """What stands in columns that are kept as they are, by the names that the plan has for them."""
        return {name: cell.text for name, cell in self.cells.items() if name.startswith(OWN)}

    def text(self, name: str) -> str:
        """Return what stands in a field, empty where nothing does."""
        cell = self.cells.get(name)
        return cell.text if cell else ""


@dataclass
class TakenSheet:
    """A sheet whose table was found.

    Attributes
    ----------
    table : Table
        Its table.
    columns : tuple of Recognised
        The columns that were recognised.
    problems : list of Problem
        What cannot be taken; grows.
    notes : list of str
        What was passed over or taken otherwise; grows.
    """

    table: Table
    columns: tuple[Recognised, ...]
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def grid(self) -> Grid:
        """The sheet."""
        return self.table.grid

    @property
    def report(self) -> tuple[str, ...]:
        """What was taken for what, a line each."""
        columns = [each for each in self.columns if each.meaning.field != ORDER]
        taken = (
            f"{self.grid.shown}: {one_line(each.head.text, 40)} ({each.head.place}) is {named_field(each.meaning)}"
            for each in columns
        )
        known = {each.head.at for each in columns}
        rest = [head for head in self.table.heads if head.at not in known]
        told = ", ".join(f"{one_line(head.text, 30)} ({head.place})" for head in rest)
        orders = {each.head.at for each in self.columns}
        own = [one_line(head.text, 30) for head in rest if head.at not in orders]
        left = [f"{self.grid.shown}: not taken: {told}"] if rest else []
        if own:
            left = [f"{self.grid.shown}: not taken: {told}. --keep {own[0]} keeps it as a column of its own"]
        return (*taken, *left, *self.notes)

    def rows(self) -> Iterator[Taken]:
        """Yield the rows of the table; rows of sums, remarks and heads are told and passed over."""
        for line in self.table.lines:
            if line.kind != "data":
                self.passed_line(line)
                continue
            row = self._row(line)
            if row.cells:
                yield row

    def passed_line(self, line: Line) -> None:
        """Tell of a line that is no row of data, and is passed over."""
        said = next((cell.text for cell in line.cells if cell.text), "")
        self.passed(line.number, said, _PASSED[line.kind])

    def passed(self, number: int, said: str, what: str) -> None:
        """Tell of a row that is passed over: what it says, and what it is."""
        self.notes.append(f'{self.grid.shown}: row {number} "{one_line(said, 30)}" is {what}: passed over.')

    def _row(self, line: Line) -> Taken:
        places: dict[str, str] = {}
        cells: dict[str, Cell] = {}
        numbers = []
        for each in self.columns:
            name, cell = each.meaning.field, self.grid.seen(line.number, each.head.at)
            places.setdefault(name, line.cell(each.head.at).at)
            if name != ORDER and not is_nothing(cell):
                cells.setdefault(name, cell)
                numbers += [(each, cell)] if name in VALUES else []
        return Taken(Place(self.grid, line.number, places), cells, tuple(numbers))


def open_sheet(path: Path, fields: str, needed: str, sheet: str = "", kept: Sequence[str] = ()) -> TakenSheet:
    """Return the sheet of a file that holds a table of some fields.

    Parameters
    ----------
    path : Path
        A workbook or CSV file.
    fields : str
        :data:`geo.analysis.take.fields.PARKS` or `TARGETS`.
    needed : str
        The field without which there is no table.
    sheet : str
        Name of the sheet; empty for the one of which most columns are known.
    kept : sequence of str
        Heads of columns that are kept as they are, though nothing tells what they mean.

    Raises
    ------
    ReadError
        The file cannot be read, has no such sheet, or none with such a table, or this has no column to be kept.
    """
    own = {plain(head): own_name(head) for head in kept}
    found = open_tables(read_grids(path), path, {**words_of(fields), **own}, (needed,), sheet)
    best = max(found, key=lambda made: len(made.columns))
    for head in kept:
        if own_name(head) not in {each.meaning.field for each in best.columns}:
            heads = [each.text for each in best.table.heads]
            hint = guess(head, heads) or f"It has: {', '.join(heads)}."
            raise ReadError(f'{best.grid.shown}: has no column "{one_line(head, 40)}" to keep. {hint}')
    told_beside(path, best, [made for made in found if made is not best])
    return best


def open_tables(
    grids: Sequence[Grid], path: Path, words: Mapping[str, str], needed: Sequence[str], named: str = ""
) -> list[TakenSheet]:
    """Return the tables that are known in the sheets of a file, at least one.

    Parameters
    ----------
    grids : sequence of Grid
        The sheets of the file.
    path : Path
        The file.
    words : mapping of str to str
        Heads -> fields, as :func:`geo.analysis.take.fields.words_of` gives them.
    needed : sequence of str
        Fields of which a table has at least one.
    named : str
        Name of the sheet; empty for all that are shown.

    Raises
    ------
    ReadError
        There is no such sheet, or none with such a table.
    """
    if named:
        check_sheets(path, any(grid.name for grid in grids))
        names = [grid.name for grid in grids]
        if named not in names:
            hint = guess(named, names) or f"It has: {', '.join(names)}."
            raise ReadError(f'{path}: has no sheet "{one_line(named, 40)}". {hint}')
        grids = [grid for grid in grids if grid.name == named]
    found = [made for grid in grids if grid.state == "visible" and (made := _opened(grid, words, needed))]
    if not found:
        known = [(head, name) for head, name in words.items() if name in needed]
        few = {name: head for head, name in reversed(known)}.values() if len(needed) > 1 else ()
        heads = ", ".join(dict.fromkeys(few or (head for head, _ in known)))
        what = " or ".join(needed[:4])
        raise ReadError(
            f"{path}: has no table with a head for {what}. Head a column with one of: {one_line(heads, 120)}."
        )
    return found


def check_sheets(path: Path, has_sheets: bool) -> None:
    """Raise ReadError where a sheet is asked for of a file that has none."""
    if not has_sheets:
        raise ReadError(f"{path}: a CSV or Parquet file has no sheets. Leave --sheet out.")


def told_beside(path: Path, best: TakenSheet, others: Sequence[TakenSheet]) -> None:
    """Note what the user of a sheet should know: rows that are hidden, tables in other sheets."""
    if best.grid.hidden:
        told = f"{counted(best.grid.hidden, 'row')} that a filter or a hand hides are read like all others"
        best.notes.append(f"{best.grid.shown}: {told}.")
    if others:
        names = ", ".join(made.grid.name for made in others)
        rows = counted(sum(line.kind == "data" for made in others for line in made.table.lines), "row")
        best.notes.append(f"{path}: not read: tables of other columns in {names}, {rows} in all. --sheet takes one.")


def _opened(grid: Grid, words: Mapping[str, str], needed: Sequence[str]) -> TakenSheet | None:
    table = find_table(grid, lambda head: meaning(head, words))
    if table is None:
        return None
    columns = tuple(Recognised(head, found) for head in table.heads if (found := meaning(head, words)))
    known = {each.meaning.field for each in columns}
    return TakenSheet(table, _once(columns)) if known.intersection(needed) else None


def _once(columns: Sequence[Recognised]) -> tuple[Recognised, ...]:
    """Return the columns, of several that mean the same the first."""
    found: dict[Meaning, Recognised] = {}
    for each in columns:
        found.setdefault(each.meaning, each)
    return tuple(found.values())


def named_field(found: Meaning) -> str:
    """Return what a column was taken for, as reports name it: the field, with its year and measure."""
    return " ".join(filter(None, (found.field, found.year, found.measure)))


def is_nothing(cell: Cell) -> bool:
    """Return whether nothing is in a cell, or what people write for nothing."""
    return cell.is_blank or cell.text in NOTHING
