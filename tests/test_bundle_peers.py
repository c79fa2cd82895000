"""What make sets up, and what it says where there is no network: these need an index of packages, and time."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from reading import ROOT

pytestmark = pytest.mark.peer

NOWHERE = {
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    "PIP_EXTRA_INDEX_URL": "",
    "PIP_FIND_LINKS": "",
}


def cut(command: list[str]) -> list[str]:
    """Return a command that runs where no network is, where this machine lets one be made."""
    alone = ["unshare", "--map-root-user", "--net"]
    can = shutil.which("unshare") and subprocess.run([*alone, "true"], capture_output=True).returncode == 0
    return [*alone, *command] if can else command


def test_a_bundle_installs_and_renders_where_no_network_is(tmp_path: Path) -> None:
    made = subprocess.run(["make", "bundle"], cwd=ROOT, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    taken = tmp_path / "stick"
    shutil.copytree(ROOT / "dist" / "bundle", taken)
    away = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | NOWHERE
    done = subprocess.run(cut(["sh", "install.sh"]), cwd=taken, env=away, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    buju = done.stdout.strip()
    assert buju == str(taken / ".venv/bin/buju")
    for arguments in ("atlas own", "figure changsha -o own.svg", "slides changsha -o own.pptx"):
        ran = subprocess.run(cut([buju, *arguments.split()]), cwd=tmp_path, env=away, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
    for page in sorted((taken / "maps").glob("*.html")):
        assert (tmp_path / "own" / page.name).read_bytes() == page.read_bytes()


def test_make_map_without_a_network_says_so_in_a_line(tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    done = subprocess.run(
        ["make", "map", f"VENV={venv}"], cwd=ROOT, env={**os.environ, **NOWHERE}, capture_output=True, text=True
    )
    assert done.returncode == 2
    told = [line for line in done.stdout.splitlines() if "packages" in line]
    assert len(told) == 1
    assert told[0].startswith("The packages cannot be had. Is there a network?")
    assert "Traceback" not in done.stdout + done.stderr
    assert (venv / "pip.log").read_text(encoding="utf-8")
