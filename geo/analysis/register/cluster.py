"""The same work on a Dask cluster: its workers do the parts, and keep them where all of them and we can read them."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geo
from geo.analysis.register.work import Work
from geo.model.errors import ClusterError, GeoError, one_line
from geo.model.extras import install_hint

if TYPE_CHECKING:
    from geo.analysis.register.job import Counts

_PATIENCE = "10s"
"""How long a scheduler may take to answer."""

_HINT = "Start one with: dask scheduler, and dask worker on every machine."


def on_cluster(work: Work, numbers: Sequence[int], scheduler: str) -> Iterator[tuple[int, Counts]]:
    """Yield parts as workers finish them: their number and counts. Parts of a worker that dies are done by others.

    Parameters
    ----------
    work : Work
        What is done. Its files and its folder lie at the same paths for all workers.
    numbers : sequence of int
        The parts to do.
    scheduler : str
        Address of the scheduler, for example ``tcp://10.0.0.1:8786``.

    Raises
    ------
    ClusterError
        dask is missing, no scheduler answers, there are no workers, or they lack buju or the files.
    """
    with _client(scheduler) as client:
        kept = work.folder / "work.pickle"
        kept.write_bytes(pickle.dumps(work))
        _check_workers(client, scheduler, work)
        from distributed import as_completed

        # Each worker reads the outlines once; what is scattered would be lost with the worker that holds it.
        told = str(kept), kept.stat().st_mtime_ns
        running = {client.submit(_do, *told, number, pure=False): number for number in numbers}
        for future in as_completed(list(running), loop=client.loop):  # type: ignore[no-untyped-call]  # it has no types
            yield running[future], _counts(future)


def _client(scheduler: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError(f"--engine dask needs dask. {install_hint('scale')}") from None
    try:
        return Client(scheduler, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]  # the same
    except (OSError, ValueError) as error:
        why = one_line(str(error), 120)
        raise ClusterError(f"{scheduler}: no Dask scheduler answers there ({why}). {_HINT}") from None


def _check_workers(client: Any, scheduler: str, work: Work) -> None:
    files = sorted({part.file for part in work.parts})
    try:
        faults = client.run(_fault, files, str(work.folder), geo.__version__)
    except Exception as error:  # what a worker raises that cannot even load our function
        why = one_line(f"{type(error).__name__}: {error}", 160)
        raise ClusterError(
            f"{scheduler}: its workers cannot run buju {geo.__version__} ({why}). Install it there."
        ) from None
    if not faults:
        raise ClusterError(f"{scheduler}: has no workers. {_HINT}")
    for worker, fault in sorted(faults.items()):
        if fault:
            raise ClusterError(f"{scheduler}: worker {worker}: {fault}")


def _fault(files: Sequence[str], folder: str, version: str) -> str:
    """Return, on a worker, why it cannot do its work."""
    if version != geo.__version__:
        return f"has buju {geo.__version__}, and here is {version}. Install the same on both."
    lacking = next((path for path in (*files, folder) if not Path(path).exists()), "")
    return f"has no {lacking}. Input and output must lie on storage that all workers share." if lacking else ""


def _do(kept: str, stamp: int, number: int) -> Counts:
    """Do a part, on a worker."""
    return _work(kept, stamp).do(number)


@lru_cache(maxsize=1)
def _work(kept: str, stamp: int) -> Work:
    """Return the work that is kept in a file as of a time."""
    found: Work = pickle.loads(Path(kept).read_bytes())
    found.job.ground.prepare()
    return found


def _counts(future: Any) -> Counts:
    try:
        found: Counts = future.result()
    except GeoError:
        raise
    except Exception as error:  # whatever a worker, or its death, brings up
        why = one_line(f"{type(error).__name__}: {error}", 200)
        raise ClusterError(f"A part could not be done on the cluster ({why}). See the workers' logs.") from None
    return found
