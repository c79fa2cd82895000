"""What plans say of one unit, for the media that tell it in words: what of its own plan concerns it, and of others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from geo.analysis.concern import concern_of, others_with, rows_of
from geo.draw.scene.framing import narrowed
from geo.draw.scene.marks import ParkMark, Scene, SourceMark, TargetMark, UnitMark, ZoneMark
from geo.draw.scene.phrases import phrase
from geo.draw.scene.view import View
from geo.draw.scene.words import NO_WORDS, Words, listed_words
from geo.model.measure import number_text
from geo.model.plan import Plan
from geo.model.schema import Park, Target, Unit, Zone


class Mention(NamedTuple):
    """One thing that another plan of the workspace says of a unit.

    Attributes
    ----------
    plan : Words
        Title of that plan.
    sort : Words
        What is said: a role, a zone, a place, a number.
    name : Words
        Which one.
    clause : Words
        Where, with the document where it is not the plan itself; empty where it is the plan as a whole.
    """

    plan: Words
    sort: Words
    name: Words
    clause: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts:
    """What plans say of a unit.

    Attributes
    ----------
    unit : UnitMark
        The unit.
    zones : tuple of ZoneMark
        Zones that it is in.
    further : tuple of ZoneMark
        Zones that only places in it are in.
    parks : tuple of ParkMark
        Places in it or in units below it.
    targets : tuple of TargetMark
        Numbers that concern it.
    sources : tuple of SourceMark
        What all this rests on.
    elsewhere : tuple of Mention
        What other plans of the workspace say of it.
    """

    unit: UnitMark
    zones: tuple[ZoneMark, ...]
    further: tuple[ZoneMark, ...]
    parks: tuple[ParkMark, ...]
    targets: tuple[TargetMark, ...]
    sources: tuple[SourceMark, ...]
    elsewhere: tuple[Mention, ...]

    def role(self, view: View) -> str:
        """Return what the plan makes of the unit; where it makes nothing of it, that."""
        if told := view.tell(self.unit.positioning):
            return told
        is_named = self.zones or self.further or self.parks or self.targets
        return view.say("no_role" if is_named else "nothing_said", unit=view.tell(self.unit.name))

    def industries(self, view: View) -> str:
        """Return the names of the industries that the plan gives the unit."""
        names = {industry.id: view.tell(industry.name) for industry in view.scene.industries}
        return view.listed(names.get(ident, "") for ident in self.unit.industries)

    def zone_notes(self, view: View) -> Mapping[str, str]:
        """Return what stands with the name of a zone, by id: its group where names are alike, or its places only."""
        zones, groups = (*self.zones, *self.further), view.scene.group_by_id
        alike = Counter(zone.name for zone in zones)
        return {
            zone.id: view.listed(
                [
                    view.tell(groups[zone.group].name) if alike[zone.name] > 1 else "",
                    view.say("zone_of_places") if zone in self.further else "",
                ]
            )
            for zone in zones
        }


def unit_facts(plan: Plan, scene: Scene) -> UnitFacts:
    """Return what plans say of the unit that fills the frame of a scene.

    Parameters
    ----------
    plan : Plan
        The plan of the scene.
    scene : Scene
        As :func:`geo.draw.scene.framing.framed` returns it.

    Raises
    ------
    PlanError
        Another plan of the workspace cannot be read.
    """
    unit = scene.plan.framed
    found = concern_of(plan, unit)
    part = narrowed(scene, rows_of(plan, found))
    return UnitFacts(
        unit=scene.unit_by_id[unit],
        zones=tuple(zone for zone in part.zones if zone.id in found.zones),
        further=tuple(zone for zone in part.zones if zone.id not in found.zones),
        parks=part.parks,
        targets=part.targets,
        sources=part.sources,
        elsewhere=tuple(mention for other in others_with(plan, unit) for mention in _mentions(other, unit)),
    )


def _mentions(plan: Plan, unit: str) -> Iterator[Mention]:
    """Yield what a plan says of a unit; one that plans the unit as a whole is told in one line, and by its zones."""
    found = concern_of(plan, unit)
    part = rows_of(plan, found)
    for row in part.unit_rows:
        if row.unit == unit and row.positioning:
            yield _mention(plan, "role", Words(row.positioning, row.positioning_en), row)
    if unit == plan.header.region_adcode:
        counts = {"zones": len(part.zone_rows), "places": len(part.park_rows), "numbers": len(part.target_rows)}
        whole = phrase("whole_plan", **counts)
        yield Mention(plan=_title(plan), sort=phrase("region"), name=whole, clause=NO_WORDS)
    for zone in part.zone_rows:
        if zone.zone in found.zones:
            yield _mention(plan, "zone", Words(zone.name, zone.name_en), zone)
    if unit != plan.header.region_adcode:
        for park in part.park_rows:
            yield _mention(plan, "place", Words(park.name, park.name_en), park)
        for target in part.target_rows:
            zh, en = number_text(target)
            name = Words(f"{target.indicator} {zh}", f"{target.indicator_en} {en}")
            yield _mention(plan, "number", name, target)


def _mention(plan: Plan, sort: str, name: Words, row: Unit | Zone | Park | Target) -> Mention:
    titles = {source.source: Words(source.title, source.title_en) for source in plan.sources}
    source = titles.get(row.source, Words(row.source))
    own = source.zh == plan.header.title
    clause = Words(row.locator)
    return Mention(
        plan=_title(plan), sort=phrase(sort), name=name, clause=clause if own else listed_words([source, clause])
    )


def _title(plan: Plan) -> Words:
    return Words(plan.header.title, plan.header.title_en)
