"""The slides, read back by python-pptx: native, named, in proportion, linked, cited, and the same in every run."""

from __future__ import annotations

import math
import re
import sys
import zipfile
from collections import Counter
from dataclasses import replace
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy
import pyproj
import pytest
from click.testing import CliRunner
from conftest import TINY
from decks import (
    LABELS,
    SOUTH,
    A,
    deck,
    freeforms,
    group_named,
    groups_named,
    house_template,
    opened,
    overview,
    shapes,
    text_of,
)
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Pt
from reading import plan_of, scene_of

from geo.cli import cli
from geo.draw.scene.phrases import PHRASES
from geo.draw.scene.symbols import DISC, SYMBOLS
from geo.draw.scene.view import View
from geo.draw.scene.words import Words
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.breaks import short_province
from geo.draw.sheet.ground import Plane
from geo.draw.sheet.paths import steps
from geo.draw.sheet.south import plane_of
from geo.draw.slides.charts import families
from geo.draw.slides.shapes import Look, Slide
from geo.draw.slides.slides import DrawingError, Options, make_slides, scene_slides
from geo.draw.slides.tables import Column, Row, Table, add_table
from geo.draw.slides.template import read_template
from geo.draw.slides.type import text_width, wrapped
from geo.draw.slides.views import RESOLUTION
from geo.model.errors import UsageError
from geo.model.extras import install_hint
from geo.space.albers import albers
from geo.space.boxes import DegreeBox
from geo.space.geometry import area_km2, to_shape


def rings_of(shape: Any) -> list[list[tuple[int, int]]]:
    found: list[list[tuple[int, int]]] = []
    for element in shape._element.iter(f"{A}moveTo", f"{A}lnTo"):
        found += [[]] if element.tag == f"{A}moveTo" else []
        point = element.find(f"{A}pt")
        found[-1].append((int(point.get("x")), int(point.get("y"))))
    return found


def drawn_area(shape: Any) -> float:
    """Return the area of a freeform in square points; rings within rings turn the other way."""
    path = next(shape._element.iter(f"{A}path"))
    assert int(path.get("w")) * 635 == shape.width
    turns = (zip(ring, ring[1:] + ring[:1], strict=True) for ring in rings_of(shape))
    return abs(sum(a[0] * b[1] - a[1] * b[0] for turn in turns for a, b in turn)) / 2 / 20**2


@pytest.mark.parametrize("name", ["heilongjiang", "changsha"])
def test_each_zone_is_a_freeform_with_its_name_alt_text_and_area(name: str) -> None:
    scene, slide = scene_of(name), opened(name).slides[1]
    found = freeforms(slide, PHRASES["zones"])
    plane = plane_of(scene, scene.plan.view)
    zones = {zone.name.zh: zone for zone in scene.zones if zone.shape}
    assert set(found) == set(zones)
    ratios = []
    for label, shape in found.items():
        descr = shape._element.nvSpPr.cNvPr.get("descr")
        assert label in descr
        assert zones[label].positioning.zh in descr
        projected = plane.shape(zones[label].shape).area
        assert projected == pytest.approx(area_km2(to_shape(zones[label].shape)), rel=1e-3)
        ratios.append(drawn_area(shape) / projected)
    assert max(ratios) / min(ratios) == pytest.approx(1.0, abs=0.01)


def test_units_are_freeforms_in_proportion_too() -> None:
    scene, slide = scene_of("heilongjiang"), opened("heilongjiang").slides[1]
    plane, found = plane_of(scene, scene.plan.view), freeforms(slide, PHRASES["units"])
    units = {unit.name.zh: unit.shape for unit in scene.units if unit.level == "prefecture"}
    assert set(units) < set(found)
    ratios = [drawn_area(found[name]) / plane.shape(outline).area for name, outline in units.items()]
    assert max(ratios) / min(ratios) == pytest.approx(1.0, abs=0.01)


def test_a_flat_map_agrees_with_proj() -> None:
    box = DegreeBox(121.0, 43.0, 135.0, 53.0)
    sixth = (box[3] - box[1]) / 6
    text = f"+proj=aea +lat_1={box[1] + sixth} +lat_2={box[3] - sixth} +lat_0=48 +lon_0=128 +ellps=GRS80 +units=km"
    places = numpy.array([[121.0, 43.0], [128.0, 48.0], [134.5, 52.9], [125.3, 46.1]])
    x, y = pyproj.Proj(text)(places[:, 0], places[:, 1])
    assert albers(box)(places) == pytest.approx(numpy.column_stack([x, y]), abs=0.01)


