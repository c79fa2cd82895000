"""A headless Chromium with the network off, and what a test asks of a page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


SETTLE = """async () => {
  const busy = () => document.querySelector('.leaflet-zoom-anim, .leaflet-pan-anim, .flying')
    || document.getAnimations().some(each => each.playState === 'running');
  for (let quiet = 0; quiet < 6; quiet = busy() ? 0 : quiet + 1) await new Promise(requestAnimationFrame); }"""


def chromium() -> str:
    """Return the path of the browser that make test installs, or of one that was there.

    The shell is the same engine without windows, and opens a page in less than half of the time.
    """
    for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise FileNotFoundError("no Chromium: run sh tests/install_browser.sh")


@contextmanager
def running_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Opened:
    """A page with all that it did wrong."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def texts(self, selector: str) -> list[str]:
        return self.page.locator(selector).all_inner_texts()

    def count(self, selector: str) -> int:
        return self.page.locator(selector).count()

    def js(self, expression: str) -> Any:
        return self.page.evaluate(expression)

    def settle(self) -> None:
        """Wait until the map neither flies nor zooms nor fades for some frames."""
        self.page.evaluate(SETTLE)


@contextmanager
def opened(browser: Browser, path: Path, fragment: str = "", **context: Any) -> Iterator[Opened]:
    """Open a page as a user does by double click, with the network off and the page's own policy in force."""
    settings: dict[str, Any] = {"viewport": {"width": 1280, "height": 720}, "offline": True, **context}
    made = browser.new_context(**settings)
    page = made.new_page()
    watched = Opened(page)
    own = path.as_uri()
    page.on("request", lambda request: None if request.url.startswith(own) else watched.requests.append(request.url))
    page.on("pageerror", lambda error: watched.errors.append(str(error)))
    page.on("console", lambda said: watched.errors.append(said.text) if said.type == "error" else None)
    page.goto(own + fragment)
    page.wait_for_selector('html[data-ready="1"]', state="attached")
    yield watched
    made.close()
