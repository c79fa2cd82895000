"""The view of where industries gather says what the matrix says, fits on every sheet, and is the same in every run."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from covering import pairs
from papers import SVG, drawing, svg, texts
from reading import TINY, plan_of, scene_of

from geo.analysis.tally import tally_plan
from geo.cli import cli
from geo.draw.figure.canvas import own_settings
from geo.draw.figure.figure import FigureOptions, make_figure
from geo.draw.figure.industries import industries_sheet
from geo.draw.figure.paper import sheet_of
from geo.draw.scene.industries import Industries, classes_of, industries_of
from geo.draw.scene.phrases import PHRASES
from geo.draw.scene.theme import LIGHT
from geo.draw.scene.view import view_of
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.ground import Resolution
from geo.draw.sheet.multiples import Land, Spacing, grid_of

PLANS = ("changsha", "heilongjiang", "national")
SHEETS = [
    *pairs(PLANS, ("16:9", "A4-portrait"), ("en", "zh")),
    *itertools.product(PLANS, ("A4", "4:3", "1000x400"), ["en"]),
    *itertools.product(PLANS, ["400x1000"], ["zh"]),
]


def shown(name: str) -> Industries:
    return industries_of(scene_of(name))


def sheet(name: str, **options: str) -> ElementTree.Element:
    return drawing(name, shown="industries", **options)


def fills(name: str) -> dict[str, str]:
    """Return the colour of every shape of an SVG that has an id of its own."""
    groups = {group.get("id", ""): group for group in sheet(name).iter(f"{SVG}g")}
    styles = {ident: group.find(f"{SVG}path") for ident, group in groups.items()}
    found = {
        ident: re.search("fill: (#[0-9a-f]{6})", path.get("style", ""))
        for ident, path in styles.items()
        if path is not None
    }
    return {ident: match[1] for ident, match in found.items() if match}


@pytest.mark.parametrize("name", PLANS)
def test_the_tint_of_each_unit_is_its_count_in_the_matrix(name: str) -> None:
    tally, found, view = tally_plan(plan_of(name), "unit", "industry"), shown(name), fills(name)
    ranges = [(low, colour) for low, colour in zip(found.classes, map(found.tone, found.classes), strict=True)]
    for head, unit in itertools.product(found.maps, found.units):
        count = tally.cells[unit.id, head.id]
        tone = next((tone for low, tone in reversed(ranges) if count >= low), "tint-0")
        assert view[f"{head.id}.{unit.id}"] == LIGHT.colour(tone), (head.id, unit.id)


@pytest.mark.parametrize("name", [*PLANS, "tiny"])
def test_the_matrix_shown_adds_up_to_all_places(name: str) -> None:
    found, parks = shown(name), scene_of(name).parks
    assert sum(row.total for row in found.rows) == found.total == len(parks)
    assert all(row.total and len(row.counts) == len(found.columns) for row in found.rows)
    for number, column in enumerate(found.columns):
        assert sum(row.counts[number] for row in found.rows) == column.total
    totals = [row.total for row in found.rows if row.is_unit]
    assert totals == sorted(totals, reverse=True)


def test_dots_are_the_located_places_of_an_industry_in_its_colour() -> None:
    found, colours = shown("heilongjiang"), fills("heilongjiang")
    for each in found.maps:
        wanted = {park.id for park in scene_of("heilongjiang").parks if park.at and each.id in park.tops}
        assert {park.id for park in each.parks} == wanted
        assert {colours[f"{each.id}.{ident}"] for ident in wanted} <= {LIGHT.colour(each.tone)}


def test_too_many_rows_become_one_that_holds_the_same_places() -> None:
    found = shown("heilongjiang")
    rows = found.fitting(8)
    assert [row.id for row in rows[-3:]] == ["rest", "region", "silent"]
    assert len(rows) == 8
    assert sum(row.total for row in rows) == found.total
    assert found.fitting(99) == found.rows


def test_industries_at_no_unit_have_the_tint_of_none_alone() -> None:
    found = shown("heilongjiang")
    bare = replace(found, maps=tuple(replace(each, counts={}) for each in found.maps))
    assert [(tone, words.zh) for tone, words in bare.ranges()] == [("tint-0", "0")]


@pytest.mark.parametrize("most", [0, 1, 5, 6, 18, 31, 32, 99, 5000])
def test_classes_begin_at_one_and_reach_the_most(most: int) -> None:
    found = classes_of(most)
    assert len(found) == most if most <= 5 else 3 <= len(found) <= 5
    assert found == tuple(sorted(set(found)))
    assert not found or (found[0] == 1 and found[-1] <= most)


@pytest.mark.parametrize("box", [SheetBox(0, 0, 1200, 900), SheetBox(0, 0, 500, 1400), SheetBox(0, 0, 1800, 300)])
def test_panels_stand_apart_in_their_box_at_one_scale(box: SheetBox) -> None:
    scene = scene_of("heilongjiang")
    outlines = [unit.shape for unit in scene.ground_units if unit.shape]
    land = Land(scene, outlines, Resolution(grain=0.5, unit=0.4))
    grid = grid_of(8, box, land, Spacing(gap=20.0, head=50.0))
    panels = [grid.panel(place) for place in range(8)]
    assert not [pair for pair in itertools.combinations(panels, 2) if pair[0].meets(pair[1])]
    assert all(box.grown(0.01).contains(panel) for panel in panels)
    assert len({round(land.ground(grid.frame(place))[0].per_km, 9) for place in range(8)}) == 1


@pytest.mark.parametrize(("plan", "size", "lang"), SHEETS)
def test_no_line_covers_another_or_leaves_the_sheet(plan: str, size: str, lang: str) -> None:
    with own_settings():
        made = industries_sheet(view_of(scene_of(plan), lang=lang), sheet_of(size), "png")
        canvas, matrix = made.canvas, made.matrix
        lines = [(line.get_text(), box) for _, line, box in texts(canvas)]
    page = SheetBox(0.0, 0.0, *canvas.figure.bbox.size)
    assert len(lines) > (80 if matrix else 25)
    assert [text for text, box in lines if not page.contains(box)] == []
    thin = 2 * canvas.sheet.points * canvas.sheet.dpi / 72
    cores = [(text, box.inset(thin)) for text, box in lines]
    assert [(a, b) for (a, one), (b, two) in itertools.combinations(cores, 2) if one.meets(two)] == []
    assert (matrix is None) == (PHRASES["left_matrix"] in made.left_out) == canvas.sheet.is_small
    if matrix:
        assert sum(row.total for row in matrix.rows) == shown(plan).total
        assert matrix.bottom <= canvas.sheet.inner.bottom


@pytest.mark.parametrize("size", ["A4", "A4-portrait"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_and_counts_can_be_read_on_a4(size: str, lang: str) -> None:
    with own_settings():
        made = industries_sheet(view_of(scene_of("heilongjiang"), lang=lang), sheet_of(size), "pdf")
        named = [line for layer, line, _ in texts(made.canvas) if layer.startswith(("industry", "matrix"))]
    assert min(float(line.get_fontsize()) for line in named) >= 8.0
    leading = {f"{each.id}.{unit}" for each in shown("heilongjiang").maps for unit in each.leading}
    assert {name.label.id for name in made.placed} == leading


def test_the_sheet_says_that_places_are_no_output() -> None:
    told = "".join(sheet("heilongjiang").itertext())
    for wanted in ("产业聚集在何处", "具名地点数，非产值", "15 处兼属几个产业", "16–18", "本图未送审，仅供内部使用"):
        assert wanted in told
    assert "没有具名地点的产业：生物制造、生物能源、生物环保" in "".join(sheet("changsha").itertext())


def test_an_english_sheet_has_no_chinese_but_the_review_number() -> None:
    lines = {"".join(text.itertext()) for text in sheet("heilongjiang", lang="en").iter(f"{SVG}text")}
    assert {line for line in lines if re.search("[\u4e00-\u9fff]", line) and "GS(2024)" not in line} == set()


def test_equal_plans_give_equal_bytes() -> None:
    options = FigureOptions(size="A4", theme="dark", shown="industries")
    one, two = (make_figure(plan_of("tiny"), "svg", options).data for _ in range(2))
    assert one == two


def test_ids_stand_once_on_a_sheet() -> None:
    idents = re.findall(rb'<g id="([^"]+)"', svg("national", shown="industries"))
    assert len(idents) == len(set(idents))
    assert {b"bioagri.460000", b"south.bioagri.460000"} <= set(idents)


def test_the_command_draws_the_view(tmp_path: Path) -> None:
    target = tmp_path / "tiny.svg"
    words = ["--root", str(TINY), "figure", "tiny", "-o", str(target), "--view", "industries", "--lang", "en"]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0, done.output
    assert "Where industries gather" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--view industries --step 1", "--view industries shows the whole plan. Leave --step 1 out."),
        (
            "--view industries --drawing schematic",
            "--view industries shows the whole plan. Leave --drawing schematic out.",
        ),
        (
            "--view targets",
            "Invalid value for '--view': 'targets' is not one of 'layout', 'industries', 'numbers', 'times', 'sheet'.",
        ),
    ],
)
def test_what_the_view_has_not_is_a_wrong_call(words: str, told: str, tmp_path: Path) -> None:
    target = tmp_path / "x.svg"
    command = ["--root", str(TINY), "figure", "tiny", "-o", str(target), *words.split()]
    done = CliRunner().invoke(cli, command)
    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert not target.exists()
