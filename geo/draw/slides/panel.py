"""The column beside a slide's map: what it shows in words, with swatches, set as large as it fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from geo.draw.scene.marks import GroupMark, TargetMark, ZoneMark
from geo.draw.scene.style import BASIS_DASHES, GLYPHS, PAPER
from geo.draw.scene.tints import GROUPS, MEANING, MOST, NONE, TINTS, zones_in
from geo.draw.scene.ui import UI
from geo.draw.scene.words import Words
from geo.draw.sheet.box import SheetBox
from geo.draw.slides.picture import Picture
from geo.draw.slides.places import park_look
from geo.draw.slides.shapes import POINT_EMU, Line, Look, Run, Shape, Sheet
from geo.draw.slides.stage import Stage
from geo.draw.slides.type import text_width, wrapped
from geo.model.schema import KINDS, STATUSES

_SCALES, _READ_SCALES, _SMALL_SCALES = (1.0, 0.94, 0.88, 0.82), (0.77, 0.72), (0.67, 0.62, 0.57)
"""At the second, texts can still be read by those who sit in front; names alone are set at the third."""
_LEADING = 1.32
_SWATCH = 15.0
_INDENT = 24.0
_MOST_NUMBERS = (6, 4, 3, 2, 1)
_LEAST = (0.82, 0.76, 0.7, 0.57)
"""Scales at which the blocks must fit beside all of a legend, and with each part less."""
_LEGEND_TYPE, _LEGEND_ROW, _LEGEND_INDENT, _LEGEND_GAP = 10.0, 14.5, 19.0, 5.0
_DISC = "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z"

Entry: TypeAlias = tuple[Words | tuple[str, str], str, Look]
"""A line of the legend: its words, the path of its symbol, and how that is painted."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """A piece of text in the column.

    Attributes
    ----------
    text : str
        What it says.
    size : float
        Of its type, in points, where all fits.
    colour : str
        As in Look.
    bold : bool
        Whether it is set bold.
    swatch : ZoneMark or None
        The zone whose colours stand before it.
    indent, before : float
        Room at its left and above it.
    """

    text: str
    size: float
    colour: str = "tx1"
    bold: bool = False
    swatch: ZoneMark | None = None
    indent: float = 0.0
    before: float = 0.0


def overview_blocks(stage: Stage) -> tuple[Block, ...]:
    """Return the slogan as a tree: groups and their zones; of a crowded plan its groups only."""
    if stage.crowded:
        return tuple(_crowded(stage))
    found: list[Block] = []
    for group in stage.scene.groups:
        found.append(Block(text=stage.tell(group.name), size=17, bold=True, before=12))
        found += [_zone_line(stage, zone, 13.5) for zone in stage.zones_of(group.id)]
    return tuple(found)


def group_blocks(stage: Stage, group: GroupMark, most: int) -> tuple[Block, ...]:
    """Return the zones of a group with what the plan makes of them, and the group's numbers; names alone for none."""
    found: list[Block] = []
    for zone in stage.zones_of(group.id):
        found.append(replace(_zone_line(stage, zone, 15), bold=True, before=11))
        note = "" if stage.shape(zone) else stage.say("not_drawn")
        texts = (stage.tell(zone.positioning) if most else "", note)
        found += [Block(text=text, size=12.5, colour="tx2", indent=_INDENT) for text in texts if text]
    return (*found, *_numbers(stage, stage.targets_of(("group", group.id)), most))


def zone_blocks(stage: Stage, zone: ZoneMark, most: int) -> tuple[Block, ...]:
    """Return what the plan makes of a zone, what it is made of, and its numbers."""
    parks = stage.parks_in([zone.id])
    names = [stage.tell(stage.units[ident].name) for ident in zone.members if ident in stage.units]
    texts = {
        stage.say("members_focus" if zone.focus else "members"): stage.listed(names),
        stage.say("lead"): stage.listed(zone.lead),
        stage.say("places"): stage.say("places_n", n=len(parks), located=len(stage.located(parks))) if parks else "",
    }
    found = [Block(text=text, size=16, before=4) for text in (stage.tell(zone.positioning),) if text]
    if not stage.shape(zone) or zone.basis == "sketch":
        note = "sketch" if stage.shape(zone) else "not_drawn"
        found.append(Block(text=stage.say(note), size=12, colour="tx2", before=6))
    for head, text in texts.items():
        if text:
            found += [_head(head), Block(text=text, size=13, before=1)]
    targets = stage.targets_of(("zone", zone.id), *(("park", park.id) for park in parks))
    return (*found, *_numbers(stage, targets, most))


