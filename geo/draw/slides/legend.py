"""The legend below a slide's column: what its map shows, in the words of the scene's legend, with native samples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo.draw.scene.legend import Shown, shown_parts
from geo.draw.scene.looks import BASIS_DASHES, place_fill, place_symbol
from geo.draw.scene.marks import LegendEntry, LegendPart, Position, ZoneMark
from geo.draw.scene.symbols import DISC
from geo.draw.scene.theme import Theme
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.slides.looks import park_look, zone_look
from geo.draw.slides.maps import Drawn
from geo.draw.slides.picture import Picture
from geo.draw.slides.places import count_shape
from geo.draw.slides.shapes import CENTRED, Line, Look, Run, Shape, Slide, lines_of
from geo.draw.slides.type import LOOKED_UP, text_width, wrapped

DROPPED = ("signs", "kinds", "statuses", "industries")
"""Parts in the order in which they are left out; what outlines mean is always said."""

_LEADING, _BETWEEN, _INDENT, _GAP, _ABOVE = 17.0, 3.0, 27.0, 5.0, 8.0
_SYMBOL, _WIDE, _HIGH = 15.0, 20.0, 13.0
"""Sizes of samples, in points: symbols, and those that are wider than high."""

_TINT_HIGH = 16.0


def legend_parts(picture: Picture, drawn: Drawn) -> tuple[LegendPart, ...]:
    """Return what a map's legend explains; zones stand in the column, and the foot of the slide tells of diagrams."""
    view = picture.view
    shown = Shown(
        zones=[zone for zone in picture.lit if view.shape(zone)],
        listed=frozenset(),
        parks=[park for spot in drawn.spots for park in spot.parks],
        is_diagram=view.is_diagram,
        has_gathered=any(len(spot.parks) > 1 for spot in drawn.spots),
        has_known=drawn.has_known,
        has_rings=drawn.has_rings,
        has_context=drawn.has_context,
    )
    return shown_parts(view.scene.legend, lambda entry: entry.sort != "schematic" and shown(entry))


def legend_height(view: View, parts: Sequence[LegendPart], width: float) -> float:
    """Return how high parts of a legend are, with the room above them."""
    return sum(sum(_rows(view, part, width)) + _GAP for part in parts) + (_ABOVE if parts else 0.0)


def legend_shapes(slide: Slide, view: View, rect: SheetBox, parts: Sequence[LegendPart]) -> Iterator[Shape]:
    """Yield the entries of a legend at the foot of a column."""
    top = rect.bottom - legend_height(view, parts, rect.width) + _ABOVE
    for part in parts:
        rows = _rows(view, part, rect.width)
        wide = rect.width / _columns(view, part, rect.width)
        for place, entry in enumerate(part.entries):
            column, row = divmod(place, len(rows))
            box = SheetBox.sized(rect.left + wide * column, top + sum(rows[:row]), wide, rows[row])
            yield from _entry(slide, view, box, entry)
        top += sum(rows) + _GAP


def swatch(slide: Slide, view: View, box: SheetBox, zone: ZoneMark) -> Shape:
    """Return the sign of a zone."""
    name = view.say("swatch", name=view.tell(zone.name))
    return slide.rectangle(name, name, box, zone_look(view, zone))


def tint_shapes(slide: Slide, view: View, rect: SheetBox) -> Iterator[Shape]:
    """Yield the ramp of tints with what it means, and what its ends mean."""
    tints, meaning = view.theme.tints, view.say("legend_tints")
    wide, top = rect.width / len(tints), rect.bottom - 40
    for place, colour in enumerate(tints):
        alt = view.say("swatch", name=meaning)
        box = SheetBox.sized(rect.left + place * wide, top, wide, _TINT_HIGH)
        yield slide.rectangle(alt, alt, box, Look(colour, view.theme.rule, 0.5))
    most = view.say("legend_tint_most", n=max(view.scene.tallies.values(), default=0))
    for text, align in ((view.say("legend_tint_none"), "l"), (most, "r")):
        below = SheetBox.sized(rect.left, top + 19, rect.width, _LEADING)
        yield slide.text(text, below, lines_of([text], LOOKED_UP, _LEADING, align=align))
    lines = lines_of(wrapped(meaning, LOOKED_UP, rect.width), LOOKED_UP, _LEADING)
    high = _LEADING * len(lines)
    yield slide.text(meaning, SheetBox.sized(rect.left, top - 4 - high, rect.width, high), lines)


