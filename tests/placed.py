"""Registers on the plan `tiny`: so many rows in each unit, of each industry."""

from __future__ import annotations

import pyarrow
from reading import plan_of

from geo.analysis.points.points import Points, place_rows
from geo.analysis.points.rows import Rows

UNITS = {"990101": (110.5, 31.5), "990102": (110.5, 30.5), "990201": (111.5, 31.5), "990202": (111.5, 30.5)}


def points_of(rows: list[tuple[str, str, str]]) -> Points:
    """Return rows of name, unit in which they lie and industry on the plan `tiny`; a city's lies nowhere in it."""
    at = [UNITS.get(unit) for _, unit, _ in rows]
    table = pyarrow.table(
        {
            "企业": [name for name, _, _ in rows],
            "lon": pyarrow.array([each and each[0] for each in at], pyarrow.float64()),
            "lat": pyarrow.array([each and each[1] for each in at], pyarrow.float64()),
            "市": [{"990100": "西市", "990200": "东市"}.get(unit, "") for _, unit, _ in rows],
            "行业": [industry for _, _, industry in rows],
        }
    )
    fields = {"name": "企业", "lon": "lon", "lat": "lat", "city": "市"}
    return place_rows(plan_of("tiny"), Rows("名录.csv", table, fields, range(len(rows)), [("名录.csv", len(rows))]))


def many(**counts: int) -> Points:
    """Return so many rows in each unit, named ``u990101_药``: unit and industry."""
    rows = []
    for name, count in counts.items():
        unit, industry = name[1:].split("_")
        rows += [(f"{name}号{number}", unit, industry) for number in range(count)]
    return points_of(rows)
