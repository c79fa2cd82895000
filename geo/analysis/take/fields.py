"""What heads of other people's sheets mean: by name, by synonym, with the measure and year that they carry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from geo.analysis.quantities import quantities_in
from geo.analysis.spreadsheet.heads import Head, plain

PARKS = """
park_id 地点编号 park_id
name 名称 企业名称 单位名称 园区名称 项目名称 地点名称 机构名称 公司名称 企业 单位 园区 公司 全称 name company
name_en 英文名称 英文名 英文 name_en english
aliases 简称 别名 又称 曾用名 aliases alias
kind 类型 类别 种类 性质 kind type
zones 所属分区 分区 功能分区 功能区 板块 zone zones
adcode 行政区划代码 区划代码 行政区代码 行政代码 统计用区划代码 adcode
province 省 省份 所在省 所属省份 省级 province
city 市 地市 市州 市地 地级市 城市 所在市 所在城市 所属市 所属地市 地市州 市级 city
county 区县 县区 县 区 县市区 区县市 所在区县 所在县区 所在县 所在区 所属区县 所属县区 所属县 所属区 county district
unit 行政区 行政区名称 所在地 所在地区 所属地区 地区 属地 所在区域 区域 unit region
unit 县市 市县 所在县市 所在市县 所属县市 所属市县
address 地址 详细地址 注册地址 通讯地址 经营地址 住所 位置 地点 address
lon 经度 东经 lon lng long longitude x
lat 纬度 北纬 lat latitude y
position 坐标 经纬度 地理坐标 经纬度坐标 位置坐标 地理位置 坐标(经度,纬度) 经度,纬度 经度/纬度 coordinates lonlat
precision_km 精度 精度(公里) 精度(km) precision_km
located_by 位置来源 坐标来源 定位依据 located_by
unlocated 未定位原因 unlocated
outside 位置说明 outside
industries 产业 行业 所属产业 所属行业 主导产业 产业类别 行业类别 产业领域 领域 industry industries
status 状态 建设状态 建设情况 建设阶段 进展 status
source 文献 出处 source
locator 条款 locator
anchor 原文锚点 anchor
note 说明 备注 注 note notes remark remarks
"""
"""Columns of a sheet of places -> the heads that mean them."""

_OF_PLACES = ("name", "province", "city", "county", "unit", "address", "lon", "lat", "position", "adcode")
POINTS = "\n".join(
    [
        *(line for line in PARKS.strip().splitlines() if line.split()[0] in _OF_PLACES),
        "township 乡镇 街道 乡镇街道 镇街 所在乡镇 所属乡镇 乡镇(街道) 街道(乡镇) 所属街道 township",
        "address 地址(住所) 企业地址 公司地址 单位地址 生产地址 办公地址 实际地址 项目地址 联系地址 建设地点",
        "industry 产业 行业 所属产业 所属行业 行业类别 产业类别 行业门类 行业名称 国民经济行业 industry",
        "revenue 营业收入 主营业务收入 营收 年营业收入 销售收入 产值 年产值 revenue",
        "staff 从业人数 从业人员 员工人数 职工人数 人数 用工人数 参保人数 employees staff",
    ]
)
"""Columns of a register of points -> the heads that mean them."""

TARGETS = """
target_id 指标编号 target_id
indicator 指标 指标名称 主要指标 具体指标 二级指标 三级指标 名称 指标内容 indicator
indicator_en 指标(英文) 英文名称 indicator_en
measure 单位 计量单位 measure unit
value 数值 数值(下限) 目标值 指标值 目标 值 规划目标 规划值 目标任务 value target low
baseline 现状值 基期值 现状 基期 基数 基准值 完成值 实际值 实际 完成 baseline
year 年份 目标年 目标年份 年度 年 year
mode 总量或新增 mode
subject 对象 所指对象 范围 分区 地区 行政区 所属分区 适用范围 scope_id
hedge 限定语 hedge
source 文献 出处 source
locator 条款 locator
anchor 原文锚点 anchor
note 说明 备注 注 note remark
"""
"""Columns of a sheet of numbers -> the heads that mean them."""

VALUES = ("value", "baseline")
"""Fields of which a sheet may have several columns: one a year."""

OWN = "x_"
"""How the name of a column begins that the plan does not know and keeps."""

ORDER = "order"
_ORDERS = ("序号", "编号", "序", "no", "no.", "#", "id")
"""Heads of numbers that only count the rows."""

_ENDS = frozenset(
    {
        *("名称", "经度", "纬度", "经纬度", "坐标", "地址", "所在地", "行政区划代码"),
        *("目标值", "规划目标", "指标值", "现状值", "基期值", "完成值"),
        *("营业收入", "主营业务收入", "销售收入", "营收", "产值"),
    }
)
"""Words that mean the same at the end of a longer head, as 单位 in 牵头单位 does not."""

BRACKETS = re.compile(r"[(\[【〔](.*?)[)\]】〕]")
_MONEY = re.compile(r"[-—/]?((?:[十百千]?[万亿]|千)元)$")
"""A measure of money at the end of a head without brackets: 营业收入万元."""
_UNIT = re.compile(r"单位\s*[:：]\s*([^\s)）]+)")
_YEAR = re.compile(r"(20\d\d)(?:年度?|末|年末|年底)?")


@dataclass(frozen=True)
class Meaning:
    """What the head of a column means.

    Attributes
    ----------
    field : str
        One of the fields of :data:`PARKS` or :data:`TARGETS`.
    measure : str
        The measure that it names, for example 亿元.
    year : str
        The year that it names.
    """

    field: str
    measure: str = ""
    year: str = ""


def words_of(text: str) -> Mapping[str, str]:
    """Return heads -> what they mean, from lines of a field and the heads that mean it."""
    lines = (line.split() for line in text.strip().splitlines())
    return {plain(head): field for field, *heads in lines for head in heads}


def own_name(head: str) -> str:
    """Return the name under which a plan keeps a column that it does not know.

    Examples
    --------
    >>> own_name("产值（万元）"), own_name("主要产品")
    ('x_产值_万元', 'x_主要产品')
    """
    return OWN + re.sub(r"\W+", "_", plain(head)).strip("_")


def meaning(head: Head, words: Mapping[str, str]) -> Meaning | None:
    """Return what a head means, by all its parts or by its lowest one; None where nothing says it.

    Examples
    --------
    >>> words = words_of(TARGETS)
    >>> meaning(Head(0, ("2025年", "目标值（亿元）"), "A1"), words)
    Meaning(field='value', measure='亿元', year='2025')
    >>> meaning(Head(0, ("重点企业名称",), "A1"), words_of(PARKS))
    Meaning(field='name', measure='', year='')
    >>> meaning(Head(0, ("2024年工业总产值_万元",), "A1"), words_of(POINTS))
    Meaning(field='revenue', measure='万元', year='')
    >>> meaning(Head(0, ("联系电话",), "A1"), words_of(PARKS)) is None
    True
    """
    texts = dict.fromkeys((head.text, head.parts[-1]))
    return next((found for text in texts if (found := _meaning(plain(text), words))), None)


def units_above(above: Iterable[str]) -> Iterator[str]:
    """Yield what stands above a table as the unit of all its numbers, as 亿元 in 填报单位：某局 单位：亿元."""
    return (found[1] for text in above for found in _UNIT.finditer(text))


def measure_in(text: str) -> str:
    """Return the measure that a text names, empty where it names none.

    Examples
    --------
    >>> measure_in("亿元"), measure_in("单位：万人"), measure_in("公里数不限")
    ('亿元', '万人', '')
    """
    bare = re.sub(r"^单位[:：]?", "", text.strip())
    found = list(quantities_in(f"1{bare}"))
    whole = found and found[0].end == len(bare) + 1
    return found[0].measure if whole else ""


def _meaning(text: str, words: Mapping[str, str]) -> Meaning | None:
    if text in words:
        return Meaning(words[text])
    if text in _ORDERS:
        return Meaning(ORDER)
    measure = next((found for inside in BRACKETS.findall(text) if (found := measure_in(inside))), "")
    bare = BRACKETS.sub("", text)
    if not measure and (money := _MONEY.search(bare)) and money.start():
        measure, bare = money[1], bare[: money.start()]
    dated = _YEAR.search(bare) if "value" in words.values() else None
    year = dated[1] if dated else ""
    bare = bare.replace(dated[0], "", 1) if dated else bare
    if year and not bare:
        return Meaning("value", measure, year)
    field = words.get(bare) or _by_end(bare, words)
    return Meaning(field, measure, year) if field else None


def _by_end(text: str, words: Mapping[str, str]) -> str:
    """Return what a longer head means by the words that it ends in: 重点企业名称."""
    ends = [word for word in words if word in _ENDS and text.endswith(word)]
    return words[max(ends, key=len)] if ends else ""
