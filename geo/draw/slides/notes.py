"""What a speaker's notes say: what is said, then the clauses in short, no more than one can read while speaking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from geo.draw.scene.marks import Fact, ParkMark, Scene, TargetMark, UnitMark, ZoneMark
from geo.draw.scene.view import View

MOST = 1_200
"""Letters of the notes of a slide."""

_TAIL = 60
"""Of these, what says how many clauses were left out."""

Named: TypeAlias = tuple[str, Sequence[Fact]]
"""A thing by its name, and the clauses that state it."""


def notes_of(view: View, said: Iterable[str], named: Iterable[Named]) -> str:
    """Return notes: what is said, then clauses as far as there is room, and how many more there are.

    Parameters
    ----------
    view : View
        Language and sources.
    said : iterable of str
        Sentences, each a line.
    named : iterable of Named
        What the slide shows, with the clauses that state it.
    """
    lines = list(dict.fromkeys(line for line in said if line))
    clauses = list(dict.fromkeys(_clauses(view, named)))
    used = sum(len(line) + 1 for line in lines)
    for place, clause in enumerate(clauses):
        used += len(clause) + 1
        if used > MOST - _TAIL:
            return "\n".join([*lines, view.say("clauses_left", n=len(clauses) - place)])[:MOST]
        lines.append(clause)
    return "\n".join(lines)


def zone_named(view: View, zone: ZoneMark) -> Iterator[Named]:
    """Yield the zone that alone is in the light, its numbers, units and places."""
    units = filter(view.is_unit_lit, view.scene.units)
    parks = list(filter(view.is_park_lit, view.scene.parks))
    targets = view.scene.targets_of(("zone", zone.id), *(("park", park.id) for park in parks))
    yield from marks_named(view, [zone])
    yield from targets_named(view, targets)
    yield from marks_named(view, [*units, *parks])


def targets_named(view: View, targets: Iterable[TargetMark]) -> Iterator[Named]:
    """Yield numbers."""
    return ((f"{view.tell(target.indicator)} {view.tell(target.shown)}", target.facts) for target in targets)


def marks_named(view: View, marks: Iterable[ZoneMark | UnitMark | ParkMark]) -> Iterator[Named]:
    """Yield zones, units or places."""
    return ((view.tell(mark.name), mark.facts) for mark in marks)


def cited(scene: Scene) -> Counter[str]:
    """Return how often zones, places and numbers cite each source."""
    every = (mark.facts for marks in (scene.zones, scene.parks, scene.targets) for mark in marks)
    return Counter(fact.source for own in every for fact in own)


def _clauses(view: View, named: Iterable[Named]) -> Iterator[str]:
    """Yield clauses in short: the document is named where it is not that which the plan mostly cites."""
    main = next((source for source, _ in cited(view.scene).most_common(1)), "")
    for name, facts in named:
        for fact in facts:
            told = "" if fact.source == main else view.source_title(fact.source)
            yield view.say("clause_short", name=name, locator=f"{told} {fact.locator}".strip(), anchor=fact.anchor)
