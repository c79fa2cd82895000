from __future__ import annotations

import contextlib
import csv
import datetime
import io
import random
import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geo.model.errors import PlanError, Problem
from geo.model.folding import folded
from geo.model.headers import format_header
from geo.model.schema import (
    FORMS,
    KINDS,
    PARK_BASES,
    STATUSES,
    Boundaries,
    Citation,
    Group,
    Header,
    Industry,
    Park,
    Step,
    Target,
    columns,
)
from geo.model.tables import Where, format_table, parse_header, parse_record, parse_table, parse_toml

PLAIN = (
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Zs", "Zl", "Zp"]), max_size=12)
    .map(folded)
    .map(str.strip)
)
NAMES = PLAIN.filter(bool)
ITEMS = st.sets(NAMES.filter(lambda text: ";" not in text), max_size=3).map(lambda items: tuple(sorted(items)))
NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False).map(lambda value: value + 0.0)
DEGREES = st.none() | st.integers(-18_000_000, 18_000_000).map(lambda value: value / 1e5)
PARKS = st.builds(
    Park,
    park_id=st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True),
    name=NAMES,
    name_en=NAMES,
    aliases=ITEMS,
    kind=st.sampled_from(list(KINDS)),
    lon=DEGREES,
    lat=DEGREES,
    basis=st.sampled_from(list(PARK_BASES)),
    precision_km=NUMBERS,
    status=st.sampled_from(list(STATUSES)),
    source=NAMES,
    locator=NAMES,
    anchor=NAMES,
    note=st.builds("{}\n{}".format, NAMES, NAMES) | PLAIN,
)
HEADER = "industry,parent,name,name_en,order\n"


def industries(text: str) -> tuple[tuple[Industry, ...], list[str]]:
    """Return the rows of a table of industries, and the codes of what was found in it."""
    rows, problems = parse_table(text, Industry, "industries.csv")
    return rows, [problem.code for problem in problems]


def refusal(text: str) -> Problem:
    with pytest.raises(PlanError) as raised:
        parse_table(text, Industry, "industries.csv")
    return raised.value.problems[0]


@settings(max_examples=60)
@given(st.lists(PARKS, max_size=6, unique_by=lambda park: park.park_id))
def test_rows_written_read_back_the_same(parks: list[Park]) -> None:
    rows, problems = parse_table(format_table(parks, Park), Park, "parks.csv")
    assert problems == ()
    assert rows == tuple(sorted(parks, key=lambda park: park.park_id))


@settings(max_examples=40)
@given(st.lists(PARKS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_canonical_form_is_one_whatever_the_order_of_rows_and_columns(
    parks: list[Park], chance: random.Random
) -> None:
    canonical = format_table(parks, Park)
    table = list(csv.reader(io.StringIO(canonical)))
    order = list(range(len(table[0])))
    chance.shuffle(order)
    body = table[1:]
    chance.shuffle(body)
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(
        [[row[at] for at in order] for row in (table[0], *body)]
    )
    rows, problems = parse_table(out.getvalue(), Park, "parks.csv")
    assert problems == ()
    assert format_table(rows, Park) == canonical


def test_a_row_with_an_id_is_none_of_sums_whatever_its_first_cell_says() -> None:
    head = "source,park_id,name,kind,status,locator,anchor\n"
    rows, problems = parse_table(head + "汇总,p,甲,park,existing,序,甲\n,合计,,,,,\n汇总,,,,,,\n", Park, "parks.csv")
    assert [row.park_id for row in rows] == ["p"]
    assert [problem.line for problem in problems if problem.code == "sum-row"] == [3, 4]


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_no_text_breaks_the_parser(text: str) -> None:
    with contextlib.suppress(PlanError):
        format_table(parse_table(HEADER + text, Industry, "industries.csv")[0], Industry)


def test_rows_know_their_line_also_after_cells_of_several_lines() -> None:
    rows, _ = industries(f'{HEADER}a,,"甲\n乙",A,1\n\nb,,丙,B,2\n')
    assert [row.line for row in rows] == [2, 5]
    assert rows[0].name == "甲\n乙"


def test_formulas_stay_text() -> None:
    text = f'{HEADER}a,,"=HYPERLINK(""x"")",+1-1,1\n'
    rows, codes = industries(text)
    assert (rows[0].name, rows[0].name_en, codes) == ('=HYPERLINK("x")', "+1-1", [])
    assert format_table(rows, Industry) == text


@pytest.mark.parametrize(
    ("cell", "value"),
    [("3", 3), ("3.0", 3), (" 3 ", 3), ("+3", 3), ("3e0", 3), ("", None)],
)
def test_numbers_are_read_as_people_and_tools_write_them(cell: str, value: int | None) -> None:
    rows, _ = industries(f"{HEADER}a,,甲,A,{cell}\n")
    assert rows[0].order == value


@pytest.mark.parametrize(
    ("cell", "part"),
    [
        ("３", "Write 3 with plain digits"),
        ('"1,200"', "Write 1200 with plain digits"),
        ("三", "is no number"),
        ("1.5", "is no whole number"),
        ("nan", "is no number"),
        ("1e999", "is no finite number"),
        ("0x10", "is no number"),
        ("1_000", "is no number"),
        ("\x07", "is no number"),
    ],
)
def test_what_is_no_number_is_told_and_left_empty(cell: str, part: str) -> None:
    rows, problems = parse_table(f"{HEADER}a,,甲,A,{cell}\n", Industry, "industries.csv")
    assert rows[0].order is None
    assert [problem.code for problem in problems] == ["bad-value"]
    assert part in f"{problems[0].message}. {problems[0].hint}"


def test_a_long_cell_of_digits_that_is_no_number_is_told_at_once() -> None:
    started = time.perf_counter()
    rows, codes = industries(f"{HEADER}a,,甲,A,{'1' * 90_000}x\n")
    assert (rows[0].order, codes) == (None, ["bad-value"])
    assert time.perf_counter() - started < 5  # a pattern that goes back over them would take minutes


def test_control_characters_are_told() -> None:
    rows, problems = parse_table(f"{HEADER}a,,甲\x1b[2J,A,1\n", Industry, "industries.csv")
    assert rows[0].name == ""
    assert "holds the control character U+001B" in problems[0].message


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        (f"{HEADER}a,,甲,A\n", 2, "bad-csv"),
        (f"{HEADER}a,,甲,A,1,2\n", 2, "bad-csv"),
        (f'{HEADER}a,,"甲,A,1\nb,,乙,B,2\n', 2, "bad-csv"),
        (f'{HEADER}a,,"甲"乙,A,1\n', 2, "bad-csv"),
        ("a,,甲,A,1\n", 1, "bad-csv"),
        ("industry,name,name\na,b,c\n", 1, "bad-csv"),
        ("parent,name\n,甲\n", 1, "missing-column"),
        (f"{HEADER}a,,{'长' * 100_001},A,1\n", 2, "bad-csv"),
        ("", 0, "empty-file"),
        (",,\n", 0, "empty-file"),
    ],
)
def test_what_is_no_table_is_refused(text: str, line: int, code: str) -> None:
    problem = refusal(text)
    assert (problem.line, problem.code) == (line, code)


