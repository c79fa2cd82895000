"""The page's view of where industries gather counts as the tally does, lists what is clicked, and has keys."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Opened, opened, serious_faults, until
from playwright.sync_api import Browser
from reading import plan_of, scene_of

import geo
from geo.analysis.tally import tally_plan
from geo.draw.page.page import page_html
from geo.draw.scene.industries import industries_of
from geo.draw.scene.theme import LIGHT

PLANS = ("heilongjiang", "changsha", "national")
VIEW = "#view=industries"
MATRIX = """() => [...document.querySelectorAll("#industries tbody tr")].map(row =>
  [row.dataset.unit, ...[...row.cells].slice(1).map(cell => Number(cell.innerText) || 0)])"""
FILLS = """() => Object.fromEntries([...document.querySelectorAll("#industries use[data-take]")]
  .map(node => [node.dataset.take, getComputedStyle(node).fill]))"""


@pytest.fixture
def sheet(browser: Browser, pages: dict[str, Path]) -> Iterator[Opened]:
    with opened(browser, pages["heilongjiang"], VIEW) as made:
        yield made


def listed(view: Opened) -> set[str]:
    return set(view.js("[...document.querySelectorAll('#table [data-row]')].map(each => each.dataset.row)"))


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


@pytest.mark.parametrize("name", PLANS)
def test_the_matrix_is_that_of_the_scene_and_the_tally(name: str, browser: Browser, pages: dict[str, Path]) -> None:
    shown, tally = industries_of(scene_of(name)), tally_plan(plan_of(name), "unit", "industry")
    with opened(browser, pages[name], VIEW) as made:
        found = made.js(MATRIX)
        heads = made.js("[...document.querySelectorAll('#industries thead button')].map(each => each.dataset.key)")
        fills, told = made.js(FILLS), made.page.inner_text("#industries")
        maps = made.texts("#industries figcaption")
        names = set(made.js("[...document.querySelectorAll('figure text')].map(e => e.textContent)"))
    columns = [key.partition(",")[2] for key in heads]
    assert columns == [column.id for column in shown.columns]
    assert [row[0] for row in found] == [*(row.id for row in shown.rows), ""]
    for unit, *counts, total in found[:-1]:
        assert counts == [tally.cells[unit, column] for column in columns], unit
        assert total == tally.row_totals[unit]
    assert found[-1][1:] == [*(tally.column_totals[column] for column in columns), tally.total]
    for each in shown.maps:
        tints = {key.partition(",")[0]: fill for key, fill in fills.items() if key.endswith(f",{each.id}")}
        shapes = {unit.id for unit in shown.units} & set(each.counts)
        wanted = {unit: rgb(LIGHT.colour(shown.tone(count))) for unit, count in each.counts.items() if unit in shapes}
        assert {unit: tints[unit] for unit in tints if unit} == wanted, each.id
    assert [text.split("\n")[0] for text in maps] == [each.name.zh for each in shown.maps]
    assert all(
        f"{each.total} 处" in text and f"其中 {each.shown} 处" in text
        for each, text in zip(shown.maps, maps, strict=True)
    )
    units = scene_of(name).unit_by_id
    leading = {f"{units[unit].name.zh} {each.counts[unit]}" for each in shown.maps for unit in each.leading}
    assert names == leading
    assert all(words.zh in told for _, words in shown.ranges())
    assert (f"{shown.several} 处兼属几个产业" in told) == bool(shown.several)
    assert all(words.zh in told for words in shown.without)


def test_places_count_at_the_unit_of_their_digits_outside_and_nowhere(
    browser: Browser, tiny_root: Path, tmp_path: Path
) -> None:
    parks = tiny_root / "data" / "tiny" / "parks.csv"
    rows = list(csv.DictReader(parks.read_text(encoding="utf-8").splitlines()))
    codes = [row["adcode"] for row in rows]
    near = next(code for code in codes if code)
    for row, code in zip(rows, (f"{near[:4]}99", "660000", ""), strict=False):
        row["adcode"] = code
    with parks.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    plan = geo.read_plan("tiny", tiny_root)
    tally = tally_plan(plan, "unit", "industry")
    (tmp_path / "tiny.html").write_text(page_html(plan), encoding="utf-8")
    with opened(browser, tmp_path / "tiny.html", VIEW) as made:
        found = {row[0]: row[-1] for row in made.js(MATRIX)}
    assert {"outside", "silent"} <= set(found)
    assert found == {**{key: total for key, total in tally.row_totals.items() if total}, "": tally.total}


def test_filters_by_status_change_the_counts_and_those_by_unit_do_not(browser: Browser, pages: dict[str, Path]) -> None:
    scene = scene_of("heilongjiang")
    existing = [park for park in scene.parks if park.status == "existing"]
    with opened(browser, pages["heilongjiang"], f"{VIEW}&unit=230100&industry=biomed") as made:
        assert made.js(MATRIX)[-1][-1] == len(scene.parks)
        current = made.js("document.querySelector('#industries [aria-current=true]').dataset.key")
        assert current == "take:230100,biomed"
        made.page.click("#time-now")
        until(
            made.page,
            f"+document.querySelector('#industries tbody tr:last-child td:last-child').innerText < {len(scene.parks)}",
        )
        found = made.js(MATRIX)
    assert found[-1][-1] == len(existing)
    assert found[-1][1] == sum("biomed" in park.tops for park in existing)
    assert [row[0] for row in found[:-1]] == [row.id for row in industries_of(scene).rows]


def test_a_click_lists_these_places_and_the_browser_goes_back(sheet: Opened) -> None:
    tally = tally_plan(plan_of("heilongjiang"), "unit", "industry")
    assert tally.columns
    at, tops = tally.rows.at, tally.columns.at
    for unit, top in (("230100", "biomed"), ("230100", ""), ("", "bioenergy"), ("region", "biomed"), ("silent", "")):
        wanted = {park for park in at if unit in (*at[park], "") and top in (*tops[park], "")}
        sheet.page.click(f".matrix [data-key='take:{unit},{top}']")
        assert listed(sheet) == wanted, (unit, top)
        assert sheet.js("document.documentElement.dataset.view") == "layout"
        assert sheet.js("document.activeElement.id") == "to-places"
        assert not sheet.page.is_visible("#industries")
        sheet.page.go_back()
        until(sheet.page, "document.documentElement.dataset.view === 'industries'")
        assert sheet.page.is_visible("#industries")


def test_a_click_on_a_unit_of_a_small_map_lists_its_places(sheet: Opened) -> None:
    sheet.page.dispatch_event("#industries use[data-take='230200,biomanu']", "click")
    assert len(listed(sheet)) == 5


def test_arrows_go_through_the_matrix_and_enter_lists(sheet: Opened) -> None:
    assert sheet.count(".matrix tr button[tabindex='0']") == 1
    sheet.page.focus(".matrix tr button[tabindex='0']")
    for pressed, key in (("Right", "230100,biomed"), ("Down", "230200,biomed"), ("Right", "230200,bioagri")):
        sheet.page.keyboard.press(f"Arrow{pressed}")
        assert sheet.js("document.activeElement.dataset.key") == f"take:{key}"
    sheet.page.keyboard.press("Enter")
    assert len(listed(sheet)) == 1
    assert "unit=230200" in sheet.js("location.hash")


def test_the_matrix_is_saved_as_csv(sheet: Opened) -> None:
    with sheet.page.expect_download() as kept:
        sheet.page.click(".matrix caption button")
    rows = list(csv.reader(kept.value.path().read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0][:3] == ["id", "市县", "生物医药"]
    assert rows[1][:4] == ["230100", "哈尔滨市", "18", "18"]
    assert rows[-1][1] == "合计"
    assert rows[-1][-1] == "207"


def test_the_sheet_is_made_when_it_is_first_opened(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["heilongjiang"]) as made:
        assert not made.count("#industries")
        made.page.click("[data-key='view:industries']")
        assert made.page.is_visible("#industries table")
        assert "view=industries" in made.js("location.hash")
        assert made.js("document.activeElement.dataset.key") == "view:industries"
        made.page.click("[data-key='view:layout']")
        assert made.page.is_visible("#key")


@pytest.mark.parametrize(
    ("name", "width", "height", "words"),
    [("heilongjiang", 1280, 720, "lang=en&theme=dark"), ("national", 390, 844, "theme=light")],
)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_sheet(
    browser: Browser, pages: dict[str, Path], name: str, width: int, height: int, words: str
) -> None:
    size = {"width": width, "height": height}
    with opened(browser, pages[name], f"{VIEW}&{words}", viewport=size, bypass_csp=True) as made:
        assert serious_faults(made.page) == []
        assert made.js("(e => e.scrollWidth - e.clientWidth)(document.getElementById('industries'))") <= 0
        top, bottom = (made.page.locator(each).bounding_box() for each in ("#industries", "#modes"))
        assert top
        assert bottom
        assert top["y"] >= bottom["y"] + bottom["height"]


def test_names_on_small_maps_do_not_cover_one_another(browser: Browser, pages: dict[str, Path]) -> None:
    boxes = """() => {
      const boxOf = text => (b => [b.left, b.top + 2, b.right, b.bottom - 3])(text.getBoundingClientRect());
      return [...document.querySelectorAll("figure")].map(each => [...each.querySelectorAll("text")].map(boxOf));
    }"""
    for name in PLANS:
        with opened(browser, pages[name], VIEW, viewport={"width": 390, "height": 844}) as made:
            for found in made.js(boxes):
                pairs = [(a, b) for at, a in enumerate(found) for b in found[at + 1 :]]
                assert not [1 for a, b in pairs if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]


def test_paper_takes_all_of_the_sheet(sheet: Opened) -> None:
    sheet.page.emulate_media(media="print")
    until(sheet.page, "document.documentElement.classList.contains('printing')")
    until(sheet.page, "document.getElementById('industries').clientWidth > 1000")
    bottom = "document.querySelector('.matrix').getBoundingClientRect().bottom"
    assert sheet.js(f"{bottom} <= document.getElementById('foot').getBoundingClientRect().top")
    assert sheet.js(f"{bottom} <= document.getElementById('stage').getBoundingClientRect().bottom")
    assert not sheet.page.is_visible("#key")


def test_a_plan_without_industries_has_no_such_view(browser: Browser, tiny_root: Path, tmp_path: Path) -> None:
    for name in ("parks", "targets"):
        path = tiny_root / "data" / "tiny" / f"{name}.csv"
        if path.exists():
            path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    (tmp_path / "tiny.html").write_text(page_html(geo.read_plan("tiny", tiny_root)), encoding="utf-8")
    with opened(browser, tmp_path / "tiny.html", VIEW) as made:
        assert not made.count("[data-key='view:industries']")
        assert made.js("document.documentElement.dataset.view") == "layout"
