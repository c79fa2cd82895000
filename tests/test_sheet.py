"""A sheet of 300 enterprises with its faults, as planners have it: on the page in one command, no row lost."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from browser import opened
from click.testing import CliRunner, Result
from playwright.sync_api import Browser
from reading import ROOT, plan_of
from registers import write_sheet

from geo.cli import cli
from geo.space.geometry import label_points, to_shape

CITIES = ("230100", "230600", "230200")


def buju(*words: str) -> Result:
    return CliRunner().invoke(cli, ["--root", str(ROOT), *words], prog_name="buju")


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plan = plan_of("heilongjiang")
    names = {unit.unit: unit.name for unit in plan.unit_rows}
    counties = [unit for unit in plan.unit_rows if unit.parent in CITIES and unit.geometry]
    at = label_points([shape for unit in counties if (shape := to_shape(unit.geometry))])
    units = [(names[unit.parent] + unit.name, *xy) for unit, xy in zip(counties, at, strict=True)]
    return write_sheet(tmp_path_factory.mktemp("sheet") / "企业名单.xlsx", units)


def test_every_row_is_placed_or_rejected_and_told(sheet: Path, tmp_path: Path) -> None:
    rejects = tmp_path / "r.xlsx"
    done = buju("points", str(sheet), "--plan", "heilongjiang", "--json", "--rejects", str(rejects))
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["rows"] == sum(told["placed"].values()) + sum(told["rejected"].values()) == 300
    # All 60 rows without coordinates have an address; ten of twelve that are swapped name the county that they lie in.
    assert told["placed"] == {"point": 227, "township": 0, "county": 60, "prefecture": 0}
    assert told["rejected"] == {"no-place": 2, "not-finite": 2, "off-globe": 1, "outside": 4, "swapped": 2, "zero": 2}
    notes = " ".join(told["notes"])
    for words in (
        "10 rows with longitude and latitude swapped, turned",
        "5 rows with name and place of an earlier one",
        "at points outside the unit that they name",
        '11 cells with no amount, not summed: "面议", "保密"',
        "5 cells below 0",
        'row 304 "合计" is a row of sums',
    ):
        assert words in notes
    rows = list(openpyxl.load_workbook(rejects).active.iter_rows(min_row=2, values_only=True))
    assert Counter(row[2] for row in rows) == told["rejected"]
    assert all(row[3] for row in rows)
    assert told["amount_column"] == "营业收入（万元）"


def test_the_page_has_it_by_zone_and_city_with_why_rows_are_not_there(
    sheet: Path, tmp_path: Path, browser: Browser
) -> None:
    page = tmp_path / "m.html"
    done = buju("map", "heilongjiang", "--points", str(sheet), "-o", str(page))
    assert done.exit_code == 0, done.stderr
    assert "--industry-column 行业 counts it by industry too." in done.stderr
    assert "合成企业" not in page.read_text(encoding="utf-8"), "no row of the register is in the page"
    with opened(browser, page, "#tab=register", viewport={"width": 390, "height": 844}) as made:
        made.page.wait_for_selector(".register-counts td", state="attached")
        told = made.js("document.querySelector('#tab-register').textContent")
        assert "未落位 13：规划区域之外（4）" in told
        table = "[...document.querySelectorAll('.register-counts tbody tr')]"
        rows = made.js(f"{table}.map(row => [...row.cells].map(cell => cell.textContent))")
        zones = {name.strip(): int(count) for name, count, _ in rows if count.isdigit()}
        assert {"哈尔滨生物产业引领极", "林区寒地生物产业带"} <= set(zones)
        assert zones["林区寒地生物产业带"] == 0
        assert sum(zones[zone.name] for zone in plan_of("heilongjiang").zone_rows) == 287
        made.page.locator("#sheet").click()
        made.settle()
        # Heads and numbers stand apart on a phone, and nothing is wider than it.
        assert made.js("document.documentElement.scrollWidth") <= 390
        edges = made.js(
            "[...document.querySelectorAll('.register-counts thead th')].map(head => {"
            " const range = document.createRange(); range.selectNodeContents(head);"
            " const { left, right } = range.getBoundingClientRect(); return [left, right]; })"
        )
        assert all(one[1] + 4 <= other[0] for one, other in pairwise(edges))
