"""Which place a number speaks of: the one that its row, its clause or its sentence names."""

from __future__ import annotations

import re
from dataclasses import replace

from geo.analysis.draft.classes import ORGANISATIONS, WORDS
from geo.analysis.draft.known import Known, NumberFound
from geo.analysis.draft.passages import Sentence
from geo.analysis.draft.places import Mention
from geo.analysis.draft.words import BUILT, BY_YEAR, DOING

_OF_PLACE = re.compile(
    "(?:总?投资|(?:总|首期)规模|注册资本|占地|规划[^,;]{0,3}面积|建筑面积|用地|设计产能|年?产能|(?:处理|货运|通过|运输|接待)能力|年[^,;\\d]{0,4}能力|^年(?![均度底末初内])|年(?:回收|综合)?[产供加处繁利](?![值业])|接入|连接|孵化|库容|仓储面积|能力$|达产|入库|床位|入驻|保藏|"
    "储存|吞吐|装机|交易额|年销售|年接待|泊位|生产线|机位|车位|展位|^总?面积|全长|总长|[一二三]期|起步区|启动区|先行区|(?:建成|投产)后)[^,;]*$"
)
"""What is said of a place in a clause behind its name: 建设甲园,总投资5亿元."""
_GAIN = re.compile(
    "(?:到?20\\d\\d年|年|可|预计|实现)*(?:总?产值|销售(?:收入|额)|营业收入|税收|利税|就业|集聚|入驻|引进|带动|管径)"
)
"""How a clause begins that tells what a place brings in."""
_OF_FIRM = re.compile("(?:营业收入|营收|产值|销售(?:收入|额)|资产|利税|市值)[^,;]*$")
"""What is said of a firm in a clause behind its name: 支持甲公司做大,年收入达到5亿元."""
_INVESTED = re.compile("投资$")
_DESCRIBES = re.compile("(?:占地|面积|总?投资|产能|年产|产值|规模|用地)(?:面积)?(?:约为?|近|达到?|超过?)?$")
"""What stands before a number that describes the place behind it: 占地500亩的甲园."""
_WHERE = re.compile("(?:(?<![存现])在|位于|地处|落户|入驻|依托(?:[^,;:]+[、和与及])?)$")
"""What stands before the name of where something is, or on what it rests."""
_OF_IT = re.compile(
    "(?:其中|项目|园区|规划|计划|预计|一期|首期)*(?:总投资|投资(?=\\d)|占地|总?用地|总?建筑面积|规划面积|总规模|设计产能)"
)
"""How a sentence begins that goes on with the place that the one before names."""
_AREAS = ("亩", "公顷", "平方米", "平方公里")
"""Measures of how large a place is, where its name follows at once: 5000亩甲基地."""
_CLASS = re.compile(f"(?:{WORDS})$")
_APART = re.compile(
    "全[省市县区州国]|我[省市县区州国]|(?:整合|退出|淘汰|压减|关停)|给予|奖励|补[助贴]|^其中|^[、和与及]|合计|总体"
)
"""What stands between a place and a number that is of something else."""
_SAME = re.compile(
    f"(?:^|,)(?:{BY_YEAR})?(?:该|本)?(园区|开发区|高新区|经开区|基地|项目|中心|公司|集团|医院|学校)"
    "(?=[^,;:、]{0,6}(?:产值|收入|面积|产能|就业|装机|投资|税收)|已|现|共|累计|内|实现|聚|入|完|总|集|占|规划|用地|计划|建成|达产|投产|竣工|年)"
)
"""What refers to a place that an earlier sentence of the paragraph names: 园区已入驻企业20家."""
_ENDS = {"园区": ("园", "园区", "开发区", "高新区", "经开区", "工业区"), "公司": ("公司", "集团", "药业", "股份")}
"""What a place is called by -> how names of such places end, where this is more than the word itself."""
_ALONE = re.compile("(?:\\(?[\\d一二三四五六七八九十]+[)、.])?○(?:[一二三四五六]期)?(?:建设|改?扩建)?(?:项目|工程)?")
"""The heading of an item that names a place and no more."""
_NEAR = 2
"""Paragraphs in which a sentence may refer to a place by its class word."""
_SOFTLY = re.compile(f"^(?:其中|力争|争取|{BY_YEAR})+")
"""What may open a clause before the place of which it tells: 到2027年甲园."""
_OPENS = re.compile(
    "^(?:\\(?[\\d一二三四五六七八九十]+[)、.])?(?:其中|从区域看|目前|截至目前|当前|到20\\d\\d年底?|20\\d\\d年)?[,:]?"
)


