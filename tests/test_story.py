"""Steps of a story: those that a slogan gives, written as a table, and those that a hand wrote in their place."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from reading import PLANS, ROOT, plan_of

from geo.cli import cli
from geo.draw.figure.figure import FigureOptions, make_figure
from geo.draw.scene.build import make_scene
from geo.draw.scene.marks import StepMark
from geo.draw.scene.theme import LIGHT
from geo.model.plan import Plan, read_plan
from geo.model.schema import Step
from geo.model.tables import parse_table


def steps_of(plan: Plan, *steps: Step) -> tuple[StepMark, ...]:
    return make_scene(replace(plan, steps=steps)).steps


def written(runner: CliRunner, root: Path, target: Path, *more: str) -> tuple[int, str]:
    done = runner.invoke(cli, ["--root", str(root), "story", "tiny", "-o", str(target), *more])
    return done.exit_code, done.output


@pytest.mark.parametrize("name", PLANS)
def test_the_steps_of_a_slogan_written_and_read_back_are_the_same(runner: CliRunner, tmp_path: Path, name: str) -> None:
    file = tmp_path / "story.csv"
    done = runner.invoke(cli, ["--root", str(ROOT), "story", name, "-o", str(file)])
    assert done.exit_code == 0, done.output
    rows, problems = parse_table(file.read_text(encoding="utf-8"), Step, "story.csv")
    assert problems == ()
    assert steps_of(plan_of(name), *rows) == steps_of(plan_of(name))


def test_a_written_story_in_its_plan_is_told_and_passes_the_check(tiny_root: Path, runner: CliRunner) -> None:
    file = tiny_root / "data" / "tiny" / "story.csv"
    assert written(runner, tiny_root, file, "--force") == (0, f"{file}: 3 steps.\n")
    assert make_scene(read_plan("tiny", tiny_root)).steps == steps_of(plan_of("tiny"))
    done = runner.invoke(cli, ["--root", str(tiny_root), "check", "tiny"])
    assert done.exit_code == 0, done.output
    assert runner.invoke(cli, ["--root", str(tiny_root), "fmt", "--check"]).exit_code == 0


def test_a_story_that_is_there_is_kept(tiny_root: Path, tmp_path: Path, runner: CliRunner) -> None:
    file = tmp_path / "story.csv"
    file.write_text("mine", encoding="utf-8")
    status, told = written(runner, tiny_root, file)
    assert status == 1
    assert told == f"{file} is there already. Choose another name with -o, or replace it with --force.\n"
    assert file.read_text(encoding="utf-8") == "mine"
    assert written(runner, tiny_root, file, "--force")[0] == 0
    assert file.read_text(encoding="utf-8").startswith("step,order,view,")


def test_a_story_is_a_table(tiny_root: Path, tmp_path: Path, runner: CliRunner) -> None:
    status, told = written(runner, tiny_root, tmp_path / "story.html")
    assert (status, told.count("\n")) == (2, 1)
    assert "Give -o a name that ends in .csv." in told


def test_a_group_of_one_zone_is_no_step_of_its_own() -> None:
    told = [(step.id, step.title.zh) for step in steps_of(plan_of("heilongjiang"))]
    assert [ident for ident, _ in told] == [
        *("overview", "harbin-pole", "areas", "songnen-core", "sanjiang-demo", "forest-belt")
    ]
    assert told[1][1] == "哈尔滨生物产业引领极"


def test_a_step_lights_groups_units_and_places_and_frames_them() -> None:
    plan = plan_of("heilongjiang")
    located = next(park for park in plan.park_rows if park.lon)
    group, unit, place = steps_of(
        plan,
        Step(step="areas", order=1, lit=("areas",)),
        Step(step="daqing", order=2, title="大庆", lit=("230600",)),
        Step(step="place", order=3, lit=(located.park_id,)),
    )
    assert (group.title.zh, group.lit) == ("两区", ("songnen-core", "sanjiang-demo"))
    outline = make_scene(plan).unit_by_id["230600"]
    assert unit.lit == (outline.id,)
    assert unit.view
    assert unit.view.holds(outline.label or (0, 0))
    assert unit.view.width < make_scene(plan).plan.view.width / 2
    assert place.view
    assert place.view.holds((located.lon or 0, located.lat or 0))
    assert place.view.width == pytest.approx(make_scene(plan).plan.view.width / 4, abs=1e-4)


def test_a_figure_of_a_step_lights_and_names_its_unit() -> None:
    plan = replace(plan_of("heilongjiang"), steps=(Step(step="daqing", order=1, title="大庆", lit=("230600",)),))
    svg = ElementTree.fromstring(make_figure(plan, "svg", FigureOptions(step=1)).data)
    inks = {
        group.attrib["id"]: colour[1]
        for group in svg.iter("{http://www.w3.org/2000/svg}g")
        if group.get("id", "") in ("name.230600", "name.230200")
        for text in group.iter("{http://www.w3.org/2000/svg}text")
        if (colour := re.search(r"fill: (#[0-9a-f]{6})", text.attrib["style"]))
    }
    assert inks == {"name.230600": LIGHT.ink, "name.230200": LIGHT.quiet}


def test_the_story_of_readme_is_one() -> None:
    (block,) = re.findall(r"```csv\n(step,order.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    rows, problems = parse_table(block, Step, "story.csv")
    assert problems == ()
    steps = steps_of(plan_of("heilongjiang"), *rows)
    assert all(step.view and step.title.zh for step in steps)
