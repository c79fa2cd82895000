"""Outlines as shared arcs: every border between neighbours is stored once, in few bytes.

Positions are whole steps, by default of 1e-5 degrees. A position is a junction where the outlines that use it go on to
different neighbours; outlines are cut there, and a piece that two outlines share, in either direction, is one arc.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import numpy
from numpy.typing import NDArray

from geo.draw.page.letters import letters
from geo.model.outlines import parts_of

Whole: TypeAlias = NDArray[numpy.int64]
Arcs: TypeAlias = list[int]
"""Arcs joined end to start: the number of an arc, or its bitwise inverse for the arc walked backwards."""
Shape: TypeAlias = list[list[Arcs]]
"""Polygons of rings of arcs, the outer ring first."""

STEPS_PER_DEGREE = 100_000
_SHIFT = 1 << 32


@dataclass(frozen=True)
class Topology:
    """Outlines and lines cut into shared arcs.

    Attributes
    ----------
    shapes : tuple
        For each outline given, its polygons as rings of arcs; None where there was none.
    lines : tuple
        For each line geometry given, its paths of arcs.
    arcs : tuple of numpy.ndarray
        Positions of each arc, whole numbers of shape (n, 2): longitude and latitude in steps.
    """

    shapes: tuple[Shape | None, ...]
    lines: tuple[list[Arcs], ...]
    arcs: tuple[Whole, ...]


def cut_arcs(
    outlines: Iterable[dict[str, Any] | None],
    lines: Iterable[dict[str, Any]] = (),
    steps_per_degree: int = STEPS_PER_DEGREE,
    first: int = 0,
) -> Topology:
    """Cut outlines into arcs.

    Parameters
    ----------
    outlines : iterable of dict or None
        GeoJSON Polygon or MultiPolygon geometries in degrees; None is a thing without an outline.
    lines : iterable of dict
        GeoJSON LineString or MultiLineString geometries in degrees.
    steps_per_degree : int
        Positions are rounded to whole steps; 100,000 a degree is about a metre.
    first : int
        Number of the first arc, for outlines that stand in one stream behind others but share no border with them.

    Returns
    -------
    Topology
        Arcs are numbered by first use. A ring of fewer than three different positions is left out.

    Examples
    --------
    >>> west = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}
    >>> east = {"type": "Polygon", "coordinates": [[[1, 0], [2, 0], [2, 1], [1, 1], [1, 0]]]}
    >>> cut_arcs([west, east]).shapes
    ([[[0, 1]]], [[[2, -1]]])
    """
    polygons = [_polygons(outline, steps_per_degree) for outline in outlines]
    paths = [_paths(line, steps_per_degree) for line in lines]
    rings = [ring for shape in polygons if shape for polygon in shape for ring in polygon]
    walks = _Walks([*rings, *(path for line in paths for path in line)], closed=len(rings))
    arcs = _ArcStore(first)
    shapes = tuple(None if shape is None else _cut_shape(shape, walks, arcs) for shape in polygons)
    cut = tuple([walks.cut(next(walks.order), arcs) for _ in line] for line in paths)
    return Topology(shapes, cut, tuple(walks.positions[arc] for arc in arcs.walks))


def encode_arcs(arcs: Sequence[Whole]) -> str:
    """Return arcs as text.

    The stream holds the number of arcs, then for each arc its number of positions and the differences of
    longitude and latitude from position to position, which run on from arc to arc and start at (0, 0).

    Parameters
    ----------
    arcs : sequence of numpy.ndarray
        Positions of each arc, whole numbers of shape (n, 2).

    Examples
    --------
    >>> encode_arcs([numpy.array([[0, 0], [1, -1]])])
    '*$&!!$#'
    """
    if not arcs:
        return letters([0])
    lengths = numpy.array([len(arc) for arc in arcs], dtype=numpy.int64)
    positions: Whole = numpy.concatenate([numpy.zeros((1, 2), dtype=numpy.int64), *arcs])
    moves: Whole = (positions[1:] - positions[:-1]).reshape(-1)
    starts = (numpy.cumsum(lengths) - lengths) * 2
    return letters([len(arcs), *numpy.insert(moves, starts, lengths).tolist()])


def _polygons(outline: dict[str, Any] | None, steps: int) -> list[list[Whole]] | None:
    """Return the rings of each polygon without their closing position; None for a thing without an outline."""
    if outline is None:
        return None
    rings = ([_ring(ring, steps) for ring in part] for part in parts_of(outline))
    return [kept for part in rings if len(part[0]) > 2 and (kept := [ring for ring in part if len(ring) > 2])]


def _paths(line: dict[str, Any], steps: int) -> list[Whole]:
    return [path for part in parts_of(line) if len(path := _steps(part, steps)) > 1]


def _ring(positions: list[list[float]], steps: int) -> Whole:
    ring = _steps(positions, steps)
    return ring[:-1] if (ring[0] == ring[-1]).all() else ring


def _steps(positions: list[list[float]], steps: int) -> Whole:
    """Return positions as whole steps, equal neighbours once."""
    try:
        flat = numpy.array(positions, dtype=float)[:, :2]
    except ValueError:  # some positions have a height, some have none
        flat = numpy.array([position[:2] for position in positions], dtype=float)
    whole = numpy.rint(flat * steps).astype(numpy.int64)
    moves = numpy.concatenate([[True], (whole[1:] != whole[:-1]).any(axis=1)])
    kept: Whole = whole[moves]
    return kept


class _Walks:
    """All rings and paths as runs of numbered positions, with the junctions at which they are cut."""

    def __init__(self, runs: Sequence[Whole], closed: int) -> None:
        self.closed = closed
        self.order: Iterator[int] = iter(range(len(runs)))
        steps = numpy.concatenate(runs) if runs else numpy.zeros((0, 2), dtype=numpy.int64)
        keys, uses = numpy.unique(steps[:, 0] * _SHIFT + steps[:, 1] + _SHIFT // 2, return_inverse=True)
        lon, lat = numpy.divmod(keys, _SHIFT)
        self.positions: Whole = numpy.column_stack([lon, lat - _SHIFT // 2])
        ends = numpy.cumsum([len(run) for run in runs], dtype=numpy.int64)
        self.runs: list[Whole] = numpy.split(uses.reshape(-1), ends[:-1]) if runs else []
        self.junction = self._junctions(len(keys))

    def cut(self, number: int, arcs: _ArcStore) -> Arcs:
        """Return a run as arcs."""
        run = self.runs[number]
        stops = numpy.flatnonzero(self.junction[run])
        if number >= self.closed:
            return [arcs.number(run[start : stop + 1]) for start, stop in pairwise(stops.tolist())]
        first = stops[0] if len(stops) else run.argmin()
        round_trip = numpy.concatenate([run[first:], run[: first + 1]])
        stops = numpy.append(stops - first, len(run)) if len(stops) else numpy.array([0, len(run)])
        return [arcs.number(round_trip[start : stop + 1]) for start, stop in pairwise(stops.tolist())]

    def _junctions(self, count: int) -> NDArray[numpy.bool_]:
        """Return for each position whether its uses have different neighbours, or a path ends there."""
        least = numpy.full(count, count * count, dtype=numpy.int64)
        most = numpy.full(count, -1, dtype=numpy.int64)
        ends = [run[[0, -1]] for run in self.runs[self.closed :]]
        if self.runs:
            uses = numpy.concatenate(self.runs)
            before = numpy.concatenate([numpy.roll(run, 1) for run in self.runs])
            after = numpy.concatenate([numpy.roll(run, -1) for run in self.runs])
            pairs = numpy.minimum(before, after) * count + numpy.maximum(before, after)
            numpy.minimum.at(least, uses, pairs)
            numpy.maximum.at(most, uses, pairs)
        found: NDArray[numpy.bool_] = least != most
        if ends:
            found[numpy.concatenate(ends)] = True
        return found


class _ArcStore:
    """Arcs in the order of their first use; each is known by its first step, from either end."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.walks: list[Whole] = []
        self._known: dict[tuple[int, int], int] = {}

    def number(self, walk: Whole) -> int:
        """Return the number of an arc, or its bitwise inverse where it is known in the other direction."""
        start = (int(walk[0]), int(walk[1]))
        known = self._known.get(start)
        if known is None:
            known = self.first + len(self.walks)
            self.walks.append(walk)
            self._known[int(walk[-1]), int(walk[-2])] = ~known
            self._known[start] = known
        return known


def _cut_shape(shape: list[list[Whole]], walks: _Walks, arcs: _ArcStore) -> Shape:
    return [[walks.cut(next(walks.order), arcs) for _ in polygon] for polygon in shape]
