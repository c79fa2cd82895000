"""Places on a slide's map: symbols, gathered to counted ones where they would hide one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from geo.draw.scene.looks import place_symbol
from geo.draw.scene.marks import ParkMark
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.gathering import Gathering, gathered
from geo.draw.sheet.ground import Ground
from geo.draw.slides.alts import park_alt
from geo.draw.slides.looks import park_look
from geo.draw.slides.shapes import Line, Look, Run, Shape, Slide

_SIZE = 13.0
"""Width of a symbol, in points."""


def spots_of(parks: Iterable[ParkMark], ground: Ground) -> tuple[Gathering, ...]:
    """Return the symbols of the places in a frame, of which one may reach over the edge by a quarter."""
    places = [(park, ground.position(park.at)) for park in parks if park.at]
    return gathered(places, ground.frame.inset(_SIZE / 4), _SIZE / 2, ground.unit)


def spot_shapes(slide: Slide, view: View, spots: Sequence[Gathering]) -> Iterator[Shape]:
    """Yield the symbols as shapes."""
    for spot in spots:
        yield _symbol(slide, view, spot) if len(spot.parks) == 1 else _gathered(slide, view, spot)


def count_shape(slide: Slide, view: View, rect: SheetBox, count: str, names: tuple[str, str]) -> Shape:
    """Return the disc that stands for several places: its rectangle, its number, its name and alternative text."""
    theme, (name, alt) = view.theme, names
    line = Line((Run(count, 9, theme.land, bold=True),), "ctr", 10)
    look = Look(theme.ink, theme.land, 0.75)
    return slide.text(name, rect, (line,), anchor="ctr", look=look, form="ellipse", alt=alt, wrap=False)


def _symbol(slide: Slide, view: View, spot: Gathering) -> Shape:
    (park,) = spot.parks
    look = park_look(view.theme, view.park_fill(park), view.park_colour(park))
    symbol, size = place_symbol(park.kind), 2 * spot.radius
    return slide.symbol(view.tell(park.name), park_alt(view, park), symbol, spot.at, size, look)


def _gathered(slide: Slide, view: View, spot: Gathering) -> Shape:
    name = view.say("places_counted", n=len(spot.parks))
    alt = view.say("pair", one=name, two=view.listed(view.tell(park.name) for park in spot.parks))
    return count_shape(slide, view, spot.box, str(len(spot.parks)), (name, alt))
