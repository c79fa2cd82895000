"""The column beside a slide's map: what it shows in words, with swatches, set as large as it fits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from geo.draw.scene.marks import GroupMark, LegendPart, ParkMark, TargetMark, ZoneMark
from geo.draw.scene.numbers_on_map import subject_name
from geo.draw.scene.phrases import counted
from geo.draw.scene.unit import UnitFacts
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.slides.legend import DROPPED, legend_height, legend_shapes, swatch, tint_shapes
from geo.draw.slides.shapes import POINT_EMU, Shape, Slide, lines_of
from geo.draw.slides.type import LOOKED_UP, NAMED, SAID, wrapped

_MOST_LISTED = 3
"""Of more units without a name only their number is told."""

_SCALES = (1.0, 0.94, 0.88, 0.82, 0.76)
"""No block is set smaller than its least size, at whatever scale."""
_LEADING = 1.25
_SWATCH = 18.0
_INDENT = 27.0
_MOST_NUMBERS = (4, 3, 2, 1, 0)

Write: TypeAlias = Callable[[int], Sequence["Block"]]
"""Returns the blocks of a column with at most so many numbers."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """A piece of text in the column.

    Attributes
    ----------
    text : str
        What it says.
    size, least : float
        Of its type, in points, where all fits, and where there is little room.
    colour : str
        As in Look.
    bold : bool
        Whether it is set bold.
    swatch : ZoneMark or None
        The zone whose colours stand before it.
    indent, before : float
        Room at its left and above it.
    is_detail, is_head : bool
        Whether it is left out before others are, and whether it stands above the next one.
    """

    text: str
    size: float
    least: float = SAID
    colour: str = "tx1"
    bold: bool = False
    swatch: ZoneMark | None = None
    indent: float = 0.0
    before: float = 0.0
    is_detail: bool = False
    is_head: bool = False

    def scaled(self, scale: float) -> float:
        """Return the size of its type at a scale."""
        return max(self.size * scale, self.least)


def small_block(text: str, *, before: float = 0.0, is_detail: bool = False) -> Block:
    """Return what is looked up, in the least type and in grey."""
    return Block(text=text, size=LOOKED_UP, least=LOOKED_UP, colour="tx2", before=before, is_detail=is_detail)


def overview_blocks(view: View, kept: Sequence[GroupMark]) -> tuple[Block, ...]:
    """Return the slogan as a tree: groups and their zones; where these would overlap, groups only.

    `kept` are the groups that have slides of their own.
    """
    if view.is_tinted:
        return tuple(_overlapping(view, kept))
    found: list[Block] = []
    for group, zones in view.groups:
        found.append(Block(text=view.tell(group.name), size=22, least=NAMED, bold=True, before=9))
        found += [_zone_line(view, zone, 18) for zone in zones]
    return tuple(found)


def group_blocks(view: View, group: GroupMark, most: int) -> tuple[Block, ...]:
    """Return the zones of a group with what the plan makes of them, and the group's numbers."""
    found: list[Block] = []
    for zone in view.scene.zones_of(group.id):
        found.append(replace(_zone_line(view, zone, 20), bold=True, before=11))
        if zone.positioning.zh:
            found.append(Block(text=view.tell(zone.positioning), size=18, colour="tx2", indent=_INDENT, is_detail=True))
    return (*found, *_numbers(view, view.scene.targets_of(("group", group.id)), most))


def zone_blocks(view: View, zone: ZoneMark, most: int) -> tuple[Block, ...]:
    """Return what the plan makes of the zone that alone is in the light, what it is made of, and its numbers."""
    parks = [park for park in view.scene.parks if view.is_park_lit(park)]
    texts = {
        view.say("members_focus" if zone.focus else "members"): view.named(view.scene.unit_by_id, zone.members),
        view.say("lead"): view.listed(zone.lead),
        view.say("places"): _places_told(view, parks),
    }
    found = [Block(text=text, size=20, before=4) for text in (view.tell(zone.positioning),) if text]
    if not view.shape(zone):
        found.append(Block(text=view.say("not_drawn"), size=18, colour="tx2", before=6))
    found += _headed(texts)
    targets = view.scene.targets_of(("zone", zone.id), *(("park", park.id) for park in parks))
    return (*found, *_numbers(view, targets, most))


