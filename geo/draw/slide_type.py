"""How much room words take on a slide: widths of letters, and where lines and names break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

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
_NOT_FIRST = frozenset("，。、；：！？）》”’』」〕…—·,.;:!?)%")
_NOT_LAST = frozenset("（《“‘『「〔(")
_SHARED = 3
_ROOM = 1.03
"""Fonts of other systems run a little wider."""


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
    lines, line = [], ""
    for part in _parts(text):
        if line and text_width((line + part).rstrip(), size, bold) > width:
            lines.append(line.rstrip())
            line = part.lstrip()
        else:
            line += part
    return (*lines, line.rstrip())


def name_settings(
    text: str, size: float, widest: float, shared: str = "", *, bold: bool = True, most: int = 0
) -> tuple[tuple[str, ...], ...]:
    """Return the ways to set a name in lines, the best first.

    Parameters
    ----------
    text : str
        The name.
    size : float
        Of the type, in points.
    widest : float
        A longer name is broken.
    shared : str
        What all names beside it have in common: it stays whole where it can.
    bold : bool
        Whether it is set bold.
    most : int
        Of lines; by default four of words, and two of characters.
    """
    if text_width(text, size, bold) <= widest:
        return ((text,),)
    if " " in text or not shared:
        ways = [_balanced(text, size, bold, count) for count in range(2, (most or (4 if " " in text else 2)) + 1)]
        fit = [lines for lines in ways if max(text_width(line, size, bold) for line in lines) <= widest]
        return tuple(dict.fromkeys((*fit, *ways)))
    at = text.find(shared) if shared else -1
    stops = [stop for stop in (at, at + len(shared)) if at >= 0 and 1 < stop < len(text) - 1]
    stops = stops or [(len(text) + 1) // 2]
    return tuple((text[:stop], text[stop:]) for stop in sorted(stops, key=lambda stop: abs(2 * stop - len(text))))


def shared_part(names: Sequence[str]) -> str:
    """Return the longest run of at least three characters that is in all names, or an empty text.

    Examples
    --------
    >>> shared_part(["松嫩平原生物产业核心区", "林区寒地生物产业带"])
    '生物产业'
    """
    first, *rest = names or [""]
    spans = (
        first[at : at + length]
        for length in range(len(first), _SHARED - 1, -1)
        for at in range(len(first) - length + 1)
    )
    return next((span for span in spans if rest and all(span in name for name in rest)), "")


def _balanced(text: str, size: float, bold: bool, count: int) -> tuple[str, ...]:
    """Return a name of several words in so many lines of about equal length."""
    width = text_width(text, size, bold) / count + size / 4
    while len(lines := wrapped(text, size, width, bold)) > count:
        width *= 1.06
    return lines


def _wide(char: str) -> int:
    if ord(char) >= _WIDE_FROM or char in _WIDE:
        return 1000
    return _LETTERS.get(char, 278 if char in _NARROW else 556)


def _parts(text: str) -> Iterator[str]:
    """Yield what stays on one line: a Latin word with the space after it, a character with its punctuation."""
    part = ""
    for at, char in enumerate(text):
        part += char
        after = text[at + 1 : at + 2]
        if after and _may_part(char, after):
            yield part
            part = ""
    yield part


def _may_part(char: str, after: str) -> bool:
    if after in _NOT_FIRST or char in _NOT_LAST:
        return False
    if char == " " or after == " ":
        return char == " " and after != " "
    return ord(char) >= _WIDE_FROM or ord(after) >= _WIDE_FROM
