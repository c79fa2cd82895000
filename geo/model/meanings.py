"""What tables and columns mean, in Chinese: the English sentences stand in :mod:`geo.model.schema`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_TABLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "plan": ("规划整体的情况。", "What is said of the plan as a whole."),
        "boundaries": ("行政区边界的来源。", "Where the boundaries come from."),
        "map": ("本图自身的情况。", "What the plan's own map says of itself."),
        "story": (
            "讲解步骤，取代由口号得出的步骤。",
            "The steps of the story, in place of those that the slogan gives.",
        ),
        "zones": (
            "规划中逐个计数的分区，一行一个；依据和精度说明轮廓是行政区合并、局部还是示意，未划定的没有几何。",
            "The counted parts of the layout, one a row; basis and precision tell whether an outline is a union or "
            "part of units or a sketch; a zone that is not drawn has no geometry.",
        ),
        "units": (
            "规划点名的行政区及其下一级，含规划对它的定位和所属分区。",
            "Administrative units that the plan names, and the level below, with what the plan makes of them.",
        ),
        "parks": (
            "规划点名的每个地点（园区、基地、实验室、高校、企业等）；只知县区或未定位的没有几何。",
            "Every named place of the plan; what is known to a county only, or not located, has no geometry.",
        ),
        "schematic": (
            "空间布局示意图：同一批分区的另一种画法，不表示界线。",
            "The planning diagram: a second drawing of the same zones, which shows no borders.",
        ),
        "provinces": (
            "规划区周边省级行政区，仅作底图。",
            "Provinces around the planned region, for context only.",
        ),
        "lines": (
            "规划区附近的界线（含南海断续线），仅作底图。",
            "Boundary lines near the planned region, for context only.",
        ),
        "groups": ("总体布局口号的各组成部分，如两区。", "The counted kinds of parts in the slogan, for example 两区."),
        "targets": (
            "规划中的每个数字：目标或现状、比较关系、数值、单位、年份和所指对象。",
            "Every number of the plan: target or baseline, operator, value, measure, year and what it speaks of.",
        ),
        "joins": (
            "地点和指标归属到分区的结果，一个地点或指标在一个分区内为一行。",
            "Places and numbers joined to zones: a row for each place or number in each of its zones.",
        ),
        "citations": (
            "除各表自身出处以外的其他条款。",
            "Every further clause that supports a fact, beside the row's own.",
        ),
        "sources": ("引用的文件和定位依据。", "Documents cited, and evidence for places."),
        "industries": (
            "各规划共用的产业分类；工作区没有此文件时用 buju 自带的。",
            "The taxonomy of industries that all plans share; where a workspace has none, that of buju.",
        ),
        "actuals": ("指标的实际完成数。", "Numbers reached."),
        "status": (
            "文本之后地点的状态，与原文所述并列，不取代原文。",
            "What became of places after the text, beside what the text says and never over it.",
        ),
    }
)
"""What a table holds: (Chinese, English)."""

TYPE_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "text": ("文本", "text"),
        "id": ("编号", "id"),
        "list": ("列表", "list"),
        "number": ("数值", "number"),
        "integer": ("整数", "whole number"),
        "flag": ("是否", "yes or no"),
        "date": ("日期", "date"),
    }
)
"""What types of columns are called: type -> (Chinese, English)."""

_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "about": "该条款支持哪一项事实。",
        "adcode": "已知所在最小行政区的代码。",
        "adcode_name": "左列代码的行政区名称；可只填名称，代码自动查得。",
        "members_name": "左列各代码的行政区名称，以分号分隔；可只填名称，代码自动查得。",
        "parent_name": "左列代码的行政区名称。",
        "row_number": "该行原来的行号，不要改动；新增的行留空。",
        "sentence": "该行所据的原文，只供判断，不写入规划。",
        "tick": "打√的行才采纳。",
        "adjusted": "经人工调整的图形为真，重新生成时保留。",
        "agreement": "一致（both）、仅文字（text）、仅位置（place）、矛盾（conflict）或无（none）。",
        "aliases": "同一地点的其他名称。",
        "anchor": "不超过 20 字、能在该条款中找到此事实的原文短语。",
        "area_km2": "CGCS2000 椭球面积。",
        "as_of": "数据截止时间：YYYY、YYYY-MM 或 YYYY-MM-DD。",
        "basis": "坐标或轮廓的依据。",
        "boundary": "界线种类的编号。",
        "by_place": "按位置归入的方式：行政区（unit）、其局部（part）、点位（point）；no 为不在其中；空为无法判断。",
        "by_text": "规划文字是否把它归入该分区。",
        "date": "文献日期：YYYY、YYYY-MM 或 YYYY-MM-DD。",
        "definition": "文字未列出成员时，由谁界定范围。",
        "focus": "文字写明“以……为重点”的为真，所列行政区并非全部范围。",
        "form": "所属布局各部分的形态。",
        "group": "所属布局分组的编号。",
        "group_name": "所属布局分组在口号中的文字。",
        "hedge": "原文的限定语，如力争。",
        "high": "区间的上限。",
        "id": "地点或指标的编号。",
        "indicator": "统计的内容。",
        "indicator_en": "统计的内容（英文）。",
        "industries": "规划赋予的产业。",
        "industry": "产业编号。",
        "issuer": "发布单位。",
        "kind": "类型。",
        "lat": "纬度，CGCS2000。",
        "lead": "责任单位。",
        "level": "行政级别。",
        "locator": "条款的标题路径，如四(二)。",
        "located_by": "定位依据：文献编号，可带“:记录号”；knowledge 为常识判断。",
        "lon": "经度，CGCS2000。",
        "low": "数值，或区间的下限。",
        "measure": "原文的计量单位，如亿元。",
        "members": "成员行政区的代码，级别可以混合。",
        "mode": "总量，或新增量。",
        "name": "规划原文所用的名称。",
        "name_en": "英文名称。",
        "note": "读者须知。",
        "number": "文号、版本。",
        "operator": "数值的比较关系。",
        "order": "次序，从 1 起。",
        "outside": "为何位于所属行政区、分区或规划区域之外。",
        "parent": "上级的编号或代码。",
        "park_id": "地点编号。",
        "park_targets": "涉及该地点的指标个数。",
        "part_of": "所从属的地点：本行是其中一处场址。",
        "positioning": "规划对它的定位，编者概括。",
        "positioning_en": "规划对它的定位（英文），编者概括。",
        "precision_km": "真实位置或轮廓所在的半径。",
        "province": "省级行政区划代码。",
        "rank": "在整个布局中的位次，从 0 起。",
        "scope": "指标所指对象的种类。",
        "scope_id": "指标所指的对象：规划编号或该种对象的编号。",
        "source": "出处文献的编号。",
        "starts": "文本开头，不超过 20 字。",
        "stand": "地点已知到何处：site 具体位置、unit 市县、region 全域、nowhere 原文未说明。",
        "known_places": "只知在此行政区、不知具体位置的地点数。",
        "status": "原文所述状态。",
        "subject_id": "所证对象的编号。",
        "subject_type": "所证对象的种类。",
        "superseded_by": "取代本行的地点编号；无地点取代时填本行自己的编号。",
        "target_id": "指标编号。",
        "text": "文本文件名，没有则为空。",
        "title": "标题。",
        "title_en": "英文标题。",
        "top_industry": "第一个产业所属的大类。",
        "type": "地点（park）或指标（target）。",
        "unit": "行政区划代码。",
        "unit_targets": "涉及该行政区的指标个数。",
        "unlocated": "没有坐标的原因；有坐标的为空。",
        "value": "实际数，单位同指标。",
        "value_text": "数值的读法，含比较关系和单位。",
        "value_text_en": "数值的英文读法。",
        "year": "目标年份，或现状年份。",
        "zone": "分区编号。",
        "zone_name": "分区名称。",
        "zone_targets": "涉及该分区的指标个数。",
        "zones": "所属分区的编号。",
    }
)

_OWN: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("actuals", "measure"): "指标的计量单位，容易弄错时重写一遍；必须与指标相同。",
        ("actuals", "operator"): "原文的表述，如约、超过；确数留空。",
        ("actuals", "target_id"): "对应指标的编号。",
        ("groups", "group"): "布局分组的编号。",
        ("groups", "form"): "各组成部分的形态。",
        ("groups", "name"): "在口号中的文字，如两区。",
        ("groups", "name_en"): "口号文字的英文。",
        ("groups", "order"): "在口号中的次序，从 1 起。",
        ("boundaries", "code_field"): "其中行政区划代码所在的列。",
        ("boundaries", "datum"): "其坐标所用的网络地图偏移基准；没有偏移的为空。",
        ("boundaries", "edition"): "边界的版本。",
        ("boundaries", "file"): "取自作者自备图层时的文件，相对于工作文件夹。",
        ("boundaries", "name_field"): "其中名称所在的列。",
        ("boundaries", "review_number"): "边界来源自身地图的审图号。",
        ("boundaries", "source"): "边界由谁制作。",
        ("industries", "name"): "产业名称。",
        ("joins", "basis"): "地点坐标的依据。",
        ("joins", "kind"): "地点的类型，或目标、现状。",
        ("joins", "name"): "地点名称，或指标内容。",
        ("joins", "precision_km"): "地点真实位置所在的半径。",
        ("joins", "unit"): "该行政区的名称。",
        ("joins", "zone"): "分区编号；不在任何分区内的为空。",
        ("lines", "name"): "界线种类的名称。",
        ("map", "review_number"): "本图自身的审图号；取得之前留空。",
        ("plan", "id"): "规划编号，也是其文件夹的名称。",
        ("plan", "issued"): "印发日期。",
        ("plan", "issuer"): "印发单位。",
        ("plan", "issuer_en"): "印发单位的英文名称。",
        ("plan", "number"): "文号；原文没有的为空。",
        ("plan", "partition"): "各分区是否合起来覆盖整个规划区。",
        ("plan", "period"): "规划期的首年和末年。",
        ("plan", "region"): "规划区。",
        ("plan", "region_adcode"): "规划区的行政区划代码。",
        ("plan", "region_en"): "规划区的英文名称。",
        ("plan", "slogan"): "原文的布局口号；原文没有的为空。",
        ("plan", "title"): "文件标题。",
        ("plan", "title_en"): "文件的英文标题。",
        ("provinces", "name"): "行政区正式名称。",
        ("schematic", "basis"): "图形的由来。",
        ("schematic", "form"): "画成的形态。",
        ("sources", "source"): "文献编号。",
        ("story", "lit"): "点亮的布局分组、分区、行政区、地点的编号；空为全部。",
        ("story", "order"): "在讲解中的次序，从 1 起。",
        ("story", "step"): "步骤编号。",
        ("story", "text"): "讲解文字，至多两行。",
        ("story", "text_en"): "讲解文字的英文。",
        ("story", "title"): "步骤的标题。",
        ("story", "title_en"): "步骤的英文标题。",
        ("story", "view"): "显示的范围：西、南、东、北。",
        ("status", "park_id"): "对应地点的编号。",
        ("status", "status"): "截止时间的状态。",
        ("targets", "kind"): "目标，或其起点的现状。",
        ("targets", "part_of"): "所从属的总量指标。",
        ("targets", "zone"): "所指的分区；所指并非分区的为空。",
        ("parks", "zone"): "第一个所属分区：先据文字，再据位置。",
        ("parks", "zones"): "文字归入的分区。",
        ("units", "name"): "行政区正式名称。",
        ("units", "source"): "给出定位的文献编号。",
        ("units", "zones"): "全部或部分位于其中的分区。",
        ("zones", "order"): "在所属布局分组内的次序，从 1 起。",
    }
)
"""Where a column means something else in one table."""


def column_meaning(table: str, column: str, english: str, lang: str = "zh") -> str:
    """Return what a column means; the English sentence where no other is known.

    Examples
    --------
    >>> column_meaning("zones", "rank", "Place in the slogan."), column_meaning("zones", "rank", "Place.", "en")
    ('在整个布局中的位次，从 0 起。', 'Place.')
    """
    return english if lang == "en" else _OWN.get((table, column)) or _COLUMNS.get(column) or english


def table_meaning(table: str, lang: str = "zh") -> str:
    """Return what a table holds, in one sentence; empty for a table that is not known.

    Examples
    --------
    >>> table_meaning("sources", "en"), table_meaning("mine")
    ('Documents cited, and evidence for places.', '')
    """
    return _TABLES.get(table, ("", ""))[lang == "en"]
