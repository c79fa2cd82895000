"""The snippets of README in a real browser: a page in a page, and in slides, hidden and shown."""

from __future__ import annotations

import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from browser import DRAWN, settle, until
from playwright.sync_api import Browser, Frame, Page
from reading import scene_of

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PLAIN, SLIDES = re.findall(r"```html\n(.*?)```", README[README.index("## Embed") :], re.DOTALL)[:2]
ZONE = "path[data-type=zone]"
REVEAL = "6.0.2"
STILL_SLIDES = SLIDES.replace("margin: 0.02", 'margin: 0.02, transition: "none"')
IN_FRAME = "(document.activeElement.localName === 'iframe')"


@dataclass
class Shown:
    """A page that embeds another, with what went wrong in either."""

    page: Page
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def frame(self) -> Frame:
        """Return the page within, drawn and at rest."""
        within = self.page.frames[1]
        within.wait_for_selector(DRAWN, state="attached")
        settle(self.page)
        settle(within)
        return within


@pytest.fixture(scope="module")
def folder(pages: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which the page of README's snippets lies."""
    found = tmp_path_factory.mktemp("site")
    shutil.copy(pages["changsha"], found)
    return found


@contextmanager
def shown(browser: Browser, folder: Path, name: str, text: str) -> Iterator[Shown]:
    (folder / name).write_text(text, encoding="utf-8", newline="\n")
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 720})
    made = Shown(context.new_page())
    made.page.on("pageerror", lambda error: made.errors.append(str(error)))
    made.page.on("console", lambda said: made.errors.append(said.text) if said.type == "error" else None)
    made.page.on("request", lambda request: made.requests.append(request.url))
    made.page.goto((folder / name).as_uri())
    yield made
    context.close()


def drawn_width(frame: Frame) -> float:
    return float(frame.evaluate(f"document.querySelector('{ZONE}').getBoundingClientRect().width"))


def test_the_iframe_of_readme_shows_the_map_without_its_panel(browser: Browser, folder: Path) -> None:
    text = f"<!DOCTYPE html><meta charset=utf-8><title>Plan</title><h1>Plan</h1>{PLAIN}"
    with shown(browser, folder, "plain.html", text) as made:
        frame = made.frame()
        assert not frame.locator("#panel").is_visible()
        assert drawn_width(frame) > 30
        box = made.page.locator("iframe").bounding_box()
        assert box is not None
        assert (round(box["height"]), box["width"] > 1000) == (540, True)
        assert made.page.locator("iframe").get_attribute("title") == frame.title()
        assert made.errors == []
        assert {url.split("?")[0].rpartition("/")[2] for url in made.requests} == {"plain.html", "changsha.html"}


@pytest.mark.parametrize("lazy", [True, False])
def test_a_page_in_a_hidden_section_wakes_up_when_it_is_shown(browser: Browser, folder: Path, lazy: bool) -> None:
    code = PLAIN if lazy else PLAIN.replace('loading="lazy" ', "")
    text = f"<!DOCTYPE html><meta charset=utf-8><section style='display: none'>{code}</section>"
    with shown(browser, folder, "hidden.html", text) as made:
        made.page.frames[1].wait_for_url("**/changsha.html*")
        assert made.page.frames[1].evaluate("performance.getEntriesByName('buju:first-shape').length") == 1
        made.page.evaluate("document.querySelector('section').style.display = 'block'")
        frame = made.frame()
        assert drawn_width(frame) > 30
        seen = frame.evaluate(
            "[...document.querySelectorAll('path[data-type=zone]')].map(e => e.getBoundingClientRect())"
            ".every(b => b.left >= -60 && b.top >= -60 && b.right <= innerWidth + 60 && b.bottom <= innerHeight + 60)"
        )
        assert seen
        assert made.errors == []


