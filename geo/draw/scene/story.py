"""The steps of a story and the lines of a legend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from geo.draw.scene.marks import IndustryMark, LegendEntry, ParkMark, StepMark, ZoneMark
from geo.draw.scene.words import Words
from geo.model.plan import Plan
from geo.model.schema import KINDS, PARK_BASES, STATUSES, ZONE_BASES, Group, Step
from geo.space.boxes import DegreeBox
from geo.space.geometry import box_of

View: TypeAlias = Callable[[Iterable[str]], DegreeBox | None]


def story_steps(plan: Plan, zones: Sequence[ZoneMark], box: DegreeBox, view: View) -> tuple[StepMark, ...]:
    """Return the plan's own story, else one made of its slogan: overview, a step a group, a step a zone.

    Parameters
    ----------
    plan : Plan
        With or without steps of its own.
    zones : sequence of ZoneMark
        In the order in which they are told.
    box : DegreeBox
        What the overview shows.
    view : callable
        Returns the box around the things of some ids, or None where none is drawn.
    """
    if plan.steps:
        return tuple(_own_step(step) for step in sorted(plan.steps, key=lambda step: (step.order or 0, step.step)))
    header = plan.header
    order = plan.groups_in_order()
    overview = StepMark(
        id="overview",
        view=box,
        title=Words(header.slogan or header.region, plan.slogan_en() or header.region_en),
        text=Words(header.title, header.title_en),
        lit=(),
    )
    groups = (_group_step(group, [zone for zone in zones if zone.group == group.group], view) for group in order)
    return (overview, *groups, *(_zone_step(zone, view) for zone in zones))


def legend_entries(
    zones: Sequence[ZoneMark], parks: Sequence[ParkMark], industries: Sequence[IndustryMark]
) -> tuple[LegendEntry, ...]:
    """Return what a legend must explain, and nothing that is not drawn."""
    drawn = [zone for zone in zones if zone.shape]
    located = [park for park in parks if park.at]
    used = {top for park in located for top in _tops(park, industries)}
    return (
        *(LegendEntry(sort="zone", id=zone.id, name=zone.name) for zone in drawn),
        *_entries("basis", ZONE_BASES, (zone.basis for zone in drawn)),
        *_entries("kind", KINDS, (park.kind for park in located)),
        *(LegendEntry(sort="industry", id=row.id, name=row.name) for row in industries if row.id in used),
        *_entries("status", STATUSES, (park.status for park in located)),
        *_entries("park-basis", PARK_BASES, (park.basis for park in located)),
    )


def _own_step(step: Step) -> StepMark:
    title, text = Words(step.title, step.title_en), Words(step.text, step.text_en)
    return StepMark(id=step.step, view=box_of(step.view), title=title, text=text, lit=step.lit)


def _group_step(group: Group, zones: Sequence[ZoneMark], view: View) -> StepMark:
    idents = tuple(zone.id for zone in zones)
    zh, en = "、".join(zone.name.zh for zone in zones), ", ".join(zone.name.en or zone.name.zh for zone in zones)
    title = Words(group.name, group.name_en)
    return StepMark(id=group.group, view=view(idents), title=title, text=Words(zh, en), lit=idents)


def _zone_step(zone: ZoneMark, view: View) -> StepMark:
    return StepMark(id=zone.id, view=view([zone.id]), title=zone.name, text=zone.positioning, lit=(zone.id,))


def _tops(park: ParkMark, industries: Sequence[IndustryMark]) -> set[str]:
    above = {row.id: row.parent or row.id for row in industries}
    return {above[ident] for ident in park.industries if ident in above}


def _entries(sort: str, table: Mapping[str, tuple[str, str]], used: Iterable[Any]) -> Iterable[LegendEntry]:
    seen = set(used)
    return (LegendEntry(sort=sort, id=key, name=Words(*words)) for key, words in table.items() if key in seen)
