"""The map of a slide: every zone, unit and place a native shape with a name, and labels that do not collide."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy

from geo.draw.scene.marks import UnitMark, ZoneMark
from geo.draw.scene.style import BASIS_DASHES, FORM_STROKES, LEVEL_STROKES, PAPER
from geo.draw.scene.tints import TINTS, tint_of
from geo.draw.scene.ui import UI
from geo.draw.sheet.areas import Area, bounds, hull
from geo.draw.sheet.gathering import Gathering
from geo.draw.sheet.labels import Field, Placed
from geo.draw.sheet.placing import place_labels
from geo.draw.sheet.south import GAIN, NAME, SEA_LINE, WINDOW
from geo.draw.slides.inset import inset_frame
from geo.draw.slides.names import far_labels, name_shapes, unit_labels, zone_labels
from geo.draw.slides.names import place_labels as labels_of_places
from geo.draw.slides.picture import Picture
from geo.draw.slides.places import UNIT, spot_shapes, spots_of
from geo.draw.slides.shapes import Line, Look, Run, Shape, Sheet
from geo.draw.slides.space import Frame, Rect, rectangle
from geo.draw.slides.stage import Stage
from geo.model.schema import LEVELS

_CLEAR, _PALE = 0.72, 0.3
"""Opacity of a zone: the hairlines between its units shine through; and of one that is not spoken of."""
_HAIR = "#8d8576"
_EDGE = 3.0
"""Names stay so far within the frame, in points."""
_SOUTH = (103.0, 144.0)
"""Width and height of the box of the islands in the south, in points."""
_SOUTH_GRAIN = 0.6
"""By how many points outlines in it may leave the true ones: it stands on every slide."""

_MOST_CUT = 0.99
_LONGEST_BAR = 0.16
"""Share of the map's width."""


