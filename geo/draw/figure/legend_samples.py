"""Samples in the legend of a figure: each sort of entry as the map draws it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from geo.draw.figure.canvas import Layer
from geo.draw.figure.laid import Map
from geo.draw.figure.map import draw_hatch, zone_stroke
from geo.draw.figure.paths import box_path, circle_path, line_path
from geo.draw.figure.places import Symbol, draw_count
from geo.draw.figure.plates import draw_edge
from geo.draw.figure.register import Sign, draw_sign
from geo.draw.figure.style import PathStyle, TextStyle
from geo.draw.scene.looks import BASIS_DASHES, FILL_OPACITY, NUMBER_PX
from geo.draw.scene.marks import LegendEntry, Position, ZoneMark
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.ground import PIXEL

Icon: TypeAlias = Callable[[Layer, Position, float], None]
"""Draws a sample around a point, at a scale."""

_HALF = (19.0, 11.0)
"""Half the width and height of the sample of an area."""


def sample(made: Map, entry: LegendEntry) -> Icon | None:
    """Return what draws the sample of an entry; None for a remark, which has none."""
    view = made.view
    makers: Mapping[str, Callable[[], Icon]] = {
        "zone": lambda: _zone(view, view.scene.zone_by_id[entry.id]),
        "focus": lambda: _focus(made),
        "part": lambda: _dash(view, entry.id),
        "sketch": lambda: _dash(view, entry.id),
        "kind": lambda: _symbol(view, entry.id, "existing"),
        "industry": lambda: _dot(view, view.colour(entry.tone)),
        "no-industry": lambda: _dot(view, view.colour(entry.tone)),
        "status": lambda: _symbol(view, "park", entry.id),
        "number": lambda: _number(view, int(entry.id)),
        "bound": lambda: _bound(view),
        "gathered": lambda: _count(view),
        "known": lambda: _known(view),
        "ring": lambda: _ring(view),
        "context": lambda: _context(view),
    }
    return makers[entry.sort]() if entry.sort in makers else None


def register_sample(view: View, sign: Sign) -> Icon:
    """Return what draws a sign of a register."""

    def draw(layer: Layer, at: Position, scale: float) -> None:
        draw_sign(layer, view, at, scale, sign)

    return draw


def tint_sample(view: View) -> Icon:
    """Return what draws the ramp of tints."""

    def draw(layer: Layer, at: Position, scale: float) -> None:
        tints, (x, y) = view.theme.tints, at
        wide, high = 24.0 * scale, 11.0 * scale
        for step, tint in enumerate(tints):
            left = x + (step - len(tints) / 2) * wide
            layer.shape(
                box_path(SheetBox(left, y - high, left + wide, y + high)),
                PathStyle(fill=tint, line=view.theme.rule, width=0.8),
            )

    return draw


def _zone(view: View, zone: ZoneMark) -> Icon:
    def draw(layer: Layer, at: Position, scale: float) -> None:
        box = _box(at, scale)
        path, tones, stroke = box_path(box), view.zone_colour(zone), zone_stroke(view, zone)
        if view.shape(zone) is None:
            layer.shape(path, PathStyle(line=tones.line, width=1.2, dash=_dashes("none")))
            return
        layer.shape(path, PathStyle(fill=tones.fill, alpha=FILL_OPACITY))
        draw_hatch(layer, view, zone, [box.ring], box)
        layer.shape(path, PathStyle(line=tones.line, width=stroke.width, dash=stroke.dash))

    return draw


def _focus(made: Map) -> Icon:
    view = made.view
    zone = next(zone for zone, _ in made.zones if zone.focus and view.is_lit(zone))

    def draw(layer: Layer, at: Position, scale: float) -> None:
        word, level, (x, y) = "Aa" if view.lang == "en" else "名称", at[1] + 9 * scale, at
        layer.text((x, y + 3 * scale), word, TextStyle(15 * scale, view.theme.ink, anchor="middle"))
        path = line_path((x - 17 * scale, level), (x + 17 * scale, level))
        layer.shape(path, PathStyle(line=view.zone_colour(zone).line, width=2.4))

    return draw


def _dash(view: View, basis: str) -> Icon:
    def draw(layer: Layer, at: Position, scale: float) -> None:
        left, _, right, _ = _box(at, scale)
        path = line_path((left, at[1]), (right, at[1]))
        layer.shape(path, PathStyle(line=view.theme.quiet, width=2.2, dash=_dashes(basis)))

    return draw


def _symbol(view: View, kind: str, status: str) -> Icon:
    symbol = Symbol(kind, status, view.theme.quiet)
    return lambda layer, at, _: symbol.draw(layer, view.theme.halo, at)


def _dot(view: View, colour: str) -> Icon:
    return lambda layer, at, scale: layer.shape(
        circle_path(*at, 8.5 * scale), PathStyle(fill=colour, line=view.theme.halo, width=1.6)
    )


def _number(view: View, size: int) -> Icon:
    height = NUMBER_PX[size] * PIXEL
    return lambda layer, at, scale: layer.text(
        (at[0], at[1] + 0.36 * height * scale),
        "8",
        TextStyle(height * scale, view.theme.ink, anchor="middle", weight=0.7),
    )


def _bound(view: View) -> Icon:
    def draw(layer: Layer, at: Position, scale: float) -> None:
        box = _box(at, scale)
        layer.shape(box_path(box), PathStyle(fill=view.theme.sheet, line=view.theme.quiet, width=1.8))
        draw_edge(layer, view, box, 1, view.theme.quiet)

    return draw


def _count(view: View) -> Icon:
    def draw(layer: Layer, at: Position, scale: float) -> None:
        layer.shape(circle_path(*at, 11.0 * scale), PathStyle(line=view.theme.quiet, width=3.0))
        draw_count(layer, view, at, "n", 9.5 * scale)

    return draw


def _known(view: View) -> Icon:
    def draw(layer: Layer, at: Position, scale: float) -> None:
        (x, y), theme = at, view.theme
        square = SheetBox.centred((x, y - 3 * scale), 14 * scale, 9 * scale)
        layer.shape(box_path(square), PathStyle(fill=theme.paper, line=theme.quiet, width=1.6))
        layer.text((x, y + 2.4 * scale), "+n", TextStyle(15 * scale, theme.ink, anchor="middle"))
        for number in range(3):
            cell = SheetBox.sized(
                square.left + number * 7.5 * scale, square.bottom + 2 * scale, 5.5 * scale, 5.5 * scale
            )
            layer.shape(
                box_path(cell), PathStyle(fill=theme.quiet if number < 2 else theme.paper, line=theme.quiet, width=1.0)
            )

    return draw


def _ring(view: View) -> Icon:
    return lambda layer, at, scale: layer.shape(
        circle_path(*at, 11.0 * scale), PathStyle(line=view.theme.quiet, width=1.4, dash=(2.4, 3.6))
    )


def _context(view: View) -> Icon:
    theme = view.theme
    return lambda layer, at, scale: layer.shape(
        box_path(_box(at, scale)), PathStyle(fill=theme.context, line=theme.context_line, width=1.2)
    )


def _box(at: Position, scale: float) -> SheetBox:
    return SheetBox.centred(at, _HALF[0] * scale, _HALF[1] * scale)


def _dashes(basis: str) -> tuple[float, ...]:
    return tuple(PIXEL * length for length in BASIS_DASHES[basis])