def test_islands_and_holes_are_rings_of_one_path() -> None:
    shell, hole = [[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]], [[3, 3], [3, 6], [6, 6], [6, 3], [3, 3]]
    island, speck = [[20, 0], [24, 0], [24, 4], [20, 4], [20, 0]], [[30, 0], [30.001, 0], [30, 0.001], [30, 0]]
    outline = {"type": "MultiPolygon", "coordinates": [[shell, hole], [island], [speck]]}
    plane = Plane(DegreeBox(0, 0, 40, 20))
    ground = plane.ground(plane.box(DegreeBox(0, 0, 40, 20)), SheetBox(0, 0, 400, 200), RESOLUTION, margin=0.0)
    rings = ground.rings(outline)
    slide = Presentation().slides.add_slide(Presentation().slide_layouts[6])
    sheet = Slide(slide, "zh")
    sheet.add(sheet.freeform("形", "形", rings, Look("#ffffff")))
    (shape,) = slide.shapes
    assert len(rings_of(shape)) == len(rings) == 4
    assert drawn_area(shape) / ground.per_km**2 == pytest.approx(plane.shape(outline).area, rel=0.005)
    assert all(len(set(ring)) == len(ring) for ring in rings_of(shape))


@pytest.mark.parametrize("name", ["tiny", "heilongjiang"])
def test_groups_are_as_large_as_what_is_in_them(name: str) -> None:
    for slide in opened(name).slides:
        for group in (shape for shape in shapes(slide) if shape.shape_type == MSO_SHAPE_TYPE.GROUP):
            inside = list(group.shapes)
            assert group.left == min(shape.left for shape in inside)
            assert group.top == min(shape.top for shape in inside)
            assert group.left + group.width == max(shape.left + shape.width for shape in inside)
            assert group.top + group.height == max(shape.top + shape.height for shape in inside)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("heilongjiang", {}),
        ("changsha", {}),
        ("changsha", {"lang": "en", "size": "4:3"}),
        ("changsha", {"drawing": "schematic"}),
    ],
    ids=str,
)
def test_names_on_a_map_cover_neither_each_other_nor_the_edge(name: str, options: dict[str, Any]) -> None:
    found = opened(name, **options)
    maps = [slide for slide in found.slides if any(shape.name in LABELS for shape in shapes(slide))]
    assert len(maps) >= 1 + len(plan_of(name).groups)
    for slide in maps:
        frame = next(shape for shape in shapes(slide) if shape.name in PHRASES["frame"] and shape.shape_type != 6)
        texts = [shape for shape in group_named(slide, LABELS).shapes if shape.has_text_frame and shape.text_frame.text]
        for one in texts:
            assert frame.left <= one.left
            assert one.left + one.width <= frame.left + frame.width
            assert frame.top <= one.top
            assert one.top + one.height <= frame.top + frame.height
        for one, two in combinations(texts, 2):
            across = one.left < two.left + two.width and two.left < one.left + one.width
            assert not (across and one.top < two.top + two.height and two.top < one.top + one.height), (
                one.name,
                two.name,
            )


@pytest.mark.parametrize(
    ("name", "options"),
    [("heilongjiang", {}), ("changsha", {}), ("national", {}), ("changsha", {"lang": "en", "size": "4:3"})],
    ids=str,
)
def test_every_drawn_zone_is_named_on_its_groups_map(name: str, options: dict[str, Any]) -> None:
    of_all = opened(name, **options).slides[1].shapes.title.text_frame.text.replace("\v", " ")
    missing = [remark for remark in deck(name, **options).remarks if "no room" in remark]
    assert not [remark for remark in missing if not remark.startswith(of_all.split(":")[0])]
    assert not missing or options


@pytest.mark.parametrize("options", [{}, {"lang": "en"}, {"lang": "en", "size": "4:3"}], ids=str)
@pytest.mark.parametrize("name", ["heilongjiang", "changsha", "national"])
def test_lines_to_names_are_short_and_what_has_no_name_stands_beside(name: str, options: dict[str, Any]) -> None:
    slides = opened(name, **options).slides
    for slide in slides:
        every = list(shapes(slide))
        frames = [shape for shape in every if shape.name in PHRASES["frame"] and not hasattr(shape, "shapes")]
        lines = [shape for shape in every if shape.name in PHRASES["leader"]]
        assert bool(frames) or not lines
        for line in lines:
            longest = 0.13 * math.hypot(frames[0].width, frames[0].height)
            assert math.hypot(line.width, line.height) <= longest, slide.shapes.title.text
    told = re.compile(r"(.*): the map has no room for the name of (.*)\.")
    zones = scene_of(name).zone_by_id
    for title, ident in (found.groups() for remark in deck(name, **options).remarks if (found := told.match(remark))):
        slide = next(each for each in slides if "".join(each.shapes.title.text.split()) == "".join(title.split()))
        assert zones[ident].name[int("lang" in options)] in " ".join(text_of(slide).splitlines())


