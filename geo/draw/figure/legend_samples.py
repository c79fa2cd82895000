"""Samples in the legend of a figure: each sort of entry as the map draws it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TypeAlias

from geo.draw.figure.canvas import Layer
from geo.draw.figure.laid import Map
from geo.draw.figure.map import draw_hatch, zone_stroke
from geo.draw.figure.paths import box_path, circle_path, line_path
from geo.draw.figure.places import Symbol, draw_count
from geo.draw.figure.plates import draw_edge
from geo.draw.figure.style import PathStyle, TextStyle
from geo.draw.scene.looks import BASIS_DASHES, FILL_OPACITY, NUMBER_PX
from geo.draw.scene.marks import LegendEntry, Position
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.ground import PIXEL

Icon: TypeAlias = Callable[[Layer, Position, float], None]
"""Draws a sample around a point, at a scale."""

_HALF = (19.0, 11.0)
"""Half the width and height of the sample of an area."""


def sample(made: Map, entry: LegendEntry) -> Icon | None:
    """Return what draws the sample of an entry; None for a remark, which has none."""
    return partial(_DRAWN[entry.sort], made, entry) if entry.sort in _DRAWN else None


def draw_tints(view: View, layer: Layer, at: Position, scale: float) -> None:
    """Draw the ramp of tints."""
    tints, (x, y) = view.theme.tints, at
    wide, high = 24.0 * scale, 11.0 * scale
    for step, tint in enumerate(tints):
        left = x + (step - len(tints) / 2) * wide
        box = SheetBox(left, y - high, left + wide, y + high)
        layer.shape(box_path(box), PathStyle(fill=tint, line=view.theme.rule, width=0.8))


def _zone(made: Map, entry: LegendEntry, layer: Layer, at: Position, scale: float) -> None:
    view, zone, box = made.view, made.view.scene.zone_by_id[entry.id], _box(at, scale)
    path, tones, stroke = box_path(box), view.zone_colour(zone), zone_stroke(view, zone)
    if view.shape(zone) is None:
        layer.shape(path, PathStyle(line=tones.line, width=1.2, dash=_dashes("none")))
        return
    layer.shape(path, PathStyle(fill=tones.fill, alpha=FILL_OPACITY))
    draw_hatch(layer, view, zone, [box.ring], box)
    layer.shape(path, PathStyle(line=tones.line, width=stroke.width, dash=stroke.dash))


def _focus(made: Map, entry: LegendEntry, layer: Layer, at: Position, scale: float) -> None:
    view, (x, y) = made.view, at
    zone = next(zone for zone, _ in made.zones if zone.focus and view.is_lit(zone))
    style = TextStyle(15 * scale, view.theme.ink, anchor="middle")
    layer.text((x, y + 3 * scale), view.say("sample_name"), style)
    path = line_path((x - 17 * scale, y + 9 * scale), (x + 17 * scale, y + 9 * scale))
    layer.shape(path, PathStyle(line=view.zone_colour(zone).line, width=2.4))


def _dash(made: Map, entry: LegendEntry, layer: Layer, at: Position, scale: float) -> None:
    left, _, right, _ = _box(at, scale)
    path = line_path((left, at[1]), (right, at[1]))
    layer.shape(path, PathStyle(line=made.view.theme.quiet, width=2.2, dash=_dashes(entry.id)))


def _kind(made: Map, entry: LegendEntry, layer: Layer, at: Position, scale: float) -> None:
    Symbol(entry.id, "existing", made.view.theme.quiet).draw(layer, made.view.theme.halo, at)


def _status(made: Map, entry: LegendEntry, layer: Layer, at: Position, scale: float) -> None:
    Symbol("park", entry.id, made.view.theme.quiet).draw(layer, made.view.theme.halo, at)


def _industry(made: Map, entry: LegendEntry, layer: Layer, at: Position, scale: float) -> None:
    style = PathStyle(fill=made.view.colour(entry.tone), line=made.view.theme.halo, width=1.6)
    layer.shape(circle_path(*at, 8.5 * scale), style)


def _number(made: Map, entry: LegendEntry, layer: Layer, at: Position, scale: float) -> None:
    size = NUMBER_PX[int(entry.id)] * PIXEL * scale
    layer.centred(at, "8", TextStyle(size, made.view.theme.ink, weight=0.7))


def _bound(made: Map, entry: LegendEntry, layer: Layer, at: Position, scale: float) -> None:
    box, theme = _box(at, scale), made.view.theme
    layer.shape(box_path(box), PathStyle(fill=theme.sheet, line=theme.quiet, width=1.8))
    draw_edge(layer, box, 1, theme.quiet)


def _gathered(made: Map, entry: LegendEntry, layer: Layer, at: Position, scale: float) -> None:
    layer.shape(circle_path(*at, 11.0 * scale), PathStyle(line=made.view.theme.quiet, width=3.0))
    draw_count(layer, made.view, at, "n", 9.5 * scale)


def _known(made: Map, entry: LegendEntry, layer: Layer, at: Position, scale: float) -> None:
    (x, y), theme, side = at, made.view.theme, 5.5 * scale
    square = SheetBox.centred((x, y - 3 * scale), 14 * scale, 9 * scale)
    layer.shape(box_path(square), PathStyle(fill=theme.paper, line=theme.quiet, width=1.6))
    layer.text((x, y + 2.4 * scale), "+n", TextStyle(15 * scale, theme.ink, anchor="middle"))
    for number, fill in enumerate((theme.quiet, theme.quiet, theme.paper)):
        cell = SheetBox.sized(square.left + number * 7.5 * scale, square.bottom + 2 * scale, side, side)
        layer.shape(box_path(cell), PathStyle(fill=fill, line=theme.quiet, width=1.0))


def _ring(made: Map, entry: LegendEntry, layer: Layer, at: Position, scale: float) -> None:
    style = PathStyle(line=made.view.theme.quiet, width=1.4, dash=(2.4, 3.6))
    layer.shape(circle_path(*at, 11.0 * scale), style)


def _context(made: Map, entry: LegendEntry, layer: Layer, at: Position, scale: float) -> None:
    theme = made.view.theme
    layer.shape(box_path(_box(at, scale)), PathStyle(fill=theme.context, line=theme.context_line, width=1.2))


def _box(at: Position, scale: float) -> SheetBox:
    return SheetBox.centred(at, _HALF[0] * scale, _HALF[1] * scale)


def _dashes(basis: str) -> tuple[float, ...]:
    return tuple(PIXEL * length for length in BASIS_DASHES[basis])


_DRAWN: Mapping[str, Callable[[Map, LegendEntry, Layer, Position, float], None]] = MappingProxyType(
    {
        "zone": _zone,
        "focus": _focus,
        "part": _dash,
        "sketch": _dash,
        "kind": _kind,
        "status": _status,
        "industry": _industry,
        "no-industry": _industry,
        "number": _number,
        "bound": _bound,
        "gathered": _gathered,
        "known": _known,
        "ring": _ring,
        "context": _context,
    }
)
"""What draws each sort of entry; a sort that is not here is a remark."""
