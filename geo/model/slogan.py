"""The slogan of a plan: a counted list of kinds of parts, and so a checksum over its groups and zones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from geo.model.numerals import chinese_number
from geo.model.spatial_words import KINDS_OF_WORDS, VERBS, WHOLE, kind_of

_DIGITS = "零一二三四五六七八九"
_SEVERAL = "多"
_CLOSED = "[二三四五六七八九]?十[一二三四五六七八九]?|[一两双二三四五六七八九]|[1-9][0-9]?(?![0-9])"
_OPEN = f"若干|数十|数|几|[百千]余?|[二三四五六七八九]?十[余{_SEVERAL}]|[NMXnmx](?![A-Za-z])|{_SEVERAL}"
_COUNT = f"(?:{_OPEN}|{_CLOSED})"
_MEASURE = "(?:[个条座处]|大(?![学湾道厦健]))?"
_CHAR = rf"(?:三角|双创|双向|一体化|多式联运|十字|[^\x00-\x7f\W\d_一两双二三四五六七八九十百千若{_SEVERAL}])"
_WEAK, _STRONG = (
    "|".join(sorted((word for word, kind in KINDS_OF_WORDS.items() if kind.weak is weak), key=len, reverse=True))
    for weak in (True, False)
)
_VERB = f"(?:{'|'.join(VERBS)})"
_WHOLE = f"{WHOLE}|全[省市县区州旗境]"
_JOIN = f"(?:以及|[和与及])(?={_COUNT})"
_NEXT = f"(?=$|{_JOIN}|{_COUNT}|(?:{_WHOLE}){_VERB})"
_HEAD = f"(?P<count>{_COUNT})(?P<of>{_MEASURE})"

_WORD = f"(?P<word>{_CHAR}{{0,9}}?(?:{_STRONG})(?<!循环)|{_WEAK})"

_PART = re.compile(f"{_HEAD}{_WORD}(?P<does>(?:{_VERB}{_CHAR}{{0,6}}?)?){_NEXT}")
_ALL = re.compile(f"(?P<count>)(?P<of>)(?P<word>{_WHOLE})(?P<does>(?:{_VERB}{_CHAR}{{0,6}}?)?){_NEXT}")
_BARE = re.compile(f"(?P<count>{_COUNT})(?P<of>)(?P<word>)(?P<does>)$")
_LOOSE = (
    re.compile(f"{_HEAD}(?P<word>{_CHAR}{{1,6}}?)(?P<does>{_VERB}{_CHAR}{{0,6}}?)$"),
    re.compile(f"{_HEAD}(?P<word>{_STRONG}|{_WEAK})(?P<does>{_CHAR}{{2,6}})$"),
    re.compile(f"(?P<count>)(?P<of>)(?P<word>{_WHOLE})(?P<does>{_CHAR}{{2,6}})$"),
    re.compile(f"{_HEAD}(?P<word>{_CHAR}{{1,8}})(?P<does>)$"),
)
"""Parts that only a mark between them and others shows as such: an unknown word, an unknown verb."""

_MARKS = re.compile("[“”‘’「」『』\"'《》]|\\([^()]*\\)|[。.!?]+$")
_BETWEEN = re.compile(r"[、,;/|·・•‧∙･—－\-\s+]+")
_LOOSE_COUNT = re.compile(r"(?<=[0-9NMX])\s+(?=[^\x00-\x7f])")
"""A space between a digit and its word, as typesetters put it."""

_LAYOUT = re.compile(
    f"(?<!{WHOLE})[的之]?(?:产业|空间|发展|总体|区域|功能|城镇|经济|战略)*(?:布局|格局|体系|架构|框架|结构|模式)$"
)
_PHRASES = frozenset({"五湖四海", "五洲四海", "两岸三地", "三区三线", "三区三州"})
"""Set phrases that count and are no layouts."""


@dataclass(frozen=True, slots=True)
class Part:
    """One counted part of a slogan.

    Attributes
    ----------
    count : int
        How many zones the part claims; 0 where that is open (多, 若干, N, 全域).
    word : str
        The word counted, for example 极 or 先导区; empty in a slogan of mere counts (1+4+N).
    printed : str
        Count and word as a slogan prints them (双核, not 两核); empty where they were not read from one.
    does : str
        What the part does: 引领 in 一主引领; mostly nothing.
    """

    count: int
    word: str
    printed: str = field(default="", compare=False)
    does: str = field(default="", compare=False)

    def __str__(self) -> str:
        """Return the part as its slogan prints it, else as slogans write such a count."""
        return self.printed or (self.word if self.word == WHOLE else f"{written(self.count)}{self.word}")


def parse_slogan(slogan: str) -> tuple[Part, ...]:
    """Split a slogan into its counted parts.

    Parameters
    ----------
    slogan : str
        For example ``一极、两区、一带``, ``1+4+N`` or ``一主引领、两翼驱动、全域协同``; separators are optional between
        known words, quotation marks and remarks in brackets are passed over.

    Returns
    -------
    tuple of Part
        In the order of the slogan. Empty where it holds something else than parts of a layout, of which
        :func:`unread` returns the first: nothing of a slogan is dropped.

    Examples
    --------
    >>> [(part.count, part.word) for part in parse_slogan("两区两谷两心两翼")]
    [(2, '区'), (2, '谷'), (2, '心'), (2, '翼')]
    >>> [(str(part), part.does) for part in parse_slogan("一主引领、全域协同")]
    [('一主', '引领'), ('全域', '协同')]
    >>> parse_slogan("四梁八柱")
    ()
    """
    parts, rest = _read(slogan)
    return () if rest else parts


def unread(slogan: str) -> str:
    """Return what cannot be read as a part in a text that should be a slogan; empty where all of it can.

    Examples
    --------
    >>> unread("一极、高质量发展"), unread("一极、两区")
    ('高质量发展', '')
    """
    return _read(slogan)[1]


def plain(slogan: str) -> str:
    """Return a slogan, or a part of one, in half-width digits and without quotation marks and remarks.

    Examples
    --------
    >>> plain("“１核２带”（市区）")
    '1核2带'
    """
    return _LOOSE_COUNT.sub("", _MARKS.sub("", unicodedata.normalize("NFKC", slogan).strip()).strip())


def written(count: int) -> str:
    """Return a count from 0 to 99 as slogans write it: 2 is 两, 0 is 多.

    Examples
    --------
    >>> written(2), written(12)
    ('两', '十二')
    """
    if count in (0, 2):
        return "两" if count else _SEVERAL
    tens, ones = divmod(count, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[ones] if ones else "")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A part as it was read.

    Attributes
    ----------
    part : Part
        The part.
    sure : int
        2 where its word alone tells of a layout, 1 where it does beside another part, 0 where only the others do.
    """

    part: Part
    sure: int


