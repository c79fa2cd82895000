"""English names of administrative units: those on record, else the reading of the name with its level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from geo.analysis.author.readings import reading
from geo.model.naming import AUTONOMY, PEOPLES, stem, word_pairs
from geo.model.nature import read_towns
from geo.model.plan import read_base, shipped_root
from geo.model.schema import Unit
from geo.space.boxes import GLOBE

_LEVELS = {
    "神农架林区": "Forestry District",
    "新区": "New Area",
    "县": "County",
    "区": "District",
    "旗": "Banner",
    "街道": "Subdistrict",
    "镇": "Town",
    "乡": "Township",
    "苏木": "Sumu",
}
"""End of a county's or township's name -> what its English name ends with."""

_EXCEPTIONS = """
浚 Xun 蔚 Yu 单 Shan 涡阳 Guoyang 枞阳 Zongyang 繁峙 Fanshi 洪洞 Hongtong 珲春 Hunchun
瀍河 Chanhe 长子 Zhangzi 朝阳 Chaoyang 闵行 Minhang 尉犁 Yuli 荥经 Yingjing 黄陂 Huangpi 漯河 Luohe
崆峒 Kongtong 宕昌 Tanchang 泊头 Botou 曾都 Zengdu 六合 Luhe 六枝特 Luzhi_Special 蚌山 Bengshan 称多 Chenduo
召陵 Shaoling 穆棱 Muling 绥棱 Suiling 乐清 Yueqing 乐亭 Laoting 浪卡子 Langkazi 伽师 Jiashi
哈尔滨 Harbin 齐齐哈尔 Qiqihar 呼和浩特 Hohhot 鄂尔多斯 Ordos
呼伦贝尔 Hulunbuir 巴彦淖尔 Bayannur 乌兰察布 Ulanqab 锡林郭勒 Xilingol 阿拉善 Alxa 拉萨 Lhasa
日喀则 Xigaze 昌都 Qamdo 林芝 Nyingchi 山南 Shannan 那曲 Nagqu 阿里 Ngari 乌鲁木齐 Urumqi
克拉玛依 Karamay 吐鲁番 Turpan 博尔塔拉 Bortala 巴音郭楞 Bayingolin 阿克苏 Aksu 克孜勒苏 Kizilsu
喀什 Kashgar 和田 Hotan 伊犁 Ili 阿勒泰 Altay 鄂温克族自治 Evenk 鄂伦春 Oroqen 富拉尔基 Hulan_Ergi
梅里斯达斡尔族 Meilisi_Daur 杜尔伯特 Dorbod
"""
_READ_OTHERWISE = {chinese: english.replace("_", " ") for chinese, english in word_pairs(_EXCEPTIONS)}
"""Names that a dictionary of characters reads wrong, or that are not written as they are read."""

_CHARACTERS = {"长": "chang", "乐": "le", "什": "shi", "勒": "le", "佛": "fo", "尾": "wei"}
"""Characters that a dictionary of words reads in several ways, and names of units but for exceptions in one."""

_NOT_READ = ("15", "54", "65")
"""Provinces whose names are mostly no Chinese ones: there a seat on record tells more than a reading."""

_ALIKE = 0.6
"""A seat on record bears the name of its unit where so much of its letters is that of the name's reading."""


def with_english(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Return units with English names.

    A province has that of the context layer; a county where names are no Chinese ones that of its seat, where this is
    called the same. All else is the reading of the name: an author looks it over, since some places are read otherwise.
    """
    known = _known()
    return tuple(replace(unit, name_en=_english(unit, known.get(unit.unit, ""))) for unit in units)


def _known() -> Mapping[str, str]:
    """Return the English names on record by adcode: of provinces, and of seats without their level."""
    root = shipped_root()
    provinces, _ = read_base(root)
    towns = {code: town.name_en for town in read_towns(root, GLOBE) for code in town.seat_of}
    bare = {code: re.sub(r" (County|District|City|Banner)$", "", name) for code, name in towns.items()}
    return {**bare, **{row.province: row.name_en for row in provinces}}


def _english(unit: Unit, known: str) -> str:
    if unit.level == "province" and known:
        return known
    bare = _bare(unit.name)
    name = _READ_OTHERWISE.get(bare) or reading(bare, _CHARACTERS)
    if unit.unit.startswith(_NOT_READ) and bare not in _READ_OTHERWISE and _is_alike(known, name):
        name = known
    return f"{name} {_level(unit.name, bare)}" if unit.level in ("county", "township") else name


def _is_alike(known: str, read: str) -> bool:
    return SequenceMatcher(None, known.lower(), read.lower()).ratio() >= _ALIKE


def _bare(name: str) -> str:
    """Return what of a unit's name is read: all but its level, be it one letter (宾 in 宾县)."""
    short = stem(name)
    return short if short != name or len(name) == 1 else name[:-1]


def _level(name: str, bare: str) -> str:
    """Return what the English name of a county ends with: the level, with the peoples that have autonomy there."""
    longest = sorted(PEOPLES, key=len, reverse=True)
    autonomy = AUTONOMY.search(name.removeprefix(bare))
    peoples = [PEOPLES[each] for each in re.findall("|".join(longest), autonomy[1])] if autonomy else []
    level = next((english for end, english in _LEVELS.items() if name.endswith(end)), "City")
    return " ".join(filter(None, (" and ".join(peoples), "Autonomous" if "自治" in name else "", level)))
