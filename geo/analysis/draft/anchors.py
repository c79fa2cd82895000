"""Anchors: the shortest phrase about a fact that stands once in its clause."""

from __future__ import annotations

from collections.abc import Iterator

from geo.analysis.clauses import Document
from geo.model.schema import LONGEST_ANCHOR

_EDGES = ",、:()“”—-"
_STOPS = "。；;！？"


def anchor_of(document: Document, start: int, end: int) -> str:
    """Return a phrase of at most 20 characters at a stretch of the text that stands once in its clause.

    The stretch itself where it does; a longer one is shortened to its end, which tells more; one that is there twice
    grows by what stands before it, then behind it, to a mark where one is near.

    Parameters
    ----------
    document : Document
        The document.
    start, end : int
        The stretch, in its squeezed text.

    Returns
    -------
    str
        The phrase; the longest one tried where none stands once.

    Examples
    --------
    >>> from geo.analysis.clauses import read_document
    >>> document = read_document("依托甲园。建设甲园")
    >>> anchor_of(document, 2, 4), anchor_of(document, 7, 9)
    ('依托甲园', '建设甲园')
    """
    tried = ""
    for first, last in _stretches(document.text, start, end):
        phrase = document.text[first:last]
        tried = phrase if len(phrase) > len(tried) else tried
        if _once(document, phrase, first):
            return phrase
    return tried


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches to try: whole words, then what a mark cuts, then over the end of a sentence."""
    if end - start <= LONGEST_ANCHOR:
        near = list(_grown(start, end, _room(text, start, -1), _room(text, end, 1)))
        yield from sorted(near, key=lambda each: (_is_cut(text, *each), each != (start, end) and _cuts(text, *each)))
    yield from ((last - LONGEST_ANCHOR, last) for last in range(end, start + LONGEST_ANCHOR - 1, -1))
    yield from _grown(start, end, min(start, LONGEST_ANCHOR), min(len(text) - end, LONGEST_ANCHOR))


def _grown(start: int, end: int, before: int, after: int) -> Iterator[tuple[int, int]]:
    """Yield a stretch with ever more of what stands before and behind it, as long as it is no quotation."""
    rooms = ((left, right) for left in range(before + 1) for right in range(after + 1))
    for left, right in sorted(rooms, key=lambda each: (sum(each), each[1])):
        if end - start + left + right <= LONGEST_ANCHOR:
            yield start - left, end + right


def _is_cut(text: str, first: int, last: int) -> bool:
    """Return whether a phrase begins or ends in a mark, in the middle of a number, or with what a number counts."""
    phrase = text[first:last]
    within = (first > 0 and text[first - 1].isdecimal()) or (text[last - 1 : last + 1].isdecimal() and last < len(text))
    return within or phrase[:1] in _EDGES or phrase[-1:] in _EDGES


def _cuts(text: str, first: int, last: int) -> int:
    """Return at how many of its ends a phrase begins or ends where no mark stands, perhaps within a word."""
    marks = _EDGES + _STOPS
    return (first > 0 and text[first - 1] not in marks) + (last < len(text) and text[last] not in marks)


def _room(text: str, at: int, step: int) -> int:
    """Return how many characters one may go from a place before a sentence ends."""
    room = 0
    while room < LONGEST_ANCHOR:
        place = at + room if step > 0 else at - room - 1
        if not 0 <= place < len(text) or text[place] in _STOPS:
            return room
        room += 1
    return room


def _once(document: Document, phrase: str, at: int) -> bool:
    """Return whether a phrase stands once in all clauses of the locator that holds it."""
    locator = document.clause_at(at).locator
    spans = [clause for clause in document.clauses if clause.locator == locator]
    places = document.find(phrase)
    return sum(any(span.start <= place < span.end for span in spans) for place in places) == 1
