"""Which industries a plan wants in which of its zones, as far as its rows say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo.analysis.tally import NO_INDUSTRY, NO_ZONE, tally_plan
from geo.model.plan import Plan


@dataclass(frozen=True)
class Wanted:
    """What in a plan says that it wants an industry in a zone.

    Attributes
    ----------
    places : int
        Its named places of the industry that are in the zone, by its text or, where that is silent, by where they lie.
    units : tuple of str
        Names of the units of the zone for which it names the industry.
    """

    places: int
    units: tuple[str, ...]


def wanted_of(plan: Plan) -> Mapping[tuple[str, str], Wanted]:
    """Return zone and industry at the top of the taxonomy -> what says that the plan wants it there.

    A unit speaks for a zone that it is a member of, or that a unit above it is a member of; what the plan says of a
    whole prefecture does not speak for a zone that has some of its counties only.

    Examples
    --------
    >>> from geo.model.plan import read_plan
    >>> found = wanted_of(read_plan("heilongjiang"))
    >>> ("songnen-core", "biomanu") in found, ("forest-belt", "biomedeng") in found
    (True, False)
    """
    tally = tally_plan(plan, "zone", "industry")
    units: dict[tuple[str, str], list[str]] = {}
    for unit in plan.unit_rows:
        line = set(plan.upwards(unit.unit))
        tops = dict.fromkeys(top for industry in unit.industries if (top := plan.top_of(industry)))
        for zone in plan.zone_rows:
            if not line.isdisjoint(zone.members):
                for top in tops:
                    units.setdefault((zone.zone, top), []).append(unit.name)
    placed = {pair for pair, places in tally.cells.items() if places and pair[0] != NO_ZONE and pair[1] != NO_INDUSTRY}
    return {pair: Wanted(tally.cells[pair], tuple(units.get(pair, ()))) for pair in placed | set(units)}