@pytest.mark.parametrize(
    ("name", "options"),
    [("tiny", {}), ("heilongjiang", {}), ("changsha", {"lang": "en", "size": "4:3"})],
    ids=str,
)
def test_every_shape_has_an_alternative_text_and_lies_on_the_slide(name: str, options: dict[str, Any]) -> None:
    found = opened(name, **options)
    for number, slide in enumerate(found.slides, start=1):
        idents = [shape.shape_id for shape in shapes(slide)]
        assert len(set(idents)) == len(idents)
        for shape in shapes(slide):
            where = (number, shape.name)
            assert shape.name, where
            assert shape._element.xpath(".//p:cNvPr")[0].get("descr"), where
            assert shape.left >= 0, where
            assert shape.top >= 0, where
            assert shape.left + shape.width <= found.slide_width, where
            assert shape.top + shape.height <= found.slide_height, where


def titles(name: str, **options: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text.replace("\v", "") for slide in opened(name, **options).slides]


def test_an_appendix_follows_the_argument_with_zones_numbers_places_and_sources() -> None:
    argued, every = titles("heilongjiang"), titles("heilongjiang", full=True)
    assert every[: len(argued)] == argued
    several = [zone.name.zh for zone in scene_of("heilongjiang").zones if zone.group == "areas"]
    further = list(dict.fromkeys(title.partition("（")[0] for title in every[len(argued) :]))
    tables = ["目标与实际：23 个目标中 2 个有实际数", "其他目标与数字", "地点", "出处"]
    assert further == [*several, "各行政区、各产业的具名地点数", "目标与数字", *tables]


def test_each_map_leads_to_its_step_of_the_page_beside_it() -> None:
    scene = scene_of("heilongjiang")
    every = [f"heilongjiang.html#step={step + 1}" for step in range(len(scene.steps))]
    assert set(links("heilongjiang")) < set(links("heilongjiang", full=True)) <= set(every)
    assert "heilongjiang.html#step=1" in links("heilongjiang")
    assert "a%20b.html#step=1" in links("tiny", page="a b.html")
    (link,) = set(re.findall(r'Target="([^"]*html[^"]*)"', rels("tiny", 2, lang="en")))
    assert link == "tiny.html#lang=en&amp;step=1"


def links(name: str, **options: Any) -> list[str]:
    holders = [shape for slide in opened(name, **options).slides for shape in shapes(slide) if shape.shape_type != 6]
    found = [shape.click_action.hyperlink.address for shape in holders if hasattr(shape, "click_action")]
    return sorted(link for link in found if link)


def rels(name: str, slide: int, **options: Any) -> str:
    with zipfile.ZipFile(BytesIO(deck(name, **options).data)) as file:
        return file.read(f"ppt/slides/_rels/slide{slide}.xml.rels").decode("utf-8")


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("name", ["heilongjiang", "changsha", "national"])
def test_notes_hold_what_one_says_and_clauses_in_short(name: str, full: bool) -> None:
    scene, found = scene_of(name), opened(name, full=full)
    clauses = {fact.locator for mark in (*scene.zones, *scene.parks, *scene.targets) for fact in mark.facts}
    for slide in list(found.slides)[1:]:
        notes = slide.notes_slide.notes_text_frame.text
        assert 0 < len(notes) <= 1_200
    notes = found.slides[3].notes_slide.notes_text_frame.text
    assert notes.split("\n")[0] == found.slides[3].shapes.title.text_frame.text.replace("\v", "")
    assert any(f"{locator}，“" in notes for locator in clauses)


@pytest.mark.parametrize("name", ["heilongjiang", "changsha"])
def test_the_appendix_gives_the_clause_of_every_place_and_number(name: str) -> None:
    scene, clause = scene_of(name), PHRASES["clause"].zh
    tables = [shape.table for slide in opened(name, full=True).slides for shape in slide.shapes if shape.has_table]
    cited = {
        (table.cell(row, 0).text_frame.text.replace("\n", ""), table.cell(row, len(table.columns) - 1).text_frame.text)
        for table in tables
        if table.cell(0, len(table.columns) - 1).text_frame.text == clause
        for row in range(1, len(table.rows))
    }
    plain = {(re.sub(r"\s", "", about), re.sub(r"\s", "", where)) for about, where in cited}
    wanted = {(park.name.zh, park.facts[0].locator) for park in scene.parks}
    charted = {ident for family in families(View(scene=scene)) for ident in family.ids}
    wanted |= {(each.indicator.zh, each.facts[0].locator) for each in scene.targets if each.id not in charted}
    assert {tuple(re.sub(r"\s", "", text) for text in row) for row in wanted} <= plain


def test_only_comparable_numbers_share_a_chart() -> None:
    for name in ("heilongjiang", "changsha", "national"):
        scene = scene_of(name)
        for family in families(View(scene=scene)):
            members = [target for target in scene.targets if target.id in family.ids]
            assert len({(target.measure, target.mode) for target in members}) == 1
            parts = {target.id: {other.id for other in members if other.part_of == target.id} for target in members}
            alike = len({(target.scope, target.indicator) for target in members}) == 1
            assert alike or any({whole, *held} == family.ids for whole, held in parts.items())
            assert not [target for target in members if target.operator == "rank"]


