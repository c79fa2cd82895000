"""`buju assign` beside geopandas.sjoin: the same synthetic points, whole processes in turn, time and memory.

Run as a script it measures how memory and time grow: ``python assign_rows.py 1e7 1e8`` (make stress).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE.parent)]

POINTS = 10_000_000
MOST_BYTES = 1e9
"""What `buju assign` may take, however many points there are."""


@dataclass(frozen=True)
class Run:
    """One whole process: wall seconds, CPU seconds, the most memory in bytes, and what it printed."""

    seconds: float
    cpu: float
    memory: float
    told: str


_MEASURED = """
import resource, subprocess, sys, time
begin = time.perf_counter()
code = subprocess.run(sys.argv[1:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(time.perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)
sys.exit(code)
"""
"""A small process that starts the command: Linux counts the memory of who starts a process as this one's."""


def run(command: Sequence[str]) -> Run:
    """Run a command and measure it."""
    started = [sys.executable, "-c", _MEASURED, *command]
    done = subprocess.run(started, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[:3]} failed")
    *told, figures = done.stdout.splitlines()
    return Run(*map(float, figures.split()), "\n".join(told))


def assign(points: Path, out: Path) -> Run:
    """Run `buju assign` on points of the synthetic register."""
    buju = [sys.executable, "-m", "geo", "--root", str(ROOT), "-q", "assign", str(points), "--plan", "heilongjiang"]
    extra = ["--summary", str(out.with_suffix(".csv")), "--industry-column", "行业"]
    return run([*buju, "-o", str(out), *extra])


def assign_rows(runs: int, make: Callable[..., object]) -> list[object]:
    """Return the rows of the table: time against geopandas, and memory against what is allowed.

    Parameters
    ----------
    runs : int
        Pairs to run; a pair takes a minute.
    make : callable
        Makes a row of work, against, ours, theirs, ratio and reach.
    """
    import statistics

    from registers import write_register

    with tempfile.TemporaryDirectory() as folder:
        points = write_register(Path(folder) / "register.parquet", POINTS)
        peer = [sys.executable, str(HERE / "plain_sjoin.py"), str(ROOT), str(points), f"{folder}/peer.parquet"]
        pairs = [(assign(points, Path(folder) / "ours.parquet"), run(peer)) for _ in range(min(runs, 3))]
    ours = statistics.median(mine.seconds for mine, _ in pairs)
    joins = statistics.median(float(theirs.told.split()[1]) for _, theirs in pairs)
    ratio = statistics.median(mine.seconds / float(theirs.told.split()[1]) for mine, theirs in pairs)
    mine, theirs = (max(side.memory for side in sides) for sides in zip(*pairs, strict=True))
    sizes = [f"{size / 1e9:.2f} GB" for size in (mine, theirs)]
    work = f"`buju assign`, {POINTS:,} points, result written"
    return [
        make(work, "geopandas.sjoin alone, same points", f"{ours:.1f} s", f"{joins:.1f} s", ratio, 0.1),
        make("its memory, at most 1 GB", "the script of that", *sizes, mine / theirs, MOST_BYTES / theirs),
    ]


if __name__ == "__main__":
    from registers import write_register

    for text in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as folder:
            made = write_register(Path(folder) / "register.parquet", int(float(text)))
            took = assign(made, Path(folder) / "ours.parquet")
            told = f"{took.seconds:.1f} s, {took.cpu:.1f} s of CPU, {took.memory / 1e9:.2f} GB"
            print(f"{text}: {told}, load {os.getloadavg()[0]:.1f}", flush=True)
