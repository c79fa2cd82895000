"""Addresses read from their start, unit by unit downwards; what stands behind the units is never taken for one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

from geo.model.adcodes import COUNTRY, codes_above, is_within, level_of
from geo.model.former import FORMER
from geo.model.naming import ORDINARY, PEOPLES, Named, stem
from geo.model.plan import Plan

_BLANK = re.compile(r"\s+")
_OPENS = re.compile(
    r"(?:(?:详细|注册|经营|通讯|办公|生产|企业|公司)?地址|住所|位于|地处|中华人民共和国|中国|\d{6}(?=\D))[:：]?|^[:：]"
)
"""What may stand before the units."""

_BETWEEN = re.compile(
    r"[/·・>,，、|—_-]+|市辖区|(?:省|自治区)直辖县级行政(?:区划|单位)|^[(（]|[)）]|[(（](?=[^()（）]*[区县市旗])"
)
"""What stands between units and says nothing."""

_STREET = re.compile("大街|街(?!道)|路|大道|胡同|巷|里弄|弄|公路|高速")
_WAY = re.compile(f"[东西南北中前后大小新老上下环一二三四五六七八九十]?(?:{_STREET.pattern})")
_SOMETHING = re.compile(
    f"{_WAY.pattern}|.{{0,4}}(?:大学|学院|学校|中学|小学|医院|银行|公司|集团)|"
    "宾馆|酒店|饭店|大厦|广场|公园|火?车站|机场|大桥|市场|市政|市民"
)
"""What makes a short name before it that of a street, a school or a firm."""

_STREET_OF_COUNTY = re.compile(f".?{_WAY.pattern}|{_SOMETHING.pattern}")
_OF_LEVEL = {
    "市": re.compile(
        "场|民(?:广场|公园|中心|大厦|大街|服务|之家|活动|健身|文化|路|街(?!道))"
        "|政(?:工程|公司|建设|设施|管理|设计|养护|园林|大厦|公园|广场|集团|路|街(?!道))"
    )
}
"""What makes another word of the last letter of a unit: 市民广场 is none of a city, 五常市民乐乡 is."""

_TOWN_OF_STREETS = re.compile(r"街[^\d\s]{1,6}?(?:镇|乡|村|街道)")
"""A town whose name begins as that of a street: 同江市街津口赫哲族乡."""

_AREA = re.compile(
    r"(?:国家级?|省级)?(?:高新(?:技术)?(?:产业)?(?:开发)?区|经(?:济)?(?:技术)?(?:开发|开)区|开发区|新区|综合保税区|保税区)"
)
"""An area of development that a city has one of, or that is named after it."""

_TOWN = re.compile(r"[^\d\s]{1,6}?(?:镇|乡|村|街道|屯|农场|林场|工业园|产业园|园区|开发区)")
_ZONE_WORDS = (("高新技术产业开发区", "高新区"), ("经济技术开发区", "经开区"), ("经济开发区", "经开区"))
_ADMINISTERED = dict.fromkeys(("加格达奇区", "松岭区", "新林区", "呼中区"), "232700")
"""Areas that 大兴安岭地区 administers, and that no list of counties has."""

_CALLED = {"杜蒙县": "230624", "前郭县": "220721", "阜蒙县": "210921", "喀左县": "211324"}
"""What people call counties of peoples whose names are long."""

_CHANGED = {"county": ("县", "市", "区"), "prefecture": ("市", "地区")}
"""What the last word of a unit's name was before it was raised, by level."""

_OF_PEOPLES = re.compile(f"(?:(?:{'|'.join(PEOPLES)})族)+([区县乡镇])$")
"""The end of a unit's name that says which people live there, without having autonomy."""

_KINDS_OF_AREA = ("park", "zone")
_SHORTEST = 2
_LONGEST = 60
"""Letters of an address that are read."""

