"""The text of a document as clauses: its heading paths, and where in the file each of them stands."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from geo.model.folding import folded
from geo.model.numerals import chinese_number
from geo.model.schema import Source

_NUMERAL = "一二三四五六七八九十百"
_MARKUP = re.compile(r"\*\*|</?[a-z]+>")
_HEADINGS = (
    (0, re.compile(rf"第[{_NUMERAL}]+篇")),
    (1, re.compile(rf"第[{_NUMERAL}]+章")),
    (2, re.compile(rf"第[{_NUMERAL}]+节")),
    (3, re.compile(rf"([{_NUMERAL}]+)、")),
    (4, re.compile(rf"(\([{_NUMERAL}]+\))")),
    (5, re.compile(r"(\d{1,2})[.、](?!\d)")),
)
_ITEM = 5
_BOX = re.compile(rf"专栏(\d{{1,2}}(?=20\d\d年)|\d{{1,3}}|[{_NUMERAL}]+)")
_QUESTION = re.compile(r"[\u4e00-\u9fff\d]{2,12}记者(?:提问)?:")
_FEWEST_QUESTIONS = 2
"""Lines that begin as questions, without which a text is no press conference, if it does not say that it is one."""
PREFACE = "序"
"""Locator of what stands before the first heading."""
_PAGE_NUMBER = re.compile("^[—–-]+\\d{1,3}[—–-]+$|^第\\d{1,3}页(?:共\\d{1,3}页)?$")
"""A line that holds nothing but the number of its page."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One stretch of a document under one heading path, up to the next heading.

    Attributes
    ----------
    locator : str
        Heading path, for example ``四(二)``, ``专栏3``, ``序``.
    start, end : int
        Where it stands in the document's squeezed text.
    """

    locator: str
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """A document's text, squeezed: NFKC, without white space and markup.

    Attributes
    ----------
    text : str
        The squeezed text, without the numbers of pages.
    lines : tuple of int
        For each character its line in the file, counted from 1.
    """

    text: str
    lines: tuple[int, ...]
    starts: tuple[int, ...] = field(repr=False)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses in the order of the text; together they are the whole of it."""
        marks = _question_marks(self.text, self.starts) or _heading_marks(self.text, self.starts)
        bounds = [*(at for at, _ in marks), len(self.text)]
        head = [Clause(PREFACE, 0, bounds[0])] if bounds[0] else []
        return (*head, *(Clause(path, at, bounds[i + 1]) for i, (at, path) in enumerate(marks)))

    def line_at(self, position: int) -> int:
        """Return the line of the file in which a character of the squeezed text stands."""
        return self.lines[min(position, len(self.lines) - 1)] if self.lines else 1

    def clause_at(self, position: int) -> Clause:
        """Return the clause that holds a character of the squeezed text."""
        at = bisect_right(self.clauses, position, key=lambda clause: clause.start) - 1
        return self.clauses[at]

    def find(self, phrase: str) -> list[int]:
        """Return every place of a phrase in the squeezed text; the phrase is squeezed first."""
        wanted = squeeze(phrase)
        found, at = [], self.text.find(wanted) if wanted else -1
        while at >= 0:
            found.append(at)
            at = self.text.find(wanted, at + 1)
        return found


def squeeze(text: str) -> str:
    """Return text as anchors are compared: NFKC, characters for radicals, no white space, no markup.

    Examples
    --------
    >>> squeeze("到 2025 年，（一）"), squeeze("⿊⻰江")
    ('到2025年,(一)', '黑龙江')
    """
    bare = re.sub(r"\s+", "", unicodedata.normalize("NFKC", folded(_MARKUP.sub("", text))))
    # Without the white space, characters may meet that compose.
    return unicodedata.normalize("NFKC", bare)


def read_document(text: str, opens: str = "", until: tuple[str, ...] = ()) -> Document:
    """Return one document of a file.

    Parameters
    ----------
    text : str
        The whole file.
    opens : str
        The phrase that opens the document inside the file; the whole file where it is empty.
    until : tuple of str
        Phrases that open the other documents of the file.

    Raises
    ------
    ValueError
        `opens` is not in the text.
    """
    pieces = [_PAGE_NUMBER.sub("", squeeze(line)) for line in text.split("\n")]
    whole = "".join(pieces)
    lines = tuple(number for number, piece in enumerate(pieces, 1) for _ in piece)
    starts, at = [], 0
    for piece in pieces:
        starts.append(at)
        at += len(piece)
    begin = whole.find(squeeze(opens)) if opens else 0
    if begin < 0:
        raise ValueError(f'its opening words "{opens}" are not in the text')
    others = [place for other in until if (place := whole.find(squeeze(other))) > begin]
    end = min(others, default=len(whole))
    inside = tuple(sorted({start - begin for start in starts if begin <= start < end} | {0}))
    return Document(whole[begin:end], lines[begin:end], inside)


def source_document(text: str, row: Source, sources: Iterable[Source]) -> Document:
    """Return the document of a source in the text of its file, which may hold those of other sources too.

    Raises
    ------
    ValueError
        The words that open it are not in the text.
    """
    others = (other for other in sources if other.text == row.text and other.source != row.source)
    return read_document(text, row.starts, tuple(other.starts for other in others if other.starts))


def _question_marks(text: str, starts: tuple[int, ...]) -> list[tuple[int, str]]:
    """Return where each question of a press conference begins, named by its answer (答1, 答2 and so on)."""
    begin = text.find("答记者问") + len("答记者问")
    lines = zip(starts, (*starts[1:], len(text)), strict=True)
    asked = [start for start, end in lines if _QUESTION.match(text, start, end)]
    places = [found.start() for found in _QUESTION.finditer(text, begin)] if "答记者问" in text else asked
    few = "答记者问" not in text and len(places) < _FEWEST_QUESTIONS
    return [] if few else [(start, f"答{number}") for number, start in enumerate(places, 1)]


def _heading_marks(text: str, starts: tuple[int, ...]) -> list[tuple[int, str]]:
    """Return where each heading stands, with its path. A heading opens a line of the file."""
    marks: list[tuple[int, str]] = []
    path: dict[int, str] = {}
    box, box_items = "", 0
    for start in starts:
        if found := _BOX.match(text, start):
            number = int(found[1]) if found[1].isdecimal() else chinese_number(found[1])
            box, box_items = f"专栏{number}", 0
            marks.append((start, box))
            continue
        level, word = _heading(text, start)
        if level < 0:
            continue
        if box and level == _ITEM and not _resumes(path.get(_ITEM), word, box_items):
            box_items += 1
            continue
        box = ""
        path = {depth: name for depth, name in path.items() if depth < level} | {level: word}
        marks.append((start, "".join(path[depth] for depth in sorted(path))))
    return marks


def is_heading(text: str, start: int) -> bool:
    """Return whether a heading, or that of a box, stands at a place of a squeezed text."""
    return _heading(text, start)[0] >= 0 or _BOX.match(text, start) is not None


def _heading(text: str, start: int) -> tuple[int, str]:
    for level, pattern in _HEADINGS:
        if found := pattern.match(text, start):
            return level, found[found.lastindex or 0]
    return -1, ""


def _resumes(before: str | None, item: str, box_items: int) -> bool:
    """Say whether a numbered item ends a box: it goes on with the count before the box, and not with the box's own."""
    return before is not None and int(item) == int(before) + 1 and int(item) != box_items + 1
