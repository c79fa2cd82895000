"""What people call tables, columns and values, Chinese and English."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from geo.model import schema

TABLE_TITLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "plan": ("规划", "Plan"),
        "groups": ("布局分组", "Groups"),
        "zones": ("分区", "Zones"),
        "units": ("行政区", "Units"),
        "parks": ("地点", "Places"),
        "targets": ("规划指标", "Targets and baselines"),
        "actuals": ("实际数", "Numbers reached"),
        "status": ("后续状态", "States since"),
        "citations": ("出处条款", "Clauses"),
        "sources": ("文献", "Sources"),
        "story": ("讲解", "Story"),
        "industries": ("产业", "Industries"),
        "provinces": ("周边省级行政区", "Provinces around"),
        "lines": ("界线", "Boundary lines"),
        "schematic": ("示意图", "Schematic"),
        "joins": ("归属表", "Places and numbers by zone"),
    }
)
"""Name of a table or layer -> (Chinese, English)."""

_ALIASES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "about": ("所证事项", "Supports"),
        "adcode": ("行政区划代码", "Adcode"),
        "aliases": ("又称", "Also called"),
        "anchor": ("原文锚点", "Anchor"),
        "area_km2": ("面积（平方公里）", "Area (km²)"),
        "as_of": ("截至", "As of"),
        "basis": ("依据", "Basis"),
        "definition": ("范围依据", "Extent defined by"),
        "focus": ("仅为重点市县", "Focus only"),
        "form": ("形态", "Form"),
        "group": ("所属布局", "Group"),
        "hedge": ("限定语", "Hedge"),
        "high": ("数值（上限）", "Upper end"),
        "id": ("编号", "Id"),
        "indicator": ("指标", "Indicator"),
        "indicator_en": ("指标（英文）", "Indicator (English)"),
        "industries": ("产业", "Industries"),
        "industry": ("产业", "Industry"),
        "issuer": ("发布单位", "Issuer"),
        "kind": ("类型", "Kind"),
        "lat": ("纬度", "Latitude"),
        "lead": ("责任单位", "Responsible"),
        "level": ("级别", "Level"),
        "locator": ("条款", "Clause"),
        "located_by": ("位置来源", "Located by"),
        "lon": ("经度", "Longitude"),
        "low": ("数值（下限）", "Number, or lower end"),
        "measure": ("单位", "Measure"),
        "members": ("成员", "Members"),
        "mode": ("总量或新增", "Total or added"),
        "name": ("名称", "Name"),
        "name_en": ("英文名称", "English name"),
        "note": ("说明", "Note"),
        "number": ("文号", "Document number"),
        "operator": ("比较关系", "Operator"),
        "order": ("次序", "Order"),
        "outside": ("位置说明", "Why it lies elsewhere"),
        "parent": ("上级", "Parent"),
        "park_id": ("地点编号", "Place id"),
        "part_of": ("属于", "Part of"),
        "positioning": ("定位", "Role"),
        "positioning_en": ("定位（英文）", "Role (English)"),
        "precision_km": ("精度（公里）", "Precision (km)"),
        "scope": ("所指范围", "Scope"),
        "scope_id": ("所指对象", "Scope id"),
        "source": ("文献", "Source"),
        "starts": ("文本开头", "Opens with"),
        "status": ("状态", "Status"),
        "subject_id": ("对象", "Subject id"),
        "subject_type": ("对象类型", "Subject"),
        "superseded_by": ("被取代为", "Superseded by"),
        "target_id": ("指标编号", "Number id"),
        "text": ("文本文件", "Text file"),
        "title": ("标题", "Title"),
        "title_en": ("英文标题", "English title"),
        "unit": ("行政区", "Unit"),
        "unlocated": ("未定位原因", "Why not located"),
        "value": ("数值", "Value"),
        "year": ("年份", "Year"),
        "zone": ("分区", "Zone"),
        "zones": ("所属分区", "In zones"),
        "date": ("日期", "Date"),
        "adcode_name": ("行政区名称", "Unit"),
        "members_name": ("成员名称", "Members by name"),
        "parent_name": ("上级名称", "Parent by name"),
        "row_number": ("行号", "Row"),
        "sentence": ("原文", "Sentence"),
        "tick": ("采纳", "Accept"),
        "adjusted": ("人工调整", "Adjusted by hand"),
        "agreement": ("文字与位置是否一致", "Text and place agree"),
        "by_place": ("按位置归属", "By place"),
        "by_text": ("按文字归属", "By text"),
        "group_name": ("布局名称", "Name of the group"),
        "park_targets": ("该地点指标个数", "Numbers of the place"),
        "rank": ("全局次序", "Rank"),
        "stand": ("已知到", "Known to"),
        "known_places": ("仅知此地的地点数", "Places known to it only"),
        "top_industry": ("产业大类", "Top industry"),
        "type": ("种类", "Type"),
        "unit_targets": ("该行政区指标个数", "Numbers of the unit"),
        "value_text": ("数值读法", "Number in words (Chinese)"),
        "value_text_en": ("数值读法（英文）", "Number in words"),
        "zone_name": ("分区名称", "Name of the zone"),
        "zone_targets": ("该分区指标个数", "Numbers of the zone"),
    }
)

_OWN_ALIASES: Mapping[tuple[str, str], tuple[str, str]] = MappingProxyType(
    {
        ("plan", "id"): ("规划编号", "Plan id"),
        ("plan", "slogan"): ("布局口号", "Slogan"),
        ("plan", "region"): ("规划区", "Region"),
        ("plan", "region_en"): ("规划区（英文）", "Region in English"),
        ("plan", "region_adcode"): ("规划区代码", "Adcode of the region"),
        ("plan", "issuer_en"): ("发布单位（英文）", "Issuer in English"),
        ("plan", "issued"): ("印发日期", "Day of issue"),
        ("plan", "period"): ("规划期（首年;末年）", "First and last year"),
        ("plan", "partition"): ("分区覆盖全域", "Zones fill the region"),
        ("zones", "zone"): ("分区编号", "Zone id"),
        ("units", "unit"): ("行政区划代码", "Adcode"),
        ("groups", "group"): ("布局编号", "Group id"),
        ("sources", "source"): ("文献编号", "Source id"),
        ("sources", "number"): ("文号或版本", "Number or edition"),
        ("industries", "industry"): ("产业编号", "Industry id"),
        ("targets", "kind"): ("目标或现状", "Target or baseline"),
        ("targets", "part_of"): ("所属总量", "Part of the number"),
        ("actuals", "target_id"): ("对应指标", "Number id"),
        ("actuals", "value"): ("实际数", "Number reached"),
        ("actuals", "operator"): ("表述", "As printed"),
        ("status", "park_id"): ("对应地点", "Place id"),
        ("status", "status"): ("当时状态", "State then"),
        ("story", "step"): ("步骤编号", "Step id"),
        ("story", "view"): ("视野（西;南;东;北）", "View (west;south;east;north)"),
        ("story", "text"): ("正文", "Text"),
        ("story", "text_en"): ("正文（英文）", "Text (English)"),
        ("story", "lit"): ("点亮", "Shown lit"),
        ("joins", "unit"): ("行政区名称", "Name of the unit"),
        ("joins", "name"): ("名称或指标", "Name or indicator"),
        ("provinces", "province"): ("行政区划代码", "Adcode"),
        ("lines", "boundary"): ("界线种类", "Kind of line"),
        ("points", "placed_by"): ("落位依据", "Placed by"),
        ("points", "lon"): ("经度（CGCS2000）", "Longitude (CGCS2000)"),
        ("points", "lat"): ("纬度（CGCS2000）", "Latitude (CGCS2000)"),
        ("points", "unit"): ("行政区代码", "Adcode"),
        ("points", "unit_name"): ("所在行政区", "Unit"),
        ("points", "prefecture"): ("地市代码", "Adcode of the city"),
        ("points", "prefecture_name"): ("所在地市", "City"),
        ("points", "zones"): ("分区编号", "Zone ids"),
        ("points", "zone_names"): ("所在分区", "Zones"),
        ("points", "doubt"): ("存疑", "Doubt"),
        ("points", "reject_file"): ("文件", "File"),
        ("points", "reject_row"): ("行号", "Row"),
        ("points", "reject_reason"): ("未落位原因", "Reason"),
        ("points", "reject_detail"): ("说明", "Detail"),
        ("points", "kind"): ("类别", "Kind"),
        ("points", "id"): ("代码", "Id"),
        ("points", "rows"): ("企业数", "Enterprises"),
        ("points", "amount_wan_yuan"): ("金额合计（万元）", "Sum (10,000 yuan)"),
    }
)
"""Where a column's name means something else in one table."""

