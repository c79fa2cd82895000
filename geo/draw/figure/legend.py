"""The legend of a figure: what is on the map, and nothing else, in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from geo.draw.figure.canvas import Layer
from geo.draw.figure.laid import Map
from geo.draw.figure.legend_samples import Icon, draw_tints, sample
from geo.draw.figure.paper import Sheet
from geo.draw.figure.register import draw_sign, legend_of
from geo.draw.figure.style import MIDDLE, TextStyle
from geo.draw.figure.type import Face, plain
from geo.draw.scene.legend import Shown, shown_parts, tint_part
from geo.draw.scene.marks import LegendEntry, LegendPart, Position
from geo.draw.scene.theme import Theme
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.precision import ringed

_GROUP = 20.0
_SIZE, _HEAD, _LEADING, _ROW_GAP, _PART_GAP = 18.0, 16.0, 22.0, 7.0, 17.0
_ICON, _WIDE_ICON = 48.0, 156.0
_GAP = 40.0
_SCALES = tuple(1.0 - 0.04 * step for step in range(14))
_REMARK = 15.0
_DROPPED = ("statuses", "kinds", "signs", "industries", "groups", "group", "numbers", "outlines", "tints")
"""Parts in the order in which they are left out where there is no room."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the legend; without an icon it is a remark, and a wide icon takes as much room as six."""

    icon: Icon | None
    text: str
    is_quiet: bool = False
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Entries under a heading, side by side in so many columns; `id` is that of the part of the scene's legend."""

    id: str
    title: str
    entries: tuple[Entry, ...]
    columns: int = 1
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """How parts are set: the type, its scale, the width of a column, and of the room in it for the names of groups."""

    face: Face
    scale: float
    width: float
    side: float

    def height(self, part: Part) -> float:
        """Return the height of a part."""
        head = (_HEAD + 11.0) * self.scale if part.title and not self.is_beside(part) else 0.0
        return head + sum(self.row_heights(part)) + _PART_GAP * self.scale

    def is_beside(self, part: Part) -> bool:
        """Return whether the title stands beside the entries."""
        return part.is_group and self.side > 0

    def row_heights(self, part: Part) -> list[float]:
        """Return the height of each row of entries."""
        rows = [part.entries[at : at + part.columns] for at in range(0, len(part.entries), part.columns)]
        lines = (max(len(self.lines(part, entry)) for entry in row) for row in rows)
        return [(count * _LEADING + _ROW_GAP) * self.scale for count in lines]

    def lines(self, part: Part, entry: Entry) -> tuple[str, ...]:
        """Return the lines into which an entry's text breaks."""
        whole = self.width - (self.side if part.is_group else 0.0)
        room = whole / part.columns - self.indent(part, entry) - (8.0 if part.columns > 1 else 0.0)
        lines = self.face.wrapped if entry.icon else self.face.balanced
        return lines(entry.text, self.size(entry), room)

    def indent(self, part: Part, entry: Entry) -> float:
        """Return how far an entry's text stands from its icon's left end."""
        if entry.icon is None:
            return 0.0
        return self.scale * (_WIDE_ICON if entry.is_wide else _ICON if part.columns == 1 else 34.0)

    def size(self, entry: Entry) -> float:
        """Return the size of an entry's type."""
        return self.scale * (_SIZE if entry.icon else _REMARK)


@dataclass(frozen=True, slots=True)
class Legend:
    """Parts laid into columns; `left_out` are the ids of parts that have no room."""

    columns: tuple[tuple[Part, ...], ...]
    setting: Setting
    height: float
    left_out: tuple[str, ...] = ()


