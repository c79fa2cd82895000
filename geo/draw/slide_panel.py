"""The column beside a slide's map: what it shows in words, with swatches, set as large as it fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from geo.draw.marks import GroupMark, TargetMark, ZoneMark
from geo.draw.slide_maps import TINTS, Picture
from geo.draw.slide_places import park_look
from geo.draw.slide_shapes import Line, Look, Run, Shape, Sheet
from geo.draw.slide_space import Rect
from geo.draw.slide_stage import Stage
from geo.draw.slide_type import wrapped
from geo.draw.style import BASIS_DASHES, GLYPHS, PAPER, ZoneColour
from geo.model.schema import KINDS

_SCALES = (1.0, 0.94, 0.88, 0.82)
_SMALL_SCALES = (0.77, 0.72, 0.67, 0.62, 0.57)
_LEADING = 1.32
_SWATCH = 15.0
_INDENT = 24.0
_MOST_NUMBERS = (6, 4, 3, 2, 1, 0)


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
        note = "" if zone.id in stage.ground.zones else stage.say("not_drawn")
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
    if zone.id not in stage.ground.zones or zone.basis == "sketch":
        note = "sketch" if zone.id in stage.ground.zones else "not_drawn"
        found.append(Block(text=stage.say(note), size=12, colour="tx2", before=6))
    for head, text in texts.items():
        if text:
            found += [_head(head), Block(text=text, size=13, before=1)]
    targets = stage.targets_of(("zone", zone.id), *(("park", park.id) for park in parks))
    return (*found, *_numbers(stage, targets, most))


def add_column(sheet: Sheet, stage: Stage, rect: Rect, write: Callable[[int], Sequence[Block]]) -> float:
    """Put blocks of text into a column and return where they end, in points.

    Parameters
    ----------
    sheet, stage, rect
        The slide, the scene, the column.
    write : callable
        Returns the blocks with at most so many numbers: rather fewer numbers than small type.
    """
    ways = [(most, scale) for most in _MOST_NUMBERS for scale in _SCALES]
    ways += [(_MOST_NUMBERS[-1], scale) for scale in _SMALL_SCALES]
    fits = ((most, scale) for most, scale in ways if _height(write(most), rect.width, scale) <= rect.height)
    most, scale = next(fits, ways[-1])
    blocks = write(most)
    top, shown = rect.top, []
    for block in blocks:
        high = _block_height(block, rect.width, scale)
        if top + high > rect.bottom + 1:
            break
        shown.append(_block(sheet, stage, rect, block, top + block.before * scale, scale))
        top += high
    sheet.add(*(shape for shapes in shown for shape in shapes))
    return top


def add_legend(sheet: Sheet, stage: Stage, rect: Rect, picture: Picture) -> float:
    """Put what the map's symbols and tints mean above the lower edge of a column; return where it begins."""
    entries = list(_tints(sheet, stage, rect)) if picture.tinted else list(_kinds(sheet, stage, rect, picture))
    if not entries:
        return rect.bottom
    sheet.add(sheet.group(stage.say("legend"), stage.say("legend"), entries))
    return min(shape.box[1] for shape in entries) / 12_700 - 8


def _crowded(stage: Stage) -> Iterator[Block]:
    yield Block(text=stage.say("groups_n", n=len(stage.scene.groups)), size=14, bold=True, before=2)
    for group in stage.scene.groups:
        count = stage.say("zones_n", n=len(stage.zones_of(group.id)))
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


def _block(sheet: Sheet, stage: Stage, rect: Rect, block: Block, top: float, scale: float) -> Iterator[Shape]:
    size = block.size * scale
    lines = wrapped(block.text, size, rect.width - block.indent, block.bold)
    high = len(lines) * size * _LEADING
    if block.swatch:
        middle = top + size * _LEADING / 2
        box = Rect(rect.left, middle - _SWATCH * scale / 2, _SWATCH * scale, _SWATCH * scale)
        yield swatch(sheet, stage, box, block.swatch)
    place = Rect(rect.left + block.indent, top, rect.width - block.indent, high)
    # Lines are broken here, so that no font of another machine breaks them elsewhere and runs into what follows.
    shown = [Line((Run(line, size, block.colour, block.bold),), "l", size * _LEADING) for line in lines]
    yield sheet.text(block.text[:40], place, shown, wrap=False, alt=block.text)


def swatch(sheet: Sheet, stage: Stage, box: Rect, zone: ZoneMark) -> Shape:
    """Return the sign of a zone in a legend; of one that is not drawn, an empty one."""
    name = stage.say("swatch", name=stage.tell(zone.name))
    drawn = zone.id in stage.ground.zones
    dash = () if drawn and stage.ground.schematic else BASIS_DASHES.get(zone.basis, ())
    look = Look(zone.colour.fill if drawn else "", zone.colour.line, 1.25, 1.0, dash)
    return sheet.rectangle(name, name, box, look)


def _kinds(sheet: Sheet, stage: Stage, rect: Rect, picture: Picture) -> Iterator[Shape]:
    """Yield the symbols of the kinds of place on the map, in two columns from below."""
    used = [kind for kind in KINDS if any(park.kind == kind for park in picture.parks)]
    rows, half = (len(used) + 1) // 2, rect.width / 2
    colour = ZoneColour(PAPER["quiet"], PAPER["quiet"], PAPER["quiet"])
    for place, kind in enumerate(used):
        left, top = rect.left + half * (place // rows), rect.bottom - (rows - place % rows) * 17.0
        park = next(park for park in picture.parks if park.kind == kind)
        look = park_look(replace(park, status="existing"), colour.line)
        name = stage.choice(KINDS, kind)
        alt = stage.say("swatch", name=name)
        yield sheet.symbol(alt, alt, GLYPHS[kind], (left + 7, top + 8), 13.0, look)
        words = Line((Run(name, 11, "tx2"),), "l", 15)
        yield sheet.text(name, Rect(left + 20, top, half - 20, 16), (words,), anchor="ctr", wrap=False)


def _tints(sheet: Sheet, stage: Stage, rect: Rect) -> Iterator[Shape]:
    """Yield the ramp of tints with what its ends mean."""
    wide, top = rect.width / len(TINTS), rect.bottom - 34
    for place, colour in enumerate(TINTS):
        alt = stage.say("swatch", name=stage.say("tint"))
        look = Look(colour, PAPER["context_line"], 0.5)
        yield sheet.rectangle(alt, alt, Rect(rect.left + place * wide, top, wide, 14), look)
    most = stage.say("tint_most", n=max(stage.tallies.values(), default=0))
    for text, align in ((stage.say("tint_none"), "l"), (most, "r")):
        words = Line((Run(text, 10.5, "tx2"),), align, 14)
        yield sheet.text(text, Rect(rect.left, top + 17, rect.width, 14), (words,), wrap=False)
    lines = wrapped(stage.say("tint"), 10.5, rect.width)
    shown = [Line((Run(line, 10.5, "tx2"),), "l", 14) for line in lines]
    high = 14.0 * len(lines)
    yield sheet.text(stage.say("tint"), Rect(rect.left, top - 4 - high, rect.width, high), shown, wrap=False)