_OPERATORS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "ge": ("不少于", "at least"),
        "gt": ("超过", "more than"),
        "le": ("不多于", "at most"),
        "lt": ("低于", "less than"),
        "eq": ("等于", "exactly"),
        "approx": ("约", "about"),
        "range": ("区间", "range"),
        "rank": ("位次", "rank"),
        "magnitude": ("量级", "order of"),
    }
)
_SUBJECTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "zone": ("分区", "zone"),
        "unit": ("行政区", "unit"),
        "park": ("地点", "place"),
        "target": ("指标", "number"),
    }
)

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "no-position": "缺坐标",
        "no-place": "无坐标和地址",
        "not-a-number": "坐标不是数字",
        "not-finite": "坐标不是有限数",
        "zero": "坐标为 0, 0",
        "swapped": "经纬度颠倒",
        "off-globe": "超出经纬度",
        "outside": "规划区域之外",
        "address": "地址开头无市县",
        "ambiguous": "地址不止一处",
        "conflict": "市县列与地址不符",
        "cells": "列数不符",
    }
)
"""Why rows of a register are not placed."""

CHOICES: Mapping[tuple[str, str], Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        ("groups", "form"): schema.FORMS,
        ("zones", "basis"): schema.ZONE_BASES,
        ("zones", "form"): schema.FORMS,
        ("units", "level"): schema.LEVELS,
        ("parks", "kind"): schema.KINDS,
        ("parks", "basis"): schema.PARK_BASES,
        ("parks", "unlocated"): schema.UNLOCATED,
        ("parks", "status"): schema.STATUSES,
        ("schematic", "form"): schema.FORMS,
        ("schematic", "basis"): schema.DRAWING_BASES,
        ("targets", "scope"): schema.SCOPES,
        ("targets", "kind"): schema.TARGET_KINDS,
        ("targets", "mode"): schema.MODES,
        ("targets", "operator"): _OPERATORS,
        ("actuals", "operator"): {name: _OPERATORS[name] for name in schema.REACHED},
        ("joins", "type"): _SUBJECTS,
        ("joins", "kind"): {**schema.KINDS, **schema.TARGET_KINDS},
        ("joins", "status"): schema.STATUSES,
        ("joins", "basis"): schema.PARK_BASES,
        ("joins", "by_place"): {
            "unit": ("行政区在内", "its unit"),
            "part": ("行政区部分在内", "its unit, in part"),
            "point": ("点位在内", "its point"),
            "no": ("不在内", "no"),
        },
        ("joins", "agreement"): {
            "both": ("一致", "both"),
            "text": ("仅文字", "text only"),
            "place": ("仅位置", "place only"),
            "conflict": ("矛盾", "conflict"),
            "none": ("均无", "none"),
        },
        ("joins", "scope"): schema.SCOPES,
        ("joins", "operator"): _OPERATORS,
        ("citations", "subject_type"): _SUBJECTS,
        ("citations", "about"): schema.ABOUTS,
        ("status", "status"): schema.LATER_STATUSES,
        ("points", "placed_by"): {"point": ("坐标", "point"), **schema.LEVELS},
        ("points", "level"): schema.LEVELS,
        ("points", "kind"): {"whole": ("全部", "whole"), "zone": ("分区", "zone"), "unit": ("行政区", "unit")},
        ("points", "reject_reason"): {code: (words, code) for code, words in REASONS.items()},
    }
)
"""Words of every closed list: (table, column) -> id -> (Chinese, English)."""