def legend_parts(made: Map, columns: int = 1, beside: Sequence[Map] = ()) -> tuple[Part, ...]:
    """Return what the legend of a map must explain, and of those of the same zones beside it.

    Long lists are in as many parts as there are columns.
    """
    view, maps = made.view, (made, *beside)
    places = [each for one in maps for each in one.places]
    shown = Shown(
        zones=[zone for zone, _ in made.zones if view.is_lit(zone)],
        listed=frozenset(zone.id for zone in view.zones),
        parks=[park for each in places for park in each.parks],
        targets=view.scene.targets if view.shows_numbers else (),
        is_diagram=view.is_diagram,
        has_gathered=any(len(each.parks) > 1 for each in places),
        has_known=any(one.badges for one in maps),
        has_rings=any(any(ringed(one.places, one.ground)) for one in maps),
        has_context=bool(made.context),
    )
    found = tuple(_part(made, part) for part in shown_parts(view.scene.legend, shown))
    return (*_register_parts(made), *(_tint_parts(view, columns) if view.is_tinted else ()), *found)


def _register_parts(made: Map) -> tuple[Part, ...]:
    """Return what the signs of a register mean; nothing where none is on the map."""
    view = made.view
    entries = tuple(Entry(partial(draw_sign, view, sign), sign.text) for sign in legend_of(view, made.spots))
    return (Part("register", view.say("tab_register"), entries),) if entries else ()


def _part(made: Map, part: LegendPart) -> Part:
    view, is_group = made.view, part.id.startswith("group-")
    title = "" if is_group and not view.scene.plan.slogan else view.tell(part.title)
    wide = 2 if part.id in ("kinds", "statuses") or (part.id == "industries" and view.lang == "zh") else 1
    return Part(part.id, title, tuple(_entry(made, entry) for entry in part.entries), wide, is_group)


def _entry(made: Map, entry: LegendEntry) -> Entry:
    view, text = made.view, plain(made.view.tell(entry.name))
    is_missing = entry.sort == "zone" and view.shape(view.scene.zone_by_id[entry.id]) is None
    note = view.tell(entry.note) if is_missing or not view.is_diagram else ""
    return Entry(sample(made, entry), view.noted(text, note), is_missing)


