"""The layout of a plan in its text: the slogan, and for each part that it counts the zones with their members."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geo.analysis.draft.gazetteer import Gazetteer
from geo.analysis.draft.passages import Reading, Sentence
from geo.analysis.draft.words import DOING
from geo.model.slogan import Part, parse_slogan, plain

_QUOTED = re.compile("[“‘「\"]([^“”‘’「」\"]{2,40})[”’」\"]")
_BARE = re.compile("(?:构建|形成|打造|构筑|实施|优化|推进|构成|按照|围绕)([^,。;:“”]{3,40}?)(?:的|等)?(?:总体|空间|产业|发展|区域|功能)*(?:布局|格局|体系|架构|结构)")
_ABOUT = re.compile("布局|格局|架构|空间|结构")
_OPENS = "[“‘「\"(]?"
_MARKS = "[”’」\")]?"
_DASH = "(?:——|—|-|:|,|即|是|为|指|\\()"
_MEMBERS = (
    (re.compile("以([^,;:以]{2,80}?)(?:等?地?区?)为(?:重点|核心|主体|支撑|龙头|中心|载体|依托|主|支点|节点|引领)"), True),
    (re.compile("(?:范围)?(?:包括|涵盖|覆盖|涉及|包含|囊括|由)([^,;:]{2,80}?)(?:组成|构成|共同|[,;:]|$)"), False),
    (re.compile("(?:依托|围绕|沿|在|布局|位于)([^,;:]{2,80}?)(?:[,;:]|$)"), True),
    (re.compile("^([^,;:]{2,60}?)[,:]"), True),
)
"""Frames in which a zone's members stand, and whether they are its focus rather than the whole."""


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
    groups : tuple of (int, int)
        For each part the stretch of text that speaks of it; (0, 0) where none was found.
    """

    slogan: str = ""
    start: int = 0
    parts: tuple[Part, ...] = ()
    zones: tuple[ZoneFound, ...] = ()
    groups: tuple[tuple[int, int], ...] = ()


def find_layout(reading: Reading, gazetteer: Gazetteer) -> Layout:
    """Return the layout that a text draws; an empty one where it has no slogan."""
    slogan = _slogan(reading)
    if slogan is None:
        return Layout()
    start, words, parts = slogan
    groups = _groups(reading, parts, start)
    zones = [zone for number, part in enumerate(parts) for zone in _zones(reading, number, part, groups[number])]
    full = tuple(_with_members(reading, gazetteer, _with_lead(reading, zone)) for zone in zones)
    return Layout(words, start, parts, full, groups)


def _slogan(reading: Reading) -> tuple[int, str, tuple[Part, ...]] | None:
    """Return where the slogan stands first, its words and parts: of several the one with most parts."""
    found = []
    for sentence in reading.sentences:
        for match in (*_QUOTED.finditer(sentence.text), *_BARE.finditer(sentence.text)):
            words = plain(match[1])
            parts = parse_slogan(words)
            if parts and (len(parts) > 1 or _ABOUT.search(sentence.text)):
                about = bool(_ABOUT.search(sentence.text[match.end() : match.end() + 16]))
                found.append((len(parts) > 1, about, len(parts), -(sentence.start + match.start(1)), words, parts))
    if not found:
        return None
    *_, at, words, parts = max(found, key=lambda each: each[:4])
    return -at, words, parts


def _groups(reading: Reading, parts: Sequence[Part], slogan: int) -> tuple[tuple[int, int], ...]:
    """Return for each part of the slogan the stretch of text that speaks of it."""
    opened = [_opening(reading, part, slogan) for part in parts]
    starts = sorted(at for at in opened if at)
    found = []
    for at in opened:
        later = [start for start in starts if start > at]
        found.append((at, min([*later[:1], _section_end(reading, at)])) if at else (0, 0))
    return tuple(found)


def _opening(reading: Reading, part: Part, slogan: int) -> int:
    """Return where the text begins to speak of a part: at its words before a dash or colon; 0 where it never does."""
    words = re.escape(plain(part.printed or str(part)))
    opens = re.compile(f"(?:^|[,:;])(?:[一二三四五六七八九十]+是|\\(?[一二三四五六七八九十\\d]+[、.)]|——)?{_OPENS}{words}[”’」\"]?{re.escape(part.does)}{_MARKS}{_DASH}")
    headed = re.compile(f"{_OPENS}{words}")
    tries = (opens, headed)
    for pattern in tries:
        for sentence in reading.sentences:
            match = pattern.search(sentence.text)
            inside = sentence.start <= slogan < sentence.end
            if match and not inside and (pattern is opens or sentence.heading) and sentence.start > slogan:
                return sentence.start + (match.start() if pattern is opens else 0)
    return 0


def _section_end(reading: Reading, at: int) -> int:
    """Return where the section that holds a place ends: at the next heading that is no part of it."""
    own = reading.locator(at)
    above = own if reading.sentence_at(at).heading else own
    for heading in reading.headings:
        if heading.start > at and not reading.locator(heading.start).startswith(above):
            return heading.start
    return len(reading.document.text)


def _zones(reading: Reading, number: int, part: Part, span: tuple[int, int]) -> Iterator[ZoneFound]:
    """Yield the zones of a part, in the order of the text."""
    if span == (0, 0):
        return
    inside = [sentence for sentence in reading.sentences if span[0] <= sentence.end and sentence.start < span[1]]
    names = _zone_names(inside, part, span)
    wanted = names[: part.count] if part.count else names
    for order, (name, start) in enumerate(wanted, 1):
        yield ZoneFound(number, order, name, start, start + len(name), _spans(inside, wanted, order - 1, span))


def _zone_names(inside: Sequence[Sentence], part: Part, span: tuple[int, int]) -> list[tuple[str, int]]:
    """Return the names of a part's zones with their places, by the first way that gives as many as it counts."""
    ways = [list(way(inside, part, span)) for way in (_quoted_names, _dashed_names, _headed_names, _subject_names)]
    exact = [names for names in ways if part.count and len(names) == part.count]
    merged = _merged(ways)
    if exact:
        return exact[0]
    enough = [names for names in (*ways, merged) if len(names) >= max(part.count, 1)]
    return enough[0] if enough else merged


