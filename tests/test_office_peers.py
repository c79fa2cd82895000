"""The validator of the Open XML SDK, which holds files to the schemas of Office, finds no fault in what we write."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from decks import house_template
from pptx import Presentation
from reading import ROOT, plan_of

from geo.draw.slides.slides import Options, make_slides
from geo.export.export import export_plan

pytestmark = pytest.mark.peer
VALIDATOR = ROOT / "tests" / "office" / "node_modules" / ".bin" / "ooxml-validator"


def faults(file: Path) -> list[dict[str, str]]:
    assert VALIDATOR.exists(), "The validator is missing: make peers"
    done = subprocess.run([str(VALIDATOR), str(file)], capture_output=True, text=True, timeout=120, check=False)
    return list(json.loads(done.stdout)["errors"])


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("heilongjiang", {"full": True}),
        ("heilongjiang", {"lang": "en", "drawing": "schematic"}),
        ("heilongjiang", {"unit": "230100"}),
        ("changsha", {"full": True, "lang": "en", "size": "4:3"}),
        ("changsha", {"drawing": "schematic"}),
        ("national", {"full": True}),
        ("national", {"drawing": "schematic", "lang": "en"}),
    ],
    ids=str,
)
def test_a_deck_has_no_fault(name: str, options: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "deck.pptx"
    file.write_bytes(make_slides(plan_of(name), Options(**options)).data)
    assert faults(file) == []


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("heilongjiang", {"lang": "en", "drawing": "schematic"}),
        ("changsha", {"full": True}),
        ("national", {"lang": "en"}),
    ],
    ids=str,
)
def test_a_deck_with_a_template_has_no_fault(name: str, options: dict[str, Any], tmp_path: Path) -> None:
    file, template = tmp_path / "deck.pptx", house_template(tmp_path / "house.pptx", "DejaVu Sans", (800.0, 600.0))
    file.write_bytes(make_slides(plan_of(name), Options(template=template, **options)).data)
    assert faults(file) == []


@pytest.mark.parametrize("name", ["heilongjiang", "changsha", "national"])
def test_a_workbook_has_no_fault(name: str, tmp_path: Path) -> None:
    export_plan(plan_of(name), tmp_path / "plan.xlsx")
    assert faults(tmp_path / "plan.xlsx") == []


def test_a_fault_is_found(tmp_path: Path) -> None:
    file = tmp_path / "broken.pptx"
    slide = Presentation()
    made = slide.slides.add_slide(slide.slide_layouts[6])
    made.shapes.add_textbox(0, 0, 9, 9)._element.spPr.set("bwMode", "nonsense")
    slide.save(str(file))
    assert faults(file)
