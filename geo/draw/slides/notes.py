"""What a speaker's notes say: for every fact its document, clause and anchor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from geo.draw.scene.marks import Fact, ParkMark, TargetMark, UnitMark, ZoneMark
from geo.draw.scene.unit import UnitFacts
from geo.draw.scene.view import View
from geo.model.schema import ABOUTS


def overview_notes(view: View, remarks: Sequence[str]) -> list[str]:
    """Return the title of the plan, remarks, and the clause that names each zone."""
    named = ((view.tell(zone.name), zone.facts[:1]) for zone in view.scene.zones)
    return [view.tell(view.scene.plan.title), *remarks, *(line for one in named for line in _clauses(view, *one))]


def group_notes(view: View, group: str) -> list[str]:
    """Return the zones of a group and its numbers with their clauses."""
    zones = [line for zone in view.scene.zones_of(group) for line in _zone(view, zone)]
    return [*zones, *_targets(view, view.scene.targets_of(("group", group)))]


def zone_notes(view: View, zone: ZoneMark) -> list[str]:
    """Return the zone that alone is in the light, its numbers, units and places with their clauses."""
    units = list(filter(view.is_unit_lit, view.scene.units))
    parks = list(filter(view.is_park_lit, view.scene.parks))
    targets = view.scene.targets_of(("zone", zone.id), *(("park", park.id) for park in parks))
    return [*_zone(view, zone), *_targets(view, targets), *_named(view, [*units, *parks])]


def unit_notes(view: View, facts: UnitFacts) -> list[str]:
    """Return what a plan makes of a unit, its zones and its numbers with their clauses."""
    name = view.tell(facts.unit.name)
    zones = [line for zone in facts.zones for line in _zone(view, zone)]
    own = [view.tell(view.scene.plan.title), view.tell(facts.unit.positioning), *_clauses(view, name, facts.unit.facts)]
    return [*own, *zones, *_targets(view, facts.targets)]


def fact_notes(view: View, named: Iterable[tuple[str, Sequence[Fact]]]) -> list[str]:
    """Return the clauses of things, each line under the thing's name."""
    return [line for name, facts in named for line in _clauses(view, name, facts)]


def _zone(view: View, zone: ZoneMark) -> Iterator[str]:
    yield view.say("pair", one=view.tell(zone.name), two=view.tell(zone.positioning))
    yield from (view.tell(words) for words in (zone.definition, zone.note))
    yield from (_clause(view, fact) for fact in zone.facts)


def _targets(view: View, targets: Iterable[TargetMark]) -> list[str]:
    named = ((f"{view.tell(target.indicator)} {view.tell(target.shown)}", target.facts) for target in targets)
    return fact_notes(view, named)


def _named(view: View, marks: Iterable[UnitMark | ParkMark]) -> list[str]:
    return fact_notes(view, ((view.tell(mark.name), mark.facts) for mark in marks))


def _clauses(view: View, name: str, facts: Sequence[Fact]) -> Iterator[str]:
    return (view.say("pair", one=name, two=_clause(view, fact)) for fact in facts)


def _clause(view: View, fact: Fact) -> str:
    """Return a clause as it is cited: what it supports, document, clause, anchor."""
    titles = {source.id: view.tell(source.title) for source in view.scene.sources}
    about, source = view.choice(ABOUTS, fact.about), titles.get(fact.source, fact.source)
    return view.say("cited", about=about, source=source, locator=fact.locator, anchor=fact.anchor)
