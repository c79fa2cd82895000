"""The numbers of a text in their context: what each counts, of what, by when, and whether it is a target."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from geo.analysis.draft.indicators import indicator_of
from geo.analysis.draft.known import OPENING_YEAR, Known, NumberFound
from geo.analysis.draft.passages import Sentence
from geo.analysis.draft.place_scopes import mentions_in
from geo.analysis.draft.scopes import scoped, table_scoped
from geo.analysis.draft.tables import TableNumber
from geo.analysis.draft.times import time_of
from geo.analysis.draft.words import BY_YEAR, DOING, VERBS
from geo.analysis.quantities import Quantity, doublings_in, quantities_in

_HEDGE = re.compile("力争|争取(?=[^,;]*?(?:[到达超增建获]|突破|实现|培育|引进|打造|创建|完成|保持|形成))|原则上|努力")
_HEDGED = re.compile(
    "(力争|争取)(?=(?:通过|经过)[两三四五六\\d]年|到?20\\d\\d年|用[两三四五六\\d]年)|(?:^|,)(力争|争取|原则上)(?=,)"
)
"""Softening words of all that follows: before a year, or set off by a comma."""
_ADDS = (
    f"新增|净增|(?<!创)新(?:建(?!区)|[设引]|改建|认证|发展(?![格理阶])|谋划|选育|上市|注册|签约|登记|{'|'.join(VERBS)})"
)
"""What is said of a number that comes on top of what is there."""
_NEW = re.compile(
    f"{_ADDS}|新收集|开通|开行|开辟|认定|选育|创建|引入|招引|落户|签约|建设(?!项目|用地|工程|规模)|建立|设立|引进|获得|布局|遴选|打造|培育|建成|落地|扩建|推进|选择|引育|突破|形成|争取(?!到)|争创|谋划|实施|制修订|编制|制定|(?:^|[,、和并]|每年)(?:研发|开发)|评选|表彰|获批|组建|育成|共建"
)
_STOCK = re.compile(
    "(?:(?:增加|提高|扩大|发展)到|增至|达到?|超过?|突破|不[低少]于)$|占地|用地|总?面积|总[数量]|(?<![两三四五六]年)累计|产能|年(?:[^,;:]{1,4}量|产(?!值)|接待|供应|处理|加工)"
)
"""What is said of how many there are to be in all."""
_ASIDE = re.compile("[(][^()]*[)]")
_GENERAL = re.compile(
    "^(?:实现)?(?:营业收入|主营业务收入|利润总额|利润|收入|增加值|产值|较?上年同?期?|.{0,8}增速|.{0,8}增长)"
)
"""What is counted of an industry that an earlier sentence names."""
_SIZED_FIRMS = re.compile(
    "(?:级?的)?(?!的?(?:骨干|龙头|领军))[^,;:。、\\d]{0,6}(?:企业|产业|集群|园区|项目)[^,;:。\\d]{0,6}\\d[\\d—-]*[余多]?[家户个]"
)
"""What follows an amount that only says which firms are counted: 20亿元以上企业3家."""
_SIZED = re.compile(
    "(?:收入|营收|产值|规模|销售额|投资|投资额|利税|税收|利润)[^,;:]{0,12}?$|[家个].?[、和][^,;:、]{0,3}$"
)
"""What stands before an amount that tells how large those counted are: 年收入过亿元的企业8家、过5亿元企业2家."""
_COUNTED_BEHIND = re.compile("(?!基地)[^,;:。、\\d]{0,8}\\d[\\d—-]*[余多]?[个座艘台]")
"""What follows a magnitude that only says which things are counted: 万吨级泊位5个."""
_EFFECT = re.compile("达到?|总|^(?:每年)?(?:带动|吸纳|服务|惠及|培养|培训|减排|节约|处理|年(?!均))")
"""What is said of a number that does not go on counting what is built before it."""
_COUNTED_BEFORE = re.compile("(?:\\d[余多]?|[一二两三四五六七八九十])[个家](?:[^,;:、\\d]{1,10}的)?$")
"""What counts things before their magnitude: 3个千亿级集群."""
_AMOUNTS = ("元", "%", "‰", "百分点", "倍", "吨", "斤", "人次", "列", "班次", "架次", "航次", "标箱")
"""Measures of amounts, which add to what is there only where that is said: 新增5亿元."""
_MORE = "(?:新增|净增|新建(?!区)|新发展|新认证)[^,;:达至到均0-9]*"
"""What stands before an amount that comes on top of what is there."""
_FUND = re.compile("基金|补偿金|资金池")
_NEAR = 20
"""Characters behind an amount in which a fund is named that has it."""
_FOUNDED = re.compile("(?:设立|组建|成立|新设)[^,;:]*$")
"""What stands before how large what is founded is to be."""
_SINCE = re.compile(f"(?:较|比)[^,;:]{{0,10}}?(?:年|末|初|期)|{BY_YEAR}|实现|力争|争取|预计|总体|基本|[再、]")
"""What stands before a doubling beside what is doubled: 较2023年实现翻一番."""
_TOLD = re.compile("[,、](?:达到?|突破|超过?|增至|增加到|提高到)\\D{0,4}\\d")
"""What follows a doubling of which the sentence tells to what amount: 翻一番,达到80家."""
_UNWANTED = re.compile(
    "^(?:\\d+”|强|口|人口|(?:发展)?专栏|板块|个五年|届|五年|[一二三]?次全会|方面|维度|层面|环节|阶段|部分|问题|推动|新”|月|工作日)"
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
                if not _UNWANTED.match(sentence.text[number.quantity.end :])
                and number.start not in slogan
                and not _is_in_name(known, number)
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
    quantities += (each for each in doublings_in(sentence.text) if not _is_told(sentence.text, each))
    quantities.sort(key=lambda each: each.start)
    for place, quantity in enumerate(quantities):
        start, end = sentence.start + quantity.start, sentence.start + quantity.end
        after = quantities[place - 1].end if place else 0
        time, mode = time_of(known, sentence, quantity), _mode(sentence.text, quantities, place)
        added = time.kind == "target" or re.search(f"{_ADDS}|增加$", sentence.text[: quantity.start])
        year = time.year or (known.period[1] if time.kind == "target" and known.by_title else None)
        number = NumberFound(
            quantity, sentence, start, end, indicator_of(sentence.text, quantity, after, known.gazetteer.named)
        )
        hedge = (_hedge(sentence.text, quantity) or _hedge_before(known, sentence)) if time.kind == "target" else ""
        number = replace(number, kind=time.kind, year=year, hedge=hedge, mode=mode if added else "stock")
        if first := sums_up(sentence.text[: quantity.start], quantity):
            if _lists_places(known, number):
                continue
            number = replace(number, year=time.year, mode=mode if added and _NEW.search(first) else "stock")
        found = scoped(known, number)
        yield from (
            replace(each, scope="plan", subject="") if first and each.scope == "industry" else each for each in found
        )


def sums_up(before: str, quantity: Quantity) -> str:
    """Return the first item of the list before a number that counts it; empty where it counts none.

    Examples
    --------
    >>> [number] = quantities_in("实施良种、良田、良机3项工程")
    >>> sums_up("实施良种、良田、良机", number), sums_up("实施良种、良田", number)
    ('实施良种', '')
    """
    items = re.split("、", re.split("[,;:]", before)[-1])
    joined = len(items) + len(re.findall("[和与及]", items[-1]))
    counts = len(items) > 1 and quantity.operator == "eq" and quantity.low in (len(items), joined)
    does = re.search("(?:建设|共建|打造|组建|开展)..", items[-1])
    return items[0] if counts and not does and not items[0].startswith("在") else ""


def _is_in_name(known: Known, number: NumberFound) -> bool:
    """Return whether a number is a part of the name of an institute: 甲院518所."""
    named = [each for _, each in mentions_in(known, number.sentence) if each.name.kind == "institute"]
    return number.quantity.measure == "所" and any(each.start < number.start < each.end for each in named)


def _lists_places(known: Known, number: NumberFound) -> bool:
    """Return whether a number only sums up the places that stand before it: 甲园、乙园2个园区."""
    named = [name for name, each in mentions_in(known, number.sentence) if each.name.name in number.clause]
    return len(named) > 1


def _is_told(text: str, doubling: Quantity) -> bool:
    """Return whether a sentence tells to what amount something is to double: 达到80亿元、翻一番."""
    noun = _SINCE.sub("", re.split("[,;:]", text[: doubling.start])[-1])
    return len(noun) < 2 or re.search("\\d", noun) is not None or _TOLD.match(text, doubling.end) is not None


def _is_class(text: str, quantity: Quantity) -> bool:
    """Return whether an amount is a part of what is counted: 10亿元企业达到20家."""
    after = text[quantity.end : quantity.end + 2]
    if "级" in text[quantity.start : quantity.end + 1] and _COUNTED_BEFORE.search(text[: quantity.start]):
        return True
    if quantity.measure.endswith("元") and _SIZED_FIRMS.match(text, quantity.end):
        return quantity.operator in ("eq", "magnitude") or not _SIZED.search(text[: quantity.start])
    if quantity.operator == "magnitude" and _COUNTED_BEHIND.match(text, quantity.end):
        return not quantity.measure.endswith("元")
    return quantity.operator == "eq" and quantity.measure.endswith("元") and after in ("企业", "级企", "产业", "以上")


def _hedge(text: str, quantity: Quantity) -> str:
    """Return the softening word printed before a number in its own clause, or over all that follows."""
    before = text[: quantity.start]
    found = [*(match[1] or match[2] for match in _HEDGED.finditer(before)), *_HEDGE.findall(before.rpartition(",")[2])]
    return found[-1] if found else ""


def _hedge_before(known: Known, sentence: Sentence) -> str:
    """Return the softening word that opens a row of clauses parted by semicolons with the year of them all."""
    text = known.reading.document.text
    for before in reversed([each for each in known.reading.paragraph_of(sentence) if each.start < sentence.start]):
        if text[before.end : before.end + 1] not in (";", "；") or OPENING_YEAR.match(sentence.text):
            return ""
        if opened := _HEDGED.match(before.text):
            return opened[1] or opened[2]
    return ""


def _adds_amount(text: str, quantities: Sequence[Quantity], place: int) -> bool:
    """Return whether an amount adds to what is there: 新增5亿元, 设立5亿元基金, 新增面积3万亩、产量2万吨."""
    before, after = text[: quantities[place].start], text[quantities[place].end :]
    if re.search(f"(?:{_ADDS})$|{_MORE}$", before):
        return True
    if _FOUNDED.search(before) and _FUND.search(f"{re.split('[,;:]', before)[-1]}{after[:_NEAR]}"):
        return True
    row = place > 0 and re.fullmatch("[、和与及][^,;:达至到]*", before[quantities[place - 1].end :])
    return bool(row) and _mode(text, quantities, place - 1) == "new"


def _mode(text: str, quantities: Sequence[Quantity], place: int) -> str:
    """Return whether a number adds to what is there: 新增3家, 建设5个, not 达到8家."""
    quantity = quantities[place]
    if quantity.operator in ("rank", "magnitude"):
        return "new" if re.search(f"(?:{_ADDS})$", text[: quantity.start]) else "stock"
    if quantity.measure.endswith(_AMOUNTS):
        return "new" if _adds_amount(text, quantities, place) else "stock"
    digits = re.search("[\\d一二两三四五六七八九十百千万]", text[quantity.start :])
    clause = re.split("[,;]", _ASIDE.sub("", text[: quantity.start + (digits.start() if digits else 0)]))[-1]
    clause = clause.rpartition("(")[2]
    if re.search(f"{_ADDS}|增加$", clause):
        return "new"
    if re.search("由$", clause):
        return "stock"
    if clause.endswith("突破") and re.match("[\u4e00-\u9fff]{2}", text[quantity.end :]):
        return "new"
    tail = text[quantity.start :][:3].rstrip("0123456789.")
    if re.search("不[低少]于$", clause) and re.search("获批|开通|开工|实施|新增|引进|培育|打造|建成|获得", clause):
        return "new"
    if re.search("(?:达到?|[到至]|超过?|突破|不[低少]于)$", clause) or _STOCK.search(clause + tail):
        return "stock"
    counted = [at for at in range(place) if not quantities[at].measure.endswith(("元", "%", "亩", "吨"))]
    if counted and not _NEW.search(clause) and not DOING.match(clause) and not _EFFECT.search(clause):
        return _mode(text, quantities, counted[-1])
    return "new" if _NEW.search(clause) and not re.search("重点打造$|推广$", clause) else "stock"
