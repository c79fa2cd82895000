"""Numbers as texts print them: in digits or characters, with what binds them and their measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from geo.model.measure import is_power_of_ten
from geo.model.numerals import chinese_number

NUMBER = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
"""A number in digits as a pattern, with or without commas between thousands."""
_ARABIC = re.compile(NUMBER)
_HAN = re.compile("[一二两三四五六七八九十百千万]+")

_COUNTED = """
家 个百分点 个 条 种 件 名 人次 人 位 所 项 座 类 批 支 株 份 头 只 台套 台 套 张 床 倍 户 处 场 例 款
门 册 元 美元 斤 公斤 吨 亩 平方米 平方公里 公里 公顷 千瓦时 千瓦 兆瓦时 兆瓦 吉瓦时 吉瓦 立方米 升 次 岁 标箱 吨标准煤
剂 亿级 辆 艘 架 枚 篇 羽 尾 匹 标准箱 人日 班 航次 家次 场次 户次 吨次
车次 架次 味 席 锭 期 眼 孔 口 批次 人份 幅 盏 顶 头份 剂次 粒 克 千克
列 首 间 栋 瓶 盒 箱 米 毫米 海里 毫克 微克 毫升 千克标准煤 公斤标准煤 克标准煤 毫秒 千伏安 兆伏安 摄氏度
颗 架份 发(?![展行布放明电挥动达生起出现射掘]) 部(?![门分队署件委]) P(?![A-Za-z])
"""
_PER = "万元|亿元|年|天|日|月|小时|公顷|亩|人|[十百千万]+人|公斤|千克|吨|罐|家|户|台|平方米|平方公里|立方米|次|批|张"
"""What a measure is counted by: 张/千人."""
_LATIN = ("GWh", "GW", "MWh", "MW", "kW", "Tbps", "Gbps")
_UNITS = "|".join(sorted((*_COUNTED.split(), *_LATIN), key=len, reverse=True))
MEASURE = (
    f"(?:%|‰|[十百千万]*(?:万亿|[万亿])?(?:{_UNITS})(?:/(?:{_PER}))?|[十百千]?[万亿]小时|[十百千]?[万亿]片(?!区)|"
    "[十百千]?万?单(?![位元个])|万亿|[万亿](?![级]))"
)
"""A measure as a pattern: %, or a counted word with what counts it (万吨, 亿元, 张/千人)."""
_NUMBER = re.compile(
    f"(?P<low>{NUMBER})(?P<same>{MEASURE})?(?:[—–~～-]+|至|到)(?P<high>{NUMBER})(?P<range>[余多])?(?P<of>{MEASURE})"
    f"|(?P<one>{NUMBER})(?P<measure>[十百千万亿]+(?P<within>[余多])(?:{_UNITS})|(?P<more>[余多])?{MEASURE})"
)
_ORDER = re.compile("(?P<order>[十百千]|(?:[十百千])?万)亿(?:元)?(?:级|规模|以上|量级|元)?")
_SIZED = re.compile("(?:产业|集群|企业|园区|药企|强[县市区]|板块|赛道)")
"""What bears a magnitude without 级: 千亿产业."""
_ROUND = re.compile("(?P<round>[百千万])(?P<measure>家|个)")
_SPELLED = re.compile("(?P<count>[一二两三四五六七八九十]+)(?P<measure>个|家|所|座|条|项)")
_SCALE = re.compile("(?P<order>[百千]|[十百千]?(?P<myriad>万))(?P<measure>吨|辆|台|套|架|头|亩|千瓦|标箱)级")
"""Magnitudes that are none of money: 万吨级, 百辆级."""
_ONE = re.compile("(?:超过?|(?<![通经透])过|突破|逾)亿元")
"""A bound of one: 收入过亿元."""
_RANK = re.compile(
    "(?:(?:居|位居|位列|列|排名|排|稳居|保持|跃居|达到|进入)?(?P<where>全球|世界|国际|全国|全[省区市州县疆]|国内|同类城市|亚洲|中部|中西部|东北|西部|东部)"
    "(?:城市|地级市|县域|省会|同类[^,;]{0,6})?(?:排名|排)?(?:第(?P<rank>[一二三四五六七八九十\\d]+)位?(?!梯队)|(?P<first>首位|首个|唯一|最大|首家|第一(?!梯队))))"
)

_FIRST = re.compile(
    "(?:全球|世界|国际|全国|中国|全[省市区]|国内|亚洲|中部|西部|东部|百强|行业)[^,;。、]{0,8}?前(\\d+|[一二三四五六七八九十]+)"
    "(?:[位名强](?!企业)|(?=[,;。、]|$))"
)

_DOUBLED = re.compile("翻(?P<times>[一两二三]?)番")

_BEFORE = (
    ("le", re.compile("(?:最高(?:可达|不超过|给予|资助|奖励|补[助贴]|支持)?|不超过|不高于|不多于|≤|<=|控制在)$")),
    ("ge", re.compile("(?:不低于|不少于|不小于|至少(?:有|达到|[\u4e00-\u9fff]{2})?|≥|>=|达到或超过)$")),
    ("gt", re.compile("(?:超过?|突破|(?<![通经透])过|高于|大于|逾|超出|多于|>)了?$")),
    ("lt", re.compile("(?:低于|少于|小于|不足|不到|未达|未达到|<)了?$")),
    ("approx", re.compile("(?:约为?|近|大约|将近|接近)$")),
)
_REACH = 16
"""Characters before a number in which it is said how it binds."""
_SHARE = (
    ("ge", re.compile("不[低少]于[^,;:、\\d]{1,8}的?$")),
    ("le", re.compile("不(?:超过|高于)[^,;:、\\d]{1,8}的$")),
    ("gt", re.compile("(?:超过|高于|突破)了?[^,;:、\\d]{1,8}的$")),
    ("lt", re.compile("(?:低于|不足|不到)[^,;:、\\d]{1,8}的$")),
    ("approx", re.compile("约占[^,;:、\\d]{1,10}的$")),
)
"""How a share binds with what it is one of between: 超过营收的15%."""
_AFTER = (
    ("ge", re.compile("^(?:及|或)?以上|^起")),
    ("le", re.compile("^(?:及|或)?以[内下]")),
    ("approx", re.compile("^左右|^上下")),
    ("gt", re.compile("^[余多]")),
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a text.

    Attributes
    ----------
    low, high : float
        The number, or both ends of a range; `high` is None where there is one.
    operator : str
        One of :data:`geo.model.schema.OPERATORS`.
    measure : str
        As printed; 亿元 where 亿 stands alone.
    start, end : int
        Where it stands, with what binds it.
    """

    low: float
    high: float | None
    operator: str
    measure: str
    start: int
    end: int


