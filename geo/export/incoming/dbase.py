"""Texts of dBASE tables, as Shapefiles have them: their encoding is told by their bytes, whatever marks say."""

from __future__ import annotations

import re
from collections.abc import Iterator

RAW = "ISO-8859-1"
"""Under this encoding every byte is a letter, so that texts can be read first and judged then."""

_HEAD, _END = 32, 0x0D
_CUT = ("unexpected end of data", "incomplete multibyte sequence")
_GBK_MARK = 0x4D
"""Byte 29 of a table that is in code page 936; the common others say nothing of Chinese."""
_FAMILIES = {"UTF-8": re.compile(r"utf-?8|65001", re.I), "GB18030": re.compile(r"gb|936", re.I)}


def encoding_of(table: bytes) -> str:
    """Return the encoding of a table's texts; empty where all are plain ASCII, or nothing that is known.

    It is UTF-8 where all texts are that, but for a character cut at the end of its room; else GB 18030 where all are
    that.
    """
    texts = [text for text in _texts(table) if not text.isascii()]
    names = ("UTF-8", "GB18030") if texts else ()
    return next((name for name in names if all(_is_in(text, name) for text in texts)), "")


def misnamed(table: bytes, mark: str, encoding: str) -> str:
    """Return what is to be said of the marks of a table whose texts are in an encoding; empty where these agree.

    Parameters
    ----------
    table : bytes
        The table.
    mark : str
        What the file beside it (.cpg) says; empty where there is none.
    encoding : str
        As of :func:`encoding_of`.
    """
    if mark:
        return "" if _FAMILIES[encoding].search(mark) else f'its texts are marked as "{mark}" (.cpg)'
    if table[29] == _GBK_MARK:
        return "" if encoding == "GB18030" else "its texts are marked as code page 936"
    return "names no encoding of its texts (.cpg)"


def decoded(text: str, encoding: str) -> str:
    """Return a text that was read as RAW in its encoding, without the half of a character at its end.

    Examples
    --------
    >>> decoded("生物".encode()[:5].decode(RAW), "UTF-8")
    '生'
    """
    return text.encode(RAW).decode(encoding, errors="ignore")


def _texts(table: bytes) -> Iterator[bytes]:
    """Yield the names of the columns, and every text of a row that has not been deleted."""
    count, first, wide = (int.from_bytes(table[at:end], "little") for at, end in ((4, 8), (8, 10), (10, 12)))
    spans: list[tuple[int, int]] = []
    at, start = _HEAD, 1
    while at + _HEAD <= min(first, len(table)) and table[at] != _END:
        yield table[at : at + 11].split(b"\0")[0]
        if table[at + 11 : at + 12] in (b"C", b"M"):
            spans.append((start, start + table[at + 16]))
        start, at = start + table[at + 16], at + _HEAD
    for row in (table[first + number * wide : first + (number + 1) * wide] for number in range(count)):
        if row[:1] != b"*":
            yield from (row[left:right].rstrip(b" \0") for left, right in spans)


def _is_in(text: bytes, encoding: str) -> bool:
    try:
        text.decode(encoding)
    except UnicodeDecodeError as error:
        return error.reason in _CUT and error.end >= len(text)
    return True
