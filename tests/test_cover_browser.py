"""At first sight nothing that stands over the map hides a zone."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import opened
from playwright.sync_api import Browser
from reading import PLANS

COVERED = """id => {
    const box = document.querySelector(id)?.getBoundingClientRect();
    if (!box || !box.width) return [];
    const found = new Set();
    for (let i = 0; i <= 12; i++)
        for (let j = 0; j <= 24; j++) {
            const [x, y] = [box.left + (box.width * i) / 12, box.top + (box.height * j) / 24];
            const under = document.elementsFromPoint(x, y).filter(node => node.matches('path.zone'));
            for (const node of under) found.add(node.dataset.id);
        }
    return [...found]; }"""


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900), (1920, 1080), (1024, 768)], ids=str)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("plan", PLANS)
def test_no_zone_lies_under_the_legend_or_the_tools(
    browser: Browser, pages: dict[str, Path], plan: str, language: str, size: tuple[int, int]
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    with opened(browser, pages[plan], f"#lang={language}", viewport=viewport) as made:
        made.settle()
        covered = {part: made.page.evaluate(COVERED, part) for part in ("#key", "#tools", "#row", "#credits")}
        assert covered == {part: [] for part in covered}
