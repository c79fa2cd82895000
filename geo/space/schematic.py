"""Zones -> planning diagram (空间布局图): poles as circles, areas as soft outlines, belts as ribbons, wings as arrows.

It is a drawing of the layout, not of land: shapes stand where their zones are, and are no outline of anything.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy
import shapely
from shapely.geometry.base import BaseGeometry

from geo.model.errors import ZoneError, guess
from geo.model.plan import Plan
from geo.model.schema import DECIMALS, Schematic
from geo.space.geometry import pieces, to_mapping, to_shape
from geo.space.grounds import SPOTS, Ground, grounds_of
from geo.space.soft import arrow, circle, drop, hull, ribbon, ring, solid
from geo.space.spines import Frame, Points, curve, parted, ribbon_spine, slices, wing_spine, within

RIBBONS = ("belt", "axis", "corridor")

_SPOT_SIZE = {"pole": (0.055, 0.080), "centre": (0.048, 0.065), "valley": (0.048, 0.065)}
"""Least and largest radius of a spot, as parts of the diagram's size."""
_RIBBON_WIDTH = {"belt": 0.130, "axis": 0.040, "corridor": 0.065}
"""Largest width of a ribbon, as a part of the diagram's size."""
_LEAST_WIDTH = 0.012
"""Least width of a ribbon: one through few small places far apart would be a hair."""
_LEAST_KM = 1.0
"""Least size of a diagram, so that five decimals still make round shapes."""
_WING_WIDTH = 0.065
_WING_LENGTH = 0.26
_GAP = 0.016
_COARSE = 0.002
_SPECK = 0.01
_STAY = 0.3
"""A spot whose place is known is moved by no more than this part of its radius."""
_ROOMY = 10
"""Spots are drawn smaller where a plan has more zones than this."""


@dataclass(frozen=True)
class Diagram:
    """The drawings of a plan's zones.

    Attributes
    ----------
    rows : tuple of Schematic
        One for each zone that can be placed.
    kept : tuple of str
        Zones whose drawing was adjusted by hand and left as it is.
    unplaced : tuple of str
        Zones with neither an outline nor a located place.
    """

    rows: tuple[Schematic, ...]
    kept: tuple[str, ...]
    unplaced: tuple[str, ...]


def make_schematic(plan: Plan, redraw: Collection[str] = ()) -> Diagram:
    """Derive the diagram of a plan's zones.

    A pole, centre or valley becomes a circle, ring or drop at the median of its places, at its city where it has few
    of them, else on its weighted centre; an area or region a soft hull; a belt, axis or corridor a ribbon along its
    members; a wing an arrow away from the core. A zone without an outline is placed by its located places. Where zones
    fill their region, what is no spot gives way to the spots.

    Parameters
    ----------
    plan : Plan
        As read; its drawings that were adjusted by hand are kept.
    redraw : collection of str
        Zones that are drawn anew although they were adjusted.

    Returns
    -------
    Diagram
        Drawings in degrees, five decimals.

    Raises
    ------
    ZoneError
        There is no zone of a name in `redraw`.

    Examples
    --------
    >>> from geo.model.plan import read_plan
    >>> [row.zone for row in make_schematic(read_plan("heilongjiang")).rows if row.form == "pole"]
    ['harbin-pole']
    """
    zones = [zone.zone for zone in plan.zone_rows]
    for name in redraw:
        if name not in zones:
            hint = guess(name, zones) or f"There are: {', '.join(zones) or 'none'}."
            raise ZoneError(f'There is no zone "{name}" in {plan.id}. {hint}')
    by_hand = {row.zone: row for row in plan.schematic_rows if row.adjusted and row.zone not in redraw}
    drawn = derived_drawings(plan)
    rows = {**drawn, **by_hand}  # a drawing by hand outlives its zone: buju check tells of it
    return Diagram(
        rows=tuple(rows.values()),
        kept=tuple(zone for zone in zones if zone in by_hand),
        unplaced=tuple(zone for zone in zones if zone not in rows),
    )


def derived_drawings(plan: Plan) -> Mapping[str, Schematic]:
    """Return the drawing of each zone that can be placed, whether or not it was adjusted by hand."""
    grounds = grounds_of(plan)
    if not grounds:
        return {}
    sheet = _Sheet(plan, grounds)
    shapes = sheet.shapes()
    return {
        ground.zone.zone: Schematic(
            zone=ground.zone.zone,
            form=ground.form,
            basis=ground.basis,
            geometry=_rounded(sheet.frame.degrees(shapes[ground.zone.zone])),
        )
        for ground in grounds
    }


def _rounded(shape: BaseGeometry) -> dict[str, Any]:
    """Return a shape in five decimals; where rounding alone would make it cross itself, without its narrowest parts."""
    mapping = to_mapping(shape)
    plain = to_shape(mapping)
    if plain is not None and shapely.is_valid(plain):
        return mapping
    return to_mapping(shapely.multipolygons(pieces(shapely.set_precision(shape, 10**-DECIMALS))))


