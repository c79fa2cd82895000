"""How much room words take on a slide, whose reader sets them in a font of his own: widths of letters and lines."""

from __future__ import annotations

from collections.abc import Iterator, Set
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

from geo.draw.sheet import breaks
from geo.draw.sheet.faces import Widths, widths_of

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
} | {"%": 889, "&": 667}
"""Widths of Arial in thousandths of its size."""
_NARROW = frozenset(" .,:;!'|ilI/")
_WIDE_FROM = 0x2E80
_WIDE = frozenset("“”‘’—…·≥≤×–")
"""Signs that a Chinese font sets as wide as a character."""
_BOLD = 1.08
_ROOM = 1.03
"""Fonts of other systems run a little wider."""

_WIDEST_FACE, _UNKNOWN_FACE = 1.12, 1.2
"""By how much the widest of the usual faces runs wider: DejaVu Sans, which stands in where another is not there; and by
how much a face of a template that this machine does not have may, its bold too."""

HEADING_FACES = 1.06
"""By how much other usual faces run wider, in headings."""


@dataclass(frozen=True, eq=False)
class _Faces:
    """In what a deck is set, beside the usual faces: those that could be measured, and by how much others run wider."""

    known: tuple[Widths, ...] = ()
    wider: float = 1.0


_USUAL = _Faces()
_set = ContextVar("_set", default=_USUAL)
"""Of the deck that is being made."""


@contextmanager
def set_in(families: Set[str]) -> Iterator[None]:
    """Measure as in the widest of some families of typefaces, those of a template: at least as wide as Arial.

    A face that this machine does not have is taken for one of the widest.
    """
    measured = [widths_of(family) for family in sorted(families)]
    known = tuple(filter(None, measured))
    token = _set.set(_Faces(known, _UNKNOWN_FACE if None in measured else 1.0))
    try:
        yield
    finally:
        _set.reset(token)


def spare(wider: float = _WIDEST_FACE) -> float:
    """Return by what the width of a line is divided so that the line holds in faces that run wider than Arial.

    Where faces are measured that run wider themselves, it is the less.
    """
    faces = _set.get()
    return max(1.0, wider / max(faces.wider, *(_mean(each) for each in faces.known), 1.0))


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a line of text is set, in points.

    Examples
    --------
    >>> round(text_width("一极", 20))
    41
    """
    return _thousandths(text, bold, _set.get()) * size * _ROOM / 1000


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


def heading_lines(text: str, size: float, width: float) -> tuple[str, ...]:
    """Return a heading in lines of about equal length, short enough in other usual faces too; none of no text."""
    if not text:
        return ()
    return breaks.balanced(text, width / spare(HEADING_FACES), lambda line: text_width(line, size, True))


def wrapped_in_any_face(text: str, size: float, width: float, bold: bool = False) -> tuple[str, ...]:
    """Return the lines in which a text is set that no box breaks: short enough in whatever face they are shown."""
    return wrapped(text, size, width / spare(), bold)


@cache
def _thousandths(text: str, bold: bool, faces: _Faces) -> float:
    usual = sum(map(_wide, text)) * (_BOLD if bold else 1.0)
    sets = (each.bold if bold else each.plain for each in faces.known)
    return max(usual * faces.wider, *(sum(known.get(char, _wide(char)) for char in text) for known in sets), 0.0)


def _mean(widths: Widths) -> float:
    """Return by how much a face runs wider than Arial."""
    return sum(widths.plain.get(letter, 0.0) for letter in _LETTERS) / sum(_LETTERS.values())


def _wide(char: str) -> int:
    if ord(char) >= _WIDE_FROM or char in _WIDE:
        return 1000
    return _LETTERS.get(char, 278 if char in _NARROW else 556)
