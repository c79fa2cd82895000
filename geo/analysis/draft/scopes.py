"""What a number speaks of: a place, a zone or a group of them, a unit, an industry, or the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from geo.analysis.draft.known import OPENING_YEAR, Known, NumberFound
from geo.analysis.draft.place_scopes import (
    anaphor_scope,
    begun_scope,
    beside_scope,
    clause_scope,
    described_scope,
    mentions_in,
    next_scope,
    opening_scope,
    row_scope,
)
from geo.analysis.draft.zone_spans import ZoneFound

_SECTOR = re.compile(
    "[\u4e00-\u9fff]{2,4}(?:工业|产业|制造业|服务业)(?=增加值|营业|主营|利润|规模|总?产值|收入|整体)|"
    "[\u4e00-\u9fff]{2,6}(?:企业|产品)(?=[^,;]{0,12}$)|"
    "[\u4e00-\u9fff]{2,12}(?=总?产值|增加值|(?:主营业务|营业)收入|营收)"
)
"""An industry as the subject of a statistic."""
_ABOUT = re.compile("(?:^|[;:])(?:[一二三四五六七八九十]是|从|在)?([^,;:]{2,12}?)(?:方面|领域|产业|行业|工业)[,:]")
"""How a sentence begins that says of which industry it speaks: 医药工业方面,."""
_WHOLE = re.compile("(?<!企)业|领域|规模|产值")
"""What stands beside the name of an industry where it is meant as a whole."""
_OF_ZONE = re.compile("集聚|产值|规模|收入|增加值|产量|销售额|面积|投资|营收")
"""What is counted of a zone as a whole."""
_TO_NUMBER = re.compile("(?:预计|力争|约|也|已|将|要)*(?:达到?|实现|完成|为|有|超过?|突破)*$")
_IN_WHOLE = re.compile("在[^,;在]*?中的?(?=比重|占比|份额)")
"""Of what a share is one: no subject of a statistic."""
_TITLED = 7
"""Letters of a name of industries that a title has, too, and that so is the plan's own: 生物医药和大健康产业."""
_EACH = re.compile("(?:均|各|都|分别)(?:[^,;:]{0,8})$")
_ALIKE = re.compile("[两二三四五六七八九十\\d]+(?:家|个|大)[^,;]{0,4}(?:企业|园区|基地|公司|集团)")
_THESE = re.compile("(?:这|上述|以上|该)(?:些|几个|[两二三四五六七八九十]个?)?(?:区域|地区|园区|城市|县市|市县)")
"""What refers to the regions that the sentence before lists."""


def scoped(known: Known, number: NumberFound) -> Iterator[NumberFound]:
    """Yield a number for each thing that it speaks of: three industries that each reach 千亿级 are three numbers."""
    finders = (
        row_scope,
        described_scope,
        _respective_scope,
        _listed_scope,
        anaphor_scope,
        beside_scope,
        begun_scope,
        clause_scope,
        opening_scope,
        next_scope,
        _unit_list_scope,
        _opening_unit_scope,
        _zone_scope,
        _group_scope,
        _told_zone_scope,
        _unit_scope,
        _industry_scope,
    )
    for finder in finders:
        found = finder(known, number)
        if found:
            yield from (_of_plan(known, each) for each in found)
            return
    yield replace(number, scope="industry", subject=known.topic[0]) if len(known.topic) == 1 else number


def table_scoped(known: Known, number: NumberFound) -> Iterator[NumberFound]:
    """Yield a number of a table for what its row names: a place of a list, an industry as a whole."""
    sectors = known.vocabulary.sectors_of(number.indicator) if _WHOLE.search(number.indicator) else ()
    told = number.of("industry", *sectors[:1])
    yield _of_plan(known, next(iter([*row_scope(known, number), *told]), number))


def _of_plan(known: Known, number: NumberFound) -> NumberFound:
    """Return a number of the industry of which the whole plan speaks as one of the plan."""
    own = number.scope == "industry" and (_is_titled(known, number.clause) or number.subject == known.own)
    return replace(number, scope="plan", subject="") if own else number


