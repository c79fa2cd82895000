from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model.numerals import chinese_number
from geo.model.schema import FORMS
from geo.model.slogan import Part, parse_slogan, plain, unread, written
from geo.model.spatial_words import KINDS_OF_WORDS, VERBS, kind_of

WORDS = ["极", "区", "带", "谷", "心", "翼", "轴", "环", "核", "走廊", "先导区", "产业带"]
PARTS = st.builds(Part, count=st.integers(0, 99), word=st.sampled_from(WORDS))
DOING = st.tuples(PARTS, st.sampled_from(["", "引领", "驱动", "辐射全域", "齐飞"]))

READ = """
一极、两区、一带 => 1极 2区 1带
一主引领、两翼驱动、全域协同 => 1主/引领 2翼/驱动 0全域/协同
双核引领、多点支撑 => 2核/引领 0点/支撑
一圈引领、一轴支撑、两翼齐飞 => 1圈/引领 1轴/支撑 2翼/齐飞
一区六园十六基地 => 1区 6园 16基地
一湖四河五区 => 1湖 4河 5区
一核、三区、若干基地 => 1核 3区 0基地
一核、两带、三区、N点 => 1核 2带 3区 0点
1核2带3区 => 1核 2带 3区
１核２带３区 => 1核 2带 3区
1+4+N => 1 4 0
1＋3＋N => 1 3 0
三城一区 => 3城 1区
一体两翼 => 1体 2翼
三区十二园 => 3区 12园
一廊一园多基地 => 1廊 1园 0基地
一主六双 => 1主 6双
一干多支、五区协同 => 1干 0支 5区/协同
一芯两带三区 => 1芯 2带 3区
一核一主一副、两轴多点一区 => 1核 1主 1副 2轴 0点 1区
一群两心三圈 => 1群 2心 3圈
一圈两翼 => 1圈 2翼
一区两群 => 1区 2群
一核引领、三轴支撑、多点联动、全域覆盖 => 1核/引领 3轴/支撑 0点/联动 0全域/覆盖
“一核”引领、“三带”协同 => 1核/引领 3带/协同
一极（哈尔滨）、两区。 => 1极 2区
「一核」十多个园 => 1核 0园
一主引领两翼驱动全域协同 => 1主/引领 2翼/驱动 0全域/协同
一核辐射全域 => 1核/辐射全域
一湾引领、四极辐射、全域美丽 => 1湾/引领 4极/辐射 0全域/美丽
一心多廊 · 五组团 => 1心 0廊 5组团
一核和两带 => 1核 2带
1个核心区、3个产业带 => 1核心区 3产业带
一核＋两带＋N园 => 1核 2带 0园
一城两带三片区 => 1城 2带 3片区
一山连两翼 => 1山/连 2翼
一轴串多点 => 1轴/串 0点
一主两副三轴 => 1主 2副 3轴
一核一圈多园 => 1核 1圈 0园
两轴、三带、五大基地 => 2轴 3带 5基地
三横四纵 => 3横 4纵
一谷两城多园总体布局 => 1谷 2城 0园
“1+3+N”产业体系 => 1 3 0
一屏两带三区 => 1屏 2带 3区
一圈一带一群 => 1圈 1带 1群
两核多园 => 2核 0园
一核九星、双网融合、三江绿楔 => 1核 9星 2网/融合 3江绿楔
一核、两带、一奇 => 1核 2带 1奇
三大协同发展区 => 3协同发展区
五大组团 => 5组团
一江两岸 => 1江 2岸
2核，3带 => 2核 3带
一核・两轴・三区 => 1核 2轴 3区
一核引领、两翼齐飞、百园支撑 => 1核/引领 2翼/齐飞 0园/支撑
一核N园 => 1核 0园
两极两带六湾区 => 2极 2带 6湾区
一核四极两轴一环 => 1核 4极 2轴 1环
一主两副四区四带多节点 => 1主 2副 4区 4带 0节点
一核一圈两廊三带六群 => 1核 1圈 2廊 3带 6群
三极一带一区 => 3极 1带 1区
一带连三区 => 1带/连 3区
一核多心、两轴三环 => 1核 0心 2轴 3环
一廊两带四片多点 => 1廊 2带 4片 0点
一核两副三带四区 => 1核 2副 3带 4区
2+26 => 2 26
一环两轴一核四片区 => 1环 2轴 1核 4片区
一城一谷一带 => 1城 1谷 1带
一心一轴两带三区 => 1心 1轴 2带 3区
一轴两翼三基地 => 1轴 2翼 3基地
一园多区 => 1园 0区
一区多园 => 1区 0园
两区一圈一带 => 2区 1圈 1带
十园百基地 => 10园 0基地
一屏一带三谷 => 1屏 1带 3谷
四区联动、两带支撑以及多点开花 => 4区/联动 2带/支撑 0点/开花
“一核两翼三带多点”的空间布局 => 1核 2翼 3带 0点
一核引领、多点支撑、全域协同发展 => 1核/引领 0点/支撑 0全域/协同发展
一轴、两廊、三区、N 基地 => 1轴 2廊 3区 0基地
1 核 + 2 带 + N 园 => 1核 2带 0园
一核（光谷）+ 两带（长江、汉江） => 1核 2带
“1”核“2”带 => 1核 2带
一心两翼，多点开花 => 1心 2翼 0点/开花
五区（A、B、C、D、E）一带 => 5区 1带
一城引领、三城联动、多园支撑 => 1城/引领 3城/联动 0园/支撑
双城双圈 => 2城 2圈
双带三核 => 2带 3核
一横一纵 => 1横 1纵
一总部多基地 => 1总部 0基地
一院多中心 => 1院 0中心
1+N => 1 0
1+2+N+X => 1 2 0 0
3+3+X => 3 3 0
一主两辅 => 1主 2辅
一门户两廊 => 1门户 2廊
一湾多岛 => 1湾 0岛
一廊九城 => 1廊 9城
四廊六区 => 4廊 6区
三谷一城 => 3谷 1城
一核一带一区 => 1核 1带 1区
一核·双星·三区·四带 => 1核 2星 3区 4带
一核引领、两轴带动、三区联动、多极支撑 => 1核/引领 2轴/带动 3区/联动 0极/支撑
一心引领、一带支撑、多点示范 => 1心/引领 1带/支撑 0点/示范
一圈、两带、三核、N基地 => 1圈 2带 3核 0基地
一核、双圈、四翼、多点 => 1核 2圈 4翼 0点
1个核心、2条走廊、N个节点 => 1核心 2走廊 0节点
一个核心区、三个拓展区、若干个特色园 => 1核心区 3拓展区 0特色园
一核三副、两轴两带 => 1核 3副 2轴 2带
一山两水三片区 => 1山 2水 3片区
一河两岸三区 => 1河 2岸 3区
两江四岸 => 2江 4岸
一带串三城 => 1带/串 3城
一环三带十大片区 => 1环 3带 10片区
一主多副 => 1主 0副
一地三区 => 1地 3区
一中心、三基地 => 1中心 3基地
一都两区 => 1都 2区
一极三区一带 => 1极 3区 1带
两极一带 => 2极 1带
三带四区 => 3带 4区
六带十区百园 => 6带 10区 0园
一园三区 => 1园 3区
一园九区 => 1园 9区
一镇多园 => 1镇 0园
一区三园多点 => 1区 3园 0点
一城三区多基地 => 1城 3区 0基地
一核心、两组团、三片区 => 1核心 2组团 3片区
“1+2+3+N”空间格局 => 1 2 3 0
“一核三区” => 1核 3区
一核引领，三带联动，N点支撑 => 1核/引领 3带/联动 0点/支撑
一核两极多支点 => 1核 2极 0支点
一极两核三轴多点 => 1极 2核 3轴 0点
三核引领、四区协同 => 3核/引领 4区/协同
一带两核多节点 => 1带 2核 0节点
一主一副一走廊 => 1主 1副 1走廊
一核驱动、双轮支撑 => 1核/驱动 2轮/支撑
一核引领、全域联动 => 1核/引领 0全域/联动
双核驱动、三圈联动、全域统筹 => 2核/驱动 3圈/联动 0全域/统筹
一心、三翼、七片 => 1心 3翼 7片
全域一体、一核两带 => 0全域 1体 1核 2带
三大先导区、五大基地 => 3先导区 5基地
１＋４＋Ｎ => 1 4 0
1﹢4﹢N => 1 4 0
一核2带N点 => 1核 2带 0点
一核二带三区 => 1核 2带 3区
两园一谷一港 => 2园 1谷 1港
一港两区三带 => 1港 2区 3带
一岛一区一带 => 1岛 1区 1带
一线两区三园 => 1线 2区 3园
四城三带多点 => 4城 3带 0点
“一带两翼、三区多园” => 1带 2翼 3区 0园
一核一带两组团 => 1核 1带 2组团
一湖两岸七组团 => 1湖 2岸 7组团
一主两次多点 => 1主 2次 0点
三城联动 一带支撑 => 3城/联动 1带/支撑
"""
"""Slogans of published plans and of their kind -> count (0 is open), word and what the part does."""

