"""Where things stand on a slide: the plan laid out flat once, and frames that show a part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from geo.draw.scene.marks import Geometry, Position, Scene
from geo.draw.sheet.areas import Area
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.south import main_view
from geo.space.albers import albers
from geo.space.boxes import DegreeBox, KmBox
from geo.space.geometry import pieces, to_shape

UNIT_EMU = 635
"""Step of a freeform's own grid: a twentieth of a point."""
POINT_EMU = 12_700
_PER_POINT = POINT_EMU // UNIT_EMU
_STEP = 2
"""Corners are rounded to so many units: a fifth of a pixel of a projector."""
_TOLERANCE = 0.3
"""By how many points a drawn outline may leave the true one: half a pixel of a projector."""
_ROUGH, _CELL = 0.5, 1.0
"""By how many points an area by which names find their places may leave the true one, and the side of its cells."""

_FOOT = 4.0
"""Room in points below what stands at the foot of a frame."""

_LEAST_KM = 1e-6

_LEAVE = 0.006
"""The same as a share of the size of an island, of which a small one shows more."""

Rings = tuple[tuple[tuple[int, int], ...], ...]
"""Closed rings, or open paths, on the grid of the slide."""


class Ground:
    """A scene laid out flat, in kilometres: every outline once, for all slides.

    Parameters
    ----------
    scene : Scene
        What is drawn.
    schematic : bool
        Whether zones are drawn as the planning diagram draws them.
    """

    def __init__(self, scene: Scene, *, schematic: bool = False) -> None:
        self._flat = albers(scene.plan.bbox)
        self._scene = scene
        self.schematic = schematic
        self._made: dict[tuple[str, int, Frame], Any] = {}
        zones = ((zone.id, zone.diagram if schematic else zone.shape) for zone in scene.zones)
        self.zones = self._shapes(zones)
        self.units = self._shapes((unit.id, unit.shape) for unit in scene.units)
        self.context = self._shapes((mark.id, mark.shape) for mark in scene.context)
        self.lines = {line.id: [self._flat(path) for path in _parts(line.paths)] for line in scene.lines}
        self.parks = {park.id: self.at(park.at) for park in scene.parks if park.at}

    def at(self, place: Position) -> Position:
        """Return a place in kilometres."""
        x, y = self._flat([place])[0]
        return float(x), float(y)

    @cached_property
    def home(self) -> KmBox:
        """What the whole plan needs: its zones and the places among its units; of a whole country all of it."""
        view = self._scene.plan.view
        corners = [self.at((lon, lat)) for lon in (view.west, view.east) for lat in (view.south, view.north)]
        drawn = [shape.bounds for shape in (self.units if self.lines else self.zones).values()]
        drawn += [_bounds(path) for paths in self.lines.values() for path in paths]
        return KmBox.around(drawn) or KmBox.around(corner * 2 for corner in corners) or KmBox(0.0, 0.0, 1.0, 1.0)

    @cached_property
    def main(self) -> KmBox | None:
        """What a map of the country shows beside the box of its islands in the south; None for other plans."""
        main = main_view(self._scene, self._scene.plan.view)
        return self.box_of(main) if main else None

    def box_of(self, degrees: DegreeBox) -> KmBox:
        """Return the box in kilometres around one in degrees."""
        import numpy

        west, south, east, north = degrees
        lons, lats = numpy.linspace(west, east, 25), numpy.linspace(south, north, 25)
        flat = self._flat([(lon, lat) for lon in lons for lat in lats])
        (left, bottom), (right, top) = flat.min(axis=0).tolist(), flat.max(axis=0).tolist()
        return KmBox(left, bottom, right, top)

    def view(self, idents: Iterable[str], least: float = 0.0) -> KmBox:
        """Return the box around some zones, at least a share of the home box wide or high; home where none is drawn.

        Parameters
        ----------
        idents : iterable of str
            Ids of zones.
        least : float
            Share of the home box below which one no longer sees where a zone lies.
        """
        found = KmBox.around(self.zones[ident].bounds for ident in idents if ident in self.zones)
        if found is None:
            return self.home
        across, up = least * self.home.width - found.width, least * self.home.height - found.height
        return found.grown(max(0.0, across) / 2, max(0.0, up) / 2)

    def rings(self, shape: Any, frame: Frame) -> Rings:
        """Return all rings of what a frame shows of a shape, none where that is nothing; reckoned once a frame."""
        found: Rings = self._once(("rings", id(shape), frame), lambda: frame.rings(shape))
        return found

    def area(self, shape: Any, frame: Frame) -> Area:
        """Return what a frame shows of a shape as an area of the slide; reckoned once a frame."""
        found: Area = self._once(("area", id(shape), frame), lambda: frame.area(shape))
        return found

    def _once(self, key: tuple[str, int, Frame], make: Callable[[], Any]) -> Any:
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def _shapes(self, outlines: Iterable[tuple[str, Geometry | None]]) -> dict[str, Any]:
        return {ident: _valid(to_shape(self._laid(outline))) for ident, outline in outlines if outline}

    def _laid(self, outline: Geometry) -> Geometry:
        parts = [[self._flat(ring).tolist() for ring in rings] for rings in _parts(outline)]
        return {"type": "MultiPolygon", "coordinates": parts}


