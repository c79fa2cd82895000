"""A page that follows its plan while somebody edits it, opened from the disk in a real browser with the network off."""

from __future__ import annotations

import functools
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import DRAWN, opened
from click.testing import CliRunner
from playwright.sync_api import Browser

from geo.cli import cli
from geo.draw.page.page import page_html
from geo.draw.page.policy import images_of
from geo.draw.page.watched import watched_html
from geo.model.plan import read_plan

FINDINGS = "#watched li"


@pytest.fixture
def watching(tiny_root: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Return a process that keeps a page of `tiny`, and the page once it is there."""
    page = tmp_path / "out" / "tiny page.html"
    page.parent.mkdir()
    words = [sys.executable, "-m", "geo", "--root", str(tiny_root), "map", "tiny", "-o", str(page), "--watch"]
    # What a shell starts in the background ignores Ctrl+C, and so does all that it starts.
    heeding = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, preexec_fn=heeding)
    assert process.stderr
    for line in process.stderr:
        if "follows the files" in line:
            break
    yield process, page
    process.kill()
    process.communicate()


def test_a_page_follows_its_plan_and_shows_what_is_found(
    watching: tuple[subprocess.Popen[str], Path], tiny_root: Path, browser: Browser
) -> None:
    process, page = watching
    zones = tiny_root / "layers/tiny/zones.geojson"
    text = zones.read_text(encoding="utf-8")
    name = read_plan("tiny", tiny_root).zone_rows[0].name
    with opened(browser, page, closed=False) as made:
        assert made.texts(FINDINGS) == []
        # What is found stands in the page as soon as a file is saved.
        zones.write_text(text.replace(name, "新名谷").replace('"focus": false', '"focus": "maybe"'), encoding="utf-8")
        made.page.wait_for_selector("#watched li")
        assert any('focus "maybe" is neither true nor false' in line for line in made.texts(FINDINGS))
        made.page.wait_for_selector(DRAWN, state="attached")
        assert made.page.get_by_text("新名谷").count()
        # A file that is half saved leaves the map as it was.
        zones.write_text(text[: len(text) // 2], encoding="utf-8")
        made.page.locator("#watched li", has_text="ends in the middle").wait_for()
        made.page.wait_for_selector(DRAWN, state="attached")
        assert "图为此前状态" in made.page.locator("#watched summary").inner_text()
        assert made.page.get_by_text("新名谷").count()
        zones.write_text(text, encoding="utf-8")
        made.page.wait_for_selector("#watched li", state="detached")
        # The address keeps what the reader chose.
        assert made.errors == []
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        made.page.locator("#watched summary", has_text="已停止监视").wait_for()
    assert page.read_text(encoding="utf-8") == page_html(read_plan("tiny", tiny_root))
    assert [path.name for path in page.parent.iterdir()] == [page.name]


def test_the_state_in_the_address_outlives_a_reload(
    watching: tuple[subprocess.Popen[str], Path], tiny_root: Path, browser: Browser
) -> None:
    process, page = watching
    parks = tiny_root / "data/tiny/parks.csv"
    with opened(browser, page, "#lang=en", closed=False) as made:
        parks.write_text(parks.read_text(encoding="utf-8").replace(",site,", ",there,", 1), encoding="utf-8")
        made.page.wait_for_selector("#watched li")
        made.page.wait_for_selector(DRAWN, state="attached")
        assert made.js("document.documentElement.lang") == "en"
        # A list that was closed stays so.
        made.page.locator("#watched summary").click()
        parks.write_text(parks.read_text(encoding="utf-8").replace(",there,", ",where,", 1), encoding="utf-8")
        made.page.locator("#watched li", has_text="where").wait_for(state="attached")
        made.page.wait_for_selector("#watched details:not([open])")
        assert made.page.locator("#watched summary").inner_text() == f"Findings: {made.count(FINDINGS)}"
    process.terminate()
    assert process.wait(20) == 0
    assert page.read_text(encoding="utf-8") == page_html(read_plan("tiny", tiny_root))


def test_findings_of_one_kind_are_told_once_and_leave_the_plan_in_sight(
    watching: tuple[subprocess.Popen[str], Path], tiny_root: Path, browser: Browser
) -> None:
    _, page = watching
    parks = tiny_root / "data/tiny/parks.csv"
    rows = parks.read_text(encoding="utf-8").splitlines()
    more = [f"more-{n},{rows[-1].partition(',')[2]}".replace(",site,", ",there,") for n in range(20)]
    with opened(browser, page, closed=False) as made:
        parks.write_text("\n".join([*rows, *more, ""]), encoding="utf-8")
        made.page.locator("#watched li", has_text='"there"').get_by_text("and 19 more like it").wait_for()
        made.page.wait_for_selector(DRAWN, state="attached")
        title = made.page.locator("#watched summary").inner_text()
        assert int(title.split()[1]) >= 20 > made.count(FINDINGS)
        made.settle()
        bottom = "Math.max(...[...document.querySelectorAll('path[data-type=zone], #credits')].map({}))"
        lowest = made.js(bottom.format("each => each.getBoundingClientRect().bottom"))
        assert 0 < lowest <= made.js("document.querySelector('#watched').getBoundingClientRect().top")


def test_a_hostile_finding_is_text_and_the_policy_stays_closed() -> None:
    page = page_html(read_plan("changsha"), base="https://t.example/{z}/{x}/{y}.png")
    watched, mark = watched_html(page, ["<script>alert(1)</script>"], 'a"b.svg')
    assert "<li>&lt;script&gt;alert(1)&lt;/script&gt;</li>" in watched
    assert watched.count("Content-Security-Policy") == 1
    assert images_of(watched) == ("https://t.example", "'self'", "file:")
    assert "script-src 'sha256-" in watched
    assert mark.startswith(b"<svg")


def test_a_plan_that_cannot_be_drawn_at_first_is_told_and_not_watched(tiny_root: Path, tmp_path: Path) -> None:
    (tiny_root / "layers/tiny/zones.geojson").write_text("{", encoding="utf-8")
    done = CliRunner().invoke(cli, ["--root", str(tiny_root), "map", "tiny", "-o", str(tmp_path / "a.html"), "--watch"])
    assert (done.exit_code, "ends in the middle" in done.stderr) == (1, True)
