"""A plan's workbook: what an author sees of it, and how it comes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from reading import plan_of

from geo.analysis.author.proposed import Proposed
from geo.analysis.author.workbook import write_workbook
from geo.cli import cli
from geo.model.errors import UsageError


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--root", str(root), "workbook", *words], prog_name="buju")


def table(book: Any, title: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet by its headings."""
    head, *rows = book[title].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.fixture
def written(tiny_root: Path, tmp_path: Path) -> Path:
    """Return the workbook of the plan `tiny`."""
    path = tmp_path / "tiny.xlsx"
    assert run(tiny_root, "tiny", "-o", str(path)).exit_code == 0
    return path


def test_words_stand_where_the_plan_has_codes(written: Path) -> None:
    book = openpyxl.load_workbook(written)
    assert book.sheetnames[:6] == ["分区", "行政区", "地点", "规划指标", "出处条款", "文献"]
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


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(plan_of("tiny"), tmp_path / name, lang="en")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames[2] == "Places"


def test_what_cannot_be_written_says_so(tiny_root: Path, tmp_path: Path) -> None:
    result = run(tiny_root, "tiny", "-o", str(tmp_path / "x.csv"))
    assert result.exit_code == 2
    assert "Give it that suffix" in result.output
    with pytest.raises(UsageError, match="no sheet for story"):
        write_workbook(plan_of("tiny"), tmp_path / "x.xlsx", {"story": [Proposed({}, "")]})
