"""Closed lists are read as codes and as words, Chinese and English; spreadsheets get words, programs codes."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from reading import TINY

import geo
from geo.cli import cli
from geo.model.aliases import CHOICES, choice_of
from geo.model.schema import Park, Target, Unit
from geo.model.tables import parse_table


def run(*arguments: str, root: Path = TINY) -> Result:
    return CliRunner().invoke(cli, ["--root", str(root), *arguments], prog_name="buju")


def test_every_word_of_a_closed_list_is_read_as_its_code() -> None:
    for (table, column), known in CHOICES.items():
        for ident, words in known.items():
            for said in (ident, ident.upper(), *words, *(word.upper() for word in words)):
                assert choice_of(table, column, said) == ident, (table, column, said)


@pytest.mark.parametrize(
    ("row", "table", "field", "read"),
    [
        (Park, "park_id,kind\na,企业\n", "kind", "company"),
        (Park, "park_id,kind\na,Research institute\n", "kind", "institute"),
        (Park, "park_id,status\na,现有\n", "status", "existing"),
        (Park, "park_id,unlocated\na,原文未说明\n", "unlocated", "silent"),
        (Target, "target_id,operator\na,≥\n", "operator", "ge"),
        (Target, "target_id,operator\na,不少于\n", "operator", "ge"),
        (Target, "target_id,scope\na,全域\n", "scope", "plan"),
        (Unit, "unit,level\n990000,省\n", "level", "province"),
    ],
)
def test_tables_take_words(row: type, table: str, field: str, read: str) -> None:
    rows, problems = parse_table(table, row, "t.csv")
    assert getattr(rows[0], field) == read
    assert "unknown-choice" not in {problem.code for problem in problems}


def test_words_are_no_canonical_form_and_the_formatter_writes_codes(tiny_root: Path) -> None:
    parks, zones = tiny_root / "data/tiny/parks.csv", tiny_root / "layers/tiny/zones.geojson"
    before = [path.read_bytes() for path in (parks, zones)]
    parks.write_text(parks.read_text(encoding="utf-8").replace(",existing,", ",现有,"), encoding="utf-8")
    text = (
        zones.read_text(encoding="utf-8")
        .replace('"admin-union"', '"行政区合并"')
        .replace('"focus": true', '"focus": "是"')
    )
    zones.write_text(text, encoding="utf-8")
    found = run("check", "tiny", root=tiny_root).stdout
    assert {line.rpartition("[")[2] for line in found.splitlines()} == {"not-canonical]"}
    assert run("fmt", root=tiny_root).exit_code == 0
    assert [path.read_bytes() for path in (parks, zones)] == before


def test_a_word_that_is_none_is_still_told(tiny_root: Path) -> None:
    parks = tiny_root / "data/tiny/parks.csv"
    parks.write_text(parks.read_text(encoding="utf-8").replace(",existing,", ",现由,"), encoding="utf-8")
    assert 'status "现由" is no choice' in run("check", "tiny", root=tiny_root).stdout


def test_values_of_a_call_may_be_words(tiny_root: Path) -> None:
    assert run("zone", "tiny", "west-pole", "--set", "focus=是", root=tiny_root).exit_code == 0
    assert run("zone", "tiny", "pole", "--set", "form=谷", root=tiny_root).exit_code == 0
    plan = geo.read_plan("tiny", tiny_root)
    assert {zone.zone: zone.focus for zone in plan.zone_rows}["west-pole"]
    assert {group.group: group.form for group in plan.groups}["pole"] == "valley"


def cells(path: Path, sheet: str) -> list[dict[str, object]]:
    head, *rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


@pytest.mark.parametrize(("lang", "column", "word"), [("zh", "状态", "现有"), ("en", "Status", "existing")])
def test_a_workbook_of_layers_has_words(lang: str, column: str, word: str, tmp_path: Path) -> None:
    path = tmp_path / "tiny.xlsx"
    assert run("export", "tiny", "-o", str(path), "--lang", lang).exit_code == 0
    assert word in {row[column] for row in cells(path, "parks")}
    focus = {row["仅为重点市县" if lang == "zh" else "Focus only"] for row in cells(path, "zones")}
    assert focus <= ({"是", "否"} if lang == "zh" else {"yes", "no"})


@pytest.mark.parametrize(
    ("call", "head", "cell"),
    [
        ("join tiny --excel", "类型", "基地"),
        ("join --unit 西市 --excel", "状态", "现有"),
        ("join tiny --by unit --excel", "行政区", "西市"),
        ("progress tiny --excel", "状况", "尚未达到"),
        ("progress tiny --by zone --excel", "分区", "东部产业带"),
    ],
)
def test_csv_for_spreadsheets_has_words_and_a_mark(call: str, head: str, cell: str) -> None:
    result = CliRunner().invoke(cli, ["--lang", "zh", "--root", str(TINY), *call.split()], prog_name="buju")
    assert result.exit_code == 0, result.output
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode("utf-8-sig"))))
    assert cell in {row[head] for row in rows}


def test_two_forms_at_once_are_refused() -> None:
    assert run("join", "tiny", "--json", "--excel").exit_code == 2
