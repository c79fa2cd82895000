"""The longest frame of a page while its map is dragged by the mouse, in headless Chromium, with no network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

MOST_MS = 100
STEPS = 40
STEP_PX = 10
FRAMES = "async count => { while (count--) await new Promise(requestAnimationFrame); }"
"""Waits for so many frames: a page that is late with one is waited for, as a clock would not."""
START = """() => {
  const frames = window.benchFrames = [];
  let before = performance.now();
  const next = now => { frames.push(now - before); before = now; requestAnimationFrame(next); };
  requestAnimationFrame(now => { before = now; requestAnimationFrame(next); }); }"""


@contextmanager
def shown(opened: Browser, page_file: Path, ready: str) -> Iterator[Page]:
    """Open a page in a fresh context, with no network, and wait until it has an element."""
    context = opened.new_context(offline=True, viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto(page_file.as_uri())
    page.wait_for_selector(ready, state="attached", timeout=60_000)
    yield page
    context.close()


def watch_frames(page: Page) -> None:
    """Begin to note how long frames take, once the page has come to rest."""
    page.evaluate(FRAMES, 90)
    page.evaluate(START)


def longest_noted(page: Page) -> float:
    """Return milliseconds of the longest frame since they are noted."""
    return float(page.evaluate("() => Math.max(...window.benchFrames)"))


def longest_frame_ms(opened: Browser, page_file: Path) -> float:
    """Return milliseconds of the longest frame of four drags and what each leaves to draw, in a fresh context."""
    with shown(opened, page_file, ".leaflet-overlay-pane path, canvas") as page:
        watch_frames(page)
        for way in (1, -1, 1, -1):
            page.mouse.move(800, 400)
            page.mouse.down()
            for step in range(STEPS):
                page.mouse.move(800 - way * STEP_PX * step, 400 - way * step)
                page.evaluate(FRAMES, 1)
            page.mouse.up()
            page.evaluate(FRAMES, 36)
        return longest_noted(page)
