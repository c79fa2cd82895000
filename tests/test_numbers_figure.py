"""The figure of targets: every number stands at its zone, unit or place, in the strip above, or is counted."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from papers import SVG, svg
from reading import PLANS, plan_of, scene_of

from geo.cli import cli
from geo.draw.figure.canvas import own_settings
from geo.draw.figure.figure import FigureOptions, make_figure
from geo.draw.figure.furniture import Country
from geo.draw.figure.paper import sheet_of
from geo.draw.figure.plate import plate
from geo.draw.scene.looks import NUMBER_PX
from geo.draw.scene.numbers_on_map import numbers_of
from geo.draw.scene.view import View, view_of
from geo.draw.sheet.ground import PIXEL
from geo.draw.sheet.labels import Placed
from geo.draw.sheet.plates import Row, plate_rows

SHEETS = [
    *((plan, size, lang) for plan in PLANS for size, lang in (("16:9", "zh"), ("A4-portrait", "en"))),
    ("heilongjiang", "1000x400", "en"),
    ("heilongjiang", "400x1000", "zh"),
]


def numbers_view(plan: str, lang: str = "zh", drawing: str = "admin") -> View:
    return replace(view_of(scene_of(plan), lang=lang, drawing=drawing), shows_numbers=True)


def plates_on(view: View, size: str) -> list[Placed]:
    with own_settings():
        placed = plate(view, sheet_of(size), "png", Country(*plan_of(view.scene.plan.id).base)).placed
    return [each for each in placed if each.label.rank == "plate"]


def texts(data: bytes) -> list[str]:
    """Return the texts of an SVG, each once: strong ones stand over their own strokes."""
    return list(
        dict.fromkeys("".join(each.itertext()).strip() for each in ElementTree.fromstring(data).iter(f"{SVG}text"))
    )


def drawn_numbers(data: bytes) -> list[str]:
    return re.findall(r'id="number\.([^"]+)"', data.decode())


@pytest.mark.parametrize(("plan", "size", "lang"), SHEETS)
def test_every_number_is_drawn_once_or_counted(plan: str, size: str, lang: str) -> None:
    made = svg(plan, size=size, lang=lang, shown="numbers")
    drawn, targets = drawn_numbers(made), {target.id for target in scene_of(plan).targets}
    assert len(drawn) == len(set(drawn))
    assert set(drawn) <= targets
    numbers, words = numbers_of(numbers_view(plan, lang)), texts(made)
    told = next(word for word in words if word.startswith("图上") or word.endswith("on the map"))
    on, *every = map(int, re.findall(r"\d+", told))
    standing = {target.id for rows in numbers.standing.values() for target in rows}
    assert (every or [on])[0] == len(standing)
    in_strip = [target.id for target in numbers.strip if target.id in drawn]
    rest = sum(int(word[1:]) for word in words if re.fullmatch(r"\+\d+", word))
    counted_at_plates = on - len(standing.intersection(drawn))
    assert len(in_strip) + rest - counted_at_plates == len(numbers.strip)
    assert len(standing) + len(numbers.strip) == len(targets)
    assert in_strip == [target.id for target in numbers.strip[: len(in_strip)]]


@pytest.mark.parametrize(("plan", "size", "lang"), [*SHEETS, ("changsha", "4:3", "zh")])
def test_no_plate_covers_another_and_all_stay_on_the_map(plan: str, size: str, lang: str) -> None:
    view = numbers_view(plan, lang, "schematic" if size == "4:3" else "admin")
    plates = plates_on(view, size)
    assert plates
    assert not any(one.box.inset(0.5).meets(two.box) for one, two in itertools.combinations(plates, 2))
    assert all(sum(row.height for row, _ in plate_rows(each)) == pytest.approx(each.box.height) for each in plates)


def test_the_type_follows_the_class_of_the_amount() -> None:
    rows: list[Row] = [row for each in plates_on(numbers_view("heilongjiang"), "16:9") for row, _ in plate_rows(each)]
    assert {row.size for row in rows if row.target} == {NUMBER_PX[size] * PIXEL for size in (0, 2, 3)}
    assert all(row.size == NUMBER_PX[row.target.size] * PIXEL for row in rows if row.target)


def test_numbers_stand_in_place_of_symbols_and_the_legend_explains_them() -> None:
    made = svg("heilongjiang", lang="en", shown="numbers")
    words = texts(made)
    assert {"Amounts of money", "from CNY 100 billion", "Hatched edge: at least, at most"} <= set(words)
    assert "Kind" not in words
    assert not {park.id for park in scene_of("heilongjiang").parks}.intersection(
        re.findall(r'id="([^"]+)"', made.decode())
    )


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", ["实际：351 万亩，截至 2021", "实际：33.77 亿元，截至 2024"]),
        ("en", ["Actual: CNY 3.377 billion, as of 2024"]),
    ],
)
def test_what_was_reached_stands_with_its_number(lang: str, told: list[str]) -> None:
    words = " ".join(texts(svg("heilongjiang", lang=lang, shown="numbers")))
    assert [line for line in told if line not in words] == []


def test_the_same_in_every_run() -> None:
    one, two = (
        make_figure(plan_of("changsha"), "svg", FigureOptions(drawing="schematic", shown="numbers")).data
        for _ in range(2)
    )
    assert one == two


def test_a_step_is_refused(tmp_path: Path) -> None:
    command = ["figure", "changsha", "-o", str(tmp_path / "a.png"), "--view", "numbers", "--step", "2"]
    result = CliRunner().invoke(cli, command)
    assert result.exit_code == 2
    assert "--view numbers shows the numbers of the whole plan. Leave --step 2 out." in result.output


def test_a_number_stands_where_its_subject_is_known_to_be() -> None:
    at = {target.id: target.at for target in scene_of("heilongjiang").targets}
    assert at["medisan-pharmaceutical-revenue"] == "medisan-pharmaceutical"
    assert at["harbin-biomed-park-size"] == "230100"
    assert at["beidahuang-material-base-size"] == "sanjiang-demo"
    assert at["bioeconomy-total"] == at["biomed-size"] == ""
