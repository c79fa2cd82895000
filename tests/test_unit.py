"""One city or county: its frame in figures and pages, and what concerns it in the join."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from browser import opened
from click.testing import CliRunner
from papers import lines, sheets, told
from playwright.sync_api import Browser
from pptx import Presentation
from pptx.slide import Slide
from reading import ROOT, plan_of, scene_of

from geo.analysis.concern import concern_of, extract
from geo.analysis.join import join_plan
from geo.cli import cli
from geo.draw.figure.figure import FigureOptions, make_figure
from geo.draw.figure.handout import make_handout
from geo.draw.page.page import page_html
from geo.draw.scene.framing import framed
from geo.draw.scene.unit import unit_facts
from geo.draw.slides.slides import Options, make_slides
from geo.export.export import export_plan
from geo.export.incoming.incoming import read_incoming
from geo.export.layers import export_layers
from geo.model.errors import DrawingError, UsageError
from geo.model.plan import Plan
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


def test_join_without_a_plan_asks_all_plans_that_have_the_unit() -> None:
    rows = json.loads(run("join", "--unit", "Heilongjiang", "--json", "-q"))
    assert {row["plan"] for row in rows} == {"heilongjiang", "national"}
    assert {row["id"] for row in rows if row["plan"] == "national"} == {"soybean-base-heilongjiang"}
    assert all(row["source"] and row["locator"] and row["anchor"] for row in rows)
    found = list(csv.DictReader(io.StringIO(run("join", "--unit", "230000", "-q"))))
    assert [(row["plan"], row["id"], row["zone"]) for row in found] == [
        (row["plan"], row["id"], row["zone"]) for row in rows
    ]
    of_one = list(csv.DictReader(io.StringIO(run("join", "--unit", "岳麓区", "-q"))))
    alone = csv.DictReader(io.StringIO(run("join", "changsha", "--unit", "岳麓区", "-q")))
    assert of_one == [{"plan": "changsha", **row} for row in alone]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("join",), "Name a PLAN, or a city or county with --unit: then all plans are asked."),
        (("join", "--unit", "大庆"), '"大庆" is no unit of this workspace. Did you mean "大庆市"?'),
        (("join", "--by", "unit", "--unit", "大庆市"), "--by counts by all units. Leave --unit out."),
        (("export", "heilongjiang", "-o", "x.gpkg", "--unit", "大庆"), '"大庆" is no unit of heilongjiang.'),
    ],
)
def test_wrong_calls_say_what_to_do(words: tuple[str, ...], told: str) -> None:
    done = CliRunner().invoke(cli, ["--root", str(ROOT), *words])
    assert done.exit_code == 2
    assert told in done.output


@pytest.mark.parametrize("name", ["heilongjiang", "changsha", "national"])
def test_what_concerns_a_unit_concerns_the_one_above_it(name: str) -> None:
    plan = plan_of(name)
    for unit in plan.unit_rows:
        if unit.parent in {row.unit for row in plan.unit_rows}:
            below, above = concern_of(plan, unit.unit), concern_of(plan, unit.parent)
            for part in ("units", "zones", "parks", "targets"):
                assert getattr(below, part) <= getattr(above, part), (unit.unit, part)


def test_everything_concerns_the_region_itself() -> None:
    plan = plan_of("heilongjiang")
    found = extract(plan, "230000")
    for rows in ("zone_rows", "unit_rows", "park_rows", "target_rows", "citations", "groups"):
        assert getattr(found, rows) == getattr(plan, rows)
    assert join_plan(plan).within(concern_of(plan, "230000")).rows == join_plan(plan).rows


@pytest.fixture(scope="module")
def part() -> Plan:
    plan = plan_of("heilongjiang")
    return extract(plan, "230100")


def test_layers_of_a_unit_are_rows_of_the_whole_and_refer_to_one_another(part: Plan) -> None:
    found, whole = export_layers(part), export_layers(plan_of("heilongjiang"))
    assert {"zones", "units", "parks", "targets", "joins", "citations", "sources"} <= set(found)
    for name in set(found) - {"provinces", "lines"}:
        every = set(map(str, whole[name].frame.astype(str).itertuples(index=False)))
        assert set(map(str, found[name].frame.astype(str).itertuples(index=False))) <= every, name
    frames = {name: layer.frame for name, layer in found.items()}
    assert set(frames["joins"]["zone"].dropna()) <= set(frames["zones"]["zone"])
    assert set(frames["parks"]["adcode"].dropna()) <= set(frames["units"]["unit"])
    for name in ("zones", "parks", "targets", "citations"):
        assert set(frames[name]["source"]) <= set(frames["sources"]["source"])
    assert all("仅含涉及哈尔滨市（230100）的内容。" in layer.meaning for layer in found.values())


@pytest.mark.parametrize(("suffix", "lang"), [("gpkg", "zh"), ("zip", "en"), ("geojson", "zh")])
def test_an_import_of_a_unit_takes_nothing_away(part: Plan, tmp_path: Path, suffix: str, lang: str) -> None:
    plan, file = plan_of("heilongjiang"), tmp_path / f"harbin.{suffix}"
    for layer, rows in (("zones", plan.zone_rows), ("units", plan.unit_rows), ("parks", plan.park_rows)):
        export_plan(part, file, layers=[layer], lang=lang)
        found = read_incoming(plan, file, layer)
        assert not found.changes
        assert len(found.rows) == len(rows)
        assert found.kept
        with pytest.raises(UsageError, match=r"holds only what concerns 230100 of heilongjiang\. --purge would take"):
            read_incoming(plan, file, layer, lacking="purge")


def test_a_unit_is_exported_by_the_command(tmp_path: Path) -> None:
    file = tmp_path / "daqing.geojson"
    run("export", "heilongjiang", "--unit", "Daqing", "-o", str(file), "--layer", "units", "-q")
    found = json.loads(file.read_text(encoding="utf-8"))
    assert {row["id"][:4] for row in found["features"]} == {"2306"}
    assert len(found["features"]) == len(concern_of(plan_of("heilongjiang"), "230600").units)


def test_a_figure_of_a_unit_outlines_and_names_it() -> None:
    text = make_figure(plan_of("heilongjiang"), "svg", FigureOptions(unit="230600")).data.decode()
    assert 'id="framed.230600"' in text
    assert re.search(r">大庆市<", text)
    with pytest.raises(UsageError, match=r"--unit has a frame of its own\. Leave --step out\."):
        make_figure(plan_of("heilongjiang"), "svg", FigureOptions(unit="230600", step=1))
    with pytest.raises(UsageError, match="Leave --unit 230600 out"):
        make_figure(plan_of("heilongjiang"), "svg", FigureOptions(unit="230600", shown="industries"))


def read(plan: str, unit: str, **options: str) -> str:
    """Return all that a handout of a unit says, as if it were one line."""
    return re.sub(r"\s+", " ", "\n".join(map(told, sheets(plan, unit=unit, **options))))


def test_a_handout_of_a_unit_says_what_concerns_it() -> None:
    plan, text = plan_of("changsha"), read("changsha", "岳麓区")
    held = concern_of(plan, plan.unit_named("岳麓区").unit)
    names = {zone.zone: zone.name for zone in plan.zone_rows if zone.zone in held.zones | held.further}
    names |= {park.park_id: park.name for park in plan.park_rows if park.park_id in held.parks}
    flat = re.sub(r"\s", "", text)
    assert all(name in flat for name in names.values())
    assert "湘江新区：产业规模" in flat
    assert "三(一)4" in flat
    others = [park.name for park in plan.park_rows if park.park_id not in held.parks and park.adcode == "430181"]
    assert others
    assert not any(name in flat.partition("目标与数字")[2] for name in others)


def test_a_figure_says_which_other_plans_have_the_unit(tmp_path: Path) -> None:
    words = ["figure", "national", "--unit", "黑龙江省", "-o", str(tmp_path / "a.svg")]
    done = CliRunner().invoke(cli, ["--root", str(ROOT), *words])
    assert "黑龙江省 stands in heilongjiang too: buju join --unit 230000 lists it all." in done.stderr
    assert not CliRunner().invoke(cli, ["--root", str(ROOT), *words, "-q"]).output


def test_a_handout_says_where_a_plan_is_silent() -> None:
    assert "没有点名长沙县的地点和数字" in read("changsha", "430121")
    assert "gives Yuelu District no role of its own" in read("changsha", "430104", lang="en")


def test_a_handout_tells_what_other_plans_say_of_the_unit() -> None:
    text = read("national", "黑龙江省")
    assert "其他规划中的黑龙江省" in text
    assert "整个规划的范围：4 个分区，207 处地点，52 个数字" in text
    assert "林区寒地生物产业带" in text
    facts = unit_facts(plan_of("heilongjiang"), framed(scene_of("heilongjiang"), "230000"))
    named = {(each.sort.zh, each.name.zh) for each in facts.elsewhere}
    assert ("地点", "黑龙江大豆区域性育制种基地") in named
    assert all(each.clause.zh for each in facts.elsewhere)
    assert not unit_facts(plan_of("heilongjiang"), framed(scene_of("heilongjiang"), "230600")).elsewhere


@pytest.mark.parametrize(
    ("plan", "unit", "options"),
    [
        ("heilongjiang", "230100", {}),
        ("heilongjiang", "230600", {"drawing": "schematic"}),
        ("changsha", "430104", {"lang": "en"}),
        ("changsha", "430121", {}),
    ],
)
def test_no_page_of_a_unit_is_mostly_blank(plan: str, unit: str, options: dict[str, str]) -> None:
    for sheet in sheets(plan, unit=unit, **options):
        height = sheet.sheet.height * sheet.sheet.points
        above_credits = sorted(line.level for line in lines(sheet) if line.level > 60)
        assert above_credits[0] < 0.5 * height
        assert max(above - below for below, above in pairwise(above_credits)) < 0.4 * height


def test_diagrams_of_many_layouts_are_none_of_a_unit() -> None:
    with pytest.raises(DrawingError, match=r"none of a unit\. Leave --drawing out\."):
        make_handout(plan_of("national"), unit="黑龙江省", drawing="schematic")


@cache
def slides_of(plan: str, unit: str, lang: Literal["zh", "en"]) -> list[Slide]:
    made = make_slides(plan_of(plan), Options(unit=unit, lang=lang))
    return list(Presentation(io.BytesIO(made.data)).slides)


def test_slides_of_a_unit_tell_of_nothing_else() -> None:
    plan, deck = plan_of("heilongjiang"), slides_of("heilongjiang", "230100", "zh")
    held = concern_of(plan, "230100")
    titles = [slide.shapes.title.text for slide in deck]
    assert titles[0] == "哈尔滨市"
    assert all(title.startswith("哈尔滨市：") for title in titles[1:])
    tables = [shape.table for slide in deck for shape in slide.shapes if shape.has_table]
    cells = [re.sub(r"\s", "", row.cells[0].text) for table in tables for row in table.rows]
    names = {re.sub(r"\s", "", park.name): park.park_id in held.parks for park in plan.park_rows}
    assert {name for name, is_held in names.items() if is_held} <= set(cells)
    assert not any(cell in names and not names[cell] for cell in cells)
    assert not any(shape.has_chart for slide in deck for shape in slide.shapes)
    assert all(slide.notes_slide.notes_text_frame.text for slide in deck[:2])


def test_the_map_of_a_unit_is_native_and_outlines_it() -> None:
    first, *_ = slides_of("changsha", "Yuelu District", "en")
    found = first._element.xpath('.//p:cNvPr[@name="Outline of Yuelu District"]')
    assert len(found) >= 2
    assert not first._element.xpath(".//p:pic")
    links = [rel.target_ref for rel in first.part.rels.values() if rel.is_external]
    assert links == ["changsha.html#lang=en&sel=430104"]


@pytest.mark.parametrize(
    ("plan", "unit", "lang"), [("heilongjiang", "230100", "zh"), ("changsha", "Yuelu District", "en")]
)
def test_tables_of_a_slide_do_not_touch(plan: str, unit: str, lang: Literal["zh", "en"]) -> None:
    for slide in slides_of(plan, unit, lang):
        held = [shape for shape in slide.shapes if shape.has_table]
        for above, below in pairwise(sorted(held, key=lambda shape: shape.top)):
            assert above.top + above.height < below.top
        assert all(shape.top + shape.height <= 540 * 12700 for shape in held)


def test_slides_of_a_province_tell_what_other_plans_say_of_it() -> None:
    deck = slides_of("national", "黑龙江省", "zh")
    text = "".join(
        cell.text for slide in deck for shape in slide.shapes if shape.has_table for cell in shape.table.iter_cells()
    )
    assert "哈尔滨生物产业引领极" in text
    assert "整个规划的范围" in text


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
