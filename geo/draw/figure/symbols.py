"""Symbols and hatches: SVG path data as paths of a figure."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache

import numpy as np
from matplotlib.path import Path

from geo.draw.figure.paths import open_path
from geo.draw.scene.looks import place_symbol
from geo.draw.scene.symbols import HATCHES, Hatch
from geo.draw.sheet.areas import Positions
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.paths import polylines


@cache
def symbol_rings(kind: str) -> tuple[Positions, ...]:
    """Return the rings of a kind's symbol around (0, 0), a disc where the kind has none.

    Symbols are filled even-odd; here a ring within another turns the other way, which shows the same hole
    where paths are filled by their winding.
    """
    rings = polylines(place_symbol(kind))
    holes = [sum(Path(other).contains_point(ring[0]) for other in rings if other is not ring) % 2 for ring in rings]
    return tuple(_turned(ring, clockwise=not hole) for ring, hole in zip(rings, holes, strict=True))


def _turned(ring: Positions, *, clockwise: bool) -> Positions:
    x, y = ring.T
    area = float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))
    return ring if (area > 0) == clockwise else ring[::-1]


def hatch_path(name: str, box: SheetBox, scale: float) -> Path:
    """Return the strokes of a hatch over a box.

    Parameters
    ----------
    name : str
        A key of :data:`geo.draw.scene.symbols.HATCHES`.
    box : SheetBox
        What must be covered.
    scale : float
        Size of the pattern's pixel.
    """
    hatch = HATCHES[name]
    strokes: list[Positions] = []
    for line in polylines(hatch.d):
        if len(line) == 2 and np.abs(line[1] - line[0]).max() >= hatch.size:
            strokes.extend(_family(line, hatch, box, scale))
        else:
            strokes.extend(_tiled(line, hatch, box, scale))
    unique = {tuple(np.round(stroke, 2).ravel()): stroke for stroke in strokes}
    return open_path(list(unique.values()))


def _family(line: Positions, hatch: Hatch, box: SheetBox, scale: float) -> Iterator[Positions]:
    """Yield the straight lines over a box that a stroke makes which runs on from tile to tile."""
    (left, top, right, bottom), size = box, hatch.size * scale
    (x, y), (dx, dy) = line[0] * scale, line[1] - line[0]
    if dx == 0:
        yield from (np.array([[at, top], [at, bottom]]) for at in _steps(left, right, x, size))
        return
    slope = dy / dx
    reach = abs(slope) * (right - left)
    for level in _steps(top - reach, bottom + reach, y - slope * (x - left % size), size):
        yield np.array([[left, level], [right, level + slope * (right - left)]])


def _tiled(line: Positions, hatch: Hatch, box: SheetBox, scale: float) -> Iterator[Positions]:
    left, top, right, bottom = box
    size = hatch.size * scale
    for x in _steps(left - size, right, 0.0, size):
        for y in _steps(top - size, bottom, 0.0, size):
            yield line * scale + (x, y)


def _steps(low: float, high: float, first: float, size: float) -> list[float]:
    start = math.ceil((low - first) / size)
    return [first + at * size for at in range(start, math.floor((high - first) / size) + 1)]
