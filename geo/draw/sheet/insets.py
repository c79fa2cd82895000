"""Where an inset may stand that enlarges the places which stand too close on a map, for every medium."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from geo.draw.scene.marks import Geometry
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.gathering import Gathering
from geo.draw.sheet.ground import Ground
from geo.space.boxes import KmBox

_LEAST_PARKS = 4
_MARGIN = 32.0
_SHARES = ((0.42, 0.5), (0.38, 0.44), (0.34, 0.38), (0.3, 0.34))
"""Shares of the map's width and height that an inset may take, the best first."""

_FEW, _FEW_SHARES = 10, ((0.3, 0.3), (0.26, 0.26), (0.22, 0.22))
"""Fewer places would stand lost in so large an inset: the shares of theirs."""

_EDGE = 8.0
_LEAST_GAIN = 2.5
_LEAST_KM = 3.0
_MOST_COVERED = 0.04
"""Share of the inset that may lie on a zone that is spoken of."""


def crowded(spots: Sequence[Gathering], own: Collection[str] | None = None) -> Gathering | None:
    """Return the symbol that stands for most places, if these are too many to be named beside it.

    Parameters
    ----------
    spots : sequence of Gathering
        Symbols of a map.
    own : collection of str, optional
        Ids of places of which it must hold one.
    """
    wanted = (spot for spot in spots if own is None or any(park.id in own for park in spot.parks))
    crowd = max(wanted, key=lambda spot: len(spot.parks), default=None)
    return crowd if crowd and len(crowd.parks) >= _LEAST_PARKS else None


def enlarged(ground: Ground, crowd: Gathering, frame: SheetBox) -> Ground | None:
    """Return the ground that shows the places of a symbol in a frame; None where that is hardly larger."""
    points = ground.plane.positions([park.at for park in crowd.parks]).tolist()
    box = KmBox.around((*at, *at) for at in points)
    if box is None:
        return None
    inset = ground.plane.ground(box.grown(_LEAST_KM), frame, ground.resolution, margin=_MARGIN)
    return inset if inset.per_km >= _LEAST_GAIN * ground.per_km else None


def free_corner(
    ground: Ground,
    crowd: Gathering,
    spots: Sequence[Gathering],
    lit: Collection[Geometry],
    taken: Sequence[SheetBox] = (),
) -> SheetBox | None:
    """Return the largest room for the inset of a symbol, in a corner where it hides no symbol, zone or thing taken."""
    every = _SHARES if len(crowd.parks) >= _FEW else _FEW_SHARES
    rects = (rect for shares in every for rect in _corners(ground.frame, *shares))
    hidden = [*(spot.box for spot in spots), *taken]
    free = (rect for rect in rects if not any(map(rect.meets, hidden)))
    return next((rect for rect in free if ground.covered(rect, lit) <= _MOST_COVERED), None)


def _corners(rect: SheetBox, across: float, down: float) -> tuple[SheetBox, ...]:
    lower_left, _, *upper = rect.inset(_EDGE).corners(rect.width * across, rect.height * down)
    return *upper, lower_left
