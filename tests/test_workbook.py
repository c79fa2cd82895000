"""A plan's workbook: what an author sees of it, and how it comes back."""

from __future__ import annotations

import dataclasses
import datetime
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from reading import PLANS, plan_of
from spreadsheets import PARK, add, at, opened

import geo
from geo.analysis.author.proposed import Proposed
from geo.analysis.author.returned import read_workbook
from geo.analysis.author.workbook import write_workbook
from geo.analysis.author.worksheets import texts_of
from geo.analysis.canonical import write_tables
from geo.analysis.check import check_plan
from geo.cli import cli
from geo.cli.catalogue import catalogue
from geo.model.errors import GeoError, PlanError, UsageError
from geo.model.folding import folded
from geo.model.plan import Plan

Edit = Callable[[Workbook], object]


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--root", str(root), "workbook", *words], prog_name="buju")


def table(book: Any, title: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet by its headings."""
    head, *rows = book[title].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def put(sheet: str, ident: str, heading: str, value: Any, pattern: str = "") -> Edit:
    """Return an edit of one cell."""

    def edit(book: Workbook) -> None:
        cell = at(book[sheet], ident, heading)
        cell.value = value
        if pattern:
            cell.number_format = pattern

    return edit


def edited(plan: Plan, path: Path, *edits: Edit) -> Path:
    """Return the plan's workbook with edits."""
    book = opened(plan, path)
    for edit in edits:
        edit(book)
    book.save(path)
    return path


def new(**values: Any) -> Edit:
    """Return an edit that adds a place."""
    return lambda book: add(book["地点"], **{**PARK, **values})


@pytest.fixture
def written(tiny_root: Path, tmp_path: Path) -> Path:
    """Return the workbook of the plan `tiny`."""
    path = tmp_path / "tiny.xlsx"
    assert run(tiny_root, "tiny", "-o", str(path)).exit_code == 0
    return path


def test_words_stand_where_the_plan_has_codes(written: Path) -> None:
    book = openpyxl.load_workbook(written)
    assert book.sheetnames[:4] == ["规划", "布局分组", "分区", "行政区"]
    assert book.sheetnames[4:8] == ["地点", "规划指标", "出处条款", "文献"]
    park = next(row for row in table(book, "地点") if row["地点编号"] == "west-park")
    assert (park["类型"], park["状态"], park["依据"], park["经度"]) == ("园区", "现有", "场址", 110.5)
    assert (park["行政区划代码"], park["行政区名称"]) == ("990101", "西北县")
    zone = table(book, "分区")[0]
    assert (zone["仅为重点市县"], zone["成员"], zone["成员名称"]) == ("否", "990100", "西市")


def test_what_can_be_chosen_is_a_list_and_every_column_has_its_note(written: Path) -> None:
    book = openpyxl.load_workbook(written)
    sheet = book["地点"]
    lists = {str(each.sqref).partition("2")[0]: each.formula1 for each in sheet.data_validations.dataValidation}
    letters = {cell.value: cell.column_letter for cell in sheet[1]}
    assert lists[letters["状态"]] == '"现有,在建,规划,未说明"'
    assert lists[letters["文献"]] == "'文献'!$A$2:$A$5000"
    assert all(cell.comment and cell.value in cell.comment.text for cell in sheet[1])
    assert "必填。" in sheet["B1"].comment.text
    described = {(row["工作表"], row["字段代码"]) for row in table(book, "字段说明")}
    assert {("地点", "precision_km"), ("分区", "members"), ("规划指标", "low")} <= described


def test_codes_and_texts_stay_texts(written: Path) -> None:
    sheet = openpyxl.load_workbook(written)["地点"]
    letters = {cell.value: cell.column_letter for cell in sheet[1]}
    formats = {word: sheet[f"{letters[word]}3"].number_format for word in ("行政区划代码", "条款", "原文锚点")}
    assert set(formats.values()) == {"@"}
    assert sheet.column_dimensions[letters["条款"]].number_format == "@"


def test_proposed_rows_have_a_tick_and_their_sentence(tmp_path: Path) -> None:
    row = {"name": "方省药谷", "kind": "valley", "adcode": "990101", "low": "", "basis": "none"}
    path = tmp_path / "p.xlsx"
    write_workbook(plan_of("tiny"), path, {"parks": [Proposed(row, "打造方省药谷。")]})
    book = openpyxl.load_workbook(path)
    *own, proposed = table(book, "地点")
    assert next(iter(proposed)) == "采纳"
    assert list(proposed)[-1] == "原文"
    assert {row["采纳"] for row in own} == {None}
    assert {row["原文"] for row in own} == {None}
    assert (proposed["名称"], proposed["类型"], proposed["原文"]) == ("方省药谷", "谷", "打造方省药谷。")
    assert proposed["行政区名称"] == "西北县"
    assert "采纳" not in table(book, "规划指标")[0]


def test_what_is_said_of_the_whole_plan_comes_back_into_its_toml(tiny_root: Path, tmp_path: Path) -> None:
    plan = geo.read_plan("tiny", tiny_root)
    shown = tiny_root / "data/tiny/plan.toml"
    shown.write_text(f"# our own remark\n{shown.read_text(encoding='utf-8')}", encoding="utf-8")
    path = edited(
        plan,
        tmp_path / "t.xlsx",
        put("规划", "tiny", "文号", "方发〔2026〕1号"),
        put("规划", "tiny", "规划期（首年;末年）", "2026;2031"),
        put("规划", "tiny", "印发日期", datetime.date(2026, 2, 3), "yyyy-mm-dd"),
        put("布局分组", plan.groups[0].group, "英文名称", "One pole, renamed"),
    )
    told = run(tiny_root, "--read", str(path)).output
    assert told.startswith("plan ~ tiny: number")
    assert "方发〔2026〕1号" in told
    assert run(tiny_root, "--apply", str(path)).exit_code == 0
    after = geo.read_plan("tiny", tiny_root)
    assert (after.header.number, after.header.period) == ("方发〔2026〕1号", ("2026", "2031"))
    assert after.header.issued == datetime.date(2026, 2, 3)
    assert after.groups[0].name_en == "One pole, renamed"
    assert after.groups[1:] == plan.groups[1:]
    assert shown.read_text(encoding="utf-8").startswith("# our own remark\n")


def test_the_row_of_the_plan_is_neither_another_nor_gone(tiny_root: Path, tmp_path: Path) -> None:
    plan = geo.read_plan("tiny", tiny_root)
    path = edited(plan, tmp_path / "a.xlsx", put("规划", "tiny", "规划编号", "other"))
    assert '"other" is another plan' in run(tiny_root, "--read", str(path)).output
    path = edited(plan, tmp_path / "b.xlsx", lambda book: book["规划"].delete_rows(2))
    assert run(tiny_root, "--apply", str(path), "--purge").exit_code == 0
    assert geo.read_plan("tiny", tiny_root).header == plan.header


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(plan_of("tiny"), tmp_path / name, lang="en")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames[4] == "Places"


def test_what_cannot_be_written_says_so(tiny_root: Path, tmp_path: Path) -> None:
    result = run(tiny_root, "tiny", "-o", str(tmp_path / "x.csv"))
    assert result.exit_code == 2
    assert "Give it that suffix" in result.output
    with pytest.raises(UsageError, match="no sheet for schematic"):
        write_workbook(plan_of("tiny"), tmp_path / "x.xlsx", {"schematic": [Proposed({}, "")]})


# What was changed comes back


@pytest.mark.parametrize("name", PLANS)
def test_nothing_changed_is_no_change(name: str, tmp_path: Path) -> None:
    write_workbook(plan_of(name), tmp_path / "x.xlsx", lang="en")
    revision = read_workbook(plan_of(name), tmp_path / "x.xlsx")
    assert (revision.lines, revision.warnings) == ((), ())


def saved_by_libreoffice(path: Path) -> Path:
    """Return a workbook as LibreOffice saves it again."""
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(path.parent / "again")]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    return path.parent / "again" / path.name


