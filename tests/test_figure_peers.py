"""Poppler reads the figures and handouts: one page a sheet, every font within, and every name as text."""

from __future__ import annotations

from pathlib import Path

import pytest
from poppler import solid, told, words
from reading import plan_of

from geo.draw.figure.figure import FigureOptions, make_figure
from geo.draw.figure.handout import make_handout

pytestmark = pytest.mark.peer


@pytest.mark.parametrize("drawing", ["admin", "schematic"])
@pytest.mark.parametrize("name", ["heilongjiang", "changsha", "national"])
def test_a_figure_carries_its_fonts_and_its_words(name: str, drawing: str, tmp_path: Path) -> None:
    plan, file = plan_of(name), tmp_path / "figure.pdf"
    # Diagrams of layouts that lie over one another are drawn one by one, each in its step of the story.
    step = 2 if (name, drawing) == ("national", "schematic") else None
    file.write_bytes(make_figure(plan, "pdf", FigureOptions(size="A3", drawing=drawing, step=step)).data)
    rows = [line.split() for line in told("pdffonts", file).splitlines()[2:]]
    assert rows
    assert all(row[-5] == "yes" for row in rows)
    assert "Pages:1" in told("pdfinfo", file).replace(" ", "")
    text = words(file)
    assert solid(plan.header.issuer) in text
    told_of = plan.groups_in_order()[:1] if step else plan.groups
    assert all(solid(group.name) in text for group in told_of)


def test_a_handout_carries_its_fonts_and_its_words(tmp_path: Path) -> None:
    plan, file = plan_of("changsha"), tmp_path / "handout.pdf"
    file.write_bytes(make_handout(plan).written())
    assert all(line.split()[-5] == "yes" for line in told("pdffonts", file).splitlines()[2:])
    text = words(file)
    assert all(solid(park.name) in text for park in plan.park_rows)
