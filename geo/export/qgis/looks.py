"""How each sort of zone, unit and place of an export looks: the page's choices, free of any GIS format."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from geo.draw.scene.build import zone_looks as zone_places
from geo.draw.scene.style import (
    BASIS_DASHES,
    FORM_STROKES,
    LEVEL_STROKES,
    LINE_STROKES,
    PAPER,
    Stroke,
    ZoneColour,
    industry_colour,
    zone_colour,
    zone_hatch,
)
from geo.draw.scene.style import FILL_OPACITY as STRENGTHS
from geo.draw.scene.ui import UI
from geo.draw.sheet.breaks import Rank, settings_of, shared_part
from geo.export.names import worded
from geo.model.outlines import positions
from geo.model.plan import Plan
from geo.model.schema import KINDS, LEVELS, Unit, Zone

FILL_OPACITY = STRENGTHS["zones"]
HATCH_OPACITY = 0.2
BAND = Stroke(9.0)
BAND_OPACITY = 0.2
"""As on the page: the ground shows through a zone, and its colour deepens along the border."""

BASIS_WORDS = {"sketch": UI["sketch"], "admin-part": UI["part"]}
"""What the name of a zone says of its outline, by its basis."""

OTHER = ("其他", "other")
NO_INDUSTRY = ("未说明产业", "no industry stated")
_PIXEL_M = 0.0254 / 96
_OUTLINED_PX = 17.0
_NAMED_PX, _FINE_NAMED_PX = 36.0, 150.0
"""A level is outlined, or named, from the scale on at which half of its units are so many pixels wide."""

GATHER_PX = 17.0
"""Places nearer than this on the screen gather into one counted symbol, as on the page."""
_ZONE_TYPE = Rank(size=15.0, leading=19.0, widest=130.0)
_DEGREE_M = 111_320.0


@dataclass(frozen=True, slots=True)
class ZoneLook:
    """One zone.

    Attributes
    ----------
    value : str
        Its id, the value of its category.
    label : str
        Its name, which the legend says.
    lines : str
        The name as the map shows it: a long one broken into lines.
    group : str
        Id of its group.
    colour, hatch, stroke
        How it is drawn.
    is_shown : bool
        False where the zones of another group, which lie over it, are shown first.
    """

    value: str
    label: str
    lines: str
    group: str
    colour: ZoneColour
    hatch: str
    stroke: Stroke
    is_shown: bool


@dataclass(frozen=True, slots=True)
class ParkLook:
    """Places of one kind and one colour.

    Attributes
    ----------
    value : str
        Value of the category: ``kind/industry``, or ``kind/zone`` where no industry is stated.
    label : str
        What the legend says.
    kind : str
        Names the glyph.
    column, ident : str
        The column that decides the colour (``top_industry``, ``zone`` or none) and its value.
    colour : str
        Colour of the glyph.
    """

    value: str
    label: str
    kind: str
    column: str
    ident: str
    colour: str


@dataclass(frozen=True, slots=True)
class UnitLook:
    """Units of one level: their hairline, and the largest scale denominators at which line and name are shown.

    The coarsest level below the region has the larger names.
    """

    level: str
    label: str
    stroke: Stroke
    outlined_from: int
    named_from: int
    is_coarsest: bool


@dataclass(frozen=True, slots=True)
class LineLook:
    """Boundary lines of one kind."""

    value: str
    label: str
    stroke: Stroke


def zone_looks(plan: Plan, lang: str = "zh", *, dashed: bool = True) -> tuple[ZoneLook, ...]:
    """Return the looks of a plan's zones, in the order of the slogan; on request with no dash on any."""
    zones = plan.zones_in_order()
    forms = {group.group: group.form for group in plan.groups}
    names = {zone.zone: worded(zone, lang) for zone in zones}
    places, shared, first = zone_places(zones), shared_part(list(names.values())), _first_group(plan, zones)
    plain = Stroke(1.4)

    def look(zone: Zone) -> ZoneLook:
        width = FORM_STROKES.get(forms.get(zone.group, ""), plain).width
        return ZoneLook(
            value=zone.zone,
            label=names[zone.zone],
            lines="\n".join(settings_of(names[zone.zone], _ZONE_TYPE, _width, shared)[0].lines),
            group=zone.group,
            colour=zone_colour(places[zone.zone]),
            hatch=zone_hatch(places[zone.zone]),
            stroke=Stroke(width, BASIS_DASHES.get(zone.basis, ()) if dashed else ()),
            is_shown=first in ("", zone.group),
        )

    return tuple(look(zone) for zone in zones)


def _first_group(plan: Plan, zones: Sequence[Zone]) -> str:
    """Return the group that is shown first where groups lie over one another, as in a plan without a slogan."""
    return zones[0].group if zones and not plan.header.slogan and len(plan.groups) > 1 else ""


def _width(text: str, size: float) -> float:
    """Return about how wide the page sets a name: Chinese characters spaced by a pixel."""
    return sum(size + 1.0 if ord(letter) > 0x2E80 else 0.56 * size for letter in text)


