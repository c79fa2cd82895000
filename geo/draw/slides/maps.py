"""The map of a slide: every zone, unit and place a native shape with a name, and labels that do not collide."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy

from geo.draw.scene.view import View
from geo.draw.sheet.areas import Area, bounds, hull
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.gathering import Gathering
from geo.draw.sheet.labels import Field, Placed
from geo.draw.sheet.placing import place_labels
from geo.draw.sheet.south import GAIN, SEA_LINE, WINDOW
from geo.draw.slides.inset import inset_frame
from geo.draw.slides.layers import drawn_units, layers
from geo.draw.slides.names import far_labels, name_shapes, unit_labels, zone_labels
from geo.draw.slides.names import place_labels as labels_of_places
from geo.draw.slides.picture import Picture
from geo.draw.slides.places import UNIT, spot_shapes, spots_of
from geo.draw.slides.shapes import Line, Look, Run, Shape, Sheet
from geo.draw.slides.space import Frame, rectangle

_EDGE = 3.0
"""Names stay so far within the frame, in points."""
_SOUTH = (103.0, 144.0)
"""Width and height of the box of the islands in the south, in points."""
_SOUTH_GRAIN = 0.6
"""By how many points outlines in it may leave the true ones: it stands on every slide."""

_MOST_CUT = 0.99
_LONGEST_BAR = 0.16
"""Share of the map's width."""


class Drawn(NamedTuple):
    """What of a map others speak of: its names, its symbols, and whether it shows what lies around."""

    names: tuple[Placed, ...]
    spots: tuple[Gathering, ...]
    has_context: bool


def add_map(sheet: Sheet, rect: SheetBox, picture: Picture) -> Drawn:
    """Put a map on a slide.

    Parameters
    ----------
    sheet : Sheet
        The slide.
    rect : SheetBox
        Where on the slide, in points.
    picture : Picture
        What it shows.
    """
    view, (frame, south) = picture.view, _frames(rect, picture)
    spots = _spots(frame, picture)
    inset = inset_frame(frame, picture, spots)
    km, bar = _scale_bar(frame, left=south is not None)
    taken = [bar.grown(5), *(each.rect.grown(3) for each in (inset, south) if each), *_strokes(frame, picture)]
    names = () if picture.bare else _names(frame, picture, spots, taken)
    around = () if picture.bare else (_frame(sheet, view, rect), *_bar(sheet, view, bar, km))
    parts = {
        **layers(sheet, frame, picture),
        view.say("places"): spot_shapes(sheet, view, spots),
        view.say("frame"): iter(around),
        view.say("labels"): name_shapes(sheet, view, names),
    }
    groups = {name: sheet.group(name, name, shapes) for name, shapes in parts.items()}
    ground = [] if picture.bare else [_ground(sheet, view, rect)]
    boxes = [_inset(sheet, frame, inset, picture)] if inset else []
    boxes += [_south(sheet, south, picture)] if south else []
    alt = view.say("map_alt", region=view.tell(view.scene.plan.region))
    sheet.add(sheet.group(view.say("map"), alt, [*ground, *groups.values(), *boxes]))
    return Drawn(names, spots, bool(groups[view.say("legend_context")].xml))


def _frames(rect: SheetBox, picture: Picture) -> tuple[Frame, Frame | None]:
    """Return the frame of a map, and that of the islands in the south where all else gains by their standing apart."""
    whole, ground = Frame.fitted(rect, picture.box), picture.ground
    if ground.main is None or picture.bare or picture.box != ground.home:
        return whole, None
    closer = Frame.fitted(rect, ground.main, is_low=True)
    # A zone whose area lies in the south to a part that counts is shown in one piece, at one scale.
    is_cut = any(closer.share(shape) < _MOST_CUT for shape in picture.lit_shapes.values())
    if closer.scale <= GAIN * whole.scale or is_cut:
        return whole, None
    wide, high = _SOUTH
    corner = SheetBox.sized(rect.right - wide - 6, rect.bottom - high - 6, wide, high)
    hidden = rectangle(closer.box(corner.grown(6)))
    if any(shape.intersects(hidden) for shape in ground.units.values()):
        return whole, None
    return closer, replace(Frame.fitted(corner, ground.box_of(WINDOW), 0.0), grain=_SOUTH_GRAIN)


def _south(sheet: Sheet, frame: Frame, picture: Picture) -> Shape:
    """Return the box of the islands in the south, with what is drawn of the plan there."""
    view, rect = picture.view, frame.rect
    name, theme = view.say("south_islands"), view.theme
    words = Line((Run(name, 8.5, theme.ink, glow=theme.halo),), "ctr", 11)
    foot = SheetBox(rect.left, rect.bottom - 14, rect.right, rect.bottom - 2)
    parts = [
        _ground(sheet, view, rect),
        *(shape for shapes in layers(sheet, frame, picture).values() for shape in shapes),
        sheet.text(name, foot, (words,), anchor="ctr", wrap=False),
        sheet.rectangle(name, name, rect, Look(line=theme.quiet, width=0.75)),
    ]
    return sheet.group(name, name, parts)


