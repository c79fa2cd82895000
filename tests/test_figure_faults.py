"""Fonts, sizes, paths, steps and templates that there are not: one clear line each, by the real command."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import TINY

ROOT = Path(__file__).parent.parent


def buju(root: Path, *words: str, seed: str = "0", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "geo", "--root", str(root), *words]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, env=environment, cwd=cwd
    )


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
def test_what_there_is_not_is_told_in_one_line(words: str, status: int, told: str, tmp_path: Path) -> None:
    (tmp_path / "text.pptx").write_text("hello")
    done = buju(TINY, *words.split(), cwd=tmp_path)
    assert done.returncode == status
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert told in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["text.pptx"]


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        ("slides tiny -o x.ppt", 2, "slides are a PPTX. Give -o a name that ends in .pptx."),
        ("slides tiny -o x.pptx --size 3:2", 2, "'3:2' is not one of '16:9', '4:3'."),
        ("handout tiny -o x.png", 2, "a handout is a PDF. Give -o a name that ends in .pdf."),
        ("figure tiny", 2, "Missing option '-o'"),
    ],
)
def test_a_wrong_call_says_how_to_call(words: str, status: int, told: str, tmp_path: Path) -> None:
    done = buju(TINY, *words.split(), cwd=tmp_path)
    assert done.returncode == status
    assert told in done.stderr.splitlines()[-1]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["figure tiny -o x.png", "figure tiny -o x.svg", "handout tiny -o x.pdf"])
def test_a_letter_without_a_glyph_is_named_and_nothing_is_written(command: str, tiny_root: Path) -> None:
    layer = tiny_root / "layers" / "tiny" / "zones.geojson"
    text = layer.read_text(encoding="utf-8")
    layer.write_text(re.sub(r'"name": "([^"]+)"', '"name": "园\U0001f9ec"', text, count=1), encoding="utf-8")
    done = buju(tiny_root, *command.split(), cwd=tiny_root)
    assert done.returncode == 1
    assert 'has no glyph for "\U0001f9ec" (U+1F9EC), needed in "园\U0001f9ec"' in done.stderr
    assert done.stderr.count("\n") == 1
    assert not [path for path in tiny_root.iterdir() if path.name.startswith("x.")]


@pytest.mark.parametrize(
    "command", ["figure tiny -o {}.svg", "figure tiny -o {}.pdf --size A4", "slides tiny -o {}.pptx"]
)
def test_every_process_writes_the_same_bytes(command: str, tmp_path: Path) -> None:
    suffix = Path(command.split()[3]).suffix
    for name in ("1", "2"):
        assert buju(TINY, *command.format(name).split(), seed=name, cwd=tmp_path).returncode == 0
    assert (tmp_path / f"1{suffix}").read_bytes() == (tmp_path / f"2{suffix}").read_bytes()
