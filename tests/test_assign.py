"""Registers of points onto a plan: every row by hand, by another program, in every form, and none lost."""

from __future__ import annotations

import csv
import datetime
import json
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import geopandas
import numpy
import pyarrow
import pytest
import shapely
from click.testing import CliRunner, Result
from pyarrow import parquet
from reading import ROOT, TINY, plan_of
from registers import WHY, blocks, faulty_rows, write_register

from geo.analysis.register import csv_sheet, parquet_sheet
from geo.analysis.register.assign import Asked, Assignment, assign_points
from geo.analysis.register.joining import join_parquet
from geo.cli import cli
from geo.space.covering import Covering
from geo.space.crs import to_datum
from geo.space.geometry import distance_km, sound_shapes, to_shape
from geo.space.nearest import Nearest

BY_HAND = """\
name,lon,lat,unit,unit_name,prefecture,prefecture_name,zones
north-west,110.5,31.5,990101,西北县,990100,西市,west-pole
south-east,111.5,30.5,990202,东南县,990200,东市,east-belt
middle,111,31,990101,西北县,990100,西市,west-pole
between east and west,111,30.5,990102,西南县,990100,西市,west-pole
between counties,111.5,31,990201,东北县,990200,东市,east-belt
corner,112,30,990202,东南县,990200,东市,east-belt
"""
"""Of units that share a border, the one with the lowest adcode; the zone is then the unit's."""


def buju(*words: str, root: Path = TINY) -> Result:
    return CliRunner().invoke(cli, ["--root", str(root), *words], prog_name="buju")


def assigned(points: Path | Sequence[Path], out: Path, plan: str = "tiny", **asked: Any) -> Assignment:
    return assign_points(plan_of(plan), points, out, Asked(**asked))


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
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


def test_a_small_plan_is_assigned_as_by_hand(tmp_path: Path) -> None:
    wanted = list(csv.reader(BY_HAND.splitlines()))
    path = write_rows(tmp_path / "points.csv", [row[:3] for row in wanted])
    done = assigned(path, tmp_path / "out.csv")
    rows = cells(tmp_path / "out.csv")
    assert [list(row.values())[:8] for row in rows] == wanted[1:]
    assert list(rows[0])[:8] == wanted[0]
    assert (done.counts.rows, done.counts.placed, cells(tmp_path / "out.rejects.csv")) == (6, 6, [])


def test_places_and_borders_are_those_of_geopandas(tmp_path: Path) -> None:
    shapes = sound_shapes({unit.unit: unit.geometry for unit in plan_of("heilongjiang").unit_rows})
    chance = numpy.random.default_rng(3)
    inside = chance.uniform((121, 43.3), (135.2, 53.6), (60_000, 2))
    places = numpy.concatenate([inside, border_points(list(shapes.values()), 10_000)])
    check_against_geopandas("heilongjiang", places, tmp_path)


def test_zones_that_overlap_are_all_named_and_distances_are_those_of_single_points(tmp_path: Path) -> None:
    plan = plan_of("changsha")
    shapes = [to_shape(zone.geometry) for zone in plan.zones_in_order() if zone.geometry]
    chance = numpy.random.default_rng(3)
    places = numpy.concatenate([chance.uniform((111.9, 27.8), (114.3, 28.7), (3000, 2)), border_points(shapes, 500)])
    check_against_geopandas("changsha", places, tmp_path)
    rows = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert max(len(row["zones"]) for row in rows) > 1
    outside = [row for row in rows if not row["zones"]]
    assert len(outside) > 500
    for row in outside[:300]:
        away = [distance_km(row["lon"], row["lat"], shape) for shape in shapes]
        assert row["zone_km"] == pytest.approx(min(away), rel=2e-4, abs=1e-3)
    assert all(row["zone_km"] is None and row["nearest_zone"] is None for row in rows if row["zones"])


