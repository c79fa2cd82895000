"""Rivers of China: the courses of those with a name, and what else the source draws."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from pathlib import Path

import gshhg
import shapely
from lines import Detail, nearest, seats_within
from network import Network, Place, degrees
from shapely.geometry.base import BaseGeometry

from geo.model.schema import River, Town

BANK_KM = 16.0
"""A seat by which a river is identified lies so near to its course at most."""

_LEAST, _LEAST_FAR = 0.15, 1.5
"""Degrees that a line without a name is long at least, inside the boxes of finer detail and elsewhere."""
_BESIDE = 0.03
"""Degrees from a course within which a line is a side channel of it."""
_ON = 0.0005


def rivers(
    land: BaseGeometry, provinces: Mapping[str, BaseGeometry], towns: Iterable[Town], detail: Detail
) -> list[River]:
    """Return the rivers of China, those without a name gathered by province.

    Parameters
    ----------
    land : shapely geometry
        China.
    provinces : mapping of str to shapely geometry
        Adcode -> outline.
    towns : iterable of Town
        Seats, which tell the course of a river.
    detail : Detail
        How much the lines are simplified.
    """
    lines, wide = gshhg.rivers(), gshhg.wide_rivers()
    network, known = Network(lines, wide), list(towns)
    seats = {code: town for town in known for code in (town.town, *town.seat_of)}
    table = csv.DictReader((Path(__file__).parent / "rivers.csv").open(encoding="utf-8"))
    courses: dict[str, tuple[dict[str, str], list[list[Place]]]] = {}
    for row in table:
        before = {river: list(chain.from_iterable(parts)) for river, (_, parts) in courses.items()}
        courses[row["river"]] = row, _courses(row["course"], seats, network, before)
    named = [_named(row, course, seats, detail) for row, course in courses.values()]
    used = {edge for part in _parts(courses) for edge in _edges(part)}
    rest = _rest(lines, used, land, shapely.union_all([shapely.boundary(river) for river in wide]))
    beside = shapely.union_all([shapely.LineString(part) for part in _parts(courses)]).buffer(_BESIDE)
    apart = (line for line in rest if (line - beside).length > line.length / 2)
    long = (line for line in apart if line.length >= (_LEAST if detail.is_fine(line) else _LEAST_FAR))
    return named + list(_unnamed(long, provinces, replace(detail, coarse=2 * detail.coarse)))


def _parts(courses: Mapping[str, tuple[object, list[list[Place]]]]) -> list[list[Place]]:
    return [part for _, parts in courses.values() for part in parts if len(part) > 1]


def _courses(
    text: str, seats: Mapping[str, Town], network: Network, before: Mapping[str, Sequence[Place]]
) -> list[list[Place]]:
    """Return the parts of a course; between two parts lies a lake or reservoir."""
    return [network.course([_place(stop, seats, before) for stop in part.split(";")]) for part in text.split("|")]


def _place(stop: str, seats: Mapping[str, Town], before: Mapping[str, Sequence[Place]]) -> Place:
    """Return where a course passes: a town by number or unit, ``lon:lat``, or ``lon:lat@river``, on its course."""
    if ":" not in stop:
        return float(seats[stop].lon or 0), float(seats[stop].lat or 0)
    at, _, other = stop.partition("@")
    lon, lat = map(float, at.split(":"))
    return min(before[other], key=lambda place: degrees(place, (lon, lat))) if other else (lon, lat)


def _named(row: Mapping[str, str], parts: Sequence[list[Place]], seats: Mapping[str, Town], detail: Detail) -> River:
    shape = shapely.MultiLineString([part for part in parts if len(part) > 1])
    stops = [seats[stop] for stop in row["course"].replace("|", ";").split(";") if ":" not in stop]
    along = seats_within(BANK_KM, shape, stops)
    if len(along) != len({stop.town for stop in stops}):
        raise SystemExit(f"{row['river']}: {[stop.name for stop in stops if stop.town not in along]} is far off")
    return River(
        river=row["river"],
        name=row["name"],
        name_en=row["name_en"],
        rank=int(row["rank"]),
        along=along,
        note=row["note"],
        geometry=_mapping(detail.lines(shapely.get_parts(shape))),
    )


def _rest(
    lines: Iterable[Sequence[Place]], used: set[frozenset[Place]], land: BaseGeometry, banks: BaseGeometry
) -> list[shapely.LineString]:
    """Return what of the lines is no part of a course, lies in China and is no bank of a wide river."""
    shapely.prepare(banks)
    kept = []
    for line in lines:
        corners = [(round(float(x), 5), round(float(y), 5)) for x, y in line]
        points = shapely.points(corners)
        dry = shapely.intersects(land, points) & ~shapely.dwithin(banks, points, _ON)
        pairs = zip(corners, corners[1:], dry, dry[1:], strict=False)
        kept += [
            [one, two] for one, two, a, b in pairs if (a or b) and one != two and frozenset((one, two)) not in used
        ]
    return list(shapely.get_parts(shapely.line_merge(shapely.MultiLineString(kept))))


def _edges(course: Sequence[Place]) -> Iterator[frozenset[Place]]:
    return (frozenset(pair) for pair in pairwise(course))


def _unnamed(
    lines: Iterable[shapely.LineString], provinces: Mapping[str, BaseGeometry], detail: Detail
) -> Iterator[River]:
    found: defaultdict[str, list[shapely.LineString]] = defaultdict(list)
    for line in lines:
        found[nearest(line.interpolate(0.5, normalized=True), provinces)].append(line)
    for code, group in found.items():
        simple = detail.lines(group)
        yield River(river=f"unnamed-{code}", name="", name_en="", rank=3, geometry=_mapping(simple))


def _mapping(lines: Sequence[shapely.LineString]) -> dict[str, object]:
    rows = sorted([list(map(list, shapely.get_coordinates(line).round(4).tolist())) for line in lines])
    return {"type": "MultiLineString", "coordinates": rows}
