"""Rows of a register onto a plan: each at its position, else known to the unit that it names, else rejected and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy
import pyarrow

from geo.analysis.points.addresses import Addresses
from geo.analysis.points.rows import UNITS, Rows
from geo.analysis.register.ground import Ground, Place
from geo.analysis.register.positions import (
    EMPTY,
    ENDLESS,
    GOOD,
    REASONS,
    SWAPPED,
    TEXT,
    ZERO,
    Positions,
    both,
    is_numeric,
    judged,
    numbers,
)
from geo.model.adcodes import digits_of, is_within, level_of, plain_adcode
from geo.model.degrees import degrees, position
from geo.model.errors import one_line
from geo.model.naming import Named, find_named
from geo.model.schema import FINE_LEVELS

if TYPE_CHECKING:
    from geo.space.covering import Floats, Whole

BY = ("point", "township", "county", "prefecture")
"""By what a row is placed: its own position, or the level of the unit to which it is known."""

REJECTED = -1
_UNKNOWN = (EMPTY, TEXT, ENDLESS, ZERO)
"""Faults of positions that say nothing at all: there the address may tell."""

_SHOWN = 40


@dataclass(frozen=True)
class Reject:
    """Why a row is not placed.

    Attributes
    ----------
    code : str
        ``outside``, ``swapped``, ``no-place``, ``address``, ``ambiguous`` and others.
    detail : str
        What is wrong, for a person.
    province : str
        Where its point lies outside the plan; empty abroad, at sea, and where it has no point.
    """

    code: str
    detail: str
    province: str = ""


@dataclass
class Placing:
    """Where the rows are, while they are placed.

    Attributes
    ----------
    places : list of Place
        Places that occur; grows.
    which : array of int, shape (rows,)
        Number of the place of each row, -1 where it is rejected.
    by : array of int, shape (rows,)
        Number of :data:`BY`.
    lon, lat : array of float, shape (rows,)
        In CGCS2000 degrees; NaN of what is known to a unit only.
    rejects : dict of int to Reject
        Row, from 0 -> why it is not placed; grows.
    turned : dict of int to str
        Row, from 0 -> that its longitude and latitude were in each other's place; grows.
    """

    lon: Floats
    lat: Floats
    which: Whole
    by: Whole
    places: list[Place] = field(default_factory=list)
    rejects: dict[int, Reject] = field(default_factory=dict)
    turned: dict[int, str] = field(default_factory=dict)
    _numbers: dict[Place, int] = field(default_factory=dict)

    def number(self, place: Place) -> int:
        """Return the number of a place."""
        if place not in self._numbers:
            self._numbers[place] = len(self.places)
            self.places.append(place)
        return self._numbers[place]


@dataclass(frozen=True)
class Placer:
    """Places the rows of a register.

    Attributes
    ----------
    ground : Ground
        Outlines of the plan.
    addresses : Addresses
        Names of its units, and of those around.
    rows : Rows
        The rows.
    """

    ground: Ground
    addresses: Addresses
    rows: Rows

    def placed(self, datum: str) -> Placing:
        """Return where the rows lie; `datum` is the shifted one of their degrees, or empty."""
        found = positions_of(self.rows, self.ground, datum)
        count = len(self.rows.table)
        nowhere = numpy.full(count, numpy.nan)
        made = Placing(nowhere, nowhere.copy(), numpy.full(count, REJECTED), numpy.zeros(count, numpy.int64))
        good = numpy.flatnonzero(found.faults == GOOD)
        self._at_points(made, found, good)
        swapped = numpy.flatnonzero(found.faults == SWAPPED)
        self._turn(made, found, swapped, datum)
        for row in numpy.flatnonzero((found.faults != GOOD) & (made.which == REJECTED)).tolist():
            self._by_name(made, row, int(found.faults[row]))
        return made

    def _at_points(self, made: Placing, found: Positions, good: Whole) -> None:
        """Place what has a position in one of the plan's units; the rest is outside."""
        codes, faces = self.ground.covering.look_up(found.lon[good], found.lat[good])
        numbers_of = numpy.full(len(faces), REJECTED)
        for code in numpy.flatnonzero(numpy.bincount(codes, minlength=len(faces))).tolist():
            place = self.ground.place(faces[code])
            numbers_of[code] = made.number(place) if place.unit else REJECTED
        made.which[good] = numbers_of[codes]
        inside = made.which[good] != REJECTED
        made.lon[good[inside]], made.lat[good[inside]] = found.lon[good[inside]], found.lat[good[inside]]
        out = good[~inside]
        lies, provinces = self.ground.provinces_at(found.lon[out], found.lat[out])
        for row, number in zip(out.tolist(), lies.tolist(), strict=True):
            named = self.names.unit(row)
            # A row that names a unit of the plan lies there, or its point is right: nobody else can know.
            though = f", though it names {self.addresses.named(named)}" if isinstance(named, str) else ""
            shown = f"{found.lon[row]:.5f}, {found.lat[row]:.5f} is {self.ground.said_of(provinces[number])}"
            made.rejects[row] = Reject("outside", f"{shown}, outside the plan{though}", provinces[number])

    def _turn(self, made: Placing, found: Positions, rows: Whole, datum: str) -> None:
        """Place swapped coordinates the other way round, where the row names the county or city in which it lies so."""
        right = judged(found.lat[rows], found.lon[rows], None, datum, self.ground.region)
        codes, faces = self.ground.covering.look_up(right.lon, right.lat)
        for at, row in enumerate(rows.tolist()):
            place, told = self.ground.place(faces[codes[at]]), self.names.unit(row)
            if place.unit and isinstance(told, str) and is_within(place.unit, told):
                made.which[row] = made.number(place)
                made.lon[row], made.lat[row] = right.lon[at], right.lat[at]
                made.turned[row] = (
                    f"longitude and latitude were swapped, turned since it names {self.addresses.named(told)}"
                )

    def _by_name(self, made: Placing, row: int, fault: int) -> None:
        """Place what has no position at the unit that it names."""
        if fault not in _UNKNOWN:
            made.rejects[row] = Reject(*REASONS[fault])
            return
        told = self.names.unit(row)
        if isinstance(told, Reject):
            # A position that is none says more than that no unit is named.
            worth = fault if told.code == "no-place" and fault != EMPTY else None
            made.rejects[row] = told if worth is None else Reject(*REASONS[worth])
            return
        made.which[row] = made.number(self.ground.known_to(told))
        level = self.ground.levels.get(told) or level_of(told)
        made.by[row] = BY.index(level) if level in BY else BY.index("prefecture")

    @cached_property
    def names(self) -> Names:
        """What the rows say of the units they lie in."""
        return Names(self.rows, self.addresses)


