"""Of random edits made in QGIS the difference shown is the difference made, and only --apply writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis_saved import check_edits

pytestmark = pytest.mark.peer


def test_what_was_edited_in_qgis_is_the_difference(tmp_path: Path) -> None:
    check_edits(range(60), tmp_path)
