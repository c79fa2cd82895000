"""Within which radius the truth of a place lies, as it is drawn around its symbol, or in its place, in every medium."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geo.draw.scene.looks import DISC_PX, RING_PX
from geo.draw.sheet.gathering import Gathering
from geo.draw.sheet.ground import Ground

SYMBOL = 1.45
"""A pixel of a symbol in units of the design: symbols are drawn a little smaller than lines."""


def precision(spot: Gathering, ground: Ground) -> float:
    """Return the radius around a place that stands alone, in units of the sheet; 0 for several places."""
    return (spot.parks[0].precision_km or 0.0) * ground.per_km if len(spot.parks) == 1 else 0.0


def ringed(spots: Iterable[Gathering], ground: Ground) -> Iterator[Gathering]:
    """Yield the places whose precision is wide enough to be drawn around their symbols."""
    least = RING_PX * SYMBOL * ground.unit
    return (spot for spot in spots if precision(spot, ground) > least)


def is_vague(spot: Gathering, ground: Ground) -> bool:
    """Return whether a place is known so vaguely at this scale that a symbol would say too much."""
    return precision(spot, ground) >= DISC_PX * SYMBOL * ground.unit
