"""When files change: told once they have come to rest, however they are saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from geo.model.plan import file_of
from geo.model.schema import FILES

Stamps = Mapping[Path, tuple[int, int]]
"""Path -> when it was changed, in nanoseconds, and its size."""

_PAUSE_S = 0.3


def plan_files(root: Path, plan: str) -> tuple[Path, ...]:
    """Return the files from which a plan is made, those of its context too, whether they are there or not."""
    own = [root / file_of(plan, name) for name in FILES]
    return (*own, *sorted((root / "layers/base").glob("*")))


def changes(files: Callable[[], Iterable[Path]], pause_s: float = _PAUSE_S) -> Iterator[tuple[Path, ...]]:
    """Yield which files have changed, come or gone, each time when for one pause nothing has any more.

    Times are asked for, so that it works on every disk; what a program writes in pieces, or replaces, is told once.

    Parameters
    ----------
    files : callable
        Gives the files that are watched, asked again each time.
    pause_s : float
        Seconds between two looks.
    """
    known = seen = _stamps(files())
    while True:
        time.sleep(pause_s)
        before, seen = seen, _stamps(files())
        if seen == before != known:
            yield tuple(path for path in sorted({*known, *seen}) if known.get(path) != seen.get(path))
            known = seen


def _stamps(files: Iterable[Path]) -> Stamps:
    found = {}
    for path in files:
        try:
            status = path.stat()
        except OSError:
            continue
        found[path] = status.st_mtime_ns, status.st_size
    return found
