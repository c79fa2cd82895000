"""What a sheet on a wall tells of each zone at a glance: role, first number, main industries; and where that stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.draw.scene.claims import headline_target
from geo.draw.scene.marks import GroupMark, IndustryMark, ParkMark, Scene, TargetMark, ZoneMark
from geo.draw.scene.numbers_on_map import counted_text, number_text
from geo.draw.scene.phrases import counted
from geo.draw.scene.view import View
from geo.draw.scene.words import NO_WORDS, Words

_MOST_INDUSTRIES, _MOST_HEADLINES = 4, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout:
    """What is told of one zone, or of one group where layouts lie over one another.

    Attributes
    ----------
    id, name, tone : str, Words, str
        Of the zone; a group has no tone.
    note : str
        That it is sketched, in part or not drawn.
    role : Words
        What the plan makes of it.
    number : TargetMark or None
        Its first number in the order in which they are told.
    count : str
        How many places it has, or zones.
    industries : tuple of IndustryMark
        Those of most of its places.
    """

    id: str
    name: Words
    tone: str
    note: str
    role: Words
    number: TargetMark | None
    count: str
    industries: tuple[IndustryMark, ...]


def callouts_of(view: View) -> tuple[Callout, ...]:
    """Return what is told of each zone of a view, or of each group where none is shown since all would overlap."""
    if view.is_tinted:
        return tuple(_of_group(view, group) for group in view.scene.groups)
    return tuple(_of_zone(view, zone) for zone in view.zones)


def headline_numbers(view: View) -> tuple[TargetMark, ...]:
    """Return the totals and scales of the whole plan, the first of them."""
    found = [target for target in view.scene.targets if target.scope == "plan" and target.kind != "baseline"]
    first = [target for target in found if target.is_headline]
    rest = [target for target in found if target not in first]
    return tuple([*first, *rest][:_MOST_HEADLINES])


def headline_of(view: View) -> tuple[str, str]:
    """Return the number that stands for the plan and what it counts by when; empty where there is none."""
    target = headline_target(view.scene)
    return (number_text(view, target), counted_text(view, target)) if target else ("", "")


def clause_index(view: View) -> tuple[tuple[str, str], ...]:
    """Return what the sheet tells with the clause of the plan where that stands: zones, units, headline numbers."""
    scene, found = view.scene, dict[str, str]()
    marks = [*((zone.name, zone.facts) for zone in scene.zones), *((unit.name, unit.facts) for unit in scene.units)]
    marks += [(target.indicator, target.facts) for target in headline_numbers(view)]
    for name, facts in marks:
        if facts and facts[0].locator:
            found.setdefault(view.tell(name), facts[0].locator)
    return tuple(found.items())


def _of_zone(view: View, zone: ZoneMark) -> Callout:
    scene, parks = view.scene, view.scene.parks_of([zone])
    numbers = scene.targets_of(("zone", zone.id)) or _alone(view, zone)
    return Callout(
        id=zone.id,
        name=zone.name,
        tone=zone.tone,
        note=view.zone_note(zone),
        role=zone.positioning,
        number=numbers[0] if numbers else None,
        count=view.tell(counted("places_counted", len(parks))) if parks else "",
        industries=_main_industries(scene, parks),
    )


def _alone(view: View, zone: ZoneMark) -> Sequence[TargetMark]:
    """Return the numbers of a zone's group, of which it is the only one."""
    is_alone = len(view.scene.zones_of(zone.group)) == 1
    return view.scene.targets_of(("group", zone.group)) if is_alone else ()


def _of_group(view: View, group: GroupMark) -> Callout:
    scene = view.scene
    numbers = scene.targets_of(("group", group.id))
    return Callout(
        id=group.id,
        name=group.name,
        tone="",
        note="",
        role=NO_WORDS,
        number=numbers[0] if numbers else None,
        count=view.zones_count(group.id),
        industries=_main_industries(scene, scene.parks_of(scene.zones_of(group.id))),
    )


def _main_industries(scene: Scene, parks: Iterable[ParkMark]) -> tuple[IndustryMark, ...]:
    """Return the top industries of most of some places."""
    counts = Counter(top for park in parks for top in park.tops)
    tops = [row for row in scene.industries if counts[row.id] and not row.parent]
    return tuple(sorted(tops, key=lambda row: -counts[row.id])[:_MOST_INDUSTRIES])