@dataclass(frozen=True)
class Names:
    """What rows say of the units they lie in: columns of units, and the address."""

    rows: Rows
    addresses: Addresses

    def unit(self, row: int) -> str | Reject:
        """Return the plan's lowest unit that a row names, or why there is none."""
        address = self._texts["address"][row]
        above = "".join(dict.fromkeys(filter(None, (self._texts[name][row] for name in UNITS))))
        code = self._texts["adcode"][row]
        if not (address or above or code):
            return Reject("no-place", "neither coordinates nor an address")
        by_code = self._by_code(code) if code else ()
        by_column = by_code or (self._by_columns(above) if above else ())
        by_address = self._by_address(address, by_column) if address else ()
        return self._of(by_column, by_address, "".join(filter(None, (above, address))) or code)

    def county(self, row: int) -> str:
        """Return the county that a row names, empty where it names none of the plan."""
        told = self.unit(row)
        return told if isinstance(told, str) and level_of(told) in FINE_LEVELS else ""

    def says(self, row: int, name: str) -> bool:
        """Return whether a row says the name of a unit that is the only one of it, which is quicker than to read it."""
        return name in self.addresses.only and any(name in self._texts[column][row] for column in (*UNITS, "address"))

    def _of(self, by_column: Sequence[str], by_address: Sequence[str], text: str) -> str | Reject:
        shown = f'"{one_line(text, _SHOWN)}"'
        both_named = [code for code in by_address if any(_nested(code, other) for other in by_column)]
        if by_column and by_address and not both_named:
            names = [self.addresses.named(codes[0]) for codes in (by_column, by_address)]
            return Reject("conflict", f"its columns say {names[0]}, its address {names[1]}")
        if by_column and by_address:
            lower = {
                max((code, other), key=_depth) for code in both_named for other in by_column if _nested(code, other)
            }
            codes: Sequence[str] = sorted(lower)
        else:
            codes = by_column or by_address
        return self._at_home(codes, shown)

    def _at_home(self, codes: Sequence[str], shown: str) -> str | Reject:
        """Return the plan's unit of some codes, or why there is none."""
        if not codes:
            return Reject("address", f"{shown} names no city or county at its start")
        if len(codes) > 1:
            listed = " or ".join(map(self.addresses.named, codes))
            return Reject("ambiguous", f"{shown} may be in {listed}. Write the city before it")
        (code,) = codes
        home = self.addresses.at_home(code)
        if is_within(self.addresses.region, code) and (home != code or level_of(code) == "province"):
            return Reject("address", f"{shown} names {self.addresses.named(code)} as a whole, and nothing in it")
        if not home:
            return Reject("outside", f"in {self.addresses.named(code)}, outside the plan")
        return home

    def _by_code(self, text: str) -> Sequence[str]:
        code = plain_adcode(text)
        return (code,) if code in self.addresses.units else ()

    def _by_columns(self, text: str) -> Sequence[str]:
        found = self.addresses.read(text)
        if found and not self._is_wide(found):
            return found
        named = tuple(unit.adcode for unit in find_named(text, self._home))
        return named or found

    def _is_wide(self, codes: Sequence[str]) -> bool:
        return all(is_within(self.addresses.region, code) for code in codes)

    def _by_address(self, text: str, within: Sequence[str]) -> Sequence[str]:
        """Return the units of an address; one that names none of its own is read as lying in its columns' unit."""
        alone = self.addresses.read(text)
        if len(within) != 1:
            return alone
        inside = self.addresses.read(text, within[0])
        held = [code for code in alone if _nested(code, within[0])]
        return inside or held or alone

    @cached_property
    def _home(self) -> Sequence[Named]:
        return [unit for code, unit in self.addresses.units.items() if code in self.addresses.home]

    @cached_property
    def _texts(self) -> Mapping[str, Sequence[str]]:
        return {name: self.rows.texts(name) for name in (*UNITS, "address", "adcode")}


