"""The command in Chinese: every message has its translation, and what it prints holds no English sentence."""

from __future__ import annotations

import ctypes
import locale
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from messages import CATALOGUE, GRAMMAR, messages, shape
from reading import ROOT
from test_check import FOLDERS, overlay

import geo
from geo.analysis.check import check_plan
from geo.cli import cli
from geo.cli.catalogue import Catalogue, catalogue, read_entries
from geo.cli.language import Language
from geo.model.meanings import column_meaning
from geo.model.schema import BASE_LAYERS, LAYERS, TABLES, Boundaries, Group, Header, Map, columns
from geo.model.text import width

ENTRIES = tuple(read_entries(CATALOGUE.read_text(encoding="utf-8")))
PLAIN = [entry for entry in ENTRIES if not entry.context]
SENTENCE = re.compile(r"(?<![\w/.:=-])(?:[A-Za-z][a-z]+[,;:]? ){2,}[A-Za-z][a-z]+\b")
"""Three English words in a row."""


def run(*arguments: str, root: Path | None = ROOT, **environ: str) -> Result:
    return CliRunner().invoke(
        cli,
        [*(["--root", str(root)] if root else []), *arguments],
        prog_name="buju",
        env={"BUJU_LANG": "zh", **environ},
    )


def english(text: str) -> list[str]:
    """Return the English sentences of a text, without values in quotes and commands."""
    return SENTENCE.findall(re.sub(r"“[^”]*”|buju [ -~]+", "", text))


WORD = re.compile(r"(?<![\w./=-])[A-Za-z]{2,}(?![\w./=-])")
TERMS = frozenset(
    {
        "CSV",
        "JSON",
        "TOML",
        "UTF",
        "GBK",
        "GIS",
        "QGIS",
        "EPSG",
        "GeoJSON",
        "FeatureCollection",
        "MultiPolygon",
        "Polygon",
    }
    | {"Excel", "Windows", "CRLF", "YYYY", "NUL", "NaN", "Infinity", "tiny", "true", "false", "knowledge", "buju"}
)
ODD = re.compile(
    r"[\u4e00-\u9fff][,;:!?()]|[,;!?()][\u4e00-\u9fff]|[，。；：、（）] | [，。；：、（）]|([，。；：、])\1|, [A-Za-z]"
)
"""Half-width marks beside a Chinese character or before a word, spaces beside a full-width mark, a mark twice."""
PLAIN_FORMS = ("经度,纬度", "tcp://主机:8786", "[lon, lat]")


def latin(text: str) -> list[str]:
    """Return the words of Latin letters in a text that are no values in quotes, columns, choices, ids or terms."""
    rows = (*TABLES.values(), *LAYERS.values(), Header, Group)
    known = {word for row in rows for column in columns(row) for word in (column.name, *column.choices)}
    return [word for word in WORD.findall(re.sub(r"“[^”]*”|buju [ -~]+", "", text)) if word not in known | TERMS]


def names(text: str) -> Counter[str]:
    return Counter(name for _, name, _, _ in Formatter().parse(text) if name)


def test_every_message_of_the_code_has_a_translation() -> None:
    known = {shape(entry.text) for entry in PLAIN}
    assert [f"{each.file}: {each.text}" for key, each in messages().items() if key not in known] == []


def test_no_translation_is_of_a_message_that_nothing_says() -> None:
    said = messages()
    assert [entry.text for entry in PLAIN if shape(entry.text) not in said] == []


def test_a_translation_has_the_values_of_its_message() -> None:
    for entry in PLAIN:
        wanted, found = set(names(entry.text)), set(names(entry.told))
        assert found <= wanted, entry.text
        assert wanted - found <= GRAMMAR, entry.text


def test_a_translation_has_the_marks_of_chinese() -> None:
    told = [entry.told for entry in PLAIN if not any(form in entry.told for form in PLAIN_FORMS)]
    assert [text for text in told if ODD.search(text)] == []


def test_a_rendered_message_is_told_by_its_own_translation() -> None:
    made = catalogue("zh")
    for entry in PLAIN:
        values = {name: f"v{at}" for at, name in enumerate(names(entry.text))}
        rendered = entry.text.format(**values | dict.fromkeys(GRAMMAR, "are") | {"number": "7"})
        assert made.told_value(rendered) == Catalogue([entry]).told_value(rendered), entry.text


