"""A register over a page: counts that tell of nobody, rows only where they are asked for, a page that stays small."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy
import pyarrow
import pytest
from browser import Opened, opened
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as some
from placed import UNITS, many, points_of
from playwright.sync_api import Browser
from reading import TINY, numbers_in, plan_of

from geo.analysis.points.points import place_rows
from geo.analysis.points.rows import Rows
from geo.analysis.points.tally import ALL, WHOLE, tally_of
from geo.cli import cli
from geo.draw.page.page import page_html
from geo.draw.page.register import register_block
from geo.draw.scene.register import MOST_ROWS, register_mark
from geo.draw.scene.register_marks import RegisterMark


@settings(max_examples=60, deadline=None)
@given(
    some.lists(some.tuples(some.sampled_from([*UNITS, "990100", "990200"]), some.sampled_from("药农能")), min_size=1)
)
def test_no_withheld_count_is_a_total_minus_its_parts(rows: list[tuple[str, str]]) -> None:
    points = points_of([(str(at), unit, industry) for at, (unit, industry) in enumerate(rows)])
    tally = tally_of(points, "行业", 3)
    assert all(count == 0 or count >= 3 for cell, count in tally.counts.items() if cell not in tally.hidden)
    values = range(len(tally.values))
    places = {of for kind, of in tally.keys if kind == "unit"}
    for key in tally.keys:
        assert sum(tally.told(key, value) is None for value in (ALL, *values)) != 1
    for value in (ALL, *values):
        cities = [WHOLE, *(("unit", of) for of in places if of.endswith("00"))]
        assert sum(tally.told(key, value) is None for key in cities) != 1
        for city in ("990100", "990200"):
            within = [("unit", of) for of in places if of[:4] == city[:4] and of != city]
            # What is known to the city only is told nowhere; where there is none of it, the counties are all of it.
            if city in places and ("known-only", city) not in {key for key, _ in tally.counts}:
                assert sum(tally.told(key, value) is None for key in (("unit", city), *within)) != 1


def test_counts_are_those_of_the_rows() -> None:
    tally = tally_of(many(u990101_药=5, u990102_农=4, u990100_药=3), "行业")
    assert tally.values == ("药", "农")
    assert {key: tally.told(key) for key in tally.keys if key[0] == "unit"} == {
        ("unit", "990100"): 12,
        ("unit", "990101"): 5,
        ("unit", "990102"): 4,
    }
    assert (tally.told(("unit", "990100"), 0), tally.told(WHOLE)) == (8, 12)


def block_of(page: str) -> dict[str, Any]:
    found = re.search(r'id="register">(.*?)</script>', page)
    assert found
    block: dict[str, Any] = json.loads(found[1])
    return block


def test_without_rows_no_cell_of_the_register_is_in_the_page() -> None:
    points = many(u990101_药=5, u990102_农=2, u990201_药=4)
    mark = register_mark(points, tally_of(points, "行业", 3), shows_rows=False)
    page = page_of(mark)
    assert "号1" not in page
    assert "110.5" not in json.dumps(block_of(page))
    block = block_of(page)
    every = iter(numbers_in(block["counts"]))
    counts = {tuple(place): [next(every) for _ in range(len(block["values"]) + 1)] for place in block["places"]}
    assert counts[("unit", "990102")][0] == -1
    assert counts[("unit", "990201")][0] == 4


def test_a_page_without_a_register_has_nothing_of_it() -> None:
    assert "register" not in page_html(plan_of("tiny")).replace("registerProtocol", "")


def test_a_page_of_a_million_rows_stays_small() -> None:
    chance = numpy.random.default_rng(7)
    lon, lat = chance.uniform(110, 112, 10**6), chance.uniform(30, 32, 10**6)
    table = pyarrow.table({"lon": lon, "lat": lat})
    rows = Rows("大名录.parquet", table, {"lon": "lon", "lat": "lat"}, range(10**6), [("大名录.parquet", 10**6)])
    points = place_rows(plan_of("tiny"), rows)
    mark = register_mark(points, tally_of(points), shows_rows=True)
    assert mark.rows is None
    assert mark.grid
    assert sum(cell.count for cell in mark.grid.cells) == sum(mark.by)
    assert len(page_of(mark).encode()) < 2_000_000


def page_of(mark: RegisterMark) -> str:
    """Return the page of the plan `tiny` with a register over it."""
    return page_html(plan_of("tiny"), blocks={"register": register_block(mark)})


def few() -> RegisterMark:
    """Return a register of points and of rows that are known to a city only, in the page row by row."""
    points = many(u990101_药=3, u990102_农=2, u990201_药=1, u990200_农=2)
    return register_mark(points, tally_of(points, "行业"), {"农": "agri"}, shows_rows=True)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a page with rows, and one with counts of more of them."""
    folder = tmp_path_factory.mktemp("register")
    points = many(u990101_药=9, u990102_农=2, u990201_药=6)
    counts = register_mark(points, tally_of(points, "行业", 3), shows_rows=False)
    made = {}
    for name, mark in (("rows", few()), ("counts", counts)):
        made[name] = folder / f"{name}.html"
        made[name].write_text(page_of(mark), encoding="utf-8", newline="\n")
    return made