@pytest.mark.peer
@pytest.mark.parametrize("name", PLANS)
def test_what_libreoffice_saved_again_is_no_change(name: str, tmp_path: Path) -> None:
    write_workbook(plan_of(name), tmp_path / "x.xlsx")
    revision = read_workbook(plan_of(name), saved_by_libreoffice(tmp_path / "x.xlsx"))
    assert (revision.lines, revision.warnings) == ((), ())


@pytest.mark.peer
def test_what_libreoffice_computed_is_taken(tmp_path: Path) -> None:
    formula = put("规划指标", "output", "数值（下限）", "=300+20")
    path = edited(plan_of("tiny"), tmp_path / "x.xlsx", formula, put("地点", "west-park", "名称", "=1+1#"))
    with pytest.raises(GeoError, match="B7: 名称 holds the error"):
        read_workbook(plan_of("tiny"), saved_by_libreoffice(path))
    path = edited(plan_of("tiny"), tmp_path / "y.xlsx", formula)
    revision = read_workbook(plan_of("tiny"), saved_by_libreoffice(path))
    assert revision.lines == ('targets ~ output: low "300" -> "320"',)


WHOLE = (("所指范围", "plan"), ("所指对象", "方省"))
CHANGES: dict[str, tuple[Edit, str]] = {
    "a text": (put("地点", "west-park", "名称", "西北医药园"), 'parks ~ west-park: name "西北生物园" -> "西北医药园"'),
    "a word": (put("地点", "west-park", "类型", "基地"), 'parks ~ west-park: kind "park" -> "base"'),
    "an English word": (put("地点", "west-park", "类型", "Base"), 'parks ~ west-park: kind "park" -> "base"'),
    "a title for an id": (
        put("地点", "west-park", "文献", "方省地图集"),
        'parks ~ west-park: source "plan" -> "atlas"',
    ),
    "a name for an id": (
        put("规划指标", "output-west", "所指对象", "东部产业带"),
        'targets ~ output-west: scope_id "west-pole" -> "east-belt"',
    ),
    "the region for the whole": (
        lambda book: [put("规划指标", "output-west", head, each)(book) for head, each in WHOLE],
        'targets ~ output-west: scope "zone" -> "plan"; scope_id "west-pole" -> "tiny"',
    ),
    "a unit's name": (
        put("地点", "east-farm", "行政区名称", "东南县"),
        'parks ~ east-farm: adcode "990201" -> "990202"',
    ),
    "a name where the code stands": (
        put("地点", "east-farm", "行政区划代码", "东市东南县"),
        'parks ~ east-farm: adcode "990201" -> "990202"',
    ),
    "a code as a number": (
        put("地点", "east-farm", "行政区划代码", 990202),
        'parks ~ east-farm: adcode "990201" -> "990202"',
    ),
    "a code of statistics": (
        put("地点", "east-farm", "行政区划代码", "990202000000"),
        'parks ~ east-farm: adcode "990201" -> "990202"',
    ),
    "full-width digits": (
        put("规划指标", "output", "数值（下限）", "３２０"),
        'targets ~ output: low "300" -> "320"',
    ),
    "thousands": (put("规划指标", "output", "数值（下限）", "1,320"), 'targets ~ output: low "300" -> "1320"'),
    "an apostrophe": (put("规划指标", "output", "数值（下限）", "'320"), 'targets ~ output: low "300" -> "320"'),
    "a place that is located": (
        lambda book: [
            put("地点", "east-farm", heading, value)(book)
            for heading, value in {
                **{"经度": 110.5, "纬度": 31.5, "行政区名称": "西北县", "依据": "场址", "精度（公里）": 1},
                **{"位置来源": "atlas", "未定位原因": None},
            }.items()
        ],
        'parks ~ east-farm: adcode "990201" -> "990101"; lon "" -> "110.5"; lat "" -> "31.5"; '
        'basis "county" -> "site"; precision_km "" -> "1"; located_by "" -> "atlas"; '
        'unlocated "not-found" -> ""; geometry drawn',
    ),
    "a step of the story": (
        put("讲解", "pole", "标题", "一极引领"),
        'story ~ pole: title "一极" -> "一极引领"',
    ),
    "minutes": (put("地点", "west-park", "经度", "110°36′"), "parks ~ west-park: moved 9,492 m"),
    "a month that became a date": (
        put("后续状态", "west-cluster", "截至", datetime.datetime(2023, 7, 1), 'yyyy"年"m"月"'),
        'status ~ 1: as_of "2023-06" -> "2023-07"',
    ),
    "a list with any marks": (
        put("地点", "west-park", "又称", "西园；  北园\n"),
        'parks ~ west-park: aliases "西园" -> "北园;西园"',
    ),
    "a row without an id": (
        put("出处条款", "west-park", "条款", "五(二)"),
        'citations ~ 1: locator "五(一)" -> "五(二)"',
    ),
    "blanks that nobody sees": (
        put("地点", "west-park", "名称", " \u200b西北医药园\u3000"),
        'parks ~ west-park: name "西北生物园" -> "西北医药园"',
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_comes_back_as_it_was_meant(what: str, tmp_path: Path) -> None:
    edit, line = CHANGES[what]
    assert read_workbook(plan_of("tiny"), edited(plan_of("tiny"), tmp_path / "x.xlsx", edit)).lines == (line,)


def reordered(book: Workbook) -> None:
    """Do to a sheet of places what does not change them."""
    sheet = book["地点"]
    head = [cell.value for cell in sheet[1]]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    sheet.delete_rows(1, sheet.max_row)
    order = sorted(range(len(head)), key=lambda at: (head[at] != "地点编号", head[at]))
    sheet.append(["方省规划地点一览表"])
    sheet.merge_cells("A1:F1")
    for row in [head, *reversed(rows)]:
        sheet.append([row[at] for at in order])
    sheet.append([None, "  "])
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.cell(2, len(head) + 3).value = "我的备注"
    sheet.cell(3, len(head) + 3).value = "再核"


def test_rows_and_columns_may_stand_anywhere(tmp_path: Path) -> None:
    revision = read_workbook(plan_of("tiny"), edited(plan_of("tiny"), tmp_path / "x.xlsx", reordered))
    assert revision.lines == ()
    assert [line.partition(": ")[2] for line in revision.warnings] == [
        "1 row that a filter or a hand hides are read like all others.",
        'columns that the plan has no place for: "我的备注" (Z2).',
    ]


def test_what_a_workbook_lacks_stays(tiny_root: Path, tmp_path: Path) -> None:
    def cut(book: Workbook) -> None:
        book["地点"].delete_rows(3)
        book["地点"].delete_cols(3)
        book.remove(book["规划指标"])
        book.create_sheet("我的表")["A1"] = "x"

    plan = geo.read_plan("tiny", tiny_root)
    path = edited(plan, tmp_path / "x.xlsx", cut)
    revision = read_workbook(plan, path)
    assert revision.lines == ()
    assert "1 row that the file lacks is kept" in revision.summary
    told = "\n".join(revision.warnings)
    assert all(what in told for what in ("no sheet 规划指标", "[我的表]: is no sheet", "whose values stay: name_en"))
    assert read_workbook(plan, path, "supersede").lines == ('parks ~ east-base: superseded_by "" -> "east-base"',)
    assert read_workbook(plan, path, "purge").lines == ("parks - east-base",)


texts = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12).filter(
    lambda text: ";" not in text and "；" not in text and folded(text) == text and not text.startswith("'")
)
numbers = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))


