"""The steps of a story: the plan's own, or those that its slogan gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from geo.draw.scene.marks import StepMark, ZoneMark
from geo.draw.scene.words import NO_WORDS, Words, listed_words
from geo.model.cells import write_number
from geo.model.plan import Plan
from geo.model.schema import Group, Step
from geo.space.boxes import DegreeBox
from geo.space.geometry import box_of

BoxOf: TypeAlias = Callable[[Iterable[str]], DegreeBox | None]


def story_steps(plan: Plan, zones: Sequence[ZoneMark], box: DegreeBox, view: BoxOf) -> tuple[StepMark, ...]:
    """Return the plan's own story, else one made of its slogan.

    The latter is an overview, then each group with its zones after it. A group of a single zone is no step of its own:
    it would be the same picture.

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
        own = _Own(plan, zones, view)
        return tuple(own.step(step) for step in sorted(plan.steps, key=lambda step: (step.order or 0, step.step)))
    header = plan.header
    overview = StepMark(
        id="overview",
        view=box,
        title=Words(header.slogan or header.region, plan.slogan_en() or header.region_en),
        text=Words(header.title, header.title_en),
        lit=(),
    )
    found = [overview]
    for group in plan.groups_in_order():
        members = [zone for zone in zones if zone.group == group.group]
        if len(members) != 1:
            found.append(_group_step(group, members, view))
        found.extend(_zone_step(zone, view) for zone in members)
    return tuple(found)


def step_rows(steps: Iterable[StepMark]) -> tuple[Step, ...]:
    """Return steps as rows of story.csv; read back they are the same steps."""
    return tuple(
        Step(
            step=step.id,
            order=place,
            view=tuple(map(write_number, step.view or ())),
            title=step.title.zh,
            title_en=step.title.en,
            text=step.text.zh,
            text_en=step.text.en,
            lit=step.lit,
        )
        for place, step in enumerate(steps, start=1)
    )


class _Own:
    """What a step written by hand leaves to the plan: zones of groups, names, and where things lie."""

    def __init__(self, plan: Plan, zones: Sequence[ZoneMark], view: BoxOf) -> None:
        self.view = view
        self.zones = [zone.id for zone in zones]
        self.inside = {group.group: [zone.id for zone in zones if zone.group == group.group] for group in plan.groups}
        self.told = {group.group: (Words(group.name, group.name_en), NO_WORDS) for group in plan.groups}
        self.told |= {zone.id: (zone.name, zone.positioning) for zone in zones}

    def step(self, step: Step) -> StepMark:
        """Return a step; without a title it has that of the zone or group of its id, without a box its lit things'."""
        named = {ident for each in step.lit for ident in self.inside.get(each, [each])}
        lit = (*(zone for zone in self.zones if zone in named), *sorted(named.difference(self.zones)))
        title, text = Words(step.title, step.title_en), Words(step.text, step.text_en)
        if not step.title:
            title, role = self.told.get(step.step, (NO_WORDS, NO_WORDS))
            text = text if step.text else role
        return StepMark(id=step.step, view=box_of(step.view) or self.view(lit), title=title, text=text, lit=lit)


def _group_step(group: Group, zones: Sequence[ZoneMark], view: BoxOf) -> StepMark:
    idents = tuple(zone.id for zone in zones)
    title, text = Words(group.name, group.name_en), listed_words(zone.name for zone in zones)
    return StepMark(id=group.group, view=view(idents), title=title, text=text, lit=idents)


def _zone_step(zone: ZoneMark, view: BoxOf) -> StepMark:
    return StepMark(id=zone.id, view=view([zone.id]), title=zone.name, text=zone.positioning, lit=(zone.id,))