def add_map(sheet: Sheet, stage: Stage, rect: Rect, picture: Picture) -> tuple[Placed, ...]:
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
    tuple of Placed
        The names that found a place on it.
    """
    frame, south = _frames(stage, rect, picture)
    spots = _spots(stage, frame, picture)
    inset = inset_frame(stage, frame, picture, spots)
    km, bar = _scale_bar(frame, left=south is not None)
    taken = [bar.inset(-5), *(each.rect.inset(-3) for each in (inset, south) if each), *_strokes(stage, frame)]
    labels = () if picture.bare else _labels(stage, frame, picture, spots, taken)
    around = () if picture.bare else (_frame(sheet, stage, rect), *_bar(sheet, stage, bar, km))
    layers = {
        **_layers(sheet, stage, frame, picture),
        stage.say("places"): spot_shapes(sheet, stage, spots),
        stage.say("frame"): iter(around),
        stage.say("labels"): name_shapes(sheet, stage, labels),
    }
    groups = [_ground(sheet, stage, rect)] if not picture.bare else []
    groups += [sheet.group(name, name, shapes) for name, shapes in layers.items()]
    groups += [_inset(sheet, stage, frame, inset, picture)] if inset else []
    groups += [_south(sheet, stage, south, picture)] if south else []
    alt = stage.say("map_alt", region=stage.tell(stage.scene.plan.region))
    sheet.add(sheet.group(stage.say("map"), alt, groups))
    return labels


def _frames(stage: Stage, rect: Rect, picture: Picture) -> tuple[Frame, Frame | None]:
    """Return the frame of a map, and that of the islands in the south where all else gains by their standing apart."""
    whole, main = Frame.fitted(rect, picture.view), stage.ground.main
    if main is None or picture.bare or picture.view != stage.ground.home:
        return whole, None
    closer = Frame.fitted(rect, main, is_low=True)
    lit = [stage.ground.zones[ident] for ident in picture.lit if ident in stage.ground.zones]
    # A zone whose area lies in the south to a part that counts is shown in one piece, at one scale.
    if closer.scale <= GAIN * whole.scale or any(closer.share(shape) < _MOST_CUT for shape in lit):
        return whole, None
    wide, high = _SOUTH
    corner = Rect(rect.right - wide - 6, rect.bottom - high - 6, wide, high)
    hidden = rectangle(closer.box(corner.inset(-6)))
    if any(shape.intersects(hidden) for shape in stage.ground.units.values()):
        return whole, None
    return closer, replace(Frame.fitted(corner, stage.ground.box_of(WINDOW), 0.0), grain=_SOUTH_GRAIN)


def _south(sheet: Sheet, stage: Stage, frame: Frame, picture: Picture) -> Shape:
    """Return the box of the islands in the south, with what is drawn of the plan there."""
    name, rect = stage.tell(NAME), frame.rect
    words = Line((Run(name, 8.5, PAPER["ink"], glow=PAPER["halo"]),), "ctr", 11)
    parts = [
        _ground(sheet, stage, rect),
        *(shape for shapes in _layers(sheet, stage, frame, picture).values() for shape in shapes),
        sheet.text(name, Rect(rect.left, rect.bottom - 14, rect.width, 12), (words,), anchor="ctr", wrap=False),
        sheet.rectangle(name, name, rect, Look(line=PAPER["quiet"], width=0.75)),
    ]
    return sheet.group(name, name, parts)


def _layers(sheet: Sheet, stage: Stage, frame: Frame, picture: Picture) -> dict[str, Iterator[Shape]]:
    """Return the areas and lines that a frame shows, from below."""
    return {
        stage.tell(UI["legend_context"]): iter(()) if picture.bare else _context(sheet, stage, frame),
        stage.say("units"): _units(sheet, stage, frame, picture),
        stage.say("zones"): _zones(sheet, stage, frame, picture),
        stage.say("lines"): _lines(sheet, stage, frame),
    }


def _spots(stage: Stage, frame: Frame, picture: Picture) -> tuple[Gathering, ...]:
    return spots_of([(park, frame.at(stage.ground.parks[park.id])) for park in picture.parks], frame.rect)


def _inset(sheet: Sheet, stage: Stage, frame: Frame, inset: Frame, picture: Picture) -> Shape:
    """Return the inset with the places that stand too close on the map, and the box there that it enlarges."""
    spots = _spots(stage, inset, picture)
    km, bar = _scale_bar(inset)
    field = _field(inset, [bar.inset(-4)], spots)
    labels = place_labels(labels_of_places(stage, spots), field)
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
    stage: Stage, frame: Frame, picture: Picture, spots: tuple[Gathering, ...], taken: list[Rect]
) -> tuple[Placed, ...]:
    region, lit = stage.scene.plan.region_adcode, set(picture.lit)
    units = [unit for unit in drawn_units(stage, picture) if picture.units and unit.id != region]
    base = [unit for unit in units if unit.level == stage.base and unit.label]
    seats = [frame.at(stage.ground.at(unit.label)) for unit in base if unit.label]
    land = _land(stage, frame, base)
    zones = [zone for zone in stage.scene.zones if zone.id in picture.named]
    labels = (
        *zone_labels(stage, frame, zones, picture.lit),
        *unit_labels(stage, frame, units, lit, close=picture.counties),
        *(labels_of_places(stage, spots) if picture.places else ()),
        *far_labels(stage, frame, (land, _sea(stage, frame))),
    )
    return place_labels(labels, replace(_field(frame, taken, spots), seats=seats, land=land))


def _field(frame: Frame, taken: Sequence[Rect], spots: Sequence[Gathering]) -> Field:
    boxes = [Rect.of(spot.box).inset(-1).box for spot in spots]
    return Field(frame=frame.rect.inset(_EDGE).box, unit=UNIT, taken=[rect.box for rect in taken], symbols=boxes)


def _strokes(stage: Stage, frame: Frame) -> list[Rect]:
    """Return what the strokes of boundary lines cover: no name hides one."""
    paths = [[frame.at(place) for place in path] for paths in stage.ground.lines.values() for path in paths]
    return [Rect.of(bounds([numpy.array(path)])).inset(-2) for path in paths]


def _land(stage: Stage, frame: Frame, units: Sequence[UnitMark]) -> Area:
    """Return what the frame shows of the region: its own outline where it has one, else its coarsest units."""
    ground, region = stage.ground, stage.scene.plan.region_adcode
    idents = [region] if region in ground.units else [unit.id for unit in units]
    areas = [ground.area(ground.units[ident], frame) for ident in idents]
    return frame.joined(areas)


def _sea(stage: Stage, frame: Frame) -> Area:
    """Return what the boundary lines at sea enclose."""
    points = [frame.at(place) for path in stage.ground.lines.get(SEA_LINE, ()) for place in path]
    return Area([hull(numpy.array(points))] if points else [], frame.rect.box, 1.0)


def _context(sheet: Sheet, stage: Stage, frame: Frame) -> Iterator[Shape]:
    look = Look(PAPER["context"], PAPER["context_line"], 0.5)
    for mark in stage.scene.context:
        alt = stage.say("within", one=stage.tell(mark.name), two=stage.tell(UI["legend_context"]))
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
    most = max(stage.tallies.values(), default=0)
    fill = TINTS[tint_of(stage.tallies.get(unit.id, 0), most)] if picture.tinted else PAPER["land"]
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


def _scale_bar(frame: Frame, *, left: bool = False) -> tuple[float, Rect]:
    """Return a round length in kilometres and where its bar stands: in the lower right corner, or the left one."""
    most = _LONGEST_BAR * frame.rect.width / frame.scale
    power = 10.0 ** math.floor(math.log10(most))
    km = next(power * step for step in (5, 2, 1) if power * step <= most)
    wide = km * frame.scale
    start = frame.rect.left + 14 if left else frame.rect.right - wide - 14
    return km, Rect(start, frame.rect.bottom - 28, wide, 16)


def _bar(sheet: Sheet, stage: Stage, rect: Rect, km: float) -> Iterator[Shape]:
    look = Look(line=PAPER["quiet"], width=1.25)
    ends = (rect.left, rect.bottom), (rect.right, rect.bottom)
    yield sheet.line(stage.say("scale_bar"), stage.say("scale_bar"), *ends, look)
    words = Line((Run(stage.say("km", n=f"{km:,g}"), 8.5, PAPER["quiet"]),), "ctr", 11)
    yield sheet.text(stage.say("scale_bar"), Rect(rect.left, rect.top, rect.width, 13), (words,), wrap=False)
