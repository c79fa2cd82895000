"""The steps of a story."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from geo.draw.scene.marks import StepMark, ZoneMark
from geo.draw.scene.words import Words
from geo.model.plan import Plan
from geo.model.schema import Group, Step
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