def test_charts_are_native_and_say_which_numbers_are_bounds() -> None:
    found = opened("heilongjiang", full=True)
    charts = [shape.chart for slide in list(found.slides)[10:] for shape in slide.shapes if shape.has_chart]
    assert len(charts) == 6
    assert "生物农业" in charts[0].plots[0].categories
    sizes = next(chart for chart in charts if "生物农业" in chart.plots[0].categories)
    labels = [text.text for text in sizes._chartSpace.iter(f"{A}t")]
    assert "千亿级（≥ 1,000 亿元）" in labels
    assert len(list(sizes._chartSpace.iter(f"{A}pattFill"))) == 6
    hospitals = next(chart for chart in charts if "医院" in chart.plots[0].categories)
    assert not list(hospitals._chartSpace.iter(f"{A}pattFill"))
    assert list(hospitals.plots[0].series[1].values) == [1126, 272, 89]


def test_numbers_for_which_a_chart_has_no_room_are_none_of_its_own() -> None:
    scene = scene_of("changsha")
    one = next(target for target in scene.targets if target.id in families(View(scene=scene))[-1].ids)
    many = tuple(replace(one, id=f"{one.id}-{number}", part_of="") for number in range(14))
    (family,) = families(View(scene=replace(scene, targets=many)))
    assert len(family.bars) == len(family.ids) == 12


def test_numbers_reached_stand_beside_their_targets() -> None:
    scene = scene_of("tiny")
    assert scene.progress
    bars = [bar for family in families(View(scene=scene)) for bar in family.bars]
    assert {bar.low for bar in bars if bar.actual} == {reached.value for reached in scene.progress}


@pytest.mark.parametrize(
    ("name", "options"), [("heilongjiang", {}), ("changsha", {"lang": "en", "size": "4:3"})], ids=str
)
def test_tables_list_all_places_once_and_fit_their_slides(name: str, options: dict[str, Any]) -> None:
    found, scene = opened(name, full=True, **options), scene_of(name)
    tables = [shape for slide in found.slides for shape in slide.shapes if shape.has_table]
    places = [shape.table for shape in tables if shape.name in PHRASES["places"]]
    cells = [table.cell(row, 0).text_frame.text for table in places for row in range(1, len(table.rows))]
    plain = [re.sub(r"[\s\n]+", "", cell) for cell in cells]
    at = 1 if options else 0
    assert sorted(plain) == sorted(re.sub(r"\s+", "", park.name[at] or park.name[0]) for park in scene.parks)
    for shape in tables:
        assert shape.top + sum(row.height for row in shape.table.rows) <= found.slide_height - Pt(20)


@pytest.mark.parametrize("full", [False, True])
def test_a_chinese_deck_calls_its_places_and_prompts_in_chinese(full: bool) -> None:
    with zipfile.ZipFile(BytesIO(deck("heilongjiang", full=full).data)) as files:
        pages = [files.read(name).decode() for name in files.namelist() if re.match("ppt/(slide|notes).*xml$", name)]
    names = {name for page in pages for name in re.findall(r'<p:(?:cNvPr|cSld) [^>]*?\bname="([^"]*)"', page)}
    assert [name for name in names if re.search("[A-Za-z]{2}", name) and not re.search("[\u4e00-\u9fff]", name)] == []
    prompts = [text for page in pages if "<p:sld " not in page for text in re.findall("<a:t>([^<]*)</a:t>", page)]
    assert [text for text in prompts if re.search("[a-z] [a-z]", text) and not re.search("[\u4e00-\u9fff]", text)] == []


def test_same_plan_same_bytes() -> None:
    assert make_slides(plan_of("tiny")).data == deck("tiny").data
    with zipfile.ZipFile(BytesIO(deck("tiny").data)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in file.namelist() if "thumbnail" in name or "printer" in name]
        workbook = next(file.read(name) for name in file.namelist() if name.endswith(".xlsx"))
    with zipfile.ZipFile(BytesIO(workbook)) as book:
        assert b"2000-01-01T00:00:00Z" in book.read("docProps/core.xml")


def test_fonts_exist_on_windows_and_in_wps() -> None:
    with zipfile.ZipFile(BytesIO(deck("tiny").data)) as file:
        theme = next(file.read(name).decode("utf-8") for name in file.namelist() if name.endswith("theme1.xml"))
        slides = "".join(file.read(name).decode("utf-8") for name in file.namelist() if "slides/slide" in name)
    assert set(re.findall(r'<a:ea typeface="([^"]*)"', theme.partition("fontScheme")[2])) >= {"Microsoft YaHei"}
    assert "微软雅黑" in theme
    assert 'latin typeface="Arial"' in theme
    assert "typeface" not in slides


