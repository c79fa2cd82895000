"""A workspace is found, a plan is read whole or not at all, and as frames it is the same plan."""

from __future__ import annotations

import math
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from geo.model.errors import PlanError, RootError
from geo.model.plan import file_of, find_root, list_plans, read_base, read_plan, shipped_root


def test_the_given_root_wins_else_the_nearest_parent_else_what_is_shipped(
    tiny_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tiny_root / "some" / "folder"
    inner.mkdir(parents=True)
    lonely = tmp_path / "lonely"
    lonely.mkdir()
    monkeypatch.chdir(inner)
    assert find_root() == tiny_root
    monkeypatch.chdir(lonely)
    assert find_root(tiny_root) == tiny_root
    assert find_root() == shipped_root()


def test_a_name_longer_than_any_file_has_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(RootError, match="is no workspace"):
        find_root(tmp_path / ("long" * 99))


@pytest.mark.parametrize("missing", ["layers", "data"])
def test_a_folder_without_layers_or_plans_is_no_workspace(tiny_root: Path, missing: str) -> None:
    shutil.rmtree(tiny_root / missing)
    with pytest.raises(RootError, match="is no workspace"):
        find_root(tiny_root)


def test_plans_are_listed_sorted(tiny_root: Path) -> None:
    for name in ("zeta", "alpha"):
        shutil.copytree(tiny_root / "data/tiny", tiny_root / "data" / name)
    assert list_plans(tiny_root) == ("alpha", "tiny", "zeta")


@pytest.mark.parametrize(("name", "part"), [("tinny", 'Did you mean "tiny"'), ("../tiny", "tiny"), ("", "tiny")])
def test_an_unknown_plan_is_refused_with_what_there_is(tiny_root: Path, name: str, part: str) -> None:
    with pytest.raises(RootError, match=part):
        read_plan(name, tiny_root)


def test_a_plan_is_read_as_its_files_stand(tiny_root: Path) -> None:
    plan = read_plan("tiny", tiny_root)
    assert plan.id == "tiny"
    assert plan.header.slogan == "一极、一带"
    assert [zone.zone for zone in plan.zone_rows] == ["east-belt", "west-pole"]
    assert [park.park_id for park in plan.park_rows if park.lon is not None] == ["east-base", "far-lab", "west-park"]
    assert len(plan.unit_rows) == 7
    assert len(plan.target_rows) == 6
    assert plan.actuals[0].value == 240
    assert [(row.park_id, row.status) for row in plan.status_rows] == [("west-cluster", "existing")]
    assert plan.steps[0].view == ("110", "30", "112", "32")
    assert plan.boundaries.review_number == "方S（2022）1号"
    assert plan.review_number == ""
    assert plan.faults == ()


def test_a_row_knows_the_line_of_its_file(tiny_root: Path) -> None:
    plan = read_plan("tiny", tiny_root)
    for name, rows, ident in (("parks.csv", plan.park_rows, "park_id"), ("zones.geojson", plan.zone_rows, "zone")):
        lines = (tiny_root / file_of("tiny", name)).read_text(encoding="utf-8").splitlines()
        for row in rows:
            assert getattr(row, ident) in lines[row.line - 1]


def test_optional_files_may_be_absent_and_others_may_not(tiny_root: Path) -> None:
    for name in ("actuals.csv", "status.csv", "story.csv"):
        (tiny_root / "data/tiny" / name).unlink()
    plan = read_plan("tiny", tiny_root)
    assert (plan.actuals, plan.status_rows, plan.steps) == ((), (), ())
    for name in ("sources.csv", "targets.csv"):
        (tiny_root / "data/tiny" / name).unlink()
    with pytest.raises(PlanError) as raised:
        read_plan("tiny", tiny_root)
    assert [problem.file for problem in raised.value.problems] == ["data/tiny/sources.csv", "data/tiny/targets.csv"]


def test_a_plan_keeps_the_id_of_its_folder(tiny_root: Path) -> None:
    path = tiny_root / "data/tiny/plan.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('id = "tiny"', 'id = "../x"'), encoding="utf-8")
    plan = read_plan("tiny", tiny_root)
    assert plan.id == "tiny"
    assert [fault.code for fault in plan.faults] == ["bad-id"]


def test_units_are_in_the_zones_of_what_is_above_and_below_them(tiny_root: Path) -> None:
    assert read_plan("tiny", tiny_root).zones_of() == {
        "990000": (),
        "990100": ("west-pole",),
        "990101": ("west-pole",),
        "990102": ("west-pole",),
        "990200": ("east-belt",),
        "990201": ("east-belt",),
        "990202": ("east-belt",),
    }


def test_zones_of_units_are_looked_up_once(tiny_root: Path) -> None:
    plan = read_plan("tiny", tiny_root)
    assert plan.zones_of() is plan.zones_of()


def test_zones_stand_in_the_order_of_the_slogan_and_those_of_no_group_last(tiny_root: Path) -> None:
    plan = read_plan("tiny", tiny_root)
    groups = tuple(replace(group, order=10 * (group.order or 0)) for group in plan.groups[::-1])
    lost = replace(plan.zone_rows[0], zone="a-lost", group="nowhere")
    made = replace(plan, groups=groups, zone_rows=(lost, *plan.zone_rows))
    assert [group.group for group in made.groups_in_order()] == ["pole", "belt"]
    assert [zone.zone for zone in made.zones_in_order()] == ["west-pole", "east-belt", "a-lost"]


def test_units_above_are_listed_from_below(tiny_root: Path) -> None:
    plan = read_plan("tiny", tiny_root)
    assert plan.upwards("990202") == ("990202", "990200", "990000")
    assert plan.upwards("880100") == ("880100",)
    assert plan.upwards("") == ()


def test_circular_units_end(tiny_root: Path) -> None:
    path = tiny_root / "layers/tiny/units.geojson"
    text = path.read_text(encoding="utf-8").replace('"parent": "990000"', '"parent": "990101"')
    path.write_text(text, encoding="utf-8")
    assert read_plan("tiny", tiny_root).zones_of()["990101"] == ("east-belt", "west-pole")


def test_frames_hold_the_same_in_the_same_order(tiny_root: Path) -> None:
    plan = read_plan("tiny", tiny_root)
    assert list(plan.zones.index) == [zone.zone for zone in plan.zone_rows]
    assert list(plan.units.index) == [unit.unit for unit in plan.unit_rows]
    assert list(plan.targets["low"]) == [target.low for target in plan.target_rows]
    assert plan.zones.crs == plan.units.crs == plan.parks.crs == "EPSG:4490"
    assert math.isclose(plan.zones.geometry["west-pole"].area, 2)
    assert list(plan.parks.geometry.isna()) == [park.lon is None for park in plan.park_rows]
    assert (plan.parks.geometry["west-park"].x, plan.parks.geometry["west-park"].y) == (110.5, 31.5)


def test_a_workspace_without_context_has_none_and_a_broken_one_is_told(tiny_root: Path) -> None:
    assert read_base(tiny_root) == ((), ())
    (tiny_root / "layers/base").mkdir()
    (tiny_root / "layers/base/provinces.geojson").write_text("[]", encoding="utf-8")
    with pytest.raises(PlanError, match=r"provinces\.geojson"):
        read_base(tiny_root)


def test_reading_changes_nothing(tiny_root: Path) -> None:
    before = {path: path.read_bytes() for path in sorted(tiny_root.rglob("*")) if path.is_file()}
    assert read_plan("tiny", tiny_root) == read_plan("tiny", os.fspath(tiny_root))
    assert {path: path.read_bytes() for path in sorted(tiny_root.rglob("*")) if path.is_file()} == before