def mentions_in(known: Known, sentence: Sentence) -> list[tuple[str, Mention]]:
    """Return the places that a sentence names, in its order, each by its name."""
    return known.told.get(sentence.start, [])


def row_scope(known: Known, number: NumberFound) -> list[NumberFound]:
    """Return the number of the one place that its row of a list names, or of the zone that stands before it."""
    rows = [entry.row for entry in known.tables.entries if entry.row.start <= number.start < entry.row.end]
    pairs = [(place.name, mention) for place in known.places for mention in place.mentions] if rows else []
    inside = sorted((each.start, name) for name, each in pairs if rows[0].start <= each.start < rows[0].end)
    found = [(str(at), rows[0].text.find(zone.name)) for at, zone in enumerate(known.layout.zones)] if rows else []
    zones = [at for at, place in found if place >= 0 and inside and rows[0].start + place < inside[0][0]]
    if zones:
        return number.of("zone", zones[0])
    return number.of("park", inside[0][1]) if len(inside) == 1 else []


def described_scope(known: Known, number: NumberFound) -> list[NumberFound]:
    """Return the number of the place whose name follows it: 千亿级甲园, 占地500亩的甲园."""
    if number.quantity.operator not in ("magnitude", "rank"):
        for name, each in mentions_in(known, number.sentence):
            if each.start <= number.start < each.end and (told := _CLASS.sub("", _inside(number, each))):
                return replace(number, indicator=told).of("park", name)
        before = _DESCRIBES.search(number.before)
        behind = [(name, each) for name, each in mentions_in(known, number.sentence) if each.start >= number.end]
        beside = before and behind and re.fullmatch("(?:以上|左右)?的", _between(number, behind[0][1]))
        sized = behind and behind[0][1].start == number.end and _is_size_of(behind[0][0], number)
        return number.of("park", behind[0][0]) if beside or sized else []
    for name, mention in mentions_in(known, number.sentence):
        if mention.start <= number.start < mention.end or 0 <= mention.start - number.end < 2:
            sized = number.quantity.operator == "magnitude" and number.quantity.measure.endswith("元")
            indicator = "产业规模" if sized else number.indicator
            return replace(number, indicator=indicator).of("park", name)
    return []


def beside_scope(known: Known, number: NumberFound) -> list[NumberFound]:
    """Return the number of the place beside which it stands: behind its name, in its bracket, before what is built."""
    text, at, clause = number.sentence.text, number.quantity.start, number.clause
    before = [(name, each) for name, each in mentions_in(known, number.sentence) if each.end <= number.start]
    after = [(name, each) for name, each in mentions_in(known, number.sentence) if each.start >= number.end]
    if before and before[-1][1].end == number.start and _is_size_of(before[-1][0], number):
        return number.of("park", before[-1][0])
    before = _subjects(known, number)
    if before and re.fullmatch("\\([^()]*", text[before[-1][1].end - number.sentence.start : at]):
        return number.of("park", before[-1][0])
    if _INVESTED.search(clause) and after and re.fullmatch("(?:新?建设|新建|建成)?", _between(number, after[0][1])):
        return number.of("park", after[0][0])
    return []


def begun_scope(known: Known, number: NumberFound) -> list[NumberFound]:
    """Return the number of the place with which its clause begins, behind what is done: 推动甲公司收入达到5亿元."""
    bare = _SOFTLY.sub("", number.clause)
    doing = DOING.match(bare)
    bare = bare[doing.end() if doing else 0 :]
    by_name = [(each, place.name) for place in known.places for each in (place.name, *place.aliases)]
    begun = max((pair for pair in by_name if bare.startswith(pair[0])), key=lambda pair: len(pair[0]), default=None)
    rest = bare[len(begun[0]) :] if begun else ""
    built = doing and (not rest or any(word in rest for word in BUILT if len(word) > 1))
    return number.of("park", begun[1]) if begun and not built and not _APART.search(rest) else []


def clause_scope(known: Known, number: NumberFound) -> list[NumberFound]:
    """Return the number of the place of an earlier clause of which its own tells more: 建设甲园,总投资5亿元."""
    before = _subjects(known, number)
    since = number.before[before[-1][1].end - number.sentence.start :] if before else ""
    kinds = {each.name.kind for _, each in before}
    alike = kinds == {"project"} or (kinds == {"company"} and _OF_FIRM.search(number.clause))
    if "," not in since or _APART.search(since):
        return []
    if not (alike or _OF_PLACE.search(number.clause) or _goes_on(number)):
        return []
    opened = number.before[: -len(since)].rpartition(",")[2]
    told = list(dict.fromkeys((name, each.name.kind) for name, each in before if each.name.name in opened))
    alone = [name for name, kind in told if kind not in ORGANISATIONS] or [name for name, _ in told]
    return number.of("park", alone[0]) if len(alone) == 1 else []


