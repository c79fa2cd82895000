"""Places on a slide's map: symbols, gathered to counted ones where they would hide one another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from geo.draw.marks import ParkMark, Position
from geo.draw.slide_shapes import Line, Look, Run, Shape, Sheet
from geo.draw.slide_space import Rect
from geo.draw.slide_stage import Stage
from geo.draw.style import GLYPHS, PAPER

_SIZE = 13.0
_NEAR = 12.0
"""Symbols whose middles are nearer, in points, are gathered."""


@dataclass(frozen=True)
class Spot:
    """One symbol: the places it stands for, and where, in points."""

    parks: tuple[ParkMark, ...]
    at: Position

    @property
    def rect(self) -> Rect:
        """The room that the symbol takes."""
        size = _SIZE if len(self.parks) == 1 else 14.0 + 2.0 * math.log2(len(self.parks))
        return Rect(self.at[0] - size / 2, self.at[1] - size / 2, size, size)


def gathered(places: Iterable[tuple[ParkMark, Position]], rect: Rect) -> tuple[Spot, ...]:
    """Return the symbols of the places in a rectangle: nearest ones joined first, until all stand apart."""
    spots = [Spot((park,), at) for park, at in places if rect.inset(_SIZE / 2).holds(Rect(*at, 0.0, 0.0))]
    while pair := _nearest_pair(spots):
        one, two = pair
        joined = Spot((*spots[one].parks, *spots[two].parks), _between(spots[one], spots[two]))
        spots = [*(spot for at, spot in enumerate(spots) if at not in pair), joined]
    return tuple(spots)


def spot_shapes(sheet: Sheet, stage: Stage, spots: Sequence[Spot]) -> Iterator[Shape]:
    """Yield the symbols as shapes."""
    for spot in spots:
        yield _symbol(sheet, stage, spot) if len(spot.parks) == 1 else _counted(sheet, stage, spot)


def park_look(park: ParkMark, colour: str) -> Look:
    """Return how the state of a place is painted: there, under way, planned, or unsaid."""
    if park.status == "planned":
        return Look(PAPER["land"], colour, 1.25)
    alpha = {"existing": 1.0, "under-construction": 0.6}.get(park.status, 0.8)
    return Look(colour, PAPER["land"], 0.75, alpha)


def _symbol(sheet: Sheet, stage: Stage, spot: Spot) -> Shape:
    (park,) = spot.parks
    glyph, look = GLYPHS.get(park.kind, GLYPHS["park"]), park_look(park, stage.park_colour(park))
    return sheet.symbol(stage.tell(park.name), stage.park_alt(park), glyph, spot.at, spot.rect.width, look)


def _counted(sheet: Sheet, stage: Stage, spot: Spot) -> Shape:
    name = stage.say("gathered", n=len(spot.parks))
    alt = stage.say("pair", one=name, two=stage.listed(stage.tell(park.name) for park in spot.parks))
    count = Line((Run(str(len(spot.parks)), 9, PAPER["land"], bold=True),), "ctr", 10)
    look = Look(PAPER["ink"], PAPER["land"], 0.75)
    return sheet.text(name, spot.rect, (count,), anchor="ctr", look=look, form="ellipse", alt=alt, wrap=False)


def _nearest_pair(spots: Sequence[Spot]) -> tuple[int, int] | None:
    pairs = ((_overlap(spots[i], spots[j]), i, j) for i in range(len(spots)) for j in range(i))
    least = min(pairs, default=(1.0, 0, 0))
    return (least[1], least[2]) if least[0] < 0 else None


def _overlap(one: Spot, two: Spot) -> float:
    """Return the gap between two symbols, negative where one hides the other."""
    room = (one.rect.width + two.rect.width) / 2 - _SIZE + _NEAR
    return math.dist(one.at, two.at) - room


def _between(one: Spot, two: Spot) -> Position:
    whole = len(one.parks) + len(two.parks)
    share = len(one.parks) / whole
    return one.at[0] * share + two.at[0] * (1 - share), one.at[1] * share + two.at[1] * (1 - share)
