"""Tables on a sheet: rows of wrapped cells under a heading, cut into what fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from geo.draw.figure.canvas import Layer
from geo.draw.figure.paths import line_path
from geo.draw.figure.style import PathStyle, TextStyle
from geo.draw.figure.type import Face, plain
from geo.draw.scene.theme import Theme
from geo.draw.sheet.box import SheetBox

SIZE, LEADING, HEAD_SIZE, NOTE = 16.0, 21.0, 20.0, 14.5
_ROW_GAP, _COLUMN_GAP, _HEAD_ROOM = 7.0, 18.0, 40.0


@dataclass(frozen=True, slots=True)
class Table:
    """A title, names of columns with their shares of the width, and rows; `right` are numbers."""

    title: str
    columns: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()


def fitting(table: Table, face: Face, width: float, room: float) -> int:
    """Return how many rows fit into a height, title and names of columns above them."""
    used, count = table_height(table, face, width, 0), 0
    for row in table.rows:
        used += _height(table, row, face, width)
        if used > room:
            break
        count += 1
    return count


def table_height(table: Table, face: Face, width: float, count: int) -> float:
    """Return the height of the first rows of a table, title and names of columns above them."""
    return _HEAD_ROOM + LEADING + _ROW_GAP + sum(_height(table, row, face, width) for row in table.rows[:count])


def draw_table(layer: Layer, theme: Theme, table: Table, box: SheetBox, count: int) -> float:
    """Draw the first rows of a table into a box and return where it ends."""
    left, y, right = box.left, box.top, box.right
    layer.text((left, y + HEAD_SIZE), table.title, TextStyle(HEAD_SIZE, theme.ink, weight=0.6))
    y += _HEAD_ROOM
    _draw_row(layer, theme.quiet, table, table.columns, box._replace(top=y))
    y += LEADING + _ROW_GAP
    for row in table.rows[:count]:
        layer.shape(
            line_path((left, y - _ROW_GAP / 2), (right, y - _ROW_GAP / 2)), PathStyle(line=theme.rule, width=0.8)
        )
        _draw_row(layer, theme.ink, table, row, box._replace(top=y))
        y += _height(table, row, layer.face, box.width)
    return y


def _draw_row(layer: Layer, colour: str, table: Table, row: Sequence[str], box: SheetBox) -> None:
    """Draw the cells of a row at the top of a box."""
    x, y = box.left, box.top
    for number, (cell, wide) in enumerate(zip(row, _widths(table, box.width), strict=True)):
        is_right = number in table.right
        edge, anchor = (x + wide - _COLUMN_GAP, "end") if is_right else (x, "start")
        for line, text in enumerate(layer.face.wrapped(plain(cell), SIZE, wide - _COLUMN_GAP)):
            layer.text((edge, y + line * LEADING + 0.78 * LEADING), text, TextStyle(SIZE, colour, anchor=anchor))
        x += wide


def _height(table: Table, row: tuple[str, ...], face: Face, width: float) -> float:
    return _row_height(row, _widths(table, width), face)


@lru_cache(maxsize=2048)
def _row_height(row: tuple[str, ...], widths: tuple[float, ...], face: Face) -> float:
    cells = zip(row, widths, strict=True)
    lines = max(len(face.wrapped(plain(cell), SIZE, wide - _COLUMN_GAP)) for cell, wide in cells)
    return max(lines, 1) * LEADING + _ROW_GAP


def _widths(table: Table, width: float) -> tuple[float, ...]:
    return tuple(width * share / sum(table.shares) for share in table.shares)