def test_slides_that_hide_by_display_wake_the_page_as_reveal_does(browser: Browser, folder: Path) -> None:
    """Stands in for reveal.js where it is not installed: sections of its example, all but one hidden, then the next."""
    body = SLIDES[SLIDES.index("<body>") : SLIDES.index("<script")]
    style = "<style>section { display: none } section.present { display: block } .slides { width: 1280px }</style>"
    show = "document.querySelectorAll('section').forEach((e, at) => e.classList.toggle('present', at === n))"
    with shown(browser, folder, "sections.html", f"<!DOCTYPE html><meta charset=utf-8>{style}{body}") as made:
        for number in (0, 1, 2, 1):
            made.page.evaluate(f"n => {{ {show} }}", number)
            frame = made.frame() if number == 1 else made.page.frames[1]
        assert drawn_width(frame) > 30
        assert frame.evaluate("document.documentElement.lang") == "en"
        assert frame.locator("#story").is_visible()
        assert made.errors == []


@pytest.fixture(scope="module")
def reveal(folder: Path) -> Path:
    """Return reveal.js beside the page, as its package holds it."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is missing, by which reveal.js arrives")
    pack = [npm, "pack", f"reveal.js@{REVEAL}", "--silent"]
    subprocess.run(pack, cwd=folder, check=True, capture_output=True, timeout=300)
    with tarfile.open(folder / f"reveal.js-{REVEAL}.tgz") as packed:
        packed.extractall(folder, filter="data")
    return (folder / "package").rename(folder / "reveal.js")


@pytest.mark.peer
def test_the_slides_of_readme_show_the_map_in_reveal(browser: Browser, folder: Path, reveal: Path) -> None:
    assert (reveal / "dist" / "reveal.js").exists()
    with shown(browser, folder, "slides.html", SLIDES) as made:
        made.page.wait_for_function("Reveal.isReady()")
        made.page.evaluate("Reveal.next()")
        frame = made.frame()
        assert made.page.evaluate("Reveal.getIndices().h") == 1
        assert drawn_width(frame) > 30
        assert frame.evaluate("document.documentElement.lang") == "en"
        box = made.page.locator("iframe").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 1280
        assert box["width"] > 1000
        made.page.evaluate("Reveal.next()")
        settle(made.page)
        assert made.page.evaluate("Reveal.getIndices().h") == 2
        made.page.evaluate("Reveal.prev()")
        assert drawn_width(made.frame()) > 30
        assert made.errors == []


@pytest.mark.peer
def test_a_clicker_goes_through_the_steps_and_on_to_the_next_slide_and_back(
    browser: Browser, folder: Path, reveal: Path
) -> None:
    last = len(scene_of("changsha").steps)
    with shown(browser, folder, "clicker.html", STILL_SLIDES) as made:
        page = made.page
        page.wait_for_function("Reveal.isReady()")

        def click(key: str, times: int = 1) -> None:
            for _ in range(times):
                page.keyboard.press(key)

        def at_slide(number: int) -> None:
            until(page, f"Reveal.getIndices().h === {number}")

        def at_step(number: int) -> None:
            until(page.frames[1], f"document.hasFocus() && location.hash.endsWith('step={number}')")

        click("PageDown")
        made.frame()
        at_step(3)
        click("PageDown", last - 3)
        at_step(last)
        click("PageDown")
        at_slide(2)
        until(page, f"!{IN_FRAME}")
        click("PageUp")
        at_slide(1)
        at_step(last)
        click("PageUp", last - 1)
        at_step(1)
        click("PageUp")
        at_slide(0)
        click("PageDown")
        at_step(1)
        click("Escape")
        until(page, f"!{IN_FRAME}")
        click("PageDown")
        at_slide(2)
        assert made.errors == []


@pytest.mark.peer
def test_a_click_on_a_map_without_a_story_leaves_the_keys_to_the_slides(
    browser: Browser, folder: Path, reveal: Path
) -> None:
    with shown(browser, folder, "plain_map.html", SLIDES.replace("&amp;step=3", "")) as made:
        page = made.page
        page.wait_for_function("Reveal.isReady()")
        page.keyboard.press("PageDown")
        made.frame().locator(".label.zone text").first.click()
        until(page.frames[1], "document.hasFocus() && document.querySelector('#card').checkVisibility()")
        page.keyboard.press("PageDown")
        until(page, "Reveal.getIndices().h === 2")
        page.keyboard.press("PageUp")
        until(page, "Reveal.getIndices().h === 1")
        assert made.errors == []
