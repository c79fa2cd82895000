"""Plain text for terminals, in which a Chinese character takes two columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from geo.model.errors import one_line

_BARS = "▁▂▃▄▅▆▇█"


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes.

    Examples
    --------
    >>> width("一极 pole")
    9
    """
    return sum(_columns(char) for char in text)


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Return the text filled with spaces to a number of terminal columns.

    Examples
    --------
    >>> pad("一极", 6), pad("12", 4, right=True)
    ('一极  ', '  12')
    """
    fill = " " * max(columns - width(text), 0)
    return fill + text if right else text + fill


def cut(text: str, columns: int) -> str:
    """Return the text, shortened with an ellipsis where it takes more than a number of columns.

    Examples
    --------
    >>> cut("哈尔滨生物产业引领极", 9)
    '哈尔滨生…'
    """
    if width(text) <= columns:
        return text
    kept = ""
    for char in text:
        if width(kept) + _columns(char) > columns - 1:
            return kept + "…"
        kept += char
    return kept


def table(header: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[str] = (), most: int = 48) -> str:
    """Return rows as aligned columns under a header, without lines.

    Parameters
    ----------
    header : sequence of str
        Names of the columns.
    rows : sequence of sequence of str
        Cells; control characters are shown by number.
    right : sequence of str
        Columns that are aligned to the right.
    most : int
        A wider cell is shortened with an ellipsis; the last column never is.
    """
    last = len(header) - 1
    shown = [
        [one_line(cell) if at == last else cut(one_line(cell), most) for at, cell in enumerate(row)]
        for row in (header, *rows)
    ]
    widths = [max(width(row[at]) for row in shown) for at in range(len(header))]
    lines = (
        "  ".join(pad(cell, widths[at], right=header[at] in right) for at, cell in enumerate(row)) for row in shown
    )
    return "\n".join(line.rstrip() for line in lines)


def sparkline(values: Sequence[float]) -> str:
    """Return numbers as bars of a line of text, the least as the lowest; of fewer than two there is nothing to see.

    Examples
    --------
    >>> sparkline([260, 351, 500]), sparkline([3, 3]), sparkline([1])
    ('▁▄█', '▅▅', '')
    """
    if len(values) < 2:
        return ""
    least, span = min(values), max(values) - min(values)
    return "".join(_BARS[round((value - least) / span * 7) if span else 4] for value in values)


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
