"""The story: told with a clicker, by keys, buttons, swipes and addresses, and left for a look around."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from browser import DRAWN, Opened, opened
from playwright.sync_api import Browser
from reading import PLANS, plan_of, scene_of

from geo.draw.page.page import page_html
from geo.model.schema import Step

STILL = {"reduced_motion": "reduce"}
DIMMED_OUTSIDE = """() => [...document.querySelectorAll('.label.dim')].filter(label => {
  const zone = document.querySelector(`path[data-type=zone][data-id="${label.dataset.names}"]`);
  if (!zone) return true;
  const back = zone.getScreenCTM().inverse();
  const box = label.getBoundingClientRect();
  return [box.left + 4, box.right - 4].some(x => [box.top + 5, box.bottom - 5].some(
    y => !zone.isPointInFill(new DOMPoint(x, y).matrixTransform(back)))); }).map(e => e.textContent)"""


@cache
def steps(plan: str) -> list[str]:
    return [step.title.zh for step in scene_of(plan).steps]


@pytest.fixture
def view(browser: Browser, pages: dict[str, Path]) -> Iterator[Opened]:
    with opened(browser, pages["heilongjiang"], **STILL) as made:
        yield made


def title(view: Opened) -> str:
    return view.page.inner_text("#story h2")


def press(view: Opened, *keys: str) -> str:
    for key in keys:
        view.page.keyboard.press(key)
    return title(view)


def opacity(view: Opened, selector: str) -> float:
    return float(view.js(f"+getComputedStyle(document.querySelector('{selector}')).opacity"))


def test_a_clicker_starts_the_story_and_turns_its_steps(view: Opened) -> None:
    told = steps("heilongjiang")
    assert not view.page.is_visible("#story")
    assert press(view, "PageDown") == told[0]
    assert not view.page.is_visible("#panel")
    assert press(view, "PageDown") == told[1]
    assert press(view, "PageDown", "PageUp", "PageUp") == told[0]
    assert press(view, "PageUp") == told[0]
    assert view.page.inner_text("#story .at") == f"1 / {len(told)}"


def test_arrows_home_end_and_escape(view: Opened) -> None:
    told = steps("heilongjiang")
    view.page.click("#present")
    assert press(view, "ArrowRight", "ArrowDown") == told[2]
    assert press(view, "ArrowLeft") == told[1]
    assert press(view, "End") == told[-1]
    assert press(view, "ArrowRight") == told[-1]
    assert press(view, "Home") == told[0]
    view.page.keyboard.press("Escape")
    assert not view.page.is_visible("#story")
    assert view.page.is_visible("#panel")
    assert view.js("document.activeElement.id") == "present"


def test_arrows_do_not_tell_before_the_story_runs_and_a_list_in_the_panel_still_scrolls(view: Opened) -> None:
    view.page.keyboard.press("ArrowRight")
    assert not view.page.is_visible("#story")
    view.page.locator("#panel button.name").first.focus()
    view.page.keyboard.press("PageDown")
    assert not view.page.is_visible("#story")


def test_buttons_turn_steps_and_keep_the_focus(view: Opened) -> None:
    view.page.click("#present")
    onward = view.page.locator("#story [data-key=story_next]")
    onward.focus()
    view.page.keyboard.press("Enter")
    view.page.keyboard.press("Enter")
    assert title(view) == steps("heilongjiang")[2]
    assert view.js("document.activeElement.dataset.key") == "story_next"
    view.page.click("#story [data-key=story_end]")
    assert not view.page.is_visible("#story")


def test_a_step_lights_its_zones_dims_the_others_and_tells_its_own_facts(
    browser: Browser, pages: dict[str, Path]
) -> None:
    scene = scene_of("heilongjiang")
    with opened(browser, pages["heilongjiang"], "#step=2", **STILL) as made:
        assert title(made) == "哈尔滨生物产业引领极"
        assert made.page.inner_text("#story .over") == "一极"
        assert opacity(made, "[data-id=harbin-pole]") == 1
        assert opacity(made, "[data-id=forest-belt]") < 0.5
        box = made.js("document.querySelector('[data-id=harbin-pole]').getBoundingClientRect().toJSON()")
        bar = made.js("document.querySelector('#story').getBoundingClientRect().toJSON()")
        assert box["right"] <= bar["left"]
        assert box["top"] >= 0
        assert box["height"] > 0.75 * 720
        told = made.page.inner_text("#story .numbers").replace("\u00a0", " ")
        places = [park for park in scene.parks if "harbin-pole" in park.homes]
        assert str(len(places)) in told
        assert "哈尔滨市" in told
        others = [target.shown.zh for target in scene.targets if target.of in {park.id for park in places}]
        assert others
        assert not any(other in told for other in others)
        made.page.keyboard.press("PageUp")
        assert "step=1" in made.js("location.hash")
        # The overview shows the numbers of the whole plan.
        assert "4,200" in made.page.inner_text("#story .numbers").replace("\u00a0", " ")
        assert made.count("#story .numbers li") == 4


def test_a_speaker_looks_around_and_resumes(view: Opened) -> None:
    press(view, "PageDown", "PageDown")
    before = view.js("buju.map.getCenter().lng")
    assert view.count("[data-key=story_back]") == 0
    view.page.mouse.move(500, 300)
    view.page.mouse.down()
    view.page.mouse.move(700, 340, steps=4)
    view.page.mouse.up()
    assert view.js("buju.map.getCenter().lng") != before
    assert "at=" in view.js("location.hash")
    view.js("buju.select('forest-belt')")
    assert view.page.is_visible("#card")
    view.page.click("[data-key=story_back]")
    assert abs(view.js("buju.map.getCenter().lng") - before) < 0.01
    assert press(view, "PageDown") == steps("heilongjiang")[2]
    assert not view.page.is_visible("#card")
    # Escape closes the card before the story.
    view.js("buju.select('forest-belt')")
    view.page.keyboard.press("Escape")
    assert not view.page.is_visible("#card")
    assert view.page.is_visible("#story")


def test_a_flight_ends_at_the_step(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["changsha"]) as made:
        press(made, "PageDown", "PageDown", "PageDown")
        made.settle()
        west, south, east, north = made.js("buju.data.steps[2].view")
        seen = made.js("(b => [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()])(buju.map.getBounds())")
        assert seen[0] < west
        assert seen[1] < south
        assert seen[2] > east
        assert seen[3] > north
        assert not made.js("document.documentElement.classList.contains('flying')")


def test_a_swipe_on_the_bar_turns_the_step(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(
        browser, pages["changsha"], "#step=2", viewport={"width": 390, "height": 844}, has_touch=True, **STILL
    ) as made:
        swipe = (
            "([from, to]) => { for (const [type, x] of [['pointerdown', from], ['pointerup', to]])"
            " document.querySelector('#story h2').dispatchEvent(new PointerEvent(type,"
            " {pointerType: 'touch', clientX: x, bubbles: true})); }"
        )
        made.page.evaluate(swipe, [300, 100])
        assert title(made) == steps("changsha")[2]
        made.page.evaluate(swipe, [100, 300])
        assert title(made) == steps("changsha")[1]
        made.page.evaluate(swipe, [100, 110])
        assert title(made) == steps("changsha")[1]


def fits_and_dims_within(made: Opened) -> None:
    """Hold the step that a page shows: it says something, that fits, and names that are dimmed are in their zones."""
    size = made.page.viewport_size
    assert size
    bar, foot, pager = (
        made.js(f"document.querySelector('{each}').getBoundingClientRect().toJSON()")
        for each in ("#story", "#credits", "#story .pager")
    )
    assert bar["left"] >= 0
    assert bar["right"] <= size["width"]
    if size["width"] < 400:
        assert bar["height"] < 0.42 * size["height"], title(made)
        assert bar["bottom"] <= foot["top"] + 1
    else:
        assert bar["width"] < 0.28 * size["width"]
        assert foot["right"] <= bar["left"]
        assert made.js("(e => e.scrollHeight <= e.clientHeight)(document.querySelector('#story'))"), title(made)
    assert pager["bottom"] <= size["height"]
    assert pager["top"] >= foot["bottom"] or pager["left"] >= foot["right"] or pager["bottom"] <= foot["top"]
    assert 1 <= made.count("#story .numbers li") <= (2 if size["width"] < 400 else 4), title(made)
    assert made.js(DIMMED_OUTSIDE) == [], title(made)


@pytest.mark.parametrize(
    ("plan", "size", "language"),
    [
        ("heilongjiang", (1280, 720), "zh"),
        ("changsha", (1280, 720), "zh"),
        ("national", (1920, 1080), "en"),
        ("heilongjiang", (1216, 540), "en"),
        ("changsha", (1216, 540), "en"),
        ("heilongjiang", (390, 844), "en"),
        ("changsha", (390, 844), "en"),
    ],
)
def test_every_step_says_something_fits_and_keeps_dimmed_names_in_their_zones(
    browser: Browser, pages: dict[str, Path], plan: str, size: tuple[int, int], language: str
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    with opened(browser, pages[plan], f"#step=1&lang={language}", viewport=viewport, **STILL) as made:
        for _ in steps(plan):
            fits_and_dims_within(made)
            made.page.keyboard.press("PageDown")


def test_in_a_hall_the_names_of_zones_are_36_pixels_high(browser: Browser, pages: dict[str, Path]) -> None:
    for size, least in (((1920, 1080), 36), ((1280, 720), 24)):
        viewport = {"width": size[0], "height": size[1]}
        with opened(browser, pages["heilongjiang"], "#step=1", viewport=viewport, **STILL) as made:
            told = made.js(
                "[...document.querySelectorAll('.label.zone text')].map(e => parseFloat(getComputedStyle(e).fontSize))"
            )
            assert len(told) == 4
            assert min(told) >= least
            widths = made.js(
                "[...document.querySelectorAll('#story, #stage')].map(e => e.getBoundingClientRect().width)"
            )
            assert max(widths) > 0.7 * size[0]
            made.js("dispatchEvent(new Event('beforeprint'))")
            assert made.js("parseFloat(getComputedStyle(document.querySelector('.label.zone text')).fontSize)") == 22


def test_no_two_steps_of_a_story_light_the_same() -> None:
    for plan in PLANS:
        lit = [step.lit for step in scene_of(plan).steps if step.lit]
        assert plan == "national" or len(set(lit)) == len(lit)


def test_a_kiosk_turns_its_steps_waits_when_touched_and_begins_anew(browser: Browser, pages: dict[str, Path]) -> None:
    told = steps("heilongjiang")
    context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True, **STILL)
    page = context.new_page()
    page.clock.install()
    page.goto(pages["heilongjiang"].as_uri() + "#play=8")
    page.clock.run_for(1_000)
    page.wait_for_selector(DRAWN, state="attached")
    seen = [page.inner_text("#story h2")]
    for _ in told:
        page.clock.run_for(8_000)
        seen.append(page.inner_text("#story h2"))
    assert seen == [*told, told[0]]
    assert "play=8" in page.evaluate("location.hash")
    page.mouse.click(300, 300)
    page.clock.run_for(20_000)
    assert page.inner_text("#story h2") == told[0]
    page.clock.run_for(11_000)
    assert page.inner_text("#story h2") == told[1]
    context.close()


def test_a_story_by_hand_lights_a_unit(browser: Browser, tmp_path: Path) -> None:
    step = Step(step="daqing", order=1, title="大庆", lit=("230600",))
    file = tmp_path / "page.html"
    file.write_text(page_html(replace(plan_of("heilongjiang"), steps=(step,))), encoding="utf-8")
    with opened(browser, file, "#step=1", **STILL) as made:
        assert title(made) == "大庆"
        drawn = made.js("document.querySelector('.outline.spot').getBoundingClientRect().toJSON()")
        stage = made.js("document.querySelector('#stage').getBoundingClientRect().toJSON()")
        assert drawn["left"] >= stage["left"]
        assert drawn["right"] <= stage["right"]
        assert drawn["height"] > 0.5 * stage["height"]
        assert opacity(made, "path.zone[data-id=songnen-core]") < 0.5


def test_a_group_without_numbers_tells_its_role_members_places_and_extent(
    browser: Browser, pages: dict[str, Path]
) -> None:
    with opened(browser, pages["heilongjiang"], "#step=6", **STILL) as made:
        plan = plan_of("heilongjiang")
        zone = next(zone for zone in plan.zone_rows if zone.zone == "forest-belt")
        told = made.page.inner_text("#story")
        assert zone.positioning in told
        assert "大兴安岭地区" in told
        assert "重点市县" in told
        places = made.js("buju.data.parks.length") and made.texts("#story .figure")
        assert places[0] == str(len(zone.members))
        assert "面积" in told
        press(made, "Home", "PageDown")
        assert "重点市县" not in made.page.inner_text("#story")


VISIBLE = "[...document.querySelectorAll('path.zone')].filter(e => e.checkVisibility()).map(e => e.dataset.id)"


def test_a_step_of_many_layouts_shows_its_own_tells_of_its_own_clause_and_says_where_none_is_drawn(
    browser: Browser, pages: dict[str, Path]
) -> None:
    scene = scene_of("national")
    outlined = {zone.zone for zone in plan_of("national").zone_rows if zone.geometry}
    silent = set()
    with opened(browser, pages["national"], "#step=1", **STILL) as made:
        for number, step in enumerate(scene.steps, 1):
            assert made.page.inner_text("#story .at") == f"{number} / {len(scene.steps)}"
            fits_and_dims_within(made)
            told = made.page.inner_text("#story .numbers")
            own = {(fact.source, fact.locator) for zone in scene.zones if zone.id in step.lit for fact in zone.facts}
            for target in scene.targets if step.lit else ():
                if target.shown.zh in told and target.indicator.zh in told:
                    assert own & {(fact.source, fact.locator) for fact in target.facts}, target.id
            assert not step.lit or set(made.js(VISIBLE)) == outlined.intersection(step.lit), number
            if "原文未划定范围，不画" in made.page.inner_text("#story .told"):
                silent.add(number)
                assert made.count("path.zone:not(.hidden)") == 0, number
            made.page.keyboard.press("PageDown")
    assert {9, 18} <= silent
    assert not {3, 6} & silent


def test_a_step_that_an_address_names_is_that_to_which_one_turns(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["national"], "#step=18", **STILL) as made:
        told = made.page.inner_text("#story")
        press(made, "PageUp", "PageDown")
        assert made.page.inner_text("#story") == told
        assert "原文未划定范围，不画" in told
