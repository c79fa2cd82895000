"""Where an inset may stand that enlarges the places which stand too close on a slide's map."""

from __future__ import annotations

from collections.abc import Sequence

from geo.draw.sheet.gathering import Gathering
from geo.draw.slides.picture import Picture
from geo.draw.slides.space import Frame, Rect, around, rectangle

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
    box = around([(x - _LEAST_KM, y - _LEAST_KM, x + _LEAST_KM, y + _LEAST_KM) for x, y in points])
    corner = _corner(frame, picture, spots)
    if box is None or corner is None:
        return None
    inset = Frame.fitted(corner, box, 16.0)
    return inset if inset.scale >= _LEAST_GAIN * frame.scale else None


def _corner(frame: Frame, picture: Picture, spots: Sequence[Gathering]) -> Rect | None:
    """Return the largest room for an inset in a corner where it hides neither a symbol nor the zone."""
    rects = (rect for shares in _SHARES for rect in _corners(frame.rect, *shares))
    free = (rect for rect in rects if not any(Rect.of(spot.box).meets(rect) for spot in spots))
    return next((rect for rect in free if _covered(frame, picture, rect) <= _MOST_COVERED), None)


def _corners(rect: Rect, across: float, down: float) -> tuple[Rect, ...]:
    wide, high = rect.width * across, rect.height * down
    lefts, tops = (rect.left + _EDGE, rect.right - _EDGE - wide), (rect.top + _EDGE, rect.bottom - _EDGE - high)
    return tuple(Rect(left, top, wide, high) for left, top in zip(lefts * 2, (tops[0], tops[0], tops[1]), strict=False))


def _covered(frame: Frame, picture: Picture, rect: Rect) -> float:
    window = rectangle(frame.box(rect))
    return float(sum(shape.intersection(window).area for shape in picture.lit_shapes.values()) / window.area)
