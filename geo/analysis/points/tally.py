"""Placed rows counted by zone, city, county and the values of a column, small counts withheld."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy
import pyarrow

from geo.analysis.points.placing import REJECTED
from geo.analysis.points.points import Points
from geo.analysis.register.ground import Ground, Place
from geo.analysis.withheld import withheld

ALL = -1
"""Stands in the place of a value for all rows, whatever they say."""

MOST_VALUES = 24
"""Values of a column that are told; the rows of others are counted together."""

OTHER_VALUES, NO_VALUE = "其他各类 / all others", "未填写 / not stated"
"""Heads of the columns of all other values, and of rows that say nothing."""

WHOLE = ("whole", "")
"""The key of all that is placed."""

Key = tuple[str, str]
"""``zone`` or ``unit`` with an id, or :data:`WHOLE`."""

_KNOWN_ONLY = "known-only"
"""Rows that are known to a city and to no county in it."""


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
    """

    column: str
    values: tuple[str | None, ...]
    value_of_row: Any
    counts: Mapping[tuple[Key, int], int]
    hidden: frozenset[tuple[Key, int]]
    least: int

    def told(self, key: Key, value: int = ALL) -> int | None:
        """Return a count; None where it is withheld."""
        return None if (key, value) in self.hidden else self.counts.get((key, value), 0)

    def table(self, ground: Ground) -> pyarrow.Table:
        """Return the counts as a table: a row a zone or unit, a column a value; a withheld count is missing."""
        units = {unit.unit: unit for unit in ground.units}
        names = {**ground.names, **{zone.zone: zone.name for zone in ground.zones}, "": ""}
        columns: dict[str, Any] = {
            "kind": [kind for kind, _ in self.keys],
            "id": [ident for _, ident in self.keys],
            "name": [names.get(ident, "") for _, ident in self.keys],
            "level": [units[ident].level if ident in units else "" for _, ident in self.keys],
            "rows": pyarrow.array([self.told(key) for key in self.keys], pyarrow.int64()),
        }
        for number, value in enumerate(self.values):
            name = OTHER_VALUES if value is None else value or NO_VALUE
            head = name if name not in columns else f"{name} ({self.column})"
            columns[head] = pyarrow.array([self.told(key, number) for key in self.keys], pyarrow.int64())
        return pyarrow.table(columns)

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """Zones and units in which there are rows, in the order of slogan and codes; the whole first."""
        return tuple(key for key, value in self.counts if value == ALL and key[0] != _KNOWN_ONLY)


def tally_of(points: Points, column: str = "", least: int = 1) -> Tally:
    """Return the placed rows of a register counted by zone, unit and the values of a column.

    Counts below `least` are withheld, and so are others from which a total minus its parts would tell them: of values
    in a place, of counties in a city, of cities in the region, of counties in a zone that is made of them.

    Parameters
    ----------
    points : Points
        The register on a plan.
    column : str
        One of its columns; empty for none.
    least : int
        The smallest count that is told; 1 withholds nothing.

    Raises
    ------
    UsageError
        There is no such column.
    """
    values, numbers = _values(points, column)
    counts = _counts(points, numbers, len(values))
    ordered = {
        (key, value): counts.get((key, value), 0)
        for key in _ordered(points, {key for key, _ in counts})
        for value in (ALL, *range(len(values)))
    }
    hidden = withheld(ordered, _sums(points, ordered, len(values)), least) if least > 1 else frozenset()
    return Tally(column, values, numbers, ordered, hidden, least)


def _values(points: Points, column: str) -> tuple[tuple[str | None, ...], Any]:
    """Return the values of a column that are told, and the number of each row's."""
    if not column:
        return (), numpy.zeros(len(points.which), numpy.int64)
    texts = ["" if value is None else str(value).strip() for value in points.column(column)]
    placed = (points.which != REJECTED).tolist()
    most = Counter(text for text, there in zip(texts, placed, strict=True) if there)
    order = sorted(most, key=lambda text: (not text, -most[text], text))
    few = len(order) > MOST_VALUES
    kept: list[str | None] = [*order[: MOST_VALUES - 1]] if few else [*order]
    at = {text: number for number, text in enumerate(kept)}
    numbers = numpy.array([at.get(text, len(kept)) for text in texts], numpy.int64)
    return (*kept, None) if few else tuple(kept), numbers


def _counts(points: Points, numbers: Any, values: int) -> Counter[tuple[Key, int]]:
    rows = points.placed
    width = max(values, 1)
    pairs = numpy.bincount(points.which[rows] * width + numbers[rows], minlength=len(points.places) * width)
    found: Counter[tuple[Key, int]] = Counter({(WHOLE, ALL): len(rows)})
    for pair in numpy.flatnonzero(pairs).tolist():
        place, value = points.places[pair // width], pair % width
        for key in (WHOLE, *_keys(place)):
            found[key, ALL] += int(pairs[pair]) if key != WHOLE else 0
            if values:
                found[key, value] += int(pairs[pair])
    return found


def _keys(place: Place) -> Iterator[Key]:
    yield from (("zone", zone) for zone in place.zones)
    yield from (("unit", unit) for unit in dict.fromkeys(filter(None, (place.prefecture, place.unit))))
    if place.unit == place.prefecture:
        yield _KNOWN_ONLY, place.unit


def _ordered(points: Points, keys: set[Key]) -> list[Key]:
    zones = [("zone", zone.zone) for zone in points.ground.zones]
    rest = sorted(key for key in keys if key[0] not in ("zone", WHOLE[0]))
    return [WHOLE, *(key for key in zones if key in keys), *rest]


def _sums(points: Points, counts: Mapping[tuple[Key, int], int], values: int) -> Iterator[Sequence[tuple[Key, int]]]:
    """Yield the cells that add up to one another: whoever knows all but one knows the last."""
    keys = [key for key, value in counts if value == ALL]
    for key in keys:
        if values:
            yield [(key, value) for value in (ALL, *range(values))]
    for line in _lines(points, set(keys)):
        for value in (ALL, *range(values)):
            yield [(key, value) for key in line]


def _lines(points: Points, keys: set[Key]) -> Iterator[list[Key]]:
    """Yield places that add up: a whole and its parts."""
    ground = points.ground
    units = {key[1] for key in keys if key[0] == "unit"}
    of_city = {unit: ground.prefecture(unit) for unit in units}
    yield [WHOLE, *(("unit", unit) for unit in sorted(units) if of_city[unit] in ("", unit))]
    for city in sorted({city for unit, city in of_city.items() if city and city != unit}):
        parts = [("unit", unit) for unit in sorted(units) if of_city[unit] == city and unit != city]
        yield [("unit", city), *parts, *([(_KNOWN_ONLY, city)] if (_KNOWN_ONLY, city) in keys else [])]
    places = [points.places[number] for number in set(points.which[points.placed].tolist())]
    zones = sorted({zone for place in places for zone in place.zones})
    if zones and all(len(place.zones) == 1 for place in places):
        yield [WHOLE, *(("zone", zone) for zone in zones)]
    for zone in zones:
        inside = {place.unit for place in places if zone in place.zones}
        if not any(place.unit in inside and zone not in place.zones for place in places):
            finest = [unit for unit in sorted(inside) if of_city.get(unit) != unit]
            known = [(_KNOWN_ONLY, unit) for unit in sorted(inside) if of_city.get(unit) == unit]
            yield [("zone", zone), *(("unit", unit) for unit in finest), *known]
