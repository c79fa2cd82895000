"""What people do to a plan's files without knowing it, and what a check tells them to do about it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from test_check import FOLDERS, overlay

from geo.analysis.check import check_plan
from geo.cli import cli
from geo.model.plan import read_plan
from geo.space.geometry import area_km2, to_shape


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--root", str(root), *words])


def changed(root: Path, name: str, old: str, new: str) -> list[str]:
    """Return the errors and warnings of `tiny` after a text in one of its files was replaced."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [str(problem) for problem in check_plan("tiny", root) if problem.severity != "note"]


MET = {
    "a full-width separator": (
        "data/tiny/parks.csv",
        ",base,east-belt,",
        ",base,east-belt； west-pole,",
        'zones "east-belt； west-pole" is separated by the full-width ；. Write east-belt;west-pole.',
    ),
    "a number with its measure": (
        "data/tiny/targets.csv",
        ",1,2,个,",
        ",１２％,2,个,",
        'low "１２％" is no number. Write 12, and % as its measure.',
    ),
    "a distance with its unit": (
        "data/tiny/parks.csv",
        ",township,5,",
        ",township,5km,",
        'precision_km "5km" is no number. Write 5.',
    ),
    "a year with its word": (
        "data/tiny/targets.csv",
        ",2020,,plan",
        ",2020年,,plan",
        'year "2020年" is no number. Write 2020.',
    ),
    "Chinese quotes in TOML": (
        "data/tiny/plan.toml",
        'title = "方省生物经济规划"',
        "title = “方省生物经济规划”",
        'plan.toml:2: is not valid TOML: “ is no sign of it. Write name = "text" with plain " and =.',
    ),
    "a column by what people call it": (
        "data/tiny/parks.csv",
        "park_id,name,",
        "park_id,名称,",
        '"名称" is no column of this table. It seems to be "name".',
    ),
    "a key that stands twice": (
        "data/tiny/plan.toml",
        'title_en = "',
        'title = "又一个"\ntitle_en = "',
        "plan.toml:3: is not valid TOML: cannot overwrite a value. Keep one of them.",
    ),
    "a full-width sign of TOML": (
        "data/tiny/plan.toml",
        'number = "',
        'number ＝ "',
        "plan.toml:10: is not valid TOML: ＝ is no sign of it.",
    ),
}


@pytest.mark.parametrize("name", MET)
def test_what_is_nearly_right_is_told_how_to_be_written(name: str, tiny_root: Path) -> None:
    file, old, new, told = MET[name]
    found = changed(tiny_root, file, old, new)
    assert len([line for line in found if told in line]) == 1
    assert len(found) <= 2, found


@pytest.mark.parametrize(
    ("name", "keep"),
    [
        ("layers/tiny/zones.geojson", 0.5),
        ("layers/tiny/zones.geojson", 0.98),
        ("layers/tiny/units.geojson", 0.31),
        ("data/tiny/parks.csv", 0.9),
        ("data/tiny/plan.toml", 0.985),
    ],
)
def test_a_file_saved_by_half_is_no_stray_comma(name: str, keep: float, tiny_root: Path) -> None:
    path = tiny_root / name
    text = path.read_text(encoding="utf-8").rstrip()
    path.write_text(text[: int(len(text) * keep)], encoding="utf-8")
    found = [str(problem) for problem in check_plan("tiny", tiny_root) if problem.severity == "error"]
    assert len(found) == 1
    assert "in the middle" in found[0]
    assert "take the whole file again" in found[0]


def test_a_comma_too_many_is_still_that(tiny_root: Path) -> None:
    found = changed(tiny_root, "layers/tiny/zones.geojson", '"features": [', '"features": [,')
    assert len(found) == 1
    assert "zones.geojson:3: is not valid JSON" in found[0]


@pytest.mark.parametrize("copy", ["parks(1).csv", "parks - 副本.csv", "Parks.CSV.txt"])
def test_a_copy_beside_a_missing_table_is_named(copy: str, tiny_root: Path) -> None:
    folder = tiny_root / "data/tiny"
    (folder / "parks.csv").rename(folder / copy)
    assert [str(problem) for problem in check_plan("tiny", tiny_root)] == [
        f'data/tiny/parks.csv: is missing. There is "{copy}" beside it: rename that to parks.csv if it is the one.'
        "  [missing-file]"
    ]


def test_what_many_rows_say_is_told_once_with_their_places(tiny_root: Path) -> None:
    path = tiny_root / "data/tiny/targets.csv"
    rows = "".join(
        f"more-{at:03},zone,gone,产值,Output,target,ge,stock,,1,,亿元,2025,,plan,二,产值,\n" for at in range(320)
    )
    path.write_text(path.read_text(encoding="utf-8") + rows, encoding="utf-8")
    done = run(tiny_root, "check", "tiny")
    told = [line for line in done.stdout.splitlines() if "not-canonical" not in line]
    assert done.exit_code == 1
    assert len(told) == 2
    assert told[0].startswith("data/tiny/targets.csv:8: target more-000: ")
    assert told[0].endswith("[unknown-scope]")
    assert told[1].startswith("    and 319 more like it in data/tiny/targets.csv, lines 9, 10, 11, ")
    assert run(tiny_root, "check", "tiny", "--all").stdout.count("[unknown-scope]") == 320
    assert run(tiny_root, "check", "tiny", "--json").stdout.count("unknown-scope") == 320
    assert run(tiny_root, "check", "tiny", "--format", "github").stdout.count("unknown-scope") == 320


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("data/tiny/parks.csv", ",990101,", ",西北县,", 'Write "990101", its adcode.  [bad-id]'),
        ("data/tiny/parks.csv", ",990101,", ",西北,", 'Write "990101", its adcode.  [bad-id]'),
        ("layers/tiny/zones.geojson", '"990202"', '"东南县"', 'Write "990202", its adcode.  [unknown-unit]'),
    ],
)
def test_a_name_where_an_adcode_belongs_is_told_its_number(
    file: str, old: str, new: str, told: str, tiny_root: Path
) -> None:
    assert changed(tiny_root, file, old, new)[0].endswith(told)


