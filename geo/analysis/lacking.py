"""What becomes of rows of a plan that a file lacks which came back: one rule, whatever the file is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal, TypeVar

from geo.model.schema import Park

Lacking = Literal["keep", "supersede", "purge"]
"""They stay; places say that nothing replaces them, and all others stay; or all of them go."""

WAYS = "--remove marks places superseded, --purge deletes rows"
"""What else there is than to keep them."""

_Row = TypeVar("_Row")


def lacking_of(remove: bool, purge: bool) -> Lacking:
    """Return what the options ``--remove`` and ``--purge`` ask for."""
    return "purge" if purge else "supersede" if remove else "keep"


def left_of(lacked: Iterable[tuple[str, _Row]], lacking: Lacking) -> list[tuple[str, _Row]]:
    """Return the rows that a file lacks as they become, by what they are known by.

    Examples
    --------
    >>> rows = [("a", Park(park_id="a")), ("b", Park(park_id="b", superseded_by="c"))]
    >>> [row.superseded_by for _, row in left_of(rows, "supersede")], left_of(rows, "purge")
    (['a', 'c'], [])
    """
    if lacking == "purge":
        return []
    return [(ident, superseded(row) if lacking == "supersede" else row) for ident, row in lacked]


def superseded(row: Any) -> Any:
    """Return a place as one that nothing replaces; one that is superseded already, and any other row, as it is."""
    return replace(row, superseded_by=row.park_id) if isinstance(row, Park) and not row.superseded_by else row


def is_kept(row: object, lacking: Lacking) -> bool:
    """Return whether a row that a file lacks stays as it is."""
    return lacking == "keep" or (lacking == "supersede" and not isinstance(row, Park))