def test_a_covering_answers_as_its_outlines_do_wherever_a_border_runs() -> None:
    """Borders along the edges of cells, corners in their middles, a hole, an island, nothing around."""
    square = shapely.box(0, 0, 2048, 2048)
    shapes = [
        shapely.difference(square, shapely.box(512, 512, 1024, 1024.5)),
        shapely.MultiPolygon([shapely.box(700, 700, 700.25, 700.25), shapely.box(900.5, 600, 950, 600.5)]),
        shapely.Polygon([(3, 3), (2000, 4.5), (1000.5, 2000)]),
    ]
    covering = Covering(shapes)
    chance = numpy.random.default_rng(8)
    places = numpy.concatenate(
        [
            chance.uniform(-10, 2058, (5000, 2)),
            chance.integers(-1, 2050, (5000, 2)).astype(float),
            chance.uniform(699.9, 700.4, (500, 2)),
            shapely.get_coordinates(shapes),
            [(1e9, -1e9), (2048, 2048), (0, 0)],
        ]
    )
    numbers, faces = covering.look_up(*places.T)
    wanted = [tuple(at for at, shape in enumerate(shapes) if shape.intersects(shapely.Point(xy))) for xy in places]
    assert [faces[number] for number in numbers] == wanted


def test_more_outlines_than_bits_of_a_word() -> None:
    shapes = [shapely.box(0, 0, 1 + at / 10, 1) for at in range(60)]
    numbers, faces = Covering(shapes).look_up(numpy.array([0.5, 5.05, 6.9, 7.0]), numpy.full(4, 0.5))
    assert [faces[number] for number in numbers] == [tuple(range(60)), tuple(range(41, 60)), (59,), ()]


def test_the_nearest_border_is_that_of_the_nearest_outline() -> None:
    found, km = Nearest([shapely.box(110, 30, 111, 31), shapely.box(113, 30, 114, 31)]).away(
        numpy.array([111.5, 112.9, 112.5]), numpy.array([30.5, 30.5, 32.0])
    )
    assert found.tolist() == [0, 1, 1]
    assert km[0] == pytest.approx(47.99, abs=0.05)
    assert km[1] == pytest.approx(9.60, abs=0.05)


@pytest.mark.parametrize(
    ("delimiter", "encoding", "head"),
    [
        (",", "utf-8", ("经度", "纬度")),
        (",", "gbk", ("经度", "纬度")),
        (";", "utf-8-sig", ("LNG", "LAT")),
        ("\t", "gb18030", ("东经(°)", "北纬(°)")),
        ("|", "utf-8", ("x", "y")),
        (",", "utf-8", ("lon_wgs84", "lat_wgs84")),
    ],
)
def test_texts_are_taken_as_they_come(delimiter: str, encoding: str, head: tuple[str, str], tmp_path: Path) -> None:
    rows = [["名称", *head, "备注"], ["甲厂", "110.5", "31.5", '说"好",\n再说'], ["乙厂", " ＋111.5 ", "30.5", ""]]
    done = assigned(write_rows(tmp_path / "p.csv", rows, delimiter, encoding), tmp_path / "out.csv")
    found = cells(tmp_path / "out.csv")
    assert [(row["名称"], row["unit"]) for row in found] == [("甲厂", "990101"), ("乙厂", "990202")]
    assert found[0]["备注"] == '说"好",\n再说'
    assert found[1][head[0]] == " ＋111.5 ", "cells stay as they were typed"
    assert done.counts.placed == 2


def test_every_fault_of_a_register_has_its_reason_and_no_row_is_lost(tmp_path: Path) -> None:
    rows, faults = faulty_rows(500)
    path = write_rows(tmp_path / "p.csv", [*rows, ["cut short", "1"]])
    done = assigned(path, tmp_path / "out.csv", "heilongjiang")
    placed, rejected = cells(tmp_path / "out.csv"), cells(tmp_path / "out.rejects.csv")
    assert len(placed) + len(rejected) == done.counts.rows == 501
    assert sum(done.counts.rejected.values()) == len(rejected)
    why = {int(row["reject_row"]): row["reject_reason"] for row in rejected}
    assert why.pop(501) == "cells"
    assert rejected[-1]["reject_detail"] == "2 cells, and the header has 4: cut short,1"
    assert {row: why.pop(row) for row in faults} == {row: WHY[name] for row, name in faults.items()}
    assert set(why.values()) <= {"outside"}, "clusters reach over the border"
    for row in rejected[:-1]:
        at = int(row["reject_row"])
        assert [row[name] for name in rows[0]] == rows[at]
        if faults.get(at) in ("neighbour", "jiagedaqi"):
            assert row["reject_detail"] == {"neighbour": "in 吉林省", "jiagedaqi": "in 内蒙古自治区"}[faults[at]]
        if faults.get(at) in ("abroad", "sea"):
            assert row["reject_detail"] == "abroad or at sea"
    assert any("加格达奇" in note for note in done.notes)


