"""The atlas: all plans as linked pages that open offline, the same bytes every time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser import DRAWN, opened, serious_faults
from playwright.sync_api import Browser
from reading import PLANS, atlas, plan_of, scene_of

from geo.draw.atlas.atlas import atlas_files


def test_every_plan_has_a_page_and_a_card() -> None:
    assert set(atlas()) == {"index.html", "compare.html", *(f"{plan}.html" for plan in PLANS)}
    for plan in PLANS:
        header = plan_of(plan).header
        assert f'href="{plan}.html"' in atlas()["index.html"]
        words = re.sub(r"<[^>]+>", "", atlas()["index.html"])
        assert header.title in words
        assert header.slogan in words


def test_works_that_located_places_are_credited_in_one_line() -> None:
    for name in ("index.html", "compare.html"):
        (line,) = re.findall("地点位置依据：([^<]+)", atlas()[name])
        titles = {title.zh for plan in PLANS for title in scene_of(plan).evidence}
        assert sorted(re.sub("（(CC BY 4.0|MIT)）", "", line).split("、")) == sorted(titles)
        assert "GeoNames（CC BY 4.0）" in line


def test_the_widest_region_comes_first() -> None:
    places = [atlas()["index.html"].index(f'href="{plan}.html"') for plan in ("national", "heilongjiang", "changsha")]
    assert places == sorted(places)


def test_a_picture_of_one_layout_of_many_names_it() -> None:
    first = scene_of("national").groups[0].name
    for page in ("index.html", "compare.html"):
        text = atlas()[page]
        assert text.count(f"图示：{first.zh}") == text.count('class="quiet pictured"') == 1
        assert f"Shown: {first.en}" in text


def test_links_are_relative_and_lead_to_files_of_the_atlas() -> None:
    for name in ("index.html", "compare.html"):
        links = re.findall(r'href="([^"]+)"', atlas()[name])
        assert links
        assert set(links) <= set(atlas())


def test_in_any_order_of_the_plans_it_is_the_same_atlas() -> None:
    again = atlas_files([plan_of(name) for name in reversed(PLANS)])
    assert set(again) == set(atlas())
    assert {name for name, text in again.items() if text != atlas()[name]} <= {"compare.html"}


@pytest.mark.parametrize("name", ["index", "compare"])
def test_index_and_comparison_open_offline_without_a_serious_fault(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    context = browser.new_context(offline=True, bypass_csp=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(pages[name].as_uri())
    assert serious_faults(page) == []
    assert requests == [pages[name].as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_a_nation_s_page_links_to_the_plans_inside_it_and_they_back(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["national"], closed=False) as made:
        for wanted in ("heilongjiang", "national", "changsha", "national"):
            assert made.count("#panel a[href='index.html']")
            made.page.locator(f"#panel a[href='{wanted}.html']").first.click()
            made.page.wait_for_url(f"**/{wanted}.html*")
            made.page.wait_for_selector(DRAWN, state="attached")
            assert made.js("buju.data.plan.id") == wanted
        assert made.errors == []


def test_one_language_is_shown_and_links_carry_it_on(browser: Browser, pages: dict[str, Path]) -> None:
    page = browser.new_context(offline=True).new_page()
    page.goto(pages["compare"].as_uri() + "#lang=en")
    assert page.title() == page.locator("h1").inner_text() == "Plans side by side"
    assert "One pole, two areas, one belt" in page.locator("tbody").first.inner_text()
    assert "并列" not in page.locator("main").inner_text()
    page.locator("thead a", has_text="Heilongjiang").click()
    page.wait_for_selector(DRAWN, state="attached")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.goto(pages["index"].as_uri())
    assert page.locator("h1").inner_text() == "布局图集"
    page.locator("#lang").click()
    assert page.locator("h1").inner_text() == "Atlas of layouts"
    assert page.url.endswith("#lang=en")


def test_each_bar_bears_its_share_and_says_of_what() -> None:
    text = atlas()["compare.html"]
    bars = re.findall(r'class="count">(\d+)<svg[^>]*>(?:<rect width="([\d.]+)"[^>]*>)?</svg><span[^>]*>([^<]*)<', text)
    assert len(bars) > 60
    for count, width, share in bars:
        if count == "0":
            assert (width, share) == ("", "")
        elif share == "&lt;1%":
            assert 0 < float(width) <= 0.5
        else:
            assert abs(float(width) - int(share.removesuffix("%"))) < 0.56
    assert text.count("占该规划全部地点的比例") == 3


def test_bars_are_parts_of_all_that_a_plan_has() -> None:
    rows = re.findall(r'<th scope="row">.*?</tr>', atlas()["compare.html"])
    counted = [re.findall(r'<span class="count">(\d+)<svg[^>]*>(?:<rect width="([\d.]+)")?', row) for row in rows]
    plan = plan_of("heilongjiang")
    every = {park.kind for name in PLANS for park in plan_of(name).park_rows}
    kinds = [row[1] for row in counted if row][: len(every)]
    assert sum(int(count) for count, _ in kinds) == len(plan.park_rows)
    assert all(abs(float(width or 0) - 100 * int(count) / len(plan.park_rows)) < 0.06 for count, width in kinds)
