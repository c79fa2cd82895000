"""What is said of a package that is not installed fits the installation that says it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from reading import ROOT, TINY

from geo.model import extras
from geo.model.extras import install_hint


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("pyproject.toml", "Makefile"):
        (tmp_path / name).touch()
    monkeypatch.setattr(extras, "_HOME", tmp_path)
    return tmp_path


def test_an_installed_package_names_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "_HOME", tmp_path)
    assert install_hint("figures") == 'Run: pip install "buju[figures]"'


def test_a_checkout_that_make_has_set_up_names_make(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", str(checkout / ".venv"))
    assert install_hint("figures") == f"Run in {checkout}: make all"
    monkeypatch.chdir(checkout)
    assert install_hint("figures") == "Run: make all"


def test_another_checkout_names_its_own_python(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(checkout / "env" / "bin" / "python"))
    monkeypatch.chdir(checkout)
    assert install_hint("slides") == 'Run: env/bin/python -m pip install -e ".[slides]"'
    monkeypatch.setattr(sys, "executable", "/usr/bin/python3")
    assert install_hint("slides") == 'Run: /usr/bin/python3 -m pip install -e ".[slides]"'


def test_every_extra_that_is_named_exists() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "geo").rglob("*.py"))]
    named = {name for text in texts for name in re.findall(r"""install_hint\(["'](\w+)["']\)""", text)}
    assert named == set(project["optional-dependencies"]) - {"all", "test"}


OPTIONAL = frozenset(
    {
        *("dask", "distributed", "esda", "fontTools", "frykit", "geoalchemy2"),
        *("h3", "libpysal", "matplotlib", "mplfonts", "openpyxl", "pptx"),
        *("psycopg", "pyarrow", "pygeometa", "pypdf", "scipy", "sklearn", "sqlalchemy"),
    }
)
"""What the extras bring."""

WITHOUT = """
import io, json, sys
from contextlib import redirect_stderr, redirect_stdout

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in sys.argv[1].split(","):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

from importlib import util
found = util.find_spec
util.find_spec = lambda name: None if name.partition(".")[0] in sys.argv[1].split(",") else found(name)
sys.meta_path.insert(0, Missing())
from geo.cli import main
told = []
for arguments in json.loads(sys.argv[2]):
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as said:
        try:
            main(arguments)
        except SystemExit as ended:
            told.append([ended.code or 0, said.getvalue()])
print(json.dumps(told))
"""
"""Runs commands one after the other where packages are missing."""


def without(missing: frozenset[str], commands: Sequence[str], folder: Path) -> list[tuple[int, str]]:
    """Return exit status and what is said of each command, in one process that lacks packages."""
    calls = [["--root", str(TINY), *words.split()] for words in commands]
    call = [sys.executable, "-c", WITHOUT, ",".join(sorted(missing)), json.dumps(calls)]
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, check=True)
    return [(code, said) for code, said in json.loads(done.stdout)]


@pytest.mark.parametrize(
    ("commands", "needed"),
    [
        (("map tiny -o a.html", "atlas pages", "edit tiny -o b.html", "export tiny -o a.gpkg"), ""),
        (("figure tiny -o a.svg", "handout tiny -o a.pdf"), "matplotlib mplfonts fontTools"),
        (("slides tiny -o a.pptx",), "pptx fontTools"),
    ],
)
def test_a_medium_needs_no_package_of_another(commands: tuple[str, ...], needed: str, tmp_path: Path) -> None:
    found = without(OPTIONAL - set(needed.split()), commands, tmp_path)
    assert [told for told in zip(commands, found, strict=True) if told[1][0] or "error" in told[1][1]] == []


def test_a_register_without_its_packages_is_told_what_brings_them(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,lon,lat\na,110.5,31.5\n", encoding="utf-8")
    brought = {
        "points a.csv --plan tiny": "gis",
        "map tiny --points a.csv -o a.html": "gis",
        "assign a.csv --plan tiny -o b.csv": "scale",
        "reality tiny --points a.csv": "stats",
    }
    told = without(OPTIONAL, list(brought), tmp_path)
    for (words, extra), (code, said) in zip(brought.items(), told, strict=True):
        assert code == 1, words
        assert "pyarrow" in said, words
        assert install_hint(extra).rpartition(" ")[2] in said, words
