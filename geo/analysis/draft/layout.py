"""The layout of a plan in its text: the slogan, and for each part that it counts the zones with their members."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from geo.analysis.draft.gazetteer import Gazetteer
from geo.analysis.draft.passages import Reading, Sentence
from geo.analysis.draft.words import DOING
from geo.model.slogan import Part, parse_slogan, plain

_QUOTED = re.compile('[“‘「"]([^“”‘’「」"]{2,40})[”’」"]')
_BARE = re.compile(
    "(?:构建|形成|打造|构筑|实施|优化|推进|构成|按照|围绕|确立|着力)([^,;:“”]{3,40}?)(?:的|等)?"
    "(?:总体|空间|产业|发展|区域|功能)*(?:布局|格局|体系|架构|结构)"
)
_ABOUT = re.compile("布局|格局|架构|空间|结构")
_OPEN, _SHUT = '[“‘「"(]?', '[”’」")]?'
_DASH = "(?:——|—|-|:|,|即|是|为|指|\\()"
_COUNTED = "(?:[两二三四五六七八九十\\d]+[大个条][^,;:。]{0,10}(?::|,(?:包括|即|分别[是为])))?"
"""What counts a list again before it: 四大组团:甲组团、乙组团."""
_ITEM = (
    "(?:——|\\d(?=[一二两双三四五六七八九多])|第[一二三四五六七八九十]+[章节,、]|\\(?[\\d一二三四五六七八九十]+[)、.]|"
    "[一二三四五六七八九十]+是)"
)
"""What an item of a list begins with."""
_MEMBERS = (
    ("以([^,;:以]{2,80}?)(?:等?地?区?)为(?:重点|核心|主体|支撑|龙头|中心|载体|依托|主|支点|节点|引领|支柱)", True),
    ("(?:范围)?(?:包括|涵盖|覆盖|涉及|包含|囊括|含|由)([^,;:]{2,80}?)(?:组成|构成|共同|[,;:)]|$)", False),
    (
        "(?:依托|围绕|沿|在|布局|位于|重点布局|聚焦|立足|发挥|支持|推动)([^,;:]{2,80}?)(?:建设|打造|发展|共建|[,;:]|$)",
        True,
    ),
    ("^([^,;:]{2,60}?)[,:]", True),
    ("\\(([^()]{2,80})\\)", False),
)
"""Frames in which a zone's members stand, and whether they are its focus rather than the whole."""
_ORDINARY = re.compile("[本该各全此其两多]|[双三四五][大个条片类级区带]|.{0,2}(?:地区|园区|县区|城区|区域|中心)$")
"""Phrases that end as the word of a part does and name nothing."""
_LANDFORM = re.compile("[湾湖岛江河港山海]")
"""What follows a unit's name in that of a water or a hill: 杭州湾."""
_RESPONSIBLE = re.compile(r"\(责任单位:((?:[^()]|\([^()]*\))*)\)")


@dataclass(frozen=True)
class ZoneFound:
    """One zone of a text.

    Attributes
    ----------
    part : int
        Place of its part in the slogan, from 0.
    order : int
        Place within its part, from 1.
    name : str
        As printed.
    start, end : int
        Where its name stands.
    spans : tuple of (int, int)
        What of the text speaks of it.
    members : tuple of str
        Adcodes.
    others : tuple of str
        What its text lists beside them and is no unit of the region.
    focus : bool
        Whether they are its focus, not the whole.
    lead : tuple of str
        Who is responsible.
    """

    part: int
    order: int
    name: str
    start: int
    end: int
    spans: tuple[tuple[int, int], ...] = ()
    members: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    focus: bool = False
    lead: tuple[str, ...] = ()

    def holds(self, position: int) -> bool:
        """Return whether what stands at a place of the text speaks of this zone."""
        return any(start <= position < end for start, end in self.spans)


