"""Administrative units by what people call them: 武汉市武昌区, 武昌, 湖北武汉, 420106."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from geo.model.adcodes import plain_adcode
from geo.model.errors import UnitError, one_line
from geo.model.former import FORMER


def word_pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Return a list of words, two and two.

    Examples
    --------
    >>> word_pairs("回 Hui 藏 Tibetan")
    (('回', 'Hui'), ('藏', 'Tibetan'))
    """
    words = text.split()
    return tuple(zip(words[::2], words[1::2], strict=True))


_PEOPLES = """
蒙古 Mongol 回 Hui 藏 Tibetan 维吾尔 Uyghur 苗 Miao 彝 Yi 壮 Zhuang 布依 Bouyei 朝鲜 Korean
满 Manchu 侗 Dong 瑶 Yao 白 Bai 土家 Tujia 哈尼 Hani 哈萨克 Kazakh 傣 Dai 黎 Li 傈僳 Lisu 佤 Va
畲 She 拉祜 Lahu 水 Sui 东乡 Dongxiang 纳西 Naxi 景颇 Jingpo 柯尔克孜 Kyrgyz 土 Tu 达斡尔 Daur
仫佬 Mulao 羌 Qiang 布朗 Blang 撒拉 Salar 毛南 Maonan 仡佬 Gelao 锡伯 Xibe 塔吉克 Tajik 普米 Pumi
怒 Nu 鄂温克 Evenk 保安 Bonan 裕固 Yugur 独龙 Derung 鄂伦春 Oroqen 各 Multi-ethnic
"""
PEOPLES = dict(word_pairs(_PEOPLES))
"""Peoples that have autonomy, as names of units write them -> English."""

_PEOPLE = f"(?:{'|'.join(sorted(PEOPLES, key=len, reverse=True))})"
_SHORT = "(?:蒙古|维吾尔|哈萨克|柯尔克孜|锡伯|塔吉克)"
AUTONOMY = re.compile(f"((?:{_PEOPLE}族|{_SHORT})+)自治[州县旗]$")
"""The end of an autonomous unit's name."""

_LEVELS = re.compile(
    f"{AUTONOMY.pattern}|自治[州县旗]$|(?:壮族|回族|维吾尔)?自治区$|特别行政区$|地区$|(?<=神农架)林区$|新区$|街道(?:办事处)?$|民族乡$|苏木$|[省市县区州盟旗乡镇]$"
)
_COMMON = """
新兴 和平 友好 前进 东风 红旗 向阳 爱民 新华 新城 城中 城区 郊区 矿区 城关 中心 平安 开发 高新 经开 滨海 长安 中原 东方
西区 东区 南区 北区 市中 城东 城西 城南 城北 河东 河西 河北 江北 江南 江东 朝阳 光明 建设 团结 民主 解放 胜利 创新 安康
健康 大同 文明
"""
ORDINARY = frozenset(_COMMON.split())
"""Names of units that, without their level, are words of every text."""

_SPACES = re.compile(r"[\s/·・>›,，]+")
_MOST, _FEW = 8, 4
"""Candidates that a message lists; fewer than that a renamed unit has."""


@dataclass(frozen=True, slots=True)
class Named:
    """One administrative unit as its name knows it.

    Attributes
    ----------
    adcode : str
        Its six digits, of a township nine.
    name : str
        Its official name.
    above : tuple of str
        The names of the units above it, the highest first.
    other : str
        Its English name, where one is known.
    """

    adcode: str
    name: str
    above: tuple[str, ...] = ()
    other: str = ""

    @property
    def path(self) -> str:
        """Its name with those above it."""
        return "".join((*self.above, self.name))

    def __str__(self) -> str:
        """Return it as messages list it, for example ``湖北省武汉市武昌区 (420106)``."""
        return f"{self.path} ({self.adcode})"


def is_administrative(name: str) -> bool:
    """Return whether a name ends in a level of administration; land that a boundary source shows apart may have none.

    Examples
    --------
    >>> is_administrative("武昌区"), is_administrative("中农发山丹马场"), is_administrative("大柴旦行政委员会")
    (True, False, True)
    """
    return _LEVELS.search(name) is not None or name.endswith(("行政委员会", "管理区", "开发区", "示范区", "试验区"))


def stem(name: str) -> str:
    """Return a unit's name without its level, and without the peoples that have autonomy there; never one letter.

    Examples
    --------
    >>> stem("武昌区"), stem("恩施土家族苗族自治州"), stem("内蒙古自治区"), stem("宾县")
    ('武昌', '恩施', '内蒙古', '宾县')
    >>> stem("关东街道"), stem("古镇镇")
    ('关东', '古镇')
    """
    short = _LEVELS.sub("", name)
    return short if len(short) > 1 else name