def numbers_in(text: str) -> list[float]:
    """Return the numbers that a piece of text prints, in digits or in characters.

    A 亿 after a bare 十, 百, 千 or 万 counts in 亿, as in 千亿级.

    Examples
    --------
    >>> numbers_in("1—2个规模过500亿的千亿级集群"), numbers_in("倍增式"), numbers_in("百家")
    ([1.0, 2.0, 500.0, 1000.0], [2.0], [100.0])
    """
    arabic = [value_of(found) for found in _ARABIC.findall(text)]
    counted = [float(chinese_number(found)) for found in _HAN.findall(text)]
    return [*arabic, *counted, *([2.0] if "倍增" in text else []), *(each.low for each in doublings_in(text))]


def quantities_in(text: str) -> Iterator[Quantity]:
    """Yield the numbers of a text that count or rank something, in its order; no years, no numbers of headings.

    Examples
    --------
    >>> [(q.low, q.high, q.operator, q.measure) for q in quantities_in("达到1,200亿元以上,新增3—5家,建成千亿级园区")]
    [(1200.0, None, 'ge', '亿元'), (3.0, 5.0, 'range', '家'), (1000.0, None, 'magnitude', '亿元')]
    >>> [(q.low, q.operator, q.measure) for q in quantities_in("近300个,120多种,居全国第三位,超过500亿的企业")]
    [(300.0, 'approx', '个'), (120.0, 'gt', '种'), (3.0, 'rank', '位'), (500.0, 'gt', '亿元')]
    """
    found = [
        *_printed(text),
        *_orders(text),
        *_scales(text),
        *_ranks(text),
        *_firsts(text),
        *_rounds(text),
        *_spelled(text),
    ]
    before: Quantity | None = None
    led = False
    for quantity in sorted(found, key=lambda each: (each.start, -each.end)):
        if before is None or quantity.start >= before.end:
            led = before is not None and _is_led(text, before, quantity, led)
            before = replace(quantity, operator=before.operator) if before and led else quantity
            yield before


