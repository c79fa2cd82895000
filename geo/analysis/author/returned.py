"""A plan's workbook as it comes back: what its author changed, told from what the plan has become meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from geo.analysis.author.cellvalues import Words
from geo.analysis.author.merging import Merge
from geo.analysis.author.revision import Revision, Texts, ids_of, revision
from geo.analysis.author.sheetrows import SheetRows
from geo.analysis.author.workbook import TITLES
from geo.analysis.author.worksheets import (
    FORMAT,
    KEPT,
    KEPT_PROPOSED,
    WORKSHEETS,
    Worksheet,
    with_new_columns,
    worksheets_of,
)
from geo.analysis.canonical import with_tables
from geo.analysis.lacking import Lacking
from geo.analysis.spreadsheet.grid import Cell, Grid, read_grids
from geo.model.errors import OutputError, PlanError, ReadError, counted, one_line
from geo.model.plan import Plan


def plan_of_workbook(path: Path) -> str:
    """Return the id of the plan that a workbook was written for.

    Raises
    ------
    ReadError
        It cannot be read, or no ``buju workbook`` wrote it.
    """
    return _kept(path, read_grids(path))[0]


def read_workbook(plan: Plan, path: Path, lacking: Lacking = "keep") -> Revision:
    """Compare a workbook that an author filled in with the plan.

    A cell that is as it was written is no change, whatever the plan has there now; a cell that was changed both here
    and in the plan is told. Columns may stand in any order, and be hidden or left out: then their values stay. Rows
    that a sheet lacks stay, too. Of rows that were proposed those are taken that are ticked.

    Parameters
    ----------
    plan : Plan
        The plan.
    path : Path
        The workbook.
    lacking : Lacking
        What becomes of rows that the workbook was written with and lacks now.

    Raises
    ------
    ReadError
        The file is no workbook of this plan.
    PlanError
        Cells cannot be taken, or what they say would make an error in the plan; all of them are named.
    """
    grids = read_grids(path)
    ident, base = _kept(path, grids)
    if ident != plan.id:
        hint = f'buju workbook "{ident}" takes it back.'
        raise ReadError(f"{path}: is a workbook of the plan {one_line(ident, 40)}, not of {plan.id}. {hint}")
    warnings = (*_strangers(grids), *_missing(path, grids, base))
    first = _merges(plan, Words(plan), grids, base, lacking)
    # A row may be called by the name that another sheet gives it.
    merges = _merges(plan, Words(_with_rows(plan, first)), grids, base, lacking)
    tables = [merge.revised() for merge in merges]
    problems = [problem for merge in merges for problem in merge.sheet.problems]
    if problems:
        raise PlanError(problems)
    places = {key: place for merge in merges for key, place in merge.places.items()}
    return revision(plan, tables, places, [*warnings, *(line for merge in merges for line in merge.sheet.warnings)])


def _merges(
    plan: Plan, words: Words, grids: Sequence[Grid], base: Mapping[str, Mapping[str, Texts]], lacking: Lacking
) -> Sequence[Merge]:
    """Return the sheets of a workbook beside the tables of the plan that they hold."""
    taken = ids_of(plan)
    return [
        Merge(_sheet_rows(_with_heads(worksheet, grid), grid, words, base), plan, lacking, taken)
        for worksheet in worksheets_of(plan)
        if (grid := _sheet_of(worksheet, grids)) is not None
    ]


def _sheet_rows(worksheet: Worksheet, grid: Grid, words: Words, base: Mapping[str, Mapping[str, Texts]]) -> SheetRows:
    """Return what reads a sheet, with the rows that it was written with."""
    proposed = base.get(KEPT_PROPOSED.format(worksheet.table), {})
    return SheetRows(worksheet, grid, base.get(worksheet.table, {}), words, proposed)


def _with_heads(worksheet: Worksheet, grid: Grid) -> Worksheet:
    """Return a sheet with the columns that an author has added under headings of the form ``x_…``."""
    return with_new_columns(worksheet, (cell.text for cell in next(iter(grid.rows.values()), [])))


def _with_rows(plan: Plan, merges: Sequence[Merge]) -> Plan:
    """Return a plan with all rows that sheets can be read to have."""
    return with_tables(plan, {merge.worksheet.file: merge.revised().rows for merge in merges})


def _sheet_of(worksheet: Worksheet, grids: Sequence[Grid]) -> Grid | None:
    return next((grid for grid in grids if grid.name in worksheet.titles), None)


def _missing(path: Path, grids: Sequence[Grid], base: Mapping[str, Any]) -> Iterator[str]:
    for worksheet in WORKSHEETS:
        if worksheet.table in base and _sheet_of(worksheet, grids) is None:
            yield f"{path}: has no sheet {worksheet.title('zh')} ({worksheet.table}): its rows stay."


def _kept(path: Path, grids: Sequence[Grid]) -> tuple[str, Mapping[str, Mapping[str, Texts]]]:
    """Return the plan's id and its rows as the workbook was written with them: table -> row by row."""
    hidden = next((grid for grid in grids if grid.name == KEPT), None)
    if hidden is None or 1 not in hidden.rows:
        hint = "buju workbook PLAN -o F.xlsx writes one; a sheet of somebody's own goes through buju take."
        raise ReadError(f"{path}: is no workbook that buju wrote, or its hidden sheet is gone. {hint}")
    lines = [[_raw(cell) for cell in cells] for cells in hidden.rows.values()]
    _, ident, version = (*lines[0], "", "", "")[:3]
    if version != FORMAT:
        raise ReadError(f"{path}: was written by another version of buju. Write it anew with buju workbook.")
    names: dict[str, Sequence[str]] = {}
    rows: dict[str, dict[str, Texts]] = {}
    for table, known_by, *cells in lines[1:]:
        if not known_by:
            names[table], rows[table] = [name for name in cells if name], {}
        else:
            filled = (*cells, *[""] * len(names[table]))
            rows[table][known_by] = dict(zip(names[table], filled, strict=False))
    return ident, rows


def _raw(cell: Cell) -> str:
    return "" if cell.value is None else str(cell.value)


def _strangers(grids: Sequence[Grid]) -> Iterator[str]:
    known = {KEPT}.union(*TITLES.values(), *(worksheet.titles for worksheet in WORKSHEETS))
    for grid in grids:
        if grid.name not in known and grid.rows:
            yield f"{grid.shown}: is no sheet of the workbook: it is not read."
        elif grid.hidden:
            yield f"{grid.shown}: {counted(grid.hidden, 'row')} that a filter or a hand hides are read like all others."


def refuse_filled(plan: Plan, path: Path) -> None:
    """Raise OutputError where a workbook stands that an author has filled in, and the plan has not what it says.

    What is no workbook of the plan may be written over, as every file of a kind may be by another of that kind.
    """
    if not path.is_file():
        return
    try:
        if not read_workbook(plan, path).changed:
            return
    except ReadError:
        return
    except PlanError:
        pass  # what cannot be taken was filled in too
    hint = f"Take it with buju workbook --apply {path}, or choose another name."
    raise OutputError(f"{path}: has been filled in, and the plan has not what it says. {hint}")