class _Sheet:
    """One flat sheet on which all zones of a plan are drawn."""

    def __init__(self, plan: Plan, grounds: Sequence[Ground]) -> None:
        self.grounds = grounds
        self.units = {unit.unit: unit.geometry for unit in plan.unit_rows}
        self.provinces = [unit.geometry for unit in plan.unit_rows if unit.level == "province"]
        west, south, east, north = shapely.total_bounds([ground.shape for ground in grounds])
        self.frame = Frame(round((west + east) / 2, 2), round((south + north) / 2, 2))
        left, foot, right, top = self.frame.flat(shapely.box(west, south, east, north)).bounds
        wide, high = right - left, top - foot
        self.size = max(math.sqrt(wide * high), wide / 4, high / 4, _LEAST_KM)
        self.flat = {ground.zone.zone: self._visible(ground.shape) for ground in grounds}
        self.spot = self.size * min(1.0, math.sqrt(_ROOMY / len(grounds)))
        self.region = self._region(plan.header.region_adcode)
        self.fills = plan.header.partition

    def _coarse(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a shape on the sheet, without what no diagram shows."""
        return self.frame.flat(shape).simplify(_COARSE * self.size).buffer(0)

    def _visible(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a zone's shape on the sheet; a speck is grown until it can be seen."""
        coarse, speck = self._coarse(shape), _SPECK * self.size
        return coarse if coarse.area > speck**2 else self.frame.flat(shape).convex_hull.buffer(speck)

    def _region(self, adcode: str) -> BaseGeometry | None:
        """Return the region planned: its own unit, or for the whole country the provinces."""
        outlines = [self.units.get(adcode)] if adcode in self.units else self.provinces
        shapes = [self._coarse(shape) for outline in outlines if (shape := to_shape(outline)) is not None]
        return shapely.union_all(shapes).buffer(_COARSE * self.size) if shapes else None

    @cached_property
    def spines(self) -> Mapping[str, tuple[Points, float]]:
        """Spine and width of each ribbon and arrow."""
        found = {}
        for ground in self.grounds:
            if ground.form in RIBBONS:
                found[ground.zone.zone] = self._ribbon_spine(ground)
            elif ground.form == "wing":
                found[ground.zone.zone] = self._wing_spine(ground)
        return found

    def shapes(self) -> dict[str, BaseGeometry]:
        """Return the drawing of each zone; in a region that its zones fill, spots have a gap around them."""
        spots, surfaces = self.spots(), self.surfaces()
        if self.fills and spots:
            kept = shapely.union_all([spot.buffer(_GAP * self.size) for spot in spots.values()])
            surfaces = {name: self._beside(shape, kept) for name, shape in surfaces.items()}
        return surfaces | spots

    @staticmethod
    def _beside(shape: BaseGeometry, kept: BaseGeometry) -> BaseGeometry:
        """Return the largest piece of a shape beside what is kept clear, or all of it where none would be left."""
        parts = [part for part in shapely.get_parts(shape.difference(kept)) if part.area > 0]
        return max(parts, key=shapely.area) if parts else shape

    def surfaces(self) -> dict[str, BaseGeometry]:
        """Return what is no spot: hulls, ribbons, arrows, rings."""
        found = {}
        for ground in self.grounds:
            name, flat = ground.zone.zone, self.flat[ground.zone.zone]
            if ground.form in RIBBONS:
                found[name] = ribbon(*self.spines[name], self._room(flat))
            elif ground.form == "wing":
                found[name] = arrow(*self.spines[name])
            elif ground.form == "ring":
                found[name] = self._belt_around(flat)
            elif ground.form not in SPOTS:
                found[name] = hull(flat, _GAP * self.size, self.region)
        return found

    def spots(self) -> dict[str, BaseGeometry]:
        """Return circles, rings and drops, moved apart where they would hide one another."""
        spots = [ground for ground in self.grounds if ground.form in SPOTS]
        if not spots:
            return {}
        radii = self._radii(spots)
        centres = numpy.array([self._centre(*each) for each in zip(spots, radii, strict=True)])
        limits = [self._limit(*each) for each in zip(spots, radii, strict=True)]
        lines = [(point, width / 2) for spine, width in self.spines.values() for point in spine]
        fixed = numpy.array([point for point, _ in lines]).reshape(-1, 2)
        moved = parted(centres, radii, limits, fixed, [half for _, half in lines])
        if self.region is not None:
            each_of = zip(moved, radii, limits, strict=True)
            inside = [within(centre, self.region, radius, limit) for centre, radius, limit in each_of]
            moved = numpy.array(inside)
        draw = {"pole": circle, "centre": ring, "valley": drop}
        placed = zip(spots, moved, radii, strict=True)
        return {each.zone.zone: draw[each.form](centre, radius) for each, centre, radius in placed}

    def _radii(self, spots: Sequence[Ground]) -> list[float]:
        """Return the radii of spots; one whose place is known is small enough for the region, as far as it may be."""
        radii = [self._radius(ground) for ground in spots]
        return [self._fitting(*each) if each[0].heart else each[1] for each in zip(spots, radii, strict=True)]

    def _fitting(self, ground: Ground, radius: float) -> float:
        if self.region is None:
            return radius
        least = _SPOT_SIZE[ground.form][0] * self.spot
        return min(radius, max(least, self.region.boundary.distance(shapely.Point(self._at(ground.heart)))))

    @staticmethod
    def _limit(ground: Ground, radius: float) -> float:
        """Return how far a spot may be moved from where it belongs."""
        return _STAY * radius if ground.heart else max(ground.zone.precision_km or 0.0, 1.2 * radius)

    def _at(self, place: Any) -> Points:
        """Return a position in degrees on the sheet."""
        return numpy.asarray(shapely.get_coordinates(self.frame.flat(shapely.Point(place)))[0])

    def _radius(self, ground: Ground) -> float:
        least, most = (part * self.spot for part in _SPOT_SIZE[ground.form])
        return min(max(0.6 * math.sqrt(self.flat[ground.zone.zone].area / math.pi), least), most)

    def _centre(self, ground: Ground, radius: float) -> Points:
        """Return the heart, else the mean of centre and places, moved into the ground as far as the circle fits."""
        if ground.heart:
            return self._at(ground.heart)
        flat = self.flat[ground.zone.zone]
        places = [self.frame.flat(shapely.Point(place)) for place in ground.places]
        mean = shapely.get_coordinates([flat.centroid, *places]).mean(axis=0)
        return within(within(mean, flat, 0.0), flat, radius + _GAP * self.size)

    def _ribbon_spine(self, ground: Ground) -> tuple[Points, float]:
        spine = ribbon_spine(self._parts(ground))
        mean = self.flat[ground.zone.zone].area / max(shapely.LineString(spine).length, 1e-6)
        return spine, min(max(0.5 * mean, _LEAST_WIDTH * self.size), _RIBBON_WIDTH[ground.form] * self.size)

    def _wing_spine(self, ground: Ground) -> tuple[Points, float]:
        parts = list(shapely.get_parts(self.flat[ground.zone.zone]))
        spine = self._drawn_back(wing_spine(parts, self._core(ground), _WING_LENGTH * self.size))
        return spine, min(_WING_WIDTH * self.size, 0.21 * shapely.LineString(spine).length)

    def _drawn_back(self, spine: Points) -> Points:
        """Return a wing's spine as far as the zone into which it flies, so that its point does not hide that zone."""
        line, start, end = shapely.LineString(spine), shapely.Point(spine[0]), shapely.Point(spine[-1])
        for other in self.grounds:
            flat = self.flat[other.zone.zone]
            small = other.form not in (*SPOTS, *RIBBONS, "wing") and flat.area < self.size**2 / 9
            if small and flat.contains(end) and not flat.contains(start):
                short = shapely.get_parts(line.difference(flat))[0]
                return curve(shapely.get_coordinates(short)) if short.length > 0.5 * line.length else spine
        return spine

    def _core(self, wing: Ground) -> Points:
        """Return what a wing flies from: the middle of poles and centres, or of all other zones."""
        others = [ground for ground in self.grounds if ground.zone.zone != wing.zone.zone]
        heart = [ground for ground in others if ground.form in ("pole", "centre")]
        shapes = [self.flat[ground.zone.zone] for ground in heart or others or [wing]]
        return numpy.asarray(shapely.get_coordinates(shapely.centroid(shapes)).mean(axis=0))

    def _parts(self, ground: Ground) -> list[BaseGeometry]:
        flat = self.flat[ground.zone.zone]
        members = [to_shape(self.units.get(member)) for member in ground.zone.members]
        coarse = [self._coarse(member) for member in members if member is not None]
        parts = [part for part in coarse if part.area > 0]
        if len(parts) < 2:
            parts = list(shapely.get_parts(flat))
        return parts if len(parts) > 1 else slices(flat)

    def _room(self, flat: BaseGeometry) -> BaseGeometry:
        """Return the ground of a zone with its bays, as far as the region goes; all of it, where it lies elsewhere."""
        whole = solid(flat)
        room = whole if self.region is None else shapely.intersection(whole, self.region)
        return room if room.area > 0 else whole

    def _belt_around(self, flat: BaseGeometry) -> BaseGeometry:
        outer = hull(flat, _GAP * self.size, self.region)
        return shapely.difference(outer, outer.buffer(-0.3 * math.sqrt(outer.area / math.pi)))
