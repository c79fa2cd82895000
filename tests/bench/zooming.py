"""The longest frame of a page while its map is zoomed by the wheel, and the longest search, in headless Chromium."""

from __future__ import annotations

from pathlib import Path

from panning import FRAMES, START
from playwright.sync_api import Browser

MOST_MS = 100
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
    context = opened.new_context(offline=True, viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto(page_file.as_uri())
    page.wait_for_selector(".leaflet-overlay-pane path, canvas, path[data-id]", state="attached", timeout=60_000)
    page.evaluate(FRAMES, 90)
    page.evaluate(START)
    page.mouse.move(800, 400)
    for way in (-1, -1, 1, 1):
        page.mouse.wheel(0, way * 120)
        page.evaluate(FRAMES, 60)
    longest = float(page.evaluate("() => Math.max(...window.benchFrames)"))
    context.close()
    return longest


def longest_search_ms(opened: Browser, page_file: Path) -> float:
    """Return milliseconds of the longest of some searches of a page of ours, from the key to the results."""
    context = opened.new_context(offline=True, viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto(page_file.as_uri())
    page.wait_for_selector("html[data-ready]", state="attached", timeout=60_000)
    longest = max(float(page.evaluate(TYPED, query)) for query in QUERIES)
    context.close()
    return longest
