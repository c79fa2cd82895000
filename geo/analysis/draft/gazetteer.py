"""Names of administrative units and of regions of the country, as texts write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from geo.analysis.draft.regions import REGIONS
from geo.analysis.draft.words import any_of
from geo.model.adcodes import digits_of, is_within
from geo.model.naming import ORDINARY, Named, find_named, stem
from geo.model.plan import Plan

LANDFORM = re.compile("[湾湖岛江河港山海]")
"""What follows a unit's name in that of a water or a hill: 杭州湾."""
_HILL = re.compile("[湖岛江河山](?![市县区羊药楂茱核珍蟹鱼虾泉])")
_SPLIT = re.compile(r"[、,和与及]|以及")
_LEVELS = "省市县区旗盟"
"""Letters that end the name of a unit with its level; 州 ends short ones, too."""
_SIDE = re.compile("^[东西南北中]+部(?=..)")
"""What tells where in the region the first unit of a list lies, before its name."""
_OF = re.compile("(?<=[省市州盟])的(?=..)")
"""What joins the name of a unit to that of the one above it: 甲市的乙县."""
_TAIL = (
    "等|[一二两三四五六七八九十\\d]+[市县区省]|沿|一带|一线|周边|全域|全境|境内|交界|的|[东西南北中]+部|部分"
    "|(?<=[市县区旗])[^园区基地港谷城]{1,4}(?:沿岸|两岸|流域)"
)
"""What may follow a unit of a list."""
_FEW = 3
"""A shorter list is one of units where all its words are units."""


@dataclass(frozen=True, slots=True)
class Found:
    """A unit that a text names.

    Attributes
    ----------
    adcode : str
        Its six digits.
    start, end : int
        Where its name stands.
    whole : bool
        Whether it stands with its level (大庆市), not short (大庆).
    """

    adcode: str
    start: int
    end: int
    whole: bool


