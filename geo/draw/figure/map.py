"""The map of a figure: land, zones, borders, places and names within a frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from geo.draw.figure.canvas import Canvas, Layer
from geo.draw.figure.glyphs import hatch_path
from geo.draw.figure.ground import Ground, box_path, closed_path, open_path
from geo.draw.figure.names import draw_names, map_labels
from geo.draw.figure.places import draw_dimmed, draw_rings, draw_symbol, gatherings
from geo.draw.scene.looks import BAND, BAND_OPACITY, FILL_OPACITY, HATCH_OPACITY, Stroke
from geo.draw.scene.marks import Box, UnitMark, ZoneMark
from geo.draw.scene.view import View
from geo.draw.sheet.areas import Area, Positions, bounds, hull
from geo.draw.sheet.gathering import Gathering
from geo.draw.sheet.labels import Field, Placed
from geo.draw.sheet.placing import place_labels
from geo.draw.sheet.south import GAIN, SEA_LINE, WINDOW, main_view
from geo.model.schema import LEVELS

PIXEL = 1.5
"""What one pixel of the looks' widths and dashes is in units of the design."""

_HATCH_WIDTH = 1.4

_SOUTH, RIM = (206.0, 288.0), 14.0
"""Width and height of the box of the islands in the south, and how far boxes in corners stand from the frame."""

_CELL = 2.0
"""Side of the cells by which names find their places."""

_HIDDEN = (110.0, 90.0)
"""Zones narrower and lower than this could be hidden by a name."""

_UNIT_LEAST = {"province": 0.0, "prefecture": 14.0, "county": 24.0}
"""Median width below which the units of a level are not drawn."""


@dataclass(frozen=True, kw_only=True)
class Map:
    """A view laid into a frame: all outlines in units of the design.

    Attributes
    ----------
    view, ground : View, Ground
        What is drawn, and where.
    name : str
        Beginning of the ids of its layers.
    has_south : bool
        Whether the islands of the South China Sea stand in a box of their own.
    """

    view: View
    ground: Ground
    name: str = "map"
    has_south: bool = False

    @cached_property
    def zones(self) -> tuple[tuple[ZoneMark, list[Positions]], ...]:
        """Zones that are drawn with their rings, large ones first, so that one within another can be seen."""
        found = [(zone, self.ground.rings(self.view.shape(zone))) for zone in self.view.zones]
        drawn = [(zone, rings) for zone, rings in found if rings]
        return tuple(sorted(drawn, key=lambda row: -_extent(row[1])))

    @cached_property
    def units(self) -> dict[str, tuple[UnitMark, list[Positions]]]:
        """Units that are drawn, by adcode."""
        found = {unit.id: (unit, self.ground.rings(unit.shape)) for unit in self.view.scene.units if unit.shape}
        return {ident: row for ident, row in found.items() if row[1] and _is_seen(row[1], self.ground.frame)}

    @cached_property
    def context(self) -> tuple[tuple[str, list[Positions]], ...]:
        """Provinces around, by adcode."""
        found = ((item.id, self.ground.rings(item.shape)) for item in self.view.scene.context)
        return tuple((ident, rings) for ident, rings in found if rings)

    @cached_property
    def land(self) -> list[list[Positions]]:
        """The region's own ground: its outline where it has one, else its coarsest units."""
        region = self.view.scene.plan.region_adcode
        if region in self.units:
            return [self.units[region][1]]
        return [self.units[unit.id][1] for unit in self.view.scene.ground_units if unit.id in self.units]

    @cached_property
    def places(self) -> tuple[Gathering, ...]:
        """Lit places by symbol."""
        return gatherings([park for park in self.view.parks if self.view.is_park_lit(park)], self.ground)

    @cached_property
    def region(self) -> Area:
        """The region's own ground as an area."""
        return self._area([ring for rings in self.land for ring in rings])

    @cached_property
    def sea(self) -> Area:
        """What the boundary lines at sea enclose, as a hull: no name of what lies around stands there."""
        marks = [mark for mark in self.view.scene.lines if mark.id == SEA_LINE]
        points = [ring for mark in marks for ring in self.ground.rings(mark.paths)]
        return self._area([hull(np.concatenate(points))] if points else [])

    @cached_property
    def around(self) -> Area:
        """The provinces around."""
        return self._area([ring for _, rings in self.context for ring in rings])

    def area(self, ident: str) -> Area:
        """Return a zone, unit or province around as an area."""
        return self._areas[ident]

    @cached_property
    def _areas(self) -> dict[str, Area]:
        found = {ident: rings for ident, (_, rings) in self.units.items()}
        found |= dict(self.context) | {zone.id: rings for zone, rings in self.zones}
        return {ident: self._area(rings) for ident, rings in found.items()}

    def _area(self, rings: Iterable[Positions]) -> Area:
        return Area(rings, self.ground.frame, _CELL)

    def ident(self, ident: str) -> str:
        """Return the id of a shape, of which each stands once on a sheet."""
        return ident if self.name == "map" else f"{self.name}.{ident}"

    def level_width(self, level: str) -> float:
        """Return the median width of the units of a level, 0 where there is none."""
        region = self.view.scene.plan.region_adcode
        spans = [bounds(rings) for unit, rings in self.units.values() if unit.level == level and unit.id != region]
        return float(np.median([right - left for left, _, right, _ in spans])) if spans else 0.0