def test_a_template_keeps_its_masters_layouts_and_size(tmp_path: Path) -> None:
    house = Presentation()
    house.slide_width, house.slide_height = Pt(800), Pt(600)
    house.slide_master.name = "Institut"
    house.slides.add_slide(house.slide_layouts[0]).shapes.title.text = "Muster"
    house.save(str(tmp_path / "house.pptx"))
    made = make_slides(plan_of("tiny"), Options(template=tmp_path / "house.pptx"))
    found = Presentation(BytesIO(made.data))
    assert (found.slide_width, found.slide_height) == (Pt(800), Pt(600))
    assert len(found.slide_layouts) == len(house.slide_layouts)
    assert found.slide_master.name == "Institut"
    assert len(found.slides) == made.slides
    assert "Muster" not in "".join(text_of(slide) for slide in found.slides)
    assert {slide.slide_layout.name for slide in found.slides} == {"Title Slide", "Title Only"}
    for slide in found.slides:
        for shape in shapes(slide):
            assert shape.top + shape.height <= found.slide_height
            assert shape.is_placeholder or shape.top >= slide.shapes.title.top


def test_slide_numbers_of_a_template_are_raised_to_what_can_be_looked_up(tmp_path: Path) -> None:
    house = house_template(tmp_path / "house.pptx", "DejaVu Sans", (960.0, 540.0))
    made = Presentation(BytesIO(deck("tiny", template=house).data))
    sizes = [run.get("sz") for slide in made.slides for field in slide._element.iter(f"{A}fld") for run in field[:1]]
    assert len(sizes) == len(made.slides) - 1
    assert set(sizes) == {"1400"}
    own = opened("tiny").slides
    assert {run.get("sz") for slide in own for field in slide._element.iter(f"{A}fld") for run in field[:1]} == {None}


def test_lines_are_shorter_where_a_template_has_a_face_that_is_not_here(tmp_path: Path) -> None:
    wide, usual = (
        house_template(tmp_path / f"{at}.pptx", face, (960.0, 540.0)) for at, face in enumerate(("Nowhere Sans", ""))
    )
    assert read_template(wide).families == {"Nowhere Sans"}
    assert read_template(usual).families == frozenset()
    assert lines_of(wide) > lines_of(usual)


def lines_of(template: Path) -> int:
    """Return in how many lines all texts of a deck stand."""
    made = Presentation(BytesIO(deck("changsha", lang="en", template=template).data))
    every = (shape for slide in made.slides for shape in shapes(slide) if shape.has_text_frame)
    return sum(len(shape.text_frame.paragraphs) for shape in every)


