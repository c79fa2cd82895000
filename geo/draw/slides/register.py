"""Slides of a register over the plan: where most of its rows are on a map, and a table of zones and units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo.draw.scene.marks import UnitMark
from geo.draw.scene.register_marks import AmountMark, CountMark, RegisterMark
from geo.draw.scene.view import View
from geo.draw.slides.deck import DeckMaker
from geo.draw.slides.notes import notes_of
from geo.draw.slides.panel import Block, small_block
from geo.draw.slides.picture import Badge
from geo.draw.slides.tables import Column, Row, Table
from geo.draw.slides.type import LOOKED_UP
from geo.model.measure import digits

_MOST_NUMBERED = 8
"""So many units of most rows have a number on the map."""

_NAMED, _COUNTED, _SUMMED = 0.28, 0.12, 0.16
"""Shares of a table's width of the names, of all rows, and of what their money comes to."""

_MOST_VALUES = 6
"""So many values of most rows have a column."""


def add_register(maker: DeckMaker, register: RegisterMark) -> None:
    """Add where most rows of a register are, and their counts by zone and unit; of no row anything."""
    view = maker.view
    most = list(_most(view, register))
    badges = [
        Badge(number, text, unit.label, view.theme.ink, True)
        for number, (unit, text) in enumerate(most, start=1)
        if unit.label
    ]
    leading = view.listed(view.tell(unit.name) for unit, _ in most[:2])
    title = view.say("register_claim", n=digits(sum(register.by)), names=leading)
    picture = replace(maker.layout_picture, without_places=True, badges=badges)
    blocks = tuple(_blocks(view, register, [text for _, text in most]))
    said = [title, view.say("register_not_plan"), *_about(view, register)]
    maker.map_slide(title, picture, lambda most: blocks, "tab=register", notes_of(view, said, ()))
    maker.table_slides(_table(view, register))


def _most(view: View, register: RegisterMark) -> Iterator[tuple[UnitMark, str]]:
    """Yield the coarsest units of most rows, with what is said of each; none whose count is withheld."""
    ground = {unit.id: unit for unit in view.scene.ground_units}
    told = [(mark.counts[0], mark) for mark in register.counts if mark.kind == "unit" and mark.of in ground]
    counted = sorted(((count, mark) for count, mark in told if count), key=lambda row: (-row[0], row[1].of))
    for count, mark in counted[:_MOST_NUMBERED]:
        unit, money = ground[mark.of], register.money(mark, view.lang)
        each = view.say("register_each", name=view.tell(unit.name), n=digits(count))
        yield unit, view.say("register_with", each=each, sum=money) if money else each


def _blocks(view: View, register: RegisterMark, numbered: Sequence[str]) -> Iterator[Block]:
    yield Block(text=view.say("register_not_plan"), size=18, bold=True)
    for number, text in enumerate(numbered, start=1):
        yield Block(text=f"{number}  {text}", size=16, least=LOOKED_UP, before=2)
    for text in _about(view, register):
        yield small_block(text, before=6, is_detail=True)


def _about(view: View, register: RegisterMark) -> list[str]:
    """Return what became of the rows, and what is withheld."""
    found = [register.name, view.say("register_placed", n=digits(sum(register.by)))]
    found.append(view.say("register_rejected", n=digits(register.rejected)))
    withheld = [view.say("register_withheld", n=register.least)] if register.least > 1 else []
    if register.amount and withheld:
        share = register.amount.most_percent
        withheld.append(view.say("register_sum_withheld", n=register.least, share=share))
    return [" · ".join(found), *filter(None, [register.sum_told(view.lang)]), *withheld]


def _table(view: View, register: RegisterMark) -> Table:
    """Return a row for each zone and each of the coarsest units, with the values of most rows."""
    ground = {unit.id for unit in view.scene.ground_units}
    values = list(register.values[:_MOST_VALUES])
    sums = [_sum_head(view, register.amount)] if register.amount else []
    counted = _COUNTED + _SUMMED * len(sums)
    share = (1 - _NAMED - counted) / max(len(values), 1)
    columns = (
        Column(view.say("register_where"), _NAMED if values else 1 - counted),
        Column(view.say("register_count"), _COUNTED, "r"),
        *(Column(head, _SUMMED, "r") for head in sums),
        *(Column(_value(view, value.name), share, "r") for value in values),
    )
    marks = [mark for mark in register.counts if mark.kind == "zone" or (mark.kind == "unit" and mark.of in ground)]
    rows = tuple(Row(tuple(_cells(view, mark, register)), (), mark.kind == "zone") for mark in marks)
    return Table(view.say("register_counts"), columns, rows)


def _sum_head(view: View, amount: AmountMark) -> str:
    return view.say("register_sum", name=amount.name, unit=amount.scale.units[view.lang == "en"])


def _cells(view: View, mark: CountMark, register: RegisterMark) -> Iterator[str]:
    scene = view.scene
    yield view.tell((scene.zone_by_id[mark.of] if mark.kind == "zone" else scene.unit_by_id[mark.of]).name)
    whole, *parts = (
        view.say("register_hidden") if count is None else digits(count) for count in mark.counts[: _MOST_VALUES + 1]
    )
    yield whole
    if register.amount:
        yuan = mark.sums[0]
        yield view.say("register_hidden") if yuan is None else register.amount.scale.number(yuan, view.lang)
    yield from parts


def _value(view: View, name: str | None) -> str:
    return view.say("register_other") if name is None else name or view.say("register_empty")
