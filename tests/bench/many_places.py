"""Pages with thousands of places more: how much later their first shape stands, and how they zoom and search.

Beside the shipped page, and beside folium's FastMarkerCluster with as many points.

python tests/bench/many_places.py COUNT OUT.html    write such a page only
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tarfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from playwright.sync_api import Browser

Measure: TypeAlias = Callable[[Browser, Path], float]

HERE = Path(__file__).resolve().parent
CLUSTER = "leaflet.markercluster@1.5.3"
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


def clustered_page(python: Path, count: int, folder: Path) -> Path:
    """Return the page of the same shapes and as many points that folium's FastMarkerCluster makes."""
    npm, chance = Path(sys.executable).with_name("npm"), random.Random(count)
    subprocess.run([str(npm), "pack", "--silent", CLUSTER], cwd=folder, check=True, capture_output=True)
    with tarfile.open(next(folder.glob("leaflet.markercluster-*.tgz"))) as packed:
        packed.extractall(folder, filter="data")
    code = folder / "package" / "dist" / "leaflet.markercluster.js"
    points, out = folder / f"points-{count}.json", folder / f"clustered-{count}.html"
    places = [(round(chance.uniform(44, 49), 5), round(chance.uniform(124, 132), 5)) for _ in range(count)]
    points.write_text(json.dumps(places), encoding="utf-8")
    script = HERE / "offline_cluster.py"
    subprocess.run([str(python), str(script), str(HERE.parents[1]), str(points), str(code), str(out)], check=True)
    return out


def many_rows(python: Path, shipped: Path, folder: Path, runs: int) -> list[Any]:
    """Compare such pages with the shipped one, and with pages of as many points by another library."""
    from browser import running_browser
    from first_shape import first_shape_ms
    from panning import MOST_MS
    from zooming import longest_search_ms, longest_zoom_ms

    rows = []
    with running_browser() as opened:
        for count, reach in REACHES.items():
            ours, clustered = folder / f"many-{count}.html", clustered_page(python, count, folder)
            ours.write_text(page_of_many(count), encoding="utf-8", newline="\n")
            beside = ("the shipped page", shipped), (f"FastMarkerCluster's page of {count:,} points", clustered)
            pair, slow = Pair(opened, ours, runs), Pair(opened, ours, min(runs, 3))
            rows += [
                pair.row(f"first shape of a page with {count:,} more places", first_shape_ms, *beside[0], reach),
                pair.row("the same", first_shape_ms, *beside[1], 1.0),
                slow.limited("longest frame of a zoom step among them", longest_zoom_ms, *beside[1], MOST_MS),
                slow.limited("longest search among them", longest_search_ms, *beside[0], MOST_MS),
            ]
    return rows


@dataclass(frozen=True)
class Pair:
    """A page that is measured beside others, in one browser."""

    opened: Browser
    ours: Path
    runs: int

    def row(self, work: str, measured: Measure, against: str, theirs: Path, reach: float) -> Any:
        """Return a row whose ratio may be at most `reach`."""
        from run import Row, paired

        mine, other, ratio = paired(
            lambda: measured(self.opened, self.ours), lambda: measured(self.opened, theirs), self.runs
        )
        return Row(work, against, f"{mine:.0f} ms", f"{other:.0f} ms", ratio, reach)

    def limited(self, work: str, measured: Measure, against: str, theirs: Path, most: float) -> Any:
        """Return a row whose own figure may be at most so many milliseconds."""
        found = self.row(f"{work}, at most {most:.0f} ms", measured, against, theirs, 1.0)
        return replace(found, reach=most / float(found.theirs.split()[0]))


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(page_of_many(int(sys.argv[1])), encoding="utf-8", newline="\n")
