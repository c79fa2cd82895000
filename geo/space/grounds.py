"""Where the zones of a plan are that its diagram draws: outlines, places, and the heart of a pole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from shapely.geometry.base import BaseGeometry

from geo.model.nature import read_towns
from geo.model.plan import Plan
from geo.model.schema import Zone
from geo.space.boxes import GLOBE
from geo.space.geometry import box, to_shape
from geo.space.homes import Homes, homes_of
from geo.space.reach import around

SPOTS = ("pole", "centre", "valley")
"""Forms that stand at one place."""
_ENOUGH = 3
"""Places of which the median tells where a pole is."""


@dataclass(frozen=True)
class Ground:
    """Where a zone is, in degrees: its outline or discs around its places, the places themselves, and its heart.

    The heart is where a pole is known to be; None where neither its places nor a city tell.
    """

    zone: Zone
    form: str
    shape: BaseGeometry
    basis: str
    places: tuple[tuple[float, float], ...]
    heart: tuple[float, float] | None


def grounds_of(plan: Plan) -> list[Ground]:
    """Return where each zone is that can be placed."""
    forms, homes = {group.group: group.form for group in plan.groups}, homes_of(plan)
    found = []
    for zone in plan.zone_rows:
        places = _places(zone, plan, homes)
        outline = _outline(zone)
        shape = outline if outline is not None else around(places) if places else None
        if shape is not None:
            basis = "outline" if outline is not None else "places"
            points = tuple((lon, lat) for lon, lat, _ in places)
            form = forms.get(zone.group, "area")
            heart = _heart(zone, plan, points) if form in SPOTS and zone.basis != "sketch" else None
            found.append(Ground(zone, form, shape, basis, points, heart))
    return found


def _heart(zone: Zone, plan: Plan, places: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """Return the median of a zone's places, or its city where it is one and has few of them."""
    if len(places) >= _ENOUGH:
        lon, lat = numpy.median(numpy.array(places), axis=0)
        return (float(lon), float(lat))
    city = next((unit for unit in plan.unit_rows if zone.members == (unit.unit,) and unit.name.endswith("市")), None)
    towns = read_towns(plan.root, GLOBE) if city else ()
    seats = (town for town in towns if city and city.unit in town.seat_of)
    return next(((town.lon, town.lat) for town in seats if town.lon is not None and town.lat is not None), None)


def _outline(zone: Zone) -> BaseGeometry | None:
    """Return a zone's outline, or None where it has none on the globe."""
    outline = to_shape(zone.geometry)
    return outline if outline is not None and GLOBE.contains(box(outline)) else None


def _places(zone: Zone, plan: Plan, homes: Homes) -> list[tuple[float, float, float]]:
    """Return lon, lat and precision of the places in a zone."""
    return [
        (park.lon, park.lat, park.precision_km or 1.0)
        for park in plan.park_rows
        if park.lon is not None and park.lat is not None and not park.superseded_by and not park.outside
        if zone.zone in homes[park.park_id]
    ]