REFUSED = """
四梁八柱
十四五
“4211”体系
4211
一带一路
一带一部
五湖四海
三区三线
一二三产业融合
高质量发展
一县一业
一村一品
一体化
一体推进
双碳
双一流
五位一体
三网融合
一网通办
两个一百年
三年行动计划
“十四五”规划
构建四梁八柱的制度体系
四梁、八柱
一国两制
一点突破
八大战略性新兴产业
多规合一
两山理论
123
2025
万亿级
一老一小
三农
四个全面
五型经济
一企一策
三去一降一补
放管服
双随机一公开
N个一批
一极、高质量发展
三步走
五年规划
一票否决
一张蓝图绘到底
两个大局
两不愁三保障
三重一大
四个自信
十四五规划纲要
双循环
三新一高
一体
一老
一带一路沿线
五大发展理念
六稳六保
三去
百城千业
千企百园
万企上云
十百千工程
双招双引
四新经济
一业一策
三链融合
四链融合
五链协同
一盘棋
两区建设
一区一策
四区叠加
一心一意
三心二意
两化融合
三化联动
1号文件
10大工程
三个一百
2035年
半小时通勤圈
211工程
985高校
5A级景区
专精特新
5G
一企一园
三亚
四川
六盘水
三门峡
一汽
十堰
一廊多区、串珠成链
"""
"""What counts as slogans do and is no layout."""


