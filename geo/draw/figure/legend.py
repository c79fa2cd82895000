"""The legend of a figure: what is on the map, and nothing else, in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from geo.draw.figure.canvas import Layer
from geo.draw.figure.choice import Choice, park_colour
from geo.draw.figure.ground import box_path, circle_path, line_path
from geo.draw.figure.laid import Map
from geo.draw.figure.map import draw_hatch, zone_stroke
from geo.draw.figure.names import basis_word
from geo.draw.figure.places import draw_count, draw_sample, rings
from geo.draw.figure.type import Face, plain
from geo.draw.scene.marks import Box, ParkMark, Position, ZoneMark
from geo.draw.scene.style import BASIS_DASHES, INDUSTRY_COLOURS
from geo.draw.scene.tints import GROUPS, MEANING, MOST, NONE, tallies_of, zones_in
from geo.draw.scene.words import Words
from geo.model.schema import KINDS, STATUSES, ZONE_BASES

Icon: TypeAlias = Callable[[Layer, Position, float], None]
"""Draws a sample around a point, at a scale."""

Widths: TypeAlias = tuple[float, float]
"""Width of a column, and of the room in it for the names of groups."""

DIAGRAM = Words("空间布局示意图，图形不代表界线", "Planning diagram: its shapes are no boundaries")
_PART_NOTE = Words("局部：只含所列县区的一部分", "part: some of the area of the units named")
_GROUP = 20.0
_SIZE, _HEAD, _LEADING, _ROW_GAP, _PART_GAP = 18.0, 16.0, 22.0, 7.0, 17.0
_ICON, _WIDE_ICON = 48.0, 156.0
_SCALES = tuple(1.0 - 0.04 * step for step in range(14))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the legend; without an icon it is a remark, and a wide icon takes as much room as six."""

    icon: Icon | None
    text: str
    is_quiet: bool = False
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Entries under a heading, side by side in so many columns."""

    title: str
    entries: tuple[Entry, ...]
    columns: int = 1
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Legend:
    """Parts laid into columns at a scale."""

    columns: tuple[tuple[Part, ...], ...]
    width: float
    gap: float
    scale: float
    height: float
    side: float


def legend_parts(made: Map, columns: int = 1) -> tuple[Part, ...]:
    """Return what the legend of a map must explain, long lists in as many parts as there are columns."""
    choice = made.choice
    parks = [park for each in made.places for park in each.parks]
    groups = [
        Part(choice.words(group.name), tuple(_zone_entry(choice, zone) for zone in zones), is_group=True)
        for group, zones in choice.groups()
    ]
    if not choice.scene.plan.slogan:
        groups = [Part("", part.entries) for part in groups]
    found = (
        *(_tint_parts(choice, columns) if choice.is_tinted else groups),
        Part("", tuple(_line_entries(made))),
        Part(choice.ui("legend_kinds"), tuple(_kind_entries(choice, parks)), 2),
        Part(choice.ui("legend_industry"), tuple(_industry_entries(choice, parks)), 2 if choice.lang == "zh" else 1),
        Part(choice.ui("legend_status"), tuple(_status_entries(choice, parks)), 2),
        Part("", tuple(_mark_entries(made))),
    )
    return tuple(part for part in found if part.entries)


def _tint_parts(choice: Choice, columns: int) -> tuple[Part, ...]:
    """Return what tints mean, and the groups that overlap too much to be shown together."""
    scene, most = choice.scene, max(tallies_of(choice.scene).values(), default=0)
    ends = f"{choice.words(NONE)} – {choice.words(MOST).format(n=most)}"
    ramp = Entry(lambda layer, at, scale: _tint_sample(layer, choice, at, scale), ends, is_wide=True)
    between = "{}（{}）" if choice.lang == "zh" else "{} ({})"
    names = [
        Entry(None, between.format(choice.words(group.name), choice.words(zones_in(scene, group.id))))
        for group in scene.groups
    ]
    count = -(-(len(names) + 3 * (columns > 1)) // columns)
    first = max(count - 3 * (columns > 1), 1)
    title = choice.words(GROUPS).format(n=len(scene.groups))
    lists = [names[:first], *(names[at : at + count] for at in range(first, len(names), count))]
    head = Part("", (ramp, Entry(None, choice.words(MEANING))))
    return head, *(Part(title if at == 0 else "", tuple(rows)) for at, rows in enumerate(lists))


def _tint_sample(layer: Layer, choice: Choice, at: Position, scale: float) -> None:
    tints, (x, y) = choice.theme.tints, at
    wide, high = 24.0 * scale, 11.0 * scale
    for step, tint in enumerate(tints):
        left = x + (step - len(tints) / 2) * wide
        box = (left, y - high, left + wide, y + high)
        layer.shape(box_path(box), fill=tint, line=choice.theme.ground_line, width=0.8)


def lay_legend(parts: Sequence[Part], face: Face, room: Box, count: int, most: float = 1.2) -> Legend:
    """Return the legend at the largest scale at which it fits into a room of so many columns.

    Parameters
    ----------
    parts : sequence of Part
        In order.
    face : Face
        To measure with.
    room : tuple of float
        Left, top, right, bottom.
    count : int
        Columns.
    most : float
        The largest scale.
    """
    left, top, right, bottom = room
    gap = 40.0
    width = (right - left - gap * (count - 1)) / count
    for scale in (each * most for each in _SCALES):
        side = _side(parts, face, width, scale)
        columns, height = _packed(parts, face, (width, side), count, scale)
        if height <= bottom - top or scale <= _SCALES[-1] * most:
            break
    return Legend(columns, width, gap, scale, height, side)


def _side(parts: Sequence[Part], face: Face, width: float, scale: float) -> float:
    """Return the width in which the groups' names stand beside their zones; 0 where they stand above them."""
    wide = max((face.width(part.title, _GROUP * scale) for part in parts if part.is_group), default=0.0)
    return wide + 16.0 * scale if 0 < wide < 0.3 * width else 0.0


