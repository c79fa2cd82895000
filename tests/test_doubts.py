"""Rows that are placed and yet in doubt: told with both places, never moved nor removed, save swapped cells."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy
import pytest
from click.testing import CliRunner
from reading import TINY, plan_of

from geo.analysis.points.points import Points
from geo.analysis.points.rows import Asked
from geo.analysis.points.tally import counts_of
from geo.cli import cli
from geo.export.incoming.points import read_points
from geo.space.crs import to_datum

WEST, EAST = (110.5, 31.5), (111.5, 30.5)
"""In 西市西北县, in 东市东南县."""

Row = tuple[str, object, object, str]


def placed(path: Path, rows: Sequence[Row], **asked: str) -> Points:
    text = "".join(f"{name},{lon},{lat},{address}\n" for name, lon, lat, address in rows)
    path.write_text(f"企业名称,经度,纬度,地址\n{text}", encoding="utf-8")
    return read_points(plan_of("tiny"), [str(path)], Asked(**asked))


def units(points: Points) -> list[str]:
    return ["" if which < 0 else points.places[which].unit_name for which in points.which.tolist()]


def told(points: Points, words: str) -> list[str]:
    return [note for note in points.notes if words in note]


def test_a_point_outside_the_unit_that_its_row_names_is_told_with_both_and_stays(tmp_path: Path) -> None:
    rows = [
        ("甲", *WEST, "西市西北县1号"),
        ("乙", *WEST, "东市东南县1号"),
        ("丙", *WEST, "西市"),
        ("丁", *WEST, ""),
        ("戊", *WEST, "吉林省长春市朝阳区1号"),
        ("己", *WEST, "东市"),
    ]
    done = placed(tmp_path / "a.csv", rows)
    assert units(done) == ["西北县"] * 6
    assert {row: len(doubts) for row, doubts in done.doubts.items()} == {1: 1, 4: 1, 5: 1}
    (doubt,) = done.doubts[1]
    assert doubt.startswith("lies in 方省西市西北县, but names 方省东市东南县, ")
    assert float(doubt.split(", ")[2].removesuffix(" km away")) == pytest.approx(73.2, abs=2)
    assert done.doubts[4] == ("lies in 方省西市西北县, but names a place in 吉林省长春市朝阳区, outside the plan",)
    assert told(done, "left there") == ["3 rows at points outside the unit that they name, left there (rows 3, 6, 7)."]
    assert told(done, "row 3: lies in")
    assert counts_of(done)[2].rows == 6


def test_units_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """What a row says must name the very unit: the county's name alone may be that of another city's."""
    done = placed(tmp_path / "a.csv", [("甲", *WEST, "西市西北县"), ("乙", *EAST, "西市西北县")])
    assert list(done.doubts) == [1]


def test_swapped_cells_are_turned_only_where_the_row_names_the_unit_in_which_they_lie_so(tmp_path: Path) -> None:
    lon, lat = WEST
    rows = [
        ("甲", lat, lon, "西市西北县1号"),
        ("乙", lat, lon, "西市"),
        ("丙", lat, lon, "东市东南县"),
        ("丁", lat, lon, ""),
        ("戊", *WEST, "西市西北县2号"),
    ]
    done = placed(tmp_path / "a.csv", rows)
    assert units(done) == ["西北县", "西北县", "", "", "西北县"]
    assert {row: reject.code for row, reject in done.rejects.items()} == {2: "swapped", 3: "swapped"}
    assert done.lon[[0, 1, 4]].tolist() == [lon] * 3
    assert done.lat[[0, 1, 4]].tolist() == [lat] * 3
    assert done.doubts[0] == ("longitude and latitude were swapped, turned since it names 方省西市西北县",)
    assert told(done, "turned into") == [
        "2 rows with longitude and latitude swapped, turned into the unit that they name (rows 2, 3)."
    ]
    assert done.line().startswith("5 rows: 3 placed (3 by point); 2 rejected (2 swapped)")


def test_swapped_cells_of_a_shifted_datum_are_turned_and_moved_back(tmp_path: Path) -> None:
    ((lon, lat),) = to_datum("gcj02")(numpy.array([WEST]))
    done = placed(tmp_path / "a.csv", [("甲", lat, lon, "西市西北县")], datum="gcj02")
    assert (done.lon[0], done.lat[0]) == (pytest.approx(WEST[0], abs=1e-6), pytest.approx(WEST[1], abs=1e-6))


def test_a_row_with_name_and_place_of_another_is_told_and_counted(tmp_path: Path) -> None:
    rows = [
        ("甲公司", 110.5, 31.5, ""),
        (" 甲公司 ", 110.50001, 31.5, ""),
        ("甲公司", 110.6, 31.5, ""),
        ("乙公司", 110.5, 31.5, ""),
        ("丙", "", "", "东市东南县1号"),
        ("丙", "", "", "东市东南县 1号"),
        ("丙", "", "", "东市东南县2号"),
        ("", 110.5, 31.5, ""),
        ("", 110.5, 31.5, ""),
    ]
    done = placed(tmp_path / "a.csv", rows)
    assert done.doubts == {1: ("has name and place of row 2",), 5: ("has name and place of row 6",)}
    assert told(done, "counted all the same") == [
        "2 rows with name and place of an earlier one, counted all the same (rows 3, 7)."
    ]
    assert len(done.placed) == 9


def test_doubts_stand_beside_their_rows_in_the_language_of_the_call(tmp_path: Path) -> None:
    placed(tmp_path / "a.csv", [("甲", *WEST, "东市东南县"), ("甲", *WEST, "东市东南县"), ("乙", *WEST, "西市")])
    for lang, word in (("en", "but names 方省东市东南县"), ("zh", "却写明方省东市东南县")):
        words = ("points", str(tmp_path / "a.csv"), "--plan", "tiny", "-o", str(tmp_path / "o.csv"), "--lang", lang)
        done = CliRunner().invoke(cli, ["--root", str(TINY), *words], prog_name="buju")
        assert done.exit_code == 0, done.stderr
        rows = list(csv.DictReader((tmp_path / "o.csv").read_text(encoding="utf-8-sig").splitlines()))
        assert [word in row["doubt"] for row in rows] == [True, True, False]
        assert rows[2]["doubt"] == ""
        assert "row 2" in rows[1]["doubt"] or "第 2 行" in rows[1]["doubt"]
