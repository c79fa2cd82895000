"""A headless Chromium with the network off, and what a test asks of a page."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Frame, Page, ViewportSize, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page lives too short for what an optimizing compiler would make of its scripts.
    "--js-flags=--no-opt",
    # A map is one layer of many outlines: in many tiles, each of its outlines is looked at for every tile.
    *(f"--{which}={2048}" for which in ("default-tile-width", "default-tile-height")),
    *(f"--{which}={2048}" for which in ("max-untiled-layer-width", "max-untiled-layer-height")),
]


DRAWN = 'html[data-ready="1"]'
"""What a page is once all of it is drawn."""
SETTLE = """async () => {
  const busy = () => document.querySelector('.leaflet-zoom-anim, .leaflet-pan-anim, .flying')
    || document.getAnimations().some(each => each.playState === 'running');
  for (let quiet = 0; quiet < 6; quiet = busy() ? 0 : quiet + 1) await new Promise(requestAnimationFrame);
  return true; }"""

_STATE = """() => [location.href, buju.map.getZoom(), String(buju.map.getCenter()), document.activeElement.id,
  ...[...document.querySelectorAll('input')].map(each => each.value + each.checked), document.body.outerHTML]"""
"""All that a test may leave behind in a page."""
_OVER = ("#key", "#tools", "#row", "#credits")
"""What stands over the map."""
_COVERED = """id => {
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


def until(page: Page | Frame, condition: str) -> None:
    """Wait until a condition in JavaScript holds; a page out of sight draws no frame in which it could be asked."""
    # Asked within one function: our policy forbids to compile the condition anew for each frame.
    frames = f"while (!({condition})) await new Promise(requestAnimationFrame);"
    page.wait_for_function(f"async () => {{ {frames} return true; }}")


def settle(page: Page | Frame) -> None:
    """Wait until what a page shows neither flies nor zooms nor fades for some frames."""
    page.wait_for_function(SETTLE)


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
        settle(self.page)


@contextmanager
def left_as_it_was(view: Opened) -> Iterator[Opened]:
    """Lend an open page to a test that leaves it as it was, so that another finds it so.

    What is searched for is taken back here; whatever else differs in the document, its address or its map is a fault.
    """

    def state() -> list[Any]:
        view.page.fill("#search", "")
        found: list[Any] = view.js(_STATE)
        return found

    before = state()
    yield view
    assert state() == before, "the next test would find another page"


def covered(view: Opened) -> dict[str, list[str]]:
    """Return the zones that lie under what stands over the map."""
    found = {part: view.page.evaluate(_COVERED, part) for part in _OVER}
    return {part: zones for part, zones in found.items() if zones}


def serious_faults(page: Page) -> list[str]:
    """Return what axe finds serious or critical on a page as it is, which must have been opened past its policy."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


@dataclass
class _Tab:
    """A tab in a context of its own, in which pages are opened one after the other."""

    context: BrowserContext
    page: Page

    def clear(self, viewport: ViewportSize) -> None:
        """Leave nothing of the page that was open here to the next one."""
        self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        self.page.goto("about:blank")
        self.page.emulate_media(media="null")
        self.page.set_viewport_size(viewport)


_tabs: WeakKeyDictionary[Browser, dict[str, _Tab]] = WeakKeyDictionary()
"""Browser -> tabs that wait for the next page, by the settings of their contexts."""
_KEPT = 2


def _tab(browser: Browser, settings: dict[str, Any]) -> _Tab:
    """Return a tab that waits, or a new one: a page opens in two thirds of the time where one was open before."""
    waiting = _tabs.setdefault(browser, {})
    if (kept := waiting.pop(repr(settings), None)) is not None:
        return kept
    return _new_tab(browser, settings)


def _new_tab(browser: Browser, settings: dict[str, Any]) -> _Tab:
    context = browser.new_context(**settings)
    return _Tab(context, context.new_page())


def _keep(browser: Browser, settings: dict[str, Any], tab: _Tab) -> None:
    """Let a tab wait for the next page, beside the one that was left before it."""
    for page in tab.context.pages:
        if page is not tab.page:
            page.close()
    tab.clear(settings["viewport"])
    waiting = _tabs[browser]
    waiting[repr(settings)] = tab
    while len(waiting) > _KEPT:
        waiting.pop(next(iter(waiting))).context.close()


@contextmanager
def opened(
    browser: Browser, path: Path, fragment: str = "", *, closed: bool = True, alone: bool = False, **context: Any
) -> Iterator[Opened]:
    """Open a page as a user does by double click, with the network off and the page's own policy in force.

    Whatever a test does to it, no script may fail and nothing be asked for, unless it is no closed page. A test that
    answers dialogs, or is asked something on leaving, wants a tab `alone`; a page that is not closed has one.
    """
    settings: dict[str, Any] = {"viewport": {"width": 1280, "height": 720}, "offline": True, **context}
    alone = alone or not closed
    made = _new_tab(browser, settings) if alone else _tab(browser, settings)
    page, watched, own = made.page, Opened(made.page), path.as_uri()
    heard: dict[Any, Callable[[Any], None]] = {
        "request": lambda request: None if request.url.startswith(own) else watched.requests.append(request.url),
        "pageerror": lambda error: watched.errors.append(str(error)),
        "console": lambda said: watched.errors.append(said.text) if said.type == "error" else None,
    }
    for event, hear in heard.items():
        page.on(event, hear)
    is_well = False
    try:
        page.goto(own + fragment)
        page.wait_for_selector(DRAWN, state="attached")
        yield watched
        assert not closed or (watched.errors, watched.requests) == ([], []), (watched.errors, watched.requests)
        is_well = not alone
    finally:
        for event, hear in heard.items():
            page.remove_listener(event, hear)
        if is_well:
            _keep(browser, settings, made)
        else:
            made.context.close()
