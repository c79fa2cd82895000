"""Tables of states: every two values of two axes meet in one row at least; `make stress` takes the whole product."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import combinations, product
from typing import Any


def pairs(*axes: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return few rows, each with a value of every axis; of equal use are those with the first values.

    What only three values together would show is looked for by `make stress`, which sets EVERY_STATE.
    """
    rows = list(product(*axes))
    if os.environ.get("EVERY_STATE"):
        return rows
    met = {row: set(combinations(enumerate(row), 2)) for row in rows}
    missing, found = set[Any]().union(*met.values()), list[tuple[Any, ...]]()
    while missing:
        found.append(max(rows, key=lambda row: len(met[row] & missing)))
        missing -= met[found[-1]]
    return found
