"""Findings that say one thing many times, told once with a count and the places of the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from geo.model.errors import Problem, first_of

_MOST_PLACES = 12
_FEWEST = 3
"""Of a kind; fewer are told each by itself."""

_OWN = re.compile(r'"[^"]*"|\d[\d,.:]*')
"""What differs from row to row in one message: values and numbers."""


def told(problems: Sequence[Problem], line: Callable[[Problem], str] = str) -> tuple[str, ...]:
    """Return findings as lines; of those that say the same of many rows of a file, the first and where the others are.

    Parameters
    ----------
    problems : sequence of Problem
        In the order in which they are to be told.
    line : callable
        Gives the line of a finding.

    Returns
    -------
    tuple of str
        A line each, or two for many: the second begins with blanks.

    Examples
    --------
    >>> for line in told([Problem("parks.csv", at, "park a", f'zones "z{at}" is none', "", "x") for at in (2, 3, 7)]):
    ...     print(line)
    parks.csv:2: park a: zones "z2" is none.  [x]
        and 2 more like it in parks.csv, lines 3, 7
    """
    kinds: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(_kind(problem), []).append(problem)
    return tuple(told for alike in kinds.values() for told in _lines(alike, line))


def _kind(problem: Problem) -> tuple[str, ...]:
    return problem.file, problem.code, problem.severity, _OWN.sub("…", problem.message)


def _lines(alike: Sequence[Problem], line: Callable[[Problem], str]) -> Iterable[str]:
    if len(alike) < _FEWEST:
        yield from map(line, alike)
        return
    first, *others = alike
    yield line(first)
    places = first_of(list(dict.fromkeys(str(other.line) for other in others if other.line > 1)), _MOST_PLACES)
    places = places or first_of(list(dict.fromkeys(other.where for other in others)), _MOST_PLACES)
    yield f"    and {len(others)} more like it in {first.file}, {'lines ' if places[:1].isdigit() else ''}{places}"