def _is_titled(known: Known, text: str) -> bool:
    """Return whether a text names the industries of the title, and so those of the whole plan."""
    told, title = (re.sub("[与及]", "和", each) for each in (text, known.title))
    named = re.search("[\u4e00-\u9fff]{6,}产业", told)
    return named is not None and any(named[0][at:] in title for at in range(len(named[0]) - _TITLED))


def _listed_scope(known: Known, number: NumberFound) -> list[NumberFound]:
    """Return the number once for each of the industries or firms that its clause lists before it."""
    clause = number.clause
    named = [name for name, each in mentions_in(known, number.sentence) if each.name.name in clause]
    alike = _ALIKE.search(clause) and number.quantity.measure.endswith("元")
    if len(named) > 1 and (alike or _EACH.search(clause)):
        return number.of("park", *named)
    if number.quantity.operator != "magnitude":
        return []
    sectors = known.vocabulary.sectors_of(clause)
    if len(sectors) > 1 or (sectors and re.search("产业|领域", clause)):
        return replace(number, indicator="产业规模").of("industry", *sectors)
    if named and re.search("营收|收入|产值|规模", clause):
        return replace(number, indicator="营业收入").of("park", *named)
    return []


def _respective_scope(known: Known, number: NumberFound) -> list[NumberFound]:
    """Return the number of the one of several that it is told of: 甲产业、乙产业分别达到5亿元、8亿元."""
    clause = re.split("[,;]", number.before)[-1]
    head, apart, tail = clause.rpartition("分别")
    if not apart:
        return []
    place = len(re.findall("[、和与及]", tail))
    units = [found.adcode for found in known.gazetteer.units_in(head)]
    named = _named_side_by_side(known, number, clause)
    zones = [str(at) for at, zone in enumerate(known.layout.zones) if zone.name in number.before]
    lists = (("park", named), ("zone", zones), ("unit", units), ("industry", known.vocabulary.sectors_of(head)))
    told = next(((scope, subjects) for scope, subjects in lists if len(subjects) > place and len(subjects) > 1), None)
    return number.of(told[0], told[1][place]) if told else []


def _named_side_by_side(known: Known, number: NumberFound, clause: str) -> list[str]:
    """Return the places of a clause, else as many in the one before it as numbers are told of them one by one."""
    mentions = [(name, each.name.name) for name, each in mentions_in(known, number.sentence)]
    head = clause.rpartition("分别")[0]
    told = [name for name, printed in mentions if printed in head]
    before = re.split("[,;:]", number.before.removesuffix(clause).rstrip(","))[-1]
    named = [name for name, printed in mentions if printed in before]
    values = re.split("[、和与及]", re.split("[,;:]", number.sentence.text[number.quantity.start :])[0])
    return told or (named if len(named) == len(values) + len(re.findall("[、和与及]", clause[len(head) :])) else [])


def _unit_list_scope(known: Known, number: NumberFound) -> list[NumberFound]:
    """Return the number once for each of the units of which its clause says that each has it: 甲县、乙县均达到."""
    clause = number.clause
    each = _EACH.search(clause)
    if each is None or "分别" in clause or not re.search("[、和与及]", clause[: each.start()]):
        return []
    units = [found.adcode for found in known.gazetteer.units_in(clause)]
    return number.of("unit", *dict.fromkeys(units))


def _zone_scope(known: Known, number: NumberFound) -> list[NumberFound]:
    """Return the number of the zone that its sentence names, or of all zones of a group."""
    layout = known.layout
    holding = _holding(known, number)
    if not holding:
        return []
    zone = layout.zones[holding[0]]
    named = zone.name in number.sentence.text[: len(zone.name) + 16] or _continues(known, number, zone.name)
    others = sum(other.part == zone.part for other in layout.zones)
    if named:
        return number.of("zone", holding[0])
    if (
        others > 1
        and OPENING_YEAR.match(number.sentence.text)
        and not (len(holding) == 1 and _is_alone(known, number, holding[0]))
    ):
        return number.of("group", zone.part)
    return []


