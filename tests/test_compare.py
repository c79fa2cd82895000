"""Plans side by side: every value is where its plan is, and counts are those of the plans."""

from __future__ import annotations

from pathlib import Path

import geo
from geo.analysis.compare import compare_plans

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


def test_numbers_keep_their_operator_and_year() -> None:
    numbers = section("Targets of the whole plan", "heilongjiang", "changsha")
    assert "≥ 4,200 亿元（2025）" in {value for values in numbers.values() for value in values}
    assert "4,000 亿元（2025）" in {value for values in numbers.values() for value in values}


def test_a_plan_beside_itself_is_equal_and_one_plan_works() -> None:
    plan = geo.read_plan("tiny", TINY)
    twice = compare_plans([plan, plan])
    assert all(line.values[0] == line.values[1] for part in twice.sections for line in part.lines)
    assert len(compare_plans([plan]).plans) == 1


def test_text_has_one_column_a_plan() -> None:
    plan = geo.read_plan("tiny", TINY)
    first = compare_plans([plan, plan]).as_text().splitlines()[0]
    assert first.split() == ["布局", "tiny", "tiny"]
