"""What a text says of one part of its slogan: the zones that this counts, by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from geo.analysis.draft.passages import Reading, Sentence
from geo.analysis.draft.words import DOING
from geo.model.slogan import Part, parse_slogan, plain

QUOTED = re.compile('[“‘「"]([^“”‘’「」"]{2,40})[”’」"]')
OPEN, SHUT = '[“‘「"(]?', '[”’」")]?'
DASH = "(?:——|—|-|:|,|即|是|为|指|\\()"
_COUNTED = "(?:[两二三四五六七八九十\\d]+[大个条][^,;:。]{0,10}(?::|,(?:包括|即|分别[是为])))?"
"""What counts a list again before it: 四大组团:甲组团、乙组团."""
ITEM = (
    "(?:——|\\d(?=[一二两双三四五六七八九多])|第[一二三四五六七八九十]+[章节,、]|\\(?[\\d一二三四五六七八九十]+[)、.]|"
    "[一二三四五六七八九十]+是)"
)
"""What an item of a list begins with."""
_IN = r"(?:\([^()]*\))?"
"""A bracket behind a zone's name that lists its units, as a pattern."""
_TELLS = re.compile("^[以各]|(?<=..)(?:建设|打造|形成|构建)(?=..)")
"""What is in a phrase that says how a zone comes to be, not what it is called: 以甲为核心, 甲区建设乙极."""
_DOES = re.compile("(?<=..)(?:立足|发挥|因地制宜|结合自身|错位)")
"""What a unit of a list is to do, behind its name."""
_ORDINARY = re.compile("[本该各全此其两多]|[双三四五][大个条片类级区带]|.{0,2}(?:地区|园区|县区|城区|区域|中心)$")
"""Phrases that end as the word of a part does and name nothing."""


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


def words_of(part: Part) -> str:
    """Return the words of a part as its slogan prints them, without marks."""
    return plain(part.printed or str(part))


