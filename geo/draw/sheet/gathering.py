"""Which places bear a symbol of their own on a map, and which are gathered into a counted one, for every medium."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.draw.scene.marks import ParkMark, Position
from geo.draw.sheet.box import SheetBox

_OVERLAP = 0.9
"""Symbols whose middles are nearer than this share of the sum of their radii hide one another."""

_DISC, _DISC_MOST = 15.0, 24.0
_MANY = 1500
"""So many places are first joined by the cells of a grid, since looking at all their pairs would take long."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """One symbol: the places that it stands for, the common point of these, and its radius."""

    parks: tuple[ParkMark, ...]
    at: Position
    radius: float

    @property
    def box(self) -> SheetBox:
        """What the symbol covers."""
        return SheetBox.centred(self.at, self.radius, self.radius)


def gathered(
    places: Iterable[tuple[ParkMark, Position]], frame: SheetBox, single: float, unit: float = 1.0
) -> tuple[Gathering, ...]:
    """Return the symbols of places: those that would hide one another are joined, the nearest first.

    Parameters
    ----------
    places : iterable of tuple
        Places with where they are on the sheet; those out of the frame are left out.
    frame : SheetBox
        What is seen.
    single : float
        Radius of the symbol of one place.
    unit : float
        As of :class:`geo.draw.sheet.labels.Field`; the radius of a counted symbol goes by it.

    Returns
    -------
    tuple of Gathering
        In the order of the first of their places; at the mean of all of them.
    """
    seen = [(park, at) for park, at in places if frame.holds(at)]
    members = _joined(np.array([at for _, at in seen], float).reshape(-1, 2), single, unit)
    found = []
    for rows in members:
        x, y = (sum(seen[row][1][axis] for row in rows) / len(rows) for axis in (0, 1))
        found.append(Gathering(tuple(seen[row][0] for row in rows), (x, y), _radius(len(rows), single, unit)))
    return tuple(found)


def _radius(count: int, single: float, unit: float) -> float:
    return single if count == 1 else unit * min(_DISC_MOST, _DISC + 1.5 * math.sqrt(count))


def _joined(points: NDArray[np.float64], single: float, unit: float) -> list[list[int]]:
    """Return the rows of points that stand together: the pair that hide each other most is joined, until none does."""
    crowd = len(points) / _MANY
    rows = _same(points, single * crowd if crowd > 1 else 0.0)
    if len(rows) < 2:
        return rows
    middles = np.array([points[each].mean(axis=0) for each in rows])
    radii = np.array([_radius(len(each), single, unit) for each in rows])
    every = np.arange(len(rows))
    gaps = _gaps(middles, radii, every)
    np.fill_diagonal(gaps, np.inf)
    nearest = gaps.argmin(axis=1)
    while (least := gaps[every, nearest]).min() < 0:
        one, other = sorted((int(least.argmin()), int(nearest[least.argmin()])))
        rows[one], rows[other] = sorted([*rows[one], *rows[other]]), []
        middles[one], radii[one] = points[rows[one]].mean(axis=0), _radius(len(rows[one]), single, unit)
        gone = np.array([not each for each in rows])
        gone[one] = True
        gaps[one] = gaps[:, one] = np.where(gone, np.inf, _gaps(middles, radii, np.array([one]))[0])
        gaps[other] = gaps[:, other] = np.inf
        stale = (nearest == one) | (nearest == other) | (every == one)
        nearest[stale] = gaps[stale].argmin(axis=1)
        nearest[gaps[:, one] < gaps[every, nearest]] = one
    return [each for each in rows if each]


def _same(points: NDArray[np.float64], cell: float) -> list[list[int]]:
    """Return the rows of points in the same cell of a grid; of no cell, the rows of equal points."""
    found: dict[tuple[float, float], list[int]] = {}
    for row, (x, y) in enumerate(points.tolist()):
        key = (x // cell, y // cell) if cell else (x, y)
        found.setdefault(key, []).append(row)
    return list(found.values())


def _gaps(middles: NDArray[np.float64], radii: NDArray[np.float64], of: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the gaps between some symbols and all, negative where one hides the other."""
    away = middles[of][:, None] - middles[None, :]
    return np.asarray(np.hypot(away[..., 0], away[..., 1]) - _OVERLAP * (radii[of][:, None] + radii[None, :]))
