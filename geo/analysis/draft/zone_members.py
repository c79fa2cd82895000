"""The units of a zone, and who is responsible for it, by the sentences that speak of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from geo.analysis.draft.gazetteer import LANDFORM, Gazetteer
from geo.analysis.draft.passages import Reading
from geo.analysis.draft.regions import REGIONS
from geo.analysis.draft.words import VERBS
from geo.analysis.draft.zone_frames import BUILDS, ITEM
from geo.analysis.draft.zone_spans import ZoneFound
from geo.model.adcodes import is_within


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a zone's units stand in.

    Attributes
    ----------
    pattern : str
        The frame; its groups together hold the list of the units.
    focus : bool
        Whether the units are the zone's focus rather than the whole.
    loose : bool
        Whether it tells less than the unit with which a zone's name begins.
    """

    pattern: str
    focus: bool = False
    loose: bool = False


_LIST = "([^,;:\\n]{2,80}?)"
_GOES_ON = (
    f"(?:{'|'.join(VERBS)}|共同|联动|协同|一体|抱团|种植|集中|结合|发展|重点|主要|着力|积极|发挥|充分|要|[,;:\\n]|$)"
)
"""What follows a list of units that do something."""
_HOLDS = "包括|涵盖|覆盖|涉及|包含|囊括|串联|串起|联动|贯穿|贯通|连通|横跨|连接|辐射(?!带动)"
"""What says that a zone holds units."""
_MEMBERS = (
    _Frame(
        "(?<!分别)以([^,;:以]{2,80}?)(?:等[^,;:]{0,6}?)?为(?:[双多主]|重要|主要)?"
        "(?:重点|核心|主体|支撑|龙头|中心|载体|依托|主|支点|节点|引领|支柱|引擎|极)",
        focus=True,
    ),
    _Frame("\\((?:主要)?(?:含(?!山)|包括|包含|涵盖|涉及)?([^()]{2,80})\\)", loose=True),
    _Frame(
        f"(?:(?:范围|区域|地区|县区|县市|市县)[:为是在]+|(?:范围)?(?:分布[在于]|含|由|{_HOLDS})){_LIST}"
        "(?:组成|构成|共同|共建|[,;:)]|$)"
    ),
    _Frame(
        "[起自从]于?([^,;:]{2,20}?)(?:,?(?:途?经过?|串联|贯穿|连接)([^;:]{2,80}?))?"
        ",?[东西南北]?[至到达抵]([^,;:]{2,20}?)(?=[,;:]|$)"
    ),
    _Frame(f"(?:布局|集中|落位)[在于]{_LIST}{_GOES_ON}", focus=True),
    _Frame("(?<!分别)以([^,;:以]{2,60}?)为", focus=True),
    _Frame("(?:^|[,:])([^,;:]{2,60}?)为(?:主|重点|核心|主体|支撑)", focus=True),
    _Frame(
        f"(?:^|[,;:\n])(?:主要|重点|辐射|带动|依托|围绕|沿|在|布局|位于|地处|重点布局|聚焦|立足|充分发挥|发挥|支持|推动|鼓励|引导|推进)*{_LIST}(?={_GOES_ON})",
        focus=True,
        loose=True,
    ),
)
"""Frames in which a zone's members stand, the surest first; one that is loose may stand several times."""
_SURE = 3
"""How many of them hold units though they name more of other things."""
_FOCUS = _Frame(f"重点(?:依托|建设|支持|推进|发展|布局[在于])([^,;:]{{2,40}}?、[^,;:]{{2,40}}?){_GOES_ON}", focus=True)
"""A frame that, in the sentence of a zone's name, tells more than its unit: 北翼为甲市,重点建设乙县、丙县."""
_BESIDE = re.compile(f"[^;:]*?(?:{_HOLDS}|环绕)([^,;:]{{2,80}}?)(?=[,;:)]|$)")
"""What else a sentence says that a zone holds, behind what it says of its focus."""
_FEWEST_LETTERS = 3
"""Letters, each of one city, that stand for cities at the head of a name."""
_PAIR = ("前者", "后者")
"""What two zones are called in the sentence behind that of their names."""
_EACH = re.compile(
    f"分别以([^,;:]{{2,80}}?)为[^,;:]{{1,8}},[^,;:]{{0,6}}?{BUILDS}([^,;:]{{2,80}})"
    f"|([^,;:]{{2,80}}?)分别(?:重点|着力)?(?:{BUILDS}|布局|建成)([^,;:]{{2,80}})"
)
"""Units and, in the same order, the zones that they are to be: 分别以甲县、乙县为节点,建设丙片、丁片."""
_RESPONSIBLE = re.compile(r"\(责任单位:((?:[^()]|\([^()]*\))*)\)")