def _holding(known: Known, number: NumberFound) -> list[int]:
    return [place for place, zone in enumerate(known.layout.zones) if zone.holds(number.start)]


def _is_alone(known: Known, number: NumberFound, place: int) -> bool:
    """Return whether the paragraph of a number names a zone and no other, or none."""
    text = "。".join(each.text for each in known.reading.paragraph_of(number.sentence))
    return [at for at, zone in enumerate(known.layout.zones) if zone.name in text] in ([], [place])


def _continues(known: Known, number: NumberFound, name: str) -> bool:
    """Return whether a sentence goes on with the one before it, that names the zone."""
    here, before = number.sentence, known.reading.sentence_before(number.sentence)
    near = before is not None and before.paragraph == here.paragraph and before.text.startswith(name)
    return near and not OPENING_YEAR.match(here.text)


def _told_zone_scope(known: Known, number: NumberFound) -> list[NumberFound]:
    """Return the number of the one zone of which the text speaks where it stands: 到2030年产值达到50亿元."""
    holding = _holding(known, number)
    clause = number.clause
    counted = _OF_ZONE.search(clause) or _OF_ZONE.search(number.indicator)
    if len(holding) != 1 or number.kind != "target" or number.quantity.operator == "magnitude":
        return []
    zone = known.layout.zones[holding[0]]
    headed = _is_headed(known, number, zone)
    if re.search("(?<!占)全[市省县区州国旗]", number.before):
        return []
    first = known.reading.paragraph_of(number.sentence)[0]
    within = first.start <= zone.start < min(first.end, number.start)
    units = {each.adcode for each in known.gazetteer.units_in(clause)}
    own = len(units) > 1 and not units.isdisjoint(zone.members)
    if (units and not own) or not (counted or headed or within or own):
        return []
    opened = headed or OPENING_YEAR.match(clause or number.sentence.text)
    others = mentions_in(known, number.sentence) and not opened
    named = any(each.name.name in clause for _, each in mentions_in(known, number.sentence))
    if named or (others and not re.search("20\\d\\d年|实现|产业规模", clause)):
        return []
    return number.of("zone", holding[0])


def _is_headed(known: Known, number: NumberFound, zone: ZoneFound) -> bool:
    """Return whether a number stands in a clause that a zone heads, and no other one."""
    locator = known.reading.locator(zone.start)
    others = (each for each in known.layout.zones if each is not zone)
    own = known.reading.sentence_at(zone.start).heading
    own = own and all(known.reading.locator(each.start) != locator for each in others)
    return own and known.reading.locator(number.start) == locator


def _group_scope(known: Known, number: NumberFound) -> list[NumberFound]:
    """Return the number of a part of the layout.

    One without zones of which the text speaks, 多园: 建园20个; one whose zones its sentence lists of which each has it;
    or one that the sentence before lists: 约80%来自这些区域.
    """
    layout, here = known.layout, number.sentence
    bare = set(range(len(layout.parts))) - {zone.part for zone in layout.zones}
    held = [part for part, (start, end) in enumerate(layout.spans) if part in bare and start <= number.start < end]
    if held:
        return number.of("group", held[0])
    before = known.reading.sentence_before(here) if _THESE.search(here.text) else None
    each = re.search("每个?|各(?!类|项|级)", number.clause)
    inside = range(before.start, here.start) if before else range(here.start, number.start) if each else ()
    listed = [zone.part for zone in layout.zones if zone.start in inside]
    return number.of("group", listed[0]) if len(set(listed)) == 1 and (before or len(listed) > 1) else []


def _unit_scope(known: Known, number: NumberFound) -> list[NumberFound]:
    """Return the number of the unit that its sentence speaks of, or with which its clause opens: 其中甲市超过5亿元."""
    clause = number.clause.removeprefix("其中")
    if (told := known.gazetteer.named(_TO_NUMBER.sub("", clause))) and told != (known.gazetteer.region,):
        return number.of("unit", told[0])
    units = known.gazetteer.units_in(re.split("[;:]", number.before)[-1])
    behind = number.start - len(re.split("[;:]", number.before)[-1])
    places = [each for _, each in mentions_in(known, number.sentence)]
    units = [unit for unit in units if not any(each.start <= behind + unit.start < each.end for each in places)]
    if len({found.adcode for found in units}) == 1 and units[0].whole and units[0].start < 8:
        return number.of("unit", units[0].adcode)
    return []


