"""The matrix of units and industries as a typeset table: counts on the tints of the small maps, and totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.draw.figure.canvas import Layer
from geo.draw.figure.paths import box_path, circle_path, line_path
from geo.draw.figure.style import MIDDLE, PathStyle, TextStyle
from geo.draw.figure.type import Face, plain
from geo.draw.scene.industries import Industries, MatrixColumn, MatrixRow
from geo.draw.scene.looks import UNSAID
from geo.draw.scene.theme import mix
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox

SIZE = 17.0
_HEAD_SIZE, _HEAD_LEADING = 17.0, 20.0
LEAST_ROW = 23.0
_ROWS = (LEAST_ROW, 32.0)
"""Least and greatest height of a row."""

_COLUMNS = (42.0, 120.0)
"""Least and greatest width of a column of counts."""

_PALER = 0.15
"""Share of the land's colour in the tint of a cell, so that its number can be read on the strongest too."""

_NAME_GAP, _DOT = 16.0, 7.0
_LONGEST_HEAD = 158.0
"""Length of a line of a heading that stands upright."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The table laid into a box.

    Attributes
    ----------
    box : SheetBox
        All of it.
    rows : tuple of MatrixRow
        Those that fit.
    heads : tuple of tuple of str
        Lines of the heading of each column, of the total last.
    upright : bool
        Whether headings are turned.
    name_width, head, row : float
        Width of the names, height of the headings and of a row.
    """

    box: SheetBox
    rows: tuple[MatrixRow, ...]
    heads: tuple[tuple[str, ...], ...]
    upright: bool
    name_width: float
    head: float
    row: float

    @property
    def column(self) -> float:
        """Width of a column of counts."""
        return min(_COLUMNS[1], (self.box.width - self.name_width) / len(self.heads))

    @property
    def right(self) -> float:
        """Where the last column ends."""
        return self.box.left + self.name_width + self.column * len(self.heads)

    @property
    def bottom(self) -> float:
        """Where the row of totals ends."""
        return self.level(len(self.rows) + 1)

    def level(self, place: int) -> float:
        """Return where a row begins, counted from 0."""
        return self.box.top + self.head + place * self.row

    def cell(self, place: int, column: int) -> SheetBox:
        """Return the box of a count."""
        left = self.box.left + self.name_width + column * self.column
        return SheetBox.sized(left, self.level(place), self.column, self.row)


def matrix_width(view: View, face: Face, shown: Industries) -> float:
    """Return the width at which no column is cramped."""
    return _name_width(view, face, shown) + (_COLUMNS[0] + 4.0) * (len(shown.columns) + 1)


def lay_matrix(view: View, face: Face, shown: Industries, box: SheetBox) -> Matrix:
    """Return the table as large as a box allows: its rows no higher than they look well, and as many as fit."""
    wide = _name_width(view, face, shown)
    column = min(_COLUMNS[1], (box.width - wide) / (len(shown.columns) + 1))
    heads, upright = _heads(view, face, shown, max(column, _COLUMNS[0]) - 4.0)
    longest = max(face.width(line, _HEAD_SIZE) for lines in heads for line in lines)
    most = max(len(lines) for lines in heads)
    head = (longest if upright else most * _HEAD_LEADING) + 2 * _DOT + 18.0
    room = box.height - head
    rows = shown.fitting(max(int(room / _ROWS[0]) - 1, 4))
    high = min(_ROWS[1], room / (len(rows) + 1))
    return Matrix(box=box, rows=rows, heads=heads, upright=upright, name_width=wide, head=head, row=high)


def draw_matrix(layer: Layer, view: View, shown: Industries, matrix: Matrix) -> None:
    """Draw the table."""
    _draw_heads(layer, view, shown.columns, matrix)
    for place, row in enumerate(matrix.rows):
        _draw_rule(layer, view, matrix, place)
        _draw_counts(layer, view, matrix, (place, row), _tones(shown, row))
    _draw_rule(layer, view, matrix, len(matrix.rows), strong=True)
    _draw_counts(layer, view, matrix, (len(matrix.rows), shown.last), [])
    _draw_rule(layer, view, matrix, len(matrix.rows) + 1, strong=True)


