"""How each sort of zone, unit and place of an export looks: the page's choices, free of any GIS format."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from geo.draw.style import (
    BASIS_DASHES,
    FORM_STROKES,
    LEVEL_STROKES,
    PAPER,
    Stroke,
    ZoneColour,
    industry_colour,
    zone_colour,
    zone_hatch,
)
from geo.model.outlines import positions
from geo.model.plan import Plan
from geo.model.schema import KINDS, LEVELS, ZONE_BASES, Unit, Zone

FILL_OPACITY = 0.62
HATCH_OPACITY = 0.2
BAND = Stroke(9.0)
BAND_OPACITY = 0.2
"""As on the page: the ground shows through a zone, and its colour deepens along the border."""

SKETCHED = ("sketch", "admin-part")
"""Bases of zones whose name bears the word for a sketch."""

OTHER = ("其他", "other")
NO_INDUSTRY = ("未说明产业", "no industry stated")
SKETCH_WORD = ZONE_BASES["sketch"]
_PIXEL_M = 0.0254 / 96
_OUTLINED_PX = 17.0
_NAMED_PX: Mapping[str, float] = {"prefecture": 36.0, "county": 62.0}
"""A level is outlined, or named, from the scale on at which half of its units are so many pixels wide."""


@dataclass(frozen=True, slots=True)
class ZoneLook:
    """One zone: the value of its category, what the legend says, and its colours and lines."""

    value: str
    label: str
    colour: ZoneColour
    hatch: str
    stroke: Stroke


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
    """Units of one level: their hairline, and the largest scale denominators at which line and name are shown."""

    level: str
    label: str
    stroke: Stroke
    outlined_from: int
    named_from: int


def zone_looks(plan: Plan, lang: str = "zh", *, dashed: bool = True) -> tuple[ZoneLook, ...]:
    """Return the looks of a plan's zones, in the order of the slogan; on request with no dash on any."""
    forms = {group.group: group.form for group in plan.groups}
    plain = Stroke(1.4)

    def look(rank: int, zone: Zone) -> ZoneLook:
        width = FORM_STROKES.get(forms.get(zone.group, ""), plain).width
        stroke = Stroke(width, BASIS_DASHES.get(zone.basis, ()) if dashed else ())
        label = _pick((zone.name, zone.name_en), lang)
        return ZoneLook(zone.zone, label, zone_colour(rank), zone_hatch(rank), stroke)

    return tuple(look(rank, zone) for rank, zone in enumerate(plan.zones_in_order()))


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
    names = {row.industry: _pick((row.name, row.name_en), lang) for row in plan.industries}
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
    rows = {level: [unit for unit in plan.unit_rows if unit.level == level] for level in LEVELS}
    return tuple(
        UnitLook(
            level=level,
            label=_pick(LEVELS[level], lang),
            stroke=LEVEL_STROKES[level],
            outlined_from=_scale(units, _OUTLINED_PX, plan.header.region_adcode),
            named_from=_scale(units, _NAMED_PX.get(level, 0.0), plan.header.region_adcode),
        )
        for level, units in rows.items()
        if units
    )


def _decided(row: Mapping[Any, Any], industries: Mapping[str, Any], zones: Mapping[str, Any]) -> tuple[str, str]:
    """Return the column that gives a place its colour, and its value there."""
    if row["top_industry"] in industries:
        return "top_industry", row["top_industry"]
    return ("zone", row["zone"]) if row["zone"] in zones else ("", "")


def _top_industries(plan: Plan) -> list[Any]:
    return sorted((row for row in plan.industries if not row.parent), key=lambda row: (row.order or 0, row.industry))


def _scale(units: list[Unit], pixels: float, region: str) -> int:
    """Return the scale denominator at which half of the units are so many pixels wide; 0 means at every scale."""
    widths = [_width_m(unit) for unit in units if unit.geometry and unit.unit != region]
    if not widths or not pixels:
        return 0
    exact = median(widths) / (pixels * _PIXEL_M)
    step = 10.0 ** (math.floor(math.log10(exact)) - 1)
    return int(round(exact / step) * step)


def _width_m(unit: Unit) -> float:
    found = list(positions((unit.geometry or {})["coordinates"]))
    west, east = min(at[0] for at in found), max(at[0] for at in found)
    return (east - west) * 111_320.0 * math.cos(math.radians(found[0][1]))


def _pick(words: tuple[str, str], lang: str) -> str:
    return words[1] if lang == "en" and words[1] else words[0]
