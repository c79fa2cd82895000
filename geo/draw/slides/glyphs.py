"""Symbols, which are SVG path data, as the steps that office formats know."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from geo.draw.scene.marks import Position

Step: TypeAlias = tuple[str, list[Position]]
"""``moveTo``, ``lnTo``, ``cubicBezTo`` or ``close``, and through which points."""

_NUMBER = re.compile(r"[A-Za-z]|-?\d*\.?\d+")
_PARTS = 6
"""Straight lines by which a curve is drawn where a symbol is cut."""

_TURNS = 4
"""Curves by which an arc is drawn: of a half circle each errs by a millionth of the radius."""


def drawn(path: str) -> Iterator[Step]:
    """Yield the steps of a symbol: ``moveTo``, ``lnTo``, ``cubicBezTo`` or ``close``, and through which points.

    Parameters
    ----------
    path : str
        SVG path data of the commands M, L, H, V, C, A and Z in either case; its arcs are of circles.

    Examples
    --------
    >>> list(drawn("M1 2h3Z"))
    [('moveTo', [(1.0, 2.0)]), ('lnTo', [(4.0, 2.0)]), ('close', [])]
    """
    at = start = (0.0, 0.0)
    for command, numbers in _commands(path):
        if command in "Zz":
            at = start
            yield "close", []
            continue
        for tag, places in _steps(command, numbers, at):
            at = places[-1]
            start = at if tag == "moveTo" else start
            yield tag, places


def lower_half(path: str) -> Iterator[Step]:
    """Yield the steps of the lower half of a symbol, of straight lines, filled even-odd as the symbol is.

    Examples
    --------
    >>> [place for _, places in lower_half("M-2 -2H2V2H-2Z") for place in places]
    [(2.0, 0.0), (2.0, 2.0), (-2.0, 2.0), (-2.0, 0.0)]
    """
    rings = _rings(drawn(path))
    levels = [y for ring in rings for _, y in ring]
    middle = (min(levels) + max(levels)) / 2
    for first, *others in filter(None, (_below(ring, middle) for ring in rings)):
        yield from (("moveTo", [first]), *(("lnTo", [place]) for place in others), ("close", []))


def _below(ring: Sequence[Position], level: float) -> list[Position]:
    """Return what of a ring lies below a level: its corners there, and where its sides cross the level."""
    kept: list[Position] = []
    for (x, y), (to_x, to_y) in pairwise([*ring, ring[0]]):
        if (y >= level) != (to_y >= level):
            kept.append((x + (to_x - x) * (level - y) / (to_y - y), level))
        if to_y >= level:
            kept.append((to_x, to_y))
    return kept


def _rings(steps: Iterable[Step]) -> list[list[Position]]:
    """Return the outlines of a symbol, its curves as points along them."""
    rings: list[list[Position]] = []
    for tag, places in steps:
        if tag == "moveTo":
            rings.append(places)
        elif tag == "cubicBezTo":
            rings[-1] = [*rings[-1], *_along(rings[-1][-1], places)]
        else:
            rings[-1] = [*rings[-1], *places]
    return rings


def _along(start: Position, curve: Sequence[Position]) -> Iterator[Position]:
    """Yield points along a cubic curve, its end the last."""
    for part in range(1, _PARTS + 1):
        to, back = part / _PARTS, 1 - part / _PARTS
        shares = back**3, 3 * back**2 * to, 3 * back * to**2, to**3
        xs, ys = zip(start, *curve, strict=True)
        yield _weighed(shares, xs), _weighed(shares, ys)


def _weighed(shares: Sequence[float], values: Sequence[float]) -> float:
    return sum(share * value for share, value in zip(shares, values, strict=True))


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    tokens = _NUMBER.findall(path)
    stops = [place for place, token in enumerate(tokens) if token.isalpha()]
    for stop, after in pairwise([*stops, len(tokens)]):
        yield tokens[stop], [float(token) for token in tokens[stop + 1 : after]]


def _steps(command: str, numbers: Sequence[float], at: Position) -> Iterator[tuple[str, list[Position]]]:
    """Yield the steps of one command: what is drawn and through which points."""
    size = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "A": 7}[command.upper()]
    for place in range(0, len(numbers), size):
        given = numbers[place : place + size]
        dx, dy = at if command.islower() else (0.0, 0.0)
        kind = command.upper()
        if kind == "A":
            to = given[5] + dx, given[6] + dy
            yield from (("cubicBezTo", curve) for curve in _arc(at, to, given[0], bool(given[3]), bool(given[4])))
        elif kind == "C":
            yield "cubicBezTo", [(given[i] + dx, given[i + 1] + dy) for i in (0, 2, 4)]
        elif kind == "H":
            yield "lnTo", [(given[0] + dx, at[1])]
        elif kind == "V":
            yield "lnTo", [(at[0], given[0] + dy)]
        else:
            yield "lnTo" if kind == "L" or place else "moveTo", [(given[0] + dx, given[1] + dy)]
        to_x, to_y = _end(kind, given, at, (dx, dy))
        at = to_x, to_y


def _end(kind: str, given: Sequence[float], at: Position, by: Position) -> Position:
    if kind == "H":
        return given[0] + by[0], at[1]
    if kind == "V":
        return at[0], given[0] + by[1]
    return given[-2] + by[0], given[-1] + by[1]


def _arc(start: Position, end: Position, radius: float, large: bool, sweep: bool) -> Iterator[list[Position]]:
    """Yield cubic curves along a circle's arc (SVG 1.1, appendix F.6.5, of equal radii)."""
    dx, dy = (end[0] - start[0]) / 2, (end[1] - start[1]) / 2
    half = math.hypot(dx, dy)
    rise = math.sqrt(max(radius**2 - half**2, 0.0)) / half * (1 if large != sweep else -1)
    centre = (start[0] + dx - rise * dy, start[1] + dy + rise * dx)
    first = math.atan2(start[1] - centre[1], start[0] - centre[0])
    turn = math.atan2(end[1] - centre[1], end[0] - centre[0]) - first
    turn += 2 * math.pi if sweep and turn <= 0 else -2 * math.pi if not sweep and turn >= 0 else 0
    angles = [first + turn * part / _TURNS for part in range(_TURNS + 1)]
    reach = 4 / 3 * math.tan(turn / _TURNS / 4) * max(radius, half)
    for one, two in pairwise(angles):
        ends = [_on(centre, max(radius, half), angle) for angle in (one, two)]
        yield [
            (ends[0][0] - reach * math.sin(one), ends[0][1] + reach * math.cos(one)),
            (ends[1][0] + reach * math.sin(two), ends[1][1] - reach * math.cos(two)),
            ends[1],
        ]


def _on(centre: Position, radius: float, angle: float) -> Position:
    return centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)
