"""A colleague's own sheet: what of it is understood, what it makes of the plan, and what is told at which cell."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from reading import plan_of

import geo
from geo.analysis.author.revision import Revision
from geo.analysis.check import check_plan
from geo.analysis.spreadsheet.grid import read_grids
from geo.analysis.spreadsheet.heads import find_table
from geo.analysis.take.take import Asked, take_sheet
from geo.cli import cli
from geo.cli.catalogue import catalogue
from geo.model.errors import GeoError, ReadError

Rows = Sequence[Sequence[Any]]
HEAD = ("园区名称", "所在县", "经度", "纬度", "类型", "状态")
ROW = ("甲园", "西南县", 110.5, 30.5, "园区", "现有")
SOURCE = {"source": "atlas"}


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--root", str(root), "take", *words], prog_name="buju")


def sheet(path: Path, rows: Rows, merged: Sequence[str] = (), title: str = "名单") -> Path:
    """Write rows as a workbook of one sheet."""
    book = openpyxl.Workbook()
    made = book.worksheets[0]
    made.title = title
    for number, row in enumerate(rows, 1):
        for at, value in enumerate(row, 1):
            cell = made.cell(number, at)
            if isinstance(value, tuple):
                cell.value, cell.number_format = value
            else:
                cell.value = value
    for block in merged:
        made.merge_cells(block)
    book.save(path)
    return path


def taken(path: Path, kind: str, datum: str = "", **values: str) -> tuple[Revision, tuple[str, ...]]:
    return take_sheet(plan_of("tiny"), path, Asked(kind=kind, datum=datum, values={**SOURCE, **values}))


def new_rows(revision: Revision) -> list[Any]:
    """Return the rows that are added, in their order."""
    ids = {change.id for table in revision.tables for change in table.changes if change.kind == "added"}
    return [row for table in revision.tables for row in table.rows if getattr(row, "park_id", None) in ids] or [
        row for table in revision.tables for row in table.rows if getattr(row, "target_id", None) in ids
    ]


# What is understood

PARKS: Rows = [
    ["方省重点园区一览表"],
    ["填报单位：省工信厅"],
    ["序号", "园区名称", "所在地", None, "坐标（经度，纬度）", "类别", "主导产业", "建设状态", "联系电话"],
    [None, None, "市", "县"],
    [1, "方省医药园", "西市", "西南县", "110.52，30.51", "产业园", "Drugs、采矿", "已建成", "010"],
    [2, "方省种业谷", "东市", "东北县", "北纬31°30′，东经111°30′", None, None, "在建", None],
    ["一、省外"],
    [3, "西北生物园", None, None, None, None, None, "拟建", None],
    ["合  计", None, None, None, None, None, None, None, 3],
    ["注：数据截至2025年底"],
]


def test_a_list_of_parks_under_a_title_and_a_head_of_two_rows(tmp_path: Path) -> None:
    merged = ("A1:I1", "C3:D3", *(f"{column}3:{column}4" for column in "ABEFGHI"), "A7:I7")
    revision, report = taken(sheet(tmp_path / "x.xlsx", PARKS, merged), "parks")
    parks = {park.name: park for park in new_rows(revision)}
    park, valley = parks["方省医药园"], parks["方省种业谷"]
    assert (park.park_id, park.kind, park.adcode, park.lon, park.lat) == (
        "fang-sheng-yi-yao-yuan",
        "park",
        "990102",
        110.52,
        30.51,
    )
    assert (park.basis, park.precision_km, park.located_by, park.status) == ("site", 2, "atlas", "existing")
    assert (park.industries, park.locator, park.anchor) == (("med-drug",), "附件", "方省医药园")
    assert (valley.kind, valley.lon, valley.lat, valley.precision_km) == ("valley", 111.5, 31.5, 1)
    assert 'parks ~ west-park: status "existing" -> "planned"' in revision.lines
    told = [line.partition("[名单]: ")[2] for line in report]
    assert told == [
        "园区名称 (B3) is name",
        "所在地市 (C4) is city",
        "所在地县 (D4) is county",
        "坐标（经度，纬度） (E3) is position",
        "类别 (F3) is kind",
        "主导产业 (G3) is industries",
        "建设状态 (H3) is status",
        "not taken: 序号 (A3), 联系电话 (I3). --keep 联系电话 keeps it as a column of its own",
        'row 7 "一、省外" is a title within the table: passed over.',
        'row 9 "合  计" is a row of sums: passed over.',
        'row 10 "注：数据截至2025年底" is a remark: passed over.',
        '"采矿" is no industry of the taxonomy: left out at G5.',
    ]


@pytest.mark.parametrize(
    ("name", "asked"),
    {
        "西北生物园有限责任公司": "西北生物园 (west-park)",
        "方省西北生物园（二期）": "西北生物园 (west-park)",
        "西南药材园": "",
    }.items(),
)
def test_a_new_place_that_may_be_one_of_the_plan_is_asked_about(name: str, asked: str, tmp_path: Path) -> None:
    revision, report = taken(sheet(tmp_path / "x.xlsx", [HEAD, (name, "西南县", None, None)]), "parks")
    assert [park.name for park in new_rows(revision)] == [name]
    told = [line for line in report if "is it" in line]
    wanted = f'row 2 "{name}" is added; is it {asked} of the plan? Then write the name of the plan, or its id'
    assert [wanted in line for line in told] == [True] * bool(asked)
    assert all("是否就是规划中的西北生物园" in catalogue("zh").line(line) for line in told)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "，"])
def test_a_list_in_any_encoding_with_any_delimiter(delimiter: str, encoding: str, tmp_path: Path) -> None:
    rows = [
        ("企业名称", "经度", "纬度", "备注"),
        ("甲药业有限公司", "110.41", "30.42", '"一; 二, 三"'),
        ("乙大学", "111.4", "31.6", ""),
    ]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    (tmp_path / "x.csv").write_bytes(text.encode(encoding))
    revision, _ = taken(tmp_path / "x.csv", "parks")
    assert {(park.name, park.lon, park.kind, park.adcode) for park in new_rows(revision)} == {
        ("甲药业有限公司", 110.41, "company", "990102"),
        ("乙大学", 111.4, "university", "990201"),
    }
    assert {park.note for park in new_rows(revision)} == {"一; 二, 三", ""}


@pytest.mark.parametrize(
    ("head", "cells", "place"),
    [
        (("名称", "Lon", "LAT"), ("甲园", "１１０．５", "30.5"), (110.5, 30.5)),
        (("名称", "经度(°E)", "纬度(°N)"), ("甲园", "110°30′00″", "30°30′"), (110.5, 30.5)),
        (("名称", "经纬度"), ("甲园", "30.5N 110.5E"), (110.5, 30.5)),
        (("名称", "坐标"), ("甲园", "(30.5, 110.5)"), (110.5, 30.5)),
        (("名称", "地理坐标"), ("甲园", "东经110度30分，北纬30度30分"), (110.5, 30.5)),
        (("名称", "坐标"), ("甲园", "经度：110.5 纬度：30.5"), (110.5, 30.5)),
        (("名称", "坐标"), ("甲园", "暂无"), (None, None)),
    ],
)
def test_coordinates_as_people_write_them(
    head: tuple[str, ...], cells: tuple[str, ...], place: tuple[float | None, float | None], tmp_path: Path
) -> None:
    (park,) = new_rows(taken(sheet(tmp_path / "x.xlsx", [head, cells]), "parks")[0])
    assert (park.lon, park.lat) == place
    assert (park.basis, park.unlocated) == (("none", "not-found") if place[0] is None else ("site", ""))


def test_degrees_of_a_web_map_are_turned_and_the_original_is_kept(tmp_path: Path) -> None:
    rows = [("名称", "经度", "纬度"), ("甲园", 110.506, 30.4976), ("西北生物园", 110.506, 31.4976)]
    revision, _ = taken(sheet(tmp_path / "x.xlsx", rows), "parks", datum="gcj02")
    (park,) = new_rows(revision)
    assert park.note == "GCJ-02 110.506,30.4976"
    assert (park.lon, park.lat) == (pytest.approx(110.5008, abs=1e-3), pytest.approx(30.5, abs=1e-3))


@pytest.mark.parametrize(
    ("head", "row", "adcode", "basis"),
    [
        (("名称", "市", "县"), ("甲园", "西市", "西南县"), "990102", "county"),
        (("名称", "地市", "区县"), ("甲园", "西市", None), "990100", "prefecture"),
        (("名称", "地址"), ("甲园", "方省东市东南县创新路1号"), "990202", "county"),
        (("名称", "行政区划代码"), ("甲园", 990102000000), "990102", "county"),
        (("名称", "所在地"), ("甲园", "西南"), "990102", "county"),
    ],
)
def test_units_by_name_code_or_address(
    head: tuple[str, ...], row: tuple[Any, ...], adcode: str, basis: str, tmp_path: Path
) -> None:
    (park,) = new_rows(taken(sheet(tmp_path / "x.xlsx", [head, row]), "parks")[0])
    assert (park.adcode, park.basis) == (adcode, basis)


def test_a_second_row_of_heads_that_names_nothing_known_is_no_place(tmp_path: Path) -> None:
    rows: Rows = [
        ["企业名称", "所在地", "经营情况", None, "经纬度"],
        [None, None, "从业人数", "主要产品", None],
        ["方省药厂", "西南县", 12, "片剂", "110.52,30.51"],
    ]
    merged = ("A1:A2", "B1:B2", "C1:D1", "E1:E2")
    asked = Asked(kind="parks", datum="", values={**SOURCE, "kind": "company", "status": "existing"})
    revision, _ = take_sheet(plan_of("tiny"), sheet(tmp_path / "x.xlsx", rows, merged), asked)
    assert [(park.name, park.adcode, park.lon) for park in new_rows(revision)] == [("方省药厂", "990102", 110.52)]


def test_a_merged_city_is_that_of_all_its_rows(tmp_path: Path) -> None:
    rows = [("地市", "名称"), ("西市", "甲园"), (None, "乙园"), ("东市", "丙园")]
    revision, _ = taken(sheet(tmp_path / "x.xlsx", rows, ["A2:A3"]), "parks")
    assert [park.adcode for park in new_rows(revision)] == ["990100", "990100", "990200"]


TARGETS: Rows = [
    ["表1 主要指标"],
    ["指标名称", "单位", "2020年", "2025年", None, "属性"],
    [None, None, "现状值", "目标值", "备注", None],
    ["一、规模"],
    ["总产值", "亿元", 240, "≥320", None, "预期性"],
    ["实验室数量", "个", "—", "新增5个左右", "全省"],
    ["研发投入占比", None, (0.021, "0.0%"), "3%以上", None],
    ["药品产值（万元）", None, "1,200", "力争突破2000", None],
    ["企业", "家", None, "10-20", None],
    ["园区规模", None, None, "千亿级", None],
]


def test_a_table_of_numbers_with_a_column_a_year(tmp_path: Path) -> None:
    revision, report = taken(sheet(tmp_path / "x.xlsx", TARGETS), "targets", locator="二")
    found = {
        (row.indicator, row.year): (row.kind, row.operator, row.mode, row.hedge, row.low, row.high, row.measure)
        for row in new_rows(revision)
    }
    assert found == {
        ("总产值", 2020): ("baseline", "eq", "stock", "", 240, None, "亿元"),
        ("实验室数量", 2025): ("target", "approx", "new", "", 5, None, "个"),
        ("研发投入占比", 2020): ("baseline", "eq", "stock", "", 2.1, None, "%"),
        ("研发投入占比", 2025): ("target", "ge", "stock", "", 3, None, "%"),
        ("药品产值", 2020): ("baseline", "eq", "stock", "", 1200, None, "万元"),
        ("药品产值", 2025): ("target", "gt", "stock", "力争", 2000, None, "万元"),
        ("企业", 2025): ("target", "range", "stock", "", 10, 20, "家"),
        ("园区规模", 2025): ("target", "magnitude", "stock", "", 1000, None, "亿元"),
    }
    assert 'targets ~ output: low "300" -> "320"' in revision.lines
    assert "2025年目标值 (D3) is value 2025" in "\n".join(report)
    assert "not taken: 属性 (F2)" in "\n".join(report)
    assert {row.indicator_en for row in new_rows(revision) if row.indicator == "总产值"} == {"Output"}


def test_measures_stand_in_head_cell_or_above(tmp_path: Path) -> None:
    rows = [["单位：亿元"], ["指标", "目标值", "对象"], ["产值", 8, "西市"], ["投资", "500万元", "东部产业带"]]
    revision, _ = taken(sheet(tmp_path / "x.xlsx", rows), "targets", year="2025")
    assert {(row.low, row.measure, row.scope, row.scope_id) for row in new_rows(revision)} == {
        (8, "亿元", "unit", "990100"),
        (500, "万元", "zone", "east-belt"),
    }
    rows = [["指标", "2025年目标（万人）"], ["就业", "不低于3"]]
    (row,) = new_rows(taken(sheet(tmp_path / "y.xlsx", rows), "targets")[0])
    assert (row.low, row.measure, row.operator, row.year) == (3, "万人", "ge", 2025)


@pytest.mark.parametrize(("kind", "rows"), [("parks", PARKS), ("targets", TARGETS)])
def test_taken_twice_it_changes_nothing_more(kind: str, rows: Rows, tiny_root: Path, tmp_path: Path) -> None:
    path = str(sheet(tmp_path / "x.xlsx", rows))
    words = (path, "--plan", "tiny", "--as", kind, "--set", "source=atlas", "--set", "locator=二")
    shown = run(tiny_root, *words)
    assert "nothing is written without --apply" in shown.output
    assert run(tiny_root, *words, "--apply").exit_code == 0
    assert [each for each in check_plan("tiny", tiny_root) if each.severity != "note"] == []
    again = run(tiny_root, *words, "--apply")
    assert again.output.endswith("0 added, 0 removed, 0 changed, 0 moved; nothing to write.\n")


def test_the_sheet_that_is_understood_best_is_taken(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(sheet(tmp_path / "x.xlsx", [HEAD, ("甲园", "西南县", 110.5, 30.5)]))
    other = book.create_sheet("联系人", 0)
    other.append(["名称", "电话"])
    other.append(["乙", "1"])
    book.worksheets[1].row_dimensions[2].hidden = True
    book.save(tmp_path / "x.xlsx")
    revision, report = taken(tmp_path / "x.xlsx", "parks")
    assert [park.name for park in new_rows(revision)] == ["甲园"]
    told = "\n".join(report)
    assert "not read: tables of other columns in 联系人, 1 row in all. --sheet takes one." in told
    assert "1 row that a filter or a hand hides are read like all others" in told


def test_any_table_can_be_found_with_where_each_cell_came_from(tmp_path: Path) -> None:
    path = sheet(tmp_path / "x.xlsx", [["登记表"], ["统一代码", "企业", "注册资本"], ["91", "甲", 3], ["92", "乙", 4]])
    (grid,) = read_grids(path)
    table = find_table(grid, lambda head: head.text if head.text in ("企业", "统一代码") else None)
    assert table is not None
    assert (table.above, [head.place for head in table.heads]) == (("登记表",), ["A2", "B2", "C2"])
    assert [(line.number, [cell.at for cell in line.cells]) for line in table.lines] == [
        (3, ["A3", "B3", "C3"]),
        (4, ["A4", "B4", "C4"]),
    ]


def test_a_sheet_that_is_formatted_to_its_end_is_read_all_the_same(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(sheet(tmp_path / "x.xlsx", [("方省名单",), HEAD, ROW], ["A1:AMJ1"]))
    book.worksheets[0]["XFD1048576"].number_format = "@"
    book.save(tmp_path / "x.xlsx")
    assert [park.name for park in new_rows(taken(tmp_path / "x.xlsx", "parks")[0])] == ["甲园"]


# What is refused


def test_a_sheet_that_is_merged_whole_is_refused_in_a_line(tmp_path: Path) -> None:
    path = sheet(tmp_path / "x.xlsx", [HEAD, ROW], ["A4:B5"])
    with zipfile.ZipFile(path) as packed:
        files = {name: packed.read(name).replace(b"A4:B5", b"A4:XFD1048576") for name in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    with pytest.raises(ReadError, match=r"merges the cells of a whole sheet\. Unmerge them"):
        taken(path, "parks")


MISTAKES: dict[str, tuple[str, Rows, str]] = {
    "an unknown unit": ("parks", [HEAD, ("甲园", "西难县")], '[名单]:2: B2: "西难县" is no unit of 方省. Did you mean'),
    "a place without a name": (
        "parks",
        [HEAD, (None, "西南县")],
        "[名单]:2: A2: name is empty. Give it, or delete the row.",
    ),
    "the same twice": ("parks", [HEAD, ROW, ROW], "[名单]:3: A3: the same stands in row 2. Keep one of them."),
    "half a place": ("parks", [HEAD, ("甲园", "西南县", 110.5)], "[名单]:2: C2: lat is empty and the other is not."),
    "no angle": (
        "parks",
        [HEAD, ("甲园", "西南县", "东侧", 30.5)],
        '[名单]:2: C2: "东侧, 30.5" is no angle. Write decimal degrees, or 126°32′05″.',
    ),
    "no pair": (
        "parks",
        [("名称", "坐标"), ("甲园", "110.5")],
        '[名单]:2: B2: "110.5" is no pair of longitude and latitude. Write 126.53,45.80.',
    ),
    "metres": (
        "parks",
        [HEAD, ("甲园", "西南县", 543210, 3376543)],
        "[名单]:2: C2: 543210, 3376543 are no degrees. Turn them into degrees in a GIS",
    ),
    "nought": ("parks", [HEAD, ("甲园", "西南县", 0, 0)], "[名单]:2: C2: 0, 0 is no place. Empty the coordinates"),
    "swapped": (
        "parks",
        [HEAD, ("甲园", None, 30.5, 110.5, "园区")],
        "[名单]:2: C2 park jia-yuan: lon 30.5, lat 110.5 make sense only the other way round.",
    ),
    "elsewhere": (
        "parks",
        [HEAD, ("甲园", "西南县", 111.52, 31.52)],
        "park jia-yuan: lies",
    ),
    "sixty minutes": (
        "parks",
        [HEAD, ("甲园", "西南县", "110°75′", "30°30′")],
        '"110°75′, 30°30′" has 60 minutes or seconds',
    ),
    "an unknown kind": (
        "parks",
        [HEAD, ("甲乙丙", "西南县", None, None, "好地方")],
        '[名单]:2: E2: kind "好地方" is no choice. One of: 园区',
    ),
    "no kind to be told": (
        "parks",
        [("名称", "地市"), ("甲乙丙", "西市")],
        "kind is empty. Fill it in, or give it to all such rows: --set kind=TEXT.",
    ),
    "an unknown state": (
        "parks",
        [HEAD, ("甲园", "西南县", None, None, None, "好")],
        '[名单]:2: F2: status "好" is no choice. One of: 现有',
    ),
    "a code that became a power": (
        "parks",
        [("名称", "行政区划代码"), ("甲园", 9.9e20)],
        "[名单]:2: B2: adcode 9.9e+20 is a number of which a spreadsheet keeps 15 digits.",
    ),
    "a formula nobody computed": ("parks", [("名称", "行政区划代码"), ("甲园", "=1+1")], "B2: adcode holds a formula"),
    "no number": (
        "targets",
        [("指标", "目标值"), ("产值", "较大")],
        '[名单]:2: B2: value "较大" is no number. Write one, for example ≥800 or 1-2.',
    ),
    "two numbers": (
        "targets",
        [("指标", "目标值"), ("产值", "800亿元，增长5%")],
        '[名单]:2: B2: value "800亿元，增长5%" holds 2 numbers.',
    ),
    "a number that became a date": (
        "targets",
        [("指标", "目标值"), ("产值", datetime.datetime(2026, 1, 2))],
        '[名单]:2: B2: value "2026-01-02" is what a spreadsheet made of it. Format the cell as text',
    ),
    "no year": (
        "targets",
        [("指标", "目标值", "年份"), ("产值", 8, "明年")],
        '[名单]:2: C2: year "明年" is no year. Write 2030.',
    ),
    "a number of nothing": (
        "targets",
        [("指标", "目标值", "对象"), ("产值", 8, "南市")],
        '[名单]:2: C2: subject "南市" is no zone, group, place, industry or unit of the plan.',
    ),
    "one number twice": (
        "targets",
        [("指标", "目标值"), ("产值", 8), ("投资", 1), ("产值", 9)],
        "[名单]:4: A4: the same stands in row 2. Keep one of them.",
    ),
    "a place of the plan twice": (
        "parks",
        [("名称", "状态"), ("西园", "在建"), ("西北生物园", "在建")],
        "[名单]:3: A3: the same stands in row 2. Keep one of them.",
    ),
    "a number without a name": ("targets", [("指标", "目标值"), (None, 8)], "[名单]:2: A2: indicator is empty."),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_is_found_in_its_cell_with_a_way_out(what: str, tmp_path: Path) -> None:
    kind, rows, told = MISTAKES[what]
    path = sheet(tmp_path / "x.xlsx", rows)
    with pytest.raises(GeoError) as found:
        taken(path, kind)
    (line,) = str(found.value).splitlines()
    assert told in line.removeprefix(str(path))
    assert re.match(r"\[名单\]:\d+: [A-Z]+\d+", line.removeprefix(str(path)))
    assert re.search(r"\. [^.]+.*  \[[a-z-]+\]$", line), line


def test_a_number_in_one_cell_for_several_rows_is_told(tmp_path: Path) -> None:
    path = sheet(tmp_path / "x.xlsx", [("指标", "目标值"), ("产值", 8), ("投资", None)], ["B2:B3"])
    with pytest.raises(GeoError, match=r"\[名单\]:3: B3: value stands in one cell for several rows\. Unmerge it"):
        taken(path, "targets")


def test_a_sheet_without_a_source_asks_for_one(tiny_root: Path, tmp_path: Path) -> None:
    path = sheet(tmp_path / "x.xlsx", [("名称",), ("甲园",)])
    result = run(tiny_root, str(path), "--plan", "tiny", "--as", "parks")
    assert result.exit_code == 1
    assert "source is empty" in result.output


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("甲", "乙"), (1, 2)], "has no table with a head for name. Head a column with one of: 名称"),
        ([], "has no table with a head for name"),
    ],
)
def test_a_sheet_without_a_head_says_what_is_wanted(rows: Rows, told: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=re.escape(told)):
        taken(sheet(tmp_path / "x.xlsx", rows), "parks")


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("--set", "sorce=atlas"), 2, 'parks have no such column. Did you mean "source"?'),
        (("--set", "source"), 2, "write COLUMN=TEXT"),
        (("--sheet", "名册"), 1, 'has no sheet "名册". It has: 名单.'),
        (("--datum", "wgs"), 2, "'wgs' is not one of"),
    ],
)
def test_a_wrong_call_says_what_to_give(
    words: tuple[str, ...], status: int, told: str, tiny_root: Path, tmp_path: Path
) -> None:
    path = sheet(tmp_path / "x.xlsx", [HEAD, ROW])
    result = run(tiny_root, str(path), "--plan", "tiny", "--as", "parks", *words)
    assert (result.exit_code, result.output.count("\n")) == (status, 1)
    assert told in result.output


def test_only_what_the_sheet_says_is_changed_of_a_place(tiny_root: Path, tmp_path: Path) -> None:
    rows = [("名称", "经度", "纬度", "备注"), ("西园", 110.51, 31.5, "新址"), ("东北农场", None, None, None)]
    path = str(sheet(tmp_path / "x.xlsx", rows))
    words = (path, "--plan", "tiny", "--as", "parks", "--set", "source=atlas", "--set", "kind=base", "--apply")
    assert run(tiny_root, *words).exit_code == 0
    park = next(row for row in geo.read_plan("tiny", tiny_root).park_rows if row.park_id == "west-park")
    before = next(row for row in plan_of("tiny").park_rows if row.park_id == "west-park")
    assert (park.name, park.kind, park.lon, park.note) == (before.name, before.kind, 110.51, "新址")


def test_a_column_that_the_plan_does_not_know_is_kept_where_it_is_asked_for(tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", [(*HEAD, "产值（万元）", "主要产品"), (*ROW, 8600, "药材")])
    asked = Asked(kind="parks", values=SOURCE, kept=("产值（万元）", "主要产品"))
    revision, report = take_sheet(plan_of("tiny"), path, asked)
    (row,) = new_rows(revision)
    assert row.own == (("x_主要产品", "药材"), ("x_产值_万元", "8600"))
    assert not any("not taken" in line for line in report)
    with pytest.raises(ReadError, match=r'has no column "从业人数" to keep. It has: 园区名称'):
        take_sheet(plan_of("tiny"), path, Asked(kind="parks", values=SOURCE, kept=("从业人数",)))


def test_rows_that_lack_what_the_sheet_has_not_are_told_once_with_the_way_to_give_it(
    tiny_root: Path, tmp_path: Path
) -> None:
    path = tmp_path / "园区.csv"
    path.write_text("园区名称,区县\n" + "".join(f"甲乙{at},西北县\n" for at in range(40)), encoding="utf-8")
    done = CliRunner().invoke(cli, ["--root", str(tiny_root), "take", str(path), "--plan", "tiny", "--as", "parks"])
    assert done.exit_code == 1
    told = done.stderr.splitlines()
    assert len(told) <= 6, done.stderr
    hints = [line.partition("--set ")[2].partition("=")[0] for line in told if "--set" in line]
    assert hints == ["kind", "source"]
