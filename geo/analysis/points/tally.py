"""Placed rows counted by zone, city, county and the values of a column, with sums of money; small ones withheld."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy
import pyarrow

from geo.analysis.points.amounts import Amounts
from geo.analysis.points.placing import BY, REJECTED
from geo.analysis.points.points import Count, Points
from geo.analysis.register.ground import Ground, Place
from geo.analysis.withheld import with_others, withheld
from geo.model.measure import WAN

ALL = -1
"""Stands in the place of a value for all rows, whatever they say."""

MOST_VALUES = 24
"""Values of a column that are told; the rows of others are counted together."""

OTHER_VALUES, NO_VALUE = "其他各类 / all others", "未填写 / not stated"
"""Heads of the columns of all other values, and of rows that say nothing."""

WHOLE = ("whole", "")
"""The key of all that is placed."""

COUNTED_HEAD = ("kind", "id", "name", "level", "rows")
"""Columns of a table of counts, before those of sums and of values."""

SUM = "amount_wan_yuan"
"""Head of the column of sums, in 万元."""

MOST_OF_ONE = 0.85
"""A sum of which one enterprise has more is withheld: it would tell of that one."""

COUNTED = len(COUNTED_HEAD) + 1
"""Columns of a table of counts that are of the whole: what is counted, its rows, what their money comes to."""

Key = tuple[str, str]
"""``zone`` or ``unit`` with an id, or :data:`WHOLE`."""

_KNOWN_ONLY = "known-only"
"""Rows that are in a unit and in none of its parts, as far as is known."""


@dataclass(frozen=True)
class Tally:
    """Placed rows, counted.

    Attributes
    ----------
    column : str
        The column whose values are counted; empty for none.
    values : tuple of str
        Those of most rows, the most first; an empty text for rows that say nothing, and None, last, for all others.
    value_of_row : array of int, shape (rows,)
        Number of the value of each row, rejected ones too.
    counts : mapping of (Key, int) to int
        Key and number of a value, or :data:`ALL` -> rows.
    hidden : frozenset of (Key, int)
        What of that is withheld.
    least : int
        The smallest count that is told.
    amount : str
        The column whose amounts are summed; empty for none.
    sums : mapping of (Key, int) to float
        The same keys -> yuan; empty where none are summed.
    hidden_sums : frozenset of (Key, int)
        What of that is withheld.
    """

    column: str
    values: tuple[str | None, ...]
    value_of_row: Any
    counts: Mapping[tuple[Key, int], int]
    hidden: frozenset[tuple[Key, int]]
    least: int
    amount: str = ""
    sums: Mapping[tuple[Key, int], float] = field(default_factory=dict)
    hidden_sums: frozenset[tuple[Key, int]] = frozenset()

    def told(self, key: Key, value: int = ALL) -> int | None:
        """Return a count; None where it is withheld."""
        return None if (key, value) in self.hidden else self.counts.get((key, value), 0)

    def sum(self, key: Key, value: int = ALL) -> float | None:
        """Return a sum in yuan; None where it is withheld."""
        return None if (key, value) in self.hidden_sums else self.sums.get((key, value), 0.0)

    def table(self, ground: Ground) -> pyarrow.Table:
        """Return the counts as a table: a row a zone or unit, a column a value; what is withheld is missing.

        Sums of money stand in 万元, of all rows and of those of each value.
        """
        names = {**ground.names, **ground.zone_names, "": ""}
        rows = [(kind, ident, names.get(ident, ""), ground.levels.get(ident, "")) for kind, ident in self.keys]
        columns: dict[str, Any] = {name: [row[at] for row in rows] for at, name in enumerate(COUNTED_HEAD[:-1])}
        columns[COUNTED_HEAD[-1]] = self._column(ALL)
        if self.amount:
            columns[SUM] = self._sums(ALL)
        for number, value in enumerate(self.values):
            name = OTHER_VALUES if value is None else value or NO_VALUE
            head = name if name not in columns else f"{name} ({self.column})"
            columns[head] = self._column(number)
            if self.amount:
                columns[f"{head} {SUM}"] = self._sums(number)
        return pyarrow.table(columns)

    def _column(self, value: int) -> pyarrow.Array:
        return pyarrow.array([self.told(key, value) for key in self.keys], pyarrow.int64())

    def _sums(self, value: int) -> pyarrow.Array:
        found = (self.sum(key, value) for key in self.keys)
        return pyarrow.array([None if yuan is None else round(yuan / WAN, 4) for yuan in found], pyarrow.float64())

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """All zones, and units in which there are rows, in the order of slogan and codes; the whole first."""
        return tuple(key for key, value in self.counts if value == ALL and key[0] != _KNOWN_ONLY)


def counts_of(points: Points, amounts: Amounts | None = None) -> list[Count]:
    """Return how many rows are in each zone, city and county; a row in two zones counts in both.

    Zones stand as the slogan counts them, and all of them, cities and counties by their codes. What `amounts` come to
    is summed in the same way.
    """
    ground, cells = points.ground, _Cells(points, numpy.zeros(len(points.which), numpy.int64), 0)
    rows, at_points = cells.counts(), cells.counts(points.by == BY.index("point"))
    yuan = cells.counts(numpy.nan_to_num(amounts.yuan)) if amounts else None
    names = {**ground.names, **ground.zone_names}
    found = []
    for cell in cells.ordered(rows):
        kind, ident = cell[0]
        if kind in ("zone", "unit"):
            level = "prefecture" if kind == "unit" and ident == ground.prefecture(ident) else kind
            wan = None if yuan is None else round(yuan[cell] / WAN, 4)
            found.append(Count(level, ident, names.get(ident) or ident, rows[cell], int(at_points[cell]), wan))
    return sorted(found, key=lambda count: ("zone", "prefecture", "unit").index(count.kind))


def tally_of(points: Points, column: str = "", least: int = 1, amounts: Amounts | None = None) -> Tally:
    """Return the placed rows of a register counted by zone, unit and the values of a column.

    Counts below `least` are withheld, and so are others from which a total minus its parts would tell them: of values
    in a place, of counties in a city, of cities in the region, of counties in a zone that is made of them. A sum of
    money is withheld where fewer than `least` rows have an amount in it or one of them has more than
    :data:`MOST_OF_ONE` of it, and others with it in the same way.

    Parameters
    ----------
    points : Points
        The register on a plan.
    column : str
        One of its columns; empty for none.
    least : int
        The smallest count that is told; 1 withholds nothing.
    amounts : Amounts, optional
        What is summed besides.

    Raises
    ------
    UsageError
        There is no such column.
    """
    values, numbers = _values(points, column)
    cells = _Cells(points, numbers, len(values))
    ordered = cells.ordered(cells.counts())
    hidden = withheld(ordered, cells.lines(ordered), least) if least > 1 else frozenset()
    made = Tally(column, values, numbers, ordered, hidden, least)
    return _summed(made, cells, amounts) if amounts else made


def _summed(made: Tally, cells: _Cells, amounts: Amounts) -> Tally:
    """Return a tally with sums of money."""
    yuan = numpy.nan_to_num(amounts.yuan)
    found = cells.counts(yuan)
    sums = {cell: float(found[cell]) for cell in made.counts}
    if made.least == 1:
        return replace(made, amount=amounts.column, sums=sums)
    giving, most = cells.counts(yuan > 0), cells.largest(yuan)
    few = [
        cell
        for cell, value in sums.items()
        if cell in made.hidden or 0 < giving[cell] < made.least or (value and most[cell] > MOST_OF_ONE * value)
    ]
    return replace(made, amount=amounts.column, sums=sums, hidden_sums=with_others(few, sums, cells.lines(made.counts)))


def _values(points: Points, column: str) -> tuple[tuple[str | None, ...], Any]:
    """Return the values of a column that are told, and the number of each row's."""
    if not column:
        return (), numpy.zeros(len(points.which), numpy.int64)
    texts = points.texts(column)
    placed = (points.which != REJECTED).tolist()
    most = Counter(text for text, there in zip(texts, placed, strict=True) if there)
    order = sorted(most, key=lambda text: (not text, -most[text], text))
    few = len(order) > MOST_VALUES
    kept: list[str | None] = [*order[: MOST_VALUES - 1]] if few else [*order]
    at = {text: number for number, text in enumerate(kept)}
    numbers = numpy.array([at.get(text, len(kept)) for text in texts], numpy.int64)
    return (*kept, None) if few else tuple(kept), numbers


