"""Targets against actuals: each operator said right, years and pace reckoned by hand, and nothing known is no zero."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from reading import plan_of

import geo
from geo.analysis.pace import Progress, progress_of, time_of
from geo.analysis.progress import plan_progress
from geo.cli import cli
from geo.model.errors import UsageError
from geo.model.schema import Actual

AIM = next(row for row in plan_of("tiny").target_rows if row.target_id == "output")


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--root", str(root), "progress", *words], prog_name="buju")


def actual(value: float, as_of: str = "2021", operator: str = "") -> Actual:
    return Actual(target_id="output", as_of=as_of, operator=operator, value=value, source="atlas")


def aimed(operator: str, low: float, reached: str, **more: Any) -> Progress:
    """Return a target of 2025 of which `reached` (``> 20``) was reached in 2021."""
    *printed, number = reached.split()
    operators = {">": "gt", "<": "lt", "≥": "ge", "≤": "le", "约": "approx"}
    target = replace(AIM, operator=operator, low=low, **more)
    found = actual(float(number), operator=operators[printed[0]] if printed else "")
    return progress_of(target, [target], [found], 2021)


@pytest.mark.parametrize(
    ("operator", "low", "reached", "state", "share"),
    [
        ("ge", 300, "300", "reached", 100),
        ("ge", 300, "299", "short", 99.6667),
        ("ge", 300, "> 299", "untold", 99.6667),
        ("ge", 300, "< 300", "short", 100),
        ("gt", 300, "300", "short", 100),
        ("gt", 300, "> 300", "reached", 100),
        ("gt", 300, "≥ 300", "untold", 100),
        ("le", 300, "300", "kept", 100),
        ("le", 300, "301", "exceeded", 100.3333),
        ("le", 300, "> 200", "untold", 66.6667),
        ("lt", 300, "300", "exceeded", 100),
        ("lt", 300, "< 300", "kept", 100),
        ("eq", 300, "约 240", "short", 80),
        ("eq", 300, "330", "reached", 110),
        ("approx", 20, "20", "reached", 100),
        ("magnitude", 1000, "999", "short", 99.9),
        ("magnitude", 1000, "1000", "reached", 100),
        ("rank", 1, "2", "short", None),
        ("rank", 2, "1", "reached", None),
    ],
)
def test_each_operator_is_said_right(operator: str, low: float, reached: str, state: str, share: float | None) -> None:
    found = aimed(operator, low, reached)
    assert found.state == state
    assert found.share == (share if share is None else pytest.approx(share, abs=1e-4))


@pytest.mark.parametrize(
    ("reached", "state", "share"), [("2", "short", 66.67), ("4", "reached", None), ("6", "beyond", 120)]
)
def test_a_range_has_two_ends(reached: str, state: str, share: float | None) -> None:
    found = aimed("range", 3, reached, high=5.0)
    assert (found.state, found.share) == (state, share if share is None else pytest.approx(share, abs=0.01))


def test_years_are_counted_to_their_ends_and_never_from_today() -> None:
    assert [time_of(text) for text in ("2021", "2021-12", "2021-12-31", "2020-02-29")] == [
        2022,
        2022,
        2022,
        2020 + 60 / 366,
    ]
    found = aimed("ge", 300, "240")
    assert (found.years_left, found.pace_needed) == (4, 15)
    assert found.growth_needed == pytest.approx(100 * ((300 / 240) ** 0.25 - 1))


def test_what_is_over_is_missed_or_reached() -> None:
    def after(value: float) -> Progress:
        return progress_of(AIM, [AIM], [actual(value, "2025")], 2021)

    assert (after(299).state, after(299).years_left, after(299).pace_needed) == ("missed", 0, None)
    assert after(300).state == "reached"


def test_the_latest_counts_and_the_others_give_the_pace_so_far() -> None:
    found = progress_of(AIM, [AIM], [actual(240, "2023-06"), actual(200, "2021"), actual(100, "2020")], 2021)
    assert [each.as_of for each in found.actuals] == ["2020", "2021", "2023-06"]
    assert (found.value, found.pace_so_far, found.pace_needed) == (240, 56, 24)


def test_what_is_to_be_added_counts_from_the_beginning_of_the_plan() -> None:
    target = replace(AIM, mode="new", measure="个", low=25.0)
    found = progress_of(target, [target], [actual(10, "2022")], 2021)
    assert (found.pace_so_far, found.pace_needed, found.growth_needed) == (5, 5, None)


def test_a_baseline_is_the_first_point_and_tells_what_is_to_fall() -> None:
    start = replace(AIM, target_id="start", kind="baseline", operator="eq", low=400.0, year=2020)
    target = replace(AIM, operator="eq")
    found = progress_of(target, [target, start], [actual(380, "2021")], 2021)
    assert (found.state, found.share, found.pace_needed, found.pace_so_far) == ("short", None, -20, -20)
    assert progress_of(start, [target, start], [actual(380, "2021")], 2021).state == "since"


def test_growth_is_kept_and_not_caught_up_with() -> None:
    found = aimed("ge", 8, "6", measure="%", indicator="营业收入年均增速")
    assert (found.state, found.share, found.pace_needed) == ("short", None, None)


def test_no_growth_leads_up_from_below_zero() -> None:
    assert aimed("ge", 300, "-3").growth_needed is None
    assert aimed("ge", 300, "-3").pace_needed == pytest.approx(303 / 4)


def test_nothing_known_is_none_and_never_zero() -> None:
    rows = {row["target_id"]: row for row in plan_progress(plan_of("tiny")).as_dicts()}
    empty = rows["output-west"]
    assert (empty["state"], empty["as_of"], empty["series"]) == ("no-data", "", [])
    assert {empty[name] for name in ("value", "share", "years_left", "pace_needed", "pace_so_far")} == {None}
    assert rows["output"]["value"] == 240


def test_the_command_prints_a_table_csv_and_json_of_the_same(tiny_root: Path) -> None:
    text, table = run(tiny_root, "tiny"), run(tiny_root, "tiny", "--csv")
    assert "80%" in text.stdout
    assert text.stderr == "1 of 5 targets with an actual: 1 not yet reached.\n"
    rows = {row["target_id"]: row for row in csv.DictReader(io.StringIO(table.stdout))}
    assert (rows["output"]["share"], rows["output"]["series"], rows["labs"]["value"]) == ("80", "2021:240", "")
    told = json.loads(run(tiny_root, "tiny", "--json").stdout)
    assert [row["target_id"] for row in told] == list(rows)
    assert geo.plan_progress(geo.read_plan("tiny", tiny_root)).as_dicts() == told


def test_a_plan_of_which_nothing_was_reached_says_so(tiny_root: Path) -> None:
    (tiny_root / "data/tiny/actuals.csv").unlink()
    found = run(tiny_root, "tiny")
    assert found.stdout == "No actuals: nobody has said yet what was reached.\n"
    assert found.stderr == "0 of 5 targets with an actual.\n"


@pytest.mark.parametrize(
    ("by", "counts"),
    [
        ("zone", {"west-pole": 2, "east-belt": 2, "no-zone": 1, "total": 5}),
        ("unit", {"990100": 1, "990200": 1, "region": 3, "total": 5}),
        ("industry", {"med": 1, "agri": 0, "no-industry": 4, "total": 5}),
    ],
)
def test_targets_are_counted_by_how_they_stand(tiny_root: Path, by: str, counts: dict[str, int]) -> None:
    rows = list(csv.DictReader(io.StringIO(run(tiny_root, "tiny", "--by", by).stdout)))
    assert {row[by]: int(row["total"]) for row in rows} == counts
    assert (rows[-1]["short"], rows[-1]["no-data"]) == ("1", "4")


def test_a_unit_has_its_own_targets(tiny_root: Path) -> None:
    told = json.loads(run(tiny_root, "tiny", "--unit", "西市", "--json").stdout)
    assert [row["target_id"] for row in told] == ["output-west", "park-size"]


def test_a_wrong_way_to_count_is_refused_with_those_there_are(tiny_root: Path) -> None:
    found = run(tiny_root, "tiny", "--by", "zones")
    assert found.exit_code == 2
    assert 'Did you mean "zone"?' in found.stderr
    with pytest.raises(UsageError):
        plan_progress(plan_of("tiny")).tally("park")


def test_the_sheet_to_fill_in_has_every_target_with_its_last_actual(tiny_root: Path, tmp_path: Path) -> None:
    path = tmp_path / "actuals.xlsx"
    assert run(tiny_root, "tiny", "--template", str(path)).stdout == f"{path}\n"
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:3] == ["规划指标", "文献", "实际数"]
    assert book.index(book.active) == 2
    head, own, *asked = book["实际数"].iter_rows(values_only=True)
    assert own[head.index("实际数")] == 240
    rows = [dict(zip(head, row, strict=True)) for row in asked]
    assert [row["对应指标"] for row in rows] == ["output", "output-east", "output-west", "labs", "park-size"]
    assert {row["采纳"] for row in rows} == {row["实际数"] for row in rows} == {None}
    assert rows[0]["原文"] == "方省：总产值 ≥ 300 亿元（2025 年）；最近 240 亿元（2021）"
    assert rows[3]["原文"] == "东北县：实验室 1–2 个；无实际数"


def test_rows_that_are_filled_in_and_ticked_go_into_the_plan(tiny_root: Path, tmp_path: Path) -> None:
    path = tmp_path / "actuals.xlsx"
    run(tiny_root, "tiny", "--template", str(path))
    book = openpyxl.load_workbook(path)
    sheet = book["实际数"]
    places = {cell.value: cell.column for cell in sheet[1]}
    row = next(cells[0].row for cells in sheet.iter_rows() if cells[places["对应指标"] - 1].value == "labs")
    for head, value in {"采纳": "√", "截至": "2022", "实际数": 2, "文献": "plan"}.items():
        sheet.cell(row, places[head]).value = value
    book.save(path)
    assert CliRunner().invoke(cli, ["--root", str(tiny_root), "workbook", "tiny", "--apply", str(path)]).exit_code == 0
    lines = (tiny_root / "data/tiny/actuals.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert lines == ["labs,2022,,2,个,plan,", "output,2021,,240,,atlas,"]


@pytest.mark.parametrize("call", ["progress tiny", "show tiny", "compare tiny"])
def test_a_number_of_an_unknown_scope_stands_last(tiny_root: Path, call: str) -> None:
    table = tiny_root / "data/tiny/targets.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("labs,unit,", "labs,planet,"), encoding="utf-8")
    assert CliRunner().invoke(cli, ["--root", str(tiny_root), *call.split()]).exit_code == 0
    found = [row.target for row in plan_progress(geo.read_plan("tiny", tiny_root)).rows if row.target.kind == "target"]
    assert (found[0].scope, found[-1].scope) == ("plan", "planet")


def test_show_and_compare_say_what_was_reached(tiny_root: Path) -> None:
    shown = CliRunner().invoke(cli, ["--root", str(tiny_root), "show", "tiny"]).stdout
    assert re.search(r"240 亿元 +2021 +80%", shown)
    assert "1 of 5 targets with an actual" in shown
    told = json.loads(CliRunner().invoke(cli, ["--root", str(tiny_root), "show", "tiny", "--json"]).stdout)
    assert [(row["target_id"], row["value"]) for row in told["progress"]] == [("output", 240)]
    compared = CliRunner().invoke(cli, ["--root", str(tiny_root), "compare", "tiny"]).stdout
    assert "≥ 300 亿元（2025），实际 240 亿元（截至 2021" in compared
