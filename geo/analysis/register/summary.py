"""Rows of a register counted by unit, zone and industry, as CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from geo.analysis.register.ground import Ground
from geo.analysis.register.job import Counts
from geo.model.cells import csv_text

_HEAD = ("unit", "unit_name", "prefecture", "prefecture_name", "zone", "zone_name")


def summary_csv(ground: Ground, counts: Counts, industry: str) -> str:
    """Return how many rows there are in each unit, zone and industry.

    A row in several zones counts in each of them, one in no zone where the zone is empty.

    Parameters
    ----------
    ground : Ground
        What rows were assigned to.
    counts : Counts
        Of the whole register.
    industry : str
        The column that rows were counted by besides; empty for none.
    """
    head = (*_HEAD, *(["industry"] if industry else []), "rows")
    return csv_text(head, _rows(ground, counts, industry))


def _rows(ground: Ground, counts: Counts, industry: str) -> Iterator[list[Any]]:
    order = {zone.zone: place for place, zone in enumerate(ground.zones)}
    total: Counter[tuple[str, int, str, str]] = Counter()
    for (unit, zones, kind), rows in counts.tally.items():
        for zone in zones.split(";"):
            total[unit, order.get(zone, len(order)), zone, kind] += rows
    for (unit, _, zone, kind), rows in sorted(total.items()):
        prefecture = ground.prefecture(unit)
        place = unit, ground.names.get(unit, ""), prefecture, ground.names.get(prefecture, "")
        yield [*place, zone, ground.zone_names.get(zone, ""), *([kind] if industry else []), rows]
