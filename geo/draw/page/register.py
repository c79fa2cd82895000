"""A register over a plan as a page has it: counts, and rows or their density where these may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from geo.draw.page.block import block_text
from geo.draw.page.letters import letters
from geo.draw.scene.register_marks import AmountMark, GridMark, RegisterMark, RowMarks
from geo.draw.scene.register_phrases import REGISTER_PHRASES
from geo.model.aliases import REASONS

_PARTS = 100_000
"""Parts of a degree in which positions stand: a metre."""

_GRID_PARTS = 10_000
"""The same of corners of a grid, whose cells are a kilometre across and more."""

_WITHHELD = -1
_LESS = -2
"""Stands for a sum that is less than the smallest step of its unit."""

_NOWHERE = 0
"""Stands for both coordinates of a row that has none."""


def register_block(register: RegisterMark) -> str:
    """Return a register as JSON that can stand inside a script element; 700 kB at most."""
    return block_text(
        {
            "name": register.name,
            "column": register.column,
            "by": register.by,
            "why": [[REASONS[code], code.replace("-", " "), count] for code, count in register.why],
            "least": register.least,
            "values": [[value.name, value.industry] for value in register.values],
            "places": [[mark.kind, mark.of] for mark in register.counts],
            "counts": letters(
                _WITHHELD if count is None else count for mark in register.counts for count in mark.counts
            ),
            **({"amount": _amount(register, register.amount)} if register.amount else {}),
            **({"rows": _rows(register.rows)} if register.rows else {}),
            **({"grid": _grid(register.grid)} if register.grid else {}),
            "phrases": REGISTER_PHRASES,
        }
    )


def _amount(register: RegisterMark, amount: AmountMark) -> dict[str, Any]:
    scale = amount.scale
    sums = (yuan for mark in register.counts for yuan in mark.sums)
    return {
        "name": amount.name,
        "units": scale.units,
        "each": scale.each,
        "steps": scale.steps,
        "most": amount.most_percent,
        "sums": letters(_WITHHELD if yuan is None else round(yuan / scale.yuan) or _LESS * (yuan > 0) for yuan in sums),
    }


def _rows(rows: RowMarks) -> dict[str, Any]:
    units = list(dict.fromkeys(rows.units))
    number = {unit: at for at, unit in enumerate(units)}
    places = [(_NOWHERE, _NOWHERE) if at is None else _whole(at, _PARTS) for at in rows.at]
    return {
        "at": letters(chain.from_iterable(places)),
        "units": units,
        "unit": letters(number[unit] for unit in rows.units),
        "value": letters(rows.values),
        "columns": rows.columns,
        "name": rows.name,
        "cells": rows.cells,
        "choices": rows.choices,
        "left_out": rows.left_out,
    }


def _grid(grid: GridMark) -> dict[str, Any]:
    return {
        "across_km": round(grid.across_km, 1),
        "counts": letters(cell.count for cell in grid.cells),
        "corners": letters(len(cell.ring) for cell in grid.cells),
        "rings": letters(_steps(cell.ring for cell in grid.cells)),
    }


def _steps(rings: Iterator[Sequence[tuple[float, float]]]) -> Iterator[int]:
    """Yield corners one after the other, each by how far it is from the one before, of all rings together."""
    last = (0, 0)
    for corner in chain.from_iterable(rings):
        here = _whole(corner, _GRID_PARTS)
        yield here[0] - last[0]
        yield here[1] - last[1]
        last = here


def _whole(at: tuple[float, float], parts: int) -> tuple[int, int]:
    return round(at[0] * parts), round(at[1] * parts)
