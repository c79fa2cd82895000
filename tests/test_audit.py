"""Anchors are found in the text once, inside their clause; what no row cites is listed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo.analysis.audit import audit_plan, texts_by_source
from geo.analysis.clauses import read_document, squeeze
from geo.analysis.quantities import numbers_in
from geo.model.errors import PlanError
from geo.model.schema import Citation, Target

TEXT = """某市生物经济规划
前言一句。
一、总体要求
（一）目标。
到 2025 年，产业规模达到 800 亿元以上，建设甲产业园。
专栏 1 重点工程
1．甲工程。建设乙基地。
2．乙工程，新增企业 300 家。
（二）原则。
建设丙
实验室。
二、布局
1.“一极”——丁中心。
专栏二：工程
戊平台。
2.“一带”——己基地。
"""


def locators(text: str) -> list[str]:
    return [clause.locator for clause in read_document(text).clauses]


def test_headings_become_paths() -> None:
    assert locators(TEXT) == ["序", "一", "一(一)", "专栏1", "一(二)", "二", "二1", "专栏2", "二2"]


def test_items_of_a_box_stay_in_the_box_and_the_next_item_of_the_clause_ends_it() -> None:
    document = read_document(TEXT)
    assert document.clause_at(document.find("乙工程")[0]).locator == "专栏1"
    assert document.clause_at(document.find("己基地")[0]).locator == "二2"


def test_a_phrase_is_found_across_a_line_break() -> None:
    document = read_document(TEXT)
    (place,) = document.find("丙实验室")
    assert document.line_at(place) == 10


def test_a_press_conference_is_cut_at_its_questions() -> None:
    assert locators("介绍。答记者问甲报记者：问？答。乙社记者：问？答。") == ["序", "答1", "答2"]


def test_one_document_of_a_file_ends_where_the_next_begins() -> None:
    document = read_document("甲文件\n一、天\n乙文件\n一、地\n", "乙文件", ("甲文件",))
    assert document.text == "乙文件一、地"
    assert document.line_at(0) == 3


@given(st.text(max_size=200))
def test_clauses_cover_the_text_without_gap(text: str) -> None:
    document = read_document(text)
    assert "".join(document.text[clause.start : clause.end] for clause in document.clauses) == document.text
    assert len(document.lines) == len(document.text)


@given(st.text(max_size=50))
def test_squeezing_is_idempotent(text: str) -> None:
    once = squeeze(text)
    assert squeeze(once) == once or "<" in text or "*" in text


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("三千亿", [3000.0]), ("20条左右", [20.0]), ("1,200亿元", [1200.0]), ("十二家", [12.0]), ("万家", [10000.0])],
)
def test_numbers_in_digits_and_characters(text: str, numbers: list[float]) -> None:
    assert numbers_in(text) == numbers


def plan_with(**changes: object) -> geo.Plan:
    row = Citation(
        subject_type="park",
        subject_id="x",
        about="name",
        source="plan",
        locator="一(一)",
        anchor="建设甲产业园",
        line=7,
    )
    plan = geo.read_plan("heilongjiang")
    sources = tuple(replace(source, starts="", text="text.txt") for source in plan.sources if source.source == "plan")
    bare = {"zone_rows": (), "unit_rows": (), "park_rows": (), "target_rows": (), "sources": sources}
    return replace(plan, **bare, citations=(replace(row, **changes),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "code", "hint"),
    [
        ({}, None, ""),
        ({"anchor": "建设壬产业园"}, "anchor-missing", "to the letter"),
        ({"anchor": "建设"}, "anchor-twice", "Lengthen"),
        ({"locator": "一(二)"}, "anchor-elsewhere", "It stands in 一(一)."),
        ({"locator": "九(一)"}, "unknown-clause", ""),
    ],
)
def test_each_fault_of_an_anchor_has_its_own_line(changes: dict[str, object], code: str | None, hint: str) -> None:
    text = TEXT.replace("建设甲产业园", "建设甲产业园，建设辛园") if code == "anchor-twice" else TEXT
    problems = audit_plan(plan_with(**changes), {"plan": ("text.txt", text)}).problems
    assert [problem.code for problem in problems] == ([code] if code else [])
    assert all(hint in problem.hint and problem.line == 7 for problem in problems)


def test_a_number_that_has_only_an_upper_end_is_told_too() -> None:
    row = Target(target_id="t", operator="range", high=9.0, source="plan", locator="一(一)", anchor="产业规模", line=3)
    plan = replace(plan_with(), citations=(), target_rows=(row,))
    (problem,) = audit_plan(plan, {"plan": ("text.txt", TEXT)}).problems
    assert (problem.code, problem.message[:13]) == ("number-differs", "the number 9 ")


def test_boxes_are_numbered_in_characters_of_any_length() -> None:
    assert locators("专栏二十一 甲\n专栏一百一十二 乙\n") == ["专栏21", "专栏112"]


def test_a_year_behind_the_number_of_a_box_is_none_of_it() -> None:
    assert locators("专栏1 2023年项目\n专栏12 2025年项目\n专栏112 项目\n") == ["专栏1", "专栏12", "专栏112"]
    assert locators("序言\n专栏 2025年项目\n") == ["序"]


def test_rows_whose_source_has_no_text_are_counted() -> None:
    audited = audit_plan(plan_with(), {})
    assert (audited.audited, audited.not_audited) == (0, 1)


def test_the_worklist_names_what_no_row_cites() -> None:
    phrases = [item.phrase for item in audit_plan(plan_with(), {"plan": ("text.txt", TEXT)}).worklist]
    assert any("乙基地" in phrase for phrase in phrases)
    assert any("300家" in phrase for phrase in phrases)
    assert not any("甲产业园" in phrase for phrase in phrases)


def test_the_text_of_another_plan_is_refused_in_one_line() -> None:
    plan = plan_with()
    opened = replace(plan, sources=(replace(plan.sources[0], starts="另一个规划"),))
    with pytest.raises(PlanError, match="wrong-text") as refused:
        audit_plan(opened, {"plan": ("other.txt", TEXT)})
    assert "\n" not in str(refused.value)


def test_texts_are_given_to_their_sources_by_file_name() -> None:
    assert set(texts_by_source(plan_with(), [("", "some/where/text.txt", TEXT)])) == {"plan"}
    assert set(texts_by_source(plan_with(), [("", "nothing.txt", TEXT)])) == set()