def test_all_rows_of_another_length_are_told_at_once() -> None:
    with pytest.raises(PlanError) as raised:
        parse_table(f"{HEADER}a,,甲,A\nb,,乙,B,2\nc,,丙,C,3,4\n", Industry, "i.csv")
    assert [problem.line for problem in raised.value.problems] == [2, 4]


def test_a_cell_of_the_longest_length_is_read_and_other_users_of_csv_keep_their_limit() -> None:
    before = csv.field_size_limit()
    rows, codes = industries(f"{HEADER}a,,{'长' * 100_000},A,1\n")
    assert len(rows[0].name) == 100_000
    assert codes == []
    assert csv.field_size_limit() == before


def test_what_spreadsheets_leave_behind_is_skipped() -> None:
    rows, codes = industries("industry,parent,name,name_en,order,,\na,,甲,A,1,,\n,,,,,,\n")
    assert [(row.industry, row.order) for row in rows] == [("a", 1)]
    assert codes == []


def test_columns_are_told_once_and_not_for_every_row() -> None:
    _, problems = parse_table("industry,parent,name,nameen\na,,甲,A\nb,,乙,B\n", Industry, "i.csv")
    assert [(problem.line, problem.code) for problem in problems] == [
        (1, "missing-column"),
        (1, "missing-column"),
        (1, "unknown-column"),
    ]
    assert problems[2].hint == 'Did you mean "name_en"?'


def test_empty_cells_are_told_by_what_they_should_hold() -> None:
    text = f"{','.join(column.name for column in columns(Citation))}\nzone,a,name,,序,\n"
    _, problems = parse_table(text, Citation, "c.csv")
    assert [problem.code for problem in problems] == ["no-source", "missing-value"]


def test_lists_are_sorted_unless_their_order_means_something() -> None:
    step = Step(step="all", order=1, view=("121", "43", "135", "54"), lit=("pole", "belt"))
    assert format_table([step], Step).splitlines()[1] == "all,1,121;43;135;54,,,,,belt;pole"


def test_lists_hold_each_item_once_unless_their_order_means_something() -> None:
    step = Step(step="all", order=1, view=("0", "0", "1", "1"), lit=("pole", "belt", "pole"))
    assert format_table([step], Step).splitlines()[1] == "all,1,0;0;1;1,,,,,belt;pole"


CELLS = st.text(st.sampled_from('ab;,"\n\t .-+e0129甲１\u3000'), max_size=6) | st.sampled_from(
    ["1e5", "-0", "a;b;a", ";"]
)


