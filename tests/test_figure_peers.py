"""Poppler reads the figures and handouts: one page a sheet, every font within, and every name as text."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from geo.draw.figure.figure import figure_bytes
from geo.draw.figure.handout import handout_bytes
from geo.model.plan import read_plan

pytestmark = pytest.mark.peer


def told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


@pytest.mark.parametrize("drawing", ["admin", "schematic"])
@pytest.mark.parametrize("name", ["heilongjiang", "changsha", "national"])
def test_a_figure_carries_its_fonts_and_its_words(name: str, drawing: str, tmp_path: Path) -> None:
    plan, file = read_plan(name), tmp_path / "figure.pdf"
    file.write_bytes(figure_bytes(plan, "pdf", size="A3", drawing=drawing))
    rows = [line.split() for line in told("pdffonts", str(file)).splitlines()[2:]]
    assert rows
    assert all(row[-5] == "yes" for row in rows)
    assert "Pages:1" in told("pdfinfo", str(file)).replace(" ", "")
    words = "".join(told("pdftotext", str(file), "-").split())
    assert plan.header.issuer in words
    assert all(group.name in words for group in plan.groups)


def test_a_handout_carries_its_fonts_and_its_words(tmp_path: Path) -> None:
    plan, file = read_plan("changsha"), tmp_path / "handout.pdf"
    file.write_bytes(handout_bytes(plan))
    assert all(line.split()[-5] == "yes" for line in told("pdffonts", str(file)).splitlines()[2:])
    words = "".join(told("pdftotext", str(file), "-").split())
    assert all("".join(park.name.split()) in words for park in plan.park_rows)
