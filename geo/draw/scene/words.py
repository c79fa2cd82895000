"""Texts in two languages: remarks, credits, names of countries."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple


class Words(NamedTuple):
    """A text in Chinese and in English; an empty English text means the Chinese one."""

    zh: str
    en: str = ""


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


def both(text: str) -> Words:
    """Return a remark that tables write in both languages as ``中文 / English``.

    Examples
    --------
    >>> both("点为市区 / the point is the city")
    Words(zh='点为市区', en='the point is the city')
    >>> both("五重复 / repeated in chapter 五").en
    'repeated in chapter 五'
    >>> both("医院 / 诊所")
    Words(zh='医院 / 诊所', en='')
    """
    zh, _, en = text.partition(" / ")
    return Words(zh, en) if _is_latin(en) and not _is_latin(zh) else Words(text)


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
        en += f" (review number of the source's own map: {_half_width(number)})"
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
        return Words(f"本图审图号：{number}", f"Review number of this map: {_half_width(number)}")
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
    plain = _half_width(number).casefold()
    return "".join(char for char in plain if char.isascii() and char.isalnum())


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _is_latin(text: str) -> bool:
    latin = sum(char.isascii() and char.isalpha() for char in text)
    return latin > 2 * sum("\u4e00" <= char <= "\u9fff" for char in text)


def _surveyor(source: str) -> str:
    return next((name for word, name in _SURVEYORS.items() if word in source), source)


def _licensed(title: str, form: str) -> str:
    licence = next((text for name, text in _LICENCES.items() if name in title), "")
    return title + form.format(licence) if licence and licence not in title else title
