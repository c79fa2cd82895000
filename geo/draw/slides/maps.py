"""The map of a slide: every zone, unit and place a native shape with a name, and labels that do not collide."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from geo.draw.scene.view import View
from geo.draw.sheet.areas import Area, bounds, hull
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.gathering import Gathering
from geo.draw.sheet.ground import Ground
from geo.draw.sheet.labels import Field, Placed
from geo.draw.sheet.placing import place_labels
from geo.draw.sheet.south import SEA_LINE, main_view, map_beside, south_ground
from geo.draw.slides.inset import inset_ground
from geo.draw.slides.layers import drawn_units, layers
from geo.draw.slides.names import far_labels, name_shapes, unit_labels, zone_labels
from geo.draw.slides.names import place_labels as labels_of_places
from geo.draw.slides.picture import Picture
from geo.draw.slides.places import spot_shapes, spots_of
from geo.draw.slides.shapes import Line, Look, Run, Shape, Sheet
from geo.draw.slides.views import RESOLUTION, home_box

_EDGE = 3.0
"""Names stay so far within the frame, in points."""
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
    view, (ground, south) = picture.view, _grounds(rect, picture)
    spots = spots_of(picture.parks, ground)
    inset = inset_ground(ground, picture, spots)
    km, bar = _scale_bar(ground, left=south is not None)
    taken = [bar.grown(5), *(each.frame.grown(3) for each in (inset, south) if each), *_strokes(ground, view)]
    names = () if picture.bare else _names(ground, picture, spots, taken)
    around = () if picture.bare else (_frame(sheet, view, rect), *_bar(sheet, view, bar, km))
    parts = {
        **layers(sheet, ground, picture),
        view.say("places"): spot_shapes(sheet, view, spots),
        view.say("frame"): iter(around),
        view.say("labels"): name_shapes(sheet, view, names),
    }
    groups = {name: sheet.group(name, name, shapes) for name, shapes in parts.items()}
    paper = [] if picture.bare else [_paper(sheet, view, rect)]
    boxes = [_inset(sheet, ground, inset, picture)] if inset else []
    boxes += [_south(sheet, south, picture)] if south else []
    alt = view.say("map_alt", region=view.tell(view.scene.plan.region))
    sheet.add(sheet.group(view.say("map"), alt, [*paper, *groups.values(), *boxes]))
    return Drawn(names, spots, bool(groups[view.say("legend_context")].xml))


def _grounds(rect: SheetBox, picture: Picture) -> tuple[Ground, Ground | None]:
    """Return the ground of a map, and that of the islands in the south where all else gains by their standing apart."""
    view, plane = picture.view, picture.plane
    whole, main = plane.ground(picture.box, rect, RESOLUTION), main_view(view.scene, view.scene.plan.view)
    if main is None or picture.bare or picture.box != home_box(view, plane):
        return whole, None
    land = [unit.shape for unit in view.scene.units if unit.shape]
    closer = map_beside(whole, main, land, picture.lit_shapes.values())
    return (closer, south_ground(closer)) if closer else (whole, None)


def _south(sheet: Sheet, ground: Ground, picture: Picture) -> Shape:
    """Return the box of the islands in the south, with what is drawn of the plan there."""
    view, rect = picture.view, ground.frame
    name, theme = view.say("south_islands"), view.theme
    words = Line((Run(name, 8.5, theme.ink, glow=theme.halo),), "ctr", 11)
    foot = SheetBox(rect.left, rect.bottom - 14, rect.right, rect.bottom - 2)
    parts = [
        _paper(sheet, view, rect),
        *(shape for shapes in layers(sheet, ground, picture).values() for shape in shapes),
        sheet.text(name, foot, (words,), anchor="ctr", wrap=False),
        sheet.rectangle(name, name, rect, Look(line=theme.quiet, width=0.75)),
    ]
    return sheet.group(name, name, parts)


def _inset(sheet: Sheet, ground: Ground, inset: Ground, picture: Picture) -> Shape:
    """Return the inset with the places that stand too close on the map, and the box there that it enlarges."""
    view, ink, spots = picture.view, picture.view.theme.ink, spots_of(picture.parks, inset)
    km, bar = _scale_bar(inset)
    names = place_labels(labels_of_places(view, spots), _field(inset, [bar.grown(4)], spots))
    name = view.say("inset")
    parts = [
        sheet.rectangle(name, name, ground.box(inset.window), Look(line=ink, width=0.75)),
        _paper(sheet, view, inset.frame),
        *(shape for shapes in layers(sheet, inset, picture).values() for shape in shapes),
        *spot_shapes(sheet, view, spots),
        *name_shapes(sheet, view, names),
        *_bar(sheet, view, bar, km),
        sheet.rectangle(name, name, inset.frame, Look(line=ink, width=1.25)),
    ]
    return sheet.group(name, name, parts)


def _names(ground: Ground, picture: Picture, spots: tuple[Gathering, ...], taken: list[SheetBox]) -> tuple[Placed, ...]:
    scene = picture.view.scene
    units = [unit for unit in drawn_units(picture) if unit.id != scene.plan.region_adcode]
    seats = [ground.position(unit.label) for unit in scene.ground_units if unit.label]
    land = _land(ground, picture.view)
    labels = (
        *zone_labels(picture, ground),
        *unit_labels(picture, ground, units),
        *(labels_of_places(picture.view, spots) if picture.places else ()),
        *far_labels(picture, ground, (land, _sea(ground, picture.view))),
    )
    return place_labels(labels, replace(_field(ground, taken, spots), seats=seats, land=land))


def _field(ground: Ground, taken: Sequence[SheetBox], spots: Sequence[Gathering]) -> Field:
    boxes = [spot.box.grown(1.0) for spot in spots]
    return Field(frame=ground.frame.inset(_EDGE), unit=ground.unit, taken=taken, symbols=boxes)


def _strokes(ground: Ground, view: View) -> list[SheetBox]:
    """Return what the strokes of boundary lines cover: no name hides one."""
    return [bounds([stroke]).grown(2.0) for line in view.scene.lines for stroke in ground.lines(line.paths)]


def _land(ground: Ground, view: View) -> Area:
    """Return what the frame shows of the region: its own outline where it has one, else its coarsest units."""
    region = view.scene.unit_by_id.get(view.scene.plan.region_adcode)
    units = (region,) if region and region.shape else view.scene.ground_units
    return ground.area_in([ring for unit in units for ring in ground.rings(unit.shape)])


def _sea(ground: Ground, view: View) -> Area:
    """Return what the boundary lines at sea enclose."""
    marks = [mark for mark in view.scene.lines if mark.id == SEA_LINE]
    paths = [ground.positions(path) for mark in marks for path in mark.paths["coordinates"]]
    return ground.area_in([hull(np.concatenate(paths))] if paths else [])


def _paper(sheet: Sheet, view: View, rect: SheetBox) -> Shape:
    return sheet.rectangle(view.say("ground"), view.say("ground"), rect, Look(view.theme.paper))


def _frame(sheet: Sheet, view: View, rect: SheetBox) -> Shape:
    return sheet.rectangle(view.say("frame"), view.say("frame"), rect, Look(line=view.theme.rule, width=1.0))


def _scale_bar(ground: Ground, *, left: bool = False) -> tuple[float, SheetBox]:
    """Return a round length in kilometres and where its bar stands: in the lower right corner, or the left one."""
    frame = ground.frame
    most = _LONGEST_BAR * frame.width / ground.per_km
    power = 10.0 ** math.floor(math.log10(most))
    km = next(power * step for step in (5, 2, 1) if power * step <= most)
    wide = km * ground.per_km
    start = frame.left + 14 if left else frame.right - wide - 14
    return km, SheetBox.sized(start, frame.bottom - 28, wide, 16)


def _bar(sheet: Sheet, view: View, rect: SheetBox, km: float) -> Iterator[Shape]:
    name, quiet = view.say("scale_bar"), view.theme.quiet
    ends = (rect.left, rect.bottom), (rect.right, rect.bottom)
    yield sheet.line(name, name, *ends, Look(line=quiet, width=1.25))
    words = Line((Run(view.say("n_km", n=f"{km:,g}"), 8.5, quiet),), "ctr", 11)
    yield sheet.text(name, SheetBox.sized(rect.left, rect.top, rect.width, 13), (words,), wrap=False)
