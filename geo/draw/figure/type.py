"""The type of a figure: one Chinese face, measured before anything is drawn, and never a box for a missing letter."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from functools import cache
from pathlib import Path

from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

from geo.draw.sheet.breaks import balanced, wrapped
from geo.model.errors import DrawingError, one_line
from geo.model.extras import install_hint

_CARRIED = Path("fonts", "NotoSansCJKsc-Regular.otf")
"""The face that the package mplfonts carries (SIL Open Font License 1.1)."""

READERS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei")
"""Families that an SVG names, for readers who have another face; without mplfonts the first one here is ours."""

_EM = 100.0


class Face:
    """One font file, its widths and its letters.

    Parameters
    ----------
    path : str
        The file.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._font: FT2Font = get_font(path)
        self._known = self._font.get_charmap()
        self._advances: dict[str, float] = {}

    @property
    def name(self) -> str:
        """Name of the family."""
        return self._font.family_name

    def properties(self, points: float) -> FontProperties:
        """Return what matplotlib needs to set text in this face."""
        return FontProperties(family=list(READERS), fname=self.path, size=points)

    def width(self, text: str, size: float) -> float:
        """Return the width of one line.

        Raises
        ------
        DrawingError
            The face has no glyph for a letter; the message names it.
        """
        return sum(self._advance(letter, text) for letter in text) * size

    def wrapped(self, text: str, size: float, width: float) -> tuple[str, ...]:
        """Return a text in lines of at most a width, broken between words and between Chinese letters."""
        return wrapped(text, width, self._measure(text, size))

    def balanced(self, text: str, size: float, width: float) -> tuple[str, ...]:
        """Return a text in as few lines as :meth:`wrapped`, of about equal length."""
        return balanced(text, width, self._measure(text, size))

    def clamped(self, text: str, size: float, width: float, most: int) -> tuple[str, ...]:
        """Return a text in at most so many lines, the last ending in an ellipsis where there would be more."""
        lines = self.balanced(text, size, width)
        if len(lines) <= most:
            return lines
        kept = self.wrapped(text, size, width)[:most]
        return (*kept[:-1], self.cut(f"{kept[-1]}…", size, width)) if kept else ()

    def fitted(self, text: str, size: float, width: float, least: float) -> tuple[str, float]:
        """Return a text with the size at which it fits, at least such a share of a size; then it is cut."""
        size *= max(least, min(1.0, width / max(self.width(text, size), 1e-9)))
        return self.cut(text, size, width + 1e-6), size

    def cut(self, text: str, size: float, width: float) -> str:
        """Return a text, shortened with an ellipsis where it is wider than a width."""
        if self.width(text, size) <= width:
            return text
        while text and self.width(text + "…", size) > width:
            text = text[:-1]
        return text.rstrip() + "…"

    def _measure(self, text: str, size: float) -> Callable[[str], float]:
        """Return what measures the pieces of a text, all of whose letters are known: an error names the whole text."""
        self.width(text, size)
        return lambda piece: self.width(piece, size)

    def _advance(self, letter: str, text: str) -> float:
        known = self._advances.get(letter)
        if known is not None:
            return known
        if ord(letter) not in self._known:
            shown = one_line(letter)
            raise DrawingError(
                f'{self.name} has no glyph for "{shown}" (U+{ord(letter):04X}), needed in "{one_line(text, 60)}". '
                "Write that name with another letter."
            )
        self._font.set_size(_EM, 72)
        glyph = self._font.load_char(ord(letter), LoadFlags.NO_HINTING)
        self._advances[letter] = glyph.linearHoriAdvance / 65536.0 / _EM
        return self._advances[letter]


@cache
def chinese_face() -> Face:
    """Return the face of all figures: that of mplfonts, so that every machine draws alike, else one of the system.

    Raises
    ------
    DrawingError
        There is none.
    """
    spec = importlib.util.find_spec("mplfonts")
    for folder in spec.submodule_search_locations or () if spec else ():
        if (Path(folder) / _CARRIED).is_file():
            return Face(str(Path(folder) / _CARRIED))
    known = {entry.name: entry.fname for entry in sorted(fontManager.ttflist, key=lambda entry: entry.fname)}
    found = next((known[family] for family in READERS if family in known), None)
    if found is None:
        raise DrawingError(f"No Chinese font is installed. {install_hint('figures')}")
    return Face(found)


def plain(text: str) -> str:
    """Return a text as one line without what cannot be printed."""
    return one_line(text, 600)
