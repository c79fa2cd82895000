"""The slides of one city or county: its map, then tables of its places and numbers, small ones together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from geo.draw.scene.unit import UnitFacts
from geo.draw.sheet.box import SheetBox
from geo.draw.slides.deck import DeckMaker
from geo.draw.slides.notes import marks_named, notes_of, targets_named
from geo.draw.slides.panel import unit_blocks
from geo.draw.slides.picture import Picture
from geo.draw.slides.shapes import BoxStyle, lines_of
from geo.draw.slides.tables import Table, add_table, mention_table, number_table, place_table, source_table

_HEAD, _HEAD_HIGH, _BETWEEN = 18.0, 28.0, 14.0
"""Type and height of what stands above each of several tables on a slide, and the room between them; in points."""

_GROWN = {"zh": 1.0, "en": 1.35}
"""By how much a table may become higher where another face is wider and breaks Latin words elsewhere."""


def add_unit(maker: DeckMaker, facts: UnitFacts) -> None:
    """Add the slides of a unit.

    Parameters
    ----------
    maker : DeckMaker
        Of a view whose frame the unit fills.
    facts : UnitFacts
        What plans say of it.
    """
    view, name = maker.view, maker.view.tell(facts.unit.name)
    named = [] if view.is_tinted else [zone.id for zone in facts.zones]
    box = maker.plane.box(view.box)
    own = {park.id for park in facts.parks}
    picture = Picture(view=view, plane=maker.plane, box=box, named=named, places=True, counties=True, own=own)
    shown, said = f"sel={facts.unit.id}", [view.tell(view.scene.plan.title), facts.role(view)]
    clauses = chain(marks_named(view, [facts.unit, *facts.zones]), targets_named(view, facts.targets))
    notes = notes_of(view, said, clauses)
    maker.map_slide(name, picture, lambda most: unit_blocks(view, facts, most), shown, notes)
    tables = (
        place_table(view, facts.parks),
        number_table(view, view.say("numbers"), facts.targets),
        mention_table(view, view.say("elsewhere_of", unit=name), facts.elsewhere),
        source_table(view, facts.sources),
    )
    for together in _gathered([table for table in tables if table.rows], maker.template.body, _GROWN[view.lang]):
        if len(together) == 1:
            maker.table_slides(replace(together[0], title=view.say("pair", one=name, two=together[0].title)))
        else:
            _stacked(maker, name, together)


def _gathered(tables: Sequence[Table], body: SheetBox, grown: float) -> list[list[Table]]:
    """Return tables slide by slide: as many whole ones as fit; a long one alone."""
    found: list[list[Table]] = []
    for table in tables:
        if found and _height([*found[-1], table], body.width, grown) <= body.height:
            found[-1].append(table)
        else:
            found.append([table])
    return found


def _height(tables: Sequence[Table], width: float, grown: float) -> float:
    """Return how high tables may become, one below the other with their headings."""
    return sum(sum(table.heights(width)) * grown + _HEAD_HIGH for table in tables) + _BETWEEN * (len(tables) - 1)


def _stacked(maker: DeckMaker, name: str, tables: Sequence[Table]) -> None:
    """Add a slide of several tables, each with its title above it."""
    view, body = maker.view, maker.template.body
    slide = maker.sheet(view.say("pair", one=name, two=view.listed(table.title for table in tables)))
    top = body.top
    for table in tables:
        words = lines_of([table.title], _HEAD, _HEAD_HIGH - 6, colour="tx1", bold=True)
        head = SheetBox.sized(body.left, top, body.width, _HEAD_HIGH)
        slide.add(slide.text(table.title, head, words, BoxStyle(wrap=True)))
        top += _HEAD_HIGH
        high = sum(table.heights(body.width))
        add_table(slide, view, SheetBox.sized(body.left, top, body.width, high), table, table.rows)
        top += high * _GROWN[view.lang] + _BETWEEN
    named = ((row.cells[0], row.facts) for table in tables for row in table.rows)
    slide.note(notes_of(view, [name], named))