def unit_blocks(view: View, facts: UnitFacts, most: int) -> tuple[Block, ...]:
    """Return what a plan makes of a unit, its zones, industries and places, and its numbers."""
    found = [
        small_block(view.tell(view.scene.plan.title)),
        Block(text=facts.role(view), size=20, before=4),
    ]
    notes = facts.zone_notes(view)
    zones = [_unit_zone(view, zone, notes[zone.id]) for zone in (*facts.zones, *facts.further)]
    texts = {view.say("industry"): facts.industries(view), view.say("places"): _places_told(view, facts.parks)}
    found += [_head(view.say("in_zones")), *zones] if zones else []
    found += _headed(texts)
    return (*found, *_numbers(view, facts.targets, most, ("park", "zone", "group", "unit")))


def _places_told(view: View, parks: Sequence[ParkMark]) -> str:
    """Return how many places there are, and how many of them are located."""
    located = sum(park.at is not None for park in parks)
    return view.say("places_n", n=len(parks), located=located) if parks else ""


def _headed(texts: Mapping[str, str]) -> Iterator[Block]:
    """Yield texts under their heads, those that say something."""
    for head, text in texts.items():
        if text:
            yield _head(head)
            yield Block(text=text, size=18, before=1)


def _unit_zone(view: View, zone: ZoneMark, note: str) -> Block:
    """Return the line of a zone of a unit, without a swatch where the map has but tints."""
    line = _zone_line(view, zone, 18, note)
    return replace(line, swatch=None, indent=0.0) if view.is_tinted else line


def add_column(slide: Slide, view: View, rect: SheetBox, write: Write, parts: Sequence[LegendPart]) -> None:
    """Put blocks of text into a column, and below them a legend, or what tints mean.

    Parameters
    ----------
    sheet, view, rect
        The slide, what its map shows of the scene, the column.
    write : callable
        Returns the blocks: rather fewer numbers than small type.
    parts : sequence of LegendPart
        Of the legend, which are left out before a block is; that some are is said.
    """
    if view.is_tinted:
        entries = list(tint_shapes(slide, view, rect))
    else:
        entries = list(_legend(slide, view, rect, (write, parts)))
    slide.add(slide.group(view.say("legend"), view.say("legend"), entries))
    bottom = min([rect.bottom, *(shape.box[1] / POINT_EMU - 8 for shape in entries)])
    add_blocks(slide, view, rect._replace(bottom=bottom), write)


def _legend(slide: Slide, view: View, rect: SheetBox, told: tuple[Write, Sequence[LegendPart]]) -> Iterator[Shape]:
    """Yield those parts of a legend beside which the blocks, with a number if any, fit; and that more are left."""
    write, parts = told
    kept = _fitting(view, rect, write, parts)
    if len(kept) == len(parts):
        yield from legend_shapes(slide, view, rect, parts)
        return
    words, high = view.say("legend_rest"), LOOKED_UP * _LEADING
    kept = _fitting(view, rect._replace(bottom=rect.bottom - high), write, parts)
    yield from legend_shapes(slide, view, rect._replace(bottom=rect.bottom - high), kept)
    foot = rect._replace(top=rect.bottom - high)
    yield slide.text(words, foot, lines_of([words], LOOKED_UP, high))


def _fitting(view: View, rect: SheetBox, write: Write, parts: Sequence[LegendPart]) -> Sequence[LegendPart]:
    kept = tuple(parts)
    for ident in DROPPED:
        if _height(write(1), rect.width, _SCALES[-2]) <= rect.height - legend_height(view, kept, rect.width):
            return kept
        kept = tuple(part for part in kept if part.id != ident)
    return kept


def add_blocks(slide: Slide, view: View, rect: SheetBox, write: Write) -> None:
    """Put blocks of text into a box: rather fewer numbers than small type, and rather fewer blocks than too small."""
    ways = [(write(most), scale) for most in _MOST_NUMBERS for scale in _SCALES]
    fits = ((blocks, scale) for blocks, scale in ways if _height(blocks, rect.width, scale) <= rect.height)
    blocks, scale = next(fits, None) or (_cut(view, rect, write(0)), _SCALES[-1])
    for block in blocks:
        slide.add(*_shapes(slide, view, rect._replace(top=rect.top + block.before * scale), block, scale))
        rect = rect._replace(top=rect.top + _block_height(block, rect.width, scale))