@dataclass(frozen=True)
class Layout:
    """The layout that a text draws.

    Attributes
    ----------
    slogan : str
        As printed, without quotation marks; empty where the text has none.
    start : int
        Where it stands.
    parts : tuple of Part
        What it counts.
    zones : tuple of ZoneFound
        In the order of the slogan.
    """

    slogan: str = ""
    start: int = 0
    parts: tuple[Part, ...] = ()
    zones: tuple[ZoneFound, ...] = ()


def find_layout(reading: Reading, gazetteer: Gazetteer) -> Layout:
    """Return the layout that a text draws; an empty one where it has no slogan."""
    slogan = _slogan(reading)
    if slogan is None:
        return Layout()
    start, words, parts = slogan
    sections = _sections(reading, parts, start)
    found = [zone for section in sections for zone in section.zones()]
    zones = tuple(_with_members(reading, gazetteer, _with_lead(reading, zone)) for zone in found)
    return Layout(words, start, parts, zones)


def slogan_of(reading: Reading) -> str:
    """Return the slogan of a text, without quotation marks; empty where it has none."""
    found = _slogan(reading)
    return found[1] if found else ""


def _slogan(reading: Reading) -> tuple[int, str, tuple[Part, ...]] | None:
    """Return where the slogan stands first, its words and parts: of several that of a layout, with most parts."""
    found = []
    for sentence in reading.sentences:
        for match in (*_QUOTED.finditer(sentence.text), *_BARE.finditer(sentence.text)):
            parts = parse_slogan(plain(match[1]))
            if parts and (len(parts) > 1 or _ABOUT.search(sentence.text)):
                about = bool(_ABOUT.search(sentence.text[match.end() - 2 : match.end() + 16]))
                rank = (len(parts) > 1, about, len(parts), -(sentence.start + match.start(1)))
                found.append((rank, plain(match[1]), parts))
    if not found:
        return None
    rank, words, parts = max(found, key=lambda each: each[0])
    return -rank[-1], words, parts


def _sections(reading: Reading, parts: Sequence[Part], slogan: int) -> Iterator[_Section]:
    """Yield what the text says of each part of the slogan, of those that it says something of."""
    opened = [_opening(reading, part, slogan) for part in parts]
    for number, (part, start) in enumerate(zip(parts, opened, strict=True)):
        if start:
            later = [at for at in opened if at > start]
            yield _Section(reading, number, part, start, min([*later, _section_end(reading, start)]))


def _opening(reading: Reading, part: Part, slogan: int) -> int:
    """Return where the text begins to speak of a part: at its words before a dash or colon, or as a heading.

    Where it never does, 0.
    """
    words = f"{_OPEN}{re.escape(_words(part))}{_SHUT}(?:{re.escape(part.does)})?{_SHUT}"
    told = re.compile(f"(?:^|[,:;]){_ITEM}?(?:{DOING.pattern})?({words}){_DASH}")
    later = [sentence for sentence in reading.sentences if sentence.start > slogan]
    for sentence in later:
        if match := told.search(sentence.text):
            return sentence.start + match.start(1)
    headed = (sentence for sentence in later if sentence.heading or len(sentence.text) < 40)
    return next((each.start for each in headed if re.search(words, each.text)), 0)


def _words(part: Part) -> str:
    return plain(part.printed or str(part))


def _section_end(reading: Reading, at: int) -> int:
    """Return where the section that holds a place ends: at the next heading that is no part of it."""
    own = reading.locator(at)
    ends = (heading.start for heading in reading.headings if heading.start > at)
    return next((end for end in ends if not reading.locator(end).startswith(own)), len(reading.document.text))


