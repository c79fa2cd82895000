"""A register on a figure: counts in hexagons, or rows as points; and what the legend says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from geo.draw.figure.canvas import Layer
from geo.draw.figure.paths import circle_path, closed_path
from geo.draw.figure.style import PathStyle, TextStyle
from geo.draw.scene.looks import UNSAID
from geo.draw.scene.marks import Position
from geo.draw.scene.view import View
from geo.draw.sheet.ground import PIXEL, Ground
from geo.draw.sheet.register import FEW, Spot, hexagon

_DOT = 3.0 * PIXEL
_TYPE = 11.0 * PIXEL
_UNTOLD = 10**9
"""A count too long for any hexagon: the sample of the legend has none."""

_LETTER = 0.62
"""How wide a digit is, of its height."""


def draw_register(layer: Layer, view: View, ground: Ground, spots: Sequence[Spot]) -> None:
    """Draw the points of a register, where rows may be shown, else its counts."""
    for at, colour in _dots(view, ground):
        layer.shape(circle_path(*at, _DOT), PathStyle(fill=colour, line=view.theme.halo, width=1.2))
    for spot in spots:
        draw_spot(layer, view, spot.at, spot.radius, spot.count)


def draw_spot(layer: Layer, view: View, at: Position, radius: float, count: int | None) -> None:
    """Draw a hexagon with its count, as far as that has room; of a count that is withheld its outline."""
    theme = view.theme
    corners = hexagon(at, radius)
    path = closed_path([np.array([*corners, corners[0]])])
    if count is None:
        layer.shape(path, PathStyle(fill=theme.halo, line=theme.ink, width=2.0))
        return
    layer.shape(path, PathStyle(fill=theme.ink, line=theme.halo, width=2.2, alpha=0.86))
    text = f"{count:,}"
    if len(text) * _LETTER * _TYPE <= 1.8 * radius:
        layer.centred(at, text, TextStyle(_TYPE, theme.halo, weight=0.5))


def shows_dots(view: View) -> bool:
    """Return whether rows of the register are points on the map."""
    return bool(view.register and view.register.rows)


@dataclass(frozen=True, slots=True)
class Sign:
    """A line of the legend: its text, and what stands before it; a colour is that of a point."""

    text: str
    kind: Literal["point", "count", "few"]
    colour: str = ""


def legend_of(view: View, spots: Sequence[Spot]) -> Iterator[Sign]:
    """Yield what the legend says of a register."""
    if view.register is None:
        return
    if shows_dots(view):
        yield Sign(view.say("register_points"), "point", view.theme.unsaid)
        told_of = {value.industry for value in view.register.values}
        for mark in view.scene.industries:
            if mark.id in told_of:
                yield Sign(view.tell(mark.name), "point", view.colour(mark.tone))
        return
    if any(spot.count for spot in spots):
        yield Sign(view.say("register_legend"), "count")
    if any(spot.count is None for spot in spots):
        yield Sign(view.say("register_few", n=view.register.least), "few")


def draw_sign(view: View, sign: Sign, layer: Layer, at: Position, scale: float) -> None:
    """Draw what stands before a line of the legend."""
    if sign.kind == "point":
        layer.shape(circle_path(*at, _DOT * scale * 1.3), PathStyle(fill=sign.colour, line=view.theme.halo, width=1.2))
    else:
        size = FEW if sign.kind == "few" else 8.0 * PIXEL
        draw_spot(layer, view, at, size * scale, None if sign.kind == "few" else _UNTOLD)


def standing_of(view: View) -> str:
    """Return how many rows of a register are placed, and that it is no part of the plan."""
    assert view.register
    register = view.register
    parts = [register.name, view.say("register_placed", n=f"{sum(register.by):,}")]
    at_points = [view.say("register_at_point", n=f"{register.by[0]:,}")] if shows_dots(view) else []
    sums = filter(None, [register.sum_told(view.lang)])
    return " · ".join([*parts, *at_points, *sums, view.say("register_not_plan")])


def _dots(view: View, ground: Ground) -> Iterator[tuple[Position, str]]:
    register = view.register
    if register is None or register.rows is None:
        return
    tones = {mark.id: mark.tone for mark in view.scene.industries}
    colours = [view.colour(tones.get(value.industry) or UNSAID) for value in register.values] or [view.theme.unsaid]
    values = register.rows.values or (0,) * len(register.rows.at)
    for place, value in zip(register.rows.at, values, strict=True):
        if place is not None and ground.frame.holds(at := ground.position(place)):
            yield at, colours[value]
