"""Registers killed at random moments and begun again; a million points held against geopandas; memory as they grow."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import numpy

TESTS = Path(__file__).parent.parent
sys.path.append(str(TESTS / "bench"))

from assign_rows import MOST_BYTES, assign  # noqa: E402
from assigning import border_points, check_against_geopandas  # noqa: E402
from reading import ROOT, plan_of  # noqa: E402
from registers import write_register  # noqa: E402

from geo.space.geometry import sound_shapes  # noqa: E402

TRIES = 20
CODE = (
    "import sys, geo; from geo.analysis.register import csv_sheet; csv_sheet.PART_BYTES = 200_000;"
    "geo.assign_points(geo.read_plan('heilongjiang', sys.argv[1]), sys.argv[2], sys.argv[3])"
)


def start(points: Path, out: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", CODE, str(ROOT), str(points), str(out)])


def test_killed_at_random_moments(tmp_path: Path) -> None:
    points = write_register(tmp_path / "p.csv", 300_000)
    whole, out = tmp_path / "whole.parquet", tmp_path / "out.parquet"
    assert start(points, whole).wait() == 0
    chance = random.Random(15)
    for attempt in range(TRIES):
        process = start(points, out)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=chance.uniform(0.5, 6))
        process.send_signal(signal.SIGKILL if attempt % 2 else signal.SIGTERM)
        process.wait()
        if out.exists():
            assert out.read_bytes() == whole.read_bytes()
            out.unlink()
    assert start(points, out).wait() == 0
    for name in ("", ".rejects"):
        assert (tmp_path / f"out{name}.parquet").read_bytes() == (tmp_path / f"whole{name}.parquet").read_bytes()


def test_a_million_points_and_ten_thousand_on_borders_are_those_of_geopandas(tmp_path: Path) -> None:
    shapes = sound_shapes({unit.unit: unit.geometry for unit in plan_of("heilongjiang").unit_rows})
    inside = numpy.random.default_rng(4).uniform((121, 43.3), (135.2, 53.6), (1_000_000, 2))
    places = numpy.concatenate([inside, border_points(list(shapes.values()), 10_000)])
    check_against_geopandas("heilongjiang", places, tmp_path)


def test_time_grows_as_the_points_do_and_memory_not_at_all(tmp_path: Path) -> None:
    took = {}
    for count in (10_000_000, 100_000_000):
        points = write_register(tmp_path / "p.parquet", count)
        took[count] = assign(points, tmp_path / "out.parquet")
    small, large = took.values()
    assert large.seconds <= 1.3 * 10 * small.seconds, took
    assert max(small.memory, large.memory) <= MOST_BYTES, took
    assert large.memory <= 1.15 * small.memory, took
