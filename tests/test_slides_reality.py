"""Slides of a register beside the plan: clusters as numbered discs, and a native table of how both agree."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from pptx import Presentation
from reading import ROOT, plan_of
from realities import reality

from geo.analysis.reality.result import write_reality
from geo.cli import cli
from geo.draw.slides.slides import Options, make_slides


@pytest.fixture(scope="module")
def slides() -> dict[str, object]:
    """Return the slides of a deck by their titles."""
    deck = make_slides(plan_of("heilongjiang"), Options(reality=reality()))
    return {slide.shapes.title.text: slide for slide in Presentation(io.BytesIO(deck.data)).slides}


def names(shapes: object) -> list[str]:
    """Return the names of shapes, those in groups too."""
    found = []
    for shape in shapes:  # type: ignore[attr-defined]
        found.append(shape.name)
        found += names(shape.shapes) if shape.shape_type == 6 else []
    return found


def test_a_map_shows_clusters_by_their_numbers(slides: dict[str, object]) -> None:
    (title,) = [each for each in slides if each.startswith("规划的")]
    assert title == "规划的 4 项产业布局中 1 项已见集聚，另有 1 项集聚不在规划中"
    slide = slides[title]
    told = ["1 生物制造，肇东市：45 家，预期 6.5", "2 生物医学工程，爱民区：45 家，预期 6.5"]
    drawn = names(slide.shapes)  # type: ignore[attr-defined]
    assert all(line in drawn for line in told)
    text = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)  # type: ignore[attr-defined]
    # Lines are broken where a space is, or between two letters.
    assert all(re.sub(r"\s", "", line) in re.sub(r"\s", "", text) for line in told)
    assert "docs/methods" in slide.notes_slide.notes_text_frame.text  # type: ignore[attr-defined]


def test_a_table_tells_how_plan_and_register_agree(slides: dict[str, object]) -> None:
    (table,) = [shape.table for shape in slides["规划与名录对照"].shapes if shape.has_table]  # type: ignore[attr-defined]
    cells = [[cell.text.replace("\n", "") for cell in row.cells] for row in table.rows]
    assert [row[-1] for row in cells] == ["对照", "规划未集聚", "规划未集聚", "规划且集聚", "规划未集聚", "集聚未规划"]
    assert cells[3] == ["松嫩平原生物产业核心区", "生物制造", "2", "120（40.0%）", "1.10（0.80–1.20）", "规划且集聚"]


def test_a_deck_of_a_unit_has_no_register(tmp_path: Path) -> None:
    write_reality(reality(), str(tmp_path / "found.json"))
    words = ("slides", "heilongjiang", "-o", "a.pptx", "--unit", "大庆市", "--reality", str(tmp_path / "found.json"))
    done = CliRunner().invoke(cli, ["--root", str(ROOT), *words], prog_name="buju")
    assert (done.exit_code, done.stderr) == (
        2,
        "--points and --reality tell of the whole plan. Give them without --unit.\n",
    )
