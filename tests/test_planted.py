"""Forty things that people do to a plan's files, all at once: told on one screen, each with its mend."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from geo.analysis.check import check_plan
from geo.cli import cli
from geo.model.errors import Problem

SCREEN = 50
"""Lines of a terminal."""


class Fault(NamedTuple):
    """A text in a file of `tiny` and what somebody makes of it; the rule that finds it, and what it says to do."""

    file: str
    right: str
    wrong: str
    code: str
    mend: str


PARKS, TARGETS, ZONES, UNITS = (
    "data/tiny/parks.csv",
    "data/tiny/targets.csv",
    *(f"layers/tiny/{name}.geojson" for name in ("zones", "units")),
)
TOML = "data/tiny/plan.toml"
WIDE = "output-wide,zone,west-pole,产值,Output,target,ge,stock,,300,,亿元,,,plan,四(一),300亿元,"

FAULTS = [
    Fault(PARKS, ",base,east-belt,", ",base,east-belt；west-pole,", "bad-value", "Write east-belt;west-pole."),
    Fault(PARKS, ",township,5,", ",township,5km,", "bad-value", "Write 5."),
    Fault(PARKS, ",990101,", ",西北县,", "bad-id", 'Write "990101", its adcode'),
    Fault(PARKS, ",880100,", ",230199,", "unknown-adcode", 'Did you mean "230129"?'),
    Fault(PARKS, "西园,park,", "西园,prak,", "unknown-choice", 'Did you mean "park"?'),
    Fault(PARKS, ",med-drug,", ",med-durg,", "unknown-industry", 'Did you mean "med-drug"?'),
    Fault(PARKS, ",cluster,west-pole,", ",cluster,west-pol,", "unknown-zone", 'Did you mean "west-pole"?'),
    Fault(PARKS, ",atlas:12,", ",atls:12,", "located-by", 'Did you mean "atlas"?'),
    Fault(PARKS, ",10,knowledge,", ",5,knowledge,", "located-by", "Write precision_km 10 or more"),
    Fault(PARKS, "农场,Dongbei Farm,", "农场,,", "missing-value", "Give it: English name."),
    Fault(PARKS, "3,东北农场,", f"3,{'东北农场' * 6},", "long-anchor", "Keep the words that find the place"),
    Fault(PARKS, "plan,序,生物", "plan,四（二）,生物", "bad-locator", 'Write "四(二)".'),
    Fault(PARKS, "none,,,silent,,,,", "none,,,,,,,", "unlocated-reason", "Write in unlocated one of:"),
    Fault(PARKS, ",113,31,", ",31,113,", "swapped-lonlat", "Write lon 113, lat 31."),
    Fault(TARGETS, ",1,2,个,", ",12％,2,个,", "bad-value", "Write 12, and % as its measure."),
    Fault(TARGETS, ",2020,,plan", ",2020年,,plan", "bad-value", "Write 2020."),
    Fault(TARGETS, ",1-2个实验室,", ",1月2日,", "date-anchor", "Write the words of the text again"),
    Fault(
        TARGETS, "\npark-size", "\n合计,,,,,,,,,700,,亿元,,,,,,\npark-size", "sum-row", "Remove it: sums are computed."
    ),
    Fault(TARGETS, ",300,,亿元,", ",300,,万元,", "measure-slip", "Check the measure of both against the text."),
    Fault(TARGETS, "\nseed", f"\n{WIDE}\nseed", "missing-year", "Right where the text names none."),
    Fault(TARGETS, "group,belt,", "group,belts,", "unknown-scope", 'Did you mean "belt"?'),
    Fault(TARGETS, "2025,output,plan,四(一)", "2025,outptu,plan,四(一)", "unknown-target", 'Did you mean "output"?'),
    Fault(TARGETS, "magnitude,stock", "range,stock", "number-missing", "Give both ends, or choose another operator."),
    Fault(TARGETS, "元,2025,,plan", "元,2205,,plan", "bad-year", "Mend the year, or leave it empty."),
    Fault(
        "data/tiny/citations.csv", "park,west-park", "park,west-prak", "unknown-subject", 'Did you mean "west-park"?'
    ),
    Fault("data/tiny/citations.csv", ",name,plan,", ",name,plann,", "unknown-source", 'Did you mean "plan"?'),
    Fault("data/tiny/sources.csv", ",2021,", ",2021年,", "bad-date", "Write YYYY, YYYY-MM or YYYY-MM-DD."),
    Fault("data/tiny/actuals.csv", ",2021,", ",2021年,", "bad-date", "Write YYYY, YYYY-MM or YYYY-MM-DD."),
    Fault("data/tiny/status.csv", ",existing,", ",exsiting,", "unknown-choice", 'Did you mean "existing"?'),
    Fault("data/tiny/story.csv", "110;30;112;32", "110;30;112", "bad-view", "Write four numbers in degrees"),
    Fault("data/tiny/story.csv", "pole;west-park", "pole;west-perk", "unknown-subject", 'Did you mean "west-park"?'),
    Fault("data/industries.csv", "med-drug,med,", "med-drug,medd,", "unknown-industry", 'Did you mean "med"?'),
    Fault("data/industries.csv", "Bio-agriculture,2", "Bio-agriculture,1", "bad-order", "Count 1, 2, 3…, each once."),
    Fault(TOML, 'form = "belt"', 'form = "blet"', "unknown-choice", 'Did you mean "belt"?'),
    Fault(TOML, "issued = 2022-03-22", 'issued = "2022年3月"', "bad-value", "Write it as YYYY-MM-DD: 2022-03-22."),
    Fault(TOML, 'slogan = "一极、一带"', 'slogan = "一极、两带"', "slogan-count", "Add 1 zone with buju zone tiny"),
    Fault(ZONES, '["990100"]', '["990101"]', "stale-union", "Run buju zone tiny west-pole --members 西北县"),
    Fault(ZONES, '"990201", "990202"', '"990201", "990203"', "unknown-unit", 'Did you mean "990202"?'),
    Fault(ZONES, '"focus": true,', '"focus": true, "colour": "red",', "unknown-column", "is called x_colour"),
    Fault(UNITS, '"level": "county"', '"level": "couny"', "unknown-choice", 'Did you mean "county"?'),
    Fault(UNITS, '"positioning": null', '"positioning": "核心"', "no-source", "Name the clause"),
]


def plant(root: Path, *faults: Fault) -> None:
    for fault in faults:
        path = root / fault.file
        text = path.read_text(encoding="utf-8")
        assert fault.right in text, fault
        path.write_text(text.replace(fault.right, fault.wrong, 1), encoding="utf-8")


def mend(root: Path, fault: Fault) -> None:
    path = root / fault.file
    path.write_text(path.read_text(encoding="utf-8").replace(fault.wrong, fault.right, 1), encoding="utf-8")


def found(root: Path) -> list[Problem]:
    return list(check_plan("tiny", root))


def of(fault: Fault, problems: list[Problem]) -> list[Problem]:
    return [each for each in problems if (each.file, each.code) == (fault.file, fault.code) and fault.mend in str(each)]


@pytest.fixture
def root(tiny_root: Path) -> Path:
    """Return a workspace with all faults."""
    plant(tiny_root, *FAULTS)
    return tiny_root


def test_they_are_told_on_one_screen_with_many_repeats_among_them(root: Path) -> None:
    path = root / TARGETS
    more = (f"more-{at:03},zone,gone,产值,Output,target,ge,stock,,1,,亿元,2025,,plan,二,产值,\n" for at in range(320))
    path.write_text(path.read_text(encoding="utf-8") + "".join(more), encoding="utf-8")
    done = CliRunner().invoke(cli, ["--root", str(root), "check", "tiny"])
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) <= SCREEN, done.stdout


def test_each_is_found_and_leads_to_its_mend(root: Path) -> None:
    assert len(FAULTS) >= 40
    problems = found(root)
    assert [fault for fault in FAULTS if len(of(fault, problems)) != 1] == []
    assert [str(each) for each in problems if not each.hint] == []


def test_once_mended_one_after_the_other_nothing_is_found(root: Path) -> None:
    problems = found(root)
    for fault in FAULTS:
        assert of(fault, problems), fault
        mend(root, fault)
        problems = found(root)
        assert not of(fault, problems), fault
    assert [str(each) for each in problems if each.severity != "note"] == []


def test_what_stops_the_reading_is_told_all_at_once(tiny_root: Path) -> None:
    plant(tiny_root, Fault(TOML, '"方省生物经济规划"', "“方省生物经济规划”", "bad-toml", ""))
    (tiny_root / PARKS).rename(tiny_root / "data/tiny/parks(1).csv")
    zones, sources = tiny_root / ZONES, tiny_root / "data/tiny/sources.csv"
    zones.write_text(zones.read_text(encoding="utf-8")[:900], encoding="utf-8")
    sources.write_bytes(sources.read_text(encoding="utf-8").replace("〔2022〕", "").encode("gbk"))
    problems = {each.file: str(each) for each in found(tiny_root)}
    mends = {
        TOML: 'Write name = "text" with plain " and =.',
        PARKS: "rename that to parks.csv if it is the one.",
        ZONES: "take the whole file again.",
        "data/tiny/sources.csv": 'Save it as UTF-8 (in Excel: "CSV UTF-8").',
    }
    assert {file for file, mend in mends.items() if mend in problems[file]} == set(problems) == set(mends)
