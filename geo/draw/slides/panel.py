"""The column beside a slide's map: what it shows in words, with swatches, set as large as it fits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from geo.draw.scene.marks import GroupMark, LegendPart, TargetMark, ZoneMark
from geo.draw.scene.numbers_on_map import subject_name
from geo.draw.scene.unit import UnitFacts
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.slides.legend import LEAST, legend_height, legend_shapes, swatch, tint_shapes
from geo.draw.slides.shapes import POINT_EMU, Line, Run, Shape, Slide
from geo.draw.slides.type import wrapped

_SCALES, _READ_SCALES, _SMALL_SCALES = (1.0, 0.94, 0.88, 0.82), (0.77, 0.72), (0.67, 0.62, 0.57)
"""At the second, texts can still be read by those who sit in front; names alone are set at the third."""
_LEADING = 1.32
_SWATCH = 15.0
_INDENT = 24.0
_MOST_NUMBERS = (6, 4, 3, 2, 1)

Write: TypeAlias = Callable[[int], Sequence["Block"]]
"""Returns the blocks of a column with at most so many numbers; names alone for none."""


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


def overview_blocks(view: View) -> tuple[Block, ...]:
    """Return the slogan as a tree: groups and their zones; where these would overlap, groups only."""
    if view.is_tinted:
        return tuple(_overlapping(view))
    found: list[Block] = []
    for group, zones in view.groups:
        found.append(Block(text=view.tell(group.name), size=17, bold=True, before=12))
        found += [_zone_line(view, zone, 13.5) for zone in zones]
    places = [Block(text=view.standing, size=11, colour="tx2", before=10)] if view.scene.parks else []
    return (*found, *places)


def group_blocks(view: View, group: GroupMark, most: int) -> tuple[Block, ...]:
    """Return the zones of a group with what the plan makes of them, and the group's numbers; names alone for none."""
    found: list[Block] = []
    for zone in view.scene.zones_of(group.id):
        found.append(replace(_zone_line(view, zone, 15), bold=True, before=11))
        if most and zone.positioning.zh:
            found.append(Block(text=view.tell(zone.positioning), size=12.5, colour="tx2", indent=_INDENT))
    return (*found, *_numbers(view, view.scene.targets_of(("group", group.id)), most))


def zone_blocks(view: View, zone: ZoneMark, most: int) -> tuple[Block, ...]:
    """Return what the plan makes of the zone that alone is in the light, what it is made of, and its numbers."""
    units, parks = view.scene.unit_by_id, [park for park in view.scene.parks if view.is_park_lit(park)]
    located = sum(park.at is not None for park in parks)
    texts = {
        view.say("members_focus" if zone.focus else "members"): view.listed(
            view.tell(units[ident].name) for ident in zone.members if ident in units
        ),
        view.say("lead"): view.listed(zone.lead),
        view.say("places"): view.say("places_n", n=len(parks), located=located) if parks else "",
    }
    found = [Block(text=text, size=16, before=4) for text in (view.tell(zone.positioning),) if text]
    if not view.shape(zone):
        found.append(Block(text=view.say("not_drawn"), size=12, colour="tx2", before=6))
    for head, text in texts.items():
        if text:
            found += [_head(head), Block(text=text, size=13, before=1)]
    targets = view.scene.targets_of(("zone", zone.id), *(("park", park.id) for park in parks))
    return (*found, *_numbers(view, targets, most))


def unit_blocks(view: View, facts: UnitFacts, most: int) -> tuple[Block, ...]:
    """Return what a plan makes of a unit, its zones, industries and places, and its numbers."""
    found = [
        Block(text=view.tell(view.scene.plan.title), size=11, colour="tx2"),
        Block(text=facts.role(view), size=16, before=4),
    ]
    notes = facts.zone_notes(view)
    zones = [_unit_zone(view, zone, notes[zone.id]) for zone in (*facts.zones, *facts.further)]
    located = sum(park.at is not None for park in facts.parks)
    texts = {
        view.say("industry"): facts.industries(view),
        view.say("places"): view.say("places_n", n=len(facts.parks), located=located) if facts.parks else "",
    }
    found += [_head(view.say("in_zones")), *zones] if zones else []
    for head, text in texts.items():
        found += [_head(head), Block(text=text, size=13, before=1)] if text else []
    return (*found, *_numbers(view, facts.targets, most, ("park", "zone", "group", "unit")))


def _unit_zone(view: View, zone: ZoneMark, note: str) -> Block:
    """Return the line of a zone of a unit, without a swatch where the map has but tints."""
    line = _zone_line(view, zone, 13.5)
    text = view.say("within", one=view.tell(zone.name), two=note) if note else line.text
    return replace(line, text=text, swatch=None, indent=0.0) if view.is_tinted else replace(line, text=text)


