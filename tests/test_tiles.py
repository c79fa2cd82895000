"""An online base is asked of one host, and no key is ever in a file."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from reading import TINY, plan_of

from geo.cli import cli
from geo.draw.page.page import page_html
from geo.draw.page.tiles import UsageError, tile_base
from geo.draw.scene.facts import target_marks

TILES = "https://tiles.example.org:8443/{z}/{x}/{y}.png"


def images_allowed(page: str) -> list[str]:
    found = re.search(r"img-src ([^;]*);", page)
    assert found
    return found[1].split()


def test_a_page_without_a_base_allows_no_host_and_says_nothing_of_one() -> None:
    plan = plan_of("tiny")
    plain = page_html(plan)
    assert images_allowed(plain) == ["data:"]
    assert '"base":{"url"' not in plain
    assert plain == page_html(plan, base="")


@pytest.mark.parametrize(
    ("base", "host", "credit"),
    [
        (TILES, "https://tiles.example.org:8443", "在线底图：tiles.example.org"),
        ("tianditu", "https://t0.tianditu.gov.cn", "在线底图：天地图"),
        ("https://tile.openstreetmap.org/{z}/{x}/{y}.png", "https://tile.openstreetmap.org", "© OpenStreetMap"),
    ],
)
def test_a_page_with_a_base_allows_its_host_only_and_names_its_owner(base: str, host: str, credit: str) -> None:
    page = page_html(plan_of("tiny"), base=base)
    assert images_allowed(page) == ["data:", host]
    assert credit in page


def test_a_wmts_address_is_read_as_xyz() -> None:
    given = "http://localhost:8080/wmts/a/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png".replace(
        "{TileMatrixSet}", "w"
    )
    assert tile_base(given).url == "http://localhost:8080/wmts/a/w/{z}/{y}/{x}.png"
    assert tile_base(given).host == "http://localhost:8080"


@pytest.mark.parametrize(
    "text",
    [
        "gaode",
        "//tiles.example.org/{z}/{x}/{y}.png",
        "javascript:alert(1)//{z}{x}{y}",
        "https://tiles.example.org",
        "https://tiles.example.org; script-src *; x /{z}/{x}/{y}.png",
        "https://tiles.example.org'/{z}/{x}/{y}",
        "https://user@tiles.example.org/{z}/{x}/{y}",
        "https://*.example.org/{z}/{x}/{y}",
        "https://{s}.tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}.png",
        "https://tiles.example.org/{z}/{x}/{y}/{style}.png",
        "https://tiles.example.org/{z}/{x}/{y}.png?tk=abcdef",
        "https://tiles.example.org/{z}/{x}/{y}.png?a=1&access_token=abcdef",
    ],
)
def test_what_is_no_base_of_one_host_without_a_key_is_refused_with_a_way_out(text: str) -> None:
    with pytest.raises(UsageError, match=r"Write|needs"):
        tile_base(text)


def test_the_text_of_an_address_is_no_markup() -> None:
    page = page_html(plan_of("tiny"), base=TILES + "?a=</script><script>alert(1)</script>")
    assert "<script>alert(1)" not in page


def test_the_command_takes_a_base_and_refuses_a_wrong_one(tmp_path: Path) -> None:
    out = tmp_path / "tiny.html"
    arguments = ["--root", str(TINY), "map", "tiny", "-o", str(out), "--base"]
    assert CliRunner().invoke(cli, [*arguments, "nowhere"]).exit_code == 2
    assert not out.exists()
    assert CliRunner().invoke(cli, [*arguments, TILES]).exit_code == 0
    assert images_allowed(out.read_text(encoding="utf-8")) == ["data:", "https://tiles.example.org:8443"]


def test_sums_of_parts_are_said_only_of_values_of_one_sort() -> None:
    plan = plan_of("changsha")
    marks = {mark.id: mark.parts_sum.zh for mark in target_marks(plan)}
    assert {ident: text for ident, text in marks.items() if text} == {"bioeconomy-size": "3,800 亿元"}
    rows = tuple(replace(row, operator="ge") if row.target_id == "bioagri-size" else row for row in plan.target_rows)
    assert not any(mark.parts_sum.zh for mark in target_marks(replace(plan, target_rows=rows)))
