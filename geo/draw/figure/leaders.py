"""Lines that lead from call-outs beside a map to the zones that they tell of: straight, and none across another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import dist
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from geo.draw.figure.canvas import Layer
from geo.draw.figure.paths import circle_path, line_path
from geo.draw.figure.style import PathStyle
from geo.draw.scene.marks import Position
from geo.draw.scene.view import View
from geo.draw.sheet.areas import Area, Positions
from geo.draw.sheet.box import SheetBox

Line: TypeAlias = tuple[Position, Position]
"""Where a leader begins, at its call-out, and where it ends, in its zone."""

_WIDTH, _HALO, _DOT = 2.2, 6.5, 6.0
_STEP, _SAMPLE, _CLEAR, _ROOM = 12.0, 7.0, (22.0, 14.0, 8.0, 3.0), 7.0
"""Distance between ends that are tried, and between points of a line; how far off the zone's border an end lies, the
best first; and what stays free on both sides of a line."""

_LONG, _OFF_MIDDLE, _HINDERED, _ON_THING = 200.0, 280.0, 0.2, 3.0
"""Lengths that cost 1, of the line and of the way from its end to the middle of the zone; cost of each point of a line
on a thing, and of an end there."""

_ROUNDS = 4


def leaders_of(
    areas: Mapping[str, Area], starts: Sequence[Position], hindrances: Sequence[SheetBox]
) -> dict[str, Line]:
    """Return a line to each of some areas, none of which crosses another.

    Parameters
    ----------
    areas : mapping of str to Area
        Zones by id.
    starts : sequence of Position
        Where lines begin, one below the other: as many as there are areas.
    hindrances : sequence of SheetBox
        What they had better not cross.

    Returns
    -------
    dict of str to Line
        By the id of the area, in the order of the starts.
    """
    tried = {ident: _ends(ident, areas) for ident in areas}
    ends = {ident: _nearest(points, areas[ident]) for ident, points in tried.items()}
    for _ in range(_ROUNDS):
        order = _uncrossed(ends, starts)
        found = dict(ends)
        for ident, start in zip(order, starts, strict=True):
            dots = [SheetBox.centred(end, 2 * _DOT, 2 * _DOT) for other, end in found.items() if other != ident]
            found[ident] = _best_end(tried[ident], start, areas[ident], [*hindrances, *dots])
        if found == ends:
            break
        ends = found
    return {ident: (start, ends[ident]) for ident, start in zip(_uncrossed(ends, starts), starts, strict=True)}


def rooms_of(line: Line) -> list[SheetBox]:
    """Return what a leader takes of a map, its end too: no name stands there."""
    points = _points(np.array([line[1]]), line[0])[0]
    return [
        *(SheetBox.centred((x, y), _ROOM, _ROOM) for x, y in points.tolist()),
        SheetBox.centred(line[1], 13.0, 13.0),
    ]


def draw_leaders(layer: Layer, view: View, lines: Mapping[str, Line]) -> None:
    """Draw the leaders of zones, each in the colour of its border."""
    for line in lines.values():
        layer.shape(line_path(*line), PathStyle(line=view.theme.halo, width=_HALO, round_ends=True))
    for ident, line in lines.items():
        colour = view.zone_colour(view.scene.zone_by_id[ident]).line
        layer.shape(line_path(*line), PathStyle(line=colour, width=_WIDTH, round_ends=True), name=f"leader.{ident}")
        layer.shape(circle_path(*line[1], _DOT), PathStyle(fill=colour, line=view.theme.halo, width=2.2))


def _ends(ident: str, areas: Mapping[str, Area]) -> Positions:
    """Return the points at which a line to an area may end: well within, and not on a smaller one that lies on it."""
    area = areas[ident]
    x, y = (np.arange(low + 1.0, high, _STEP) for low, high in zip(area.box[:2], area.box[2:], strict=True))
    points = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    own = area.share_of(area.frame)
    lesser = [other for name, other in areas.items() if name != ident and other.share_of(other.frame) < own]
    for clear in _CLEAR:
        boxes = np.hstack([points - clear, points + clear])
        is_own = area.share(boxes) > 0.99
        for other in lesser:
            is_own &= other.share(boxes) < 0.01
        if is_own.any():
            return np.asarray(points[is_own])
    return np.array([area.middle or area.box.middle])


def _nearest(points: Positions, area: Area) -> Position:
    """Return the point nearest to the middle of an area."""
    x, y = points[np.argmin(np.hypot(*(points - (area.middle or area.box.middle)).T))]
    return float(x), float(y)


def _best_end(points: Positions, start: Position, area: Area, hindrances: Sequence[SheetBox]) -> Position:
    """Return the end to which a line from a start is short, free, and leads near to the middle of the area."""
    costs = np.hypot(*(points - start).T) / _LONG
    costs += np.hypot(*(points - (area.middle or area.box.middle)).T) / _OFF_MIDDLE
    if hindrances:
        things = np.array(hindrances, float)
        costs += _HINDERED * _on(_points(points, start), things).sum(axis=1)
        costs += _ON_THING * _on(points[:, None], things)[:, 0]
    x, y = points[np.argmin(costs)]
    return float(x), float(y)


def _points(ends: Positions, start: Position) -> NDArray[np.float64]:
    """Return points on the lines from a start to some ends, shape (n, m, 2)."""
    longest = float(np.hypot(*(ends - start).T).max())
    along = np.linspace(0.0, 1.0, max(2, int(longest / _SAMPLE)))[None, :, None]
    return np.asarray(np.array(start) + (ends - start)[:, None] * along)


def _on(points: NDArray[np.float64], boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which points, shape (n, m, 2), lie on some box, shape (k, 4)."""
    x, y = points[..., 0, None], points[..., 1, None]
    return np.asarray(((x > boxes[:, 0]) & (x < boxes[:, 2]) & (y > boxes[:, 1]) & (y < boxes[:, 3])).any(axis=-1))


def _uncrossed(ends: Mapping[str, Position], starts: Sequence[Position]) -> list[str]:
    """Return which end belongs to which start: two lines that cross are longer together than if they change ends."""
    order = sorted(ends, key=lambda ident: (ends[ident][1], ident))
    is_shorter = True
    while is_shorter:
        is_shorter = False
        for one, two in combinations(range(len(order)), 2):
            (a, b), (p, q) = (starts[one], starts[two]), (ends[order[one]], ends[order[two]])
            if dist(a, q) + dist(b, p) < dist(a, p) + dist(b, q) - 1e-6:
                order[one], order[two], is_shorter = order[two], order[one], True
    return order