def add_column(
    sheet: Sheet, stage: Stage, rect: SheetBox, write: Callable[[int], Sequence[Block]], picture: Picture
) -> None:
    """Put blocks of text into a column, and below them what the map's symbols and tints mean.

    Parameters
    ----------
    sheet, stage, rect
        The slide, the scene, the column.
    write : callable
        Returns the blocks with at most so many numbers: rather fewer numbers than small type. Of the legend, states
        of places and then industries are left out before a block is.
    picture : Picture
        What the map shows.
    """
    parts = () if picture.tinted else _parts(stage, picture)
    wanted = ((parts[:count], least) for count, least in zip(range(len(parts), -1, -1), _LEAST, strict=False))
    fits = (kept for kept, least in wanted if _fits(write, rect, _legend_height(stage, kept, rect), least))
    kept = next(fits, ())
    entries = list(_tints(sheet, stage, rect)) if picture.tinted else list(_symbols(sheet, stage, rect, kept))
    sheet.add(sheet.group(stage.say("legend"), stage.say("legend"), entries))
    bottom = min([rect.bottom, *(shape.box[1] / POINT_EMU - 8 for shape in entries)])
    _add_blocks(sheet, stage, rect._replace(bottom=bottom), write)


def _fits(write: Callable[[int], Sequence[Block]], rect: SheetBox, less: float, least: float) -> bool:
    """Return whether the blocks, with a number if there is one, fit at a scale beside a legend."""
    return _height(write(1), rect.width, least) <= rect.height - less


def _add_blocks(sheet: Sheet, stage: Stage, rect: SheetBox, write: Callable[[int], Sequence[Block]]) -> None:
    ways = [(most, scale) for most in _MOST_NUMBERS for scale in _SCALES]
    ways += [(_MOST_NUMBERS[-1], scale) for scale in _READ_SCALES]
    ways += [(0, scale) for scale in (*_SCALES, *_READ_SCALES, *_SMALL_SCALES)]
    fits = ((most, scale) for most, scale in ways if _height(write(most), rect.width, scale) <= rect.height)
    most, scale = next(fits, ways[-1])
    top = rect.top
    for block in write(most):
        sheet.add(*_block(sheet, stage, rect, block, top + block.before * scale, scale))
        top += _block_height(block, rect.width, scale)


def _crowded(stage: Stage) -> Iterator[Block]:
    head = stage.tell(GROUPS).format(n=len(stage.scene.groups))
    yield Block(text=stage.say("pair", one=head, two=stage.say("slide_each")), size=14, bold=True, before=2)
    for group in stage.scene.groups:
        count = stage.tell(zones_in(stage.scene, group.id))
        yield Block(text=stage.say("within", one=stage.tell(group.name), two=count), size=13, before=3)


def _zone_line(stage: Stage, zone: ZoneMark, size: float) -> Block:
    return Block(text=stage.tell(zone.name), size=size, swatch=zone, indent=_INDENT, before=5)


def _head(text: str) -> Block:
    return Block(text=text, size=11, colour="tx2", bold=True, before=11)


def _numbers(stage: Stage, targets: Sequence[TargetMark], most: int) -> Iterator[Block]:
    if not targets or not most:
        return
    yield _head(stage.say("numbers"))
    for target in targets[:most]:
        shown = stage.tell(target.shown)
        shown = stage.say("year", shown=shown, year=target.year) if target.year else shown
        name = stage.tell(target.indicator)
        park = next((park for park in stage.scene.parks if target.scope == "park" and park.id == target.of), None)
        name = stage.say("within", one=stage.tell(park.name), two=name) if park else name
        yield Block(text=shown, size=15, bold=True, before=4)
        yield Block(text=name, size=12, colour="tx2")
    if len(targets) > most:
        yield Block(text=stage.say("more", n=len(targets) - most), size=12, colour="tx2", before=3)


def _height(blocks: Sequence[Block], width: float, scale: float) -> float:
    return sum(_block_height(block, width, scale) for block in blocks)


def _block_height(block: Block, width: float, scale: float) -> float:
    lines = len(wrapped(block.text, block.size * scale, width - block.indent, block.bold))
    return (block.before + lines * block.size * _LEADING) * scale


def _block(sheet: Sheet, stage: Stage, rect: SheetBox, block: Block, top: float, scale: float) -> Iterator[Shape]:
    size = block.size * scale
    lines = wrapped(block.text, size, rect.width - block.indent, block.bold)
    high = len(lines) * size * _LEADING
    if block.swatch:
        middle = top + size * _LEADING / 2
        box = SheetBox.sized(rect.left, middle - _SWATCH * scale / 2, _SWATCH * scale, _SWATCH * scale)
        yield swatch(sheet, stage, box, block.swatch)
    place = SheetBox.sized(rect.left + block.indent, top, rect.width - block.indent, high)
    # Lines are broken here, so that no font of another machine breaks them elsewhere and runs into what follows.
    shown = [Line((Run(line, size, block.colour, block.bold),), "l", size * _LEADING) for line in lines]
    yield sheet.text(block.text[:40], place, shown, wrap=False, alt=block.text)


def swatch(sheet: Sheet, stage: Stage, box: SheetBox, zone: ZoneMark) -> Shape:
    """Return the sign of a zone in a legend; of one that is not drawn, an empty one."""
    name = stage.say("swatch", name=stage.tell(zone.name))
    drawn = stage.shape(zone) is not None
    dash = () if drawn and stage.diagram else BASIS_DASHES.get(zone.basis, ())
    look = Look(zone.colour.fill if drawn else "", zone.colour.line, 1.25, 1.0, dash)
    return sheet.rectangle(name, name, box, look)


