"""What is said of a package that is not installed fits the installation that says it."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest
from reading import ROOT

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
