"""The legend of a figure: what is on the map, and nothing else, in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from geo.draw.figure.canvas import Layer
from geo.draw.figure.laid import Map
from geo.draw.figure.legend_samples import Icon, register_sample, sample, tint_sample
from geo.draw.figure.paper import Sheet
from geo.draw.figure.register import legend_of, told
from geo.draw.figure.type import Face, plain
from geo.draw.scene.legend import Shown, shown_parts
from geo.draw.scene.marks import LegendEntry, LegendPart, Position
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.precision import ringed

Widths: TypeAlias = tuple[float, float]
"""Width of a column, and of the room in it for the names of groups."""

_GROUP = 20.0
_SIZE, _HEAD, _LEADING, _ROW_GAP, _PART_GAP = 18.0, 16.0, 22.0, 7.0, 17.0
_ICON, _WIDE_ICON = 48.0, 156.0
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
class Legend:
    """Parts laid into columns at a scale; `left_out` are the ids of parts that have no room."""

    columns: tuple[tuple[Part, ...], ...]
    width: float
    gap: float
    scale: float
    height: float
    side: float
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
    entries = tuple(Entry(register_sample(made.view, sign), sign.text) for sign in legend_of(made.view, made.spots))
    return (Part("register", told(made.view, "tab_register"), entries),) if entries else ()


def _part(made: Map, part: LegendPart) -> Part:
    view, is_group = made.view, part.id.startswith("group-")
    title = "" if is_group and not view.scene.plan.slogan else view.tell(part.title)
    wide = 2 if part.id in ("kinds", "statuses") or (part.id == "industries" and view.lang == "zh") else 1
    return Part(part.id, title, tuple(_entry(made, entry) for entry in part.entries), wide, is_group)


def _entry(made: Map, entry: LegendEntry) -> Entry:
    view, text = made.view, plain(made.view.tell(entry.name))
    is_missing = entry.sort == "zone" and view.shape(view.scene.zone_by_id[entry.id]) is None
    note = view.tell(entry.note) if is_missing or not view.is_diagram else ""
    return Entry(sample(made, entry), view.say("within", one=text, two=note) if note else text, is_missing)


def _tint_parts(view: View, columns: int) -> tuple[Part, ...]:
    """Return what tints mean, and the groups that overlap too much to be shown together."""
    scene, most = view.scene, max(view.scene.tallies.values(), default=0)
    ends = f"{view.say('legend_tint_none')} – {view.say('legend_tint_most', n=most)}"
    ramp = Entry(tint_sample(view), ends, is_wide=True)
    names = [
        Entry(None, view.say("within", one=view.tell(group.name), two=view.zones_count(group.id)))
        for group in scene.groups
    ]
    count = -(-(len(names) + 3 * (columns > 1)) // columns)
    first = max(count - 3 * (columns > 1), 1)
    lists = [names[:first], *(names[at : at + count] for at in range(first, len(names), count))]
    head = Part("tints", "", (ramp, Entry(None, view.say("legend_tints"))))
    title = view.say("groups_overlap", n=len(scene.groups))
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
    gap = 40.0
    width = (room.box.width - gap * (room.count - 1)) / room.count
    side = _side(parts, face, width, scale)
    columns, height = _packed(parts, face, (width, side), room.count, scale)
    return Legend(columns, width, gap, scale, height, side)


def _side(parts: Sequence[Part], face: Face, width: float, scale: float) -> float:
    """Return the width in which the groups' names stand beside their zones; 0 where they stand above them."""
    wide = max((face.width(part.title, _GROUP * scale) for part in parts if part.is_group), default=0.0)
    return wide + 16.0 * scale if 0 < wide < 0.3 * width else 0.0


def draw_legend(layer: Layer, view: View, face: Face, legend: Legend, at: Position) -> None:
    """Draw a legend with its upper left corner at a point."""
    for number, column in enumerate(legend.columns):
        x, y = at[0] + number * (legend.width + legend.gap), at[1]
        for part in column:
            _draw_part(layer, view, face, part, (x, y), legend)
            y += _height(part, face, (legend.width, legend.side), legend.scale)


def _packed(
    parts: Sequence[Part], face: Face, width: Widths, count: int, scale: float
) -> tuple[tuple[tuple[Part, ...], ...], float]:
    """Return parts in columns of about equal height, in order, and the height of the tallest."""
    heights = [_height(part, face, width, scale) for part in parts]
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


def _height(part: Part, face: Face, width: Widths, scale: float) -> float:
    head = (_HEAD + 11.0) * scale if part.title and not _stands_beside(part, width[1]) else 0.0
    return head + sum(_row_heights(part, face, width, scale)) + _PART_GAP * scale


def _stands_beside(part: Part, side: float) -> bool:
    return part.is_group and side > 0


def _row_heights(part: Part, face: Face, width: Widths, scale: float) -> list[float]:
    rows = [part.entries[at : at + part.columns] for at in range(0, len(part.entries), part.columns)]
    return [
        max(len(_wrapped(entry, part, face, width, scale)) for entry in row) * _LEADING * scale + _ROW_GAP * scale
        for row in rows
    ]


def _wrapped(entry: Entry, part: Part, face: Face, width: Widths, scale: float) -> tuple[str, ...]:
    whole = width[0] - (width[1] if part.is_group else 0.0)
    room = whole / part.columns - _indent(part, entry) * scale - (8.0 if part.columns > 1 else 0.0)
    lines = face.wrapped if entry.icon else face.balanced
    return lines(entry.text, _size(entry) * scale, room)


def _indent(part: Part, entry: Entry) -> float:
    if entry.icon is None:
        return 0.0
    return _WIDE_ICON if entry.is_wide else _ICON if part.columns == 1 else 34.0


def _size(entry: Entry) -> float:
    return _SIZE if entry.icon else _REMARK


def _draw_part(layer: Layer, view: View, face: Face, part: Part, at: Position, legend: Legend) -> None:
    (x, y), scale, theme = at, legend.scale, view.theme
    if part.title:
        size = (_GROUP if part.is_group else _HEAD) * scale
        colour, weight = (theme.ink, 0.7) if part.is_group else (theme.quiet, 0.0)
        layer.text(x, y + 18.0 * scale, part.title, size, colour, weight=weight)
        if _stands_beside(part, legend.side):
            x += legend.side
        else:
            y += (_HEAD + 11.0) * scale
    for row, height in enumerate(_row_heights(part, face, (legend.width, legend.side), scale)):
        for column, entry in enumerate(part.entries[row * part.columns : (row + 1) * part.columns]):
            left = x + column * legend.width / part.columns
            _draw_entry(layer, view, face, entry, part, (left, y), legend)
        y += height


def _draw_entry(layer: Layer, view: View, face: Face, entry: Entry, part: Part, at: Position, legend: Legend) -> None:
    (x, y), scale = at, legend.scale
    indent = _indent(part, entry) * scale
    if entry.icon:
        entry.icon(layer, (x + (indent - 10.0 * scale) / 2, y + _LEADING * scale / 2), scale)
    colour = view.theme.quiet if entry.is_quiet or not entry.icon else view.theme.ink
    size = _size(entry) * scale
    for number, line in enumerate(_wrapped(entry, part, face, (legend.width, legend.side), scale)):
        level = y + (number + 0.5) * _LEADING * scale + size * 0.36
        layer.text(x + indent, level, line, size, colour)
