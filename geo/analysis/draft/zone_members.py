"""The units of a zone, and who is responsible for it, by the sentences that speak of it."""

from __future__ import annotations

import re
from dataclasses import replace

from geo.analysis.draft.gazetteer import LANDFORM, Gazetteer
from geo.analysis.draft.passages import Reading
from geo.analysis.draft.regions import REGIONS
from geo.analysis.draft.zone_frames import BUILDS
from geo.analysis.draft.zone_spans import ZoneFound
from geo.model.adcodes import is_within

_MEMBERS = (
    (
        "(?<!分别)以([^,;:以]{2,80}?)(?:等地?区?|地区)?为(?:重点|核心|主体|支撑|龙头|中心|载体|依托|主|支点|节点|引领|支柱)",
        True,
    ),
    ("\\(([^()]{2,80})\\)", False),
    (
        "(?:范围[:为是]|(?:范围)?(?:分布[在于]|包括|涵盖|覆盖|涉及|包含|囊括|串联|联动|辐射|贯穿|连接|含|由))([^,;:]{2,80}?)(?:组成|构成|共同|[,;:)]|$)",
        False,
    ),
    ("^([^,;:]{4,60}?[市县区旗州盟省])(?:依托|发挥|立足|凭借|利用|重点|主要|突出|围绕|聚焦|要)", True),
    (
        "(?:依托|围绕|沿|在|布局|位于|地处|重点布局|聚焦|立足|发挥|支持|推动)([^,;:]{2,80}?)(?:新建|扩建|建设|打造|发展|共建|发挥|立足|布局|种植|推广|[,;:]|$)",
        True,
    ),
    ("(?<!分别)以([^,;:以]{2,60}?)为[^,;:]{1,10}[翼极核带轴区圈心副主]", True),
    ("(?:^|[,:])([^,;:]{2,60}?)为(?:主|重点|核心|主体|支撑)", True),
    ("^([^,;:]{2,60}?)[,:]", True),
)
"""Frames in which a zone's members stand, and whether they are its focus rather than the whole."""
_LOOSE = (_MEMBERS[4][0], _MEMBERS[7][0])
"""Those that tell less than the unit with which a zone's name begins."""
_RESPONSIBLE = re.compile(r"\(责任单位:((?:[^()]|\([^()]*\))*)\)")


def with_members(reading: Reading, gazetteer: Gazetteer, zone: ZoneFound) -> ZoneFound:
    """Return a zone with the units that its text lists, else with those that its name holds; a unit has itself."""
    if own := gazetteer.named(zone.name):
        return replace(zone, members=own)
    if joined := gazetteer.joined(zone.name):
        return replace(zone, members=joined)
    does = f"(?:支持|推动|引导|鼓励)?([^,;:]{{2,40}}?)(?:重点|着力)?{BUILDS}{re.escape(zone.name)}"
    built = [(f"(?:^|[,;:]){does}", True, reading.sentence_at(zone.start).text)]
    listed = (f"{re.escape(zone.name)}[:(]([^,;:]{{2,80}}?)(?:[,;)]|$)", False, reading.sentence_at(zone.start).text)
    own_units = (f"{re.escape(zone.name)}[为是]([^,;:]{{2,80}}?)(?:[,;]|$)", False, listed[2])
    frames = _MEMBERS if not gazetteer.begins(zone.name) else [each for each in _MEMBERS if each[0] not in _LOOSE]
    told = [(frame, focus, text) for frame, focus in frames for text in _texts(reading, zone)]
    for frame, focus, text in (*built, own_units, *told, listed):
        for match in re.finditer(frame, text):
            members, others = gazetteer.listed(match[1])
            if members and members != (gazetteer.region,):
                return replace(zone, members=members, others=others, focus=focus)
    found = (each for each in gazetteer.names_in(zone.name) if not LANDFORM.match(zone.name[each.end :]))
    named = [each.adcode for each in found if each.adcode != gazetteer.region]
    named = named or _of_region(gazetteer, " ".join(_texts(reading, zone)))
    opened = gazetteer.begins(zone.name)
    within = [opened] if opened and (not named or is_within(opened, named[0])) else []
    return replace(zone, members=tuple(dict.fromkeys(within if len(named) < 2 and within else named)))


def _of_region(gazetteer: Gazetteer, text: str) -> list[str]:
    """Return the units of the one region of the country that a text names, as far as the plan has them."""
    regions = {codes for name in REGIONS if name in text and (codes := gazetteer.named(name))}
    return list(*regions) if len(regions) == 1 else []


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
