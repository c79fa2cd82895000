"""The slides of an argument beside its maps: headline number, what is there and planned, what is missing, sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from geo.draw.scene.claims import gap_claim, lead_number, number_claim, source_claim, state_claim
from geo.draw.scene.gaps import gaps_of
from geo.draw.scene.looks import place_fill
from geo.draw.scene.marks import TargetMark
from geo.draw.scene.numbers_on_map import full_name
from geo.draw.scene.states import states_of
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.slides.charts import Family, add_chart, families, has_bounds
from geo.draw.slides.counts import Counts, Part, add_counts
from geo.draw.slides.notes import notes_of, targets_named
from geo.draw.slides.panel import Block, add_blocks
from geo.draw.slides.shapes import Slide, lines_of
from geo.draw.slides.tables import Table, add_table, progress_table, source_table, table_part
from geo.draw.slides.template import Template
from geo.draw.slides.type import LOOKED_UP, text_width, wrapped, wrapped_in_any_face
from geo.model.schema import STATUSES, UNLOCATED

_GUTTER, _HEAD, _HEAD_LEADING, _WIDE = 28.0, 18.0, 24.0, 1.9
_LEAD_SIZES = (66.0, 60.0, 54.0, 48.0, 42.0, 36.0, 32.0)
_BAR = 46.0
"""Height of a bar with the room beside it, at most."""


class Maker(Protocol):
    """What makes a deck, as far as a slide asks."""

    view: View
    template: Template

    def sheet(self, title: str) -> Slide:
        """Add a slide with a title and nothing else."""
        ...


def add_headline(maker: Maker) -> None:
    """Add the number that is told first, large, with what is told next and the first chart of numbers that compare."""
    view, target = maker.view, lead_number(maker.view.scene)
    if target is None:
        return
    title = view.tell(number_claim(view.scene, target))
    slide = maker.sheet(title)
    reached = progress_table(view, short=True)
    family = None if reached.rows else next((each for each in families(view) if target.id not in each.ids), None)
    charted = family.ids if family else frozenset(view.scene.progress_by_target)
    others = [each for each in view.scene.targets if each.kind == "target" and each.id not in {target.id, *charted}]
    further = [*(each for each in others if each.is_headline), *(each for each in others if not each.is_headline)]
    card, rest = _halves(maker.template.body, 0.4)
    card = card if family or reached.rows else maker.template.body
    add_blocks(slide, view, card, lambda most: _lead_blocks(view, card.width, target, further[: most - 1]))
    if family:
        add_titled_chart(slide, view, rest, family)
    elif reached.rows:
        _add_reached(slide, view, rest, reached)
    shown = [target, *further, *(each for each in view.scene.targets if each.id in charted)]
    slide.note(notes_of(view, [title, *_sources_said(view)], targets_named(view, shown)))


def add_states(maker: Maker) -> None:
    """Add what is there, what is being built and what is planned, counted by zone or by industry."""
    view, body = maker.view, maker.template.body
    states = states_of(view.scene)
    if not states.rows:
        return
    title = view.tell(state_claim(view.scene))
    slide = maker.sheet(title)
    used = [status for status in STATUSES if states.totals[status]]
    parts = [
        Part(view.choice(STATUSES, status), place_fill(status), [row.counts[status] for row in states.rows])
        for status in used
    ]
    name = view.say("state_by_zone" if states.by_zone else "state_by_industry")
    counts = Counts(name=name, rows=[view.tell(row.name) for row in states.rows], parts=parts)
    remark = view.say("state_several", n=states.several) if states.several else ""
    high = LOOKED_UP * 1.3 * len(wrapped(remark, LOOKED_UP, body.width)) if remark else 0.0
    chart = body._replace(top=body.top + _HEAD_LEADING, bottom=body.bottom - high - 4)
    _words(slide, body, name, _HEAD, bold=True)
    add_counts(slide, view, _room(chart, len(states.rows) + 1), counts)
    if remark:
        _words(slide, body._replace(top=body.bottom - high), remark, LOOKED_UP)
    totals = (view.say("pair", one=view.choice(STATUSES, status), two=str(states.totals[status])) for status in used)
    slide.note(notes_of(view, [title, view.listed(totals), remark], ()))


def add_ends(maker: Maker, *, together: bool) -> None:
    """Add what is missing, and the sources: on one slide where `together` is set, else on two."""
    view, body = maker.view, maker.template.body
    gaps, sources = view.tell(gap_claim(view.scene)), view.tell(source_claim(view.scene))
    slide = maker.sheet(gaps)
    upper = body._replace(bottom=body.top + body.height * 0.42) if together else body
    _add_gaps(slide, view, upper)
    if together:
        lower = body._replace(top=upper.bottom + 8)
        _words(slide, lower, sources, _HEAD, bold=True)
        _add_sources(slide, view, lower._replace(top=lower.top + _HEAD_LEADING + 2))
        slide.note(notes_of(view, [gaps, sources], ()))
        return
    slide.note(notes_of(view, [gaps], ()))
    slide = maker.sheet(sources)
    _add_sources(slide, view, body)
    slide.note(notes_of(view, [sources], ()))


def add_titled_chart(slide: Slide, view: View, rect: SheetBox, family: Family) -> None:
    """Put a chart into a box under its title, with what its hatched bars mean below it."""
    lines = wrapped(family.title, _HEAD, rect.width, bold=True)
    high = _HEAD_LEADING * len(lines)
    head = lines_of(lines, _HEAD, _HEAD_LEADING, colour="tx1", bold=True)
    slide.add(slide.text(family.title, rect._replace(bottom=rect.top + high), head))
    remark = wrapped(view.say("bound"), LOOKED_UP, rect.width) if has_bounds(family) else ()
    below = 18.0 * len(remark)
    chart = _room(rect._replace(top=rect.top + high + 4, bottom=rect.bottom - below - 2), len(family.bars))
    add_chart(slide, view, chart, family)
    if remark:
        foot = SheetBox.sized(rect.left, chart.bottom + 2, rect.width, below)
        slide.add(slide.text(view.say("legend"), foot, lines_of(remark, LOOKED_UP, 18)))


def _add_reached(slide: Slide, view: View, rect: SheetBox, table: Table) -> None:
    """Add what was reached of numbers as a table under its title, as many rows as fit."""
    lines = wrapped(table.title, _HEAD, rect.width, bold=True)
    _words(slide, rect, table.title, _HEAD, bold=True)
    room = rect._replace(top=rect.top + _HEAD_LEADING * len(lines) + 4, bottom=rect.bottom - 24)
    rows = table_part(table, room)
    if rows:
        add_table(slide, view, room, table, rows)
    if left := len(table.rows) - len(rows):
        foot = SheetBox.sized(rect.left, room.bottom + 4, rect.width, 20)
        _words(slide, foot, view.say("unlisted", n=left), LOOKED_UP)


def _sources_said(view: View) -> Iterator[str]:
    """Yield who says what was reached."""
    indicators = {target.id: view.tell(target.indicator) for target in view.scene.targets}
    for mark in view.scene.progress:
        name = view.say("actual_of", name=indicators[mark.target])
        yield view.say("pair", one=name, two=view.source_title(mark.sources[0]))


def _lead_blocks(view: View, width: float, target: TargetMark, further: Sequence[TargetMark]) -> list[Block]:
    """Return a number as large as its box allows, with its name, then others in smaller type."""
    shown = view.tell(target.shown)
    size = next((each for each in _LEAD_SIZES if text_width(shown, each, True) <= width), _LEAD_SIZES[-1])
    found = [Block(text=shown, size=size, least=size, bold=True), Block(text=_about(view, target), size=22)]
    for each in further:
        found.append(Block(text=view.tell(each.shown), size=26, bold=True, before=14))
        found.append(Block(text=_about(view, each), size=18, colour="tx2"))
    return found


def _about(view: View, target: TargetMark) -> str:
    """Return of what a number speaks, and by when."""
    return view.noted(full_name(view, target), view.say("year_end", year=target.year) if target.year else "")


def _add_gaps(slide: Slide, view: View, rect: SheetBox) -> None:
    gaps = gaps_of(view.scene)
    chart, told = _halves(rect, 0.56)
    if gaps.reasons:
        name = view.say("gap_reasons")
        rows = [view.choice(UNLOCATED, reason) for reason in gaps.reasons]
        part = Part(view.say("places"), "full", list(gaps.reasons.values()))
        _words(slide, chart, name, _HEAD, bold=True)
        under = chart._replace(top=chart.top + _HEAD_LEADING)
        add_counts(slide, view, _room(under, len(rows)), Counts(name=name, rows=rows, parts=[part]))
    said = (
        ("gap_by_unit", gaps.by_unit, gaps.unlocated),
        ("gap_yearless", gaps.yearless, gaps.numbers),
        ("gap_industryless", gaps.industryless, gaps.places),
        ("gap_undrawn", gaps.undrawn, gaps.zones),
    )
    blocks = [Block(text=view.say(key, n=n, all=all_), size=22, before=10) for key, n, all_ in said if n]
    add_blocks(slide, view, told if gaps.reasons else rect, lambda most: blocks)


def _add_sources(slide: Slide, view: View, rect: SheetBox) -> None:
    """Add the documents as a table, as many as fit, and below it the credits of all maps in full."""
    credits = [view.tell(words) for words in (*view.scene.credits, *view.scene.further_credits)]
    lines = wrapped_in_any_face(view.say("stop").join(credits), LOOKED_UP, rect.width)
    high = 18.0 * len(lines)
    foot = rect._replace(top=rect.bottom - high)
    shown = lines_of(lines, LOOKED_UP, 18)
    slide.add(slide.text(view.say("credits"), foot, shown, alt=view.say("stop").join(credits)))
    table = source_table(view, view.scene.sources)
    room = rect._replace(bottom=foot.top - 6)
    rows = table_part(table, room)
    if len(rows) < len(table.rows):
        rows = table_part(table, room._replace(bottom=foot.top - 26))
    if rows:
        add_table(slide, view, room, table, rows)
    if left := len(table.rows) - len(rows):
        _words(slide, SheetBox.sized(rect.left, foot.top - 24, rect.width, 20), view.say("unlisted", n=left), LOOKED_UP)


def _halves(body: SheetBox, share: float) -> tuple[SheetBox, SheetBox]:
    """Return two parts of a box: beside each other, or one above the other where it is not wide."""
    if body.width > _WIDE * body.height:
        wide = (body.width - _GUTTER) * share
        return body._replace(right=body.left + wide), body._replace(left=body.left + wide + _GUTTER)
    high = (body.height - _GUTTER / 2) * share
    return body._replace(bottom=body.top + high), body._replace(top=body.top + high + _GUTTER / 2)


def _room(rect: SheetBox, bars: int) -> SheetBox:
    """Return as much of a box as so many bars need."""
    return rect._replace(bottom=min(rect.bottom, rect.top + 40 + _BAR * bars))


def _words(slide: Slide, rect: SheetBox, text: str, size: float, *, bold: bool = False) -> None:
    leading = size * 1.3
    lines = wrapped(text, size, rect.width, bold)
    shown = lines_of(lines, size, leading, colour="tx1" if bold else "tx2", bold=bold)
    room = rect._replace(bottom=rect.top + leading * len(lines))
    slide.add(slide.text(text, room, shown))
