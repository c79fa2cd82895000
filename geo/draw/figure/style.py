"""How a path and a line of text of a figure look; lengths in units of the design."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MIDDLE = 0.36
"""How far the baseline of a line lies below the middle of its letters, as a share of the size of its type."""


@dataclass(frozen=True, slots=True)
class PathStyle:
    """The look of a path.

    Attributes
    ----------
    fill, line : str or None
        Colours; None paints nothing.
    width : float
        Of the line.
    dash : sequence of float
        Dashes and gaps in turn; none for a whole line.
    alpha : float
        Opacity, 0 to 1.
    round_ends : bool
        Whether the line's ends are round.
    """

    fill: str | None = None
    line: str | None = None
    width: float = 0.0
    dash: Sequence[float] = ()
    alpha: float = 1.0
    round_ends: bool = False


@dataclass(frozen=True, slots=True)
class TextStyle:
    """The look of a line of text.

    Attributes
    ----------
    size : float
        Of the type.
    colour : str
        Of the letters.
    anchor : {"start", "middle", "end"}
        Which end of the line stands at its point.
    weight : float
        By how much every stroke is thickened.
    halo : str or None
        Colour around the letters.
    halo_width : float
        How far it reaches.
    turn : float
        Degrees against the clock about the point; a line with halo or weight is not turned.
    """

    size: float
    colour: str
    anchor: str = "start"
    weight: float = 0.0
    halo: str | None = None
    halo_width: float = 4.0
    turn: float = 0.0
