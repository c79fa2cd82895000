"""Addresses after a city: towns that begin as another word, districts renamed, areas; and townships of one's own.

The boundaries of townships are synthetic: a grid cut out of real outlines of counties, with names of real townships.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import geopandas
import pytest
import shapely
from click.testing import CliRunner, Result
from reading import plan_of

from geo.analysis.points.addresses import Addresses, addresses_of
from geo.analysis.points.points import Points
from geo.analysis.points.tally import ALL, counts_of, tally_of
from geo.cli import cli
from geo.export.incoming.points import read_points
from geo.model.plan import Plan, read_plan
from geo.space.boundaries import county_shapes, known_units


@cache
def addresses(plan: str) -> Addresses:
    return addresses_of(plan_of(plan), known_units())


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        # A town that begins as 市民 or 市政 would, and a street town.
        ("五常市民乐朝鲜族乡友谊村", "230184"),
        ("黑龙江省五常市民乐乡", "230184"),
        ("哈尔滨市五常市民意乡", "230184"),
        ("北安市民政局", "231181"),
        ("肇东市政和街道", "231282"),
        ("海伦市民主街", "231283"),
        ("同江市街津口赫哲族乡", "230881"),
        ("哈尔滨市市民大厦", "230100"),
        ("哈尔滨市民广场", ""),
        ("哈尔滨市政公司", ""),
        ("富锦市场街", ""),
        ("海林市海南朝鲜族乡", "231083"),
        ("富裕县友谊达斡尔族满族柯尔克孜族乡", "230227"),
        # Districts and counties that were renamed, merged or raised.
        ("双城市周家镇", "230113"),
        ("阿城市料甸满族乡", "230112"),
        ("呼兰县方台镇", "230111"),
        ("大兴安岭地区漠河县西林吉镇", "232701"),
        ("抚远县寒葱沟镇", "230883"),
        ("黑河市嫩江县", "231183"),
        ("哈尔滨市动力区", "230110"),
        ("伊春市带岭区", "230725"),
        ("杜蒙县连环湖镇", "230624"),
        ("大庆市杜尔伯特县泰康镇", "230624"),
        # Areas of development that stand for an address.
        ("哈尔滨经开区平房片区", "230100"),
        ("大庆高新区发展路1号", "230600"),
        ("牡丹江经济技术开发区", "231000"),
    ],
)
def test_an_address_of_heilongjiang_is_read(text: str, unit: str) -> None:
    assert addresses("heilongjiang").read(text) == ((unit,) if unit else ())


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("长沙市望城县丁字镇", "430112"),
        ("宁乡县金洲镇", "430182"),
        ("浏阳市民主路1号", "430181"),
        ("宁乡高新区金洲大道", "430182"),
        ("浏阳经开区", "430181"),
        ("长沙高新区麓谷大道", "430100"),
    ],
)
def test_an_address_of_changsha_is_read(text: str, unit: str) -> None:
    assert addresses("changsha").read(text) == (unit,)


TOWNS = {
    "230184": "五常镇 拉林满族镇 山河镇 民乐朝鲜族乡 民意乡 小山子镇 安家镇 牛家满族镇 杜家镇",
    "230113": "双城镇 周家街道 兰棱镇 韩甸镇 幸福满族乡 新兴街道 公正满族乡 联兴满族乡 青岭满族乡",
}
"""Counties -> names for the pieces that they are cut into: south to north within west to east."""

ROWS = """企业名称,经度,纬度,地址,乡镇
甲,,,五常市民乐朝鲜族乡友谊村,
乙,,,哈尔滨市五常市民意乡1号,
丙,,,五常市拉林镇,
丁,,,民乐乡,
戊,,,五常市,
己,,,双城区幸福乡永支村,
庚,,,双城市周家镇,
辛,,,五常市,民乐朝鲜族乡
壬,127.0,44.8,五常市,
癸,127.0,44.8,五常市民意乡,
子,,,五常市双桥子镇,
"""
UNITS = ["民乐朝鲜族乡", "民意乡", "拉林满族镇", "民乐朝鲜族乡", "五常市", "幸福满族乡", "周家街道", "民乐朝鲜族乡"]


def buju(*words: str) -> Result:
    return CliRunner().invoke(cli, words, prog_name="buju")


@pytest.fixture(scope="module")
def townships(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Return a plan of the synthetic townships, begun with a bureau's file."""
    folder = tmp_path_factory.mktemp("towns")
    rows = []
    for county, (_, shape) in county_shapes("230100").items():
        west, south, east, north = shape.bounds
        across, up = (east - west) / 3, (north - south) / 3
        for at, name in enumerate(TOWNS.get(county, "").split()):
            left, low = west + at // 3 * across, south + at % 3 * up
            piece = shape.intersection(shapely.box(left, low, left + across, low + up))
            rows.append((f"{county}{100 + at}000", name, shapely.set_precision(piece, 1e-5)))
    rows = [row for row in rows if row[2].area > 1e-4]
    columns = {"XZQDM": [code for code, _, _ in rows], "XZQMC": [name for _, name, _ in rows]}
    geopandas.GeoDataFrame(columns, geometry=[shape for _, _, shape in rows], crs=4490).to_file(
        folder / "towns.geojson"
    )
    words = ("--title", "某规划（2026—2030年）", "--slogan", "一核", "--region", "哈尔滨市", "--credit", "合成")
    begun = ("--root", str(folder), "new", "towns", *words, "--boundaries", str(folder / "towns.geojson"))
    done = buju(*begun)
    assert done.exit_code == 0, done.output
    return read_plan("towns", folder)