def _tint_parts(view: View, columns: int) -> tuple[Part, ...]:
    """Return what tints mean, and the groups that overlap too much to be shown together."""
    scene, (tints,) = view.scene, tint_part(view.scene).entries
    ramp = Entry(partial(draw_tints, view), view.tell(tints.note), is_wide=True)
    names = [Entry(None, view.noted(view.tell(group.name), view.zones_count(group.id))) for group in scene.groups]
    count = -(-(len(names) + 3 * (columns > 1)) // columns)
    first = max(count - 3 * (columns > 1), 1)
    lists = [names[:first], *(names[at : at + count] for at in range(first, len(names), count))]
    head = Part(tints.id, "", (ramp, Entry(None, view.tell(tints.name))))
    title = view.say("groups_overlap", n=len(scene.groups)) if view.step else ""
    return head, *(Part("groups", title if at == 0 else "", tuple(rows)) for at, rows in enumerate(lists))


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a legend may fill.

    Attributes
    ----------
    box : SheetBox
        Where.
    count : int
        Columns.
    least, most : float
        Scales.
    """

    box: SheetBox
    count: int = 1
    least: float
    most: float = 1.2

    @classmethod
    def on(cls, sheet: Sheet, box: SheetBox, count: int = 1, most: float = 1.2) -> Room:
        """Return the room on a sheet, on which the smallest words can still be read."""
        return cls(box=box, count=count, least=sheet.body(0.0) / _REMARK, most=most)


def lay_legend(parts: Sequence[Part], face: Face, room: Room) -> Legend:
    """Return the legend at the largest scale at which it fits, without parts of low rank where it does at none."""
    least = max(room.least, _SCALES[-1] * room.most)
    kept = _fitting(parts, face, room, least)
    left_out = tuple(dict.fromkeys(part.id for part in parts if part not in kept))
    scales = [scale for each in _SCALES if (scale := each * room.most) > least]
    every = (_laid(kept, face, room, scale) for scale in (*scales, least))
    legend = next((each for each in every if each.height <= room.box.height), _laid(kept, face, room, least))
    return replace(legend, left_out=left_out)


def _fitting(parts: Sequence[Part], face: Face, room: Room, least: float) -> tuple[Part, ...]:
    """Return the parts that fit at the least scale: without those of low rank, of which others may again fit."""
    kept = list(parts)
    for rank in _DROPPED:
        if _laid(kept, face, room, least).height <= room.box.height:
            break
        kept = [part for part in kept if _rank(part) != rank]
    for rank in reversed(_DROPPED):
        more = [part for part in parts if part in kept or _rank(part) == rank]
        if _laid(more, face, room, least).height <= room.box.height:
            kept = more
    return tuple(kept)


def _rank(part: Part) -> str:
    return "group" if part.is_group else part.id


def _laid(parts: Sequence[Part], face: Face, room: Room, scale: float) -> Legend:
    width = (room.box.width - _GAP * (room.count - 1)) / room.count
    setting = Setting(face, scale, width, _side(parts, face, width, scale))
    columns, height = _packed(parts, [setting.height(part) for part in parts], room.count)
    return Legend(columns, setting, height)


def _side(parts: Sequence[Part], face: Face, width: float, scale: float) -> float:
    """Return the width in which the groups' names stand beside their zones; 0 where they stand above them."""
    wide = max((face.width(part.title, _GROUP * scale) for part in parts if part.is_group), default=0.0)
    return wide + 16.0 * scale if 0 < wide < 0.3 * width else 0.0


def draw_legend(layer: Layer, theme: Theme, legend: Legend, at: Position) -> None:
    """Draw a legend with its upper left corner at a point."""
    for number, column in enumerate(legend.columns):
        x, y = at[0] + number * (legend.setting.width + _GAP), at[1]
        for part in column:
            _draw_part(layer, theme, legend.setting, part, (x, y))
            y += legend.setting.height(part)


def _packed(parts: Sequence[Part], heights: Sequence[float], count: int) -> tuple[tuple[tuple[Part, ...], ...], float]:
    """Return parts in columns of about equal height, in order, and the height of the tallest."""
    most = max(sum(heights) / count, *heights, 0.0)
    while True:
        columns: list[list[Part]] = [[]]
        tallest = used = 0.0
        for part, height in zip(parts, heights, strict=True):
            if columns[-1] and used + height > most:
                columns.append([])
                used = 0.0
            columns[-1].append(part)
            used += height
            tallest = max(tallest, used)
        if len(columns) <= count:
            return tuple(tuple(column) for column in columns), tallest
        most *= 1.06


def _draw_part(layer: Layer, theme: Theme, setting: Setting, part: Part, at: Position) -> None:
    (x, y), scale = at, setting.scale
    if part.title:
        size = (_GROUP if part.is_group else _HEAD) * scale
        colour, weight = (theme.ink, 0.7) if part.is_group else (theme.quiet, 0.0)
        layer.text((x, y + 18.0 * scale), part.title, TextStyle(size, colour, weight=weight))
        if setting.is_beside(part):
            x += setting.side
        else:
            y += (_HEAD + 11.0) * scale
    for row, height in enumerate(setting.row_heights(part)):
        for column, entry in enumerate(part.entries[row * part.columns : (row + 1) * part.columns]):
            left, indent = x + column * setting.width / part.columns, setting.indent(part, entry)
            if entry.icon:
                entry.icon(layer, (left + (indent - 10.0 * scale) / 2, y + _LEADING * scale / 2), scale)
            colour = theme.quiet if entry.is_quiet or not entry.icon else theme.ink
            style = TextStyle(setting.size(entry), colour)
            level = y + 0.5 * _LEADING * scale + MIDDLE * style.size
            layer.lines((left + indent, level), setting.lines(part, entry), _LEADING * scale, style)
        y += height
