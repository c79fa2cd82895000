"""Where an inset may stand that enlarges the places which stand too close on a slide's map."""

from __future__ import annotations

from collections.abc import Sequence

from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.gathering import Gathering
from geo.draw.slides.picture import Picture
from geo.draw.slides.space import Frame, rectangle
from geo.space.boxes import KmBox

_LEAST_PARKS = 4
_SHARES = ((0.42, 0.5), (0.38, 0.44), (0.34, 0.38), (0.3, 0.34))
"""Shares of the map's width and height that an inset may take, the best first."""
_EDGE = 8.0
_LEAST_GAIN = 2.5
_LEAST_KM = 3.0
_MOST_COVERED = 0.04
"""Share of the inset that may lie on a zone that is spoken of."""


def inset_frame(frame: Frame, picture: Picture, spots: Sequence[Gathering]) -> Frame | None:
    """Return the frame of an inset for the most crowded symbol of a map that names its places.

    Returns
    -------
    Frame or None
        In the corner where it hides least; None where nothing is crowded, or no corner is free.
    """
    crowd = max(spots, key=lambda spot: len(spot.parks), default=None)
    if not picture.places or crowd is None or len(crowd.parks) < _LEAST_PARKS:
        return None
    points = [picture.ground.parks[park.id] for park in crowd.parks]
    box = KmBox.around(at * 2 for at in points)
    corner = _corner(frame, picture, spots)
    if box is None or corner is None:
        return None
    inset = Frame.fitted(corner, box.grown(_LEAST_KM), 16.0)
    return inset if inset.scale >= _LEAST_GAIN * frame.scale else None


def _corner(frame: Frame, picture: Picture, spots: Sequence[Gathering]) -> SheetBox | None:
    """Return the largest room for an inset in a corner where it hides neither a symbol nor the zone."""
    rects = (rect for shares in _SHARES for rect in _corners(frame.rect, *shares))
    free = (rect for rect in rects if not any(spot.box.meets(rect) for spot in spots))
    return next((rect for rect in free if _covered(frame, picture, rect) <= _MOST_COVERED), None)


def _corners(rect: SheetBox, across: float, down: float) -> tuple[SheetBox, ...]:
    lower_left, _, *upper = rect.inset(_EDGE).corners(rect.width * across, rect.height * down)
    return *upper, lower_left


def _covered(frame: Frame, picture: Picture, rect: SheetBox) -> float:
    window = rectangle(frame.box(rect))
    return float(sum(shape.intersection(window).area for shape in picture.lit_shapes.values()) / window.area)
