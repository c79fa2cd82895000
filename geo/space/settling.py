"""Outlines that somebody drew in some coordinate reference system, put on the corners and borders that a plan has.

What reprojection and rounding alone have made is taken back: corners a metre beside those of the plan, corners that a
program put on straight edges, crossings that are there in degrees and not where the outline was drawn.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy
import shapely

from geo.model.schema import DECIMALS
from geo.space.borders import Corner, Redrawn, Ring, rings_of, stretches
from geo.space.ellipsoid import DEGREE_M
from geo.space.geometry import (
    SLIT_KM2,
    UNSEEN_M,
    Shape,
    apart,
    area_km2,
    as_one,
    crossing_told,
    pieces,
    rounded,
    total_km2,
)

SNAP_M = 1.6
"""Corners and borders nearer than this are the same: the files hold five decimals of a degree, about a metre."""

_GRID = 10.0**-DECIMALS


@dataclass(frozen=True, slots=True)
class Settled:
    """An outline in degrees, and what was done to it.

    Attributes
    ----------
    shape : geometry
        On the corners of the plan where it comes near them, rounded as the files are.
    slivers : int
        Pieces and holes that were mended away because only reprojection and rounding had made them.
    slivers_km2 : float
        Their area.
    fault : str
        Why it encloses no clear area, with the place; else empty.
    """

    shape: Shape
    slivers: int = 0
    slivers_km2: float = 0.0
    fault: str = ""


class Corners:
    """The corners of all outlines of a plan, and the system in which somebody drew others.

    Parameters
    ----------
    outlines : iterable of geometry
        In degrees.
    there : callable
        Takes positions in degrees, shape (n, 2), to the system of the drawing.
    unit_m : float
        Metres that a unit of that system is long.
    """

    def __init__(self, outlines: Iterable[Shape], there: Callable[[Any], Any], unit_m: float) -> None:
        self._outlines = list(outlines)
        self._there = there
        self._near, self._unseen = SNAP_M / unit_m, UNSEEN_M / unit_m

    def is_same(self, drawn: Shape, known: Shape) -> bool:
        """Return whether an outline, as it was drawn, runs along one in degrees all the way and has all its ground."""
        plain = shapely.simplify(drawn, self._unseen)
        return apart(plain, shapely.transform(known, self._there)) <= self._near

    def settled(self, shape: Shape, drawn: Shape, known: Shape | None) -> Settled:
        """Return an outline on the corners of the plan, without what reprojection alone has changed.

        Parameters
        ----------
        shape, drawn : geometry
            In degrees, and as it was drawn: the same corners in the same order.
        known : geometry or None
            What the plan has.
        """
        if known is not None:
            shape, drawn = self._thinned(shape, drawn)
        snapped = self._snapped(shape)
        if known is not None:
            snapped = self._without_no_edits(snapped, shape, drawn, known)
        made = rounded(as_one(pieces(snapped)))
        if shapely.is_valid(made):
            return Settled(made)
        return _mended(made, shape, is_sound=bool(shapely.is_valid(drawn)))

    @cached_property
    def _near_corners(self) -> tuple[Any, float, shapely.STRtree]:
        """The corners of the plan, by how much longitudes are shrunk to be as long as latitudes, and their tree."""
        corners = numpy.unique(shapely.get_coordinates(self._outlines).round(DECIMALS), axis=0)
        shrink = math.cos(math.radians(corners[:, 1].mean())) if len(corners) else 1.0
        points: Any = shapely.points(corners * (shrink, 1.0))
        return corners, shrink, shapely.STRtree(points)

    def _nearest(self, xy: Any) -> tuple[Any, Any]:
        """Return which positions in degrees lie near corners of the plan, and near which."""
        _, shrink, tree = self._near_corners
        points = shapely.points(xy * (shrink, 1.0))
        found, nearest = tree.query_nearest(points, max_distance=SNAP_M / DEGREE_M, all_matches=False)
        return found, nearest

    def _thinned(self, shape: Shape, drawn: Shape) -> tuple[Shape, Shape]:
        """Return an outline, in degrees and as it was drawn, without corners that a program put on straight edges.

        What is near a corner of the plan stays.
        """
        xy = shapely.get_coordinates(drawn)
        plain = shapely.get_coordinates(shapely.simplify(drawn, self._unseen))
        keep = numpy.isin(xy @ (1, 1j), plain @ (1, 1j))
        keep[self._nearest(shapely.get_coordinates(shape))[0]] = True
        return _with_corners(shape, keep), _with_corners(drawn, keep)

    def _snapped(self, shape: Shape) -> Shape:
        """Return a shape of which every corner that lies near one of the plan is that one."""
        corners = self._near_corners[0]
        if not len(corners):
            return shape

        def snap(xy: Any) -> Any:
            found, nearest = self._nearest(xy)
            made = xy.copy()
            made[found] = corners[nearest]
            return made

        return shapely.remove_repeated_points(shapely.transform(shape, snap))

    def _without_no_edits(self, snapped: Shape, shape: Shape, drawn: Shape, known: Shape) -> Shape:
        """Return an outline with its old border wherever the new one, as it was drawn, runs along that."""
        places = _by_corner(shape, drawn)
        back = []
        for stretch in stretches(known, snapped):
            pair = shapely.linestrings(stretch.before), shapely.linestrings(stretch.after)
            drawn_pair = (shapely.linestrings(self._drawn(each, places)) for each in (stretch.before, stretch.after))
            if apart(*pair) * DEGREE_M <= SNAP_M or apart(*drawn_pair) <= self._near:
                back.append(stretch.undone)
        return Redrawn(tuple(back)).followed(snapped)[0] if back else snapped

    def _drawn(self, corners: Ring, places: Mapping[Corner, Corner]) -> Ring:
        """Return where corners were drawn; those that were snapped to others are taken there from degrees."""
        own = self._there(numpy.array(corners)).tolist()
        return tuple(places.get(corner, (x, y)) for corner, (x, y) in zip(corners, own, strict=True))


def _with_corners(shape: Shape, keep: Any) -> Shape:
    """Return a (multi)polygon with some of its corners, and where each ring begins."""
    polygons = []
    at = 0
    for part in shapely.get_parts(shape):
        rings = []
        for corners in map(shapely.get_coordinates, shapely.get_rings(part)):
            kept = keep[at : at + len(corners)].copy()
            kept[[0, -1]] = True
            rings.append(corners[kept])
            at += len(corners)
        polygons.append(shapely.Polygon(rings[0], rings[1:]))
    return as_one(polygons)


def _by_corner(shape: Shape, drawn: Shape) -> Mapping[Corner, Corner]:
    both = zip(shapely.get_coordinates(shape).tolist(), shapely.get_coordinates(drawn).tolist(), strict=True)
    return {(here[0], here[1]): (there[0], there[1]) for here, there in both}


def _mended(shape: Shape, given: Shape, *, is_sound: bool) -> Settled:
    """Return an outline that encloses clear ground, where only slivers stand against it.

    Ground around which the outline runs once is kept; slivers are what it runs around twice, or the wrong way.

    Parameters
    ----------
    shape, given : geometry
        The outline as the files would have it, and as it came.
    is_sound : bool
        Whether it was sound where it was drawn: then slivers are what has less than SLIT_KM2, else only what is no
        wider than the files resolve.
    """
    rings = rings_of(shape)
    lines = shapely.union_all([shapely.linestrings([*ring, ring[0]]) for ring in rings])
    faces = list(shapely.get_parts(shapely.polygonize([lines])))
    around = [_windings(rings, shapely.get_coordinates(shapely.point_on_surface(face))[0]) for face in faces]
    slivers = [face for face, times in zip(faces, around, strict=True) if times not in (0, 1)]
    kept = [face for face, times in zip(faces, around, strict=True) if times > 0]
    whole = shapely.set_precision(shapely.union_all(kept), _GRID)
    polygons = pieces(rounded(whole))
    made = as_one(polygons)
    if not polygons or not shapely.is_valid(made) or not all(_is_sliver(one, is_sound=is_sound) for one in slivers):
        return Settled(shape, fault=crossing_told(given) or crossing_told(shape))
    return Settled(made, len(slivers), total_km2(slivers))


def _windings(rings: Sequence[Ring], at: Any) -> int:
    """Return how often rings run around a place, counter-clockwise ones counted positive."""
    times = 0
    for ring in rings:
        begin = numpy.array(ring) - at
        end = numpy.roll(begin, -1, axis=0)
        side = begin[:, 0] * end[:, 1] - begin[:, 1] * end[:, 0]
        up, down = (begin[:, 1] <= 0) & (end[:, 1] > 0), (begin[:, 1] > 0) & (end[:, 1] <= 0)
        times += int((up & (side > 0)).sum()) - int((down & (side < 0)).sum())
    return times


def _is_sliver(piece: Shape, *, is_sound: bool) -> bool:
    area = area_km2(piece)
    return area < SLIT_KM2 if is_sound else bool(2e6 * area <= SNAP_M * DEGREE_M * shapely.length(piece))