def test_what_is_no_template_is_told_in_one_line(tmp_path: Path) -> None:
    for name, data in (("text.pptx", b"hello"), ("zip.pptx", zipped("a.txt")), ("empty.pptx", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(DrawingError, match=r"is no PPTX\. Save") as caught:
            make_slides(plan_of("tiny"), Options(template=tmp_path / name))
        assert "\n" not in str(caught.value)
    with pytest.raises(UsageError, match=r"missing\.pptx: does not exist\. Give --template a PPTX\.$"):
        make_slides(plan_of("tiny"), Options(template=tmp_path / "missing.pptx"))
    with pytest.raises(UsageError, match=r": is a folder\. Give"):
        make_slides(plan_of("tiny"), Options(template=tmp_path))
    with pytest.raises(UsageError, match="brings its own size"):
        make_slides(plan_of("tiny"), Options(template=tmp_path / "text.pptx", size="4:3"))


def zipped(name: str) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        file.writestr(name, "x")
    return written.getvalue()


def test_a_diagram_that_no_zone_has_is_told_in_one_line() -> None:
    with pytest.raises(DrawingError, match=r"^tiny has no planning diagram yet\. Make it first: buju schematic tiny$"):
        make_slides(plan_of("tiny"), Options(drawing="schematic"))


def test_the_diagram_is_drawn_in_place_of_the_outlines() -> None:
    scene = scene_of("changsha")
    found = freeforms(opened("changsha", drawing="schematic").slides[1], PHRASES["zones"])
    plane = plane_of(scene, scene.plan.view)
    ratios = [drawn_area(found[zone.name.zh]) / plane.shape(zone.diagram).area for zone in scene.zones]
    assert max(ratios) / min(ratios) == pytest.approx(1.0, abs=0.01)


def test_without_python_pptx_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(DrawingError, match=re.escape(f"python-pptx, which is not installed. {install_hint('slides')}")):
        make_slides(plan_of("tiny"))


def test_hostile_texts_are_texts() -> None:
    scene = scene_of("tiny")
    evil = Words("<b>&amp;\x00\ud800]]>\"'</b>", "<b>&amp;\x00\ud800]]>\"'</b>")
    zones = tuple(replace(zone, name=evil, positioning=evil) for zone in scene.zones)
    parks = tuple(replace(park, name=evil) for park in scene.parks)
    targets = tuple(replace(target, indicator=evil, shown=evil) for target in scene.targets)
    head = replace(scene.plan, title=evil, slogan=evil.zh, issuer=evil, issued="never")
    made = scene_slides(replace(scene, plan=head, zones=zones, parks=parks, targets=targets), Options())
    found = Presentation(BytesIO(made.data))
    assert "<b>&amp;]]>\"'</b>" in "".join(text_of(slide) for slide in found.slides)


def test_of_many_groups_the_first_by_rank_have_slides_and_the_others_stand_in_the_appendix() -> None:
    scene, made, full = scene_of("national"), deck("national"), deck("national", full=True)
    told = [title.partition("：")[0] for title in titles("national")[3:6]]
    names = [group.name.zh for group in scene.groups]
    assert set(told) <= set(names)
    remark = f"{len(names) - 3} of {len(names)} groups have no slide of their own: --full adds them."
    assert made.remarks == (remark,)
    assert f"{len(scene.zones)} zones: a slide for each group, none for each zone." in full.remarks
    every = [title.partition("：")[0] for title in titles("national", full=True)]
    assert set(names) <= set(every)
    assert len(made.data) <= 2_200_000
    plane = plane_of(scene, scene.plan.view)
    for group in scene.groups:
        slide = opened("national", full=True).slides[every.index(group.name.zh)]
        drawn_zones = [zone for zone in scene.zones if zone.group == group.id and zone.shape]
        if drawn_zones:
            forms = freeforms(slide, PHRASES["zones"])
            assert set(forms) == {zone.name.zh for zone in drawn_zones}
            ratios = [drawn_area(forms[zone.name.zh]) / plane.shape(zone.shape).area for zone in drawn_zones]
            assert max(ratios) / min(ratios) == pytest.approx(1.0, abs=0.01)
        assert freeforms(slide, PHRASES["lines"])


@pytest.mark.parametrize(
    ("name", "options"),
    [("heilongjiang", {}), ("changsha", {"lang": "en", "size": "4:3"}), ("changsha", {"drawing": "schematic"})],
    ids=str,
)
def test_decks_are_small(name: str, options: dict[str, Any]) -> None:
    assert len(deck(name, **options).data) <= 2_000_000


def test_the_overview_alone_has_the_map_that_it_has_in_the_whole_deck() -> None:
    found = opened("national").slides[1], overview("national")
    for names in (PHRASES["units"], PHRASES["lines"], LABELS, (SOUTH,)):
        one, other = (group_named(slide, names)._element.xml for slide in found)
        assert one == other


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_provinces_are_named_on_the_slide_of_the_whole_country_by_short_lines_or_it_says_which_are_not(
    lang: str,
) -> None:
    slide, at = overview("national", lang=lang), int(lang == "en")
    names = {shape.text_frame.text for shape in group_named(slide, LABELS).shapes if shape.has_text_frame}
    plain = {name.replace("\n", " ") for name in names}
    wanted = {short_province(unit.name[at]) for unit in scene_of("national").units if unit.level == "province"}
    assert len(wanted) == 34
    missing = wanted - plain
    assert not missing if lang == "zh" else missing <= {"Shanghai", "Hong Kong", "Macao"}
    said = PHRASES["nameless_few"][at].partition("{")[0]
    assert all(name in text_of(slide).replace("\n", " ").partition(said)[2] for name in missing)
    frame = next(shape for shape in shapes(slide) if shape.name == PHRASES["frame"][at])
    leaders = [shape for shape in group_named(slide, LABELS).shapes if shape.name == PHRASES["leader"][at]]
    assert leaders
    assert max(math.hypot(line.width, line.height) for line in leaders) < 0.11 * math.hypot(frame.width, frame.height)


def test_the_islands_in_the_south_stand_in_a_box_where_no_zone_is_cut() -> None:
    found = opened("national", full=True)
    boxed = [any(shape.name == SOUTH for shape in shapes(slide)) for slide in found.slides]
    assert boxed[1]
    assert sum(boxed) > len(scene_of("national").groups) / 2
    name = scene_of("national").group_by_id["breeding-bases"].name.zh
    assert not boxed[next(at for at, title in enumerate(titles("national", full=True)) if title.startswith(name))]
    south = next(shape for shape in shapes(found.slides[1]) if shape.name == SOUTH and shape.shape_type == 6)
    line = next(shape for shape in south.shapes if shape.name == "九段线")
    assert len(rings_of(line)) == 9


@pytest.mark.parametrize("size", ["16:9", "4:3"])
def test_the_box_of_the_islands_hides_no_province(size: str) -> None:
    slide = overview("national", size=size)
    boxes = [shape for shape in shapes(slide) if shape.name == SOUTH and shape.shape_type == 6]
    assert bool(boxes) == (size == "16:9")
    units = group_named(slide, PHRASES["units"]).shapes
    for box in boxes:
        for unit in units:
            points = [(x * 635 + unit.left, y * 635 + unit.top) for ring in rings_of(unit) for x, y in ring]
            covered = [x > box.left and y > box.top for x, y in points]
            assert not any(covered), unit.name


def test_titles_fit_their_place() -> None:
    for options in ({}, {"lang": "en", "size": "4:3"}):
        for slide in list(opened("changsha", **options).slides)[1:]:
            title = slide.shapes.title
            font, lines = title.text_frame.paragraphs[0].font.size, title.text_frame.text.split("\v")
            size = font.pt if font else 28.0
            assert size >= 20
            assert all(text_width(line, size, True) <= title.width / Pt(1) + 1 for line in lines)
            assert len(lines) * size * 1.2 <= title.height / Pt(1) + 1


@pytest.mark.parametrize("options", [{}, {"lang": "en", "size": "4:3"}], ids=str)
def test_what_a_column_leaves_out_is_counted(options: dict[str, Any]) -> None:
    at = bool(options)
    shown = " ".join(text_of(opened("changsha", **options).slides[1]).split())
    beside = [zone.name[at] for zone in scene_of("changsha").zones if f"{zone.name[at]}（" in shown]
    more = re.search(PHRASES["more"][at].replace("{n}", "(\\d+)"), shown)
    assert more if at else len(beside) >= 5 and not more


def test_what_a_zone_s_focus_is_stays_in_every_legend_of_it() -> None:
    for slide in list(opened("heilongjiang").slides)[4:6]:
        assert "并非全部范围" in "".join(text_of(slide).split())


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("tiny", {"full": True}),
        ("heilongjiang", {"full": True}),
        ("changsha", {"full": True, "lang": "en", "size": "4:3"}),
        ("changsha", {"drawing": "schematic"}),
        ("national", {}),
        ("national", {"lang": "en", "size": "4:3"}),
    ],
    ids=str,
)
def test_no_type_is_smaller_than_can_be_looked_up_and_names_on_maps_are_larger(
    name: str, options: dict[str, Any]
) -> None:
    for slide in opened(name, **options).slides:
        sizes = [int(each.get("sz")) for each in slide._element.iter() if each.get("sz", "").isdigit()]
        assert min(sizes, default=1400) >= 1400
        for shape in slide.shapes:
            if shape.has_chart:
                every = shape.chart._chartSpace.iter(f"{A}rPr", f"{A}defRPr")
                assert all(int(each.get("sz", 1400)) >= 1400 for each in every)
        for group in groups_named(slide, LABELS):
            names = [each for shape in group.shapes for each in shape._element.iter(f"{A}rPr")]
            assert all(int(each.get("sz")) >= 1600 for each in names)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["heilongjiang", "changsha", "national"])