@dataclass(frozen=True)
class _Section:
    """What a text says of one part of its slogan.

    Attributes
    ----------
    reading : Reading
        The text.
    number : int
        Place of the part in the slogan, from 0.
    part : Part
        The part.
    start, end : int
        The stretch of the text.
    """

    reading: Reading
    number: int
    part: Part
    start: int
    end: int

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences."""
        return tuple(each for each in self.reading.sentences if self.start < each.end and each.start < self.end)

    def zones(self) -> Iterator[ZoneFound]:
        """Yield its zones, in the order of the text."""
        names = self._names() or self._itself()
        wanted = names[: self.part.count] if self.part.count else names
        for order, (name, start) in enumerate(wanted, 1):
            spans = self._spans([name for name, _ in wanted], order - 1)
            yield ZoneFound(self.number, order, name, start, start + len(name), spans)

    def _names(self) -> list[tuple[str, int]]:
        """Return the names of its zones with their places, by the first way that gives as many as are counted."""
        ways = [list(way()) for way in (self._quoted, self._dashed, self._headed, self._subjects, self._objects)]
        count = self.part.count
        merged: dict[str, int] = {}
        for name, at in sorted((pair for way in ways for pair in way), key=lambda pair: pair[1]):
            if not any(name in known or known in name for known in merged):
                merged[name] = at
        if not count and not merged:
            return self._open_list()
        exact = [names for names in ways if count and len(names) == count]
        enough = [names for names in ways if len(names) >= max(count, 1)]
        return next(iter([*exact, *(enough if count else [])]), list(merged.items()))

    def _itself(self) -> list[tuple[str, int]]:
        """Return the part's own words, where the text gives its one zone no other name."""
        words = _words(self.part)
        at = self.reading.document.text.find(words, self.start)
        return [(words, at)] if self.part.count == 1 and self.start <= at < self.end else []

    def _open_list(self) -> list[tuple[str, int]]:
        """Return the items of the list that a part whose count is open gives: 支持甲园、乙园等园区."""
        for sentence in self.sentences:
            match = re.search("(?:^|[,:])([^,:;]{2,80}?、[^,:;]{2,60}?)等", sentence.text)
            if match and sentence.start + match.end() > self.start:
                bare, at = _bare(match[1])
                begin = sentence.start + match.start(1) + at
                return [(piece, begin + bare.index(piece)) for piece in re.split("[、和与及]", bare) if len(piece) > 1]
        return []

    def _quoted(self) -> Iterator[tuple[str, int]]:
        """Yield the names that stand in quotation marks behind the words of the part."""
        first = self.sentences[0]
        for match in _QUOTED.finditer(first.text, max(self.start - first.start, 0)):
            if match[1] not in (_words(self.part), f"{_words(self.part)}{self.part.does}") and not parse_slogan(
                match[1]
            ):
                yield match[1], first.start + match.start(1)

    def _dashed(self) -> Iterator[tuple[str, int]]:
        """Yield the names that stand behind the dash or colon after the words of the part."""
        first = self.sentences[0]
        words = (
            f"{re.escape(_words(self.part))}{_SHUT}(?:{re.escape(self.part.does)})?{_SHUT}{_DASH}+{_COUNTED}([^,;:。]+)"
        )
        match = re.compile(words).search(first.text, max(self.start - first.start, 0))
        bare, at = _bare(match[1]) if match else ("", 0)
        bare = bare.partition("等")[0] if self.part.count != 1 else bare
        if not match or (self.part.count == 1 and len(bare) > 24):
            return
        begin = first.start + match.start(1) + at
        pieces = re.split("[、和与及]", bare) if self.part.count != 1 else [bare]
        for piece in pieces:
            if len(piece) > 1:
                yield piece, begin + bare.index(piece)

    def _headed(self) -> Iterator[tuple[str, int]]:
        """Yield the names that are a sentence of their own with what is done to them: 建设甲核心区。."""
        own = f"{_OPEN}{re.escape(_words(self.part))}{_SHUT}(?:{re.escape(self.part.does)})?{_DASH}+"
        for sentence in self.sentences:
            if match := re.match(f"{_ITEM}?(?:{own})?((?:{DOING.pattern})?[^,;:。]{{2,34}})$", sentence.text):
                bare, at = _bare(match[1])
                yield from self._ending(bare, sentence.start + match.start(1) + at)

    def _subjects(self) -> Iterator[tuple[str, int]]:
        """Yield the names that open a sentence before a colon or comma."""
        for sentence in self.sentences:
            if match := re.match(f"{_ITEM}?{_OPEN}([^,;:“”]{{2,24}}?){_SHUT}(?:[:,]|——)", sentence.text):
                bare, at = _bare(match[1])
                yield from self._ending(bare, sentence.start + match.start(1) + at)

    def _objects(self) -> Iterator[tuple[str, int]]:
        """Yield the names that a sentence says are to be built: 以甲市为核心,建设乙核心区."""
        ends = f"{re.escape(self.part.word[-1:])}|核心区"
        for sentence in self.sentences:
            for match in re.finditer(f"(?:建设|打造|形成|构建)([^,;:。]{{2,24}}?(?:{ends}))(?=[,;]|$)", sentence.text):
                bare, at = _bare(match[1])
                yield from self._ending(bare, sentence.start + match.start(1) + at)

    def _ending(self, name: str, start: int) -> Iterator[tuple[str, int]]:
        """Yield a name where it ends as the part's word does, and is no more than that."""
        word = self.part.word
        counted = _is_counted(name) or name.startswith(_words(self.part))
        ends = name.endswith(word[-1:]) or (word == "核" and name.endswith("核心区"))
        told = word and ends and len(name) > len(word) and not _ORDINARY.match(name)
        if told and not counted and start >= self.start:
            yield name, start

    def _spans(self, names: Sequence[str], own: int) -> tuple[tuple[int, int], ...]:
        """Return what speaks of one of its zones: from where this opens a sentence to where another does."""
        if len(names) == 1:
            return ((self.start, self.end),)
        found, current = [], -1
        for sentence in self.sentences:
            opened = [at for at, name in enumerate(names) if name in sentence.text]
            if len(opened) > 1:
                current = -1
            elif opened and names[opened[0]] in sentence.text[: len(names[opened[0]]) + 14]:
                current = opened[0]
            if current == own:
                found.append((sentence.start, sentence.end + 1))
        return tuple(found)


