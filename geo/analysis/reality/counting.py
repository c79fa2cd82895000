"""Enterprises of a register counted in the zones and units of a plan, and which of the counts are withheld."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy

from geo.analysis.reality.placed import Placed
from geo.analysis.reality.quotients import Quotient, quotient
from geo.analysis.reality.wanted import wanted_of
from geo.analysis.withheld import withheld
from geo.model.plan import Plan
from geo.model.schema import Industry

if TYPE_CHECKING:
    from geo.space.covering import Flags

_HALF = 0.5
"""Share of its enterprises from which a unit or a cluster lies in a zone."""

_OTHER = ""
"""What is none of the plan's industries, where enterprises are counted."""

Key = tuple[str, str, str]
"""What is counted: ``zone``, ``unit``, or ``wanted`` and ``unwanted`` zones together; its id; an industry, or none."""


class Counting:
    """A plan with the rows of a register that lie in it.

    Parameters
    ----------
    plan : Plan
        The plan.
    rows : Placed
        The rows.
    industry_of : mapping of str to str
        Value of their column of industries -> industry at the top of the taxonomy.
    least : int
        Counts from 1 to one less are withheld.
    """

    def __init__(self, plan: Plan, rows: Placed, industry_of: Mapping[str, str], least: int) -> None:
        self.plan, self.rows, self._least = plan, rows, least
        self.wanted = wanted_of(plan)
        used = {*industry_of.values(), *(industry for _, industry in self.wanted)}
        self.sectors: tuple[Industry, ...] = tuple(row for row in plan.top_industries() if row.industry in used)
        kinds = numpy.array([industry_of.get(value, _OTHER) for value in rows.values])[rows.value]
        self._of: Mapping[str, Flags] = {ident: kinds == ident for ident in self._industries}
        self.zones = [*(zone.zone for zone in plan.zones_in_order()), ""]
        self.inside: Mapping[str, Flags] = {zone: rows.within(zone) for zone in self.zones}

    @property
    def _industries(self) -> list[str]:
        return [*(row.industry for row in self.sectors), _OTHER]

    def of(self, industry: str) -> Flags:
        """Return whether each row is of an industry."""
        return self._of[industry]

    def total(self, industry: str) -> int:
        """Return how many rows are of an industry."""
        return int(self._of[industry].sum())

    @cached_property
    def members(self) -> Mapping[str, Flags]:
        """Unit below the region -> whether each row lies in it, of all units that hold or could hold a row."""
        held = [
            unit.unit for unit in self.plan.unit_rows if unit.geometry and unit.unit != self.plan.header.region_adcode
        ]
        lines = [set(self.plan.upwards(unit)) for unit in self.rows.units]
        return {unit: numpy.array([unit in line for line in lines], bool)[self.rows.unit] for unit in held}

    @cached_property
    def counts(self) -> Mapping[Key, int]:
        """What (zone, unit, wanted, unwanted), its id and an industry or none of them -> number of rows."""
        found: dict[Key, int] = {}
        for industry in self._industries:
            here = self._of[industry]
            for about, sets in (("zone", self.inside), ("unit", self.members)):
                found |= {(about, ident, industry): int((here & flags).sum()) for ident, flags in sets.items()}
            found["wanted", "", industry] = int((here & self.wants(industry)).sum())
            found["unwanted", "", industry] = int((here & ~self.wants(industry)).sum())
        return found

    @cached_property
    def hidden(self) -> frozenset[Key]:
        """Those of these counts that are withheld."""
        return withheld(self.counts, self._sums(), self._least)

    def _sums(self) -> Iterator[list[Key]]:
        """Yield counts that add up to what is told: of a zone or unit, of a unit and its parts, of an industry."""
        for about, sets in (("zone", self.inside), ("unit", self.members)):
            yield from ([(about, ident, industry) for industry in self._industries] for ident in sets)
        below: dict[str, list[str]] = {}
        for unit in self.plan.unit_rows:
            if unit.unit in self.members:
                below.setdefault(unit.parent if unit.parent in self.members else "", []).append(unit.unit)
        for industry in self._industries:
            yield [("zone", zone, industry) for zone in self.zones]
            yield [("wanted", "", industry), ("unwanted", "", industry)]
            yield [("wanted", "", industry), *(("zone", zone, industry) for zone in self._wanting(industry))]
            for parent, units in below.items():
                whole = [("unit", parent, industry)] if parent else []
                yield [*whole, *(("unit", unit, industry) for unit in units)]
            for zone in self.plan.zone_rows:
                made = [unit for unit in zone.members if unit in self.members]
                if zone.zone in self.inside and made:
                    yield [("zone", zone.zone, industry), *(("unit", unit, industry) for unit in made)]

    def count(self, key: Key) -> int | None:
        """Return a count; None where it is withheld."""
        return None if key in self.hidden else self.counts[key]

    def _wanting(self, industry: str) -> list[str]:
        return [zone for zone, each in self.wanted if each == industry]

    def wants(self, industry: str) -> Flags:
        """Return whether each row lies in a zone that the plan wants an industry in."""
        zones = [self.inside[zone] for zone in self._wanting(industry)]
        return numpy.logical_or.reduce(zones) if zones else numpy.zeros(len(self.rows), bool)

    def weighed(self, here: Flags, industry: str) -> float | None:
        """Return the share of an industry's weight that some rows have."""
        weight = self.rows.weight
        if weight is None:
            return None
        own = self._of[industry]
        total = float(numpy.nansum(weight[own]))
        return round(float(numpy.nansum(weight[own & here])) / total, 4) if total else None

    def quotient(self, about: str, ident: str, industry: str, here: Flags) -> Quotient | None:
        """Return the location quotient of an industry in a place; None where its count is withheld."""
        count = self.count((about, ident, industry))
        return None if count is None else quotient(count, int(here.sum()), self.total(industry), len(self.rows))

    def numbers(self, about: str, ident: str, industry: str, here: Flags) -> dict[str, Any]:
        """Return count, shares and location quotient of an industry in a place; nothing of what is withheld."""
        found = self.quotient(about, ident, industry, here)
        if found is None:
            names = ("rows", "share", "weight_share", "expected", "quotient", "low", "high")
            return dict.fromkeys(names)
        count, every = self.counts[about, ident, industry], self.total(industry)
        return {
            "rows": count,
            "share": round(count / every, 4) if every else None,
            "weight_share": self.weighed(here, industry),
            "expected": None if found.value is None else round(found.expected, 2),
            "quotient": rounded(found.value),
            "low": rounded(found.low),
            "high": rounded(found.high),
        }

    def zones_of(self, here: Flags) -> tuple[str, ...]:
        """Return the zones that hold at least half of some rows."""
        least = _HALF * int(here.sum())
        held = (zone for zone in self.zones if zone and int((self.inside[zone] & here).sum()) >= max(least, 1))
        return tuple(held)


def rounded(value: float | None) -> float | None:
    """Return a number to four decimals; None for what is none."""
    return None if value is None or numpy.isnan(value) else round(value, 4)
