"""What several tests start from: a workspace small enough to check by hand, and a runner of commands."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from browser import running_browser
from click.testing import CliRunner
from hypothesis import settings
from playwright.sync_api import Browser
from reading import atlas

from geo.model import undo

# How long an example takes is the machine's, and no matter of a test.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

# A tester's locale may be a Chinese one.
os.environ["BUJU_LANG"] = "en"

TESTS = Path(__file__).parent
ROOT = TESTS.parent
TINY = TESTS / "plans" / "tiny"
"""Workspace of the plan `tiny`: a square of two prefectures and four counties, one zone on each half."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave unread what only asks peers, where none is asked: it imports much that nothing else does."""
    is_peer = collection_path.name.endswith("_peers.py")
    return True if is_peer and config.option.markexpr == "not peer" else None


def pytest_collection() -> None:
    """Let Python look for garbage seldom, and never among what is imported: that takes a fifth of the time."""
    gc.disable()


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 5, 10)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def tiny_unwritten() -> Iterator[None]:
    """Fail where a command that writes runs in the workspace of `tiny` itself, which other tests copy meanwhile."""
    real = undo.remembered

    def guarded(root: Path, command: str) -> AbstractContextManager[None]:
        assert root.resolve() != TINY, f"{command}: give it tiny_root, a copy"
        return real(root, command)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(undo, "remembered", guarded)
        yield


@pytest.fixture
def tiny_root(tmp_path: Path) -> Path:
    """Return a copy of the workspace of `tiny` that a test may change."""
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


@pytest.fixture
def runner() -> CliRunner:
    """Return a runner of click commands."""
    return CliRunner()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium."""
    with running_browser() as made:
        yield made


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the pages of the atlas in one folder: every plan's by its id, the index and the comparison."""
    folder = tmp_path_factory.mktemp("pages")
    for name, text in atlas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return {path.stem: path for path in folder.iterdir()}
