"""What the titles of a deck state: one sentence a slide, each made of counts of the scene by a rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geo.draw.scene.gaps import gaps_of
from geo.draw.scene.industries import IndustryMap, industries_of
from geo.draw.scene.marks import GroupMark, Scene, TargetMark
from geo.draw.scene.phrases import PHRASES, counted, phrase
from geo.draw.scene.states import states_of
from geo.draw.scene.words import NO_WORDS, Words, joined_words
from geo.model.errors import lowered

_MOST_TIED = 2
"""Of more that are equal none is named."""


def layout_claim(scene: Scene) -> Words:
    """Return of what the layout is made, and where most places are; of layouts that overlap, which unit most name.

    Examples
    --------
    >>> from geo.draw.scene.build import make_scene
    >>> from geo.model.plan import read_plan
    >>> layout_claim(make_scene(read_plan("heilongjiang"))).zh
    '一极、两区、一带：4 个分区覆盖全省，207 处地点有 57 处在哈尔滨市'
    """
    if not scene.plan.slogan and scene.is_crowded:
        return _overlap_claim(scene)
    key = "claim_cover" if scene.plan.partition else "claim_zones"
    whole = scene.plan.whole
    head = phrase(key, zones=counted("zones", len(scene.zones)), whole=Words(whole.zh, f"the {whole.en.lower()}"))
    if slogan := slogan_of(scene):
        head = phrase("pair", one=slogan, two=head)
    units = [row for row in industries_of(scene).rows if row.is_unit]
    leading = _first({row.id: row.total for row in units})
    if len(leading) != 1:
        return head
    (row,) = (row for row in units if row.id in leading)
    return phrase("claim_gather", head=head, all=len(scene.parks), n=row.total, unit=row.name)


def slogan_of(scene: Scene) -> Words:
    """Return the slogan of a plan; in English its groups, which it counts."""
    names = [group.name.en for group in scene.groups if group.name.en]
    spoken = ", ".join([*names[:1], *map(lowered, names[1:])])
    return Words(scene.plan.slogan, spoken) if scene.plan.slogan else NO_WORDS


def lead_number(scene: Scene) -> TargetMark | None:
    """Return the number that is told first, None where a plan has none."""
    return next(iter(scene.targets), None)


def headline_target(scene: Scene) -> TargetMark | None:
    """Return the number that stands for the plan, which is the one told first; None where that is no total of it."""
    target = lead_number(scene)
    return target if target and target.scope == "plan" and target.is_headline else None


def number_claim(scene: Scene, target: TargetMark) -> Words:
    """Return a number as a sentence: what of which, by when, how much.

    Examples
    --------
    >>> from geo.draw.scene.build import make_scene
    >>> from geo.model.plan import read_plan
    >>> found = make_scene(read_plan("changsha"))
    >>> number_claim(found, lead_number(found)).zh
    '2025 年生物经济产业规模 4,000 亿元'
    """
    said = {"indicator": target.indicator, "shown": target.shown, "year": target.year}
    claim = phrase("claim_number" if target.year else "claim_number_yearless", **said)
    return claim if target.scope == "plan" else phrase("pair", one=scene.subject_of(target), two=claim)


def group_claim(scene: Scene, group: GroupMark) -> Words:
    """Return what is said of a group: how large its only zone is, or which of its zones has most places."""
    zones = scene.zones_of(group.id)
    count = len(scene.parks_of(zones))
    places = counted("places_counted", count)
    if len(zones) == 1:
        (zone,) = zones
        told = phrase("pair", one=zone.name, two=places) if count else zone.name
        if scene.plan.partition and zone.area_km2:
            share = round(100 * zone.area_km2 / sum(each.area_km2 or 0 for each in scene.zones))
            told = phrase("claim_share", zone=zone.name, whole=scene.plan.whole.zh, share=share, places=places)
    else:
        held = {zone.id: len(scene.parks_of([zone])) for zone in zones}
        leading = _first(held)
        told = phrase("claim_group", zones=counted("zones", len(zones)), places=places)
        if len(leading) == 1:
            most = scene.zone_by_id[leading[0]]
            told = phrase("claim_most", places=places, zone=most.name, n=held[most.id])
    return phrase("pair", one=group.name, two=told)


def industry_claim(scene: Scene) -> Words:
    """Return which industry has most named places, and at which unit most of them are.

    Examples
    --------
    >>> from geo.draw.scene.build import make_scene
    >>> from geo.model.plan import read_plan
    >>> industry_claim(make_scene(read_plan("heilongjiang"))).zh
    '生物医药地点最多：207 处中 65 处，其中 18 处在哈尔滨市'
    """
    maps = {each.id: each for each in industries_of(scene).maps}
    leading = _first({ident: each.total for ident, each in maps.items()})
    if not 0 < len(leading) <= _MOST_TIED:
        return PHRASES["industries"]
    found = [maps[ident] for ident in leading]
    said = {"all": len(scene.parks), "n": found[0].total}
    if len(found) > 1:
        return phrase("claim_industries", names=_paired(each.name for each in found), **said)
    head = phrase("claim_industry", name=found[0].name, **said)
    return _at_unit(scene, head, found[0])


def state_claim(scene: Scene) -> Words:
    """Return whether more places are planned than there are."""
    totals = states_of(scene).totals
    planned, existing = totals["planned"], totals["existing"]
    key = "more" if planned > existing else "fewer" if planned < existing else "equal"
    return phrase(f"claim_state_{key}", planned=planned, existing=existing)


def gap_claim(scene: Scene) -> Words:
    """Return how many places have no position, and how many numbers no year."""
    gaps = gaps_of(scene)
    places = phrase("claim_unlocated" if gaps.unlocated else "claim_located", n=gaps.unlocated, all=gaps.places)
    if not gaps.yearless:
        return places
    return phrase("claim_yearless", places=places, n=gaps.yearless, all=gaps.numbers)


def source_claim(scene: Scene) -> Words:
    """Return on how many sources all rests, and that every fact cites its clause where every one does."""
    count = counted("claim_sources", len(scene.sources))
    facts = [mark.facts for marks in (scene.zones, scene.parks, scene.targets) for mark in marks]
    if not all(own and own[0].locator for own in facts):
        return count
    numbers = {"zones": len(scene.zones), "places": len(scene.parks), "numbers": len(scene.targets)}
    return phrase("claim_cited", sources=count, **numbers)


def _overlap_claim(scene: Scene) -> Words:
    region = scene.plan.region_adcode
    tallies = {ident: count for ident, count in scene.tallies.items() if ident != region}
    head, leading = phrase("groups_overlap", n=len(scene.groups)), _first(tallies)
    if not 0 < len(leading) <= _MOST_TIED:
        return phrase("claim_named_most", head=head, n=max(tallies.values(), default=0))
    names = _paired(scene.unit_by_id[ident].name for ident in leading)
    return phrase("claim_named", head=head, names=names, n=tallies[leading[0]])


def _at_unit(scene: Scene, head: Words, each: IndustryMap) -> Words:
    leading = _first(each.counts)
    if len(leading) != 1:
        return head
    return phrase("claim_of_which", head=head, n=each.counts[leading[0]], unit=scene.unit_by_id[leading[0]].name)


def _first(counts: Mapping[str, int]) -> list[str]:
    """Return the keys of the greatest count, none where all are 0."""
    most = max(counts.values(), default=0)
    return [key for key, count in counts.items() if count == most] if most else []


def _paired(names: Iterable[Words]) -> Words:
    return joined_words(names, "、", " and ")