def map_of(view: View, frame: Box, grain: float) -> Map:
    """Return what a view shows laid into a frame; the islands in the south apart where all else gains by it."""
    whole = Ground(view.box, frame, grain)
    main = main_view(view.scene, view.box)
    if main:
        closer = Map(view=view, ground=Ground(main, frame, grain, is_low=True), has_south=True)
        if closer.ground.per_km > GAIN * whole.per_km and not _hides_land(closer, south_box(frame)):
            return closer
    return Map(view=view, ground=whole)


def south_box(frame: Box) -> Box:
    """Return where the box of the islands in the south stands: in the corner of the sea of which it shows a part."""
    (_, _, right, bottom), (wide, high) = frame, _SOUTH
    return right - RIM - wide, bottom - RIM - high, right - RIM, bottom - RIM


def _hides_land(made: Map, box: Box) -> bool:
    """Return whether a box lies on any land of the region, if only on an islet."""
    left, top, right, bottom = box[0] - RIM, box[1] - RIM, box[2] + RIM, box[3] + RIM
    for ring in (ring for rings in made.land for ring in rings):
        x, y = ring.T
        if bool(((x > left) & (x < right) & (y > top) & (y < bottom)).any()):
            return True
    return False


def draw_south(canvas: Canvas, made: Map, box: Box) -> None:
    """Draw the islands of the South China Sea, with what is drawn of the plan there, in a box of their own."""
    view = made.view
    inset = replace(made, ground=Ground(WINDOW, box, made.ground.grain, pad=0.0), name="south")
    canvas.layer("south.ground").shape(box_path(box), fill=view.theme.paper)
    for draw in (_draw_land, _draw_zones, _draw_units, _draw_edges, _draw_lines):
        draw(canvas, inset)
    left, _, right, bottom = box
    layer, theme = canvas.layer("south.frame"), view.theme
    name, at = view.say("south_islands"), ((left + right) / 2, bottom - 11.0)
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
    frame, theme = made.ground.frame, made.view.theme
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
    placed = place_labels(map_labels(made.view, made, canvas.face.width), field)
    draw_names(canvas.layer("map.names", frame), made.view, placed)
    canvas.layer("map.frame").shape(box_path(frame), line=theme.quiet, width=1.4)
    return placed


def _draw_land(canvas: Canvas, made: Map) -> None:
    theme, layer = made.view.theme, canvas.layer(f"{made.name}.land", made.ground.frame)
    for ident, rings in made.context:
        name = made.ident(f"context.{ident}")
        layer.shape(closed_path(rings), fill=theme.context, line=theme.context_line, width=1.2, name=name)
    for rings in made.land:
        layer.shape(closed_path(rings), fill=theme.land)
    if made.view.is_tinted:
        for unit in made.view.scene.ground_units:
            if unit.id in made.units:
                layer.shape(closed_path(made.units[unit.id][1]), fill=made.view.tint(unit))


def _draw_zones(canvas: Canvas, made: Map) -> None:
    view, layer = made.view, canvas.layer(f"{made.name}.zones", made.ground.frame)
    for zone, rings in made.zones:
        tones = view.zone_colour(zone)
        layer.shape(closed_path(rings), fill=tones.fill, alpha=FILL_OPACITY, name=made.ident(zone.id))
    for zone, rings in made.zones:
        draw_hatch(layer, view, zone, rings, made.ground.frame)


def draw_hatch(layer: Layer, view: View, zone: ZoneMark, rings: Sequence[Positions], frame: Box) -> None:
    """Draw the hatch of a zone, if it has one, within its outline and a frame."""
    hatch = view.zone_hatch(zone)
    if not hatch:
        return
    box, path = _common(bounds(rings), frame), closed_path(rings)
    layer.shape(
        hatch_path(hatch, box, PIXEL),
        line=view.zone_colour(zone).line,
        width=_HATCH_WIDTH * (1.6 if hatch == "dots" else 1.0),
        alpha=HATCH_OPACITY,
        within=path,
        round_ends=True,
    )


