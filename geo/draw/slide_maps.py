"""The map of a slide: every zone, unit and place a native shape with a name, and labels that do not collide."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from geo.draw.marks import Box, ParkMark, UnitMark, ZoneMark
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
_LONGEST_BAR = 90.0


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
    spots = gathered([(park, frame.at(stage.ground.parks[park.id])) for park in picture.parks], rect)
    km, bar = _scale_bar(frame)
    labels = () if picture.bare else _labels(stage, frame, picture, spots, bar)
    layers: dict[str, Iterator[Shape]] = {
        "context": _context(sheet, stage, frame),
        "units": _units(sheet, stage, frame, picture),
        "zones": _zones(sheet, stage, frame, picture),
        "lines": _lines(sheet, stage, frame),
        "places": spot_shapes(sheet, stage, spots),
        "frame": iter(() if picture.bare else (_frame(sheet, stage, rect), *_bar(sheet, stage, bar, km))),
        "labels": name_shapes(sheet, stage, labels),
    }
    ground = sheet.rectangle(stage.say("ground"), stage.say("ground"), rect, Look(PAPER["paper"]))
    groups = [sheet.group(stage.say(name), stage.say(name), shapes) for name, shapes in layers.items()]
    alt = stage.say("map_alt", region=stage.tell(stage.scene.plan.region))
    sheet.add(sheet.group(stage.say("map"), alt, [*(() if picture.bare else (ground,)), *groups]))
    return labels


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


def _labels(stage: Stage, frame: Frame, picture: Picture, spots: tuple[Spot, ...], bar: Rect) -> tuple[Label, ...]:
    region = stage.scene.plan.region_adcode
    units = [unit for unit in drawn_units(stage, picture) if picture.units and unit.id != region]
    wishes = list(unit_wishes(stage, frame, units))
    seats = [wish.at for wish in wishes if wish.sort == "unit"]
    field = Field(frame, taken=[bar.inset(-5)], symbols=[spot.rect.inset(-1) for spot in spots], seats=seats)
    zones = zone_wishes(stage, frame, [zone for zone in stage.scene.zones if zone.id in picture.named])
    places = place_wishes(stage, spots) if picture.places else ()
    finer = [wish for wish in wishes if wish.sort == "county"]
    base = [wish for wish in wishes if wish.sort == "unit"]
    return field.place([*zones, *base, *places, *far_wishes(stage, frame), *finer])


def _context(sheet: Sheet, stage: Stage, frame: Frame) -> Iterator[Shape]:
    look = Look(PAPER["context"], PAPER["context_line"], 0.5)
    for mark in stage.scene.context:
        alt = stage.say("neighbour", name=stage.tell(mark.name))
        yield from _area(sheet, frame, stage.ground.context[mark.id], stage.tell(mark.name), alt, look)


def _units(sheet: Sheet, stage: Stage, frame: Frame, picture: Picture) -> Iterator[Shape]:
    for unit in drawn_units(stage, picture):
        look = _unit_look(stage, unit, picture)
        yield from _area(sheet, frame, stage.ground.units[unit.id], stage.tell(unit.name), stage.unit_alt(unit), look)


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
        yield from _area(sheet, frame, stage.ground.zones[zone.id], stage.tell(zone.name), stage.zone_alt(zone), look)


def _zone_look(stage: Stage, zone: ZoneMark, lit: bool) -> Look:
    if not lit:
        return Look(zone.colour.fill, zone.colour.fill, 0.75, _PALE)
    form = stage.groups[zone.group].form if zone.group in stage.groups else ""
    width = FORM_STROKES[form].width if form in FORM_STROKES else 1.4
    dash = () if stage.ground.schematic else BASIS_DASHES.get(zone.basis, ())
    return Look(zone.colour.fill, zone.colour.line, width, _CLEAR, dash)


def _area(sheet: Sheet, frame: Frame, shape: Any, name: str, alt: str, look: Look) -> Iterator[Shape]:
    seen = frame.seen(shape)
    if seen is not None and (rings := frame.rings(seen)):
        yield sheet.freeform(name, alt, rings, look)


def _lines(sheet: Sheet, stage: Stage, frame: Frame) -> Iterator[Shape]:
    for line in stage.scene.lines:
        if paths := frame.paths(stage.ground.lines[line.id]):
            look = Look(line=PAPER["quiet"], width=line.stroke.width * 0.8, dash=line.stroke.dash)
            yield sheet.freeform(stage.tell(line.name), stage.tell(line.name), paths, look, closed=False)


def _frame(sheet: Sheet, stage: Stage, rect: Rect) -> Shape:
    return sheet.rectangle(stage.say("frame"), stage.say("frame"), rect, Look(line=PAPER["context_line"], width=1.0))


def _scale_bar(frame: Frame) -> tuple[float, Rect]:
    """Return a round length in kilometres and where its bar stands: in the lower right corner."""
    most = _LONGEST_BAR / frame.scale
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
