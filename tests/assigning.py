"""How tests assign registers, read what came of it, and hold it against geopandas."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas
import numpy
import pyarrow
import shapely
from pyarrow import parquet
from reading import plan_of

from geo.analysis.register.assign import Asked, Assignment, assign_points


def assigned(points: Path | Sequence[Path], out: Path, plan: str = "tiny", **asked: Any) -> Assignment:
    return assign_points(plan_of(plan), points, out, Asked(**asked))


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, rows: Sequence[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def border_points(shapes: Sequence[Any], count: int) -> Any:
    """Return vertices of outlines, and places on the straight lines between them, as lon and lat."""
    chance = numpy.random.default_rng(5)
    corners, ring = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(list(shapes))), return_index=True)
    begins = numpy.flatnonzero(ring[:-1] == ring[1:])
    chosen = chance.choice(begins, count // 2)
    middles = (corners[chosen] + corners[chosen + 1]) / 2
    return numpy.concatenate([corners[chance.choice(len(corners), count - count // 2)], middles])


def by_geopandas(plan: str, places: Any) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """Return what geopandas.sjoin finds for each place: its units of the lowest level, and its zones."""
    found = plan_of(plan)
    points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(*places.T), crs=4490)
    lowest = found.units[found.units["level"] == "county"]
    held: list[dict[int, set[str]]] = []
    for layer in (lowest, found.zones[found.zones.geometry.notna()]):
        # Outlines on the left: geopandas prepares them then, which is thirty times as fast.
        joined = geopandas.sjoin(layer[["geometry"]], points, predicate="intersects")
        sets: dict[int, set[str]] = {}
        for ident, row in zip(joined.index, joined["index_right"], strict=True):
            sets.setdefault(int(row), set()).add(str(ident))
        held.append(sets)
    return held[0], held[1]


def check_against_geopandas(plan: str, places: Any, tmp_path: Path) -> None:
    """Hold a result against geopandas.sjoin row for row, with the stated rule where units share a border."""
    path = tmp_path / "places.parquet"
    parquet.write_table(pyarrow.table({"id": range(len(places)), "lon": places[:, 0], "lat": places[:, 1]}), path)
    assigned(path, tmp_path / "out.parquet", plan)
    rows = {row["id"]: row for row in parquet.read_table(tmp_path / "out.parquet").to_pylist()}
    units, zones = by_geopandas(plan, places)
    assert set(rows) == set(units) | set(zones)
    members = {zone.zone: set(zone.members) for zone in plan_of(plan).zone_rows if zone.basis == "admin-union"}
    for ident, row in rows.items():
        unit = min(units.get(ident, {None}))
        wanted = zones.get(ident, set())
        if len(units.get(ident, ())) > 1:
            line = set(plan_of(plan).upwards(unit))
            wanted = {zone for zone in wanted if zone not in members or members[zone] & line}
        assert (row["unit"], set(row["zones"])) == (unit, wanted), row
