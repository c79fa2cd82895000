"""Exports killed at random moments: the old files are whole, or the new ones are, and nothing else is left."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

import geo

TRIES = 20
CODE = (
    "import subprocess, sys, geo; subprocess.DEVNULL = None;"
    "geo.export_plan(geo.read_plan('heilongjiang', sys.argv[1]), sys.argv[2], lang=sys.argv[3])"
)
ROOT = Path(__file__).parent.parent.parent


def state(folder: Path) -> dict[str, bytes]:
    """Return the bytes of all files in a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def start(folder: Path, name: str, lang: str) -> subprocess.Popen[bytes]:
    """Start an export. The shell that watches over it holds the same pipe: the pipe ends when both have ended."""
    command = [sys.executable, "-c", CODE, str(ROOT), str(folder / name), lang]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


@pytest.mark.parametrize("name", ["x.gpkg", "x.zip", "x.csv", "x.qgs"])
def test_killed_at_random_moments(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)
    plan = geo.read_plan("heilongjiang", ROOT)
    wanted = {}
    for lang in ("en", "zh"):
        (tmp_path / lang).mkdir()
        geo.export_plan(plan, tmp_path / lang / name, lang=lang)
        wanted[lang] = state(tmp_path / lang)
    begin = time.monotonic()
    start(tmp_path / "zh", name, "zh").communicate()
    whole = time.monotonic() - begin
    for attempt in range(TRIES):
        process = start(tmp_path / "zh", name, "en")
        with suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=chance.uniform(0.3, 1.1) * whole)
        process.send_signal(signal.SIGKILL if attempt % 2 else signal.SIGTERM)
        process.communicate()
        assert not list((tmp_path / "zh").glob(".*"))
        found = state(tmp_path / "zh")
        assert found in wanted.values(), f"attempt {attempt}: {sorted(found)}"
        geo.export_plan(plan, tmp_path / "zh" / name, lang="zh")
