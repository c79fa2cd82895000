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


@pytest.mark.parametrize(("plan", "size", "language"), STATES, ids=str)
def test_no_zone_lies_under_the_legend_or_the_tools(
    browser: Browser, pages: dict[str, Path], plan: str, size: tuple[int, int], language: str
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    with opened(browser, pages[plan], f"#lang={language}", viewport=viewport) as made:
        made.settle()
        assert covered(made) == {}
