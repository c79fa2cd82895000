"""Findings that say one thing many times, told once with a count and the places of the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from geo.model.errors import Problem, first_of

_MOST_PLACES = 12
_FEWEST = 3
"""Of a kind; fewer are told each by itself."""

_OWN = re.compile(r'"[^"]*"|\d[\d,.:]*')
"""What differs from row to row in one message: values and numbers."""


def told(problems: Sequence[Problem]) -> tuple[str, ...]:
    """Return findings as lines: those of :func:`alike`, one after the other.

    Examples
    --------
    >>> for line in told([Problem("parks.csv", at, "park a", f'zones "z{at}" is none', "", "x") for at in (2, 3, 7)]):
    ...     print(line)
    parks.csv:2: park a: zones "z2" is none.  [x]
        and 2 more like it in parks.csv, lines 3, 7
    """
    return tuple(line for text in alike(problems) for line in text.split("\n"))


def alike(problems: Sequence[Problem]) -> tuple[str, ...]:
    """Return findings as texts; of those that say the same of many rows of a file, the first and where the others are.

    Parameters
    ----------
    problems : sequence of Problem
        In the order in which they are to be told.

    Returns
    -------
    tuple of str
        A line each, or two for many: the second begins with blanks.
    """
    kinds: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(_kind(problem), []).append(problem)
    return tuple(text for kind in kinds.values() for text in _texts(kind))


def _kind(problem: Problem) -> tuple[str, ...]:
    return problem.file, problem.code, problem.severity, _OWN.sub("…", problem.message)


def _texts(kind: Sequence[Problem]) -> Iterable[str]:
    if len(kind) < _FEWEST:
        yield from map(str, kind)
        return
    first, *others = kind
    places = first_of(list(dict.fromkeys(str(other.line) for other in others if other.line > 1)), _MOST_PLACES)
    places = places or first_of(list(dict.fromkeys(other.where for other in others)), _MOST_PLACES)
    where = f"{first.file}, {'lines ' if places[:1].isdigit() else ''}{places}"
    yield f"{first}\n    and {len(others)} more like it in {where}"