def _rows(view: View, part: LegendPart, width: float) -> list[float]:
    """Return the heights of the rows in which the entries of a part stand."""
    columns = _columns(view, part, width)
    count = -(-len(part.entries) // columns)
    lines = [len(_lines(view, entry, width)) if columns == 1 else 1 for entry in part.entries[:count]]
    return [_LEADING * each + _BETWEEN for each in lines]


def _lines(view: View, entry: LegendEntry, width: float) -> tuple[str, ...]:
    return wrapped(view.tell(entry.name), LOOKED_UP, width - _INDENT)


def _columns(view: View, part: LegendPart, width: float) -> int:
    """Return in how many columns entries stand: two where none is too wide for that."""
    widest = max(text_width(view.tell(entry.name), LOOKED_UP) for entry in part.entries)
    return 2 if widest < width / 2 - _INDENT - 4 else 1


def _entry(slide: Slide, view: View, box: SheetBox, entry: LegendEntry) -> Iterator[Shape]:
    name = view.tell(entry.name)
    yield _sample(slide, view, (box.left + _WIDE / 2, box.top + (_LEADING + _BETWEEN) / 2), entry)
    lines = lines_of(_lines(view, entry, box.width), LOOKED_UP, _LEADING)
    room = SheetBox.sized(box.left + _INDENT, box.top, box.width - _INDENT, box.height)
    yield slide.text(name, room, lines, CENTRED, alt=name)


def _sample(slide: Slide, view: View, at: Position, entry: LegendEntry) -> Shape:
    """Return what stands before an entry, around a point."""
    theme, alt = view.theme, view.say("swatch", name=view.tell(entry.name))
    box = SheetBox.centred(at, _WIDE / 2, _HIGH / 2)
    match entry.sort:
        case "focus":
            run = Run(view.say("sample_name"), LOOKED_UP, "tx1", underline=theme.colour(entry.tone))
            room = SheetBox.centred(at, 15.0, _LEADING / 2)
            return slide.text(alt, room, (Line((run,), "ctr", _LEADING),), CENTRED, alt=alt)
        case "part" | "sketch":
            look = Look(line="tx2", width=1.25, dash=BASIS_DASHES[entry.id])
            return slide.line(alt, alt, (box.left, at[1]), (box.right, at[1]), look)
        case "gathered":
            return count_shape(slide, view, SheetBox.centred(at, 9.0, 9.0), "n", (alt, alt))
        case "known":
            square, look = SheetBox.centred(at, 12.0, 8.5), Look(theme.paper, theme.quiet, 0.9)
            line = lines_of(["+n"], LOOKED_UP, _LEADING, colour=theme.ink, bold=True, align="ctr")
            return slide.text(alt, square, line, replace(CENTRED, look=look), alt=alt)
        case "ring":
            look = Look(line="tx2", width=0.75, dash=(1.6, 2.4))
            return slide.rectangle(alt, alt, SheetBox.centred(at, 7, 7), look, form="ellipse")
        case "context":
            return slide.rectangle(alt, alt, box, Look(theme.context, theme.context_line, 0.5))
    path, look = _symbol(theme, entry)
    return slide.symbol(alt, alt, path, (at, _SYMBOL), look)


def _symbol(theme: Theme, entry: LegendEntry) -> tuple[str, Look]:
    """Return the path of the symbol before an entry, and how it is painted."""
    match entry.sort:
        case "industry" | "no-industry":
            return DISC, Look(theme.colour(entry.tone))
        case "status":
            return place_symbol("park"), park_look(theme, place_fill(entry.id), theme.quiet)
    return place_symbol(entry.id), Look("tx2")
