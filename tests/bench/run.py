"""Measure buju beside named peers and print the table of README: paired ratios, median over runs in turn A B A B.

Every figure is of a whole process. Peers are installed by the bench itself into an environment of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
PEERS = ["folium-offline", "folium", "pandas"]


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    work: str
    against: str
    ours: str
    theirs: str
    ratio: float
    reach: float

    def line(self) -> str:
        """Return the row as Markdown."""
        mark = "yes" if self.ratio <= self.reach else "**no**"
        return (
            f"| {self.work} | {self.against} | {self.ours} | {self.theirs} | {self.ratio:.2f} x | <= {self.reach:.3g} x"
            f" | {mark} |"
        )


def seconds(command: Sequence[str], cwd: Path) -> float:
    """Return the wall time of one run of a command."""
    start = time.perf_counter()
    subprocess.run(command, cwd=cwd, check=True, capture_output=True)
    return time.perf_counter() - start


def paired(ours: Callable[[], float], theirs: Callable[[], float], runs: int) -> tuple[float, float, float]:
    """Return the medians of both and the median of the ratios, run in turn after one warm-up each."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(runs)]
    return (
        statistics.median(pair[0] for pair in pairs),
        statistics.median(pair[1] for pair in pairs),
        statistics.median(pair[0] / pair[1] for pair in pairs),
    )


def process_row(work: str, ours: Sequence[str], against: str, theirs: Sequence[str], reach: float, runs: int) -> Row:
    """Compare two commands as whole processes."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        mine, other, ratio = paired(lambda: seconds(ours, here), lambda: seconds(theirs, here), runs)
    return Row(work, against, f"{mine:.2f} s", f"{other:.2f} s", ratio, reach)


def peer_python(folder: Path) -> Path:
    """Return the interpreter of a fresh environment with the peers installed."""
    home = folder / "peers"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    subprocess.run([str(python), "-m", "pip", "install", "-q", "-c", str(ROOT / "constraints.txt"), *PEERS], check=True)
    return python


def page_rows(folder: Path, runs: int) -> list[Row]:
    """Compare the page's size and first shape with those of folium-offline's page of the same shapes."""
    python = peer_python(folder)
    theirs = folder / "offline.html"
    subprocess.run([str(python), str(HERE / "offline_folium.py"), str(ROOT), str(theirs)], check=True)
    ours = ROOT / "maps" / "heilongjiang.html"
    sizes = ours.stat().st_size, theirs.stat().st_size
    rows = [
        Row(
            "heilongjiang page, everything inside",
            "folium-offline, same shapes",
            f"{sizes[0] / 1e3:.0f} kB",
            f"{sizes[1] / 1e3:.0f} kB",
            sizes[0] / sizes[1],
            0.6e6 / sizes[1],
        )
    ]
    from browser import running_browser
    from first_shape import first_shape_ms

    with running_browser() as opened:
        mine, other, ratio = paired(lambda: first_shape_ms(opened, ours), lambda: first_shape_ms(opened, theirs), runs)
    rows.append(
        Row("first shape drawn, network off", "folium-offline's page", f"{mine:.0f} ms", f"{other:.0f} ms", ratio, 0.5)
    )
    from many_places import many_rows
    from nation_page import nation_rows

    rows += many_rows(python, ours, folder, runs)
    rows += nation_rows(python, folder, runs)
    return rows


def where_the_time_goes() -> list[str]:
    """Return the milliseconds of each part of `buju map`, measured inside one process."""
    code = (
        "import json, time\n"
        "t=[time.perf_counter()]\n"
        "def mark(): t.append(time.perf_counter())\n"
        "import folium; mark()\n"
        "import geo.draw.page.page, geo; mark()\n"
        "plan = geo.read_plan('heilongjiang'); mark()\n"
        "html = geo.draw.page.page.page_html(plan); mark()\n"
        "print(json.dumps([round((b-a)*1000) for a, b in zip(t, t[1:])]))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    names = ("import folium (pandas with it)", "import of buju's own modules", "reading layers and tables", "rendering")
    return [f"{name} {value} ms" for name, value in zip(names, json.loads(done.stdout), strict=True)]


def main() -> None:
    """Run the rows and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    sys.path[:0] = [str(HERE), str(ROOT / "tests")]
    python, buju = sys.executable, str(Path(sys.executable).parent / "buju")
    render = [buju, "--root", str(ROOT), "map", "heilongjiang", "-o", "page.html"]
    plain = [python, str(HERE / "plain_folium.py"), str(ROOT), "plain.html"]
    floor = [python, "-c", "import folium, geopandas"]
    rows = [
        process_row("`buju map heilongjiang`", render, "`import folium, geopandas`", floor, 1.5, runs),
        process_row("the same", render, "shortest plain-folium script", plain, 1.1, runs),
        process_row("`buju --help`", [buju, "--help"], "`import click`", [python, "-c", "import click"], 1.5, runs),
    ]
    with tempfile.TemporaryDirectory() as folder:
        rows += page_rows(Path(folder), runs)
    from export_rows import export_rows

    rows += export_rows(runs)
    from figure_rows import figure_rows

    rows += figure_rows(runs)
    from assign_rows import assign_rows

    rows += assign_rows(runs, Row)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, median of {runs} pairs\n")
    print("| work | against | buju | peer | ratio | reach | met |\n|---|---|---|---|---|---|---|")
    print("\n".join(row.line() for row in rows))
    print(f"\nWhere `buju map` spends its time: {'; '.join(where_the_time_goes())}.")


if __name__ == "__main__":
    main()