def _parts(stage: Stage, picture: Picture) -> tuple[tuple[Entry, ...], ...]:
    """Return what symbols of places mean: forms are kinds, colours industries, fills states."""
    every = (_kinds(picture), _industries(stage, picture), _states(stage, picture))
    return tuple(part for part in map(tuple, every) if part)


def _legend_height(stage: Stage, parts: Sequence[Sequence[Entry]], rect: SheetBox) -> float:
    rows = (-(-len(part) // _columns(stage, part, rect.width)) for part in parts)
    return sum(count * _LEGEND_ROW + _LEGEND_GAP for count in rows) + (8.0 if parts else 0.0)


def _symbols(sheet: Sheet, stage: Stage, rect: SheetBox, parts: Sequence[Sequence[Entry]]) -> Iterator[Shape]:
    """Yield the entries of a legend at the foot of a column."""
    top = rect.bottom - _legend_height(stage, parts, rect) + 8.0
    for part in parts:
        columns = _columns(stage, part, rect.width)
        rows, wide = -(-len(part) // columns), rect.width / columns
        for place, entry in enumerate(part):
            box = SheetBox.sized(
                rect.left + wide * (place // rows), top + place % rows * _LEGEND_ROW, wide, _LEGEND_ROW
            )
            yield from _entry(sheet, stage, box, entry)
        top += rows * _LEGEND_ROW + _LEGEND_GAP


def _entry(sheet: Sheet, stage: Stage, box: SheetBox, entry: Entry) -> Iterator[Shape]:
    words, glyph, look = entry
    name = stage.tell(words)
    name, alt = name[:1].upper() + name[1:], stage.say("swatch", name=name)
    yield sheet.symbol(alt, alt, glyph, (box.left + 7, box.top + box.height / 2), 12.0, look)
    line = Line((Run(name, _LEGEND_TYPE, "tx2"),), "l", 13)
    room = SheetBox.sized(box.left + _LEGEND_INDENT, box.top, box.width - _LEGEND_INDENT, box.height)
    yield sheet.text(name, room, (line,), anchor="ctr", wrap=False)


def _columns(stage: Stage, entries: Sequence[Entry], width: float) -> int:
    """Return in how many columns entries stand: two where none is too wide for that."""
    widest = max(text_width(stage.tell(words), _LEGEND_TYPE) for words, *_ in entries)
    return 2 if widest < width / 2 - _LEGEND_INDENT - 4 else 1


def _kinds(picture: Picture) -> Iterator[Entry]:
    used = {park.kind for park in picture.parks}
    return ((KINDS[kind], GLYPHS[kind], Look(PAPER["quiet"])) for kind in KINDS if kind in used)


def _industries(stage: Stage, picture: Picture) -> Iterator[Entry]:
    """Yield the colours of the top industries on the map, and that of places without one."""
    used = {stage.park_colour(park) for park in picture.parks}
    known = [row for row in stage.scene.industries if row.colour in used]
    for row in known:
        yield row.name, _DISC, Look(row.colour)
    if used - {row.colour for row in known}:
        yield UI["legend_zone_colour"], _DISC, Look("", PAPER["quiet"], 1.0)


def _states(stage: Stage, picture: Picture) -> Iterator[Entry]:
    """Yield the states of places where these differ."""
    used = {park.status: park for park in picture.parks}
    if len(used) > 1:
        yield from (
            (words, GLYPHS["park"], park_look(used[key], PAPER["quiet"]))
            for key, words in STATUSES.items()
            if key in used
        )


def _tints(sheet: Sheet, stage: Stage, rect: SheetBox) -> Iterator[Shape]:
    """Yield the ramp of tints with what its ends mean."""
    wide, top = rect.width / len(TINTS), rect.bottom - 34
    for place, colour in enumerate(TINTS):
        alt = stage.say("swatch", name=stage.tell(MEANING))
        look = Look(colour, PAPER["context_line"], 0.5)
        yield sheet.rectangle(alt, alt, SheetBox.sized(rect.left + place * wide, top, wide, 14), look)
    most = stage.tell(MOST).format(n=max(stage.tallies.values(), default=0))
    for text, align in ((stage.tell(NONE), "l"), (most, "r")):
        words = Line((Run(text, 10.5, "tx2"),), align, 14)
        yield sheet.text(text, SheetBox.sized(rect.left, top + 17, rect.width, 14), (words,), wrap=False)
    lines = wrapped(stage.tell(MEANING), 10.5, rect.width)
    shown = [Line((Run(line, 10.5, "tx2"),), "l", 14) for line in lines]
    high = 14.0 * len(lines)
    yield sheet.text(
        stage.tell(MEANING), SheetBox.sized(rect.left, top - 4 - high, rect.width, high), shown, wrap=False
    )
