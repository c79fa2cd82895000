"""What of a plan is there, is being built, and is planned: places counted by zone, or by industry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from geo.draw.scene.marks import ParkMark, Scene
from geo.draw.scene.phrases import PHRASES
from geo.draw.scene.words import Words
from geo.model.schema import STATUSES

MOST_ROWS = 12
"""Of more zones than this no reader compares the bars: industries are counted instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRow:
    """A zone or an industry with the number of its places in each state, by the ids of STATUSES."""

    name: Words
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class States:
    """All places by their state.

    Attributes
    ----------
    by_zone : bool
        Whether rows are zones; else they are industries.
    rows : tuple of StateRow
        Those that have a place, in the order of the plan; places in none of them last.
    totals : mapping of str to int
        Number of distinct places in each state.
    several : int
        Number of places that count in several rows.
    """

    by_zone: bool
    rows: tuple[StateRow, ...]
    totals: Mapping[str, int]
    several: int


def states_of(scene: Scene) -> States:
    """Return the places of a scene by their state, as the text has it.

    Parameters
    ----------
    scene : Scene
        All that is drawn of a plan.
    """
    by_zone = not scene.is_crowded and len(scene.zones) <= MOST_ROWS
    rows, parks = tuple(_rows(scene, by_zone)), scene.parks
    return States(
        by_zone=by_zone,
        rows=tuple(row for row in rows if any(row.counts.values())),
        totals=_counts(parks),
        several=sum(len(park.homes if by_zone else park.tops) > 1 for park in parks),
    )


def _rows(scene: Scene, by_zone: bool) -> Iterator[StateRow]:
    marks = scene.zones if by_zone else tuple(row for row in scene.industries if not row.parent)
    held = {park.id: park.homes if by_zone else park.tops for park in scene.parks}
    for mark in marks:
        yield StateRow(name=mark.name, counts=_counts([park for park in scene.parks if mark.id in held[park.id]]))
    none = PHRASES["no_zone" if by_zone else "no_industry"]
    yield StateRow(name=none, counts=_counts([park for park in scene.parks if not held[park.id]]))


def _counts(parks: tuple[ParkMark, ...] | list[ParkMark]) -> Mapping[str, int]:
    found = Counter(park.status for park in parks)
    return {status: found[status] for status in STATUSES}
