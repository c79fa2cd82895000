"""Places on a figure: one symbol each, those that would hide one another gathered into a counted disc, and rings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.path import Path

from geo.draw.figure.canvas import Layer
from geo.draw.figure.paths import box_path, circle_path, closed_path
from geo.draw.figure.style import PathStyle, TextStyle
from geo.draw.figure.symbols import symbol_rings
from geo.draw.scene.looks import DISC_OPACITY, PALE_OPACITY, RING_OPACITY, place_fill
from geo.draw.scene.marks import ParkMark
from geo.draw.scene.theme import mix
from geo.draw.scene.view import View
from geo.draw.sheet.badges import TYPE, Badge, is_built
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.gathering import Gathering, gathered
from geo.draw.sheet.ground import Ground
from geo.draw.sheet.precision import SYMBOL, is_vague, precision, ringed

RADIUS = 8.0 * SYMBOL
_DISC_TYPE = 16.0
_DIM = 0.35


@dataclass(frozen=True, slots=True)
class Symbol:
    """The sign of a place: its kind and status by the words of the schema, and its colour."""

    kind: str
    status: str
    colour: str

    def draw(self, layer: Layer, paper: str, at: tuple[float, float], name: str | None = None) -> None:
        """Draw it: full where the place exists, half where it is being built, hollow where planned, else pale."""
        rings = [ring * SYMBOL + at for ring in symbol_rings(self.kind)]
        path, part = closed_path(rings), place_fill(self.status)
        layer.shape(path, PathStyle(fill=paper, line=paper, width=5.4))
        fill = {"full": self.colour, "pale": mix(self.colour, paper, 1 - PALE_OPACITY)}.get(part, paper)
        layer.shape(path, PathStyle(fill=fill, line=self.colour, width=0.6 if part == "full" else 2.0), name=name)
        if part == "half":
            low, high = min(ring[:, 1].min() for ring in rings), max(ring[:, 1].max() for ring in rings)
            half = SheetBox(at[0] - 2 * RADIUS, (low + high) / 2, at[0] + 2 * RADIUS, high)
            layer.shape(box_path(half), PathStyle(fill=self.colour), within=path)


def gatherings(parks: Iterable[ParkMark], ground: Ground) -> tuple[Gathering, ...]:
    """Return places by symbol; those off the map are left out."""
    return gathered([(park, ground.position(park.at)) for park in parks if park.at], ground.frame, RADIUS)


def draw_rings(layer: Layer, view: View, found: Sequence[Gathering], ground: Ground) -> None:
    """Draw within which radius the truth of a place lies; a disc where that stands for its symbol."""
    for spot in ringed(found, ground):
        park, path = spot.parks[0], circle_path(*spot.at, precision(spot, ground))
        colour = view.park_colour(park)
        if is_vague(spot, ground):
            layer.shape(path, PathStyle(fill=colour, alpha=DISC_OPACITY), name=park.id)
        layer.shape(path, PathStyle(line=colour, width=1.2, dash=(2.4, 3.6), alpha=RING_OPACITY))


def draw_badge(layer: Layer, view: View, badge: Badge) -> None:
    """Draw the square of places known to a unit only, with a cell for each."""
    theme, square = view.theme, badge.square
    layer.shape(
        box_path(square), PathStyle(fill=theme.paper, line=theme.quiet, width=1.8), name=f"badge.{badge.unit.id}"
    )
    layer.centred(square.middle, badge.text, TextStyle(TYPE, theme.ink, weight=0.5))
    for park, cell in zip(badge.parks, badge.cells, strict=True):
        colour = view.park_colour(park)
        layer.shape(box_path(cell), PathStyle(fill=colour if is_built(park) else theme.paper, line=colour, width=1.2))


def draw_symbol(layer: Layer, view: View, gathering: Gathering) -> None:
    """Draw one place, or the disc of several."""
    if len(gathering.parks) > 1:
        _draw_disc(layer, view, gathering)
        return
    (park,) = gathering.parks
    Symbol(park.kind, park.status, view.park_colour(park)).draw(layer, view.theme.halo, gathering.at, park.id)


def draw_dimmed(layer: Layer, view: View, parks: Iterable[ParkMark], ground: Ground) -> None:
    """Draw the places that are out of a step's light: small dots."""
    for park in parks:
        if park.at:
            x, y = ground.position(park.at)
            layer.shape(circle_path(x, y, 3.5), PathStyle(fill=view.theme.quiet, alpha=_DIM), name=park.id)


def draw_count(layer: Layer, view: View, at: tuple[float, float], text: str, radius: float) -> None:
    """Draw a disc with a number, without its rim."""
    layer.shape(circle_path(*at, radius), PathStyle(fill=view.theme.halo))
    layer.centred(at, text, TextStyle(_DISC_TYPE, view.theme.ink, weight=0.5))


def _draw_disc(layer: Layer, view: View, gathering: Gathering) -> None:
    """Draw the disc of a gathering, its rim divided by the colours of what is in it."""
    at, radius = gathering.at, gathering.radius
    draw_count(layer, view, at, str(len(gathering.parks)), radius)
    tallies = Counter(view.park_colour(park) for park in gathering.parks)
    start, gap = -90.0, 5.0 if len(tallies) > 1 else 0.0
    for colour, count in tallies.items():
        turn = 360.0 * count / len(gathering.parks)
        layer.shape(_arc(*at, radius - 2.6, start + gap / 2, start + turn - gap / 2), PathStyle(line=colour, width=4.2))
        start += turn


def _arc(x: float, y: float, radius: float, start: float, end: float) -> Path:
    angles = np.radians(np.linspace(start, end, max(3, round((end - start) / 6) + 1)))
    return Path(np.column_stack([x + radius * np.cos(angles), y + radius * np.sin(angles)]))
