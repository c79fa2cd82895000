"""How a zone, a unit, a place and a line are painted, in every medium: tones, widths, dashes, hatches, opacity.

Tones are names of colours, which a theme resolves. Widths and dashes are in CSS pixels, of which a medium makes its own
units.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from types import MappingProxyType
from typing import Literal

from geo.draw.scene.symbols import DISC, HATCHES, SYMBOLS
from geo.draw.scene.theme import LIGHT

Fill = Literal["full", "half", "hollow", "pale"]
"""How much of a symbol is filled."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line: width in CSS pixels and lengths of dashes and gaps, none for a solid line."""

    width: float
    dash: tuple[float, ...] = ()


GATHER_PX = 15.0
"""Symbols nearer than this gather into one that is counted."""

RING_PX, DISC_PX = 14.0, 48.0
"""Radius from which on the precision of a place is drawn around its symbol, and from which on in its place."""

RING_OPACITY, DISC_OPACITY = 0.55, 0.08
"""Of the ring, and of the disc within it that stands for the place."""

BADGE_UNIT_PX = 44.0
"""Units of a level that are narrower than this show what is known to them at the unit above."""

WATER_DRAWN, WATER_NAMED = (0.0, 0.2, 0.7), (0.2, 0.5, 1.4)
"""Pixels for a kilometre from which on waters of each rank are drawn, and named."""

WATER_WIDTHS = (1.8, 1.3, 1.0)
"""Of rivers by rank."""

SEAT_PX = 2.4
"""Radius of the dot of a seat."""

NUMBER_PX = (12.0, 13.0, 15.0, 19.0, 24.0)
"""Size of type of a number on the map, by the class of its amount of money."""

BOUND_ENDS: Mapping[str, int] = MappingProxyType({"ge": 1, "gt": 1, "magnitude": 1, "le": -1, "lt": -1})
"""Operators of numbers that are bounds: on which side what is meant may lie, 1 above and -1 below; there its edge is
hatched."""

FILL_OPACITY = 0.62
"""How thickly a zone's fill lies over the land: thinner, some eyes would take a zone for land around the plan."""

HATCH_OPACITY, BAND_OPACITY = 0.2, 0.2
"""Of a zone's hatch, and of the band along the inside of its border."""

BAND = Stroke(9.0)
PALE_OPACITY = 0.38
"""Of a symbol whose state the text does not say."""

UNLIT = MappingProxyType({"fill": 0.74, "line": 0.62, "text": 0.5})
"""Share of the land's colour in the tones of a zone that is out of a step's light."""

FORM_STROKES: Mapping[str, Stroke] = MappingProxyType(
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

BASIS_DASHES: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {"admin-union": (), "admin-part": (8.0, 3.0), "sketch": (4.0, 3.0), "none": (1.0, 3.0)}
)
"""Dash of a zone's outline by what it rests on: solid only where it follows whole units."""

BASIS_PHRASES: Mapping[str, str] = MappingProxyType({"sketch": "sketch", "admin-part": "part"})
"""Phrase that stands with the name of a zone whose outline is not that of whole units, by its basis."""

LEVEL_STROKES: Mapping[str, Stroke] = MappingProxyType(
    {"province": Stroke(1.6), "prefecture": Stroke(0.9), "county": Stroke(0.5), "township": Stroke(0.35)}
)
"""Hairlines between administrative units."""

LINE_STROKES: Mapping[str, Stroke] = MappingProxyType(
    {
        "province-line": Stroke(0.8, (6.0, 2.0, 1.0, 2.0)),
        "sar-line": Stroke(0.8, (6.0, 2.0, 1.0, 2.0)),
        "dash-line": Stroke(2.0),
        "undefined-line": Stroke(1.2, (5.0, 3.0)),
    }
)
"""Boundary lines of the source by their id in layers/base/lines.geojson."""

UNSAID = "unsaid"
"""Tone of a place of which no industry is stated."""

STATUS_FILLS: Mapping[str, Fill] = MappingProxyType(
    {"existing": "full", "under-construction": "half", "planned": "hollow", "unstated": "pale"}
)
"""How much of a place's symbol is filled, by its state."""

_PLAIN_STROKE = Stroke(1.4)
_HATCH_ORDER = ("", *HATCHES)


