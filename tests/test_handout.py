"""The handout read back: a sheet a step and an appendix, with text, numbers, places and clauses; nothing is lost."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from papers import lines, sheets, told
from pypdf import PdfReader
from reading import plan_of, scene_of

from geo.cli import cli
from geo.draw.figure.handout import make_handout
from geo.draw.figure.handout_matter import Clauses, page_tables, step_matter
from geo.draw.figure.handout_sheet import SheetOf
from geo.draw.figure.paper import sheet_of
from geo.draw.figure.table import Table, fitting
from geo.draw.figure.type import chinese_face
from geo.draw.scene.view import view_of


def sheets_of(name: str, **options: str) -> list[str]:
    return [told(sheet) for sheet in sheets(name, **options)]


def test_the_pdf_has_the_lines_of_the_sheets_each_on_its_page() -> None:
    made = make_handout(plan_of("tiny"))
    pages = PdfReader(io.BytesIO(made.written())).pages
    found = [Counter("".join(page.extract_text().split())) for page in pages]
    assert found == [Counter("".join(told(sheet).split())) for sheet in made.sheets]
    assert make_handout(plan_of("tiny")).written() == made.written()


def test_every_step_is_one_sheet() -> None:
    pages = sheets_of("tiny", lang="en")
    steps = scene_of("tiny").steps
    assert [bool(re.search(r"\d+ / \d+", page)) for page in pages] == [at < len(steps) for at in range(len(pages))]
    for number, (step, page) in enumerate(zip(steps, pages, strict=False), start=1):
        assert f"{number} / {len(steps)}" in page
        assert step.title.en in page
    assert all("Not submitted for review" in page for page in pages)


def test_the_first_sheet_alone_bears_the_number_of_the_whole_plan() -> None:
    first, *others = ("".join(page.split()) for page in sheets_of("heilongjiang"))
    assert "≥4,200亿元生物经济总规模，2025年" in first
    assert not any("生物经济总规模，2025年" in page for page in others)


@pytest.mark.parametrize("name", ["heilongjiang", "changsha"])
def test_what_a_sheet_does_not_hold_stands_where_it_says(name: str) -> None:
    scene, pages, letters = scene_of(name), sheets_of(name), dict[str, str]()
    told = 0
    for number, page in enumerate(pages[: len(scene.steps)], start=1):
        matter = step_matter(view_of(scene, step=number), letters)
        rows = [row[0] for table in matter.tables for row in table.rows]
        found = re.search(r"其余 (\d+) 行见第 (\d+) 张", page)
        if found:
            told += 1
            first = rows[-int(found[1])]
            assert "".join(first.split())[:9] in "".join(pages[int(found[2]) - 1].split())
            assert matter.title in pages[int(found[2]) - 1]
    assert told == sum("其余" in page for page in pages) > 0


@pytest.mark.parametrize("name", ["heilongjiang", "changsha"])
def test_a_handout_lists_every_place_and_number_with_its_clause(name: str) -> None:
    scene = scene_of(name)
    views = [view_of(scene, step=step) for step in range(1, len(scene.steps) + 1)]
    tables = [table for view in views for table in page_tables(view, Clauses(view, {}))]
    rows = [row for table in tables for row in table.rows]
    cells = {row[0] for row in rows}
    assert {park.name.zh for park in scene.parks} <= cells
    numbers = [row for table in tables if table.title == "目标与数字" for row in table.rows]
    assert all(any(target.shown.zh in row[1] for row in numbers) for target in scene.targets)
    assert all(any(mark.told.zh in row[-2] for row in numbers) for mark in scene.progress)
    assert all(row[-1] for row in rows)


def test_the_first_sheet_has_the_contents_and_each_its_number() -> None:
    pages = sheets_of("changsha")
    assert all(f"第 {number} 张，共 {len(pages)} 张" in page for number, page in enumerate(pages, start=1))
    contents = "".join(pages[0].split("目录：")[1].split())
    for step in scene_of("changsha").steps:
        found = re.search(rf"{re.escape(step.title.zh)}(\d+)", contents)
        assert found, step.title.zh
        assert step.title.zh in pages[int(found[1]) - 1]


def test_a_sheet_of_two_times_follows_the_steps_and_the_contents_name_it() -> None:
    pages = [page.replace("\n", "") for page in sheets_of("changsha")]
    at = len(scene_of("changsha").steps) + 1
    assert f"现状｜规划 {at} · 附表 {at + 1}" in pages[0]
    (found,) = (number for number, text in enumerate(pages, 1) if "现状｜规划：规划 39 处" in text)
    assert found == at
    moved = re.search(r"其余 \d+ 行见第 (\d+) 张", pages[0])
    assert moved
    assert int(moved[1]) == at + 1


@pytest.mark.parametrize("name", ["heilongjiang", "changsha"])
def test_no_sheet_is_mostly_blank(name: str) -> None:
    levels = ([line.level for line in lines(sheet) if line.level > 90.0] for sheet in sheets(name))
    fills = [1.0 - (min(body) - 90.0) / 750.0 for body in levels]
    assert min(fills[:-1]) > 0.4
    assert len(fills) <= len(scene_of(name).steps) + 6


@pytest.mark.parametrize("drawing", ["admin", "schematic"])
@pytest.mark.parametrize("name", ["heilongjiang", "changsha"])
def test_zones_stay_apart_in_black_and_white(name: str, drawing: str) -> None:
    view = view_of(scene_of(name), drawing=drawing)
    drawn = [zone for zone in view.zones if view.shape(zone)]
    assert len({view.zone_hatch(zone) for zone in drawn}) == len(drawn)


def test_a_sheet_of_a_step_that_draws_nothing_says_so() -> None:
    views = [view_of(scene_of("national"), step=step) for step in range(1, len(scene_of("national").steps) + 1)]
    said = [view.number for view in views if "原文未划定范围，不画" in step_matter(view, {}).texts]
    assert said == [view.number for view in views if view.is_undrawn] != []


def test_rows_that_do_not_fit_go_on() -> None:
    table = Table("T", ("a", "b"), (1.0, 1.0), tuple((str(at), "哈尔滨" * 9) for at in range(50)))
    count = fitting(table, chinese_face(), 600.0, 500.0)
    assert 1 < count < 50
    assert fitting(table, chinese_face(), 600.0, 40.0) == 0
    on = SheetOf(view_of(scene_of("tiny")), sheet_of("A4-portrait"), chinese_face())
    laid = on.laid([table], on.top, on.top + 500.0)
    ((_, begun, _),) = laid.placed
    assert laid.cut
    assert laid.rest[0].rows[0][0] == str(begun)


def test_the_command_writes_upright_pages(runner: CliRunner, tiny_root: Path, tmp_path: Path) -> None:
    done = runner.invoke(cli, ["--root", str(tiny_root), "handout", "tiny", "-o", str(tmp_path / "a.pdf")])
    assert done.exit_code == 0, done.output
    page = PdfReader(tmp_path / "a.pdf").pages[0]
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]


def test_a_handout_is_a_pdf(runner: CliRunner, tiny_root: Path) -> None:
    done = runner.invoke(cli, ["--root", str(tiny_root), "handout", "tiny", "-o", "x.png"])
    assert done.exit_code == 2
    assert "Give -o a name that ends in .pdf." in done.output
