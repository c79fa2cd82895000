"""Workbooks of the plan `tiny`, edited as people and their programs do."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from reading import plan_of

from geo.analysis.author.workbook import write_workbook
from geo.model.plan import Plan


@cache
def _blank() -> bytes:
    """Return the workbook of the plan `tiny` as it is in the repository, which most tests edit."""
    with TemporaryDirectory() as folder:
        write_workbook(plan_of("tiny"), Path(folder, "x.xlsx"))
        return Path(folder, "x.xlsx").read_bytes()


def opened(plan: Plan, path: Path) -> Workbook:
    """Write a plan's workbook, and return it as a program for spreadsheets opens it."""
    if plan is plan_of("tiny"):
        path.write_bytes(_blank())
    else:
        write_workbook(plan, path)
    return openpyxl.load_workbook(path)


def at(sheet: Worksheet, ident: str, heading: str) -> Any:
    """Return the cell of a row that has a value in one of its first columns, under a heading."""
    head = next(row for row in sheet.iter_rows(max_row=9) if any(cell.value == heading for cell in row))
    column = next(cell.column for cell in head if cell.value == heading)
    line = next(row[0].row for row in sheet.iter_rows() if ident in [cell.value for cell in row[:4]])
    return sheet.cell(line, column)


def add(sheet: Worksheet, **values: Any) -> int:
    """Add a row below the last, and return its number."""
    head = {cell.value: cell.column for cell in sheet[1]}
    line = sheet.max_row + 1
    for heading, value in values.items():
        sheet.cell(line, head[heading]).value = value
    return line


PARK = {
    "名称": "方省药谷",
    "英文名称": "Fang Pharma Valley",
    "类型": "谷",
    "依据": "未定位",
    "未定位原因": "原文未说明",
    "状态": "规划",
    "文献": "plan",
    "条款": "四(一)",
    "原文锚点": "方省药谷",
}
"""A new place, as an author fills it in."""
