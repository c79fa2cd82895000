"""How long a page takes in headless Chromium, with no network, until its first shape stands in the document."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

WATCH = """
(() => {
  const seen = () => document.querySelector('.leaflet-overlay-pane path, .leaflet-overlay-pane canvas, path[data-id]');
  let first = 0;
  const note = () => {
    if (!first && seen()) document.documentElement.dataset.firstShape = first = performance.now();
  };
  new MutationObserver(note).observe(document, {childList: true, subtree: true});
})();
"""


def first_shape_ms(opened: Browser, page_file: Path) -> float:
    """Return milliseconds from the start of the navigation to the first shape, in a fresh context."""
    context = opened.new_context(offline=True, viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(page_file.as_uri(), wait_until="commit")
    # A selector and no function: the page's own policy forbids eval, and is left in force.
    root = page.wait_for_selector("html[data-first-shape]", state="attached", timeout=60_000)
    assert root is not None
    value = float(root.get_attribute("data-first-shape") or "nan")
    context.close()
    return value