def _draw_units(canvas: Canvas, made: Map) -> None:
    """Draw the borders of units: white hairlines in zones, grey ones elsewhere, the finest level first."""
    view, layer = made.view, canvas.layer(f"{made.name}.units", made.ground.frame)
    theme, region = view.theme, view.scene.plan.region_adcode
    whole = {zone.id for zone in view.zones if view.shape(zone) and zone.basis == "admin-union"}
    coarsest = {unit.id for unit in view.scene.ground_units}
    for level in reversed(list(LEVELS)):
        if made.level_width(level) < _UNIT_LEAST[level]:
            continue
        for unit, rings in made.units.values():
            inside = bool(whole.intersection(unit.zones)) and not view.is_diagram
            if unit.level == level and unit.id != region and (inside or unit.id in coarsest or level == "county"):
                width = 1.5 if unit.id in coarsest else 0.8
                line = theme.seam if inside else theme.rule
                layer.shape(closed_path(rings), line=line, width=width, name=made.ident(unit.id))


def _draw_edges(canvas: Canvas, made: Map) -> None:
    view, layer = made.view, canvas.layer(f"{made.name}.borders", made.ground.frame)
    for rings in made.land:
        layer.shape(closed_path(rings), line=view.theme.quiet, width=1.0, alpha=0.55)
    for zone, rings in sorted(made.zones, key=lambda row: view.is_lit(row[0])):
        stroke = zone_stroke(view, zone)
        line, path = view.zone_colour(zone).line, closed_path(rings)
        if view.is_diagram or stroke.dash:
            layer.shape(path, line=line, width=stroke.width, dash=stroke.dash)
            continue
        # Twice the width, cut off at the outline: neighbours lie side by side and not over each other.
        layer.shape(path, line=line, width=BAND.width * PIXEL, alpha=BAND_OPACITY, within=path)
        layer.shape(path, line=line, width=stroke.width * 2, within=path)


def zone_stroke(view: View, zone: ZoneMark) -> Stroke:
    """Return the line of a zone in units of the design, a little heavier than on a screen."""
    found = view.zone_stroke(zone)
    return Stroke(found.width * PIXEL * 1.15, tuple(length * PIXEL for length in found.dash))


def _draw_lines(canvas: Canvas, made: Map) -> None:
    layer = canvas.layer(f"{made.name}.lines", made.ground.frame)
    for mark in made.view.scene.lines:
        lines = made.ground.rings(mark.paths)
        dash = tuple(length * PIXEL for length in mark.stroke.dash)
        if lines:
            name, colour = made.ident(f"line.{mark.id}"), made.view.theme.quiet
            layer.shape(open_path(lines), line=colour, width=mark.stroke.width * 1.2, dash=dash, name=name)


def _draw_places(canvas: Canvas, made: Map) -> None:
    view, frame = made.view, made.ground.frame
    draw_rings(canvas.layer("map.rings", frame), view, made.places, made.ground)
    layer = canvas.layer("map.places", frame)
    draw_dimmed(layer, view, [park for park in view.parks if not view.is_park_lit(park)], made.ground)
    for each in sorted(made.places, key=lambda place: len(place.parks)):
        draw_symbol(layer, view, each)


def _small_zones(made: Map) -> list[Box]:
    """Return the cores of lit zones that a name would hide."""
    boxes = [bounds(rings) for zone, rings in made.zones if made.view.is_lit(zone)]
    small = [box for box in boxes if box[2] - box[0] < _HIDDEN[0] and box[3] - box[1] < _HIDDEN[1]]
    cores = [((x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 3, (y1 - y0) / 3) for x0, y0, x1, y1 in small]
    return [(x - wide, y - high, x + wide, y + high) for x, y, wide, high in cores]


def line_boxes(made: Map) -> list[Box]:
    """Return what the strokes of boundary lines cover: no name hides one."""
    strokes = (ring for mark in made.view.scene.lines for ring in made.ground.rings(mark.paths))
    return [(left - 4, top - 4, right + 4, bottom + 4) for left, top, right, bottom in (bounds([s]) for s in strokes)]


def _seats(made: Map) -> list[tuple[float, float]]:
    """Return where the names of the coarsest units would best stand: a zone's name goes elsewhere if it can."""
    units = (made.units[unit.id][0] for unit in made.view.scene.ground_units if unit.id in made.units)
    return [made.ground.position(unit.label) for unit in units if unit.label]


def _extent(rings: Iterable[Positions]) -> float:
    left, top, right, bottom = bounds(rings)
    return (right - left) * (bottom - top)


def _is_seen(rings: Iterable[Positions], frame: Box) -> bool:
    left, top, right, bottom = _common(bounds(rings), frame)
    return left < right and top < bottom


def _common(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
