"""What is there beside what is to come: two maps at one scale, and their places counted by zone and by industry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from geo.draw.figure.canvas import Canvas, Layer, own_settings
from geo.draw.figure.furniture import (
    Credits,
    Head,
    block,
    corners,
    credits_of,
    draw_bearings,
    draw_credits,
    draw_head,
)
from geo.draw.figure.laid import Map, map_of
from geo.draw.figure.legend import Legend, Room, draw_legend, lay_legend, legend_parts
from geo.draw.figure.legend_samples import sample
from geo.draw.figure.map import draw_map, draw_south
from geo.draw.figure.paper import Areas, Sheet, areas_of
from geo.draw.figure.paths import line_path
from geo.draw.figure.plate import Plate, left_of_legend, legend_room
from geo.draw.figure.style import MIDDLE, PathStyle, TextStyle
from geo.draw.figure.type import Face, chinese_face, plain
from geo.draw.scene.claims import state_claim
from geo.draw.scene.marks import LegendEntry, Position
from geo.draw.scene.phrases import PHRASES
from geo.draw.scene.reduced import of_time, without_waters
from geo.draw.scene.states import SIDES, StateRow, States, Time, sides_of, states_of
from geo.draw.scene.view import View
from geo.draw.scene.words import Words
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.labels import Placed
from geo.draw.sheet.south import plane_of
from geo.model.errors import DrawingError
from geo.model.schema import STATUSES

_NAME, _TOLD, _HEADS, _GAP = 26.0, 17.0, (38.0, 60.0), 26.0
"""Type of what stands above a map; height of it without and with how many places stand there; what stays free between
the maps."""

_SMALL, _LEAST_BEARINGS = 420.0, 240.0
"""Zones alone are named in a frame narrower than the first; no scale stands in one smaller than the second."""

_CLAIM, _TITLE, _ISSUED = 32.0, 25.0, 15.5
_ROW, _SIZE, _SECTION, _ICON, _NUMBER, _NOTE = 23.5, 16.5, 32.0, 46.0, 58.0, 15.0
"""Of the table: height of a row, its type, height of the head of a part, room for a sample and for a number; type of
the remarks below it."""

_LEADING, _AFTER = 19.0, 12.0
"""Of the table: from line to line of a long name, and what stays free below each part."""

_LEAST_MAPS, _LEAST_LEGEND = 0.46, 0.34
"""Share of the height that the maps keep on an upright sheet, and the legend of the column beside them on others."""

_COUNTED = ("industries", "groups")
"""Parts of the legend that the table explains, besides the zones."""


def has_sides(view: View) -> bool:
    """Return whether some place is there, and another to come."""
    return all(states_of(view.scene).sides)


def times_sheet(view: View, sheet: Sheet, form: str) -> Plate:
    """Return the pair of maps before it is written; it takes what :func:`geo.draw.figure.plate.plate` does.

    Raises
    ------
    DrawingError
        No place is there, or none is to come.
    """
    if not has_sides(view):
        now, _ = states_of(view.scene).sides
        what = "is planned or being built" if now else "exists"
        raise DrawingError(
            f"{view.scene.plan.id} has no place of which the text says that it {what}. Leave --view times out."
        )
    with own_settings():
        face = chinese_face()
        pair = _Pair(view if sheet.has_places else without_waters(view), sheet, face)
        return pair.drawn(Canvas(sheet, face, form, view.theme.sheet))


@dataclass(frozen=True, eq=False)
class _Pair:
    """What stands on the sheet, and where."""

    view: View
    sheet: Sheet
    face: Face

    def drawn(self, canvas: Canvas) -> Plate:
        """Draw all of it and return it, with the names on its maps."""
        placed: list[Placed] = []
        for number, made in enumerate(self._maps):
            boxes = corners(made, inset=False)
            if number or not self._has_bearings:
                del boxes["bearings"]
            placed += draw_map(canvas, made, list(boxes.values()))
            self._draw_above(canvas.layer(f"{made.name}.head"), made)
            if "south" in boxes:
                draw_south(canvas, made)
            if "bearings" in boxes:
                draw_bearings(canvas.layer("bearings"), made.view, made.ground, boxes["bearings"])
        draw_head(canvas.layer("title"), self._head, self._areas.head[:2])
        if self._has_table:
            self._table.draw(canvas.layer("table"), self._maps[0], self._areas.legend)
        at = self._areas.legend.left, self._areas.legend.top + self._table_height
        draw_legend(canvas.layer("legend"), self.view.theme, self._legend, at)
        draw_credits(canvas.layer("credits"), self.view, self._credits, self._areas.foot[:2])
        title = self.view.say("pair", one=self.view.tell(self.view.scene.plan.title), two=self.view.say("view_times"))
        return Plate(canvas=canvas, title=title, placed=tuple(placed), left_out=self._left_out)

    def _draw_above(self, layer: Layer, made: Map) -> None:
        """Write above a map what it shows, how many places that are, and how many stand on it."""
        frame, view = made.ground.frame, made.view
        name = view.say(f"time_{made.name}")
        level = frame.top - self._high + _NAME
        layer.text((frame.left, level), name, TextStyle(_NAME, view.theme.accent, weight=1.0))
        totals = states_of(view.scene).totals
        counts = view.listed(
            view.say("pair", one=view.choice(STATUSES, status), two=str(totals[status]))
            for status in STATUSES
            if totals[status]
        )
        left = frame.left + self.face.width(name, _NAME) + 16.0
        shown = self.face.cut(plain(counts), _TOLD, frame.right - left)
        layer.text((left, level), shown, TextStyle(_TOLD, view.theme.ink, weight=0.5))
        if self._high == _HEADS[1]:
            layer.text((frame.left, frame.top - 12.0), plain(view.standing), TextStyle(_TOLD, view.theme.quiet))

    # -- where things stand --------------------------------------------------------------------------------------------

    @cached_property
    def _head(self) -> Head:
        view, theme, large = self.view, self.view.theme, self.sheet.large
        lines = partial(block, self.face, width=self.sheet.column)
        claim = TextStyle(large * _CLAIM, theme.accent, weight=1.3)
        issued = [] if self.sheet.is_small else lines(view.byline, TextStyle(_ISSUED, theme.quiet), before=8.0)
        return Head(
            (
                *lines(view.tell(view.scene.plan.title), TextStyle(large * _TITLE, theme.ink, weight=0.8)),
                *lines(view.tell(state_claim(view.scene)), claim, before=14.0),
                *issued,
            )
        )

    @cached_property
    def _table(self) -> _Table:
        return _Table(self.view, self.face, sides_of(self.view.scene), self.sheet.column, beside=self.sheet.is_portrait)

    @cached_property
    def _has_table(self) -> bool:
        """Whether there is room for the table, and beside or below it for a legend."""
        if self.sheet.is_portrait:
            bare = areas_of(self.sheet, self._head.height, self._table.height, self._bare_credits.height)
            return bare.frame.height - _LEAST_LEGEND * self._table.height > _LEAST_MAPS * self.sheet.height
        room = areas_of(self.sheet, self._head.height, 0.0, self._bare_credits.height).legend
        return self._table.height <= (1.0 - _LEAST_LEGEND) * room.height

    @property
    def _table_height(self) -> float:
        return self._table.height if self._has_table else 0.0

    @property
    def _bare_credits(self) -> Credits:
        return credits_of(self.view, self.sheet, self.face, self.sheet.foot)

    @cached_property
    def _bare(self) -> Areas:
        """Where things would stand without a legend."""
        return areas_of(self.sheet, self._head.height, self._table_height, self._bare_credits.height)

    @cached_property
    def _legend(self) -> Legend:
        """What the table does not explain."""
        bare = self._bare
        if self.sheet.is_portrait:
            room = legend_room(self.sheet, bare.frame.height - _LEAST_MAPS * self.sheet.height)
        else:
            room = Room.on(self.sheet, bare.legend._replace(top=bare.legend.top + self._table_height))
        now, plan = (self._map(side, frame) for side, frame in zip(SIDES, self._frames(bare.frame), strict=True))
        parts = legend_parts(now, room.count, [plan])
        kept = [part for part in parts if not (self._has_table and (part.is_group or part.id in _COUNTED))]
        return lay_legend(kept, self.face, room)

    @cached_property
    def _high(self) -> float:
        """Height of what stands above each map."""
        wide = max(self.face.width(plain(of_time(self.view, side).standing), _TOLD) for side in SIDES)
        return _HEADS[1] if wide <= (self._bare.frame.width - _GAP) / 2 else _HEADS[0]

    @property
    def _is_small(self) -> bool:
        """Whether the maps have room for the names of zones alone."""
        return min(frame.width for frame in self._frames(self._bare.frame)) < _SMALL

    @property
    def _has_bearings(self) -> bool:
        frame = self._maps[0].ground.frame
        return min(frame.width, frame.height) >= _LEAST_BEARINGS

    @cached_property
    def _left_out(self) -> tuple[Words, ...]:
        """What the sheet has no room for."""
        parts = [] if self._has_table else ["differences"]
        parts += ["units"] if self._is_small else []
        parts += [] if self.sheet.has_places else ["waters"]
        parts += [] if self.sheet.has_badges else ["badges"]
        return (*(PHRASES[f"left_{part}"] for part in parts), *left_of_legend(self._legend))

    @cached_property
    def _credits(self) -> Credits:
        return credits_of(self.view, self.sheet, self.face, self.sheet.foot, self._left_out)

    @cached_property
    def _areas(self) -> Areas:
        low = self._table_height + self._legend.height
        return areas_of(self.sheet, self._head.height, low, self._credits.height)

    @cached_property
    def _maps(self) -> tuple[Map, ...]:
        frames = self._frames(self._areas.frame)
        return tuple(self._map(side, frame) for side, frame in zip(SIDES, frames, strict=True))

    def _map(self, side: Time, frame: SheetBox) -> Map:
        made = map_of(of_time(self.view, side), frame, self.sheet.resolution, has_badges=self.sheet.has_badges)
        return replace(made, name=side, named="zones" if self._is_small else "all")

    def _frames(self, room: SheetBox) -> tuple[SheetBox, SheetBox]:
        """Return the frames of the two maps: beside or below each other, whichever shows the plan larger."""
        box = plane_of(self.view.scene, self.view.box).box(self.view.box)
        half = (room.width - _GAP) / 2
        top = room.top + self._high
        beside = (
            room._replace(top=top, right=room.left + half),
            room._replace(top=top, left=room.right - half),
        )
        high = (room.height - _GAP) / 2
        below = (
            room._replace(top=top, bottom=room.top + high),
            room._replace(top=room.bottom - high + self._high),
        )
        return max(beside, below, key=lambda pair: min(pair[0].width / box.width, pair[0].height / box.height))


@dataclass(frozen=True, eq=False)
class _Table:
    """Places of now and of the plan counted by zone and by industry, these one below the other or side by side."""

    view: View
    face: Face
    parts: Sequence[States]
    width: float
    beside: bool

    @property
    def height(self) -> float:
        """Of all of it, with the gap below."""
        heights = [_SECTION + sum(map(self._row_height, part.rows)) + _AFTER for part in self.parts]
        return (max(heights) if self.beside else sum(heights)) + 1.3 * _NOTE * len(self._remarks) + 14.0

    @property
    def _part_width(self) -> float:
        count = len(self.parts) if self.beside else 1
        return (self.width - (count - 1) * 2 * _GAP) / count

    def _lines(self, row: StateRow) -> tuple[str, ...]:
        room = self._part_width - _ICON - len(SIDES) * _NUMBER
        return tuple(self.face.clamped(plain(self._name(row)), _SIZE, room, 2))

    def _row_height(self, row: StateRow) -> float:
        return _ROW + (len(self._lines(row)) - 1) * _LEADING

    @property
    def _remarks(self) -> tuple[str, ...]:
        """What the counts leave out, and that they count some places several times."""
        unstated = states_of(self.view.scene).totals["unstated"]
        several = max(part.several for part in self.parts)
        told = [self.view.say("unstated_n", n=unstated)] if unstated else []
        return tuple(map(plain, [*told, *([self.view.say("state_several", n=several)] if several else [])]))

    def draw(self, layer: Layer, made: Map, box: SheetBox) -> None:
        """Draw it from the top of a box on."""
        wide, foot = self._part_width, box.top
        for number, part in enumerate(self.parts):
            left = box.left + (number * (wide + 2 * _GAP) if self.beside else 0.0)
            end = self._draw_part(layer, made, part, SheetBox.sized(left, box.top if self.beside else foot, wide, 0.0))
            foot = max(foot, end)
        for line, text in enumerate(self._remarks):
            shown = self.face.cut(text, _NOTE, box.width)
            layer.text((box.left, foot + (0.8 + 1.3 * line) * _NOTE), shown, TextStyle(_NOTE, self.view.theme.quiet))

    def _draw_part(self, layer: Layer, made: Map, part: States, box: SheetBox) -> float:
        """Draw the counts by zone, or those by industry, and return where they end."""
        view, theme, level = self.view, self.view.theme, box.top + _SECTION - 10.0
        layer.text((box.left, level), view.say("zone" if part.by_zone else "industry"), TextStyle(_SIZE, theme.quiet))
        for place, side in enumerate(SIDES):
            right = box.right - (len(SIDES) - 1 - place) * _NUMBER
            layer.text(
                (right, level), view.say(f"time_{side}"), TextStyle(_SIZE, theme.accent, anchor="end", weight=0.5)
            )
        y = box.top + _SECTION
        for row in part.rows:
            high = self._row_height(row)
            self._draw_row(layer, made, row, SheetBox.sized(box.left, y, box.width, high))
            y += high
        return y + _AFTER

    def _draw_row(self, layer: Layer, made: Map, row: StateRow, box: SheetBox) -> None:
        theme, level = self.view.theme, box.top + 0.5 * _ROW + MIDDLE * _SIZE
        layer.shape(line_path((box.left, box.top), (box.right, box.top)), PathStyle(line=theme.rule, width=0.8))
        entry = LegendEntry(sort=row.sort, id=row.id, name=row.name, tone=row.tone)
        if icon := sample(made, entry):
            icon(layer, (box.left + 0.42 * _ICON, box.top + 0.5 * _ROW), 0.86)
        layer.lines((box.left + _ICON, level), self._lines(row), _LEADING, TextStyle(_SIZE, theme.ink))
        for place, count in enumerate(row.sides):
            at: Position = box.right - (len(SIDES) - 1 - place) * _NUMBER, level
            layer.text(
                at, str(count) if count else "·", TextStyle(_SIZE, theme.ink if count else theme.faint, anchor="end")
            )

    def _name(self, row: StateRow) -> str:
        view = self.view
        note = view.zone_note(view.scene.zone_by_id[row.id]) if row.sort == "zone" else ""
        return view.noted(view.tell(row.name), note)
