"""The handout read back: a page a step or more, with text, numbers and places with their clauses; nothing is lost."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from reading import plan_of, scene_of

from geo.cli import cli
from geo.draw.figure.handout import handout_bytes
from geo.draw.figure.handout_rows import Clauses, page_tables
from geo.draw.figure.table import Table, fitting
from geo.draw.figure.type import chinese_face
from geo.draw.scene.view import view_of
from geo.model.plan import Plan


@pytest.fixture(scope="module")
def tiny() -> Plan:
    return plan_of("tiny")


def test_every_step_begins_a_page_and_the_rest_follows(tiny: Plan) -> None:
    made = handout_bytes(tiny, lang="en")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]
    steps = scene_of("tiny").steps
    assert all(any(f"{number} / {len(steps)}" in page for page in pages) for number in range(1, len(steps) + 1))
    assert len(pages) >= len(steps)
    assert all("Not submitted for review" in page for page in pages)
    assert all(any(step.title.en in page for page in pages) for step in steps)


@pytest.mark.parametrize("name", ["heilongjiang", "changsha"])
def test_a_handout_lists_every_place_and_number_with_its_clause(name: str) -> None:
    scene = scene_of(name)
    views = [view_of(scene, step=step) for step in range(1, len(scene.steps) + 1)]
    rows = [row for view in views for table in page_tables(view, Clauses(view)) for row in table.rows]
    cells = {row[0] for row in rows}
    assert {park.name.zh for park in scene.parks} <= cells
    numbers = [row for row in rows if len(row) == 4]
    assert all(any(target.shown.zh in row[1] for row in numbers) for target in scene.targets)
    assert all(row[-1] for row in rows)


def test_rows_that_do_not_fit_go_on() -> None:
    table = Table("T", ("a", "b"), (1.0, 1.0), tuple((str(at), "哈尔滨" * 9) for at in range(50)))
    count = fitting(table, chinese_face(), 600.0, 500.0)
    assert 1 < count < 50
    assert table.after(count).rows[0][0] == str(count)
    assert fitting(table, chinese_face(), 600.0, 40.0) == 0


def test_the_command_writes_upright_pages(runner: CliRunner, tiny_root: Path, tmp_path: Path) -> None:
    done = runner.invoke(cli, ["--root", str(tiny_root), "handout", "tiny", "-o", str(tmp_path / "a.pdf")])
    assert done.exit_code == 0, done.output
    page = PdfReader(tmp_path / "a.pdf").pages[0]
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]


def test_a_handout_is_a_pdf(runner: CliRunner, tiny_root: Path) -> None:
    done = runner.invoke(cli, ["--root", str(tiny_root), "handout", "tiny", "-o", "x.png"])
    assert done.exit_code == 2
    assert "Give -o a name that ends in .pdf." in done.output