def test_the_command_for_a_stale_outline_mends_it(tiny_root: Path) -> None:
    shutil.copytree(Path(__file__).parent / "broken/stale-union", tiny_root, dirs_exist_ok=True)
    (found,) = [problem for problem in check_plan("tiny", tiny_root) if problem.code == "stale-union"]
    command = found.hint.removeprefix("Run buju ").partition(",")[0]
    assert run(tiny_root, *command.split()).exit_code == 0
    assert [problem for problem in check_plan("tiny", tiny_root) if problem.code == "stale-union"] == []


HINTS = re.compile(r"buju (?:fmt|schematic|zone) tiny[^.,]*")


@pytest.mark.parametrize("code", FOLDERS)
def test_a_command_in_a_hint_mends_what_it_is_said_to_mend(code: str, tiny_root: Path) -> None:
    overlay(code, tiny_root)
    for problem in check_plan("tiny", tiny_root):
        for command in HINTS.findall(problem.hint):
            if problem.severity == "note" or "ID" in command or command.endswith("-h shows how"):
                continue
            done = run(tiny_root, *command.split()[1:])
            assert done.exit_code == 0, done.stderr
            left = [(each.code, each.where) for each in check_plan("tiny", tiny_root)]
            assert (problem.code, problem.where) not in left, command


def test_a_copy_of_a_plan_needs_another_id_and_nothing_else(tiny_root: Path) -> None:
    for part in ("data", "layers"):
        shutil.copytree(tiny_root / part / "tiny", tiny_root / part / "again")
    toml = tiny_root / "data/again/plan.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('id = "tiny"', 'id = "again"'), encoding="utf-8")
    assert [each.code for each in check_plan("again", tiny_root) if each.severity != "note"] == ["not-canonical"]
    assert run(tiny_root, "fmt", "again").exit_code == 0
    told = [[str(each).replace("again", "tiny") for each in check_plan(name, tiny_root)] for name in ("tiny", "again")]
    assert told[0] == told[1]
    assert {row.scope_id for row in read_plan("again", tiny_root).target_rows if row.scope == "plan"} == {"again"}


def test_what_is_in_the_plan_is_not_the_plan(tiny_root: Path) -> None:
    (found,) = changed(tiny_root, "data/tiny/targets.csv", "plan,tiny,", "plan,west-pole,")
    assert '"west-pole" is no plan of this plan. That is the id of another kind: write "zone" in scope.' in found


def test_a_map_without_its_neighbours_says_so(tiny_root: Path, tmp_path: Path) -> None:
    done = run(tiny_root, "map", "tiny", "-o", str(tmp_path / "tiny.html"))
    assert "layers/base: provinces.geojson and lines.geojson are missing, so no neighbours are drawn." in done.stderr


@pytest.fixture
def sent(tiny_root: Path, tmp_path: Path) -> Path:
    """Return the places of `tiny` as a CSV that somebody got."""
    path = tmp_path / "sent.csv"
    assert run(tiny_root, "export", "tiny", "-o", str(path), "--layer", "parks").exit_code == 0
    return path


def test_a_table_in_gbk_is_told_how_to_be_saved(tiny_root: Path, sent: Path) -> None:
    sent.write_bytes(sent.read_text(encoding="utf-8-sig").encode("gbk"))
    told = run(tiny_root, "import", str(sent), "--plan", "tiny", "--layer", "parks").stderr
    assert told.endswith('its texts are no UTF-8. Save it as UTF-8 (in Excel: "CSV UTF-8").\n')


def test_an_import_writes_no_name_where_an_adcode_belongs(tiny_root: Path, sent: Path) -> None:
    sent.write_text(sent.read_text(encoding="utf-8-sig").replace("990101", "西北县"), encoding="utf-8")
    before = (tiny_root / "data/tiny/parks.csv").read_bytes()
    told = f'{sent}: park west-park: "西北县" is no adcode. Write "990101", its adcode.  [bad-id]'
    words = ("import", str(sent), "--plan", "tiny", "--layer", "parks")
    assert told in run(tiny_root, *words).stderr
    refused = run(tiny_root, *words, "--apply")
    assert refused.exit_code == 1
    assert told in refused.stderr
    assert (tiny_root / "data/tiny/parks.csv").read_bytes() == before


def test_a_moved_outline_says_what_it_gained_and_lost_and_where(tiny_root: Path, tmp_path: Path) -> None:
    path = tmp_path / "zones.geojson"
    assert run(tiny_root, "export", "tiny", "-o", str(path), "--layer", "zones").exit_code == 0
    document = json.loads(path.read_text(encoding="utf-8"))
    pole = next(feature for feature in document["features"] if feature["properties"]["zone"] == "west-pole")
    pole["geometry"] = {
        "type": "Polygon",
        "coordinates": [[[110.0, 30.0], [111.1, 30.0], [111.1, 31.9], [110.0, 31.9], [110.0, 30.0]]],
    }
    path.write_text(json.dumps(document), encoding="utf-8")
    told = run(tiny_root, "import", str(path), "--plan", "tiny", "--layer", "zones").stdout
    box = to_shape(
        {"type": "Polygon", "coordinates": [[[111, 30], [111.1, 30], [111.1, 31.9], [111, 31.9], [111, 30]]]}
    )
    assert box is not None
    assert f": {area_km2(box):,.2f} km2 gained and " in told
    assert " km2 lost, most of it near 111.05, " in told
