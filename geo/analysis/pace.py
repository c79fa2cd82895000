"""A number to reach against what was reached of it: whether that is enough, what share it is, what pace the rest needs.

Years are counted to their ends: of 2021 the time is 2022.0, so that from 2021 to a target of 2025 there are four years.
No clock is asked: what is left is counted from the day of the number reached.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from geo.model.measure import is_share
from geo.model.schema import Actual, Target

STATES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "reached": ("已达到", "reached"),
        "beyond": ("超出区间", "above the range"),
        "kept": ("未超上限", "within the limit"),
        "short": ("尚未达到", "not yet reached"),
        "missed": ("到期未达到", "not reached in time"),
        "exceeded": ("超出上限", "above the limit"),
        "untold": ("无法判断", "cannot be told"),
        "since": ("现状之后", "since the baseline"),
        "no-data": ("无实际数", "no actual"),
    }
)
"""How a number of the plan stands: id -> (Chinese, English)."""

_RATE = re.compile("增速|增长")
_CAPS = frozenset({"le", "lt"})
_EVEN = frozenset({"eq", "approx"})
_PLAIN = frozenset({"", "eq"})
_LEAST_YEARS = 0.5
"""A pace is told from numbers that lie at least so far apart."""


def time_of(as_of: str) -> float | None:
    """Return the end of a year, a month or a day in years; None for what is no date.

    Examples
    --------
    >>> time_of("2021"), time_of("2021-06"), time_of("2023-12-31"), time_of("2023年")
    (2022.0, 2021.5, 2024.0, None)
    """
    try:
        day = datetime.date.fromisoformat(f"{as_of}-01-01"[:10])
    except ValueError:
        return None
    if len(as_of) == 4:
        return day.year + 1.0
    if len(as_of) == 7:
        return day.year + day.month / 12
    return day.year + day.timetuple().tm_yday / (366 if calendar.isleap(day.year) else 365)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """One number of the plan, and what was reached of it.

    Attributes
    ----------
    target : Target
        The number.
    actuals : tuple of Actual
        What was reached, the oldest first; none where nobody has said so.
    baseline : Target or None
        What the plan says of the same indicator of the same thing before: the number from which it starts.
    begins : int or None
        First year of the plan; what is to be added is counted from its beginning.
    """

    target: Target
    actuals: tuple[Actual, ...]
    baseline: Target | None = None
    begins: int | None = None

    @property
    def latest(self) -> Actual | None:
        """The number reached last."""
        return self.actuals[-1] if self.actuals else None

    @property
    def value(self) -> float | None:
        """That number, in the target's measure."""
        return self.latest.value if self.latest else None

    @property
    def is_rate(self) -> bool:
        """Whether it is a growth a year, which is kept and not caught up with."""
        return self.target.measure == "%" and not is_share(self.target) and bool(_RATE.search(self.target.indicator))

    @property
    def falls(self) -> bool:
        """Whether it is to be reached from above: an exact number below its baseline."""
        low, start = self.target.low, self.baseline.low if self.baseline else None
        return self.target.operator in _EVEN and low is not None and start is not None and low < start

    @cached_property
    def state(self) -> str:
        """How it stands: one of :data:`STATES`.

        A bound is reached where the number meets it, an order of magnitude where its lower end is met, an exact or
        about number where it is at least met (or at most, where it is to fall); a rank where it is no lower. A cap is
        kept or exceeded. A number printed as a bound itself (超过 20%) tells only what it can.
        """
        if self.latest is None or self.value is None:
            return "no-data"
        if self.target.kind == "baseline":
            return "since"
        found = "untold" if self.target.low is None else self._judged(self.target.low, self.latest, self.value)
        is_due = self.years_left is not None and self.years_left <= 0
        return "missed" if found == "short" and is_due else found

    def _judged(self, low: float, latest: Actual, value: float) -> str:
        """Return how the latest number stands to the one aimed at, whatever the year."""
        operator, high = self.target.operator, self.target.high
        reached = _Reached(value, latest.operator)
        if operator in _CAPS:
            return _CAPPED[reached.is_at_most(low, operator == "lt")]
        if operator == "rank" or self.falls:
            return _AIMED[reached.is_at_most(low)]
        found = _AIMED[reached.is_at_least(low, operator == "gt")]
        if operator == "range" and high is not None and found == "reached":
            return _RANGED[reached.is_at_most(high)]
        return found

    @property
    def share(self) -> float | None:
        """The latest number as a share of the one aimed at (of a range its nearer end), in per cent.

        None where that says nothing: of ranks and growth, of what is to fall, and within a range.
        """
        low, value = self.target.low, self.value
        if low is None or value is None or low <= 0 or self.target.operator == "rank" or self.is_rate or self.falls:
            return None
        if self.target.operator == "range" and self.target.high:
            return (
                None if low <= value <= self.target.high else 100 * value / (low if value < low else self.target.high)
            )
        return 100 * value / low

    @property
    def years_left(self) -> float | None:
        """Years from the latest number to the end of the target's year, 0 once it is over; None without a year."""
        at = time_of(self.latest.as_of) if self.latest else None
        if self.target.year is None or at is None or self.target.kind == "baseline":
            return None
        return max(0.0, self.target.year + 1 - at)

    @property
    def pace_needed(self) -> float | None:
        """What must be added a year to be there in time, in the target's measure; negative where it is to fall."""
        low, value, left = self.target.low, self.value, self.years_left
        if self.state != "short" or low is None or value is None or not left or self._is_paceless:
            return None
        return (low - value) / left

    @property
    def growth_needed(self) -> float | None:
        """The same as growth a year, in per cent; None of shares, ranks, what is counted as added, and from below 0."""
        low, value, left = self.target.low, self.value, self.years_left
        if self.pace_needed is None or not left or low is None or value is None or min(low, value) <= 0:
            return None
        return (
            None if self.target.measure == "%" or self.target.mode == "new" else 100 * ((low / value) ** (1 / left) - 1)
        )

    @property
    def pace_so_far(self) -> float | None:
        """What was added a year from the first number to the last; what is to be added counts from the plan's start.

        None where one of the two is printed as about or as a bound.
        """
        points = self.points
        if self.target.mode == "new" and self.begins is not None and len(points) == 1:
            points = ((float(self.begins), 0.0), *points)
        if len(points) < 2 or self._is_paceless or any(self.actuals[at].operator not in _PLAIN for at in (0, -1)):
            return None
        (start, first), *_, (end, last) = points
        return (last - first) / (end - start) if end - start >= _LEAST_YEARS else None

    @property
    def points(self) -> Sequence[tuple[float, float]]:
        """Times in years and numbers, the oldest first; a baseline of a stated year is the first of them."""
        start = self.baseline
        told = [(str(start.year), start.low)] if start and start.year else []
        told += [(actual.as_of, actual.value) for actual in self.actuals]
        return tuple((at, value) for as_of, value in told if (at := time_of(as_of)) is not None and value is not None)

    @property
    def _is_paceless(self) -> bool:
        return self.is_rate or self.target.operator in ("rank", *_CAPS)


