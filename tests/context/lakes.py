"""Lakes of China, named where a hand-written table and the county on their shore say so."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import gshhg
import shapely
from lines import Detail, nearest
from shapely.geometry.base import BaseGeometry

from geo.model.schema import Lake
from geo.space.boundaries import unit_table
from geo.space.geometry import pieces, to_mapping

_LEAST_KM2, _LEAST_FAR_KM2 = 10.0, 100.0
"""Area of a lake that is taken, inside the boxes of finer detail and elsewhere."""
_LARGE_KM2 = 150.0

_POYANG = (115.75, 28.4, 116.95, 29.73)
"""The source draws 鄱阳湖 as a part of the Yangtze; it is what the river's outline has in this box."""


def lakes(land: BaseGeometry, provinces: Mapping[str, BaseGeometry], detail: Detail) -> list[Lake]:
    """Return the lakes of China, those without a name gathered by province.

    Parameters
    ----------
    land : shapely geometry
        China.
    provinces : mapping of str to shapely geometry
        Adcode -> outline.
    detail : Detail
        How much the shores are simplified.
    """
    shapes = [
        (area, shape)
        for area, shape in gshhg.lakes()
        if area >= (_LEAST_KM2 if detail.is_fine(shape) else _LEAST_FAR_KM2) and shape.intersects(land)
    ]
    shapes.append((3000.0, _poyang()))
    named = list(_named([shape for _, shape in shapes], detail))
    taken = {number for number, _ in named}
    rest = [(area, shape) for number, (area, shape) in enumerate(shapes) if number not in taken]
    return [row for _, row in named] + list(_unnamed(rest, provinces, detail))


def _poyang() -> BaseGeometry:
    box = shapely.box(*_POYANG)
    parts = [part for river in gshhg.wide_rivers() for part in pieces(shapely.make_valid(river) & box)]
    # The Yangtze passes through the box's corner; it is narrower than the lake.
    wide = max(pieces(shapely.union_all(parts).buffer(-0.008)), key=shapely.area)
    return wide.buffer(0.008) & shapely.union_all(parts)


def _named(shapes: list[BaseGeometry], detail: Detail) -> Iterator[tuple[int, Lake]]:
    counties = unit_table("county").set_index("district_adcode").geometry
    tree = shapely.STRtree(shapes)
    rows = csv.DictReader((Path(__file__).parent / "lakes.csv").open(encoding="utf-8"))
    for row in rows:
        lon, lat = map(float, row["at"].split(":"))
        found = tree.query(shapely.Point(lon, lat), "within")
        if len(found) != 1 or not shapes[found[0]].intersects(counties[int(row["county"])]):
            raise SystemExit(f"{row['lake']}: no lake at {row['at']} in {row['county']}")
        shape = shapes[found[0]]
        lake = Lake(
            lake=row["lake"],
            name=row["name"],
            name_en=row["name_en"],
            rank=int(row["rank"]),
            counties=(row["county"],),
            geometry=to_mapping(detail.area(shape)),
        )
        yield int(found[0]), lake


def _unnamed(
    shapes: Iterable[tuple[float, BaseGeometry]], provinces: Mapping[str, BaseGeometry], detail: Detail
) -> Iterator[Lake]:
    found: defaultdict[tuple[str, int], list[BaseGeometry]] = defaultdict(list)
    for area, shape in shapes:
        code = nearest(shape.representative_point(), provinces)
        found[code, 2 if area >= _LARGE_KM2 else 3].append(detail.area(shape))
    for (code, rank), areas in found.items():
        merged = shapely.MultiPolygon([part for area in areas for part in pieces(area)])
        yield Lake(lake=f"unnamed-{code}-{rank}", name="", name_en="", rank=rank, geometry=to_mapping(merged))
