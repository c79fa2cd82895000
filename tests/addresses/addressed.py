"""How well addresses are read: 200 of them, written for this, with the county that each lies in, hard ones included.

Run as a script it prints the figures of README, and with ``-v`` each address that is not read as expected.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow

from geo.analysis.points.points import place_rows
from geo.analysis.points.rows import Rows
from geo.model.adcodes import is_within
from geo.model.plan import read_plan
from geo.space.boundaries import known_units

SET = Path(__file__).parent / "addresses.csv"
ROOT = Path(__file__).parents[2]
REJECTED = "rejected"


@dataclass(frozen=True)
class Read:
    """An address, the unit in which it lies, and the one that was read; each may be ``rejected``."""

    address: str
    expected: str
    found: str

    @property
    def became(self) -> str:
        """What became of it: ``right``, ``wider`` (the city of the county), ``missed`` or ``wrong``."""
        if self.found == self.expected:
            return "right"
        if REJECTED in (self.found, self.expected):
            return "missed" if self.found == REJECTED else "wrong"
        return "wider" if is_within(self.expected, self.found) else "wrong"


def addresses_read(path: Path = SET) -> Iterator[Read]:
    """Yield the addresses of the set, each as its plan places it."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    country = known_units()
    for plan in dict.fromkeys(row["plan"] for row in rows):
        own = [row for row in rows if row["plan"] == plan]
        table = pyarrow.table({"地址": [row["address"] for row in own]})
        given = Rows(plan, table, {"address": "地址"}, range(len(own)), [(plan, len(own))])
        done = place_rows(read_plan(plan, ROOT), given, country=country)
        for row, which in zip(own, done.which.tolist(), strict=True):
            yield Read(row["address"], row["expected"], REJECTED if which < 0 else done.places[which].unit)


def figures(reads: list[Read]) -> str:
    """Return what README says of a set that was read."""
    inside = [read for read in reads if read.expected != REJECTED]
    outside = [read for read in reads if read.expected == REJECTED]
    placed = [read for read in reads if read.found != REJECTED]
    right, wider = (sum(read.became == how for read in inside) for how in ("right", "wider"))
    true = sum(read.became in ("right", "wider") for read in placed)
    return (
        f"{len(reads)} addresses: of {len(inside)} in the plan {right} at their very unit and {wider} at its city "
        f"(recall {100 * (right + wider) / len(inside):.0f} %), {true} of {len(placed)} placed ones true "
        f"(precision {100 * true / len(placed):.0f} %); {sum(read.became == 'right' for read in outside)} of "
        f"{len(outside)} others rejected."
    )


if __name__ == "__main__":
    found = list(addresses_read())
    if "-v" in sys.argv:
        for each in found:
            if each.became != "right":
                print(each.became, each.address, each.expected, each.found)
    print(figures(found))
