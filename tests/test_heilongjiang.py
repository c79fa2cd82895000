"""What the Heilongjiang plan says, told to the data by hand from the text: facts that must never slip."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import geo
from geo.model.slogan import parse_slogan
from geo.space.geometry import area_km2, to_shape

ROOT = Path(__file__).parent.parent


@cache
def plan() -> geo.Plan:
    return geo.read_plan("heilongjiang", ROOT)


def test_the_slogan_counts_the_zones() -> None:
    assert [part.count for part in parse_slogan(plan().header.slogan)] == [1, 2, 1]
    assert len(plan().zone_rows) == 4


@pytest.mark.parametrize(
    ("zone", "members"),
    [
        ("harbin-pole", {"230100"}),
        ("songnen-core", {"230200", "230600", "231200"}),
        ("sanjiang-demo", {"231000", "230800", "230300", "230500", "230900", "230400"}),
        ("forest-belt", {"230700", "231100", "232700"}),
    ],
)
def test_each_zone_has_the_prefectures_that_the_text_names(zone: str, members: set[str]) -> None:
    row = next(row for row in plan().zone_rows if row.zone == zone)
    assert set(row.members) == members


def test_all_units_are_there() -> None:
    levels = [unit.level for unit in plan().unit_rows]
    assert (levels.count("province"), levels.count("prefecture"), levels.count("county")) == (1, 13, 121)


@pytest.mark.parametrize(
    ("adcode", "published_km2"),
    # Areas as the prefectures' governments publish them, rounded; Daxing'anling without Jiagedaqi and Songling.
    [("230100", 53_100), ("230200", 42_469), ("230600", 21_219), ("230700", 32_800), ("231200", 34_873)],
)
def test_areas_agree_with_published_ones(adcode: str, published_km2: float) -> None:
    unit = next(unit for unit in plan().unit_rows if unit.unit == adcode)
    shape = to_shape(unit.geometry)
    assert shape is not None
    assert area_km2(shape) == pytest.approx(published_km2, rel=0.01)


@pytest.mark.parametrize(
    ("indicator", "operator", "low", "measure", "year"),
    [
        ("生物经济总规模", "ge", 4200.0, "亿元", 2025),
        ("增加值", "eq", 10.0, "%", 2025),
        ("中药材种植面积", "eq", 500.0, "万亩", 2025),
        ("重点产业技术创新平台", "ge", 20.0, "个", 2025),
        ("燃料乙醇", "eq", 185.0, "万吨", None),
        ("医疗卫生机构", "eq", 20461.0, "个", None),
    ],
)
def test_the_numbers_that_everybody_quotes(
    indicator: str, operator: str, low: float, measure: str, year: int | None
) -> None:
    found = [row for row in plan().target_rows if indicator in row.indicator and row.low == low]
    assert len(found) == 1
    assert (found[0].operator, found[0].measure, found[0].year) == (operator, measure, year)


def test_magnitudes_are_lower_bounds_and_no_values() -> None:
    rows = [row for row in plan().target_rows if row.operator == "magnitude"]
    assert {row.low for row in rows} == {100.0, 1000.0}
    assert all(row.high is None and row.measure == "亿元" for row in rows)


def test_a_place_that_stands_in_several_clauses_has_them_all() -> None:
    institute = next(park for park in plan().park_rows if "哈兽研" in (park.name, *park.aliases))
    clauses = {(row.source, row.locator) for row in plan().citations if row.subject_id == institute.park_id}
    clauses.add((institute.source, institute.locator))
    assert {locator for _, locator in clauses} >= {"一(一)", "五(三)", "六(五)", "七(二)"}


def test_the_lahe_park_is_in_its_town_and_not_at_the_seat_of_nehe() -> None:
    park = next(park for park in plan().park_rows if "拉哈" in park.name)
    assert park.adcode == "230281"
    assert (park.lon, park.lat) == (pytest.approx(124.57, abs=0.08), pytest.approx(48.23, abs=0.08))


def test_words_that_are_traps() -> None:
    names = {park.name for park in plan().park_rows}
    assert "富裕" not in names
    assert "龙江" not in names
