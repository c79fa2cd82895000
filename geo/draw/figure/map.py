"""The map of a figure: land, zones, borders, places and names within a frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.draw.figure.canvas import Canvas, Layer
from geo.draw.figure.choice import LEVELS, Choice, ground_units
from geo.draw.figure.glyphs import hatch_path
from geo.draw.figure.ground import Ground, box_path, closed_path, open_path
from geo.draw.figure.laid import Map, common, line_boxes
from geo.draw.figure.names import draw_names, map_labels
from geo.draw.figure.places import draw_dimmed, draw_rings, draw_symbol
from geo.draw.scene.marks import Box, ZoneMark
from geo.draw.scene.style import BASIS_DASHES, FORM_STROKES, Stroke
from geo.draw.sheet.areas import Positions, bounds
from geo.draw.sheet.labels import Field, Placed
from geo.draw.sheet.placing import place_labels
from geo.draw.sheet.south import NAME, WINDOW

_BAND, _BAND_ALPHA = 12.0, 0.2
_HATCH_SCALE, _HATCH_ALPHA, _HATCH_WIDTH = 1.5, 0.26, 1.4
_LINE = 1.5
"""What one pixel of style's widths and dashes is in units of the design."""

_DIAGRAM_FILL, _DIAGRAM_LINE = 0.74, 2.8
_HIDDEN = (110.0, 90.0)
"""Zones narrower and lower than this could be hidden by a name."""

_UNIT_LEAST = {"province": 0.0, "prefecture": 14.0, "county": 24.0}
"""Median width below which the units of a level are not drawn."""


def draw_south(canvas: Canvas, made: Map, box: Box) -> None:
    """Draw the islands of the South China Sea, with what is drawn of the plan there, in a box of their own."""
    choice = made.choice
    inset = replace(made, ground=Ground(WINDOW, box, made.ground.grain, pad=0.0), name="south")
    canvas.layer("south.ground").shape(box_path(box), fill=choice.theme.paper)
    for draw in (_draw_land, _draw_zones, _draw_units, _draw_edges, _draw_lines):
        draw(canvas, inset)
    left, _, right, bottom = box
    layer, theme = canvas.layer("south.frame"), choice.theme
    name, at = choice.words(NAME), ((left + right) / 2, bottom - 11.0)
    layer.text(*at, name, 15.0, theme.ink, anchor="middle", halo=theme.halo, halo_width=3.0)
    layer.shape(box_path(box), line=theme.quiet, width=1.4)


def draw_map(canvas: Canvas, made: Map, taken: Sequence[Box] = ()) -> tuple[Placed, ...]:
    """Draw a map and return the names that found a place.

    Parameters
    ----------
    canvas : Canvas
        The sheet.
    made : Map
        What is drawn.
    taken : sequence of tuple of float
        Boxes where no name may stand.
    """
    frame, theme = made.ground.frame, made.choice.theme
    canvas.layer("map.ground").shape(box_path(frame), fill=theme.paper)
    _draw_land(canvas, made)
    _draw_zones(canvas, made)
    _draw_units(canvas, made)
    _draw_edges(canvas, made)
    _draw_lines(canvas, made)
    _draw_places(canvas, made)
    left, top, right, bottom = frame
    field = Field(
        frame=(left + 6, top + 6, right - 6, bottom - 6),
        taken=[*taken, *line_boxes(made)],
        symbols=[*(each.box for each in made.places), *_small_zones(made)],
        seats=_seats(made),
        land=made.region,
    )
    placed = place_labels(map_labels(made.choice, made, canvas.face.width), field)
    draw_names(canvas.layer("map.names", frame), made.choice, placed)
    canvas.layer("map.frame").shape(box_path(frame), line=theme.quiet, width=1.4)
    return placed


def _draw_land(canvas: Canvas, made: Map) -> None:
    theme, layer = made.choice.theme, canvas.layer(f"{made.name}.land", made.ground.frame)
    for ident, rings in made.context:
        name = made.ident(f"context.{ident}")
        layer.shape(closed_path(rings), fill=theme.context, line=theme.context_line, width=1.2, name=name)
    for rings in made.land:
        layer.shape(closed_path(rings), fill=theme.land)
    if made.choice.is_tinted:
        for unit in ground_units(made.choice.scene):
            if unit.id in made.units:
                layer.shape(closed_path(made.units[unit.id][1]), fill=made.choice.tints[unit.id])


def _draw_zones(canvas: Canvas, made: Map) -> None:
    choice, layer = made.choice, canvas.layer(f"{made.name}.zones", made.ground.frame)
    for zone, rings in made.zones:
        tones = choice.theme.zone(zone.colour, choice.is_lit(zone))
        alpha = _DIAGRAM_FILL if choice.diagram else choice.theme.fill
        layer.shape(closed_path(rings), fill=tones.fill, alpha=alpha, name=made.ident(zone.id))
    for zone, rings in made.zones:
        if zone.hatch and choice.is_lit(zone) and not choice.diagram:
            draw_hatch(layer, choice, zone, rings, made.ground.frame)


