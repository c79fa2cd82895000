from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model.errors import PlanError, Problem, guess, one_line


def test_a_problem_reads_as_place_thing_fault_and_way_out() -> None:
    problem = Problem("data/p/t.csv", 17, "target a", "low is empty", "Fill it.", "missing-value")
    assert str(problem) == "data/p/t.csv:17: target a: low is empty. Fill it.  [missing-value]"


def test_a_problem_of_a_whole_file_has_no_line_and_a_milder_one_its_severity() -> None:
    problem = Problem("data/p/t.csv", 0, "", "is small", "", "small", "note")
    assert str(problem) == "data/p/t.csv: note: is small.  [small]"


@given(st.text(), st.text(), st.text())
def test_a_problem_is_one_printable_line_that_ends_in_its_code(file: str, where: str, text: str) -> None:
    shown = str(Problem(file * 9, 1, where * 9, text * 9, text * 9, "some-code"))
    assert shown.isprintable()
    assert len(shown) < 800
    assert shown.endswith("  [some-code]")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\tb", "a\\tb"), ("a\x1b[31m", "a\\u001b[31m"), ("\u202eabc", "\\u202eabc"), ("哈尔滨", "哈尔滨")],
)
def test_what_could_change_a_terminal_is_shown_by_number(text: str, shown: str) -> None:
    assert one_line(text) == shown


def test_a_guess_is_near_or_nothing() -> None:
    assert guess("biomeds", ["biomed", "bioagri"]) == 'Did you mean "biomed"?'
    assert guess("x", ["biomed"]) == ""
    assert guess("x", []) == ""


def test_an_error_of_many_problems_is_sorted_by_place() -> None:
    later, earlier = (Problem("a.csv", line, "", "is odd", "", "odd") for line in (9, 2))
    error = PlanError([later, earlier])
    assert error.problems == (earlier, later)
    assert str(error) == f"{earlier}\n{later}"
