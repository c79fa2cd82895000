"""What an author wrote into a cell -> the cell of a plan's CSV, with what spreadsheets make of texts undone or told."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from geo.analysis.author.unit_names import unit_of
from geo.analysis.author.worksheets import Worksheet
from geo.analysis.spreadsheet.grid import Cell
from geo.model.adcodes import plain_adcode
from geo.model.aliases import CHOICES, FLAGS, choice_of
from geo.model.cells import FORMULA, canonical_cell, typed, write_number
from geo.model.degrees import degrees
from geo.model.errors import UnitError, guess, one_line
from geo.model.naming import Named, find_named, stem
from geo.model.plan import Plan
from geo.model.schema import Column

_SPAN = re.compile(r"(?P<first>\d+(?:\.\d+)?)[^\d.]{0,3}[-–—~～至到][^\d.]{0,3}(?P<last>\d+(?:\.\d+)?)")
_POWER = re.compile(r"[+-]?\d(\.\d+)?[eE]\+?\d+")
_APOSTROPHE = re.compile(rf"^'(?=[\d{re.escape(''.join(FORMULA))}])")
"""What marks a text that a spreadsheet would take for a number or a formula."""

_BREAKS = re.compile(r"\s*[;；\n]\s*")
_ANY_BREAKS = re.compile(r"\s*[;；、,，\n]\s*")
_YES = frozenset({"√", "✓", "✔", "☑", "v", "x", "y", "1", "t", "true", "采纳", *FLAGS["true"]})
_NO = frozenset({"×", "✗", "n", "0", "f", "false", *FLAGS["false"]})
_DATES = ("as_of", "date", "issued")
_KEPT_DIGITS = 1e15
_TEXT_HINT = "Format the column as text, and type it again."


class CellError(ValueError):
    """A cell that cannot be taken: what is wrong with it, and what to do.

    Parameters
    ----------
    message, hint : str
        As of :class:`geo.model.errors.Problem`.
    code : str
        The rule that it breaks.
    """

    def __init__(self, message: str, hint: str, code: str = "bad-value") -> None:
        super().__init__(message)
        self.fault = message, hint, code


@dataclass(frozen=True)
class Words:
    """What cells of a plan may say instead of ids and codes.

    Attributes
    ----------
    plan : Plan
        The plan.
    """

    plan: Plan

    @cached_property
    def names(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Ids of the things of a kind that bear a name, Chinese or English: kind -> name -> ids."""
        plan = self.plan
        named = {
            "zone": [(row.zone, row.name, row.name_en) for row in plan.zone_rows],
            "group": [(row.group, row.name, row.name_en) for row in plan.groups],
            "park": [(row.park_id, row.name, row.name_en) for row in plan.park_rows],
            "source": [(row.source, row.title, row.title_en) for row in plan.sources],
            "industry": [(row.industry, row.name, row.name_en) for row in plan.industries],
            "target": [(row.target_id, row.indicator, row.indicator_en) for row in plan.target_rows],
        }
        whole = dict.fromkeys(self._whole, (plan.id,))
        return {"plan": whole, **{kind: _by_name(rows) for kind, rows in named.items()}}

    @property
    def _whole(self) -> Iterator[str]:
        """Yield what cells call the plan as a whole: its title, its region with its level and without, 全省, 全域."""
        header = self.plan.header
        names = {unit.name for unit in self.plan.unit_rows if unit.unit == header.region_adcode} | {header.region}
        yield from filter(None, [self.plan.id, header.title, header.title_en, header.region_en, header.region_adcode])
        yield from (each for name in names if name for each in (name, stem(name), f"全{name[-1]}"))
        yield from ("全域", "全规划", "规划", "本规划", "全国")

    @cached_property
    def _ids(self) -> Mapping[str, Set[str]]:
        return {kind: {each for ids in named.values() for each in ids} for kind, named in self.names.items()}

    def ident(self, text: str, kind: str) -> str:
        """Return the id of a thing that a cell names; what is no name of one stays as it is.

        Raises
        ------
        CellError
            Several things bear the name, or none in the case of a unit.
        """
        if kind == "unit":
            return self.adcode(text)
        found = () if text in self._ids.get(kind, ()) else self.names.get(kind, {}).get(text, ())
        if len(found) > 1:
            raise CellError(f'"{one_line(text, 40)}" is the name of {", ".join(found)}', "Write the id.")
        return found[0] if found else text

    def units_named(self, text: str) -> tuple[Named, ...]:
        """Return the units of the plan that a text may mean."""
        return find_named(text, self.plan.named_units)

    def has(self, ident: str, kind: str) -> bool:
        """Return whether the plan has a thing of a kind under an id."""
        return ident in self._ids.get(kind, ())

    def adcode(self, text: str) -> str:
        """Return the adcode of a unit by its name; one that is an adcode already stays.

        Raises
        ------
        CellError
            No unit of the plan bears the name, or several do; the message lists or guesses them.
        """
        plain = unicodedata.normalize("NFKC", text)
        if plain.isdigit():
            return plain_adcode(plain)
        found = self.units_named(text)
        if len(found) == 1:
            return found[0].adcode
        try:
            return unit_of(self.plan, text).adcode
        except UnitError as error:
            message, _, hint = str(error).partition(". ")
            raise CellError(message.rstrip("."), hint, "unknown-unit") from None


