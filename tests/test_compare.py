"""Plans side by side: every value is where its plan is, and counts are those of the plans."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import geo
from geo.analysis.compare import compare_plans, slogan_text

ROOT = Path(__file__).parent.parent
TINY = ROOT / "tests" / "plans" / "tiny"


def section(name: str, *plans: str) -> dict[str, tuple[str, ...]]:
    compared = compare_plans([geo.read_plan(plan, ROOT) for plan in plans])
    found = next(part for part in compared.sections if part.name[1] == name)
    return {line.name[1]: tuple(value[0] for value in line.values) for line in found.lines}


def test_layouts_stand_beside_each_other() -> None:
    layout = section("Layout", "heilongjiang", "changsha")
    assert layout["Slogan"] == ("一极、两区、一带", "两区两谷两心两翼")
    assert layout["Zones"] == ("4", "8")


def test_kinds_add_up_to_the_places() -> None:
    for at, plan in enumerate(("heilongjiang", "changsha")):
        counts = [int(values[at]) for values in section("Places by kind", "heilongjiang", "changsha").values()]
        assert sum(counts) == len(geo.read_plan(plan, ROOT).park_rows)


def test_places_by_city_add_up_to_the_places_and_a_province_is_no_city() -> None:
    cities = section("Places by city", "national", "heilongjiang", "changsha")
    assert cities["Harbin"][1] == "57"
    assert cities["Beijing"] == ("5", "0", "0")
    assert list(cities)[-1] == "City not stated"
    for at, plan in enumerate(("national", "heilongjiang", "changsha")):
        assert sum(int(values[at]) for values in cities.values()) == len(geo.read_plan(plan, ROOT).park_rows)


def test_targets_of_an_industry_meet_though_one_plan_repeats_its_name() -> None:
    compared = compare_plans([geo.read_plan(plan, ROOT) for plan in ("heilongjiang", "changsha")])
    found = next(part for part in compared.sections if part.name[1] == "Targets by industry")
    lines = {line.name[0]: [value[0] for value in line.values] for line in found.lines}
    assert lines["生物医药：产业规模 / 生物医药产业规模"] == ["千亿级（≥ 1,000 亿元）（2025）", "> 2,000 亿元（2025）"]
    shared = [all(value[0] for value in line.values) for line in found.lines]
    assert shared == sorted(shared, reverse=True)


def test_numbers_keep_their_operator_and_year() -> None:
    numbers = section("Targets of the whole plan", "heilongjiang", "changsha")
    assert "≥ 4,200 亿元（2025）" in {value for values in numbers.values() for value in values}
    assert "4,000 亿元（2025）" in {value for values in numbers.values() for value in values}


def test_a_plan_beside_itself_is_equal_and_one_plan_works() -> None:
    plan = geo.read_plan("tiny", TINY)
    twice = compare_plans([plan, plan])
    assert all(line.values[0] == line.values[1] for part in twice.sections for line in part.lines)
    assert len(compare_plans([plan]).plans) == 1


def test_a_slogan_of_a_plan_without_groups_and_one_of_groups_in_another_order() -> None:
    plan = geo.read_plan("tiny", TINY)
    assert slogan_text(replace(plan, groups=())) == ("一极、一带", "")
    assert slogan_text(replace(plan, groups=plan.groups[::-1])) == ("一极、一带", "One pole, one belt")


def test_values_of_several_years_all_stand_in_their_line() -> None:
    plan = geo.read_plan("tiny", TINY)
    whole = next(target for target in plan.target_rows if target.target_id == "output")
    sooner = replace(whole, target_id="sooner", low=250.0, year=2023)
    compared = compare_plans([replace(plan, target_rows=(sooner, whole), actuals=())])
    assert compared.sections[-1].lines[0].values == (
        ("≥ 250 亿元（2023）；≥ 300 亿元（2025）", "≥ CNY 25 billion, 2023; ≥ CNY 30 billion, 2025"),
    )


def test_industries_of_one_id_and_two_names_are_compared() -> None:
    plan = geo.read_plan("tiny", TINY)
    other = tuple(replace(row, name_en=f"Other {row.name_en}") for row in plan.industries)
    assert compare_plans([plan, replace(plan, industries=other)]).plans == ("tiny", "tiny")


def test_text_has_one_column_a_plan() -> None:
    plan = geo.read_plan("tiny", TINY)
    first = compare_plans([plan, plan]).as_text().splitlines()[0]
    assert first.split() == ["布局", "tiny", "tiny"]
