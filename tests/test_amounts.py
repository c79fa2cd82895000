"""Money of a register, cell by cell: read in whatever unit it stands, summed in one, and no sum tells of one firm."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import numpy
import openpyxl
import pytest
from browser import opened
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as some
from placed import UNITS, points_of
from playwright.sync_api import Browser
from pptx import Presentation
from reading import TINY

from geo.analysis.points.amounts import (
    BELOW,
    BOUND,
    FOREIGN,
    NO_AMOUNT,
    UNITLESS,
    Amounts,
    bare_head,
    factor_of,
    yuan_in,
)
from geo.analysis.points.tally import ALL, MOST_OF_ONE, WHOLE, tally_of
from geo.cli import cli
from geo.model.measure import scale_of

MIXED = (1200, "1.2亿元", "３，４００万元", "3,400", "面议", None, "—", "5000万元以上", "300万美元", -20, "500元")
WAN = 1200 + 12_000 + 3400 + 3400 + 0.05


def sheet(path: Path, cells: tuple[object, ...] = MIXED, head: str = "营业收入（万元）", above: str = "") -> Path:
    """Write a workbook of enterprises in one county, with such amounts."""
    book = openpyxl.Workbook()
    if above:
        book.active.append([above])
    book.active.append(["企业名称", "经度", "纬度", head])
    for number, cell in enumerate(cells):
        book.active.append([f"企业{number}", 110.5, 31.5, cell])
    book.save(path)
    return path


def run(command: str, *words: str) -> Any:
    return CliRunner().invoke(cli, ["--root", str(TINY), command, *words], prog_name="buju")


@pytest.mark.parametrize(
    ("cell", "yuan"),
    [
        (1200, 1.2e7),
        ("1.2亿元", 1.2e8),
        ("1.2 亿", 1.2e8),
        ("３，４００万元", 3.4e7),
        ("3,400万元整", 3.4e7),
        ("人民币500元", 500.0),
        ("￥5,000.50元", 5000.5),
        ("1亿2000万元", 1.2e8),
        ("约2亿元左右", 2e8),
        ("1.2E+05", 1.2e9),
        (1.2e-3, 12.0),
        ("5百万元", 5e6),
        ("3千元", 3e3),
        ("0", 0.0),
    ],
)
def test_an_amount_is_read_in_its_own_unit_else_in_that_of_its_column(cell: object, yuan: float) -> None:
    assert yuan_in(cell, 1e4) == (pytest.approx(yuan), 0)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("面议", NO_AMOUNT),
        ("120人", NO_AMOUNT),
        ("2025-01-02", NO_AMOUNT),
        ("1,2", NO_AMOUNT),
        ("1e400元", NO_AMOUNT),
        ("=1+1", NO_AMOUNT),
        ("12000万1亿", NO_AMOUNT),
        (True, NO_AMOUNT),
        ("1200", UNITLESS),
        (1200, UNITLESS),
        ("2-3亿元", BOUND),
        ("2000万元至3000万元", BOUND),
        ("1亿元+", BOUND),
        ("5000万元以上", BOUND),
        ("超1亿元", BOUND),
        ("300万美元", FOREIGN),
        ("$5,000", FOREIGN),
        ("-2亿元", BELOW),
        ("（120）万元", NO_AMOUNT),
        ("（120万元）", BELOW),
        ("−3万元", BELOW),
    ],
)
def test_what_is_no_amount_is_known_for_what_it_is(cell: object, why: int) -> None:
    value, told = yuan_in(cell, None)
    assert numpy.isnan(value)
    assert told == why


@pytest.mark.parametrize("cell", [None, "", "  ", "—", "无", "/"])
def test_where_nothing_stands_nothing_is_told(cell: object) -> None:
    value, told = yuan_in(cell, 1e4)
    assert numpy.isnan(value)
    assert told == 0


@pytest.mark.parametrize(
    ("head", "factor", "bare"),
    [
        ("营业收入（万元）", 1e4, "营业收入"),
        ("2024年营业收入(单位：亿元)", 1e8, "2024年营业收入"),
        ("产值【人民币千元】", 1e3, "产值"),
        ("营业收入（2024年，万元）", 1e4, "营业收入"),
        ("产值_百万元", 1e6, "产值"),
        ("营业收入_元", 1.0, "营业收入"),
        ("营业收入", None, "营业收入"),
        ("从业人数（人）", None, "从业人数（人）"),
    ],
)
def test_the_unit_of_a_column_stands_in_its_head(head: str, factor: float | None, bare: str) -> None:
    assert factor_of(head) == factor
    assert bare_head(head) == bare


def test_the_command_sums_money_and_tells_what_it_leaves_out_with_its_rows(tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx")
    done = run("points", str(path), "--plan", "tiny", "--summary", str(tmp_path / "s.csv"), "--withhold", "1")
    assert done.exit_code == 0, done.stderr
    assert "CNY 200 million" in next(line for line in done.stdout.splitlines() if "西北县" in line)
    shown = f"{path}[Sheet]: 营业收入（万元）"
    assert [line for line in done.stderr.splitlines() if "not summed" in line or "in all" in line] == [
        f'{shown}: 1 cell with no amount, not summed: "面议" (row 6).',
        f'{shown}: 1 cell with a bound or a range, not summed: "5000万元以上" (row 9).',
        f'{shown}: 1 cell in another currency, not summed: "300万美元" (row 10).',
        f'{shown}: 1 cell below 0, not summed: "-20" (row 11).',
        "营业收入: 5 amounts in 11 placed rows, 20,000.0 万元 in all.",
    ]
    rows = list(csv.DictReader((tmp_path / "s.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert {float(row["amount_wan_yuan"]) for row in rows if row["rows"] != "0"} == {WAN}
    told = json.loads(run("points", str(path), "--plan", "tiny", "--json").stdout)
    assert told["amount_column"] == "营业收入（万元）"
    assert {count["amount_wan_yuan"] for count in told["counts"] if count["rows"]} == {WAN}


def test_a_column_without_a_unit_is_not_guessed(tmp_path: Path) -> None:
    done = run("points", str(sheet(tmp_path / "a.xlsx", (5, 6, "7"), "营业收入")), "--plan", "tiny")
    assert "3 cells without 万元, 亿元 or 元 in cell or head, not summed" in done.stderr
    assert "0 amounts in 3 placed rows" in done.stderr
    done = run("points", str(sheet(tmp_path / "b.xlsx", (5, 6, 7), "营业收入", "单位：亿元")), "--plan", "tiny")
    assert "3 amounts in 3 placed rows, 180,000.0 万元 in all." in done.stderr


def test_a_column_is_named_or_none_is_summed(tmp_path: Path) -> None:
    path = str(sheet(tmp_path / "a.xlsx", (5, 6, 7), "纳税额（亿元）"))
    words = ("points", path, "--plan", "tiny")
    assert "in all" not in run(*words).stderr
    assert "180,000.0 万元 in all" in run(*words, "--amount-column", "纳税额（亿元）").stderr
    assert run(*words, "--amount-column", "税").exit_code == 2
    path = str(sheet(tmp_path / "b.xlsx", (5, 6, 7)))
    assert "万元 in all" not in run("points", path, "--plan", "tiny", "--amount-column", "").stderr


def test_an_amount_far_from_all_others_is_doubted(tmp_path: Path) -> None:
    cells = (*range(100, 120), 34_000_000)
    done = run("points", str(sheet(tmp_path / "a.xlsx", cells)), "--plan", "tiny")
    assert '1 amount over 10,000 times the median: "34000000" (row 22). Is the unit right?' in done.stderr


def test_sheets_whose_units_differ_are_not_summed_alike(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, unit in (("一", "万元"), ("二", "亿元")):
        page = book.create_sheet(name)
        page.append([f"单位：{unit}"])
        page.append(["企业名称", "经度", "纬度", "营业收入"])
        page.append(["甲", 110.5, 31.5, 5])
    book.save(tmp_path / "a.xlsx")
    done = run("points", str(tmp_path / "a.xlsx"), "--plan", "tiny")
    assert "units of money above their tables differ" in done.stderr
    assert f'2 cells without 万元, 亿元 or 元 in cell or head, not summed: "5" (rows {tmp_path}' in done.stderr


def test_sums_are_those_of_the_rows() -> None:
    points = points_of([("甲", "990101", "药"), ("乙", "990101", "农"), ("丙", "990202", "药"), ("丁", "990100", "药")])
    tally = tally_of(points, "行业", 1, Amounts("营收", numpy.array([1.0, 2.0, numpy.nan, 8.0])))
    found = {(key[1], value): tally.sum(key, value) for key in tally.keys for value in (ALL, 0, 1) if key[0] != "zone"}
    assert tally.values == ("药", "农")
    assert [found["990101", value] for value in (ALL, 0, 1)] == [3.0, 1.0, 2.0]
    assert [found["990100", value] for value in (ALL, 0, 1)] == [11.0, 9.0, 2.0]
    assert found["990202", ALL] == 0.0
    assert tally.sum(WHOLE) == 11.0


@settings(max_examples=80, deadline=None)
@given(
    some.lists(
        some.tuples(
            some.sampled_from([*UNITS, "990100", "990200"]),
            some.sampled_from("药农"),
            some.one_of(some.none(), some.integers(0, 5000)),
        ),
        min_size=1,
    )
)
def test_no_sum_tells_of_one_enterprise(rows: list[tuple[str, str, int | None]]) -> None:
    points = points_of([(str(at), unit, industry) for at, (unit, industry, _) in enumerate(rows)])
    yuan = numpy.array([numpy.nan if amount is None else amount for _, _, amount in rows], float)
    tally = tally_of(points, "行业", 3, Amounts("营收", yuan))
    values = range(len(tally.values))
    for key in tally.keys:
        assert sum(tally.sum(key, value) is None for value in (ALL, *values)) != 1
        if key == WHOLE or key[0] != "unit":
            continue
        of = [points.places[which] for which in points.which.tolist()]
        inside = [place.unit == key[1] or place.prefecture == key[1] for place in of]
        for value in values:
            given = [
                amount
                for amount, there, number in zip(yuan, inside, tally.value_of_row, strict=True)
                if there and number == value and amount > 0
            ]
            if given and (len(given) < 3 or max(given) > MOST_OF_ONE * sum(given)):
                assert tally.sum(key, value) is None
    for value in (ALL, *values):
        cities = [WHOLE, *(key for key in tally.keys if key[1].endswith("00"))]
        assert sum(tally.sum(key, value) is None for key in cities) != 1


@pytest.mark.parametrize(
    ("yuan", "zh", "en"),
    [
        (5.2e9, "52.00 亿元", "CNY 5,200 million"),
        (9.9e7, "9,900.0 万元", "CNY 99,000 thousand"),
        (0, "0.0 万元", "CNY 0 thousand"),
    ],
)
def test_one_unit_stands_for_all_sums(yuan: float, zh: str, en: str) -> None:
    scale = scale_of(yuan)
    assert (scale.text(yuan, "zh"), scale.text(yuan, "en")) == (zh, en)


def test_the_page_and_the_slides_tell_sums_beside_counts(tmp_path: Path, browser: Browser) -> None:
    path = sheet(tmp_path / "a.xlsx", tuple(range(1000, 1100)))
    words = ("tiny", "--points", str(path), "-o")
    assert run("map", *words, str(tmp_path / "a.html")).exit_code == 0
    with opened(browser, tmp_path / "a.html", "#tab=register") as made:
        made.page.wait_for_selector(".register-counts td")
        assert made.texts(".register-counts thead th") == ["分区、行政区", "企业数", "营业收入（亿元）"]
        assert next(text for text in made.texts(".register-counts tr") if "西北县" in text).split() == [
            "西北县",
            "100",
            "10.50",
        ]
        assert "营业收入合计 10.50 亿元" in made.texts("#tab-register p")
        made.page.locator("#stage .register-spot[data-id]").first.hover()
        made.page.wait_for_function("() => document.body.innerText.includes('100；10.50 亿元')")
        with made.page.expect_download() as saved:
            made.page.locator("#register-csv").click()
        rows = list(csv.reader(saved.value.path().read_text(encoding="utf-8-sig").splitlines()))
        assert rows[0] == ["kind", "id", "分区、行政区", "全部", "全部：营业收入（亿元）"]
        assert ["unit", "990101", "西北县", "100", "10.50"] in rows
        made.page.locator("#lang").click()
        made.page.wait_for_function("() => document.querySelector('.register-counts thead').innerText.includes('CNY')")
        assert made.texts(".register-counts thead th")[2] == "营业收入 (CNY million)"
        assert "1,050" in made.texts(".register-counts td")
    assert run("slides", *words, str(tmp_path / "a.pptx")).exit_code == 0
    deck = Presentation(io.BytesIO((tmp_path / "a.pptx").read_bytes()))
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    heads = [[cell.text.replace("\n", "") for cell in table.rows[0].cells] for table in tables]
    assert ["分区、行政区", "企业数", "营业收入（亿元）"] in heads
    shown = "".join(shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame)
    assert "不足3家的合计、一家超过85%的合计也不示。" in "".join(shown.split())
