"""Named places, or other things, counted by unit, zone and industry: where an industry gathers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from geo.analysis.excel import MARK
from geo.model.adcodes import codes_above
from geo.model.aliases import column_alias
from geo.model.cells import csv_text
from geo.model.errors import UsageError, counted, guess, one_line
from geo.model.plan import Plan
from geo.model.schema import ELSEWHERE, Park, Unit
from geo.space.homes import homes_of

REGION, OUTSIDE, SILENT, NO_ZONE, NO_INDUSTRY = ELSEWHERE
"""Entries of places that are in no unit (known to the region only, outside it, or to nothing), zone or industry."""

TOTAL = ("total", "合计", "total")


class Entry(NamedTuple):
    """What places are counted at: id, name and English name."""

    id: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Axis:
    """One way to count places.

    Attributes
    ----------
    by : {"unit", "zone", "industry"}
        What they are counted by.
    entries : tuple of Entry
        In order; what fits nowhere else comes last.
    at : mapping of str to tuple of str
        Id of each place -> ids of its entries, at least one.
    """

    by: str
    entries: tuple[Entry, ...]
    at: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Tally:
    """Named places of a plan counted by one or two axes.

    A place that belongs to several entries counts at each; totals count every place once, so that they may be less
    than the sum of what stands before them.

    Attributes
    ----------
    rows : Axis
        Down the table.
    columns : Axis or None
        Across it; None where only totals are asked for.
    """

    rows: Axis
    columns: Axis | None

    @property
    def by(self) -> tuple[str, ...]:
        """What is counted by: rows, then columns."""
        return (self.rows.by, self.columns.by) if self.columns else (self.rows.by,)

    @property
    def total(self) -> int:
        """Number of distinct places."""
        return len(self.rows.at)

    @property
    def heads(self) -> tuple[Entry, ...]:
        """The entries across; none where only totals are asked for."""
        return self.columns.entries if self.columns else ()

    @cached_property
    def cells(self) -> Mapping[tuple[str, str], int]:
        """Row and column -> number of places; 0 where there is none."""
        across = self.columns.at if self.columns else {}
        return Counter((row, head) for park, rows in self.rows.at.items() for row in rows for head in across[park])

    @cached_property
    def row_totals(self) -> Mapping[str, int]:
        """Row -> number of distinct places."""
        return Counter(row for rows in self.rows.at.values() for row in rows)

    @cached_property
    def column_totals(self) -> Mapping[str, int]:
        """Column -> number of distinct places."""
        return Counter(head for heads in self.columns.at.values() for head in heads) if self.columns else Counter()

    def several(self, by: str) -> int:
        """Return how many places count at more than one entry of an axis."""
        axes = (axis for axis in (self.rows, self.columns) if axis and axis.by == by)
        return sum(len(entries) > 1 for axis in axes for entries in axis.at.values())

    def as_csv(self) -> str:
        """Return a row an entry and one of totals; no text in it is taken for a formula."""
        header = [self.rows.by, "name", "name_en", *(head.id for head in self.heads), TOTAL[0]]
        rows = [self._csv_row(entry) for entry in self.rows.entries]
        return csv_text(header, [*rows, [*TOTAL, *(self.column_totals[head.id] for head in self.heads), self.total]])

    def as_excel(self, lang: str = "zh") -> str:
        """Return the same for people: names in a language instead of ids, and one column of names."""
        at = lang == "en"
        names = [head.name_en if at else head.name for head in self.heads]
        header = [column_alias("parks", self.rows.by, lang), *names, TOTAL[1 + at]]
        rows = [[row[1 + at], *row[3:]] for row in map(self._csv_row, self.rows.entries)]
        totals = [TOTAL[1 + at], *(self.column_totals[head.id] for head in self.heads), self.total]
        return MARK + csv_text(header, [*rows, totals])

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        found: dict[str, Any] = {"by": list(self.by), "total": self.total}
        found |= {"several": {by: self.several(by) for by in self.by}, "rows": [*map(self._row, self.rows.entries)]}
        if self.columns:
            totals = self.column_totals
            found["columns"] = [{**head._asdict(), "total": totals[head.id]} for head in self.heads]
        return found

    def _csv_row(self, entry: Entry) -> list[Any]:
        counts = (self.cells[entry.id, head.id] for head in self.heads)
        return [*entry, *counts, self.row_totals[entry.id]]

    def _row(self, entry: Entry) -> dict[str, Any]:
        counts = {head.id: self.cells[entry.id, head.id] for head in self.heads}
        return {**entry._asdict(), **({"counts": counts} if self.columns else {}), "total": self.row_totals[entry.id]}

    def line(self) -> str:
        """Return the count of places, and of those that count more than once."""
        found = ((self.several(by), by) for by in self.by)
        more = "; ".join(f"{many} of several {_PLURALS[by]}, counted in each" for many, by in found if many)
        return f"{counted(self.total, 'place')}{': ' if more else ''}{more}. Totals count each place once."


def tally_plan(plan: Plan, *by: str) -> Tally:
    """Count a plan's named places by one or two of unit, zone and industry.

    A unit is one of the coarsest below the region: a place counts at that above its adcode. Places known to the region
    only, outside it, or to nothing have rows of their own. A zone is what a place is in by the text, or where that is
    silent by where it lies. An industry is one at the top; a place without any has an entry of its own.

    Parameters
    ----------
    plan : Plan
        As read; rows that are superseded are left out.
    *by : {"unit", "zone", "industry"}
        What the rows count by, and the columns if there are any.

    Raises
    ------
    UsageError
        There is no such way to count, or the same is asked for twice.

    Examples
    --------
    >>> from geo.model.plan import read_plan
    >>> tally = tally_plan(read_plan("heilongjiang"), "unit", "industry")
    >>> tally.total == sum(tally.row_totals.values())
    True
    """
    for name in by:
        if name not in _AXES:
            hint = guess(name, _AXES) or f"One or two of: {', '.join(_AXES)}."
            raise UsageError(f'"{one_line(name, 40)}" is nothing that places are counted by. {hint}')
    if not 1 <= len(set(by)) == len(by) <= 2:
        raise UsageError(f"Places are counted by one or two different things of: {', '.join(_AXES)}.")
    parks = tuple(park for park in plan.park_rows if not park.superseded_by)
    axes = [axis_of(name, entries_of(plan, name), _AXES[name](plan, parks)) for name in by]
    return Tally(axes[0], axes[1] if len(axes) > 1 else None)


def seat_of(plan: Plan, adcode: str) -> str:
    """Return where a place of an adcode counts: at one of the coarsest units below the region, or in no unit.

    An adcode that is not among the units counts at the unit that its digits lie in.

    Examples
    --------
    >>> from geo.model.plan import read_plan
    >>> plan = read_plan("heilongjiang")
    >>> seat_of(plan, "230111"), seat_of(plan, "230000"), seat_of(plan, "110000"), seat_of(plan, "")
    ('230100', 'region', 'outside', 'silent')
    """
    if not adcode:
        return SILENT
    known, region = {unit.unit for unit in plan.unit_rows}, plan.header.region_adcode
    near = next((code for code in (adcode, *codes_above(adcode)) if code in known or code == region), "")
    units = [unit for unit in plan.upwards(near) if unit in known and unit != region]
    if units:
        return units[-1]
    return REGION if near else OUTSIDE


def entries_of(plan: Plan, by: str) -> tuple[Entry, ...]:
    """Return what things of a plan can be counted at, by ``unit``, ``zone`` or ``industry``, in order."""
    if by == "zone":
        zones = (Entry(zone.zone, zone.name, zone.name_en) for zone in plan.zones_in_order())
        return (*zones, Entry(NO_ZONE, *ELSEWHERE[NO_ZONE]))
    if by == "industry":
        tops = (Entry(row.industry, row.name, row.name_en) for row in plan.top_industries())
        return (*tops, Entry(NO_INDUSTRY, *ELSEWHERE[NO_INDUSTRY]))
    units = (Entry(unit.unit, unit.name, unit.name_en) for unit in plan.unit_rows if _is_coarsest(plan, unit))
    return (*units, *(Entry(ident, *ELSEWHERE[ident]) for ident in (REGION, OUTSIDE, SILENT)))


def axis_of(by: str, entries: Iterable[Entry], at: Mapping[str, tuple[str, ...]]) -> Axis:
    """Return an axis; of the entries that hold what fits nowhere else, those that hold something."""
    used = {ident for idents in at.values() for ident in idents}
    return Axis(by, tuple(entry for entry in entries if entry.id in used or entry.id not in ELSEWHERE), at)


def _is_coarsest(plan: Plan, unit: Unit) -> bool:
    return unit.unit != plan.header.region_adcode and seat_of(plan, unit.unit) == unit.unit


def _by_unit(plan: Plan, parks: Sequence[Park]) -> Mapping[str, tuple[str, ...]]:
    seats = {code: seat_of(plan, code) for code in {park.adcode for park in parks}}
    return {park.park_id: (seats[park.adcode],) for park in parks}


def _by_zone(plan: Plan, parks: Sequence[Park]) -> Mapping[str, tuple[str, ...]]:
    homes = homes_of(plan)
    return {park.park_id: homes[park.park_id] or (NO_ZONE,) for park in parks}


def _by_industry(plan: Plan, parks: Sequence[Park]) -> Mapping[str, tuple[str, ...]]:
    return {park.park_id: plan.tops_of(park) or (NO_INDUSTRY,) for park in parks}


_AXES: Mapping[str, Callable[[Plan, Sequence[Park]], Mapping[str, tuple[str, ...]]]] = MappingProxyType(
    {"unit": _by_unit, "zone": _by_zone, "industry": _by_industry}
)
_PLURALS = MappingProxyType({"unit": "units", "zone": "zones", "industry": "industries"})