def _is_led(text: str, before: Quantity, quantity: Quantity, led: bool) -> bool:
    """Return whether words before a quantity bind the one beside it, too: 超过50亿元、100亿元."""
    alike = before.operator in ("gt", "ge", "lt", "le") and before.measure == quantity.measure
    joined = text[before.end : quantity.start] in ("、", "和", "或") and text[before.end - 1].isalpha()
    return alike and joined and (led or not text[before.start].isdecimal())


def _printed(text: str) -> Iterator[Quantity]:
    for match in _NUMBER.finditer(text):
        before = text[: match.start()]
        leading = re.match("0\\d", match[0]) or (
            match[0].endswith("类")
            and (before.endswith("药") or re.match("创?新药|药品|医疗器械", text[match.end() :]))
        )
        ranked = before.endswith("前") and match["measure"] in ("位", "名", "家")
        if (
            leading
            or ranked
            or before.endswith(("第", "+", "—", "-"))
            or re.search("[A-Za-z]$", before)
            or _is_date(text, match)
        ):
            continue
        measure = full_measure(re.sub("[余多]", "", match["of"] or match["measure"]))
        low = value_of(match["low"] or match["one"])
        high = value_of(match["high"]) if match["high"] else None
        operator, start, end = _bound(text, match.start(), match.end())
        if high is not None:
            operator = "range"
        elif measure == "项" and text.startswith("突破", start):
            operator, start = "eq", match.start()
        elif match["more"] or match["within"]:
            operator = "gt"
        elif operator == "eq" and text.startswith("级", end) and not measure.endswith(("家", "个", "台", "类")):
            operator, end = "magnitude" if is_power_of_ten(low) else "ge", end + 1
        elif measure == "亿级":
            operator, measure = "magnitude", "亿元"
        yield Quantity(low, high, operator, measure, start, end)


def doublings_in(text: str) -> Iterator[Quantity]:
    """Yield how often what a text counts is to double, as how many times as much it then is.

    Examples
    --------
    >>> [(q.low, q.measure) for q in doublings_in("产值翻一番,出口翻两番")]
    [(2.0, '倍'), (4.0, '倍')]
    """
    for match in _DOUBLED.finditer(text):
        times = chinese_number(match["times"]) if match["times"] else 1
        operator, start, end = _bound(text, match.start(), match.end())
        yield Quantity(2.0**times, None, operator, "倍", start, end)


def _is_date(text: str, match: re.Match[str]) -> bool:
    return bool(re.match("[月日]", text[match.end() :])) or bool(re.search(r"\d\.$|〔\d*$", text[: match.start()]))


def full_measure(printed: str) -> str:
    """Return a measure with the 元 that texts leave out behind 亿.

    Examples
    --------
    >>> full_measure("亿"), full_measure("万吨")
    ('亿元', '万吨')
    """
    return f"{printed}元" if printed in ("亿", "万亿") else printed


def value_of(printed: str) -> float:
    """Return the value of a number in digits, with or without commas."""
    return float(printed.replace(",", ""))


def _counted(printed: str) -> float:
    """Return a count in digits or in characters."""
    return float(printed) if printed.isdecimal() else float(chinese_number(printed))


