"""Boxes on a sheet, whatever its units: pixels of a design, or points of a slide."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.draw.scene.marks import Position


class SheetBox(NamedTuple):
    """Left, top, right, bottom in units of a sheet, y growing downwards.

    Examples
    --------
    >>> SheetBox.sized(10, 20, 100, 50)
    SheetBox(left=10, top=20, right=110, bottom=70)
    >>> SheetBox(0, 0, 4, 4).meets(SheetBox(4, 0, 8, 4)), SheetBox(0, 0, 4, 4).common(SheetBox(2, 1, 9, 3))
    (False, SheetBox(left=2, top=1, right=4, bottom=3))
    """

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def sized(cls, left: float, top: float, width: float, height: float) -> SheetBox:
        """Return the box of an upper left corner, a width and a height."""
        return cls(left, top, left + width, top + height)

    @classmethod
    def centred(cls, at: Position, across: float, down: float) -> SheetBox:
        """Return the box that reaches so far to left and right of a point, and so far up and down."""
        return cls(at[0] - across, at[1] - down, at[0] + across, at[1] + down)

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def diagonal(self) -> float:
        """Length from corner to corner."""
        return math.hypot(self.width, self.height)

    @property
    def middle(self) -> Position:
        """The point in its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def ring(self) -> NDArray[np.float64]:
        """Its corners, clockwise from the upper left one, which is also the last."""
        left, top, right, bottom = self
        return np.array([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], float)

    def grown(self, by: float) -> SheetBox:
        """Return the box larger by so much on every side."""
        return SheetBox(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def inset(self, by: float) -> SheetBox:
        """Return the box smaller by so much on every side."""
        return self.grown(-by)

    def corners(self, width: float, height: float) -> tuple[SheetBox, ...]:
        """Return the boxes of a size in its corners: lower left, lower right, upper left, upper right."""
        lefts, tops = (self.left, self.right - width), (self.bottom - height, self.top)
        return tuple(SheetBox.sized(left, top, width, height) for top in tops for left in lefts)

    def common(self, other: SheetBox) -> SheetBox:
        """Return what two boxes have in common, turned inside out where that is nothing."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        return SheetBox(left, top, min(self.right, other.right), min(self.bottom, other.bottom))

    def meets(self, other: SheetBox) -> bool:
        """Return whether two boxes have some area in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def contains(self, other: SheetBox) -> bool:
        """Return whether another lies wholly within."""
        beside = self.left <= other.left and other.right <= self.right
        return beside and self.top <= other.top and other.bottom <= self.bottom

    def nearest(self, at: Position) -> Position:
        """Return the point of the box that is nearest to a point."""
        return min(max(at[0], self.left), self.right), min(max(at[1], self.top), self.bottom)

    def holds(self, at: Position) -> bool:
        """Return whether a point lies within, not on the edge."""
        return self.left < at[0] < self.right and self.top < at[1] < self.bottom
