"""The names on a figure's map: which things are named, how, and the drawing of names that found a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from geo.draw.figure.canvas import Layer
from geo.draw.figure.laid import Map
from geo.draw.figure.paths import circle_path, line_path
from geo.draw.figure.type import plain
from geo.draw.scene.marks import Position, UnitMark
from geo.draw.scene.view import View
from geo.draw.sheet.areas import Area
from geo.draw.sheet.breaks import Rank, Setting, Width, settings_of, shared_part, short_province
from geo.draw.sheet.labels import Label, Placed
from geo.model.schema import LEVELS

RANKS = MappingProxyType(
    {
        "zone": Rank(size=29.0, leading=36.0, widest=270.0, weight=1.0, sizes=(1.0, 0.9, 0.8)),
        "unit": Rank(size=18.5, leading=24.0, widest=170.0, weight=0.35, sizes=(1.0, 0.88)),
        "far": Rank(size=17.0, leading=24.0, widest=240.0),
        "county": Rank(size=14.5, leading=19.0, widest=110.0),
        "place": Rank(size=14.5, leading=18.0, widest=210.0),
    }
)
"""The type of each rank of names, by falling importance."""

_SUB_SIZE, _FOCUS_ROOM = 13.5, 5.0
_COUNTY_LEAST = 84.0
"""Counties are named where half of them are wider than this."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a name is written: colour, colour of a line below it, if any, and a word below it."""

    colour: str
    focus: str = ""
    sub: str = ""


def map_labels(view: View, made: Map, width: Width) -> tuple[Label, ...]:
    """Return the names that want a place."""
    coarsest = {unit.id for unit in view.scene.ground_units}
    return (
        *_zone_labels(view, made, width),
        *_unit_labels(view, made, width, "unit", coarsest),
        *_far_labels(view, made, width),
        *_unit_labels(view, made, width, "county", made.units.keys() - coarsest),
        *_place_labels(view, made, width),
    )


def draw_names(layer: Layer, view: View, placed: Iterable[Placed]) -> None:
    """Write names at their places, each with a halo; lines that lead to areas lie below all of them."""
    names = tuple(placed)
    for name in names:
        _draw_leader(layer, view, name)
    for name in names:
        _draw_name(layer, view, name)


def _draw_leader(layer: Layer, view: View, name: Placed) -> None:
    if name.leader is None:
        return
    colour, (_, end) = name.label.look.colour, name.leader
    path = line_path(*name.leader)
    layer.shape(path, line=view.theme.halo, width=4.2, round_ends=True)
    layer.shape(path, line=colour, width=1.7, round_ends=True)
    layer.shape(circle_path(*end, 3.0), fill=colour)


def _draw_name(layer: Layer, view: View, name: Placed) -> None:
    rank, look, theme = RANKS[name.label.rank], name.label.look, view.theme
    size, leading = rank.size * name.setting.scale, rank.leading * name.setting.scale
    y = name.box.top + leading / 2 + size * 0.36
    for at, line in enumerate(name.setting.lines):
        layer.text(
            name.x,
            y + at * leading,
            line,
            size,
            look.colour,
            anchor=name.anchor,
            halo=None if name.label.rank == "far" else theme.halo,
            halo_width=4.0 if name.label.rank == "zone" else 3.0,
            weight=rank.weight,
            name=f"name.{name.label.id}" if at == 0 else None,
        )
    if look.sub:
        below = y + len(name.setting.lines) * leading - 12.0
        layer.text(name.x, below, look.sub, _SUB_SIZE, look.colour, anchor=name.anchor, halo=theme.halo)
    if look.focus:
        level = name.box.bottom - _FOCUS_ROOM / 2
        layer.shape(line_path((name.box.left, level), (name.box.right, level)), line=look.focus, width=2.4)


