"""Every place of every plan stands on the map, at a unit or in the tray, and choosing it shows to what it is known."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import opened
from playwright.sync_api import Browser
from reading import PLANS, plan_of, scene_of

from geo.draw.scene.standing import STANDS

CHOSEN = """() => buju.data.parks.filter(({id, stand, unit}) => {
    buju.select(id, {move: false});
    const symbol = document.querySelector('.symbols .chosen');
    const outline = document.querySelector('.outlines .outline.selected');
    const badge = document.querySelector('.badge.chosen'), tray = document.querySelector('#tray .chosen');
    const card = document.querySelector('#card').hidden === false;
    const shown = {
        site: () => symbol && !badge && !tray,
        unit: () => badge && outline && tray.dataset.stand === 'unit' && !symbol,
        region: () => tray.dataset.stand === 'region' && !badge && !symbol,
        nowhere: () => tray.dataset.stand === 'nowhere' && !badge && !symbol && !outline,
    };
    return !card || !shown[stand]();
}).map(({id}) => id)"""
TRAY = (
    "[...document.querySelectorAll('#tray > *')].map(each => each.textContent.replace(/.* /, '').replace(/／.*/, ''))"
)


def counts_of(plan: str) -> dict[str, int]:
    scene = scene_of(plan)
    return {stand: sum(park.stand == stand for park in scene.parks) for stand in STANDS}


@pytest.mark.parametrize("plan", PLANS)
def test_badges_and_tray_count_every_place_and_choosing_any_shows_to_what_it_is_known(
    browser: Browser, pages: dict[str, Path], plan: str
) -> None:
    counts = counts_of(plan)
    assert sum(counts.values()) == len(scene_of(plan).parks)
    with opened(browser, pages[plan]) as made:
        made.settle()
        known = made.js("[...document.querySelectorAll('.badge')].map(each => +each.dataset.known)")
        assert sum(known) == counts["unit"]
        cells = made.js("[...document.querySelectorAll('.badge')].map(each => each.querySelectorAll('.cell').length)")
        assert cells == known
        tray = {
            stand: made.count(f"#tray [data-stand={stand}]") for stand in ("unit", "region", "nowhere") if counts[stand]
        }
        assert tray == dict.fromkeys(tray, 1)
        assert made.js(CHOSEN) == []


def test_a_filter_says_how_many_are_drawn_and_where_the_rest_is_known_to_be(
    browser: Browser, pages: dict[str, Path]
) -> None:
    plan = plan_of("heilongjiang")
    energy = {park.park_id for park in plan.park_rows if "bioenergy" in plan.tops_of(park)}
    parks = [park for park in scene_of("heilongjiang").parks if park.id in energy]
    located = sum(park.stand == "site" for park in parks)
    assert 0 < located < len(parks)
    with opened(browser, pages["heilongjiang"]) as made:
        made.page.click("#to-places")
        made.page.click("#facets [data-key='industry:bioenergy']")
        made.settle()
        assert made.texts("#tray .drawn") == [f"图上 {located}／共 {len(parks)}"]
        badges = made.js("[...document.querySelectorAll('.badge')].reduce((sum, each) => sum + +each.dataset.known, 0)")
        assert badges == sum(park.stand == "unit" for park in parks)
        made.page.click("#tray [data-stand=unit]")
        names = set(made.texts("#card .names .name"))
        assert names == {park.name.zh for park in parks if park.stand == "unit"}


def test_a_badge_opens_its_list_and_the_keyboard_reaches_the_tray(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["heilongjiang"]) as made:
        made.settle()
        made.page.locator(".badge[data-unit='230100'] text").click()
        inside = [park for park in scene_of("heilongjiang").parks if park.stand == "unit" and park.unit == "230100"]
        assert {park.name.zh for park in inside} <= set(made.texts("#card .names .name"))
        made.page.focus("#tray [data-stand=nowhere]")
        made.page.keyboard.press("Enter")
        assert made.js("document.activeElement.id") == "card"
        count = sum(park.stand == "nowhere" for park in scene_of("heilongjiang").parks)
        assert len(made.texts("#card .names .name")) == count
        made.page.keyboard.press("Escape")
        assert made.js("document.activeElement.dataset.stand") == "nowhere"


def test_what_is_known_vaguely_is_drawn_as_all_the_ground_it_may_lie_on(
    browser: Browser, pages: dict[str, Path]
) -> None:
    park = next(park for park in scene_of("changsha").parks if park.at and (park.precision_km or 0) >= 2)
    lon, lat = park.at or (0, 0)
    with opened(browser, pages["changsha"], f"#at=13/{lat}/{lon}") as made:
        made.settle()
        faults = made.js("""[...document.querySelectorAll('.symbols .park')].filter(node => {
            const park = buju.data.parks.find(({id}) => id === node.dataset.id);
            const metres = 40075016.7 * Math.cos(park.at[1] * Math.PI / 180) / 2 ** (buju.map.getZoom() + 8);
            const wide = (park.precision_km || 0) * 1000 / metres;
            const extent = node.querySelector('.extent');
            return extent ? Math.abs(extent.r.baseVal.value / wide - 1) > 0.02 : wide > buju.data.disc_px;
        }).map(node => node.dataset.id)""")
        assert faults == []
        assert made.count(".symbols .vague") > 0


@pytest.mark.parametrize("view", ["industries", "numbers", "times"])
def test_a_place_chosen_in_a_list_is_shown_whatever_view_is_open(
    browser: Browser, pages: dict[str, Path], view: str
) -> None:
    park = next(park for park in scene_of("heilongjiang").parks if park.id == "feihe-dairy")
    with opened(browser, pages["heilongjiang"], f"#view={view}&tab=places", reduced_motion="reduce") as made:
        made.page.fill("#search", park.name.zh)
        made.page.keyboard.press("Enter")
        made.page.wait_for_selector(".symbols .chosen")
        assert ("view=times" in made.js("location.hash")) == (view == "times")
