"""How what a command needs beside the base is installed, as fits the installation that runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_HOME = Path(__file__).resolve().parents[2]


def install_hint(extra: str) -> str:
    """Return the sentence that says what to run for an extra of pyproject.toml, without a full stop.

    A checkout finds no distribution of its own name in an index: there make, or pip with the checkout's path, does it.

    Examples
    --------
    >>> install_hint("figures").startswith("Run")
    True
    """
    if not all((_HOME / name).is_file() for name in ("pyproject.toml", "Makefile")):
        return f'Run: pip install "buju[{extra}]"'
    where = "" if Path.cwd() == _HOME else f" in {_HOME}"
    if os.name == "posix" and Path(sys.prefix) == _HOME / ".venv":
        return f"Run{where}: make all"
    return f'Run{where}: {_python()} -m pip install -e ".[{extra}]"'


def _python() -> str:
    path = Path(sys.executable)
    return str(path.relative_to(_HOME) if path.is_relative_to(_HOME) else path)