def test_numbers_in_parquet_have_the_same_faults(tmp_path: Path) -> None:
    rows, faults = faulty_rows(700)
    columns = list(zip(*rows[1:], strict=True))
    held = [at for at, row in enumerate(rows[1:], 1) if faults.get(at) != "text"]
    numbers = [[float(column[at - 1] or "nan") if column[at - 1] else None for at in held] for column in columns[2:]]
    table = pyarrow.table({"id": held, "lng": pyarrow.array(numbers[0], pyarrow.float64()), "lat": numbers[1]})
    parquet.write_table(table, tmp_path / "p.parquet")
    assigned(tmp_path / "p.parquet", tmp_path / "out.parquet", "heilongjiang")
    rejected = parquet.read_table(tmp_path / "out.rejects.parquet").to_pylist()
    why = {row["id"]: row["reject_reason"] for row in rejected}
    assert {at: why[at] for at in held if at in faults} == {at: WHY[faults[at]] for at in held if at in faults}
    assert [row["reject_row"] for row in rejected] == [held.index(row["id"]) + 1 for row in rejected]


def test_one_unit_a_row_and_counts_by_unit_zone_and_industry(tmp_path: Path) -> None:
    rows = [["企业", "行业", "lon", "lat"]]
    rows += [
        ["a", "医药", "110.5", "31.5"],
        ["b", "医药", "110.6", "31.5"],
        ["c", "=农业", "111.5", "30.5"],
        ["d", "", "110.5", "31.5"],
    ]
    path = write_rows(tmp_path / "p.csv", rows)
    summary = tmp_path / "s.csv"
    done = assigned(path, tmp_path / "out.parquet", summary=str(summary), industry="行业")
    assert [tuple(row.values()) for row in cells(summary)] == [
        ("990101", "西北县", "990100", "西市", "west-pole", "西市引领极", "", "1"),
        ("990101", "西北县", "990100", "西市", "west-pole", "西市引领极", "医药", "2"),
        ("990202", "东南县", "990200", "东市", "east-belt", "东部产业带", "'=农业", "1"),
    ]
    assert done.paths[-1] == str(summary)


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_shifted_coordinates_are_put_back_and_the_original_kept(datum: str, tmp_path: Path) -> None:
    places = numpy.array([(110.9995, 31.5), (111.0005, 31.5), (110.5, 30.9995)])
    shifted = to_datum(datum)(places)
    parquet.write_table(pyarrow.table({"lon": shifted[:, 0], "lat": shifted[:, 1]}), tmp_path / "p.parquet")
    assigned(tmp_path / "p.parquet", tmp_path / "out.parquet", datum=datum)
    rows = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert [row["unit"] for row in rows] == ["990101", "990201", "990102"]
    assert [(row["cgcs2000_lon"], row["cgcs2000_lat"]) for row in rows] == [tuple(place) for place in places.tolist()]
    assert [row["lon"] for row in rows] == shifted[:, 0].tolist()


def test_a_column_that_speaks_of_a_shift_raises_a_doubt(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "p.csv", [["lng_gcj02", "lat_gcj02"], ["110.5", "31.5"]])
    (note,) = assigned(path, tmp_path / "out.csv").notes
    assert "--datum gcj02" in note
    assert assigned(path, tmp_path / "out.csv", datum="gcj02").notes == ()


def test_points_of_geoparquet_need_no_columns(tmp_path: Path) -> None:
    points = geopandas.GeoDataFrame(
        {"name": ["a", "b"]}, geometry=geopandas.points_from_xy([110.5, 111.5], [31.5, 30.5])
    )
    points.set_crs(4490).to_parquet(tmp_path / "p.parquet")
    assigned(tmp_path / "p.parquet", tmp_path / "out.parquet")
    back = geopandas.read_parquet(tmp_path / "out.parquet")
    assert back["unit"].tolist() == ["990101", "990202"]
    assert back.geometry.x.tolist() == [110.5, 111.5]


def test_folders_and_patterns_give_all_rows_in_the_order_of_names(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "_logs").mkdir()
    for at, name in enumerate(("b.csv", "a.csv", "deep/c.csv", "_logs/d.csv", ".e.csv")):
        write_rows(folder / name, [["id", "lon", "lat"], [str(at), "110.5", "31.5"]])
    assigned(folder, tmp_path / "out.csv")
    assert [row["id"] for row in cells(tmp_path / "out.csv")] == ["1", "0", "2"]
    assigned(Path(f"{folder}/*.csv"), tmp_path / "out.csv")
    assert [row["id"] for row in cells(tmp_path / "out.csv")] == ["1", "0"]


