"""The real page in a real browser with the network off: what a planner sees, clicks, types and reads."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from browser import DRAWN, Opened, left_as_it_was, opened, serious_faults, settle, until
from playwright.sync_api import Browser, Frame, Page
from reading import PLANS, plan_of

from geo.draw.page.page import page_html

PLAN = plan_of("heilongjiang")
LOCATED = {park.park_id for park in PLAN.park_rows if park.lon is not None}
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "${alert(1)}",
    "{{ 7*7 }}{% raw %}",
    "</script><script>alert(1)</script>",
    "C:\\path\\2019\\u0041",
    "\u202egnol si siht\u202c",
    "a'b\"c`d&amp;<!--",
]


@pytest.fixture
def view(browser: Browser, pages: dict[str, Path]) -> Iterator[Opened]:
    with opened(browser, pages["heilongjiang"]) as made:
        yield made


@pytest.fixture(scope="module")
def page_at_rest(browser: Browser, pages: dict[str, Path]) -> Iterator[Opened]:
    with opened(browser, pages["heilongjiang"]) as made:
        assert found(made, "230100")[0] == "230100"
        yield made


@pytest.fixture
def resting(page_at_rest: Opened) -> Iterator[Opened]:
    """Return the page as `view` does, opened once for all tests that only look at it or search."""
    with left_as_it_was(page_at_rest):
        yield page_at_rest


@pytest.mark.parametrize("plan", PLANS)
def test_every_zone_unit_and_located_place_is_drawn_once(browser: Browser, pages: dict[str, Path], plan: str) -> None:
    read = plan_of(plan)
    with opened(browser, pages[plan]) as made:
        # A plan of separate clauses opens with its first layout alone: show the others.
        if made.count("[data-key='only:']"):
            made.page.locator("[data-key='only:']").first.click()
        assert made.count("#panel input[data-key^=tick]:not(:checked)") == 0
        made.settle()
        drawn = made.js("[...document.querySelectorAll('path[data-type=zone]')].map(e => e.dataset.id)")
        assert sorted(drawn) == sorted(zone.zone for zone in read.zone_rows if zone.geometry)
        units = made.js("[...document.querySelectorAll('[data-type=unit]')].map(e => e.dataset.id)")
        assert len(units) == len(set(units))
        prefectures = {unit.unit for unit in read.unit_rows if unit.level == "prefecture" and unit.parent}
        assert prefectures <= set(units)
        single = made.js("[...document.querySelectorAll('[data-type=park]')].map(e => e.dataset.id)")
        gathered = made.js("[...document.querySelectorAll('[data-gathered]')].map(e => +e.dataset.gathered)")
        located = {park.park_id for park in read.park_rows if park.lon is not None}
        assert len(single) == len(set(single))
        assert set(single) <= located
        assert len(single) + sum(gathered) == len(located)


def test_heilongjiang_shows_4_zones_and_13_prefectures(resting: Opened) -> None:
    assert resting.count("path[data-type=zone]") == 4
    shown = resting.js("buju.data.units.filter(u => u.level === 'prefecture').length")
    assert shown == 13


def test_search_finds_by_name_pinyin_initials_and_english(resting: Opened) -> None:
    institute = next(park for park in PLAN.park_rows if "哈兽研" in (park.name, *park.aliases))
    for typed in ("哈兽研", "hashouyan", "hsy", "Harbin Veterinary"):
        resting.page.fill("#search", "")
        resting.page.wait_for_selector("#results [role=option]", state="detached")
        resting.page.fill("#search", typed)
        resting.page.wait_for_selector("#results [role=option]")
        first = resting.texts("#results [role=option]")[0]
        assert institute.name in first or "哈兽研" in first, typed


def found(view: Opened, typed: str) -> list[str]:
    """Return the ids that the search finds, best first."""
    view.page.fill("#search", typed)
    ids: list[str] = view.js("[...document.querySelectorAll('#results [role=option]')].map(e => e.dataset.result)")
    return ids


def test_search_takes_radicals_from_a_pdf_and_marks_of_no_width(resting: Opened) -> None:
    radicals = {"齐": "\u2eec", "生": "\u2f63", "西": "\u2ec4"}
    for plain in ("齐齐哈尔", "鸡西", "生物"):
        typed = "\u200b".join(radicals.get(letter, letter) for letter in plain)
        assert found(resting, typed) == found(resting, plain) != []


def test_search_finds_numbers_years_clauses_and_adcodes(resting: Opened) -> None:
    assert found(resting, "4200") == found(resting, "4,200 亿元") == ["bioeconomy-total"]
    assert found(resting, "230100")[0] == "230100"
    assert set(found(resting, "2025")) <= {row.target_id for row in PLAN.target_rows if row.year == 2025}
    assert "cell-culture-tank" in found(resting, "专栏1")
    in_clause = {zone.zone for zone in PLAN.zone_rows if zone.locator == "三(一)"}
    assert set(found(resting, "三(一)")[: len(in_clause)]) == in_clause
    assert "bioeconomy-total" not in found(resting, "200")


def test_a_number_found_opens_in_its_tab_and_a_place_its_card_by_keyboard(view: Opened) -> None:
    assert found(view, "氨基酸生产能力")[0] == "amino-acid-capacity"
    view.page.press("#search", "Enter")
    assert view.js("document.activeElement.dataset.target") == "amino-acid-capacity"
    assert view.page.is_visible("#numbers [data-target=amino-acid-capacity]")
    assert "tab=targets" in view.js("location.hash")
    view.page.fill("#search", "hsy")
    view.page.wait_for_selector("#results [role=option]")
    view.page.press("#search", "ArrowDown")
    view.page.press("#search", "Enter")
    view.page.wait_for_selector("#card:visible")
    assert "哈兽研" in view.page.inner_text("#card")


def test_results_stay_for_who_comes_back_to_the_search_at_once(view: Opened) -> None:
    view.page.clock.install()
    view.page.fill("#search", "hsy")
    view.js("(document.activeElement.blur(), document.querySelector('#search').focus())")
    view.page.clock.run_for(1000)
    assert view.page.is_visible("#results [role=option]")
    view.js("document.activeElement.blur()")
    view.page.clock.run_for(1000)
    assert view.page.is_hidden("#results")


def test_a_search_without_a_result_says_what_to_do(resting: Opened) -> None:
    resting.page.fill("#search", "zzzzqqq")
    resting.settle()
    assert "zzzzqqq" in resting.page.inner_text("#panel")


def test_the_card_of_a_place_shows_every_clause_and_a_click_on_a_symbol_opens_it(view: Opened) -> None:
    park = next(park for park in PLAN.park_rows if park.name == "富裕生物医药产业园")
    view.js(f"buju.select({json.dumps(park.park_id)})")
    card = view.page.inner_text("#card")
    assert park.name in card
    assert park.locator in card
    assert park.anchor in card
    for row in PLAN.citations:
        if row.subject_id == park.park_id:
            assert row.locator in card
    view.page.keyboard.press("Escape")
    view.page.wait_for_selector("#card", state="hidden")
    symbol = view.page.locator("[data-type=park]").first
    ident = symbol.get_attribute("data-id")
    symbol.dispatch_event("click")
    view.page.wait_for_selector("#card:visible")
    name = next(park.name for park in PLAN.park_rows if park.park_id == ident)
    assert name in view.page.inner_text("#card")


def test_the_english_switch_changes_panel_card_labels_and_title(view: Opened) -> None:
    view.js("buju.select('harbin-pole')")
    view.page.click("#lang")
    view.settle()
    assert view.js("document.documentElement.lang") == "en"
    assert PLAN.header.title_en in view.page.title()
    assert "Harbin Bio-industry Leading Pole" in view.page.inner_text("#card h2")
    assert "Songnen Plain" in view.page.inner_text("#panel")
    labels = " ".join(
        view.js("[...document.querySelectorAll('#plate text, .leaflet-pane text')].map(e => e.textContent)")
    )
    assert "Harbin" in labels
    assert "哈尔滨" not in labels
    assert view.page.inner_text("#lang") == "中文"


def test_english_measures_are_translated(resting: Opened) -> None:
    shown = resting.js("buju.data.targets.map(t => t.shown[1] || t.shown[0]).join('|')")
    assert "≥ CNY 420 billion" in shown
    assert "亿元" not in shown


def test_the_table_lists_every_place_sorts_and_saves_as_csv_that_excel_opens(view: Opened) -> None:
    view.page.get_by_role("tab").nth(1).click()
    assert view.count("#table tbody tr") == len(PLAN.park_rows)
    header = view.page.locator("#table thead th button").nth(1)
    header.click()
    once = view.texts("#table tbody td:nth-child(2)")
    header.click()
    twice = view.texts("#table tbody td:nth-child(2)")
    assert once[0] != twice[0]
    with view.page.expect_download() as waiting:
        view.page.click("#csv")
    data = Path(waiting.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "or Excel shows no Chinese"
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(rows) == len(PLAN.park_rows) + 1


def test_keyboard_alone_reaches_a_place_through_the_table(view: Opened) -> None:
    view.page.get_by_role("tab").nth(1).focus()
    view.page.keyboard.press("Enter")
    button = view.page.locator("#table tbody button").nth(7)
    button.focus()
    name = button.inner_text()
    view.page.keyboard.press("Enter")
    view.page.wait_for_selector("#card:visible")
    assert name.strip() in view.page.inner_text("#card")
    view.page.keyboard.press("Escape")
    assert not view.page.is_visible("#card")


def test_unticking_a_zone_hides_it_and_its_places(view: Opened) -> None:
    before = view.count("[data-type=park]") + sum(
        view.js("[...document.querySelectorAll('[data-gathered]')].map(e => +e.dataset.gathered)")
    )
    view.page.locator("#panel input[type=checkbox]").first.uncheck()
    view.settle()
    after = view.count("[data-type=park]") + sum(
        view.js("[...document.querySelectorAll('[data-gathered]')].map(e => +e.dataset.gathered)")
    )
    assert after < before
    assert view.count("path[data-type=zone]:visible") == 3


def test_the_hash_restores_language_and_selection(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["heilongjiang"], "#lang=en&sel=songnen-core") as made:
        assert "Songnen Plain" in made.page.inner_text("#card h2")


def test_an_older_browser_shows_a_sentence(browser: Browser, pages: dict[str, Path]) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script("delete Element.prototype.replaceChildren")
    page.goto(pages["heilongjiang"].as_uri())
    assert "此页需要较新的浏览器" in page.locator("body").inner_text()
    assert "This page needs a newer browser: Chromium 86" in page.locator("body").inner_text()
    assert page.locator("#panel").count() == 0
    assert errors == []
    context.close()


def test_a_browser_that_knows_no_chinese_words_shows_all_names(browser: Browser, pages: dict[str, Path]) -> None:
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.add_init_script("delete Intl.Segmenter")
    page.goto(pages["heilongjiang"].as_uri())
    page.wait_for_selector('html[data-ready="1"]', state="attached")
    lines = page.evaluate(
        "[...document.querySelectorAll('.label.zone text')].map(e => [...e.children].map(line => line.textContent))"
    )
    assert sorted("".join(name) for name in lines) == sorted(zone.name for zone in PLAN.zone_rows)
    assert all(len(name) > 1 and any("生物产业" in line for line in name) for name in lines)
    context.close()


def test_a_page_that_shows_itself_says_nothing_of_older_browsers(resting: Opened) -> None:
    assert not resting.page.is_visible("#old-browser")


def test_embedded_pages_hide_the_panel(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["heilongjiang"], "?embed=1") as made:
        assert not made.page.is_visible("#panel")
        assert made.count("path[data-type=zone]") == 4


def test_credits_are_always_visible_and_claim_no_review_number(resting: Opened) -> None:
    credits = resting.page.inner_text("#credits")
    assert "天地图" in credits
    assert "未送审" in credits
    assert resting.page.is_visible("#credits")


def test_print_is_one_page_without_controls(view: Opened) -> None:
    view.page.emulate_media(media="print")
    assert not view.page.is_visible("#search")
    assert view.page.is_visible("#credits")
    pdf = view.page.pdf(prefer_css_page_size=True)
    assert b"/Count 1" in pdf


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a page on which every text field is an attack."""
    park = next(park for park in PLAN.park_rows if park.lon is not None)
    bad = " ".join(HOSTILE)
    zone = replace(PLAN.zone_rows[0], name=bad, name_en=bad, positioning=bad, note=bad)
    object.__setattr__(zone, "geometry", PLAN.zone_rows[0].geometry)
    fields = {
        "name": bad,
        "name_en": bad,
        "aliases": (bad,),
        "note": bad,
        "outside": bad,
        "anchor": bad,
        "locator": bad,
    }
    target = replace(PLAN.target_rows[0], indicator=bad, indicator_en=bad, measure=bad, note=bad)
    source = replace(PLAN.sources[0], title=bad, title_en=bad)
    header = replace(PLAN.header, title=bad, title_en=bad, issuer=bad, region=bad)
    plan = replace(
        PLAN,
        header=header,
        zone_rows=(zone, *PLAN.zone_rows[1:]),
        park_rows=tuple(replace(row, **fields) if row is park else row for row in PLAN.park_rows),  # type: ignore[arg-type]
        target_rows=(target, *PLAN.target_rows[1:]),
        sources=(source, *PLAN.sources[1:]),
    )
    path = tmp_path_factory.mktemp("hostile") / "page.html"
    path.write_text(page_html(plan), encoding="utf-8", newline="\n")
    return path


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_text_shows_as_text_everywhere(browser: Browser, hostile: Path, language: str) -> None:
    park = next(park for park in PLAN.park_rows if park.lon is not None)
    with opened(browser, hostile, f"#lang={language}", alone=True) as made:
        dialogs: list[str] = []
        made.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        for ident in (park.park_id, PLAN.zone_rows[0].zone):
            made.js(f"buju.select({json.dumps(ident)})")
            made.settle()
            text = made.js("document.querySelector('#card').textContent")
            assert all(piece in text for piece in HOSTILE)
        made.page.get_by_role("tab").nth(1).click()
        table = made.js("document.querySelector('#table').textContent")
        assert all(piece in table for piece in HOSTILE)
        made.page.fill("#search", "onerror")
        made.settle()
        assert "<img src=x onerror=alert(1)>" in made.js("document.querySelector('#results').textContent")
        title = made.page.title()
        assert "<img src=x onerror=alert(1)>" in title
        assert "${alert(1)}" in title
        assert made.count("img[src=x]") == 0
        assert dialogs == []


