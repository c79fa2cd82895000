"""A page with a register set against its plan: a tab an industry, and on the map where both agree and where not."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import opened, serious_faults
from click.testing import CliRunner
from playwright.sync_api import Browser
from reading import ROOT
from realities import reality

from geo.analysis.reality.result import write_reality
from geo.cli import cli

SPOTS = (
    "Object.fromEntries([...document.querySelectorAll('.reality-spot')]"
    ".map(({dataset, textContent}) => [dataset.id, [dataset.agreement, textContent]]))"
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reality")
    write_reality(reality(), str(folder / "found.json"))
    words = ("map", "heilongjiang", "-o", str(folder / "plan.html"), "--reality", str(folder / "found.json"))
    done = CliRunner().invoke(cli, ["--root", str(ROOT), *words], prog_name="buju")
    assert done.exit_code == 0, done.output
    return folder / "plan.html"


def test_the_map_shows_where_plan_and_register_agree(browser: Browser, page: Path) -> None:
    with opened(browser, page, "#tab=reality&reality=biomanu") as made:
        made.settle()
        assert made.js(SPOTS) == {
            "harbin-pole": ["absent", "60"],
            "songnen-core": ["met", "120"],
            "sanjiang-demo": ["absent", "50"],
            "forest-belt": ["none", "<3"],
        }
        assert made.count(".reality [data-cluster=biomanu-1].cluster:not(.hatched)") == 1
        assert made.count(".reality .hot") == 0
        (cluster,) = [text for text in made.texts(".reality-list li") if "肇东市" in text]
        assert "45 家，预期 6.5，180 km²" in cluster
        assert "规划且集聚" in cluster
        assert made.texts(".reality-key li") == ["规划且集聚", "规划未集聚"]
        assert "300 家中 210 家（70%）位于规划有该产业的分区" in made.texts("#tab-reality")[0]


def test_another_industry_is_chosen_and_told_in_english(browser: Browser, page: Path) -> None:
    with opened(browser, page, "#tab=reality&reality=biomanu&lang=en") as made:
        made.settle()
        made.page.click("[data-key='reality:biomedeng']")
        made.settle()
        assert made.js("location.hash").count("reality=biomedeng") == 0  # the page opens at it by itself
        assert made.js(SPOTS)["sanjiang-demo"] == ["unplanned", "50"]
        assert made.count(".reality .hot.hatched") == 2
        assert made.count(".reality .cluster.hatched") == 1
        text = made.texts("#tab-reality")[0]
        assert "How many lie where the plan wants them is withheld" in text
        assert "there and not planned" in text
        assert "docs/methods.md" in text
        made.page.click("#to-layout")
        made.settle()
        assert made.count(".reality-spot") == made.count(".reality path") == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, page: Path, theme: str) -> None:
    with opened(browser, page, f"#tab=reality&theme={theme}", closed=False, bypass_csp=True) as made:
        made.settle()
        assert serious_faults(made.page) == []


def test_only_pages_that_ask_for_it_have_it(page: Path, pages: dict[str, Path]) -> None:
    assert "reality" in page.read_text(encoding="utf-8")
    assert "drawReality" not in pages["heilongjiang"].read_text(encoding="utf-8")


def test_the_registers_own_counts_give_way_to_where_it_agrees(browser: Browser, page: Path) -> None:
    rows = "".join(f"甲{at},126.6,45.8\n" for at in range(9))
    (page.parent / "a.csv").write_text(f"name,lon,lat\n{rows}", encoding="utf-8")
    both = page.with_name("both.html")
    words = ["map", "heilongjiang", "-o", str(both), "--reality", str(page.parent / "found.json")]
    done = CliRunner().invoke(cli, ["--root", str(ROOT), *words, "--points", str(page.parent / "a.csv")])
    assert done.exit_code == 0, done.output
    with opened(browser, both, "#tab=register") as made:
        made.settle()
        assert (made.count(".register-spot text"), made.count(".reality-spot")) == (1, 0)
        made.page.click("#to-reality")
        made.settle()
        assert (made.count("#map .register-spot"), made.count(".reality-spot")) == (0, 4)
        assert (made.count(".register-key"), made.count(".reality-key")) == (0, 1)
