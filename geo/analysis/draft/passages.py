"""A document as people read it: headings, paragraphs and sentences, each with its place in the squeezed text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from geo.analysis.clauses import PREFACE, Document, is_heading

_STOPS = "。；！？;!?"
_SHORT = 0.8
"""A line shorter than this share of the usual one is the last of its paragraph."""
_WIDEST = 60
"""Characters in the lines of a page; a longer line is a paragraph of its own."""
_LONGEST = 70
"""Characters of a heading; what is longer is an item of a list with its text: 1.两核:甲核、乙核。"""
_ITEM = 20
"""Characters of a heading that has a colon; what is longer is an item, too: 1.甲园(乙市):总投资5亿元。"""
_TITLE = 40
"""Characters of a line without a mark that is a title, before the first heading."""
_MARK = re.compile("[,。;:、!?]")
_LEAD = re.compile(r"\(责任单位:[^()]*(?:\([^()]*\)[^()]*)*\)?")
_BACK = re.compile(
    "(?:发展|产业|现实|工作)?基础$|基础和|基础与|现状|成效|成就|成绩|回顾|背景|形势|条件|存在的?问题|主要问题|短板|不足|"
    "[础本展成施]情况|进展$"
)
"""What is in the heading of what has been reached."""
_MENDS = re.compile("补[齐强短上]|夯实|筑牢|打牢|破解|解决|突破|弥补|改善")
"""What is in the heading of how what is wanting is to be mended: 补齐短板."""
_AHEAD = re.compile("目标|下一步|任务|建议|打算|安排|举措|措施|愿景|展望")
"""What is in the heading of what is to come."""
RETROSPECT = re.compile("公报|年报|评估报告|总结|通报|概况|简介|回顾|情况(?:介绍|报告|汇报)?$")
"""What is in the title of a document that tells of what there is."""
_OPEN, _SHUT = "(“‘《〔[", ")”’》〕]"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a document.

    Attributes
    ----------
    text : str
        Its squeezed text, without the stop.
    start : int
        Where it begins in the document's squeezed text.
    heading : bool
        Whether it is a heading, or the heading of a paragraph.
    paragraph : int
        Number of the paragraph in which it stands.
    """

    text: str
    start: int
    heading: bool
    paragraph: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Reading:
    """A document cut into sentences.

    Attributes
    ----------
    document : Document
        The document.
    sentences : tuple of Sentence
        In the order of the text, those that say who is responsible left out.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    _starts: tuple[int, ...] = field(repr=False, default=())

    @cached_property
    def headings(self) -> tuple[Sentence, ...]:
        """The headings, in the order of the text."""
        return tuple(sentence for sentence in self.sentences if sentence.heading)

    def locator(self, position: int) -> str:
        """Return the clause in which a character stands."""
        return self.document.clause_at(position).locator

    def above(self, sentence: Sentence) -> tuple[str, ...]:
        """Return the headings over a sentence, the nearest first."""
        path = self.locator(sentence.start)
        found: dict[str, str] = {}
        for heading in self.headings:
            where = self.locator(heading.start)
            if heading.start <= sentence.start and path.startswith(where):
                found.setdefault(where, heading.text)
        return tuple(found[where] for where in sorted(found, key=len, reverse=True))

    def heading_of(self, sentence: Sentence, word: str) -> str:
        """Return the locator of the highest heading over a sentence that has a word; empty where none has."""
        path = self.locator(sentence.start)
        over = (heading for heading in self.headings if heading.start <= sentence.start and word in heading.text)
        places = (self.locator(heading.start) for heading in over)
        return min((place for place in places if path.startswith(place)), key=len, default="")

    def looks_back(self, sentence: Sentence) -> bool:
        """Return whether a sentence stands under a heading of what has been reached, or of what is still wanting."""
        return any(_BACK.search(heading) and not _MENDS.search(heading) for heading in self.above(sentence))

    def looks_ahead(self, sentence: Sentence) -> bool:
        """Return whether a sentence stands under a heading of what is to come."""
        return any(_AHEAD.search(heading) for heading in self.above(sentence))

    def paragraph_of(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """Return the sentences of the paragraph in which one stands."""
        return tuple(other for other in self.sentences if other.paragraph == sentence.paragraph)

    def sentence_before(self, sentence: Sentence) -> Sentence | None:
        """Return the sentence before one; None before the first."""
        at = bisect_left(self._starts, sentence.start)
        return self.sentences[at - 1] if at else None

    def sentence_at(self, position: int) -> Sentence:
        """Return the sentence that holds a character, or the last before it."""
        return self.sentences[max(bisect_right(self._starts, position) - 1, 0)]


def read_passages(document: Document, edges: Set[int] = frozenset()) -> Reading:
    """Cut a document into paragraphs and sentences.

    A line that a file breaks in the middle goes on in the next one: a paragraph ends at a stop, at a short line, and
    where a heading follows.

    Parameters
    ----------
    document : Document
        The document.
    edges : set of int
        Where cells of its tables begin: a row is a paragraph, and no sentence goes on in the next cell.
    """
    found: list[Sentence] = []
    for number, (start, end, heading) in enumerate(_paragraphs(document, edges)):
        text = _LEAD.sub(lambda lead: " " * len(lead[0]), document.text[start:end])
        for at, piece in _sentences(text, [edge - start for edge in edges if start < edge < end]):
            found.append(Sentence(piece, start + at, heading, number))
    return Reading(document, tuple(found), tuple(sentence.start for sentence in found))


def _paragraphs(document: Document, edges: Set[int]) -> Iterator[tuple[int, int, bool]]:
    """Yield where each paragraph begins and ends, and whether it is a heading."""
    starts = list(document.starts)
    bounds = [*starts, len(document.text)]
    usual = _usual_length(bounds)
    at = 0
    while at < len(starts):
        headed = is_heading(document.text, starts[at]) and not _is_row(bounds, at, edges)
        end = at + 1
        heading = headed and "。" not in document.text[starts[at] : bounds[end]]
        while end < len(starts) and not (
            _is_row(bounds, end, edges)
            or _is_row(bounds, end - 1, edges)
            or _ends(document, bounds, end, usual, heading)
        ):
            end += 1
            heading = heading and "。" not in document.text[starts[at] : bounds[end]]
        yield from _heading_and_rest(document.text, starts[at], bounds[end], headed)
        at = end


def _heading_and_rest(text: str, start: int, end: int, heading: bool) -> Iterator[tuple[int, int, bool]]:
    """Yield a paragraph; where one begins with its heading, as in 1.标题。正文, the heading and the rest."""
    stop = next((at for at in range(start, end) if text[at] == "。"), end)
    item = stop - start > _ITEM and re.search("[:;]", text[start:stop])
    whole = stop + 1 == end and stop - start > _ITEM and "," in text[start:stop]
    if heading and (stop - start > _LONGEST or item or whole):
        yield start, end, False
    elif heading and stop + 1 < end:
        yield start, stop + 1, True
        yield stop + 1, end, False
    elif start < end:
        yield start, end, heading


def _ends(document: Document, bounds: Sequence[int], line: int, usual: int, heading: bool) -> bool:
    """Return whether a paragraph ends before a line."""
    before = document.text[bounds[line - 1] : bounds[line]]
    if not before:
        return False
    if before[-1] in _STOPS or is_heading(document.text, bounds[line]):
        return True
    if document.text.startswith("——", bounds[line]):
        return True
    if usual:
        return len(before) < _SHORT * usual
    title = len(before) <= _TITLE and not _MARK.search(before) and document.clause_at(bounds[line]).locator == PREFACE
    return heading or title


def _usual_length(bounds: Sequence[int]) -> int:
    """Return how long the lines of a file are that breaks them all alike; 0 where each paragraph is one line."""
    lengths = sorted(after - before for before, after in pairwise(bounds) if after > before)
    longest = lengths[int(len(lengths) * 0.9)] if lengths else 0
    alike = sum(length >= _SHORT * longest for length in lengths)
    return longest if longest <= _WIDEST and 2 * alike > len(lengths) else 0


def _is_row(bounds: Sequence[int], line: int, edges: Set[int]) -> bool:
    """Return whether a line is a row of several cells."""
    return any(bounds[line] < edge < bounds[line + 1] for edge in edges)


def _sentences(text: str, edges: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a paragraph with their places; a stop within brackets ends none, a cell does."""
    begin, depth = 0, 0
    for at, char in enumerate(text):
        if at in edges:
            yield from _piece(text, begin, at)
            begin, depth = at, 0
        depth = max(depth + (char in _OPEN) - (char in _SHUT), 0)
        if char in _STOPS and (depth == 0 or at - begin > 400):
            yield from _piece(text, begin, at)
            begin, depth = at + 1, 0
    yield from _piece(text, begin, len(text))


def _piece(text: str, begin: int, end: int) -> Iterator[tuple[int, str]]:
    piece = text[begin:end]
    bare = piece.strip()
    if bare:
        yield begin + len(piece) - len(piece.lstrip()), bare
