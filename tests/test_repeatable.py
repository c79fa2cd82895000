"""The same plan and options give the same bytes: in every process, in any zone and locale, whatever was made before."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reading import ROOT, TINY

from geo.export.export import FORMATS

STABLE = sorted(set(FORMATS) - {".gdb"})
"""A File Geodatabase holds random identifiers, which its format demands."""
DESCRIBED = (".gpkg", ".csv")
"""Of a format metadata know whether its layers are together."""
UNIT_FILES = {"map": "html", "figure": "svg", "handout": "pdf", "slides": "pptx", "export": "gpkg"}
COMMANDS = [
    "map tiny -o {}/tiny.html",
    "atlas {}",
    "figure tiny -o {}/tiny.svg",
    "figure tiny -o {}/tiny.pdf --size A4 --theme dark",
    "figure tiny -o {}/tiny.png --size 480x360 --dpi 96",
    "handout tiny -o {}/tiny.pdf",
    "slides tiny -o {}/tiny.pptx",
    *(f"{medium} tiny --unit 西市 -o {{}}/west.{form}" for medium, form in UNIT_FILES.items()),
    *(f"export tiny -o {{}}/tiny{suffix}{' --metadata' * (suffix in DESCRIBED)}" for suffix in STABLE),
    "export national -o {}/national.qgs",
]
RUN = """
import json, sys
from geo.cli import main

for arguments in json.loads(sys.argv[1]):
    try:
        main(arguments)
    except SystemExit as ended:
        assert not ended.code, (ended.code, arguments)
"""


def root_of(at: int) -> Path:
    return ROOT if "national" in COMMANDS[at] else TINY


def run(folder: Path, order: list[int], **environment: str) -> None:
    """Run all commands in one process, each into a folder that bears its number."""
    for at in order:
        (folder / str(at)).mkdir(parents=True)
    calls = [["--quiet", *shlex.split(COMMANDS[at].format(at)), "--root", str(root_of(at))] for at in order]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    subprocess.run([sys.executable, "-c", RUN, json.dumps(calls)], cwd=folder, env=surroundings, check=True)


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return two folders of what all commands wrote, the second time from the last to the first."""
    one, two = (tmp_path_factory.mktemp(name) for name in ("one", "two"))
    order = list(range(len(COMMANDS)))
    run(one, order, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    run(two, order[::-1], PYTHONHASHSEED="4242", TZ="Asia/Shanghai", LC_ALL="C.UTF-8")
    return one, two


def written(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("at", range(len(COMMANDS)), ids=COMMANDS)
def test_equal_plans_give_equal_bytes(twice: tuple[Path, Path], at: int) -> None:
    one, two = (written(folder / str(at)) for folder in twice)
    assert one
    assert list(one) == list(two)
    assert [name for name, data in one.items() if data != two[name]] == []


def test_no_file_tells_the_day(twice: tuple[Path, Path]) -> None:
    # Both processes may have written a file within one second, which its time would not show.
    today = datetime.now(UTC).strftime("%Y-%m-%d").encode()
    assert [name for folder in twice for name, data in written(folder).items() if today in data] == []


def test_texts_end_their_lines_as_texts_do_everywhere(twice: tuple[Path, Path]) -> None:
    texts = {name: data for name, data in written(twice[0]).items() if name.endswith((".html", ".svg", ".geojson"))}
    assert len(texts) > 5
    assert [name for name, data in texts.items() if b"\r" in data] == []
