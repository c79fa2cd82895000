"""Numbers with their operator and measure in words, Chinese and English."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from geo.model.cells import write_number
from geo.model.schema import OPERATORS, Actual, Target

_CURRENCY = {"元": 1.0, "万元": 1e4, "亿元": 1e8, "万亿元": 1e12}
WAN, _LARGE = _CURRENCY["万元"], _CURRENCY["亿元"]
"""Yuan in one 万元, and sums in yuan from which on they are told in 亿元."""

_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_MEASURES = {
    "倍": (1.0, "times"),
    "个": (1.0, ""),
    "家": (1.0, ""),
    "条": (1.0, ""),
    "种": (1.0, "species"),
    "件": (1.0, ""),
    "人": (1.0, "people"),
    "名": (1.0, "people"),
    "位": (1.0, "people"),
    "所": (1.0, ""),
    "座": (1.0, ""),
    "年": (1.0, "years"),
    "岁": (1.0, "years of age"),
    "次": (1.0, "times"),
    "类": (1.0, "classes"),
    "项": (1.0, "items"),
    "个百分点": (1.0, "percentage points"),
    "吨": (1.0, "t"),
    "万吨": (1e4, "t"),
    "亩": (1.0, "mu"),
    "万亩": (1e4, "mu"),
    "亿亩": (1e8, "mu"),
    "亿斤": (1e8, "jin"),
    "公斤": (1.0, "kg"),
    "升": (1.0, "L"),
    "万升": (1e4, "L"),
    "万升/罐": (1e4, "L per tank"),
    "万人": (1e4, "people"),
    "万家": (1e4, ""),
    "万个": (1e4, ""),
    "万株": (1e4, "strains"),
    "万份": (1e4, "accessions"),
}
_SINGULAR = {
    "times": "time",
    "people": "person",
    "years": "year",
    "years of age": "year of age",
    "classes": "class",
    "items": "item",
    "percentage points": "percentage point",
}
_SHARE_WORDS = re.compile("占|比重|份额|比例")
_MAGNITUDES = {1.0: "亿级", 10.0: "十亿级", 100.0: "百亿级", 1000.0: "千亿级", 10000.0: "万亿级"}


def number_text(target: Target) -> tuple[str, str]:
    """Return a number as people read it, in Chinese and in English.

    Parameters
    ----------
    target : Target
        Its operator, low, high and measure are read.

    Returns
    -------
    tuple of str
        ``("≥ 4,200 亿元", "≥ CNY 420 billion")``; measures without an English word stay as printed.

    Examples
    --------
    >>> from geo.model.schema import Target
    >>> common = dict(target_id="a", scope="plan", scope_id="p", indicator="x", indicator_en="x", kind="target",
    ...     mode="stock", source="s", locator="序", anchor="x")
    >>> number_text(Target(operator="magnitude", low=1000.0, measure="亿元", **common))
    ('千亿级（≥ 1,000 亿元）', 'order of CNY 100 billion')
    >>> number_text(Target(operator="range", low=1.0, high=2.0, measure="个", **common))
    ('1–2 个', '1–2')
    >>> number_text(Target(operator="rank", low=1.0, measure="", **common))
    ('第 1 位', 'rank 1')
    """
    low, high, measure = target.low, target.high, target.measure
    if low is None:
        return measure, _amounts(measure, ())
    if target.operator == "rank":
        return f"第 {digits(low)} 位", f"rank {digits(low)}"
    if target.operator == "magnitude":
        return _magnitude(low, measure)
    values = (low, high) if target.operator == "range" and high is not None else (low,)
    signs = OPERATORS.get(target.operator, ("", ""))
    return _signed(signs[0], _chinese(values, measure)), _signed(signs[1], _amounts(measure, values))


def actual_text(target: Target, actual: Actual) -> tuple[str, str]:
    """Return a number reached as people read it: in the measure of its target, with a sign only where it is printed so.

    Examples
    --------
    >>> from geo.model.schema import Target
    >>> target = Target(target_id="a", scope="plan", scope_id="p", indicator="x", indicator_en="x", kind="target",
    ...     operator="ge", low=10.0, measure="%", mode="stock", source="s", locator="序", anchor="x")
    >>> actual_text(target, Actual(target_id="a", as_of="2023", operator="gt", value=20.0, source="s"))
    ('> 20%', '> 20%')
    """
    operator = "rank" if target.operator == "rank" else actual.operator or "eq"
    return number_text(replace(target, operator=operator, low=actual.value, high=None))


def is_share(row: Target) -> bool:
    """Return whether a number is a share of a whole, so that 100 % is all of it; growth is not.

    Examples
    --------
    >>> from geo.model.plan import read_plan
    >>> [row.target_id for row in read_plan("heilongjiang").target_rows if is_share(row)]
    ['bioeconomy-share', 'farmland-share']
    """
    return row.measure == "%" and bool(_SHARE_WORDS.search(row.indicator))


def short_text(target: Target) -> tuple[str, str]:
    """Return an order of magnitude in one word, as maps write it; empty for other numbers, which are short as they are.

    Examples
    --------
    >>> from geo.model.schema import Target
    >>> common = dict(target_id="a", scope="plan", scope_id="p", indicator="x", indicator_en="x", kind="target",
    ...     mode="stock", source="s", locator="序", anchor="x")
    >>> short_text(Target(operator="magnitude", low=1000.0, measure="亿元", **common))
    ('千亿级', '≥ CNY 100 billion')
    """
    if target.operator != "magnitude" or target.low is None:
        return "", ""
    word, least = _order(target.low, target.measure)
    return word or least, f"≥ {_amounts(target.measure, (target.low,))}"


def in_yuan(amount: float, measure: str) -> float | None:
    """Return an amount of money in yuan, None in a measure that is none.

    Examples
    --------
    >>> in_yuan(4200, "亿元"), in_yuan(20, "家")
    (420000000000.0, None)
    """
    return amount * _CURRENCY[measure] if measure in _CURRENCY else None


def digits(value: float) -> str:
    """Return a number with thousands separators and no needless decimals.

    Examples
    --------
    >>> digits(4200.0), digits(10.77), digits(0.00000004)
    ('4,200', '10.77', '0.00000004')
    """
    shown = f"{value + 0.0:,.6f}".rstrip("0").rstrip(".")
    return write_number(value) if value and shown in ("0", "-0") else shown


@dataclass(frozen=True, slots=True)
class Scale:
    """The unit in which all sums of a register are told.

    Attributes
    ----------
    yuan : float
        Of the smallest step that is told.
    steps : int
        Such steps in one of the Chinese unit.
    units : (str, str)
        The unit, Chinese and English; one English unit is one step.
    each : (str, str)
        The same around a number.
    """

    yuan: float
    steps: int
    units: tuple[str, str]
    each: tuple[str, str]

    def number(self, yuan: float, lang: str) -> str:
        """Return an amount in the unit, without it.

        Examples
        --------
        >>> MILLIONS.number(123456789.0, "zh"), MILLIONS.number(123456789.0, "en"), MILLIONS.number(900.0, "zh")
        ('1.23', '123', '<0.01')
        """
        steps, of = round(yuan / self.yuan), 1 if lang == "en" else self.steps
        places = len(str(of)) - 1
        return f"{steps / of:,.{places}f}" if steps or not yuan else f"<{1 / of:.{places}f}"

    def text(self, yuan: float, lang: str) -> str:
        """Return an amount with its unit."""
        return self.each[lang == "en"].format(self.number(yuan, lang))


MILLIONS = Scale(1e6, 100, ("亿元", "CNY million"), ("{} 亿元", "CNY {} million"))
THOUSANDS = Scale(1e3, 10, ("万元", "CNY thousand"), ("{} 万元", "CNY {} thousand"))


def scale_of(yuan: float) -> Scale:
    """Return the unit for the sums of a register, by what all of them come to."""
    return MILLIONS if yuan >= _LARGE else THOUSANDS


def _signed(sign: str, text: str) -> str:
    return f"{sign} {text}" if sign else text


def _chinese(values: tuple[float, ...], measure: str) -> str:
    number = "–".join(digits(value) for value in values)
    return f"{number}%" if measure == "%" else f"{number} {measure}".strip()


def _order(low: float, measure: str) -> tuple[str, str]:
    """Return an order of magnitude in its word, where it has one, and as the least amount that it means."""
    return _MAGNITUDES.get(low, "") if measure == "亿元" else "", f"≥ {_chinese((low,), measure)}"


def _magnitude(low: float, measure: str) -> tuple[str, str]:
    word, least = _order(low, measure)
    return (f"{word}（{least}）" if word else least), f"order of {_amounts(measure, (low,))}"


def _amounts(measure: str, values: tuple[float, ...]) -> str:
    if measure in _CURRENCY:
        return f"CNY {_scaled(values, _CURRENCY[measure])}" if values else "CNY"
    if measure == "%":
        return "–".join(digits(value) for value in values) + "%"
    factor, word = _MEASURES.get(measure, (1.0, measure))
    number = _scaled(values, factor) if factor != 1.0 else "–".join(digits(value) for value in values)
    return f"{number} {_SINGULAR.get(word, word) if number == '1' else word}".strip()


def _scaled(values: tuple[float, ...], factor: float) -> str:
    """Return amounts in millions, billions or trillions, both ends of a range in the scale of the smaller one."""
    amounts = [value * factor for value in values]
    least = min((abs(amount) for amount in amounts if amount), default=0.0)
    size, word = next(((size, f" {word}") for size, word in _SCALES if least >= size), (1.0, ""))
    return "–".join(digits(round(amount / size, 9)) for amount in amounts) + word


def is_power_of_ten(value: float) -> bool:
    """Return whether a number is a magnitude: 10, 100, 1000.

    Examples
    --------
    >>> is_power_of_ten(1000), is_power_of_ten(25), is_power_of_ten(0)
    (True, False, False)
    """
    return value > 0 and math.isclose(10.0 ** round(math.log10(value)), value)
