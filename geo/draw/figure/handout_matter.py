"""What the sheets of a handout say beside the map: of a step of the story, or of one city or county."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo.draw.figure.handout_rows import Clauses, Letters, number_table, page_tables, place_table, zone_table
from geo.draw.figure.table import Table
from geo.draw.scene.callouts import headline_of
from geo.draw.scene.unit import UnitFacts
from geo.draw.scene.view import View


@dataclass(frozen=True, kw_only=True)
class Matter:
    """The words of a sheet.

    Attributes
    ----------
    mark : str
        Stands at the right of its head.
    title : str
        Above the map.
    texts : tuple of str
        Paragraphs below the title.
    headline : tuple of str
        Below them the number that is told first, and what it counts; empty for none.
    tables : tuple of Table
        Below the map, and what does not fit there in the appendix.
    notes : str
        What letters in the tables stand for.
    """

    mark: str
    title: str
    texts: tuple[str, ...]
    tables: tuple[Table, ...]
    notes: str
    headline: tuple[str, str] = ("", "")


def step_matter(view: View, letters: Letters) -> Matter:
    """Return the words of the sheet of the step that a view shows."""
    clauses, step = Clauses(view, letters), view.step
    tables = page_tables(view, clauses)
    return Matter(
        mark=f"{view.number} / {len(view.scene.steps)}",
        title=view.tell(step.title) if step else "",
        texts=(view.tell(step.text), *([view.say("step_undrawn")] if view.is_undrawn else [])) if step else (),
        tables=tables,
        notes=clauses.notes(),
        headline=("", "") if step and step.lit else headline_of(view),
    )


def unit_matter(view: View, facts: UnitFacts, letters: Letters) -> Matter:
    """Return the words of the sheet of a unit: its role, its zones, numbers and places, and what other plans say."""
    clauses, name = Clauses(view, letters), view.tell(facts.unit.name)
    numbers = {target.id for target in facts.targets}
    found = (
        zone_table(view, clauses, (*facts.zones, *facts.further), facts.zone_notes(view)),
        number_table(view, clauses, lambda target: target.id in numbers),
        place_table(view, clauses, facts.parks, view.say("places")),
        _elsewhere(view, facts),
    )
    return Matter(
        mark=name,
        title=name,
        texts=tuple(_texts(view, facts, clauses)),
        tables=tuple(table for table in found if table.rows),
        notes=clauses.notes(),
    )


def _texts(view: View, facts: UnitFacts, clauses: Clauses) -> Iterator[str]:
    """Yield what the plan makes of a unit, with its clauses, and its industries."""
    yield view.noted(facts.role(view), clauses.text(facts.unit.facts))
    if industries := facts.industries(view):
        yield view.say("pair", one=view.say("industry"), two=industries)


def _elsewhere(view: View, facts: UnitFacts) -> Table:
    columns = (view.say("plan"), view.say("sort"), view.say("item"), view.say("clause"))
    rows = tuple(
        tuple(view.tell(words) for words in (each.plan, each.sort, each.name, each.clause)) for each in facts.elsewhere
    )
    title = view.say("elsewhere_of", unit=view.tell(facts.unit.name))
    return Table(title, columns, (3.0, 1.0, 4.0, 3.4), rows)
