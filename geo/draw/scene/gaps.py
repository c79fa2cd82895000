"""What a plan leaves open: places without a position and why, numbers without a year, zones without an extent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from geo.draw.scene.marks import Scene
from geo.model.schema import UNLOCATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """What is missing.

    Attributes
    ----------
    reasons : mapping of str to int
        Why places have no position (ids of UNLOCATED): number of these places, the most frequent first.
    by_unit : int
        Number of those that are known to a unit at least.
    yearless, numbers : int
        Numbers that state no year, and all numbers.
    industryless, places : int
        Places of which no industry is stated, and all places.
    undrawn, zones : int
        Zones of which the text gives no extent, and all zones.
    """

    reasons: Mapping[str, int]
    by_unit: int
    yearless: int
    numbers: int
    industryless: int
    places: int
    undrawn: int
    zones: int

    @property
    def unlocated(self) -> int:
        """Number of places without a position."""
        return sum(self.reasons.values())


def gaps_of(scene: Scene) -> Gaps:
    """Return what the plan of a scene leaves open.

    Parameters
    ----------
    scene : Scene
        All that is drawn of a plan.
    """
    off, order = [park for park in scene.parks if not park.at], list(UNLOCATED)
    reasons = Counter(park.unlocated for park in off)
    ranked = sorted(reasons, key=lambda reason: (-reasons[reason], order.index(reason) if reason in order else 0))
    return Gaps(
        reasons={reason: reasons[reason] for reason in ranked},
        by_unit=sum(park.stand == "unit" for park in off),
        yearless=sum(target.year is None for target in scene.targets),
        numbers=len(scene.targets),
        industryless=sum(not park.tops for park in scene.parks),
        places=len(scene.parks),
        undrawn=sum(zone.shape is None for zone in scene.zones),
        zones=len(scene.zones),
    )
