"""From degrees to the sheet: an equal-area conic fitted to what is shown, and outlines as thinned paths."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from matplotlib.path import Path
from numpy.typing import NDArray

from geo.draw.scene.marks import Geometry, Position
from geo.draw.sheet.areas import Positions
from geo.draw.sheet.box import SheetBox
from geo.space.albers import albers
from geo.space.boxes import DegreeBox

_RIM = 30.0
"""Outlines are cut off so far outside of a frame, where no stroke is seen and the sheet has not ended: what leaves
the sheet is cut off by vector backends, which then close it by a line across."""

_FOOT = 8.0
"""Room below what stands at the foot of a frame."""

_SMALLEST_KM = 12.0
"""No window shows less: outlines know no more."""


class Ground:
    """A window on the earth, laid into a frame on the sheet.

    Parameters
    ----------
    view : DegreeBox
        What must be seen.
    frame : SheetBox
        Where, in units of the design.
    grain : float
        Positions are rounded to so many units: borders shared by two outlines stay one.
    pad : float
        Room that stays free along the frame.
    is_low : bool
        Whether what must be seen stands at the foot of the frame, not in its middle.
    """

    def __init__(
        self, view: DegreeBox, frame: SheetBox, grain: float, pad: float = 28.0, *, is_low: bool = False
    ) -> None:
        self.frame, self.grain = frame, grain
        self._rim = frame.grown(_RIM)
        self._flat = albers(view)
        rim = self._flat(_rim(view))
        low, high = rim.min(axis=0), rim.max(axis=0)
        size = np.maximum(high - low, _SMALLEST_KM)
        self.per_km = float(min((frame.width - 2 * pad) / size[0], (frame.height - 2 * pad) / size[1]))
        self._middle_km = (low + high) / 2
        spare = frame.height / 2 - _FOOT - self.per_km * size[1] / 2 if is_low else 0.0
        self._middle = np.add(frame.middle, (0.0, spare))

    def positions(self, degrees: Any) -> Positions:
        """Return positions on the sheet."""
        km = self._flat(np.asarray(degrees, float)[:, :2]) - self._middle_km
        return np.asarray(self._middle + km * (self.per_km, -self.per_km))

    def position(self, at: Position) -> Position:
        """Return one position on the sheet."""
        x, y = self.positions([at])[0]
        return float(x), float(y)

    def rings(self, outline: Geometry | None) -> list[Positions]:
        """Return the rings, or lines, of an outline on the sheet, without positions that nobody could tell apart."""
        lines = list(_lines(outline))
        if not lines:
            return []
        ends = np.cumsum([len(line) for line in lines])[:-1]
        flat = np.array([at[:2] for line in lines for at in line], float)
        rough = np.round(self.positions(flat) / self.grain) * self.grain
        kept = [_thinned(ring) for ring in np.split(rough, ends)]
        if outline is not None and outline["type"] in ("Polygon", "MultiPolygon"):
            kept = [cut_off(ring, self._rim) for ring in kept]
        return [ring for ring in kept if len(ring) > 1]

    def north(self, at: Position) -> float:
        """Return how far north is turned clockwise from the top at a place, in degrees."""
        (x, y), (x_up, y_up) = self.positions([at, (at[0], at[1] + 0.1)])
        return math.degrees(math.atan2(x_up - x, y - y_up))


def closed_path(rings: Sequence[Positions]) -> Path:
    """Return rings as one path, holes among them."""
    return _path(rings, closed=True)


def open_path(lines: Sequence[Positions]) -> Path:
    """Return lines as one path."""
    return _path(lines, closed=False)


def line_path(*points: Position) -> Path:
    """Return one line through points."""
    return open_path([np.array(points)])


def box_path(box: SheetBox) -> Path:
    """Return a rectangle."""
    return closed_path([box.ring])


def circle_path(x: float, y: float, radius: float) -> Path:
    """Return a circle."""
    return Path.circle((x, y), radius)


def cut_off(ring: Positions, box: SheetBox) -> Positions:
    """Return what of a closed ring lies in a box, along whose sides it is closed (Sutherland and Hodgman 1974)."""
    for axis, sign, edge in ((0, 1, box.left), (1, 1, box.top), (0, -1, box.right), (1, -1, box.bottom)):
        depth = sign * (ring[:, axis] - edge)
        if len(ring) and depth.min() < 0:
            ring = _cut_side(ring, depth)
    return ring


def _cut_side(ring: Positions, depth: NDArray[np.float64]) -> Positions:
    """Return a closed ring without what lies beyond a line, given how far inside of it each position is."""
    one, two, here, there = ring[:-1], ring[1:], depth[:-1], depth[1:]
    crosses = (here < 0) != (there < 0)
    share = np.where(crosses, here / np.where(crosses, here - there, 1.0), 0.0)[:, None]
    meets = one + (two - one) * share
    pairs = np.stack([meets, two], axis=1).reshape(-1, 2)
    kept = pairs[np.stack([crosses, there >= 0], axis=1).ravel()]
    return np.vstack([kept, kept[:1]]) if len(kept) else kept


def _rim(box: DegreeBox) -> Positions:
    west, south, east, north = box
    lon, lat = np.linspace(west, east, 25), np.linspace(south, north, 25)
    sides = [(lon, np.full(25, south)), (lon, np.full(25, north)), (np.full(25, west), lat), (np.full(25, east), lat)]
    return np.concatenate([np.column_stack(side) for side in sides])


def _lines(outline: Geometry | None) -> Iterable[Any]:
    if outline is None:
        return []
    found = outline["coordinates"]
    for _ in range({"LineString": 0, "Polygon": 1, "MultiLineString": 1, "MultiPolygon": 2}[outline["type"]] - 1):
        found = [line for part in found for line in part]
    return [found] if outline["type"] == "LineString" else found


def _thinned(ring: Positions) -> Positions:
    """Return a ring without repeated positions; an islet too small for any keeps the size of a speck."""
    kept = ring[np.r_[True, np.any(ring[1:] != ring[:-1], axis=1)]]
    if len(kept) > 3:
        step = np.diff(kept, axis=0)
        straight = np.abs(step[:-1, 0] * step[1:, 1] - step[:-1, 1] * step[1:, 0]) < 1e-9
        kept = kept[np.r_[True, ~straight | ((step[:-1] * step[1:]).sum(axis=1) < 0), True]]
    if len(kept) >= 4 or not np.array_equal(ring[0], ring[-1]):
        return kept
    speck = np.array([[0.0, 0.0], [0.5, 0.0], [0.5, 0.5], [0.0, 0.5], [0.0, 0.0]])
    return np.asarray(kept[0] - 0.25 + speck)


def _path(rings: Sequence[Positions], *, closed: bool) -> Path:
    codes = [np.full(len(ring), Path.LINETO, np.uint8) for ring in rings]
    for ring_codes in codes:
        ring_codes[0] = Path.MOVETO
        if closed:
            ring_codes[-1] = Path.CLOSEPOLY
    return Path(np.concatenate(rings), np.concatenate(codes)) if rings else Path(np.zeros((0, 2)))