@settings(max_examples=10)
@given(st.data())
def test_any_edit_comes_back_exactly(data: st.DataObject) -> None:
    plan = plan_of("tiny")
    row = data.draw(st.sampled_from([each for each in plan.target_rows if each.operator in ("ge", "eq")]))
    values = {"note": texts, "measure": texts, "indicator": texts, "hedge": texts, "low": numbers}
    name = data.draw(st.sampled_from(sorted(values)))
    value = data.draw(values[name])
    headings = {"note": "说明", "measure": "单位", "indicator": "指标", "hedge": "限定语", "low": "数值（下限）"}
    with TemporaryDirectory() as folder:
        book = opened(plan, Path(folder, "x.xlsx"))
        cell = at(book["规划指标"], row.target_id, headings[name])
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        book.save(Path(folder, "x.xlsx"))
        revision = read_workbook(plan, Path(folder, "x.xlsx"))
    (changed,) = [table for table in revision.tables if table.file == "targets.csv"]
    wanted = dataclasses.replace(row, **{name: value.lstrip("'") if isinstance(value, str) else value})
    assert {each.target_id: texts_of(each) for each in changed.rows} == {
        each.target_id: texts_of(wanted if each is row else each) for each in plan.target_rows
    }


# New and proposed rows


def test_new_rows_get_ids_and_readings(tiny_root: Path, tmp_path: Path) -> None:
    plan = geo.read_plan("tiny", tiny_root)
    path = edited(plan, tmp_path / "x.xlsx", new(英文名称=None, 行政区名称="西北县", 依据="仅知县区"))
    shown = run(tiny_root, "tiny", "--read", str(path))
    assert shown.exit_code == 0
    assert 'parks + fang-sheng-yao-gu: name "方省药谷"; name_en "Fangsheng Yaogu"; kind "valley"' in shown.output
    assert "name_en is a reading in row 8: look it over" in shown.output
    assert "nothing is written without --apply" in shown.output
    done = run(tiny_root, "--apply", str(path))
    assert "1 added" in done.output
    park = next(row for row in geo.read_plan("tiny", tiny_root).park_rows if row.name == "方省药谷")
    assert (park.park_id, park.adcode, park.kind) == ("fang-sheng-yao-gu", "990101", "valley")
    assert "nothing to write" in run(tiny_root, "--apply", str(path)).output


