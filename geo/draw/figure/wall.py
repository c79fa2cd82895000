"""A sheet to hang up: the slogan large, the map with call-outs of its zones, insets, matrix, clauses and credits.

It is composed for two metres' distance: what is told stands in 15 pt and more on A2, what is looked up in 13 pt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from geo.draw.figure.callouts import draw_callouts, draw_rule
from geo.draw.figure.canvas import Canvas, Layer, own_settings
from geo.draw.figure.furniture import (
    Credits,
    corners,
    credits_of,
    draw_credits,
    needs_inset,
)
from geo.draw.figure.laid import Map, map_of
from geo.draw.figure.legend import Room, draw_legend, lay_legend, legend_parts
from geo.draw.figure.map import draw_map
from geo.draw.figure.matrix import draw_matrix, lay_matrix
from geo.draw.figure.paper import SMALLEST, Sheet
from geo.draw.figure.paths import box_path
from geo.draw.figure.plate import Country, Plate, draw_corners, left_of_legend, remarks_of
from geo.draw.figure.spot import draw_spot, spot_map
from geo.draw.figure.type import Face, chinese_face, plain
from geo.draw.scene.callouts import callouts_of, clause_index, headline_numbers
from geo.draw.scene.industries import Industries, industries_of
from geo.draw.scene.marks import TargetMark
from geo.draw.scene.numbers_on_map import number_text
from geo.draw.scene.view import View
from geo.draw.scene.words import Words
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.labels import Placed
from geo.draw.sheet.south import plane_of
from geo.model.errors import one_line

_TITLE, _SLOGAN, _SMALL, _TEXT = 30.0, 92.0, 17.0, 18.0
_HEADLINE, _HEAD_HEIGHT, _SLOGAN_SHARE = 46.0, 144.0, 0.5
_STRIP_SHARE, _MAP_SHARES, _GAP = 0.148, (0.44, 0.53), 22.0
"""Share of the sheet's height for legend and index; least and greatest share of the width for the map."""

_FEW, _ROWS, _ROW = 5, (6, 4), 24.5
"""So few call-outs leave the matrix more rows, where its headings lie; least height of a row."""

_INSET_SHARE, _INSET_SHARES = 0.36, (0.45, 0.55)
"""Share of the width beside the map for insets, and of their height for each of two."""

_INDEX, _INDEX_LEADING, _INDEX_SHARE = 14.5, 19.0, 0.33
_LEGEND_COLUMNS, _LEAST_LEGEND = 4, 0.68
_PART_TITLE, _LONGEST = 26.0, 4000
"""Height of the title of a part, and most letters of the index."""

Inset: TypeAlias = tuple[str, Callable[[SheetBox], tuple[Placed, ...]]]
"""Title of an inset, and what draws it into a box and returns the names on it."""


def wall_figure(view: View, sheet: Sheet, form: str, country: Country) -> tuple[bytes, tuple[str, ...]]:
    """Return a sheet to hang up as a file, and what its user should know.

    Parameters
    ----------
    view : View
        The whole plan.
    sheet : Sheet
        Its size.
    form : {"png", "svg", "pdf"}
        Its format.
    country : Country
        For the inset.
    """
    with own_settings():
        made = wall_sheet(view, sheet, form, country)
        least = sheet.points * SMALLEST * _LEAST_LEGEND
        return made.canvas.written(view.tell(view.scene.plan.title)), remarks_of(made.left_out, least)


