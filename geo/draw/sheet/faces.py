"""How wide the letters of a typeface run, read from the font files that this machine has."""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from fontTools.ttLib import TTCollection, TTFont, TTLibError

_FOLDERS = {
    "win32": ("C:/Windows/Fonts", "~/AppData/Local/Microsoft/Windows/Fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
}
_OTHER_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_MANY = frozenset({".ttc", ".otc"})
_KINDS = _MANY | {".ttf", ".otf"}
"""Endings of files of many fonts, and of all."""

_NAMES = frozenset({1, 4, 16})
"""Records in which a font names itself: family, full name, family of many weights; each in several languages."""

_LAST = 0x2E80
"""Letters from here on are Chinese, in every face as wide as it is high."""

_ITALIC, _BOLD = 1 << 0, 1 << 5
"""Bits of ``fsSelection`` of the table OS/2."""

_UNREADABLE = (TTLibError, OSError, struct.error, ValueError, LookupError, AssertionError)


class Widths(NamedTuple):
    """Widths of letters in thousandths of the size of the type: of a face as it is, and of its bold."""

    plain: Mapping[str, float]
    bold: Mapping[str, float]


@cache
def widths_of(family: str) -> Widths | None:
    """Return how wide letters of a typeface are, such as ``DejaVu Sans`` or ``微软雅黑``; None where it is not here."""
    found: tuple[dict[str, float], dict[str, float]] = ({}, {})
    for path, number in _placed().get(family.casefold(), ()):
        try:
            with path.open("rb") as file:
                font = TTFont(file, fontNumber=number, lazy=True)
                _widen(found[bool(font["OS/2"].fsSelection & _BOLD)], font)
        except _UNREADABLE:
            continue
    plain, bold = found
    return Widths(plain or bold, bold or plain) if plain or bold else None


def _widen(known: dict[str, float], font: TTFont) -> None:
    """Take in the letters of a font, where they are wider than those known."""
    advances, em = font["hmtx"], font["head"].unitsPerEm
    for code, glyph in (font.getBestCmap() or {}).items():
        if code < _LAST:
            known[chr(code)] = max(known.get(chr(code), 0.0), 1000.0 * advances[glyph][0] / em)


@cache
def _placed() -> Mapping[str, tuple[tuple[Path, int], ...]]:
    """Return where the upright fonts of this machine are, by their names: a file, and the number of a font in it."""
    found: dict[str, tuple[tuple[Path, int], ...]] = {}
    for path in _files():
        try:
            for number, font in enumerate(_fonts(path)):
                for name in _names(font):
                    found[name] = (*found.get(name, ()), (path, number))
        except _UNREADABLE:
            continue
    return MappingProxyType(found)


def _files() -> Iterator[Path]:
    for folder in _FOLDERS.get(sys.platform, _OTHER_FOLDERS):
        yield from sorted(path for path in Path(folder).expanduser().rglob("*") if path.suffix.lower() in _KINDS)


def _fonts(path: Path) -> Iterator[TTFont]:
    """Yield the fonts of a file, which are read when asked for something."""
    with path.open("rb") as file:
        is_many = path.suffix.lower() in _MANY
        yield from TTCollection(file, lazy=True).fonts if is_many else (TTFont(file, lazy=True),)


def _names(font: TTFont) -> set[str]:
    if font["OS/2"].fsSelection & _ITALIC:
        return set()
    return {record.toUnicode().casefold() for record in font["name"].names if record.nameID in _NAMES}