def _zone_labels(view: View, made: Map, width: Width) -> Iterable[Label]:
    """Yield the names of lit zones, the smallest first: large ones have more places to go."""
    shared = shared_part([plain(view.tell(zone.name)) for zone in view.zones])
    for zone, _ in reversed(made.zones):
        at = view.label(zone)
        if at and view.is_lit(zone):
            seat = made.ground.position(at)
            sub, name = view.basis_word(zone), plain(view.tell(zone.name))
            below = (width(sub, _SUB_SIZE), _SUB_SIZE + 4.0) if sub else (0.0, 0.0)
            others = (made.area(other.id) for other, _ in made.zones if other.id != zone.id)
            yield Label(
                id=zone.id,
                rank="zone",
                settings=settings_of(name, RANKS["zone"], width, shared, below),
                at=seat,
                area=made.area(zone.id),
                others=[area for area in others if not _holds(area, seat)],
                look=Look(view.theme.zone(zone.tone).text, sub=sub),
            )


def _holds(area: Area, at: Position) -> bool:
    return bool(area.holds(np.array([at]))[0])


def _unit_labels(view: View, made: Map, width: Width, rank: str, wanted: Iterable[str]) -> Iterable[Label]:
    idents, region = set(wanted), view.scene.plan.region_adcode
    levels = [level for level in LEVELS if rank != "county" or made.level_width(level) >= _COUNTY_LEAST]
    for unit, _ in made.units.values():
        in_light = not view.is_dimmed or any(zone.id in unit.zones and view.is_lit(zone) for zone in view.zones)
        if unit.id == region or unit.level not in levels or (rank == "county" and not in_light):
            continue
        if unit.id in idents and unit.label:
            focus = _focus(view, unit)
            colour = view.theme.ink if rank == "unit" and in_light else view.theme.quiet
            yield Label(
                id=unit.id,
                rank=rank,
                settings=_unit_settings(view, unit, rank, width, focus),
                at=made.ground.position(unit.label),
                area=made.area(unit.id),
                look=Look(colour, focus),
            )


def _unit_settings(view: View, unit: UnitMark, rank: str, width: Width, focus: str) -> tuple[Setting, ...]:
    """Return how a unit's name is set; that of a province on a map of the whole country in its short form."""
    name = plain(view.tell(unit.name))
    shown = short_province(name) if unit.level == "province" and view.scene.lines else name
    return settings_of(shown, RANKS[rank], width, below=(0.0, _FOCUS_ROOM if focus else 0.0))


def _focus(view: View, unit: UnitMark) -> str:
    """Return the line colour of the zone that names a unit as its focus, not as its whole; else an empty text."""
    zone = view.focus_zone(unit)
    return view.zone_colour(zone).line if zone else ""


def _far_labels(view: View, made: Map, width: Width) -> Iterable[Label]:
    """Yield the names of what lies around; those of countries stand on no land that is drawn."""
    seas, drawn = (made.region, made.sea), {ident for ident, _ in made.context}
    near = ((item.name, item.label, made.area(item.id), seas) for item in view.scene.context if item.id in drawn)
    abroad = ((item.name, item.label, None, (*seas, made.around)) for item in view.scene.abroad)
    for number, (name, at, own, barred) in enumerate((*near, *abroad)):
        if at:
            yield Label(
                id=f"far.{number}",
                rank="far",
                settings=settings_of(plain(view.tell(name)), RANKS["far"], width),
                at=made.ground.position(at),
                area=own,
                barred=barred,
                look=Look(view.theme.faint),
            )


def _place_labels(view: View, made: Map, width: Width) -> Iterable[Label]:
    """Yield the names of places that stand alone."""
    for each in made.places:
        if len(each.parks) == 1:
            park = each.parks[0]
            yield Label(
                id=park.id,
                rank="place",
                settings=settings_of(plain(view.tell(park.name)), RANKS["place"], width),
                at=each.at,
                beside=each.radius,
                look=Look(view.theme.ink),
            )
