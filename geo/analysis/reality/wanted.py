"""Which industries a plan wants in which of its zones, as far as its rows say."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from geo.analysis.tally import NO_INDUSTRY, NO_ZONE, tally_plan
from geo.model.plan import Plan


def wanted_of(plan: Plan) -> Mapping[tuple[str, str], int]:
    """Return zone and industry at the top of the taxonomy, where the plan wants it there -> its named places of it.

    A place is in a zone by its text or, where that is silent, by where it lies. A unit speaks for a zone that it is a
    member of, or that a unit above it is a member of; what the plan says of a whole prefecture does not speak for a
    zone that has some of its counties only. Where units alone say it, there are 0 places.

    Examples
    --------
    >>> from geo.model.plan import read_plan
    >>> found = wanted_of(read_plan("heilongjiang"))
    >>> ("songnen-core", "biomanu") in found, ("forest-belt", "biomedeng") in found
    (True, False)
    """
    cells = tally_plan(plan, "zone", "industry").cells
    found = {
        (zone, top): places
        for (zone, top), places in cells.items()
        if places and zone != NO_ZONE and top != NO_INDUSTRY
    }
    for unit in plan.unit_rows:
        line = set(plan.upwards(unit.unit))
        tops = {plan.top_of(industry) for industry in unit.industries} - {""}
        zones = [zone.zone for zone in plan.zone_rows if not line.isdisjoint(zone.members)]
        for pair in product(zones, sorted(tops)):
            found.setdefault(pair, 0)
    return found