def test_a_deck_has_at_most_ten_slides(name: str, lang: str) -> None:
    assert 8 <= deck(name, lang=lang).slides <= 10


@pytest.mark.parametrize("name", ["heilongjiang", "changsha"])
def test_a_zone_s_name_stands_on_its_zone_or_has_a_line_to_it(name: str) -> None:
    slide, scene = opened(name).slides[1], scene_of(name)
    names = {zone.name.zh for zone in scene.zones if zone.shape}
    labels = list(group_named(slide, LABELS).shapes)
    led = {
        shape._element.nvSpPr.cNvPr.get("descr").replace(" ", "") for shape in labels if shape.name in PHRASES["leader"]
    }
    boxes = {
        text: shape
        for shape in labels
        if shape.has_text_frame and (text := shape.text_frame.text.replace("\n", "")) in names
    }
    zones = freeforms(slide, PHRASES["zones"])
    assert set(boxes) == names
    for text, shape in boxes.items():
        zone, middle = zones[text], shape.left + shape.width / 2
        assert text in led or zone.left <= middle <= zone.left + zone.width


@pytest.mark.parametrize("path", [*SYMBOLS.values(), DISC], ids=[*SYMBOLS, "disc"])
def test_symbols_become_closed_outlines_within_their_box(path: str) -> None:
    kinds = Counter(step.kind for step in steps(path))
    assert kinds["move"] == kinds["close"] >= 1
    assert all(abs(value) <= 8.6 for step in steps(path) for point in step.points for value in point)


def test_a_symbol_with_every_command_of_svg_is_drawn() -> None:
    slide = Presentation().slides.add_slide(Presentation().slide_layouts[6])
    sheet = Slide(slide, "zh")
    every = "M-6 0h2L-4 -2V-4l2 0v1C-2 -5 0 -5 0 -3S2 -1 2 -3Q4 -5 4 -3T6 0q-1 2 -2 0t-2 0a2 2 0 1 1 -4 0Z"
    sheet.add(sheet.symbol("号", "号", every, ((50, 50), 16.0), Look("#000000")))
    (shape,) = slide.shapes
    tags = [element.tag.rpartition("}")[2] for element in next(shape._element.iter(f"{A}path"))]
    assert (tags[0], tags[-1]) == ("moveTo", "close")
    assert Counter(tags) == {"moveTo": 1, "lnTo": 5, "cubicBezTo": 8, "close": 1}


