"""What was reached of the numbers of a plan, in words and as points of a small chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from geo.analysis.pace import STATES, Progress
from geo.analysis.progress import plan_progress, yearly
from geo.draw.scene.marks import ProgressMark
from geo.draw.scene.phrases import phrase
from geo.draw.scene.words import NO_WORDS, Words, both, joined_words
from geo.model.measure import actual_text, digits, is_share, number_text
from geo.model.plan import Plan
from geo.model.schema import REACHED, Actual, Target

TREND_WIDTH, TREND_HEIGHT = 96, 20
"""Size of the box in which the points of a chart lie, x to the right and y down."""

_PLAINLY_SHARED = frozenset({"short", "since"})
"""States that the share says already."""

_MET = frozenset({"reached", "beyond"})
_UNMET = frozenset({"short", "missed"})
"""States of a target that is all reached, and of one of which some part may be."""

_ABOUT = frozenset({"", "eq", "approx"})
"""How a number is printed of which the distance to another can be told."""


def progress_marks(plan: Plan) -> tuple[ProgressMark, ...]:
    """Return what was reached of the numbers of a plan, one mark for each number of which something was.

    Examples
    --------
    >>> from geo.model.plan import read_plan
    >>> found = {mark.target: mark for mark in progress_marks(read_plan("heilongjiang"))}
    >>> found["herb-area"].told.zh
    '目标的 70.2%；距 2025 年末还有 4 年，每年须增 37 万亩（年均 9.2%），此前每年增 91 万亩'
    """
    return tuple(_mark(row, row.latest) for row in plan_progress(plan).known if row.latest)


def _mark(row: Progress, latest: Actual) -> ProgressMark:
    points, stands = _points(row), list(_stands(row, latest))
    shown = Words(*actual_text(row.target, latest))
    dated = phrase("shown_as_of", shown=shown, date=latest.as_of)
    return ProgressMark(
        target=row.target.target_id,
        state=row.state,
        as_of=latest.as_of,
        value=row.value or 0.0,
        shown=shown,
        line=phrase("pair", one=phrase("actual"), two=dated),
        stands=joined_words(stands),
        told=joined_words([*stands, *_paces(row)]),
        filled=_filled(row),
        former=joined_words([_former(row.target, actual) for actual in row.actuals[:-1]]),
        sources=tuple(dict.fromkeys(actual.source for actual in reversed(row.actuals))),
        note=both(latest.note),
        trend=points[: len(row.points)],
        aim=points[len(row.points) :],
    )


def _former(target: Target, actual: Actual) -> Words:
    return phrase("within", one=Words(*actual_text(target, actual)), two=actual.as_of)


def _filled(row: Progress) -> float | None:
    """Return which part of a target is reached; None of caps and baselines, and where the share says nothing."""
    if row.state in _MET:
        return 1.0
    return max(0.0, round(row.share / 100, 3)) if row.state in _UNMET and row.share is not None else None


def _stands(row: Progress, latest: Actual) -> Iterator[Words]:
    """Yield how a number stands and how far it is, where these are things to say."""
    distance = _distance(row, latest)
    if row.state not in _PLAINLY_SHARED or (not distance.zh and row.state == "short"):
        yield Words(*STATES[row.state])
    if distance.zh:
        yield distance


def _paces(row: Progress) -> Iterator[Words]:
    """Yield what is left to do, and what was done so far."""
    if paces := [words for words in (_pace_needed(row), _pace_so_far(row)) if words.zh]:
        yield joined_words(paces, "，", ", ")


def _distance(row: Progress, latest: Actual) -> Words:
    """Return how far the latest number is from the one aimed at: in points of per cent, or as its share."""
    low = row.target.low
    if low is not None and row.value is not None and (row.is_rate or (is_share(row.target) and not row.falls)):
        return _points_apart(row.target, latest, row.value - low)
    if row.share is None:
        return NO_WORDS
    signs = Words(*REACHED.get(latest.operator, ("", "")))
    number = f"{digits(round(row.share, 1))}%"
    share = Words(f"{signs.zh} {number}".strip(), f"{signs.en} {number}".strip())
    return phrase(_share_of(row), share=share)


def _share_of(row: Progress) -> str:
    """Return the phrase for a share: of what it is one."""
    if row.state == "since":
        return "share_of_baseline"
    if row.state in ("kept", "exceeded"):
        return "share_of_limit"
    if row.target.operator == "range":
        return "share_of_high" if row.state == "beyond" else "share_of_low"
    return "share_of_target"


def _points_apart(target: Target, latest: Actual, apart: float) -> Words:
    """Return how many points of per cent a number is above or below its target; of a bound what it tells of that."""
    printed, size = latest.operator, round(abs(apart), 3)
    if not size or (printed not in _ABOUT and apart < 0):
        return NO_WORDS
    key = "points_over" if printed not in _ABOUT else "points_above" if apart > 0 else "points_below"
    points = number_text(replace(target, operator="eq", low=size, high=None, measure="个百分点"))
    return phrase(f"{key}_about" if printed == "approx" else key, n=Words(*points))


def _pace_needed(row: Progress) -> Words:
    pace, left, year = row.pace_needed, row.years_left, row.target.year
    if pace is None or not left:
        return NO_WORDS
    said = digits(round(left, 1))
    told = phrase(
        "years_left_one" if said == "1" else "years_left", n=said, year=year, pace=_yearly("needed", row, pace)
    )
    if row.growth_needed is None or row.growth_needed <= 0:
        return told
    growth = phrase("growth_needed", n=digits(round(row.growth_needed, 1)))
    return phrase("within", one=told, two=growth)


def _pace_so_far(row: Progress) -> Words:
    return NO_WORDS if row.pace_so_far is None else _yearly("so_far", row, row.pace_so_far)


def _yearly(key: str, row: Progress, pace: float) -> Words:
    return phrase(f"{key}_{'less' if pace < 0 else 'more'}", n=Words(*yearly(row.target, abs(pace))))


def _points(row: Progress) -> tuple[tuple[int, int], ...]:
    """Return the numbers reached, and the one aimed at where something is left to do, as points of a box.

    The least number is at its foot, so that a change can be seen; of a single number there is no chart.
    """
    points = list(row.points)
    if len(points) < 2:
        return ()
    if row.target.year is not None and row.target.low is not None and row.years_left:
        points.append((row.target.year + 1.0, row.target.low))
    times, values = zip(*points, strict=True)
    return tuple(
        zip(_scaled(times, TREND_WIDTH), (TREND_HEIGHT - y for y in _scaled(values, TREND_HEIGHT)), strict=True)
    )


def _scaled(values: Iterable[float], size: int) -> list[int]:
    """Return numbers from the least, at 0, to the most, at a size; in its middle where they are equal."""
    found = list(values)
    least, span = min(found), max(found) - min(found)
    return [round((value - least) / span * size) if span else size // 2 for value in found]
