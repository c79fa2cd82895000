"""Values of a register's column of industries, matched to the industries at the top of a plan's taxonomy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.analysis.draft.industries import vocabulary_of
from geo.analysis.spreadsheet.grid import read_grids
from geo.model.errors import ReadError, counted, first_of, guess, one_line
from geo.model.folding import folded
from geo.model.plan import Plan

_NAMES = {"value": ("value", "值", "取值"), "industry": ("industry", "产业", "行业")}
_SHOWN = 6


@dataclass(frozen=True)
class Match:
    """What a value of the column was taken for.

    Attributes
    ----------
    value : str
        As the register has it.
    rows : int
        How many rows hold it.
    industry : str
        Id of an industry at the top of the taxonomy; empty where the value is none of the plan's.
    by : {"name", "word", "map", "several", ""}
        What told: the name of an industry, a word that texts use for it, or the user's own table; ``several`` where its
        words tell several industries, so that none is taken.
    """

    value: str
    rows: int
    industry: str
    by: str


@dataclass(frozen=True)
class Matching:
    """All values of a column, those of most rows first."""

    matches: tuple[Match, ...]

    @property
    def industry_of(self) -> Mapping[str, str]:
        """Value -> industry, of those that are matched."""
        return {match.value: match.industry for match in self.matches if match.industry}

    def line(self) -> str:
        """Return how many values and rows are matched, and which values of most rows are not."""
        got = [match for match in self.matches if match.industry]
        rows, every = sum(match.rows for match in got), sum(match.rows for match in self.matches)
        told = f"{len(got)} of {counted(len(self.matches), 'value')} ({rows:,} of {every:,} rows) are industries"
        left = [f"{_shown(match)} ({match.rows:,})" for match in self.matches if not match.industry]
        return (
            f"{told} of the plan.{f' Not matched: {first_of(left, _SHOWN)}. --map names what they are.' * bool(left)}"
        )


def match_values(plan: Plan, counts: Mapping[str, int], own: Mapping[str, str]) -> Matching:
    """Match values to industries: by the user's own table, by the names of the taxonomy, by words that texts use.

    Parameters
    ----------
    plan : Plan
        Of whose taxonomy the industries are.
    counts : mapping of str to int
        Value -> rows that hold it.
    own : mapping of str to str
        Value -> id of an industry, or an empty text for none, as :func:`read_map` returns it; it goes before the rest.
    """
    words = vocabulary_of(plan.industries)
    called = ((name, row.industry) for row in plan.industries for name in (row.name, row.name_en) if name)
    names = {folded(name).strip().lower(): industry for name, industry in called}

    def match(value: str, rows: int) -> Match:
        if value in own:
            return Match(value, rows, plan.top_of(own[value]), "map")
        if named := names.get(folded(value).strip().lower(), ""):
            return Match(value, rows, plan.top_of(named), "name")
        # 生物医药制造业 names an industry as such, though 制造 alone might tell another.
        told = words.sectors_of(value) or words.told_by(value)
        tops = sorted({plan.top_of(industry) for industry in told})
        return Match(value, rows, *((tops[0], "word") if len(tops) == 1 else ("", "several" if tops else "")))

    found = (match(value, rows) for value, rows in counts.items())
    return Matching(tuple(sorted(found, key=lambda match: (-match.rows, match.value))))


def read_map(path: str | Path, plan: Plan) -> dict[str, str]:
    """Read a table of two columns, ``value`` and ``industry``, which says what values of a register are.

    Parameters
    ----------
    path : str or Path
        CSV or a workbook. An industry is an id of the taxonomy or its name, Chinese or English; empty for none.
    plan : Plan
        Of whose taxonomy the industries are.

    Returns
    -------
    dict of str to str
        Value -> id of an industry, or an empty text.

    Raises
    ------
    ReadError
        The file cannot be read, lacks a column, names an industry that there is not, or a value twice.
    """
    grid = next(grid for grid in read_grids(Path(path)) if grid.state == "visible")
    (_, cells), *rows = grid.rows.items() or [(1, ())]
    head = [cell.text.lower() for cell in cells]
    at = {name: next((head.index(each) for each in names if each in head), -1) for name, names in _NAMES.items()}
    if -1 in at.values():
        raise ReadError(f"{path}: needs the columns value and industry. It has: {first_of(head) or 'nothing'}.")
    idents = {name.lower(): row.industry for row in plan.industries for name in (row.industry, row.name, row.name_en)}
    found: dict[str, str] = {}
    for line, row in rows:
        value, industry = (row[place].text if place < len(row) else "" for place in (at["value"], at["industry"]))
        if industry and industry.lower() not in idents:
            names = [known.name for known in plan.industries]
            hint = guess(industry, names) or "buju schema names the table of industries."
            raise ReadError(f'{path}:{line}: "{one_line(industry, 40)}" is no industry of the taxonomy. {hint}')
        if value in found:
            raise ReadError(f'{path}:{line}: "{one_line(value, 40)}" stands there twice. Keep one of the rows.')
        found[value] = idents[industry.lower()] if industry else ""
    return found


def _shown(match: Match) -> str:
    words = one_line(match.value, 24) or "empty"
    return f"{words}: several" if match.by == "several" else words
