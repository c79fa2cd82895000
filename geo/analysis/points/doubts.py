"""Whether points are of another datum than is said: asked of the rows that name their own county."""

from __future__ import annotations

from collections.abc import Iterator
from math import comb

import numpy

from geo.analysis.points.placing import REJECTED, Placer, Placing, positions_of
from geo.analysis.register.positions import GOOD, of_another_datum
from geo.model.adcodes import is_within
from geo.model.schema import DATUMS

_FEWEST = 6
"""Rows that must tell two datums apart before anything is said of them."""

_CHANCE = 0.01
"""How seldom as clear an answer may come by chance, each row being as likely to side with either."""

_MOST = 20_000
"""Rows that are asked, spread evenly over all: more tell nothing more."""


def doubts(made: Placing, placer: Placer, datum: str) -> Iterator[str]:
    """Yield why the datum may be another than is taken, or that nothing here could show it.

    A shift is up to 700 m, which brings only points near a border into another county. Of those, the ones whose own
    columns or address name a county tell which datum is right: a sign test of the rows on which two datums differ.
    """
    rows = placer.rows
    columns = [rows.fields[axis] for axis in ("lon", "lat", "position") if axis in rows.fields]
    yield from of_another_datum(columns, datum)
    placed = numpy.flatnonzero((made.which != REJECTED) & (made.by == 0))
    if not len(placed):
        return
    asked = placed[:: max(1, len(placed) // _MOST)]
    named = {row: code for row in asked.tolist() if (code := placer.names.county(row))}
    told = 0
    for other in ("", *DATUMS):
        if other == ("" if datum == "wgs84" else datum):
            continue
        for_it, against = _votes(made, placer, named, other)
        told = max(told, for_it + against)
        if for_it + against >= _FEWEST and for_it > against and _by_chance(for_it, against) < _CHANCE:
            yield (
                f"{for_it} of {for_it + against} rows that tell the two apart lie in the county that they name only "
                f"if the degrees are {other or 'wgs84'}: try --datum {other or 'wgs84'}."
            )
            return
    if not datum and told < _FEWEST:
        why = "no row names its county" if not named else f"too few rows near a border ({told}) name their county"
        yield f"Whether the points are shifted (GCJ-02, BD-09) cannot be known here: {why}. Say it with --datum."


def _votes(made: Placing, placer: Placer, named: dict[int, str], other: str) -> tuple[int, int]:
    """Return how many rows lie in their own county by another datum only, and how many by the one taken only."""
    if not named:
        return 0, 0
    found = positions_of(placer.rows, placer.ground, other)
    at = numpy.array([row for row in named if found.faults[row] == GOOD], numpy.int64)
    codes, faces = placer.ground.covering.look_up(found.lon[at], found.lat[at])
    for_it = against = 0
    for row, code in zip(at.tolist(), codes.tolist(), strict=True):
        now, then = made.places[made.which[row]].unit, placer.ground.place(faces[code]).unit
        here, there = (bool(unit) and is_within(unit, named[row]) for unit in (now, then))
        for_it += there and not here
        against += here and not there
    return for_it, against


def _by_chance(one: int, other: int) -> float:
    """Return the chance of at least so many of one kind among as many as both are, where either is as likely."""
    total = one + other
    return float(sum(comb(total, least) for least in range(one, total + 1)) / 2**total)
