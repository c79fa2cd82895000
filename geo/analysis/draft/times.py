"""When a number of a text is of, and whether it is a target or tells of what there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geo.analysis.author.begin import FIVE_YEARS
from geo.analysis.draft.known import OPENING_YEAR, Known
from geo.analysis.draft.passages import Sentence
from geo.analysis.quantities import Quantity

_YEAR = re.compile("(?:到|至|力争|截至)?(20\\d\\d)年(?:底|末)?")
_PERIOD_END = re.compile(
    "(?<!近)[两三四五]年内|“?十[三四五六]五”?(?:期|规划期)?末|规划期末|期末|用[两三四五六\\d]年(?:左右)?的?时间|(?:经过|通过)[两三四五六\\d]年(?:左右)?的?努力"
)
_FIVE_YEARS = re.compile(f"“?({'|'.join(FIVE_YEARS)})”?(?:期间|时期|以来|末)")
_LATER = re.compile("(?:(?!20\\d\\d年)[^;:])*?,(?:力争)?([到至]20\\d\\d年)")
"""How a sentence of aims opens that says by when behind how: 经过四年努力,到2027年."""
_PERIOD_OPENS = re.compile(f"(?:力争)?[到至]?(?:{_PERIOD_END.pattern}|{_FIVE_YEARS.pattern})")
"""How a sentence opens that says by when as a period of the plan: 到期末."""
_SPAN = re.compile("^[^,;:()]{0,12}\\(20\\d\\d年?[—–-]+(20\\d\\d)年?\\)[:,]")
"""How an item opens that tells of some years: 近期(2026—2030年):."""
_EACH_YEAR = re.compile("((?:20\\d\\d年?(?:底|末)?[、和])+20\\d\\d年(?:底|末)?)[^,;]*?分别([^,;]*)$")
"""Years that are told of one by one: 2026年、2027年分别达到."""
CHANGED = re.compile(
    "(?:较|比)20\\d\\d年(?:[^,;]*?翻[一两]?番)?|(?:是|为|相当于)20\\d\\d年的|(?:由|从)[^,;]*?(?=增加|提高|提升|增长|扩大|上升|降低|下降)"
)
"""From what a number has changed: 由2015年的4000亿元增加至."""
_FROM = re.compile("(?<!目标)(?:由|从)([^,;:由从]*)$")
_TO = re.compile("^[^,;到至为]{0,4}(?:增加|提高|提升|增长|扩大|上升|降低|下降|调整|压缩|增|升|降)(?:到|至|为)")
"""What stands before and behind a number that others have grown from: 由3家增至7家."""
_ASIDE = re.compile("[(][^()]*[)]")
"""A bracket: a year in it is that of what stands before it."""
_AIMED = re.compile("(?:到|(?<!截)至)20\\d\\d年")
_AIM = re.compile(
    "力争|争取|计划(?!生育)|[拟将](?![军来])|目标|规划|重点建设|预计|下一步|明年|提出|要(?![素求点地])|(?:达产|投产|建成)后"
)
"""What is said of what is to come."""
_DONE_BY = re.compile(
    "[^,;]{0,20},(?:力争|计划|预计)?[到于]?(20\\d\\d)年(?:\\d+月)?[底末]?前?(?:全面|全部)?(?:建成|竣工|完工|投产|投用|投运|投入|达产)"
)
"""What follows what is built and says by when: 建成生产线5条,到2023年底投产."""
_DATED = re.compile("^(?:\\D*,)?(?:截[至止]|到)?20\\d\\d年")
"""What tells of when all is that a chapter of what has been reached goes on with."""
_PAST = re.compile(
    "^目前|^截[至止]|只有|去年|上年|同比|近年来|近[几两三五]年|以来|过去|据统计|(?<!为)了[^,;]{0,16}$|(?:完成|达到)[^,;]{0,4}(?:目标|计划|进度)的$|提前[^,;]{1,4}完成"
)
"""What is said of what has come."""
_THERE = re.compile(
    "拥有|现有|已(?!授权)|目前|截至|截止|位居|稳居|[居列]全|(?<!新)建有|(?:居|列)$|设有|(?<!新)获批(?=[^的,;]*$)|(?<![两三四五六]年)累计(?=完成|有|实现|投入|安排|引进)|仅|实际(?=完成|达到|利用|到位)"
)
_PRESENT = re.compile("被誉为|被[^,;]{2,12}(?:认定|评为|授予|命名|列[为入])|初具规模|已初步|已经?形成")
"""What is said of what there is anywhere in a sentence that has no year."""
_COMPARED = re.compile("[、,]?(?:同比|比上年|较上年)(?:增|提|下|上|减)")
"""What follows a number that has been reached: 5亿元、同比增长3%."""
_NEAR = 10
"""Characters of a listed sentence in which a year opens it, and so those that follow."""
_DOING = re.compile("前$|(?:底|末)前|建成|开工|投产|新增|启动|新建|建设")
"""What is said of what is done in a year that no period tells to be past."""
_OURS = re.compile("(?:全|我)[省市县区国]$")
"""What stands before the number of things that are known: 全市12个开发区."""
_NOT_YET = re.compile("突破$|力争|争取|不[少低]于$")


@dataclass(frozen=True, slots=True)
class Time:
    """When a number is of.

    Attributes
    ----------
    year : int or None
        By when, or of when; None where the text does not say.
    kind : str
        ``target`` or ``baseline``.
    """

    year: int | None
    kind: str


def time_of(known: Known, sentence: Sentence, quantity: Quantity) -> Time:
    """Return when a number is of by its sentence, else by what opens those before it, its clause or the document."""
    before, after = sentence.text[: quantity.start], sentence.text[quantity.end :]
    if (start := _FROM.search(before)) and _TO.match(after):
        years = _YEAR.findall(start[1])
        return Time(int(years[-1]) if years else None, "baseline")
    if quantity.measure == "年":
        return Time(None, "target")
    year, aimed = _year(known, sentence, before, after)
    kind = _kind(known, sentence, quantity, year, aimed)
    return Time(year or (known.year if known.back and kind == "baseline" else None), kind)


def _year(known: Known, sentence: Sentence, before: str, after: str) -> tuple[int | None, bool]:
    """Return the year of what stands in a sentence, and whether it is one by when."""
    if years := _years_in(known, before):
        return years[-1], bool(_AIMED.search(before))
    if done := _DONE_BY.match(after):
        return int(done[1]), True
    for text in _openings(known, sentence):
        if years := _years_in(known, text):
            return years[-1], bool(_AIMED.search(text) or _PERIOD_END.search(text))
    return None, False


def _years_in(known: Known, text: str) -> list[int]:
    """Return the years that a text tells, in its order; that of one of several that are told of one by one."""
    bare = CHANGED.sub("", text)
    if each := _EACH_YEAR.search(bare):
        years, place = _YEAR.findall(each[1].replace("、", "年、")), len(re.findall("[、和与及]", each[2]))
        return [int(years[min(place, len(years) - 1)])]
    span = _SPAN.match(bare)
    found: list[tuple[int, int]] = [(0, int(span[1]))] if span else []
    told = _ASIDE.sub("", bare)
    found += [(match.start(), known.year) for match in re.finditer("今年", told) if known.year]
    found += [(match.start(), int(match[1])) for match in _YEAR.finditer(told)]
    found += [(match.start(), known.period[1]) for match in _PERIOD_END.finditer(told) if known.period]
    found += [(match.start(), FIVE_YEARS[match[1]][1]) for match in _FIVE_YEARS.finditer(told)]
    return [year for _, year in sorted(found, key=lambda pair: pair[0])]


def _openings(known: Known, sentence: Sentence) -> Iterator[str]:
    """Yield what may open a sentence without a year: those before it in its paragraph, then the aims of its clause."""
    if re.search("给予|奖励|补[助贴]|资助", sentence.text):
        return
    text = known.reading.document.text
    for before in reversed([each for each in known.reading.paragraph_of(sentence) if each.start < sentence.start]):
        if re.match("[一二三四五六七八九十]是|——", before.text):
            break
        if text[before.end : before.end + 1] in (";", "；") and any(
            zone.start == sentence.start for zone in known.layout.zones
        ):
            break
        opened = OPENING_YEAR.match(before.text) or _SPAN.match(before.text) or _PERIOD_OPENS.match(before.text)
        opened = opened or (_DATED.search(before.text) if known.reading.looks_back(sentence) else None)
        aim = _LATER.match(before.text) if known.reading.heading_of(sentence, "目标") else None
        if opened:
            yield opened[0]
        elif aim:
            yield aim[1]
        elif text[before.end : before.end + 1] in (";", "；"):
            yield before.text if _AIMED.search(before.text) else CHANGED.sub("", before.text)[:_NEAR]
    if known.reading.heading_of(sentence, "目标"):
        yield from _aims(known, sentence)


def _aims(known: Known, sentence: Sentence) -> Iterator[str]:
    """Yield how paragraphs of aims before a sentence of their clause open that say by when, the last one first.

    Where most items of a list have a year of their own, one without has none.
    """
    clause = known.reading.heading_of(sentence, "目标")
    told: dict[int, str] = {}
    for each in known.reading.sentences:
        if known.reading.locator(each.start).startswith(clause):
            told[each.paragraph] = f"{told.get(each.paragraph, '')}{each.text}。"
    dated = [bool(_YEAR.search(text)) for text in told.values() if text.startswith("——")]
    if _YEAR.search(CHANGED.sub("", told.get(sentence.paragraph, ""))) or 2 * sum(dated) > len(dated):
        return
    for paragraph in sorted((each for each in told if each < sentence.paragraph), reverse=True):
        opened, period = OPENING_YEAR.match(told[paragraph]), _PERIOD_OPENS.match(told[paragraph])
        if period:
            yield period[0]
        elif opened and opened[1]:
            yield opened[0]


def _kind(known: Known, sentence: Sentence, quantity: Quantity, year: int | None, aimed: bool) -> str:
    """Return whether a number is a target, by its year, its heading, its document and the words before it."""
    text, before = sentence.text, sentence.text[: quantity.start]
    if year and year < known.begins:
        return "baseline"
    if aimed or (year and known.period and year >= known.period[1]):
        return "target"
    if known.reading.looks_back(sentence):
        return "baseline"
    if re.search("大$", text[quantity.start : quantity.end]) and "主导" in text[quantity.end : quantity.end + 3]:
        return "baseline"
    told = known.is_answer(sentence) or (known.back and not known.reading.looks_ahead(sentence))
    ours = _OURS.search(before) and not quantity.measure.endswith("%")
    if (told and not _AIM.search(before)) or _PAST.search(before) or ours:
        return "baseline"
    if _COMPARED.match(text, quantity.end):
        return "baseline"
    coming = bool(year and known.begins and year >= known.begins)
    clause = before.rpartition(",")[2]
    if coming and known.reading.heading_of(sentence, "目标"):
        return "target"
    there = _THERE.search(clause) and not _NOT_YET.search(clause)
    if year and year == known.year and not known.back:
        return "target"
    if not year and not _AIM.search(clause) and (_PRESENT.search(text) or clause.endswith("共")):
        return "baseline"
    past = year and not coming and (known.begins or not (_AIM.search(clause) or _DOING.search(clause)))
    return "baseline" if there or past else "target"
