"""The names on a figure's map: which things are named, how, and the drawing of names that found a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from geo.draw.figure_breaks import FOCUS_ROOM, RANKS, SUB_SIZE, Measure, settings_of, shared_part
from geo.draw.figure_canvas import Layer
from geo.draw.figure_choice import LEVELS, Choice, ground_units
from geo.draw.figure_ground import Positions, coarse, inside, line_path
from geo.draw.figure_labels import Label, Placed
from geo.draw.figure_type import plain
from geo.draw.marks import Position, UnitMark, ZoneMark
from geo.draw.words import Words

if TYPE_CHECKING:
    from geo.draw.figure_map import Map

PART = Words("局部", "part")
_COUNTY_LEAST = 84.0
"""Counties are named where half of them are wider than this."""


def map_labels(choice: Choice, made: Map, measure: Measure) -> tuple[Label, ...]:
    """Return the names that want a place, the most important first."""
    coarsest = {unit.id for unit in ground_units(choice.scene)}
    return (
        *_zone_labels(choice, made, measure),
        *_unit_labels(choice, made, measure, "prefecture", coarsest),
        *_far_labels(choice, made, measure),
        *_unit_labels(choice, made, measure, "county", made.units.keys() - coarsest),
        *_place_labels(choice, made, measure),
    )


def basis_word(choice: Choice, zone: ZoneMark) -> str:
    """Return what a zone's name must say of its outline: a sketch, or only a part of its units."""
    if choice.diagram:
        return ""
    return {"sketch": choice.ui("sketch"), "admin-part": choice.words(PART)}.get(zone.basis, "")


def draw_names(layer: Layer, choice: Choice, placed: Iterable[Placed]) -> None:
    """Write names at their places, each with a halo."""
    for name in placed:
        _draw_name(layer, choice, name)


def _draw_name(layer: Layer, choice: Choice, name: Placed) -> None:
    label, look, theme = name.label, RANKS[name.label.rank], choice.theme
    is_far = label.rank == "far"
    y = name.box[1] + look.leading / 2 + look.size * 0.36
    for at, line in enumerate(name.setting.lines):
        layer.text(
            name.x,
            y + at * look.leading,
            line,
            look.size,
            label.colour,
            anchor=name.anchor,
            halo=None if is_far else theme.halo,
            halo_width=4.0 if label.rank == "zone" else 3.0,
            weight=look.weight,
            name=f"name.{label.id}" if at == 0 else None,
        )
    if label.sub:
        below = y + len(name.setting.lines) * look.leading - 12.0
        layer.text(name.x, below, label.sub, SUB_SIZE, label.colour, anchor=name.anchor, halo=theme.halo)
    if label.focus:
        left, _, right, bottom = name.box
        level = bottom - FOCUS_ROOM / 2
        layer.shape(line_path((left, level), (right, level)), line=label.focus, width=2.4)


def _zone_labels(choice: Choice, made: Map, measure: Measure) -> Iterable[Label]:
    shared = shared_part([plain(choice.words(zone.name)) for zone in choice.zones])
    drawn = {zone.id: coarse(rings) or rings for zone, rings in made.zones}
    order = list(drawn)
    small_first = sorted((zone for zone in choice.zones if zone.id in drawn), key=lambda zone: -order.index(zone.id))
    for zone in small_first:
        at = choice.label(zone)
        if at and choice.is_lit(zone):
            seat = made.ground.position(at)
            sub, name = basis_word(choice, zone), plain(choice.words(zone.name))
            yield Label(
                id=zone.id,
                rank="zone",
                settings=settings_of(name, "zone", measure, shared, sub),
                at=seat,
                rings=drawn[zone.id],
                others=[rings for ident, rings in drawn.items() if ident != zone.id and not _holds(rings, seat)],
                colour=choice.theme.zone(zone.colour).text,
                sub=sub,
            )


def _holds(rings: Sequence[Positions], at: Position) -> bool:
    return bool(inside(rings, np.array([at]))[0])


def _unit_labels(choice: Choice, made: Map, measure: Measure, rank: str, wanted: Iterable[str]) -> Iterable[Label]:
    idents, region = set(wanted), choice.scene.plan.region_adcode
    levels = [level for level in LEVELS if rank != "county" or made.level_width(level) >= _COUNTY_LEAST]
    for unit, rings in made.units.values():
        in_light = not choice.is_dimmed or any(zone.id in unit.zones and choice.is_lit(zone) for zone in choice.zones)
        if unit.id == region or unit.level not in levels or (rank == "county" and not in_light):
            continue
        if unit.id in idents and unit.label:
            focus, name = _focus(choice, unit), plain(choice.words(unit.name))
            yield Label(
                id=unit.id,
                rank=rank,
                settings=settings_of(name, rank, measure, focus=bool(focus)),
                at=made.ground.position(unit.label),
                rings=coarse(rings) or rings,
                colour=choice.theme.ink if rank == "prefecture" and in_light else choice.theme.quiet,
                focus=focus,
            )


def _focus(choice: Choice, unit: UnitMark) -> str:
    """Return the line colour of a zone that names a unit as its focus, not as its whole; else an empty text."""
    found = (zone for zone in choice.zones if zone.focus and zone.id in unit.zones and unit.id in zone.members)
    zone = next((zone for zone in found if choice.is_lit(zone)), None)
    return choice.theme.zone(zone.colour).line if zone else ""


def _far_labels(choice: Choice, made: Map, measure: Measure) -> Iterable[Label]:
    rings = {ident: coarse(own) for ident, own in made.context}
    near = ((item.name, item.label, rings.get(item.id, [])) for item in choice.scene.context if item.label)
    none: list[Positions] = []
    abroad = ((item.name, item.label, none) for item in choice.scene.abroad)
    for number, (name, at, own) in enumerate((*near, *abroad)):
        yield Label(
            id=f"far.{number}",
            rank="far",
            settings=settings_of(plain(choice.words(name)), "far", measure),
            at=made.ground.position(at),
            rings=own,
            colour=choice.theme.far,
        )


def _place_labels(choice: Choice, made: Map, measure: Measure) -> Iterable[Label]:
    """Yield the names of places that stand alone."""
    for each in made.places:
        if len(each.parks) == 1:
            park = each.parks[0]
            yield Label(
                id=park.id,
                rank="park",
                settings=settings_of(plain(choice.words(park.name)), "park", measure),
                at=(each.x, each.y),
                beside=each.radius,
                colour=choice.theme.ink,
            )