def add_column(slide: Slide, view: View, rect: SheetBox, write: Write, parts: Sequence[LegendPart]) -> None:
    """Put blocks of text into a column, and below them a legend, or what tints mean.

    Parameters
    ----------
    sheet, view, rect
        The slide, what its map shows of the scene, the column.
    write : callable
        Returns the blocks: rather fewer numbers than small type.
    parts : sequence of LegendPart
        Of the legend, which are left out before a block is.
    """
    if view.is_tinted:
        entries = list(tint_shapes(slide, view, rect))
    else:
        entries = list(legend_shapes(slide, view, rect, _fitting(view, rect, write, parts)))
    slide.add(slide.group(view.say("legend"), view.say("legend"), entries))
    bottom = min([rect.bottom, *(shape.box[1] / POINT_EMU - 8 for shape in entries)])
    _add_blocks(slide, view, rect._replace(bottom=bottom), write)


def _fitting(view: View, rect: SheetBox, write: Write, parts: Sequence[LegendPart]) -> Sequence[LegendPart]:
    """Return those parts of a legend beside which the blocks, with a number if any, still fit."""
    kept = tuple(parts)
    for ident, least in LEAST.items():
        if _height(write(1), rect.width, least) <= rect.height - legend_height(view, kept, rect.width):
            return kept
        kept = tuple(part for part in kept if part.id != ident)
    return kept


def _add_blocks(slide: Slide, view: View, rect: SheetBox, write: Write) -> None:
    ways = [(most, scale) for most in _MOST_NUMBERS for scale in _SCALES]
    ways += [(_MOST_NUMBERS[-1], scale) for scale in _READ_SCALES]
    ways += [(0, scale) for scale in (*_SCALES, *_READ_SCALES, *_SMALL_SCALES)]
    fits = ((most, scale) for most, scale in ways if _height(write(most), rect.width, scale) <= rect.height)
    most, scale = next(fits, ways[-1])
    top = rect.top
    for block in write(most):
        slide.add(*_block(slide, view, rect, block, top + block.before * scale, scale))
        top += _block_height(block, rect.width, scale)


def _overlapping(view: View) -> Iterator[Block]:
    scene = view.scene
    head = view.say("groups_overlap", n=len(scene.groups))
    yield Block(text=view.say("pair", one=head, two=view.say("slide_each")), size=14, bold=True, before=2)
    for group in scene.groups:
        text = view.say("within", one=view.tell(group.name), two=view.zones_count(group.id))
        yield Block(text=text, size=13, before=3)


def _zone_line(view: View, zone: ZoneMark, size: float) -> Block:
    name, note = view.tell(zone.name), view.zone_note(zone)
    text = view.say("within", one=name, two=note) if note else name
    return Block(text=text, size=size, swatch=zone, indent=_INDENT, before=5)


def _head(text: str) -> Block:
    return Block(text=text, size=11, colour="tx2", bold=True, before=11)


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
        yield Block(text=shown, size=15, bold=True, before=4)
        yield Block(text=name, size=12, colour="tx2")
    if len(targets) > most:
        yield Block(text=view.say("more", n=len(targets) - most), size=12, colour="tx2", before=3)


def _height(blocks: Sequence[Block], width: float, scale: float) -> float:
    return sum(_block_height(block, width, scale) for block in blocks)


def _block_height(block: Block, width: float, scale: float) -> float:
    lines = len(wrapped(block.text, block.size * scale, width - block.indent, block.bold))
    return (block.before + lines * block.size * _LEADING) * scale


def _block(slide: Slide, view: View, rect: SheetBox, block: Block, top: float, scale: float) -> Iterator[Shape]:
    size = block.size * scale
    lines = wrapped(block.text, size, rect.width - block.indent, block.bold)
    high = len(lines) * size * _LEADING
    if block.swatch:
        middle = top + size * _LEADING / 2
        box = SheetBox.sized(rect.left, middle - _SWATCH * scale / 2, _SWATCH * scale, _SWATCH * scale)
        yield swatch(slide, view, box, block.swatch)
    place = SheetBox.sized(rect.left + block.indent, top, rect.width - block.indent, high)
    # Lines are broken here, so that no font of another machine breaks them elsewhere and runs into what follows.
    shown = [Line((Run(line, size, block.colour, block.bold),), "l", size * _LEADING) for line in lines]
    yield slide.text(block.text[:40], place, shown, wrap=False, alt=block.text)
