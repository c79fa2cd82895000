"""Five hundred random edits of exported layers: the difference shown is the difference made; only --apply writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis_saved import check_edits
from random_edits import check_edit


@pytest.mark.parametrize("seed", range(1000, 1500))
def test_the_difference_shown_is_the_difference_made(seed: int, tiny_root: Path, tmp_path: Path) -> None:
    check_edit(seed, tiny_root, tmp_path)


@pytest.mark.peer
@pytest.mark.parametrize("first", range(2000, 2500, 100))
def test_what_was_edited_in_qgis_is_the_difference(first: int, tmp_path: Path) -> None:
    check_edits(range(first, first + 100), tmp_path)