def shown(part: Part) -> str:
    return f"{part.count}{part.word}" + (f"/{part.does}" if part.does else "")


@pytest.mark.parametrize("line", READ.strip().splitlines())
def test_a_slogan_is_split_into_its_counted_parts(line: str) -> None:
    slogan, expected = line.split(" => ")
    assert " ".join(map(shown, parse_slogan(slogan))) == expected
    assert unread(slogan) == ""


@pytest.mark.parametrize("text", REFUSED.strip().splitlines())
def test_what_only_looks_like_a_slogan_is_refused_with_what_is_in_the_way(text: str) -> None:
    assert parse_slogan(text) == ()
    assert unread(text) in plain(text)
    assert unread(text)


def test_no_slogan_counts_nothing() -> None:
    assert parse_slogan("") == ()
    assert unread(" “” ") == ""


@given(st.lists(PARTS, max_size=6), st.sampled_from(["", "、", "，", " ", "·", "・", "+", "＋", "；", "和"]))
def test_parts_written_as_a_slogan_read_back_the_same(parts: list[Part], separator: str) -> None:
    assert parse_slogan(separator.join(map(str, parts))) == tuple(parts)


@given(st.lists(DOING, max_size=5), st.sampled_from(["", "、", "，"]), st.booleans())
def test_what_parts_do_is_never_taken_for_the_word(
    parts: list[tuple[Part, str]], separator: str, is_quoted: bool
) -> None:
    quote = "“{}”{}" if is_quoted else "{}{}"
    text = separator.join(quote.format(part, does) for part, does in parts)
    assert [(part, part.does) for part in parse_slogan(text)] == parts


@given(st.lists(st.one_of(st.integers(1, 99).map(str), st.just("N")), min_size=2, max_size=5))
def test_mere_counts_are_read_in_their_order(counts: list[str]) -> None:
    assert [str(part) for part in parse_slogan("+".join(counts))] == counts


def test_a_part_is_shown_as_its_slogan_prints_it() -> None:
    slogan = "双核、２带、若干园、全域协同"
    assert [str(part) for part in parse_slogan(slogan)] == ["双核", "2带", "若干园", "全域"]
    assert str(Part(2, "核")) == "两核"


@given(st.integers(0, 99))
def test_counts_read_back_as_written(count: int) -> None:
    assert parse_slogan(f"{written(count)}极") == (Part(count, "极"),)
    if count:
        assert parse_slogan(f"{count}极") == (Part(count, "极"),)


@pytest.mark.parametrize(
    ("text", "number"),
    [("一百一十", 110), ("二百零三", 203), ("三千", 3000), ("二十万", 200_000), ("百", 100), ("〇", 0), ("双", 2)],
)
def test_numbers_in_characters(text: str, number: int) -> None:
    assert chinese_number(text) == number


@given(st.one_of(st.text(max_size=60), st.text("一两多N0１4+、和极区带域全个大引领", max_size=20)))
def test_a_text_is_read_whole_or_not_at_all(text: str) -> None:
    parts = parse_slogan(text)
    assert not (parts and unread(text))
    for part in parts:
        assert part.word or "+" in plain(text)
        assert 0 <= part.count <= 99


def test_known_words_have_forms_and_no_word_is_a_verb() -> None:
    assert {kind.form for kind in KINDS_OF_WORDS.values()} == set(FORMS)
    assert not set(VERBS) & set(KINDS_OF_WORDS)
    assert len(set(VERBS)) == len(VERBS)


@pytest.mark.parametrize(
    ("word", "number", "english"),
    [
        ("核", 1, "One core"),
        ("主轴", 2, "Two axes"),
        ("河谷", 3, "Three valleys"),
        ("卫星城", 0, "Several cities"),
        ("体", 2, "Two bodies"),
        ("园", 16, "16 parks"),
        ("全域", 1, "One region"),
    ],
)
def test_words_are_told_in_english(word: str, number: int, english: str) -> None:
    kind = kind_of(word)
    assert kind is not None
    assert kind.counted(number) == english