def park_looks(plan: Plan, parks: Iterable[Mapping[Any, Any]], lang: str = "zh") -> tuple[ParkLook, ...]:
    """Return the looks of the places that are drawn, by kind, then industry, then zone.

    Parameters
    ----------
    plan : Plan
        For names and for the order of its zones and industries.
    parks : iterable of mapping
        Rows with `kind`, `top_industry` and `zone`, each perhaps None.
    """
    colours = {row.industry: industry_colour(rank) for rank, row in enumerate(_top_industries(plan))}
    zones = {look.value: look for look in zone_looks(plan, lang)}
    names = {row.industry: worded(row, lang) for row in plan.industries}
    order = {ident: place for place, ident in enumerate([*KINDS, *colours, *zones, ""])}

    def look(kind: str, column: str, ident: str) -> ParkLook:
        missing = f"{_pick(NO_INDUSTRY, lang)}"
        colour, words = PAPER["quiet"], missing
        if column == "top_industry":
            colour, words = colours[ident], names[ident]
        elif column == "zone":
            colour, words = zones[ident].colour.line, f"{missing} · {zones[ident].label}"
        return ParkLook(f"{kind}/{ident}", f"{_pick(KINDS[kind], lang)} · {words}", kind, column, ident, colour)

    found = {(row["kind"], *_decided(row, colours, zones)) for row in parks if row["kind"] in KINDS}
    return tuple(look(*each) for each in sorted(found, key=lambda each: (order[each[0]], order[each[2]])))


def unit_looks(plan: Plan, lang: str = "zh") -> tuple[UnitLook, ...]:
    """Return the looks of the levels of units that a plan has, the largest first."""
    region = plan.header.region_adcode
    rows = {level: [unit for unit in plan.unit_rows if unit.level == level] for level in LEVELS}
    below = [level for level, units in rows.items() if any(unit.unit != region for unit in units)]
    return tuple(
        UnitLook(
            level=level,
            label=_pick(LEVELS[level], lang),
            stroke=LEVEL_STROKES[level],
            outlined_from=_scale(units, _OUTLINED_PX, region),
            named_from=_scale(units, _NAMED_PX if level in below[:1] else _FINE_NAMED_PX, region),
            is_coarsest=level in below[:1],
        )
        for level, units in rows.items()
        if units
    )


def rings_from(plan: Plan) -> int:
    """Return the largest scale denominator at which the precision of places is shown; 0 means at every scale."""
    found = [look.level for look in unit_looks(plan)][-1:]
    return _scale([unit for unit in plan.unit_rows if unit.level in found], _FINE_NAMED_PX, plan.header.region_adcode)


def line_looks(lines: Iterable[Mapping[Any, Any]], lang: str = "zh") -> tuple[LineLook, ...]:
    """Return the looks of boundary lines: rows with `boundary`, `name` and `name_en`."""
    names = {row["boundary"]: _pick((row["name"], row["name_en"]), lang) for row in lines}
    return tuple(LineLook(ident, name, LINE_STROKES.get(ident, Stroke(1.0))) for ident, name in names.items())


def nearest_m(places: Mapping[str, tuple[float, float]]) -> dict[str, float]:
    """Return how far the nearest other place is from each, in metres, from their degrees.

    Examples
    --------
    >>> found = nearest_m({"a": (0.0, 0.0), "b": (0.0, 0.01), "c": (0.0, 1.0)})
    >>> [(name, round(metres)) for name, metres in found.items()]
    [('a', 1113), ('b', 1113), ('c', 110207)]
    """
    order = sorted(places.items(), key=lambda item: (item[1][1], item[0]))
    return {name: min(_distances(order, at), default=math.inf) for at, (name, _) in enumerate(order)}


def _distances(order: Sequence[tuple[str, tuple[float, float]]], at: int) -> Iterator[float]:
    """Yield distances from one place to those north and south of it, as long as a nearer one may come."""
    lon, lat = order[at][1]
    squeeze = math.cos(math.radians(lat))
    for side in (range(at + 1, len(order)), range(at - 1, -1, -1)):
        least = math.inf
        for other in side:
            east, north = order[other][1]
            if (north - lat) * (north - lat) > least:
                break
            away = (north - lat) ** 2 + ((east - lon) * squeeze) ** 2
            least = min(least, away)
            yield math.sqrt(away) * _DEGREE_M


def _decided(row: Mapping[Any, Any], industries: Mapping[str, Any], zones: Mapping[str, Any]) -> tuple[str, str]:
    """Return the column that gives a place its colour, and its value there."""
    if row["top_industry"] in industries:
        return "top_industry", row["top_industry"]
    return ("zone", row["zone"]) if row["zone"] in zones else ("", "")


def _top_industries(plan: Plan) -> list[Any]:
    return sorted((row for row in plan.industries if not row.parent), key=lambda row: (row.order or 0, row.industry))


def _scale(units: list[Unit], pixels: float, region: str) -> int:
    """Return the scale denominator at which half of the units are so many pixels wide; 0 where none has an outline."""
    widths = [_width_m(unit) for unit in units if unit.geometry and unit.unit != region]
    if not widths:
        return 0
    exact = median(widths) / (pixels * _PIXEL_M)
    step = 10.0 ** (math.floor(math.log10(exact)) - 1)
    return int(round(exact / step) * step)


def _width_m(unit: Unit) -> float:
    found = list(positions((unit.geometry or {})["coordinates"]))
    west, east = min(at[0] for at in found), max(at[0] for at in found)
    return (east - west) * _DEGREE_M * math.cos(math.radians(found[0][1]))


def _pick(words: tuple[str, str], lang: str) -> str:
    return words[1] if lang == "en" and words[1] else words[0]
