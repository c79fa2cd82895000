"""Boxes on the earth and on a flat map: two types, since degrees and kilometres must never be taken for each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self


class _Box(NamedTuple):
    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, boxes: Iterable[Sequence[float]]) -> Self | None:
        """Return the box around boxes, each its four edges in the same order; None where there is none."""
        edges = tuple(zip(*boxes, strict=True))
        return cls(min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3])) if edges else None

    @classmethod
    def spanning(cls, positions: Sequence[Sequence[float]]) -> Self:
        """Return the box around positions, x before y; there must be one."""
        across, up = [at[0] for at in positions], [at[1] for at in positions]
        return cls(min(across), min(up), max(across), max(up))

    @property
    def width(self) -> float:
        """From west to east."""
        return self.east - self.west

    @property
    def height(self) -> float:
        """From south to north."""
        return self.north - self.south

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle, x before y."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    def grown(self, across: float, up: float | None = None) -> Self:
        """Return the box larger on every side, by so much to west and east and so much to south and north."""
        up = across if up is None else up
        return type(self)(self.west - across, self.south - up, self.east + across, self.north + up)

    def holds(self, at: Sequence[float]) -> bool:
        """Return whether a point, x before y, lies within or on the edge."""
        return self.west <= at[0] <= self.east and self.south <= at[1] <= self.north

    def contains(self, other: Self) -> bool:
        """Return whether another box lies wholly within."""
        return self.holds(other[:2]) and self.holds(other[2:])

    def meets(self, other: Self) -> bool:
        """Return whether two boxes have a point in common, if only on their edges."""
        across = self.west <= other.east and other.west <= self.east
        return across and self.south <= other.north and other.south <= self.north


class DegreeBox(_Box):
    """West, south, east, north in degrees of longitude and latitude.

    Examples
    --------
    >>> DegreeBox.around([(121, 43, 130, 50), (125, 42, 135, 53)])
    DegreeBox(west=121, south=42, east=135, north=53)
    >>> DegreeBox(121, 43, 135, 53).holds((126.6, 45.8)), DegreeBox(0, 0, 1, 1).meets(DegreeBox(2, 0, 3, 1))
    (True, False)
    """

    __slots__ = ()


class KmBox(_Box):
    """West, south, east, north in kilometres of a flat map, y to the north.

    Examples
    --------
    >>> KmBox(0.0, 0.0, 4.0, 2.0).grown(1.0, 0.5), KmBox(0, 0, 4, 2).middle
    (KmBox(west=-1.0, south=-0.5, east=5.0, north=2.5), (2.0, 1.0))
    """

    __slots__ = ()


GLOBE = DegreeBox(-180.0, -90.0, 180.0, 90.0)
"""The range of longitudes and latitudes."""