@dataclass(frozen=True)
class _Cells:
    """The cells of a table of places and values, and which of them add up."""

    points: Points
    numbers: Any
    values: int

    def counts(self, weights: Any = None) -> Counter[tuple[Key, int]]:
        """Return rows by cell, or the sums of what they weigh."""
        rows = self.points.placed
        pairs = numpy.bincount(
            self._pairs, None if weights is None else weights[rows], len(self.points.places) * self._width
        )
        found: Counter[tuple[Key, int]] = Counter()
        for cell, number in self._spread(pairs):
            found[cell] += number
        return found

    def largest(self, weights: Any) -> Mapping[tuple[Key, int], float]:
        """Return the largest of what the rows of each cell weigh."""
        most = numpy.zeros(len(self.points.places) * self._width)
        numpy.maximum.at(most, self._pairs, weights[self.points.placed])
        found: dict[tuple[Key, int], float] = defaultdict(float)
        for cell, number in self._spread(most):
            found[cell] = max(found[cell], number)
        return found

    def ordered(self, counts: Counter[tuple[Key, int]]) -> dict[tuple[Key, int], int]:
        """Return counts, of every value in each place, in the order of slogan and codes; the whole first."""
        keys = {key for key, _ in counts}
        zones = [("zone", zone.zone) for zone in self.points.ground.zones]
        rest = sorted(key for key in keys if key[0] not in ("zone", WHOLE[0]))
        places = [WHOLE, *zones, *rest]
        return {(key, value): counts[key, value] for key in places for value in (ALL, *range(self.values))}

    def lines(self, counts: Mapping[tuple[Key, int], int]) -> Iterator[Sequence[tuple[Key, int]]]:
        """Yield the cells that add up to one another: whoever knows all but one knows the last."""
        keys = [key for key, value in counts if value == ALL]
        for key in keys:
            if self.values:
                yield [(key, value) for value in (ALL, *range(self.values))]
        for line in _lines(self.points, set(keys)):
            for value in (ALL, *range(self.values)):
                yield [(key, value) for key in line]

    def _spread(self, pairs: Any) -> Iterator[tuple[tuple[Key, int], Any]]:
        """Yield what each place with a value adds to which cells."""
        for pair in numpy.flatnonzero(pairs).tolist():
            place, value, number = self.points.places[pair // self._width], pair % self._width, pairs[pair].item()
            for key in (WHOLE, *_keys(place, self.points.ground)):
                yield (key, ALL), number
                if self.values:
                    yield (key, value), number

    @property
    def _width(self) -> int:
        return max(self.values, 1)

    @cached_property
    def _pairs(self) -> Any:
        rows = self.points.placed
        return self.points.which[rows] * self._width + self.numbers[rows]


def _keys(place: Place, ground: Ground) -> Iterator[Key]:
    yield from (("zone", zone) for zone in place.zones)
    yield from (("unit", unit) for unit in ground.counted_in(place.unit))
    yield _KNOWN_ONLY, place.unit


def _lines(points: Points, keys: set[Key]) -> Iterator[list[Key]]:
    """Yield places that add up: a whole and its parts."""
    parts: dict[str, list[str]] = defaultdict(list)
    for unit in sorted(ident for kind, ident in keys if kind == "unit"):
        above = points.ground.counted_in(unit)[:-1]
        parts[above[-1] if above else ""].append(unit)
    for unit, within in parts.items():
        known = [(_KNOWN_ONLY, unit)] if (_KNOWN_ONLY, unit) in keys else []
        yield [("unit", unit) if unit else WHOLE, *(("unit", each) for each in within), *known]
    places = [points.places[number] for number in set(points.which[points.placed].tolist())]
    zones = sorted({zone for place in places for zone in place.zones})
    if zones and all(len(place.zones) == 1 for place in places):
        yield [WHOLE, *(("zone", zone) for zone in zones)]
    for zone in zones:
        inside = {place.unit for place in places if zone in place.zones}
        if not any(place.unit in inside and zone not in place.zones for place in places):
            # Of a unit with parts, which count by themselves, only what is known to it alone.
            yield [("zone", zone), *((_KNOWN_ONLY if unit in parts else "unit", unit) for unit in sorted(inside))]