@pytest.fixture(scope="module")
def placed(townships: Plan, tmp_path_factory: pytest.TempPathFactory) -> Points:
    path = tmp_path_factory.mktemp("rows") / "a.csv"
    path.write_text(ROWS, encoding="utf-8")
    return read_points(townships, [str(path)])


def test_a_row_is_known_to_the_township_that_it_names(placed: Points) -> None:
    places = [placed.places[which].unit_name for which in placed.which.tolist()]
    assert places[:8] == UNITS
    assert places[10] == "五常市", "a township that the layer lacks leaves its county"
    by = placed.placed_table()["placed_by"].to_pylist()
    assert by == ["township"] * 4 + ["county"] + ["township"] * 3 + ["point"] * 2 + ["county"]
    (doubt,) = placed.doubts[9]
    assert "but names 黑龙江省哈尔滨市五常市民意乡" in doubt or "but names 哈尔滨市五常市民意乡" in doubt


def test_a_county_counts_what_is_in_its_townships(placed: Points) -> None:
    counts = {count.name: (count.rows, count.points) for count in counts_of(placed)}
    assert counts["五常市"] == (9, 2)
    assert counts["双城区"] == (2, 0)
    assert counts["民乐朝鲜族乡"] == (3, 0)
    assert counts["哈尔滨市"] == (11, 2)
    tally = tally_of(placed)
    assert {key[1]: tally.told(key) for key in tally.keys if key[0] == "unit"}["230184"] == 9


def test_no_township_is_told_by_its_county_less_the_others(placed: Points) -> None:
    tally = tally_of(placed, least=3)
    units = [key[1] for key in tally.keys if key[0] == "unit"]
    for county in ("230184", "230113"):
        towns = [("unit", unit) for unit in units if unit.startswith(county) and unit != county]
        line = [("unit", county), *towns, ("known-only", county)]
        assert sum((key, ALL) in tally.hidden for key in line) != 1
        assert sum(tally.counts.get((key, ALL), 0) for key in line[1:]) == tally.counts[line[0], ALL]
    assert tally.told(("unit", "230113")) is None


def test_the_command_calls_a_township_one(townships: Plan, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(ROWS, encoding="utf-8")
    words = ("points", str(tmp_path / "a.csv"), "--plan", "towns", "--summary", str(tmp_path / "s.csv"))
    done = buju("--root", str(townships.root), *words)
    assert done.exit_code == 0, done.stderr
    lines = done.stdout.splitlines()
    assert any(
        line.split() == ["town", "民乐朝鲜族乡", "3", "(3", "known", "to", "a", "unit", "only)"] for line in lines
    )
    rows = list(csv.DictReader((tmp_path / "s.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert {row["level"] for row in rows} >= {"prefecture", "county", "township"}
