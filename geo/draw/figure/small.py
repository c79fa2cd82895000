"""One small map of a figure: units tinted by their named places of an industry, located places as dots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from geo.draw.figure.canvas import Canvas, Layer
from geo.draw.figure.names import Look, draw_names
from geo.draw.figure.paper import NAME_POINTS
from geo.draw.figure.paths import box_path, circle_path, closed_path, open_path
from geo.draw.figure.style import MIDDLE, PathStyle, TextStyle
from geo.draw.figure.type import plain
from geo.draw.scene.industries import Industries, IndustryMap
from geo.draw.scene.marks import Geometry, Position, UnitMark
from geo.draw.scene.phrases import counted
from geo.draw.scene.theme import mix
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.breaks import Rank, Setting, settings_of
from geo.draw.sheet.ground import Ground
from geo.draw.sheet.labels import Placed
from geo.draw.sheet.multiples import Grid
from geo.draw.sheet.names import Lettering, Named
from geo.draw.sheet.placing import place_labels
from geo.draw.sheet.south import south_ground

HEAD = 62.0
"""Height of the title of a small map."""

_NAME_SIZES = (23.0, 21.0, 19.0, 17.0)
_SUB_SIZE, _TOTAL_SIZE, _INDENT = 17.0, 19.0, 24.0
_DOT, _HALO, _ISLANDS = 5.0, 1.6, 16.5

_ON_UNIT = 0.12
"""A name of which less lies on its unit stands off it."""

_UNIT = Rank(size=17.0, leading=21.0, widest=190.0, weight=0.35)
"""The type of the names of units."""


@dataclass(frozen=True, eq=False)
class Small:
    """What all small maps have in common.

    Attributes
    ----------
    view : View
        Language and colours.
    shown : Industries
        What is counted.
    grid : Grid
        Where the maps stand, and what each shows.
    """

    view: View
    shown: Industries
    grid: Grid

    def ground(self, place: int) -> tuple[Ground, bool]:
        """Return the ground of a map, and whether the islands in the south stand apart."""
        return self.grid.land.ground(self.grid.frame(place))


def draw_small(canvas: Canvas, small: Small, place: int) -> tuple[Placed, ...]:
    """Draw a map with its title, and return the names of units on it."""
    each, (ground, has_south) = small.shown.maps[place], small.ground(place)
    layer = canvas.layer(f"industry.{each.id}", small.grid.panel(place).grown(1.0))
    _draw_title(canvas, layer, small, place)
    _draw_units(layer, small, each, ground)
    _draw_lines(layer, small.view, ground)
    spots = [(park.id, ground.position(park.at)) for park in each.parks if park.at]
    seen = [(ident, at) for ident, at in spots if ground.frame.holds(at)]
    dots = [SheetBox.centred(at, _DOT, _DOT) for _, at in seen]
    boxes = [_draw_south(canvas, small, each, south_ground(ground))] if has_south else []
    placed = _placed(_named(small, each, ground), _lettering(small, each, canvas), each, (boxes, dots))
    draw_names(canvas.layer(f"industry.{each.id}.names"), small.view, placed)
    _draw_dots(canvas.layer(f"industry.{each.id}.places", ground.frame), small.view, each, seen)
    return placed


def _placed(
    named: Named, lettering: Lettering, each: IndustryMap, taken: tuple[list[SheetBox], list[SheetBox]]
) -> tuple[Placed, ...]:
    """Return the names of units at their places, off boxes and dots; a small map has no dots of seats."""
    field = replace(named.field(*taken, edge=0.0, stroke=2.0), dots=())
    middles = {unit.id: named.ground.position(unit.label) for unit in named.units if unit.label}
    labels = (
        replace(label, id=f"{each.id}.{label.id}", at=middles[label.id], beside=0.0)
        for label in named.labels(lettering)
    )
    return tuple(_led(name) for name in place_labels(labels, field))


def _led(name: Placed) -> Placed:
    """Return a name that stands off its unit with a line that leads there: beside it others may be as near."""
    area, at = name.label.area, name.label.at
    if name.leader or area is None or area.share_of(name.box) > _ON_UNIT:
        return name
    return replace(name, leader=(name.box.nearest(at), at))


def _draw_title(canvas: Canvas, layer: Layer, small: Small, place: int) -> None:
    """Write the industry's name behind its colour, and below it its total and how much of that the map shows."""
    view, each, panel, theme = small.view, small.shown.maps[place], small.grid.panel(place), small.view.theme
    size, left, level = _name_size(canvas, small), panel.left + _INDENT, panel.top + 24.0
    layer.shape(circle_path(panel.left + 8.0, level - MIDDLE * size, 8.0), PathStyle(fill=view.colour(each.tone)))
    name = canvas.face.cut(plain(view.tell(each.name)), size, panel.width - _INDENT)
    layer.text((left, level), name, TextStyle(size, theme.ink, weight=0.8), name=f"title.{each.id}")
    total = view.tell(counted("places", each.total))
    layer.text((left, panel.top + 50.0), total, TextStyle(_TOTAL_SIZE, theme.ink, weight=0.7))
    left += canvas.face.width(total, _TOTAL_SIZE) + 12.0
    told = view.say("industries_at_units", n=each.shown)
    if canvas.face.width(told, _SUB_SIZE) <= panel.right - left:
        layer.text((left, panel.top + 50.0), told, TextStyle(_SUB_SIZE, theme.quiet))