def draw_hatch(layer: Layer, choice: Choice, zone: ZoneMark, rings: Sequence[Positions], frame: Box) -> None:
    """Draw the hatch of a zone within its outline and a frame."""
    box, path = common(bounds(rings), frame), closed_path(rings)
    tones = choice.theme.zone(zone.colour)
    layer.shape(
        hatch_path(zone.hatch, box, _HATCH_SCALE),
        line=tones.line,
        width=_HATCH_WIDTH * (1.6 if zone.hatch == "dots" else 1.0),
        alpha=_HATCH_ALPHA,
        within=path,
        round_ends=True,
    )


def _draw_units(canvas: Canvas, made: Map) -> None:
    """Draw the borders of units: white hairlines in zones, grey ones elsewhere, the finest level first."""
    choice, layer = made.choice, canvas.layer(f"{made.name}.units", made.ground.frame)
    theme, region = choice.theme, choice.scene.plan.region_adcode
    whole = {zone.id for zone in choice.zones if choice.shape(zone) and zone.basis == "admin-union"}
    coarsest = {unit.id for unit in ground_units(choice.scene)}
    for level in reversed(LEVELS):
        if made.level_width(level) < _UNIT_LEAST[level]:
            continue
        for unit, rings in made.units.values():
            inside = bool(whole.intersection(unit.zones)) and not choice.diagram
            if unit.level == level and unit.id != region and (inside or unit.id in coarsest or level == "county"):
                width = 1.5 if unit.id in coarsest else 0.8
                line = theme.hairline if inside else theme.ground_line
                layer.shape(closed_path(rings), line=line, width=width, name=made.ident(unit.id))


def _draw_edges(canvas: Canvas, made: Map) -> None:
    choice, layer = made.choice, canvas.layer(f"{made.name}.borders", made.ground.frame)
    for rings in made.land:
        layer.shape(closed_path(rings), line=choice.theme.quiet, width=1.0, alpha=0.55)
    for zone, rings in sorted(made.zones, key=lambda row: choice.is_lit(row[0])):
        stroke = zone_stroke(choice, zone)
        line, path = choice.theme.zone(zone.colour, choice.is_lit(zone)).line, closed_path(rings)
        if choice.diagram or stroke.dash:
            layer.shape(path, line=line, width=stroke.width, dash=stroke.dash)
            continue
        # Twice the width, cut off at the outline: neighbours lie side by side and not over each other.
        layer.shape(path, line=line, width=_BAND * 2, alpha=_BAND_ALPHA, within=path)
        layer.shape(path, line=line, width=stroke.width * 2, within=path)


def zone_stroke(choice: Choice, zone: ZoneMark) -> Stroke:
    """Return the line of a zone: width by the form of its group, dashes by what it rests on."""
    if choice.diagram:
        return Stroke(_DIAGRAM_LINE)
    form = next((group.form for group in choice.scene.groups if group.id == zone.group), "")
    dash = tuple(length * _LINE for length in BASIS_DASHES.get(zone.basis, ()))
    return Stroke(FORM_STROKES.get(form, Stroke(1.4)).width * _LINE * 1.15, dash)


def _draw_lines(canvas: Canvas, made: Map) -> None:
    layer = canvas.layer(f"{made.name}.lines", made.ground.frame)
    for mark in made.choice.scene.lines:
        lines = made.ground.rings(mark.paths)
        dash = tuple(length * _LINE for length in mark.stroke.dash)
        if lines:
            name, colour = made.ident(f"line.{mark.id}"), made.choice.theme.quiet
            layer.shape(open_path(lines), line=colour, width=mark.stroke.width * 1.2, dash=dash, name=name)


def _draw_places(canvas: Canvas, made: Map) -> None:
    choice, frame = made.choice, made.ground.frame
    draw_rings(canvas.layer("map.rings", frame), choice, made.places, made.ground)
    layer = canvas.layer("map.places", frame)
    draw_dimmed(layer, choice, [park for park in choice.parks if not choice.is_park_lit(park)], made.ground)
    for each in sorted(made.places, key=lambda place: len(place.parks)):
        draw_symbol(layer, choice, each)


def _small_zones(made: Map) -> list[Box]:
    """Return the cores of lit zones that a name would hide."""
    boxes = [bounds(rings) for zone, rings in made.zones if made.choice.is_lit(zone)]
    small = [box for box in boxes if box[2] - box[0] < _HIDDEN[0] and box[3] - box[1] < _HIDDEN[1]]
    cores = [((x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 3, (y1 - y0) / 3) for x0, y0, x1, y1 in small]
    return [(x - wide, y - high, x + wide, y + high) for x, y, wide, high in cores]


def _seats(made: Map) -> list[tuple[float, float]]:
    """Return where the names of the coarsest units would best stand: a zone's name goes elsewhere if it can."""
    units = (made.units[unit.id][0] for unit in ground_units(made.choice.scene) if unit.id in made.units)
    return [made.ground.position(unit.label) for unit in units if unit.label]
