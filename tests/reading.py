"""Plans read once a process: they are frozen, and no test changes their frames."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import geo

ROOT = Path(__file__).parent.parent
TINY = Path(__file__).parent / "plans" / "tiny"


@cache
def plan_of(name: str) -> geo.Plan:
    """Return a plan of this checkout, or the plan `tiny`."""
    return geo.read_plan(name, TINY if name == "tiny" else ROOT)