def draw_legend(layer: Layer, choice: Choice, face: Face, legend: Legend, at: Position) -> None:
    """Draw a legend with its upper left corner at a point."""
    for number, column in enumerate(legend.columns):
        x, y = at[0] + number * (legend.width + legend.gap), at[1]
        for part in column:
            _draw_part(layer, choice, face, part, (x, y), legend)
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
    return _SIZE if entry.icon else _SIZE - 3.0


def _draw_part(layer: Layer, choice: Choice, face: Face, part: Part, at: Position, legend: Legend) -> None:
    (x, y), scale, theme = at, legend.scale, choice.theme
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
            _draw_entry(layer, choice, face, entry, part, (left, y), legend)
        y += height


def _draw_entry(
    layer: Layer, choice: Choice, face: Face, entry: Entry, part: Part, at: Position, legend: Legend
) -> None:
    (x, y), scale = at, legend.scale
    indent = _indent(part, entry) * scale
    if entry.icon:
        entry.icon(layer, (x + (indent - 10.0 * scale) / 2, y + _LEADING * scale / 2), scale)
    colour = choice.theme.quiet if entry.is_quiet or not entry.icon else choice.theme.ink
    size = _size(entry) * scale
    for number, line in enumerate(_wrapped(entry, part, face, (legend.width, legend.side), scale)):
        level = y + (number + 0.5) * _LEADING * scale + size * 0.36
        layer.text(x + indent, level, line, size, colour)


def _zone_entry(choice: Choice, zone: ZoneMark) -> Entry:
    drawn, name = choice.shape(zone) is not None, plain(choice.words(zone.name))
    word = basis_word(choice, zone) if drawn else choice.words(Words(*ZONE_BASES["none"]))
    remark = "" if not word else f"（{word}）" if choice.lang == "zh" else f" ({word})"
    return Entry(lambda layer, at, scale: _zone_sample(layer, choice, zone, at, scale), name + remark, not drawn)


def _zone_sample(layer: Layer, choice: Choice, zone: ZoneMark, at: Position, scale: float) -> None:
    box = (at[0] - 19 * scale, at[1] - 11 * scale, at[0] + 19 * scale, at[1] + 11 * scale)
    path, lit = box_path(box), choice.is_lit(zone)
    tones, stroke = choice.theme.zone(zone.colour, lit), zone_stroke(choice, zone)
    if choice.shape(zone) is None:
        layer.shape(path, line=tones.line, width=1.2, dash=tuple(1.5 * length for length in BASIS_DASHES["none"]))
        return
    layer.shape(path, fill=tones.fill, alpha=choice.theme.fill)
    if zone.hatch and lit and not choice.diagram:
        draw_hatch(layer, choice, zone, [np.asarray(path.vertices, float)], box)
    layer.shape(path, line=tones.line, width=stroke.width, dash=stroke.dash)


