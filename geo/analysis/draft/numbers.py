"""The numbers of a text in their context: what each counts, of what, by when, and whether it is a target."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from geo.analysis.author.begin import FIVE_YEARS
from geo.analysis.draft.known import OPENING_YEAR, Known, NumberFound
from geo.analysis.draft.passages import Sentence
from geo.analysis.draft.scopes import scoped, table_scoped
from geo.analysis.draft.tables import TableNumber
from geo.analysis.draft.words import DOING
from geo.analysis.quantities import Quantity, quantities_in

_TARGET_YEAR = re.compile("(?:到|至|力争|截至)?(20\\d\\d)年(?:底|末)?")
_PERIOD_END = re.compile("“?十[三四五六]五”?(?:期|规划期)?末|规划期末|期末")
_FIVE_YEARS = re.compile(f"“?({'|'.join(FIVE_YEARS)})”?(?:期间|时期|以来|末)")
_HEDGE = re.compile("力争|争取|原则上|努力")
_THERE = re.compile("拥有|现有|已(?!授权)|目前|截至|位居|稳居|[居列]全|建有|设有|获批")
_NEW = re.compile(
    "新增|新建|新培育|新引进|新收集|认定|选育|创建|建设|建立|设立|引进|获得|布局|遴选|支持建设|打造|培育|建成|新认定|落地|改扩建|推进|选择|引育"
)
_VERB_END = re.compile(
    "(?:稳居|位居|位列|居|稳定|保持|提高|提升|增长|增加|扩大|上升|降低|下降|发展|实现|力争|争取|努力|分别|均|都|已|约|预计|累计|总计|合计|进入|迈上|迈向|跻身|形成)*"
    "(?:达到?|为|至|到|在|有|占|突破|超过?|逾|由|共|共有|实现)*$"
)
_LEFT = re.compile(
    "^(?:其中|包含|包括|以及|和|并|且|同时|“?十[三四五六]五”?(?:期|规划期)?末|力争|争取|全[省市县区州]|我[省市县区州]|到20\\d\\d年(?:底|末)?|20\\d\\d年|每年|[一二三四五]是)+"
)
_GROWTH = re.compile(
    "(?:年均|同比|累计同比|比上年|较上年)?(?:复合)?(?:增长率?|增速|提升|提高|下降)(?=(?:达到?|保持在|不低于|约)?$)"
)
_REACHED = re.compile("(?:达到?|突破|增长到|增加到|提高到|超过?|过|为|至|到)?\\d")
_BUILDING = re.compile("^.*(?:建设|打造|布局|新建|引进|培育|设立|建成|形成)(?=..|$)")
_OPENS = re.compile("(?:拥有|现有|有涉及|有|聚集|新增|获得|集聚|累计|共|其中)+")
_CHANGED = re.compile(
    "(?:较|比)20\\d\\d年(?:[^,;]*?翻[一两]?番)?|(?:是|为|相当于)20\\d\\d年的|(?:由|从)[^,;]*?(?=增加|提高|提升|增长|扩大|上升|降低|下降)"
)
"""From what a number has changed: 由2015年的4000亿元增加至."""
_ASIDE = re.compile("[(][^()]*[)]")
"""A bracket: a year in it is that of what stands before it."""
_GENERAL = re.compile(
    "^(?:实现)?(?:营业收入|主营业务收入|利润总额|利润|收入|增加值|产值|较?上年同?期?|.{0,8}增速|.{0,8}增长)"
)
"""What is counted of an industry that an earlier sentence names."""
_UNWANTED = re.compile(
    "^(?:强|口|人口|个五年|届|五年|[一二三]?次全会|方面|维度|层面|环节|阶段|部分|问题|推动|新”|月|工作日)"
)


def find_numbers(known: Known) -> tuple[NumberFound, ...]:
    """Return the numbers of a text, in its order; those of its headings, which repeat others, left out."""
    found: list[NumberFound] = []
    slogan = range(known.layout.start, known.layout.start + len(known.layout.slogan))
    for sentence in known.reading.sentences:
        if not sentence.heading:
            found.extend(
                number
                for number in _of_sentence(known, sentence)
                if not _UNWANTED.match(sentence.text[number.quantity.end :]) and number.start not in slogan
            )
    listed = [number for entry in known.tables.entries for number in entry.numbers]
    cells = [number.row.start + number.quantity.start for number in listed]
    found = [number for number in found if not any(at <= number.start < at + 12 for at in cells)]
    told = [each for number in (*known.tables.numbers, *listed) for each in _of_table(known, number)]
    return tuple(_once(_with_subjects([*found, *told])))


def _of_table(known: Known, number: TableNumber) -> Iterator[NumberFound]:
    """Yield a number of a table: a baseline where its column says so, or is before the plan."""
    start = number.row.start + number.quantity.start
    end = number.row.start + number.quantity.end
    before = number.year is not None and (
        number.year < known.period[0] if known.period else number.year == number.first
    )
    found = NumberFound(number.quantity, number.row, start, end, number.indicator, year=number.year)
    found = replace(found, kind="baseline" if number.now or before else "target")
    yield from table_scoped(known, found)


def _with_subjects(numbers: Sequence[NumberFound]) -> Iterator[NumberFound]:
    """Yield numbers of statistics with the industry of the one before in their paragraph, where they name none."""
    before: NumberFound | None = None
    for number in numbers:
        goes_on = before is not None and before.scope == "industry" and before.kind == number.kind == "baseline"
        same = before is not None and before.sentence is number.sentence and number.indicator.endswith(("增长", "增速"))
        if goes_on and before and (same or _GENERAL.search(number.indicator)) and number.scope == "plan":
            near = before.sentence.paragraph == number.sentence.paragraph
            number = replace(number, scope="industry", subject=before.subject) if near else number
        before = number
        yield number


def _once(numbers: Iterable[NumberFound]) -> Iterator[NumberFound]:
    """Yield numbers, the size of a place that several clauses tell once."""
    seen = set()
    for number in numbers:
        told = (number.scope, number.subject, number.indicator, number.quantity.operator, number.quantity.low)
        if number.scope != "park" or told not in seen:
            yield number
        seen.add(told)


def _of_sentence(known: Known, sentence: Sentence) -> Iterator[NumberFound]:
    quantities = [each for each in quantities_in(sentence.text) if not _is_class(sentence.text, each)]
    for place, quantity in enumerate(quantities):
        start, end = sentence.start + quantity.start, sentence.start + quantity.end
        after = quantities[place - 1].end if place else 0
        number = NumberFound(quantity, sentence, start, end, _indicator(sentence.text, quantity, after))
        number = replace(number, year=_year(known, number), hedge=_hedge(sentence.text, quantity))
        kind, mode = _kind(known, number), _mode(sentence.text, quantities, place)
        added = kind == "target" or re.search("新增|新建|新认定", sentence.text[: quantity.start])
        year = number.year or (known.period[1] if kind == "target" and known.by_title else None)
        number = replace(number, kind=kind, mode=mode if added else "stock", year=year)
        yield from scoped(known, number)


def _is_class(text: str, quantity: Quantity) -> bool:
    """Return whether an amount is a part of what is counted: 10亿元企业达到20家."""
    after = text[quantity.end : quantity.end + 2]
    return quantity.operator == "eq" and quantity.measure.endswith("元") and after in ("企业", "级企", "产业", "以上")


def _indicator(text: str, quantity: Quantity, after: int = 0) -> str:
    """Return what a number counts: the phrase before it, behind the number before, else the one behind it."""
    *earlier, left = re.split("[,;:。、]", _CHANGED.sub("", text[: quantity.start]))
    beside = text[after : quantity.start]
    left = "" if after and re.search("[和与及]$", beside) else left
    left = left.rpartition("等")[2] if "等" in left else left
    ends = "[,;:。、]|[和与及]?\\d" if quantity.measure.endswith("元") else "[,;:。、]|[和与及]\\d"
    right = re.split(ends, re.sub("^(?:的|以上|左右|以内)+", "", text[quantity.end :]))[0]
    right = re.sub(r"^[^的]*\d[^的]*的", "", right)
    told = [_REACHED.split(each)[0] for each in reversed(earlier)]
    subjects = [noun for each in told if len(noun := _noun(each)) > 1 and not re.match("占|.*方面$", noun)]
    if quantity.operator == "rank":
        return (_noun(left) + right) or next(iter(subjects), left)
    if text[quantity.end - 1] == "大":
        return right
    if growth := _GROWTH.search(left):
        return f"{_noun(left[: growth.start()]) or next(iter(subjects), '')}{growth[0]}"
    if quantity.operator == "magnitude" and not _noun(left).strip("0123456789个家"):
        return f"{right}规模"
    return _noun(left) if len(_noun(left)) > 1 else right or next(iter(subjects), left)


def _noun(phrase: str) -> str:
    """Return what a phrase speaks of, without numbers, verbs and what opens it."""
    bare = _LEFT.sub("", _VERB_END.sub("", re.sub("[\\d.—-]+.{0,3}$", "", phrase)))
    bare = _BUILDING.sub("", re.sub("(?<=..)连续\\d.*$", "", bare))
    while opened := (_OPENS.match(bare) or DOING.match(bare)):
        bare = bare[opened.end() :]
    return bare


def _year(known: Known, number: NumberFound) -> int | None:
    """Return the year printed before a number in its sentence, else the one that opened an earlier one."""
    before = _ASIDE.sub("", _CHANGED.sub("", number.sentence.text[: number.quantity.start]))
    years = [(match.start(), int(match[1])) for match in _TARGET_YEAR.finditer(before)]
    years += [(match.start(), known.period[1]) for match in _PERIOD_END.finditer(before) if known.period]
    years += [(match.start(), FIVE_YEARS[match[1]][1]) for match in _FIVE_YEARS.finditer(before)]
    if years:
        return max(years)[1]
    paragraph = [each for each in known.reading.paragraph_of(number.sentence) if each.start < number.start]
    for sentence in reversed(paragraph):
        if re.match("[一二三四五六七八九十]是|——", sentence.text):
            return None
        if opened := OPENING_YEAR.match(sentence.text):
            return int(opened[2])
        listed = known.reading.document.text[sentence.end : sentence.end + 1] in (";", "；")
        told = [int(match[1]) for match in _TARGET_YEAR.finditer(sentence.text)] if listed else []
        if told:
            return told[-1]
    return None


def _hedge(text: str, quantity: Quantity) -> str:
    """Return the softening word printed before a number in its own clause."""
    clause = text[: quantity.start].rpartition(",")[2]
    opened = re.match("(?:力争|争取)(?=到?20\\d\\d年)", text)
    found = [*([opened[0]] if opened else []), *_HEDGE.findall(clause)]
    return found[-1] if found else ""


def _kind(known: Known, number: NumberFound) -> str:
    text, quantity = number.sentence.text, number.quantity
    clause = text[: quantity.start].rpartition(",")[2]
    opened = re.search("(?:到|至)20\\d\\d年", text[: quantity.start])
    if number.year and known.period and number.year < known.period[0]:
        return "baseline"
    if opened or (number.year and known.period and number.year >= known.period[1]):
        return "target"
    if known.reading.looks_back(number.sentence):
        return "baseline"
    if re.search("大$", text[quantity.start : quantity.end]) and "主导" in text[quantity.end : quantity.end + 3]:
        return "baseline"
    if known.reading.locator(number.start).startswith("答"):
        return "baseline"
    coming = bool(number.year and known.period and number.year > known.period[0])
    return "baseline" if _THERE.search(clause) or (number.year and not coming) else "target"


def _mode(text: str, quantities: Sequence[Quantity], place: int) -> str:
    """Return whether a number adds to what is there: 新增3家, 建设5个, not 达到8家."""
    quantity = quantities[place]
    if quantity.measure.endswith(("元", "%", "百分点", "亩", "吨", "斤")) or quantity.operator in ("rank", "magnitude"):
        amount = quantity.operator not in ("rank", "magnitude")
        return "new" if re.search(f"新增{'[^,;:达至到0-9]*' if amount else ''}$", text[: quantity.start]) else "stock"
    clause = re.split("[,;]", text[: quantity.start])[-1]
    if re.search("新增|新建(?!区)|新培育|新引进", clause):
        return "new"
    if re.search(
        "(?:达到?|超过?|突破|不[低少]于)$|总[数量]|累计|产能|年(?:产(?!值)|接待|供应|处理|加工)",
        clause + text[quantity.start :][:3].rstrip("0123456789."),
    ):
        return "stock"
    counted = [at for at in range(place) if not quantities[at].measure.endswith("元")]
    if counted and not _NEW.search(clause) and not DOING.match(clause) and not re.search("达到?|总", clause):
        return _mode(text, quantities, counted[-1])
    return "new" if _NEW.search(clause) and not re.search("重点打造$|推广$", clause) else "stock"