def with_members(reading: Reading, gazetteer: Gazetteer, zone: ZoneFound) -> ZoneFound:
    """Return a zone with the units that its text lists, else with those that its name holds; a unit has itself."""
    sentence = reading.sentence_at(zone.start).text
    if own := gazetteer.named(zone.name) or _respective(gazetteer, sentence, zone.name):
        return replace(zone, members=own)
    joined = gazetteer.joined(zone.name) or _side_by_side(gazetteer, zone.name)
    begun = gazetteer.begins(zone.name)
    for frame, texts in _told(reading, gazetteer, zone):
        for told in ("\n".join(texts),) if frame.loose else texts:
            members, others = ((), ()) if joined and frame not in _MEMBERS[:_SURE] else _listed(gazetteer, frame, told)
            if members and not (frame.loose and begun and begun not in members):
                beside = _beside(gazetteer, frame, told)
                every = tuple(dict.fromkeys((*members, *beside)))
                return replace(zone, members=every, others=others, focus=frame.focus and not beside)
    if joined:
        return replace(zone, members=joined)
    found = (each for each in gazetteer.names_in(zone.name) if not LANDFORM.match(zone.name[each.end :]))
    named = [each.adcode for each in found if each.adcode != gazetteer.region]
    named = named or _of_region(gazetteer, " ".join(_texts(reading, zone)))
    opened = gazetteer.begins(zone.name)
    within = [opened] if opened and (not named or is_within(opened, named[0])) else []
    return replace(zone, members=tuple(dict.fromkeys(within if len(named) < 2 and within else named)))


def every_unit(gazetteer: Gazetteer, texts: Iterable[str]) -> tuple[str, ...]:
    """Return all units that stand in frames of some texts; of one within another, this."""
    whole = "\n".join(texts)
    codes = {code for frame in _MEMBERS for code in _listed(gazetteer, frame, whole)[0]}
    return tuple(sorted(code for code in codes if not any(code != each and is_within(code, each) for each in codes)))


def _told(reading: Reading, gazetteer: Gazetteer, zone: ZoneFound) -> Iterator[tuple[_Frame, list[str]]]:
    """Yield the frames in which a zone's units may stand, the surest first, each with the texts to look in."""
    sentence, name = reading.sentence_at(zone.start).text, re.escape(zone.name)
    built = f"(?:^|[,;:])(?:{ITEM})?(?:支持|推动|引导|鼓励|依托|在)?([^,;:]{{2,40}}?)(?:重点|着力|集中)?{BUILDS}{name}"
    yield _Frame(built, True), [sentence]
    texts = _texts(reading, zone)
    yield _FOCUS, [text for text in texts if zone.name in text]
    if zone.order <= len(_PAIR):
        behind = next((each.text for each in reading.sentences if each.start > zone.end), "")
        called = f"{_PAIR[zone.order - 1]}[^,;:]{{0,6}}?(?:以|由|包括|涵盖|覆盖){_LIST}(?:组成|构成|共|为|[,;]|$)"
        yield _Frame(called), [behind]
    yield _Frame(f"{name}[为是]{_LIST}(?:[,;]|$)"), [sentence]
    yield from ((frame, texts) for frame in _MEMBERS)
    yield _Frame(f"{name}[:(]{_LIST}(?:[,;)]|$)"), [sentence]