def find_named(text: str, units: Sequence[Named]) -> tuple[Named, ...]:
    """Return the units that a text may mean, in their order.

    An adcode or a full name is meant before a name without its level, and of several the one that all others lie in:
    长沙县 is the county, 长沙 the city above it; 大理州 is an autonomous one without its peoples.

    Parameters
    ----------
    text : str
        Adcode, or name, also with names of units above before it, each with or without its level.
    units : sequence of Named
        Those that there are, the higher before the lower.

    Examples
    --------
    >>> units = [Named("420106", "武昌区", ("湖北省", "武汉市")), Named("230184", "五常市", ("黑龙江省", "哈尔滨市"))]
    >>> [unit.adcode for unit in find_named("武汉武昌", units)]
    ['420106']
    """
    asked = _plain(text)
    code = plain_adcode(asked)
    ways = (
        lambda unit: code == unit.adcode or (bool(unit.other) and text.strip() == unit.other),
        lambda unit: _ends(asked, unit.name, unit.above),
        lambda unit: _ends(asked, stem(unit.name), unit.above),
        lambda unit: any(_ends(asked, short, unit.above) for short in _autonomous(unit.name)),
    )
    return next((_highest(found) for way in ways if asked and (found := tuple(filter(way, units)))), ())


def the_named(text: str, units: Sequence[Named], where: str) -> Named:
    """Return the one unit that a text means.

    Parameters
    ----------
    text : str
        As of :func:`find_named`.
    units : sequence of Named
        Those that there are.
    where : str
        What messages call the whole of them.

    Raises
    ------
    UnitError
        There is none, of which the message guesses, or there are several, which it lists.
    """
    found = find_named(text, units)
    if len(found) == 1:
        return found[0]
    shown = one_line(text, 40)
    if found:
        listed = ", ".join(map(str, found[:_MOST])) + (", …" if len(found) > _MOST else "")
        hint = "Write one with what is above it, or its adcode."
        raise UnitError(f'"{shown}" is the name of {len(found)} units of {where}: {listed}. {hint}')
    raise UnitError(f'"{shown}" is no unit of {where}. {became(text, units) or _guessed(text, units)}')


def became(text: str, units: Sequence[Named]) -> str:
    """Return what became of a unit that is no more, as a sentence; empty where nothing is known of it.

    A unit of the same name on another level is what a county became that is a district now; units that were merged
    into others are listed in :data:`geo.model.former.FORMER`.

    Examples
    --------
    >>> became("望城县", [Named("430112", "望城区", ("湖南省", "长沙市"))])
    '湖南省长沙市望城区 (430112) bears that name now: give that.'
    """
    asked = _plain(text)
    known = {unit.adcode: unit for unit in units}
    for former in FORMER:
        now = [known[adcode] for adcode in former.now if adcode in known]
        if now and any(_ends(asked, name, (former.above,)) for name in (former.name, stem(former.name))):
            return (
                f"Since {former.year} it is in {' and '.join(map(str, now))}: give that, if the text means all of it."
            )
    # A new area (兰州新区) bears a city's name and is none of its levels.
    is_level = stem(asked) != asked and not asked.endswith("新区")
    alike = find_named(stem(asked), units) if is_level else ()
    return f"{' and '.join(map(str, alike))} bears that name now: give that." if 0 < len(alike) < _FEW else ""


def _guessed(text: str, units: Sequence[Named]) -> str:
    """Return the nearest names as a question: those with most letters at their places, the higher units first."""
    asked = _plain(text)
    words = {word: unit for unit in reversed(units) for word in (unit.path, unit.name)}
    near = get_close_matches(asked, words, n=_MOST, cutoff=0.6)

    def alike(word: str) -> int:
        return sum(one == other for one, other in zip(word, asked, strict=False))

    best = {words[word] for word in near if alike(word) == max(map(alike, near))}
    listed = [str(unit) for unit in units if unit in best][: _FEW - 1]
    return f"Did you mean {' or '.join(listed)}?" if listed else "Give the full name or the adcode."


def _plain(text: str) -> str:
    return _SPACES.sub("", unicodedata.normalize("NFKC", text))


def _highest(found: tuple[Named, ...]) -> tuple[Named, ...]:
    """Return the one of several units that is above all others, where there is one; else all."""
    first, *rest = found
    return (first,) if rest and all(first.name in unit.above for unit in rest) else found


def _ends(text: str, own: str, above: tuple[str, ...]) -> bool:
    """Return whether a text is a name after any of the names above it, each with or without its level."""
    return text.endswith(own) and _is_above(text[: len(text) - len(own)], above)


def _is_above(text: str, above: tuple[str, ...]) -> bool:
    if not text:
        return True
    return any(
        text.endswith(word) and _is_above(text[: len(text) - len(word)], above[:at])
        for at, name in enumerate(above)
        for word in {name, stem(name), *_autonomous(name)}
    )


def _autonomous(name: str) -> tuple[str, ...]:
    """Return an autonomous unit's name without its peoples (甘南州, 甘南自治州); nothing for another unit."""
    short = re.sub("族?自治.$", "", stem(name))
    return (short + name[-1], f"{short}自治{name[-1]}") if "自治" in name else ()
