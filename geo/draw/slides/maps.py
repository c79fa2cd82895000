"""The map of a slide: every zone, unit and place a native shape with a name, and labels that do not collide."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from geo.draw.scene.marks import UnitMark, ZoneMark
from geo.draw.scene.style import BASIS_DASHES, FORM_STROKES, LEVEL_STROKES, PAPER
from geo.draw.scene.tints import TINTS, tint_of
from geo.draw.scene.ui import UI
from geo.draw.sheet.areas import Area, bounds, hull
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.gathering import Gathering
from geo.draw.sheet.ground import Ground, Rings
from geo.draw.sheet.labels import Field, Placed
from geo.draw.sheet.placing import place_labels
from geo.draw.sheet.south import NAME, SEA_LINE, main_view, map_beside, south_ground
from geo.draw.slides.inset import inset_ground
from geo.draw.slides.names import far_labels, name_shapes, unit_labels, zone_labels
from geo.draw.slides.names import place_labels as labels_of_places
from geo.draw.slides.picture import Picture
from geo.draw.slides.places import spot_shapes, spots_of
from geo.draw.slides.shapes import Line, Look, Run, Shape, Sheet
from geo.draw.slides.stage import Stage
from geo.draw.slides.views import RESOLUTION, home
from geo.model.schema import LEVELS

_CLEAR, _PALE = 0.72, 0.3
"""Opacity of a zone: the hairlines between its units shine through; and of one that is not spoken of."""
_HAIR = "#8d8576"
_EDGE = 3.0
"""Names stay so far within the frame, in points."""
_LONGEST_BAR = 0.16
"""Share of the map's width."""


def add_map(sheet: Sheet, stage: Stage, rect: SheetBox, picture: Picture) -> tuple[Placed, ...]:
    """Put a map on a slide.

    Parameters
    ----------
    sheet : Sheet
        The slide.
    stage : Stage
        The scene.
    rect : SheetBox
        Where on the slide, in points.
    picture : Picture
        What it shows.

    Returns
    -------
    tuple of Placed
        The names that found a place on it.
    """
    ground, south = _grounds(stage, rect, picture)
    spots = spots_of(picture.parks, ground)
    inset = inset_ground(stage, ground, picture, spots)
    km, bar = _scale_bar(ground, left=south is not None)
    taken = [bar.grown(5), *(each.frame.grown(3) for each in (inset, south) if each), *_strokes(stage, ground)]
    labels = () if picture.bare else _labels(stage, ground, picture, spots, taken)
    around = () if picture.bare else (_frame(sheet, stage, rect), *_bar(sheet, stage, bar, km))
    layers = {
        **_layers(sheet, stage, ground, picture),
        stage.say("places"): spot_shapes(sheet, stage, spots),
        stage.say("frame"): iter(around),
        stage.say("labels"): name_shapes(sheet, stage, labels),
    }
    groups = [_ground(sheet, stage, rect)] if not picture.bare else []
    groups += [sheet.group(name, name, shapes) for name, shapes in layers.items()]
    groups += [_inset(sheet, stage, ground, inset, picture)] if inset else []
    groups += [_south(sheet, stage, south, picture)] if south else []
    alt = stage.say("map_alt", region=stage.tell(stage.scene.plan.region))
    sheet.add(sheet.group(stage.say("map"), alt, groups))
    return labels


def _grounds(stage: Stage, rect: SheetBox, picture: Picture) -> tuple[Ground, Ground | None]:
    """Return the ground of a map, and that of the islands in the south where all else gains by their standing apart."""
    whole, main = stage.plane.ground(picture.view, rect, RESOLUTION), main_view(stage.scene, stage.scene.plan.view)
    if main is None or picture.bare or picture.view != home(stage):
        return whole, None
    lit = (stage.shape(stage.zones[ident]) for ident in picture.lit)
    land = [unit.shape for unit in stage.scene.units if unit.shape]
    closer = map_beside(whole, main, land, [outline for outline in lit if outline])
    return (closer, south_ground(closer)) if closer else (whole, None)


def _south(sheet: Sheet, stage: Stage, ground: Ground, picture: Picture) -> Shape:
    """Return the box of the islands in the south, with what is drawn of the plan there."""
    name, rect = stage.tell(NAME), ground.frame
    words = Line((Run(name, 8.5, PAPER["ink"], glow=PAPER["halo"]),), "ctr", 11)
    foot = SheetBox(rect.left, rect.bottom - 14, rect.right, rect.bottom - 2)
    parts = [
        _ground(sheet, stage, rect),
        *(shape for shapes in _layers(sheet, stage, ground, picture).values() for shape in shapes),
        sheet.text(name, foot, (words,), anchor="ctr", wrap=False),
        sheet.rectangle(name, name, rect, Look(line=PAPER["quiet"], width=0.75)),
    ]
    return sheet.group(name, name, parts)


