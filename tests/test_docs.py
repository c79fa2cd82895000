"""What documents tell is true: their sessions run in an empty folder as shown, their fields are those of the schema."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pyogrio
import pytest
from messages import CATALOGUE
from playwright.sync_api import Browser
from pptx import Presentation
from reading import ROOT
from sessions import do, matches, steps_of

import geo
from geo.analysis.field_pages import fields_page
from geo.cli.catalogue import read_entries

DOCS = ROOT / "docs"
EXAMPLES = sorted((ROOT / "tests" / "examples").glob("*.md"))
AFTERNOON = {
    "zh": (DOCS / "author.zh.md").read_text(encoding="utf-8"),
    "en": (DOCS / "author.md").read_text(encoding="utf-8"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("lang", AFTERNOON)
def test_the_afternoon_ends_in_a_clean_plan_a_page_slides_and_a_geopackage(
    lang: str, folder: Path, browser: Browser
) -> None:
    for step in steps_of(AFTERNOON[lang]):
        do(step, folder, browser, lang)
    assert [problem for problem in geo.check_plan("ningxia", folder) if problem.severity != "note"] == []
    assert "卫宁枸杞加工翼" in (folder / "ningxia.html").read_text(encoding="utf-8")
    slides = Presentation(str(folder / "宁夏.pptx")).slides
    assert any("一核、两翼、两带" in shape.text_frame.text for shape in slides[0].shapes if shape.has_text_frame)
    zones = pyogrio.read_dataframe(folder / "宁夏.gpkg", layer="zones")
    assert (len(zones), zones.geometry.is_valid.all()) == (5, True)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_made_by_its_commands_alone(path: Path, folder: Path, browser: Browser) -> None:
    for step in steps_of(path.read_text(encoding="utf-8")):
        do(step, folder, browser, "zh")
    plan = geo.read_plan(path.stem, folder)
    assert [problem for problem in geo.check_plan(plan) if problem.severity != "note"] == []
    assert all(zone.geometry for zone in plan.zone_rows)
    assert "虚构" in plan.header.title
    told = [row.note for rows in (plan.zone_rows, plan.park_rows, plan.target_rows) for row in rows]
    assert [note for note in told if "虚构示例" not in note] == []


def test_both_languages_tell_the_same_session() -> None:
    chinese, english = (
        [(each.kind, each.name, each.rows if "|" in each.told else each.told) for each in steps if each.kind != "run"]
        + [each.name for each in steps if each.kind == "run"]
        for steps in map(list, map(steps_of, AFTERNOON.values()))
    )
    assert chinese == english


def test_what_is_measured_is_the_same_in_both_languages() -> None:
    told = [(DOCS / name).read_text(encoding="utf-8") for name in ("scale.md", "scale.zh.md")]
    english, chinese = (Counter(re.findall(r"\d(?:[\d,.^]*\d)?", text)) for text in told)
    assert english == chinese


def test_what_the_command_is_said_to_say_it_says() -> None:
    table = AFTERNOON["zh"].partition("| 它说 |")[2]
    said = [re.escape(words).replace("…", ".*") for words in re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)]
    told = [entry.told for entry in read_entries(CATALOGUE.read_text(encoding="utf-8"))]
    assert len(said) == len(table.strip().splitlines()) - 2
    assert [words for words in said if not any(re.search(words, text) for text in told)] == []


@pytest.mark.parametrize(("lang", "name"), [("zh", "files.zh.md"), ("en", "files.md")])
def test_the_fields_are_those_of_the_schema(lang: str, name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == fields_page(lang)


def anchors(path: Path) -> set[str]:
    """Return what links call the headings of a page."""
    heads = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head).strip().lower().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_links_lead_to_files_and_headings(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for file, heading in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", text):
        target = (path.parent / file) if file else path
        assert target.exists(), file
        if heading:
            heads = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in {re.sub(r"[^\w -]", "", head).strip().lower().replace(" ", "-") for head in heads}, (
                heading
            )


@pytest.mark.parametrize(
    ("told", "shown", "same"),
    [
        ("a\nb\nc\n", "a\n…\nc\n", True),
        ("a\nc\n", "a\n…\nc\n", True),
        ("a 12 kB\n", "a … kB\n", True),
        ("a\nb\n", "a\n", False),
        ("a 12 kB\nb\n", "a … kB\n", False),
    ],
)
def test_what_is_left_out_is_all_that_may_differ(told: str, shown: str, same: bool) -> None:
    assert matches(told, shown) is same
