"""Places on a slide's map: symbols, gathered to counted ones where they would hide one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from geo.draw.scene.marks import ParkMark
from geo.draw.scene.style import GLYPHS, PAPER
from geo.draw.sheet.gathering import Gathering, gathered
from geo.draw.sheet.ground import Ground
from geo.draw.slides.shapes import Line, Look, Run, Shape, Sheet
from geo.draw.slides.stage import Stage

_SIZE = 13.0
"""Width of a symbol, in points."""


def spots_of(parks: Iterable[ParkMark], ground: Ground) -> tuple[Gathering, ...]:
    """Return the symbols of the places in a frame."""
    places = [(park, ground.position(park.at)) for park in parks if park.at]
    return gathered(places, ground.frame.inset(_SIZE / 2), _SIZE / 2, ground.unit)


def spot_shapes(sheet: Sheet, stage: Stage, spots: Sequence[Gathering]) -> Iterator[Shape]:
    """Yield the symbols as shapes."""
    for spot in spots:
        yield _symbol(sheet, stage, spot) if len(spot.parks) == 1 else _counted(sheet, stage, spot)


def park_look(park: ParkMark, colour: str) -> Look:
    """Return how the state of a place is painted: there, under way, planned, or unsaid."""
    if park.status == "planned":
        return Look(PAPER["land"], colour, 1.25)
    alpha = {"existing": 1.0, "under-construction": 0.6}.get(park.status, 0.8)
    return Look(colour, PAPER["land"], 0.75, alpha)


def _symbol(sheet: Sheet, stage: Stage, spot: Gathering) -> Shape:
    (park,) = spot.parks
    glyph, look = GLYPHS.get(park.kind, GLYPHS["park"]), park_look(park, stage.park_colour(park))
    return sheet.symbol(stage.tell(park.name), stage.park_alt(park), glyph, spot.at, 2 * spot.radius, look)


def _counted(sheet: Sheet, stage: Stage, spot: Gathering) -> Shape:
    name = stage.say("gathered", n=len(spot.parks))
    alt = stage.say("pair", one=name, two=stage.listed(stage.tell(park.name) for park in spot.parks))
    count = Line((Run(str(len(spot.parks)), 9, PAPER["land"], bold=True),), "ctr", 10)
    look = Look(PAPER["ink"], PAPER["land"], 0.75)
    return sheet.text(name, spot.box, (count,), anchor="ctr", look=look, form="ellipse", alt=alt, wrap=False)
