"""At first sight nothing that stands over the map hides a zone.

At 1280 to 720 pixels, in both languages, that is among what test_names_browser.py holds.
"""

from __future__ import annotations

from itertools import cycle, product
from pathlib import Path

import pytest
from browser import covered, opened
from playwright.sync_api import Browser
from reading import PLANS

SIZES = [(1440, 900), (1920, 1080), (1024, 768)]
STATES = [(*each, lang) for each, lang in zip(product(PLANS, SIZES), cycle(("zh", "en")), strict=False)]
"""Each plan in each size, and in turn in either language."""
OVER_CREDITS = """() => {
    const boxesOf = names => [...document.querySelectorAll(names)].filter(node => node.checkVisibility())
        .map(node => [node.id, node.getBoundingClientRect()]);
    const credits = boxesOf('#credits p, #credits summary');
    const stage = document.querySelector('#stage').getBoundingClientRect();
    const over = boxesOf('#key, #card, #tools, #top').filter(([, box]) => credits.some(([, credit]) =>
        credit.left < box.right && box.left < credit.right && credit.top < box.bottom && box.top < credit.bottom));
    const outside = credits.filter(([, box]) => box.left < stage.left || box.bottom > stage.bottom);
    return [...over, ...outside].map(([id]) => id); }"""
"""What covers one of the credits, and which of them leave the map."""


@pytest.mark.parametrize(("plan", "size", "language"), STATES, ids=str)
def test_no_zone_lies_under_the_legend_or_the_tools(
    browser: Browser, pages: dict[str, Path], plan: str, size: tuple[int, int], language: str
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    with opened(browser, pages[plan], f"#lang={language}", viewport=viewport) as made:
        made.settle()
        assert covered(made) == {}


@pytest.mark.parametrize("size", [*SIZES, (1280, 720)], ids=str)
@pytest.mark.parametrize("plan", PLANS)
def test_nothing_lies_over_the_credits_whether_a_card_is_open_or_not(
    browser: Browser, pages: dict[str, Path], plan: str, size: tuple[int, int]
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    with opened(browser, pages[plan], viewport=viewport) as made:
        for language in ("zh", "en"):
            made.js(f"buju.setLang('{language}')")
            for chosen in ("null", "buju.data.zones[0].id"):
                made.js(f"buju.select({chosen})")
                made.settle()
                assert made.js(OVER_CREDITS) == [], (language, chosen)
        if made.page.is_visible("#key"):
            made.page.click("#key .legend-head")
            made.settle()
            assert made.js(OVER_CREDITS) == []