@pytest.fixture
def article(browser: Browser, pages: dict[str, Path], tmp_path: Path) -> Iterator[tuple[Page, Frame]]:
    """Return a long page that holds a map between its paragraphs, and the frame of the map."""
    holder = tmp_path / "article.html"
    holder.write_text(
        f'<!DOCTYPE html><html><body style="margin: 0"><div style="height: 500px"></div>'
        f'<iframe src="{pages["heilongjiang"].as_uri()}?embed=1" width="900" height="500"></iframe>'
        f'<div style="height: 3000px"></div></body></html>'
    )
    context = browser.new_context(offline=True, viewport={"width": 1000, "height": 600})
    page = context.new_page()
    page.goto(holder.as_uri())
    frame = page.frames[1]
    frame.wait_for_selector(DRAWN, state="attached")
    yield page, frame
    context.close()


def wheel(page: Page, by: int, to: int) -> None:
    """Turn the wheel, and wait until the page has scrolled there, or stands there still."""
    page.mouse.wheel(0, by)
    until(page, f"scrollY === {to}")


def zoom(frame: Frame) -> float:
    """Return the zoom at which a map comes to rest."""
    settle(frame)
    return float(frame.evaluate("buju.map.getZoom()"))


def test_a_reader_scrolls_past_an_embedded_map(article: tuple[Page, Frame]) -> None:
    page, frame = article
    before = zoom(frame)
    page.mouse.move(450, 550)
    wheel(page, 300, to=300)
    wheel(page, 300, to=600)
    assert "点击地图" in frame.inner_text("#tip")
    assert zoom(frame) == before
    wheel(page, 600, to=1200)


