"""Plan against reality: what of a register lies where the plan wants it, where industries gather, how both agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product
from typing import TYPE_CHECKING

import numpy

from geo.analysis.reality.counting import Counting, rounded
from geo.analysis.reality.matching import Match, match_values
from geo.analysis.reality.placed import Placed
from geo.analysis.reality.quotients import raised
from geo.analysis.reality.result import Cluster, Found, Reality, Sector
from geo.analysis.register.needed import check_comparing
from geo.analysis.tally import NO_ZONE
from geo.model.errors import UsageError
from geo.model.plan import Plan
from geo.model.schema import ELSEWHERE, Industry

if TYPE_CHECKING:
    from geo.analysis.reality.dense import Dense
    from geo.analysis.reality.gathering import Gathering
    from geo.analysis.reality.hot import Hot

LEAST_ROWS = 20
"""Of an industry with fewer enterprises nothing is said about where it gathers."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How a plan and a register are set side by side.

    Attributes
    ----------
    own : mapping of str to str
        Value of the column of industries -> id of an industry, or empty, where the user says so.
    base : {"register", "area"}
        What it takes to gather: more than all enterprises do, or more than an even spread over the land.
    withhold : int
        Counts from 1 to one less are withheld.
    weight : str
        What the weights are called.
    """

    own: Mapping[str, str]
    base: str = "register"
    withhold: int = 3
    weight: str = ""


def plan_reality(
    plan: Plan, rows: Placed, asked: Asked, watch: Callable[[Iterable[str]], Iterable[str]] = iter
) -> Reality:
    """Set a plan beside a register.

    Parameters
    ----------
    plan : Plan
        The plan.
    rows : Placed
        Rows of a register that lie in it.
    asked : Asked
        What industries are called, what they are held against, what is withheld.
    watch : callable
        Hands on the names of industries while they are worked on.

    Raises
    ------
    UsageError
        No row lies in the plan, or no value of the column is an industry of it.
    DrawingError
        esda, libpysal or scikit-learn is missing.
    """
    check_comparing()
    if not len(rows):
        raise UsageError(f"No row lies in the units of {plan.id}. Is it the right plan? buju points tells why.")
    matching = match_values(plan, rows.rows_of_values, asked.own)
    if not matching.industry_of:
        raise UsageError(f"No value of the column is an industry of {plan.id}. {matching.line()}")
    from geo.analysis.reality.gathering import Gathering

    counting = Counting(plan, rows, matching.industry_of, asked.withhold)
    return _Comparison(counting, Gathering(plan, rows, asked.base), asked).result(watch, matching.matches)


class _Comparison:
    """A plan and a register that are set side by side.

    Parameters
    ----------
    counting : Counting
        What is counted of both.
    gathering : Gathering
        Where the register gathers.
    asked : Asked
        As of :func:`plan_reality`.
    """

    def __init__(self, counting: Counting, gathering: Gathering, asked: Asked) -> None:
        self.counting, self.gathering, self.asked = counting, gathering, asked
        self.units = {row.unit: row for row in counting.plan.unit_rows}

    def result(self, watch: Callable[[Iterable[str]], Iterable[str]], matches: tuple[Match, ...]) -> Reality:
        """Return all that is found."""
        ids = {row.name: row.industry for row in self.counting.sectors}
        hot: dict[str, Hot] = {}
        clusters: list[Cluster] = []
        for name in watch(list(ids)):
            industry, here = ids[name], self.counting.of(ids[name])
            if self.tested(industry):
                hot[industry] = self.gathering.hot(here, self._seed(industry))
                dense = self.gathering.clusters(here, self._seed(industry))
                clusters += [self._cluster(industry, each, number) for number, each in enumerate(dense, start=1)]
        units = tuple(chain.from_iterable(self._units(sector.industry, hot) for sector in self.counting.sectors))
        return Reality(
            plan=self.counting.plan.id,
            base=self.asked.base,
            weight=self.asked.weight,
            withhold=self.asked.withhold,
            rows=len(self.counting.rows),
            rejected=self.counting.rows.rejected,
            sectors=tuple(map(self._sector, self.counting.sectors)),
            zones=tuple(self._zones(self._there(units, clusters) | self._raised())),
            units=units,
            clusters=tuple(clusters),
            matches=matches,
        )

    def tested(self, industry: str) -> bool:
        """Return whether there are enough enterprises of an industry to ask where they gather."""
        return self.counting.total(industry) >= LEAST_ROWS

    def _seed(self, industry: str) -> int:
        return [row.industry for row in self.counting.plan.top_industries()].index(industry)

    def _sector(self, row: Industry) -> Sector:
        ident, counting = row.industry, self.counting
        rows, wanted = counting.total(ident), counting.count(("wanted", "", ident))
        return Sector(
            industry=ident,
            name=row.name,
            name_en=row.name_en,
            rows=None if 0 < rows < self.asked.withhold else rows,
            wanted_rows=wanted,
            wanted_weight=None if wanted is None else counting.weighed(counting.wants(ident), ident),
            tested=self.tested(ident),
        )

    def _zones(self, there: frozenset[tuple[str, str]]) -> Iterator[Found]:
        counting = self.counting
        names = {zone.zone: (zone.name, zone.name_en) for zone in counting.plan.zone_rows} | {"": ELSEWHERE[NO_ZONE]}
        for pair in product(counting.zones, (sector.industry for sector in counting.sectors)):
            zone, industry = pair
            wanted = pair in counting.wanted
            yield Found(
                about="zone",
                id=zone,
                name=names[zone][0],
                name_en=names[zone][1],
                industry=industry,
                wanted=wanted,
                places=counting.wanted.get(pair, 0),
                agreement=_agreement(wanted, pair in there) if self.tested(industry) else "untested",
                **counting.numbers("zone", zone, industry, counting.inside[zone]),
            )

    def _units(self, industry: str, hot: Mapping[str, Hot]) -> Iterator[Found]:
        counting, of, tested = self.counting, self.counting.of(industry), hot.get(industry)
        at = {tile: number for number, tile in enumerate(self.gathering.tiles)}
        leads = self.gathering.leads(of)
        for unit, here in counting.members.items():
            zones, tile = counting.zones_of(here & of if (here & of).any() else here), at.get(unit)
            agreement, z, p = self._agreed(zones, industry), None, None
            if tested is not None and tile is not None:
                z, p = rounded(float(tested.z[tile])), rounded(float(tested.p[tile]))
            is_hot = tested is not None and tile is not None and bool(tested.hot[tile] and leads[tile])
            yield Found(
                about="unit",
                id=unit,
                name=self.units[unit].name,
                name_en=self.units[unit].name_en,
                industry=industry,
                wanted=agreement == "met",
                z=z,
                p=p,
                agreement=agreement if is_hot else "none",
                **counting.numbers("unit", unit, industry, here),
            )

    def _raised(self) -> frozenset[tuple[str, str]]:
        """Return the zones that have more of an industry than its share of all enterprises would bring."""
        counting = self.counting
        if self.asked.base != "register":
            return frozenset()
        tested = [sector.industry for sector in counting.sectors if self.tested(sector.industry)]
        found = {
            (zone, industry): quotient
            for zone, industry in product(filter(None, counting.zones), tested)
            if (quotient := counting.quotient("zone", zone, industry, counting.inside[zone])) and quotient.value
        }
        counts = [counting.counts["zone", zone, industry] for zone, industry in found]
        high = raised(counts, [quotient.expected for quotient in found.values()])
        return frozenset(pair for pair, is_high in zip(found, high, strict=True) if is_high)

    def _cluster(self, industry: str, dense: Dense, number: int) -> Cluster:
        """Return a cluster in words: where it is, and whether the plan wants it there."""
        counting, ground = self.counting, self.gathering.ground
        rows, here = counting.rows, numpy.flatnonzero(counting.of(industry) & counting.rows.at_points)
        inside = here[dense.ellipse.holds(self.gathering.points[here])]
        named = self.units[rows.units[int(numpy.bincount(rows.unit[inside]).argmax())]]
        above = self.units.get(named.parent)
        city = above if above and named.level == "county" and above.level == "prefecture" else None
        middle = ground.middle(dense.ellipse, (float(rows.lon[inside].mean()), float(rows.lat[inside].mean())))
        zones = counting.zones_of(numpy.isin(numpy.arange(len(rows)), inside))
        return Cluster(
            id=f"{industry}-{number}",
            industry=industry,
            name=f"{city.name}{named.name}" if city else named.name,
            name_en=f"{named.name_en}, {city.name_en}" if city else named.name_en,
            rows=len(inside),
            expected=round(len(here) * self.gathering.base.share(dense.ellipse), 2),
            p=round(dense.p, 4),
            zones=zones,
            agreement=self._agreed(zones, industry),
            lon=round(middle[0], 4),
            lat=round(middle[1], 4),
            km2=round(dense.ellipse.km2, 1),
            rim=ground.degrees(dense.ellipse, middle),
        )

    def _agreed(self, zones: Sequence[str], industry: str) -> str:
        return _agreement(any((zone, industry) in self.counting.wanted for zone in zones), True)

    def _there(self, units: Sequence[Found], clusters: Sequence[Cluster]) -> frozenset[tuple[str, str]]:
        """Return the zones in which an industry gathers, none among them, each with the industry."""
        counting = self.counting
        hot = [(row, counting.members[row.id] & counting.of(row.industry)) for row in units if row.agreement != "none"]
        found = {(zone, row.industry) for row, own in hot for zone in counting.zones_of(own) or ("",)}
        return frozenset(found | {(zone, each.industry) for each in clusters for zone in each.zones or ("",)})


def _agreement(wanted: bool, there: bool) -> str:
    """Return how plan and register agree."""
    if there:
        return "met" if wanted else "unplanned"
    return "absent" if wanted else "none"