def _read(slogan: str) -> tuple[tuple[Part, ...], str]:
    """Return the parts of a slogan, and what stands in the way of reading it."""
    text = _LAYOUT.sub("", plain(slogan))
    found: list[_Reading] = []
    for piece in filter(None, _BETWEEN.split(text)):
        taken = _read_piece(piece, with_bare="+" in text)
        if not taken:
            return (), piece
        found.extend(taken)
    best = max((reading.sure for reading in found), default=0)
    if text in _PHRASES or (found and best < (2 if len(found) == 1 else 1)):
        return (), text
    return tuple(reading.part for reading in found), ""


def _read_piece(piece: str, with_bare: bool) -> list[_Reading]:
    """Return the parts between two separators; nothing where some of the text is left over."""
    bare = _BARE.match(piece)
    if with_bare and bare:
        return [_Reading(_part(bare), 1)]
    found, at = [], 0
    for match in _matches(piece):
        found.append(_Reading(_part(match), 1 if _is_weak(match["word"]) else 2))
        at = match.end()
    if found and at == len(piece):
        return found
    loose = next(filter(None, (pattern.match(piece) for pattern in _LOOSE)), None)
    return [_Reading(_part(loose), 0)] if loose else []


def _matches(piece: str) -> Iterator[re.Match[str]]:
    """Yield the parts that follow one another without a separator, from the start as far as they go."""
    at = 0
    while at < len(piece):
        joined = re.compile(_JOIN).match(piece, at) if at else None
        match = _PART.match(piece, joined.end() if joined else at) or _ALL.match(piece, at)
        if match is None:
            return
        yield match
        at = match.end()


def _part(match: re.Match[str]) -> Part:
    return Part(_number(match["count"]), match["word"], match[0].removesuffix(match["does"]), match["does"])


def _is_weak(word: str) -> bool:
    kind = kind_of(word)
    return kind is None or kind.weak or word.startswith("全")


def _number(text: str) -> int:
    if not text or re.fullmatch(_OPEN, text):
        return 0
    return int(text) if text.isdecimal() else chinese_number(text)
