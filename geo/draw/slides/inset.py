"""Where an inset may stand that enlarges the places which stand too close on a slide's map."""

from __future__ import annotations

from collections.abc import Sequence

from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.gathering import Gathering
from geo.draw.sheet.ground import Ground
from geo.draw.slides.picture import Picture
from geo.space.boxes import KmBox

_LEAST_PARKS = 4
_MARGIN = 32.0
_SHARES = ((0.42, 0.5), (0.38, 0.44), (0.34, 0.38), (0.3, 0.34))
"""Shares of the map's width and height that an inset may take, the best first."""
_EDGE = 8.0
_LEAST_GAIN = 2.5
_LEAST_KM = 3.0
_MOST_COVERED = 0.04
"""Share of the inset that may lie on a zone that is spoken of."""


def inset_ground(ground: Ground, picture: Picture, spots: Sequence[Gathering]) -> Ground | None:
    """Return the ground of an inset for the most crowded symbol of a map that names its places.

    Returns
    -------
    Ground or None
        In the corner where it hides least; None where nothing is crowded, or no corner is free.
    """
    wanted = (spot for spot in spots if picture.own is None or any(park.id in picture.own for park in spot.parks))
    crowd = max(wanted, key=lambda spot: len(spot.parks), default=None)
    if not picture.places or crowd is None or len(crowd.parks) < _LEAST_PARKS:
        return None
    points = picture.plane.positions([park.at for park in crowd.parks]).tolist()
    box, corner = KmBox.around((*at, *at) for at in points), _corner(ground, picture, spots)
    if box is None or corner is None:
        return None
    inset = picture.plane.ground(box.grown(_LEAST_KM), corner, ground.resolution, margin=_MARGIN)
    return inset if inset.per_km >= _LEAST_GAIN * ground.per_km else None


def _corner(ground: Ground, picture: Picture, spots: Sequence[Gathering]) -> SheetBox | None:
    """Return the largest room for an inset in a corner where it hides neither a symbol nor the zone."""
    rects = (rect for shares in _SHARES for rect in _corners(ground.frame, *shares))
    free = (rect for rect in rects if not any(spot.box.meets(rect) for spot in spots))
    return next((rect for rect in free if ground.covered(rect, picture.lit_shapes.values()) <= _MOST_COVERED), None)


def _corners(rect: SheetBox, across: float, down: float) -> tuple[SheetBox, ...]:
    lower_left, _, *upper = rect.inset(_EDGE).corners(rect.width * across, rect.height * down)
    return *upper, lower_left