def wall_sheet(view: View, sheet: Sheet, form: str, country: Country) -> Plate:
    """Return the sheet before it is written."""
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
        made = map_of(self.view, self._frame, self.sheet.resolution)
        boxes = corners(made, bool(country.provinces) and needs_inset(self.view))
        placed = [*draw_map(self.canvas, made, list(boxes.values()))]
        draw_corners(self.canvas, made, boxes, country)
        self._draw_head(self.canvas.layer("title"))
        self._draw_upper(made, placed)
        self._draw_matrix(self._titled(self.view.say("industries_matrix"), self._matrix_box))
        left_out = self._draw_strip(made)
        draw_credits(self.canvas.layer("credits"), self.view, self._credits, self._foot[:2])
        return Plate(self.canvas, tuple(placed), left_out)

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
    def _matrix_box(self) -> SheetBox:
        matrix = lay_matrix(self.view, self._face, self._shown, self._block)
        rows = _ROWS[1 if len(callouts_of(self.view)) > _FEW or matrix.upright else 0]
        return self._block._replace(top=self._block.bottom - _PART_TITLE - matrix.head - (rows + 1) * _ROW)

    @cached_property
    def _shown(self) -> Industries:
        return industries_of(self.view.scene)

    @property
    def _upper(self) -> SheetBox:
        return self._block._replace(bottom=self._matrix_box.top - _GAP)

    # -- what is drawn -------------------------------------------------------------------------------------------------

    def _draw_head(self, layer: Layer) -> None:
        """Draw title and slogan at the left, and at the right the numbers of the whole plan."""
        view, theme, inner, plan = self.view, self.view.theme, self.sheet.inner, self.view.scene.plan
        wide = _SLOGAN_SHARE * inner.width
        title, size = self._face.fitted(plain(view.tell(plan.title)), _TITLE, wide, 0.5)
        layer.text(inner.left, inner.top + 0.9 * _TITLE, title, size, theme.ink, weight=0.8)
        slogan = plan.slogan if plan.slogan and view.lang == "zh" else self._groups
        large, size = self._face.fitted(plain(slogan), _SLOGAN, wide, 0.3)
        layer.text(inner.left, inner.top + 38.0 + 0.88 * _SLOGAN, large, size, theme.accent, weight=1.6)
        layer.text(inner.left, inner.top + _HEAD_HEIGHT + 4.0, plain(view.byline), _SMALL, theme.quiet)
        numbers = headline_numbers(view)
        step = (inner.width - wide - _GAP) / max(len(numbers), 1)
        texts = [plain(number_text(view, target)) for target in numbers]
        size = min((self._face.fitted(text, _HEADLINE, step - _GAP, 0.36)[1] for text in texts), default=_HEADLINE)
        for place, target in enumerate(numbers):
            left = inner.right - (len(numbers) - place) * step
            self._draw_headline(layer, target, SheetBox.sized(left, inner.top, step - _GAP, _HEAD_HEIGHT), size)

    @property
    def _groups(self) -> str:
        """The names of the groups in place of a slogan; their number where they are many."""
        view, groups = self.view, self.view.scene.groups
        if view.is_tinted:
            return view.say("groups_overlap", n=len(groups))
        return " · ".join(view.tell(group.name) for group in groups)

    def _draw_headline(self, layer: Layer, target: TargetMark, box: SheetBox, size: float) -> None:
        """Draw a number of the whole plan: the number, what it counts, the year."""
        theme, told = self.view.theme, self.view.tell(target.indicator)
        if target.year:
            told = self.view.say("shown_in_year", shown=told, year=target.year)
        text = self._face.cut(plain(number_text(self.view, target)), size, box.width + 1e-6)
        bar = SheetBox.sized(box.left - 12.0, box.top + 10.0, 4.0, box.height - 10.0)
        layer.shape(box_path(bar), fill=theme.accent)
        layer.text(box.left, box.top + 52.0, text, size, theme.ink, weight=1.0)
        for number, line in enumerate(self._face.clamped(plain(told), _TEXT, box.width, 3)):
            layer.text(box.left, box.top + 84.0 + number * 24.0, line, _TEXT, theme.quiet)

    def _draw_upper(self, made: Map, placed: list[Placed]) -> None:
        """Draw the insets one below the other, and beside them the call-outs."""
        upper, callouts = self._upper, callouts_of(self.view)
        room = _INSET_SHARES[1] * (upper.height + _GAP) - _GAP - _PART_TITLE
        half = SheetBox.sized(upper.left, upper.top, _INSET_SHARE * upper.width, room)
        insets, top = self._insets(made, half), upper.top
        across = half.width if insets else 0.0
        for (title, draw), share in zip(insets, _INSET_SHARES if len(insets) > 1 else (1.0,), strict=False):
            high = share * (upper.height + _GAP) - _GAP
            placed.extend(draw(self._titled(title, SheetBox.sized(upper.left, top, across, high))))
            top += high + _GAP
        column = upper._replace(left=upper.left + across + (_GAP if insets else 0.0))
        draw_callouts(self.canvas, self.view, callouts, column)

    def _insets(self, made: Map, half: SheetBox) -> list[Inset]:
        """Return the insets that the plan has: its diagram, and its densest spot where that gains in half the room."""
        view, found = self.view, list[Inset]()
        if not view.is_tinted and any(zone.diagram for zone in view.zones):
            found.append((view.say("draw_schematic"), self._draw_diagram))
        if spot_map(made, half):
            found.append((view.say("inset"), lambda box: self._draw_spot(made, box)))
        return found

    def _titled(self, title: str, box: SheetBox) -> SheetBox:
        """Write the title of a part and return the box below it."""
        self.canvas.layer("titles").text(box.left, box.top + 15.0, plain(title), _TEXT, self.view.theme.ink, weight=0.6)
        return box._replace(top=box.top + _PART_TITLE)

    def _draw_diagram(self, box: SheetBox) -> tuple[Placed, ...]:
        view = replace(self.view, drawing="schematic", scene=replace(self.view.scene, parks=()))
        laid = map_of(view, box, self.sheet.resolution, has_badges=False)
        return draw_map(self.canvas, replace(laid, name="diagram", has_south=False, named="zones"))

    def _draw_spot(self, made: Map, box: SheetBox) -> tuple[Placed, ...]:
        inset = spot_map(made, box)
        return draw_spot(self.canvas, made, inset) if inset else ()

    def _draw_matrix(self, box: SheetBox) -> None:
        matrix = lay_matrix(self.view, self._face, self._shown, box)
        draw_matrix(self.canvas.layer("matrix"), self.view, self._shown, matrix)

    def _draw_strip(self, made: Map) -> tuple[Words, ...]:
        """Draw the legend without the zones, which the call-outs explain, and beside it the index of clauses.

        What the legend has no room for is returned.
        """
        strip, layer = self._strip, self.canvas.layer("index")
        draw_rule(layer, self.view, strip._replace(top=strip.top - 6.0))
        box = self._titled(self.view.say("legend"), strip._replace(right=strip.right - self._index_width - _GAP))
        parts = [part for part in legend_parts(made) if not part.is_group and part.id != "groups"]
        legend = lay_legend(parts, self._face, Room(box=box, count=_LEGEND_COLUMNS, least=_LEAST_LEGEND, most=0.95))
        draw_legend(self.canvas.layer("legend"), self.view, self._face, legend, box[:2])
        index = self._titled(self.view.say("clause_index"), strip._replace(left=strip.right - self._index_width))
        for number, line in enumerate(self._index):
            layer.text(index.left, index.top + (number + 0.78) * _INDEX_LEADING, line, _INDEX, self.view.theme.body)
        return left_of_legend(legend)
