"""Where industries gather: a small map an industry and the matrix of units and industries, before any medium."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from geo.analysis.tally import NO_INDUSTRY, REGION
from geo.draw.scene.marks import IndustryMark, ParkMark, Scene, UnitMark
from geo.draw.scene.phrases import PHRASES, phrase
from geo.draw.scene.theme import LIGHT
from geo.draw.scene.words import Words, headed
from geo.model.schema import ELSEWHERE

_CLASSES = len(LIGHT.tints) - 1
MOST_NAMED = 3
"""So many units are named where an industry gathers most."""


@dataclass(frozen=True, kw_only=True)
class IndustryMap:
    """One small map.

    Attributes
    ----------
    id, name, tone : str, Words, str
        Of the industry.
    counts : mapping of str to int
        Unit -> number of named places, where there is any.
    total : int
        Number of its named places, wherever they are.
    parks : tuple of ParkMark
        Those that have a position in one of the units.
    """

    id: str
    name: Words
    tone: str
    counts: Mapping[str, int]
    total: int
    parks: tuple[ParkMark, ...]

    @property
    def shown(self) -> int:
        """Number of places at some unit."""
        return sum(self.counts.values())

    @cached_property
    def leading(self) -> tuple[str, ...]:
        """Units where it gathers most, few enough to be named; of equal ones all or none."""
        order = sorted(self.counts, key=lambda unit: (-self.counts[unit], unit))
        if len(order) <= MOST_NAMED:
            return tuple(order)
        least = self.counts[order[MOST_NAMED]]
        return tuple(unit for unit in order[:MOST_NAMED] if self.counts[unit] > least)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixColumn:
    """A column of the matrix: an industry, or places without one, which have no colour."""

    id: str
    name: Words
    tone: str
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """A row of the matrix: its counts in the order of the columns, and its distinct places.

    `is_unit` tells units, which the maps tint, from places that are in none.
    """

    id: str
    name: Words
    counts: tuple[int, ...]
    total: int
    is_unit: bool


@dataclass(frozen=True, kw_only=True)
class Industries:
    """All that is shown of where industries gather.

    Attributes
    ----------
    units : tuple of UnitMark
        Those that are tinted.
    maps : tuple of IndustryMap
        One an industry that has a named place.
    without : tuple of Words
        Names of the other top industries that the plan speaks of.
    columns, rows : tuple
        The matrix: units with most places first, without empty ones; then places that are in no unit.
    total, several : int
        Number of distinct places, and of those that count in several industries.
    """

    units: tuple[UnitMark, ...]
    maps: tuple[IndustryMap, ...]
    without: tuple[Words, ...]
    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]
    total: int
    several: int

    @cached_property
    def classes(self) -> tuple[int, ...]:
        """Least count of each class of tints, the same on all maps."""
        return classes_of(self.most)

    @cached_property
    def most(self) -> int:
        """Greatest count at any unit."""
        return max((count for each in self.maps for count in each.counts.values()), default=0)

    @property
    def last(self) -> MatrixRow:
        """The last row of the matrix, which holds the totals of its columns."""
        totals = tuple(column.total for column in self.columns)
        return MatrixRow(id="total", name=PHRASES["total"], counts=totals, total=self.total, is_unit=False)

    def tone(self, count: int) -> str:
        """Return the tint of a count; none has that of the land."""
        rank = sum(count >= least for least in self.classes)
        return f"tint-{math.ceil(rank / len(self.classes) * _CLASSES) if rank else 0}"

    def ranges(self) -> Iterator[tuple[str, Words]]:
        """Yield the tint of each class, of none first, with the counts that it stands for."""
        yield self.tone(0), Words("0")
        ends = (*(least - 1 for least in self.classes[1:]), self.most)
        for low, high in zip(self.classes, ends, strict=False):  # no class where no unit has a place
            yield self.tone(low), phrase("industries_range", low=low, high=high) if high > low else Words(str(low))

    def fitting(self, most: int) -> tuple[MatrixRow, ...]:
        """Return at most so many rows: the units with fewest places as one, where they are too many."""
        units, others = [row for row in self.rows if row.is_unit], [row for row in self.rows if not row.is_unit]
        room = max(most - len(others), 2)
        if len(units) <= room:
            return self.rows
        return (*units[: room - 1], _joined(units[room - 1 :]), *others)


def classes_of(most: int) -> tuple[int, ...]:
    """Return the least count of each class up to a greatest one: one by one, else doubling, tripling and so on.

    Examples
    --------
    >>> classes_of(3), classes_of(18), classes_of(100), classes_of(0)
    ((1, 2, 3), (1, 2, 4, 8, 16), (1, 3, 9, 27, 81), ())
    """
    if most <= _CLASSES:
        return tuple(range(1, most + 1))
    factor = next(step for step in range(2, most + 1) if step**_CLASSES > most)
    return tuple(factor**power for power in range(_CLASSES) if factor**power <= most)


def industries_of(scene: Scene) -> Industries:
    """Return where the industries of a scene gather.

    Parameters
    ----------
    scene : Scene
        All that is drawn of a plan.
    """
    tops = [industry for industry in scene.industries if not industry.parent]
    totals, tally = scene.tally.column_totals, scene.tally
    columns = tuple(_columns(scene, tops))
    return Industries(
        units=tuple(unit for entry in tally.rows.entries if (unit := scene.unit_by_id.get(entry.id)) and unit.shape),
        maps=tuple(_map(scene, industry) for industry in tops if totals[industry.id]),
        without=tuple(industry.name for industry in tops if not totals[industry.id]),
        columns=columns,
        rows=tuple(_rows(scene, columns)),
        total=tally.total,
        several=tally.several("industry"),
    )


def _map(scene: Scene, industry: IndustryMark) -> IndustryMap:
    tally, parks = scene.tally, (park for park in scene.parks if park.at and industry.id in park.tops)
    units = [entry.id for entry in tally.rows.entries if entry.id not in ELSEWHERE]
    return IndustryMap(
        id=industry.id,
        name=industry.name,
        tone=industry.tone,
        counts={unit: count for unit in units if (count := tally.cells[unit, industry.id])},
        total=tally.column_totals[industry.id],
        parks=tuple(park for park in parks if tally.rows.at.get(park.id, ("",))[0] in units),
    )


def _columns(scene: Scene, tops: Sequence[IndustryMark]) -> Iterator[MatrixColumn]:
    totals = scene.tally.column_totals
    for industry in tops:
        if total := totals[industry.id]:
            yield MatrixColumn(id=industry.id, name=industry.name, tone=industry.tone, total=total)
    if none := totals[NO_INDUSTRY]:
        yield MatrixColumn(id=NO_INDUSTRY, name=PHRASES["industries_stated_not"], tone="", total=none)


def _rows(scene: Scene, columns: Sequence[MatrixColumn]) -> Iterator[MatrixRow]:
    tally, others = scene.tally, {REGION: scene.plan.whole}
    found = [entry for entry in tally.rows.entries if tally.row_totals[entry.id]]
    least = {entry.id: 1 if entry.id in ELSEWHERE else -tally.row_totals[entry.id] for entry in found}
    for entry in sorted(found, key=lambda entry: least[entry.id]):
        counts = tuple(tally.cells[entry.id, column.id] for column in columns)
        name = others.get(entry.id, headed(Words(entry.name, entry.name_en)))
        is_unit, total = entry.id not in ELSEWHERE, tally.row_totals[entry.id]
        yield MatrixRow(id=entry.id, name=name, counts=counts, total=total, is_unit=is_unit)


def _joined(rows: Sequence[MatrixRow]) -> MatrixRow:
    """Return several units as one: no place is in two of them."""
    counts = tuple(map(sum, zip(*(row.counts for row in rows), strict=True)))
    name, total = phrase("industries_rest", n=len(rows)), sum(row.total for row in rows)
    return MatrixRow(id="rest", name=name, counts=counts, total=total, is_unit=False)
