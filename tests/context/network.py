"""Lines of rivers as one network, on which the course of a named river is found between places on its banks."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import shapely

Place = tuple[float, float]

_GAP = 0.03
"""Degrees that may lie between the end of one line and another line which it joins."""
_LEAP = 5.0
"""How much longer such a gap counts than a line."""


_WIDTH = 0.03
"""Degrees across which the banks of a wide river are joined."""
_ON = 0.0005


class Network:
    """A graph of the corners of lines, an end that touches nothing joined to the nearest corner of another line.

    Parameters
    ----------
    lines : iterable of array
        Positions of each line.
    wide : sequence of polygon
        Rivers whose two banks are among the lines: a course may cross from one to the other.
    """

    def __init__(self, lines: Iterable[np.ndarray], wide: Sequence[shapely.Polygon] = ()) -> None:
        self.places: list[Place] = []
        self.near: list[list[tuple[int, float]]] = []
        self._numbers: dict[Place, int] = {}
        ends: list[tuple[int, int]] = []
        owners: list[int] = []
        for owner, line in enumerate(lines):
            row = [self._number((round(float(x), 5), round(float(y), 5)), owner, owners) for x, y in line]
            for one, two in pairwise(row):
                self._join(one, two)
            ends += [(row[0], owner), (row[-1], owner)]
        self.tree = shapely.STRtree(shapely.points(self.places))
        self._close(ends, owners)
        self._bridge(wide)

    def course(self, along: Sequence[Place]) -> list[Place]:
        """Return the shortest way along the lines that passes by places, each taken at the corner nearest to it."""
        stops = [int(self.tree.nearest(shapely.Point(at))) for at in along]
        found = [stops[0]]
        for one, two in pairwise(stops):
            found += self._way(one, two)[1:]
        return [self.places[number] for number in _without_loops(found)]

    def _number(self, at: Place, owner: int, owners: list[int]) -> int:
        if at not in self._numbers:
            self._numbers[at] = len(self.places)
            self.places.append(at)
            self.near.append([])
            owners.append(owner)
        return self._numbers[at]

    def _join(self, one: int, two: int, leap: float = 1.0) -> None:
        if one != two:
            length = degrees(self.places[one], self.places[two]) * leap
            self.near[one].append((two, length))
            self.near[two].append((one, length))

    def _close(self, ends: Iterable[tuple[int, int]], owners: Sequence[int]) -> None:
        for end, owner in ends:
            at = self.places[end]
            close = self.tree.query(shapely.Point(at).buffer(_GAP))
            others = [(degrees(at, self.places[other]), int(other)) for other in close if owners[other] != owner]
            if others and len(self.near[end]) == 1:
                self._join(end, min(others)[1], _LEAP)

    def _bridge(self, wide: Sequence[shapely.Polygon]) -> None:
        for river in wide:
            rings = shapely.boundary(river)
            banks = self.tree.query(rings, "dwithin", _ON)
            points = self.tree.geometries[banks]
            for one, two in shapely.STRtree(points).query(points, "dwithin", _WIDTH).T:
                if one < two:
                    self._join(int(banks[one]), int(banks[two]))

    def _way(self, start: int, goal: int) -> list[int]:
        before, done, queue = {start: start}, {start: 0.0}, [(0.0, start)]
        while queue:
            length, here = heapq.heappop(queue)
            if here == goal:
                break
            for other, step in self.near[here]:
                if length + step < done.get(other, math.inf):
                    done[other], before[other] = length + step, here
                    heapq.heappush(queue, (length + step, other))
        if goal not in before:
            raise LookupError(f"no way from {self.places[start]} to {self.places[goal]}")
        way = [goal]
        while way[-1] != start:
            way.append(before[way[-1]])
        return way[::-1]


def _without_loops(way: Iterable[int]) -> list[int]:
    """Return a way without its detours: where it comes back to a corner, what lies between is left out."""
    found: dict[int, None] = {}
    for number in way:
        if number in found:
            while next(reversed(found)) != number:
                found.popitem()
        found[number] = None
    return list(found)


def degrees(one: Place, two: Place) -> float:
    """Return a distance in degrees of latitude."""
    return math.hypot((one[0] - two[0]) * math.cos(math.radians((one[1] + two[1]) / 2)), one[1] - two[1])
