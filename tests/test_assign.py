"""Registers of points onto a plan: every row by hand, by another program, in every form, and none lost."""

from __future__ import annotations

import csv
from pathlib import Path

import geopandas
import numpy
import pyarrow
import pytest
import shapely
from assigning import assigned, border_points, cells, check_against_geopandas, write_rows
from pyarrow import parquet
from reading import plan_of
from registers import WHY, faulty_rows

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


def test_what_to_turn_are_columns_and_a_datum_is_that_of_the_column_that_speaks_of_it(tmp_path: Path) -> None:
    points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy([31.5] * 2, [110.5] * 2), crs=4490)
    points.to_parquet(tmp_path / "p.parquet")
    turned = "Longitude and latitude seem to be swapped throughout: turn them in the file."
    assert assigned(tmp_path / "p.parquet", tmp_path / "out.parquet").notes == (turned,)
    path = write_rows(tmp_path / "p.csv", [["lon", "lat_gcj02"], ["110.5", "31.5"]])
    (note,) = assigned(path, tmp_path / "out.csv").notes
    assert note.startswith('The column "lat_gcj02" speaks of gcj02: should it be --datum gcj02?')


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