def test_a_result_may_be_assigned_to_another_plan(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "p.csv", [["lon", "lat", "unit"], ["110.5", "31.5", "第一车间"]])
    assigned(path, tmp_path / "out.parquet")
    row = parquet.read_table(tmp_path / "out.parquet").to_pylist()[0]
    assert (row["unit"], row["unit_tiny"]) == ("第一车间", "990101")


def csv_of(text: str | bytes) -> Any:
    return lambda path: path.with_suffix(".csv").write_bytes(text if isinstance(text, bytes) else text.encode())


def parquet_of(**columns: Any) -> Any:
    return lambda path: parquet.write_table(pyarrow.table(columns), path.with_suffix(".parquet"))


def truncated(path: Path) -> None:
    write_register(path.with_suffix(".parquet"), 1000)
    data = path.with_suffix(".parquet").read_bytes()
    path.with_suffix(".parquet").write_bytes(data[: len(data) // 2])


def two_headers(path: Path) -> None:
    path.mkdir()
    write_rows(path / "a.csv", [["id", "lon", "lat"], ["1", "110.5", "31.5"]])
    write_rows(path / "b.csv", [["id", "lon", "lat", "区"], ["1", "110.5", "31.5", "x"]])


def two_types(path: Path) -> None:
    path.mkdir()
    parquet.write_table(pyarrow.table({"code": [1], "lon": [110.5], "lat": [31.5]}), path / "a.parquet")
    parquet.write_table(pyarrow.table({"code": ["x"], "lon": [110.5], "lat": [31.5]}), path / "b.parquet")


BAD = {
    "no position": (
        csv_of("a,b\n1,2\n"),
        "has no column that is known as its longitude. Name one with --lon. It has: a, b.",
    ),
    "no latitude": (csv_of("lon,b\n1,2\n"), "known as its latitude. Name one with --lat."),
    "two longitudes": (csv_of("lon,lng,lat\n1,2,3\n"), "lon, lng may each be the longitude. Name one with --lon."),
    "two of a name": (csv_of("lon,lat,a,a\n1,2,3,4\n"), 'two columns are named "a".'),
    "a million columns": (
        csv_of(",".join(["lon,lat", *map(str, range(1_000_000))])),
        "first row is longer than a megabyte",
    ),
    "many columns": (csv_of(",".join(["lon,lat", *map(str, range(9_000))])), "has 9,002 columns, and at most 4,096"),
    "empty": (csv_of(""), "is empty."),
    "no rows": (parquet_of(lon=pyarrow.array([], "double"), lat=pyarrow.array([], "double")), "holds no rows."),
    "utf-16": (csv_of("lon,lat\n1,2\n".encode("utf-16")), "is UTF-16. Save it as UTF-8"),
    "no encoding": (csv_of(b"lon,lat,n\n1,2,\xff\xff\n"), "byte 14 is neither UTF-8 nor GBK."),
    "a workbook": (csv_of(b"PK\x03\x04rest"), "is no CSV and no Parquet."),
    "truncated": (truncated, "is no whole Parquet file"),
    "no Parquet": (lambda path: path.with_suffix(".parquet").write_bytes(b"lon,lat\n1,2\n"), "does not begin as one"),
    "dates for degrees": (parquet_of(lon=[datetime.date(2020, 1, 1)], lat=[1.0]), "no degrees."),
    "two headers": (two_headers, "b.csv: has other columns than"),
    "two types": (two_types, 'b.parquet: column "code" holds string, and in'),
    "nothing there": (lambda path: None, "no file of points is there."),
    "a quote never closed": (csv_of('lon,lat,n\n1,2,"x\n'), ""),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line_that_says_what_to_do(name: str, tmp_path: Path) -> None:
    make, message = BAD[name]
    make(tmp_path / "p")
    given = next(tmp_path.iterdir(), tmp_path / "p")
    result = buju("assign", str(given), "--plan", "tiny", "-o", str(tmp_path / "out.parquet"))
    if not message:
        assert result.exit_code == 0
        assert "1 row: 0 placed, 1 rejected" in result.stderr
        return
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("out")]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--lon", "lng"], 'has no column "lng". Did you mean "lon"?'),
        (["--lon", "lat"], '"lat" cannot be both longitude and latitude.'),
        (["--industry-column", "行业"], 'has no column "行业". It has: lon, lat.'),
        (["-o", "out.xlsx"], "rows are written to .parquet or .csv."),
        (["--engine", "dask"], "--engine dask and --scheduler tcp://host:8786 go together."),
        (["--scheduler", "tcp://127.0.0.1:1"], "go together."),
    ],
)
def test_wrong_calls_say_what_is_wrong(words: list[str], message: str, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "p.csv", [["lon", "lat"], ["110.5", "31.5"]])
    result = buju("assign", str(path), "--plan", "tiny", "-o", str(tmp_path / "out.csv"), *words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert sorted(tmp_path.iterdir()) == [path]


def test_the_command_says_what_became_of_the_rows(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "p.csv", [["lat", "lon"], *[["110.5", "31.5"]] * 3, ["31.5", "110.5"]])
    words = ("assign", str(path), "--plan", "tiny", "-o", str(tmp_path / "out.csv"))
    result = buju(*words)
    assert result.stdout.splitlines() == [str(tmp_path / "out.csv"), str(tmp_path / "out.rejects.csv")]
    assert result.stderr.splitlines() == [
        "Longitude and latitude seem to be swapped throughout: --lon lat --lat lon would turn them.",
        "4 rows: 1 placed, 3 rejected (3 swapped).",
    ]
    turned = json.loads(buju(*words, "--lon", "lat", "--lat", "lon", "--json", "-q").stdout)
    assert (turned["rows"], turned["placed"], turned["rejected"]) == (4, 3, {"swapped": 1})


def test_texts_and_numbers_give_the_same_rows(tmp_path: Path) -> None:
    write_register(tmp_path / "p.csv", 20_000)
    write_register(tmp_path / "p.parquet", 20_000)
    for kind in ("csv", "parquet"):
        assigned(tmp_path / f"p.{kind}", tmp_path / f"from-{kind}.csv", "heilongjiang")
    one, other = (cells(tmp_path / f"from-{kind}.csv") for kind in ("csv", "parquet"))
    assert [(row["企业名称"], row["unit"], row["zones"]) for row in one] == [
        (row["企业名称"], row["unit"], row["zones"]) for row in other
    ]


@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_parts_make_the_same_whole(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Quoted cells with line feeds and quotes are never cut, whatever the size of the parts."""
    rows, _ = faulty_rows(3000)
    texts = [[f'{row[0]}"引,\n"{at}' if at % 3 else row[0], *row[1:]] for at, row in enumerate(rows[1:])]
    path = write_rows(tmp_path / "p.csv", [rows[0], *texts, ["broken"], *texts[:50]])
    assigned(path, tmp_path / f"one{suffix}", "heilongjiang", industry="行业", summary=str(tmp_path / "one-s.csv"))
    monkeypatch.setattr(csv_sheet, "PART_BYTES", 5000)
    shares: list[float] = []
    asked = Asked(industry="行业", summary=str(tmp_path / "many-s.csv"))
    assign_points(
        plan_of("heilongjiang"), path, tmp_path / f"many{suffix}", asked, lambda done: shares.append(done.share)
    )
    assert len(shares) > 20
    assert shares == sorted(shares)
    assert shares[-1] == 1
    for name in ("", ".rejects"):
        one, many = tmp_path / f"one{name}{suffix}", tmp_path / f"many{name}{suffix}"
        if suffix == ".csv":
            assert one.read_bytes() == many.read_bytes()
        else:
            assert parquet.read_table(one).equals(parquet.read_table(many))
            (count,) = duckdb.sql(f"select count(*) from '{many}'").fetchall()[0:1]
            assert count[0] == parquet.read_metadata(one).num_rows
    assert (tmp_path / "one-s.csv").read_bytes() == (tmp_path / "many-s.csv").read_bytes()


def test_row_groups_are_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_sheet, "PART_ROWS", 900)
    table = next(blocks(5000))
    parquet.write_table(table, tmp_path / "p.parquet", row_group_size=500)
    assigned(tmp_path / "p.parquet", tmp_path / "out.parquet", "heilongjiang")
    rejected = parquet.read_table(tmp_path / "out.rejects.parquet").to_pylist()
    names = table["企业名称"].to_pylist()
    assert [names[row["reject_row"] - 1] for row in rejected] == [row["企业名称"] for row in rejected]
    assert len(rejected) + parquet.read_metadata(tmp_path / "out.parquet").num_rows == 5000


def test_files_joined_are_read_by_another_program(tmp_path: Path) -> None:
    tables = [
        pyarrow.table(
            {
                "n": numpy.arange(begin, begin + 700),
                "s": [f"词{at % 7}" if at % 5 else None for at in range(700)],
                "l": [["a", "b"][: at % 3] for at in range(700)],
            }
        )
        for begin in range(0, 28_000, 700)
    ]
    tables.insert(3, tables[0].slice(0, 0))
    paths = [tmp_path / f"{at}.parquet" for at in range(len(tables))]
    for table, path in zip(tables, paths, strict=True):
        parquet.write_table(table, path, row_group_size=300)
    join_parquet(paths, tmp_path / "all.parquet")
    assert parquet.read_table(tmp_path / "all.parquet").equals(pyarrow.concat_tables(tables))
    asked = f"select count(*), sum(n), count(distinct s), sum(len(l)) from '{tmp_path / 'all.parquet'}'"
    lists = sum(len(value) for table in tables for value in table["l"].to_pylist())
    assert duckdb.sql(asked).fetchall() == [(28_000, sum(range(28_000)), 7, lists)]


KILLED = """
import sys, geo
from geo.analysis.register import csv_sheet
from geo.analysis.register.assign import assign_points
csv_sheet.PART_BYTES = 50_000
plan = geo.read_plan("heilongjiang", sys.argv[1])
assign_points(plan, sys.argv[2], sys.argv[3], watch=lambda done: print(done.share, flush=True))
"""


def test_killed_and_begun_again_it_ends_with_the_same_bytes(tmp_path: Path) -> None:
    path = write_register(tmp_path / "p.csv", 16_000)
    command = [sys.executable, "-c", KILLED, str(ROOT), str(path)]
    subprocess.run([*command, str(tmp_path / "whole.parquet")], check=True, capture_output=True)
    out = tmp_path / "out.parquet"
    starts = []
    for kept in (2, 4):
        with subprocess.Popen([*command, str(out)], stdout=subprocess.PIPE, text=True) as running:
            assert running.stdout is not None
            told = [float(running.stdout.readline()) for _ in range(kept)]
            running.send_signal(signal.SIGKILL)
        starts.append(told[0])
        assert not out.exists()
    assert starts[0] == 0 < starts[1], "each run goes on from where the last one stood"
    subprocess.run([*command, str(out)], check=True, capture_output=True)
    for name in ("", ".rejects"):
        assert (tmp_path / f"out{name}.parquet").read_bytes() == (tmp_path / f"whole{name}.parquet").read_bytes()
    assert not (tmp_path / "out.parquet.parts").exists()


def test_another_work_takes_nothing_over(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "p.csv", [["lon", "lat"], ["110.5", "31.5"]])
    folder = tmp_path / "out.csv.parts"
    folder.mkdir()
    (folder / "mine.txt").write_text("keep me")
    result = buju("assign", str(path), "--plan", "tiny", "-o", str(tmp_path / "out.csv"))
    assert result.exit_code == 1
    assert "it holds something else. Move it away." in result.stderr
    assert (folder / "mine.txt").read_text() == "keep me"


def test_a_damaged_part_keeps_what_is_done_and_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_sheet, "PART_ROWS", 900)
    parquet.write_table(next(blocks(4000)), tmp_path / "p.parquet", row_group_size=1000, compression="zstd")
    data = bytearray((tmp_path / "p.parquet").read_bytes())
    last = parquet.read_metadata(tmp_path / "p.parquet").row_group(3).column(0)
    start = last.dictionary_page_offset or last.data_page_offset
    data[start : start + 400] = bytes(400)
    (tmp_path / "p.parquet").write_bytes(data)
    result = buju(
        "assign", str(tmp_path / "p.parquet"), "--plan", "heilongjiang", "-o", str(tmp_path / "o.csv"), root=ROOT
    )
    assert result.exit_code == 1
    assert "p.parquet: cannot be read from row 3,001 on" in result.stderr
    assert "the same command goes on." in result.stderr
    assert not (tmp_path / "o.csv").exists()
