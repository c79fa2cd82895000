"""The map of a figure: land, zones, borders, places and names within a frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.draw.figure.canvas import Canvas, Layer
from geo.draw.figure.laid import LINE_ROOM, Map
from geo.draw.figure.leaders import draw_leaders, rooms_of
from geo.draw.figure.names import draw_names, lettering, named_of
from geo.draw.figure.paths import box_path, circle_path, closed_path, open_path
from geo.draw.figure.places import draw_badge, draw_dimmed, draw_rings, draw_symbol
from geo.draw.figure.plates import draw_plates
from geo.draw.figure.register import draw_register, shows_dots
from geo.draw.figure.style import PathStyle, TextStyle
from geo.draw.figure.symbols import hatch_path
from geo.draw.scene.looks import BAND, BAND_OPACITY, FILL_OPACITY, HATCH_OPACITY, WATER_WIDTHS, Stroke
from geo.draw.scene.marks import Position, ZoneMark
from geo.draw.scene.view import View
from geo.draw.sheet.areas import Positions, bounds
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.ground import PIXEL
from geo.draw.sheet.labels import Placed
from geo.draw.sheet.names import SEAT
from geo.draw.sheet.placing import place_labels
from geo.draw.sheet.plates import DOT, plate_labels
from geo.draw.sheet.precision import is_vague
from geo.draw.sheet.south import south_box, south_ground
from geo.draw.sheet.waters import lakes_on, rivers_on
from geo.model.schema import FINE_LEVELS, LEVELS

_HATCH_WIDTH = 1.4

_HIDDEN = (110.0, 90.0)
"""Zones narrower and lower than this could be hidden by a name."""

_UNIT_LEAST = {"province": 0.0, "prefecture": 14.0, "county": 24.0, "township": 24.0}
"""Median width below which the units of a level are not drawn."""


def draw_south(canvas: Canvas, made: Map) -> None:
    """Draw the islands of the South China Sea, with what is drawn of the plan there, in a box of their own."""
    view, box = made.view, south_box(made.ground)
    inset = replace(made, ground=south_ground(made.ground), name="south")
    canvas.layer("south.ground").shape(box_path(box), PathStyle(fill=view.theme.paper))
    for draw in (_draw_land, _draw_zones, _draw_units, _draw_edges, _draw_lines):
        draw(canvas, inset)
    layer, theme = canvas.layer("south.frame"), view.theme
    name, at = view.say("south_islands"), (box.middle[0], box.bottom - 11.0)
    layer.text(at, name, TextStyle(15.0, theme.ink, anchor="middle", halo=theme.halo, halo_width=3.0))
    layer.shape(box_path(box), PathStyle(line=theme.quiet, width=1.4))


def draw_map(canvas: Canvas, made: Map, taken: Sequence[SheetBox] = ()) -> tuple[Placed, ...]:
    """Draw a map and return the names, and the plates of numbers, that found a place.

    Parameters
    ----------
    canvas : Canvas
        The sheet.
    made : Map
        What is drawn.
    taken : sequence of SheetBox
        Boxes where no name may stand.
    """
    frame, theme = made.ground.frame, made.view.theme
    canvas.layer(f"{made.name}.ground").shape(box_path(frame), PathStyle(fill=theme.paper))
    _draw_land(canvas, made)
    _draw_zones(canvas, made)
    _draw_units(canvas, made)
    _draw_edges(canvas, made)
    _draw_lines(canvas, made)
    _draw_framed(canvas, made)
    named = named_of(made, canvas.sheet)
    _draw_seats(canvas.layer(f"{made.name}.seats", frame), made, named.dots)
    draw_leaders(canvas.layer(f"{made.name}.leaders"), made.view, made.leaders)
    _draw_places(canvas, made)
    plates = list(plate_labels(made.view, made.ground, made.numbers, canvas.face.width))
    dots = [SheetBox.centred(plate.at, DOT, DOT) for plate in plates if plate.id not in made.view.scene.zone_by_id]
    spots = () if shows_dots(made.view) else made.spots
    draw_register(canvas.layer(f"{made.name}.register", frame), made.view, made.ground, spots)
    symbols = [*dots, *(each.box for each in made.places), *(badge.box for badge in made.badges), *_small_zones(made)]
    rooms = [room for line in made.leaders.values() for room in rooms_of(line)]
    counts = [spot.box for spot in spots]
    field = named.field([*taken, *rooms, *counts], symbols, edge=6.0, stroke=LINE_ROOM)
    letters = lettering(made, canvas.sheet, canvas.face.width)
    placed = place_labels([*plates, *named.labels(letters)], field)
    draw_plates(
        canvas.layer(f"{made.name}.numbers", frame), made, [each for each in placed if each.label.rank == "plate"]
    )
    draw_names(
        canvas.layer(f"{made.name}.names", frame), made.view, [each for each in placed if each.label.rank != "plate"]
    )
    canvas.layer(f"{made.name}.frame").shape(box_path(frame), PathStyle(line=theme.quiet, width=1.4))
    return placed


def _draw_land(canvas: Canvas, made: Map) -> None:
    theme, layer = made.view.theme, canvas.layer(f"{made.name}.land", made.ground.frame)
    if sea := made.ground.rings(made.view.scene.sea):
        layer.shape(closed_path(sea), PathStyle(fill=theme.sea))
    for ident, rings in made.context:
        name = made.ident(f"context.{ident}")
        layer.shape(closed_path(rings), PathStyle(fill=theme.context, line=theme.context_line, width=1.2), name=name)
    for rings in made.land:
        layer.shape(closed_path(rings), PathStyle(fill=theme.land))
    if made.view.is_tinted:
        for unit in made.view.scene.ground_units:
            if unit.id in made.units:
                layer.shape(closed_path(made.units[unit.id][1]), PathStyle(fill=made.view.tint(unit)))


def _draw_zones(canvas: Canvas, made: Map) -> None:
    view, layer = made.view, canvas.layer(f"{made.name}.zones", made.ground.frame)
    for zone, rings in made.zones:
        tones = view.zone_colour(zone)
        layer.shape(closed_path(rings), PathStyle(fill=tones.fill, alpha=FILL_OPACITY), name=made.ident(zone.id))
    _draw_waters(layer, made)
    for zone, rings in made.zones:
        draw_hatch(layer, view, zone, rings, made.ground.frame)


def _draw_waters(layer: Layer, made: Map) -> None:
    """Draw rivers and lakes over the tint of zones, beneath their hatches and borders."""
    view, water = made.view, made.view.theme.water
    for mark, lines in rivers_on(view, made.ground):
        width = WATER_WIDTHS[mark.rank - 1] * PIXEL
        layer.shape(open_path(lines), PathStyle(line=water, width=width, alpha=0.8, round_ends=True))
    for _, rings in lakes_on(view, made.ground):
        layer.shape(closed_path(rings), PathStyle(fill=water, line=water, width=0.6))


def _draw_seats(layer: Layer, made: Map, seats: Sequence[Position]) -> None:
    for at in seats:
        layer.shape(circle_path(*at, SEAT), PathStyle(fill=made.view.theme.halo, line=made.view.theme.body, width=1.6))


def draw_hatch(layer: Layer, view: View, zone: ZoneMark, rings: Sequence[Positions], frame: SheetBox) -> None:
    """Draw the hatch of a zone, if it has one, within its outline and a frame."""
    hatch = view.zone_hatch(zone)
    if not hatch:
        return
    box, path = bounds(rings).common(frame), closed_path(rings)
    layer.shape(
        hatch_path(hatch, box, PIXEL),
        PathStyle(
            line=view.zone_colour(zone).line,
            width=_HATCH_WIDTH * (1.6 if hatch == "dots" else 1.0),
            alpha=HATCH_OPACITY,
            round_ends=True,
        ),
        within=path,
    )


def _draw_units(canvas: Canvas, made: Map) -> None:
    """Draw the borders of units: white hairlines in zones, grey ones elsewhere, the finest level first."""
    view, layer = made.view, canvas.layer(f"{made.name}.units", made.ground.frame)
    theme, region = view.theme, view.scene.plan.region_adcode
    whole = [zone for zone in view.zones if view.shape(zone) and zone.basis == "admin-union"]
    coarsest = {unit.id for unit in view.scene.ground_units}
    for level in reversed(list(LEVELS)):
        if made.level_widths.get(level, 0.0) < _UNIT_LEAST[level]:
            continue
        for unit, rings in made.units.values():
            inside = any(view.scene.is_member(unit, zone) for zone in whole) and not view.is_diagram
            if unit.level == level and unit.id != region and (inside or unit.id in coarsest or level in FINE_LEVELS):
                width = 1.5 if unit.id in coarsest else 0.8
                line = theme.seam if inside else theme.rule
                layer.shape(closed_path(rings), PathStyle(line=line, width=width), name=made.ident(unit.id))


def _draw_edges(canvas: Canvas, made: Map) -> None:
    view, layer = made.view, canvas.layer(f"{made.name}.borders", made.ground.frame)
    for rings in made.land:
        layer.shape(closed_path(rings), PathStyle(line=view.theme.quiet, width=1.0, alpha=0.55))
    for zone, rings in sorted(made.zones, key=lambda row: view.is_lit(row[0])):
        stroke = zone_stroke(view, zone)
        line, path = view.zone_colour(zone).line, closed_path(rings)
        if view.is_diagram or stroke.dash:
            layer.shape(path, PathStyle(line=line, width=stroke.width, dash=stroke.dash))
            continue
        # Twice the width, cut off at the outline: neighbours lie side by side and not over each other.
        layer.shape(path, PathStyle(line=line, width=BAND.width * PIXEL, alpha=BAND_OPACITY), within=path)
        layer.shape(path, PathStyle(line=line, width=stroke.width * 2), within=path)


def zone_stroke(view: View, zone: ZoneMark) -> Stroke:
    """Return the line of a zone in units of the design, a little heavier than on a screen."""
    found = view.zone_stroke(zone)
    return Stroke(found.width * PIXEL * 1.15, tuple(length * PIXEL for length in found.dash))


def _draw_lines(canvas: Canvas, made: Map) -> None:
    layer = canvas.layer(f"{made.name}.lines", made.ground.frame)
    for mark in made.view.scene.lines:
        lines = made.ground.lines(mark.paths)
        dash = tuple(length * PIXEL for length in mark.stroke.dash)
        if lines:
            name, colour = made.ident(f"line.{mark.id}"), made.view.theme.quiet
            layer.shape(open_path(lines), PathStyle(line=colour, width=mark.stroke.width * 1.2, dash=dash), name=name)


def _draw_framed(canvas: Canvas, made: Map) -> None:
    """Draw the outlines of the units that stand out."""
    theme, shown = made.view.theme, [unit for unit in made.view.outlined if unit.id in made.units]
    if not shown:
        return
    layer = canvas.layer(f"{made.name}.framed", made.ground.frame)
    for unit in shown:
        path = closed_path(made.units[unit.id][1])
        layer.shape(path, PathStyle(line=theme.halo, width=7.0, round_ends=True))
        layer.shape(path, PathStyle(line=theme.ink, width=3.2, round_ends=True), name=f"framed.{unit.id}")


def _draw_places(canvas: Canvas, made: Map) -> None:
    view, frame = made.view, made.ground.frame
    draw_rings(canvas.layer(f"{made.name}.rings", frame), view, made.places, made.ground)
    layer = canvas.layer(f"{made.name}.places", frame)
    draw_dimmed(layer, view, [park for park in view.parks if not view.is_park_lit(park)], made.ground)
    for each in sorted(made.places, key=lambda place: len(place.parks)):
        if not is_vague(each, made.ground):
            draw_symbol(layer, view, each)
    for badge in made.badges:
        draw_badge(layer, view, badge)


def _small_zones(made: Map) -> list[SheetBox]:
    """Return the cores of lit zones that a name would hide."""
    boxes = [bounds(rings) for zone, rings in made.zones if made.view.is_lit(zone)]
    small = (box for box in boxes if box.width < _HIDDEN[0] and box.height < _HIDDEN[1])
    return [SheetBox.centred(box.middle, box.width / 3, box.height / 3) for box in small]
