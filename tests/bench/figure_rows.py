"""Rows of the bench about figures: a whole plate beside a bare geopandas plot of the same shapes, both 1920 x 1080."""

from __future__ import annotations

import sys
from pathlib import Path

from run import HERE, ROOT, Row, process_row

PLANS = ("heilongjiang", "changsha", "national")
REACH = 2.0


def figure_rows(runs: int) -> list[Row]:
    """Compare `buju figure` with a bare geopandas plot as whole processes, in turn."""
    return [_row(plan, runs) for plan in PLANS]


def _row(plan: str, runs: int) -> Row:
    ours = [sys.executable, "-m", "geo", "--root", str(ROOT), "figure", plan, "-o", "ours.png", "-q"]
    theirs = [sys.executable, str(HERE / "plain_geopandas.py"), str(ROOT), plan, "theirs.png"]
    work, against = f"`buju figure {plan}`, PNG 1920 x 1080", "bare geopandas plot, same shapes and size"
    return process_row(work, ours, against, theirs, REACH, runs)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    for row in figure_rows(int(sys.argv[1]) if len(sys.argv) > 1 else 5):
        print(row.line())
