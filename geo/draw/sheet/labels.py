"""Names that want a place on a map, and names that found one, for every medium."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from geo.draw.scene.marks import Position
from geo.draw.sheet.areas import Area
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.breaks import Setting

_WORST = 60.0
"""What it costs to leave a name out that must stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How the names of a rank find their places.

    Attributes
    ----------
    most : float
        Cost above which a name is rather left out; infinite where it must stand.
    spill : float
        Share of a name that may lie outside of its area.
    covers : bool
        Whether it may cover symbols and seats, if at a cost.
    aside : bool
        Whether it may stand beside its area, and farther off with a line that leads to it.
    longest : float
        Length of that line, as a share of the frame's diagonal, beyond which it is rather left out.
    """

    most: float
    spill: float = 0.0
    covers: bool = False
    aside: bool = False
    longest: float = math.inf


MANNERS = MappingProxyType(
    {
        "plate": Manner(most=_WORST, spill=0.6, covers=True, aside=True),
        "zone": Manner(most=_WORST, spill=0.6, covers=True, aside=True, longest=0.1),
        "unit": Manner(most=8.0, spill=0.6, aside=True, longest=0.08),
        "place": Manner(most=2.0),
        "far": Manner(most=3.0, spill=0.12),
        "county": Manner(most=3.0, spill=0.12),
        "water": Manner(most=2.0),
    }
)
"""By rank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name that wants a place.

    Attributes
    ----------
    id : str
        Of what it names.
    rank : str
        A key of MANNERS.
    settings : tuple of Setting
        Ways to set it.
    at : tuple of float
        Where it would best stand, on the sheet.
    area : Area or None
        What it names; None for a place or a country.
    others : sequence of Area
        Areas that bear names of their own, on which it had better not stand.
    barred : sequence of Area
        Areas on which it never stands.
    beside : float
        Radius of the symbol beside which it stands, or of the dot of the seat in its area; 0 for none.
    look : object
        What its medium needs to draw it.
    """

    id: str
    rank: str
    settings: tuple[Setting, ...]
    at: Position
    area: Area | None = None
    others: Sequence[Area] = ()
    barred: Sequence[Area] = ()
    beside: float = 0.0
    look: Any = None

    @property
    def manner(self) -> Manner:
        """How it finds its place."""
        return MANNERS[self.rank]


@dataclass(frozen=True, slots=True)
class Placed:
    """A name at its place.

    Attributes
    ----------
    label, setting : Label, Setting
        What is set, and how.
    box : SheetBox
        The room it takes.
    anchor : str
        ``start``, ``middle`` or ``end``: on which side of its symbol it stands.
    leader : tuple of Position, optional
        Ends of the line that leads to its area.
    """

    label: Label
    setting: Setting
    box: SheetBox
    anchor: str
    leader: tuple[Position, Position] | None = None

    @property
    def x(self) -> float:
        """Where its lines begin, have their middle or end, as the anchor says."""
        return {"start": self.box.left, "middle": self.box.middle[0], "end": self.box.right}[self.anchor]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """The map on which names are placed.

    Attributes
    ----------
    frame : SheetBox
        Names stay within.
    unit : float
        Length of a 1920th of the width of a screen, by which all distances go.
    taken : sequence of SheetBox
        Boxes that they never cover.
    symbols : sequence of SheetBox
        Boxes that names of zones cover only where they must, and others never.
    seats : sequence of Position
        Points that belong to lesser names.
    dots : sequence of SheetBox
        Boxes that no name covers but those of zones.
    land : Area or None
        The planned region: what does not fit into its area rather stands off it.
    """

    frame: SheetBox
    unit: float = 1.0
    taken: Sequence[SheetBox] = ()
    symbols: Sequence[SheetBox] = ()
    seats: Sequence[Position] = ()
    dots: Sequence[SheetBox] = ()
    land: Area | None = None
