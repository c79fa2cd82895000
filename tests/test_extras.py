"""What is said of a package that is not installed fits the installation that says it."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
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
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in sys.argv[1].split(","):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

from importlib import util
found = util.find_spec
util.find_spec = lambda name: None if name.partition(".")[0] in sys.argv[1].split(",") else found(name)
sys.meta_path.insert(0, Missing())
from geo.cli import cli
cli(sys.argv[2:], prog_name="buju")
"""


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        ("map tiny -o a.html", ""),
        ("atlas pages", ""),
        ("edit tiny -o a.html", ""),
        ("export tiny -o a.gpkg", ""),
        ("figure tiny -o a.svg", "matplotlib mplfonts fontTools"),
        ("handout tiny -o a.pdf", "matplotlib mplfonts fontTools"),
        ("slides tiny -o a.pptx", "pptx fontTools"),
    ],
)
def test_a_medium_needs_no_package_of_another(words: str, needed: str, tmp_path: Path) -> None:
    missing = ",".join(sorted(OPTIONAL - set(needed.split())))
    command = [sys.executable, "-c", WITHOUT, missing, "--root", str(TINY), *words.split()]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, "error" in done.stderr) == (0, False), done.stderr


@pytest.mark.parametrize(
    ("words", "extra"),
    [
        ("points a.csv --plan tiny", "gis"),
        ("map tiny --points a.csv -o a.html", "gis"),
        ("assign a.csv --plan tiny -o b.csv", "scale"),
        ("reality tiny --points a.csv", "stats"),
    ],
)
def test_a_register_without_its_packages_is_told_what_brings_them(words: str, extra: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,lon,lat\na,110.5,31.5\n", encoding="utf-8")
    command = [sys.executable, "-c", WITHOUT, ",".join(sorted(OPTIONAL)), "--root", str(TINY), *words.split()]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "pyarrow" in done.stderr
    assert install_hint(extra).rpartition(" ")[2] in done.stderr
