"""What became of the rows of a register, in one line."""

from __future__ import annotations

from collections.abc import Mapping


def what_became(placed: int, why: Mapping[str, int], by: Mapping[str, int] | None = None) -> str:
    """Return what became of rows: as many are placed or rejected as there were.

    Parameters
    ----------
    placed : int
        Rows placed.
    why : mapping of str to int
        Code of each reason -> rows rejected for it.
    by : mapping of str to int, optional
        By what -> rows placed by it; it is told where given.

    Examples
    --------
    >>> what_became(5, {"swapped": 2}, {"point": 3, "county": 2})
    '7 rows: 5 placed (3 by point, 2 by county); 2 rejected (2 swapped).'
    >>> what_became(1, {})
    '1 row: 1 placed; 0 rejected.'
    """
    rejected = sum(why.values())
    total = placed + rejected
    rows = f"{total:,} {'row' if total == 1 else 'rows'}"
    how = ", ".join(f"{count:,} by {name}" for name, count in (by or {}).items() if count)
    reasons = ", ".join(f"{count:,} {code}" for code, count in sorted(why.items()))
    # Each form stands whole: a catalogue of another language knows messages, not their parts.
    if how and reasons:
        return f"{rows}: {placed:,} placed ({how}); {rejected:,} rejected ({reasons})."
    if how:
        return f"{rows}: {placed:,} placed ({how}); 0 rejected."
    if reasons:
        return f"{rows}: {placed:,} placed; {rejected:,} rejected ({reasons})."
    return f"{rows}: {placed:,} placed; 0 rejected."
