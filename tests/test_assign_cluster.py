"""The same work on a Dask cluster of processes: the same bytes, also when a worker is killed in the middle."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from reading import ROOT, TINY, plan_of
from registers import write_register

from geo.analysis.register import csv_sheet
from geo.analysis.register.assign import Asked, Progress, assign_points
from geo.cli import cli

pytestmark = pytest.mark.filterwarnings("ignore")
"""What a cluster says of its own ports, sockets and dead workers is no fault of ours."""


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Return a scheduler with two workers, processes of their own, which are begun again when they die."""
    from distributed import LocalCluster  # imports much that no other test does

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as made:
        yield made


def test_a_worker_killed_in_the_middle_changes_nothing(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_sheet, "PART_BYTES", 50_000)
    path = write_register(tmp_path / "p.csv", 16_000)
    for name, scheduler in (("here", ""), ("there", cluster.scheduler_address)):
        shares: list[float] = []

        def watch(done: Progress, killed: bool = bool(scheduler), shares: list[float] = shares) -> None:
            shares.append(done.share)
            if killed and len(shares) == 3:
                os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)

        asked = Asked(industry="行业", summary=str(tmp_path / f"{name}-s.csv"), scheduler=scheduler)
        assign_points(plan_of("heilongjiang"), path, tmp_path / f"{name}.parquet", asked, watch)
        assert len(shares) > 8
    for suffix in (".parquet", ".rejects.parquet", "-s.csv"):
        assert (tmp_path / f"here{suffix}").read_bytes() == (tmp_path / f"there{suffix}").read_bytes()


def test_a_fault_found_by_a_worker_is_told_as_if_it_were_here(cluster: Any, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_bytes("lon,lat,名\n126.6,45.8,甲\n126.6,45.8,".encode() + b"\xff\xff\n")
    result = buju(tmp_path, cluster.scheduler_address, ROOT, "heilongjiang")
    assert result.exit_code == 1
    assert "is neither UTF-8 nor GBK. Save the file as UTF-8." in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_scheduler_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.analysis.register.cluster._PATIENCE", "1s")
    (tmp_path / "p.csv").write_text("lon,lat\n110.5,31.5\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    result = buju(tmp_path, address, TINY, "tiny")
    assert result.exit_code == 1
    assert f"{address}: no Dask scheduler answers there" in result.stderr
    assert result.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["p.csv"]


def buju(folder: Path, scheduler: str, root: Path, plan: str) -> Any:
    words = ("--root", str(root), "assign", str(folder / "p.csv"), "--plan", plan, "-o", str(folder / "out.csv"))
    return CliRunner().invoke(cli, [*words, "--engine", "dask", "--scheduler", scheduler], prog_name="buju")
