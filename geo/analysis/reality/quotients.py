"""Location quotients: how much more of an industry there is somewhere than everywhere, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy

ALPHA = 0.05
"""The false discovery rate of quotients above 1."""

LEAST_EXPECTED = 5.0
"""With fewer enterprises expected a quotient is chance more than anything else, and is not told."""

_NORMAL = 1.959963984540054
"""The point of the normal distribution that 2.5 % lie beyond."""


@dataclass(frozen=True)
class Quotient:
    """A location quotient.

    Attributes
    ----------
    expected : float
        Enterprises that there would be, were the industry's share the same everywhere.
    value : float or None
        Found by expected; None where fewer than `LEAST_EXPECTED` are expected.
    low, high : float or None
        The limits within which it lies with 95 % confidence.
    """

    expected: float
    value: float | None
    low: float | None
    high: float | None


def quotient(here: int, all_here: int, everywhere: int, all_everywhere: int) -> Quotient:
    """Return the location quotient of an industry in a place.

    LQ = (n_iu / n_u) / (n_i / N): the industry's share of a place's enterprises by its share of all. It is the number
    found by the number expected, n_u n_i / N. Its limits take the number found as a Poisson count and are Byar's
    approximation to the exact ones (Breslow and Day 1987, p. 69).

    Parameters
    ----------
    here, all_here : int
        Enterprises of the industry, and all, in the place.
    everywhere, all_everywhere : int
        Enterprises of the industry, and all, in the plan's region.

    Examples
    --------
    >>> found = quotient(30, 100, 100, 1000)
    >>> found.expected, found.value, round(found.low, 2), round(found.high, 2)
    (10.0, 3.0, 2.02, 4.28)
    >>> quotient(2, 10, 100, 1000).value is None
    True
    """
    expected = all_here * everywhere / all_everywhere if all_everywhere else 0.0
    if expected < LEAST_EXPECTED:
        return Quotient(expected, None, None, None)
    low, high = _limits(here)
    return Quotient(expected, here / expected, low / expected, high / expected)


def raised(counts: Sequence[int], expected: Sequence[float]) -> list[bool]:
    """Return which counts are more than chance brings, the false discovery rate of them all kept at `ALPHA`.

    A count is held against a Poisson one with the mean expected, one-sided; the bound of p is Benjamini and
    Hochberg's (1995) over all counts given.

    Examples
    --------
    >>> raised([30, 12, 8], [10.0, 10.0, 10.0])
    [True, False, False]
    """
    from scipy.stats import false_discovery_control, poisson

    if not counts:
        return []
    chances = poisson.sf(numpy.asarray(counts) - 1, numpy.asarray(expected))
    return [bool(chance <= ALPHA) for chance in false_discovery_control(chances)]


def _limits(count: int) -> tuple[float, float]:
    """Return the limits of the mean of a Poisson count, with 95 % confidence."""
    above = count + 1
    high = above * (1 - 1 / (9 * above) + _NORMAL / (3 * math.sqrt(above))) ** 3
    low = count * (1 - 1 / (9 * count) - _NORMAL / (3 * math.sqrt(count))) ** 3 if count else 0.0
    return low, high
