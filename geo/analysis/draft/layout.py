"""The layout of a plan in its text: the slogan, and for each part that it counts the zones with their members."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geo.analysis.draft.gazetteer import LANDFORM, Gazetteer
from geo.analysis.draft.passages import Reading
from geo.analysis.draft.sections import DASH, ITEM, NO_AIM, OPEN, QUOTED, SHUT, Section, ZoneFound, pattern_of
from geo.analysis.draft.words import DOING
from geo.model.adcodes import is_within
from geo.model.slogan import Part, parse_slogan, plain

_BARE = re.compile(
    "(?:构建|形成|打造|构筑|实施|优化|推进|构成|按照|围绕|确立|着力)([^,;:“”]{3,40}?)(?:的|等)?"
    "(?:总体|空间|产业|发展|区域|功能)*(?:布局|格局|体系|架构|结构)"
)
_ABOUT = re.compile("布局|格局|架构|空间|结构")
_MEMBERS = (
    ("以([^,;:以]{2,80}?)(?:等地?区?|地区)?为(?:重点|核心|主体|支撑|龙头|中心|载体|依托|主|支点|节点|引领|支柱)", True),
    ("\\(([^()]{2,80})\\)", False),
    (
        "(?:范围)?(?:包括|涵盖|覆盖|涉及|包含|囊括|串联|联动|辐射|贯穿|连接|含|由)([^,;:]{2,80}?)(?:组成|构成|共同|[,;:)]|$)",
        False,
    ),
    (
        "(?:依托|围绕|沿|在|布局|位于|重点布局|聚焦|立足|发挥|支持|推动)([^,;:]{2,80}?)(?:新建|扩建|建设|打造|发展|共建|发挥|立足|布局|种植|推广|[,;:]|$)",
        True,
    ),
    ("以([^,;:以]{2,60}?)为[^,;:]{1,10}[翼极核带轴区圈心副主]", True),
    ("^([^,;:]{2,60}?)[,:]", True),
)
"""Frames in which a zone's members stand, and whether they are its focus rather than the whole."""
_LOOSE = (_MEMBERS[3][0], _MEMBERS[5][0])
"""Those that tell less than the unit with which a zone's name begins."""
_RESPONSIBLE = re.compile(r"\(责任单位:((?:[^()]|\([^()]*\))*)\)")


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
    spans : tuple of (int, int)
        What of the text speaks of each part.
    """

    slogan: str = ""
    start: int = 0
    parts: tuple[Part, ...] = ()
    zones: tuple[ZoneFound, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


def find_layout(reading: Reading, gazetteer: Gazetteer) -> Layout:
    """Return the layout that a text draws; an empty one where it has no slogan, or does not speak of its parts."""
    slogan = _slogan(reading)
    if slogan is None:
        return Layout()
    start, words, parts = slogan
    sections = list(_sections(reading, parts, start))
    found = [zone for section in sections for zone in section.zones()]
    sentence = reading.sentence_at(start)
    about = any(_ABOUT.search(text) for text in (sentence.text, *reading.above(sentence)))
    told = any(section.opened for section in sections) or any(gazetteer.named(zone.name) for zone in found)
    if not (about or told):
        return Layout()
    zones = tuple(_with_members(reading, gazetteer, _with_lead(reading, zone)) for zone in found)
    spans = tuple((section.start, section.end) if section.opened else (0, 0) for section in sections)
    return Layout(words, start, parts, zones, spans)


def slogan_of(reading: Reading) -> str:
    """Return the slogan of a text, without quotation marks; empty where it has none."""
    found = _slogan(reading)
    return found[1] if found else ""


def _slogan(reading: Reading) -> tuple[int, str, tuple[Part, ...]] | None:
    """Return where the slogan stands first, its words and parts: of several that of a layout, with most parts."""
    found = []
    for sentence in reading.sentences:
        for match in (*QUOTED.finditer(sentence.text), *_BARE.finditer(sentence.text)):
            parts = parse_slogan(plain(match[1]))
            bare = not any(part.word for part in parts)
            if parts and ((len(parts) > 1 and not bare) or _ABOUT.search(sentence.text)):
                about = bool(_ABOUT.search(sentence.text[match.end() - 2 : match.end() + 16]))
                rank = (len(parts) > 1, about, len(parts), -(sentence.start + match.start(1)))
                found.append((rank, plain(match[1]), parts))
    if not found:
        return None
    rank, words, parts = max(found, key=lambda each: each[0])
    return -rank[-1], words, parts


def _sections(reading: Reading, parts: Sequence[Part], slogan: int) -> Iterator[Section]:
    """Yield what the text says of each part of the slogan: from where it opens, else from the slogan on."""
    opened = [_opening(reading, part, slogan) for part in parts]
    for number, (part, start) in enumerate(zip(parts, opened, strict=True)):
        begin = start or slogan
        later = [at for at in opened if at > begin]
        yield Section(reading, number, part, begin, min([*later, _section_end(reading, begin)]), bool(start))


def _opening(reading: Reading, part: Part, slogan: int) -> int:
    """Return where the text begins to speak of a part: at its words before a dash or colon, or as a heading.

    Where it never does, 0.
    """
    words = f"{OPEN}{pattern_of(part)}{SHUT}(?:{re.escape(part.does)})?{SHUT}"
    told = re.compile(f"(?:^|[,:;(]){ITEM}?(?:{DOING.pattern})?({words}){DASH}")
    for sentence in (each for each in reading.sentences if each.end > slogan):
        if match := told.search(sentence.text, max(slogan - sentence.start, 0)):
            return sentence.start + match.start(1)
    later = [sentence for sentence in reading.sentences if sentence.start > slogan]
    headed = (sentence for sentence in later if sentence.heading or len(sentence.text) < 40)
    return next((each.start for each in headed if re.search(f"{NO_AIM}{words}", each.text)), 0)


def _section_end(reading: Reading, at: int) -> int:
    """Return where the section that holds a place ends: at the next heading that is no part of it."""
    own = reading.locator(at)
    ends = (heading.start for heading in reading.headings if heading.start > at)
    return next((end for end in ends if not reading.locator(end).startswith(own)), len(reading.document.text))


def _with_members(reading: Reading, gazetteer: Gazetteer, zone: ZoneFound) -> ZoneFound:
    """Return a zone with the units that its text lists, else with those that its name holds; a unit has itself."""
    if own := gazetteer.named(zone.name):
        return replace(zone, members=own)
    if joined := gazetteer.joined(zone.name):
        return replace(zone, members=joined)
    does = f"(?:支持|推动|引导|鼓励)?([^,;:]{{2,40}}?)(?:重点|着力)?(?:建设|打造|形成|构建){re.escape(zone.name)}"
    built = [(f"(?:^|[,;:]){does}", True, reading.sentence_at(zone.start).text)]
    frames = _MEMBERS if not gazetteer.begins(zone.name) else [each for each in _MEMBERS if each[0] not in _LOOSE]
    told = [(frame, focus, text) for frame, focus in frames for text in _texts(reading, zone)]
    for frame, focus, text in (*built, *told):
        for match in re.finditer(frame, text):
            members, others = gazetteer.listed(match[1])
            if members and members != (gazetteer.region,):
                return replace(zone, members=members, others=others, focus=focus)
    found = (each for each in gazetteer.names_in(zone.name) if not LANDFORM.match(zone.name[each.end :]))
    named = [each.adcode for each in found if each.adcode != gazetteer.region]
    opened = gazetteer.begins(zone.name)
    within = [opened] if opened and (not named or is_within(opened, named[0])) else []
    return replace(zone, members=tuple(dict.fromkeys(within if len(named) < 2 and within else named)))


def _texts(reading: Reading, zone: ZoneFound) -> list[str]:
    """Return the sentences that speak of a zone, as far as they do."""
    pairs = ((each, span) for each in reading.sentences for span in zone.spans)
    clipped = ((each, max(each.start, start), min(each.end, end)) for each, (start, end) in pairs)
    return [each.text[start - each.start : end - each.start] for each, start, end in clipped if start < end]


def _with_lead(reading: Reading, zone: ZoneFound) -> ZoneFound:
    """Return a zone with those who are responsible for its clause."""
    clause = reading.document.clause_at(zone.start)
    match = _RESPONSIBLE.search(reading.document.text[clause.start : clause.end])
    if match is None:
        return zone
    names = [re.sub("等?按职责分工.*|,下同|等$", "", name) for name in re.split("[、,]", match[1])]
    return replace(zone, lead=tuple(sorted({name for name in names if name and name != "下同"})))