FLAGS: Mapping[str, tuple[str, str]] = MappingProxyType({"true": ("是", "yes"), "false": ("否", "no")})
"""What people write for a flag: its cell -> (Chinese, English)."""

_SIGNS = {sign: name for name, (sign, _) in schema.OPERATORS.items() if sign} | {">=": "ge", "<=": "le", "=": "eq"}
"""Operators by the signs that people write for them."""

_TABLES: Mapping[type[schema.Record], str] = MappingProxyType(
    {
        schema.Group: "groups",
        **{row: name.partition(".")[0] for name, row in {**schema.TABLES, **schema.LAYERS}.items()},
    }
)


def table_title(table: str, lang: str = "zh") -> str:
    """Return what people call a table or layer; a table that is not known keeps its own name.

    Examples
    --------
    >>> table_title("parks"), table_title("parks", "en"), table_title("mine")
    ('地点', 'Places', 'mine')
    """
    return TABLE_TITLES.get(table, (table, table))[lang == "en"]


def column_alias(table: str, column: str, lang: str = "zh") -> str:
    """Return what people call a column of a table; a column that is not known keeps its own name.

    Examples
    --------
    >>> column_alias("parks", "kind"), column_alias("targets", "kind", "en"), column_alias("parks", "mine")
    ('类型', 'Target or baseline', 'mine')
    """
    known = _OWN_ALIASES.get((table, column)) or _ALIASES.get(column) or (column, column)
    return known[lang == "en"]


