"""In which order the numbers of a plan are told: what it aims at in all first, what it starts from last."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import count
from typing import TypeAlias

from geo.model.measure import in_yuan, is_share
from geo.model.numerals import chinese_number
from geo.model.plan import Plan
from geo.model.schema import TARGET_KINDS, Target

TOLD_SCOPES = ("plan", "group", "zone", "industry", "unit", "park")
"""Scopes from the whole to its places; what a number of one size speaks of is told in this order."""
SIZE_CLASSES = (1e9, 1e10, 1e11, 1e12)
"""From how many yuan on an amount is of the next class: 十亿, 百亿, 千亿, 万亿."""

_TOTAL, _SCALE, _SHARE, _REST, _RANK = range(5)
_EACH = re.compile("每|门槛")
"""In the name of a number of one firm or the like, which is no scale of its subject."""
_CHINESE = "一二三四五六七八九十"
_PIECE = re.compile(rf"[{_CHINESE}]+|\d+|[^{_CHINESE}\d]+")
_KINDS = {kind: place for place, kind in enumerate(TARGET_KINDS)}

ClauseKey: TypeAlias = tuple[tuple[int, int, str], ...]


def headline_order(plan: Plan) -> tuple[Target, ...]:
    """Return the numbers of a plan as they are told, wherever they are listed.

    Targets come before baselines. Of each the total of the whole plan is first, then the scale (in money) of its
    parts, the largest first, then shares, then the rest in the order of the text, and ranks last.

    Examples
    --------
    >>> from geo.model.plan import read_plan
    >>> [row.target_id for row in headline_order(read_plan("changsha"))][:3]
    ['bioeconomy-size', 'biomed-size', 'bioservice-size']
    """
    subjects = _subject_places(plan)

    def key(row: Target) -> tuple[object, ...]:
        head = _head(row)
        scope = TOLD_SCOPES.index(row.scope) if row.scope in TOLD_SCOPES else len(TOLD_SCOPES)
        size = -(in_yuan(row.low or 0, row.measure) or 0) if head == _SCALE else 0
        subject = subjects.get((row.scope, row.scope_id), len(subjects))
        return (_KINDS.get(row.kind, len(_KINDS)), head, size, scope, subject, clause_key(row.locator), row.target_id)

    return tuple(sorted(plan.target_rows, key=key))


def is_headline(row: Target) -> bool:
    """Return whether a number is the total of the plan, or the scale in money of what it speaks of."""
    return _head(row) <= _SCALE


def size_class(row: Target) -> int:
    """Return the class of an amount of money, in which a map writes it: 0 below CNY 1 billion, or what is no money.

    Examples
    --------
    >>> from geo.model.plan import read_plan
    >>> [size_class(row) for row in headline_order(read_plan("changsha"))[:10]]
    [3, 3, 3, 3, 3, 2, 2, 2, 2, 2]
    """
    return bisect_right(SIZE_CLASSES, in_yuan(row.low or 0, row.measure) or 0)


def clause_key(locator: str) -> ClauseKey:
    """Return what sorts clauses as they stand in the text.

    Examples
    --------
    >>> sorted(["专栏1", "十(一)", "二(三)", "序", "二(十一)"], key=clause_key)
    ['序', '二(三)', '二(十一)', '十(一)', '专栏1']
    """
    return tuple(_piece_key(piece) for piece in _PIECE.findall(locator))


def _piece_key(piece: str) -> tuple[int, int, str]:
    if piece.isdecimal():
        return (1, int(piece), "")
    if piece[0] in _CHINESE:
        return (1, chinese_number(piece), "")
    return (0, 0, piece) if piece[0] in "序()" else (2, 0, piece)


def _head(row: Target) -> int:
    """Return how early a number is told."""
    if row.operator == "rank":
        return _RANK
    if in_yuan(row.low or 0, row.measure) and not _EACH.search(row.indicator):
        return _TOTAL if row.scope == "plan" and not row.part_of else _SCALE
    return _SHARE if is_share(row) else _REST


def _subject_places(plan: Plan) -> Mapping[tuple[str, str], int]:
    """Return the place of each thing that numbers may speak of, in the order in which the plan has it."""
    things: Iterable[tuple[str, str]] = (
        *(("group", group.group) for group in plan.groups_in_order()),
        *(("zone", zone.zone) for zone in plan.zones_in_order()),
        *(("industry", row.industry) for row in plan.top_industries()),
        *(("industry", row.industry) for row in plan.industries if row.parent),
        *(("unit", unit.unit) for unit in plan.unit_rows),
        *(("park", park.park_id) for park in plan.park_rows),
    )
    return dict(zip(things, count(), strict=False))
