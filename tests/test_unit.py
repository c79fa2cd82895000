"""One city or county: its frame in figures and pages, and what concerns it in the join."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from browser import opened
from click.testing import CliRunner
from playwright.sync_api import Browser
from reading import ROOT, plan_of, scene_of

from geo.cli import cli
from geo.draw.figure.figure import figure_bytes
from geo.draw.page.page import page_html
from geo.draw.scene.framing import framed
from geo.model.errors import UsageError
from geo.space.geometry import box, to_shape


def run(*words: str) -> str:
    done = CliRunner().invoke(cli, ["--root", str(ROOT), *words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_unit_is_found_by_its_adcode_and_by_its_names() -> None:
    plan = plan_of("heilongjiang")
    assert {plan.unit_named(text).unit for text in ("230600", "大庆市", "Daqing")} == {"230600"}
    with pytest.raises(UsageError, match=r'^"大庆" is no unit of heilongjiang\. Did you mean "大庆市"\?$'):
        plan.unit_named("大庆")


def test_a_name_of_several_units_asks_for_the_adcode() -> None:
    plan = plan_of("heilongjiang")
    names = [unit.name for unit in plan.unit_rows]
    twice = next(name for name in names if names.count(name) > 1)
    with pytest.raises(
        UsageError, match=r"is the name of several units of heilongjiang\. Give one adcode: \d{6}, \d{6}"
    ):
        plan.unit_named(twice)


def test_a_framed_scene_shows_the_unit_with_a_little_around_it() -> None:
    scene = scene_of("heilongjiang")
    found, shape = framed(scene, "230600"), to_shape(scene.unit_by_id["230600"].shape)
    assert shape
    extent = box(shape)
    assert found.plan.view.contains(extent)
    assert found.plan.view.width < 1.5 * max(extent.width, extent.height)
    assert found.zones == scene.zones


def test_join_keeps_what_concerns_a_unit() -> None:
    plan = plan_of("heilongjiang")
    rows = list(csv.DictReader(io.StringIO(run("join", "heilongjiang", "--unit", "哈尔滨市", "-q"))))
    inside = {park.park_id for park in plan.park_rows if "230100" in plan.upwards(park.adcode)}
    assert {row["id"] for row in rows if row["type"] == "park"} == inside
    numbers = {row["id"] for row in rows if row["type"] == "target"}
    zones = set(plan.zones_of()["230100"])
    wanted = {
        target.target_id
        for target in plan.target_rows
        if (target.scope == "park" and target.scope_id in inside)
        or (target.scope == "zone" and target.scope_id in zones)
        or (target.scope == "unit" and "230100" in plan.upwards(target.scope_id))
    }
    assert numbers == wanted > set()
    assert {row["id"] for row in json.loads(run("join", "heilongjiang", "--unit", "230100", "--json", "-q"))} == {
        *inside,
        *numbers,
    }


def test_a_figure_of_a_unit_outlines_and_names_it() -> None:
    text = figure_bytes(plan_of("heilongjiang"), "svg", unit="230600").decode()
    assert 'id="framed.230600"' in text
    assert re.search(r">大庆市<", text)
    with pytest.raises(UsageError, match=r"--unit has a frame of its own\. Leave --step out\."):
        figure_bytes(plan_of("heilongjiang"), "svg", unit="230600", step=1)
    with pytest.raises(UsageError, match="Leave --unit 230600 out"):
        figure_bytes(plan_of("heilongjiang"), "svg", unit="230600", shown="industries")


def test_a_page_of_a_unit_opens_there_with_its_card(browser: Browser, tmp_path: Path) -> None:
    made = tmp_path / "page.html"
    made.write_text(page_html(plan_of("heilongjiang"), unit="大庆市"), encoding="utf-8", newline="\n")
    with opened(browser, made) as view:
        view.settle()
        assert view.page.inner_text("#card h2") == "大庆市"
        west, south, east, north = framed(scene_of("heilongjiang"), "230600").plan.view
        seen = view.js("(b => [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()])(buju.map.getBounds())")
        assert seen[0] <= west < east <= seen[2]
        assert seen[1] <= south < north <= seen[3]
        assert seen[2] - seen[0] < 4 * (east - west)
