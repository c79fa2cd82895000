"""Rows of a colleague's sheet -> numbers of a plan: 亿元 in head or cell, ≥ and 以上, a column for each year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from geo.analysis.author.cellvalues import CellError, Words
from geo.analysis.quantities import NUMBER, Quantity, quantities_in
from geo.analysis.spreadsheet.grid import Cell
from geo.analysis.take.fields import measure_in, units_above
from geo.analysis.take.reader import Recognised, Taken
from geo.model.cells import write_number
from geo.model.errors import UnitError, one_line
from geo.model.plan import Plan
from geo.model.schema import LONGEST_ANCHOR, Target, columns_by_name

_COLUMNS = columns_by_name(Target)
_PLAIN = ("target_id", "indicator_en", "source", "locator", "anchor", "note")
_HEDGES = ("力争", "争取", "努力", "预计", "原则上")
_NEW = re.compile("新增|新建|新培育|新引进|净增")
_WHOLE = re.compile("全[国省市区县域]|合计|总体|整体")
_NAMED = re.compile(r"^(?P<name>.+?)\s*[(（](?P<measure>[^()（）]+)[)）]$")
_NUMBER = re.compile(NUMBER)
_ANY = "个"
"""Stands for a measure that only the sheet knows, while a cell is read."""


@dataclass
class NumberReader:
    """Reads rows of numbers.

    Attributes
    ----------
    plan : Plan
        The plan.
    given : mapping of str to str
        Column -> what stands for it where the sheet has nothing.
    measure : str
        The measure that stands above the table for all of it; empty where none does.
    """

    plan: Plan
    given: Mapping[str, str]
    measure: str = ""

    @cached_property
    def words(self) -> Words:
        """What cells may say instead of ids."""
        return Words(self.plan)

    def number(self, row: Taken, column: Recognised, cell: Cell) -> dict[str, str]:
        """Return one number of a row as CSV has it, without what follows from the rest.

        Raises
        ------
        CellError
            It cannot be taken; the field that is at fault stands at the head of the message.
        """
        name, own = _parted(row.text("indicator"))
        measure = row.text("measure") or own or column.meaning.measure or self.measure
        quantity, rest, measure = read_quantity(cell, measure)
        year = self._year(row, column)
        return {
            **{each: row.text(each) for each in _PLAIN},
            "indicator": name,
            "kind": self._kind(column, year),
            "operator": quantity.operator,
            "low": write_number(quantity.low),
            "high": "" if quantity.high is None else write_number(quantity.high),
            "measure": measure,
            "year": year,
            "mode": "new" if _NEW.search(f"{name}{row.text('mode')}{cell.text}") else "stock",
            "hedge": row.text("hedge") or next((word for word in _HEDGES if word in cell.text), ""),
            "note": "；".join(filter(None, (row.text("note"), rest))),
            **self._subject(row),
        }

    def completed(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Return a new number with what follows from the rest, and what is said of all rows."""
        english = {row.indicator: row.indicator_en for row in self.plan.target_rows}
        follows = {
            "indicator_en": english.get(texts["indicator"], ""),
            "locator": "附件",
            "anchor": texts["indicator"][:LONGEST_ANCHOR],
        }
        return {name: texts.get(name) or self.given.get(name) or follows.get(name, "") for name in _COLUMNS}

    def _year(self, row: Taken, column: Recognised) -> str:
        said = column.meaning.year or row.text("year") or self.given.get("year", "")
        if not said:
            return ""
        found = re.fullmatch(r"(20\d\d)(\.0)?(年|年度|年底|年末)?", unicodedata.normalize("NFKC", said))
        if not found:
            raise CellError(f'year "{one_line(said, 20)}" is no year', "Write 2030.")
        return found[1]

    def _kind(self, column: Recognised, year: str) -> str:
        """Return whether a number is a target: by its head, else by its year and the plan's period."""
        if column.meaning.field == "baseline":
            return "baseline"
        told = re.search("现状|基期|基数|实际|完成", column.head.text)
        early = year and self.plan.header.period and year < self.plan.header.period[0]
        return "baseline" if told or early else "target"

    def _subject(self, row: Taken) -> dict[str, str]:
        """Return what a number speaks of: the whole region, or a thing of the plan by its name."""
        text = row.text("subject")
        header = self.plan.header
        if not text or _WHOLE.fullmatch(text) or text in (header.region, header.id):
            return {"scope": "plan", "scope_id": self.plan.id}
        for scope in ("zone", "group", "park", "industry"):
            ident = self.words.ident(text, scope)
            if self.words.has(ident, scope):
                return {"scope": scope, "scope_id": ident}
        try:
            return {"scope": "unit", "scope_id": self.words.adcode(text)}
        except (CellError, UnitError):
            message = f'subject "{one_line(text, 30)}" is no zone, group, place, industry or unit of the plan'
            raise CellError(message, "Write its name as the plan has it, or leave it empty.", "unknown-scope") from None