def _layers(sheet: Sheet, stage: Stage, ground: Ground, picture: Picture) -> dict[str, Iterator[Shape]]:
    """Return the areas and lines that a frame shows, from below."""
    return {
        stage.tell(UI["legend_context"]): iter(()) if picture.bare else _context(sheet, stage, ground),
        stage.say("units"): _units(sheet, stage, ground, picture),
        stage.say("zones"): _zones(sheet, stage, ground, picture),
        stage.say("lines"): _lines(sheet, stage, ground),
    }


def _inset(sheet: Sheet, stage: Stage, ground: Ground, inset: Ground, picture: Picture) -> Shape:
    """Return the inset with the places that stand too close on the map, and the box there that it enlarges."""
    spots = spots_of(picture.parks, inset)
    km, bar = _scale_bar(inset)
    field = _field(inset, [bar.grown(4)], spots)
    labels = place_labels(labels_of_places(stage, spots), field)
    look = Look(line=PAPER["ink"], width=1.25)
    name = stage.say("inset")
    parts = [
        sheet.rectangle(name, name, ground.box(inset.window), Look(line=PAPER["ink"], width=0.75)),
        _ground(sheet, stage, inset.frame),
        *(shape for shapes in _layers(sheet, stage, inset, picture).values() for shape in shapes),
        *spot_shapes(sheet, stage, spots),
        *name_shapes(sheet, stage, labels),
        *_bar(sheet, stage, bar, km),
        sheet.rectangle(name, name, inset.frame, look),
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
    stage: Stage, ground: Ground, picture: Picture, spots: tuple[Gathering, ...], taken: list[SheetBox]
) -> tuple[Placed, ...]:
    region, lit = stage.scene.plan.region_adcode, set(picture.lit)
    units = [unit for unit in drawn_units(stage, picture) if picture.units and unit.id != region]
    base = [unit for unit in units if unit.level == stage.base and unit.label]
    seats = [ground.position(unit.label) for unit in base if unit.label]
    land = _land(stage, ground, base)
    zones = [zone for zone in stage.scene.zones if zone.id in picture.named]
    labels = (
        *zone_labels(stage, ground, zones, picture.lit),
        *unit_labels(stage, ground, units, lit, close=picture.counties),
        *(labels_of_places(stage, spots) if picture.places else ()),
        *far_labels(stage, ground, (land, _sea(stage, ground))),
    )
    return place_labels(labels, replace(_field(ground, taken, spots), seats=seats, land=land))


def _field(ground: Ground, taken: Sequence[SheetBox], spots: Sequence[Gathering]) -> Field:
    boxes = [spot.box.grown(1.0) for spot in spots]
    return Field(frame=ground.frame.inset(_EDGE), unit=ground.unit, taken=taken, symbols=boxes)


def _strokes(stage: Stage, ground: Ground) -> list[SheetBox]:
    """Return what the strokes of boundary lines cover: no name hides one."""
    return [bounds([stroke]).grown(2.0) for line in stage.scene.lines for stroke in ground.lines(line.paths)]


def _land(stage: Stage, ground: Ground, units: Sequence[UnitMark]) -> Area:
    """Return what the frame shows of the region: its own outline where it has one, else its coarsest units."""
    region = stage.units.get(stage.scene.plan.region_adcode)
    shapes = [unit.shape for unit in ([region] if region and region.shape else units)]
    return ground.area_in([ring for outline in shapes for ring in ground.rings(outline)])


def _sea(stage: Stage, ground: Ground) -> Area:
    """Return what the boundary lines at sea enclose."""
    marks = [mark for mark in stage.scene.lines if mark.id == SEA_LINE]
    paths = [ground.positions(path) for mark in marks for path in mark.paths["coordinates"]]
    return ground.area_in([hull(np.concatenate(paths))] if paths else [])


def _context(sheet: Sheet, stage: Stage, ground: Ground) -> Iterator[Shape]:
    look = Look(PAPER["context"], PAPER["context_line"], 0.5)
    for mark in stage.scene.context:
        alt = stage.say("within", one=stage.tell(mark.name), two=stage.tell(UI["legend_context"]))
        yield from _area(sheet, ground.rings(mark.shape), stage.tell(mark.name), alt, look)