@pytest.mark.parametrize("code", FOLDERS)
def test_no_finding_is_in_english(code: str, tiny_root: Path) -> None:
    overlay(code, tiny_root)
    made = catalogue("zh")
    for problem in check_plan("tiny", tiny_root):
        told = made.problem(problem)
        assert told.endswith(f"  [{problem.code}]")
        said = told.rpartition("  [")[0].partition(": ")[2]
        where, told_ids = set(re.findall(r"[a-z]+", problem.where)), set(re.findall(r"\(([a-z-]+)\)", problem.message))
        assert set(latin(said)) <= where | told_ids, told
        assert not ODD.search(re.sub("[“(].*?[”)]", "", said)), told


@pytest.mark.parametrize("name", ["", *sorted(cli.commands)])
def test_help_is_in_chinese(name: str) -> None:
    shown = run(*([name] if name else []), "-h", root=None)
    assert shown.exit_code == 0
    assert shown.stdout.startswith(f"用法：buju {name}".strip())
    assert english(shown.stdout) == []
    assert all(width(line) <= 80 for line in shown.stdout.splitlines())


WRONG = (
    "frob",
    "show",
    "show tinny",
    "show tiny x y",
    "plans --wrong",
    "check --format foo",
    "map tiny -o none/page.html",
    "map tiny -o page.docx",
    "map tiny --unit 大慶",
    "map tiny --base http://x",
    "map tiny --step 3",
    "figure tiny",
    "figure tiny -o a.bmp",
    "figure tiny -o a.png --size A9",
    "figure tiny -o a.png --step 99",
    "slides tiny -o a.ppt",
    "slides tiny -o a.pptx --template none.pptx",
    "handout tiny -o a.doc",
    "export tiny -o a.foo",
    "export tiny -o a.gpkg --crs 9",
    "export tiny -o a.gpkg --layer foo",
    "import none.gpkg --plan tiny",
    "zone tiny west-pole",
    "zone tiny west-pole --members 西市 西北县",
    "zone tiny west-pole --set foo",
    "zone tiny west-pole --set basis=foo",
    "zone tiny west-pole --around 30 --km 3",
    "new wuhan",
    "undo",
    "join",
    "join tiny --by foo",
    "progress tiny --by x",
    "compare",
    "audit tiny --text none.txt",
    "draft tiny --text none.txt",
    "workbook tiny",
    "take none.xlsx --plan tiny",
    "assign none.csv --plan tiny -o a.csv",
    "story tiny -o a.txt",
    "schematic tiny --redraw foo",
)


@pytest.mark.parametrize("call", WRONG)
def test_a_wrong_call_is_answered_in_chinese(call: str, tiny_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny_root)
    result = run(*call.split(), root=tiny_root)
    assert result.exit_code in (1, 2)
    told = result.stderr.strip()
    assert "\n" not in told
    assert re.search("[\u4e00-\u9fff]", told), told
    assert english(told) == [], told


@pytest.mark.parametrize(
    "call",
    ["plans", "show tiny", "progress tiny", "check tiny --notes", "fmt --check", "schema", "story tiny -o s.csv"],
)
def test_what_is_printed_is_in_chinese(call: str, tiny_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny_root)
    result = run(*call.split(), root=tiny_root)
    assert result.exit_code == 0
    plan = geo.read_plan("tiny", tiny_root)
    said = [plan.header.title_en, *(row.name_en for row in (*plan.groups, *plan.zone_rows))]
    text = result.stdout + result.stderr
    for name in sorted(said, key=len, reverse=True):
        text = text.replace(name, "")
    assert english(text) == [], text


def test_machine_formats_stay_as_they_are(tiny_root: Path) -> None:
    for call in ("plans --json", "join tiny", "check tiny --json", "schema --format json"):
        assert run(*call.split(), root=tiny_root).stdout == run(*call.split(), root=tiny_root, BUJU_LANG="en").stdout