def _depth(code: str) -> int:
    """Return how far down a code stands."""
    return len(digits_of(code))


def _nested(one: str, other: str) -> bool:
    return is_within(one, other) or is_within(other, one)


def positions_of(rows: Rows, ground: Ground, datum: str) -> Positions:
    """Return where rows say that they lie: by their geometry, both in one cell, or columns of degrees."""
    if rows.at is not None:
        return judged(*rows.at, None, datum, ground.region)
    if "position" in rows.fields and not {"lon", "lat"} <= set(rows.fields):
        found = numpy.array([_pair(text) for text in rows.texts("position")], float).reshape(-1, 3)
        lon, lat, faults = found[:, 0], found[:, 1], found[:, 2].astype(numpy.int64)
    elif {"lon", "lat"} <= set(rows.fields):
        lon, lat, faults = _two_columns(rows)
    else:
        lon = lat = numpy.full(len(rows.table), numpy.nan)
        faults = numpy.full(len(lon), EMPTY)
    return judged(lon, lat, faults, datum, ground.region)


def _two_columns(rows: Rows) -> tuple[Floats, Floats, Any]:
    """Return the numbers of two columns; what is none may be degrees with minutes and seconds."""
    (lon, one), (lat, other) = numbers(_plain(rows, "lon")), numbers(_plain(rows, "lat"))
    lon, lat, faults = lon.copy(), lat.copy(), both(one, other)
    texts = numpy.flatnonzero(faults == TEXT).tolist()
    if texts:
        columns = rows.texts("lon"), rows.texts("lat")
        for row in texts:
            lon[row], lat[row], faults[row] = _angles(columns[0][row], columns[1][row])
    return lon, lat, faults


def _plain(rows: Rows, name: str) -> Any:
    """Return a column of degrees as one of numbers or texts."""
    column = rows.table[rows.fields[name]]
    if is_numeric(column.type):
        return column
    return pyarrow.chunked_array([pyarrow.array(rows.texts(name), pyarrow.string())])


def _angles(first: str, second: str) -> tuple[float, float, int]:
    """Return longitude, latitude and fault of two texts; where they say which is which, that counts."""
    try:
        (lon, one), (lat, other) = degrees(first), degrees(second)
    except ValueError:
        return numpy.nan, numpy.nan, TEXT
    return (lat, lon, GOOD) if one == "lat" or other == "lon" else (lon, lat, GOOD)


def _pair(text: str) -> tuple[float, float, int]:
    """Return longitude, latitude and fault of a text that holds both."""
    if not text:
        return numpy.nan, numpy.nan, EMPTY
    try:
        return (*position(text), GOOD)
    except ValueError:
        return numpy.nan, numpy.nan, TEXT
