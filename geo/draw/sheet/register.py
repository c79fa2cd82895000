"""A register on a sheet: the count of each unit, its hexagon's area by the count."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from geo.draw.scene.looks import BADGE_UNIT_PX
from geo.draw.scene.marks import Position, UnitMark
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.ground import PIXEL, Ground
from geo.model.schema import LEVELS

FEW = 4.5 * PIXEL
"""Radius of the hexagon of a count that is withheld."""

_LEAST, _MOST = 6.0 * PIXEL, 22.0 * PIXEL
_WIDE = BADGE_UNIT_PX * PIXEL
"""Median width from which on the units of a level have a hexagon each."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The rows of a register in one unit.

    Attributes
    ----------
    unit : UnitMark
        The unit.
    count : int or None
        How many there are; None where that is withheld.
    at : Position
        The middle of its hexagon.
    radius : float
        From there to its corners.
    """

    unit: UnitMark
    count: int | None
    at: Position
    radius: float

    @property
    def box(self) -> SheetBox:
        """What it covers."""
        return SheetBox.centred(self.at, 2 * self.radius, 2 * self.radius)


def spots_of(view: View, ground: Ground, widths: Mapping[str, float]) -> tuple[Spot, ...]:
    """Return the counts of a view's register: of the finest level whose units are wide enough, the largest first.

    Parameters
    ----------
    view, ground : View, Ground
        What is drawn, and where.
    widths : mapping of str to float
        Median width of the units of each level that are drawn.
    """
    if view.register is None:
        return ()
    counts = {mark.of: mark.counts[0] for mark in view.register.counts if mark.kind == "unit"}
    units = [unit for unit in view.scene.units if unit.id in counts and unit.id != view.scene.plan.region_adcode]
    units = [unit for unit in units if unit.label and unit.shape]
    levels = [level for level in LEVELS if any(unit.level == level for unit in units)]
    level = next((each for each in reversed(levels) if widths.get(each, 0.0) >= _WIDE), (levels or [""])[0])
    shown = [unit for unit in units if unit.level == level and counts[unit.id] != 0]
    most = max((counts[unit.id] or 0 for unit in shown), default=0)
    found = [_spot(unit, counts[unit.id], most, ground) for unit in shown]
    return tuple(sorted((spot for spot in found if ground.frame.holds(spot.at)), key=lambda spot: -spot.radius))


def hexagon(at: Position, radius: float) -> tuple[Position, ...]:
    """Return the corners of a hexagon with a point upwards."""
    angles = [math.radians(30 + 60 * step) for step in range(6)]
    return tuple((at[0] + radius * math.cos(angle), at[1] + radius * math.sin(angle)) for angle in angles)


def _spot(unit: UnitMark, count: int | None, most: int, ground: Ground) -> Spot:
    assert unit.label
    radius = FEW if count is None else max(_LEAST, _MOST * math.sqrt(count / most))
    return Spot(unit, count, ground.position(unit.label), radius)