def test_an_embedded_map_zooms_with_ctrl_or_after_a_click_and_lets_go(article: tuple[Page, Frame]) -> None:
    page, frame = article
    page.mouse.move(450, 300)
    wheel(page, 500, to=500)
    before = zoom(frame)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    until(frame, f"buju.map.getZoom() > {before}")
    page.keyboard.up("Control")
    closer = zoom(frame)
    page.mouse.click(60, 250)
    page.mouse.wheel(0, -100)
    until(frame, f"buju.map.getZoom() > {closer}")
    assert page.evaluate("scrollY") == 500
    page.mouse.move(950, 300)
    page.mouse.move(450, 300)
    wheel(page, 200, to=700)


EVERY_PLACE_OF_ONE_SPOT = "[data-gathered]"
STATES = [
    ("heilongjiang", "", ""),
    ("national", "#lang=en&theme=dark", ""),
    ("national", "", EVERY_PLACE_OF_ONE_SPOT),
    ("heilongjiang", "#lang=en&theme=dark", EVERY_PLACE_OF_ONE_SPOT),
    ("heilongjiang", "#tab=places&sel=songnen-core&time=plan&status=planned", ""),
    ("changsha", "#lang=en&theme=dark&tab=places&sel=area-liuyang&time=plan&status=planned", ""),
    ("changsha", "#tab=targets&draw=schematic&sel=area-liuyang", ""),
    ("heilongjiang", "#lang=en&theme=dark&tab=targets&draw=schematic", ""),
    ("heilongjiang", "#step=2", ""),
    ("national", "#lang=en&theme=dark&step=3", ""),
    ("changsha", "?embed=1#sel=area-liuyang", ""),
    ("heilongjiang", "?embed=1#lang=en&theme=dark&sel=songnen-core", ""),
]
"""Plan, address, and what is clicked: each state of the page once in either theme, with plans and languages in turn."""


