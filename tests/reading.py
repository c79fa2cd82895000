"""Shipped plans, read once a process: they are frozen, and no test changes their frames."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import geo

ROOT = Path(__file__).parent.parent


@cache
def shipped(name: str) -> geo.Plan:
    """Return a plan of this checkout."""
    return geo.read_plan(name, ROOT)