@dataclass(frozen=True)
class _Reached:
    """A number reached as it is printed: exact, about, or itself a bound."""

    value: float
    operator: str

    def is_at_least(self, bound: float, is_open: bool = False) -> bool | None:
        """Return whether it is at least, or more than, a bound; None where it is printed as what cannot tell."""
        if self.operator in _CAPS:
            return None if self.value > bound else False
        if self.value > bound or (self.value == bound and not (is_open and self.operator != "gt")):
            return True
        return None if self.operator in ("ge", "gt") else False

    def is_at_most(self, bound: float, is_open: bool = False) -> bool | None:
        """Return whether it is at most, or less than, a bound."""
        mirrored = {"ge": "le", "gt": "lt", "le": "ge", "lt": "gt"}.get(self.operator, self.operator)
        return _Reached(-self.value, mirrored).is_at_least(-bound, is_open)


_AIMED = {True: "reached", False: "short", None: "untold"}
_CAPPED = {True: "kept", False: "exceeded", None: "untold"}
_RANGED = {True: "reached", False: "beyond", None: "untold"}


def progress_of(target: Target, targets: Sequence[Target], actuals: Sequence[Actual], begins: int | None) -> Progress:
    """Return what was reached of a number.

    Parameters
    ----------
    target : Target
        The number.
    targets : sequence of Target
        All numbers of its plan, among which its baseline is looked for.
    actuals : sequence of Actual
        What was reached of it, in any order; rows without a value are left out.
    begins : int or None
        First year of the plan.
    """
    known = [actual for actual in actuals if actual.value is not None]
    ordered = sorted(known, key=lambda actual: (time_of(actual.as_of) or 0.0, actual.as_of))
    return Progress(target=target, actuals=tuple(ordered), baseline=_baseline(target, targets), begins=begins)


def _baseline(target: Target, targets: Sequence[Target]) -> Target | None:
    """Return the baseline of a target: the same indicator of the same thing, in the same measure."""
    names = ("scope", "scope_id", "indicator", "measure", "mode")
    alike = (row for row in targets if all(getattr(row, name) == getattr(target, name) for name in names))
    return next((row for row in alike if target.kind == "target" and row.kind == "baseline"), None)
