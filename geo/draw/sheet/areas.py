"""Areas on a sheet, as the cells of a grid: how much of a box, and which points, lie on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from geo.draw.sheet.box import SheetBox

Positions: TypeAlias = NDArray[np.float64]
"""Positions on a sheet, shape (n, 2), y growing downwards."""

Boxes: TypeAlias = NDArray[np.float64]
"""Boxes on a sheet, shape (n, 4): left, top, right, bottom."""


class Area:
    """What closed rings enclose within a frame, holes left out.

    Parameters
    ----------
    rings : iterable of Positions
        The first and last position of each are the same.
    frame : SheetBox
        What lies beyond is not seen.
    cell : float
        Side of a cell.

    Examples
    --------
    >>> square = np.array([(0, 0), (8, 0), (8, 8), (0, 8), (0, 0)], float)
    >>> half = Area([square], SheetBox(0, 0, 20, 20), 1.0)
    >>> half.share(np.array([(4.0, 0, 12, 4)])).tolist(), half.holds(np.array([(4.0, 4), (9, 4)])).tolist()
    ([0.5], [True, False])
    """

    def __init__(self, rings: Iterable[Positions], frame: SheetBox, cell: float) -> None:
        self.rings = [ring for ring in rings if len(ring) > 2]
        self.frame, self.cell = frame, cell
        seen = (bounds(self.rings) if self.rings else SheetBox(0.0, 0.0, 0.0, 0.0)).common(frame)
        self.box = SheetBox(*seen[:2], max(seen.left, seen.right), max(seen.top, seen.bottom))
        """Around what is seen of the area."""
        self._parts: dict[tuple[float, float], Area] = {}

    @cached_property
    def middle(self) -> tuple[float, float] | None:
        """The cell of the area that lies nearest to the mean of all; None where nothing is seen."""
        rows, columns = np.nonzero(self._cells)
        if not len(rows):
            return None
        away = np.hypot(rows - rows.mean(), columns - columns.mean())
        at = int(np.argmin(away))
        left, top = self.box[:2]
        return float(left + (columns[at] + 0.5) * self.cell), float(top + (rows[at] + 0.5) * self.cell)

    @property
    def is_seen(self) -> bool:
        """Whether any of it may lie in the frame, if less than a cell."""
        return self.box.width > 0 and self.box.height > 0

    def part(self, at: tuple[float, float]) -> Area:
        """Return the part of several to which a point belongs; the whole area where none holds it."""
        if len(self.rings) < 2:
            return self
        if at not in self._parts:
            near = (ring for ring in self.rings if bounds([ring]).grown(self.cell).holds(at))
            every = (Area([ring], self.frame, self.cell) for ring in near)
            self._parts[at] = next((own for own in every if own.has(at)), self)
        return self._parts[at]

    @property
    def is_cut(self) -> bool:
        """Whether the frame cuts something of it off."""
        if not self.rings:
            return True
        whole = bounds(self.rings)
        return not (self.frame.holds(whole[:2]) and self.frame.holds(whole[2:]))

    def holds(self, points: Positions) -> NDArray[np.bool_]:
        """Return which points lie on the area."""
        column, row = np.floor((np.asarray(points, float) - self.box[:2]) / self.cell).astype(int).T
        rows, columns = self._cells.shape
        seen = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
        found = np.zeros(len(seen), bool)
        found[seen] = self._cells[row[seen], column[seen]]
        return found

    def has(self, at: tuple[float, float]) -> bool:
        """Return whether a point lies on the area."""
        return bool(self.holds(np.array([at]))[0])

    def share(self, boxes: Boxes) -> NDArray[np.float64]:
        """Return which share of each box lies on the area."""
        rows, columns = self._cells.shape
        edges = np.rint((boxes - np.tile(self.box[:2], 2)) / self.cell).astype(int)
        left, right = (edges[:, at].clip(0, columns) for at in (0, 2))
        top, bottom = (edges[:, at].clip(0, rows) for at in (1, 3))
        sums = self._sums
        counted = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        whole = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]) / self.cell**2
        return np.asarray(np.minimum(counted / np.maximum(whole, 1.0), 1.0))

    def share_of(self, box: SheetBox) -> float:
        """Return which share of a box lies on the area."""
        return float(self.share(np.array([box]))[0])

    @cached_property
    def _cells(self) -> NDArray[np.bool_]:
        left, top, right, bottom = self.box
        rows, columns = (int(np.ceil(side / self.cell)) for side in (bottom - top, right - left))
        return _filled(self.rings, (left, top), (rows, columns), self.cell)

    @cached_property
    def _sums(self) -> NDArray[np.int64]:
        """Number of cells above and to the left of each corner of the grid."""
        return np.pad(self._cells.astype(np.int64).cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))


def bounds(rings: Iterable[Any]) -> SheetBox:
    """Return the box around rings."""
    every = np.concatenate(list(rings))
    (left, top), (right, bottom) = every.min(axis=0), every.max(axis=0)
    return SheetBox(float(left), float(top), float(right), float(bottom))


def _filled(
    rings: Sequence[Positions], corner: tuple[float, float], shape: tuple[int, int], cell: float
) -> NDArray[np.bool_]:
    """Return which cells have their middle within rings: each row changes sides where an edge crosses its middle."""
    flips = np.zeros((shape[0], shape[1] + 1), np.int32)
    if rings and flips.size:
        flat = [(ring - corner) / cell - 0.5 for ring in rings]
        x, y = np.concatenate([ring[:-1] for ring in flat]).T
        x_end, y_end = np.concatenate([ring[1:] for ring in flat]).T
        first = np.ceil(np.minimum(y, y_end)).clip(0, shape[0]).astype(int)
        after = np.ceil(np.maximum(y, y_end)).clip(0, shape[0]).astype(int)
        edge = np.repeat(np.arange(len(x)), after - first)
        row = np.arange(len(edge)) - np.repeat(np.cumsum(after - first) - (after - first), after - first) + first[edge]
        along = (row - y[edge]) / (y_end - y)[edge]
        column = np.ceil(x[edge] + (x_end - x)[edge] * along).clip(0, shape[1]).astype(int)
        np.add.at(flips, (row, column), 1)
    return np.asarray(flips[:, :-1].cumsum(axis=1) % 2 == 1)