def cell_text(cell: Cell, worksheet: Worksheet, column: Column, words: Words) -> str:
    """Return a cell of a sheet as its column's canonical CSV cell.

    Raises
    ------
    CellError
        It holds what a spreadsheet or a person has made of the value, and what it was nobody can tell.
    """
    if cell.fault:
        raise CellError(f"{column.name} holds {cell.fault}", "Write the value itself.")
    if cell.is_blank:
        return ""
    if column.type in ("number", "integer"):
        return _number(cell, column)
    text = _plain_text(cell, column)
    if column.type == "flag":
        return _flag(text, column)
    parts = (_ANY_BREAKS if column.refers else _BREAKS).split(text) if column.type == "list" else [text]
    taken = [_one(part, worksheet, column, words) for part in parts if part]
    value = tuple(taken) if column.type == "list" else taken[0]
    return canonical_cell(value, column)


def is_yes(text: str) -> bool | None:
    """Return whether a cell says yes; None where it says neither yes nor no.

    Examples
    --------
    >>> is_yes("√"), is_yes("否"), is_yes("？")
    (True, False, None)
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    return True if plain in _YES else False if plain in _NO else None


def _by_name(rows: Iterable[tuple[str, str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for ident, *names in rows:
        for name in filter(None, dict.fromkeys(names)):
            found[name] = (*found.get(name, ()), ident)
    return found


def _plain_text(cell: Cell, column: Column) -> str:
    """Return the text of a cell, or of a date or number where that is what the text was."""
    if isinstance(cell.value, datetime.date | datetime.time):
        return _of_date(cell, column)
    if isinstance(cell.value, bool) and column.type != "flag":
        raise CellError(f"{column.name} is {str(cell.value).upper()}, which is no text", _TEXT_HINT)
    if column.type == "flag":
        return cell.text
    if isinstance(cell.value, int | float):
        return _of_number(float(cell.value), column)
    text = _APOSTROPHE.sub("", cell.text)
    if (column.type == "id" or column.refers) and _POWER.fullmatch(text):
        raise CellError(f'{column.name} "{text}" is what a spreadsheet makes of a long number', _TEXT_HINT)
    return text


def _of_date(cell: Cell, column: Column) -> str:
    if column.name in _DATES and isinstance(cell.value, datetime.date):
        shown = re.sub(r'"[^"]*"|\[[^]]*\]', "", cell.pattern).lower()
        return cell.value.isoformat()[:10] if "d" in shown or not shown else cell.value.isoformat()[:7]
    raise CellError(f'a spreadsheet has made "{cell.text}" of {column.name}', _TEXT_HINT)


def _of_number(value: float, column: Column) -> str:
    if abs(value) >= _KEPT_DIGITS:
        raise CellError(f"{column.name} {value:.4g} is a number of which a spreadsheet keeps 15 digits", _TEXT_HINT)
    return write_number(value)


def _number(cell: Cell, column: Column) -> str:
    text = cell.text
    if isinstance(cell.value, datetime.date | datetime.time):
        raise CellError(f'a spreadsheet has made the date "{text}" of {column.name}', "Format it as a number.")
    if "%" in cell.pattern:
        message = f"{column.name} is shown as a percentage, and holds {text}"
        raise CellError(message, "Format the column as a number, write 12 for 12%, and % as the measure.")
    plain = unicodedata.normalize("NFKC", text).lstrip("'").replace(" ", "")
    plain = re.sub(r"(?<=\d),(?=\d{3}(\D|$))", "", plain)
    try:
        value = degrees(plain)[0] if column.unit == "degree" else typed(plain, column)
    except ValueError as error:
        reason = str(error).partition(":")[0]
        raise CellError(f'{column.name} "{one_line(text, 40)}" {reason}', _way_out(plain, column)) from None
    return canonical_cell(value, column)


def _way_out(text: str, column: Column) -> str:
    """Return what to write instead of a number that is none."""
    if column.unit == "degree":
        return "Write decimal degrees, or 126°32′05″."
    span = _SPAN.search(text)
    if span and column.name == "year":
        return f"Write the year in which the number is to be reached, for example the last: {span['last']}."
    if span and column.unit == "measure":
        return f"Write its lower end {span['first']} and its upper end {span['last']} into their own columns."
    number = re.search(r"\d+(\.\d+)?", text)
    if column.unit == "measure" and number:
        return f"Write {number[0]} here; its operator (≥) and measure (亿元, %) have their own columns."
    return f"Write plain digits{f': {number[0]}' if number else ''}."


def _flag(text: str, column: Column) -> str:
    said = is_yes(text)
    if said is None:
        told = f'{column.name} "{one_line(text, 40)}" is neither yes nor no'
        raise CellError(told, "Write 是 or 否.", "unknown-choice")
    return canonical_cell(said, column)


def _one(text: str, worksheet: Worksheet, column: Column, words: Words) -> str:
    """Return one value: the id of a word of a closed list, or of a name; any other text as it is."""
    if column.choices:
        return _choice(text, worksheet, column)
    if column.type == "id":
        return unicodedata.normalize("NFKC", text)
    return words.ident(text, column.refers) if column.refers else text


def _choice(text: str, worksheet: Worksheet, column: Column) -> str:
    found = choice_of(worksheet.table, column.name, text)
    if found in column.choices:
        return found
    offered: Sequence[str] = [pair[0] for pair in CHOICES[worksheet.table, column.name].values()]
    hint = guess(text, [*column.choices, *offered]) or f"One of: {', '.join(offered)}."
    raise CellError(f'{column.name} "{one_line(text, 40)}" is no choice', hint, "unknown-choice")
