"""Of random edits of an exported layer the difference shown is the difference made, and only --apply writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from random_edits import check_edit


@pytest.mark.parametrize("seed", range(20))
def test_the_difference_shown_is_the_difference_made(seed: int, tiny_root: Path, tmp_path: Path) -> None:
    check_edit(seed, tiny_root, tmp_path)
