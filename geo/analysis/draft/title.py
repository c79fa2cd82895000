"""What a document says of itself before it begins: its title, number, issuer and day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from geo.analysis.draft.passages import Reading
from geo.model.errors import ReadError, one_line

_ENDS = (
    "规划|规划纲要|行动计划|行动方案|实施方案|工作方案|发展纲要|纲要|意见|实施意见|若干措施|政策措施|发展计划|布局方案|建设方案|"
    "办法|若干政策|工作要点"
)
_TITLE = re.compile(
    f"([\\u4e00-\\u9fffA-Za-z0-9“”·、—-]{{4,48}}?(?:{_ENDS})(?:\\((?:20\\d\\d)[^()]{{2,12}}\\)|\\(节选\\)|\\(试行\\))?)"
)
_NAMED = re.compile(f"《([^《》]{{4,60}}?(?:{_ENDS})(?:\\([^()]*\\))?)》")
_YEARS = re.compile("\\(20\\d\\d[^()日]{2,12}\\)")
"""What a title has in a line of its own."""
_DATED = re.compile("\\(20\\d\\d年[^()]*日\\)$")
"""A day behind a title that is no part of it."""
_NUMBER = re.compile("[\\u4e00-\\u9fff]{2,10}〔20\\d\\d〕\\d+号")
_DAY = re.compile("(20\\d\\d)年(\\d{1,2})月(\\d{1,2})日")
_FIRST = re.compile("^(?:一、|第一[章篇])")
_ISSUES = "关于(?:印发|发布|公布)"
_WIDE = str.maketrans("(),:", "（），：")
"""Marks that Chinese texts write wide, and squeezed ones do not."""
_GOVERNMENT = re.compile(
    "[\\u4e00-\\u9fff]{2,16}?(?:人民政府办公[厅室]|人民政府|发展和改革委员会|工业和信息化厅|委员会|办公厅|厅|局)"
)

_SIGNED = re.compile("[\\u4e00-\\u9fff]{2,20}(?:人民政府(?:办公[厅室])?|委员会|办公[厅室]|厅|局|编[写制]组)")
"""A line of its own with which an issuer signs."""


@dataclass(frozen=True)
class Paper:
    """What a document says of itself.

    Attributes
    ----------
    title, number, issuer : str
        As printed; empty where they are not there.
    issued : datetime.date or None
        The first day that is printed before its first chapter.
    """

    title: str = ""
    number: str = ""
    issuer: str = ""
    issued: datetime.date | None = None


def paper_of(reading: Reading) -> Paper:
    """Return what a document says of itself before its first chapter."""
    head = reading.document.text[: _first_chapter(reading)]
    titles = _titles(reading, 0, _first_chapter(reading))
    lines = (match for at in reading.document.starts if at < len(head) and (match := _NUMBER.match(head, at)))
    number, day = next(lines, None), _DAY.search(head)
    issued = re.search(_ISSUES, head)
    issuer = _GOVERNMENT.match(head[: issued.start()]) if issued else _GOVERNMENT.fullmatch(head.partition("关于")[0])
    signed = (match for line in _lines(reading, 0, len(head)) if (match := _SIGNED.fullmatch(line)))
    issuer = issuer or next(signed, None)
    title = titles[-1] if titles else ""
    at = head.find(title) + len(title)
    years = _YEARS.match(head, at) if title else None
    return Paper(
        title=f"{title}{years[0] if years else ''}".translate(_WIDE),
        number=number[0] if number else "",
        issuer=issuer[0] if issuer else "",
        issued=_date(day),
    )


def refuse_two(reading: Reading, shown: str) -> None:
    """Raise where a text holds two plans: chapters that begin anew behind another title.

    Raises
    ------
    ReadError
        It does; the message has both titles and the line of the second.
    """
    firsts = [heading.start for heading in reading.headings if _FIRST.match(heading.text)]
    firsts = [at for at in firsts if reading.locator(at) in ("一", "第一章", "第一篇")]
    before = _titles(reading, 0, firsts[0]) if firsts else ()
    for earlier, later in pairwise(firsts):
        between = _titles(reading, earlier, later, alone=True)
        if before and between and _bare(between[-1]) not in {_bare(title) for title in before}:
            at = reading.document.find(between[-1])[-1]
            one, two = (one_line(title, 40) for title in (before[-1], between[-1]))
            hint = "Cut them apart, or give each its starts in sources.csv."
            raise ReadError(f"{shown}:{reading.document.line_at(at)}: holds two plans, {one} and {two}. {hint}")


def _first_chapter(reading: Reading) -> int:
    return next(
        (heading.start for heading in reading.headings if _FIRST.match(heading.text)),
        min(len(reading.document.text), 2000),
    )


def _titles(reading: Reading, start: int, end: int, alone: bool = False) -> tuple[str, ...]:
    """Return the titles between two places of a text: lines that are one, then names of documents that are issued."""
    texts = [each.text for each in reading.sentences if start <= each.start < end and not each.heading]
    lines = _lines(reading, start, end) if alone else ()
    bare = [_DATED.sub("", text) for text in (*texts, *lines)]
    own = [text for text in bare if _TITLE.fullmatch(text) and not re.search(_ISSUES, text)]
    if alone or own:
        return tuple(own)
    text = reading.document.text[start:end]
    issued = re.search(f"{_ISSUES}《?{_TITLE.pattern}", text)
    named = _NAMED.search(text)
    return (issued[1],) if issued else (named[1],) if named else ()


def _lines(reading: Reading, start: int, end: int) -> Iterator[str]:
    """Yield the lines of a file between two places of its text."""
    text, starts = reading.document.text, reading.document.starts
    for at, after in pairwise((*starts, len(text))):
        if start <= at < end:
            yield text[at:after]


def _bare(title: str) -> str:
    return re.sub('[“”"《》()\\d年—-]', "", title)


def _date(match: re.Match[str] | None) -> datetime.date | None:
    try:
        return datetime.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
