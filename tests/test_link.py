"""The QR code of an address: read by another program, in the story and on paper, and only where it is asked for."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from browser import opened
from click.testing import CliRunner
from conftest import TINY
from matplotlib.image import imread
from playwright.sync_api import Browser
from pypdf import PdfReader
from reading import plan_of
from zxingcpp import read_barcodes

from geo.cli import cli
from geo.draw.figure.figure import FigureOptions, make_figure
from geo.draw.figure.handout import make_handout
from geo.draw.page.page import page_html
from geo.draw.page.qr import code_html
from geo.model.errors import UsageError

ADDRESS = "https://example.org/layout?a=1&b=中#step=2"


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("linked") / "page.html"
    file.write_text(page_html(plan_of("heilongjiang"), link=ADDRESS), encoding="utf-8")
    return file


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_code_stands_in_the_story_beside_the_map_and_reads_as_the_address(
    browser: Browser, linked: Path, theme: str
) -> None:
    with opened(browser, linked, f"#step=1&theme={theme}", reduced_motion="reduce") as made:
        code, pager, last = (
            made.js(f"document.querySelector('{each}').getBoundingClientRect().toJSON()")
            for each in ("#qr", "#story .pager", "#story .numbers li:last-child")
        )
        assert made.js("document.querySelector('#stage').getBoundingClientRect().right") <= code["left"]
        assert last["bottom"] <= code["top"]
        assert code["right"] <= pager["left"]
        assert max(code["bottom"], pager["bottom"]) <= 720
        shot = made.page.locator("#qr svg").screenshot()
        assert read_code(shot) == ADDRESS
        made.page.keyboard.press("Escape")
        assert not made.page.is_visible("#qr")


def read_code(picture: bytes) -> str:
    """Return what a reader of codes that knows nothing of us finds in a picture."""
    (found,) = read_barcodes((imread(io.BytesIO(picture))[:, :, :3] * 255).astype("uint8"))
    return str(found.text)


def test_paper_shows_the_code_and_names_keep_off_it(browser: Browser, linked: Path) -> None:
    with opened(browser, linked, "#step=2", reduced_motion="reduce") as made:
        made.js("dispatchEvent(new Event('beforeprint'))")
        covered = made.js("""(code => [...document.querySelectorAll('.label')].filter(each => {
            const box = each.getBoundingClientRect();
            return box.right > code.left && box.left < code.right && box.bottom > code.top && box.top < code.bottom;
        }).map(each => each.textContent))(document.querySelector('#qr').getBoundingClientRect())""")
        assert made.page.is_visible("#qr")
        assert covered == []
        sheet = made.js("document.querySelector('#stage').getBoundingClientRect().right")
        assert made.js("document.querySelector('#qr').getBoundingClientRect().right") < sheet


def test_a_phone_shows_no_code(browser: Browser, linked: Path) -> None:
    with opened(browser, linked, "#step=1", viewport={"width": 390, "height": 844}) as made:
        assert not made.page.is_visible("#qr")


@pytest.mark.parametrize(
    ("shown", "size", "theme"),
    [
        ("layout", "16:9", "dark"),
        ("layout", "80x80mm", "light"),
        ("industries", "160x100mm", "light"),
        ("numbers", "A4-portrait", "light"),
        ("sheet", "A3", "dark"),
    ],
)
def test_a_figure_of_every_view_and_size_bears_the_code(shown: str, size: str, theme: str) -> None:
    options = FigureOptions(shown=shown, size=size, theme=theme, dpi=150, link=ADDRESS)
    assert read_code(make_figure(plan_of("tiny"), "png", options).data) == ADDRESS


def test_the_first_sheet_of_a_handout_bears_the_code_with_the_address_in_letters() -> None:
    first, *others = PdfReader(io.BytesIO(make_handout(plan_of("tiny"), link="https://example.org/a").written())).pages
    assert "扫码打开地图：example.org/a" in first.extract_text()
    assert others
    assert not any("example.org" in page.extract_text() for page in others)
    plain = PdfReader(io.BytesIO(make_handout(plan_of("tiny")).written())).pages[0]
    assert len(first.get_contents().get_data()) > len(plain.get_contents().get_data()) + 2000  # type: ignore[union-attr]


def test_without_an_address_a_page_has_nothing_of_it() -> None:
    assert "#qr" not in page_html(plan_of("tiny")).replace('"qr"', "")


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("example.org", '"example.org" is no address of the web. Give --link https://… in full.'),
        ("javascript:alert(1)", '"javascript:alert(1)" is no address of the web. Give --link https://… in full.'),
        ("https://", '"https://" is no address of the web. Give --link https://… in full.'),
        ("https://[a", '"https://[a" is no address of the web. Give --link https://… in full.'),
        ("https://example.org/" + "a" * 300, "An address of 320 letters makes no code that can be read."),
    ],
)
def test_what_is_no_address_is_refused_before_anything_is_written(
    tmp_path: Path, runner: CliRunner, link: str, told: str
) -> None:
    for command, name in (("map", "page.html"), ("figure", "figure.png"), ("handout", "handout.pdf")):
        target = tmp_path / name
        done = runner.invoke(cli, ["--root", str(TINY), command, "tiny", "-o", str(target), "--link", link])
        assert done.exit_code == 2
        assert told in done.output
        assert done.output.count("\n") == 1
        assert not target.exists()
    with pytest.raises(UsageError):
        code_html(link)


def test_an_address_is_text() -> None:
    code = code_html('https://example.org/"><script>alert(1)</script>')
    assert "<script>" not in code
    assert 'href="https://example.org/&quot;&gt;&lt;script&gt;' in code
