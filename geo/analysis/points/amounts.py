"""Amounts of money in a column of a register, cell by cell: 万元 in its head, 亿元 in a cell; what is none is told."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy
import pyarrow

from geo.analysis.points.rows import Rows
from geo.analysis.quantities import NUMBER
from geo.analysis.register.headers import find_column
from geo.analysis.register.positions import is_numeric
from geo.analysis.take.fields import BRACKETS
from geo.analysis.take.reader import NOTHING
from geo.model.errors import counted, first_of, one_line
from geo.model.measure import WAN, Scale, scale_of

if TYPE_CHECKING:
    from geo.space.covering import Floats, Whole

FIELD = "revenue"
"""The field of a register that is summed where nobody names another column."""

_POWERS = {"十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
_MEASURE = r"(?:万亿|[十百千]?[万亿])元?|[十百千]?元"
_WORDS = r"(?:人民币|rmb|cny|¥|单位[:：]?|金额)*"
_OF_HEAD = re.compile(rf"{_WORDS}({_MEASURE})(?:人民币)?(?:/年)?")
_AT_END = re.compile(r"(?:人民币)?((?:万亿|[十百千]?[万亿]|[百千])元|(?<=[-_—/])元)$")
_MEASURED = re.compile(r"\s*[(（【〔\[][^()（）]*元[^()（）]*[)）】〕\]]\s*$|[-_—/\s]*(?:人民币)?[十百千万亿]*元\s*$")
"""What a head ends in that says its measure."""

_AMOUNT = re.compile(
    rf"{_WORDS}(?:约为?|大约|≈)?(?P<sign>[-−]?){_WORDS}(?P<one>(?:{NUMBER})(?:e[+-]?\d+)?)(?P<of>{_MEASURE})?整?"
    rf"(?:(?P<two>{NUMBER})(?P<less>{_MEASURE}))?(?:人民币|rmb|cny)?(?:左右)?",
    re.IGNORECASE,
)
_ACCOUNTED = re.compile(r"\((.+)\)")
"""How books write what is below 0."""

FAR = 10_000
"""So many times the median is an amount that may be in 元 where its column is in 万元."""

_FEWEST = 10
"""Amounts from which on a median tells anything."""

GOOD, NO_AMOUNT, UNITLESS, BOUND, FOREIGN, BELOW = range(6)
"""What a cell is: an amount or nothing at all; else why it is not summed."""

_OTHERWISE = {
    FOREIGN: re.compile(r"(?=.*\d).*(?:[$€£]|[美欧日港台澳韩]元|英镑|卢布|usd|eur|hkd|jpy|rub).*", re.IGNORECASE),
    BOUND: re.compile(
        rf"[\d.,]+(?:{_MEASURE})?[-—–~～至到]+[\d.,]+(?:{_MEASURE})?|.*\d.*(?:以[上下内]|[余多]).*|.*\d(?:{_MEASURE})?\+"
        r"|(?:[<>≥≤]|超|不足|不到|近|逾|大于|小于|至少).*\d.*"
    ),
}
"""What a text with digits is that is no amount."""

_UNSUMMED = {
    NO_AMOUNT: "{where}: {count} with no amount, not summed: {texts} ({lines}).",
    UNITLESS: "{where}: {count} without 万元, 亿元 or 元 in cell or head, not summed: {texts} ({lines}). "
    "Write the unit into the head.",
    BOUND: "{where}: {count} with a bound or a range, not summed: {texts} ({lines}).",
    FOREIGN: "{where}: {count} in another currency, not summed: {texts} ({lines}).",
    BELOW: "{where}: {count} below 0, not summed: {texts} ({lines}).",
}
"""What is told of cells that are not summed."""

_TOLD = 3
"""Texts that are told of each kind of cell that is no amount."""


@dataclass(frozen=True)
class Amounts:
    """The amounts of a column.

    Attributes
    ----------
    column : str
        Its name.
    yuan : array of float, shape (rows,)
        In yuan; not a number where a cell holds no amount.
    notes : tuple of str
        Which cells are not summed, and why, one line each.
    """

    column: str
    yuan: Floats = field(repr=False)
    notes: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """The column without the measure in its head."""
        return bare_head(self.column)

    def scale(self, placed: Whole) -> Scale:
        """Return the unit in which the sums of the rows that are placed, from 0, are told."""
        return scale_of(float(numpy.nansum(self.yuan[placed])))

    def line(self, placed: Whole) -> str:
        """Return what the amounts of the rows that are placed, from 0, come to."""
        there = self.yuan[placed]
        there = there[~numpy.isnan(there)]
        head, wan = one_line(self.called, 40), f"{float(there.sum()) / WAN:,.1f}"
        return f"{head}: {counted(len(there), 'amount')} in {len(placed):,} placed rows, {wan} 万元 in all."


def bare_head(column: str) -> str:
    """Return a head without its measure of money.

    Examples
    --------
    >>> bare_head("2024年营业收入（万元）"), bare_head("产值_亿元"), bare_head("资产（合并）")
    ('2024年营业收入', '产值', '资产（合并）')
    """
    if factor_of(column) is None:
        return column
    return _MEASURED.sub("", column) or column


def factor_of(head: str) -> float | None:
    """Return how many yuan one is in a column, by its head; None where that says no measure of money.

    Examples
    --------
    >>> [factor_of(head) for head in ("营业收入（万元）", "产值_亿元", "营收【单位：千元】", "从业人数（人）")]
    [10000.0, 100000000.0, 1000.0, None]
    """
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", head)).lower()
    for inside in reversed(BRACKETS.findall(text)):
        for part in re.split("[,;、]", inside):
            if found := _OF_HEAD.fullmatch(part):
                return _factor(found[1])
    at_end = _AT_END.search(BRACKETS.sub("", text))
    return _factor(at_end[1]) if at_end else None


def yuan_in(cell: Any, factor: float | None) -> tuple[float, int]:
    """Return the amount of a cell in yuan, not a number where it holds none, and :data:`GOOD` or why it is none.

    A measure in the cell stands above that of its column. What is only a bound or a range is no amount, and nothing
    below 0 is.

    Parameters
    ----------
    cell : object
        Number or text.
    factor : float or None
        Yuan in one of the column, None where its head does not say.

    Examples
    --------
    >>> [yuan_in(cell, 1e4)[0] for cell in (1200, "1.2亿元", "３，４００万元", "1亿2000万", "约¥500元")]
    [12000000.0, 120000000.0, 34000000.0, 120000000.0, 500.0]
    >>> [yuan_in(cell, None)[1] for cell in ("面议", "1200", "5000万元以上", "300万美元", "-2亿元")]
    [1, 2, 3, 4, 5]
    """
    if cell is None or isinstance(cell, bool):
        return numpy.nan, GOOD if cell is None else NO_AMOUNT
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", str(cell))).replace("−", "-")
    if not text or text in NOTHING:
        return numpy.nan, GOOD
    value, why = _parsed(text, factor)
    return (value, why) if why == GOOD else (numpy.nan, why)


def amounts_of(rows: Rows, column: str) -> Amounts:
    """Return the amounts of a column, with what is told of the cells that hold none.

    Parameters
    ----------
    rows : Rows
        The rows of a register.
    column : str
        One of their columns. Its head names the measure, else the line above the table does, else each cell.
    """
    factor = factor_of(column) or (factor_of(f"({rows.measure})") if rows.measure else None)
    cells = rows.table[column]
    yuan, why = _plain(cells, factor) or _each(cells.to_pylist(), factor)
    told = _Told(rows, column, cells)
    lines = [told.of(at, number) for number in _UNSUMMED if len(at := numpy.flatnonzero(why == number))]
    there = yuan[~numpy.isnan(yuan)]
    if len(there) >= _FEWEST:
        far = numpy.flatnonzero(yuan > FAR * max(float(numpy.median(there)), 1.0))
        lines += [told.far(far)] if len(far) else []
    return Amounts(column, yuan, tuple(lines))


def amounts_asked(rows: Rows, column: str | None) -> Amounts | None:
    """Return the amounts of a column, of that known as revenue where None is named; None where there is none.

    Raises
    ------
    UsageError
        There is no such column.
    """
    if column is None:
        column = rows.fields.get(FIELD, "")
    return amounts_of(rows, find_column(rows.table.column_names, column, rows.name)) if column else None


def _plain(column: Any, factor: float | None) -> tuple[Floats, Whole] | None:
    """Return the amounts of a column of numbers; None of any other."""
    if not is_numeric(column.type):
        return None
    found = column.cast(pyarrow.float64(), safe=False).to_numpy(zero_copy_only=False)
    there = numpy.isfinite(found)
    why = numpy.select([~there, numpy.full(len(found), factor is None), found < 0], [GOOD, UNITLESS, BELOW], GOOD)
    return numpy.where(there & (why == GOOD), found * (factor or 1.0), numpy.nan), why


def _each(cells: Sequence[Any], factor: float | None) -> tuple[Floats, Whole]:
    found = [yuan_in(cell, factor) for cell in cells]
    return numpy.array([value for value, _ in found], float), numpy.array([why for _, why in found], numpy.int64)


def _parsed(text: str, factor: float | None) -> tuple[float, int]:
    within = _ACCOUNTED.fullmatch(text)
    found = _AMOUNT.fullmatch(within[1] if within else text)
    if found is None:
        told = (why for why, pattern in _OTHERWISE.items() if pattern.fullmatch(text))
        return numpy.nan, next(told, NO_AMOUNT)
    own = _factor(found["of"]) if found["of"] else factor
    if own is None:
        return numpy.nan, UNITLESS
    value = round(float(found["one"].replace(",", "")) * own, 2)
    if not math.isfinite(value):
        return numpy.nan, NO_AMOUNT
    if found["two"]:
        less = _factor(found["less"])
        rest = float(found["two"].replace(",", "")) * less
        if not found["of"] or rest >= own:
            return numpy.nan, NO_AMOUNT
        value += rest
    is_below = value and (found["sign"] or within)
    return value, BELOW if is_below else GOOD


def _factor(measure: str) -> float:
    """Return how many yuan one of a measure of money is."""
    return float(numpy.prod([_POWERS.get(char, 1.0) for char in measure]))


@dataclass(frozen=True)
class _Told:
    """Tells of cells that are not summed, by their rows."""

    rows: Rows
    column: str
    cells: Any

    def of(self, at: Whole, why: int) -> str:
        """Return what is told of cells of one kind."""
        count, texts, lines = counted(len(at), "cell"), self._texts(at), self.rows.told_lines(at.tolist())
        return _UNSUMMED[why].format(where=self._head, count=count, texts=texts, lines=lines)

    def far(self, at: Whole) -> str:
        """Return the doubt that some amounts are in another unit than their column."""
        count, texts, lines = counted(len(at), "amount"), self._texts(at), self.rows.told_lines(at.tolist())
        doubt = f"{count} over {FAR:,} times the median"
        return f"{self._head}: {doubt}: {texts} ({lines}). Is the unit right? Summed as they stand."

    @property
    def _head(self) -> str:
        return f"{self.rows.name}: {one_line(self.column, 40)}"

    def _texts(self, at: Whole) -> str:
        shown = dict.fromkeys(one_line(str(self.cells[row].as_py()), 20) for row in at[:50].tolist())
        return first_of([f'"{text}"' for text in shown], _TOLD)
