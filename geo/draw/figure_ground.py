"""From degrees to the sheet: an equal-area conic fitted to what is shown, and outlines as thinned paths."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import numpy as np
from matplotlib.path import Path
from numpy.typing import NDArray

from geo.draw.marks import Box, Geometry, Position

Positions: TypeAlias = NDArray[np.float64]
"""Positions, shape (n, 2)."""

_RADIUS_KM = 6371.0072
"""Radius of the sphere that has the area of the ellipsoid."""

_RIM = 30.0
"""Outlines are cut off so far outside of a frame, where no stroke is seen and the sheet has not ended: what leaves
the sheet is cut off by vector backends, which then close it by a line across."""

_SMALLEST_KM = 12.0
"""No window shows less: outlines know no more."""


class Conic:
    """Albers' equal-area conic on a sphere (Snyder 1987, Map Projections: A Working Manual, p. 100).

    Parameters
    ----------
    box : tuple of float
        What is shown, in degrees; the standard parallels lie a sixth of its height from south and north.
    """

    def __init__(self, box: Box) -> None:
        west, south, east, north = box
        sixth = (north - south) / 6
        first, second = math.radians(south + sixth), math.radians(north - sixth)
        self._meridian = math.radians((west + east) / 2)
        self._n = (math.sin(first) + math.sin(second)) / 2 or 1e-9
        self._c = math.cos(first) ** 2 + 2 * self._n * math.sin(first)
        self._origin = self._radius(np.array([math.radians((south + north) / 2)]))[0]

    def __call__(self, degrees: Positions) -> Positions:
        """Return kilometres to the east and to the north of the middle."""
        turn = self._n * (np.radians(degrees[:, 0]) - self._meridian)
        radius = self._radius(np.radians(degrees[:, 1]))
        return np.column_stack([radius * np.sin(turn), self._origin - radius * np.cos(turn)])

    def _radius(self, latitude: Positions) -> Positions:
        inside = np.maximum(self._c - 2 * self._n * np.sin(latitude), 0.0)
        return np.asarray(_RADIUS_KM * np.sqrt(inside) / self._n)


class Ground:
    """A window on the earth, laid into a frame on the sheet.

    Parameters
    ----------
    view : tuple of float
        What must be seen, in degrees.
    frame : tuple of float
        Where, in units of the design.
    grain : float
        Positions are rounded to so many units: borders shared by two outlines stay one.
    pad : float
        Room that stays free along the frame.
    """

    def __init__(self, view: Box, frame: Box, grain: float, pad: float = 28.0) -> None:
        self.frame, self._grain = frame, grain
        self._rim = (frame[0] - _RIM, frame[1] - _RIM, frame[2] + _RIM, frame[3] + _RIM)
        self._conic = Conic(view)
        rim = self._conic(_rim(view))
        low, high = rim.min(axis=0), rim.max(axis=0)
        size = np.maximum(high - low, _SMALLEST_KM)
        left, top, right, bottom = frame
        self.per_km = float(min((right - left - 2 * pad) / size[0], (bottom - top - 2 * pad) / size[1]))
        self._middle_km = (low + high) / 2
        self._middle = np.array([(left + right) / 2, (top + bottom) / 2])

    def positions(self, degrees: Any) -> Positions:
        """Return positions on the sheet."""
        km = self._conic(np.asarray(degrees, float)[:, :2]) - self._middle_km
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
        rough = np.round(self.positions(flat) / self._grain) * self._grain
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


def box_path(box: Box) -> Path:
    """Return a rectangle."""
    left, top, right, bottom = box
    return closed_path([np.array([[left, top], [right, top], [right, bottom], [left, bottom], [left, top]])])


def circle_path(x: float, y: float, radius: float) -> Path:
    """Return a circle."""
    return Path.circle((x, y), radius)


def bounds(rings: Iterable[Positions]) -> Box:
    """Return left, top, right, bottom around rings."""
    every = np.concatenate(list(rings))
    (left, top), (right, bottom) = every.min(axis=0), every.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def inside(rings: Sequence[Positions], points: Positions) -> NDArray[np.bool_]:
    """Return which points lie within rings, those in holes not (even-odd rule)."""
    found = np.zeros(len(points), bool)
    if not len(points):
        return found
    x, y = points[:, :1], points[:, 1:]
    low, high = points.min(axis=0), points.max(axis=0)
    for ring in rings:
        if (ring.max(axis=0) < low).any() or (ring.min(axis=0) > high).any():
            continue
        one, two = ring, np.roll(ring, -1, axis=0)
        spans = (one[:, 1] > y) != (two[:, 1] > y)
        rise = np.where(two[:, 1] == one[:, 1], 1.0, two[:, 1] - one[:, 1])
        crossing = x < (two[:, 0] - one[:, 0]) * (y - one[:, 1]) / rise + one[:, 0]
        found ^= (np.count_nonzero(spans & crossing, axis=1) % 2).astype(bool)
    return found


def coarse(rings: Iterable[Positions], most: int = 160, least: float = 16.0) -> list[Positions]:
    """Return rings for looking where a name fits: of few positions, without those smaller than a letter."""
    kept = [ring for ring in rings if (ring.max(axis=0) - ring.min(axis=0)).max() >= least]
    return [ring[:: max(1, len(ring) // most)] for ring in kept]


def cut_off(ring: Positions, box: Box) -> Positions:
    """Return what of a closed ring lies in a box, along whose sides it is closed (Sutherland and Hodgman 1974)."""
    for axis, sign, edge in ((0, 1, box[0]), (1, 1, box[1]), (0, -1, box[2]), (1, -1, box[3])):
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


def hull(points: Positions) -> Positions:
    """Return the convex ring around points (Andrew's monotone chain)."""
    ordered = points[np.lexsort(points.T[::-1])]

    def chain(rows: Positions) -> list[Positions]:
        kept: list[Positions] = []
        for row in rows:
            while len(kept) > 1 and _turn(kept[-2], kept[-1], row) <= 0:
                kept.pop()
            kept.append(row)
        return kept[:-1]

    found = [*chain(ordered), *chain(ordered[::-1])]
    return np.array([*found, found[0]])


def _turn(one: Positions, two: Positions, three: Positions) -> float:
    (ax, ay), (bx, by) = two - one, three - one
    return float(ax * by - ay * bx)


def _rim(box: Box) -> Positions:
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
