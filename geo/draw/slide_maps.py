"""The map of a slide: every zone, unit and place a native shape with a name, and labels that do not collide."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from geo.draw.marks import Box, ParkMark, UnitMark, ZoneMark
from geo.draw.slide_inset import inset_frame
from geo.draw.slide_labels import Field, Label
from geo.draw.slide_names import far_wishes, name_shapes, place_wishes, unit_wishes, zone_wishes
from geo.draw.slide_places import Spot, gathered, spot_shapes
from geo.draw.slide_shapes import Line, Look, Run, Shape, Sheet
from geo.draw.slide_space import Frame, Rect
from geo.draw.slide_stage import Stage
from geo.draw.style import BASIS_DASHES, FORM_STROKES, LEVEL_STROKES, PAPER
from geo.model.schema import LEVELS

_CLEAR, _PALE = 0.72, 0.3
"""Opacity of a zone: the hairlines between its units shine through; and of one that is not spoken of."""
_HAIR = "#8d8576"
TINTS = ("#faf8f3", "#f6e6cd", "#efd1a8", "#e3b583", "#d39762", "#bb7648")
"""From units that no group names to those that most name."""
_LONGEST_BAR = 0.16
"""Share of the map's width."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What one map shows.

    Attributes
    ----------
    view : tuple of float
        Box to show, in kilometres.
    lit, named : collection of str
        Zones in their full colour, and those whose names stand on the map.
    parks : tuple of ParkMark
        Located places to show.
    places, units, counties : bool
        Whether places and units are named, and whether the lit zones' counties are drawn.
    tinted : bool
        Whether units are tinted by the number of groups that name them, instead of zones being drawn.
    bare : bool
        Whether nothing is written on it.
    """

    view: Box
    lit: Collection[str] = ()
    named: Collection[str] = ()
    parks: tuple[ParkMark, ...] = ()
    places: bool = False
    units: bool = True
    counties: bool = False
    tinted: bool = False
    bare: bool = False


def add_map(sheet: Sheet, stage: Stage, rect: Rect, picture: Picture) -> tuple[Label, ...]:
    """Put a map on a slide.

    Parameters
    ----------
    sheet : Sheet
        The slide.
    stage : Stage
        The scene.
    rect : Rect
        Where on the slide, in points.
    picture : Picture
        What it shows.

    Returns
    -------
    tuple of Label
        The names that found a place on it.
    """
    frame = Frame.fitted(rect, picture.view)
    spots = _spots(stage, frame, picture)
    inset = inset_frame(stage, frame, picture, spots)
    km, bar = _scale_bar(frame)
    taken = [bar.inset(-5), *((inset.rect.inset(-3),) if inset else ())]
    labels = () if picture.bare else _labels(stage, frame, picture, spots, taken)
    around = () if picture.bare else (_frame(sheet, stage, rect), *_bar(sheet, stage, bar, km))
    layers = {
        **_layers(sheet, stage, frame, picture),
        "places": spot_shapes(sheet, stage, spots),
        "frame": iter(around),
        "labels": name_shapes(sheet, stage, labels),
    }
    groups = [_ground(sheet, stage, rect)] if not picture.bare else []
    groups += [sheet.group(stage.say(name), stage.say(name), shapes) for name, shapes in layers.items()]
    groups += [_inset(sheet, stage, frame, inset, picture)] if inset else []
    alt = stage.say("map_alt", region=stage.tell(stage.scene.plan.region))
    sheet.add(sheet.group(stage.say("map"), alt, groups))
    return labels


def _layers(sheet: Sheet, stage: Stage, frame: Frame, picture: Picture) -> dict[str, Iterator[Shape]]:
    """Return the areas and lines that a frame shows, from below."""
    return {
        "context": iter(()) if picture.bare else _context(sheet, stage, frame),
        "units": _units(sheet, stage, frame, picture),
        "zones": _zones(sheet, stage, frame, picture),
        "lines": _lines(sheet, stage, frame),
    }


def _spots(stage: Stage, frame: Frame, picture: Picture) -> tuple[Spot, ...]:
    return gathered([(park, frame.at(stage.ground.parks[park.id])) for park in picture.parks], frame.rect)


def _inset(sheet: Sheet, stage: Stage, frame: Frame, inset: Frame, picture: Picture) -> Shape:
    """Return the inset with the places that stand too close on the map, and the box there that it enlarges."""
    spots = _spots(stage, inset, picture)
    km, bar = _scale_bar(inset)
    field = Field(inset, taken=[bar.inset(-4)], symbols=[spot.rect.inset(-1) for spot in spots])
    labels = field.place(list(place_wishes(stage, spots)))
    look = Look(line=PAPER["ink"], width=1.25)
    west, south, east, north = inset.box(inset.rect)
    (left, top), (right, bottom) = frame.at((west, north)), frame.at((east, south))
    name = stage.say("inset")
    parts = [
        sheet.rectangle(name, name, Rect(left, top, right - left, bottom - top), Look(line=PAPER["ink"], width=0.75)),
        _ground(sheet, stage, inset.rect),
        *(shape for shapes in _layers(sheet, stage, inset, picture).values() for shape in shapes),
        *spot_shapes(sheet, stage, spots),
        *name_shapes(sheet, stage, labels),
        *_bar(sheet, stage, bar, km),
        sheet.rectangle(name, name, inset.rect, look),
    ]
    return sheet.group(name, name, parts)


def tint(stage: Stage, unit: str) -> str:
    """Return the tint of a unit by the number of groups that name it."""
    most = max(stage.tallies.values(), default=0)
    count = stage.tallies.get(unit, 0)
    return TINTS[math.ceil(count / most * (len(TINTS) - 1))] if most else TINTS[0]


def drawn_units(stage: Stage, picture: Picture) -> list[UnitMark]:
    """Return the units that a map draws: the region, the coarsest level, and finer ones within what is lit."""
    found = [unit for unit in stage.scene.units if unit.shape and _is_drawn(stage, unit, picture)]
    region = stage.scene.plan.region_adcode
    return sorted(found, key=lambda unit: (unit.id != region, list(LEVELS).index(unit.level), unit.id))


def _is_drawn(stage: Stage, unit: UnitMark, picture: Picture) -> bool:
    if unit.level == stage.base or unit.id == stage.scene.plan.region_adcode:
        return True
    if picture.counties:
        return bool(set(unit.zones) & set(picture.lit))
    return any(unit.id in stage.zones[zone].members for zone in picture.lit)


def _labels(
    stage: Stage, frame: Frame, picture: Picture, spots: tuple[Spot, ...], taken: list[Rect]
) -> tuple[Label, ...]:
    region = stage.scene.plan.region_adcode
    units = [unit for unit in drawn_units(stage, picture) if picture.units and unit.id != region]
    wishes = list(unit_wishes(stage, frame, units, set(picture.lit), close=picture.counties))
    seats = [wish.at for wish in wishes if wish.sort == "unit"]
    lit = {
        ident: stage.ground.rough(stage.ground.zones[ident], frame)
        for ident in picture.lit
        if ident in stage.ground.zones
    }
    land = [stage.ground.rough(stage.ground.units[unit.id], frame) for unit in drawn_units(stage, picture)]
    land = [shape for shape in land if shape is not None]
    others = {ident: shape for ident, shape in lit.items() if shape is not None}
    field = Field(
        frame, taken=taken, symbols=[spot.rect.inset(-1) for spot in spots], seats=seats, zones=others, land=land
    )
    zones = zone_wishes(stage, frame, [zone for zone in stage.scene.zones if zone.id in picture.named])
    places = place_wishes(stage, spots) if picture.places else ()
    finer = [wish for wish in wishes if wish.sort == "county"]
    base = [wish for wish in wishes if wish.sort == "unit"]
    return field.place([*zones, *base, *places, *far_wishes(stage, frame), *finer])


def _context(sheet: Sheet, stage: Stage, frame: Frame) -> Iterator[Shape]:
    look = Look(PAPER["context"], PAPER["context_line"], 0.5)
    for mark in stage.scene.context:
        alt = stage.say("neighbour", name=stage.tell(mark.name))
        yield from _area(sheet, stage, frame, stage.ground.context[mark.id], stage.tell(mark.name), alt, look)


def _units(sheet: Sheet, stage: Stage, frame: Frame, picture: Picture) -> Iterator[Shape]:
    for unit in drawn_units(stage, picture):
        look = _unit_look(stage, unit, picture)
        yield from _area(
            sheet, stage, frame, stage.ground.units[unit.id], stage.tell(unit.name), stage.unit_alt(unit), look
        )


def _unit_look(stage: Stage, unit: UnitMark, picture: Picture) -> Look:
    if unit.id == stage.scene.plan.region_adcode:
        return Look(PAPER["land"], PAPER["quiet"], 1.5)
    if unit.level != stage.base:
        return Look("", _HAIR, 0.4)
    fill = tint(stage, unit.id) if picture.tinted else PAPER["land"]
    return Look(fill, _HAIR, min(LEVEL_STROKES[unit.level].width, 0.9) * 0.8)


def _zones(sheet: Sheet, stage: Stage, frame: Frame, picture: Picture) -> Iterator[Shape]:
    """Yield the zones, large ones first so that none hides another, those spoken of last."""
    known = [] if picture.tinted else [zone for zone in stage.scene.zones if zone.id in stage.ground.zones]
    shown = [zone for zone in known if zone.id in picture.lit or not stage.crowded]
    for zone in sorted(shown, key=lambda zone: (zone.id in picture.lit, -stage.ground.zones[zone.id].area)):
        look = _zone_look(stage, zone, zone.id in picture.lit)
        yield from _area(
            sheet, stage, frame, stage.ground.zones[zone.id], stage.tell(zone.name), stage.zone_alt(zone), look
        )


def _zone_look(stage: Stage, zone: ZoneMark, lit: bool) -> Look:
    if not lit:
        return Look(zone.colour.fill, zone.colour.fill, 0.75, _PALE)
    form = stage.groups[zone.group].form if zone.group in stage.groups else ""
    width = FORM_STROKES[form].width if form in FORM_STROKES else 1.4
    dash = () if stage.ground.schematic else BASIS_DASHES.get(zone.basis, ())
    return Look(zone.colour.fill, zone.colour.line, width, _CLEAR, dash)


def _area(sheet: Sheet, stage: Stage, frame: Frame, shape: Any, name: str, alt: str, look: Look) -> Iterator[Shape]:
    if rings := stage.ground.rings(shape, frame):
        yield sheet.freeform(name, alt, rings, look)


def _lines(sheet: Sheet, stage: Stage, frame: Frame) -> Iterator[Shape]:
    for line in stage.scene.lines:
        if paths := frame.paths(stage.ground.lines[line.id]):
            look = Look(line=PAPER["quiet"], width=line.stroke.width * 0.8, dash=line.stroke.dash)
            yield sheet.freeform(stage.tell(line.name), stage.tell(line.name), paths, look, closed=False)


def _ground(sheet: Sheet, stage: Stage, rect: Rect) -> Shape:
    return sheet.rectangle(stage.say("ground"), stage.say("ground"), rect, Look(PAPER["paper"]))


def _frame(sheet: Sheet, stage: Stage, rect: Rect) -> Shape:
    return sheet.rectangle(stage.say("frame"), stage.say("frame"), rect, Look(line=PAPER["context_line"], width=1.0))


def _scale_bar(frame: Frame) -> tuple[float, Rect]:
    """Return a round length in kilometres and where its bar stands: in the lower right corner."""
    most = _LONGEST_BAR * frame.rect.width / frame.scale
    power = 10.0 ** math.floor(math.log10(most))
    km = next(power * step for step in (5, 2, 1) if power * step <= most)
    wide = km * frame.scale
    return km, Rect(frame.rect.right - wide - 14, frame.rect.bottom - 28, wide, 16)


def _bar(sheet: Sheet, stage: Stage, rect: Rect, km: float) -> Iterator[Shape]:
    look = Look(line=PAPER["quiet"], width=1.25)
    ends = (rect.left, rect.bottom), (rect.right, rect.bottom)
    yield sheet.line(stage.say("scale_bar"), stage.say("scale_bar"), *ends, look)
    words = Line((Run(stage.say("km", n=f"{km:g}"), 8.5, PAPER["quiet"]),), "r", 11)
    yield sheet.text(stage.say("scale_bar"), Rect(rect.right - 60, rect.top, 60, 13), (words,), wrap=False)