def _tones(shown: Industries, row: MatrixRow) -> list[str]:
    """Return the tints of a row's counts; places without an industry are on no map."""
    pairs = zip(shown.columns, row.counts, strict=True)
    return [shown.tone(count) if column.tone else "" for column, count in pairs]


def _heads(view: View, face: Face, shown: Industries, narrow: float) -> tuple[tuple[tuple[str, ...], ...], bool]:
    """Return the lines of the headings, and whether they must be turned: where a word is wider than a column has."""
    names = [plain(view.tell(column.name)) for column in shown.columns] + [plain(view.say("total"))]
    lying = tuple(face.balanced(name, _HEAD_SIZE, narrow) for name in names)
    if all(face.width(line, _HEAD_SIZE) <= narrow for lines in lying for line in lines):
        return lying, False
    return tuple(face.balanced(name, _HEAD_SIZE, _LONGEST_HEAD) for name in names), True


def _name_width(view: View, face: Face, shown: Industries) -> float:
    return max((face.width(plain(view.tell(row.name)), SIZE) for row in shown.rows), default=0.0) + _NAME_GAP


def _draw_heads(layer: Layer, view: View, columns: Sequence[MatrixColumn], matrix: Matrix) -> None:
    """Write the headings above their columns, below each the colour of its industry."""
    foot = matrix.box.top + matrix.head - 2 * _DOT - 10.0
    for number, lines in enumerate(matrix.heads):
        middle = matrix.cell(0, number).middle[0]
        for x, y, line in _places(matrix, middle, foot, lines):
            turn, anchor = (90.0, "start") if matrix.upright else (0.0, "middle")
            layer.text((x, y), line, TextStyle(_HEAD_SIZE, view.theme.ink, anchor=anchor, turn=turn))
        if number < len(columns):
            colour = view.colour(columns[number].tone or UNSAID)
            layer.shape(circle_path(middle, foot + _DOT + 5.0, _DOT), PathStyle(fill=colour))


def _places(matrix: Matrix, middle: float, foot: float, lines: Sequence[str]) -> Iterator[tuple[float, float, str]]:
    """Yield where each line of a heading begins: one below the other, or turned and side by side."""
    for at, line in enumerate(lines):
        away = (len(lines) - 1) / 2 - at
        if matrix.upright:
            yield middle + MIDDLE * _HEAD_SIZE - away * _HEAD_LEADING, foot, line
        else:
            yield middle, foot - 4.0 - (len(lines) - 1 - at) * _HEAD_LEADING, line


def _draw_rule(layer: Layer, view: View, matrix: Matrix, place: int, strong: bool = False) -> None:
    level, theme = matrix.level(place), view.theme
    first = place == 0
    line, width = (theme.ink, 1.4) if strong or first else (theme.rule, 0.8)
    layer.shape(line_path((matrix.box.left, level), (matrix.right, level)), PathStyle(line=line, width=width))


def _draw_counts(layer: Layer, view: View, matrix: Matrix, at: tuple[int, MatrixRow], tones: Sequence[str]) -> None:
    """Write a row; counts of units stand on the tint that they have on the maps."""
    (place, row), theme = at, view.theme
    colour = theme.ink if row.is_unit or row.id == "total" else theme.body
    base, strong = matrix.level(place) + matrix.row / 2 + MIDDLE * SIZE, 0.5 if row.id == "total" else 0.0
    layer.text(
        (matrix.box.left, base), view.tell(row.name), TextStyle(SIZE, colour, weight=strong), name=f"row.{row.id}"
    )
    for number, count in enumerate(row.counts):
        cell = matrix.cell(place, number)
        if row.is_unit and count and tones[number]:
            fill = mix(view.colour(tones[number]), theme.land, _PALER)
            layer.shape(box_path(cell.inset(1.0)), PathStyle(fill=fill), name=f"cell.{row.id}.{number}")
        text, ink = (str(count), colour) if count else ("·", theme.faint)
        layer.text((cell.middle[0], base), text, TextStyle(SIZE, ink, anchor="middle", weight=strong))
    total = matrix.cell(place, len(row.counts))
    layer.text((total.middle[0], base), str(row.total), TextStyle(SIZE, theme.ink, anchor="middle", weight=0.5))
