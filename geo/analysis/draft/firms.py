"""Firms whose names have no class word: those brought in, supported, counted, or of which the revenue is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from geo.analysis.draft.classes import (
    KINDS,
    OWN,
    WORDS,
    is_named_as_firm,
    is_organisation,
    is_supported_firm,
    may_be_firm,
)
from geo.analysis.draft.frames import AFTER, END
from geo.analysis.draft.listed_names import PlaceName, Told, organisations_of, pieces_of
from geo.analysis.draft.words import BROUGHT, DOING, VERBS

FIRMS = frozenset(word for word, kind in KINDS.items() if kind == "company")
BESIDE = re.compile(
    f"(?<=[、和与])([\u4e00-\u9fff]{{2,4}}(?:生物|医药|科技|健康|基因|医疗|诊断))(?={AFTER}|{'|'.join(VERBS)})"
)
COUNTED_FIRMS = re.compile(
    "([^、,和]{2,10}(?:[、和][^、,和]{2,10})+?)(?:[两二三四五六七八九十]|\\d+)家[^,;、]{0,6}企业"
)
"""Firms that a text names and counts: 甲生物、乙药业两家企业."""
BY_REVENUE = re.compile("(?<=[、和])([^、,和]{2,6}?)(?=营收|营业收入|产值|销售收入)")
_NO_FIRM = re.compile(
    "(?:[地市县区业]|医药|中药|器械|装备|食品|材料|能源|电池|化工|制造|经济|服务|信息|汽车|产品|加工|旅游|物流|机械|纺织|商贸|集群|园)$"
)
"""How places and industries end of which the revenue is told, too."""
_SHORT = 2
"""Letters of what is no short name of a firm on a list that leads others."""
_BROUGHT_IN = re.compile(f"(?:{'|'.join(BROUGHT)})([^,;等]{{3,60}})$")
_BESIDE_PLACES = re.compile(
    f"(?:依托|以|发挥)((?:[^、,;:]{{2,16}}、)+[^、,;:]{{2,16}}?(?:{WORDS}))(?:等)?(?:为|的|,|作用|优势|$)"
)
"""A list of firms and places on which something rests: 依托甲钨业、乙工业园."""
_BESIDE_FIRMS = re.compile(
    "(?:依托|发挥|以)((?:[^、,;:]{2,12}[、和与及])+[^、,;:]{2,20}?)(?:等)?(,|为(?:龙头|链主|骨干|引领|牵引))"
)
"""A list on which something rests: 依托甲钨业、乙科技,, or that leads it: 以甲、乙为龙头."""
_SUPPORTED = re.compile(
    "(?:支持|鼓励|推动|引导|扶持|壮大|做大|做强)+((?:[^、,;:和与及]{2,10}[、和与及])*[^、,;:和与及]{2,10}?)"
    "(?:等)?(?=(?:联合|兼并)?重组|做[大强优精]|扩[大产能建]|上市|建设|开发(?=..)|研发(?=..)|创建|争创|申报|建立|升级|转型|技术改造|技改|配套|加大|加快|提升|在|拓展|延伸|开展|落[地户]|投产|增资|$)"
)
"""A list of those who are supported in what they do: 支持甲、乙做大做强."""


def firms_in(text: str, start: int, end: int) -> Iterator[PlaceName]:
    """Yield the firms without a class word of a stretch of a sentence.

    Parameters
    ----------
    text : str
        The sentence.
    start, end : int
        Where the stretch stands in it.
    """
    opened = _BROUGHT_IN.search(text[:end], start)
    yield from _firms(opened, is_named_as_firm, "planned") if opened else ()
    if any(match[0] in FIRMS for match in END.finditer(text, start, end)):
        for match in BESIDE.finditer(text, start, end):
            yield from _firms(match, is_named_as_firm)
    for match in COUNTED_FIRMS.finditer(text, start, end):
        doing = DOING.match(match[1])
        at = doing.end() if doing else 0
        yield from organisations_of(pieces_of(match[1][at:], match.start(1) + at), Told("company", "existing"))
    for match in BY_REVENUE.finditer(text, start, end):
        yield from _firms(match, lambda piece: is_organisation(piece) and not _NO_FIRM.search(piece))
    for match in _BESIDE_PLACES.finditer(text, start, end):
        yield from _firms(match, is_named_as_firm)
    for match in _BESIDE_FIRMS.finditer(text, start, end + 1):
        is_one = is_named_as_firm if match[2] == "," else is_supported_firm
        if all(OWN.search(piece) or is_one(piece) for piece, _ in pieces_of(match[1], match.start(1))):
            yield from _firms(match, lambda piece: len(piece) > _SHORT)
    for match in _SUPPORTED.finditer(text, start, end):
        pieces = [piece for piece, _ in pieces_of(match[1], match.start(1))]
        known = [piece for piece in pieces if is_supported_firm(piece) or OWN.search(piece)]
        one = len(pieces) > 1 or (match[0].startswith("支持") and match.end() < end and is_named_as_firm(pieces[0]))
        led = 2 * len(known) > len(pieces) and any(is_named_as_firm(piece) or OWN.search(piece) for piece in known)
        if one and (len(known) == len(pieces) or (led and all(map(may_be_firm, set(pieces) - set(known))))):
            yield from _firms(match, lambda piece: len(piece) > _SHORT)


def _firms(match: re.Match[str], is_one: Callable[[str], bool], status: str = "existing") -> Iterator[PlaceName]:
    """Yield the firms without a class word of a list that a pattern has found."""
    for piece, where in pieces_of(match[1], match.start(1)):
        if not OWN.search(piece) and is_one(piece):
            yield PlaceName(piece, where, where + len(piece), "company", status)