def _spots(frame: Frame, picture: Picture) -> tuple[Gathering, ...]:
    return spots_of([(park, frame.at(picture.ground.parks[park.id])) for park in picture.parks], frame.rect)


def _inset(sheet: Sheet, frame: Frame, inset: Frame, picture: Picture) -> Shape:
    """Return the inset with the places that stand too close on the map, and the box there that it enlarges."""
    view, ink, spots = picture.view, picture.view.theme.ink, _spots(inset, picture)
    km, bar = _scale_bar(inset)
    names = place_labels(labels_of_places(view, spots), _field(inset, [bar.grown(4)], spots))
    west, south, east, north = inset.box(inset.rect)
    (left, top), (right, bottom) = frame.at((west, north)), frame.at((east, south))
    name = view.say("inset")
    parts = [
        sheet.rectangle(name, name, SheetBox(left, top, right, bottom), Look(line=ink, width=0.75)),
        _ground(sheet, view, inset.rect),
        *(shape for shapes in layers(sheet, inset, picture).values() for shape in shapes),
        *spot_shapes(sheet, view, spots),
        *name_shapes(sheet, view, names),
        *_bar(sheet, view, bar, km),
        sheet.rectangle(name, name, inset.rect, Look(line=ink, width=1.25)),
    ]
    return sheet.group(name, name, parts)


def _names(frame: Frame, picture: Picture, spots: tuple[Gathering, ...], taken: list[SheetBox]) -> tuple[Placed, ...]:
    scene, ground = picture.view.scene, picture.ground
    units = [unit for unit in drawn_units(picture) if unit.id != scene.plan.region_adcode]
    seats = [frame.at(ground.at(unit.label)) for unit in scene.ground_units if unit.label]
    land = _land(frame, picture)
    labels = (
        *zone_labels(picture, frame),
        *unit_labels(picture, frame, units),
        *(labels_of_places(picture.view, spots) if picture.places else ()),
        *far_labels(picture, frame, (land, _sea(frame, picture))),
    )
    return place_labels(labels, replace(_field(frame, taken, spots), seats=seats, land=land))


def _field(frame: Frame, taken: Sequence[SheetBox], spots: Sequence[Gathering]) -> Field:
    boxes = [spot.box.grown(1.0) for spot in spots]
    return Field(frame=frame.rect.inset(_EDGE), unit=UNIT, taken=taken, symbols=boxes)


def _strokes(frame: Frame, picture: Picture) -> list[SheetBox]:
    """Return what the strokes of boundary lines cover: no name hides one."""
    paths = [[frame.at(place) for place in path] for paths in picture.ground.lines.values() for path in paths]
    return [bounds([numpy.array(path)]).grown(2.0) for path in paths]


def _land(frame: Frame, picture: Picture) -> Area:
    """Return what the frame shows of the region: its own outline where it has one, else its coarsest units."""
    scene, ground = picture.view.scene, picture.ground
    region = scene.plan.region_adcode
    idents = [region] if region in ground.units else [unit.id for unit in scene.ground_units if unit.label]
    return frame.joined([ground.area(ground.units[ident], frame) for ident in idents])


def _sea(frame: Frame, picture: Picture) -> Area:
    """Return what the boundary lines at sea enclose."""
    points = [frame.at(place) for path in picture.ground.lines.get(SEA_LINE, ()) for place in path]
    return Area([hull(numpy.array(points))] if points else [], frame.rect, 1.0)


def _ground(sheet: Sheet, view: View, rect: SheetBox) -> Shape:
    return sheet.rectangle(view.say("ground"), view.say("ground"), rect, Look(view.theme.paper))


def _frame(sheet: Sheet, view: View, rect: SheetBox) -> Shape:
    return sheet.rectangle(view.say("frame"), view.say("frame"), rect, Look(line=view.theme.rule, width=1.0))


def _scale_bar(frame: Frame, *, left: bool = False) -> tuple[float, SheetBox]:
    """Return a round length in kilometres and where its bar stands: in the lower right corner, or the left one."""
    most = _LONGEST_BAR * frame.rect.width / frame.scale
    power = 10.0 ** math.floor(math.log10(most))
    km = next(power * step for step in (5, 2, 1) if power * step <= most)
    wide = km * frame.scale
    start = frame.rect.left + 14 if left else frame.rect.right - wide - 14
    return km, SheetBox.sized(start, frame.rect.bottom - 28, wide, 16)


def _bar(sheet: Sheet, view: View, rect: SheetBox, km: float) -> Iterator[Shape]:
    name, quiet = view.say("scale_bar"), view.theme.quiet
    ends = (rect.left, rect.bottom), (rect.right, rect.bottom)
    yield sheet.line(name, name, *ends, Look(line=quiet, width=1.25))
    words = Line((Run(view.say("n_km", n=f"{km:,g}"), 8.5, quiet),), "ctr", 11)
    yield sheet.text(name, SheetBox.sized(rect.left, rect.top, rect.width, 13), (words,), wrap=False)