@dataclass(frozen=True)
class Gazetteer:
    """The units of a plan by what its text calls them.

    Attributes
    ----------
    units : tuple of Named
        The higher before the lower.
    levels : mapping of str to str
        Adcode -> its level.
    region : str
        Adcode of the planned region.
    """

    units: tuple[Named, ...]
    levels: dict[str, str] = field(repr=False)
    region: str

    def named(self, text: str) -> tuple[str, ...]:
        """Return what a text means: one unit, or those of a region of the country; none where it is no name of one."""
        if text not in self._told:
            self._told[text] = self._find(text)
        return self._told[text]

    @cached_property
    def _told(self) -> dict[str, tuple[str, ...]]:
        """What words meant that were asked for: a text has the same ones again and again."""
        return {}

    def _find(self, text: str) -> tuple[str, ...]:
        if text in REGIONS:
            return tuple(code for code in REGIONS[text] if code in self.levels)
        found = find_named(text, self.units) if len(text) > 1 else ()
        return (found[0].adcode,) if len(found) == 1 else ()

    def listed(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the units of a list such as 甲、乙、丙等地, and its words that are none; nothing where most are none.

        Examples
        --------
        >>> Gazetteer((Named("230184", "五常市"), Named("230125", "宾县")), {}, "").listed("五常、宾县、甲园等县市")
        (('230184', '230125'), ('甲园',))
        """
        words = [self._without_tail(word) for word in self._words(text)]
        if words:
            words[0] = words[0] if self.named(words[0]) else self._without_tail(_SIDE.sub("", words[0]))
        found = [self.named(word) for word in words]
        others = tuple(word for word, codes in zip(words, found, strict=True) if not codes)
        whole = [word for word, codes in zip(words, found, strict=True) if codes and word[-1] in _LEVELS]
        if not words or 2 * len(others) > len(words) or (others and len(words) < _FEW and not whole):
            return (), ()
        return tuple(dict.fromkeys(code for codes in found for code in codes)), others

    def _words(self, text: str) -> Iterator[str]:
        """Yield the words of a list; a conjunction within the name of a unit parts none: 和平区."""
        spans = [match.span() for match in (*self._pattern.finditer(text), *self._joints.finditer(text))]
        begin = 0
        for cut in _SPLIT.finditer(text):
            if not any(start <= cut.start() < end for start, end in spans):
                yield from filter(None, [text[begin : cut.start()]])
                begin = cut.end()
        yield from filter(None, [text[begin:]])

    def _without_tail(self, word: str) -> str:
        """Return a word of a list without 等地, 等三市, 两市全域, and 的 behind the unit above it."""
        if self.named(word):
            return word
        if self.named(joined := _OF.sub("", word)):
            return joined
        tails = (match.start() for match in re.finditer(_TAIL, word))
        return next((word[:at] for at in tails if self.named(word[:at])), word.partition("等")[0] or word)

    def names_in(self, text: str) -> Iterator[Found]:
        """Yield the units that a text names: all with their level, prefectures and provinces also short."""
        for match in self._pattern.finditer(text):
            yield Found(self._codes[match[0]], match.start(), match.end(), match[0] in self._whole)

    def units_in(self, text: str) -> list[Found]:
        """Return the units that a text names, without the region itself."""
        return [found for found in self.names_in(text) if found.adcode != self.region]

    def begins(self, name: str) -> str:
        """Return the adcode of the unit whose name, with its level or short, opens the name of a place.

        Examples
        --------
        >>> Gazetteer((Named("230125", "宾西县"),), {"230125": "county"}, "").begins("宾西生物产业园")
        '230125'
        """
        lengths = sorted({len(word) for word in self._openers}, reverse=True)
        found = ((code, length) for length in lengths if (code := self._openers.get(name[:length], "")))
        told = (pair for pair in found if name[: pair[1]] in self._whole or not _HILL.match(name[pair[1] :]))
        code, at = next(told, ("", 0))
        return (self._below(code, name[at:]) or code) if at else ""

    def within(self, name: str) -> str:
        """Return the adcode of the one unit that stands in the middle of a name: 甲公司乙市发酵基地."""
        inner = (found for found in self.names_in(name) if found.start > 1 and not _HILL.match(name[found.end :]))
        codes = {found.adcode for found in inner} - {self.region}
        return codes.pop() if len(codes) == 1 else ""

    def joined(self, name: str) -> tuple[str, ...]:
        """Return the units that dashes join at the head of a name: 甲—乙产业带; none where it has no such head."""
        return self._at_head(re.split("[—-]+", name))

    def abreast(self, name: str) -> tuple[str, ...]:
        """Return the units that marks part at the head of a name: 甲、乙产业基地; none where it has no such head."""
        return self._at_head(_SPLIT.split(name))

    def _at_head(self, pieces: Sequence[str]) -> tuple[str, ...]:
        """Return the units that the pieces of a name are, of which the last one only begins with its unit."""
        *before, last = pieces
        first = [self.named(each) for each in before]
        opened = self.begins(last)
        return (*(code for codes in first for code in codes), opened) if first and all(first) and opened else ()

    def _below(self, above: str, rest: str) -> str:
        """Return the unit within another whose name opens the rest of a name: 甲市乙县产业园."""
        inner = [unit for unit in self.units if unit.adcode != above and is_within(unit.adcode, above)]
        opened = (unit.adcode for unit in inner if rest.startswith(unit.name) or self._opens(rest, stem(unit.name)))
        return next(opened, "")

    def _opens(self, rest: str, short: str) -> bool:
        return (
            len(short) > 1 and short not in ORDINARY and rest.startswith(short) and not _HILL.match(rest[len(short) :])
        )

    @cached_property
    def own(self) -> frozenset[str]:
        """The names of the units, with their level and short."""
        return self._whole | {stem(unit.name) for unit in self.units}

    @cached_property
    def _whole(self) -> frozenset[str]:
        return frozenset(unit.name for unit in self.units)

    @cached_property
    def _codes(self) -> dict[str, str]:
        """Names that tell a unit anywhere -> its adcode; of several units of one name none."""
        words = [(unit.name, unit.adcode) for unit in self.units if len(unit.name) > 1]
        words += [
            (stem(unit.name), unit.adcode)
            for unit in self.units
            if self.levels.get(unit.adcode) in ("province", "prefecture") and unit.adcode != self.region
        ]
        return _single(words)

    @cached_property
    def _openers(self) -> dict[str, str]:
        words = [(unit.name, unit.adcode) for unit in self.units]
        own = {stem(unit.name) for unit in self.units if unit.adcode == self.region} | ORDINARY
        words += [(stem(unit.name), unit.adcode) for unit in self.units if stem(unit.name) not in own]
        return _single([(word, code) for word, code in words if len(word) > 1 and code != self.region])

    @cached_property
    def initials(self) -> dict[str, str]:
        """First letters that one prefecture of the region has alone -> it."""
        names = [unit for unit in self.units if self.levels.get(unit.adcode) == "prefecture"]
        return _single([(unit.name[0], unit.adcode) for unit in names if unit.adcode != self.region])

    @cached_property
    def words(self) -> str:
        """A pattern of all names that tell a unit anywhere, and of the regions of the country."""
        return any_of([*self._codes, *REGIONS])

    @cached_property
    def _joints(self) -> re.Pattern[str]:
        """Short names of units that hold a conjunction, behind which a list goes on: 民和, 和田."""
        shorts = any_of(short for short in self.own if re.search("[和与及]", short))
        return re.compile(f"(?:{shorts})(?=[、,市县区]|等|$)")

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(any_of(self._codes))


def gazetteer_of(plan: Plan) -> Gazetteer:
    """Return the units of a plan by their names."""
    levels = {unit.unit: unit.level for unit in plan.unit_rows}
    rank = {"province": 0, "prefecture": 1, "county": 2}
    units = sorted(plan.named_units, key=lambda unit: (rank.get(levels[unit.adcode], 3), unit.adcode))
    return Gazetteer(tuple(units), levels, plan.header.region_adcode)


def _single(words: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the words that mean one unit; of a city and the county that is called after it, the city."""
    found: dict[str, set[str]] = {}
    for word, code in words:
        found.setdefault(word, set()).add(code)
    highest = {word: min(codes, key=lambda code: (len(digits_of(code)), code)) for word, codes in found.items()}
    return {word: code for word, code in highest.items() if all(is_within(each, code) for each in found[word])}