def _is_counted(name: str) -> bool:
    """Return whether a name counts parts: 两翼, 三大产业带; not 六盘山产业带 or 三亚核心区."""
    parts = parse_slogan(name)
    return len(parts) > 1 or any(len(part.word) < 3 or re.search("[大个]", part.printed[:3]) for part in parts)


def _bare(phrase: str) -> tuple[str, int]:
    """Return a phrase without the verbs before its name and the quotation marks around it, and where that begins."""
    doing = re.match(f"(?:即|为|是|就是|指)|{DOING.pattern}", phrase)
    at = doing.end() if doing and doing.end() < len(phrase) - 1 else 0
    marks = '“”‘’「」"()'
    at += len(phrase[at:]) - len(phrase[at:].lstrip(marks))
    return phrase[at:].rstrip(marks), at


def _with_members(reading: Reading, gazetteer: Gazetteer, zone: ZoneFound) -> ZoneFound:
    """Return a zone with the units that its text lists, else with those that its name holds; a unit has itself."""
    if own := gazetteer.named(zone.name):
        return replace(zone, members=own)
    sentences = [each for each in reading.sentences if zone.holds(each.start) or each.start <= zone.start < each.end]
    for frame, focus in _MEMBERS:
        for sentence in sentences:
            for match in re.finditer(frame, sentence.text):
                members, others = gazetteer.listed(match[1])
                if members and members != (gazetteer.region,):
                    return replace(zone, members=members, others=others, focus=focus)
    found = (each for each in gazetteer.names_in(zone.name) if not _LANDFORM.match(zone.name[each.end :]))
    named = (each.adcode for each in found)
    return replace(zone, members=tuple(dict.fromkeys(code for code in named if code != gazetteer.region)))


def _with_lead(reading: Reading, zone: ZoneFound) -> ZoneFound:
    """Return a zone with those who are responsible for its clause."""
    clause = reading.document.clause_at(zone.start)
    match = _RESPONSIBLE.search(reading.document.text[clause.start : clause.end])
    if match is None:
        return zone
    names = [re.sub("等?按职责分工.*|,下同|等$", "", name) for name in re.split("[、,]", match[1])]
    return replace(zone, lead=tuple(sorted({name for name in names if name and name != "下同"})))
