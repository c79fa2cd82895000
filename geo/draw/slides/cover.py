"""What stands under the title of a deck's first slide, in the type at which it fits its place."""

from __future__ import annotations

from collections.abc import Sequence

from geo.draw.sheet.box import SheetBox
from geo.draw.slides.shapes import Line, Run
from geo.draw.slides.type import HEADING_FACES, LOOKED_UP, SAID, heading_lines, spare, wrapped

_SLOGAN = (44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 22.0)
_IN_LINE, _HIGH = 28.0, 92.0
"""Sizes of the slogan: the largest at which it stands in a line, if that is so large, else at which it is no higher."""

_LEADING, _PARTED = 1.2, 8.0
"""From line to line as a share of the type, and room above the slogan and above each line below it, in points."""


def cover_lines(large: str, small: Sequence[str], room: SheetBox) -> list[Line]:
    """Return a slogan, and below it, smaller, as many lines as fit their place."""
    size, lesser, below = _type(large, small, room)
    broken = enumerate(heading_lines(large, size, room.width))
    lines = [Line((Run(line, size, "tx1", True),), "", before=0 if at else _PARTED) for at, line in broken]
    return lines + [Line((Run(line, lesser, "tx2"),), "", before=_PARTED) for line in below]


def _type(large: str, small: Sequence[str], room: SheetBox) -> tuple[float, float, Sequence[str]]:
    """Return the sizes of a slogan and of the lines below it at which all fit, else the least sizes and fewer lines."""
    best = _size(large, room.width)
    ways = [(size, lesser, small) for size in _SLOGAN if size <= best for lesser in (SAID, LOOKED_UP)]
    ways += [(*ways[-1][:2], small[:kept]) for kept in range(len(small) - 1, -1, -1)]

    def height(size: float, lesser: float, below: Sequence[str]) -> float:
        lines = [wrapped(line, lesser, room.width / spare(HEADING_FACES)) for line in below]
        said = len(heading_lines(large, size, room.width)) * size * _LEADING + _PARTED
        return said + sum(len(each) * lesser * _LEADING + _PARTED for each in lines)

    return next((way for way in ways if height(*way) <= room.height), ways[-1])


def _size(text: str, width: float) -> float:
    """Return the largest size at which a slogan stands in a line, unless it is then small: in lines of some height."""
    counts = {size: len(heading_lines(text, size, width)) for size in _SLOGAN}
    in_line = next((size for size in _SLOGAN if counts[size] == 1), 0.0)
    in_lines = next((size for size in _SLOGAN if counts[size] * size * _LEADING <= _HIGH), _SLOGAN[-1])
    return in_line if in_line >= _IN_LINE else in_lines
