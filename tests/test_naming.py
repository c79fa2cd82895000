"""Units by what people call them: every unit of the source, names that several bear, and those that are no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.author.english import with_english
from geo.model.errors import UnitError
from geo.model.former import FORMER, Former
from geo.model.naming import Named, find_named, stem, the_named
from geo.model.schema import Unit
from geo.space.boundaries import known_units
from geo.space.region import region_units

UNITS = known_units()
BY_CODE = {unit.adcode: unit for unit in UNITS}


@given(st.sampled_from(UNITS), st.sampled_from(["", " ", "/", " · "]))
def test_each_unit_is_found_by_its_adcode_and_by_its_whole_name(unit: Named, between: str) -> None:
    assert the_named(unit.adcode, UNITS, "China") == unit
    assert the_named(between.join((*unit.above, unit.name)), UNITS, "China") == unit


@given(st.sampled_from(UNITS))
def test_a_short_name_finds_at_least_its_unit_or_one_above(unit: Named) -> None:
    found = find_named("".join(map(stem, (*unit.above, unit.name))), UNITS)
    assert unit in found or any(each.name in unit.above for each in found)


@given(st.text(max_size=20))
def test_no_text_breaks_the_search(text: str) -> None:
    assert set(find_named(text, UNITS)) <= set(UNITS)


@pytest.mark.parametrize(
    ("text", "adcode"),
    [
        ("甘南州夏河县", "623027"),
        ("鄂温克旗", "150724"),
        ("东乡县", "622926"),
        ("长沙", "430100"),
        ("长沙县", "430121"),
        ("吉林", "220000"),
        ("吉林市", "220200"),
        ("内蒙古", "150000"),
        ("恩施", "422800"),
        ("恩施市", "422801"),
        ("重庆江北", "500105"),
        ("海南省陵水", "469028"),
        ("仙桃", "429004"),
        ("东莞", "441900"),
        ("神农架", "429021"),
        ("浦东", "310115"),
        (" 湖北省 / 武汉市 ", "420100"),
        ("４２０１００", "420100"),
    ],
)
def test_what_people_write(text: str, adcode: str) -> None:
    assert the_named(text, UNITS, "China").adcode == adcode


@pytest.mark.parametrize(("text", "count"), [("鼓楼区", 4), ("江北区", 2), ("朝阳", 4), ("新华区", 3)])
def test_a_name_of_several_units_lists_them_all(text: str, count: int) -> None:
    with pytest.raises(UnitError, match=f"name of {count} units") as raised:
        the_named(text, UNITS, "China")
    assert str(raised.value).count(" (") == count


@pytest.mark.parametrize("former", FORMER, ids=[former.name for former in FORMER])
def test_a_unit_that_is_no_more_leads_to_units_of_today(former: Former) -> None:
    assert set(former.now) <= set(BY_CODE)
    with pytest.raises(UnitError, match=f"Since {former.year} .*{former.now[0]}"):
        the_named(former.above + former.name, UNITS, "China")


@pytest.mark.parametrize(
    ("adcode", "name", "english"),
    [
        ("230205", "昂昂溪区", "Ang'angxi District"),
        ("230125", "宾县", "Bin County"),
        ("230208", "梅里斯达斡尔族区", "Meilisi Daur District"),
        ("230624", "杜尔伯特蒙古族自治县", "Dorbod Mongol Autonomous County"),
        ("150723", "鄂伦春自治旗", "Oroqen Autonomous Banner"),
        ("150724", "鄂温克族自治旗", "Evenk Autonomous Banner"),
        ("310115", "浦东新区", "Pudong New Area"),
        ("429021", "神农架林区", "Shennongjia Forestry District"),
        ("510117", "郫都区", "Pidu District"),
        ("430181", "浏阳市", "Liuyang City"),
        ("620802", "崆峒区", "Kongtong District"),
        ("620722", "民乐县", "Minle County"),
        ("220623", "长白朝鲜族自治县", "Changbai Korean Autonomous County"),
        ("140428", "长子县", "Zhangzi County"),
        ("469029", "保亭黎族苗族自治县", "Baoting Li and Miao Autonomous County"),
    ],
)
def test_english_names(adcode: str, name: str, english: str) -> None:
    (unit,) = with_english([Unit(unit=adcode, name=name, level="county")])
    assert unit.name_en == english


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("北京市", {"province": 1, "county": 16}),
        ("武汉市", {"prefecture": 1, "county": 13}),
        ("海南省", {"province": 1, "prefecture": 4, "county": 25}),
        ("东莞市", {"prefecture": 1}),
        ("仙桃市", {"county": 1}),
        ("武昌区", {"county": 1}),
        ("澳门", {"province": 1}),
    ],
)
def test_the_units_of_a_region(text: str, levels: dict[str, int]) -> None:
    units = region_units(the_named(text, UNITS, "China"))
    codes = {unit.unit for unit in units}
    assert {level: sum(unit.level == level for unit in units) for level in levels} == levels
    assert [unit.parent for unit in units if unit.parent not in codes] == [""]


def test_a_new_area_is_not_the_city_whose_name_it_bears() -> None:
    with pytest.raises(UnitError, match=r'"兰州新区" is no unit of China\. (?!.*bears that name)'):
        the_named("兰州新区", UNITS, "China")
