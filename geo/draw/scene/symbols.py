"""Symbols of places and hatches of zones, as SVG path data."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Hatch:
    """A pattern of thin strokes: SVG path data within a square tile of `size` pixels."""

    size: int
    d: str


HATCHES = MappingProxyType(
    {
        "slash": Hatch(8, "M-2 2L2 -2M0 8L8 0M6 10L10 6"),
        "dots": Hatch(8, "M1.5 2h1M5.5 6h1"),
        "backslash": Hatch(8, "M-2 6L2 10M0 0L8 8M6 -2L10 2"),
        "horizontal": Hatch(6, "M0 3H6"),
        "cross": Hatch(10, "M0 0L10 10M0 10L10 0"),
        "vertical": Hatch(6, "M3 0V6"),
        "grid": Hatch(9, "M0 4.5H9M4.5 0V9"),
        "waves": Hatch(12, "M0 4.5Q3 1.5 6 4.5T12 4.5M0 10.5Q3 7.5 6 10.5T12 10.5"),
    }
)

SYMBOLS = MappingProxyType(
    {
        "park": "M-5.5 -5.5H5.5V5.5H-5.5Z",
        "base": "M0 -6.5L6.6 5H-6.6Z",
        "valley": "M-6.6 -5H6.6L0 6.5Z",
        "cluster": "M-3.1 -3.3a3.1 3.1 0 1 0 6.2 0a3.1 3.1 0 1 0 -6.2 0Z"
        "M-6.6 3.1a3.1 3.1 0 1 0 6.2 0a3.1 3.1 0 1 0 -6.2 0ZM0.4 3.1a3.1 3.1 0 1 0 6.2 0a3.1 3.1 0 1 0 -6.2 0Z",
        "zone": "M6.8 0L3.4 5.9H-3.4L-6.8 0L-3.4 -5.9H3.4Z",
        "port": "M-6.5 -1H-1.3V-3.1A2.3 2.3 0 1 1 1.3 -3.1V-1H6.5A6.5 6.5 0 0 1 -6.5 -1Z",
        "laboratory": "M-3 -6.6H3V-4.8H2V-1.6L6.2 6H-6.2L-2 -1.6V-4.8H-3Z",
        "centre": "M-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0ZM-2.6 0a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0Z",
        "platform": "M-6.5 -5.6H6.5V-2.6H-6.5ZM-6.5 -1.5H6.5V1.5H-6.5ZM-6.5 2.6H6.5V5.6H-6.5Z",
        "institute": "M0 -7L1.9 -2.4L6.7 -2.2L2.9 0.9L4.2 5.7L0 3L-4.2 5.7L-2.9 0.9L-6.7 -2.2L-1.9 -2.4Z",
        "university": "M0 -6L7.2 -2.2L4.6 -0.9V4.1C2.2 5.9 -2.2 5.9 -4.6 4.1V-0.9L-7.2 -2.2Z",
        "hospital": "M-2.3 -6.3H2.3V-2.3H6.3V2.3H2.3V6.3H-2.3V2.3H-6.3V-2.3H-2.3Z",
        "company": "M-6.2 5.6V-6H-3V-0.9L1.6 -3.7V-0.9L6.2 -3.7V5.6Z",
        "project": "M0 -7L7 0L0 7L-7 0Z",
    }
)
"""Symbol of each kind of place: SVG path data in a box of 16 x 16 around (0, 0), filled even-odd."""

DISC = "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0 -5 0Z"
"""Of a kind that the schema does not know, and of colours in a legend."""
