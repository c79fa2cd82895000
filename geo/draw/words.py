"""The fixed words of the interface, Chinese and English, and names that every plan's map may need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple


class Words(NamedTuple):
    """A text in Chinese and in English; an empty English text means the Chinese one."""

    zh: str
    en: str = ""


UI: Mapping[str, tuple[str, str]] = MappingProxyType({
    "map": ("地图", "Map"),
    "map_about": ("布局图。左侧“地点”表列出同样的内容，可用键盘浏览。", "Map of the layout. The table of places lists the same and works with the keyboard."),
    "panel": ("目录", "Contents"),
    "panel_hide": ("收起目录", "Hide the panel"),
    "panel_show": ("展开目录", "Show the panel"),
    "wider": ("展开表格", "Widen the table"),
    "narrower": ("收窄", "Narrow"),
    "other_language": ("English", "中文"),
    "search": ("搜索", "Search"),
    "search_hint": ("名称、拼音或首字母", "Name, pinyin or initials"),
    "search_none": ("没有找到“{q}”。可试别名、拼音首字母或英文名。", "Nothing found for “{q}”. Try another name, pinyin initials or Chinese."),
    "search_count": ("{n} 条结果", "{n} results"),
    "clear": ("清除", "Clear"),
    "clear_all": ("清除筛选", "Clear filters"),
    "tab_layout": ("布局", "Layout"),
    "tab_places": ("地点", "Places"),
    "tab_targets": ("目标", "Targets"),
    "zones": ("分区", "Zones"),
    "zone": ("分区", "Zone"),
    "group": ("布局", "Part of the layout"),
    "units": ("行政区", "Units"),
    "unit": ("行政区", "Unit"),
    "places": ("地点", "Places"),
    "place": ("地点", "Place"),
    "kind": ("类型", "Kind"),
    "industry": ("产业", "Industry"),
    "status": ("状态", "Status"),
    "where": ("分区与行政区", "Zone and unit"),
    "precision": ("位置精度", "Precision"),
    "clause": ("条款", "Clause"),
    "no_zone": ("未归入分区", "In no zone"),
    "no_industry": ("未说明产业", "No industry stated"),
    "not_located": ("未定位", "not located"),
    "located": ("已定位", "located"),
    "show": ("显示“{name}”", "Show “{name}”"),
    "open": ("展开“{name}”", "Open “{name}”"),
    "shown_of": ("显示 {n} / {all} 处", "{n} of {all} places shown"),
    "shown_all": ("共 {all} 处", "{all} places"),
    "not_located_n": ("其中 {n} 处未定位，只列于表中", "{n} of them not located: listed only"),
    "filters_none": ("没有符合筛选条件的地点。清除筛选或勾选更多分区。", "No place matches. Clear the filters or tick more zones."),
    "save_csv": ("保存为 CSV", "Save as CSV"),
    "sort_by": ("按“{name}”排序", "Sort by {name}"),
    "target": ("目标", "Target"),
    "baseline": ("现状", "Baseline"),
    "actual": ("实际", "Actual"),
    "targets_none": ("这份规划没有列出数字目标。", "This plan states no numbers."),
    "part_of_total": ("其中", "of which"),
    "year_end": ("{year} 年", "{year}"),
    "as_of": ("截至 {date}", "as of {date}"),
    "card": ("详情", "Details"),
    "close": ("关闭", "Close"),
    "copy": ("复制文本与出处", "Copy text with source"),
    "copied": ("已复制", "Copied"),
    "copy_failed": ("请按 Ctrl+C 复制", "Press Ctrl+C to copy"),
    "positioning": ("定位", "Role"),
    "members": ("成员", "Members"),
    "members_focus": ("重点市县（并非全部范围）", "Focus units (not the whole extent)"),
    "lead": ("责任单位", "Responsible"),
    "definition": ("范围依据", "Extent defined by"),
    "area": ("面积", "Area"),
    "basis": ("依据", "Basis"),
    "located_by": ("位置来源", "Located by"),
    "outside": ("位置说明", "Why it lies elsewhere"),
    "part_of": ("属于", "Part of"),
    "sites": ("分处", "Sites"),
    "aliases": ("又称", "Also called"),
    "note": ("说明", "Note"),
    "sources": ("出处", "Sources"),
    "source_of": ("{about}：{source}，{clause}", "{about}: {source}, {clause}"),
    "in_zones": ("所属分区", "In zones"),
    "in_unit": ("所在地", "In"),
    "within_km": ("约 {n} 公里以内", "within {n} km"),
    "outline_km": ("界线精度约 {n} 公里", "outline within {n} km"),
    "km": ("公里", "km"),
    "m": ("米", "m"),
    "km2": ("平方公里", "km²"),
    "gathered": ("{n} 处地点聚在一起", "{n} places close together"),
    "gathered_same": ("位置相同或太近，无法在图上分开", "At the same spot, or too close to part on the map"),
    "zoom_here": ("放大到此处", "Zoom in here"),
    "zoom_in": ("放大", "Zoom in"),
    "zoom_out": ("缩小", "Zoom out"),
    "zoom_home": ("全图", "Whole plan"),
    "legend": ("图例", "Legend"),
    "legend_zone": ("分区（按所列市县合并）", "Zone (union of its units)"),
    "legend_focus": ("分区（所列市县为重点，并非全部范围）", "Zone (units named as its focus, not the whole)"),
    "legend_sketch": ("示意范围", "Sketched extent"),
    "legend_kinds": ("类型", "Kind"),
    "legend_industry": ("产业（颜色）", "Industry (colour)"),
    "legend_status": ("状态", "Status"),
    "legend_gathered": ("聚合，数字为地点数", "Gathered, with their number"),
    "legend_ring": ("位置精度圈", "Precision ring"),
    "legend_zone_colour": ("未说明产业者随分区颜色", "No industry stated: colour of its zone"),
    "legend_context": ("邻省（区）", "Neighbouring provinces"),
    "sketch": ("示意", "sketch"),
    "north": ("北", "N"),
    "scale_at_centre": ("图幅中心比例尺", "Scale at the centre"),
    "issued_by": ("{issuer}，{date}", "{issuer}, {date}"),
    "number": ("文号", "Document"),
    "period": ("{from}—{to} 年", "{from} to {to}"),
    "parts": ("{n} 部分", "{n} parts"),
    "select_hint": ("点选分区、市县或地点查看出处", "Select a zone, a unit or a place to see its sources"),
    "click_to_zoom": ("点击地图后可用滚轮缩放", "Click the map to zoom with the wheel"),
})
"""Every fixed word of the page; `{n}` and the like are filled in by the page."""

ABROAD: tuple[tuple[Words, tuple[tuple[float, float], ...]], ...] = (
    (Words("俄罗斯", "Russia"), ((128.6, 51.9), (134.6, 45.9), (120.0, 54.5), (104.0, 53.5), (87.0, 51.5))),
    (Words("蒙古", "Mongolia"), ((104.0, 46.5), (115.3, 47.2))),
    (Words("朝鲜", "DPR Korea"), ((127.0, 40.3), (129.2, 41.4))),
    (Words("韩国", "Republic of Korea"), ((127.9, 36.5),)),
    (Words("日本", "Japan"), ((138.0, 36.3), (142.8, 43.4))),
    (Words("哈萨克斯坦", "Kazakhstan"), ((74.0, 47.5),)),
    (Words("吉尔吉斯斯坦", "Kyrgyzstan"), ((74.8, 41.5),)),
    (Words("塔吉克斯坦", "Tajikistan"), ((71.2, 38.6),)),
    (Words("阿富汗", "Afghanistan"), ((67.0, 34.5),)),
    (Words("巴基斯坦", "Pakistan"), ((70.0, 30.5),)),
    (Words("印度", "India"), ((78.5, 24.0),)),
    (Words("尼泊尔", "Nepal"), ((84.0, 28.2),)),
    (Words("不丹", "Bhutan"), ((90.4, 27.4),)),
    (Words("孟加拉国", "Bangladesh"), ((89.9, 24.2),)),
    (Words("缅甸", "Myanmar"), ((96.0, 21.8),)),
    (Words("老挝", "Laos"), ((102.4, 19.9),)),
    (Words("泰国", "Thailand"), ((101.0, 16.0),)),
    (Words("越南", "Viet Nam"), ((105.0, 21.5), (108.3, 13.8))),
    (Words("菲律宾", "Philippines"), ((121.3, 16.5),)),
)
"""Names of neighbouring countries with places (lon, lat) inside each where its name may stand."""

_SURVEYORS = MappingProxyType({"天地图": "Tianditu, National Platform for Common Geospatial Information Services"})
_LICENCES = MappingProxyType({"GeoNames": "CC BY 4.0"})


def pairs(table: Mapping[str, tuple[str, str]]) -> tuple[tuple[str, Words], ...]:
    """Return a table of the schema (id -> Chinese, English) as ids with words, in its order.

    Examples
    --------
    >>> pairs({"pole": ("极", "pole")})
    (('pole', Words(zh='极', en='pole')),)
    """
    return tuple((ident, Words(*texts)) for ident, texts in table.items())


def boundary_credit(source: str, edition: str, number: str) -> Words:
    """Return whose boundaries a map shows, with their edition and the review number of the source's own map.

    Examples
    --------
    >>> boundary_credit("甲", "2024", "").zh
    '边界来源：甲，2024 版'
    """
    zh = f"边界来源：{source}" + (f"，{edition} 版" if edition else "")
    en = f"Boundaries: {_surveyor(source)}" + (f", {edition} edition" if edition else "")
    if number:
        zh += f"（其自身地图的审图号：{number}）"
        en += f" (review number of the source's own map: {number})"
    return Words(zh, en)


def review_credit(number: str, others: str) -> Words:
    """Return what a map says of its own review.

    Parameters
    ----------
    number : str
        This map's own review number, empty where none was granted.
    others : str
        Review number of the map from which the boundaries come. It belongs to that map: where a plan gives it as
        its own, the map still counts as not submitted.

    Examples
    --------
    >>> review_credit("", "GS（2024）0650号").en
    'Not submitted for review: internal use only'
    >>> review_credit("GS（2024）0650号", "GS(2024)0650号").zh
    '本图未送审，仅供内部使用'
    """
    if number and plain_number(number) != plain_number(others):
        return Words(f"本图审图号：{number}", f"Review number of this map: {number}")
    return Words("本图未送审，仅供内部使用", "Not submitted for review: internal use only")


def evidence_credit(titles: Iterable[Words]) -> Words:
    """Return the works by which places were located, with the licence of those that ask to be named.

    Examples
    --------
    >>> evidence_credit([Words("GeoNames", "GeoNames")]).en
    'Places located by: GeoNames (CC BY 4.0)'
    """
    known = tuple(titles)
    zh = "、".join(_licensed(title.zh, "（{}）") for title in known)
    en = "; ".join(_licensed(title.en or title.zh, " ({})") for title in known)
    return Words(f"地点位置依据：{zh}", f"Places located by: {en}")


def plain_number(number: str) -> str:
    """Return a review number without what differs between two spellings of it.

    Examples
    --------
    >>> plain_number("GS（2024）0650号") == plain_number("gs (2024) 0650")
    True
    """
    return "".join(char for char in number.casefold() if char.isascii() and char.isalnum())


def _surveyor(source: str) -> str:
    return next((name for word, name in _SURVEYORS.items() if word in source), source)


def _licensed(title: str, form: str) -> str:
    licence = next((text for name, text in _LICENCES.items() if name in title), "")
    return title + form.format(licence) if licence and licence not in title else title
