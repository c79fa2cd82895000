"""What several tests start from: a workspace small enough to check by hand, and a runner of commands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

TESTS = Path(__file__).parent
TINY = TESTS / "plans" / "tiny"
"""Workspace of the plan `tiny`: a square of two prefectures and four counties, one zone on each half."""


@pytest.fixture
def tiny_root(tmp_path: Path) -> Path:
    """Return a copy of the workspace of `tiny` that a test may change."""
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


@pytest.fixture
def runner() -> CliRunner:
    """Return a runner of click commands."""
    return CliRunner()