def _cut(view: View, rect: SheetBox, blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks that fit at the least size, the last details left out first, and how many more there are."""
    order = sorted(range(len(blocks)), key=lambda at: (blocks[at].is_detail, at))
    for count in range(len(blocks) - 1, 0, -1):
        kept = [blocks[at] for at in sorted(order[:count])]
        kept = kept[:-1] if kept[-1].is_head else kept
        text = view.say("more", n=sum(not block.is_head for block in blocks) - sum(not block.is_head for block in kept))
        rest = small_block(text, before=3)
        if _height([*kept, rest], rect.width, _SCALES[-1]) <= rect.height:
            return [*kept, rest]
    return blocks[:1]


def unnamed_blocks(view: View, places: int, units: Sequence[str]) -> Iterator[Block]:
    """Yield how many places of a map bear no name for want of room, and which units, or how many."""
    said = [view.tell(counted("unnamed", places))] if places else []
    if units:
        key = "nameless_few" if len(units) <= _MOST_LISTED else "nameless_many"
        said.append(view.say(key, names=view.listed(units), n=len(units)))
    for text in said:
        yield small_block(text, before=8)


def _overlapping(view: View, kept: Sequence[GroupMark]) -> Iterator[Block]:
    """Yield the groups, those that have slides first."""
    left = [group for group in view.scene.groups if group not in kept]
    for group in (*kept, *left):
        text = view.say("within", one=view.tell(group.name), two=view.zones_count(group.id))
        is_kept = group in kept
        yield Block(text=text, size=18, least=LOOKED_UP, bold=is_kept, before=4, is_detail=not is_kept)


def _zone_line(view: View, zone: ZoneMark, size: float, note: str = "") -> Block:
    text = view.noted(view.tell(zone.name), note or view.zone_note(zone))
    return Block(text=text, size=size, least=LOOKED_UP, swatch=zone, indent=_INDENT, before=3)


def _head(text: str) -> Block:
    return replace(small_block(text, before=9), bold=True, is_head=True)


def _numbers(
    view: View, targets: Sequence[TargetMark], most: int, named: Collection[str] = ("park",)
) -> Iterator[Block]:
    """Yield numbers; `named` are the scopes of which the slide does not say what they speak of."""
    if not targets or not most:
        return
    yield _head(view.say("numbers"))
    for target in targets[:most]:
        shown = view.tell(target.shown)
        shown = view.say("shown_in_year", shown=shown, year=target.year) if target.year else shown
        name = view.tell(target.indicator)
        if target.scope in named:
            name = view.say("within", one=subject_name(view, target), two=name)
        yield Block(text=shown, size=22, bold=True, before=4)
        yield Block(text=name, size=16, least=LOOKED_UP, colour="tx2")
    if len(targets) > most:
        yield small_block(view.say("more", n=len(targets) - most), before=3)


def _height(blocks: Sequence[Block], width: float, scale: float) -> float:
    return sum(_block_height(block, width, scale) for block in blocks)


def _block_height(block: Block, width: float, scale: float) -> float:
    size = block.scaled(scale)
    return block.before * scale + len(wrapped(block.text, size, width - block.indent, block.bold)) * size * _LEADING


def _shapes(slide: Slide, view: View, rect: SheetBox, block: Block, scale: float) -> Iterator[Shape]:
    """Yield a block at the top of some room: its swatch, and its text."""
    size, wide = block.scaled(scale), rect.width - block.indent
    lines = wrapped(block.text, size, wide, block.bold)
    if block.swatch:
        middle, across = rect.top + size * _LEADING / 2, _SWATCH * scale
        yield swatch(slide, view, SheetBox.sized(rect.left, middle - across / 2, across, across), block.swatch)
    place = SheetBox.sized(rect.left + block.indent, rect.top, wide, len(lines) * size * _LEADING)
    shown = lines_of(lines, size, size * _LEADING, colour=block.colour, bold=block.bold)
    yield slide.text(block.text[:40], place, shown, alt=block.text)
