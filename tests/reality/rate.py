"""How often gatherings that were planted into synthetic registers are found, and how often others are.

``python tests/reality/rate.py SEEDS`` prints the figures that docs/methods.md tells.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from pathlib import Path

import numpy

sys.path.insert(0, str(Path(__file__).parents[1]))
from registers import INDUSTRIES, Plant, planted

from geo.analysis.points.points import place_rows
from geo.analysis.points.rows import Rows
from geo.analysis.reality.counting import Counting
from geo.analysis.reality.dense import Ellipse
from geo.analysis.reality.gathering import Gathering
from geo.analysis.reality.matching import match_values
from geo.analysis.reality.placed import Placed, placed_of
from geo.model.plan import Plan, read_plan

ROWS, PLANTS, NEAR_KM = 3000, 3, 10.0


def rows_of(plan: Plan, plants: list[Plant], seed: int) -> Placed:
    table = planted(ROWS, plants, seed)
    fields = {"lon": "经度", "lat": "纬度", "industry": "行业"}
    rows = Rows("synthetic", table, fields, range(1, len(table) + 1), [("synthetic", len(table))])
    return placed_of(place_rows(plan, rows))


def plants_of(seed: int) -> list[Plant]:
    """Return gatherings of three industries, in the plain where most towns of the register are."""
    chance = numpy.random.default_rng([seed, 2])
    kinds = chance.choice(INDUSTRIES[:7], PLANTS, replace=False)
    return [Plant(str(kind), chance.uniform(125, 131), chance.uniform(45.9, 48)) for kind in kinds]


def main(seeds: int) -> None:
    plan, told = read_plan("heilongjiang"), Counter[str]()
    for seed in range(seeds):
        plants = plants_of(seed)
        rows = rows_of(plan, plants, seed)
        matching = match_values(plan, rows.rows_of_values, {})
        counting = Counting(plan, rows, matching.industry_of, 3)
        gathering = Gathering(plan, rows, "register")
        at = {matching.industry_of[plant.industry]: plant for plant in plants}
        for number, sector in enumerate(counting.sectors):
            here = counting.of(sector.industry)
            if here.sum() < 20:
                continue
            hot = gathering.hot(here, number)
            is_hot = hot.hot & gathering.leads(here)
            middles = [_middle(gathering, rows, each.ellipse) for each in gathering.clusters(here, number)]
            if (plant := at.get(sector.industry)) is None:
                told["maps without a plant"] += 1
                told["of these with a cluster"] += bool(middles)
                told["of these with a hot unit"] += bool(is_hot.any())
                continue
            near = [_km(middle, (plant.lon, plant.lat)) <= NEAR_KM for middle in middles]
            told["plants"] += 1
            told["found as a cluster"] += any(near)
            told["clusters elsewhere in maps with a plant"] += len(near) - sum(near)
            told["plants whose map has a hot unit"] += bool(is_hot.any())
        print(seed, dict(told), flush=True)


def _middle(gathering: Gathering, rows: Placed, ellipse: Ellipse) -> tuple[float, float]:
    inside = ellipse.holds(gathering.points)
    return gathering.ground.middle(ellipse, (rows.lon[inside].mean(), rows.lat[inside].mean()))


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    east = (one[0] - other[0]) * math.cos(math.radians(one[1]))
    return 111.2 * math.hypot(east, one[1] - other[1])


if __name__ == "__main__":
    main(int(sys.argv[1]))
