"""Fonts, sizes, paths, steps and templates that there are not: one clear line each."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from reading import ROOT, TINY

from geo.cli import cli


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, in which the command is run."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def buju(root: Path, words: str) -> Result:
    return CliRunner().invoke(cli, ["--root", str(root), *words.split()], prog_name="buju")


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        ("figure tiny -o x.png --size 5x5", 2, "5 x 5 pixels: each side must be 320 to 20000 pixels."),
        ("figure tiny -o x.png --size A9", 2, '"A9" is no size. One of 16:9, 4:3, A4, A3'),
        ("figure tiny -o x.png --dpi 5", 2, "5 dpi: must be 36 to 1200."),
        ("figure tiny -o x.png --step 99", 2, "There is no step 99: the story of tiny has steps 1 to"),
        ("figure tiny -o x.gif", 2, '"gif" is no format of a figure. One of: png, svg, pdf.'),
        ("figure tiny -o x", 2, '"" is no format of a figure. One of: png, svg, pdf.'),
        ("figure tiny -o none/x.png", 1, "x.png: cannot be written: no such file or directory. Choose another folder"),
        ("figure tiny -o x.png --drawing schematic", 1, "tiny has no planning diagram yet. Make it first: buju"),
        ("figure none -o x.png", 1, 'There is no plan "none" in'),
        ("handout tiny -o none/x.pdf", 1, "x.pdf: cannot be written: no such file or directory. Choose another folder"),
        ("slides tiny -o x.pptx --template none.pptx", 2, "none.pptx: does not exist. Give --template a PPTX."),
        ("slides tiny -o x.pptx --template text.pptx", 1, "text.pptx: is no PPTX. Save the template as .pptx"),
        ("slides tiny -o x.pptx --template text.pptx --size 4:3", 2, "--size 4:3: a template brings its own size."),
        ("slides tiny -o none/x.pptx", 1, "x.pptx: cannot be written: no such file or directory. Choose another"),
        ("map tiny -o x.html --embed-code --step 99", 2, "There is no step 99: the story of tiny has steps 1 to"),
    ],
)
def test_what_there_is_not_is_told_in_one_line(words: str, status: int, told: str, here: Path) -> None:
    (here / "text.pptx").write_text("hello")
    done = buju(TINY, words)
    assert done.exit_code == status
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert told in done.stderr
    assert [path.name for path in here.iterdir()] == ["text.pptx"]


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        ("slides tiny -o x.ppt", 2, "slides are a PPTX. Give -o a name that ends in .pptx."),
        ("slides tiny -o x.pptx --size 3:2", 2, "'3:2' is not one of '16:9', '4:3'."),
        ("handout tiny -o x.png", 2, "a handout is a PDF. Give -o a name that ends in .pdf."),
        ("figure tiny", 2, "Missing option '-o'"),
    ],
)
def test_a_wrong_call_says_how_to_call(words: str, status: int, told: str, here: Path) -> None:
    done = buju(TINY, words)
    assert done.exit_code == status
    assert told in done.stderr.splitlines()[-1]
    assert not list(here.iterdir())


@pytest.mark.parametrize("command", ["figure tiny -o x.png", "figure tiny -o x.svg", "handout tiny -o x.pdf"])
def test_a_letter_without_a_glyph_is_named_and_nothing_is_written(command: str, tiny_root: Path, here: Path) -> None:
    layer = tiny_root / "layers" / "tiny" / "zones.geojson"
    text = layer.read_text(encoding="utf-8")
    layer.write_text(re.sub(r'"name": "([^"]+)"', '"name": "园\U0001f9ec"', text, count=1), encoding="utf-8")
    done = buju(tiny_root, command)
    assert done.exit_code == 1
    assert 'has no glyph for "\U0001f9ec" (U+1F9EC), needed in "园\U0001f9ec"' in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(here.iterdir())


def test_a_process_ends_with_its_status_and_one_line(here: Path) -> None:
    command = [sys.executable, "-m", "geo", "--root", str(TINY), "figure", "tiny", "-o", "x.png", "--step", "99"]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert not list(here.iterdir())