@settings(max_examples=150)
@given(st.lists(st.lists(CELLS, min_size=len(columns(Step)), max_size=len(columns(Step))), max_size=3))
def test_formatting_twice_changes_nothing_more_and_finds_nothing_new(table: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([[column.name for column in columns(Step)], *table])
    rows, problems = parse_table(out.getvalue(), Step, "story.csv")
    assume("bad-value" not in {problem.code for problem in problems})  # then buju fmt does not write
    once = format_table(rows, Step)
    again, found = parse_table(once, Step, "story.csv")
    assert format_table(again, Step) == once
    assert {problem.code for problem in found} <= {problem.code for problem in problems}


def test_degrees_are_rounded_and_other_numbers_are_not() -> None:
    common = {"name": "甲", "name_en": "A", "kind": "park", "basis": "site", "status": "existing"}
    park = Park(park_id="a", lon=126.123456789, lat=45.0, precision_km=0.123456789, **common)  # type: ignore[arg-type]
    cells = format_table([park], Park).splitlines()[1].split(",")
    assert cells[7:11] == ["126.12346", "45", "site", "0.123456789"]


def test_rows_of_one_id_are_all_kept_in_one_order() -> None:
    twins = [Industry(industry="a", name=name, name_en=name, order=1) for name in ("y", "x")]
    assert format_table(twins, Industry) == format_table(twins[::-1], Industry) == f"{HEADER}a,,x,x,1\na,,y,y,1\n"


PLAN = """
id = "p"
slogan = "一极"
partition = true

[[group]] # the first
group = "pole"
name = "一极"
order = 1

[[group]]
group = "belt"
form = "belts"

[boundaries]
source = "某院"
made = 2022

[map]
review_number = ""
reviewed = true
"""


def test_the_header_names_the_line_of_each_table() -> None:
    (header, groups, boundaries, number), problems = parse_header(PLAN, "plan.toml")
    assert (header.slogan, header.partition, boundaries.source, number) == ("一极", True, "某院", "")
    assert [group.line for group in groups] == [6, 11]
    assert {(problem.line, problem.code) for problem in problems if problem.code == "unknown-choice"} == {
        (11, "unknown-choice")
    }
    assert [problem.line for problem in problems if problem.code == "unknown-column"] == [15, 19]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("group = 3\n", "group"),
        ("group = [3]\n", "group"),
        ("boundaries = 1\n", "boundaries"),
        ('map = "GS（2024）1号"\n', "map"),
        ("[map]\nreview_number = [1]\n", "map"),
    ],
)
def test_a_header_of_other_shapes_gives_findings(text: str, where: str) -> None:
    (_, groups, _, number), problems = parse_header(text, "plan.toml")
    assert (groups, number) == ((), "")
    assert next(problem.code for problem in problems if problem.where == where) == "bad-value"


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Zl", "Zp"]), min_size=1).map(
    lambda text: folded(f"甲{text}乙")
)


@given(
    st.builds(
        Header, id=st.just("tiny"), title=WORDS, slogan=WORDS, region=WORDS, issued=st.none() | st.dates(), number=WORDS
    ),
    st.lists(st.builds(Group, group=WORDS, name=WORDS, form=st.sampled_from(list(FORMS)), order=st.integers(1, 99))),
)
def test_a_header_written_reads_back_the_same(header: Header, groups: list[Group]) -> None:
    credit = Boundaries(source="甲", edition="2024")
    text = format_header(header, groups, credit)
    (read, read_groups, read_credit, review_number), _ = parse_header(text, "plan.toml")
    assert (read, list(read_groups), read_credit, review_number) == (header, groups, credit, "")


def test_a_header_shows_how_to_write_what_it_does_not_know() -> None:
    text = format_header(Header(id="tiny", issued=datetime.date(2026, 1, 2)), [], Boundaries())
    assert "issued = 2026-01-02" in text
    assert "# period = [2026, 2030]" in text


def test_lines_of_the_header_are_those_of_an_editor() -> None:
    text = 'title = "一\u2028二"\n[[group]]\ngroup = "a"\n'
    (_, (group,), _, _), _ = parse_header(text, "plan.toml")
    assert group.line == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a = "x\nb = 1\n', 1),
        ("a = 1\nb = = 2\n", 2),
        ("a = 1\na = 2\n", 2),
        ("a = " + "9" * 5000, 0),
        ("a = " + "[" * 5000, 0),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(PlanError) as raised:
        parse_toml(text, "plan.toml")
    assert (raised.value.problems[0].line, raised.value.problems[0].code) == (line, "bad-toml")


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from([column.name for column in columns(Target)]),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.lists(st.integers()),
    )
)
def test_no_value_breaks_a_record(values: dict[str, object]) -> None:
    problems: list[Problem] = []
    parse_record(values, Target, Where("t", 1), problems)
    assert all(str(problem) for problem in problems)


def test_huge_whole_numbers_are_no_finite_numbers() -> None:
    problems: list[Problem] = []
    parse_record({"group": "a", "order": 10**400}, Group, Where("t", 1), problems)
    assert "is no finite number" in " ".join(problem.message for problem in problems)