def zone_tone(place: int) -> str:
    """Return the hue of a zone by its place in the palette, from 0; after the last they come round again.

    Examples
    --------
    >>> zone_tone(0), zone_tone(9)
    ('zone-0', 'zone-0')
    """
    return f"zone-{place % len(LIGHT.zones)}"


def zone_hatch(place: int) -> str:
    """Return the name of a zone's hatch by its place in the palette, from 0; the first has none.

    When the colours come round again, each has the hatch of the next colour.

    Examples
    --------
    >>> zone_hatch(0), zone_hatch(1), zone_hatch(9)
    ('', 'slash', 'slash')
    """
    rounds = place // len(LIGHT.zones)
    return _HATCH_ORDER[(place + rounds) % len(_HATCH_ORDER)]


def zone_stroke(form: str, basis: str) -> Stroke:
    """Return the outline of a zone: as wide as the form of its group asks, dashed by what it rests on.

    Examples
    --------
    >>> zone_stroke("pole", "sketch")
    Stroke(width=1.8, dash=(4.0, 3.0))
    """
    return Stroke(FORM_STROKES.get(form, _PLAIN_STROKE).width, BASIS_DASHES.get(basis, ()))


def line_stroke(kind: str) -> Stroke:
    """Return how boundary lines of a kind are drawn.

    Examples
    --------
    >>> line_stroke("undefined-line").dash, line_stroke("mine").dash
    ((5.0, 3.0), ())
    """
    return LINE_STROKES.get(kind, Stroke(1.0))


def industry_tone(place: int) -> str:
    """Return the hue of a top industry by its place in the taxonomy, from 0.

    Examples
    --------
    >>> industry_tone(0), industry_tone(8)
    ('industry-0', 'industry-0')
    """
    return f"industry-{place % len(LIGHT.industries)}"


def place_tone(top_industry: str, industries: Mapping[str, str]) -> str:
    """Return the colour of a place: of its first industry's top one, else a neutral grey.

    Colours of zones come close to those of industries: a place in one would seem to state what the text does not.

    Parameters
    ----------
    top_industry : str
        Id, empty where it has none.
    industries : mapping of str to str
        Tones by id.

    Examples
    --------
    >>> place_tone("biomed", {"biomed": "industry-0"}), place_tone("", {"biomed": "industry-0"})
    ('industry-0', 'unsaid')
    """
    return industries.get(top_industry, UNSAID)


def place_symbol(kind: str) -> str:
    """Return the symbol of a kind of place as SVG path data, filled even-odd."""
    return SYMBOLS.get(kind, DISC)


def place_fill(status: str) -> Fill:
    """Return how much of a place's symbol is filled."""
    return STATUS_FILLS.get(status, "pale")


def palette_places(zones: Sequence[tuple[str, str, str]]) -> dict[str, int]:
    """Return the place of each zone in the palette.

    Where the palette has a hue for every zone, that is the zone's place in the plan. Where there are more, as in
    plans whose groups lie over one another, zones of one name in several groups share a hue, and the zones of
    each group differ.

    Parameters
    ----------
    zones : sequence of (str, str, str)
        Id, group and name of each, in the order of the slogan.

    Examples
    --------
    >>> palette_places([("north", "areas", "北"), ("south", "areas", "南")])
    {'north': 0, 'south': 1}
    """
    if len(zones) <= len(LIGHT.zones):
        return {ident: place for place, (ident, _, _) in enumerate(zones)}
    known: dict[str, int] = {}
    places: dict[str, int] = {}
    for group in dict.fromkeys(group for _, group, _ in zones):
        named = {ident: name for ident, of, name in zones if of == group}
        places |= _group_places(named, known)
        known = {**{name: places[ident] for ident, name in named.items()}, **known}
    return places


def _group_places(named: Mapping[str, str], known: Mapping[str, int]) -> dict[str, int]:
    """Return the places of one group: those of names seen before, and the first free ones for the others."""
    kept: dict[str, int] = {}
    for ident, name in named.items():
        if name in known and known[name] not in kept.values():
            kept[ident] = known[name]
    free = (place for place in count() if place not in kept.values())
    return {ident: kept[ident] if ident in kept else next(free) for ident in named}
