"""What a number counts: the phrase before it, the noun behind it, or the subject of an earlier clause."""

from __future__ import annotations

import re
from collections.abc import Callable

from geo.analysis.draft.classes import OWN
from geo.analysis.draft.times import CHANGED
from geo.analysis.draft.words import DOING
from geo.analysis.quantities import Quantity

_VERB_END = re.compile(
    "(?:稳居|位居|位列|居|稳定|保持|提高|提升|增长|增加|扩大|上升|降低|下降|缩短|发展|实现|力争|争取|努力|分别|均|都|已|约|预计|累计|总计|合计|进入|迈上|迈向|跻身|形成|一般|原则上|首次|只|完成|[将可]|翻[一两]?番|共?[一二两三四五六七八九十\\d]+大?类)*"
    "(?:达到?|为|至|到|在|有|占|突破|超过?|逾|[由从]|共|共有|实现|增加的|至的|[由从]的|翻[一两]?番)*$"
)
_LEFT = re.compile(
    "^(?:其中|确保|保证|保障|推动|包含|包括|以及|和|并|且|同时|“?十[三四五六]五”?(?:期|规划期)?末|力争|争取|原则上|一般(?!公共)|目前|现(?!代)|预计|的|全[省市县区州]|我[省市县区州]|到20\\d\\d年(?:底|末)?|20\\d\\d年|每年|若干|\\d+[余多]?[个家](?=..)|最[高低多少]|每[个家项]|单[个家项]|[一二三四五]是)+"
)
_GROWTH = re.compile(
    "(?:年均|累计同比|同比|环比|[比较](?:上|去)年(?:同期)?)?(?:复合)?(?:增长率?|增速|提升|提高|下降)(?=(?:达到?|保持在|不低于|约)?$)"
)
_PART_OF = re.compile("占([^占,;:、]{2,10})的[\\d.]+%$")
"""Of what a share is one, where no noun says that it is a share: 约占全国产量的60%."""
_REACHED = re.compile("(?:达到?|突破|增长到|增加到|提高到|超过?|过|为|至|到)?\\d")
_YEARS = re.compile("20\\d\\d年?(?:底|末)?[、和](?=20\\d\\d年)|[到至]?20\\d\\d年(?:底|末)?(?:前)?")
_BUILDING = re.compile("^.*(?:建设|打造|布局|新建|引进|培育|设立|建成|形成|共建)(?=..|$)")
_OPENS = re.compile(
    "(?:新(?:获批|认定|培育|引进|发展)|实现|完成|拥有|现有|有涉及|有(?![机色效关])|发展(?=[\u4e00-\u9fff]{2})|聚集|新增|净增|获得|集聚|累计|共|其中)+"
)
_AMOUNTS = ("元", "%", "‰", "百分点", "亩", "吨", "斤", "公里", "平方米", "公顷", "瓦", "时", "升", "年", "位", "次")
"""How measures end that count no things one by one."""
_NO_NOUN = re.compile(
    "\\d|^[达进增降提入成被在为以是有的到至由从及并来赴]|^(?:实现|参与|开展|左右|以[上内下])|等[,;。]"
)
"""How what follows a number begins that is no noun."""
_GENERAL = ("品种", "项目", "产品", "品规", "批次", "类别")
"""Nouns of any kind: what stands before the number says of which."""
_BY = re.compile("按照?[^,;]{0,12}的$")
"""What stands before a share by which something is: 按编制床位的2%设置病床."""
_SHARED = ("满足", "占", "全国", "全球", "全省", "全市", "全区")
"""What a share is one of, before it, where what is shared stands behind it: 满足全国80%以上的用种需求."""
_SPENT = re.compile("(?:安排|投入|出资|筹集|统筹|设立)(?:专项)?(?:资金)?$")
"""What stands before an amount that is spent on what follows: 安排20亿元设立甲基金."""
_GIVEN = re.compile("(?:划出|安排|提供|给予|拿出|发放|配套|预留|供应|盘活)$")
"""Verbs before an amount of what follows it: 提供3000亩用地."""
_SERIES = re.compile("^(?:[、和]\\d[\\d.]*[万亿]*元)+")
"""Amounts beside one that share what follows: 给予500万元、1000万元奖励."""
_CLAUSE = re.compile("^[在具拥从以与]")
"""How what describes a noun begins: 5家在国内具有竞争力的企业."""
_RESPECTIVE = re.compile("([^,;:。]*)分别([^,;:。]*)$")
"""Several things of which a text tells one by one: 甲、乙产值分别达到5亿元、8亿元."""
_MEASURED = re.compile(
    "(?:占[^、占]{1,8})?(?:[\u4e00-\u9fff]{0,4}收入|利润|利税|税收|总?产值|增加值|产量|产能|面积|规模|数量?|[\u4e00-\u9fff]{1,4}[率额量度]|比重|占比|比例|强度)$"
)
"""How what is measured ends."""
_HOPED = re.compile("(?:力争|争取)(?:实现|达到|完成)?")
"""What is hoped, between what is measured and how: 产业力争实现产值."""
_SHARED_NOUN = re.compile(
    f"(?:实现|完成|达到)?((?:年均|同比)?(?:增长|下降|降低|提高|减少)|{_MEASURED.pattern.removesuffix('$')})(?=[\\d约超])"
)
"""What is told of each of them, before the first number: 甲、乙产业分别实现产值5亿元、8亿元."""
_MARKS = "大关|关口|门槛|台阶|整数关"


