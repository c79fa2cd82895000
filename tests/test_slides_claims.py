"""What titles of slides state equals what the files of a plan say, counted here anew."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import pytest
from decks import opened
from reading import plan_of, scene_of

from geo.draw.scene.gaps import gaps_of
from geo.draw.scene.states import states_of
from geo.draw.scene.words import Words
from geo.model.plan import Plan
from geo.model.schema import Park

PLANS = ("heilongjiang", "changsha", "national")
BOTH = pytest.mark.parametrize(("name", "lang"), [(name, lang) for name in PLANS for lang in ("zh", "en")])


def titles(name: str, lang: str) -> list[str]:
    gap = " " if lang == "en" else ""
    return [slide.shapes.title.text_frame.text.replace("\v", gap) for slide in opened(name, lang=lang).slides]


def numbers(text: str) -> list[int]:
    return [int(each.replace(",", "")) for each in re.findall(r"\d[\d,]*", text)]


def places(plan: Plan) -> list[Park]:
    return [park for park in plan.park_rows if not park.superseded_by]


def first(counts: Counter[str]) -> list[str]:
    most = max(counts.values(), default=0)
    return [key for key, count in counts.items() if count == most]


def told(plan: Plan, unit: str, lang: str) -> str:
    row = next(row for row in plan.unit_rows if row.unit == unit)
    return row.name_en if lang == "en" else row.name


def ground_unit(plan: Plan, park: Park) -> str:
    """Return the unit below the region at which a place is: its own, or the one above that."""
    levels = {row.unit: row.level for row in plan.unit_rows}
    above = {row.unit: row.parent for row in plan.unit_rows}
    coarse = next(level for level in ("province", "prefecture", "county") if _below(plan, level))
    unit = park.adcode
    while unit and levels.get(unit) != coarse:
        unit = above.get(unit, "")
    return unit if unit != plan.header.region_adcode else ""


def _below(plan: Plan, level: str) -> list[str]:
    return [row.unit for row in plan.unit_rows if row.level == level and row.unit != plan.header.region_adcode]


@BOTH
def test_the_layout_has_so_many_zones_and_most_places_there(name: str, lang: str) -> None:
    plan, title = plan_of(name), titles(name, lang)[1]
    if name == "national":
        named = Counter(unit for unit, groups in _groups_by_unit(plan).items() for _ in groups)
        assert numbers(title) == [len(plan.groups), max(named.values())]
        return
    units = Counter(unit for park in places(plan) if (unit := ground_unit(plan, park)))
    (leading,) = first(units)
    said = [len(plan.zone_rows), len(places(plan)), units[leading]]
    assert numbers(title) == (said if lang == "zh" else [said[0], said[2], said[1]])
    assert told(plan, leading, lang) in title
    covers = {"zh": "覆盖", "en": "cover"}[lang] in title
    members = [unit for zone in plan.zone_rows for unit in zone.members]
    prefectures = _below(plan, "prefecture")
    assert covers == (sorted(members) == sorted(prefectures))


def _groups_by_unit(plan: Plan) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    zones = {zone.zone: zone.group for zone in plan.zone_rows}
    for unit, idents in plan.zones_of().items():
        if unit != plan.header.region_adcode:
            found[unit] = {zones[ident] for ident in idents}
    return found


@BOTH
def test_the_headline_is_the_total_of_the_plan_where_it_has_one(name: str, lang: str) -> None:
    plan, title = plan_of(name), titles(name, lang)[2]
    money = [
        row for row in plan.target_rows if row.kind == "target" and row.measure == "亿元" and "规模" in row.indicator
    ]
    largest = max(money, key=lambda row: (row.scope == "plan", row.low or 0))
    assert (largest.indicator_en if lang == "en" else largest.indicator) in title
    amount = int(largest.low or 0)
    shown = {"zh": amount, "en": amount // 10 if amount < 10_000 else amount // 10_000}[lang]
    assert numbers(title) == [largest.year, shown]


@BOTH
def test_each_group_has_so_many_places_and_most_of_them_there(name: str, lang: str) -> None:
    plan, scene = plan_of(name), scene_of(name)
    homes = {park.id: set(park.homes) for park in scene.parks}
    seen = 0
    for title in titles(name, lang)[3:]:
        name_of = Words(
            *next((tuple(group.name) for group in scene.groups if _heads(title, group.name, lang)), ("", ""))
        )
        if not name_of.zh:
            break
        group = next(group for group in plan.groups if group.name == name_of.zh)
        zones = [zone for zone in plan.zone_rows if zone.group == group.group]
        held = {zone.zone: sum(zone.zone in home for home in homes.values()) for zone in zones}
        every = sum(bool(home.intersection(held)) for home in homes.values())
        rest = title[len(name_of.text(lang)) :]
        if len(zones) > 1 and len(first(Counter(held))) == 1:
            (leading,) = first(Counter(held))
            assert sorted(numbers(rest)) == sorted([every, held[leading]])
        elif plan.header.partition:
            areas = {zone.id: zone.area_km2 or 0 for zone in scene.zones}
            share = 100 * areas[zones[0].zone] / sum(areas.values())
            assert numbers(rest) == [round(share), every]
        seen += 1
    assert seen >= 3


def _heads(title: str, name: Words, lang: str) -> bool:
    return title.startswith(f"{name.text(lang)}{'：' if lang == 'zh' else ':'}")


@BOTH
def test_the_industry_with_most_places_is_named(name: str, lang: str) -> None:
    plan, scene = plan_of(name), scene_of(name)
    title = next(
        each
        for each in titles(name, lang)
        if {"zh": "最多", "en": "more than any other"}[lang] in each and _is_industry(each, plan, lang)
    )
    counts = Counter(top for park in places(plan) for top in dict.fromkeys(plan.tops_of(park)))
    leading = first(counts)
    rows = {row.industry: row for row in plan.industries}
    for ident in leading:
        assert (rows[ident].name_en if lang == "en" else rows[ident].name) in title
    assert {len(scene.parks), counts[leading[0]]} <= set(numbers(title))
    if len(leading) == 1 and len(numbers(title)) == 3:
        at = Counter(ground_unit(plan, park) for park in places(plan) if leading[0] in plan.tops_of(park))
        del at[""]
        (unit,) = first(at)
        assert told(plan, unit, lang) in title
        assert at[unit] in numbers(title)


def _is_industry(title: str, plan: Plan, lang: str) -> bool:
    tops = [row for row in plan.industries if not row.parent]
    return any((row.name_en if lang == "en" else row.name) in title for row in tops)


@BOTH
def test_more_or_fewer_are_planned_than_exist(name: str, lang: str) -> None:
    plan = plan_of(name)
    (title,) = (each for each in titles(name, lang) if each.startswith(("现状｜规划", "Now | plan")))
    states = Counter(park.status for park in places(plan))
    assert numbers(title) == [states["planned"], states["existing"]]
    assert ({"zh": "多于", "en": "more than"}[lang] in title) == (states["planned"] > states["existing"])


@BOTH
def test_so_many_places_and_numbers_lack_a_position_and_a_year(name: str, lang: str) -> None:
    plan = plan_of(name)
    (title,) = (each for each in titles(name, lang) if {"zh": "没有位置", "en": "no position"}[lang] in each)
    off, every = sum(park.lon is None for park in places(plan)), len(places(plan))
    yearless, targets = sum(row.year is None for row in plan.target_rows), len(plan.target_rows)
    assert numbers(title) == ([every, off, targets, yearless] if lang == "zh" else [off, every, yearless, targets])


@BOTH
def test_every_fact_cites_a_clause_and_so_many_sources(name: str, lang: str) -> None:
    plan = plan_of(name)
    rows: Iterable[object] = (*plan.zone_rows, *places(plan), *plan.target_rows)
    assert all(getattr(row, "locator") for row in rows)  # noqa: B009
    used = plan.sources_used() & {row.source for row in plan.sources}
    said = [len(used), len(plan.zone_rows), len(places(plan)), len(plan.target_rows)]
    shapes = [shape for slide in opened(name, lang=lang).slides for shape in slide.shapes if shape.has_text_frame]
    assert said in [numbers(shape.text_frame.text.replace("\v", " ")) for shape in shapes]


@pytest.mark.parametrize("name", PLANS)
def test_states_and_gaps_count_each_place_once(name: str) -> None:
    scene = scene_of(name)
    states, gaps = states_of(scene), gaps_of(scene)
    assert sum(states.totals.values()) == len(scene.parks)
    rows = sum(count for row in states.rows for count in row.counts.values())
    assert rows - len(scene.parks) >= states.several
    assert (rows == len(scene.parks)) == (states.several == 0)
    assert gaps.unlocated == sum(not park.at for park in scene.parks)
