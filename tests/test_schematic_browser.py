"""The second drawing of the same layout: as planning institutes draw it, with the same ids and cards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Opened, opened
from playwright.sync_api import Browser
from reading import PLANS, plan_of

ON_THE_MAP = "[...document.querySelectorAll('[data-type=zone]')].map(e => e.dataset.id)"
AT_CENTRE = """ids => ids.map(id => {
  const body = document.querySelector(`[data-id="${id}"] .hit`).getBoundingClientRect();
  const at = document.elementsFromPoint((body.left + body.right) / 2, (body.top + body.bottom) / 2);
  const hit = at.map(e => e.closest('.diagram')).find(Boolean);
  return hit && hit.dataset.id; })"""


def drawn(name: str) -> list[str]:
    return sorted(row.zone for row in plan_of(name).schematic_rows if row.geometry)


@pytest.fixture
def view(browser: Browser, pages: dict[str, Path]) -> Iterator[Opened]:
    with opened(browser, pages["changsha"], reduced_motion="reduce") as made:
        yield made


def switch(view: Opened, name: str) -> None:
    view.page.click(f"#modes [data-key='draw:{name}']")


@pytest.mark.parametrize("plan", PLANS)
def test_the_address_opens_the_schematic_with_every_placed_zone_once(
    browser: Browser, pages: dict[str, Path], plan: str
) -> None:
    with opened(browser, pages[plan], "#draw=schematic") as made:
        assert sorted(made.js(ON_THE_MAP)) == drawn(plan)
        assert made.page.is_visible("#drawing-note")


def test_the_switch_goes_there_and_back(view: Opened) -> None:
    administrative = sorted(view.js(ON_THE_MAP))
    assert not view.page.is_visible("#drawing-note")
    switch(view, "schematic")
    assert sorted(view.js(ON_THE_MAP)) == drawn("changsha")
    assert "draw=schematic" in view.js("location.hash")
    assert view.js(
        "[...document.querySelectorAll('path.zone')].every(e => !e.checkVisibility({visibilityProperty: true}))"
    )
    switch(view, "admin")
    assert sorted(view.js(ON_THE_MAP)) == administrative
    assert "draw" not in view.js("location.hash")


def test_the_key_d_switches_but_not_while_one_types(view: Opened) -> None:
    view.page.keyboard.press("d")
    assert view.js("document.documentElement.classList.contains('schematic')")
    view.page.keyboard.press("d")
    view.page.fill("#search", "")
    view.page.press("#search", "d")
    assert not view.js("document.documentElement.classList.contains('schematic')")


def test_small_drawings_can_be_picked_within_large_ones(view: Opened) -> None:
    switch(view, "schematic")
    small = [row.zone for row in plan_of("changsha").schematic_rows if row.form in ("centre", "valley")]
    assert len(small) == 4
    assert view.page.evaluate(AT_CENTRE, small) == small


def test_a_click_opens_the_same_card_in_both_drawings(view: Opened) -> None:
    zone = next(zone for zone in plan_of("changsha").zone_rows if zone.zone == "centre-south")
    for name in ("admin", "schematic"):
        switch(view, name)
        view.page.locator(f"[data-id='{zone.zone}']").first.dispatch_event("click")
        assert view.page.inner_text("#card h2") == zone.name
        assert view.count(".bj .outline.selected") == 1
        view.page.keyboard.press("Escape")


def test_a_zone_without_an_outline_is_drawn_where_its_places_are(view: Opened) -> None:
    without = next(zone for zone in plan_of("changsha").zone_rows if not zone.geometry)
    assert view.count(f"[data-id='{without.zone}']") == 0
    switch(view, "schematic")
    assert view.count(f"[data-id='{without.zone}']") == 1
    assert without.name in " ".join(view.js("[...document.querySelectorAll('.label.zone')].map(e => e.textContent)"))


def test_an_unticked_zone_leaves_the_schematic_too(view: Opened) -> None:
    switch(view, "schematic")
    view.page.locator("#panel input[type=checkbox]").first.uncheck()
    assert not view.page.locator("[data-id=area-xiangjiang]").is_visible()


def test_every_located_place_is_a_dot(view: Opened) -> None:
    switch(view, "schematic")
    located = {park.park_id for park in plan_of("changsha").park_rows if park.lon is not None}
    assert set(view.js("[...document.querySelectorAll('[data-type=park]')].map(e => e.dataset.id)")) == located