def opening_scope(known: Known, number: NumberFound) -> list[NumberFound]:
    """Return the number of the place that opens its sentence, which goes on with it as long as it names no other."""
    text, before, opens = number.sentence.text, _subjects(known, number), _OPENS.match(number.sentence.text)
    begin = before[0][1].start - number.sentence.start if before else -1
    state = re.compile("(?:目前)?(?:已[^,;:]{1,6}的)?")
    subject = before[0] if before and opens and state.fullmatch(text, opens.end(), begin) else None
    own = any(each.name.name in number.clause for _, each in before[1:])
    since = number.before[subject[1].end - number.sentence.start :] if subject else ""
    own = own or any(known.gazetteer.begins(each) for each in re.split("[,;:]", since)[1:])
    return number.of("park", subject[0]) if subject and not own and not _APART.search(since) else []


def _subjects(known: Known, number: NumberFound) -> list[tuple[str, Mention]]:
    """Return the places that stand before a number, but those that only say where something is."""
    before = [pair for pair in mentions_in(known, number.sentence) if pair[1].end <= number.start]
    return [pair for pair in before if not _WHERE.search(number.before[: pair[1].start - number.sentence.start])]


def _inside(number: NumberFound, mention: Mention) -> str:
    """Return what stands behind a number in the name of the place that has it: 甲30万吨铝材项目."""
    return number.sentence.text[number.quantity.end : mention.end - number.sentence.start]


def _is_size_of(name: str, number: NumberFound) -> bool:
    """Return whether a number beside the name of a place is its size: an area, or the sum of a fund."""
    return number.quantity.measure.endswith(_AREAS) or name.endswith("基金")


def _goes_on(number: NumberFound) -> bool:
    """Return whether a clause that names nothing goes on with one that tells of a place: 年处理2万吨,产值8亿元."""
    *_, earlier, clause = ["", *re.split("[,;:]", number.before)]
    return bool(_GAIN.match(clause) and _OF_PLACE.search(earlier) and re.search("\\d", earlier))


def _between(number: NumberFound, mention: Mention) -> str:
    return number.sentence.text[number.quantity.end : mention.start - number.sentence.start]


def anaphor_scope(known: Known, number: NumberFound) -> list[NumberFound]:
    """Return the number of the place that an earlier sentence names, where its clause calls it by its class word."""
    found = _SAME.search(number.before)
    if not found or _APART.search(number.sentence.text[found.end() : number.quantity.start]):
        return []
    here = number.sentence
    earlier = (each for each in known.reading.sentences if each.start < here.start)
    near = [*(each for each in earlier if here.paragraph - each.paragraph < _NEAR), here]
    before = [pair for each in near for pair in mentions_in(known, each) if pair[1].end <= number.start]
    ends = _ENDS.get(found[1], (found[1],))
    named = [name for name, each in before if name.endswith(ends) or (found[1] == "项目" and _is_built(each, here))]
    return number.of("park", named[-1]) if named else []


def next_scope(known: Known, number: NumberFound) -> list[NumberFound]:
    """Return the number of the one place with which a sentence without a name goes on.

    It stands in the sentence before, 建设甲园。总投资5亿元, or is all that the heading of the item has.
    """
    here, before = number.sentence, known.reading.sentence_before(number.sentence)
    if any(each.end <= number.start for _, each in mentions_in(known, here)) or before is None:
        return []
    if _OF_IT.match(here.text) and (_OF_PLACE.search(number.clause) or _GAIN.match(number.clause)):
        inside = [each for each in mentions_in(known, before) if each[1].name.kind not in ORGANISATIONS]
        names = [name for name, each in inside if not _WHERE.search(before.text[: each.start - before.start])]
        zone = any(before.start <= zone.start < before.end for zone in known.layout.zones)
        if len(names) == 1 and not zone and before.paragraph == here.paragraph:
            return number.of("park", *names)
    heading = max(
        (each for each in known.reading.headings if each.start < here.start), key=lambda each: each.start, default=None
    )
    if heading is None or here.paragraph - heading.paragraph > 1 or _APART.search(number.before):
        return []
    told = mentions_in(known, heading)
    alone = [name for name, each in told if _ALONE.fullmatch(heading.text.replace(each.name.name, "○"))]
    return number.of("park", *alone)


def _is_built(mention: Mention, here: Sentence) -> bool:
    """Return whether a place is called a project where it is named, or is built in a sentence that goes on with one."""
    built = mention.sentence is here and mention.name.kind not in ORGANISATIONS and mention.name.status != "existing"
    return built or mention.sentence.text[mention.name.end :].startswith(("项目", "及配套"))