def choice_words(table: str, column: str, lang: str = "zh") -> Mapping[str, str]:
    """Return the words of a column's closed list by id, empty where the column is open.

    Examples
    --------
    >>> choice_words("zones", "basis")["sketch"], choice_words("zones", "name")
    ('示意', {})
    """
    return {ident: words[lang == "en"] for ident, words in CHOICES.get((table, column), {}).items()}


def choice_of(table: str, column: str, value: str) -> str:
    """Return the id of a word from a column's closed list, Chinese or English, or the value itself.

    Letters may be capital or full-width; an operator may be written by its sign.

    Examples
    --------
    >>> choice_of("parks", "status", "规划"), choice_of("parks", "status", "existing"), choice_of("parks", "name", "甲")
    ('planned', 'existing', '甲')
    >>> choice_of("parks", "kind", "Research Institute"), choice_of("targets", "operator", "≥")
    ('institute', 'ge')
    """
    known = CHOICES.get((table, column), {})
    if not known or value in known:
        return value
    plain = unicodedata.normalize("NFKC", value).strip().lower()
    if column == "operator" and plain in _SIGNS:
        return _SIGNS[plain]
    return next((ident for ident, words in known.items() if plain == ident or value in words or plain in words), value)


def column_in(row: type[schema.Record], text: str) -> str:
    """Return the column of a table that people call so, in Chinese or English; an empty text where none is.

    Examples
    --------
    >>> column_in(schema.Park, "名称"), column_in(schema.Park, "latitude"), column_in(schema.Park, "colour")
    ('name', 'lat', '')
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    table = _TABLES.get(row, "")
    names = (column.name for column in schema.columns(row))
    return next(
        (name for name in names if plain in [column_alias(table, name, lang).lower() for lang in ("zh", "en")]), ""
    )


def choice_in(row: type[schema.Record], column: str, value: str) -> str:
    """Return what :func:`choice_of` does, of the table whose rows are of a kind.

    Examples
    --------
    >>> choice_in(schema.Park, "status", "在建")
    'under-construction'
    """
    return choice_of(_TABLES.get(row, ""), column, value)


def name_of(row: Any, lang: str = "zh", column: str = "name") -> str:
    """Return a row's name or title in a language, the Chinese one where it has no other.

    Examples
    --------
    >>> from geo.model.plan import read_plan
    >>> name_of(read_plan("heilongjiang").groups[0], "en")
    'One pole'
    """
    return str((lang == "en" and getattr(row, f"{column}_en")) or getattr(row, column))
