"""The page with a pencil in a real browser: what is clicked on it is what the plan has once its file was imported."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import DRAWN, Opened, opened, serious_faults
from click.testing import CliRunner
from pencil import ON_SCREEN, click_at, finish, locate, saved, sketch, start
from playwright.sync_api import Browser, Dialog
from reading import ROOT, plan_of

import geo
from geo.analysis.check import check_plan
from geo.cli import cli
from geo.draw.page.edit import edit_html
from geo.space.geometry import equals, to_shape, union

SHAPES = """selector => Object.fromEntries([...document.querySelectorAll(selector)].map(node => {
  const { x, y, width, height } = node.getBBox();
  const id = node.closest('[data-id]').dataset.id;
  return [id, [x, y, width, height, node.getTotalLength()].map(Math.round)]; }))"""
OTHER_EDITION = """() => { for (const [key, text] of Object.entries(localStorage)) {
  localStorage.removeItem(key);
  localStorage.setItem(key.slice(0, -4) + "0000", text);
} }"""
WAITING = """() => buju.data.parks.filter(park => !park.at && !park.homes && (!park.unit || park.unit === '430100'))
  .map(park => park.id)"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace of one shipped plan, and its page with a pencil beside it."""
    root = tmp_path_factory.mktemp("edit")
    for folder in ("data/changsha", "layers/changsha", "layers/base"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "data" / "industries.csv", root / "data")
    (root / "edit.html").write_text(edit_html(geo.read_plan("changsha", root)), encoding="utf-8", newline="\n")
    return root


@pytest.fixture
def view(browser: Browser, workspace: Path) -> Iterator[Opened]:
    with opened(browser, workspace / "edit.html", alone=True, reduced_motion="reduce") as made:
        yield made