def _units(sheet: Sheet, stage: Stage, ground: Ground, picture: Picture) -> Iterator[Shape]:
    for unit in drawn_units(stage, picture):
        look = _unit_look(stage, unit, picture)
        yield from _area(sheet, ground.rings(unit.shape), stage.tell(unit.name), stage.unit_alt(unit), look)


def _unit_look(stage: Stage, unit: UnitMark, picture: Picture) -> Look:
    if unit.id == stage.scene.plan.region_adcode:
        return Look(PAPER["land"], PAPER["quiet"], 1.5)
    if unit.level != stage.base:
        return Look("", _HAIR, 0.4)
    most = max(stage.tallies.values(), default=0)
    fill = TINTS[tint_of(stage.tallies.get(unit.id, 0), most)] if picture.tinted else PAPER["land"]
    return Look(fill, _HAIR, min(LEVEL_STROKES[unit.level].width, 0.9) * 0.8)


def _zones(sheet: Sheet, stage: Stage, ground: Ground, picture: Picture) -> Iterator[Shape]:
    """Yield the zones, large ones first so that none hides another, those spoken of last."""
    known = () if picture.tinted else stage.scene.zones
    shown = [zone for zone in known if zone.id in picture.lit or not stage.crowded]
    drawn = [(zone, outline) for zone in shown if (outline := stage.shape(zone))]
    for zone, outline in sorted(drawn, key=lambda row: (row[0].id in picture.lit, -stage.plane.shape(row[1]).area)):
        look = _zone_look(stage, zone, zone.id in picture.lit)
        yield from _area(sheet, ground.rings(outline), stage.tell(zone.name), stage.zone_alt(zone), look)


def _zone_look(stage: Stage, zone: ZoneMark, lit: bool) -> Look:
    if not lit:
        return Look(zone.colour.fill, zone.colour.fill, 0.75, _PALE)
    form = stage.groups[zone.group].form if zone.group in stage.groups else ""
    width = FORM_STROKES[form].width if form in FORM_STROKES else 1.4
    dash = () if stage.diagram else BASIS_DASHES.get(zone.basis, ())
    return Look(zone.colour.fill, zone.colour.line, width, _CLEAR, dash)


def _area(sheet: Sheet, rings: Rings, name: str, alt: str, look: Look) -> Iterator[Shape]:
    if rings:
        yield sheet.freeform(name, alt, rings, look)


def _lines(sheet: Sheet, stage: Stage, ground: Ground) -> Iterator[Shape]:
    for line in stage.scene.lines:
        if paths := ground.lines(line.paths):
            look = Look(line=PAPER["quiet"], width=line.stroke.width * 0.8, dash=line.stroke.dash)
            yield sheet.freeform(stage.tell(line.name), stage.tell(line.name), paths, look, closed=False)


def _ground(sheet: Sheet, stage: Stage, rect: SheetBox) -> Shape:
    return sheet.rectangle(stage.say("ground"), stage.say("ground"), rect, Look(PAPER["paper"]))


def _frame(sheet: Sheet, stage: Stage, rect: SheetBox) -> Shape:
    return sheet.rectangle(stage.say("frame"), stage.say("frame"), rect, Look(line=PAPER["context_line"], width=1.0))


def _scale_bar(ground: Ground, *, left: bool = False) -> tuple[float, SheetBox]:
    """Return a round length in kilometres and where its bar stands: in the lower right corner, or the left one."""
    frame = ground.frame
    most = _LONGEST_BAR * frame.width / ground.per_km
    power = 10.0 ** math.floor(math.log10(most))
    km = next(power * step for step in (5, 2, 1) if power * step <= most)
    wide = km * ground.per_km
    start = frame.left + 14 if left else frame.right - wide - 14
    return km, SheetBox.sized(start, frame.bottom - 28, wide, 16)


def _bar(sheet: Sheet, stage: Stage, rect: SheetBox, km: float) -> Iterator[Shape]:
    look = Look(line=PAPER["quiet"], width=1.25)
    ends = (rect.left, rect.bottom), (rect.right, rect.bottom)
    yield sheet.line(stage.say("scale_bar"), stage.say("scale_bar"), *ends, look)
    words = Line((Run(stage.say("km", n=f"{km:,g}"), 8.5, PAPER["quiet"]),), "ctr", 11)
    yield sheet.text(stage.say("scale_bar"), SheetBox.sized(rect.left, rect.top, rect.width, 13), (words,), wrap=False)
