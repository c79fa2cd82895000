"""What one map of a deck shows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from geo.draw.scene.marks import ParkMark
from geo.space.boxes import KmBox


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What one map shows.

    Attributes
    ----------
    view : KmBox
        What must be seen.
    lit, named : collection of str
        Zones in their full colour, and those whose names stand on the map.
    parks : tuple of ParkMark
        Located places to show.
    places, units, counties : bool
        Whether places and units are named, and whether the lit zones' counties are drawn.
    tinted : bool
        Whether units are tinted by the number of groups that name them, instead of zones being drawn.
    bare : bool
        Whether nothing is written on it.
    """

    view: KmBox
    lit: Collection[str] = ()
    named: Collection[str] = ()
    parks: tuple[ParkMark, ...] = ()
    places: bool = False
    units: bool = True
    counties: bool = False
    tinted: bool = False
    bare: bool = False