@pytest.fixture
def rows_page(pages: dict[str, Path], browser: Browser) -> Iterator[Opened]:
    with opened(browser, pages["rows"], "#tab=register") as made:
        yield made


def test_rows_are_searched_chosen_and_picked(rows_page: Opened) -> None:
    page = rows_page.page
    page.wait_for_selector(".register-rows tbody tr")
    assert rows_page.count(".register-rows tbody tr") == 8
    assert rows_page.texts(".register-not") == ["用户的名录，不属于规划内容。"]
    # What is known to a city only stands in one hexagon, and is no point.
    assert page.locator(".register-spot[data-id='990200']").get_attribute("data-register") == "2"
    page.locator("[data-key='value:0']").click()
    page.wait_for_function("() => document.querySelectorAll('.register-rows tbody tr').length === 4")
    assert "register=0" in page.url
    page.locator("#register-find").fill("u990102")
    page.wait_for_function("() => document.querySelectorAll('.register-rows tbody tr').length === 2")
    page.locator(".register-rows button.name").first.click()
    assert rows_page.texts(".register-picked dd")[0] == "u990102_农号0"


def test_counts_stand_on_the_map_in_a_table_and_in_the_legend(pages: dict[str, Path], browser: Browser) -> None:
    with opened(browser, pages["counts"], "#tab=register") as made:
        made.page.wait_for_selector(".register-spot[data-id]")
        told = made.js("[...document.querySelectorAll('#stage .register-spot[data-id]')].map(n => n.dataset.register)")
        assert "few" in told
        assert "9" not in told, "the county beside one that is withheld would tell it"
        assert "名录企业数（非规划内容）" in made.texts(".register-key li")
        assert "不示" in made.texts(".register-counts td")
        made.page.locator(".register-shown input").click()
        made.page.wait_for_selector("#stage .register-spot[data-id]", state="detached")
        made.page.locator("#key .legend-head").click()
        made.page.locator("#key .legend-head").click()
        assert made.count("#key .register-key") == 0
        made.page.locator("#lang").click()
        made.page.wait_for_function("() => document.querySelector('#to-register').textContent.startsWith('Register')")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--industry-column", "产业"), 'has no column "产业"'),
        (("--watch",), "--watch follows the files of the plan alone. Give --points and --reality without it."),
    ],
)
def test_a_wrong_call_is_told(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    sheet = tmp_path / "a.csv"
    sheet.write_text("企业,经度,纬度,行业\n甲,110.5,31.5,药\n", encoding="utf-8")
    asked = ("map", "tiny", "-o", str(tmp_path / "x.html"), "--points", str(sheet), *words)
    result = CliRunner().invoke(cli, ["--root", str(TINY), *asked], prog_name="buju")
    assert result.exit_code == 2
    assert told in result.stderr


def test_more_rows_than_can_be_listed_are_a_density() -> None:
    more, few = many(u990101_药=MOST_ROWS + 1), many(u990101_药=10)
    assert register_mark(more, tally_of(more), shows_rows=True).rows is None
    assert register_mark(few, tally_of(few), shows_rows=True).grid is None
