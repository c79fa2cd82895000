"""Any register of points onto a plan: what became of each row, counts by zone and city, and what is in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy
import pyarrow

from geo.analysis.points.addresses import addresses_of
from geo.analysis.points.amounts import Amounts
from geo.analysis.points.astray import elsewhere, joined, twice
from geo.analysis.points.doubts import doubts
from geo.analysis.points.placing import BY, REJECTED, Placer, Placing, Reject
from geo.analysis.points.rows import Rows
from geo.analysis.register.became import what_became
from geo.analysis.register.ground import Ground, Place, ground_of
from geo.analysis.register.headers import find_column
from geo.analysis.register.job import REJECT_HEAD
from geo.analysis.register.positions import CELLS, REASONS, turned_throughout
from geo.model.adcodes import level_of
from geo.model.errors import counted
from geo.model.measure import WAN, Scale
from geo.model.naming import Named
from geo.model.plan import Plan
from geo.model.text import pad, width

if TYPE_CHECKING:
    from geo.space.covering import Floats, Whole

ADDED = (
    "placed_by",
    "lon",
    "lat",
    "unit",
    "unit_name",
    "prefecture",
    "prefecture_name",
    "zones",
    "zone_names",
    "doubt",
)
"""Columns that placed rows get besides their own."""


@dataclass(frozen=True)
class Count:
    """How many rows are in one zone, city or county.

    Attributes
    ----------
    kind : {"zone", "prefecture", "unit"}
        What it is.
    ident, name : str
        Its id and name.
    rows, points : int
        How many there are, and how many of them have a position of their own.
    amount_wan_yuan : float or None
        What their amounts of money come to, in 万元; None where none are summed.
    """

    kind: str
    ident: str
    name: str
    rows: int
    points: int
    amount_wan_yuan: float | None = None


@dataclass(frozen=True)
class Points:
    """A register on a plan.

    Attributes
    ----------
    rows : Rows
        All rows with all of their own columns, in their order.
    ground : Ground
        The plan's outlines.
    lon, lat : array of float, shape (rows,)
        CGCS2000 degrees; NaN of rows that are known to a unit only, or are rejected.
    which : array of int, shape (rows,)
        Number of each row's place in `places`; -1 where it is rejected.
    by : array of int, shape (rows,)
        By what it is placed, a number of :data:`geo.analysis.points.placing.BY`.
    places : tuple of Place
        Unit, prefecture and zones: what occurs.
    rejects : mapping of int to Reject
        Row, from 0 -> why it is not placed.
    doubts : mapping of int to tuple of str
        Row, from 0 -> why it may be elsewhere, or be there twice; placed rows only.
    notes : tuple of str
        What was taken for what, and what is in doubt, one line each.
    """

    rows: Rows
    ground: Ground = field(repr=False)
    lon: Floats = field(repr=False)
    lat: Floats = field(repr=False)
    which: Whole = field(repr=False)
    by: Whole = field(repr=False)
    places: tuple[Place, ...] = field(repr=False)
    rejects: dict[int, Reject] = field(repr=False)
    doubts: dict[int, tuple[str, ...]] = field(repr=False)
    notes: tuple[str, ...] = field(repr=False)

    @property
    def placed(self) -> Whole:
        """The rows that are placed, from 0."""
        return numpy.flatnonzero(self.which != REJECTED)

    def column(self, name: str) -> list[Any]:
        """Return the values of one of its own columns, row by row.

        Raises
        ------
        UsageError
            There is none of that name.
        """
        return list(self.rows.table[find_column(self.rows.table.column_names, name, self.rows.name)].to_pylist())

    def texts(self, name: str) -> list[str]:
        """Return such values as texts, empty where there is none."""
        return ["" if value is None else str(value).strip() for value in self.column(name)]

    @property
    def _placed_by(self) -> dict[str, int]:
        by = Counter(self.by[self.placed].tolist())
        return {name: by[at] for at, name in enumerate(BY)}

    @property
    def why(self) -> Counter[str]:
        """The codes for which rows are rejected."""
        why = Counter(reject.code for reject in self.rejects.values())
        why.update([REASONS[CELLS][0]] * len(self.rows.broken))
        return why

    def line(self) -> str:
        """Return what became of the rows: as many are placed or rejected as there were."""
        return what_became(len(self.placed), self.why, {_CALLED[name]: rows for name, rows in self._placed_by.items()})

    def placed_table(self, tell: Callable[[str], str] = str) -> pyarrow.Table:
        """Return the placed rows with all of their own columns, by what they are placed, unit, zones, and doubts.

        Parameters
        ----------
        tell : callable
            Puts a doubt, which a person reads, into another language.
        """
        at = self.placed
        table = self.rows.table.take(pyarrow.array(at))
        own = set(table.column_names)
        for name, values in zip(ADDED, self._added(at, tell), strict=True):
            table = table.append_column(_free(name, own, self.ground.plan), values)
        return table

    def rejects_table(self, tell: Callable[[str], str] = str) -> pyarrow.Table:
        """Return the rejected rows: file, row, reason and detail, and all of their own columns.

        Parameters
        ----------
        tell : callable
            Puts a detail, which a person reads, into another language.
        """
        rows, rejects = self.rows, self.rejects
        told = [(rows.file_of(at), int(rows.lines[at]), why.code, tell(why.detail)) for at, why in rejects.items()]
        told += [(file, line, REASONS[CELLS][0], tell(what)) for file, line, what in rows.broken]
        made = pyarrow.table({name: [each[place] for each in told] for place, name in enumerate(REJECT_HEAD)})
        table = rows.table.take(pyarrow.array([*rejects, *[None] * len(rows.broken)], pyarrow.int64()))
        for name in table.column_names:
            made = made.append_column(name if name not in REJECT_HEAD else f"{name}_own", table[name])
        return made

    def as_dict(self, counts: Sequence[Count], amounts: Amounts | None = None) -> dict[str, Any]:
        """Return the report, with counts by place, as plain values, ready for JSON."""
        return {
            "rows": len(self.which) + len(self.rows.broken),
            "placed": self._placed_by,
            "rejected": self.why,
            "in_doubt": len(self.doubts),
            "counts": [vars(count) for count in counts],
            "amount_column": amounts.column if amounts else None,
            "notes": [*self.notes, *(amounts.notes if amounts else ())],
        }

    def _added(self, at: Whole, tell: Callable[[str], str]) -> Iterator[pyarrow.Array]:
        """Yield the columns that placed rows get, in the order of their names."""
        which = pyarrow.array(self.which[at])
        text = pyarrow.string()
        yield pyarrow.array(list(BY), text).take(pyarrow.array(self.by[at]))
        for degrees in (self.lon, self.lat):
            yield pyarrow.array(degrees[at].round(7), from_pandas=True)
        for name in ("unit", "unit_name", "prefecture", "prefecture_name"):
            yield pyarrow.array([getattr(place, name) or None for place in self.places], text).take(which)
        names = self.ground.zone_names
        for words in ({zone: zone for zone in names}, names):
            zones = [";".join(words[zone] for zone in place.zones) or None for place in self.places]
            yield pyarrow.array(zones, text).take(which)
        told = {row: "; ".join(map(tell, doubts)) for row, doubts in self.doubts.items()}
        yield pyarrow.array([told.get(row) for row in at.tolist()], text)


_CALLED = {"point": "point", "township": "township", "county": "county", "prefecture": "city"}


def place_rows(plan: Plan, rows: Rows, datum: str = "", country: Iterable[Named] = ()) -> Points:
    """Place the rows of a register on a plan, by their positions, else by the units that they name.

    Parameters
    ----------
    plan : Plan
        The plan.
    rows : Rows
        As :mod:`geo.analysis.points.sheets` reads them.
    datum : {"", "wgs84", "gcj02", "bd09"}
        Of the degrees; where empty nobody has said it, and CGCS2000 is taken.
    country : iterable of Named
        Units of the country, to tell an address outside the plan from one that names nothing.

    Raises
    ------
    DrawingError
        No unit of the plan has an outline.
    """
    ground = ground_of(plan)
    placer = Placer(ground, addresses_of(plan, country), rows)
    shift = "" if datum == "wgs84" else datum
    made = placer.placed(shift)
    (away, of_away), (again, of_again) = elsewhere(made, placer), twice(made, rows)
    notes = (*rows.notes, *doubts(made, placer, datum), *_told(made, rows, ground), *of_away, *of_again)
    return Points(
        rows,
        ground,
        made.lon,
        made.lat,
        made.which,
        made.by,
        tuple(made.places),
        dict(sorted(made.rejects.items())),
        joined(made.turned, away, again),
        notes,
    )


def counts_lines(counts: Sequence[Count], lang: str = "en", scale: Scale | None = None) -> Iterator[str]:
    """Yield counts as a table whose columns stand below one another in a terminal, our words in a language.

    Sums of money stand in one unit, where it is given.
    """
    at = lang == "en"
    sums = [scale.text(WAN * (count.amount_wan_yuan or 0), lang) if scale else "" for count in counts]
    wide = max(map(width, sums), default=0)
    names = max((width(count.name) for count in counts), default=0)
    rows = max((len(f"{count.rows:,}") for count in counts), default=0)
    for count, summed in zip(counts, sums, strict=True):
        known = _KNOWN[at].format(rows=f"{count.rows - count.points:,}") if count.rows > count.points else ""
        money = "  " + " " * (wide - width(summed)) + summed if wide else ""
        yield f"{pad(_KINDS[_level(count)][at], 6)}  {pad(count.name, names)}  {count.rows:>{rows},}{money}{known}"


def _level(count: Count) -> str:
    return "township" if level_of(count.ident) == "township" else count.kind


_KINDS = {
    "zone": ("分区", "zone"),
    "prefecture": ("市", "city"),
    "unit": ("县区", "county"),
    "township": ("乡镇", "town"),
}
_KNOWN = "  （其中 {rows} 行仅知市县）", "  ({rows} known to a unit only)"
"""Words of that table, Chinese and English."""


def _told(made: Placing, rows: Rows, ground: Ground) -> Iterator[str]:
    """Yield what the user should know of the whole."""
    swapped = sum(reject.code == "swapped" for reject in made.rejects.values())
    yield from turned_throughout(swapped, len(made.which), rows.fields.get("lon", ""), rows.fields.get("lat", ""))
    if turned := list(made.turned):
        told, lines = counted(len(turned), "row"), rows.told_lines(turned)
        yield f"{told} with longitude and latitude swapped, turned into the unit that they name ({lines})."
    yield from ground.told_of_jiagedaqi({reject.province for reject in made.rejects.values()})
    by_code: dict[str, list[int]] = {}
    for row, reject in sorted(made.rejects.items()):
        by_code.setdefault(reject.code, []).append(row)
    for _, at in sorted(by_code.items()):
        told, lines, detail = counted(len(at), "row"), rows.told_lines(at), made.rejects[at[0]].detail
        yield f"{told} not placed ({lines}), for example: {detail}."
    known = int(((made.which != REJECTED) & (made.by > 0)).sum())
    if known:
        yield f"{counted(known, 'row')} known to a unit only: counted there, and never drawn as a site."


def _free(name: str, own: set[str], plan: str) -> str:
    """Return the name of an added column: one that a register has already is named after the plan, too."""
    return next(each for each in (name, f"{name}_{plan}", f"{name}_{plan}_buju") if each not in own)
