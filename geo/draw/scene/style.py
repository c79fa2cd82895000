"""Colour, width, dash, hatch and symbol of everything that is drawn, for every medium.

The colours were chosen by search, not by eye: fills of zones, and colours of industries, stay apart under the three
kinds of colour blindness (simulated after Machado, Oliveira and Fernandes 2009), and industries also in grey.
Where the colours of two zones come close, their hatches differ. The dark set, for a dark room and a projector, was
found in the same way, each colour near the hue of its light one.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from geo.draw.scene.looks import Stroke


@dataclass(frozen=True, slots=True)
class ZoneColour:
    """The three tones of one hue.

    Attributes
    ----------
    fill : str
        Soft tone of the area.
    line : str
        Crisp tone of its outline, at least 3:1 on the fill.
    text : str
        Dark tone of its name, at least 4.5:1 on the fill and on paper.
    """

    fill: str
    line: str
    text: str


@dataclass(frozen=True, slots=True)
class Hatch:
    """A pattern of thin strokes: SVG path data within a square tile of `size` pixels."""

    size: int
    d: str


PAPER = MappingProxyType(
    {
        "paper": "#f4f1ea",
        "land": "#faf8f3",
        "context": "#e6e1d6",
        "context_line": "#bdb6a6",
        "ink": "#2b2823",
        "quiet": "#6a6459",
        "halo": "#fbf9f4",
        "accent": "#a3341f",
    }
)
"""Colours that stand for no datum: a warm-grey atlas plate."""

ZONE_COLOURS = (
    ZoneColour("#f5aba8", "#a64245", "#793334"),
    ZoneColour("#ffe2ac", "#7b5f0e", "#5b4610"),
    ZoneColour("#c2eee7", "#047066", "#06524b"),
    ZoneColour("#88c5f3", "#0c6a96", "#064e70"),
    ZoneColour("#c8b8d6", "#77539d", "#573e71"),
    ZoneColour("#d8ebce", "#3b6f29", "#2e5220"),
    ZoneColour("#e1b78a", "#895916", "#644214"),
    ZoneColour("#acebfe", "#056d81", "#035060"),
    ZoneColour("#d7b6c1", "#a43f6b", "#77314e"),
)

INDUSTRY_COLOURS = ("#870d3b", "#617942", "#258ee0", "#8f5a01", "#016560", "#6d3a7d", "#5d2c04", "#c35891")

PAPER_DARK = MappingProxyType(
    {
        "paper": "#121416",
        "land": "#23272b",
        "context": "#1b1e21",
        "context_line": "#3a3e44",
        "ink": "#f2efe8",
        "quiet": "#b8b1a5",
        "halo": "#121416",
        "accent": "#f2a08c",
    }
)

ZONE_COLOURS_DARK = (
    ZoneColour("#914a4d", "#f1908e", "#ffc3c0"),
    ZoneColour("#483d11", "#c7a762", "#e7cfa1"),
    ZoneColour("#628379", "#3acabb", "#99e5da"),
    ZoneColour("#20424f", "#51b4f1", "#a7d7fe"),
    ZoneColour("#6e51b4", "#c09de2", "#e1c8f7"),
    ZoneColour("#1c8f3d", "#8ab875", "#c1dfb2"),
    ZoneColour("#9f7504", "#ddab71", "#f5cfa7"),
    ZoneColour("#37687b", "#01bbdc", "#8fddf3"),
    ZoneColour("#b35e9d", "#f09ab9", "#ffc7da"),
)

INDUSTRY_COLOURS_DARK = ("#ec6e92", "#d8e294", "#5da6f4", "#e9ce1c", "#aaf9d2", "#a379b6", "#e39e76", "#f3add8")

FILL_OPACITY = MappingProxyType({"zones": 0.62, "counties": 0.42})
"""How thickly a page lays a zone's fill over the land: as a whole, and where single counties can be picked."""

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

_HATCH_ORDER = ("", *HATCHES)

FORM_STROKES = MappingProxyType(
    {
        "pole": Stroke(1.8),
        "area": Stroke(1.4),
        "belt": Stroke(1.4),
        "valley": Stroke(1.8),
        "centre": Stroke(1.8),
        "wing": Stroke(1.4),
        "axis": Stroke(2.2),
        "ring": Stroke(1.8),
        "corridor": Stroke(2.2),
        "park-cluster": Stroke(1.4),
        "region": Stroke(1.2),
    }
)
"""Outline of a zone by the form of its group."""

BASIS_DASHES: MappingProxyType[str, tuple[float, ...]] = MappingProxyType(
    {"admin-union": (), "admin-part": (8.0, 3.0), "sketch": (4.0, 3.0), "none": (1.0, 3.0)}
)
"""Dash of a zone's outline by what it rests on: solid only where it follows whole units."""

LEVEL_STROKES = MappingProxyType({"province": Stroke(1.6), "prefecture": Stroke(0.9), "county": Stroke(0.5)})
"""Hairlines between administrative units."""

LINE_STROKES = MappingProxyType(
    {
        "province-line": Stroke(0.8, (6.0, 2.0, 1.0, 2.0)),
        "sar-line": Stroke(0.8, (6.0, 2.0, 1.0, 2.0)),
        "dash-line": Stroke(2.0),
        "undefined-line": Stroke(1.2, (5.0, 3.0)),
    }
)
"""Boundary lines of the source by their id in layers/base/lines.geojson."""

GLYPHS = MappingProxyType(
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


def zone_colour(order: int) -> ZoneColour:
    """Return the tones of a zone by its place in the plan, from 0.

    Examples
    --------
    >>> zone_colour(0).fill, zone_colour(9) == zone_colour(0)
    ('#f5aba8', True)
    """
    return ZONE_COLOURS[order % len(ZONE_COLOURS)]


def zone_hatch(order: int) -> str:
    """Return the name of a zone's hatch by its place in the plan, from 0; the first has none.

    From the tenth zone on the colours come round again, each with the hatch of the next colour.

    Examples
    --------
    >>> zone_hatch(0), zone_hatch(1), zone_hatch(9)
    ('', 'slash', 'slash')
    """
    rounds = order // len(ZONE_COLOURS)
    return _HATCH_ORDER[(order + rounds) % len(_HATCH_ORDER)]


def industry_colour(order: int) -> str:
    """Return the colour of a top industry by its place in the taxonomy, from 0.

    Examples
    --------
    >>> industry_colour(0)
    '#870d3b'
    """
    return INDUSTRY_COLOURS[order % len(INDUSTRY_COLOURS)]


def dark_colours() -> dict[str, str]:
    """Return the colour that stands in the dark for each colour of zones and industries.

    Examples
    --------
    >>> dark_colours()["#870d3b"]
    '#ec6e92'
    """
    tones = zip(ZONE_COLOURS, ZONE_COLOURS_DARK, strict=True)
    zones = {getattr(light, tone): getattr(dark, tone) for light, dark in tones for tone in ("fill", "line", "text")}
    return zones | dict(zip(INDUSTRY_COLOURS, INDUSTRY_COLOURS_DARK, strict=True))
