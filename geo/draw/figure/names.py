"""The names on a figure's map: which things are named, how, and the drawing of names that found a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from geo.draw.figure.canvas import Layer
from geo.draw.figure.laid import Map
from geo.draw.figure.paper import NAME_POINTS, ZONE_POINTS, Sheet
from geo.draw.figure.paths import circle_path, line_path
from geo.draw.figure.style import MIDDLE, PathStyle, TextStyle
from geo.draw.figure.type import plain
from geo.draw.scene.marks import UnitMark, ZoneMark
from geo.draw.scene.view import View
from geo.draw.sheet.breaks import Rank, Setting, Width, settings_of
from geo.draw.sheet.labels import Placed
from geo.draw.sheet.names import Lettering, Named

RANKS = MappingProxyType(
    {
        "zone": Rank(size=29.0, leading=36.0, widest=270.0, weight=1.0, sizes=(1.0, 0.9, 0.8)),
        "unit": Rank(size=18.5, leading=24.0, widest=170.0, weight=0.35, sizes=(1.0, 0.88)),
        "far": Rank(size=17.0, leading=24.0, widest=240.0),
        "county": Rank(size=14.5, leading=19.0, widest=110.0),
        "water": Rank(size=13.0, leading=16.0, widest=200.0),
        "place": Rank(size=14.5, leading=18.0, widest=210.0),
    }
)
"""The type of each rank of names, by falling importance."""

_SUB_SIZE, _FOCUS_ROOM = 13.5, 5.0
_COUNTY_LEAST = 5.8
"""Counties are named where half of them are wider than so many times their type."""

_ZONE_INSET = 0.62
_TOGETHER, _TOGETHER_ENLARGED = 3, 10
"""Most places of one symbol whose names stand beside it, on a map and in an inset."""

_WIDEST_ZONE = 0.25
"""Share of the width of a sheet that a line of a zone's name takes."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a name is written: its type, its colour, colour of a line below it, if any, a word below it."""

    type: Rank
    colour: str
    focus: str = ""
    sub: str = ""


def ranks_of(sheet: Sheet, share: float = 1.0) -> dict[str, Rank]:
    """Return the type of each rank on a sheet, which can be read at the size at which that is seen.

    The names of zones are smaller by a share in an inset.
    """
    found = {name: rank.scaled(sheet.large).raised(sheet.units(NAME_POINTS)) for name, rank in RANKS.items()}
    least = sheet.units(ZONE_POINTS)
    zone = RANKS["zone"].scaled(sheet.large).raised(least).scaled(share).raised(least)
    return {**found, "zone": replace(zone, widest=min(zone.widest, _WIDEST_ZONE * sheet.width))}


def named_of(made: Map, sheet: Sheet) -> Named:
    """Return what of a map bears a name: lit zones, units, and places that stand alone."""
    view, zones = made.view, [zone for zone, _ in made.zones]
    lit = [zone for zone in zones if view.is_lit(zone) and zone.id not in made.leaders]
    units = [unit for unit, _ in made.units.values() if _is_named(made, sheet, unit)]
    return Named(
        view=view,
        ground=made.ground,
        zones=[] if made.named == "places" else lit,
        rivals={zone.id for zone in zones},
        units=units if made.named == "all" else [],
        spots=[] if made.named == "zones" else made.places,
        together=_TOGETHER if made.named == "all" else _TOGETHER_ENLARGED,
        is_inset=made.named != "all",
    )


def _is_named(made: Map, sheet: Sheet, unit: UnitMark) -> bool:
    """Return whether a unit is named: not the region, of finer levels those in the light, where they are wide.

    On a narrow sheet zones alone are named.
    """
    view = made.view
    if not (sheet.has_places or view.is_tinted):
        return False
    if unit.id == view.scene.plan.region_adcode or unit in view.scene.ground_units:
        return unit in view.scene.ground_units
    least = _COUNTY_LEAST * ranks_of(sheet)["county"].size
    return made.level_widths.get(unit.level, 0.0) >= least and _is_in_light(view, unit)


def _is_in_light(view: View, unit: UnitMark) -> bool:
    return not view.is_dimmed or view.is_unit_lit(unit)


def lettering(made: Map, sheet: Sheet, width: Width) -> Lettering:
    """Return how the names of a map are written on a sheet, given how wide lines are set."""
    view, sub = made.view, _sub_size(sheet)
    known = view.scene.words
    ranks = ranks_of(sheet, 1.0 if made.named == "all" else _ZONE_INSET)

    def written(rank: str, mark: Any, name: str, shared: str) -> tuple[tuple[Setting, ...], Look]:
        look = _look(view, ranks[rank], rank, mark)
        room = (width(look.sub, sub), sub + 4.0) if look.sub else (0.0, _FOCUS_ROOM if look.focus else 0.0)
        return settings_of(plain(name), look.type, width, plain(shared), room, known), look

    return written


def _look(view: View, type_: Rank, rank: str, mark: Any) -> Look:
    theme = view.theme
    if isinstance(mark, ZoneMark):
        return Look(type_, theme.zone(mark.tone).text, sub=view.basis_word(mark))
    if isinstance(mark, UnitMark):
        zone = view.focus_zone(mark)
        is_strong = rank == "unit" and _is_in_light(view, mark)
        return Look(type_, theme.ink if is_strong else theme.quiet, view.zone_colour(zone).line if zone else "")
    return Look(type_, {"far": theme.faint, "water": theme.water_text}.get(rank, theme.ink))


def _sub_size(sheet: Sheet) -> float:
    """Return the type of the word below a name."""
    return max(_SUB_SIZE, sheet.units(NAME_POINTS))


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
    layer.shape(path, PathStyle(line=view.theme.halo, width=4.2, round_ends=True))
    layer.shape(path, PathStyle(line=colour, width=1.7, round_ends=True))
    layer.shape(circle_path(*end, 3.0), PathStyle(fill=colour))


def _draw_name(layer: Layer, view: View, name: Placed) -> None:
    look, theme = name.label.look, view.theme
    rank = look.type
    size, leading = rank.size * name.setting.scale, rank.leading * name.setting.scale
    y = name.box.top + leading / 2 + MIDDLE * size
    for at, line in enumerate(name.setting.lines):
        layer.text(
            (name.x, y + at * leading),
            line,
            TextStyle(
                size,
                look.colour,
                anchor=name.anchor,
                halo=None if name.label.rank == "far" else theme.halo,
                halo_width=4.0 if name.label.rank == "zone" else 3.0,
                weight=rank.weight,
            ),
            name=f"name.{name.label.id}" if at == 0 else None,
        )
    if look.sub:
        sub = _sub_size(layer.sheet)
        below = name.box.bottom - 1.0
        layer.text((name.x, below), look.sub, TextStyle(sub, look.colour, anchor=name.anchor, halo=theme.halo))
    if look.focus:
        level = name.box.bottom - _FOCUS_ROOM / 2
        layer.shape(line_path((name.box.left, level), (name.box.right, level)), PathStyle(line=look.focus, width=2.4))
