"""Places on a slide's map: symbols, gathered to counted ones where they would hide one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from geo.draw.scene.looks import DISC_OPACITY, RING_OPACITY, place_symbol
from geo.draw.scene.marks import ParkMark, Position
from geo.draw.scene.theme import mix
from geo.draw.scene.view import View
from geo.draw.sheet.areas import Positions
from geo.draw.sheet.badges import Badge, is_built
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.gathering import Gathering, gathered
from geo.draw.sheet.ground import Ground
from geo.draw.sheet.precision import is_vague, precision, ringed
from geo.draw.slides.alts import park_alt
from geo.draw.slides.looks import park_look
from geo.draw.slides.shapes import CENTRED, Line, Look, Run, Shape, Slide
from geo.draw.slides.type import LOOKED_UP

_SIZE = 15.0
"""Width of a symbol, in points."""


def spots_of(parks: Iterable[ParkMark], ground: Ground) -> tuple[Gathering, ...]:
    """Return the symbols of the places in a frame, of which one may reach over the edge by a quarter."""
    places = [(park, ground.position(park.at)) for park in parks if park.at]
    return gathered(places, ground.frame.inset(_SIZE / 4), _SIZE / 2, ground.unit)


def spot_shapes(slide: Slide, view: View, spots: Sequence[Gathering], ground: Ground) -> Iterator[Shape]:
    """Yield the symbols as shapes, below them the rings within which the truth of a place lies."""
    for spot in ringed(spots, ground):
        yield _ring(slide, view, spot, ground)
    for spot in spots:
        if len(spot.parks) > 1:
            yield _gathered(slide, view, spot)
        elif not is_vague(spot, ground):
            yield _symbol(slide, view, spot)


def badge_shapes(slide: Slide, view: View, badges: Iterable[Badge]) -> Iterator[Shape]:
    """Yield the squares of places known to a unit only, each with its cells as one group."""
    theme = view.theme
    for badge in badges:
        listed = view.listed(view.tell(park.name) for park in badge.parks)
        known = view.say("stand_unit", n=len(badge.parks))
        name = view.say("within", one=view.tell(badge.unit.name), two=known)
        line = Line((Run(badge.text, LOOKED_UP, theme.ink, bold=True),), "ctr", badge.square.height)
        look = Look(theme.paper, theme.quiet, 0.9)
        square = slide.text(name, badge.square, (line,), replace(CENTRED, look=look), alt=name)
        cells = (_cell(slide, view, park, box) for park, box in zip(badge.parks, badge.cells, strict=True))
        yield slide.group(name, view.say("pair", one=name, two=listed), (square, *cells))


def _cell(slide: Slide, view: View, park: ParkMark, box: SheetBox) -> Shape:
    name, colour = view.tell(park.name), view.park_colour(park)
    return slide.rectangle(name, name, box, Look(colour if is_built(park) else view.theme.paper, colour, 0.5))


def _ring(slide: Slide, view: View, spot: Gathering, ground: Ground) -> Shape:
    """Return how far from its point a place may truly lie; where a symbol would say too much, it is the place."""
    (park,), radius = spot.parks, precision(spot, ground)
    colour, name = view.park_colour(park), view.tell(park.name)
    fill, alt = (colour, park_alt(view, park)) if is_vague(spot, ground) else ("", view.say("ring_alt", name=name))
    look = Look(fill, mix(view.theme.land, colour, RING_OPACITY), 0.75, DISC_OPACITY, (1.6, 2.4))
    return slide.freeform(name, alt, (_circle(spot.at, radius, ground.frame),), look)


def _circle(at: Position, radius: float, frame: SheetBox) -> Positions:
    """Return a circle around a point of the frame, as far as the frame shows it."""
    turn = np.linspace(0.0, 2 * np.pi, 73)
    ring = np.column_stack([at[0] + radius * np.cos(turn), at[1] + radius * np.sin(turn)])
    return np.clip(ring, (frame.left, frame.top), (frame.right, frame.bottom))


def count_shape(slide: Slide, view: View, rect: SheetBox, count: str, names: tuple[str, str]) -> Shape:
    """Return the disc that stands for several places: its rectangle, its number, its name and alternative text."""
    theme, (name, alt) = view.theme, names
    line = Line((Run(count, LOOKED_UP, theme.land, bold=True),), "ctr", LOOKED_UP + 1)
    look = Look(theme.ink, theme.land, 0.75)
    return slide.text(name, rect, (line,), replace(CENTRED, look=look, form="ellipse"), alt=alt)


def _symbol(slide: Slide, view: View, spot: Gathering) -> Shape:
    (park,) = spot.parks
    look = park_look(view.theme, view.park_fill(park), view.park_colour(park))
    symbol, size = place_symbol(park.kind), 2 * spot.radius
    return slide.symbol(view.tell(park.name), park_alt(view, park), symbol, (spot.at, size), look)


def _gathered(slide: Slide, view: View, spot: Gathering) -> Shape:
    name = view.say("places_counted_many", n=len(spot.parks))
    alt = view.say("pair", one=name, two=view.listed(view.tell(park.name) for park in spot.parks))
    return count_shape(slide, view, spot.box, str(len(spot.parks)), (name, alt))
