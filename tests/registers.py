"""A synthetic register of enterprises: no real one is in it, and its names say so. Seeded, clustered, with real faults.

Run as a script it writes one: ``python tests/registers.py ROWS FILE.parquet``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy
import openpyxl
import pyarrow
from pyarrow import csv as arrow_csv
from pyarrow import parquet

BLOCK = 1_000_000
INDUSTRIES = ("生物医药", "生物农业", "生物制造", "生物能源", "生物环保", "医疗器械", "健康服务", "其他")
TOWNS = 400
"""Places around which its enterprises stand, some of them much larger than others."""

FAULTS = {
    "empty": ("", "45.7"),
    "text": ("东经126度", "45.7"),
    "nan": ("NaN", "45.7"),
    "zero": ("0", "0"),
    "swapped": ("45.75", "126.63"),
    "metres": ("4454321.5", "5066000.1"),
    "abroad": ("139.7", "35.7"),
    "sea": ("125.0", "30.0"),
    "neighbour": ("125.3", "43.9"),
    "jiagedaqi": ("124.13", "50.42"),
}
"""What real registers hold instead of a position: longitude and latitude as they are typed."""

WHY = {
    "empty": "no-position",
    "text": "not-a-number",
    "nan": "not-finite",
    "zero": "zero",
    "swapped": "swapped",
    "metres": "off-globe",
    "abroad": "outside",
    "sea": "outside",
    "neighbour": "outside",
    "jiagedaqi": "outside",
}
"""The reason for which each is rejected."""


def blocks(rows: int, seed: int = 2026) -> Iterator[pyarrow.Table]:
    """Yield a register over Heilongjiang, a million rows at a time, all with numbers for positions."""
    shape = numpy.random.default_rng(seed)
    towns = numpy.column_stack([shape.uniform(124.2, 131.8, TOWNS), shape.uniform(45.6, 48.6, TOWNS)])
    weights = 1 / numpy.arange(1, TOWNS + 1)
    for number, begin in enumerate(range(0, rows, BLOCK)):
        chance = numpy.random.default_rng([seed, number])
        count = min(BLOCK, rows - begin)
        town = chance.choice(TOWNS, count, p=weights / weights.sum())
        places = towns[town] + chance.normal(0, 0.08, (count, 2)) * (1.4, 1.0)
        names = numpy.char.add("合成企业", numpy.arange(begin, begin + count).astype(str))
        kinds = pyarrow.DictionaryArray.from_arrays(chance.integers(0, len(INDUSTRIES), count), list(INDUSTRIES))
        yield pyarrow.table(
            {
                "企业名称": pyarrow.array(names),
                "行业": kinds.cast(pyarrow.string()),
                "经度": places[:, 0].round(6),
                "纬度": places[:, 1].round(6),
            }
        )


class Plant(NamedTuple):
    """Enterprises of one industry around a place, put into a register: where it gathers, and should be found to."""

    industry: str
    lon: float
    lat: float
    rows: int = 60
    spread_km: float = 4.0


def planted(rows: int, plants: Sequence[Plant], seed: int = 2026) -> pyarrow.Table:
    """Return a register in which industries gather at these places, and nowhere else but where all enterprises do."""
    chance = numpy.random.default_rng([seed, 1])
    table = next(blocks(rows, seed))
    for number, plant in enumerate(plants):
        north = chance.normal(0, plant.spread_km / 111.2, plant.rows)
        east = chance.normal(0, plant.spread_km / 111.2, plant.rows) / numpy.cos(numpy.radians(plant.lat))
        cells = {
            "企业名称": [f"合成企业{number}-{row}" for row in range(plant.rows)],
            "行业": [plant.industry] * plant.rows,
            "经度": (plant.lon + east).round(6),
            "纬度": (plant.lat + north).round(6),
        }
        table = pyarrow.concat_tables([table, pyarrow.table(cells)])
    weights = chance.lognormal(6, 1.2, len(table)).round(1)
    return table.append_column("营业收入", pyarrow.array(weights))


def write_register(path: Path, rows: int, seed: int = 2026) -> Path:
    """Write a register without faults as Parquet, or as CSV."""
    found = blocks(rows, seed)
    first = next(found)
    kinds = {".parquet": parquet.ParquetWriter, ".csv": arrow_csv.CSVWriter}
    with kinds[path.suffix](path, first.schema) as out:
        out.write_table(first)
        for block in found:
            out.write_table(block)
    return path


def faulty_rows(rows: int, seed: int = 2026, every: int = 7) -> tuple[list[list[str]], dict[int, str]]:
    """Return a register as cells of text, header first, and which of its rows, from 1, have which fault."""
    table = next(blocks(rows, seed)).to_pylist()
    cells = [[str(value) for value in row.values()] for row in table]
    faults = {}
    for at, row in enumerate(range(0, rows, every)):
        name = list(FAULTS)[at % len(FAULTS)]
        cells[row][2:] = FAULTS[name]
        faults[row + 1] = name
    return [list(table[0]), *cells], faults


MONEY = ("1.2亿元", "3,400万元", "５６０", "约800万元", "面议", "5000万元以上", "—", "保密", "-35")
"""What stands in a column of 万元 besides numbers."""


def write_sheet(path: Path, units: Sequence[tuple[str, float, float]], rows: int = 300, seed: int = 2026) -> Path:
    """Write a workbook as a colleague sends it: title, heads of two rows, sums, a remark, and faults in every column.

    Parameters
    ----------
    path : Path
        The .xlsx file.
    units : sequence of (str, float, float)
        Addresses as far as the county, and a point in each.
    rows : int
        Enterprises, all of them synthetic and named so.
    seed : int
        Of their places and faults.
    """
    chance = numpy.random.default_rng([seed, 3])
    share = 1 / numpy.arange(1, len(units) + 1)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "企业名单"
    sheet.append(["某省生物产业重点企业名单（合成数据，不是真实企业）"])
    sheet.append(["序号", "企业名称", "行业", "位置", None, None, "经营情况", None])
    sheet.append([None, None, None, "地址", "经度", "纬度", "营业收入（万元）", "从业人数（人）"])
    for block in ("A1:H1", "A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:H2"):
        sheet.merge_cells(block)
    faults, cells = list(FAULTS.values()), [None] * 7
    for row in range(rows):
        unit, lon, lat = units[chance.choice(len(units), p=share / share.sum())]
        place = [round(lon + chance.normal(0, 0.01), 5), round(lat + chance.normal(0, 0.007), 5)]
        address = f"{unit}合成路{row}号"
        if row % 5 == 1:
            place = [None, None]
        elif row % 20 == 7:
            place, address = list(faults[row // 20 % len(faults)]), ""
        elif row % 30 == 14:
            place = place[::-1]
        elif row % 50 == 23:
            address = f"{units[(row + 7) % len(units)][0]}合成路{row}号"
        money = MONEY[row // 6 % len(MONEY)] if row % 6 == 5 else round(float(chance.lognormal(7, 1.2)), 1)
        name = f"合成企业{row if row % 60 != 59 else row - 1}"
        if row % 60 == 59:
            address, place = cells[3], cells[4:6]
        cells = [row + 1, name, str(chance.choice(INDUSTRIES)), address, *place, money]
        sheet.append([*cells, int(chance.integers(5, 900))])
    sheet.append(["合计", *[None] * 5, 12345, None])
    sheet.append(["注：合成数据。"])
    book.save(path)
    return path


if __name__ == "__main__":
    write_register(Path(sys.argv[2]), int(float(sys.argv[1])))