def _merged(ways: Sequence[Sequence[tuple[str, int]]]) -> list[tuple[str, int]]:
    """Return all names found, each once, in the order of the text."""
    found: dict[str, int] = {}
    for name, at in sorted((pair for way in ways for pair in way), key=lambda pair: pair[1]):
        if not any(name in known or known in name for known in found):
            found[name] = at
    return list(found.items())


def _quoted_names(inside: Sequence[Sentence], part: Part, span: tuple[int, int]) -> Iterator[tuple[str, int]]:
    """Yield the names that stand in quotation marks behind the words of a part."""
    first = inside[0]
    for match in _QUOTED.finditer(first.text):
        if match[1] != plain(part.printed or str(part)) and not parse_slogan(match[1]) and first.start + match.start() >= span[0]:
            yield match[1], first.start + match.start(1)


def _dashed_names(inside: Sequence[Sentence], part: Part, span: tuple[int, int]) -> Iterator[tuple[str, int]]:
    """Yield the names that stand behind the dash or colon after the words of a part."""
    first = inside[0]
    words = plain(part.printed or str(part)) + "[”’」\"]?" + re.escape(part.does)
    match = re.search(f"{words}{_MARKS}{_DASH}+([^,;:。]+)", first.text[max(span[0] - first.start, 0) :])
    if match is None:
        return
    at = first.start + max(span[0] - first.start, 0) + match.start(1)
    bare = _bare(match[1])
    at += match[1].index(bare) if bare else 0
    pieces = re.split("[、和与及]", bare) if part.count != 1 else [bare]
    for piece in pieces:
        if len(piece) > 1:
            yield piece, at + bare.index(piece)


