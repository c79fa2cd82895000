"""From degrees to a sheet: outlines laid out flat once, and frames that show a part of them in units of the sheet."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

import numpy as np

from geo.draw.scene.marks import Geometry, Position
from geo.draw.sheet.areas import Area, Positions
from geo.draw.sheet.box import SheetBox
from geo.space.albers import albers
from geo.space.boxes import DegreeBox, KmBox
from geo.space.geometry import Shape, clipped, laid, pieces, reaches, to_shape

MARGIN, _FOOT = 28.0, 8.0
"""Room around what must be seen, and below what stands at the foot of a frame, in units of the design."""

_SMALLEST_KM = 12.0
"""No frame shows less: outlines know no more."""

PIXEL = 1.5
"""A pixel of the looks in units of the design."""

_CELL = 2.0
"""Side of the cells of areas, by which names find their places, in units of the design."""

_OF_AN_ISLAND = 0.006
"""A drawn outline leaves the true one by no more than this share of the size of an island, if that is less."""

Rings: TypeAlias = tuple[Positions, ...]
"""Closed rings, the last position of each its first, or open lines, on a sheet."""

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """How finely a medium draws, in units of its sheet.

    Attributes
    ----------
    grain : float
        Positions are rounded to so much: borders shared by two outlines stay one.
    unit : float
        Length of a 1920th of the width of a screen, in which all sizes of the design are given.
    leave : float
        By how much a drawn outline may leave the true one, where every corner is to be grasped by hand.
    beyond : float
        Outlines are cut off so far outside of the frame, where the medium itself shows no more.
    """

    grain: float
    unit: float = 1.0
    leave: float = 0.0
    beyond: float = 0.0


class Memo:
    """What was made once, by a key."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Any] = {}

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what stands under a key, made where there is nothing yet."""
        if key not in self._made:
            self._made[key] = make()
        made: Made = self._made[key]
        return made

    def of(self, outline: Geometry, what: str, make: Callable[[Geometry], Made]) -> Made:
        """Return what is made of an outline; that is kept too, so that no other can take its place in memory."""
        return self.get((what, id(outline)), lambda: (make(outline), outline))[0]


class Plane:
    """A flat map that keeps areas, in kilometres.

    Parameters
    ----------
    box : DegreeBox
        What the map shows, for which it is made.
    """

    def __init__(self, box: DegreeBox) -> None:
        self._flat = albers(box)
        self.memo = Memo()

    def other(self, box: DegreeBox) -> Plane:
        """Return the plane of another part of the earth, the same each time."""
        return self.memo.get(box, lambda: Plane(box))

    def positions(self, degrees: Any) -> Positions:
        """Return positions in kilometres."""
        return np.asarray(self._flat(np.asarray(degrees, float)[:, :2]))

    def shape(self, outline: Geometry) -> Shape:
        """Return an outline, or lines, in kilometres."""
        return self.memo.of(outline, "shape", lambda found: laid(to_shape(found), self._flat))

    def extent(self, outline: Geometry) -> KmBox:
        """Return the box around an outline or lines."""
        return KmBox(*self.shape(outline).bounds)

    def extent_above(self, outline: Geometry, south: float) -> KmBox | None:
        """Return the box around those parts of an outline that reach north of a level; None where none does."""
        parts = self.memo.of(outline, "parts", lambda found: [part.bounds for part in pieces(self.shape(found))])
        return KmBox.around(bounds for bounds in parts if bounds[3] > south)

    def box(self, degrees: DegreeBox) -> KmBox:
        """Return the box around one in degrees."""
        west, south, east, north = degrees
        lon, lat = np.linspace(west, east, 25), np.linspace(south, north, 25)
        sides = ((lon, south), (lon, north), (west, lat), (east, lat))
        rim = self.positions(np.concatenate([np.column_stack(np.broadcast_arrays(*side)) for side in sides]))
        return KmBox(*rim.min(axis=0).tolist(), *rim.max(axis=0).tolist())

    def ground(
        self, view: KmBox, frame: SheetBox, resolution: Resolution, *, margin: float = MARGIN, at_foot: bool = False
    ) -> Ground:
        """Return the ground that shows a box at its largest, the same for the same frame.

        Parameters
        ----------
        view : KmBox
            What must be seen.
        frame : SheetBox
            Where, on the sheet.
        resolution : Resolution
            Of the medium.
        margin : float
            Room that stays free along the frame, in units of the design.
        at_foot : bool
            Whether what must be seen stands at the foot of the frame, not in its middle.
        """

        def fitted() -> Ground:
            room = frame.inset(margin * resolution.unit)
            wide, high = max(view.width, _SMALLEST_KM), max(view.height, _SMALLEST_KM)
            per_km = min(room.width / wide, room.height / high)
            x, y = frame.middle
            below = frame.height / 2 - _FOOT * resolution.unit - per_km * high / 2 if at_foot else 0.0
            return Ground(self, frame, resolution, per_km, view.middle, (x, y + below))

        return self.memo.get((view, frame, resolution, margin, at_foot), fitted)


@dataclass(frozen=True, eq=False)
class Ground:
    """A part of a plane in a frame on a sheet.

    Attributes
    ----------
    plane : Plane
        The flat map.
    frame : SheetBox
        Where on the sheet.
    resolution : Resolution
        Of the medium.
    per_km : float
        Units of the sheet in a kilometre.
    middle_km, middle : Position
        A point of the plane, and where on the sheet it lies.
    """

    plane: Plane
    frame: SheetBox
    resolution: Resolution
    per_km: float
    middle_km: Position
    middle: Position
    memo: Memo = field(default_factory=Memo, repr=False)

    @property
    def unit(self) -> float:
        """Length of a 1920th of the width of a screen."""
        return self.resolution.unit

    @property
    def window(self) -> KmBox:
        """What the frame shows."""
        return self.seen_in(self.frame)

    def seen_in(self, box: SheetBox) -> KmBox:
        """Return what lies under a box of the sheet."""
        (x, y), (x_km, y_km) = self.middle, self.middle_km
        west, north = x_km + (box.left - x) / self.per_km, y_km - (box.top - y) / self.per_km
        return KmBox(west, north - box.height / self.per_km, west + box.width / self.per_km, north)

    def box(self, km: KmBox) -> SheetBox:
        """Return where a box of the plane lies on the sheet."""
        (left, top), (right, bottom) = self._positions(np.array([(km.west, km.north), (km.east, km.south)])).tolist()
        return SheetBox(left, top, right, bottom)

    def positions(self, degrees: Any) -> Positions:
        """Return positions on the sheet."""
        return self._positions(self.plane.positions(degrees))

    def position(self, at: Position) -> Position:
        """Return one position on the sheet."""
        x, y = self.positions([at])[0]
        return float(x), float(y)

    def round_km(self, most: float) -> float:
        """Return the longest round number of kilometres that is at most so long on the sheet."""
        most_km = most / self.per_km
        power = math.pow(10.0, math.floor(math.log10(most_km)))
        return next(step * power for step in (5.0, 2.0, 1.0) if step * power <= most_km)

    def north(self, at: Position) -> float:
        """Return how far north is turned clockwise from the top at a place, in degrees."""
        (x, y), (x_up, y_up) = self.positions([at, (at[0], at[1] + 0.1)])
        return math.degrees(math.atan2(x_up - x, y - y_up))

    def rings(self, outline: Geometry | None) -> Rings:
        """Return what is seen of an outline: its rings, without positions that nobody could tell apart.

        Every island is kept, however small, and holes that are wider than the grain.
        """
        return self.memo.of(outline, "rings", self._rings) if outline else ()

    def lines(self, outline: Geometry | None) -> Rings:
        """Return what is seen of lines."""
        return self.memo.of(outline, "lines", self._lines) if outline else ()

    def area(self, outline: Geometry) -> Area:
        """Return what is seen of an outline as an area."""
        return self.memo.of(outline, "area", lambda found: self.area_in(self.rings(found)))

    def area_in(self, rings: Iterable[Positions]) -> Area:
        """Return what rings enclose within the frame."""
        return Area(rings, self.frame, _CELL * self.unit)

    def covered(self, box: SheetBox, outlines: Iterable[Geometry]) -> float:
        """Return which share of a box of the sheet lies on outlines."""
        under = self.seen_in(box)
        parts = (part for outline in outlines for part in clipped(self.plane.shape(outline), under))
        return float(sum(part.area for part in parts) / (under.width * under.height))

    def is_free(self, box: SheetBox, outlines: Iterable[Geometry]) -> bool:
        """Return whether nothing of outlines lies in a box of the sheet."""
        under = self.seen_in(box)
        return not any(reaches(self.plane.shape(outline), under) for outline in outlines)

    def share(self, outline: Geometry) -> float:
        """Return which share of an outline's area the frame shows."""
        shape = self.plane.shape(outline)
        return float(sum(part.area for part in clipped(shape, self.window)) / (shape.area or 1.0))

    def _rings(self, outline: Geometry) -> Rings:
        found: list[Positions] = []
        for part in self._seen(outline):
            drawn = part.simplify(min(self._leave_km, part.area**0.5 * _OF_AN_ISLAND)) if self._leave_km else part
            found.append(self._island(self._rounded(drawn.exterior)))
            holes = (self._rounded(ring) for ring in drawn.interiors)
            found += [hole for hole in holes if len(hole) > 3]
        return tuple(found)

    def _lines(self, outline: Geometry) -> Rings:
        found = (self._rounded(line) for line in self._seen(outline))
        return tuple(line for line in found if len(line) > 1)

    def _seen(self, outline: Geometry) -> list[Any]:
        window = self.seen_in(self.frame.grown(self.resolution.beyond))
        return clipped(self.plane.shape(outline), window)

    @property
    def _leave_km(self) -> float:
        return self.resolution.leave / self.per_km

    def _positions(self, km: Positions) -> Positions:
        return np.asarray(self.middle + (km - self.middle_km) * (self.per_km, -self.per_km))

    def _rounded(self, line: Any) -> Positions:
        grain = self.resolution.grain
        return _thinned(np.round(self._positions(np.asarray(line.coords)[:, :2]) / grain) * grain)

    def _island(self, ring: Positions) -> Positions:
        """Return a ring; that of an islet too small to be drawn as a speck: no island may be left out of a map."""
        if len(ring) > 3:
            return ring
        (x, y), by = ring[0], self.resolution.grain
        return np.array([(x, y), (x, y + by), (x + by, y), (x, y)])


def _thinned(line: Positions) -> Positions:
    """Return a line or ring without repeated positions, and without those on the way between their neighbours."""
    kept = line[np.r_[True, np.any(line[1:] != line[:-1], axis=1)]]
    if len(kept) > 3:
        step = np.diff(kept, axis=0)
        straight = np.abs(step[:-1, 0] * step[1:, 1] - step[:-1, 1] * step[1:, 0]) < 1e-9
        kept = kept[np.r_[True, ~straight | ((step[:-1] * step[1:]).sum(axis=1) < 0), True]]
    return kept