_How = Literal["", "whole", "changed", "short", "area"]
"""How a name stands: with its level, as it was before, without its level, as an area; empty where none stands yet."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    code: str
    how: _How


@dataclass(frozen=True)
class Addresses:
    """The units of the country by the names that addresses open with.

    Attributes
    ----------
    units : mapping of str to Named
        Adcode -> unit, of the plan and of all the country where its names are known.
    home : frozenset of str
        Adcodes of the plan's own units.
    region : str
        Adcode of the planned region.
    areas : tuple of (str, str)
        Names of areas of development in the plan -> adcode of the unit that each lies in.
    """

    units: Mapping[str, Named] = field(repr=False)
    home: frozenset[str] = field(repr=False)
    region: str
    areas: tuple[tuple[str, str], ...] = ()

    def read(self, text: str, within: str = COUNTRY) -> tuple[str, ...]:
        """Return the adcode of the unit that an address names from its start on: several of one name, or none.

        Of several units of a name, the one of the plan is meant; of nested ones, the lowest. A name without its level
        counts before another unit, an area of development or a town; never before a street, a school or a firm.

        Parameters
        ----------
        text : str
            For example 哈尔滨市南岗区西大直街92号, 长沙高新区, 道里区友谊路.
        within : str
            Adcode of a unit in which it is known to lie.
        """
        return self._read(_opened(text)[:_LONGEST], within)

    def named(self, code: str) -> str:
        """Return a unit as a person reads it: with the units above it."""
        unit = self.units.get(code)
        return unit.path if unit else code

    def at_home(self, code: str) -> str:
        """Return the lowest unit of the plan that a unit is, or lies in; empty where it lies in none."""
        return next((each for each in (code, *codes_above(code)) if each in self.home), "")

    @cached_property
    def only(self) -> frozenset[str]:
        """Names that one unit has alone."""
        return frozenset(
            name for name, units in Counter(unit.name for unit in self.units.values()).items() if units == 1
        )

    @cached_property
    def _read(self) -> Callable[[str, str], tuple[str, ...]]:
        return lru_cache(maxsize=200_000)(self._reading)  # many rows begin alike, and many are repeated

    def _reading(self, text: str, within: str) -> tuple[str, ...]:
        found = list(self._ends(text, 0, within, ""))
        farthest = max((end for _, end in found), default=0)
        codes = {code for code, end in found if end == farthest} if farthest else set()
        # What a wider unit says besides a narrower one is the same.
        lowest = {code for code in codes if not any(code != other and is_within(other, code) for other in codes)}
        home = {code for code in lowest if self.at_home(code) and is_within(code, self.region)}
        return tuple(sorted(home or lowest))

    def _ends(self, text: str, at: int, holder: str, how: _How) -> Iterator[tuple[str, int]]:
        """Yield the units at which an address may stop being one of units, and where; `how`: as the last one stands."""
        if between := _BETWEEN.match(text, at):
            at = between.end()
        for word in self._next(text, at, holder):
            end = at + len(word.text)
            yield from self._ends(text, end, word.code if is_within(word.code, holder) else holder, word.how)
        if how and (how != "short" or self._may_stop(text[at:], holder)):
            yield holder, at

    def _next(self, text: str, at: int, holder: str) -> list[_Word]:
        """Return the names that go on at a place: of units in the holder, or of itself and those above it once more."""
        found = [
            word
            for word in self._openers.get(text[at : at + _SHORTEST], ())
            if text.startswith(word.text, at)
            and (is_within(word.code, holder) or is_within(holder, word.code))
            and self._is_it(word, text[at + len(word.text) :], holder)
        ]
        real = {word.text for word in found if word.how == "whole"}
        found = [word for word in found if word.how != "changed" or word.text not in real]
        whole = [word for word in found if word.how != "short"]
        return whole if at and whole else found

    def _is_it(self, word: _Word, rest: str, holder: str) -> bool:
        """Return whether a word is a unit, by what follows it."""
        if word.how == "area":
            return True
        if word.how in ("whole", "changed"):
            other = _OF_LEVEL.get(word.text[-1])
            is_street = _STREET.match(rest) and not _TOWN_OF_STREETS.match(rest)
            return not is_street and not (other and other.match(rest))
        if not is_within(word.code, holder) or word.code == holder:
            return False
        if level_of(word.code) != "county":
            return True
        in_city = level_of(holder) == "prefecture"
        return in_city or (word.code in self.home and bool(_TOWN.match(rest) or _AREA.match(rest)))

    def _may_stop(self, rest: str, code: str) -> bool:
        """Return whether a name without its level is a unit, although no other unit follows it."""
        if level_of(code) == "county":
            return not _STREET_OF_COUNTY.match(rest)
        if not rest or _AREA.match(rest):
            return True
        return not _SOMETHING.match(rest) and bool(re.search("[路街道号村镇乡屯园区]", rest))

    @cached_property
    def _openers(self) -> Mapping[str, Sequence[_Word]]:
        """The first two letters of a name -> the names that begin so, the longest first."""
        found: dict[str, dict[_Word, None]] = {}
        for word in self._words():
            if len(word.text) >= _SHORTEST and word.code in self.units:
                found.setdefault(word.text[:_SHORTEST], {})[word] = None
        return {start: sorted(words, key=lambda word: -len(word.text)) for start, words in found.items()}

    def _words(self) -> Iterator[_Word]:
        names = {(unit.name, code[:2]) for code, unit in self.units.items()}
        for code, unit in self.units.items():
            yield _Word(unit.name, code, "whole")
            if (plainly := _OF_PEOPLES.sub(r"\1", unit.name)) != unit.name:
                yield _Word(plainly, code, "changed")
            short = stem(unit.name)
            if short == unit.name:
                continue
            is_city = any(stem(above) == short for above in unit.above[1:])
            if level_of(code) != "county" or (short not in ORDINARY and not is_city):
                yield _Word(short, code, "short")
            for last in _CHANGED.get(level_of(code), ()):
                if (short + last, code[:2]) not in names:
                    yield _Word(short + last, code, "changed")
        for former in FORMER:
            yield from (_Word(former.name, code, "changed") for code in former.now)
        yield from (_Word(name, code, "whole") for name, code in (*_ADMINISTERED.items(), *_CALLED.items()))
        yield from (_Word(name, code, "area") for name, code in self.areas)


def addresses_of(plan: Plan, country: Iterable[Named] = ()) -> Addresses:
    """Return what addresses are read with.

    Parameters
    ----------
    plan : Plan
        Its units, and its areas of development.
    country : iterable of Named
        Units of all the country, to know those outside the plan by name.
    """
    home = {unit.adcode: unit for unit in plan.named_units}
    known = {unit.adcode: unit for unit in country}
    units = known | {code: unit for code, unit in home.items() if code not in known or known[code].name != unit.name}
    return Addresses(units, frozenset(home), plan.header.region_adcode, tuple(_areas(plan)))


def _opened(text: str) -> str:
    """Return an address in one width, without blanks and what may stand before its units."""
    plain = _BLANK.sub("", unicodedata.normalize("NFKC", text))
    while (before := _OPENS.match(plain)) and before.end():
        plain = plain[before.end() :]
    return plain


def _areas(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield names of a plan's areas: whole, short, and without the city before them."""
    cities = sorted({word for unit in plan.unit_rows for word in (unit.name, stem(unit.name))}, key=len, reverse=True)
    for park in plan.park_rows:
        if park.kind not in _KINDS_OF_AREA or not park.adcode:
            continue
        for name in map(_opened, (park.name, *park.aliases)):
            own = next((name.removeprefix(city) for city in cities if name.startswith(city)), name)
            for text in dict.fromkeys((name, own)):
                shorter = (text.replace(whole, short) for whole, short in _ZONE_WORDS)
                words = dict.fromkeys((text, *shorter))
                # 高新区 alone is that of any city.
                yield from (
                    (word, park.adcode) for word in words if len(word) > _SHORTEST and not _AREA.fullmatch(word)
                )