@dataclass(frozen=True)
class Section:
    """What a text says of one part of its slogan.

    Attributes
    ----------
    reading : Reading
        The text.
    number : int
        Place of the part in the slogan, from 0.
    part : Part
        The part.
    start, end : int
        The stretch of the text.
    opened : bool
        Whether it begins with the words of the part; else it is what follows the slogan, and only what ends as the
        part's word does is a zone.
    """

    reading: Reading
    number: int
    part: Part
    start: int
    end: int
    opened: bool = True

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences."""
        return tuple(each for each in self.reading.sentences if self.start < each.end and each.start < self.end)

    def zones(self) -> Iterator[ZoneFound]:
        """Yield its zones, in the order of the text."""
        names = (self._names() or self._itself()) if self.opened else list(self._objects())
        wanted = names[: self.part.count] if self.part.count else names
        for order, (name, start) in enumerate(wanted, 1):
            spans = self._spans([name for name, _ in wanted], order - 1)
            yield ZoneFound(self.number, order, name, start, start + len(name), spans)

    def _names(self) -> list[tuple[str, int]]:
        """Return the names of its zones with their places, by the first way that gives as many as are counted."""
        orderly = (self._items, self._quoted, self._dashed, self._headed, self._subjects, self._objects)
        ways = [[(name, at) for name, at in way() if not _TELLS.search(name)] for way in orderly]
        count = self.part.count
        merged: dict[str, int] = {}
        for name, at in sorted((pair for way in ways for pair in way), key=lambda pair: pair[1]):
            if not any(name in known or known in name for known in merged):
                merged[name] = at
        if not count and not merged:
            return self._open_list()
        exact = [names for names in ways if count and len(names) == count]
        enough = [names for names in ways if len(names) >= max(count, 1)]
        return next(iter([*exact, *(enough if count else [])]), list(merged.items()))

    def _itself(self) -> list[tuple[str, int]]:
        """Return the part's own words, where the text gives its one zone no other name."""
        words = words_of(self.part)
        at = self.reading.document.text.find(words, self.start)
        return [(words, at)] if self.part.count == 1 and self.start <= at < self.end else []

    def _open_list(self) -> list[tuple[str, int]]:
        """Return the items of the list that a part whose count is open gives: 支持甲园、乙园等园区."""
        for sentence in self.sentences:
            match = re.search("(?:^|[,:])([^,:;]{2,80}?、[^,:;]{2,60}?)等", sentence.text)
            if match and sentence.start + match.end() > self.start:
                bare, at = _bare(match[1])
                begin = sentence.start + match.start(1) + at
                pieces = (_DOES.split(piece)[0] for piece in re.split("[、和与及]", bare))
                return [(piece, begin + bare.index(piece)) for piece in pieces if len(piece) > 1]
        return []

    def _quoted(self) -> Iterator[tuple[str, int]]:
        """Yield the names that stand in quotation marks behind the words of the part."""
        first = self.sentences[0]
        for match in QUOTED.finditer(first.text, max(self.start - first.start, 0)):
            if match[1] not in (words_of(self.part), f"{words_of(self.part)}{self.part.does}") and not parse_slogan(
                match[1]
            ):
                yield match[1], first.start + match.start(1)

    def _dashed(self) -> Iterator[tuple[str, int]]:
        """Yield the names that stand behind the dash or colon after the words of the part."""
        first = self.sentences[0]
        words = (
            f"{re.escape(words_of(self.part))}{SHUT}(?:{re.escape(self.part.does)})?{SHUT}{DASH}+{_COUNTED}([^,;:。]+)"
        )
        match = re.compile(words).search(first.text, max(self.start - first.start, 0))
        bare, at = _bare(match[1]) if match else ("", 0)
        bare = bare.partition("等")[0] if self.part.count != 1 else bare.partition("(")[0]
        if not match or (self.part.count == 1 and len(bare) > 24):
            return
        begin = first.start + match.start(1) + at
        pieces = re.split(r"\([^()]*\)?|[、和与及]", bare) if self.part.count != 1 else [bare]
        for piece in (_DOES.split(piece)[0] for piece in pieces):
            if len(piece) > 1:
                yield piece, begin + bare.index(piece)

    def _items(self) -> Iterator[tuple[str, int]]:
        """Yield the names that head the items of the part's clause, as in 1.东翼。."""
        for sentence in self.sentences[1:]:
            if match := re.match(f"{ITEM}([^,;:。]{{2,34}})$", sentence.text):
                bare, at = _bare(match[1])
                yield from self._ending(bare, sentence.start + match.start(1) + at)

    def _headed(self) -> Iterator[tuple[str, int]]:
        """Yield the names that are a sentence of their own with what is done to them: 建设甲核心区。."""
        own = f"{OPEN}{re.escape(words_of(self.part))}{SHUT}(?:{re.escape(self.part.does)})?{DASH}+"
        for sentence in self.sentences:
            if match := re.match(f"{ITEM}?(?:{own})?((?:{DOING.pattern})?[^,;:。()]{{2,34}}){_IN}$", sentence.text):
                bare, at = _bare(match[1])
                yield from self._ending(bare, sentence.start + match.start(1) + at)

    def _subjects(self) -> Iterator[tuple[str, int]]:
        """Yield the names that open a sentence before a colon or comma."""
        for sentence in self.sentences:
            if match := re.match(f"{ITEM}?{OPEN}([^,;:“”()]{{2,24}}?){SHUT}{_IN}(?:[:,]|——)", sentence.text):
                bare, at = _bare(match[1])
                yield from self._ending(bare, sentence.start + match.start(1) + at)
            elif match := re.match(f"{ITEM}?(“[^“”]{{2,12}}”{re.escape(self.part.word)})[:,]", sentence.text):
                yield from self._ending(match[1], sentence.start + match.start(1))

    def _objects(self) -> Iterator[tuple[str, int]]:
        """Yield the names that a sentence says are to be built: 以甲市为核心,建设乙核心区."""
        ends = f"{re.escape(self.part.word[-1:])}|核心区"
        for sentence in self.sentences:
            for match in re.finditer(f"(?:建设|打造|形成|构建)([^,;:。]{{2,24}}?(?:{ends}))(?=[,;]|$)", sentence.text):
                bare, at = _bare(match[1])
                yield from self._ending(bare, sentence.start + match.start(1) + at)

    def _ending(self, name: str, start: int) -> Iterator[tuple[str, int]]:
        """Yield a name where it ends as the part's word does, and is no more than that.

        A bare count has no word; what is told of it in a sentence of its own is a name.
        """
        word = self.part.word
        counted = _is_counted(name) or (bool(word) and name.startswith(words_of(self.part)))
        ends = name.endswith((word[-1:], f"{word}中心")) or (word == "核" and name.endswith("核心区"))
        long = len(name) > max(len(word), 1 if word else 3)
        told = ends and long and not re.search("[以为]", name) and not _ORDINARY.match(name)
        if told and not counted and start >= self.start:
            yield name, start

    def _spans(self, names: Sequence[str], own: int) -> tuple[tuple[int, int], ...]:
        """Return what speaks of one of its zones: from where this opens a sentence to where another does."""
        if len(names) == 1:
            return ((self.start, self.end),)
        found, current = [], -1
        heads = [name[:2] for name in names]
        for sentence in self.sentences:
            opened = [at for at, name in enumerate(names) if name in sentence.text]
            if len(opened) > 1:
                current = -1
            elif not opened and heads.count(sentence.text[:2]) == 1:
                current = heads.index(sentence.text[:2])
            elif opened and (current < 0 or names[opened[0]] in sentence.text[: len(names[opened[0]]) + 14]):
                current = opened[0]
            if current == own:
                found.append((max(sentence.start, self.start), min(sentence.end + 1, self.end)))
        return tuple(found)


def _is_counted(name: str) -> bool:
    """Return whether a name counts parts: 两翼, 三大产业带; not 六盘山产业带 or 三亚核心区."""
    parts = parse_slogan(name)
    return len(parts) > 1 or any(len(part.word) < 3 or re.search("[大个]", part.printed[:3]) for part in parts)


def _bare(phrase: str) -> tuple[str, int]:
    """Return a phrase without the verbs before its name and the quotation marks around it, and where that begins."""
    doing = re.match(f"(?:即|为|是|就是|指)|{DOING.pattern}", phrase)
    at = doing.end() if doing and doing.end() < len(phrase) - 1 else 0
    marks = '“”‘’「」"()'
    at += len(phrase[at:]) - len(phrase[at:].lstrip(marks))
    return phrase[at:].rstrip(marks), at