def corners_of(unit: str, count: int) -> list[tuple[float, float]]:
    """Return some corners of a unit of the shipped plan, each as far from the next along its border."""
    outline = next(to_shape(row.geometry) for row in plan_of("changsha").unit_rows if row.unit == unit)
    ring = list(outline.exterior.coords)[:-1]
    return [ring[len(ring) * nth // count] for nth in range(count)]


def changed(view: Opened) -> int:
    return view.count("#changes > li")


def run(root: Path, *arguments: str) -> Any:
    done = CliRunner().invoke(cli, ["--root", str(root), *arguments], prog_name="buju")
    assert done.exit_code == 0, done.output
    return done


def test_what_is_clicked_is_what_the_plan_has_once_it_was_imported(
    browser: Browser, workspace: Path, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    shutil.copytree(workspace, root)
    with opened(browser, root / "edit.html", alone=True, reduced_motion="reduce") as view:
        ten = view.js(WAITING)[:10]
        for nth, ident in enumerate(ten):
            locate(view, ident, 112.7 + 0.06 * nth, 28.2)
        sketch(view, "valley-cell-gene", [(112.9, 28.3), (113.2, 28.35), (113.3, 28.1), (112.95, 28.0)])
        sketch(view, "wing-logistics", corners_of("430105", 8))
        start(view, "union", "centre-south")
        click_at(view, 113.2, 28.35)
        finish(view)
        start(view, "diagram", "area-liuyang")
        for _ in range(4):
            view.page.keyboard.press("ArrowUp")
        view.page.keyboard.press("Enter")
        assert changed(view) == 14
        drawings = view.page.evaluate(SHAPES, ".diagram .body")
        view.page.click("#modes [data-key='draw:admin']")
        outlines = view.page.evaluate(SHAPES, "path.zone")
        path = saved(view, tmp_path)

    told = run(root, "import", str(path), "--plan", "changsha").stdout.splitlines()
    assert len(told) == 14
    assert sum("located at" in line for line in told) == 10
    assert sum("km2 gained" in line or "it had no outline" in line for line in told) == 3
    run(root, "import", str(path), "--plan", "changsha", "--apply")
    assert [problem for problem in check_plan("changsha", root) if problem.severity != "note"] == []
    assert "nothing to write" in run(root, "import", str(path), "--plan", "changsha").stderr

    plan = geo.read_plan("changsha", root)
    zones = {zone.zone: zone for zone in plan.zone_rows}
    units = {unit.unit: to_shape(unit.geometry) for unit in plan.unit_rows}
    sent = {item["id"]: item for item in json.loads(path.read_text(encoding="utf-8"))["features"]}
    located = {park.park_id: (park.lon, park.lat) for park in plan.park_rows}
    assert {ident: located[ident] for ident in ten} == {
        ident: tuple(sent[ident]["geometry"]["coordinates"]) for ident in ten
    }
    sketched = to_shape(sent["valley-cell-gene"]["geometry"])
    assert equals(to_shape(zones["valley-cell-gene"].geometry), sketched.geoms[0])
    # Traced in eight clicks, it is the unit to the last corner.
    assert equals(to_shape(zones["wing-logistics"].geometry), units["430105"])
    centre = zones["centre-south"]
    assert set(centre.members) == {"430103", "430111", "430121"}
    assert equals(to_shape(centre.geometry), union([units[each] for each in centre.members]))

    (root / "again.html").write_text(edit_html(plan), encoding="utf-8", newline="\n")
    with opened(browser, root / "again.html", alone=True, reduced_motion="reduce") as again:
        shown = again.page.evaluate(SHAPES, "path.zone")
        # Cut at other joints, the same outlines are thinned by other corners.
        assert {ident: pytest.approx(shape, rel=1e-3) for ident, shape in outlines.items()} == shown
        again.page.click("#modes [data-key='draw:schematic']")
        assert again.page.evaluate(SHAPES, ".diagram .body")["area-liuyang"] == drawings["area-liuyang"]


def test_work_goes_on_from_a_saved_file(view: Opened, tmp_path: Path) -> None:
    locate(view, view.js(WAITING)[0], 112.9, 28.2)
    sketch(view, "valley-cell-gene", [(112.9, 28.3), (113.2, 28.35), (113.3, 28.1)])
    path = saved(view, tmp_path)
    before = (view.texts("#changes li"), view.page.evaluate(SHAPES, "path.zone"))
    for _ in range(2):
        view.page.keyboard.press("Control+z")
    view.page.set_input_files("#open-edits input", path)
    view.page.wait_for_selector("#changes")
    assert (view.texts("#changes li"), view.page.evaluate(SHAPES, "path.zone")) == before
    path.write_text(path.read_text(encoding="utf-8").replace('"changsha"', '"wuhan"'), encoding="utf-8")
    view.page.set_input_files("#open-edits input", path)
    view.page.wait_for_selector("#tab-edit [role=alert]")
    assert view.texts("#changes li") == before[0]


def test_changes_are_undone_done_again_and_taken_back_one_by_one(view: Opened) -> None:
    first, second = view.js(WAITING)[:2]
    before = view.page.evaluate(SHAPES, "path.zone")
    drawn = view.page.inner_text("#tray .drawn")
    locate(view, first, 112.9, 28.2)
    locate(view, second, 113.0, 28.2)
    sketch(view, "valley-cell-gene", [(112.9, 28.3), (113.2, 28.35), (113.3, 28.1)])
    assert "valley-cell-gene" in view.page.evaluate(SHAPES, "path.zone")
    assert view.page.inner_text("#tray .drawn") != drawn
    view.page.keyboard.press("Control+z")
    assert view.page.evaluate(SHAPES, "path.zone") == before
    view.page.click(f"[data-key='back:parks:{first}']")
    assert view.texts("#changes .name") == [view.js(f"buju.data.parks.find(park => park.id === '{second}').name[0]")]
    for _ in range(4):
        view.page.keyboard.press("Control+z")
    assert (changed(view), view.page.inner_text("#tray .drawn")) == (0, drawn)
    assert view.page.is_disabled("#save-edits")
    view.page.keyboard.press("Control+y")
    assert changed(view) == 1


def test_a_corner_of_a_sketch_is_dragged_and_another_taken_out(view: Opened, tmp_path: Path) -> None:
    outline = next(zone.geometry for zone in plan_of("changsha").zone_rows if zone.zone == "wing-service")
    assert outline is not None
    before = [tuple(at) for at in outline["coordinates"][0][:-1]]
    start(view, "sketch", "wing-service")
    assert view.count(".draft-corner") == len(before)
    x, y = view.page.evaluate(ON_SCREEN, before[0])
    view.page.mouse.move(x, y)
    view.page.mouse.down()
    view.page.mouse.move(x - 9, y - 20, steps=3)
    view.page.mouse.up()
    click_at(view, *before[20])
    view.page.keyboard.press("Delete")
    finish(view)
    (sent,) = json.loads(saved(view, tmp_path).read_text(encoding="utf-8"))["features"]
    after = {tuple(at) for at in sent["geometry"]["coordinates"][0][0]}
    assert set(before) - after == {before[0], before[20]}
    assert len(after - set(before)) == 1


def test_a_tab_closed_by_mistake_asks_and_its_work_is_offered_again(browser: Browser, workspace: Path) -> None:
    with opened(browser, workspace / "edit.html", alone=True, reduced_motion="reduce") as view:
        locate(view, view.js(WAITING)[0], 112.9, 28.2)
        asked: list[str] = []

        def leave(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.accept()

        view.page.on("dialog", leave)
        context, url = view.page.context, view.page.url
        view.page.close(run_before_unload=True)
        again = context.new_page()
        again.goto(url)
        again.wait_for_selector(DRAWN, state="attached")
        assert asked == ["beforeunload"]
        assert again.locator("#changes").count() == 0
        later = Opened(again)
        locate(later, later.js(WAITING)[1], 112.9, 28.2)
        again.once("dialog", leave)
        again.reload()
        again.wait_for_selector(DRAWN, state="attached")
        again.click("#left-draft [data-key=take]")
        assert changed(later) == 2
        # Of a page that was made since of a changed plan, the same work is offered with a word of caution.
        again.evaluate(OTHER_EDITION)
        again.once("dialog", leave)
        again.reload()
        again.wait_for_selector(DRAWN, state="attached")
        assert "规划数据已有变化" in again.inner_text("#left-draft")


def test_a_place_is_put_by_keys_and_one_outside_its_unit_is_told_at_once(view: Opened) -> None:
    ident = view.js("buju.data.parks.find(park => park.at && park.unit && park.unit !== '430100').id")
    view.page.click("#tab-edit summary")
    view.page.focus(f"[data-key='place:{ident}']")
    view.page.keyboard.press("Enter")
    assert view.js("document.activeElement.id") == "cross"
    view.page.fill("#pencil [name=precision_km]", "1")
    assert view.page.inner_text("#pencil-says") == ""
    view.page.focus("#cross")
    for _ in range(20):
        view.page.keyboard.press("ArrowRight")
    assert "公里" in view.page.inner_text("#pencil-says")
    assert view.page.is_visible("#pencil [name=outside]")
    view.page.focus("#cross")
    view.page.keyboard.press("Enter")
    assert view.count("#changes .wrong") == 1
    assert view.js("document.activeElement.dataset.key") == f"place:{ident}"


def test_what_cannot_be_meant_is_refused_with_a_word(view: Opened) -> None:
    start(view, "place", view.js(WAITING)[0])

    def says() -> str:
        view.page.click("#pencil .primary")
        return view.page.inner_text("#pencil-says")

    assert says() == "请先在图上点击。"
    view.page.fill("#pencil [name=lon]", "28.2，112.9")
    assert [float(view.page.input_value(f"#pencil [name={name}]")) for name in ("lon", "lat")] == [112.9, 28.2]
    assert "精度半径" in says()
    view.page.fill("#pencil [name=precision_km]", "３")
    assert "依据" in says()
    view.page.select_option("#pencil [name=source]", "knowledge")
    assert "10 公里" in says()
    view.page.keyboard.press("Escape")
    start(view, "sketch", "wing-logistics")
    view.page.click("#pencil [data-key=edit_anew]")
    for corner in ((112.9, 28.35), (113.3, 28.1), (113.3, 28.35), (112.9, 28.1)):
        click_at(view, *corner)
    assert "交叉" in says()
    view.page.focus("#cross")
    view.page.keyboard.press("d")
    view.page.keyboard.press("Escape")
    assert view.page.is_visible("#pencil")
    view.page.keyboard.press("Escape")
    assert not view.page.is_visible("#pencil")


@pytest.mark.parametrize(("fragment", "width"), [("#lang=en&theme=dark", 1280), ("", 390)])
def test_no_serious_fault_for_those_who_use_other_means(
    browser: Browser, workspace: Path, fragment: str, width: int
) -> None:
    size = {"width": width, "height": 780}
    with opened(browser, workspace / "edit.html", fragment, closed=False, viewport=size, bypass_csp=True) as view:
        if width < 720:
            view.page.click("#sheet")
        assert serious_faults(view.page) == []
        view.page.click(f"#tab-edit [data-key='place:{view.js(WAITING)[0]}']")
        assert serious_faults(view.page) == []
        assert view.js("document.documentElement.scrollWidth") <= width
        assert view.page.is_visible("#pencil .primary")