def _line_entries(made: Map) -> Iterable[Entry]:
    choice, theme = made.choice, made.choice.theme
    lit = [zone for zone, _ in made.zones if choice.is_lit(zone)]
    if choice.diagram and not choice.is_tinted:
        yield Entry(None, choice.words(DIAGRAM))
    elif any(zone.focus for zone in lit):
        colour = theme.zone(next(zone for zone in lit if zone.focus).colour).line
        yield Entry(lambda layer, at, scale: _focus_sample(layer, choice, colour, at, scale), choice.ui("legend_focus"))
    if not choice.diagram and any(zone.basis == "admin-part" for zone in lit):
        yield Entry(
            lambda layer, at, scale: _dash_sample(layer, choice, "admin-part", at, scale), choice.words(_PART_NOTE)
        )
    if not choice.diagram and any(zone.basis == "sketch" for zone in lit):
        yield Entry(
            lambda layer, at, scale: _dash_sample(layer, choice, "sketch", at, scale), choice.ui("legend_sketch")
        )


def _focus_sample(layer: Layer, choice: Choice, colour: str, at: Position, scale: float) -> None:
    word = "Aa" if choice.lang == "en" else "名称"
    layer.text(at[0], at[1] + 3 * scale, word, 15 * scale, choice.theme.ink, anchor="middle")
    level = at[1] + 9 * scale
    layer.shape(line_path((at[0] - 17 * scale, level), (at[0] + 17 * scale, level)), line=colour, width=2.4)


def _dash_sample(layer: Layer, choice: Choice, basis: str, at: Position, scale: float) -> None:
    dash = tuple(1.5 * length for length in BASIS_DASHES[basis])
    path = line_path((at[0] - 19 * scale, at[1]), (at[0] + 19 * scale, at[1]))
    layer.shape(path, line=choice.theme.quiet, width=2.2, dash=dash)


def _kind_entries(choice: Choice, parks: Sequence[ParkMark]) -> Iterable[Entry]:
    seen = {park.kind for park in parks}
    return (_symbol_entry(choice, kind, "existing", names) for kind, names in KINDS.items() if kind in seen)


def _status_entries(choice: Choice, parks: Sequence[ParkMark]) -> Iterable[Entry]:
    seen = {park.status for park in parks}
    return (_symbol_entry(choice, "park", status, names) for status, names in STATUSES.items() if status in seen)


def _symbol_entry(choice: Choice, kind: str, status: str, names: tuple[str, str]) -> Entry:
    grey = "#6a6459"
    text = choice.words(Words(*names))
    return Entry(
        lambda layer, at, scale: draw_sample(layer, choice, kind, status, grey, at),
        text[:1].upper() + text[1:],
    )


def _industry_entries(choice: Choice, parks: Sequence[ParkMark]) -> Iterable[Entry]:
    seen = {park_colour(choice.scene, park, choice.theme.quiet) for park in parks}
    for row in choice.scene.industries:
        if row.colour in seen:
            yield Entry(_dot(choice, row.colour), plain(choice.words(row.name)))
    if seen - set(INDUSTRY_COLOURS):
        yield Entry(None, choice.ui("legend_zone_colour"))


def _dot(choice: Choice, colour: str) -> Icon:
    def draw(layer: Layer, at: Position, scale: float) -> None:
        layer.shape(circle_path(*at, 8.5 * scale), fill=colour, line=choice.theme.symbol, width=1.6)

    return draw


def _mark_entries(made: Map) -> Iterable[Entry]:
    choice = made.choice
    if any(len(each.parks) > 1 for each in made.places):
        yield Entry(lambda layer, at, scale: _count_sample(layer, choice, at, scale), choice.ui("legend_gathered"))
    if rings(made.places, made.ground):
        yield Entry(lambda layer, at, scale: _ring_sample(layer, choice, at, scale), choice.ui("legend_ring"))
    if made.context:
        yield Entry(lambda layer, at, scale: _near_sample(layer, choice, at, scale), choice.ui("legend_context"))


def _count_sample(layer: Layer, choice: Choice, at: Position, scale: float) -> None:
    layer.shape(circle_path(*at, 11.0 * scale), line=choice.theme.quiet, width=3.0)
    draw_count(layer, choice, at, "n", 9.5 * scale)


def _ring_sample(layer: Layer, choice: Choice, at: Position, scale: float) -> None:
    layer.shape(circle_path(*at, 11.0 * scale), line=choice.theme.quiet, width=1.4, dash=(2.4, 3.6))


def _near_sample(layer: Layer, choice: Choice, at: Position, scale: float) -> None:
    x, y = at
    box = (x - 19 * scale, y - 11 * scale, x + 19 * scale, y + 11 * scale)
    layer.shape(box_path(box), fill=choice.theme.context, line=choice.theme.context_line, width=1.2)
