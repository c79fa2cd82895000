"""Whole numbers as text in few bytes: most are one letter, and no letter that JSON or HTML would write otherwise."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

LETTERS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"<\\')
"""All that can be printed but three: 91 digits."""

_BASE = len(LETTERS)
_LONG = _BASE - 1
"""The digit before a number of five digits."""

_FEWEST = 8
"""Of digits that are a number by themselves."""


def letters(values: Iterable[int]) -> str:
    """Return whole numbers as text.

    The first letter says how many digits are a number by themselves, which is as many as make the text short. The
    digits from there to the last but one begin a number of two, and the last one begins one of five more, the highest
    first. Numbers are doubled before, those below zero to one less than their opposite, so that small ones stay small.

    Parameters
    ----------
    values : iterable of int
        Not beyond three thousand million, on either side of zero.

    Examples
    --------
    >>> letters([1, -1, 3]), letters([])
    ('*$#(', '*')
    """
    signed = np.fromiter(values, dtype=np.int64)
    whole = (signed << 1) ^ (signed >> 63)
    single = min(range(_FEWEST, _LONG), key=lambda count: _length(whole, count))
    codes = _codes(whole, single)
    return LETTERS[single] + "".join(map(LETTERS.__getitem__, codes[codes >= 0].tolist()))


def _length(whole: NDArray[np.int64], single: int) -> int:
    """Return of how many digits a text is made, where so many are a number by themselves."""
    two = np.count_nonzero(whole >= single)
    six = np.count_nonzero(whole >= _beyond(single))
    return int(len(whole) + two + 4 * six)


def _beyond(single: int) -> int:
    """Return the least number of six digits."""
    return single + (_LONG - single) * _BASE


def _codes(whole: NDArray[np.int64], single: int) -> NDArray[np.int64]:
    """Return the digits of each number in a row, -1 behind its last."""
    codes = np.full((len(whole), 6), -1, dtype=np.int64)
    high, low = np.divmod(whole - single, _BASE)
    one, six = whole < single, whole >= _beyond(single)
    two = ~(one | six)
    codes[one, 0] = whole[one]
    codes[two, 0], codes[two, 1] = single + high[two], low[two]
    codes[six, 0] = _LONG
    codes[six, 1:] = whole[six, None] // _BASE ** np.arange(4, -1, -1) % _BASE
    return codes
