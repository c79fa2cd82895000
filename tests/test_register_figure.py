"""A register on a figure: counts or points in place of places, said to be no part of the plan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy
import pytest
from click.testing import CliRunner
from placed import many
from reading import TINY, plan_of, scene_of
from test_numbers_figure import texts

from geo.analysis.points.amounts import Amounts
from geo.analysis.points.tally import tally_of
from geo.cli import cli
from geo.draw.figure.figure import FigureOptions, make_figure
from geo.draw.scene.register import register_mark
from geo.draw.scene.view import view_of
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.ground import Resolution
from geo.draw.sheet.register import spots_of
from geo.draw.sheet.south import plane_of
from geo.model.errors import UsageError


def svg_of(*, shows_rows: bool, **asked: str) -> bytes:
    points = many(u990101_药=9, u990102_农=2, u990201_药=6)
    mark = register_mark(
        points, tally_of(points, "行业", 1 if shows_rows else 3), {"农": "agri"}, shows_rows=shows_rows
    )
    return make_figure(plan_of("tiny"), "svg", FigureOptions(register=mark, **asked)).data


def test_counts_stand_on_a_figure_in_place_of_places() -> None:
    found = texts(svg_of(shows_rows=False))
    assert "名录企业数（非规划内容）" in found
    assert any("用户的名录，不属于规划内容。" in text for text in found)
    assert not any("东南种业基地" in text for text in found)


@pytest.mark.parametrize(("lang", "told"), [("zh", "营收合计 2.00 亿元"), ("en", "营收: CNY 200 million in all")])
def test_what_the_register_comes_to_is_told(lang: str, told: str) -> None:
    points = many(u990101_药=10)
    tally = tally_of(points, least=3, amounts=Amounts("营收（万元）", numpy.full(10, 2e7)))
    mark = register_mark(points, tally, shows_rows=False)
    made = make_figure(plan_of("tiny"), "svg", FigureOptions(register=mark, lang=lang)).data
    assert told.replace(" ", "") in "".join(texts(made)).replace(" ", "")


def test_rows_are_points_in_the_colours_of_industries() -> None:
    found = texts(svg_of(shows_rows=True, lang="en"))
    assert any(text.startswith("An enterprise of a register") for text in found)
    assert not any("号1" in text for text in found)


def test_the_finest_level_that_is_wide_enough_is_counted() -> None:
    points = many(u990101_药=9, u990102_农=2, u990201_药=6)
    mark = register_mark(points, tally_of(points, least=3), shows_rows=False)
    view = replace(view_of(scene_of("tiny")), register=mark)
    plane = plane_of(view.scene, view.box)
    ground = plane.ground(plane.box(view.box), SheetBox(0.0, 0.0, 800.0, 800.0), Resolution(grain=0.3))
    near = spots_of(view, ground, {"county": 200.0, "prefecture": 400.0})
    assert {spot.unit.id: spot.count for spot in near} == {"990101": None, "990102": None, "990201": 6}
    far = spots_of(view, ground, {"county": 20.0, "prefecture": 40.0})
    assert {spot.unit.id: spot.count for spot in far} == {"990100": 11, "990200": 6}


def test_a_register_stands_on_the_layout_only(tmp_path: Path) -> None:
    points = many(u990101_药=9)
    mark = register_mark(points, tally_of(points), shows_rows=False)
    with pytest.raises(UsageError, match="Leave --view and --drawing out"):
        make_figure(plan_of("tiny"), "svg", FigureOptions(register=mark, shown="numbers"))
    sheet = tmp_path / "a.csv"
    sheet.write_text("企业,经度,纬度\n甲,110.5,31.5\n", encoding="utf-8")
    words = ("figure", "tiny", "-o", str(tmp_path / "x.svg"), "--points", str(sheet), "--withhold", "1")
    result = CliRunner().invoke(cli, ["--root", str(TINY), *words], prog_name="buju")
    assert result.exit_code == 0, result.output
    assert "1 row: 1 placed" in result.stderr