def _name_size(canvas: Canvas, small: Small) -> float:
    """Return the size at which all titles fit, the least where none does."""
    room = small.grid.panel(0).width - _INDENT
    names = [plain(small.view.tell(each.name)) for each in small.shown.maps]
    fitting = (size for size in _NAME_SIZES if all(canvas.face.width(name, size) <= room for name in names))
    return next(fitting, _NAME_SIZES[-1])


def _draw_units(layer: Layer, small: Small, each: IndustryMap, ground: Ground, prefix: str = "") -> None:
    theme = small.view.theme
    for unit in small.shown.units:
        if rings := ground.rings(unit.shape):
            tint = small.view.colour(small.shown.tone(each.counts.get(unit.id, 0)))
            layer.shape(closed_path(rings), PathStyle(fill=tint), name=f"{prefix}{each.id}.{unit.id}")
    for unit in small.shown.units:
        if rings := ground.rings(unit.shape):
            layer.shape(closed_path(rings), PathStyle(line=_seam(small), width=1.0))
    for outline in _land(small):
        if rings := ground.rings(outline):
            layer.shape(closed_path(rings), PathStyle(line=theme.quiet, width=1.0, alpha=0.7))


def _seam(small: Small) -> str:
    """Return the colour of borders between units, darker where no outline of the region stands around them."""
    theme = small.view.theme
    return theme.rule if _land(small) else mix(theme.rule, theme.quiet, 0.35)


def _land(small: Small) -> list[Geometry]:
    """Return the outline of the region, where it has one of its own."""
    units = {unit.id for unit in small.shown.units}
    return [unit.shape for unit in small.view.scene.land_units if unit.shape and unit.id not in units]


def _draw_lines(layer: Layer, view: View, ground: Ground) -> None:
    for mark in view.scene.lines:
        if lines := ground.lines(mark.paths):
            layer.shape(
                open_path(lines), PathStyle(line=view.theme.quiet, width=mark.stroke.width, dash=mark.stroke.dash)
            )


def _draw_dots(layer: Layer, view: View, each: IndustryMap, seen: Sequence[tuple[str, Position]]) -> None:
    """Draw located places above the lines that lead from names; no name stands on one."""
    for _, at in seen:
        layer.shape(circle_path(*at, _DOT + _HALO), PathStyle(fill=view.theme.halo))
    for ident, at in seen:
        layer.shape(circle_path(*at, _DOT), PathStyle(fill=view.colour(each.tone)), name=f"{each.id}.{ident}")


def _draw_south(canvas: Canvas, small: Small, each: IndustryMap, ground: Ground) -> SheetBox:
    """Draw the islands of the South China Sea in a box of their own, and return it."""
    view, box = small.view, ground.frame
    layer = canvas.layer(f"south.{each.id}", box)
    layer.shape(box_path(box), PathStyle(fill=view.theme.sheet))
    _draw_units(layer, small, each, ground, "south.")
    _draw_lines(layer, view, ground)
    name, at, theme = view.say("south_islands"), (box.middle[0], box.bottom - 5.0), view.theme
    if canvas.face.width(name, _ISLANDS) < box.width:
        layer.text(at, name, TextStyle(_ISLANDS, theme.ink, anchor="middle", halo=theme.sheet, halo_width=2.0))
    canvas.layer(f"south.{each.id}.frame").shape(box_path(box), PathStyle(line=view.theme.quiet, width=1.0))
    return box


def _named(small: Small, each: IndustryMap, ground: Ground) -> Named:
    units: Sequence[UnitMark] = [unit for unit in small.shown.units if unit.id in each.leading]
    return Named(view=small.view, ground=ground, units=units, is_inset=True)


def _lettering(small: Small, each: IndustryMap, canvas: Canvas) -> Lettering:
    """Return how the names of units are written: with their count."""

    def written(rank: str, mark: Any, name: str, shared: str) -> tuple[tuple[Setting, ...], Any]:
        told = plain(f"{name} {each.counts[mark.id]}")
        return settings_of(told, type_, canvas.face.width), Look(type_, small.view.theme.ink)

    type_ = _UNIT.raised(canvas.sheet.units(NAME_POINTS))
    return written
