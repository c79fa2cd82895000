from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model.numerals import chinese_number
from geo.model.slogan import Part, parse_slogan, written

WORDS = ["极", "区", "带", "谷", "心", "翼", "轴", "环", "核", "走廊", "先导区", "产业带"]
PARTS = st.builds(Part, count=st.integers(0, 99), word=st.sampled_from(WORDS))


@pytest.mark.parametrize(
    ("slogan", "parts"),
    [
        ("一极、两区、一带", [(1, "极"), (2, "区"), (1, "带")]),
        ("两区两谷两心两翼", [(2, "区"), (2, "谷"), (2, "心"), (2, "翼")]),
        ("“一核三带多点”", [(1, "核"), (3, "带"), (0, "点")]),
        ("双核引领", [(2, "核引领")]),
        ("十二园 二十一基地", [(12, "园"), (21, "基地")]),
        ("一极（哈尔滨）、两区。", [(1, "极"), (2, "区")]),
        ("「一核」十多个园", [(1, "核"), (0, "个园")]),
        ("", []),
        ("高质量发展", []),
    ],
)
def test_a_slogan_is_split_into_its_counted_parts(slogan: str, parts: list[tuple[int, str]]) -> None:
    assert [(part.count, part.word) for part in parse_slogan(slogan)] == parts


@given(st.lists(PARTS, max_size=6), st.sampled_from(["", "、", "，", " ", "·"]))
def test_parts_written_as_a_slogan_read_back_the_same(parts: list[Part], separator: str) -> None:
    assert parse_slogan(separator.join(map(str, parts))) == tuple(parts)


def test_a_part_is_shown_as_its_slogan_prints_it() -> None:
    assert [str(part) for part in parse_slogan("双核、二带")] == ["双核", "二带"]
    assert str(Part(2, "核")) == "两核"


@given(st.integers(0, 99))
def test_counts_read_back_as_written(count: int) -> None:
    assert parse_slogan(f"{written(count)}极") == (Part(count, "极"),)


@pytest.mark.parametrize(
    ("text", "number"),
    [("一百一十", 110), ("二百零三", 203), ("三千", 3000), ("二十万", 200_000), ("百", 100), ("〇", 0), ("双", 2)],
)
def test_numbers_in_characters(text: str, number: int) -> None:
    assert chinese_number(text) == number


@given(st.text(max_size=60))
def test_no_text_breaks_the_parser(text: str) -> None:
    for part in parse_slogan(text):
        assert part.word
        assert 0 <= part.count <= 99
