"""Numbers reached: in the measure of their target, of a time that can be meant, and one a day."""

from __future__ import annotations

from collections.abc import Iterator

from geo.analysis.pace import time_of
from geo.analysis.rules.lookup import Finding, Lookup
from geo.model.cells import write_number
from geo.model.measure import is_share
from geo.model.schema import Actual, Source, Target

_WHOLE = 100.0


def actual_measures(look: Lookup) -> Iterator[Finding]:
    """Find numbers reached that are said in another measure than their target."""
    for actual, target in _measured(look):
        if actual.measure and actual.measure != target.measure:
            message = f'measure "{actual.measure}" is not that of its target, {target.measure or "none"}'
            yield Finding(actual, message, "Convert the value, and say in note how it is printed.")


def actual_values(look: Lookup) -> Iterator[Finding]:
    """Find ranks that are none, and shares of a whole that are more than it or less than nothing."""
    for actual, target in _measured(look):
        value = actual.value
        if value is None:
            continue
        if target.operator == "rank" and (value < 1 or value != int(value)):
            yield Finding(actual, f"value {write_number(value)} is no rank", "A rank is a whole number from 1 on.")
        elif is_share(target) and not 0 <= value <= _WHOLE:
            yield Finding(actual, f"value {write_number(value)} is no share of a whole", "A share is 0 to 100 %.")


def actual_dates(look: Lookup) -> Iterator[Finding]:
    """Find numbers reached that are older than what their target starts from, or newer than who says so."""
    for actual, target in _measured(look):
        at, first = time_of(actual.as_of), _first_year(look, target)
        if at is None:
            continue
        if first is not None and at <= first:
            message = f"as_of {actual.as_of} is before {first}, from which its target starts"
            yield Finding(actual, message, "Leave it out: a number reached counts from there.")
        source = look.ids["source"].get(actual.source)
        said = source.date if isinstance(source, Source) else ""
        if said and actual.as_of[: len(said)] > said[: len(actual.as_of)]:
            message = f"as_of {actual.as_of} is after its source, which is of {said}"
            yield Finding(actual, message, "Say when it was so: a forecast is no actual.")


def actual_conflicts(look: Lookup) -> Iterator[Finding]:
    """Find numbers reached of one target and time that differ."""
    first: dict[tuple[str, str], Actual] = {}
    for actual, target in _measured(look):
        before = first.setdefault((actual.target_id, actual.as_of), actual)
        if before.value != actual.value and None not in (before.value, actual.value):
            told = f"{write_number(actual.value or 0)} {target.measure}".strip()
            message = f"says {told} for {actual.as_of}, and line {before.line} says otherwise"
            yield Finding(actual, message, "Keep the one that was revised last.")


def _measured(look: Lookup) -> Iterator[tuple[Actual, Target]]:
    """Yield the numbers reached with the number that each measures, where there is such a one."""
    known = look.ids["target"]
    for actual in look.plan.actuals:
        target = known.get(actual.target_id)
        if isinstance(target, Target):
            yield actual, target


def _first_year(look: Lookup, target: Target) -> int | None:
    """Return the year from which a target starts: that of a baseline, or the last before the plan's period.

    None for a number of another document than the plan, of a target that was due before the period, or without years.
    """
    if target.kind == "baseline":
        return target.year
    period = [int(year) for year in look.plan.header.period if year.isdecimal()]
    if not period or period != sorted(period) or (target.year is not None and target.year < period[0]):
        return None
    return period[0] - 1
