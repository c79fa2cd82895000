"""Numbers of the plan: complete, ordered, in a year that can be meant, and adding up."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator

from geo.analysis.rules.lookup import Finding, Lookup
from geo.model.cells import write_number
from geo.model.schema import OPERATORS, Source, Target

FIRST_YEAR, LAST_YEAR = 1900, 2100


def number_order(look: Lookup) -> Iterator[Finding]:
    """Find ranges whose lower end is above the upper one."""
    for target in look.plan.target_rows:
        if target.low is not None and target.high is not None and target.low > target.high:
            message = f"low {write_number(target.low)} is above high {write_number(target.high)}"
            yield Finding(target, message, "Swap them.")


def number_missing(look: Lookup) -> Iterator[Finding]:
    """Find numbers without what their operator needs, or with what it has no place for."""
    for target in look.plan.target_rows:
        fault = _number_fault(target) if target.operator in OPERATORS else None
        if fault:
            yield Finding(target, *fault)


def bad_years(look: Lookup) -> Iterator[Finding]:
    """Find years that cannot be meant, and periods that are no pair of years."""
    header = look.plan.header
    period = [int(year) if re.fullmatch("[0-9]{4}", year) else 0 for year in header.period]
    if period and not (len(period) == 2 and FIRST_YEAR <= period[0] <= period[1] <= LAST_YEAR):
        message = f"period [{', '.join(header.period)}] is no first and last year"
        yield Finding(header, message, "Write period = [2021, 2025].")
        return
    for target in look.plan.target_rows:
        own = [] if _is_of_older_document(look, target, period) else period
        fault = "" if target.year is None else _year_fault(target, target.year, own)
        if fault:
            yield Finding(target, f"year {target.year} {fault}", "Mend the year, or leave it empty.")


def sum_of_parts(look: Lookup) -> Iterator[Finding]:
    """Find numbers from which the sum of their parts differs, all in one measure."""
    parts: defaultdict[str, list[Target]] = defaultdict(list)
    for target in look.plan.target_rows:
        if target.part_of:
            parts[target.part_of].append(target)
    for whole in look.plan.target_rows:
        found = parts.get(whole.target_id, [])
        if not found or whole.low is None or not all(_adds_up(part, whole) for part in found):
            continue
        total = math.fsum(part.low or 0 for part in found)
        if not math.isclose(total, whole.low):
            listed = ", ".join(part.target_id for part in found)
            shown, itself = (f"{write_number(round(one, 9))} {whole.measure}".strip() for one in (total, whole.low))
            message = f"its parts ({listed}) add up to {shown}, and it is {itself}"
            yield Finding(whole, message, "Right where the text names only some parts, or bounds.")


def _number_fault(target: Target) -> tuple[str, str] | None:
    """Return what is wrong with low and high for the operator, with what to do."""
    operator, low = target.operator, target.low
    if operator == "range":
        missing = [name for name in ("low", "high") if getattr(target, name) is None]
        needs = f'operator "range" needs low and high, and {" and ".join(missing)} is empty'
        return (needs, "Give both ends, or choose another operator.") if missing else None
    if low is None:
        return f'operator "{operator}" needs low, and it is empty', "Give the number in low."
    if target.high is not None:
        return f'operator "{operator}" has no place for high', "Leave high empty, or choose range."
    if operator == "magnitude" and not _is_power_of_ten(low):
        return f"low {write_number(low)} is no power of ten", "千亿级 is 1000 with measure 亿元; else choose ge."
    if operator == "rank" and (low < 1 or low != int(low)):
        return f"low {write_number(low)} is no rank", "A rank is 1, 2, 3…"
    return None


def _year_fault(target: Target, year: int, period: list[int]) -> str:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return f"is not between {FIRST_YEAR} and {LAST_YEAR}"
    if period and target.kind == "target" and year < period[0]:
        return f"of a target is before the plan's period {period[0]} to {period[1]}"
    if period and target.kind == "baseline" and year > period[1]:
        return f"of a baseline is after the plan's period {period[0]} to {period[1]}"
    return ""


def _is_of_older_document(look: Lookup, target: Target, period: list[int]) -> bool:
    """Return whether a number stands in a document from before the plan's period, and may aim at a year before it."""
    source = look.ids["source"].get(target.source)
    year = source.date[:4] if isinstance(source, Source) else ""
    return bool(period) and year.isdecimal() and int(year) < period[0]


def _adds_up(part: Target, whole: Target) -> bool:
    """Return whether part and whole are values of one sort, so that parts can be added."""
    same = all(getattr(part, name) == getattr(whole, name) for name in ("measure", "year", "kind", "mode"))
    return same and part.low is not None and "rank" not in (part.operator, whole.operator) and whole.measure != "%"


def _is_power_of_ten(value: float) -> bool:
    return value > 0 and math.isclose(10.0 ** round(math.log10(value)), value)