@dataclass(frozen=True)
class Frame:
    """A part of the flat plan in a rectangle of the slide.

    Attributes
    ----------
    rect : SheetBox
        On the slide, in points.
    west, north : float
        What lies in its upper left corner, in kilometres.
    scale : float
        Points a kilometre.
    grain : float
        By how many points a drawn outline may leave the true one.
    """

    rect: SheetBox
    west: float
    north: float
    scale: float
    grain: float = _TOLERANCE

    @classmethod
    def fitted(cls, rect: SheetBox, box: KmBox, margin: float = 14.0, *, is_low: bool = False) -> Frame:
        """Return the frame that shows a box at its largest, with a margin in points; in the middle or at the foot."""
        west, south, _, north = box
        wide, high = max(box.width, _LEAST_KM), max(box.height, _LEAST_KM)
        scale = min((rect.width - 2 * margin) / wide, (rect.height - 2 * margin) / high)
        above = rect.height / scale - _FOOT / scale + south if is_low else north + (rect.height / scale - high) / 2
        return cls(rect, west - (rect.width / scale - wide) / 2, above, scale)

    def at(self, place: Position) -> Position:
        """Return where a place in kilometres stands on the slide, in points."""
        return self.rect.left + (place[0] - self.west) * self.scale, self.rect.top + (
            self.north - place[1]
        ) * self.scale

    def box(self, rect: SheetBox) -> KmBox:
        """Return a rectangle of the slide in kilometres."""
        west = self.west + (rect.left - self.rect.left) / self.scale
        north = self.north - (rect.top - self.rect.top) / self.scale
        return KmBox(west, north - rect.height / self.scale, west + rect.width / self.scale, north)

    def seen(self, shape: Any) -> Any:
        """Return what the frame shows of a shape, None where that is nothing."""
        window = self.box(self.rect)
        bounds = KmBox(*shape.bounds)
        if not bounds.meets(window):
            return None
        if window.contains(bounds):
            return shape
        cut = shape.intersection(rectangle(window))
        return None if cut.is_empty or not pieces(cut) else cut

    def share(self, shape: Any) -> float:
        """Return which share of a shape's area the frame shows."""
        seen = self.seen(shape)
        return 0.0 if seen is None else float(seen.area / shape.area)

    def area(self, shape: Any) -> Area:
        """Return what is seen of a shape as an area of the slide, in points."""
        import numpy

        seen = self.seen(shape)
        parts = pieces(seen.simplify(_ROUGH / self.scale)) if seen is not None else []
        rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
        return Area([self._points(numpy.asarray(ring.coords)[:, :2]) for ring in rings], self.rect, _CELL)

    def joined(self, areas: Iterable[Area]) -> Area:
        """Return areas that do not overlap as one."""
        return Area([ring for area in areas for ring in area.rings], self.rect, _CELL)

    def rings(self, shape: Any) -> Rings:
        """Return all rings of what is seen of a shape: every island, however small, and holes wider than the grid."""
        seen = self.seen(shape)
        if seen is None:
            return ()
        most = self.grain / self.scale
        parts: list[Any] = [part.simplify(min(most, part.area**0.5 * _LEAVE)) for part in pieces(seen)]
        islands = [_island(_plain(self._grid(part.exterior.coords)[:-1], closed=True)) for part in parts]
        holes = [_plain(self._grid(ring.coords)[:-1], closed=True) for part in parts for ring in part.interiors]
        return (*islands, *(hole for hole in holes if len(hole) > 2))

    def paths(self, paths: Iterable[Any]) -> Rings:
        """Return the open paths that lie in the frame, on the slide's grid."""
        window = self.box(self.rect)
        found = [self._grid(path) for path in paths if window.contains(_bounds(path))]
        return tuple(path for path in (_plain(path, closed=False) for path in found) if len(path) > 1)

    def _grid(self, places: Any) -> list[tuple[int, int]]:
        import numpy

        units = self._points(numpy.asarray(places, float)[:, :2]) * (_PER_POINT / _STEP)
        return [(x, y) for x, y in (units.round().astype(int) * _STEP).tolist()]

    def _points(self, flat: Any) -> Any:
        """Return positions in kilometres as points of the slide."""
        left, top = self.rect.left - self.west * self.scale, self.rect.top + self.north * self.scale
        return flat * (self.scale, -self.scale) + (left, top)