def test_ticked_rows_are_taken_and_their_sentences_are_not(tiny_root: Path, tmp_path: Path) -> None:
    plan = geo.read_plan("tiny", tiny_root)
    row = {"name": "方省药谷", "name_en": "Valley", "kind": "valley", "basis": "none", "unlocated": "silent"}
    row |= {"status": "planned", "source": "plan", "locator": "序", "anchor": "药谷"}
    proposed = [
        Proposed(row, "打造方省药谷。"),
        Proposed({**row, "name": "方省港"}, "建设方省港。"),
        Proposed({"park_id": "west-park", "status": "planned"}, "规划西北生物园。"),
    ]
    write_workbook(plan, tmp_path / "x.xlsx", {"parks": proposed})
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    own = len(plan.park_rows)
    assert read_workbook(plan, tmp_path / "x.xlsx").lines == ()
    for line in (own + 2, own + 4):
        book["地点"].cell(line, 1).value = "√"
    add(book["地点"], **{**PARK, "名称": "自加"})
    book.save(tmp_path / "x.xlsx")
    revision = read_workbook(plan, tmp_path / "x.xlsx")
    assert [line.partition(";")[0] for line in revision.lines] == [
        'parks + fang-sheng-yao-gu: name "方省药谷"',
        'parks ~ west-park: status "existing" -> "planned"',
        'parks + zi-jia: name "自加"',
    ]
    assert "打造" not in str(revision.tables)


CODES = [
    ({"行政区划代码": "西南县"}, "990102"),
    ({"行政区划代码": "990102"}, "990102"),
    ({"行政区名称": "西南县"}, "990102"),
    ({"行政区划代码": None, "行政区名称": "西南县"}, "990102"),
    ({"行政区划代码": "990102", "行政区名称": None}, "990102"),
    ({"行政区划代码": "西南县", "行政区名称": "西南县"}, "990102"),
    ({"行政区划代码": "西南县", "行政区名称": "东北县"}, ""),
]
"""What is written into a row of 西北县 -> its unit; none where the two columns disagree."""


@pytest.mark.parametrize("is_proposed", [True, False], ids=["proposed", "own"])
@pytest.mark.parametrize(("written", "adcode"), CODES, ids=[str(each) for each, _ in CODES])
def test_of_a_code_and_its_name_the_one_that_was_changed_is_taken(
    written: dict[str, str | None], adcode: str, is_proposed: bool, tmp_path: Path
) -> None:
    plan, path = plan_of("tiny"), tmp_path / "x.xlsx"
    row = {"park_id": "valley", "name": "方省药谷", "name_en": "Valley", "kind": "valley", "basis": "county"}
    row |= {"adcode": "990101", "unlocated": "silent", "status": "planned", "source": "plan", "locator": "序"}
    own = plan.park_rows[0]
    known = dataclasses.replace(own, adcode="990101", basis="county", unlocated="silent", lon=None, lat=None)
    known = dataclasses.replace(known, precision_km=None, located_by="", park_id="valley")
    if is_proposed:
        write_workbook(plan, path, {"parks": [Proposed(row | {"anchor": "药谷"}, "打造方省药谷。")]})
    else:
        plan = dataclasses.replace(plan, park_rows=(*plan.park_rows, known))
        write_workbook(plan, path)
    book = openpyxl.load_workbook(path)
    for heading, value in {**({"采纳": "√"} if is_proposed else {}), **written}.items():
        at(book["地点"], "valley", heading).value = value
    book.save(path)
    if not adcode:
        with pytest.raises(GeoError, match=r'"东北县" is 990201, and 行政区划代码 is 990102'):
            read_workbook(plan, path)
        return
    rows = read_workbook(plan, path).changed["parks.csv"]
    assert next(park.adcode for park in rows if park.park_id == "valley") == adcode


def test_a_zone_is_drawn_from_its_members(tiny_root: Path, tmp_path: Path) -> None:
    plan = geo.read_plan("tiny", tiny_root)
    path = edited(
        plan,
        tmp_path / "x.xlsx",
        put("分区", "west-pole", "成员名称", "西北县、西南县"),
        put("分区", "east-belt", "定位", "种业"),
    )
    assert run(tiny_root, "--apply", str(path)).exit_code == 0
    after = geo.read_plan("tiny", tiny_root)
    zone = next(row for row in after.zone_rows if row.zone == "west-pole")
    assert zone.members == ("990101", "990102")
    assert zone.geometry is not None
    assert [problem for problem in check_plan(after) if problem.severity == "error"] == []


