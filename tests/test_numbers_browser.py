"""The view of targets: every number stands at its zone, unit or place, in the strip, or is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from browser import Opened, opened, serious_faults, until
from playwright.sync_api import Browser
from reading import PLANS, plan_of, scene_of

from geo.draw.page.page import page_html
from geo.draw.scene.looks import BOUND_ENDS
from geo.model.schema import Actual

VIEW = "#view=numbers"
PLATES = """() => [...document.querySelectorAll('.plate')].map(plate => ({
    subject: plate.dataset.names,
    boxes: [...plate.querySelectorAll('.plate-box')].map(box => box.getBoundingClientRect().toJSON()),
    rows: [...plate.querySelectorAll('[data-number]')].map(row => ({
        id: row.dataset.number,
        text: row.querySelector('.amount').textContent,
        size: parseFloat(getComputedStyle(row.querySelector('.amount')).fontSize),
        fits: row.querySelector('.amount').getComputedTextLength() < row.querySelector('rect').width.baseVal.value - 12,
        hatched: Boolean(row.querySelector('.bound')),
    })),
}))"""
BOXES = """() => ['tools', 'foot', 'key', 'modes', 'strip', 'drawing-note']
    .map(id => document.getElementById(id)).filter(each => each && each.offsetParent)
    .map(each => each.getBoundingClientRect().toJSON())"""
SHOWS = [
    *((plan, VIEW, (1280, 720)) for plan in PLANS),
    *((plan, f"{VIEW}&lang=en&draw=schematic", (1280, 720)) for plan in PLANS),
    *((plan, VIEW, (390, 844)) for plan in PLANS),
    ("heilongjiang", f"{VIEW}&lang=en", (1920, 1080)),
    ("heilongjiang", f"{VIEW}&at=8/45.8/126.6", (1280, 720)),
    ("changsha", f"{VIEW}&at=12/28.2/112.9", (1280, 720)),
]


def rows_of(plates: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for plate in plates for row in plate["rows"]]


def counted(texts: list[str]) -> int:
    """Return the sum of what is written as +n."""
    return sum(int(text[1:]) for text in texts if re.fullmatch(r"\+\d+", text))


def meet(one: dict[str, float], two: dict[str, float]) -> bool:
    across = one["left"] < two["right"] - 0.5 and two["left"] < one["right"] - 0.5
    return across and one["top"] < two["bottom"] - 0.5 and two["top"] < one["bottom"] - 0.5


def shown(browser: Browser, path: Path, address: str, size: tuple[int, int]) -> Any:
    return opened(browser, path, address, viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")


@dataclass(frozen=True)
class Seen:
    """What stands in a view of a plan's numbers, of which several tests ask."""

    plan: str
    plates: list[dict[str, Any]]
    placed: str
    further: list[str]
    chips: list[str]
    furniture: list[dict[str, float]]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The numbers that plates name, and those that they count."""
        return rows_of(self.plates)


@pytest.fixture(scope="module", params=SHOWS, ids=lambda show: f"{show[0]}-{show[1]}-{show[2][0]}")
def seen(request: pytest.FixtureRequest, browser: Browser, pages: dict[str, Path]) -> Seen:
    plan, address, size = request.param
    with shown(browser, pages[plan], address, size) as made:
        made.settle()
        chips = made.js("[...document.querySelectorAll('#strip [data-number]')].map(each => each.dataset.number)")
        strip = made.texts("#strip .placed")[0], made.texts("#strip .further")
        return Seen(plan, made.js(PLATES), *strip, chips, made.js(BOXES))


def test_every_number_stands_somewhere_or_is_counted(seen: Seen) -> None:
    on, *of = map(int, re.findall(r"\d+", seen.placed))
    ids = [row["id"] for row in seen.rows if not row["text"].startswith("+")]
    assert len(ids) + counted([row["text"] for row in seen.rows]) == on
    assert len({*ids, *seen.chips}) == len(ids) + len(seen.chips)
    all_of_them = (of or [on])[0] + len(seen.chips) + counted(seen.further)
    assert all_of_them == len(scene_of(seen.plan).targets)


def test_sizes_follow_amounts_bounds_are_hatched_and_no_plate_covers_another(seen: Seen) -> None:
    targets = {target.id: target for target in scene_of(seen.plan).targets}
    rows = [row for row in seen.rows if not row["text"].startswith("+")]
    sizes = sorted({(targets[row["id"]].size, row["size"]) for row in rows})
    assert len({kind for kind, _ in sizes}) == len({px for _, px in sizes}) == len(sizes)
    assert all(row["fits"] for row in rows)
    assert [px for _, px in sizes] == sorted({px for _, px in sizes})
    assert all(row["hatched"] == (targets[row["id"]].operator in BOUND_ENDS) for row in rows)
    frames = [plate["boxes"] for plate in seen.plates]
    for number, boxes in enumerate(frames):
        others = [box for each in frames[number + 1 :] for box in each] + seen.furniture
        assert not any(meet(box, other) for box in boxes for other in others)


def test_the_strip_hatches_bounds_and_sets_amounts_by_class(browser: Browser, pages: dict[str, Path]) -> None:
    targets = {target.id: target for target in scene_of("changsha").targets}
    with shown(browser, pages["changsha"], VIEW, (1920, 1080)) as made:
        chips = made.js(
            "[...document.querySelectorAll('#strip [data-number]')].map(each => [each.dataset.number,"
            " /over|under/.test(each.className), parseFloat(getComputedStyle(each.querySelector('.amount')).fontSize)])"
        )
        assert len(chips) > 4
        assert all(hatched == (targets[ident].operator in BOUND_ENDS) for ident, hatched, _ in chips)
        sizes = {(targets[ident].size, px) for ident, _, px in chips}
        assert len({px for _, px in sizes}) == len(sizes) == len({size for size, _ in sizes}) > 1


@pytest.fixture
def heilongjiang(browser: Browser, pages: dict[str, Path]) -> Any:
    with shown(browser, pages["heilongjiang"], VIEW, (1280, 720)) as made:
        made.settle()
        yield made


def test_in_place_of_symbols_and_badges_and_back_by_the_switch(heilongjiang: Opened) -> None:
    assert heilongjiang.count(".symbols > *") == heilongjiang.count(".badge") == 0
    assert not heilongjiang.page.is_visible("#tray")
    assert heilongjiang.count(".label.zone") >= 3
    heilongjiang.page.get_by_role("button", name="布局", exact=True).click()
    until(heilongjiang.page, "document.querySelectorAll('.symbols > *').length > 5")
    assert heilongjiang.count(".plate") == 0
    assert not heilongjiang.page.is_visible("#strip")
    assert "view=" not in heilongjiang.page.url
    heilongjiang.page.get_by_role("button", name="目标", exact=True).click()
    until(heilongjiang.page, "document.querySelectorAll('.plate').length > 5")
    assert heilongjiang.page.url.endswith(VIEW)


def test_a_number_on_the_map_chooses_its_row_and_a_row_its_plate(heilongjiang: Opened) -> None:
    page = heilongjiang.page
    before = heilongjiang.js("buju.map.getCenter()")
    page.locator(".plate [data-number=medisan-pharmaceutical-revenue]").dispatch_event("click", {"bubbles": True})
    row = "document.querySelector('#numbers [data-target=medisan-pharmaceutical-revenue]')"
    until(page, f"document.activeElement === {row}")
    assert heilongjiang.js(f"{row}.className") == "target selected"
    assert heilongjiang.js("document.querySelector('.plate.chosen').dataset.names") == "medisan-pharmaceutical"
    assert heilongjiang.js("buju.map.getCenter()") == before
    assert re.search("view=numbers.*sel=medisan-pharmaceutical|sel=medisan-pharmaceutical.*view=numbers", page.url)
    page.locator("#numbers [data-target=shuangyashan-bioenergy-rank] .line").click()
    until(page, "document.querySelector('.plate.chosen').dataset.names === '230500'")
    assert heilongjiang.count(".outlines .outline.selected") == 1


def test_the_strip_works_by_keyboard(heilongjiang: Opened) -> None:
    page = heilongjiang.page
    first = heilongjiang.js("document.querySelector('#strip [data-number]').dataset.number")
    page.focus("#strip [data-number]")
    page.keyboard.press("Enter")
    until(page, f"document.activeElement === document.querySelector('#numbers [data-target={first}]')")
    page.focus("#strip .further")
    page.keyboard.press("Enter")
    until(page, f"document.activeElement !== document.querySelector('#numbers [data-target={first}]')")
    assert heilongjiang.js("document.activeElement.matches('#numbers [data-target]')")


def test_now_and_ticks_leave_numbers_out(heilongjiang: Opened) -> None:
    page = heilongjiang.page
    kinds = "new Set([...document.querySelectorAll('#stage [data-number]')].map(each => each.classList[0]))"
    page.locator("#panel .times").first.get_by_role("button", name="现状").click()
    until(page, f"{kinds}.size === 1 && {kinds}.has('baseline')")
    page.locator("#panel .times").first.get_by_role("button", name="全部").click()
    until(page, f"{kinds}.size === 2")
    before = heilongjiang.count(".plate")
    page.locator("[data-key='tick:harbin-pole']").last.click()
    until(page, f"document.querySelectorAll('.plate').length < {before}")
    subjects = {plate["subject"] for plate in heilongjiang.js(PLATES)}
    assert "medisan-pharmaceutical" not in subjects
    assert "230500" in subjects


def test_nearer_a_plate_says_more(heilongjiang: Opened) -> None:
    texts = (
        "document.querySelector('.plate [data-number=medisan-pharmaceutical-revenue]').querySelectorAll('tspan').length"
    )
    before = heilongjiang.js(texts)
    heilongjiang.js("buju.map.setView([45.9, 126.64], 9, {animate: false})")
    until(heilongjiang.page, f"{texts} > {before} || {texts} === 2")


def test_the_story_tells_the_layout(browser: Browser, pages: dict[str, Path]) -> None:
    with shown(browser, pages["heilongjiang"], f"{VIEW}&step=2", (1280, 720)) as made:
        made.settle()
        assert made.count(".plate") == 0
        assert made.count(".symbols > *") > 0
        assert not made.page.is_visible("#strip")


def page_of(folder: Path, *actuals: tuple[str, str, float]) -> Path:
    """Return a page of Heilongjiang with other actuals than its own."""
    rows = tuple(Actual(target_id=of, as_of=as_of, value=value, source="plan") for of, as_of, value in actuals)
    folder.mkdir(exist_ok=True)
    path = folder / "page.html"
    path.write_text(page_html(replace(plan_of("heilongjiang"), actuals=rows)), encoding="utf-8", newline="\n")
    return path


def test_the_strip_says_what_was_reached_and_lists_it_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    path = page_of(tmp_path, ("bioeconomy-total", "2024", 2100.0), ("herb-area", "2021", 351.0))
    with shown(browser, path, VIEW, (1280, 720)) as made:
        made.settle()
        chip = made.page.locator("#strip [data-number=bioeconomy-total]")
        assert chip.locator(".reached").all_inner_texts() == ["目标的 50%\n实际：2,100 亿元，截至 2024"]
        high = "[...document.querySelectorAll('#strip button')].map(each => each.offsetHeight)"
        assert len(set(made.js(high))) == 1
        assert made.count("#strip .reached") == 1
        assert "目标的 50%" in made.texts(".headline .reached")[0]
        made.page.focus("#strip [data-key=reached]")
        assert made.texts("#strip [data-key=reached]") == ["实际 2"]
        made.page.keyboard.press("Enter")
        listed = "[...document.querySelectorAll('#numbers [data-target]')].map(each => each.dataset.target)"
        until(made.page, "document.querySelectorAll('#numbers [data-target]').length === 2")
        assert made.js(listed) == ["bioeconomy-total", "herb-area"]
        assert made.js("document.activeElement.dataset.target") == "bioeconomy-total"
        assert "reached=1" in made.page.url
        chip = made.page.locator("#tab-targets [data-key='of:reached']")
        assert chip.get_attribute("aria-pressed") == "true"
        chip.click()
        until(made.page, "document.querySelectorAll('#numbers [data-target]').length > 40")
        assert "reached" not in made.page.url
        made.page.click("#time-now")
        until(made.page, "document.querySelector('#strip [data-key=reached]').textContent === '实际 2'")
        made.page.click("#strip [data-key=reached]")
        until(made.page, "document.querySelectorAll('#numbers [data-target]').length === 2")


def test_a_plate_fills_its_foot_and_grows_by_nothing(browser: Browser, pages: dict[str, Path], tmp_path: Path) -> None:
    """Names of zones keep their room, as plates are as large as without what was reached."""
    path = page_of(
        tmp_path, ("kuihua-pharmaceutical-revenue", "2024", 25.0), ("shuangyashan-bioenergy-rank", "2023", 3.0)
    )
    found = []
    for each in (path, page_of(tmp_path / "none"), pages["heilongjiang"]):
        with shown(browser, each, VIEW, (1280, 720)) as made:
            made.settle()
            sizes = {row["id"]: plate["boxes"] for plate in made.js(PLATES) for row in plate["rows"]}
            found.append((sizes, made.texts(".label.zone"), made.count(".plate .filled")))
            if each == path:
                made_of = "document.querySelector('[data-number=kuihua-pharmaceutical-revenue] {}').getBBox().width"
                assert made.js(made_of.format(".filled")) == pytest.approx(
                    made.js(made_of.format("rect")) / 4, rel=1e-3
                )
                assert "底线：已达到的份额" in made.texts("#key .legend-body")[0]
            elif not found[-1][2]:
                assert "底线" not in made.texts("#key .legend-body")[0]
                assert made.count("#strip [data-key=reached]") == 0
    assert [filled for _, _, filled in found] == [1, 0, 1]
    assert found[0][:2] == found[1][:2] == found[2][:2]


def test_near_a_plate_says_what_was_reached_in_place_of_the_year(heilongjiang: Opened) -> None:
    row = ".plate [data-number=kuihua-pharmaceutical-revenue]"
    lines = f"[...document.querySelectorAll('{row} tspan')].map(each => each.textContent)"
    assert not any("33.77" in line for line in heilongjiang.js(lines))
    heilongjiang.js("buju.map.setView([45, 127.2], 9, {animate: false})")
    until(heilongjiang.page, f"{lines}.join('').includes('实际：33.77 亿元，截至 2024')")


@pytest.mark.parametrize("size", [(390, 844), (1280, 720), (1920, 1080)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_strip_cuts_nothing_off(browser: Browser, tmp_path: Path, lang: str, size: tuple[int, int]) -> None:
    path = page_of(tmp_path, ("bioeconomy-total", "2024", 2100.0), ("biomed-size", "2023-12-31", 640.0))
    with shown(browser, path, f"{VIEW}&lang={lang}", size) as made:
        made.settle()
        assert made.js("[strip.scrollWidth - strip.clientWidth, strip.scrollHeight - strip.clientHeight]") == [0, 0]
        assert made.count("#strip [data-number]") >= 1


def test_a_plan_of_which_nothing_is_reached_has_no_sign_of_it(browser: Browser, pages: dict[str, Path]) -> None:
    with shown(browser, pages["changsha"], f"{VIEW}&reached=1", (1280, 720)) as made:
        made.settle()
        assert made.count("#strip .reached, [data-key=reached], .filled, [data-key='of:reached']") == 0
        assert made.count("#numbers [data-target]") > 20


@pytest.mark.parametrize(
    ("address", "size"),
    [
        (f"{VIEW}&reached=1&tab=targets&theme=dark", (1280, 720)),
        (f"{VIEW}&theme=dark&lang=en&tab=targets", (1280, 720)),
        (VIEW, (390, 844)),
    ],
)
def test_no_serious_fault_for_those_who_use_other_means(
    browser: Browser, pages: dict[str, Path], address: str, size: tuple[int, int]
) -> None:
    settings = {"viewport": {"width": size[0], "height": size[1]}, "reduced_motion": "reduce", "bypass_csp": True}
    with opened(browser, pages["heilongjiang"], address, **settings) as made:
        assert serious_faults(made.page) == []
