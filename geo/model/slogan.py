"""The slogan of a plan: a counted list of kinds of parts, and so a checksum over its groups and zones."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from geo.model.numerals import chinese_number

_DIGITS = "零一二三四五六七八九"
_SEVERAL = "多"
_COUNTS = f"一两双二三四五六七八九十{_SEVERAL}"
_PART = re.compile(rf"([{_COUNTS}]+)([^\W{_COUNTS}]+)")


@dataclass(frozen=True, slots=True)
class Part:
    """One counted part of a slogan.

    Attributes
    ----------
    count : int
        How many zones the part claims; 0 for 多 (several, not counted).
    word : str
        The word counted, for example 极 or 先导区.
    printed : str
        The part as a slogan prints it (双核, not 两核); empty where it was not read from one.
    """

    count: int
    word: str
    printed: str = field(default="", compare=False)

    def __str__(self) -> str:
        """Return the part as its slogan prints it, else as slogans write such a count."""
        return self.printed or f"{written(self.count)}{self.word}"


def parse_slogan(slogan: str) -> tuple[Part, ...]:
    """Split a slogan into its counted parts.

    Parameters
    ----------
    slogan : str
        For example ``一极、两区、一带``; separators are optional.

    Returns
    -------
    tuple of Part
        In the order of the slogan; empty where nothing is counted.

    Examples
    --------
    >>> [(part.count, part.word) for part in parse_slogan("两区两谷两心两翼")]
    [(2, '区'), (2, '谷'), (2, '心'), (2, '翼')]
    """
    return tuple(Part(_count(count), word, count + word) for count, word in _PART.findall(slogan))


def written(count: int) -> str:
    """Return a count from 0 to 99 as slogans write it: 2 is 两, 0 is 多.

    Examples
    --------
    >>> written(2), written(12)
    ('两', '十二')
    """
    if count in (0, 2):
        return "两" if count else _SEVERAL
    tens, ones = divmod(count, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[ones] if ones else "")


def _count(text: str) -> int:
    return 0 if _SEVERAL in text else chinese_number(text)