def rectangle(box: KmBox) -> Any:
    """Return a box as a shape."""
    west, south, east, north = box
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return to_shape({"type": "Polygon", "coordinates": [ring]})


def _valid(shape: Any) -> Any:
    """Return a shape that can be cut; rounding makes some outlines touch themselves."""
    return shape if shape.is_valid else shape.buffer(0)


def _parts(outline: Mapping[str, Any]) -> list[Any]:
    parts: list[Any] = outline["coordinates"]
    return parts if outline["type"].startswith("Multi") else [parts]


def _bounds(path: Any) -> KmBox:
    xs, ys = [place[0] for place in path], [place[1] for place in path]
    return KmBox(min(xs), min(ys), max(xs), max(ys))


def _plain(path: Sequence[tuple[int, int]], *, closed: bool) -> tuple[tuple[int, int], ...]:
    """Return a path without equal neighbours, and without corners on the line between theirs."""
    apart = [
        place for before, place in zip([path[-1] if closed else None, *path[:-1]], path, strict=True) if place != before
    ]
    if len(apart) < 4:
        return tuple(apart or path[:1])
    neighbours = zip(apart[-1:] + apart[:-1], apart, apart[1:] + apart[:1], strict=True)
    kept = [place for before, place, after in neighbours if not _is_between(before, place, after)]
    if not closed:
        kept = list(dict.fromkeys([apart[0], *kept, apart[-1]]))
    return tuple(kept or apart[:1])


def _island(ring: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Return an outline; one that is smaller than the grid as a dot, since no island may be left out of a map."""
    (x, y), by = ring[0], _STEP
    return ring if len(ring) > 2 else ((x, y), (x + by, y), (x, y + by))


def _is_between(before: tuple[int, int], place: tuple[int, int], after: tuple[int, int]) -> bool:
    ahead, aside = (after[0] - before[0], after[1] - before[1]), (place[0] - before[0], place[1] - before[1])
    return ahead[0] * aside[1] == ahead[1] * aside[0]