# What is refused


def test_a_workbook_that_is_older_than_the_plan_changes_nothing_else(tiny_root: Path, tmp_path: Path) -> None:
    plan = geo.read_plan("tiny", tiny_root)
    old = edited(plan, tmp_path / "old.xlsx", put("地点", "west-park", "名称", "旧名"), new())
    newer = edited(
        plan, tmp_path / "new.xlsx", put("地点", "west-park", "名称", "新名"), put("地点", "far-lab", "说明", "注")
    )
    assert run(tiny_root, "--apply", str(old)).exit_code == 0
    assert "nothing to write" in run(tiny_root, "--apply", str(old)).output
    late = run(tiny_root, "--apply", str(newer))
    assert late.exit_code == 1
    assert late.output == (
        f'{newer}[地点]:7: B7: 名称 was changed to "新名" here, and is "旧名" in the plan now. '
        "The workbook is older than the plan: write it anew, and change it there.  [stale]\n"
    )
    untouched = edited(geo.read_plan("tiny", tiny_root), tmp_path / "z.xlsx")
    assert run(tiny_root, "--apply", str(newer.rename(tmp_path / "n.xlsx"))).exit_code == 1
    assert read_workbook(geo.read_plan("tiny", tiny_root), untouched).lines == ()


def test_a_change_that_would_make_an_error_is_not_written(tiny_root: Path, tmp_path: Path) -> None:
    plan = geo.read_plan("tiny", tiny_root)
    before = {path: path.read_bytes() for path in tiny_root.rglob("*") if path.is_file()}
    path = edited(
        plan, tmp_path / "x.xlsx", put("地点", "west-park", "文献", "atlsa"), put("分区", "west-pole", "定位", "x")
    )
    result = run(tiny_root, "tiny", "--apply", str(path))
    assert result.exit_code == 1
    assert 'S7 park west-park: 文献 "atlsa" is no source of this plan. Did you mean "atlas"?' in result.output
    assert {path: path.read_bytes() for path in tiny_root.rglob("*") if path.is_file()} == before


def test_an_id_that_two_new_rows_have_is_told_by_the_cell_of_the_other(tmp_path: Path) -> None:
    path = edited(
        plan_of("tiny"),
        tmp_path / "x.xlsx",
        new(地点编号="fang-valley"),
        lambda book: setattr(at(book["规划指标"], "labs", "指标编号"), "value", "fang-valley"),
    )
    with pytest.raises(PlanError) as found:
        read_workbook(plan_of("tiny"), path)
    assert '[规划指标]:2: A2 target fang-valley: the id "fang-valley" is taken at [地点]:A8 (park fang-valley).' in str(
        found.value
    )
    assert "编号“fang-valley”已在 [地点]:A8 使用" in catalogue("zh").problem(found.value.problems[0])


def test_half_a_place_is_told(tmp_path: Path) -> None:
    path = edited(plan_of("tiny"), tmp_path / "x.xlsx", put("地点", "data-platform", "经度", 110.5))
    with pytest.raises(GeoError, match=r"I2 park data-platform: 经度 is given and 纬度 is not\. Give both"):
        read_workbook(plan_of("tiny"), path)


def other_file(path: Path, kind: str) -> Path:
    """Write a file that is no workbook of the plan `tiny`."""
    if kind == "other plan":
        write_workbook(plan_of("changsha"), path)
    elif kind == "own":
        Workbook().save(path)
    elif kind == "half":
        write_workbook(plan_of("tiny"), path)
        path.write_bytes(path.read_bytes()[:9000])
    else:
        package = "EncryptedPackage".encode("utf-16-le")
        starts = {"password": b"\xd0\xcf\x11\xe0" + bytes(2000) + package, "xls": b"\xd0\xcf\x11\xe0" + bytes(2000)}
        path.write_bytes({**starts, "empty": b"", "pdf": b"%PDF-1.7", "page": b"<html><table>"}[kind])
    return path


@pytest.mark.parametrize(
    ("kind", "told"),
    {
        "other plan": 'is a workbook of the plan changsha, not of tiny. buju workbook "changsha" takes it back.',
        "own": "is no workbook that buju wrote, or its hidden sheet is gone.",
        "half": "is damaged, or not all of it came. Send it again.",
        "password": "is protected by a password. Save it without one.",
        "xls": "is an old .xls or .et file. Save it as .xlsx in Excel, WPS or LibreOffice.",
        "empty": "is empty. Send it again.",
        "pdf": "is a PDF. Copy its table into a workbook.",
        "page": "is a web page, whatever its suffix.",
    }.items(),
)
def test_a_file_that_is_no_workbook_of_the_plan_is_one_line(
    kind: str, told: str, tiny_root: Path, tmp_path: Path
) -> None:
    path = other_file(tmp_path / "x.xlsx", kind)
    result = run(tiny_root, "tiny", "--apply", str(path))
    assert result.exit_code == 1
    assert result.output.startswith(f"{path}: {told}")
    assert result.output.count("\n") == 1


def total(book: Workbook) -> None:
    add(book["地点"], 名称="合  计", 经度=3)


def remark(book: Workbook) -> None:
    add(book["地点"], 地点编号="注：数据截至2025年")


