"""How each sort of zone, unit and place of an export looks: what a view of the scene shows, free of any GIS format."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from geo.draw.scene.looks import LEVEL_STROKES, Stroke, line_stroke, place_tone
from geo.draw.scene.marks import UnitMark, ZoneMark
from geo.draw.scene.theme import ZoneColour
from geo.draw.scene.view import View
from geo.draw.sheet.breaks import Rank, settings_of, shared_part
from geo.model.outlines import parts_of
from geo.model.schema import KINDS, LEVELS
from geo.space.ellipsoid import DEGREE_M

OTHER = ("其他", "other")
_PIXEL_M = 0.0254 / 96
_OUTLINED_PX = 17.0
_NAMED_PX, _FINE_NAMED_PX = 36.0, 150.0
"""A level is outlined, or named, from the scale on at which half of its units are so many pixels wide."""

GATHERED_PX = 22.0
"""Symbols nearer than this are gathered: farther than the page does it, since of its counted discs QGIS joins none."""

_ZONE_TYPE = Rank(size=15.0, leading=19.0, widest=130.0)


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
        Value of the category: ``kind/industry``, or ``kind/`` where no industry is stated.
    label : str
        What the legend says.
    kind : str
        Names the symbol.
    industry : str
        The top industry that decides the colour, empty where none is stated.
    colour : str
        Colour of the symbol.
    """

    value: str
    label: str
    kind: str
    industry: str
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


def zone_looks(view: View) -> tuple[ZoneLook, ...]:
    """Return the looks of all zones, in the order of the slogan."""
    zones = view.scene.zones
    names = {zone.id: view.tell(zone.name) for zone in zones}
    shared, shown = shared_part(list(names.values())), _shown(view)
    known = view.scene.words

    def look(zone: ZoneMark) -> ZoneLook:
        return ZoneLook(
            value=zone.id,
            label=names[zone.id],
            lines="\n".join(settings_of(names[zone.id], _ZONE_TYPE, _width, shared, known=known)[0].lines),
            group=zone.group,
            colour=view.zone_colour(zone),
            hatch=view.zone_hatch(zone),
            stroke=view.zone_stroke(zone),
            is_shown=zone.group in shown,
        )

    return tuple(look(zone) for zone in zones)


def _shown(view: View) -> frozenset[str]:
    """Return the groups that are shown first: the first one where layouts lie over one another, else all."""
    return frozenset(zone.group for zone in view.zones or view.scene.zones[:1])


def _width(text: str, size: float) -> float:
    """Return about how wide the page sets a name: Chinese characters spaced by a pixel."""
    return sum(size + 1.0 if ord(letter) > 0x2E80 else 0.56 * size for letter in text)


def park_looks(view: View, parks: Iterable[Mapping[Any, Any]]) -> tuple[ParkLook, ...]:
    """Return the looks of places by kind, then industry.

    Parameters
    ----------
    view : View
        For colours and names, and for the order of industries.
    parks : iterable of mapping
        Rows with `kind` and `top_industry`, each perhaps None.
    """
    industries = {row.id: row for row in view.scene.industries if row.tone}
    tones = {ident: row.tone for ident, row in industries.items()}
    order = {ident: place for place, ident in enumerate([*KINDS, *industries, ""])}

    def look(kind: str, top: str) -> ParkLook:
        ident = top if top in industries else ""
        stated = view.tell(industries[ident].name) if ident else view.say("no_industry")
        label = " · ".join([view.choice(KINDS, kind), stated])
        return ParkLook(f"{kind}/{ident}", label, kind, ident, view.colour(place_tone(ident, tones)))

    rows = {(row["kind"], row["top_industry"] or "") for row in parks if row["kind"] in KINDS}
    found = {look(*row) for row in sorted(rows)}
    return tuple(sorted(found, key=lambda each: (order[each.kind], order[each.industry])))


def unit_looks(view: View) -> tuple[UnitLook, ...]:
    """Return the looks of the levels of units that a plan has, the largest first."""
    rows = {level: [unit for unit in view.scene.units if unit.level == level] for level in LEVELS}
    coarsest = next((unit.level for unit in view.scene.ground_units), "")
    region = view.scene.plan.region_adcode
    return tuple(
        UnitLook(
            level=level,
            label=view.choice(LEVELS, level),
            stroke=LEVEL_STROKES[level],
            outlined_from=_scale(units, _OUTLINED_PX, region),
            named_from=_scale(units, _NAMED_PX if level == coarsest else _FINE_NAMED_PX, region),
            is_coarsest=level == coarsest,
        )
        for level, units in rows.items()
        if units
    )


def rings_from(view: View) -> int:
    """Return the largest scale denominator at which the precision of places is shown; 0 means at every scale."""
    found = [look.level for look in unit_looks(view)][-1:]
    finest = [unit for unit in view.scene.units if unit.level in found]
    return _scale(finest, _FINE_NAMED_PX, view.scene.plan.region_adcode)


def line_looks(view: View, lines: Iterable[Mapping[Any, Any]]) -> tuple[LineLook, ...]:
    """Return the looks of boundary lines: rows with `boundary`, `name` and `name_en`."""
    names = {row["boundary"]: view.tell((row["name"], row["name_en"] or "")) for row in lines}
    return tuple(LineLook(ident, name, line_stroke(ident)) for ident, name in names.items())


def nearest_m(places: Mapping[str, tuple[float, float]]) -> dict[str, float]:
    """Return how far the nearest other place is from each, in metres, from their degrees.

    A map in degrees has the scale of its parallels: places north of one another are as much nearer there as these
    are shorter than a meridian, and so they are here.

    Examples
    --------
    >>> found = nearest_m({"a": (0.0, 60.0), "b": (0.01, 60.0), "c": (0.0, 61.0)})
    >>> [(name, round(metres)) for name, metres in found.items()]
    [('a', 557), ('b', 557), ('c', 53969)]
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
            up, across = (north - lat) * squeeze, (east - lon) * squeeze
            if up * up > least:
                break
            away = up**2 + across**2
            least = min(least, away)
            yield math.sqrt(away) * DEGREE_M


def _scale(units: Sequence[UnitMark], pixels: float, region: str) -> int:
    """Return the scale denominator at which half of the units are so many pixels wide; 0 where none has an outline."""
    widths = [_width_m(unit) for unit in units if unit.shape and unit.id != region]
    if not widths:
        return 0
    exact = median(widths) / (pixels * _PIXEL_M)
    step = 10.0 ** (math.floor(math.log10(exact)) - 1)
    return int(round(exact / step) * step)


def _width_m(unit: UnitMark) -> float:
    polygons = parts_of(unit.shape)
    lons = [at[0] for shell, *_ in polygons for at in shell]
    return float(max(lons) - min(lons)) * DEGREE_M * math.cos(math.radians(polygons[0][0][0][1]))
