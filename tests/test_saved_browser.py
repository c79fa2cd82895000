"""A page that a browser saves once its scripts have drawn it: the copy opens as the page stood, and works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser import DRAWN, opened
from playwright.sync_api import Browser, Frame, Page
from reading import plan_of

from geo.draw.page.edit import edit_html

STATES = {
    "layout": "",
    "english, dark, of industries": "#lang=en&theme=dark&view=industries",
    "a zone among numbers": "#view=numbers&sel=xiangjiang-new-area",
    "now beside the plan": "#view=times",
    "a step of the story": "#step=3&lang=en",
    "the diagram elsewhere": "#draw=schematic&tab=places&kind=hospital&at=10.5/28.1000/113.1000",
}
LOOK = """() => [
  ...[...document.querySelectorAll("#panel, #top, #card, #story, #industries, #key")].map(each => each.innerText),
  ["[data-id]", "#stage", "iframe"].map(each => document.querySelectorAll(each).length), document.title,
  [...document.documentElement.attributes].map(each => each.name + "=" + each.value).sort().join(" "),
  buju.map.getCenter().toString(), buju.map.getZoom(),
]"""
SCRIPT = re.compile("<script.*?</script>", re.DOTALL)


def saved(page: Page | Frame, copy: Path) -> Path:
    """Write what a browser saves of a page as it stands: its elements, and a remark where they are from."""
    text = page.evaluate("document.documentElement.outerHTML")
    head = '<head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">'
    text = re.sub('<head>(.*?)<meta charset="utf-8">', rf"{head}\1", text, count=1)
    copy.write_text(f"<!DOCTYPE html>\n<!-- saved from url=(0014)about:internet -->\n{text}", encoding="utf-8")
    return copy


@pytest.mark.parametrize("state", STATES)
def test_a_copy_opens_as_the_page_stood(browser: Browser, pages: dict[str, Path], tmp_path: Path, state: str) -> None:
    with opened(browser, pages["changsha"], STATES[state]) as made:
        made.settle()
        look = made.js(LOOK)
        copy = saved(made.page, tmp_path / "copy.html")
    # Styles written into elements do not pass the policy: they are told of, and made anew.
    with opened(browser, copy, closed=False) as made:
        made.settle()
        assert made.js(LOOK) == look
        assert [error for error in made.errors if "inline style" not in error] == []


def test_a_copy_of_a_copy_works_and_goes_where_its_address_says(
    browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    with opened(browser, pages["changsha"], "#lang=en&step=2") as made:
        copy = saved(made.page, tmp_path / "copy.html")
    with opened(browser, copy, closed=False) as made:
        copy = saved(made.page, tmp_path / "again.html")
    with opened(browser, copy, "#lang=zh", closed=False) as made:
        assert made.page.inner_text("#lang") == "English"
        made.page.locator("#tab-layout button.name").first.click()
        assert made.page.inner_text("#card h2") == "湘江新区"
        assert made.count("path[data-type=zone]") == made.js("buju.data.zones.filter(zone => zone.shape).length")


def test_the_copy_of_a_page_within_another_has_its_panel_only_when_alone(
    browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    host = tmp_path / "host.html"
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    host.write_text(f'<iframe src="{pages["changsha"].as_uri()}?embed=1#lang=en" width=900 height=500></iframe>')
    page.goto(host.as_uri())
    page.frames[1].wait_for_selector(DRAWN, state="attached")
    copy = saved(page.frames[1], tmp_path / "saved_resource.html")
    host.write_text('<iframe src="saved_resource.html" width=900 height=500></iframe>')
    page.goto(host.as_uri())
    page.frames[1].wait_for_selector(DRAWN, state="attached")
    assert not page.frames[1].is_visible("#panel")
    assert page.frames[1].evaluate("document.documentElement.lang") == "en"
    page.close()
    with opened(browser, copy, closed=False) as made:
        assert made.page.is_visible("#panel")


def test_a_copy_of_a_page_to_edit_is_one_to_edit(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "edit.html"
    page.write_text(edit_html(plan_of("changsha")), encoding="utf-8")
    with opened(browser, page) as made:
        copy = saved(made.page, tmp_path / "copy.html")
        tabs = made.texts("#panel [role=tab]")
    with opened(browser, copy, closed=False) as made:
        assert made.texts("#panel [role=tab]") == tabs
        assert made.count("#pencil") == 1
        assert [error for error in made.errors if "inline style" not in error] == []


def test_a_copy_without_scripts_says_what_to_do(browser: Browser, pages: dict[str, Path], tmp_path: Path) -> None:
    single, bare = tmp_path / "single.mhtml", tmp_path / "bare.html"
    with opened(browser, pages["changsha"]) as made:
        assert not made.page.is_visible("#lame")
        snapshot = made.page.context.new_cdp_session(made.page).send("Page.captureSnapshot", {"format": "mhtml"})
        single.write_text(snapshot["data"], encoding="utf-8", newline="")
        bare.write_text(SCRIPT.sub("", saved(made.page, bare).read_text(encoding="utf-8")), encoding="utf-8")
    for copy in (single, bare):
        page = browser.new_page()
        page.goto(copy.as_uri())
        assert "请复制原文件" in page.inner_text("#lame")
        assert "save it as “Webpage, Complete”" in page.inner_text("#lame")
        page.close()


def test_a_page_whose_data_are_cut_says_so(browser: Browser, pages: dict[str, Path], tmp_path: Path) -> None:
    cut = tmp_path / "cut.html"
    whole = pages["changsha"].read_text(encoding="utf-8")
    cut.write_text(re.sub(r'(id="plan">.{2000}).*?(</script>)', r"\1\2", whole, count=1), encoding="utf-8")
    page = browser.new_page()
    page.goto(cut.as_uri())
    page.wait_for_selector("#lame", state="visible")
    assert not page.is_visible("#old-browser")
    page.close()
