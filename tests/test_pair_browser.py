"""Now beside the plan: two maps that move, filter and choose together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path

import pytest
from browser import Opened, opened, serious_faults, settle, until
from playwright.sync_api import Browser, Frame
from reading import PLANS, scene_of

from geo.draw.sheet.box import SheetBox

DRAWN = """() => [...document.querySelectorAll('.symbols .park, .symbols .gathered')]
    .reduce((sum, node) => sum + (Number(node.dataset.gathered) || 1), 0)"""
CENTER = "(({lat, lng}) => [lat.toFixed(3), lng.toFixed(3), buju.map.getZoom()].join())(buju.map.getCenter())"
PLANNED = ("planned", "under-construction")


@contextmanager
def paired(browser: Browser, path: Path, fragment: str = "") -> Iterator[tuple[Opened, Frame]]:
    with opened(browser, path, f"#view=times{fragment}") as made:
        frame = second_map(made)
        settle(frame)
        made.settle()
        yield made, frame


def second_map(made: Opened) -> Frame:
    """Return the frame of the second map once it is drawn."""
    frame = made.page.wait_for_selector("#pair").content_frame()
    assert frame
    frame.wait_for_selector("html[data-ready]", state="attached")
    return frame


@pytest.mark.parametrize("plan", PLANS)
def test_each_map_shows_the_places_of_its_time(browser: Browser, pages: dict[str, Path], plan: str) -> None:
    parks = scene_of(plan).parks
    now = [park for park in parks if park.status == "existing"]
    planned = [park for park in parks if park.status in PLANNED]
    with paired(browser, pages[plan]) as (made, frame):
        shown = "[...document.querySelectorAll('.badge')].reduce((sum, each) => sum + Number(each.dataset.known), 0)"
        for side, wanted in ((made.page, now), (frame, planned)):
            assert side.evaluate(DRAWN) == sum(park.at is not None for park in wanted)
            assert side.evaluate(shown) == sum(park.stand == "unit" for park in wanted)
        assert made.texts("#pair-head p")[0].endswith(f"：{len(now)}")
        told = frame.locator("#pair-head p").inner_text()
        for status in PLANNED:
            count = sum(park.status == status for park in planned)
            assert not count or f"：{count}" in told


def test_on_a_phone_the_plan_lies_between_the_head_and_the_credits(browser: Browser, pages: dict[str, Path]) -> None:
    within = """() => {
      const edge = (name, side) => [...document.querySelectorAll(name)].map(node => node.getBoundingClientRect()[side]);
      const zones = "path[data-type=zone]";
      return Math.min(...edge(zones, "top")) >= edge("#pair-head", "bottom")[0]
        && Math.max(...edge(zones, "bottom")) <= edge("#credits", "top")[0]; }"""
    with opened(browser, pages["heilongjiang"], "#view=times", viewport={"width": 390, "height": 844}) as made:
        second_map(made)
        made.settle()
        assert made.js(within)
        assert not made.page.is_visible(".headline")


@pytest.mark.parametrize("fragment", ["", "&lang=en&draw=schematic"])
def test_what_stands_over_a_map_keeps_to_its_side_and_covers_no_other(
    browser: Browser, pages: dict[str, Path], fragment: str
) -> None:
    boxes = """[...document.querySelectorAll('#modes > *, #layouts > *, #pair-head, #drawing-note')]
        .map(node => node.getBoundingClientRect()).filter(box => box.width)
        .map(box => [box.left, box.top, box.right, box.bottom])"""
    with paired(browser, pages["national"], fragment) as (made, _):
        divider = made.js("document.querySelector('#pair').getBoundingClientRect().left")
        over = [SheetBox(*box) for box in made.js(boxes)]
    assert len(over) >= 5
    assert max(box.right for box in over) < divider
    assert not any(one.meets(other) for one, other in combinations(over, 2))


def test_what_is_in_the_middle_stays_there_in_each_of_two_maps(browser: Browser, pages: dict[str, Path]) -> None:
    with paired(browser, pages["changsha"], "&at=10/28.2000/113.0000") as (made, frame):
        assert made.js(CENTER) == frame.evaluate(CENTER) == "28.200,113.000,10"


def test_the_maps_move_and_zoom_together_and_the_story_starts_from_either(
    browser: Browser, pages: dict[str, Path]
) -> None:
    with paired(browser, pages["changsha"]) as (made, frame):
        assert frame.evaluate(CENTER) == made.js(CENTER)
        made.js("buju.map.setView([28.2, 113.1], buju.map.getZoom() + 1, {animate: false})")
        until(frame, f"{CENTER} === '{made.js(CENTER)}'")
        frame.evaluate("buju.map.panBy([60, -40], {animate: false})")
        until(made.page, f"{CENTER} === '{frame.evaluate(CENTER)}'")
        # The story starts from either map, and leaves the pair.
        frame.locator(".folium-map").focus()
        made.page.keyboard.press("PageDown")
        made.page.wait_for_selector("html.telling")
        assert made.count("#pair") == 0
        made.page.keyboard.press("Escape")
        second_map(made)


def test_differences_count_every_zone_and_what_is_chosen_or_filtered_holds_for_both_maps(
    browser: Browser, pages: dict[str, Path]
) -> None:
    scene = scene_of("heilongjiang")
    with paired(browser, pages["heilongjiang"]) as (made, frame):
        frame.locator("#differences summary").click()
        rows = frame.evaluate(
            "[...document.querySelectorAll('#differences tbody tr')].map(row => row.innerText.split(/\\s+/))"
        )
        found = {name: (int(now), int(plan)) for name, now, plan in rows}
        for zone in scene.zones:
            inside = [park for park in scene.parks if zone.id in park.homes]
            now = sum(park.status == "existing" for park in inside)
            assert found[zone.name.zh] == (now, sum(park.status in PLANNED for park in inside))
        frame.evaluate("buju.select('harbin-pole')")
        until(made.page, "!document.querySelector('#card').hidden && location.hash.includes('sel=harbin-pole')")
        made.js("buju.select('230600')")
        until(frame, "location.hash.includes('sel=230600')")
        assert frame.locator("#card").is_hidden()
        made.page.keyboard.press("Escape")
        made.js("buju.setLang('en'); buju.setDrawing('schematic')")
        made.page.click("#to-places")
        made.page.click("[data-key='industry:biomed']")
        until(frame, "['lang=en', 'draw=schematic', 'industry=biomed'].every(each => location.hash.includes(each))")
        wanted = [park for park in scene.parks if "biomed" in park.tops and park.at]
        until(frame, f"({DRAWN})() === {sum(park.status in PLANNED for park in wanted)}")


def test_a_pair_answers_to_assistive_programs(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["changsha"], "#view=times", bypass_csp=True) as made:
        made.page.wait_for_selector("#pair")
        made.settle()
        assert serious_faults(made.page) == []


def test_a_page_made_from_a_text_has_no_second_map(browser: Browser, pages: dict[str, Path]) -> None:
    page = browser.new_page()
    page.set_content(pages["changsha"].read_text("utf-8"))
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.locator("[data-key='view:times']").count() == 0
    page.close()


def test_a_card_closed_beside_the_plan_leaves_both_maps_with_the_whole_region(
    browser: Browser, pages: dict[str, Path]
) -> None:
    with opened(browser, pages["heilongjiang"], viewport={"width": 1440, "height": 900}) as made:
        made.js("buju.select('sanjiang-demo')")
        made.settle()
        made.page.click("[data-key='view:times']")
        frame = second_map(made)
        made.settle()
        settle(frame)
        assert "at=" not in made.page.url
        made.page.keyboard.press("Escape")
        until(frame, "!location.hash.includes('sel=')")
        made.settle()
        settle(frame)
        assert not {"at", "sel"}.intersection(re.findall(r"(\w+)=", made.page.url))
        one, other = (side.evaluate("[buju.map.getCenter(), buju.map.getZoom()]") for side in (made.page, frame))
        assert one[1] == other[1]
        assert [one[0]["lat"], one[0]["lng"]] == pytest.approx([other[0]["lat"], other[0]["lng"]], abs=0.05)
