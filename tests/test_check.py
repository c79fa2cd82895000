"""Each rule finds what it is for, where it is, in words that tell what to do; and nothing in a sound plan."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from geo.analysis.check import READING, RULES, check_plan
from geo.analysis.rules.ids import circular
from geo.analysis.rules.lookup import Lookup
from geo.analysis.rules.places import same_names
from geo.analysis.rules.slogans import slogan_count
from geo.model.errors import PlanError, RootError
from geo.model.plan import read_plan, shipped_root

BROKEN = Path(__file__).parent / "broken"
FOLDERS = sorted(path.name for path in BROKEN.iterdir())
CODES = [rule.code for rule in RULES] + list(READING)
WITHOUT_FOLDER = {"not-a-file", "too-large"}
"""A special file and one of 64 MB cannot stand in a repository; test_files.py makes them."""
TINY_NOTES = {
    "data/tiny/parks.csv: note: 3 of 6 places have no coordinates (county 1, prefecture 1, none 1)."
    " They are listed at their unit and never drawn.  [unlocated]",
    "data/tiny/plan.toml:1: note: plan: layers/base: provinces.geojson and lines.geojson are missing,"
    f" so no neighbours are drawn. Copy the folder layers/base from {shipped_root()}.  [no-context]",
    "data/tiny/parks.csv: note: whether they lie in their unit was not checked for 1 place (far-lab)."
    " Add the outlines of their units to units.geojson to have it checked.  [unchecked-adcode]",
}


def overlay(code: str, root: Path) -> None:
    """Break a copy of `tiny`: put the folder's files over it, and remove what absent.txt names."""
    folder = BROKEN / code
    absent = folder / "absent.txt"
    for name in absent.read_text(encoding="utf-8").split() if absent.exists() else []:
        (root / name).unlink()
    for part in ("data", "layers"):
        if (folder / part).exists():
            shutil.copytree(folder / part, root / part, dirs_exist_ok=True)


def test_each_rule_has_a_folder_and_each_folder_a_rule() -> None:
    assert len(CODES) == len(set(CODES))
    assert set(FOLDERS) == set(CODES) - WITHOUT_FOLDER


@pytest.mark.parametrize("code", FOLDERS)
def test_a_broken_plan_gives_the_expected_lines(code: str, tiny_root: Path) -> None:
    overlay(code, tiny_root)
    found = [str(problem) for problem in check_plan("tiny", tiny_root)]
    told = (BROKEN / code / "expected.txt").read_text(encoding="utf-8")
    expected = told.replace("{shipped}", str(shipped_root())).splitlines()
    assert [line for line in found if line not in TINY_NOTES] == expected
    assert any(line.endswith(f"[{code}]") for line in expected)


def test_tiny_is_clean_but_for_its_notes(tiny_root: Path) -> None:
    assert {str(problem) for problem in check_plan("tiny", tiny_root)} == TINY_NOTES


def test_a_plan_in_memory_gives_the_same_findings_as_its_id(tiny_root: Path) -> None:
    overlay("bad-year", tiny_root)
    assert check_plan(read_plan("tiny", tiny_root)) == check_plan("tiny", tiny_root)


def test_findings_are_sorted_and_each_is_one_line_with_a_hint() -> None:
    for code in FOLDERS:
        for line in (BROKEN / code / "expected.txt").read_text(encoding="utf-8").splitlines():
            assert re.fullmatch(r"(data|layers)/\S+?(:\d+)?: .+[.?]  \[[a-z-]+\]", line), line
            assert re.search(r"\. [^.].*  \[", line), f"no hint: {line}"


def test_a_plan_that_cannot_be_read_gives_all_that_stops_it(tiny_root: Path) -> None:
    (tiny_root / "data/tiny/parks.csv").unlink()
    (tiny_root / "layers/tiny/zones.geojson").write_text("{", encoding="utf-8")
    with pytest.raises(PlanError) as raised:
        read_plan("tiny", tiny_root)
    found = check_plan("tiny", tiny_root)
    assert found == raised.value.problems
    assert [problem.code for problem in found] == ["missing-file", "bad-json"]


def test_an_unknown_plan_is_no_finding(tiny_root: Path) -> None:
    with pytest.raises(RootError, match='no plan "tinny"'):
        check_plan("tinny", tiny_root)


def test_rules_say_what_must_hold() -> None:
    for rule in RULES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.code)
        assert rule.meaning.endswith(".")


