"""What a speaker's notes say: for every fact its document, clause and anchor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from geo.draw.scene.marks import Fact, ParkMark, TargetMark, UnitMark, ZoneMark
from geo.draw.slides.stage import Stage


def overview_notes(stage: Stage, remarks: Sequence[str]) -> list[str]:
    """Return the title of the plan, remarks, and the clause that names each zone."""
    named = ((stage.tell(zone.name), zone.facts[:1]) for zone in stage.scene.zones)
    return [stage.tell(stage.scene.plan.title), *remarks, *(line for one in named for line in _clauses(stage, *one))]


def group_notes(stage: Stage, group: str) -> list[str]:
    """Return the zones of a group and its numbers with their clauses."""
    zones = [line for zone in stage.zones_of(group) for line in _zone(stage, zone)]
    return [*zones, *_targets(stage, stage.targets_of(("group", group)))]


def zone_notes(stage: Stage, zone: ZoneMark) -> list[str]:
    """Return a zone, its numbers, units and places with their clauses."""
    units = [unit for unit in stage.scene.units if zone.id in unit.zones]
    parks = stage.parks_in([zone.id])
    targets = stage.targets_of(("zone", zone.id), *(("park", park.id) for park in parks))
    return [*_zone(stage, zone), *_targets(stage, targets), *_named(stage, [*units, *parks])]


def fact_notes(stage: Stage, named: Iterable[tuple[str, Sequence[Fact]]]) -> list[str]:
    """Return the clauses of things, each line under the thing's name."""
    return [line for name, facts in named for line in _clauses(stage, name, facts)]


def _zone(stage: Stage, zone: ZoneMark) -> Iterator[str]:
    yield stage.say("pair", one=stage.tell(zone.name), two=stage.tell(zone.positioning))
    yield from (stage.tell(words) for words in (zone.definition, zone.note))
    yield from (stage.clause(fact) for fact in zone.facts)


def _targets(stage: Stage, targets: Iterable[TargetMark]) -> list[str]:
    named = ((f"{stage.tell(target.indicator)} {stage.tell(target.shown)}", target.facts) for target in targets)
    return fact_notes(stage, named)


def _named(stage: Stage, marks: Iterable[UnitMark | ParkMark]) -> list[str]:
    return fact_notes(stage, ((stage.tell(mark.name), mark.facts) for mark in marks))


def _clauses(stage: Stage, name: str, facts: Sequence[Fact]) -> Iterator[str]:
    return (stage.say("pair", one=name, two=stage.clause(fact)) for fact in facts)
