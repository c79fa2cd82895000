"""The areas and lines of a slide's map: every one a native shape with its name and an alternative text."""

from __future__ import annotations

from collections.abc import Iterator

from geo.draw.scene.looks import WATER_WIDTHS
from geo.draw.scene.marks import UnitMark
from geo.draw.scene.view import View
from geo.draw.sheet.ground import Ground, Rings
from geo.draw.sheet.waters import lakes_on, rivers_on
from geo.draw.slides.alts import unit_alt, zone_alt
from geo.draw.slides.looks import unit_look, zone_look
from geo.draw.slides.picture import Picture
from geo.draw.slides.shapes import Look, Shape, Slide
from geo.model.schema import LEVELS


def layers(slide: Slide, ground: Ground, picture: Picture) -> dict[str, Iterator[Shape]]:
    """Return the areas and lines that a frame shows, from below."""
    say, unit = picture.view.say, picture.view.unit
    return {
        say("legend_context"): iter(()) if picture.bare else _context(slide, ground, picture),
        say("units"): _units(slide, ground, picture),
        say("zones"): _zones(slide, ground, picture),
        say("waters"): _waters(slide, ground, picture) if picture.has_waters else iter(()),
        say("lines"): line_shapes(slide, picture.view, ground, 0.8),
        **({say("outline_of", unit=picture.view.tell(unit.name)): _outline(slide, ground, picture)} if unit else {}),
    }


def drawn_units(picture: Picture) -> list[UnitMark]:
    """Return the units that a map draws: the region, the coarsest level, and finer ones within what is lit."""
    found = [unit for unit in picture.view.scene.units if unit.shape and _is_drawn(unit, picture)]
    region = picture.view.scene.plan.region_adcode
    return sorted(found, key=lambda unit: (unit.id != region, list(LEVELS).index(unit.level), unit.id))


def _is_drawn(unit: UnitMark, picture: Picture) -> bool:
    scene = picture.view.scene
    if unit in scene.ground_units or unit.id == scene.plan.region_adcode:
        return True
    if scene.plan.framed in (unit.id, unit.parent):
        return True
    if picture.counties:
        return any(zone.id in unit.zones for zone in picture.lit)
    return any(unit.id in zone.members for zone in picture.lit)


def _context(slide: Slide, ground: Ground, picture: Picture) -> Iterator[Shape]:
    view = picture.view
    look = Look(view.theme.context, view.theme.context_line, 0.5)
    if picture.has_waters and (sea := ground.rings(view.scene.sea)):
        yield slide.freeform(view.say("sea"), view.say("sea"), sea, Look(view.theme.sea))
    for mark in view.scene.context:
        name = view.tell(mark.name)
        alt = view.say("within", one=name, two=view.say("legend_context"))
        yield from _area(slide, (name, alt), ground.rings(mark.shape), look)


def _units(slide: Slide, ground: Ground, picture: Picture) -> Iterator[Shape]:
    view = picture.view
    for unit in drawn_units(picture):
        words = view.tell(unit.name), unit_alt(view, unit)
        yield from _area(slide, words, ground.rings(unit.shape), unit_look(view, unit))


def _zones(slide: Slide, ground: Ground, picture: Picture) -> Iterator[Shape]:
    """Yield the zones, large ones first so that none hides another, those in the light last."""
    view, plane = picture.view, picture.plane
    drawn = [(zone, outline) for zone in view.zones if (outline := view.shape(zone))]
    for zone, outline in sorted(drawn, key=lambda row: (view.is_lit(row[0]), -plane.shape(row[1]).area)):
        words = view.tell(zone.name), zone_alt(view, zone)
        yield from _area(slide, words, ground.rings(outline), zone_look(view, zone))


def _waters(slide: Slide, ground: Ground, picture: Picture) -> Iterator[Shape]:
    """Yield rivers and lakes, each with its name where it has one."""
    view, water = picture.view, picture.view.theme.water
    for river, lines in rivers_on(view, ground):
        name = view.tell(river.name) or view.say("waters")
        look = Look(line=water, width=WATER_WIDTHS[river.rank - 1] * 0.75)
        yield slide.freeform(name, name, lines, look, closed=False)
    for lake, rings in lakes_on(view, ground):
        name = view.tell(lake.name) or view.say("waters")
        yield slide.freeform(name, name, rings, Look(water, water, 0.4))


def _outline(slide: Slide, ground: Ground, picture: Picture) -> Iterator[Shape]:
    """Yield the outline of the unit that fills the frame, over a wider one that sets it off."""
    view, unit = picture.view, picture.view.unit
    if unit:
        name = view.say("outline_of", unit=view.tell(unit.name))
        for look in (Look(line=view.theme.halo, width=4.5), Look(line=view.theme.ink, width=2.25)):
            yield from _area(slide, (name, unit_alt(view, unit)), ground.rings(unit.shape), look)


def line_shapes(slide: Slide, view: View, ground: Ground, share: float) -> Iterator[Shape]:
    """Yield the boundary lines that a frame shows, their width a share of that on the page."""
    for line in view.scene.lines:
        if paths := ground.lines(line.paths):
            look = Look(line=view.theme.quiet, width=line.stroke.width * share, dash=line.stroke.dash)
            name = view.tell(line.name)
            yield slide.freeform(name, name, paths, look, closed=False)


def _area(slide: Slide, words: tuple[str, str], rings: Rings, look: Look) -> Iterator[Shape]:
    """Yield what a frame shows of an area, given its name and its alternative text; nothing where that is none."""
    if rings:
        yield slide.freeform(*words, rings, look)
