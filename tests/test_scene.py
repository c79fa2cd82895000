"""What is drawn of a plan, before any medium."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from reading import PLANS, plan_of, scene_of
from shapely.geometry import Point, shape

from geo.draw.scene.build import make_scene
from geo.draw.scene.context import grown
from geo.draw.scene.credits import boundary_credit, evidence_credit, plain_number, review_credit
from geo.draw.scene.looks import palette_places
from geo.draw.scene.marks import Fact, Scene
from geo.draw.scene.view import View
from geo.draw.scene.words import Words
from geo.model.errors import PlanError
from geo.model.plan import Plan, list_plans, read_plan
from geo.model.schema import Boundaries, Zone

ROOT = Path(__file__).parent.parent


@pytest.fixture
def tiny(tiny_root: Path) -> Plan:
    return read_plan("tiny", tiny_root)


def by_id(marks: tuple[Any, ...]) -> Mapping[str, Any]:
    return {mark.id: mark for mark in marks}


def with_base(root: Path, **provinces: list[list[float]]) -> None:
    """Write rings as provinces into the workspace's layers of context."""
    features = [
        {
            "type": "Feature",
            "id": ident.strip("p"),
            "properties": {"name": f"{ident}省", "name_en": f"{ident} province"},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for ident, ring in provinces.items()
    ]
    folder = root / "layers" / "base"
    folder.mkdir(exist_ok=True)
    text = json.dumps({"type": "FeatureCollection", "features": features})
    (folder / "provinces.geojson").write_text(text, encoding="utf-8")


def ring(west: float, south: float, east: float, north: float) -> list[list[float]]:
    """Return a box as a ring with a vertex every half degree or so on the way east."""
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


# -- the whole ---------------------------------------------------------------------------------------------------------


def test_a_scene_holds_every_row_once(tiny: Plan) -> None:
    scene = make_scene(tiny)
    assert sorted(by_id(scene.zones)) == sorted(zone.zone for zone in tiny.zone_rows)
    assert list(by_id(scene.units)) == [unit.unit for unit in tiny.unit_rows]
    assert list(by_id(scene.parks)) == [park.park_id for park in tiny.park_rows]
    assert sorted(by_id(scene.targets)) == sorted(target.target_id for target in tiny.target_rows)


def test_numbers_are_told_from_the_total_down_and_baselines_last(tiny: Plan) -> None:
    told = [target.id for target in make_scene(tiny).targets]
    assert told == ["output", "output-west", "output-east", "park-size", "labs", "seed-rank"]


@pytest.mark.parametrize("name", PLANS)
def test_numbers_of_a_plan_are_in_one_order_and_none_is_lost(name: str) -> None:
    targets = scene_of(name).targets
    assert len(targets) == len(plan_of(name).target_rows)
    kinds = [target.kind for target in targets]
    assert kinds == sorted(kinds, key=("target", "baseline").index)
    for kind in set(kinds):
        ranks = [target.operator == "rank" for target in targets if target.kind == kind]
        assert ranks == sorted(ranks), "ranks stand last"


def test_the_total_of_a_shipped_plan_is_its_first_number() -> None:
    first = [scene_of(name).targets[0].id for name in ("heilongjiang", "changsha")]
    assert first == ["bioeconomy-total", "bioeconomy-size"]


def test_a_share_is_a_part_of_a_whole_and_growth_is_none() -> None:
    shares = {target.id for target in scene_of("national").targets if target.is_share}
    assert {"pharma-share-2025", "device-market-share", "fermentation-share"} <= shares
    assert not shares & {"pharma-growth", "pharma-revenue-growth"}


def test_a_scene_cannot_be_changed(tiny: Plan) -> None:
    scene = make_scene(tiny)
    with pytest.raises(FrozenInstanceError):
        scene.plan.id = "other"  # type: ignore[misc]
    assert make_scene(tiny) == scene


def test_zones_stand_in_the_order_of_the_slogan(tiny: Plan) -> None:
    assert [zone.id for zone in make_scene(tiny).zones] == ["west-pole", "east-belt"]
    turned = replace(tiny, groups=tuple(replace(group, order=3 - (group.order or 0)) for group in tiny.groups))
    assert [zone.id for zone in make_scene(turned).zones] == ["east-belt", "west-pole"]


def test_no_two_zones_look_alike(tiny: Plan) -> None:
    looks = [(zone.tone, zone.hatch) for zone in make_scene(tiny).zones]
    assert len(set(looks)) == len(looks)


def many(tiny: Plan, *groups: str) -> list[Zone]:
    """Return zones named by single letters, one group a text."""
    return [
        replace(tiny.zone_rows[0], zone=f"{place}-{name}", name=name, group=str(place))
        for place, names in enumerate(groups)
        for name in names
    ]


def places_of(zones: Sequence[Zone]) -> dict[str, int]:
    return palette_places([(zone.zone, zone.group, zone.name) for zone in zones])


def test_up_to_nine_zones_take_the_palette_in_order(tiny: Plan) -> None:
    assert list(places_of(many(tiny, "AB", "BC", "ABCDE")).values()) == list(range(9))


def test_more_zones_share_hues_by_name_and_differ_within_a_group(tiny: Plan) -> None:
    looks = places_of(many(tiny, "ABC", "XAB", "CYZ", "ABCDEFGHIJK"))
    for group in "0123":
        places = [place for zone, place in looks.items() if zone.startswith(f"{group}-")]
        assert len(places) == len(set(places))
    assert looks["1-A"] == looks["0-A"] == looks["3-A"] == 0
    assert looks["2-C"] == looks["0-C"]
    assert looks["1-X"] == 2


def test_superseded_places_are_left_out(tiny: Plan) -> None:
    old = replace(tiny.park_rows[1], park_id="older", superseded_by="east-base")
    scene = make_scene(replace(tiny, park_rows=(*tiny.park_rows, old)))
    assert "older" not in by_id(scene.parks)


def test_places_without_coordinates_are_listed_and_not_placed(tiny: Plan) -> None:
    parks = by_id(make_scene(tiny).parks)
    assert {ident for ident, park in parks.items() if park.at} == {"east-base", "far-lab", "west-park"}
    assert parks["west-cluster"].unit == "990100"


def test_a_zone_without_outline_is_listed_and_not_placed(tiny: Plan) -> None:
    bare = tuple(replace(zone, geometry=None, basis="none") for zone in tiny.zone_rows)
    for zone in make_scene(replace(tiny, zone_rows=bare)).zones:
        assert (zone.shape, zone.label, zone.area_km2) == (None, None, None)


def test_a_plan_that_draws_nothing_shows_its_places_or_china(tiny: Plan) -> None:
    bare = replace(
        tiny,
        zone_rows=tuple(replace(zone, geometry=None) for zone in tiny.zone_rows),
        unit_rows=tuple(replace(unit, geometry=None) for unit in tiny.unit_rows),
    )
    assert make_scene(bare).plan.bbox == (110.5, 30.5, 113.0, 31.5)
    west, south, east, north = make_scene(replace(bare, park_rows=())).plan.bbox
    assert west < 80 < 130 < east
    assert south < 20 < 50 < north


def test_the_first_view_frames_the_zones_and_the_places_among_the_units(tiny: Plan) -> None:
    west = tuple(zone for zone in tiny.zone_rows if zone.zone == "west-pole")
    few = replace(tiny, zone_rows=west, park_rows=tuple(p for p in tiny.park_rows if p.park_id != "east-base"))
    assert make_scene(few).plan.view == (110, 30, 111, 32)  # far-lab lies outside of all units
    near = tuple(replace(park, lon=111.0) if park.park_id == "east-base" else park for park in tiny.park_rows)
    assert make_scene(replace(few, park_rows=near)).plan.view == (110, 30, 111, 32)
    assert make_scene(few).plan.bbox == (110, 30, 112, 32)
    bare = replace(few, zone_rows=tuple(replace(zone, geometry=None) for zone in west))
    assert make_scene(bare).plan.view == make_scene(bare).plan.bbox


def test_the_first_view_shows_all_of_a_region_over_more_than_half_of_which_zones_and_places_lie(tiny: Plan) -> None:
    west = tuple(zone for zone in tiny.zone_rows if zone.zone == "west-pole")
    assert make_scene(replace(tiny, zone_rows=west)).plan.view == (110, 30, 112, 32)  # east-base lies at 111.5


def test_areas_are_those_of_the_ellipsoid(tiny: Plan) -> None:
    # One degree by two between 30 and 32 north: 2 x 111.2 km x 95.5 km, from tables of the ellipsoid's arcs.
    areas = [zone.area_km2 for zone in make_scene(tiny).zones]
    assert areas == pytest.approx([21_180, 21_180], rel=0.005)


def test_names_stand_inside_what_they_name(tiny: Plan) -> None:
    scene = make_scene(tiny)
    for mark in (*scene.zones, *scene.units):
        assert shape(mark.shape).contains(Point(mark.label))


# -- facts and numbers -------------------------------------------------------------------------------------------------


def test_facts_are_the_own_clause_and_then_the_citations(tiny: Plan) -> None:
    scene = make_scene(tiny)
    assert by_id(scene.parks)["west-park"].facts == (
        Fact("name", "plan", "四(一)", "西北生物园"),
        Fact("industry", "plan", "五(一)", "依托西北生物园"),
    )
    assert by_id(scene.zones)["east-belt"].facts[1] == Fact("name", "plan", "序", "东部产业带")
    assert by_id(scene.targets)["labs"].facts == (Fact("number", "plan", "三(一)2", "1-2个实验室"),)


def test_a_unit_that_the_plan_does_not_speak_of_has_no_fact(tiny: Plan) -> None:
    for unit, row in zip(make_scene(tiny).units, tiny.unit_rows, strict=True):
        assert bool(unit.facts) == bool(row.source)


def test_a_citation_of_another_kind_of_thing_with_the_same_id_stays_away(tiny: Plan) -> None:
    other = tuple(replace(row, subject_type="target") for row in tiny.citations)
    scene = make_scene(replace(tiny, citations=other))
    assert len(by_id(scene.parks)["west-park"].facts) == 1


def test_units_know_their_zones(tiny: Plan) -> None:
    units = by_id(make_scene(tiny).units)
    assert units["990101"].zones == ("west-pole",)
    assert units["990000"].zones == ()


def test_numbers_are_shown_in_both_languages(tiny: Plan) -> None:
    shown = {target.id: target.shown for target in make_scene(tiny).targets}
    assert shown["output"] == ("≥ 300 亿元", "≥ CNY 30 billion")
    assert shown["park-size"] == ("百亿级（≥ 100 亿元）", "order of CNY 10 billion")
    assert shown["labs"][0] == "1–2 个"


def test_an_actual_takes_the_measure_of_its_target_and_no_operator(tiny: Plan) -> None:
    (reached,) = make_scene(tiny).progress
    assert (reached.target, reached.shown) == ("output", ("240 亿元", "CNY 24 billion"))
    lost = replace(tiny.actuals[0], target_id="gone")
    assert make_scene(replace(tiny, actuals=(lost,))).progress == ()


@pytest.mark.parametrize(
    ("operator", "value", "stands", "filled"),
    [
        ("ge", 240, "目标的 80%", 0.8),
        ("gt", 300, "目标的 100%", 1.0),
        ("approx", 330, "已达到；目标的 110%", 1.0),
        ("magnitude", 120, "目标的 40%", 0.4),
        ("range", 600, "超出区间；区间上限的 150%", 1.0),
        ("range", 350, "已达到", 1.0),
        ("le", 150, "未超上限；上限的 50%", None),
        ("le", 330, "超出上限；上限的 110%", None),
        ("rank", 400, "尚未达到", None),
        ("ge", -3, "目标的 -1%", 0.0),
    ],
)
def test_what_is_reached_is_said_in_short_by_operator(
    tiny: Plan, operator: str, value: float, stands: str, filled: float | None
) -> None:
    """Of a cap no part is reached, nor of a rank that is not."""
    high = 400.0 if operator == "range" else None
    targets = [replace(row, operator=operator, high=high) for row in tiny.target_rows if row.target_id == "output"]
    actual = replace(tiny.actuals[0], value=value)
    (reached,) = make_scene(replace(tiny, target_rows=tuple(targets), actuals=(actual,))).progress
    assert (reached.stands.zh, reached.filled) == (stands, filled)
    assert reached.told.zh.startswith(stands)
    assert reached.line.zh == f"实际：{reached.shown.zh}，截至 {reached.as_of}"


def test_evidence_is_readable(tiny: Plan) -> None:
    parks = by_id(make_scene(tiny).parks)
    assert parks["west-park"].located_by == ("方省地图集 12", "Atlas of Fang 12")
    assert parks["far-lab"].located_by.en == "general knowledge, no document"
    assert parks["east-farm"].located_by == ("", "")
    assert [parks[park].unlocated for park in ("east-farm", "west-park")] == ["not-found", ""]


def test_remarks_are_split_into_their_languages(tiny: Plan) -> None:
    assert by_id(make_scene(tiny).parks)["far-lab"].outside == ("合作单位在省外", "a partner outside the province")


def test_only_documents_in_use_are_listed(tiny: Plan) -> None:
    spare = replace(tiny.sources[0], source="spare")
    scene = make_scene(replace(tiny, sources=(*tiny.sources, spare)))
    assert sorted(by_id(scene.sources)) == ["atlas", "plan"]


def test_industries_in_use_bring_those_above_them_and_keep_their_colours(tiny: Plan) -> None:
    whole = by_id(make_scene(tiny).industries)
    assert {"med", "med-drug", "agri"} <= set(whole)
    assert all(bool(row.tone) != bool(row.parent) for row in whole.values())
    fewer = replace(tiny, park_rows=tuple(park for park in tiny.park_rows if park.industries == ("agri",)))
    fewer = replace(fewer, target_rows=(), unit_rows=tuple(replace(u, industries=()) for u in tiny.unit_rows))
    assert {row.id: row.tone for row in make_scene(fewer).industries} == {"agri": whole["agri"].tone}


@pytest.mark.parametrize(("file", "old", "new"), [("zones", "111.0, 30.0", "30.0, 111.0"), ("zones", "112.0", "1e20")])
def test_what_lies_off_the_globe_is_told_and_not_drawn(tiny_root: Path, file: str, old: str, new: str) -> None:
    path = tiny_root / "layers" / "tiny" / f"{file}.geojson"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(PlanError, match=r"zones\.geojson:\d+: zone .*(not on the globe|lat before lon)"):
        make_scene(read_plan("tiny", tiny_root))


def test_a_place_off_the_globe_is_told_and_not_drawn(tiny_root: Path) -> None:
    path = tiny_root / "data" / "tiny" / "parks.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",111.5,30.5,", ",30.5,111.5,"), encoding="utf-8")
    with pytest.raises(PlanError, match="only the other way round"):
        make_scene(read_plan("tiny", tiny_root))


def test_industries_in_a_circle_have_no_parent_to_climb_to_for_ever(tiny: Plan) -> None:
    circle = {"med": "med-drug", "med-drug": "med"}
    rows = tuple(replace(row, parent=circle.get(row.industry, row.parent)) for row in tiny.industries)
    scene = make_scene(replace(tiny, industries=rows))
    assert {row.id: row.parent for row in scene.industries} == {"agri": "", "med": "", "med-drug": ""}


# -- story and legend --------------------------------------------------------------------------------------------------


def test_a_story_of_its_own_is_told(tiny: Plan) -> None:
    steps = make_scene(tiny).steps
    assert [step.id for step in steps] == ["all", "pole"]
    assert steps[0].view == (110, 30, 112, 32)
    assert steps[1].view == (110, 30, 111, 32)
    assert steps[1].lit == ("west-pole", "west-park")


def test_a_plan_without_a_story_gets_overview_groups_and_zones(tiny: Plan) -> None:
    scene = make_scene(replace(tiny, steps=()))
    assert [step.id for step in scene.steps] == ["overview", "west-pole", "east-belt"]
    known = {mark.id for mark in (*scene.zones, *scene.groups)}
    assert all(set(step.lit) <= known and step.title.zh for step in scene.steps)
    assert scene.steps[0].view == scene.plan.view
    assert scene.steps[1].view == (110, 30, 111, 32)


def test_a_legend_explains_what_is_drawn_and_nothing_else(tiny: Plan) -> None:
    scene = make_scene(tiny)
    found: dict[str, set[str]] = {}
    for entry in (entry for part in scene.legend for entry in part.entries):
        found.setdefault(entry.sort, set()).add(entry.id)
    located = [park for park in scene.parks if park.at]
    assert found["zone"] == {"west-pole", "east-belt"}
    assert found["kind"] == {park.kind for park in located}
    assert found["status"] == {park.status for park in located}
    assert found["industry"] == {"agri", "med"}


# -- credits -----------------------------------------------------------------------------------------------------------


def test_a_map_that_was_not_submitted_says_so(tiny: Plan) -> None:
    scene = make_scene(tiny)
    (boundary, review), (evidence,) = scene.credits, scene.further_credits
    assert "方省测绘院" in boundary.zh
    assert "2022" in boundary.en
    assert "方S（2022）1号" in boundary.zh
    assert review == ("本图未送审，仅供内部使用", "Not submitted for review: internal use only")
    assert evidence.en == "Places located by: Atlas of Fang"


def test_a_map_prints_its_own_review_number(tiny: Plan) -> None:
    own = make_scene(replace(tiny, review_number="方S（2024）9号")).credits[1]
    assert own == ("本图审图号：方S（2024）9号", "Review number of this map: 方S(2024)9号")


@pytest.mark.parametrize("written", ["方S（2022）1号", "方S(2022)1号", "方S （2022） 1号", "方ｓ（２０２２）1号"])
def test_the_number_of_the_source_is_never_this_maps_own(tiny: Plan, written: str) -> None:
    scene = make_scene(replace(tiny, review_number=written))
    assert scene.credits[1].zh == "本图未送审，仅供内部使用"
    assert all(not credit.zh.startswith("本图审图号") for credit in scene.credits)


@pytest.mark.parametrize("plan", list_plans(ROOT))
def test_shipped_plans_never_print_the_sources_number_as_their_own(plan: str) -> None:
    read = plan_of(plan)
    number = plain_number(read.boundaries.review_number)
    for credit in make_scene(read).credits[1:]:
        assert number not in plain_number(credit.zh + credit.en)


def test_credits_without_edition_or_number_leave_no_gap() -> None:
    assert boundary_credit(Boundaries(source="甲")) == ("边界来源：甲", "Boundaries: 甲")
    assert review_credit("", "").zh == "本图未送审，仅供内部使用"


def test_a_licence_that_asks_for_its_name_gets_it_once() -> None:
    assert evidence_credit([Words("GeoNames（CC BY 4.0）")]).zh == "地点位置依据：GeoNames（CC BY 4.0）"
    assert evidence_credit([Words("GeoNames", "GeoNames"), Words("甲", "A")]).en.endswith("(CC BY 4.0); A")


# -- context -----------------------------------------------------------------------------------------------------------


def test_a_workspace_without_context_draws_none(tiny: Plan) -> None:
    scene = make_scene(tiny)
    assert (scene.context, scene.lines) == ((), ())


def test_neighbours_are_drawn_and_far_provinces_and_the_region_itself_are_not(tiny_root: Path) -> None:
    with_base(tiny_root, p970000=ring(112, 29, 115, 33), p980000=ring(80, 40, 90, 45), p990000=ring(110, 30, 112, 32))
    (context,) = make_scene(read_plan("tiny", tiny_root)).context
    assert context.id == "970000"
    assert shape(context.shape).contains(Point(context.label))


def test_the_province_around_a_region_is_drawn_and_named_outside_the_region(tiny_root: Path) -> None:
    with_base(tiny_root, p980000=ring(100, 20, 122, 42))
    scene = make_scene(read_plan("tiny", tiny_root))
    (context,) = scene.context
    region = next(unit for unit in scene.units if unit.id == "990000")
    assert context.label is not None
    assert not shape(region.shape).intersects(Point(context.label))


def test_what_lies_far_from_the_region_is_cut_off(tiny_root: Path) -> None:
    with_base(tiny_root, p970000=ring(112, 30.5, 160, 31.5))
    (context,) = make_scene(read_plan("tiny", tiny_root)).context
    west, _, east, _ = shape(context.shape).bounds
    assert west == 112
    assert east == pytest.approx(116)


def test_a_neighbour_that_crosses_itself_is_drawn_as_it_is(tiny_root: Path) -> None:
    with_base(tiny_root, p970000=[[112, 30], [118, 36], [118, 30], [112, 36], [112, 30]])
    (context,) = make_scene(read_plan("tiny", tiny_root)).context
    assert len(context.shape["coordinates"][0]) == 5


@pytest.mark.parametrize("plan", list_plans(ROOT))
def test_shipped_plans_name_the_countries_that_their_box_shows(plan: str) -> None:
    scene = make_scene(plan_of(plan))
    west, south, east, north = grown(scene.plan.bbox, 0.3)
    assert all(west <= mark.label[0] <= east and south <= mark.label[1] <= north for mark in scene.abroad)
    names = {mark.name.en for mark in scene.abroad}
    assert ("Russia" in names) == (plan in ("heilongjiang", "national"))


@pytest.mark.parametrize("plan", list_plans(ROOT))
def test_names_abroad_stand_in_no_province(plan: str) -> None:
    scene = make_scene(plan_of(plan))
    home = [shape(mark.shape) for mark in (*scene.units, *scene.context) if mark.shape]
    for mark in scene.abroad:
        assert not any(outline.intersects(Point(mark.label)) for outline in home), mark


def test_every_text_of_a_scene_is_words_or_an_id(tiny: Plan) -> None:
    assert {field.name for field in fields(Scene)} >= {"zones", "units", "parks", "credits"}
    for zone in make_scene(tiny).zones:
        assert is_dataclass(zone)
        assert isinstance(zone.name, Words)


def test_a_copy_of_the_workspace_gives_the_same_scene(tiny_root: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(tiny_root, tmp_path / "copy"))
    assert make_scene(read_plan("tiny", tiny_root)) == make_scene(read_plan("tiny", other))


@pytest.mark.parametrize(
    ("issuer", "issued", "told"),
    [
        ("省政府", "2022-03-22", ("省政府，2022年3月22日", "Province, 22 March 2022")),
        ("省政府", "", ("省政府", "Province")),
        ("", "2022-03-22", ("2022年3月22日", "22 March 2022")),
        ("", "", ("", "")),
    ],
)
def test_a_byline_tells_what_is_known(issuer: str, issued: str, told: tuple[str, str]) -> None:
    scene = scene_of("heilongjiang")
    words = Words(issuer, "Province" if issuer else "")
    plan = replace(scene.plan, issuer=words, issued=issued)
    assert tuple(View(scene=replace(scene, plan=plan), lang=lang).byline for lang in ("zh", "en")) == told
