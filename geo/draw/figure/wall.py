"""A sheet to hang up: the slogan large, the map with call-outs of its zones, insets, matrix, clauses and credits.

It is composed for two metres' distance: what is told stands in 15 pt and more on A2, what is looked up in 13 pt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from geo.draw.figure.callouts import Callouts, draw_callouts, lay_callouts, may_lead
from geo.draw.figure.canvas import Canvas, Layer, own_settings
from geo.draw.figure.furniture import (
    INSET,
    Country,
    Credits,
    corners,
    credits_of,
    draw_credits,
    draw_inset,
    needs_inset,
)
from geo.draw.figure.laid import Map, map_of
from geo.draw.figure.leaders import Line, leaders_of
from geo.draw.figure.legend import Room, draw_legend, lay_legend, legend_parts
from geo.draw.figure.map import draw_map
from geo.draw.figure.matrix import Matrix, draw_matrix, lay_matrix
from geo.draw.figure.paper import SMALLEST, Sheet
from geo.draw.figure.paths import box_path, line_path
from geo.draw.figure.plate import Plate, draw_corners, left_of_legend
from geo.draw.figure.spot import draw_spot, spot_map
from geo.draw.figure.style import PathStyle, TextStyle
from geo.draw.figure.type import Face, chinese_face, plain
from geo.draw.scene.callouts import callouts_of, clause_index, headline_numbers
from geo.draw.scene.industries import Industries, industries_of
from geo.draw.scene.marks import TargetMark, ZoneMark
from geo.draw.scene.numbers_on_map import counted_text, number_text
from geo.draw.scene.view import View
from geo.draw.scene.words import Words
from geo.draw.sheet.areas import Area
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.labels import Placed
from geo.draw.sheet.south import plane_of
from geo.model.errors import one_line

_TITLE, _SLOGAN, _SMALL, _TEXT = 30.0, 92.0, 17.0, 18.0
_HEAD_HEIGHT, _SLOGAN_SHARE = 144.0, 0.5
_HEADLINES, _LEAST_HEADLINE = (52.0, 48.0, 44.0, 40.0, 36.0, 32.0, 28.0, 24.0), 150.0
"""Sizes of the numbers of the whole plan, the best first, and the least width of one."""

_STRIP_SHARE, _MAP_SHARES, _GAP = 0.155, (0.44, 0.53), 22.0
"""Share of the sheet's height for legend and index; least and greatest share of the width for the map."""

_FEW, _ROWS, _ROW = 5, (6, 4), 24.5
"""So few call-outs leave the matrix more rows, where its headings lie; least height of a row."""

_INSET_SHARE, _INSET_SHARES = 0.36, (0.45, 0.55)
"""Share of the width beside the map for insets, and of their height for each of two."""

_LEAST_APART = 5
"""Symbols that the densest spot is told apart in, at least."""

_INDEX, _INDEX_LEADING, _INDEX_SHARE = 14.5, 19.0, 0.32
_LEGEND_COLUMNS, _LEAST_LEGEND = 3, 0.68
_EXPLAINED = ("groups", "industries")
"""Parts of the legend that call-outs and matrix explain."""

_SEAT_NAME = (40.0, 12.0)
"""How far the name of a unit reaches from its seat, across and down: lines lead past it."""

_PART_TITLE, _LONGEST = 26.0, 4000
"""Height of the title of a part, and most letters of the index."""

Inset: TypeAlias = tuple[str, Callable[[SheetBox], tuple[Placed, ...]]]
"""Title of an inset, and what draws it into a box and returns the names on it."""


def wall_sheet(view: View, sheet: Sheet, form: str, country: Country) -> Plate:
    """Return a sheet to hang up, before it is written; it takes what :func:`geo.draw.figure.plate.plate` does."""
    with own_settings():
        wall = _Wall(view, sheet, Canvas(sheet, chinese_face(), form, view.theme.sheet))
        return wall.drawn(country)


