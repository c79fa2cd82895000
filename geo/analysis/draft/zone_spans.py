"""A zone of a text, and what of the text speaks of each of several, by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from geo.analysis.draft.passages import Reading, Sentence

_OPENS_WITHIN = 14
"""Characters before the name of a zone with which a sentence may still open."""


@dataclass(frozen=True)
class ZoneFound:
    """One zone of a text.

    Attributes
    ----------
    part : int
        Place of its part in the slogan, from 0.
    order : int
        Place within its part, from 1.
    name : str
        As printed.
    start, end : int
        Where its name stands.
    spans : tuple of (int, int)
        What of the text speaks of it.
    members : tuple of str
        Adcodes.
    others : tuple of str
        What its text lists beside them and is no unit of the region.
    focus : bool
        Whether they are its focus, not the whole.
    lead : tuple of str
        Who is responsible.
    """

    part: int
    order: int
    name: str
    start: int
    end: int
    spans: tuple[tuple[int, int], ...] = ()
    members: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    focus: bool = False
    lead: tuple[str, ...] = ()

    def holds(self, position: int) -> bool:
        """Return whether what stands at a place of the text speaks of this zone."""
        return any(start <= position < end for start, end in self.spans)


@dataclass(frozen=True)
class Stretch:
    """A stretch of a text that speaks of some zones.

    Attributes
    ----------
    reading : Reading
        The text.
    start, end : int
        Where the stretch stands in it.
    """

    reading: Reading
    start: int
    end: int

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences."""
        return tuple(each for each in self.reading.sentences if self.start < each.end and each.start < self.end)

    def spans(self, names: Sequence[str], own: int) -> tuple[tuple[int, int], ...]:
        """Return what speaks of one of several zones: from where this opens a sentence to where another does.

        What opens a sentence in the middle of a paragraph goes no farther than this.

        Parameters
        ----------
        names : sequence of str
            The names of all.
        own : int
            Place of the one among them.
        """
        found, current, within = [], -1, -1
        heads = [name[:2] for name in names]
        for sentence in self.sentences:
            if within not in (-1, sentence.paragraph):
                current, within = -1, -1
            was = current
            opened = [at for at, name in enumerate(names) if name in sentence.text]
            if len(opened) > 1:
                current = -1
                found += list(self._within(sentence, names, own))
            elif not opened and heads.count(sentence.text[:2]) == 1:
                current = heads.index(sentence.text[:2])
            elif opened and (current < 0 or names[opened[0]] in self._opening(sentence, names[opened[0]])):
                current = opened[0]
            if current != was:
                paragraph = self.reading.paragraph_of(sentence)
                within = -1 if sentence in (paragraph[0], paragraph[-1]) else sentence.paragraph
            if current == own:
                found.append((max(sentence.start, self.start), min(sentence.end + 1, self.end)))
        return tuple(found)

    def _opening(self, sentence: Sentence, name: str) -> str:
        return sentence.text[: len(name) + _OPENS_WITHIN]

    def _within(self, sentence: Sentence, names: Sequence[str], own: int) -> Iterator[tuple[int, int]]:
        """Yield what speaks of a zone in a sentence that names several: what describes a name stands before it."""
        begin = max(self.start - sentence.start, 0)
        places = sorted((at, at + len(name)) for name in names if (at := sentence.text.find(name, begin)) >= 0)
        at = sentence.text.find(names[own], begin)
        if at >= 0:
            before = [end for _, end in places if end <= at]
            after = [start for start, _ in places if start > at]
            start, end = at, min(after, default=len(sentence.text))
            if re.search("以|由", sentence.text[begin : places[0][0]]):
                start, end = max(before, default=begin), at + len(names[own])
            yield sentence.start + start, sentence.start + end
