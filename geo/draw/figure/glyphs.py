"""Symbols and hatches: SVG path data as paths of a figure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import numpy as np
from matplotlib.path import Path

from geo.draw.figure.ground import open_path
from geo.draw.scene.looks import place_symbol
from geo.draw.scene.marks import Box
from geo.draw.scene.symbols import HATCHES, Hatch
from geo.draw.sheet.areas import Positions

_TOKEN = re.compile(r"([MmLlHhVvAaCcQqTtZz])|(-?(?:\d+\.?\d*|\.\d+))")
_ARITY = {"M": 2, "L": 2, "H": 1, "V": 1, "A": 7, "C": 6, "Q": 4, "T": 2, "Z": 0}
_ARC_STEP = math.radians(15)


@cache
def glyph(kind: str) -> tuple[Positions, ...]:
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


def polylines(d: str) -> list[Positions]:
    """Return SVG path data as lines of positions, curves in short steps.

    Examples
    --------
    >>> [line.tolist() for line in polylines("M0 0h2V1Z")]
    [[[0.0, 0.0], [2.0, 0.0], [2.0, 1.0], [0.0, 0.0]]]
    """
    lines: list[list[tuple[float, float]]] = []
    control: tuple[float, float] | None = None
    for command, numbers in _commands(d):
        kind, here = command.upper(), lines[-1][-1] if lines else (0.0, 0.0)
        if kind == "Z":
            lines[-1].append(lines[-1][0])
            continue
        points = _points(kind, numbers, here if command.islower() else (0.0, 0.0), here)
        if kind == "M":
            lines.append([points[-1]])
            continue
        if kind == "T":
            points = [_mirrored(control, here), *points]
        control = points[0] if kind in "QT" else None
        lines[-1].extend(_traced(kind, here, points, numbers))
    return [np.array(line) for line in lines]


def hatch_path(name: str, box: Box, scale: float) -> Path:
    """Return the strokes of a hatch over a box.

    Parameters
    ----------
    name : str
        A key of :data:`geo.draw.scene.symbols.HATCHES`.
    box : tuple of float
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


def _family(line: Positions, hatch: Hatch, box: Box, scale: float) -> Iterator[Positions]:
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


def _tiled(line: Positions, hatch: Hatch, box: Box, scale: float) -> Iterator[Positions]:
    left, top, right, bottom = box
    size = hatch.size * scale
    for x in _steps(left - size, right, 0.0, size):
        for y in _steps(top - size, bottom, 0.0, size):
            yield line * scale + (x, y)


def _steps(low: float, high: float, first: float, size: float) -> list[float]:
    start = math.ceil((low - first) / size)
    return [first + at * size for at in range(start, math.floor((high - first) / size) + 1)]


def _commands(d: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each command with its numbers; one letter may stand for several commands in a row."""
    letter, numbers = "", list[float]()
    for found in _TOKEN.finditer(d):
        if found[1]:
            letter, numbers = found[1], []
        else:
            numbers.append(float(found[2]))
        if letter and len(numbers) == _ARITY[letter.upper()]:
            yield letter, numbers
            numbers = []
            letter = {"M": "L", "m": "l"}.get(letter, letter)


def _points(
    kind: str, numbers: list[float], base: tuple[float, float], here: tuple[float, float]
) -> list[tuple[float, float]]:
    if kind == "H":
        return [(base[0] + numbers[0], here[1])]
    if kind == "V":
        return [(here[0], base[1] + numbers[0])]
    pairs = numbers[-2:] if kind == "A" else numbers
    return [(base[0] + x, base[1] + y) for x, y in zip(pairs[::2], pairs[1::2], strict=True)]


def _traced(
    kind: str, here: tuple[float, float], points: list[tuple[float, float]], numbers: list[float]
) -> list[tuple[float, float]]:
    if kind in "LHV":
        return points
    if kind == "A":
        return _arc(here, points[0], numbers)
    bones = np.array([here, *points])
    steps = np.linspace(0, 1, 9)[1:, None]
    # De Casteljau's construction: each round puts points between points until one curve is left.
    bent = [bone + np.zeros_like(steps) for bone in bones]
    while len(bent) > 1:
        bent = [one * (1 - steps) + two * steps for one, two in pairwise(bent)]
    return [(float(x), float(y)) for x, y in bent[0]]


def _mirrored(control: tuple[float, float] | None, here: tuple[float, float]) -> tuple[float, float]:
    return here if control is None else (2 * here[0] - control[0], 2 * here[1] - control[1])


def _arc(start: tuple[float, float], end: tuple[float, float], numbers: list[float]) -> list[tuple[float, float]]:
    """Return a circular arc (SVG 1.1, appendix F.6.5, for equal radii)."""
    radius, large, sweep = numbers[0], numbers[3] > 0, numbers[4] > 0
    half = (np.array(end) - start) / 2
    away = float(np.hypot(*half))
    radius = max(radius, away)
    rise = math.sqrt(radius**2 - away**2) / (away or 1.0) * (1 if large == sweep else -1)
    centre = np.array(start) + half + np.array([half[1], -half[0]]) * -rise
    first = math.atan2(start[1] - centre[1], start[0] - centre[0])
    turn = math.atan2(end[1] - centre[1], end[0] - centre[0]) - first
    turn += (2 * math.pi if turn < 0 else 0.0) if sweep else (-2 * math.pi if turn > 0 else 0.0)
    count = max(2, math.ceil(abs(turn) / _ARC_STEP))
    angles = first + turn * np.arange(1, count + 1) / count
    found = centre + radius * np.column_stack([np.cos(angles), np.sin(angles)])
    return [(float(x), float(y)) for x, y in found]
