"""Rows that are placed and yet in doubt: elsewhere than they say, or there twice. Told, never moved nor removed."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy

from geo.analysis.points.placing import BY, REJECTED, Placer, Placing, Reject
from geo.analysis.points.rows import Rows
from geo.model.adcodes import is_within
from geo.model.errors import counted
from geo.space.nearest import Nearest

if TYPE_CHECKING:
    from geo.space.covering import Whole

_SHOWN = 3
"""Rows that lie elsewhere of which it is told in full, those that are farthest off first."""

SAME_PLACE = 4
"""Decimals of degrees to which points are the same place: 11 m or less."""


def elsewhere(made: Placing, placer: Placer) -> tuple[dict[int, str], list[str]]:
    """Return the rows whose points lie outside the unit that they name, row -> doubt, and what is told of them all.

    A row that names a unit of which its point lies in a part, or that holds it, agrees; one that names none says
    nothing.
    """
    at_points = numpy.flatnonzero((made.which != REJECTED) & (made.by == BY.index("point")))
    named = {row: told for row in at_points.tolist() if (told := _named_elsewhere(made, placer, row))}
    if not named:
        return {}, []
    away = _away(made, placer, {row: told for row, told in named.items() if isinstance(told, str)})
    order = sorted(named, key=lambda row: (-away.get(row, numpy.inf), row))
    doubts = {row: _said(made, placer, named[row], (row, away.get(row, 0.0))) for row in sorted(named)}
    lines = placer.rows.told_lines(sorted(named))
    told = f"{counted(len(named), 'row')} at points outside the unit that they name, left there ({lines})."
    return doubts, [told, *(f"{placer.rows.told_lines([row])}: {doubts[row]}." for row in order[:_SHOWN])]


def twice(made: Placing, rows: Rows) -> tuple[dict[int, str], list[str]]:
    """Return the placed rows that have name and place of an earlier one, row -> doubt, and what is told of them all.

    Points are at the same place to :data:`SAME_PLACE` decimals; what is known to a unit only, where the address is the
    same, too.
    """
    if "name" not in rows.fields:
        return {}, []
    names, addresses = rows.texts("name"), rows.texts("address")
    lon, lat = (degrees.round(SAME_PLACE).tolist() for degrees in (made.lon, made.lat))
    which, by = made.which.tolist(), made.by.tolist()
    first: dict[tuple[object, ...], int] = {}
    found: dict[int, str] = {}
    for row in numpy.flatnonzero(made.which != REJECTED).tolist():
        if not (name := _folded(names[row])):
            continue
        place = (which[row], _folded(addresses[row])) if by[row] else (lon[row], lat[row])
        earlier = first.setdefault((name, *place), row)
        if earlier != row:
            found[row] = f"has name and place of {rows.told_lines([earlier])}"
    if not found:
        return {}, []
    lines = rows.told_lines(list(found))
    return found, [
        f"{counted(len(found), 'row')} with name and place of an earlier one, counted all the same ({lines})."
    ]


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def _named_elsewhere(made: Placing, placer: Placer, row: int) -> str | Reject | None:
    """Return the unit that a row names though its point lies outside it, or what it says instead; None if it agrees."""
    place = made.places[made.which[row]]
    if placer.names.says(row, place.unit_name):
        return None
    told = placer.names.unit(row)
    if isinstance(told, str):
        agrees = is_within(place.unit, told) or is_within(told, place.unit)
        return None if agrees else told
    return told if told.code in ("outside", "conflict") else None


def _away(made: Placing, placer: Placer, named: Mapping[int, str]) -> dict[int, float]:
    """Return how many km rows are from the units that they name."""
    by_unit: dict[str, list[int]] = defaultdict(list)
    for row, code in named.items():
        by_unit[code].append(row)
    shapes = placer.ground.outlines
    found: dict[int, float] = {}
    for code, rows in by_unit.items():
        if code in shapes:
            at: Whole = numpy.array(rows)
            _, far = Nearest([shapes[code]]).away(made.lon[at], made.lat[at])
            found |= dict(zip(rows, far.tolist(), strict=True))
    return found


def _said(made: Placing, placer: Placer, told: str | Reject, at: tuple[int, float]) -> str:
    row, away = at
    here = placer.addresses.named(made.places[made.which[row]].unit)
    if isinstance(told, Reject):
        if told.code == "outside":
            return f"lies in {here}, but names a place {told.detail}"
        return f"lies in {here}, but {told.detail}"
    return f"lies in {here}, but names {placer.addresses.named(told)}, {away:.1f} km away"


def joined(*found: Mapping[int, str]) -> dict[int, tuple[str, ...]]:
    """Return doubts of rows of several kinds together, by their rows."""
    rows = sorted({row for doubts in found for row in doubts})
    return {row: tuple(doubts[row] for doubts in found if row in doubts) for row in rows}
