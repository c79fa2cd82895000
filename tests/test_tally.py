"""Where an industry gathers: counts held against counts by hand, and every place counted once in the totals."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from click.testing import CliRunner, Result
from reading import PLANS, ROOT, TINY, plan_of, scene_of

from geo.analysis.tally import Tally, seat_of, tally_plan
from geo.cli import cli

BY_HAND = """\
unit,name,name_en,med,agri,no-industry,total
990100,西市,Xi,2,0,0,2
990200,东市,Dong,0,1,1,2
outside,区域之外,outside the region,0,0,1,1
silent,原文未说明,text silent,0,0,1,1
total,合计,total,2,1,3,6
"""


def matrix(name: str) -> Tally:
    return tally_plan(plan_of(name), "unit", "industry")


def buju(*words: str) -> Result:
    return CliRunner().invoke(cli, ["--root", str(TINY), *words], prog_name="buju")


def test_a_small_plan_is_counted_as_by_hand() -> None:
    assert matrix("tiny").as_csv() == BY_HAND


def test_a_place_of_two_industries_counts_at_both_and_once_in_totals() -> None:
    tiny = plan_of("tiny")
    parks = [replace(park, industries=("agri", "med-drug")) for park in tiny.park_rows if park.park_id == "east-base"]
    tally = tally_plan(replace(tiny, park_rows=tuple(parks)), "unit", "industry")
    assert (tally.cells["990200", "agri"], tally.cells["990200", "med"]) == (1, 1)
    assert (tally.row_totals["990200"], tally.total, tally.several("industry")) == (1, 1, 1)
    assert tally.line() == "1 place: 1 of several industries, counted in each. Totals count each place once."


@pytest.mark.parametrize("name", [*PLANS, "tiny"])
def test_every_place_counts_once_in_the_rows_and_in_the_total(name: str) -> None:
    tally, parks = matrix(name), scene_of(name).parks
    assert tally.total == sum(tally.row_totals.values()) == len(parks)
    assert sum(tally.column_totals.values()) == sum(max(len(park.tops), 1) for park in parks)
    for head in tally.heads:
        assert tally.column_totals[head.id] == sum(tally.cells[row.id, head.id] for row in tally.rows.entries)


@pytest.mark.parametrize("name", [*PLANS, "tiny"])
def test_rows_are_the_land_units_of_the_map(name: str) -> None:
    rows = [row.id for row in matrix(name).rows.entries if row.id.isdigit()]
    assert rows == [unit.id for unit in scene_of(name).ground_units]


def test_rows_of_no_unit_are_those_that_stand_beside_the_map() -> None:
    totals, parks = matrix("heilongjiang").row_totals, scene_of("heilongjiang").parks
    stands = [park.stand for park in parks]
    assert (totals["region"], totals["silent"]) == (stands.count("region"), stands.count("nowhere"))


def test_a_place_counts_at_the_unit_in_which_its_adcode_lies() -> None:
    tiny = plan_of("tiny")
    codes = {"990101": "990100", "990177": "990100", "999900": "region", "880100": "outside", "": "silent"}
    assert {code: seat_of(tiny, code) for code in codes} == codes


def test_a_place_counts_in_each_of_its_zones() -> None:
    tally = tally_plan(plan_of("tiny"), "zone", "industry")
    assert [(row.id, tally.row_totals[row.id]) for row in tally.rows.entries] == [
        ("west-pole", 2),
        ("east-belt", 2),
        ("no-zone", 2),
    ]
    assert tally_plan(plan_of("changsha"), "zone").several("zone") > 0


def test_the_command_prints_the_matrix() -> None:
    done = buju("join", "tiny", "--by", "unit,industry")
    assert (done.exit_code, done.stdout) == (0, BY_HAND)
    assert done.stderr == "6 places. Totals count each place once.\n"


def test_json_holds_the_same_numbers() -> None:
    facts = json.loads(buju("join", "tiny", "--by", "unit,industry", "--json").stdout)
    rows = list(csv.DictReader(io.StringIO(BY_HAND)))
    assert [{key: int(row[key]) for key in ("med", "agri", "no-industry")} for row in rows[:-1]] == [
        row["counts"] for row in facts["rows"]
    ]
    assert [column["total"] for column in facts["columns"]] == [2, 1, 3]
    assert (facts["by"], facts["total"], facts["several"]) == (["unit", "industry"], 6, {"unit": 0, "industry": 0})


@pytest.mark.parametrize("by", ["unit", "zone", "industry", "industry,unit", "zone,industry"])
def test_other_ways_to_count(by: str) -> None:
    rows = list(csv.DictReader(io.StringIO(buju("join", "tiny", "--by", by).stdout)))
    assert next(iter(rows[0])) == by.split(",")[0]
    assert (rows[-1]["name"], rows[-1]["total"]) == ("合计", "6")
    assert json.loads(buju("--json", "join", "tiny", "--by", by).stdout)["by"] == by.split(",")


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("unit,industri", '"industri" is nothing that places are counted by. Did you mean "industry"?'),
        ("colour", '"colour" is nothing that places are counted by. One or two of: unit, zone, industry.'),
        ("", '"" is nothing that places are counted by. One or two of: unit, zone, industry.'),
        ("unit,unit", "Places are counted by one or two different things of: unit, zone, industry."),
        ("unit,zone,industry", "Places are counted by one or two different things of: unit, zone, industry."),
    ],
)
def test_what_is_no_way_to_count_is_a_wrong_call(by: str, told: str) -> None:
    done = buju("join", "tiny", "--by", by)
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"{told}\n")


def test_join_without_by_is_as_it_was() -> None:
    done = CliRunner().invoke(cli, ["--root", str(ROOT), "-q", "join", "changsha"])
    assert done.stdout.startswith("type,id,name,")
