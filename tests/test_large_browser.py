"""A plan of over a thousand outlines: its units lie on a canvas and can be picked there."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browser import Opened, opened, until
from playwright.sync_api import Browser
from reading import ROOT, atlas, plan_of

import geo
from geo.draw.page.page import page_html

SIDE = 34
PAINTED = """([lon, lat]) => {
  const canvas = document.querySelector('.leaflet-buju-units-pane canvas');
  const at = buju.map.latLngToContainerPoint([lat, lon]);
  const box = canvas.getBoundingClientRect(), frame = buju.map.getContainer().getBoundingClientRect();
  const ratio = canvas.width / box.width;
  const [x, y] = [at.x + frame.left - box.left, at.y + frame.top - box.top].map(v => Math.round(v * ratio));
  return canvas.getContext('2d').getImageData(x, y, 1, 1).data[3]; }"""

TILE = """([lon, lat]) => {
  const canvas = document.querySelector('.leaflet-buju-units-pane canvas');
  const at = buju.map.latLngToContainerPoint([lat, lon]);
  const box = canvas.getBoundingClientRect(), frame = buju.map.getContainer().getBoundingClientRect();
  const ratio = canvas.width / box.width;
  const [x, y] = [at.x + frame.left - box.left, at.y + frame.top - box.top].map(v => Math.round(v * ratio));
  const {data} = canvas.getContext('2d').getImageData(x - 5, y - 5, 10, 10);
  return Array.from({length: 100}, (_, i) => Math.round(
    (0.3 * data[4 * i] + 0.59 * data[4 * i + 1] + 0.11 * data[4 * i + 2]) / 3)); }"""


def square(column: int, row: int) -> dict[str, Any]:
    west, south = 110 + column / 10, 30 + row / 10
    east, north = 110 + (column + 1) / 10, 30 + (row + 1) / 10
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {
        "type": "Feature",
        "id": f"98{column:02d}{row:02d}",
        "properties": {"name": f"{column}行{row}列", "level": "county"},
        "geometry": {"type": "Polygon", "coordinates": [[[round(x, 5), round(y, 5)] for x, y in ring]]},
    }


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("large")
    shutil.copytree(ROOT / "tests" / "plans" / "tiny", root, dirs_exist_ok=True)
    squares = [square(column, row) for column in range(SIDE) for row in range(SIDE)]
    text = json.dumps({"type": "FeatureCollection", "features": squares}, ensure_ascii=False)
    (root / "layers" / "tiny" / "units.geojson").write_text(text, encoding="utf-8")
    made = root / "page.html"
    made.write_text(page_html(geo.read_plan("tiny", root)), encoding="utf-8", newline="\n")
    return made


@pytest.fixture
def view(browser: Browser, page: Path) -> Iterator[Opened]:
    with opened(browser, page, "#at=9/31.85/111.85", reduced_motion="reduce") as made:
        yield made


def click(view: Opened, lon: float, lat: float) -> None:
    at = view.js(
        f"(p => [p.x + buju.map.getContainer().getBoundingClientRect().left, p.y])"
        f"(buju.map.latLngToContainerPoint([{lat}, {lon}]))"
    )
    view.page.mouse.click(*at)


def test_units_are_painted_and_no_elements(view: Opened) -> None:
    assert view.count("[data-type=unit]") == 0
    assert view.page.evaluate(PAINTED, [112.25, 31.75]) == 255


def test_a_click_picks_the_unit_under_it(view: Opened) -> None:
    view.js("buju.map.setView([31.75, 112.25], 11, {animate: false}) && 0")
    click(view, 112.27, 31.78)
    assert view.page.inner_text("#card h2") == "22行17列"
    assert view.count(".bj .outline.selected") == 1
    view.page.keyboard.press("Escape")
    assert not view.page.is_visible("#card")


def test_what_comes_into_view_is_painted(view: Opened) -> None:
    view.js("buju.map.setView([30.2, 110.3], 10, {animate: false}) && 0")
    assert view.page.evaluate(PAINTED, [110.35, 30.25]) == 255


def test_zones_differ_in_grey_by_their_hatches(view: Opened) -> None:
    view.js("buju.map.setView([31.25, 111.05], 9, {animate: false}) && 0")
    view.settle()
    west, east = (view.page.evaluate(TILE, at) for at in ([110.55, 31.25], [111.55, 31.25]))
    hatched = view.js("buju.data.zones.map(zone => Boolean(zone.hatch))")
    assert [len(set(tones)) > 1 for tones in (west, east)] == hatched
    assert [tone - min(west) for tone in west] != [tone - min(east) for tone in east]
    assert view.count("#key rect.hatch") == sum(hatched)


def test_names_on_a_large_map_come_in_a_few_frames(view: Opened) -> None:
    view.js("buju.map.setView([31.75, 111.75], 10, {animate: false}) && 0")
    view.page.locator(".labels .label").nth(20).wait_for(state="attached")


def test_pages_of_small_plans_come_without_the_canvas() -> None:
    assert all("UnitCanvas" not in page for page in atlas().values())


def test_a_table_of_thousands_grows_as_one_scrolls_and_is_saved_whole(browser: Browser, tmp_path: Path) -> None:
    plan = plan_of("heilongjiang")
    row = next(park for park in plan.park_rows if park.lon is not None)
    more = tuple(replace(row, park_id=f"more-{n}", name=f"地点{n}", part_of="") for n in range(1000))
    made = tmp_path / "page.html"
    made.write_text(page_html(replace(plan, park_rows=(*plan.park_rows, *more))), encoding="utf-8", newline="\n")
    count = len(plan.park_rows) + 1000
    with opened(browser, made, "#tab=places") as view:
        rows = "document.querySelectorAll('#table tbody tr').length"
        first = view.js(rows)
        assert 0 < first < count
        while view.js(rows) < count:
            before = view.js(rows)
            view.js("document.querySelector('#table tbody').lastElementChild.scrollIntoView()")
            until(view.page, f"{rows} > {before}")
        names = view.js("[...document.querySelectorAll('#table tbody tr')].map(each => each.dataset.row)")
        assert len(set(names)) == len(names) == count
        with view.page.expect_download() as saved:
            view.page.click("#csv")
        assert len(Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()) == count + 1
