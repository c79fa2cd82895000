"""Counts so small that they would tell of single enterprises: which are withheld, and which others with them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

_Cell = TypeVar("_Cell", bound=Hashable)


def withheld(counts: Mapping[_Cell, int], sums: Iterable[Sequence[_Cell]], least: int) -> frozenset[_Cell]:
    """Return the cells of a table whose counts are withheld.

    Withheld are counts from 1 to one less than `least`; and where just one cell of a known sum is withheld, so that a
    subtraction would tell it, the smallest other count of that sum that is not 0, or a 0 where there is none.

    Parameters
    ----------
    counts : mapping
        Cell -> count, 0 or more.
    sums : iterable of sequence
        Cells that a reader can add up to a number that he is told; a cell that is that number itself is among them.
    least : int
        The smallest count that is told; 1 withholds nothing.

    Examples
    --------
    >>> sorted(withheld({"a": 2, "b": 7, "c": 5, "d": 0}, [("a", "b", "c", "d")], 3))
    ['a', 'c']
    """
    return with_others((cell for cell, count in counts.items() if 0 < count < least), counts, sums)


def with_others(
    cells: Iterable[_Cell], values: Mapping[_Cell, float], sums: Iterable[Sequence[_Cell]]
) -> frozenset[_Cell]:
    """Return cells that are withheld, and with them those that a subtraction would tell them by.

    Parameters
    ----------
    cells : iterable
        What is withheld for its own sake.
    values : mapping
        Cell -> value, 0 or more.
    sums : iterable of sequence
        As of :func:`withheld`.
    """
    hidden = set(cells)
    known, changed = [tuple(line) for line in sums], bool(hidden)
    while changed:
        changed = False
        for line in known:
            if len(line) > 1 and sum(cell in hidden for cell in line) == 1:
                others = [cell for cell in line if cell not in hidden]
                hidden.add(min(others, key=lambda cell: (not values[cell], values[cell])))
                changed = True
    return frozenset(hidden)
