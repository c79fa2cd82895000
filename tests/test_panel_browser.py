"""The panel in a real browser: targets as bars, now and plan, filters that explain themselves, themes, online base."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from browser import DRAWN, Opened, left_as_it_was, opened, until
from playwright.sync_api import Browser, Route
from reading import PLANS, plan_of, scene_of

from geo.analysis.tally import tally_plan
from geo.draw.page.page import page_html
from geo.draw.scene.callouts import headline_of
from geo.draw.scene.facts import target_marks
from geo.draw.scene.view import View
from geo.model.plan import Plan
from geo.model.schema import Actual
from geo.space.homes import homes_of

HEILONGJIANG, CHANGSHA, NATIONAL = (plan_of(name) for name in ("heilongjiang", "changsha", "national"))
STATUS = {"now": {"existing"}, "plan": {"planned", "under-construction"}}
HTTPS = re.compile("^https:")
TILES = "https://tiles.example.org/{z}/{x}/{y}.png"
CLIPBOARD = (
    "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (text) => void (window.copied = text)}})"
)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cfc0000003010100"
    "c9fe92ef0000000049454e44ae426082"
)


@pytest.fixture
def changsha(browser: Browser, pages: dict[str, Path]) -> Iterator[Opened]:
    with opened(browser, pages["changsha"]) as made:
        made.page.click("#to-targets")
        yield made


@pytest.fixture(scope="module", params=["changsha"])
def numbers_at_rest(request: pytest.FixtureRequest, browser: Browser, pages: dict[str, Path]) -> Iterator[Opened]:
    with opened(browser, pages[request.param]) as made:
        made.page.click("#to-targets")
        made.settle()
        yield made


@pytest.fixture
def resting(numbers_at_rest: Opened) -> Iterator[Opened]:
    """Return the numbers of a plan, by default of Changsha, opened once for all tests that only look at them."""
    with left_as_it_was(numbers_at_rest):
        yield numbers_at_rest


OF_HEILONGJIANG = pytest.mark.parametrize("numbers_at_rest", ["heilongjiang"], indirect=True)


@pytest.fixture
def heilongjiang(browser: Browser, pages: dict[str, Path]) -> Iterator[Opened]:
    with opened(browser, pages["heilongjiang"]) as made:
        yield made


def length(view: Opened, selector: str) -> float:
    """Return how far the first piece of a bar reaches, in percent of its scale."""
    return float(view.js(f"parseFloat(document.querySelector('{selector} .bar i').style.width)"))


def table_ids(view: Opened) -> set[str]:
    return set(view.js("[...document.querySelectorAll('#table [data-row]')].map(e => e.dataset.row)"))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(1280, 720), (390, 844)], ids=["wide", "phone"])
def test_the_first_view_has_the_slogan_in_one_line_and_the_number_that_figures_bear(
    browser: Browser, pages: dict[str, Path], lang: str, size: tuple[int, int]
) -> None:
    number, _ = headline_of(View(scene=scene_of("heilongjiang"), lang=lang))
    parts = "[...document.querySelectorAll('.headline > span, .headline .amount')]"
    seen = f"""{parts}.map(node => {{ const box = node.getBoundingClientRect(), style = getComputedStyle(node);
        return [node.textContent, parseFloat(style.fontSize), box.height / parseFloat(style.fontSize) < 2
          && box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight]; }})"""
    viewport = {"width": size[0], "height": size[1]}
    with opened(browser, pages["heilongjiang"], f"#lang={lang}", viewport=viewport) as made:
        (slogan, lettering, is_line), (told, figures, is_seen) = made.js(seen)
    assert slogan == ("一极、两区、一带" if lang == "zh" else "One pole · Two areas · One belt")
    assert (told, lettering >= 17, figures >= 24, is_line, is_seen) == (number, True, True, True, True)


def test_the_shape_of_a_bar_tells_the_operator(resting: Opened) -> None:
    def shapes(ident: str) -> set[str]:
        found = resting.js(f"[...document.querySelectorAll('[data-target={ident}] > .bar i')].map(e => e.className)")
        return set(found)

    assert shapes("xiangjiang-size") == {"solid", "end"}
    assert shapes("liuyang-size") == {"solid", "open"}
    assert shapes("national-platforms") == {"faint", "bracket"}
    assert resting.js("buju.data.targets.filter(t => t.operator === 'rank').length") == 0


@OF_HEILONGJIANG
def test_an_order_of_magnitude_is_hatched_and_a_rank_has_no_bar(resting: Opened) -> None:
    assert resting.count("[data-target=biomed-size] .bar .hatched") == 2
    assert resting.count("[data-target=farmland-rank] .bar") == 0
    assert resting.count("[data-target=farmland-rank] .rank") == 1


def test_numbers_of_one_measure_share_a_scale_and_others_do_not(resting: Opened) -> None:
    one, other = (length(resting, f"[data-target={ident}]") for ident in ("xiangjiang-size", "liuyang-size"))
    assert one / other == pytest.approx(1200 / 800)
    count = length(resting, "[data-target=innovation-platforms]")
    assert count == pytest.approx(100 / 1.12)


def test_parts_stand_under_their_whole_and_a_differing_sum_is_said(changsha: Opened) -> None:
    whole = changsha.page.locator("[data-target=bioeconomy-size]")
    assert whole.locator(".parts > li").count() == 4
    assert "分项合计 3,800 亿元，总量 4,000 亿元" in whole.inner_text()
    part, all_of_it = (
        length(changsha, f"[data-target=bioeconomy-size] {below}") for below in ("[data-target=bioagri-size]", "> ")
    )
    assert part / all_of_it == pytest.approx(500 / 4000)
    changsha.page.click("#lang")
    assert "The parts add up to CNY 380 billion of CNY 400 billion" in whole.inner_text()


def targets_shown(view: Opened) -> list[str]:
    """Return the numbers of the tab, as they stand."""
    found: list[str] = view.js("[...document.querySelectorAll('#numbers [data-target]')].map(e => e.dataset.target)")
    return found


@OF_HEILONGJIANG
def test_the_total_comes_first_then_the_scale_and_baselines_stand_apart(resting: Opened) -> None:
    assert resting.texts("#numbers h2") == ["目标\n23", "现状\n29"]
    heads = resting.texts("#numbers .numbers-of.target h3")
    assert heads == ["总量与规模", "全域", "产业", "地点"]
    shown = targets_shown(resting)
    assert shown[:4] == ["bioeconomy-total", "biomed-size", "bioagri-size", "biomanu-size"]
    assert sorted(shown) == sorted(target.target_id for target in HEILONGJIANG.target_rows)
    kinds = resting.js("[...document.querySelectorAll('.numbers-of.target [data-target]')].map(e => e.className)")
    assert set(kinds) == {"target"}
    total, part = (length(resting, f"[data-target={ident}]") for ident in ("bioeconomy-total", "biomed-size"))
    assert total / part == pytest.approx(4200 / 1000)


@OF_HEILONGJIANG
def test_a_share_says_so_and_its_bar_is_as_long_as_the_whole(resting: Opened) -> None:
    assert length(resting, "[data-target=bioeconomy-share]") == pytest.approx(10)
    assert "占比" in resting.page.inner_text("[data-target=bioeconomy-share]")
    assert "占比，整条为 100%" in resting.page.inner_text("#numbers .bar-key")
    assert resting.count("[data-target=bioeconomy-total] .bar.share") == 0


def test_numbers_are_filtered_by_subject_and_text_and_the_address_says_so(
    browser: Browser, pages: dict[str, Path]
) -> None:
    with opened(browser, pages["changsha"], "#tab=targets") as made:
        made.page.focus("[data-key='of:zone']")
        made.page.keyboard.press("Enter")
        of_zones = {target.target_id for target in CHANGSHA.target_rows if target.scope == "zone"}
        assert set(targets_shown(made)) == of_zones
        assert made.js("document.activeElement.dataset.key") == "of:zone"
        made.page.fill("#numbers-find", "种业")
        assert targets_shown(made) == ["seed-output"]
        assert "显示 1 / 34 项" in made.page.inner_text(".numbers-head")
        address = made.js("decodeURIComponent(location.hash)")
        assert "of=zone" in address
        assert "find=种业" in address
        made.page.fill("#numbers-find", "zzz")
        made.page.click("#numbers .empty button")
        assert len(targets_shown(made)) == len(CHANGSHA.target_rows)
    with opened(browser, pages["changsha"], "#tab=targets&of=zone&find=800") as again:
        assert targets_shown(again) == ["liuyang-size"]


def test_numbers_are_found_by_clause_and_value(changsha: Opened) -> None:
    for typed, found in (("三(一)2", "seed-output"), ("1200", "xiangjiang-size")):
        changsha.page.fill("#numbers-find", typed)
        assert targets_shown(changsha) == [found]


def test_numbers_in_order_of_year_and_of_size(changsha: Opened) -> None:
    changsha.page.click("[data-key='order:year']")
    assert changsha.texts("#numbers h3") == ["2025 年", "未载年份"]
    changsha.page.click("[data-key='order:size']")
    assert changsha.texts("#numbers h3")[0] == "亿元"
    money = changsha.js(
        "[...document.querySelector('#numbers ul.targets').children].map(e => e.dataset.target)"
        ".map(id => buju.data.targets.find(t => t.id === id)).map(t => t.high || t.low)"
    )
    assert money == sorted(money, reverse=True)
    assert "order=size" in changsha.js("location.hash")


def test_a_row_chosen_lights_what_it_speaks_of(changsha: Opened) -> None:
    changsha.page.click("#numbers [data-target=liuyang-size] .value")
    assert "sel=area-liuyang" in changsha.js("location.hash")
    assert "浏阳" in changsha.page.inner_text("#card h2")
    assert changsha.count("#numbers [data-target=liuyang-size].selected") == 1
    outline = "document.querySelector('path.outline.selected').getAttribute('d')"
    by_row = changsha.js(outline)
    changsha.page.keyboard.press("Escape")
    assert changsha.count("path.outline.selected") == 0
    changsha.js("buju.select('area-liuyang', { move: false })")
    assert changsha.js(outline) == by_row


def test_the_numbers_shown_are_saved_as_csv(changsha: Opened) -> None:
    changsha.page.click("[data-key='of:zone']")
    with changsha.page.expect_download() as kept:
        changsha.page.click("#numbers-csv")
    assert kept.value.suggested_filename == "changsha-目标与数字.csv"
    rows = list(csv.DictReader(kept.value.path().read_text(encoding="utf-8-sig").splitlines()))
    assert [row["id"] for row in rows] == ["xiangjiang-size", "liuyang-size", "seed-output"]
    assert rows[1] | {"性质": "目标", "指标": "产业规模", "low": "800", "measure": "亿元", "年份": "2025"} == rows[1]
    assert rows[1]["条款"] == "三(一)1"


def test_bars_are_for_the_eye_and_words_for_everybody(resting: Opened) -> None:
    assert resting.count(".bar") == resting.count(".bar[aria-hidden=true]") > 10
    text = resting.page.locator("[data-target=liuyang-size]").inner_text()
    assert "> 800 亿元" in text
    assert "2025 年" in text
    assert "未载年份" in resting.page.locator("[data-target=biomanu-sales]").inner_text()


def test_what_is_reached_stands_beside_the_target(browser: Browser, tmp_path: Path) -> None:
    """Its bar, its date, how far it is, what was before, and who says so; a target without any says that quietly."""
    rows = (("2023", 1900.0), ("2024-12-31", 2100.0))
    reached = [Actual(target_id="bioeconomy-total", as_of=as_of, value=value, source="plan") for as_of, value in rows]
    path = tmp_path / "page.html"
    path.write_text(page_html(replace(HEILONGJIANG, actuals=tuple(reached))), encoding="utf-8", newline="\n")
    with opened(browser, path) as made:
        made.page.click("#to-targets")
        row = made.page.locator("[data-target=bioeconomy-total]")
        told = " ".join(row.locator(".actual").inner_text().split())
        assert "2,100 亿元 截至 2024年12月31日" in told
        assert "目标的 50%；距 2025 年末还有 1 年，每年须增 2,100 亿元" in told
        assert "此前：1,900 亿元（2023）；《黑龙江省“十四五”生物经济发展规划》" in told
        assert row.locator(".trend circle").count() == 3
        widths = made.js(
            "[...document.querySelectorAll('[data-target=bioeconomy-total] .solid')].map(e => e.style.width)"
        )
        target, actual = (float(width[:-1]) for width in widths)
        assert actual / target == pytest.approx(0.5, rel=1e-4)
        assert "无实际数" in made.page.locator("[data-target=herb-area]").inner_text()
        assert made.page.locator("[data-target=herb-area] .actual").count() == 0
        assert made.texts(".facet [data-key='of:reached']") == ["1 项有实际数"]


def test_a_plan_of_which_nothing_is_reached_says_it_once(resting: Opened) -> None:
    assert "0 项有实际数" in resting.page.locator(".numbers-head").inner_text()
    assert "无实际数" not in resting.page.locator("#numbers").inner_text()


def test_now_and_plan_show_their_places_and_numbers(heilongjiang: Opened) -> None:
    heilongjiang.page.click("#to-places")
    reached = {actual.target_id for actual in HEILONGJIANG.actuals}
    of_targets = "[...document.querySelectorAll('#tab-targets [data-target]')].map(e => e.dataset.target)"
    for time, kind in (("now", "baseline"), ("plan", "target")):
        heilongjiang.page.click(f"#time-{time}")
        assert table_ids(heilongjiang) == {
            park.park_id for park in HEILONGJIANG.park_rows if park.status in STATUS[time]
        }
        wanted = {row.target_id for row in HEILONGJIANG.target_rows if row.kind == kind}
        assert set(heilongjiang.js(of_targets)) == wanted | (reached if time == "now" else set())
        assert f"time={time}" in heilongjiang.js("location.hash")
        heilongjiang.page.click("#time-all")
        assert len(table_ids(heilongjiang)) == len(HEILONGJIANG.park_rows)
        assert "time" not in heilongjiang.js("location.hash")


def test_counts_of_a_facet_follow_the_other_facets(heilongjiang: Opened) -> None:
    heilongjiang.page.click("#to-places")
    heilongjiang.page.click("#facets [data-key='industry:biomed']")
    heilongjiang.page.click("#facets [data-key='industry:bioenergy']")
    heilongjiang.page.click("#time-plan")
    chosen = table_ids(heilongjiang)
    for chip in heilongjiang.page.locator("#facets [data-key^='kind:']").all():
        kind = (chip.get_attribute("data-key") or "").partition(":")[2]
        wanted = sum(park.park_id in chosen and park.kind == kind for park in HEILONGJIANG.park_rows)
        assert int(chip.locator(".count").inner_text()) == wanted


def city_of(adcode: str) -> str:
    """Return the prefecture of Heilongjiang in which a unit lies, empty for the province itself."""
    units = {unit.unit: unit for unit in HEILONGJIANG.unit_rows}
    while adcode in units and units[adcode].level == "county":
        adcode = units[adcode].parent
    return adcode if adcode in units and units[adcode].level == "prefecture" else ""


def test_cities_are_a_column_and_a_facet_with_counts_by_keyboard(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["heilongjiang"], "#tab=places") as made:
        head = made.page.locator("#table thead").bounding_box()
        assert head
        assert head["y"] + 100 < 720, "the table is out of sight below the facets"
        chips, counts = made.page.locator("#facets [data-key^='unit:']"), tally_plan(HEILONGJIANG, "unit").row_totals
        for chip in chips.all():
            city = (chip.get_attribute("data-key") or "").partition(":")[2]
            assert int(chip.locator(".count").inner_text()) == counts[city] > 0, city
        made.page.focus("#facets [data-key='unit:230200']")
        made.page.keyboard.press("Space")
        assert made.js("document.activeElement.dataset.key") == "unit:230200"
        wanted_ids = {park.park_id for park in HEILONGJIANG.park_rows if city_of(park.adcode) == "230200"}
        assert table_ids(made) == wanted_ids
        assert all(text.startswith("齐齐哈尔市") for text in made.texts("#table td.unit"))
        assert made.texts("#table thead th.unit") == ["市县"]
        assert "unit=230200" in made.js("location.hash")
        with made.page.expect_download() as kept:
            made.page.click("#csv")
        rows = list(csv.DictReader(kept.value.path().read_text(encoding="utf-8-sig").splitlines()))
        assert {row["市县"][:5] for row in rows} == {"齐齐哈尔市"}
        assert any(row["分区"] == "松嫩平原生物产业核心区" for row in rows)
    with opened(browser, pages["heilongjiang"], "#tab=places&unit=230200") as again:
        assert table_ids(again) == wanted_ids
        assert "市县：齐齐哈尔市" in again.page.inner_text("#key") or again.texts(".active-filters .chip") == [
            "齐齐哈尔市"
        ]


def test_an_empty_result_says_which_filter_leaves_out_how_many(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["heilongjiang"], "#time=plan&status=existing") as made:
        reasons = made.page.locator(".reasons li")
        assert reasons.count() == 2
        out = sum(park.status not in STATUS["plan"] for park in HEILONGJIANG.park_rows)
        assert f"排除 {out} 处" in reasons.nth(1).inner_text()
        reasons.nth(0).locator("button").click()
        assert made.count(".reasons li") == 0
        assert made.js("location.hash") == "#time=plan"


def test_the_link_opens_the_same_view(browser: Browser, pages: dict[str, Path]) -> None:
    fragment = "#lang=en&sel=songnen-core&kind=base%2Cpark&time=plan&theme=dark"
    with opened(browser, pages["heilongjiang"], fragment) as made:
        made.js(CLIPBOARD)
        made.page.click("#link")
        made.settle()
        link = made.js("window.copied")
        assert made.texts(".bar-row [role=status]") == ["Copied"]
        assert link.startswith("heilongjiang.html#")  # the folder of this machine is nobody's business
        before = made.page.locator("#to-places").inner_text()
    with opened(browser, pages["heilongjiang"], "#" + link.partition("#")[2]) as again:
        assert again.page.locator("#to-places").inner_text() == before
        assert "Songnen Plain" in again.page.inner_text("#card h2")
        assert again.js("document.documentElement.dataset.theme") == "dark"


def is_dark(view: Opened, wish: Literal["dark", "light"]) -> bool:
    """Return whether a page is dark where the system wishes so, or does not: its ground and its zones alike."""
    view.page.emulate_media(color_scheme=wish)
    until(view.page, f"matchMedia('(prefers-color-scheme: {wish})').matches")
    view.settle()
    ground = view.js("getComputedStyle(document.body).backgroundColor")
    fill = view.js("getComputedStyle(document.querySelector('path[data-type=zone]')).fill")
    darkness = {sum(map(int, re.findall(r"\d+", ground))) < 150, sum(map(int, re.findall(r"\d+", fill))) < 450}
    assert len(darkness) == 1
    return darkness.pop()


def test_the_button_goes_through_the_themes_and_the_system_decides_only_when_asked(changsha: Opened) -> None:
    assert not is_dark(changsha, "dark")
    found = {}
    for theme in ("dark", "auto", ""):
        changsha.page.click("#theme")
        assert ("theme=" + theme in changsha.js("location.hash")) == bool(theme)
        found[theme] = [is_dark(changsha, "dark"), is_dark(changsha, "light")]
    assert found == {"dark": [True, True], "auto": [True, False], "": [False, False]}
    assert changsha.js("document.documentElement.style.length") == 0


def test_an_address_leaves_the_theme_to_the_system(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["changsha"], "#theme=auto") as made:
        assert [is_dark(made, "dark"), is_dark(made, "light")] == [True, False]


def test_paper_stays_white(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["heilongjiang"], "#theme=dark&kind=base") as made:
        made.page.emulate_media(media="print")
        made.settle()
        assert made.js("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert made.js("getComputedStyle(document.querySelector('#key')).color") == "rgb(43, 40, 35)"
        assert "筛选：类型：基地" in made.page.inner_text("#key")
        assert made.texts("#plate .plate-slogan") == [HEILONGJIANG.header.slogan]
        assert b"/Count 1" in made.page.pdf(prefer_css_page_size=True)


def test_a_card_is_copied_with_documents_clauses_and_anchors(browser: Browser, pages: dict[str, Path]) -> None:
    zone = next(zone for zone in CHANGSHA.zone_rows if zone.zone == "area-liuyang")
    with opened(browser, pages["changsha"], f"#sel={zone.zone}") as made:
        made.js(CLIPBOARD)
        made.page.click("#copy")
        lines = made.js("window.copied").split("\n")
    header = CHANGSHA.header
    source = f"《{header.title}》（{header.issuer}，{header.number}，2023年3月24日）"
    assert lines[0] == zone.name
    assert "产业规模：> 800 亿元、2025 年" in lines
    cited = lines[lines.index(source) + 1 :]
    assert f"  名称：{zone.locator} 「{zone.anchor}」" in cited
    assert "  产业规模：三(一)1 「产业规模超800亿元」" in cited


def copied(view: Opened, ident: str) -> list[str]:
    """Return the lines of a card that is copied once it was chosen."""
    view.js(f"buju.select('{ident}')")
    view.page.click("#copy")
    lines: list[str] = view.js("window.copied").split("\n")
    return lines


def test_a_copied_zone_or_city_has_its_places_with_their_clauses(heilongjiang: Opened) -> None:
    heilongjiang.js(CLIPBOARD)
    homes = homes_of(HEILONGJIANG)
    for chosen in ("harbin-pole", "230200"):
        lines = copied(heilongjiang, chosen)
        inside = [
            park for park in HEILONGJIANG.park_rows if chosen in homes[park.park_id] or city_of(park.adcode) == chosen
        ]
        assert f"地点：{len(inside)}" in lines
        for park in inside:
            assert any(line.startswith(f"  {park.name}（") and park.locator in line for line in lines), park.name
        assert any(line.startswith("所属分区：" if chosen.isdigit() else "成员：") for line in lines)


def test_a_card_says_what_was_reached_what_has_come_since_and_that_focus_units_are_no_extent(
    heilongjiang: Opened,
) -> None:
    heilongjiang.js(CLIPBOARD)
    lines = copied(heilongjiang, "kuihua-pharmaceutical")
    (number,) = (line for line in lines if line.startswith("营业收入："))
    assert number.endswith("；实际：33.77 亿元，截至 2024")
    title = next(row.title for row in HEILONGJIANG.sources if row.source == "kuihua-2024")
    assert any(line.startswith(f"《{title}》") for line in lines)
    heilongjiang.js("buju.select('shengquan-refining-project')")
    assert "2023-05：现有；一期建成投产" in heilongjiang.page.locator("#card .later").inner_text()
    heilongjiang.page.click("#lang")
    assert any(line.startswith("Focus units (not the whole extent): ") for line in copied(heilongjiang, "songnen-core"))


def test_no_chinese_measure_or_hedge_is_left_in_english() -> None:
    for plan in PLANS:
        for mark in target_marks(plan_of(plan)):
            shown = [words.en or words.zh for words in (mark.shown, mark.hedge, mark.parts_sum)]
            assert not re.search("[\u4e00-\u9fff]", " ".join(shown)), mark.id


@pytest.fixture(scope="module")
def based(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("based")
    for name, base in (("tiles", TILES), ("tianditu", "tianditu")):
        (folder / f"{name}.html").write_text(page_html(CHANGSHA, base=base), encoding="utf-8", newline="\n")
    return {name: folder / f"{name}.html" for name in ("tiles", "tianditu")}


def test_an_online_base_comes_when_asked_and_from_its_host_only(browser: Browser, based: dict[str, Path]) -> None:
    with opened(browser, based["tiles"], closed=False) as made:
        asked: list[str] = []

        def answer(route: Route) -> None:
            asked.append(route.request.url)
            route.fulfill(body=PIXEL, content_type="image/png")

        made.page.route(HTTPS, answer)
        assert asked == []
        made.page.check("#base input[type=checkbox]")
        made.page.wait_for_selector(".leaflet-tile-loaded", state="attached")
        assert asked
        assert all(url.startswith("https://tiles.example.org/") for url in asked)
        assert "tiles.example.org" in made.page.inner_text("#credits")
        made.js("new Image().src = 'https://elsewhere.example.org/x.png'")
        made.settle()
        assert not any("elsewhere" in url for url in asked)
        made.page.uncheck("#base input[type=checkbox]")
        assert made.count(".leaflet-tile") == 0


def test_a_key_stays_in_the_tab(browser: Browser, based: dict[str, Path]) -> None:
    with opened(browser, based["tianditu"], closed=False) as made:
        asked: list[str] = []
        made.page.route(HTTPS, lambda route: (asked.append(route.request.url), route.abort()))
        made.page.click("#base input[type=checkbox]")
        assert "密钥" in made.page.inner_text("#base [role=status]")
        assert asked == []
        made.page.fill("#base-key", "secret-1234")
        made.page.press("#base-key", "Enter")
        made.settle()
        assert asked
        assert all("tk=secret-1234" in url for url in asked)
        assert all(url.startswith("https://t0.tianditu.gov.cn/") for url in asked)
        held = made.js('location.href + document.documentElement.outerHTML.replace(/src="[^"]*"/g, \'\')')
        assert "secret" not in held
        assert "无法载入" in made.page.inner_text("#base")
        made.page.reload()
        made.page.wait_for_selector(DRAWN, state="attached")
        assert made.js("document.querySelector('#base-key').value") == "secret-1234"


def ticked(view: Opened) -> set[str]:
    """Return the zones on the map of the page."""
    return set(view.js("[...document.querySelectorAll('path[data-type=zone]:not(.hidden)')].map(e => e.dataset.id)"))


def of_group(plan: Plan, group: str) -> set[str]:
    return {zone.zone for zone in plan.zone_rows if zone.group == group and zone.geometry}


@pytest.mark.parametrize(("language", "label"), [("zh", "只看“两区”"), ("en", "Only “Two areas”")])
def test_a_group_alone_by_a_click_and_back(browser: Browser, pages: dict[str, Path], language: str, label: str) -> None:
    with opened(browser, pages["heilongjiang"], f"#lang={language}&off=harbin-pole", reduced_motion="reduce") as made:
        before = ticked(made)
        only = made.page.get_by_role("button", name=label, exact=True)
        assert only.get_attribute("aria-pressed") == "false"
        only.click()
        assert ticked(made) == of_group(HEILONGJIANG, "areas")
        assert only.get_attribute("aria-pressed") == "true"
        assert "only=areas" in made.js("location.hash")
        assert "off=" not in made.js("location.hash")
        areas = of_group(HEILONGJIANG, "areas")
        assert table_ids(made) == {park for park, zones in homes_of(HEILONGJIANG).items() if areas & set(zones)}
        only.click()
        assert ticked(made) == before
        assert "off=harbin-pole" in made.js("location.hash")


def test_a_group_alone_by_keyboard_and_all_again(heilongjiang: Opened) -> None:
    heilongjiang.page.locator("[data-key='only:belt']").focus()
    heilongjiang.page.keyboard.press("Enter")
    assert ticked(heilongjiang) == of_group(HEILONGJIANG, "belt")
    assert heilongjiang.js("document.activeElement.dataset.key") == "only:belt"
    heilongjiang.page.keyboard.press("Shift+Tab")
    while heilongjiang.js("document.activeElement.dataset.key") != "only:areas":
        heilongjiang.page.keyboard.press("Shift+Tab")
    heilongjiang.page.keyboard.press("Space")
    assert ticked(heilongjiang) == of_group(HEILONGJIANG, "areas")
    heilongjiang.page.locator("[data-key='only:']").press("Enter")
    assert ticked(heilongjiang) == {zone.zone for zone in HEILONGJIANG.zone_rows}
    assert "only" not in heilongjiang.js("location.hash")


IN_VIEW = """() => {
  const frame = buju.map.getContainer().getBoundingClientRect();
  const boxes = [...document.querySelectorAll('path[data-type=zone]:not(.hidden)')].map(e => e.getBoundingClientRect());
  const [left, top, right, bottom] = [Math.min(...boxes.map(b => b.left)) - frame.left,
    Math.min(...boxes.map(b => b.top)) - frame.top, frame.right - Math.max(...boxes.map(b => b.right)),
    frame.bottom - Math.max(...boxes.map(b => b.bottom))];
  return [left, top, right, bottom].every(room => room >= 0); }"""


@pytest.mark.parametrize("size", [(1280, 720), (390, 844)])
def test_the_next_layout_is_one_click_away_and_fills_the_map(
    browser: Browser, pages: dict[str, Path], size: tuple[int, int]
) -> None:
    order = sorted(NATIONAL.groups, key=lambda group: group.order or 0)
    viewport = {"width": size[0], "height": size[1]}
    with opened(browser, pages["national"], viewport=viewport, reduced_motion="reduce") as made:
        status = made.page.locator("#layouts .groups > span")
        assert order[0].name in status.inner_text()
        zooms = []
        for place, group in enumerate(order[1:9], start=2):
            made.page.click("#layouts [data-key=group_after]")
            made.settle()
            assert ticked(made) == of_group(NATIONAL, group.group)
            assert group.name in status.inner_text()
            assert f"{place} / {len(order)}" in status.inner_text()
            assert f"only={group.group}" in made.js("location.hash")
            assert made.page.inner_text("#said") == f"{group.name} {place} / {len(order)}"
            assert not ticked(made) or made.js(IN_VIEW)
            zooms.append(made.js("buju.map.getZoom()"))
        assert len(set(zooms)) > 3
        made.page.click("#layouts [data-key=group_before]")
        assert order[7].name in status.inner_text()


def test_a_link_opens_the_layout_that_it_was_copied_from(browser: Browser, pages: dict[str, Path]) -> None:
    fragment = "#lang=en&only=innovation-poles"
    with opened(browser, pages["national"], fragment, reduced_motion="reduce") as made:
        assert ticked(made) == of_group(NATIONAL, "innovation-poles")
        assert made.js(IN_VIEW)
        zoom = made.js("buju.map.getZoom()")
        assert made.js("location.hash") == fragment
        assert "Innovation poles" in made.page.inner_text("#layouts .groups")
        made.page.click("#panel [data-key='only:therapy-pilots']")
        assert made.js("buju.map.getZoom()") > zoom
        assert made.count(".crowded .zone") == len([z for z in NATIONAL.zone_rows if z.group == "therapy-pilots"])


def test_a_plan_without_a_slogan_says_in_its_place_how_its_groups_lie_and_has_every_word_of_them(
    browser: Browser, pages: dict[str, Path]
) -> None:
    with opened(browser, pages["national"]) as made:
        assert made.texts(".headline") == [f"{len(NATIONAL.groups)} 组条款各成布局，彼此重叠"]
        for language in ("zh", "en"):
            assert made.js("document.documentElement.lang").startswith(language)
            assert "group_" not in made.js(
                "[...document.querySelectorAll('#panel, #modes')].map(e => e.innerText + [...e.querySelectorAll("
                "'[aria-label]')].map(one => one.getAttribute('aria-label')).join()).join()"
            )
            made.page.click("#lang")


# -- what a planner asks -----------------------------------------------------------------------------------------------


def column(view: Opened, name: str) -> list[str]:
    return [text.split("、")[0] for text in view.texts(f"#table tbody td.{name}")]


def test_clauses_sort_as_they_stand_in_the_text_and_the_address_keeps_the_order(
    browser: Browser, pages: dict[str, Path]
) -> None:
    with opened(browser, pages["heilongjiang"], "#tab=places&sort=clause") as made:
        found = list(dict.fromkeys(column(made, "clause")))
        numerals = "〇一二三四五六七八九十"
        chapters = [(numerals.index(text[0]), numerals.index(text[2])) for text in found if text[0] in numerals]
        assert chapters == sorted(chapters)
        assert len(chapters) > 10
        assert all(text.startswith("专栏") for text in found[len(chapters) :])
        made.page.click('[data-key="sort:status"]')
        assert list(dict.fromkeys(column(made, "status"))) == ["现有", "在建", "规划", "未说明"]
        made.page.click('[data-key="sort:status"]')
        assert made.js("location.hash") == "#tab=places&sort=-status"
        made.page.click('[data-key="sort:zone"]')
        blank = [not text for text in column(made, "zone")]
        assert blank == sorted(blank)
        made.page.click('[data-key="sort:unit"]')
        cities = {park.park_id: city_of(park.adcode) for park in HEILONGJIANG.park_rows}
        ids = made.js("[...document.querySelectorAll('#table [data-row]')].map(e => e.dataset.row)")
        stated = [cities[ident] for ident in ids if cities[ident]]
        assert stated == sorted(stated)
        assert made.js("location.hash") == "#tab=places&sort=unit"


def test_a_zone_s_card_lists_the_numbers_of_its_places_and_follows_the_filters(
    browser: Browser, pages: dict[str, Path]
) -> None:
    with opened(browser, pages["heilongjiang"], "#sel=harbin-pole&status=existing") as made:
        assert made.count("#card [data-target]") >= 4
        heads = made.texts("#card h4")
        assert "葵花药业" in heads
        shown, whole = re.findall(r"地点\s*(\d+) / (\d+)", made.page.locator("#card").inner_text())[0]
        assert 0 < int(shown) < int(whole)


def test_the_browser_s_button_goes_back_through_what_was_chosen(heilongjiang: Opened) -> None:
    page = heilongjiang.page
    page.click('[data-key="name:harbin-pole"]')
    page.click('[data-key="name:forest-belt"]')
    page.go_back()
    until(page, "document.querySelector('#card h2').textContent === '哈尔滨生物产业引领极'")
    page.go_back()
    page.wait_for_selector("#card", state="hidden")


def test_a_place_of_many_layouts_names_each_zone_once(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["national"], "#tab=places") as made:
        for text in made.texts("#table tbody td.zone"):
            zones = text.split("、")
            assert len(zones) == len(set(zones)), text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_group_alone_stands_clear_of_buttons_and_credits_on_a_phone(
    browser: Browser, pages: dict[str, Path], language: str
) -> None:
    fragment = f"#lang={language}&only=innovation-clusters"
    with opened(browser, pages["national"], fragment, viewport={"width": 390, "height": 844}) as made:
        made.settle()
        above, below, tops, bottoms = made.js(
            "[document.querySelector('#top').getBoundingClientRect().bottom,"
            " document.querySelector('#foot').getBoundingClientRect().top,"
            " ...['top', 'bottom'].map(edge => [...document.querySelectorAll('path[data-type=zone]:not(.hidden)')]"
            ".map(zone => zone.getBoundingClientRect()[edge]))]"
        )
        assert len(tops) == 3
        assert min(tops) >= above
        assert max(bottoms) <= below


@pytest.mark.parametrize(("plan", "chosen"), [("heilongjiang", "songnen-core"), ("changsha", "area-liuyang")])
def test_what_a_link_chose_lies_above_its_card_on_a_phone(
    browser: Browser, pages: dict[str, Path], plan: str, chosen: str
) -> None:
    with opened(browser, pages[plan], f"#sel={chosen}", viewport={"width": 390, "height": 844}) as made:
        made.settle()
        zone, card = (
            made.page.locator(which).first.bounding_box() for which in (f"path.zone[data-id={chosen}]", "#card")
        )
        assert zone
        assert card
        assert zone["y"] + zone["height"] / 2 < card["y"]


def test_an_open_card_leaves_the_switch_of_layouts_whole(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["national"], "#lang=en&sel=nanfan-silicon-valley") as made:
        made.settle()
        switch, tools = (made.page.locator(which).first.bounding_box() for which in ("#layouts .groups", "#tools"))
        assert switch
        assert tools
        assert switch["x"] + switch["width"] <= tools["x"]


TINTS = "Object.fromEntries([...document.querySelectorAll('.ground')].map(e => [e.dataset.of, e.style.fill]))"


def test_all_layouts_are_told_by_how_many_name_each_province(browser: Browser, pages: dict[str, Path]) -> None:
    scene = scene_of("national")
    with opened(browser, pages["national"], reduced_motion="reduce") as made:
        assert set(made.js(TINTS).values()) == {""}
        made.page.click("[data-key='only:']")
        assert ticked(made) == set()
        wanted = {unit.id: f"var(--tint-{scene.tints[unit.id]})" for unit in scene.ground_units}
        assert made.js(TINTS) == wanted
        legend = made.page.inner_text("#key")
        assert "颜色越浓，列入该地的条款组越多" in legend
        assert "未列入" in legend
        assert f"{max(scene.tallies.values())} 组" in legend
        made.js("buju.select('pharma-northeast', { move: false })")
        assert ticked(made) == {"pharma-northeast"}
        made.page.keyboard.press("Escape")
        made.page.click("[data-key='group_after']")
        assert ticked(made)
        assert set(made.js(TINTS).values()) == {""}
        assert made.count("#key .tints") == 0
    with opened(browser, pages["national"], "#off=") as again:
        assert again.js(TINTS) == wanted
        again.page.emulate_media(media="print")
        again.settle()
        assert f"全部 {len(NATIONAL.groups)} 组布局" in again.page.inner_text("#plate")


def test_paper_names_the_layout_that_is_shown(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["national"], "#only=innovation-poles") as made:
        made.page.emulate_media(media="print")
        made.settle()
        assert "创新极" in made.page.inner_text("#plate")


def test_a_closed_card_gives_back_the_view_unless_the_reader_has_moved_on(
    browser: Browser, pages: dict[str, Path]
) -> None:
    with opened(browser, pages["heilongjiang"], viewport={"width": 1440, "height": 900}) as made:
        place = "JSON.stringify([buju.map.getCenter(), buju.map.getZoom()])"

        def choose(ident: str) -> None:
            made.js(f"buju.select('{ident}')")
            made.settle()

        def close() -> None:
            made.page.keyboard.press("Escape")
            made.settle()

        for ident in ("sanjiang-demo", "harbin-pole"):
            choose(ident)
        assert "at=" in made.page.url
        close()
        assert made.page.url.endswith(pages["heilongjiang"].name)
        choose("sanjiang-demo")
        made.page.mouse.move(700, 450)
        made.page.mouse.down()
        made.page.mouse.move(760, 500, steps=4)
        made.page.mouse.up()
        made.settle()
        moved = made.js(place)
        close()
        assert made.js(place) == moved
        made.js("buju.select(buju.data.parks.find(park => park.at).id)")
        made.settle()
        assert made.js(place) != moved
        close()
        assert made.js(place) == moved
        made.page.click("#tools button:last-child")
        made.settle()
        choose("sanjiang-demo")
        assert "at=" in made.page.url
        made.page.click("[data-key='view:numbers']")
        made.settle()
        assert "at=" not in made.page.url


@pytest.mark.parametrize("width", [1440, 1024])
def test_no_number_is_clipped_beside_a_name_of_one_long_word(browser: Browser, tmp_path: Path, width: int) -> None:
    word = "Zhongyiyaoyushengwuchanyeyingyeshouruzongliang"
    rows = tuple(replace(row, indicator_en=word) for row in HEILONGJIANG.target_rows)
    path = tmp_path / "page.html"
    path.write_text(page_html(replace(HEILONGJIANG, target_rows=rows)), encoding="utf-8", newline="\n")
    with opened(browser, path, "#lang=en&tab=targets", viewport={"width": width, "height": 900}) as made:
        clipped = """() => {
            const edge = document.querySelector('#panel').getBoundingClientRect().right;
            return [...document.querySelectorAll('#numbers .figure, .headline *')]
                .filter(node => node.checkVisibility() && node.getBoundingClientRect().right > edge)
                .map(node => node.textContent); }"""
        assert made.page.locator("#numbers .figure:visible").count() > 5
        assert made.js(clipped) == []