LOCATORS = {
    "序": True,
    "四(二)": True,
    "三(一)2": True,
    "三(一)2(3)": True,
    "二": True,
    "专栏3": True,
    "答3": True,
    "附件6": True,
    "附件6二(一)": True,
    "第四章第二节": True,
    "第三篇第六章第一节": True,
    "四（二）": False,
    "四 (二)": False,
    "四、(二)": False,
    "专栏三": False,
    "第3页": False,
    "p. 3": False,
}


@pytest.mark.parametrize("locator", LOCATORS)
def test_the_form_of_locators(locator: str, tiny_root: Path) -> None:
    path = tiny_root / "data/tiny/parks.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("专栏3", locator), encoding="utf-8")
    found = [problem.code for problem in check_plan("tiny", tiny_root) if problem.severity == "error"]
    assert found == ([] if LOCATORS[locator] else ["bad-locator"])


def replaced(root: Path, name: str, old: str, new: str) -> list[str]:
    """Return the codes of errors and warnings, sorted, after a text in one file was replaced."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return sorted(problem.code for problem in check_plan("tiny", root) if problem.severity != "note")


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("一极、一带", "多极、一带", ["slogan-count"]),
        ("一极、一带", "一极", ["slogan-count"]),
        ("一极、一带", "一极、一带、两翼", ["slogan-count"]),
        ("一极、一带", "", []),
        ("一极、一带", "高质量发展", ["slogan-count"]),
        ("一极、一带", "1极+１带", ["slogan-count"] * 2),
        ("一极、一带", "一极引领、一带支撑", []),
        ('name = "一带"', 'name = "一带支撑"', ["slogan-count"]),
        ("一极、一带", "1+1", []),
        ("一极、一带", "1+2", ["slogan-count", "slogan-words"]),
        ("一极、一带", "1+1+N", ["slogan-count"]),
        ('name = "一带"', 'name = "两带"', ["slogan-count"]),
        ('"990000"', '"990001"', ["unknown-unit"]),
        ("[2021, 2025]", "[2025, 2021]", ["bad-year"]),
        ("[2021, 2025]", "[2021]", ["bad-year"]),
        ('id = "tiny"', 'id = "tinny"', ["bad-id"]),
        ('number = "方政〔2022〕1号"', 'nummer = "方政〔2022〕1号"', ["unknown-column"]),
        ("issued = 2022-03-22", "issued = 2022", ["bad-value"]),
        ('review_number = ""', "review_number = 2024", ["bad-value"]),
        ('region_adcode = "990000"', 'region_adcode = "99"', ["bad-id", "unknown-unit"]),
    ],
)
def test_findings_in_the_header(tiny_root: Path, old: str, new: str, codes: list[str]) -> None:
    assert replaced(tiny_root, "data/tiny/plan.toml", old, new) == codes


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("113,31,seat", "31,113,seat", ["swapped-lonlat"]),
        ("111.5,30.5", "87.6,43.8", ["outside-adcode", "outside-zones"]),
        ("111.5,30.5", "200,30.5", ["bad-coordinates"]),
        ("111.5,30.5", "30.5,111.5", ["swapped-lonlat"]),
        ("111.5,30.5", "0,90", ["outside-adcode", "outside-zones"]),
        ("111.5,30.5,township,5", "112.05,30.5,township,5", []),
        ("111.5,30.5,township,5", "112.06,30.5,township,5", ["outside-adcode"]),
        ("111.5,30.5,township,5,atlas,,", "115,30.5,township,5,atlas,,合作单位", []),
        ("township,5,atlas", "township,5,", ["located-by"]),
        ("township,5,atlas", "township,0,atlas", ["missing-precision"]),
        ("township,5,atlas", "township,1000000000,atlas", ["missing-precision"]),
        ("880100,113,31,seat,10,knowledge,,合作", "880100,,,none,,,outside,合作", ["basis-coordinates"]),
        ("880100,113,31,seat,10,knowledge,,合作", "110000,,,prefecture,,,outside,合作", []),
        ("990201,,,county", ",,,county", ["basis-coordinates"]),
        ("880100,113,31", "88o100,113,31", ["bad-id"]),
        (
            "990201,,,county,,,not-found",
            "990201,111.5,31.5,county,,,",
            ["basis-coordinates", "located-by", "missing-precision"],
        ),
        ("county,,,not-found", "county,,,", ["unlocated-reason"]),
        ("county,,,not-found", "county,,,lost", ["unknown-choice"]),
        ("site,1,atlas:12,,", "site,1,atlas:12,silent,", ["unlocated-reason"]),
        ("990201,,,county,,", "990201,,,county,,atls", ["located-by"]),
        ("east-farm,东北农场", "east-farm,西北生物园", ["same-name"]),
        ("county,,,not-found,,,", "county,,,not-found,,east-farm,", ["circular"]),
    ],
)
def test_findings_among_places(tiny_root: Path, old: str, new: str, codes: list[str]) -> None:
    assert replaced(tiny_root, "data/tiny/parks.csv", old, new) == codes


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("west-cluster,", "west-clutser,", ["unknown-park"]),
        ("2023-06", "2023年6月", ["bad-date"]),
        ("2023-06", "2023-13", ["bad-date"]),
        ("2023-06", "", ["missing-value"]),
        ("existing", "opened", ["unknown-choice"]),
        ("existing", "unstated", ["unknown-choice"]),
        ("existing,atlas", "existing,atls", ["unknown-source"]),
        ("existing,atlas", "existing,", ["no-source"]),
        ("\nwest-cluster", "\nwest-cluster,2023-06,planned,plan,\nwest-cluster", ["duplicate-row", "not-canonical"]),
        ("\nwest-cluster", "\nwest-cluster,2022,planned,plan,\nwest-cluster", []),
    ],
)
def test_findings_among_later_states(tiny_root: Path, old: str, new: str, codes: list[str]) -> None:
    assert replaced(tiny_root, "data/tiny/status.csv", old, new) == codes


def test_parks_whose_names_are_missing_do_not_share_one(tiny_root: Path) -> None:
    plan = read_plan("tiny", tiny_root)
    nameless = replace(plan, park_rows=tuple(replace(park, name="") for park in plan.park_rows))
    assert list(same_names(Lookup(nameless))) == []


def test_sites_of_one_place_may_share_a_name(tiny_root: Path) -> None:
    path = "data/tiny/parks.csv"
    assert replaced(tiny_root, path, "county,,,not-found,,,", "county,,,not-found,,west-park,") == []
    assert replaced(tiny_root, path, "east-farm,东北农场", "east-farm,西北生物园") == []


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("magnitude,stock,,100", "magnitude,stock,,150", ["number-missing"]),
        ("rank,stock,,1,", "rank,stock,,1.5,", ["number-missing"]),
        ("rank,stock,,1,", "rank,stock,,,", ["number-missing"]),
        ("rank,stock,,1,", "rank,stock,,1,2", ["number-missing"]),
        ("range,new,,1,2", "range,new,,,", ["number-missing"]),
        (",位,2020", ",位,2031", ["bad-year"]),
        ("100,,亿元,2025,output", "100,,亿元,2019,output", ["bad-year"]),
        ("zone,west-pole", "park,west-pole", ["unknown-scope"]),
        ("plan,tiny", "plan,huge", ["not-canonical"]),
    ],
)
def test_findings_among_numbers(tiny_root: Path, old: str, new: str, codes: list[str]) -> None:
    assert replaced(tiny_root, "data/tiny/targets.csv", old, new) == codes


def test_a_number_of_an_older_document_may_aim_at_a_year_before_the_period(tiny_root: Path) -> None:
    path = "data/tiny/targets.csv"
    assert replaced(tiny_root, path, "100,,亿元,2025,output", "100,,亿元,2019,output") == ["bad-year"]
    assert replaced(tiny_root, "data/tiny/sources.csv", "2022-03-22", "2016") == []


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ('"basis": "admin-union"', '"basis": "sketch"', []),
        ('"precision_km": 1.0', '"precision_km": null', ["missing-precision", "missing-precision"]),
        ('"members": ["990100"]', '"members": []', ["stale-union"]),
        ('"members": ["990100"]', '"members": ["990101", "990102"]', []),
        ("111.0, 30.0", "111.00001, 30.0", ["stale-union", "stale-union"]),
        ("111.0, 32.0],\n[111.0, 31.0", "111.0, 32.0],\n[110.5, 31.0", ["partition-overlap", "stale-union"]),
        ("110.0, 31.0", "110.0, 31.5", ["stale-union"]),
        ("112.0", "212.0", ["bad-coordinates"]),
    ],
)
def test_findings_among_zones(tiny_root: Path, old: str, new: str, codes: list[str]) -> None:
    assert replaced(tiny_root, "layers/tiny/zones.geojson", old, new) == codes


def test_a_partition_of_zones_that_are_not_drawn_leaves_all_of_the_region(tiny_root: Path) -> None:
    path = tiny_root / "layers/tiny/zones.geojson"
    document = json.loads(path.read_text(encoding="utf-8"))
    for feature in document["features"]:
        feature["geometry"] = None
        feature["properties"]["basis"] = "none"
    path.write_text(json.dumps(document), encoding="utf-8")
    (gap,) = [problem for problem in check_plan("tiny", tiny_root) if problem.code == "partition-gap"]
    assert gap.message.startswith("the zones leave 42,")


def test_land_that_is_no_unit_leaves_no_gap_in_a_partition(tiny_root: Path) -> None:
    (tiny_root / "layers/tiny/zones.geojson").write_text(
        (BROKEN / "partition-gap/layers/tiny/zones.geojson").read_text(encoding="utf-8"), encoding="utf-8"
    )
    assert "partition-gap" in {problem.code for problem in check_plan("tiny", tiny_root)}
    assert "partition-gap" not in replaced(tiny_root, "layers/tiny/units.geojson", "西南县", "西山马场")


@pytest.mark.parametrize(("date", "codes"), [("2022-02-29", ["bad-date"]), ("2024-02-29", []), ("²²²²", ["bad-date"])])
def test_dates_are_those_of_the_calendar(tiny_root: Path, date: str, codes: list[str]) -> None:
    assert replaced(tiny_root, "data/tiny/sources.csv", "2022-03-22", date) == codes


def slogan_findings(root: Path, slogan: str, *names: str) -> list[str]:
    """Return what is wrong with a slogan where each group, by its name, has two zones."""
    plan = read_plan("tiny", root)
    groups = [replace(plan.groups[0], group=f"g{at}", name=name) for at, name in enumerate(names)]
    zones = [
        replace(plan.zone_rows[0], zone=f"{group.group}-{at}", group=group.group) for group in groups for at in "ab"
    ]
    made = replace(plan, header=replace(plan.header, slogan=slogan), groups=tuple(groups), zone_rows=tuple(zones))
    return [finding.message for finding in slogan_count(Lookup(made))]


def test_groups_are_named_as_the_slogan_prints_them(tiny_root: Path) -> None:
    assert slogan_findings(tiny_root, "双核、二带", "双核", "二带") == []
    assert slogan_findings(tiny_root, "双核", "两核") == ['its name "两核" is 双核 in the slogan']


def test_a_word_may_stand_in_the_slogan_twice(tiny_root: Path) -> None:
    assert slogan_findings(tiny_root, "两区一带两园", "两区", "两带", "两园") == [
        "the slogan counts 1 (一带), and 2 zones are in that group: g1-a, g1-b",
        'its name "两带" is 一带 in the slogan',
    ]
    assert slogan_findings(tiny_root, "两区、二区", "两区", "二区") == []


def test_loops_are_found_once_and_long_chains_at_once(tiny_root: Path) -> None:
    plan = read_plan("tiny", tiny_root)

    def loops(above: dict[str, str]) -> list[str]:
        parks = [replace(plan.park_rows[0], park_id=park, part_of=whole) for park, whole in above.items()]
        return [finding.message for finding in circular(Lookup(replace(plan, park_rows=tuple(parks))))]

    assert loops({"d": "b", "b": "c", "c": "a", "a": "b", "e": "e", "f": "", "": "f"}) == [
        "part_of leads back to itself: a → b → c → a",
        "part_of leads back to itself: e → e",
    ]
    assert loops({f"p{at}": f"p{at + 1}" for at in range(20_000)}) == []


def test_a_layer_in_latitude_before_longitude_is_told_as_such(tiny_root: Path) -> None:
    path = tiny_root / "layers/tiny/units.geojson"
    text = re.sub(r"\[(\d+\.\d+), (\d+\.\d+)\]", r"[\2, \1]", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    codes = [problem.code for problem in check_plan("tiny", tiny_root) if problem.severity == "error"]
    assert codes == ["swapped-lonlat"] * 7


def test_an_unreadable_number_is_told_once(tiny_root: Path) -> None:
    path = tiny_root / "data/tiny/parks.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("111.5,", "111°30′,"), encoding="utf-8")
    found = [problem for problem in check_plan("tiny", tiny_root) if problem.severity == "error"]
    assert [problem.code for problem in found] == ["bad-value"]
    assert 'lon "111°30′" is no number' in found[0].message
