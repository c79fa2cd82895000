"""Numbers on a figure: plates at their zones, units and places, and a strip above the map for all others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geo.draw.figure.canvas import Layer
from geo.draw.figure.laid import Map
from geo.draw.figure.paths import box_path, circle_path, line_path
from geo.draw.figure.style import PathStyle, TextStyle
from geo.draw.figure.symbols import hatch_path
from geo.draw.figure.type import Face
from geo.draw.scene.looks import BOUND_ENDS
from geo.draw.scene.marks import Position
from geo.draw.scene.numbers_on_map import number_tone, numbers_of
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.labels import Placed
from geo.draw.sheet.plates import CAPTION, DOT, EDGE, LEADING, Row, brief_row, plate_rows

_LINE, _BETWEEN, _GAP = 68.0, 8.0, 6.0
"""Height of a line of the strip whose numbers have one line below; what stays free around them, and above the map
besides."""

_COUNT, _FURTHER = 17.0, 64.0
"""Size of type of the counts of the strip, and room for that of what it has no room for."""


def draw_plates(layer: Layer, made: Map, plates: Sequence[Placed]) -> None:
    """Draw numbers at their places, below all of them the lines that lead there, and the points of units and places."""
    view = made.view
    for plate in plates:
        if plate.leader:
            layer.shape(line_path(*plate.leader), PathStyle(line=view.theme.halo, width=5.0, round_ends=True))
            layer.shape(line_path(*plate.leader), PathStyle(line=view.theme.body, width=1.8, round_ends=True))
        if plate.label.id not in view.scene.zone_by_id or plate.leader:
            at = plate.leader[1] if plate.leader else plate.label.at
            layer.shape(circle_path(*at, DOT), PathStyle(fill=view.theme.body, line=view.theme.halo, width=1.4))
    for plate in plates:
        for row, box in plate_rows(plate):
            _draw_row(layer, view, row, box)


def draw_edge(layer: Layer, box: SheetBox, end: int, colour: str) -> None:
    """Hatch the edge of a number on the side on which what is meant may lie: 1 right, -1 left."""
    left = box.right - EDGE if end > 0 else box.left
    edge = SheetBox(left, box.top, left + EDGE, box.bottom)
    layer.shape(hatch_path("slash", edge, 0.9), PathStyle(line=colour, width=1.4), within=box_path(edge))


def _draw_row(layer: Layer, view: View, row: Row, box: SheetBox) -> None:
    """Draw a number in its box; of what only counts others, the count."""
    theme, target = view.theme, row.target
    colour = number_tone(view, target) if target else theme.quiet
    name = f"number.{target.id}" if target else None
    layer.shape(box_path(box), PathStyle(fill=theme.sheet, line=colour, width=1.8), name=name)
    if target and target.operator in BOUND_ENDS:
        draw_edge(layer, box, BOUND_ENDS[target.operator], colour)
    is_now = target is not None and target.kind == "baseline"
    ink, weight = (theme.body, 0.0) if is_now else (theme.ink, 0.7)
    y = box.top + row.size + 3.0
    layer.text((box.middle[0], y), row.text, TextStyle(row.size, ink, anchor="middle", weight=weight))
    level = box.top + row.size * 1.25 + 0.8 * LEADING + 2.0
    layer.lines((box.middle[0], level), row.captions, LEADING, TextStyle(CAPTION, theme.ink, anchor="middle"))


class Strip:
    """Numbers that have no place on the map, in lines above it, as many as there is room for.

    Parameters
    ----------
    view, face : View, Face
        Numbers with their language and colours, and the type.
    wide : float
        Width of the strip.
    most : int
        Most lines.
    """

    def __init__(self, view: View, face: Face, wide: float, most: int) -> None:
        self._view, self._numbers = view, numbers_of(view)
        self._indent = face.width(view.say("numbers_placed_of", n=99, all=99), _COUNT) + 24.0
        rows = [brief_row(view, target, face.width) for target in self._numbers.strip]
        room = wide - self._indent - _FURTHER
        self._lines: list[list[Row]] = [[]]
        for row in rows:
            if self._lines[-1] and sum(each.width + _BETWEEN for each in self._lines[-1]) + row.width > room:
                self._lines.append([])
            self._lines[-1].append(row)
        self._rest = sum(map(len, self._lines[most:]))
        del self._lines[most:]

    @property
    def height(self) -> float:
        """Height of the strip with the gap below it."""
        return sum(map(_height, self._lines)) + len(self._lines) * _BETWEEN + _GAP

    def draw(self, layer: Layer, at: Position, placed: Iterable[Placed]) -> None:
        """Draw the strip with its upper left corner at a point, and how many numbers found a place on the map."""
        view, (left, top), standing = self._view, at, self._numbers.standing
        ink = view.theme.ink
        plates = [each for each in placed if each.label.rank == "plate"]
        on, every = sum(len(standing[plate.label.id]) for plate in plates), sum(map(len, standing.values()))
        told = view.say("numbers_placed_of" if on < every else "numbers_placed", n=on, all=every)
        layer.text((left, top + _height(self._lines[0]) / 2 + 6.0), told, TextStyle(_COUNT, ink, weight=0.5))
        y = top
        for line in self._lines:
            x, high = left + self._indent, _height(line)
            for row in line:
                _draw_row(layer, view, row, SheetBox.sized(x, y, row.width, high))
                x += row.width + _BETWEEN
            y += high + _BETWEEN
        if self._rest:
            layer.text((x + 4.0, y - _BETWEEN - high / 2 + 6.0), f"+{self._rest}", TextStyle(_COUNT, ink, weight=0.5))


def _height(line: Sequence[Row]) -> float:
    """Return the height of a line of the strip: as high as the number with most below it needs."""
    return _LINE + LEADING * (max((len(row.captions) for row in line), default=1) - 1)
