"""Every fixed word of the slides, Chinese and English."""

from __future__ import annotations

from types import MappingProxyType

WORDS = MappingProxyType(
    {
        "comma": ("、", ", "),
        "stop": ("。", ". "),
        "pair": ("{one}：{two}", "{one}: {two}"),
        "within": ("{one}（{two}）", "{one} ({two})"),
        "clause": ("{about}：{source}，{locator}，“{anchor}”", "{about}: {source}, {locator}, “{anchor}”"),
        "km": ("{n} 公里", "{n} km"),
        "km2": ("{n} 平方公里", "{n} km²"),
        "map": ("地图", "Map"),
        "map_alt": (
            "{region}布局图，由可编辑的形状组成",
            "Map of the layout of {region}, made of shapes that can be edited",
        ),
        "ground": ("图底", "Ground of the map"),
        "units": ("行政区", "Units"),
        "zones": ("分区", "Zones"),
        "lines": ("界线", "Boundary lines"),
        "places": ("地点", "Places"),
        "frame": ("图框", "Frame of the map"),
        "labels": ("注记", "Names on the map"),
        "leader": ("引线", "Line to a name"),
        "scale_bar": ("比例尺", "Scale bar"),
        "gathered": ("{n} 处地点", "{n} places"),
        "inset": ("局部放大", "Enlarged"),
        "swatch": ("图例：{name}", "Legend: {name}"),
        "legend": ("图例", "Legend"),
        "layout": ("布局", "Layout"),
        "overview": ("总体布局", "The layout as a whole"),
        "open_page": ("打开互动地图", "Open the interactive map"),
        "not_drawn": ("文件未划定范围，图上不画", "No extent is given: not drawn"),
        "sketch": ("示意范围", "Sketched extent"),
        "focus": ("所列为重点，并非全部范围", "Units named as its focus, not the whole"),
        "members": ("范围", "Units"),
        "members_focus": ("重点市县", "Focus units"),
        "lead": ("责任单位", "Responsible"),
        "numbers": ("目标与数字", "Targets and numbers"),
        "numbers_rest": ("其他目标与数字", "Other targets and numbers"),
        "more": ("另有 {n} 项", "and {n} more"),
        "places_n": ("{n} 处地点，其中 {located} 处已定位", "{n} places, {located} of them located"),
        "slide_each": ("每组一页", "a slide each"),
        "no_zone_slides": (
            "共 {n} 个分区，不逐区成页；分区见各组页面与互动地图",
            "{n} zones: no slide each; see the slide of their group and the interactive map",
        ),
        "chart": ("目标：{name}", "Targets: {name}"),
        "chart_alt": ("条形图：{name}。{rows}", "Bar chart of {name}. {rows}"),
        "parts_of": ("{name}及其构成", "{name}: whole and parts"),
        "in_measure": ("{name}（{measure}）", "{name} ({measure})"),
        "bound": ("斜纹：文件只给出下限（≥、>、级）或上限", "Hatched: the text gives a bound only (≥, >, order of)"),
        "exact": ("实色：文件给出的数值", "Solid: the number that the text gives"),
        "span": ("浅色：区间的上端", "Pale: up to the upper end of a range"),
        "actual_of": ("{name}，实际", "{name}, actual"),
        "year": ("{shown}，{year} 年", "{shown}, {year}"),
        "as_of": ("{shown}，截至 {date}", "{shown}, as of {date}"),
        "series": ("数值或下限", "Number or lower bound"),
        "series_end": ("上端", "Upper end"),
        "paged": ("{title}（{n}/{all}）", "{title} ({n}/{all})"),
        "credits": ("地图来源与审图说明", "Source and review of the map"),
        "sources": ("出处", "Sources"),
        "table_alt": ("表：{title}，{n} 行", "Table: {title}, {n} rows"),
        "indicator": ("指标", "Indicator"),
        "of": ("对象", "Of"),
        "number": ("数字", "Number"),
        "by_year": ("年份", "Year"),
        "sort": ("性质", "Kind"),
        "clause_head": ("条款", "Clause"),
        "place": ("地点", "Place"),
        "kind": ("类型", "Kind"),
        "zone": ("分区", "Zone"),
        "unit": ("所在行政区", "Unit"),
        "status": ("状态", "Status"),
        "located": ("定位", "Located"),
        "document": ("文件", "Document"),
        "issuer": ("发布者", "Issuer"),
        "mark": ("文号或版本", "Number or edition"),
        "date": ("日期", "Date"),
        "whole": ("全域", "whole region"),
        "page": ("第 {n} 页", "Page {n}"),
        "issued": ("{issuer}，{date}", "{issuer}, {date}"),
        "period": ("规划期 {first}—{last} 年", "Period {first}–{last}"),
        "schematic": (
            "空间布局示意图：位置与形状示意，非实际边界",
            "Planning diagram: positions and shapes are schematic",
        ),
        "title_alt": ("{region}布局缩略图", "Small map of the layout of {region}"),
        "rule": ("分隔线", "Rule"),
    }
)
"""Id of a text -> (Chinese, English); names in braces are filled in."""


def say(key: str, lang: str, **values: object) -> str:
    """Return a fixed text in a language.

    Examples
    --------
    >>> say("km", "zh", n=200), say("km", "en", n=200)
    ('200 公里', '200 km')
    """
    return WORDS[key][lang == "en"].format(**values)