@pytest.mark.parametrize(("plan", "address", "clicked"), STATES)
def test_axe_finds_nothing_serious_in_any_state(
    browser: Browser, pages: dict[str, Path], plan: str, address: str, clicked: str
) -> None:
    # axe injects a script, which the page's policy forbids; the other tests leave the policy in force.
    with opened(browser, pages[plan], address, bypass_csp=True, reduced_motion="reduce") as made:
        if clicked:
            made.page.locator(clicked).first.dispatch_event("click")
            assert made.page.is_visible("#card .names")
        assert serious_faults(made.page) == []


def test_the_legend_shows_that_it_scrolls_and_the_keyboard_scrolls_it(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["heilongjiang"], "#lang=en", viewport={"width": 1280, "height": 520}) as made:
        head, body = (made.page.locator(f"#key .legend-{part}") for part in ("head", "body"))
        if not body.is_visible():
            head.click()
        assert body.get_attribute("tabindex") == "0"
        box = head.bounding_box()
        body.focus()
        made.page.keyboard.press("End")
        made.settle()
        assert body.evaluate("e => e.scrollTop") > 0
        assert head.bounding_box() == box
    with opened(browser, pages["heilongjiang"], "#lang=en", viewport={"width": 1280, "height": 900}) as made:
        assert made.page.locator("#key .legend-body").get_attribute("tabindex") is None