def read_quantity(cell: Cell, measure: str) -> tuple[Quantity, str, str]:
    """Return the number of a cell, what else stands there, and its measure.

    A cell that a spreadsheet shows as a percentage is one; a measure in the cell stands above that of its column.

    Raises
    ------
    CellError
        It holds no number, or several.

    Examples
    --------
    >>> [(q.operator, q.low, m) for q, _, m in (read_quantity(Cell(t, "A1"), "亿元") for t in ("≥800", "500万元", 3))]
    [('ge', 800.0, '亿元'), ('eq', 500.0, '万元'), ('eq', 3.0, '亿元')]
    """
    if cell.fault:
        raise CellError(f"value holds {cell.fault}", "Write the value itself.")
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        percent = "%" in cell.pattern
        value = round(cell.value * 100, 9) if percent else float(cell.value)
        return Quantity(value, None, "eq", measure, 0, 0), "", "%" if percent else measure
    if not isinstance(cell.value, str):
        raise CellError(
            f'value "{cell.text}" is what a spreadsheet made of it', "Format the cell as text, type it again."
        )
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell.text)).replace("~", "-")
    found, filled = _quantities(text)
    if len(found) != 1:
        what = "is no number" if not found else f"holds {len(found)} numbers"
        raise CellError(f'value "{one_line(cell.text, 40)}" {what}', "Write one, for example ≥800 or 1-2.", "bad-value")
    quantity = found[0]
    rest = filled[: quantity.start] + filled[quantity.end :]
    for word in (*_HEDGES, "新增", "达到", "达", "为", "到", "级"):
        rest = rest.replace(word, "")
    return quantity, rest.strip("()（）,，。;；"), measure if filled != text else quantity.measure


def _quantities(text: str) -> tuple[list[Quantity], str]:
    """Return the numbers of a text, and the text with a measure put in where it has none itself."""
    found = list(quantities_in(text))
    numbers = list(_NUMBER.finditer(text))
    if found or not numbers:
        return found, text
    filled = f"{text[: numbers[-1].end()]}{_ANY}{text[numbers[-1].end() :]}"
    return list(quantities_in(filled)), filled


def _parted(indicator: str) -> tuple[str, str]:
    """Return an indicator without the measure that stands behind it in brackets, and that measure."""
    found = _NAMED.match(indicator)
    measure = measure_in(found["measure"]) if found else ""
    return (found["name"], measure) if found and measure else (indicator, "")


def above_all(above: Sequence[str]) -> str:
    """Return the measure that stands above a table for all of it: 单位：亿元.

    Examples
    --------
    >>> above_all(["某省主要指标表", "填报单位：某局 计量单位：亿元"]), above_all(["主要指标"])
    ('亿元', '')
    """
    return next(filter(None, map(measure_in, units_above(above))), "")
