"""The longest frame of a page while its map is zoomed by the wheel, and the longest search, in headless Chromium."""

from __future__ import annotations

from pathlib import Path

from panning import FRAMES, longest_noted, shown, watch_frames
from playwright.sync_api import Browser

QUERIES = ("企", "企业1", "hsy", "4200", "地点 77")
TYPED = """async query => {
  const box = document.querySelector('#search');
  box.value = query;
  const start = performance.now();
  box.dispatchEvent(new Event('input', {bubbles: true}));
  document.querySelector('#results').getBoundingClientRect();
  return performance.now() - start; }"""
"""Types into the search and returns milliseconds until its results are laid out."""


def longest_zoom_ms(opened: Browser, page_file: Path) -> float:
    """Return milliseconds of the longest frame of two steps in and two out and what each leaves to draw."""
    with shown(opened, page_file, ".leaflet-overlay-pane path, canvas, path[data-id]") as page:
        watch_frames(page)
        page.mouse.move(800, 400)
        for way in (-1, -1, 1, 1):
            page.mouse.wheel(0, way * 120)
            page.evaluate(FRAMES, 60)
        return longest_noted(page)


def longest_search_ms(opened: Browser, page_file: Path) -> float:
    """Return milliseconds of the longest of some searches of a page of ours, from the key to the results."""
    with shown(opened, page_file, "html[data-ready]") as page:
        return max(float(page.evaluate(TYPED, query)) for query in QUERIES)