MISTAKES: dict[str, tuple[Edit, str]] = {
    "a clause as a date": (
        put("地点", "west-park", "条款", datetime.datetime(2026, 1, 2)),
        r'[地点]:7: T7: a spreadsheet has made "2026-01-02" of 条款. Format the column as text',
    ),
    "an anchor as a date": (
        put("地点", "west-park", "原文锚点", datetime.datetime(2026, 5, 8)),
        r'[地点]:7: U7: a spreadsheet has made "2026-05-08" of 原文锚点',
    ),
    "a long code as a power": (
        put("地点", "west-park", "行政区划代码", 1.2e17),
        "[地点]:7: G7: 行政区划代码 1.2e+17 is a number of which a spreadsheet keeps 15 digits",
    ),
    "the same as a text": (
        put("地点", "west-park", "地点编号", "1.2E+11"),
        '[地点]:7: A7: 地点编号 "1.2E+11" is what a spreadsheet makes of a long number',
    ),
    "an unknown word": (
        put("地点", "west-park", "类型", "产业园"),
        '[地点]:7: E7: 类型 "产业园" is no choice. One of: 园区',
    ),
    "a word misspelt": (
        put("地点", "west-park", "状态", "plannd"),
        '状态 "plannd" is no choice. Did you mean "规划"?',
    ),
    "an unknown source": (
        put("地点", "west-park", "文献", "atlsa"),
        '[地点]:7: S7 park west-park: 文献 "atlsa" is no source',
    ),
    "an unknown unit": (
        put("地点", "west-park", "行政区名称", "西难县"),
        '[地点]:7: H7: "西难县" is no unit of 方省. Did you mean 方省西市西北县 (990101)',
    ),
    "two units that disagree": (
        lambda book: (
            put("地点", "far-lab", "行政区名称", "西南县")(book),
            put("地点", "far-lab", "行政区划代码", "990101")(book),
        ),
        '[地点]:5: H5: "西南县" is 990102, and 行政区划代码 is 990101. Empty one of the two',
    ),
    "a place elsewhere": (
        put("地点", "west-park", "行政区划代码", "990102"),
        "[地点]:7: A7 park west-park: lies 55.4 km outside 西南县 (990102)",
    ),
    "swapped coordinates": (
        lambda book: (put("地点", "west-park", "经度", 31.5)(book), put("地点", "west-park", "纬度", 110.5)(book)),
        "[地点]:7: I7 park west-park: 经度 31.5, 纬度 110.5 make sense only the other way round",
    ),
    "words for degrees": (
        put("地点", "west-park", "经度", "东侧"),
        '[地点]:7: I7: 经度 "东侧" is no angle. Write decimal degrees',
    ),
    "a number with its measure": (
        put("规划指标", "output", "数值（下限）", "300亿元"),
        '[规划指标]:3: J3: 数值（下限） "300亿元" is no number. Write 300 here; its operator (≥) and measure (亿元, %)',
    ),
    "a percentage": (
        put("规划指标", "output", "数值（下限）", 0.12, "0%"),
        "[规划指标]:3: J3: 数值（下限） is shown as a percentage, and holds 0.12. Format the column as a number, write",
    ),
    "a number as a date": (
        put("规划指标", "labs", "数值（下限）", datetime.datetime(2026, 1, 2)),
        '[规划指标]:2: J2: a spreadsheet has made the date "2026-01-02" of 数值（下限）',
    ),
    "a year with its word": (
        put("规划指标", "output", "年份", "2025年"),
        '[规划指标]:3: M3: 年份 "2025年" is no number. Write plain digits: 2025.',
    ),
    "a span of years": (
        put("规划指标", "output", "年份", "2021—2025年"),
        '年份 "2021—2025年" is no number. Write the year in which the number is to be reached, for example',
    ),
    "a range in one cell": (
        put("规划指标", "output", "数值（下限）", "300～350亿元"),
        '"300～350亿元" is no number. Write its lower end 300 and its upper end 350 into their own columns',
    ),
    "half a year": (put("规划指标", "output", "年份", 2025.5), '[规划指标]:3: M3: 年份 "2025.5" is no whole number'),
    "a flag of another kind": (
        put("分区", "west-pole", "仅为重点市县", "也许"),
        '仅为重点市县 "也许" is neither yes nor no. Write 是 or 否.',
    ),
    "a name taken away": (put("地点", "west-park", "名称", None), "[地点]:7: B7: 名称 is empty."),
    "a source taken away": (
        put("地点", "west-park", "文献", None),
        "[地点]:7: S7: 文献 is empty. Name the document, by its id in the sheet 文献.",
    ),
    "too long an anchor": (
        put("地点", "west-park", "原文锚点", "一" * 21),
        "[地点]:7: U7 park west-park: 原文锚点",
    ),
    "a place that is there already": (
        new(名称="西北生物园"),
        '[地点]:8: A8: "西北生物园" is in the plan as west-park.',
    ),
    "an id that is taken": (new(地点编号="west-park"), '[地点]:8: A8: "west-park" stands twice: in row 7 too.'),
    "an id that is none": (new(地点编号="药谷1"), '[地点]:8: A8 park 药谷1: the id "药谷1" has other characters'),
    "a new place without a name": (new(名称=None), "[地点]:8: B8: 名称 is empty."),
    "a row of sums": (total, "[地点]:8: A8: is a row of sums, which are no row of the table. Delete it"),
    "a remark": (remark, "[地点]:8: A8: is a remark, which is no row of the table. Delete it"),
    "a formula nobody computed": (
        put("规划指标", "output", "数值（下限）", "=100*3"),
        "[规划指标]:3: J3: 数值（下限） holds a formula that nobody has computed. Write the value itself.",
    ),
    "an error value": (put("规划指标", "output", "数值（下限）", "#REF!"), "J3: 数值（下限） holds the error #REF!."),
    "merged rows": (
        lambda book: book["地点"].merge_cells("C3:C4"),
        "[地点]:4: C3: is merged with its neighbours, whose values are lost. Unmerge",
    ),
    "a heading twice": (
        lambda book: setattr(book["地点"]["D1"], "value", "名称"),
        '[地点]:1: D1: "名称" heads two columns.',
    ),
    "no column of ids": (
        lambda book: book["地点"].delete_cols(1),
        "[地点]:1: A1: has no column 地点编号 (park_id), by which its rows are known.",
    ),
    "no head": (lambda book: book["地点"].delete_rows(1), "[地点]:1: A1: has no head"),
    "a zone in another": (
        put("分区", "west-pole", "成员名称", "西市、西北县"),
        "[分区]:2: H2: 西北县 lies in 西市, which is named too. Name one of them.",
    ),
    "zones that overlap": (
        put("分区", "west-pole", "成员名称", "西市；东北县"),
        "[分区]:2: A2 zone west-pole: shares 10,533.54 km2 with east-belt",
    ),
    "a unit of one's own": (
        lambda book: add(book["行政区"], 行政区划代码="990303", 名称="新县"),
        '[行政区]:9: A9: "990303" is no unit of the plan. Units come with their outlines: buju new.',
    ),
    "a number of nothing": (
        put("规划指标", "output-west", "所指对象", "没有"),
        '[规划指标]:5: C5 target output-west: 所指对象 "没有" is no zone of this plan.',
    ),
    "a row number that is taken": (
        put("出处条款", "east-belt", "行号", "1"),
        '[出处条款]:3: A3: "1" stands twice: in row 2 too. Empty the number of a new row.',
    ),
    "truth for a name": (put("地点", "west-park", "名称", True), "[地点]:7: B7: 名称 is TRUE, which is no text."),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_is_found_in_its_cell_with_a_way_out(what: str, tmp_path: Path) -> None:
    edit, told = MISTAKES[what]
    path = edited(plan_of("tiny"), tmp_path / "x.xlsx", edit)
    with pytest.raises(GeoError) as found:
        read_workbook(plan_of("tiny"), path)
    (line,) = str(found.value).splitlines()
    assert told in line.removeprefix(str(path))
    assert re.search(r"\. [^.]+.*  \[[a-z-]+\]$", line), line


ZONE = {"分区编号": "new", "所属布局": "belt", "次序": 2, "名称": "新带", "英文名称": "New belt", "依据": "行政区局部"}

IN_WORDS = {
    "a zone that is not drawn": (
        lambda book: add(book["分区"], **ZONE, 文献="plan", 条款="序", 原文锚点="新带"),
        "依据为“行政区局部”须有轮廓",
        '依据 "行政区局部" needs an outline',
    ),
    "a basis taken away": (
        put("地点", "west-park", "依据", None),
        "依据为空。请选填：场址、乡镇、驻地、仅知县区、仅知地市、未定位。",
        "依据 is empty. Give one of: 场址, 乡镇, 驻地, 仅知县区, 仅知地市, 未定位.",
    ),
    "a source taken away": (
        put("地点", "west-park", "文献", None),
        "文献为空。请填写出处文献在“文献”表中的编号。",
        "文献 is empty. Name the document, by its id in the sheet 文献.",
    ),
    "no reason": (
        new(未定位原因=None),
        "没有坐标，也没有说明原因。请在未定位原因中选填：全域目标、“规划中，未定场址”、区域之外、“存在，未找到”、原文未说明。",
        'has no coordinates and does not say why. Write in 未定位原因 one of: 全域目标, "规划中，未定场址", 区域之外, ',
    ),
}
"""A mistake -> what is told of it in Chinese, and in English."""


@pytest.mark.parametrize("what", IN_WORDS)
def test_a_finding_has_the_words_of_its_sheet(what: str, tmp_path: Path) -> None:
    edit, chinese, english = IN_WORDS[what]
    with pytest.raises(PlanError) as found:
        read_workbook(plan_of("tiny"), edited(plan_of("tiny"), tmp_path / "x.xlsx", edit))
    assert chinese in "\n".join(map(catalogue("zh").problem, found.value.problems))
    assert english in str(found.value)


def test_a_finding_in_an_english_workbook_has_english_words(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    write_workbook(plan_of("tiny"), path, lang="en")
    book = openpyxl.load_workbook(path)
    at(book["Places"], "west-park", "Basis").value = None
    book.save(path)
    with pytest.raises(GeoError, match=r"Basis is empty\. Give one of: at the site, at its town, "):
        read_workbook(plan_of("tiny"), path)


TOGETHER = (
    *("a clause as a date", "a long code as a power", "an unknown word", "a word misspelt", "words for degrees"),
    *("a number with its measure", "a number as a date", "a year with its word", "a flag of another kind"),
    *("a name taken away", "a source taken away", "a zone in another", "a row of sums", "two units that disagree"),
    *("a place that is there already", "an id that is taken", "a row number that is taken"),
)
"""Mistakes that leave one another alone."""


def test_mistakes_planted_together_are_all_found(tiny_root: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in tiny_root.rglob("*") if path.is_file()}
    path = edited(plan_of("tiny"), tmp_path / "x.xlsx", *(MISTAKES[what][0] for what in TOGETHER))
    result = run(tiny_root, "--apply", str(path))
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert len(lines) == len(TOGETHER)
    sense = [re.sub(r"^.*?\]:\d+: [A-Z]+\d+:? ?", "", MISTAKES[what][1]) for what in TOGETHER]
    assert [what for what in sense if not any(what in line for line in lines)] == []
    assert {path: path.read_bytes() for path in tiny_root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("words", [(), ("-o", "a.xlsx", "--read", "b.xlsx"), ("-o", "a.xlsx")], ids=str)
def test_a_wrong_call_says_what_to_give(
    words: tuple[str, ...], tiny_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(tiny_root / "data/industries.csv", "b.xlsx")
    result = run(tiny_root, *words)
    assert result.exit_code == 2
    assert result.output.count("\n") == 1


def test_a_zone_is_meant_by_the_name_that_the_same_workbook_gives_it(tmp_path: Path) -> None:
    renamed = put("分区", "west-pole", "名称", "新西极")
    meant = put("规划指标", "output-west", "所指对象", "新西极")
    path = edited(plan_of("tiny"), tmp_path / "x.xlsx", renamed, meant)
    assert [table.file for table in read_workbook(plan_of("tiny"), path).tables if table.changes] == ["zones.geojson"]


def test_the_diagram_follows_what_changes(tiny_root: Path, tmp_path: Path) -> None:
    header = tiny_root / "data/tiny/plan.toml"
    text = header.read_text(encoding="utf-8").replace("partition = true", "partition = false")
    header.write_text(text, encoding="utf-8")
    assert CliRunner().invoke(cli, ["--root", str(tiny_root), "schematic", "tiny"]).exit_code == 0
    plan = geo.read_plan("tiny", tiny_root)
    path = edited(plan, tmp_path / "x.xlsx", put("分区", "west-pole", "成员名称", "西北县"))
    done = run(tiny_root, "--apply", str(path))
    assert "The drawings of west-pole in the diagram follow." in done.output
    assert "written to zones.geojson, schematic.geojson" in done.output
    assert [problem for problem in check_plan("tiny", tiny_root) if problem.severity == "error"] == []


def test_members_of_a_zone_that_is_not_drawn_yet_draw_it(tiny_root: Path, tmp_path: Path) -> None:
    plan = geo.read_plan("tiny", tiny_root)
    bare = [
        dataclasses.replace(zone, name="", name_en="", members=(), basis="", precision_km=None, geometry=None)
        for zone in plan.zone_rows
    ]
    write_tables(plan, {"zones.geojson": bare})
    plan = geo.read_plan("tiny", tiny_root)
    rows = [
        Proposed({"zone": "west-pole", "name": "西城生物极", "members": "990100"}, "打造西城生物极。"),
        Proposed({"zone": "east-belt", "name": "东部产业带", "members": "990200"}, "构建东部产业带。"),
    ]
    write_workbook(plan, tmp_path / "x.xlsx", {"zones": rows})
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    for line in (4, 5):
        book["分区"].cell(line, 1).value = "√"
    book.save(tmp_path / "x.xlsx")
    assert run(tiny_root, "--apply", str(tmp_path / "x.xlsx")).exit_code == 0
    zones = {zone.zone: zone for zone in geo.read_plan("tiny", tiny_root).zone_rows}
    assert (zones["west-pole"].basis, zones["west-pole"].precision_km) == ("admin-union", 1)
    assert zones["west-pole"].geometry == next(unit.geometry for unit in plan.unit_rows if unit.unit == "990100")
    assert zones["east-belt"].name_en == "Dongbu Chanyedai"


def test_a_sheet_of_numbers_reached_is_taken_back_by_itself(tiny_root: Path, tmp_path: Path) -> None:
    path = str(tmp_path / "x.xlsx")
    assert CliRunner().invoke(cli, ["--root", str(tiny_root), "progress", "tiny", "--template", path]).exit_code == 0
    book = openpyxl.load_workbook(path)
    for heading, value in {"采纳": "√", "截至": 2021, "实际数": 190, "文献": "atlas"}.items():
        at(book["实际数"], "output-west", heading).value = value
    book.save(path)
    done = run(tiny_root, "tiny", "--apply", path)
    assert done.output.startswith("actuals + row 5: target_id")
    assert "has no sheet" not in done.output
    assert ("output-west", "2021", 190.0) in {
        (row.target_id, row.as_of, row.value) for row in geo.read_plan("tiny", tiny_root).actuals
    }


@pytest.mark.parametrize(("sign", "operator"), [("≥", "ge"), ("≤", "le"), (">=", "ge"), ("约", "approx"), ("＞", "gt")])
def test_an_operator_may_be_its_sign(sign: str, operator: str, tmp_path: Path) -> None:
    path = edited(plan_of("tiny"), tmp_path / "x.xlsx", put("规划指标", "output-west", "比较关系", sign))
    targets = {
        row.target_id: row
        for table in read_workbook(plan_of("tiny"), path).tables
        for row in table.rows
        if table.file == "targets.csv"
    }
    assert targets["output-west"].operator == operator


def test_a_cell_that_cannot_be_taken_is_told_once(tmp_path: Path) -> None:
    path = edited(plan_of("tiny"), tmp_path / "x.xlsx", lambda book: add(book["文献"], 文献编号="new", 标题="=1+1"))
    with pytest.raises(GeoError) as found:
        read_workbook(plan_of("tiny"), path)
    assert sum(": B" in line for line in str(found.value).splitlines()) == 1
