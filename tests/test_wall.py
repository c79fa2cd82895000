"""The sheet to hang up: what it tells is the data's, keeps to its place, and can be read from two metres."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import SVG, drawing, lines, texts, told
from reading import plan_of, scene_of
from shapely import LineString, Point, Polygon, unary_union

from geo.draw.figure.canvas import own_settings
from geo.draw.figure.figure import FigureOptions, make_figure
from geo.draw.figure.furniture import Country
from geo.draw.figure.leaders import leaders_of
from geo.draw.figure.paper import sheet_of
from geo.draw.figure.plate import Plate
from geo.draw.figure.wall import wall_sheet
from geo.draw.scene.callouts import callouts_of, clause_index, headline_numbers
from geo.draw.scene.view import view_of
from geo.draw.sheet.areas import Area
from geo.draw.sheet.box import SheetBox
from geo.model.errors import UsageError

PLANS = ("heilongjiang", "changsha", "national")


@cache
def sheet(plan: str, lang: str = "zh") -> Plate:
    """Return the sheet of a plan, which is not written."""
    return wall_sheet(view_of(scene_of(plan), lang=lang), sheet_of("A2"), "png", Country(*plan_of(plan).base))


@pytest.mark.parametrize("plan", PLANS)
def test_the_sheet_tells_slogan_zones_numbers_clauses_and_review(plan: str) -> None:
    words, view = "".join(told(sheet(plan).canvas).split()), view_of(scene_of(plan))
    wanted = [view.tell(callout.name) for callout in callouts_of(view)]
    wanted += [view.tell(target.short) or view.tell(target.shown) for target in headline_numbers(view)]
    wanted += [f"{name}{clause}" for name, clause in clause_index(view)[:8]]
    wanted += [view.scene.plan.slogan, "各行政区、各产业的具名地点数", "图例", "条款索引", "本图未送审，仅供内部使用"]
    assert [each for each in wanted if "".join(each.split()) not in words] == []
    assert ("示意" in words) == (not view.is_tinted)


def test_call_outs_say_what_the_plan_says() -> None:
    view = view_of(scene_of("changsha"))
    first = callouts_of(view)[0]
    assert first.number is not None
    assert first.number in view.scene.targets_of(("zone", first.id))
    counts = {
        row.id: sum(row.id in park.tops for park in view.scene.parks if first.id in park.homes)
        for row in first.industries
    }
    assert list(counts.values()) == sorted(counts.values(), reverse=True)
    assert all(counts.values())
    assert len(callouts_of(view_of(scene_of("national")))) == len(scene_of("national").groups)


def test_a_call_out_of_one_place_says_so_in_english() -> None:
    scene = scene_of("changsha")
    alone = next(park for park in scene.parks if park.homes)
    told = callouts_of(view_of(replace(scene, parks=(alone,), targets=()), lang="en"))
    assert {callout.count for callout in told} == {"", "1 place"}


@pytest.mark.parametrize("plan", PLANS)
def test_it_is_read_from_two_metres(plan: str) -> None:
    found = defaultdict[str, list[float]](list)
    for line in lines(sheet(plan).canvas):
        found[line.layer].append(line.size)
    assert max(found["title"]) > 60
    assert min(found["map.names"]) >= 12.0
    assert min(found["callouts"]) >= 10.0
    assert min(found["credits"]) >= 10.0


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("plan", PLANS)
def test_parts_keep_to_their_places(plan: str, lang: str) -> None:
    canvas, placed = sheet(plan, lang).canvas, sheet(plan, lang).placed
    with own_settings():
        lines = [(layer, line.get_text(), box) for layer, line, box in texts(canvas)]
    page = SheetBox(0.0, 0.0, *canvas.figure.bbox.size)
    assert [text for _, text, box in lines if not page.contains(box)] == []
    parts = [row for row in lines if row[0] in ("title", "titles", "callouts", "matrix", "legend", "index", "credits")]
    thin = 3 * canvas.sheet.points * canvas.sheet.dpi / 72
    cores = [(text, box.inset(thin)) for _, text, box in parts]
    assert [(a, b) for (a, one), (b, two) in itertools.combinations(cores, 2) if one.meets(two)] == []
    assert [a.label.id for a, b in itertools.combinations(placed, 2) if a.box.inset(1.0).meets(b.box)] == []


@pytest.mark.parametrize(("plan", "lang"), [("heilongjiang", "zh"), ("changsha", "en")])
def test_a_line_leads_from_each_call_out_to_its_zone_and_none_across_another(plan: str, lang: str) -> None:
    root = drawing(plan, size="A2", lang=lang, shown="sheet")
    view = view_of(scene_of(plan), lang=lang)
    drawn = [zone for zone in view.zones if zone.shape]
    lines = {zone.id: LineString(*rings(root, f"leader.{zone.id}")) for zone in drawn}
    assert [pair for pair in itertools.combinations(lines, 2) if lines[pair[0]].intersects(lines[pair[1]])] == []
    for ident, line in lines.items():
        outline = unary_union([Polygon(ring) for ring in rings(root, ident)])
        assert outline.contains(Point(line.coords[-1]))
    order = sorted(drawn, key=lambda zone: float(lines[zone.id].coords[0][1]))
    told = next(layer for layer in root.iter(f"{SVG}g") if layer.get("id") == "callouts")
    names = ["".join(text.itertext()) for text in told.iter(f"{SVG}text")]
    tops = [next(at for at, name in enumerate(names) if name.startswith(view.tell(zone.name)[:20])) for zone in order]
    assert tops == sorted(tops)
    on_map = next(layer for layer in root.iter(f"{SVG}g") if layer.get("id") == "map.names")
    assert not {f"name.{zone.id}" for zone in drawn} & {text.get("id") for text in on_map.iter()}


def rings(root: ElementTree.Element, ident: str) -> list[list[tuple[float, float]]]:
    """Return the rings or lines of a shape in an SVG, by its id."""
    (group,) = (each for each in root.iter(f"{SVG}g") if each.get("id") == ident)
    (path,) = group.iter(f"{SVG}path")
    parts = (re.findall(r"(-?[\d.]+) (-?[\d.]+)", part) for part in path.attrib["d"].split("M")[1:])
    return [[(float(x), float(y)) for x, y in part] for part in parts]


@given(st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), min_size=2, max_size=7, unique=True))
@settings(max_examples=30, deadline=None)
def test_lines_cross_nowhere_wherever_zones_lie(cells: list[tuple[int, int]]) -> None:
    frame, side = SheetBox(0.0, 0.0, 450.0, 450.0), 28.0
    boxes = [SheetBox.sized(30.0 * x + 1.0, 30.0 * y + 1.0, side, side) for x, y in cells]
    areas = {f"zone-{at}": Area([box.ring], frame, 2.0) for at, box in enumerate(boxes)}
    starts = [(470.0, 30.0 + 41.0 * at) for at in range(len(cells))]
    lines = leaders_of(areas, starts, boxes[:1])
    assert [start for start, _ in lines.values()] == starts
    assert all(areas[ident].has(end) for ident, (_, end) in lines.items())
    crossing = itertools.combinations([LineString(line) for line in lines.values()], 2)
    assert not any(one.crosses(two) for one, two in crossing)


@pytest.mark.parametrize("size", ["A4", "A4-portrait", "420x594mm"])
def test_a_small_or_upright_sheet_is_refused(size: str) -> None:
    with pytest.raises(UsageError, match="--view sheet hangs on a wall: give it --size A2, A1, A0"):
        make_figure(plan_of("tiny"), "svg", FigureOptions(size=size, shown="sheet"))
