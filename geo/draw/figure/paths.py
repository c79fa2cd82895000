"""Rings, lines, boxes and circles as paths of matplotlib."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.path import Path

from geo.draw.scene.marks import Position
from geo.draw.sheet.areas import Positions
from geo.draw.sheet.box import SheetBox


def closed_path(rings: Sequence[Positions]) -> Path:
    """Return rings as one path, holes among them."""
    return _path(rings, closed=True)


def open_path(lines: Sequence[Positions]) -> Path:
    """Return lines as one path."""
    return _path(lines, closed=False)


def line_path(*points: Position) -> Path:
    """Return one line through points."""
    return open_path([np.array(points)])


def box_path(box: SheetBox) -> Path:
    """Return a rectangle."""
    return closed_path([box.ring])


def circle_path(x: float, y: float, radius: float) -> Path:
    """Return a circle."""
    return Path.circle((x, y), radius)


def _path(rings: Sequence[Positions], *, closed: bool) -> Path:
    codes = [np.full(len(ring), Path.LINETO, np.uint8) for ring in rings]
    for ring_codes in codes:
        ring_codes[0] = Path.MOVETO
        if closed:
            ring_codes[-1] = Path.CLOSEPOLY
    return Path(np.concatenate(rings), np.concatenate(codes)) if rings else Path(np.zeros((0, 2)))