def indicator_of(
    text: str, quantity: Quantity, after: int = 0, is_unit: Callable[[str], object] = lambda name: False
) -> str:
    """Return what a number counts.

    Things that are counted one by one stand behind their measure (5个基地), or before the number where nothing follows
    (基地5个); amounts stand behind their subject (产值达到5亿元).

    Parameters
    ----------
    text : str
        The sentence.
    quantity : Quantity
        The number.
    after : int
        Where the number before it ends.
    is_unit : callable
        Says whether a word is the name of an administrative unit: nothing is counted by one alone.
    """
    if in_row := _respective(text, quantity, is_unit):
        return in_row
    *earlier, left = re.split("[,;:。、]", _YEARS.sub("", CHANGED.sub("", text[: quantity.start])))
    beside = text[after : quantity.start]
    left = "" if after and re.search("[和与及]$", beside) else left
    left = left.rpartition("等")[2] or left.rpartition("等")[0] if "等" in left else left
    right = _right(text, quantity)
    subject = next(filter(None, (_measured(each, is_unit) for each in reversed(earlier))), "")
    left = "" if is_unit(_noun(left)) else left
    if len(left) == 1 and text[: quantity.start - 1].endswith("、"):
        return left
    if quantity.operator == "rank":
        return (_noun(left) + right) or subject or left
    if text[quantity.end - 1] == "大":
        return right
    if part := _PART_OF.search(text[: quantity.end]):
        return f"{_noun(left.rpartition('占')[0]) or subject}占{part[1]}比重"
    if growth := _GROWTH.search(left):
        return f"{_noun(left[: growth.start()]) or subject}{growth[0]}"
    if quantity.operator == "magnitude" and not _noun(left).strip("0123456789个家"):
        return f"{right}规模"
    return _counted(quantity, left, right) or (_noun(left) if len(_noun(left)) > 1 else right or subject or left)


def _measured(clause: str, is_unit: Callable[[str], object]) -> str:
    """Return what an earlier clause measures, of which a later one may tell; empty where it is no such thing."""
    noun = _noun(_GROWTH.sub("", _REACHED.split(clause)[0]))
    return "" if len(noun) < 2 or re.match("占|.*方面$", noun) or is_unit(noun) else noun


def _respective(text: str, quantity: Quantity, is_unit: Callable[[str], object]) -> str:
    """Return what a number counts that stands in a row of them, each of one thing: 甲、乙产值分别达到5亿元、8亿元."""
    match = _RESPECTIVE.search(text[: quantity.start]) if "分别" in text else None
    if match is None:
        return ""
    items = re.split("[、和与]|以及", _LEFT.sub("", _YEARS.sub("", CHANGED.sub("", match[1]))))
    place = len(re.findall("[、和与及]", match[2]))
    *others, last = items
    if not others or place >= len(items) or any(is_unit(each) or OWN.search(each) for each in others):
        return ""
    told = _SHARED_NOUN.match(text, match.start(2))
    shared = _MEASURED.search(last, min(len(last), *map(len, others)))
    item = items[place]
    alone = item is last or shared is None or _MEASURED.search(item)
    return f"{item}{'' if alone or shared is None else shared[0]}{told[1] if told else ''}"


def _right(text: str, quantity: Quantity) -> str:
    """Return the phrase behind a number, without what describes it by another number."""
    ends = "[,;:。、]|[和与及]?\\d" if quantity.measure.endswith("元") else "[,;:。、]|[和与及]\\d"
    behind = _SERIES.sub("", re.sub("^[)]|[(][^()]*[)]", "", text[quantity.end :]).partition(")")[0])
    right = re.split(ends, re.sub(f"^(?:的|以上|左右|以内|{_MARKS})+", "", behind))[0]
    if _CLAUSE.match(right):
        right = re.split("[,;]", behind)[0].rpartition("的")[2] or right
    right = re.sub(r"^[^的]*\d[^的]*的", "", right)
    return re.sub("^[县市区家个]{1,2}(?:为|成为)(?=..)", "", right)


def _counted(quantity: Quantity, left: str, right: str) -> str:
    """Return the noun behind the measure of things counted one by one, or behind a share; empty where none is."""
    doing = DOING.match(right)
    if doing and (_BY.search(left) or _SPENT.search(left)):
        return right[doing.end() :]
    if _GIVEN.search(left) and len(right) > 1 and not doing:
        return right
    if quantity.measure == "%" and right and not doing and left.endswith(_SHARED):
        return f"{_noun(left)}{right}"
    if quantity.measure.endswith(_AMOUNTS) or len(right) < 2 or doing or _NO_NOUN.search(right):
        return ""
    return f"{_noun(left)}{right}" if right in _GENERAL else right


def _noun(phrase: str) -> str:
    """Return what a phrase speaks of, without numbers, verbs and what opens it."""
    bare = _LEFT.sub("", _VERB_END.sub("", re.sub("[\\d.—-]+.{0,3}$", "", phrase)))
    bare = _HOPED.sub("", _BUILDING.sub("", re.sub("(?<=..)连续\\d.*$", "", bare)))
    while opened := (_OPENS.match(bare) or DOING.match(bare) or _LEFT.match(bare)):
        bare = bare[opened.end() :]
    return bare
