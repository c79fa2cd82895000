"""Call-outs of zones beside the map of a wall sheet: name and number large, below them the role and the industries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.draw.figure.canvas import Layer
from geo.draw.figure.paths import box_path, circle_path
from geo.draw.figure.style import MIDDLE, PathStyle, TextStyle
from geo.draw.figure.type import Face, plain
from geo.draw.scene.callouts import Callout
from geo.draw.scene.looks import FILL_OPACITY
from geo.draw.scene.marks import Position
from geo.draw.scene.numbers_on_map import counted_text, number_text
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox

_NAME, _NUMBER, _TEXT, _LEADINGS = 27.0, 34.0, 17.5, (23.0, 19.0)
"""Sizes of type; leading, and that where call-outs tell least."""

_SHARES = (1.0, 0.92, 0.84, 0.78)
"""Shares of its size in which a name is set, the best first."""

_NAMES, _LEAST_NAME = 1.14, 0.6
"""Leading of a name in two lines, in its type, where little else is told; least share of one that has but one line."""

_BAR, _PAD, _BETWEEN = 10.0, 12.0, 8.0
_FIRST, _MORE = 1.26, 16.0
"""Height of the line of the name, in its type; and most room between call-outs besides."""

_WAYS = (
    *((scale, lines) for lines in (4, 3, 2) for scale in (1.12, 1.0, 0.92, 0.86)),
    *((scale, lines) for lines in (1, 0, -1) for scale in (1.0, 0.92, 0.84, 0.76)),
    *((scale, -1) for scale in (0.72, 0.68, 0.66)),
)
"""Scales and lines of the role, the best first; with less than none, industries go too."""

_MANY = 10
"""More call-outs stand in two columns."""


@dataclass(frozen=True, slots=True)
class _Card:
    """A call-out as it is set: lines of its name with their size, role, industries, number with its size; leading."""

    callout: Callout
    names: tuple[str, ...]
    name_size: float
    role: tuple[str, ...]
    industries: bool
    number: tuple[str, str]
    number_size: float
    leading: float
    height: float


@dataclass(frozen=True, slots=True)
class Callouts:
    """Call-outs as they are set: each with its box, all of one height where a line leads from each.

    Attributes
    ----------
    cards : tuple of _Card
        What each tells.
    boxes : tuple of SheetBox
        Where each stands, from above to below.
    scale : float
        Of their type.
    """

    cards: tuple[_Card, ...]
    boxes: tuple[SheetBox, ...]
    scale: float

    @property
    def starts(self) -> tuple[Position, ...]:
        """Where a line may lead from each: the middle of its left side."""
        return tuple((box.left, box.middle[1]) for box in self.boxes)

    def led_by(self, order: Sequence[str]) -> Callouts:
        """Return those from which lines lead in the order of these, and the others below them."""
        by_id = {card.callout.id: card for card in self.cards}
        rest = (card for card in self.cards if card.callout.id not in order)
        return replace(self, cards=(*(by_id[ident] for ident in order), *rest))


def may_lead(callouts: Sequence[Callout]) -> bool:
    """Return whether lines may lead from call-outs to a map: they stand in one column beside it, each of one zone."""
    return len(callouts) <= _MANY and all(callout.tone for callout in callouts)


def lay_callouts(view: View, face: Face, callouts: Sequence[Callout], box: SheetBox) -> Callouts:
    """Return call-outs one below the other, as large as all of them fit into a box: the role is cut first.

    Many stand in two columns.
    """
    count = 2 if len(callouts) > _MANY else 1
    wide = (box.width - (count - 1) * _BETWEEN) / count
    for scale, lines in _WAYS:
        cards = [_card(view, face, callout, (wide, scale), lines) for callout in callouts]
        if may_lead(callouts):
            cards = _evened(cards)
        columns = _columns(cards, count, scale)
        used = max(_used(column, scale) for column in columns)
        if used <= box.height:
            break
    most = max(len(column) for column in columns)
    more = max(0.0, min((box.height - used) / max(most - 1, 1), _MORE))
    boxes = []
    for number, column in enumerate(columns):
        y = box.top
        for card in column:
            boxes.append(SheetBox.sized(box.left + number * (wide + _BETWEEN), y, wide, card.height))
            y += card.height + _BETWEEN * scale + more
    return Callouts(tuple(cards), tuple(boxes), scale)


def _evened(cards: Sequence[_Card]) -> list[_Card]:
    """Return call-outs of the height of the highest: any may then stand in the place of another."""
    most = max((card.height for card in cards), default=0.0)
    return [replace(card, height=most) for card in cards]


def draw_callouts(layer: Layer, view: View, laid: Callouts) -> None:
    """Draw call-outs where they stand."""
    for card, box in zip(laid.cards, laid.boxes, strict=True):
        _draw(layer, view, card, box, laid.scale)


def _columns(cards: Sequence[_Card], count: int, scale: float) -> list[Sequence[_Card]]:
    """Return call-outs in one column, or in two of about equal height."""
    if count == 1:
        return [cards]
    halves = ([cards[:at], cards[at:]] for at in range(1, len(cards)))
    return min(halves, key=lambda pair: max(_used(column, scale) for column in pair))


def _used(cards: Sequence[_Card], scale: float) -> float:
    return sum(card.height for card in cards) + _BETWEEN * scale * (len(cards) - 1)


def _card(view: View, face: Face, callout: Callout, size: tuple[float, float], lines: int) -> _Card:
    (wide, scale), target = size, callout.number
    inner, is_brief = wide - scale * (_BAR + 2 * _PAD), lines < 0
    number = (number_text(view, target), counted_text(view, target)) if target else (callout.count, "")
    number = plain(number[0]), face.cut(plain(number[1]), 0.9 * _TEXT * scale, 0.55 * inner)
    number_size = scale * ((_NAME if is_brief else _NUMBER) if target else 0.62 * _NUMBER)
    room = inner - face.width(number[0], number_size) - 10.0
    beside = min(room, inner - face.width(number[1], 0.9 * _TEXT * scale) - 10.0)
    names, name_size = _names(view, face, callout, (room, beside if is_brief else 0.0), _NAME * scale)
    told = plain(view.tell(callout.role))
    role = face.clamped(told, _TEXT * scale, inner, max(lines, 0)) if told else ()
    has_industries = bool(callout.industries) and not is_brief
    rows = max(len(role) + (has_industries or bool(number[1])), len(names) - 1)
    leading = _LEADINGS[is_brief]
    high = scale * (_FIRST * _NAME + rows * leading + 0.5 * _PAD)
    return _Card(callout, names, name_size, role, has_industries, number, number_size, leading, high)


def _names(
    view: View, face: Face, callout: Callout, rooms: tuple[float, float], size: float
) -> tuple[tuple[str, ...], float]:
    """Return the lines of a name and their size: one, or two where there is room for them, else one without its note.

    `rooms` are the widths of one line and of each of two.
    """
    name = view.tell(callout.name)
    for shown in (plain(view.noted(name, callout.note)), plain(name)):
        for share in _SHARES:
            if face.width(shown, share * size) <= rooms[0]:
                return (shown,), share * size
        if rooms[1]:
            for share in _SHARES:
                lines = tuple(face.balanced(shown, share * size, rooms[1]))
                if len(lines) <= 2 and all(face.width(line, share * size) <= rooms[1] for line in lines):
                    return lines, share * size
    fitted, least = face.fitted(plain(name), size, rooms[0], _LEAST_NAME)
    return (fitted,), least


def _draw(layer: Layer, view: View, card: _Card, box: SheetBox, scale: float) -> None:
    """Draw a call-out: a bar in the zone's colour, name and number side by side, below them role and industries."""
    theme, scaled = view.theme, _TEXT * scale
    tones = theme.zone(card.callout.tone) if card.callout.tone else None
    if tones:
        layer.shape(box_path(box), PathStyle(fill=tones.fill, alpha=0.45 * FILL_OPACITY))
    bar = SheetBox.sized(box.left, box.top, _BAR * scale, box.height)
    layer.shape(box_path(bar), PathStyle(fill=tones.line if tones else theme.accent))
    left, right, level = bar.right + _PAD * scale, box.right - _PAD * scale, box.top + 1.15 * _NAME * scale
    _draw_names(layer, card, (left, level), box, tones.text if tones else theme.ink)
    ink, weight = (theme.ink, 0.8) if card.callout.number else (theme.quiet, 0.0)
    layer.text((right, level), card.number[0], TextStyle(card.number_size, ink, anchor="end", weight=weight))
    y = box.top + _FIRST * _NAME * scale + 0.78 * card.leading * scale
    for line in card.role:
        layer.text((left, y), line, TextStyle(scaled, theme.ink))
        y += card.leading * scale
    if card.number[1]:
        layer.text((right, y), card.number[1], TextStyle(0.9 * scaled, theme.quiet, anchor="end"))
        right -= layer.face.width(card.number[1], 0.9 * scaled) + 12.0
    if card.industries:
        _draw_industries(layer, view, card.callout, (left, y, right), scale)


def _draw_names(layer: Layer, card: _Card, at: Position, box: SheetBox, ink: str) -> None:
    """Write a name on its level, or its two lines in the middle of the box."""
    (left, level), leading = at, _NAMES * card.name_size
    first = level if len(card.names) == 1 else box.middle[1] - leading / 2 + MIDDLE * card.name_size
    layer.lines((left, first), card.names, leading, TextStyle(card.name_size, ink, weight=0.8))


def _draw_industries(layer: Layer, view: View, callout: Callout, at: tuple[float, float, float], scale: float) -> None:
    left, level, right = at
    x, size = left, _TEXT * scale
    for row in callout.industries:
        name = plain(view.tell(row.name))
        wide = 22.0 * scale + layer.face.width(name, size)
        if x + wide > right:
            break
        layer.shape(
            circle_path(x + 7.0 * scale, level - MIDDLE * size, 6.0 * scale), PathStyle(fill=view.colour(row.tone))
        )
        layer.text((x + 20.0 * scale, level), name, TextStyle(size, view.theme.body))
        x += wide + 16.0 * scale