@dataclass(frozen=True, eq=False)
class _Wall:
    """What stands on the sheet, and where."""

    view: View
    sheet: Sheet
    canvas: Canvas

    def drawn(self, country: Country) -> Plate:
        """Draw all of it and return it, with the names on its maps."""
        boxes = corners(self._map, inset=False)
        made = replace(self._map, leaders=self._leaders(boxes.values()))
        placed = [*draw_map(self.canvas, made, list(boxes.values()))]
        draw_corners(self.canvas, made, boxes, country)
        draw_callouts(self.canvas.layer("callouts"), self.view, self._callouts.led_by(list(made.leaders)))
        self._draw_head(self.canvas.layer("title"))
        self._draw_insets(placed)
        self._draw_matrix()
        left_out = self._draw_strip(country)
        draw_credits(self.canvas.layer("credits"), self.view, self._credits, self._foot[:2])
        title, points = self.view.tell(self.view.scene.plan.title), self.sheet.points * SMALLEST * _LEAST_LEGEND
        return Plate(canvas=self.canvas, title=title, placed=tuple(placed), left_out=left_out, points=points)

    # -- where things stand --------------------------------------------------------------------------------------------

    @property
    def _face(self) -> Face:
        return self.canvas.face

    @cached_property
    def _credits(self) -> Credits:
        return credits_of(self.view, self.sheet, self._face, self.sheet.inner.width)

    @property
    def _foot(self) -> SheetBox:
        return self.sheet.inner._replace(top=self.sheet.inner.bottom - self._credits.height)

    @cached_property
    def _index(self) -> tuple[str, ...]:
        """Lines of the index of clauses, as many as there is room for."""
        most = int((self._strip.height - _PART_TITLE) / _INDEX_LEADING)
        rows = [self.view.say("indexed", name=name, clause=clause) for name, clause in clause_index(self.view)]
        for count in range(len(rows), -1, -1):
            more = [self.view.say("more", n=len(rows) - count)] if count < len(rows) else []
            text = one_line(" · ".join([*rows[:count], *more]), _LONGEST)
            lines = self._face.wrapped(text, _INDEX, self._index_width)
            if len(lines) <= most:
                break
        return lines if rows else ()

    @cached_property
    def _strip(self) -> SheetBox:
        """Legend and index, below all else."""
        bottom = self._foot.top - 12.0
        return self.sheet.inner._replace(top=bottom - _STRIP_SHARE * self.sheet.height, bottom=bottom)

    @property
    def _around(self) -> SheetBox:
        """The country around the region, at the left of the legend."""
        wide, high = INSET
        box = self._strip._replace(top=self._strip.top + 6.0)
        return box._replace(right=box.left + box.height * wide / high)

    @property
    def _index_width(self) -> float:
        return _INDEX_SHARE * self.sheet.inner.width

    @property
    def _body(self) -> SheetBox:
        inner = self.sheet.inner
        return inner._replace(top=inner.top + _HEAD_HEIGHT + _GAP, bottom=self._strip.top - _GAP)

    @cached_property
    def _frame(self) -> SheetBox:
        """The map: as wide as the region is for its height."""
        box = plane_of(self.view.scene, self.view.box).box(self.view.box)
        least, most = (share * self._body.width for share in _MAP_SHARES)
        wide = min(max(self._body.height * box.width / box.height, least), most)
        return self._body._replace(right=self._body.left + wide)

    @property
    def _block(self) -> SheetBox:
        """What stands beside the map: insets and call-outs, below them the matrix."""
        return self._body._replace(left=self._frame.right + _GAP)

    @cached_property
    def _matrix(self) -> Matrix:
        """The matrix, at the foot of what stands beside the map; its title stands above it, or beside upright heads."""
        laid = lay_matrix(self.view, self._face, self._shown, self._block)
        rows = _ROWS[1 if len(callouts_of(self.view)) > _FEW or laid.upright else 0]
        box = self._block._replace(top=self._block.bottom - laid.head - (rows + 1) * _ROW)
        return lay_matrix(self.view, self._face, self._shown, box)

    @property
    def _matrix_top(self) -> float:
        return self._matrix.box.top - (0.0 if self._matrix.upright else _PART_TITLE)

    @cached_property
    def _shown(self) -> Industries:
        return industries_of(self.view.scene)

    @property
    def _upper(self) -> SheetBox:
        return self._block._replace(bottom=self._matrix_top - _GAP)

    @property
    def _inset_box(self) -> SheetBox:
        return self._upper._replace(left=self._upper.right - _INSET_SHARE * self._upper.width)

    @cached_property
    def _insets(self) -> tuple[Inset, ...]:
        """The insets that the plan has: its diagram, and its densest spot where that gains in half the room."""
        view, found, box = self.view, list[Inset](), self._inset_box
        if not view.is_tinted and any(zone.diagram for zone in view.zones):
            found.append((view.say("draw_schematic"), self._draw_diagram))
        room = _INSET_SHARES[1] * (box.height + _GAP) - _GAP - _PART_TITLE
        spot = spot_map(self._map, box._replace(bottom=box.top + room))
        if spot and len(spot.places) >= _LEAST_APART:
            found.append((view.say("inset"), self._draw_spot))
        return tuple(found)

    @cached_property
    def _map(self) -> Map:
        return map_of(self.view, self._frame, self.sheet.resolution)

    @cached_property
    def _callouts(self) -> Callouts:
        """Between map and insets, so that lines lead from them."""
        right = self._inset_box.left - _GAP if self._insets else self._upper.right
        return lay_callouts(self.view, self._face, callouts_of(self.view), self._upper._replace(right=right))

    def _aim(self, zone: ZoneMark) -> Area:
        """Return the part of a zone in which its name would best stand."""
        ground, shape, at = self._map.ground, self.view.shape(zone), self.view.label(zone)
        area = ground.area(shape) if shape else ground.area_in([])
        return area.part(ground.position(at)) if at else area

    def _leaders(self, taken: Iterable[SheetBox]) -> dict[str, Line]:
        """Return the lines that lead to zones, by their ids, from above to below."""
        made = self._map
        if not may_lead(callouts_of(self.view)):
            return {}
        areas = {zone.id: self._aim(zone) for zone, _ in made.zones}
        seats = (unit.stand for unit in self.view.scene.ground_units if unit.stand)
        names = (SheetBox.centred(made.ground.position(seat), *_SEAT_NAME) for seat in seats)
        things = [*taken, *names, *(each.box for each in made.places), *(badge.box for badge in made.badges)]
        return leaders_of(areas, self._callouts.starts[: len(areas)], things)

    # -- what is drawn -------------------------------------------------------------------------------------------------

    def _draw_head(self, layer: Layer) -> None:
        """Draw title and slogan at the left, and at the right the numbers of the whole plan."""
        view, theme, inner, plan = self.view, self.view.theme, self.sheet.inner, self.view.scene.plan
        wide = _SLOGAN_SHARE * inner.width
        title, size = self._face.fitted(plain(view.tell(plan.title)), _TITLE, wide, 0.5)
        layer.text((inner.left, inner.top + 0.9 * _TITLE), title, TextStyle(size, theme.ink, weight=0.8))
        slogan = plan.slogan if plan.slogan and view.lang == "zh" else self._groups
        large, size = self._face.fitted(plain(slogan), _SLOGAN, wide, 0.3)
        layer.text((inner.left, inner.top + 38.0 + 0.88 * _SLOGAN), large, TextStyle(size, theme.accent, weight=1.6))
        layer.text((inner.left, inner.top + _HEAD_HEIGHT + 4.0), plain(view.byline), TextStyle(_SMALL, theme.quiet))
        self._draw_headlines(layer, inner._replace(left=inner.left + wide + _GAP, bottom=inner.top + _HEAD_HEIGHT))

    @property
    def _groups(self) -> str:
        """The names of the groups in place of a slogan; their number where they are many."""
        view, groups = self.view, self.view.scene.groups
        if view.is_tinted:
            return view.say("groups_overlap", n=len(groups))
        return " · ".join(view.tell(group.name) for group in groups)

    def _draw_headlines(self, layer: Layer, room: SheetBox) -> None:
        """Draw the numbers of the whole plan side by side, as large as they fit: a long one takes more of the width."""
        numbers = headline_numbers(self.view)
        texts = [plain(number_text(self.view, target)) for target in numbers]
        for size in _HEADLINES:
            widths = [max(self._face.width(text, size), _LEAST_HEADLINE) + 2 * _GAP for text in texts]
            if sum(widths) <= room.width:
                break
        left, more = room.left, (room.width - sum(widths)) / max(len(texts), 1)
        for target, text, wide in zip(numbers, texts, widths, strict=True):
            self._draw_headline(layer, target, (text, size), room._replace(left=left, right=left + wide + more - _GAP))
            left += wide + more

    def _draw_headline(self, layer: Layer, target: TargetMark, shown: tuple[str, float], box: SheetBox) -> None:
        """Draw a number of the whole plan: the number, what it counts, the year."""
        theme, told = self.view.theme, counted_text(self.view, target)
        bar = SheetBox.sized(box.left, box.top + 10.0, 4.0, box.height - 10.0)
        layer.shape(box_path(bar), PathStyle(fill=theme.accent))
        left = box.left + 16.0
        layer.text((left, box.top + 46.0), shown[0], TextStyle(shown[1], theme.ink, weight=1.0))
        lines = self._face.clamped(plain(told), _TEXT, box.right - left, 4)
        layer.lines((left, box.top + 74.0), lines, 22.5, TextStyle(_TEXT, theme.quiet))

    def _draw_insets(self, placed: list[Placed]) -> None:
        """Draw the insets one below the other."""
        box, top, insets = self._inset_box, self._upper.top, self._insets
        for (title, draw), share in zip(insets, _INSET_SHARES if len(insets) > 1 else (1.0,), strict=False):
            high = share * (box.height + _GAP) - _GAP
            placed.extend(draw(self._titled(title, SheetBox.sized(box.left, top, box.width, high))))
            top += high + _GAP

    def _titled(self, title: str, box: SheetBox) -> SheetBox:
        """Write the title of a part and return the box below it."""
        style = TextStyle(_TEXT, self.view.theme.ink, weight=0.6)
        self._titles.text((box.left, box.top + 15.0), plain(title), style)
        return box._replace(top=box.top + _PART_TITLE)

    @cached_property
    def _titles(self) -> Layer:
        return self.canvas.layer("titles")

    def _draw_diagram(self, box: SheetBox) -> tuple[Placed, ...]:
        view = replace(self.view, drawing="schematic", scene=replace(self.view.scene, parks=()))
        laid = map_of(view, box, self.sheet.resolution, has_badges=False)
        return draw_map(self.canvas, replace(laid, name="diagram", has_south=False, named="zones"))

    def _draw_spot(self, box: SheetBox) -> tuple[Placed, ...]:
        inset = spot_map(self._map, box)
        return draw_spot(self.canvas, self._map, inset) if inset else ()

    def _draw_matrix(self) -> None:
        matrix, title = self._matrix, plain(self.view.say("industries_matrix"))
        wide = matrix.name_width if matrix.upright else matrix.box.width
        lines, style = self._face.wrapped(title, _TEXT, wide), TextStyle(_TEXT, self.view.theme.ink, weight=0.6)
        self._titles.lines((matrix.box.left, self._matrix_top + 15.0), lines, 24.0, style)
        draw_matrix(self.canvas.layer("matrix"), self.view, self._shown, matrix)

    def _draw_strip(self, country: Country) -> tuple[Words, ...]:
        """Draw the country around, the legend without what call-outs and matrix explain, and the index of clauses.

        What the legend has no room for is returned.
        """
        strip, layer = self._strip, self.canvas.layer("index")
        rule = line_path((strip.left, strip.top - 6.0), (strip.right, strip.top - 6.0))
        layer.shape(rule, PathStyle(line=self.view.theme.rule, width=1.4))
        around, left = self._around, strip.left
        if country.provinces and needs_inset(self.view):
            draw_inset(self.canvas, self._map, around, country)
            left = around.right + _GAP
        right = strip.right - self._index_width - _GAP
        box = self._titled(self.view.say("legend"), strip._replace(left=left, right=right))
        parts = [part for part in legend_parts(self._map) if not part.is_group and part.id not in _EXPLAINED]
        legend = lay_legend(parts, self._face, Room(box=box, count=_LEGEND_COLUMNS, least=_LEAST_LEGEND, most=0.95))
        draw_legend(self.canvas.layer("legend"), self.view.theme, legend, box[:2])
        index = self._titled(self.view.say("clause_index"), strip._replace(left=strip.right - self._index_width))
        at, style = (index.left, index.top + 0.78 * _INDEX_LEADING), TextStyle(_INDEX, self.view.theme.body)
        layer.lines(at, self._index, _INDEX_LEADING, style)
        return left_of_legend(legend)
