"""Numbers of the plan: complete, ordered, in a year that can be meant, and adding up."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from geo.analysis.rules.lookup import Finding, Lookup
from geo.model.cells import write_number
from geo.model.measure import in_yuan, is_power_of_ten
from geo.model.schema import OPERATORS, Source, Target

_SLIP = 1000
"""How many times two amounts of one thing differ where a measure must be wrong: 亿元 is ten thousand 万元."""
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


def measure_slips(look: Lookup) -> Iterator[Finding]:
    """Find amounts of money of one thing, or of it and a part, in other measures and a thousandfold apart."""
    seen: dict[tuple[str, str, str], Target] = {}
    for target in look.plan.target_rows:
        same = (target.indicator, target.scope, target.scope_id)
        whole = look.ids["target"].get(target.part_of)
        others = [seen.setdefault(same, target), *([whole] if isinstance(whole, Target) else [])]
        for other in others:
            if target.measure != other.measure and _times(target, other) >= _SLIP:
                shown = " and ".join(f"{write_number(row.low or 0)} {row.measure}" for row in (target, other))
                message = f"{shown} ({other.target_id}) are {_times(target, other):,.0f} times apart"
                yield Finding(target, message, "Check the measure of both against the text.")


def mixed_measures(look: Lookup) -> Iterator[Finding]:
    """Find indicators whose amounts of money stand in several measures."""
    for rows in _by_indicator(look.plan.target_rows).values():
        measures = list(dict.fromkeys(row.measure for row in rows if in_yuan(1, row.measure) is not None))
        if len(measures) > 1:
            first = next(row for row in rows if row.measure == measures[1])
            message = f"{first.indicator} is measured in {' and in '.join(measures)}"
            yield Finding(first, message, "Right where the text prints them so.")


def missing_years(look: Lookup) -> Iterator[Finding]:
    """Find targets without a year where others of their indicator and kind of scope have one."""
    for rows in _by_indicator(look.plan.target_rows).values():
        dated = {(row.scope, row.kind) for row in rows if row.year is not None}
        for row in rows:
            if row.year is None and (row.scope, row.kind) in dated:
                message = f"has no year, and other numbers of {row.indicator} have one"
                yield Finding(row, message, "Right where the text names none.")


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


def _by_indicator(rows: Iterable[Target]) -> dict[str, list[Target]]:
    found: defaultdict[str, list[Target]] = defaultdict(list)
    for row in rows:
        found[row.indicator].append(row)
    return found


def _times(one: Target, other: Target) -> float:
    """Return how many times the larger of two amounts of money is the smaller; 0 where that cannot be asked."""
    amounts = [in_yuan(row.low or 0, row.measure) or 0 for row in (one, other)]
    return max(amounts) / min(amounts) if min(amounts) > 0 else 0


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
    if operator == "magnitude" and not is_power_of_ten(low):
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
