"""Points counted in hexagons of one size (H3, Uber's grid of the globe)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.model.errors import DrawingError
from geo.model.extras import install_hint

if TYPE_CHECKING:
    from geo.space.covering import Floats

_FINEST = 8
"""Resolution at which points are first told apart: hexagons about a kilometre across."""


@dataclass(frozen=True)
class Hexagon:
    """One cell of the grid.

    Attributes
    ----------
    count : int
        Points in it.
    ring : tuple of (float, float)
        Its corners, lon and lat in degrees, counter-clockwise; not closed.
    """

    count: int
    ring: tuple[tuple[float, float], ...]


def hexagons(lon: Floats, lat: Floats, most: int) -> tuple[float, list[Hexagon]]:
    """Return the cells that hold points, and how far across they are in kilometres; as small as `most` allows.

    Parameters
    ----------
    lon, lat : array of float, shape (points,)
        Degrees.
    most : int
        How many cells there may be.

    Raises
    ------
    DrawingError
        h3 is not installed.
    """
    try:
        import h3.api.basic_int as h3
    except ImportError:
        raise DrawingError(f"A density grid needs h3. {install_hint('gis')}") from None
    cells = Counter(map(h3.latlng_to_cell, lat.tolist(), lon.tolist(), [_FINEST] * len(lon)))
    fineness = _FINEST
    while len(cells) > most and fineness:
        fineness -= 1
        above: Counter[int] = Counter()
        for cell, count in cells.items():
            above[h3.cell_to_parent(cell, fineness)] += count
        cells = above
    across = 2 * h3.average_hexagon_edge_length(fineness, "km")
    made = [
        Hexagon(count, tuple((lng, lat) for lat, lng in h3.cell_to_boundary(cell)))
        for cell, count in sorted(cells.items())
    ]
    return across, made