def _headed_names(inside: Sequence[Sentence], part: Part, span: tuple[int, int]) -> Iterator[tuple[str, int]]:
    """Yield the names that are a sentence of their own with what is done to them: 建设甲核心区。."""
    for sentence in inside:
        match = re.match(f"(?:——|\\(?[\\d一二三四五六七八九十]+[)、.]|[一二三四五六七八九十]是)?(?:{_OPENS}{plain(part.printed or str(part))}{_MARKS}{_DASH}+)?({DOING.pattern})?([^,;:。]{{2,30}})$", sentence.text)
        if match and match[match.lastindex or 0].endswith(part.word[-1:]) and sentence.start + match.end() > span[0]:
            name = match[match.lastindex or 0]
            yield name, sentence.start + match.start(match.lastindex or 0)


def _subject_names(inside: Sequence[Sentence], part: Part, span: tuple[int, int]) -> Iterator[tuple[str, int]]:
    """Yield the names that open a sentence before a colon, or a sentence that says what they are."""
    for sentence in inside:
        match = re.match(f"(?:——|\\(?[\\d一二三四五六七八九十]+[)、.]|[一二三四五六七八九十]是)?{_OPENS}([^,;:“”]{{2,24}}?){_MARKS}[:,]", sentence.text)
        if match and match[1].endswith(part.word[-1:]) and sentence.start + match.start(1) >= span[0]:
            bare = _bare(match[1])
            yield bare, sentence.start + match.start(1) + match[1].index(bare)


def _bare(phrase: str) -> str:
    """Return a phrase without the verbs before its name and the quotation marks around it."""
    match = DOING.match(phrase)
    name = phrase[match.end() :] if match else phrase
    return name.strip("“”‘’「」\"()")


def _spans(
    inside: Sequence[Sentence], names: Sequence[tuple[str, int]], own: int, span: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    """Return what of a part's text speaks of one of its zones: from where this opens a sentence to where another does."""
    if len(names) == 1:
        return (span,)
    stems = [_stem(name) for name, _ in names]
    found, current = [], -1
    for sentence in inside:
        opened = [at for at, stem in enumerate(stems) if stem in sentence.text[: len(stem) + 14]]
        if len(opened) == 1:
            current = opened[0]
        elif len(opened) > 1:
            current = -1
        if current == own:
            found.append((sentence.start, sentence.end + 1))
    return tuple(found)


def _stem(name: str) -> str:
    """Return what of a zone's name its own text repeats: 甲片区 is there as 甲片区研发中心."""
    return name


def _with_members(reading: Reading, gazetteer: Gazetteer, zone: ZoneFound) -> ZoneFound:
    """Return a zone with the units that its text lists, else with the one that its name holds."""
    sentences = [each for each in reading.sentences if zone.holds(each.start) or each.start <= zone.start < each.end]
    for frame, focus in _MEMBERS:
        for sentence in sentences:
            for match in frame.finditer(sentence.text):
                members = gazetteer.listed(match[1])
                if members and members != (gazetteer.region,):
                    return replace(zone, members=members, focus=focus)
    named = [found.adcode for found in gazetteer.names_in(zone.name) if found.adcode != gazetteer.region]
    return replace(zone, members=tuple(dict.fromkeys(named)))


def _with_lead(reading: Reading, zone: ZoneFound) -> ZoneFound:
    """Return a zone with those who are responsible for its clause."""
    clause = reading.document.clause_at(zone.start)
    match = re.search(r"\(责任单位:((?:[^()]|\([^()]*\))*)\)", reading.document.text[clause.start : clause.end])
    if match is None:
        return zone
    names = [re.sub("等?按职责分工.*|,下同|等$", "", name) for name in re.split("[、,]", match[1])]
    return replace(zone, lead=tuple(sorted({name for name in names if name and name != "下同"})))
