"""What is there beside what is to come, on a sheet: each map has its places, the counts are the plan's own."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from typing import Any

import pytest
from covering import pairs
from papers import SVG, drawing, texts
from reading import plan_of, scene_of

from geo.draw.figure.canvas import own_settings
from geo.draw.figure.figure import FigureOptions, make_figure
from geo.draw.figure.paper import sheet_of
from geo.draw.figure.times import times_sheet
from geo.draw.scene.marks import ParkMark
from geo.draw.scene.phrases import PHRASES
from geo.draw.scene.states import sides_of
from geo.draw.scene.view import view_of
from geo.draw.sheet.box import SheetBox
from geo.model.errors import DrawingError, UsageError

PLANS = ("changsha", "heilongjiang", "national")
STATUSES = {"now": ("existing",), "plan": ("planned", "under-construction")}


def layer(plan: str, name: str) -> ElementTree.Element:
    return next(each for each in drawing(plan, shown="times").iter(f"{SVG}g") if each.get("id") == name)


def words(part: ElementTree.Element) -> str:
    return "".join("".join(part.itertext()).split())


def of_side(plan: str, side: str) -> list[ParkMark]:
    return [park for park in scene_of(plan).parks if park.status in STATUSES[side]]


@pytest.mark.parametrize("side", STATUSES)
@pytest.mark.parametrize("plan", PLANS)
def test_each_map_has_the_places_of_its_time(plan: str, side: str) -> None:
    parks, drawn = of_side(plan, side), layer(plan, f"{side}.places")
    single = {each.get("id") for each in drawn.iter(f"{SVG}g")} & {park.id for park in parks}
    rings = {each.get("id") for each in layer(plan, f"{side}.rings").iter(f"{SVG}g")} & {park.id for park in parks}
    counted = [text.text or "" for text in drawn.iter(f"{SVG}text")]
    gathered = sum(int(text) for text in counted if text.isdecimal())
    known = sum(int(text[1:]) for text in counted if text.startswith("+"))
    bold = 2  # A number is set twice: in strokes that make it bold, and over these.
    assert len(single | rings) + gathered / bold == sum(park.at is not None for park in parks)
    assert known / bold == sum(park.stand == "unit" for park in parks)
    told = words(layer(plan, f"{side}.head"))
    assert f"图上{sum(park.at is not None for park in parks)}／共{len(parks)}" in told


@pytest.mark.parametrize("plan", PLANS)
def test_the_table_counts_what_the_plan_has(plan: str) -> None:
    scene, told = scene_of(plan), words(layer(plan, "table"))
    zones, industries = [zone.id for zone in scene.zones], [row.id for row in scene.industries if not row.parent]
    parts = sides_of(scene)
    assert [part.by_zone for part in parts] == ([False] if plan == "national" else [True, False])
    for part in parts:
        for row in part.rows:
            counted = [sum(_is_in(park, row.id, part.by_zone) for park in of_side(plan, side)) for side in STATUSES]
            assert list(row.sides) == counted
            shown = "".join(str(count) if count else "·" for count in counted)
            assert re.search(rf"{re.escape(row.name.zh)}(（[^）]+）)?{shown}", told), (row.name, shown)
        order = [(zones if part.by_zone else industries).index(row.id) for row in part.rows if row.id]
        assert order == sorted(order)
    unstated = sum(park.status == "unstated" for park in scene.parks)
    assert (f"另有{unstated}处未说明状态" in told) == bool(unstated)


def _is_in(park: ParkMark, ident: str, by_zone: bool) -> bool:
    held = park.homes if by_zone else park.tops
    return ident in held if ident else not held


@pytest.mark.parametrize(("plan", "size", "lang"), pairs(PLANS, ["16:9", "A4-portrait", "4:3"], ["zh", "en"]))
def test_parts_keep_to_their_places_and_maps_to_one_scale(plan: str, size: str, lang: str) -> None:
    made = times_sheet(view_of(scene_of(plan), lang=lang), sheet_of(size), "png")
    canvas = made.canvas
    with own_settings():
        lines = [(name, line.get_text(), box) for name, line, box in texts(canvas)]
    page = SheetBox(0.0, 0.0, *canvas.figure.bbox.size)
    assert [text for _, text, box in lines if not page.contains(box)] == []
    parts = ("title", "table", "legend", "credits", "now.head", "plan.head")
    thin = 3 * canvas.sheet.points * canvas.sheet.dpi / 72
    cores = [(text, box.inset(thin)) for name, text, box in lines if name in parts]
    assert [(a, b) for (a, one), (b, two) in itertools.combinations(cores, 2) if one.meets(two)] == []
    assert (PHRASES["left_differences"] in made.left_out) == ("table" not in {name for name, _, _ in lines})


def test_a_plan_of_one_time_is_told_so() -> None:
    scene = scene_of("tiny")
    for status, missing in (("existing", "is planned or being built"), ("planned", "exists")):
        parks = tuple(replace(park, status=status) for park in scene.parks)
        with pytest.raises(DrawingError, match=f"tiny has no place of which the text says that it {missing}"):
            times_sheet(view_of(replace(scene, parks=parks)), sheet_of("16:9"), "svg")


@pytest.mark.parametrize(("part", "told"), [({"step": 2}, "--step 2"), ({"unit": "430104"}, "--unit 430104")], ids=str)
def test_a_part_of_a_plan_has_no_pair(part: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=f"^--view times shows the whole plan. Leave {told} out.$"):
        make_figure(plan_of("changsha"), "svg", FigureOptions(shown="times", **part))