@pytest.mark.parametrize(
    ("call", "environ", "spoken"),
    [
        ("plans", {}, "en"),
        ("plans", {"LANG": "zh_CN.UTF-8"}, "zh"),
        ("plans", {"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ("plans", {"LC_MESSAGES": "zh_TW"}, "zh"),
        ("plans", {"LANG": "zh_CN.UTF-8", "BUJU_LANG": "en"}, "en"),
        ("--lang zh plans", {"BUJU_LANG": "en"}, "zh"),
        ("--lang=en plans", {"LANG": "zh_CN.UTF-8"}, "en"),
        ("plans --lang zh", {"BUJU_LANG": "en"}, "zh"),
        ("--root x --lang zh -h", {}, "zh"),
        ("figure tiny --lang en", {"LANG": "zh_CN.UTF-8"}, "zh"),
        ("figure tiny --lang zh", {}, "zh"),
        ("figure tiny --lang zh", {"BUJU_LANG": "en"}, "en"),
        ("--lang en figure tiny --lang zh", {}, "en"),
        ("plans", {"BUJU_LANG": "fr"}, "en"),
    ],
)
def test_the_language_is_what_the_call_then_the_environment_says(
    call: str, environ: Mapping[str, str], spoken: str
) -> None:
    language = Language()
    language.choose(call.split(), ["figure"], environ)
    assert language.name == spoken


def test_a_language_after_the_name_of_a_command_that_makes_nothing_is_that_of_messages(tiny_root: Path) -> None:
    assert run("plans", "--lang", "zh", "-h", root=tiny_root, BUJU_LANG="en").stdout.startswith("用法")
    assert run("map", "--lang", "zh", "-h", root=tiny_root, BUJU_LANG="en").stdout.startswith("Usage")


@pytest.mark.parametrize(
    ("number", "ctype", "spoken"),
    [
        (0x0804, "Chinese (Simplified)_China.936", "zh"),
        (0x0404, "C", "zh"),
        (0x0409, "Chinese (Simplified)_China.936", "en"),
        (None, "Chinese (Simplified)_China.936", "zh"),
        (None, "zh-CN", "zh"),
        (None, "English_United States.1252", "en"),
        (None, "C", "en"),
    ],
)
def test_on_windows_the_language_is_that_of_its_own_texts(
    number: int | None, ctype: str, spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = SimpleNamespace(kernel32=SimpleNamespace(**({"GetUserDefaultUILanguage": lambda: number} if number else {})))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", told, raising=False)
    monkeypatch.setattr(locale, "setlocale", lambda category: ctype)
    language = Language()
    language.choose(["plans"], [], {})
    assert language.name == spoken


def test_values_in_a_message_stay_as_they_are() -> None:
    made = catalogue("zh")
    assert made.line('There is no plan "is missing" in /a b. Did you mean "and 3 more"?') == (
        "/a b 中没有规划“is missing”。是否为“and 3 more”？"
    )
    assert made.line("Some words that nothing says.") == "Some words that nothing says."


def test_a_call_stays_as_it_is_typed_and_counts_are_told_in_words() -> None:
    made = catalogue("zh")
    call = "buju points 企业名单.xlsx --plan heilongjiang -o placed.xlsx --rejects rejects.csv"
    assert made.line(f"Example: {call}") == f"例：{call}"
    told = made.line("1,300 rows: 1,200 placed (1,109 by point, 91 by county); 100 rejected (90 swapped, 10 no-place).")
    assert told == "1,300 行：落位 1,200（按坐标 1,109、仅知县区 91）；未落位 100（经纬度颠倒 90、无坐标和地址 10）。"


def test_what_a_column_means_has_one_chinese_sentence() -> None:
    own = {"plan": Header, "groups": Group, "boundaries": Boundaries, "map": Map}
    said: dict[str, set[str]] = {}
    for name, row in {**own, **TABLES, **LAYERS, **BASE_LAYERS}.items():
        for column in columns(row):
            said.setdefault(column.meaning, set()).add(column_meaning(name.split(".")[0], column.name, column.meaning))
    assert {english: told for english, told in said.items() if len(told) > 1 or english in told} == {}


@pytest.mark.parametrize(("call", "chinese"), [("plans --lang en", False), ("--lang en plans", False), ("plans", True)])
def test_a_call_may_ask_for_the_other_language_behind_its_name_too(call: str, chinese: bool) -> None:
    assert bool(re.match("[\u4e00-\u9fff]", run(*call.split()).stdout)) is chinese


def test_one_blank_is_told_as_one_and_no_column_is_taken_for_it() -> None:
    made = catalogue("zh")
    assert made.line("data/wuhan/plan.toml: period is empty.").endswith("period 为空。")
    assert made.line("zone core-1: anchor is empty.") == "分区 core-1：anchor 为空。"
    more = made.line("119 rows not placed (rows 4, 11, 12 and 111 more), for example: 122.7, 44.0 is none.")
    assert "（第 4、11、12 行，另有 111 行）" in more
    assert made.line("e.csv: 企业 is read as 名称") == "e.csv：“企业”理解为“名称”"