def test_columns_hold_their_longest_words_and_the_longest_are_broken_where_they_have_no_room() -> None:
    words = "Biopharmaceuticals", "laboratory", "of a kind"
    table = Table("Places", tuple(Column("", 1.0) for _ in words), (Row(words),))
    roomy, narrow = table.widths(400), table.widths(200)
    assert (sum(roomy), sum(narrow)) == pytest.approx((400, 200))
    assert all(wide >= text_width(word, 14) for wide, word in zip(roomy, words, strict=True))
    assert narrow[0] < text_width(words[0], 14)
    assert narrow[1] >= text_width(words[1], 14), "shorter words stay whole"
    slide = Slide(Presentation().slides.add_slide(Presentation().slide_layouts[6]), "en")
    add_table(slide, View(scene=scene_of("tiny")), SheetBox(0, 0, 200, 200), table, table.rows)
    (frame,) = slide.native.shapes
    first, second, _ = (cell.text_frame.text.split("\n") for cell in frame.table.rows[1].cells)
    assert len(first) > 1
    assert all(line.endswith("-") for line in first[:-1])
    assert second == [words[1]]


def test_the_name_of_a_table_holds_nothing_that_xml_cannot() -> None:
    table = Table("Pla\x0bces", (Column("of a city", 1.0),), (Row(("Harbin",)),))
    slide = Slide(Presentation().slides.add_slide(Presentation().slide_layouts[6]), "en")
    add_table(slide, View(scene=scene_of("tiny")), SheetBox(0, 0, 200, 200), table, table.rows)
    (frame,) = slide.native.shapes
    assert frame.name == "Places"


def test_lines_are_broken_between_words_and_characters() -> None:
    assert wrapped("（力争）≥ 800 亿元", 10, 45) == ("（力争）", "≥ 800 亿", "元")
    for line in wrapped("四类专业园区、千亿级医药园区和百亿级生物谷，建成高地", 12, 80):
        assert text_width(line, 12) <= 80 + 12
        assert line[0] not in "、，"


def test_the_command_writes_slides_and_says_so(tmp_path: Path) -> None:
    out = tmp_path / "tiny.pptx"
    result = CliRunner().invoke(cli, ["--root", str(TINY), "slides", "tiny", "-o", str(out), "--size", "4:3"])
    assert result.exit_code == 0, result.output
    assert Presentation(str(out)).slide_width == Pt(720)
    assert re.search(r"tiny\.pptx: \d+ slides, [\d,]+ kB\.", result.stderr)
    assert f"maps lead to tiny.html, which is not beside it. Write it: buju map tiny -o {tmp_path}" in result.stderr
    (tmp_path / "tiny.html").touch()
    beside = CliRunner().invoke(cli, ["--root", str(TINY), "slides", "tiny", "-o", str(out), "--full"])
    assert "not beside" not in beside.stderr
    assert len(Presentation(str(out)).slides) > 10
    wrong = CliRunner().invoke(cli, ["--root", str(TINY), "slides", "tiny", "-o", str(tmp_path / "tiny.ppt")])
    assert wrong.exit_code == 2
    assert "ends in .pptx" in wrong.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_headline_slide_says_what_was_reached_and_its_notes_who_says_so(lang: str) -> None:
    scene, slide = scene_of("heilongjiang"), opened("heilongjiang", lang=lang).slides[2]
    (table,) = (shape.table for shape in slide.shapes if shape.has_table)
    cells = [[re.sub(r"\s", "", cell.text_frame.text) for cell in row.cells] for row in table.rows][1:]
    marks = [scene.progress_by_target[target.id] for target in scene.targets if target.id in scene.progress_by_target]
    at = lang == "en"
    assert [row[3] for row in cells] == [re.sub(r"\s", "", mark.told[at]) for mark in marks]
    assert all(
        re.sub(r"\s", "", mark.shown[at]) in row[2] and mark.as_of in row[2]
        for mark, row in zip(marks, cells, strict=True)
    )
    titles = {source.id: source.title[at] for source in scene.sources}
    notes = slide.notes_slide.notes_text_frame.text
    assert all(titles[mark.sources[0]] in notes for mark in marks)


def test_without_actuals_the_headline_slide_has_a_chart_and_the_appendix_no_empty_table() -> None:
    deck = opened("changsha", full=True)
    assert any(shape.has_chart for shape in deck.slides[2].shapes)
    assert not any(shape.has_table and "实际" in shape.name for slide in deck.slides for shape in slide.shapes)
