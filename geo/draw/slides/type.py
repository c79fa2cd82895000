"""How much room words take on a slide, whose reader sets them in a font of his own: widths of letters and lines."""

from __future__ import annotations

from functools import cache

from geo.draw.sheet import breaks

SAID, NAMED, LOOKED_UP = 18.0, 16.0, 14.0
"""Least type, in points, of what a speaker says, of names on maps, and of what is looked up: tables, legends, credits,
labels of charts, numbers in symbols. What does not fit at these is left out by rank, and said."""

_LOWER = (
    "556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500"  # a to z
)
_UPPER = (
    "667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611"  # A to Z
)
_LETTERS = {
    chr(first + at): int(wide)
    for first, widths in ((97, _LOWER), (65, _UPPER))
    for at, wide in enumerate(widths.split())
}
"""Widths of Arial in thousandths of its size."""
_NARROW = frozenset(" .,:;!'|ilI/")
_WIDE_FROM = 0x2E80
_WIDE = frozenset("“”‘’—…·≥≤×–")
"""Signs that a Chinese font sets as wide as a character."""
_BOLD = 1.08
_ROOM = 1.03
"""Fonts of other systems run a little wider."""

_WIDEST_FACE = 1.12
"""By how much the widest of the usual faces runs wider: DejaVu Sans, which stands in where a template's Calibri is not
there."""


@cache
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a line of text is set, in points.

    Examples
    --------
    >>> round(text_width("一极", 20))
    41
    """
    thousandths = sum(map(_wide, text)) * (_BOLD if bold else 1.0)
    return thousandths * size * _ROOM / 1000


def wrapped(text: str, size: float, width: float, bold: bool = False) -> tuple[str, ...]:
    """Return the lines in which a text is set: broken between Latin words and between Chinese characters.

    Examples
    --------
    >>> wrapped("one pole, two areas", 10, 60)
    ('one pole,', 'two areas')
    >>> wrapped("一极、两区", 10, 25)
    ('一', '极、', '两区')
    """
    return breaks.wrapped(text, width, lambda line: text_width(line, size, bold)) or ("",)


def wrapped_in_any_face(text: str, size: float, width: float) -> tuple[str, ...]:
    """Return the lines in which a text is set that no box breaks: short enough in whatever face they are shown."""
    return wrapped(text, size, width / _WIDEST_FACE)


def _wide(char: str) -> int:
    if ord(char) >= _WIDE_FROM or char in _WIDE:
        return 1000
    return _LETTERS.get(char, 278 if char in _NARROW else 556)
