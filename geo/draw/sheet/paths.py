"""SVG path data of symbols and hatches, in the few steps that every medium can draw."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path

from geo.draw.scene.marks import Position
from geo.draw.sheet.areas import Positions

_PIECES = 8
"""Straight pieces by which a curve is drawn: of a quarter of a circle each errs by a two-hundredth of the radius."""


class Step(NamedTuple):
    """One stroke of a pen: what it does, and through which points; a curve is a cubic one of three points."""

    kind: Literal["move", "line", "curve", "close"]
    points: tuple[Position, ...] = ()


@cache
def steps(d: str) -> tuple[Step, ...]:
    """Return SVG path data as steps; arcs and quadratic curves become cubic ones.

    Parameters
    ----------
    d : str
        All commands of SVG 1.1, in either case.

    Examples
    --------
    >>> [step.kind for step in steps("M1 2h3Q5 5 4 6T3 9a2 2 0 1 0 4 0Z")]
    ['move', 'line', 'curve', 'curve', 'curve', 'curve', 'close']
    """
    pen = RecordingPen()
    parse_path(d, pen)
    found: list[Step] = []
    for command, points in pen.value:
        if command == "moveTo":
            start = points[0]
            found.append(Step("move", points))
        elif command == "lineTo":
            found.append(Step("line", points))
        elif command == "closePath":
            # The parser goes back to the start by itself before it closes.
            if found[-1] == Step("line", (start,)):
                found.pop()
            found.append(Step("close"))
        elif command != "endPath":
            found.append(Step("curve", points if len(points) == 3 else _cubic(found[-1].points[-1], *points)))
    return tuple(found)


def polylines(d: str) -> list[Positions]:
    """Return SVG path data as lines of positions, curves in short pieces, and closed ones back at their start.

    Examples
    --------
    >>> [line.tolist() for line in polylines("M0 0h2V1Z")]
    [[[0.0, 0.0], [2.0, 0.0], [2.0, 1.0], [0.0, 0.0]]]
    """
    lines: list[list[Position]] = []
    for kind, points in steps(d):
        if kind == "move":
            lines.append([points[0]])
        elif kind == "close":
            lines[-1].append(lines[-1][0])
        else:
            lines[-1] += points if kind == "line" else _pieces(lines[-1][-1], *points)
    return [np.array(line) for line in lines]


def lower_half(d: str) -> tuple[Step, ...]:
    """Return the lower half of a symbol as straight lines, which are filled even-odd as the symbol is.

    Examples
    --------
    >>> [point for step in lower_half("M-2 -2H2V2H-2Z") for point in step.points]
    [(2.0, 0.0), (2.0, 2.0), (-2.0, 2.0), (-2.0, 0.0)]
    """
    rings = [line.tolist() for line in polylines(d)]
    levels = [y for ring in rings for _, y in ring]
    halves = [_below(ring, (min(levels) + max(levels)) / 2) for ring in rings]
    return tuple(
        step
        for first, *others in filter(None, halves)
        for step in (Step("move", (first,)), *(Step("line", (point,)) for point in others), Step("close"))
    )


def _below(ring: Sequence[Position], level: float) -> list[Position]:
    """Return what of a closed ring lies below a level: its corners there, and where its sides cross the level."""
    kept: list[Position] = []
    for (x, y), (to_x, to_y) in pairwise(ring):
        if (y >= level) != (to_y >= level):
            kept.append((x + (to_x - x) * (level - y) / (to_y - y), level))
        if to_y >= level:
            kept.append((to_x, to_y))
    return kept


def _cubic(start: Position, bend: Position, end: Position) -> tuple[Position, ...]:
    """Return the points of a cubic curve that runs as a quadratic one does."""
    one, two = (tuple(at + 2 / 3 * (over - at) for at, over in zip(side, bend, strict=True)) for side in (start, end))
    return (one[0], one[1]), (two[0], two[1]), end


def _pieces(*bones: Position) -> list[Position]:
    """Return points along a cubic curve (Bernstein's polynomials), without its start."""
    share = np.linspace(0, 1, _PIECES + 1)[1:, None]
    weights = (1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3
    found = sum(weight * np.array(bone) for weight, bone in zip(weights, bones, strict=True))
    return [(x, y) for x, y in np.asarray(found).tolist()]
