"""Pages with thousands of places more than the shipped one: how much later their first shape stands, side by side.

python tests/bench/many_places.py COUNT OUT.html    write such a page only
"""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

REACHES = {5_000: 1.5, 20_000: 2.5}
"""So many times the shipped page's first shape may take, by the number of places more."""


def page_of_many(count: int) -> str:
    """Return Heilongjiang's page with so many made-up places more, spread over the province and said to be made up."""
    import geo
    from geo.draw.page.page import page_html

    plan, chance = geo.read_plan("heilongjiang"), random.Random(count)
    located = [row for row in plan.park_rows if row.lon is not None]
    more = [
        replace(
            located[number % len(located)],
            park_id=f"made-up-{number}",
            name=f"虚构地点{number}",
            name_en=f"Made-up place {number}",
            aliases=(),
            zones=(),
            part_of="",
            lon=round(chance.uniform(124, 132), 5),
            lat=round(chance.uniform(44, 49), 5),
        )
        for number in range(count)
    ]
    return page_html(replace(plan, park_rows=(*plan.park_rows, *more)))


def many_rows(shipped: Path, folder: Path, runs: int) -> list[Any]:
    """Compare the first shape of such pages with that of the shipped one."""
    from browser import running_browser
    from first_shape import first_shape_ms
    from run import Row, paired

    rows = []
    with running_browser() as opened:
        for count, reach in REACHES.items():
            ours = folder / f"many-{count}.html"
            ours.write_text(page_of_many(count), encoding="utf-8", newline="\n")
            mine, other, ratio = paired(
                lambda page=ours: first_shape_ms(opened, page), lambda: first_shape_ms(opened, shipped), runs
            )
            work = f"first shape of a page with {count:,} more places"
            rows.append(Row(work, "the shipped page", f"{mine:.0f} ms", f"{other:.0f} ms", ratio, reach))
    return rows


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(page_of_many(int(sys.argv[1])), encoding="utf-8", newline="\n")