def _bound(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Return how a number binds, and where it stands with the words that say so."""
    operator = "eq"
    for name, pattern in _AFTER:
        if after := pattern.match(text[end : end + 4]):
            operator, end = name, end + after.end()
            break
    is_share = text.startswith("%", end) or text.endswith("%", 0, end)
    for name, pattern in (*_BEFORE, *(_SHARE if is_share else ())):
        if before := pattern.search(text[max(start - _REACH, 0) : start]):
            return operator if operator == "approx" else name, start - (before.end() - before.start()), end
    return operator, start, end


def _orders(text: str) -> Iterator[Quantity]:
    """Yield magnitudes such as 千亿级, and the bounds that 百亿元以上 prints in characters."""
    for match in _ORDER.finditer(text):
        if match.start() and text[match.start() - 1] in "一二两三四五六七八九十数0123456789":
            continue
        amount = float(chinese_number(match["order"]))
        tail = (
            text[match.end() - 1 : match.end() + 2] if match[0][-1] not in "亿" else text[match.end() : match.end() + 3]
        )
        operator, start, end = _bound(text, match.start(), match.end())
        if match[0].endswith("以上"):
            operator = "ge"
        elif operator == "eq":
            sized = "级" in match[0] or "级" in tail or match[0].endswith("规模") or _SIZED.match(text, match.end())
            operator = "magnitude" if sized else ""
        if operator:
            yield Quantity(amount, None, operator, "亿元", start, end)


def _scales(text: str) -> Iterator[Quantity]:
    """Yield magnitudes of other measures than money, and a bound of one: 万吨级, 过亿元."""
    for match in _SCALE.finditer(text):
        if not match.start() or text[match.start() - 1] not in "一二两三四五六七八九十数0123456789百千":
            order = match["order"].removesuffix("万") if match["myriad"] else match["order"]
            amount = float(chinese_number(order)) if order else 1.0
            yield Quantity(amount, None, "magnitude", f"{match['myriad'] or ''}{match['measure']}", *match.span())
    for match in _ONE.finditer(text):
        yield Quantity(1.0, None, "gt", "亿元", *match.span())


def _ranks(text: str) -> Iterator[Quantity]:
    for match in _RANK.finditer(text):
        rank = match["rank"]
        low = _counted(rank) if rank else 1.0
        yield Quantity(low, None, "rank", "位", match.start(), match.end())


def _firsts(text: str) -> Iterator[Quantity]:
    """Yield ranks that are bounds: 全国前5位."""
    for match in _FIRST.finditer(text):
        yield Quantity(_counted(match[1]), None, "le", "位", match.start(), match.end())


def _rounds(text: str) -> Iterator[Quantity]:
    """Yield round numbers in characters: 百家, 万家."""
    for match in _ROUND.finditer(text):
        if not match.start() or text[match.start() - 1] not in "一二两三四五六七八九十数上0123456789百千":
            operator, start, end = _bound(text, match.start(), match.end())
            yield Quantity(float(chinese_number(match["round"])), None, operator, match["measure"], start, end)


def _spelled(text: str) -> Iterator[Quantity]:
    """Yield counts in characters that something is said of: 三个以上, 新增两家, 三大主导产业."""
    for match in _SPELLED.finditer(text):
        operator, start, end = _bound(text, match.start(), match.end())
        if operator != "eq" or re.search("(?:新增|新建|达到?|总数|增加)$", text[: match.start()]):
            yield Quantity(float(chinese_number(match["count"])), None, operator, match["measure"], start, end)
    for match in re.finditer("(?<=有效期)(?:为|是)?(?P<years>[\\d一二三四五]+)年", text):
        yield Quantity(_counted(match["years"]), None, "eq", "年", match.start(), match.end())
    for match in re.finditer(
        "([二两三四五六七八九十]|十[一二三四五六七八九])大(?=(?:主导|支柱|优势|重点|特色)(?:产业|领域)(?!产值|增加值|营业|占比|规模))",
        text,
    ):
        yield Quantity(float(chinese_number(match[1])), None, "eq", "个", match.start(), match.end())
