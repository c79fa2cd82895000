"""Which of many outlines hold each of many points: exactly, and for most points by looking up a grid of cells."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy
import shapely
from numpy.typing import NDArray

from geo.space.boxes import DegreeBox
from geo.space.geometry import Shape, edges

Floats: TypeAlias = NDArray[numpy.float64]
Whole: TypeAlias = NDArray[numpy.int64]
Flags: TypeAlias = NDArray[numpy.bool_]

Face: TypeAlias = tuple[int, ...]
"""The numbers of the outlines that hold a point, ascending; empty where none does."""

ACROSS = 2048
"""Cells from west to east, and from south to north, where nothing else is asked: half a kilometre over a province."""

_PAD = 1e-9
"""Degrees by which a border is thought wider, so that no rounding brings a point to the wrong side of a cell."""

_WORD = 52
"""Outlines a number stands for, a bit each: as many as a float holds exactly."""

_CROSSED = -1


class Covering:
    """Outlines over which points are laid.

    The ground is cut into cells. Where no border crosses a cell, all of it lies in the same outlines, which are told
    once; only points in cells that a border crosses are held against the outlines themselves. A point on a border is
    in all outlines that have it, as for ``intersects``.

    Parameters
    ----------
    shapes : sequence of shapely geometry
        Valid (multi)polygons in degrees; at least one.
    across : int
        Cells from west to east, and from south to north: fewer are sooner made, more answer more points at once.
    """

    def __init__(self, shapes: Sequence[Shape], across: int = ACROSS) -> None:
        self.shapes = list(shapes)
        shapely.prepare(self.shapes)
        # GEOS indexes an outline when it is first asked; threads that ask later must find that done.
        shapely.intersects_xy(self.shapes, *numpy.array([shapely.get_coordinates(shape)[0] for shape in shapes]).T)
        self._boxes = shapely.bounds(self.shapes)
        around = DegreeBox(*shapely.total_bounds(self.shapes).tolist()).grown(1e-6)
        # The outermost cells hold nothing, so that they stand for all that lies farther out.
        self._grid = _Grid(around.grown(around.width / (across - 3), around.height / (across - 3)), across)
        self._faces: dict[Face, int] = {(): 0}
        self._lock = threading.Lock()
        self._labels = self._labelled()

    def look_up(self, lon: Floats, lat: Floats) -> tuple[Whole, list[Face]]:
        """Return for each point, in degrees, the number of its face, and the faces that these numbers count.

        Numbers are of this call: in another, the same face may have another.
        """
        found = self._labels[self._grid.cells_of(lon, lat)].astype(numpy.int64)
        crossed = numpy.flatnonzero(found == _CROSSED)
        if len(crossed):
            found[crossed] = self._exactly(lon[crossed], lat[crossed])
        return found, list(self._faces)

    def _labelled(self) -> Any:
        """Return for each cell the number of its face, or that a border crosses it."""
        crossed = self._grid.crossed(self.shapes)
        firsts = ~crossed
        firsts[:, 1:] &= crossed[:, :-1]
        begins = numpy.flatnonzero(firsts)
        told = self._exactly(*self._grid.middles(*numpy.divmod(begins, self._grid.across)))
        # Cells between two that are crossed are one piece of ground: the first of them speaks for all.
        labels = numpy.repeat(told.astype(numpy.int32), numpy.diff(begins, append=crossed.size))
        labels[crossed.ravel()] = _CROSSED
        return labels

    def _exactly(self, lon: Floats, lat: Floats) -> Whole:
        """Return the number of the face of each point, held against the outlines themselves."""
        words = numpy.zeros((-(-len(self.shapes) // _WORD), len(lon)))
        for number, (shape, (west, south, east, north)) in enumerate(zip(self.shapes, self._boxes, strict=True)):
            near = numpy.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
            held = near[shapely.intersects_xy(shape, lon[near], lat[near])]
            words[number // _WORD, held] += 2.0 ** (number % _WORD)
        return self._numbered(words)

    def _numbered(self, words: Floats) -> Whole:
        """Return for each column of words the number of the face that its bits tell."""
        codes = numpy.zeros(words.shape[1], numpy.int64)
        for word in words:
            different, back = numpy.unique(word, return_inverse=True)
            _, firsts, codes = numpy.unique(codes * len(different) + back, return_index=True, return_inverse=True)
        faces = [_face(words[:, first]) for first in firsts]
        with self._lock:
            numbers = [self._faces.setdefault(face, len(self._faces)) for face in faces]
        return numpy.array(numbers, numpy.int64)[codes]


@dataclass(frozen=True)
class _Grid:
    """Equal cells over a box of degrees, numbered from the south-west, row after row."""

    box: DegreeBox
    across: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a cell in degrees."""
        return self.box.width / self.across, self.box.height / self.across

    def cells_of(self, lon: Floats, lat: Floats) -> Whole:
        """Return the number of the cell of each point; of those outside the box, of a cell at its edge."""
        width, height = self.size
        last = self.across - 1
        across = ((lon - self.box.west) * (1 / width)).clip(0, last).astype(numpy.int32)
        up = ((lat - self.box.south) * (1 / height)).clip(0, last).astype(numpy.int32)
        return up * self.across + across

    def middles(self, rows: Whole, columns: Whole) -> tuple[Floats, Floats]:
        """Return longitude and latitude of the middles of cells."""
        width, height = self.size
        lon, lat = self.box.west + (columns + 0.5) * width, self.box.south + (rows + 0.5) * height
        return numpy.asarray(lon, numpy.float64), numpy.asarray(lat, numpy.float64)

    def crossed(self, shapes: Sequence[Shape]) -> Any:
        """Return for each cell, by row and column, whether a border touches it."""
        begin, end = self._pieces(_borders(shapes))
        low = ((numpy.minimum(begin, end) - _PAD - self.box[:2]) / self.size).astype(numpy.int64)
        high = ((numpy.maximum(begin, end) + _PAD - self.box[:2]) / self.size).astype(numpy.int64)
        marked = numpy.zeros((self.across, self.across), bool)
        # A piece is shorter than a cell, so the corners of its box lie in all cells that it may touch.
        for across in (low[:, 0], high[:, 0]):
            for up in (low[:, 1], high[:, 1]):
                marked[up, across] = True
        return marked

    def _pieces(self, lines: Floats) -> tuple[Floats, Floats]:
        """Return begin and end of pieces of straight lines that reach over less than half a cell each."""
        begin, along = lines[:, 0], lines[:, 1] - lines[:, 0]
        counts = numpy.ceil(2 * (numpy.abs(along) / self.size).max(axis=1)).astype(numpy.int64).clip(1)
        line = numpy.repeat(numpy.arange(len(lines)), counts)
        place = numpy.arange(len(line)) - numpy.repeat(numpy.cumsum(counts) - counts, counts)
        share = (place / counts[line])[:, None], ((place + 1) / counts[line])[:, None]
        return begin[line] + along[line] * share[0], begin[line] + along[line] * share[1]


def _borders(shapes: Sequence[Shape]) -> Floats:
    """Return the straight lines of all rings, each once: shape (n, 2, 2), lon before lat."""
    lines, _ = edges(shapely.get_rings(shapely.get_parts(list(shapes))))
    back = (lines[:, 0, 0] > lines[:, 1, 0]) | ((lines[:, 0, 0] == lines[:, 1, 0]) & (lines[:, 0, 1] > lines[:, 1, 1]))
    lines[back] = lines[back][:, ::-1]
    return numpy.unique(lines.reshape(-1, 4), axis=0).reshape(-1, 2, 2)


def _face(words: Floats) -> Face:
    """Return the numbers of the outlines whose bits are set."""
    bits = [(index * _WORD, int(word)) for index, word in enumerate(words)]
    return tuple(start + place for start, word in bits for place in range(_WORD) if word >> place & 1)
