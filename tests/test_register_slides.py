"""Slides of a register over a plan: its counts on a map and in a native table, and no row of it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from placed import many
from pptx import Presentation
from reading import TINY, plan_of

from geo.analysis.points.tally import tally_of
from geo.cli import cli
from geo.draw.scene.register import register_mark
from geo.draw.slides.slides import Options, make_slides


@pytest.fixture(scope="module")
def slides() -> dict[str, Any]:
    """Return the slides of a deck by their titles."""
    points = many(u990101_药=9, u990102_农=2, u990201_药=6, u990202_农=4)
    mark = register_mark(points, tally_of(points, "行业"), shows_rows=True)
    deck = make_slides(plan_of("tiny"), Options(register=mark))
    return {slide.shapes.title.text: slide for slide in Presentation(io.BytesIO(deck.data)).slides}


def test_a_map_names_the_units_of_most_rows(slides: dict[str, Any]) -> None:
    (title,) = [each for each in slides if each.startswith("名录")]
    assert title.replace(" ", "") == "名录落位21家，以西市、东市为多"
    text = "".join(shape.text_frame.text for shape in slides[title].shapes if shape.has_text_frame)
    plain = "".join(text.split())
    assert "1西市：11家" in plain
    assert "用户的名录，不属于规划内容。" in plain
    assert "号1" not in plain


def test_a_table_has_the_counts_of_zones_and_units(slides: dict[str, Any]) -> None:
    (table,) = [shape.table for shape in slides["按分区和行政区计数"].shapes if shape.has_table]
    cells = [[cell.text.replace("\n", "") for cell in row.cells] for row in table.rows]
    assert cells[0] == ["分区、行政区", "企业数", "药", "农"]
    assert ["西市", "11", "9", "2"] in cells
    assert ["东市", "10", "6", "4"] in cells


def test_a_deck_with_a_register_is_made_by_the_command(tmp_path: Path) -> None:
    sheet, out = tmp_path / "a.csv", tmp_path / "a.pptx"
    sheet.write_text("企业,经度,纬度\n" + "甲,110.5,31.5\n" * 2, encoding="utf-8")
    words = ("slides", "tiny", "-o", str(out), "--points", str(sheet))
    done = CliRunner().invoke(cli, ["--root", str(TINY), *words], prog_name="buju")
    assert done.exit_code == 0, done.output
    shapes = [shape for slide in Presentation(str(out)).slides for shape in slide.shapes if shape.has_text_frame]
    texts = [shape.text_frame.text for shape in shapes]
    assert any("少于" in text for text in texts)
