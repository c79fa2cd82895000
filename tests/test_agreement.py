"""A place has the same zones and the same colour in every medium: here the join, the page and figures.

What slides paint is held to the same in test_slides_looks.py, what layers and styles hold in test_qgis.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from browser import opened
from playwright.sync_api import Browser
from reading import plan_of, scene_of

from geo.analysis.join import join_plan
from geo.draw.figure.canvas import Canvas, own_settings
from geo.draw.figure.paper import sheet_of
from geo.draw.figure.places import draw_symbol
from geo.draw.figure.type import chinese_face
from geo.draw.page.block import data_block
from geo.draw.scene.marks import ParkMark, Scene
from geo.draw.scene.theme import THEMES
from geo.draw.scene.view import view_of
from geo.draw.scene.words import Words
from geo.draw.sheet.gathering import Gathering

PLANS = ("heilongjiang", "changsha", "national")
SPOTS = """Object.fromEntries([...document.querySelectorAll('.park')].map(
  each => [each.dataset.id, getComputedStyle(each.querySelector('.spot')).fill]))"""
"""In the schematic drawing every located place is a spot of its own."""
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module", params=PLANS)
def scene(request: pytest.FixtureRequest) -> Scene:
    return scene_of(request.param)


def located(scene: Scene) -> tuple[ParkMark, ...]:
    return tuple(park for park in scene.parks if park.at)


def records(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a table of the page's block as its script reads it."""
    pools = table["pools"]
    rows = (zip(table["columns"], row, strict=False) for row in table["rows"])
    return [
        {name: pools[name][cell] if name in pools else cell for name, cell in row if cell is not None} for row in rows
    ]


def test_the_join_has_the_zones_of_the_scene(scene: Scene) -> None:
    rows = [row for row in join_plan(plan_of(scene.plan.id)).rows if row.type == "park" and row.zone]
    for park in scene.parks:
        found = [row for row in rows if row.id == park.id]
        by_text = {row.zone for row in found if row.by_text}
        assert set(park.homes) == (by_text or {row.zone for row in found}), park.id


def test_the_page_has_the_zones_and_colours_of_the_scene(scene: Scene) -> None:
    rows = {row["id"]: row for row in records(json.loads(data_block(scene))["parks"])}
    assert len(located(scene)) > 10
    for park in scene.parks:
        assert (tuple(rows[park.id].get("homes", ())), rows[park.id]["tone"]) == (park.homes, park.tone), park.id


def test_the_page_paints_every_place_in_the_colour_of_the_scene(
    browser: Browser, pages: dict[str, Path], scene: Scene
) -> None:
    with opened(browser, pages[scene.plan.id], "#draw=schematic&theme=light") as made:
        painted = {"light": made.js(SPOTS)}
        made.page.click("#theme")
        assert "theme=dark" in made.js("location.hash")
        made.settle()
        painted["dark"] = made.js(SPOTS)
    assert set(painted) == set(THEMES)
    for theme, colours in painted.items():
        for park in located(scene):
            assert colours[park.id] == rgb(THEMES[theme].colour(park.tone)), (theme, park.id)


def rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour[1:]))


@pytest.mark.parametrize("theme", THEMES)
def test_figures_paint_every_place_in_the_colour_of_the_scene(scene: Scene, theme: str) -> None:
    view, sheet = view_of(scene, theme=theme), sheet_of("16:9")
    with own_settings():
        canvas = Canvas(sheet, chinese_face(), "svg", view.theme.sheet)
        layer = canvas.layer("places")
        for number, park in enumerate(located(scene)):
            draw_symbol(layer, view, Gathering((park,), (40.0 * (number % 40 + 1), 40.0 * (number // 40 + 1)), 10.0))
        root = ElementTree.fromstring(canvas.written("places"))
    painted = {group.get("id"): stroke_of(group) for group in root.iter(f"{SVG}g")}
    for park in located(scene):
        assert painted[park.id] == THEMES[theme].colour(park.tone), park.id


def stroke_of(group: ElementTree.Element) -> str:
    path = group.find(f"{SVG}path")
    found = re.search(r"stroke: (#[0-9a-f]{6})", "" if path is None else path.get("style", ""))
    return found[1] if found else ""


def test_a_place_without_an_industry_is_grey_whatever_its_zone_and_the_legend_says_so() -> None:
    scene = scene_of("changsha")
    parks = [park for park in located(scene) if park.homes and not park.tops]
    assert parks
    assert {park.tone for park in parks} == {"unsaid"}
    entries = {entry.sort: entry for part in scene.legend for entry in part.entries}
    assert entries["no-industry"].name == Words("未说明产业", "No industry stated")
    assert entries["no-industry"].tone == "unsaid"


def test_an_outline_that_is_part_of_its_units_has_its_own_entry_beside_sketches(
    browser: Browser, pages: dict[str, Path]
) -> None:
    with opened(browser, pages["changsha"]) as made:
        made.js("buju.map && document.querySelector('#key.shut .legend-head')?.click()")
        rows = made.texts("#key li")
        dashes = made.js(
            "[...document.querySelectorAll('#key li')].filter(e => /局部：|示意范围/.test(e.textContent))"
            ".map(e => e.querySelector('path').getAttribute('stroke-dasharray'))"
        )
    assert any("局部：只含所列县区的一部分" in row for row in rows)
    assert any("示意范围" in row for row in rows)
    assert dashes == ["8 3", "4 3"]