def _opening_unit_scope(known: Known, number: NumberFound) -> list[NumberFound]:
    """Return the number of the unit that opens its clause, or the one before where this has a number of it, too."""
    *earlier, clause = re.split("[,;:]", number.before)
    texts = [clause, *([earlier[-1]] if earlier and re.search("\\d", earlier[-1]) else [])]
    texts += [re.split("[,:]", number.before.rpartition(";")[2])[0]] if ";" in number.sentence.text else []
    for text in texts:
        units = known.gazetteer.units_in(text)
        alone = units and units[0].whole and units[0].start == 0 and len({each.adcode for each in units}) == 1
        if alone and re.match("[\u4e00-\u9fff]{2}", text[units[0].end :]):
            told = not re.match("[和与及等]", text[units[0].end :])
            return number.of("unit", units[0].adcode) if told else []
        if units or known.gazetteer.units_in(clause) or re.search("全[市省县区州]", clause):
            return []
    return []


def _industry_scope(known: Known, number: NumberFound) -> list[NumberFound]:
    """Return the number of an industry: one that what is counted names, else the one of the heading above it."""
    if number.kind == "baseline":
        sector = _told_sector(known, number)
        return number.of("industry", sector) if sector else []
    text = number.sentence.text
    clause = re.split("[,;]", text[: number.quantity.start])[-1]
    clause += re.split("[,;]", text[number.quantity.end : number.quantity.end + 12])[0]
    beside = re.split("\\d[^、,;]*[、和]", re.split("[,;]", number.before)[-1])[-1]
    own = known.vocabulary.sectors_of(beside if beside in clause else clause)
    if not own and len(beside) < len(clause) and re.search("产值|收入", beside):
        own = known.vocabulary.told_by(beside)[:1]
    words = known.vocabulary.named_in(number.indicator)
    alone = words and number.indicator.removeprefix(words[0]) in ("", "产业", "业", "领域")
    if alone and (sectors := known.vocabulary.sectors_of(words[0])):
        return number.of("industry", sectors[0])
    if not own and re.fullmatch(".{2,10}(?<!企)业", number.indicator):
        own = known.vocabulary.told_by(number.indicator)[:1]
    if own and _WHOLE.search(clause):
        return number.of("industry", own[0])
    if re.search("全[省市区县州]", text[: number.quantity.start]):
        opened = re.split("[,;]", text)[1] if "," in text else text
        sectors = known.vocabulary.sectors_of(opened) if not _is_titled(known, opened) else ()
        return number.of("industry", sectors[0]) if sectors and not own else []
    first = known.reading.paragraph_of(number.sentence)[0]
    opened = [first.text] if first is not number.sentence and not re.search("\\d", first.text) else []
    for heading in (*opened, *known.reading.above(number.sentence))[:2]:
        if sectors := known.vocabulary.sectors_of(heading if len(heading) < 40 else ""):
            return number.of("industry", sectors[0]) if len(sectors) == 1 else []
    return []


def _told_sector(known: Known, number: NumberFound) -> str:
    """Return the industry of which a statistic speaks: the last that stands before it as a subject, else its topic.

    An answer to a question goes from one industry to another; there what is counted tells it, too.
    """
    before = _IN_WHOLE.sub("", number.before.rpartition(";")[2])
    for match in reversed(list(_SECTOR.finditer(before))):
        if sectors := known.vocabulary.sectors_of(match[0]):
            return sectors[-1]
    about = [match[1] for match in _ABOUT.finditer(before)]
    answer = known.reading.locator(number.start).startswith("答")
    for text in (*([re.split("[,:]", before)[-1]] if answer else []), *about[-1:]):
        if len(told := known.vocabulary.told_by(text)) == 1:
            return told[0]
    return ""
