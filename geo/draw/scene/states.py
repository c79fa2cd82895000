"""What of a plan is there, is being built, and is planned: places counted by zone, or by industry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

from geo.draw.scene.looks import UNSAID
from geo.draw.scene.marks import ParkMark, Scene
from geo.draw.scene.phrases import PHRASES
from geo.draw.scene.words import Words
from geo.model.schema import STATUSES

MOST_ROWS = 12
"""Of more zones than this no reader compares the bars: industries are counted instead."""


Time: TypeAlias = Literal["now", "plan"]

SIDES: tuple[Time, ...] = ("now", "plan")
"""The two maps of what is there and what is to come, in their order."""

TIMES: Mapping[str, Time] = MappingProxyType({"existing": "now", "under-construction": "plan", "planned": "plan"})
"""On which of them a place stands, by its state; where the text states none, on neither."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRow:
    """A zone or an industry with the number of its places in each state, by the ids of STATUSES.

    `sort` is ``zone``, ``industry`` or ``no-industry``, as a legend shows it, and empty for places in no zone.
    """

    name: Words
    counts: Mapping[str, int]
    sort: str = ""
    id: str = ""
    tone: str = ""

    @property
    def sides(self) -> tuple[int, ...]:
        """Number of its places that are there, and of those to come."""
        return _sides(self.counts)


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

    @property
    def sides(self) -> tuple[int, ...]:
        """Number of distinct places that are there, and of those to come."""
        return _sides(self.totals)


def states_of(scene: Scene) -> States:
    """Return the places of a scene by their state, as the text has it.

    Parameters
    ----------
    scene : Scene
        All that is drawn of a plan.
    """
    return _states(scene, _counts_zones(scene))


def sides_of(scene: Scene) -> tuple[States, ...]:
    """Return the places of a scene by zone, where these are few enough to be compared, and by industry."""
    return tuple(_states(scene, by_zone) for by_zone in (True, False) if _counts_zones(scene) or not by_zone)


def parks_of_time(parks: Iterable[ParkMark], time: Time) -> tuple[ParkMark, ...]:
    """Return the places that stand on the map of now, or on that of the plan."""
    return tuple(park for park in parks if TIMES.get(park.status) == time)


def _counts_zones(scene: Scene) -> bool:
    return not scene.is_crowded and len(scene.zones) <= MOST_ROWS


def _states(scene: Scene, by_zone: bool) -> States:
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
    sort = "zone" if by_zone else "industry"
    for mark in marks:
        counts = _counts(park for park in scene.parks if mark.id in held[park.id])
        yield StateRow(name=mark.name, counts=counts, sort=sort, id=mark.id, tone=mark.tone)
    none = _counts(park for park in scene.parks if not held[park.id])
    if by_zone:
        yield StateRow(name=PHRASES["no_zone"], counts=none)
    else:
        yield StateRow(name=PHRASES["no_industry"], counts=none, sort="no-industry", tone=UNSAID)


def _sides(counts: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sum(counts[status] for status in STATUSES if TIMES.get(status) == side) for side in SIDES)


def _counts(parks: Iterable[ParkMark]) -> Mapping[str, int]:
    found = Counter(park.status for park in parks)
    return {status: found[status] for status in STATUSES}
