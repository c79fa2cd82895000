"""Numbers as people read them: with sign and measure, in Chinese and in English, and never a digit lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model.measure import digits, number_text
from geo.model.schema import OPERATORS, Target

MEASURES = ["", "亿元", "万元", "%", "个", "家", "年", "项", "倍", "万吨", "万升/罐", "万亩", "元/吨", "辆"]
NUMBERS = st.floats(-1e12, 1e12) | st.integers(0, 10**6).map(float)


def target(operator: str, low: float | None, measure: str, high: float | None = None) -> Target:
    return Target(operator=operator, low=low, high=high, measure=measure)


@pytest.mark.parametrize(
    ("operator", "low", "high", "measure", "shown"),
    [
        ("ge", 4200.0, None, "亿元", ("≥ 4,200 亿元", "≥ CNY 420 billion")),
        ("le", 10.0, None, "%", ("≤ 10%", "≤ 10%")),
        ("approx", 1.0, None, "年", ("约 1 年", "about 1 year")),
        ("eq", 1.0, None, "项", ("1 项", "1 item")),
        ("eq", 2.0, None, "项", ("2 项", "2 items")),
        ("eq", 1.0, None, "种", ("1 种", "1 species")),
        ("range", 0.0, 10.0, "亿元", ("0–10 亿元", "CNY 0–1 billion")),
        ("range", 0.5, 20.0, "亿元", ("0.5–20 亿元", "CNY 50–2,000 million")),
        ("eq", -5.0, None, "亿元", ("-5 亿元", "CNY -500 million")),
        ("ge", 99999.99999, None, "万元", ("≥ 99,999.99999 万元", "≥ CNY 1,000 million")),
        ("ge", 5.0, None, "辆", ("≥ 5 辆", "≥ 5 辆")),
        ("magnitude", 1000.0, None, "万元", ("≥ 1,000 万元", "order of CNY 10 million")),
        ("magnitude", 100.0, None, "亿元", ("百亿级（≥ 100 亿元）", "order of CNY 10 billion")),
        ("rank", 3.0, None, "位", ("第 3 位", "rank 3")),
        ("ge", None, None, "亿元", ("亿元", "CNY")),
        ("more", 5.0, None, "个", ("5 个", "5")),
    ],
)
def test_numbers_as_people_read_them(
    operator: str, low: float | None, high: float | None, measure: str, shown: tuple[str, str]
) -> None:
    assert number_text(target(operator, low, measure, high)) == shown


@given(NUMBERS)
def test_digits_read_back_to_six_decimals(value: float) -> None:
    shown = digits(value)
    assert re.fullmatch(r"-?\d{1,3}(,\d{3})*(\.\d*[1-9])?", shown)
    assert float(shown.replace(",", "")) == pytest.approx(value, rel=1e-12, abs=5e-7)


@given(st.floats(1e-300, 1e-7))
def test_a_number_too_small_for_six_decimals_is_not_shown_as_none(value: float) -> None:
    assert float(digits(value)) == value


@given(st.sampled_from(list(OPERATORS)), NUMBERS, st.none() | NUMBERS, st.sampled_from(MEASURES))
def test_every_number_has_two_texts_of_its_own(operator: str, low: float, high: float | None, measure: str) -> None:
    for text in number_text(target(operator, low, measure, high)):
        assert text == text.strip()
        assert "  " not in text
        assert not re.search(r"\d\.(?!\d)", text)
        assert re.search(r"\d", text)