def units_of(gazetteer: Gazetteer, phrase: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the units of a list and what else it names; of one that is mostly of others, those with their level."""
    members, others = gazetteer.listed(phrase)
    if not members:
        members, others = gazetteer.listed(phrase.removeprefix("即"))
    if members:
        return members, others
    whole = dict.fromkeys(found.adcode for found in gazetteer.units_in(phrase) if found.whole)
    return tuple(code for code in whole if not any(code != each and is_within(each, code) for each in whole)), ()


def _listed(gazetteer: Gazetteer, frame: _Frame, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the units that stand in a frame wherever a text has it, and what else stands beside them."""
    lists = ("、".join(filter(None, match.groups())) for match in re.finditer(frame.pattern, text))
    read = units_of if frame in _MEMBERS[:_SURE] else Gazetteer.listed
    found = [read(gazetteer, each) for each in lists]
    codes = dict.fromkeys(code for members, _ in found for code in members if code != gazetteer.region)
    return tuple(codes), next((others for members, others in found if members), ())


def _beside(gazetteer: Gazetteer, frame: _Frame, text: str) -> tuple[str, ...]:
    """Return what else a sentence says that a zone holds, behind what it says of its focus."""
    match = re.search(frame.pattern, text) if frame is _MEMBERS[0] else None
    beside = _BESIDE.match(text, match.end()) if match else None
    return gazetteer.listed(beside[1])[0] if beside else ()


def _respective(gazetteer: Gazetteer, sentence: str, name: str) -> tuple[str, ...]:
    """Return the unit of a zone where a sentence lists units and zones in the same order."""
    for match in _EACH.finditer(sentence):
        units, names = (re.split("[、和与及]", each) for each in match.groups() if each)
        at = next((place for place, each in enumerate(names) if name in each), -1)
        if at >= 0 and len(units) == len(names):
            return gazetteer.named(units[at])
    return ()


def _side_by_side(gazetteer: Gazetteer, name: str) -> tuple[str, ...]:
    """Return the units that stand beside one another at the head of a name, short or by one letter: 甲原乙山片."""
    found: list[str] = []
    rest = name
    while word := next((rest[:size] for size in range(5, 1, -1) if _opens(gazetteer, rest, size)), ""):
        (code,) = gazetteer.named(word)
        found = [*(each for each in found if not is_within(code, each)), code]
        rest = rest.removeprefix(word)
    if len(found) > 1:
        return tuple(found)
    initials = gazetteer.initials
    letters = next((at for at, letter in enumerate(name) if letter not in initials), len(name))
    return tuple(initials[letter] for letter in name[:letters]) if letters >= _FEWEST_LETTERS else ()


def _opens(gazetteer: Gazetteer, name: str, size: int) -> bool:
    """Return whether the first letters of a name are a unit's, and not a hill's or a water's."""
    word = name[:size]
    return word in gazetteer.own and bool(gazetteer.named(word)) and not LANDFORM.match(name[size:])


def _of_region(gazetteer: Gazetteer, text: str) -> list[str]:
    """Return the units of the one region of the country that a text names, as far as the plan has them."""
    regions = {codes for name in REGIONS if name in text and (codes := gazetteer.named(name))}
    return list(*regions) if len(regions) == 1 and (gazetteer.region,) not in regions else []


def _texts(reading: Reading, zone: ZoneFound) -> list[str]:
    """Return the sentences that speak of a zone, as far as they do."""
    pairs = ((each, span) for each in reading.sentences for span in zone.spans)
    clipped = ((each, max(each.start, start), min(each.end, end)) for each, (start, end) in pairs)
    return [each.text[start - each.start : end - each.start] for each, start, end in clipped if start < end]


def with_lead(reading: Reading, zone: ZoneFound) -> ZoneFound:
    """Return a zone with those who are responsible for its clause."""
    clause = reading.document.clause_at(zone.start)
    match = _RESPONSIBLE.search(reading.document.text[clause.start : clause.end])
    if match is None:
        return zone
    names = [re.sub("等?按职责分工.*|,下同|等$", "", name) for name in re.split("[、,]", match[1])]
    return replace(zone, lead=tuple(sorted({name for name in names if name and name != "下同"})))
