"""What a text says of one part of its slogan: the zones that this counts, by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.analysis.draft.classes import OWN, is_place
from geo.analysis.draft.gazetteer import Gazetteer
from geo.analysis.draft.passages import Sentence
from geo.analysis.draft.words import DOING, MANY
from geo.analysis.draft.zone_frames import (
    AMOUNT,
    BUILDS,
    BUILT,
    BUILT_END,
    COUNTED,
    DASH,
    DOES,
    IN,
    IS,
    ITEM,
    LONGEST,
    MEANS,
    NAMED_SIDE,
    NO_AIM,
    NUMBERED,
    OF,
    OPEN,
    OPENED,
    OPENING,
    ORDINARY,
    PRAISED,
    QUALITY,
    QUOTED,
    SHARED,
    SHORT,
    SHUT,
    SIDE,
    SIZE,
    SUMMED,
    TELLS,
    TWO_NAMES,
    VAGUE,
    bare_name,
)
from geo.analysis.draft.zone_members import every_unit
from geo.analysis.draft.zone_spans import Stretch, ZoneFound
from geo.model.slogan import Part, parse_slogan, plain
from geo.model.spatial_words import kind_of

_WHERE = "区|带|核心|圈|轴|廊|极"
"""How what is built as the one zone of a part may end, besides as its word does."""
_LONGEST = 34
"""Letters of the name of a zone that ends as its part's word does."""


def words_of(part: Part) -> str:
    """Return the words of a part as its slogan prints them, without marks."""
    return plain(part.printed or str(part))


def pattern_of(part: Part) -> str:
    """Return a pattern of the words of a part: as its slogan prints them, or with 大 behind the count."""
    words = words_of(part)
    return f"{re.escape(words[:1])}[大个]?{re.escape(words[1:])}" if part.word else re.escape(words)


@dataclass(frozen=True)
class Section(Stretch):
    """What a text says of one part of its slogan.

    Attributes
    ----------
    number : int
        Place of the part in the slogan, from 0.
    part : Part
        The part.
    opened : bool
        Whether it begins with the words of the part; else it is what follows the slogan, and only what ends as the
        part's word does is a zone.
    gazetteer : Gazetteer
        The units of the region.
    """

    number: int
    part: Part
    opened: bool
    gazetteer: Gazetteer

    def zones(self) -> Iterator[ZoneFound]:
        """Yield its zones, in the order of the text."""
        ways = [list(way()) for way in (self._items, self._headed, self._objects, self._subjects, self._units)]
        ways += [[pair for pair in names if not pair[0].endswith("核心区")] for names in ways[:2]]
        exact = (names for names in ways if names and len(names) == self.part.count)
        told = next(exact, next((names for names in (ways[2], ways[4]) if names), []))
        names = (max(self._names(), self._each_unit(), key=len) or self._itself()) if self.opened else told
        if units := self._units_alone(names):
            name, start = self._words()
            yield ZoneFound(self.number, 1, name, start, start + len(name), ((self.start, self.end),), units)
            return
        wanted = names[: self.part.count] if self.part.count else names
        for order, (name, start) in enumerate(wanted, 1):
            spans = self._spans([name for name, _ in wanted], order - 1)
            yield ZoneFound(self.number, order, name, start, start + len(name), spans)

    def _names(self) -> list[tuple[str, int]]:
        """Return the names of its zones with their places, by the first way that gives as many as are counted."""
        orderly = (
            self._items,
            self._dashed,
            self._quoted,
            self._headed,
            self._subjects,
            self._one_each,
            self._objects,
            self._built,
            self._sentences_each,
        )
        if headed := self._built_by_heading():
            return [headed]
        words = words_of(self.part)
        ways = [[(name, at) for name, at in way() if not TELLS.search(name) and words not in name] for way in orderly]
        count = self.part.count
        merged: dict[str, int] = {}
        for name, at in sorted((pair for way in ways for pair in way), key=lambda pair: pair[1]):
            if not any(name in known or known in name for known in merged):
                merged[name] = at
        if not merged:
            return [] if count == 1 else ([] if count else self._open_list()) or list(self._units())
        exact = [names for names in ways if count and len(names) == count]
        enough = [names for names in ways if len(names) >= max(count, 1)]
        return next(iter([*exact, *(enough if count else [])]), list(merged.items()))

    def _units_alone(self, names: Sequence[tuple[str, int]]) -> tuple[str, ...]:
        """Return the units of a part whose count is open and for which the text names nothing else: it is one zone."""
        units = () if self.part.count or not self.opened else every_unit(self.gazetteer, self._texts())
        known = sum(bool(self.gazetteer.named(name)) for name, _ in names)
        alone = 2 * known > len(names) or len(names) < min(len(units), 2)
        return units if alone and not self._each_unit() else ()

    def _texts(self) -> list[str]:
        """Return its sentences as far as they are its own, without the label that opens it."""
        texts = [each.text[max(self.start - each.start, 0) : self.end - each.start] for each in self.sentences]
        return [re.sub(f"^{self._label}", "", text) for text in texts]

    @property
    def _label(self) -> str:
        """A pattern of the words of the part as they open what is said of it."""
        return f"{OPEN}{pattern_of(self.part)}{SHUT}(?:{re.escape(self.part.does)})?{SHUT}{DASH}*"

    def _each_unit(self) -> list[tuple[str, int]]:
        """Return the units that open the clauses of a part one after another: 甲市建设乙园;丙县发展药材."""
        texts = self._texts() if self.opened and self.part.count != 1 else []
        if texts and (not texts[0] or self.sentences[0].heading):
            texts = ["", *texts[1:]] if ":" not in self.sentences[0].text else texts
        found: list[tuple[str, int]] = []
        for sentence, text in zip(self.sentences, texts, strict=False):
            at = sentence.text.index(text)
            told = [
                (unit, sentence.start + at + begin)
                for begin in (0, *(mark.end() for mark in re.finditer("[,;]", text)))
                if (unit := self._unit_at(text[begin:]))
            ]
            if text and not found and not (told and told[0][1] == sentence.start + at):
                return []
            found += told
        return found if len(found) == self.part.count or (not self.part.count and len(found) > 1) else []

    def _unit_at(self, text: str) -> str:
        """Return the unit, alone and with its level, that opens a clause; empty where none does."""
        sizes = (size for size in range(12, 1, -1) if text[size - 1 : size] in tuple("市县区旗州盟"))
        unit = next((text[:size] for size in sizes if self.gazetteer.named(text[:size])), "")
        return "" if re.match("[、和与及]", text[len(unit) :]) else unit

    def _words(self) -> tuple[str, int]:
        """Return the part's words with what it does as its text has them, else its heading's, and where they stand."""
        words = f"{re.escape(words_of(self.part))}(?:{re.escape(self.part.does)})?"
        told = re.compile(words).search(self.reading.document.text, self.start, self.end)
        if told:
            return told[0], told.start()
        if headed := self._built_by_heading():
            return headed
        heading = self.sentences[0].text
        name, _ = bare_name(re.sub(f"^{ITEM}", "", heading))
        return name, self.sentences[0].start + heading.index(name)

    def _built_by_heading(self) -> tuple[str, int] | None:
        """Return what the heading of a bare count says that somebody builds, and where: (一)甲县、乙县打造丙区."""
        first = self.sentences[0]
        subject = f"{ITEM}?[^,;:。“”—]{{2,60}}{BUILDS}"
        match = re.match(f"{subject}([^,;:。]{{2,{LONGEST}}}?{BUILT_END.pattern})", first.text)
        return (match[1], first.start + match.start(1)) if match and first.heading and not self.part.word else None

    def _itself(self) -> list[tuple[str, int]]:
        """Return what the one zone is to be built as, else the part's own words, where it has no other name."""
        words = words_of(self.part)
        ends = re.compile(f"(?:{_WHERE}|{re.escape(self.part.word[-1:])})$")
        praised, built = (list(self._phrases(way)) for way in (PRAISED, BUILT))
        zones = [pair for pair in sorted((*praised, *built), key=lambda pair: pair[1]) if ends.search(pair[0])]
        if self.part.count == 1 and (told := zones or [pair for pair in praised if OWN.search(pair[0])]):
            return told[:1]
        at = self.reading.document.text.find(words, self.start)
        return [(words, at)] if self.part.count == 1 and self.start <= at < self.end else []

    def _phrases(self, pattern: re.Pattern[str]) -> Iterator[tuple[str, int]]:
        """Yield what a pattern finds in its sentences, without what praises it, and where; no units."""
        for sentence in self.sentences:
            for match in pattern.finditer(sentence.text, max(self.start - sentence.start, 0)):
                group = match.lastindex or 1
                described = QUALITY.match(match[group])
                at = described.end() if described else 0
                if not self.gazetteer.named(match[group]):
                    yield match[group][at:], sentence.start + match.start(group) + at

    def _open_list(self) -> list[tuple[str, int]]:
        """Return the items of the list that a part whose count is open gives: 支持甲园、乙园等园区."""
        listed = re.compile(f"(?:{self._label}|^|[,:])([^,:;]{{2,80}}?、[^,:;]{{2,60}}?)(?:等|立足|发挥|结合|因地制宜)")
        for sentence in self.sentences:
            begin = max(self.start - sentence.start, 0)
            match = listed.search(sentence.text, begin)
            if match:
                bare, at = bare_name(match[1])
                begin = sentence.start + match.start(1) + at
                pieces = re.split("[、和与及]", bare)
                last = next((at for at, piece in enumerate(pieces) if DOES.search(piece)), len(pieces))
                names = (DOES.split(piece)[0] for piece in pieces[: last + 1])
                told = [name for name in names if OWN.search(name) or kind_of(name) or self.gazetteer.named(name)]
                return [(name, begin + bare.index(name)) for name in told if len(name) > 1]
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
        """Yield the names that stand behind the dash or colon after the words of the part, or behind 即."""
        match, begin = self._told()
        if match is None:
            return
        bare, at = bare_name(match[1])
        begin += match.start(1) + at
        if self.part.count != 1 and (SHARED.match(match[1]) or re.match(VAGUE, bare)):
            return
        if self.part.count == 1:
            pairs = list(self._the_one(match[1], bare, begin))
        else:
            pairs = self._described(bare, begin) or self._pieces(bare.partition("等")[0], begin)
        yield from (pair for pair in pairs if len(pair[0]) > 1 and not re.search(f"{AMOUNT.pattern}|{VAGUE}", pair[0]))

    def _the_one(self, phrase: str, bare: str, begin: int) -> Iterator[tuple[str, int]]:
        """Yield the only zone: what the phrase names or, where this says what is done, what is to be built by it."""
        built = BUILT.search(self.reading.document.text, begin + len(bare), self._sentence_end(begin))
        if phrase != bare and built and not BUILT_END.search(bare):
            yield built[1], built.start(1)
            return
        described = OF.match(bare)
        at = described.end() if described else 0
        double = TWO_NAMES.match(bare, at)
        name = double[0] if double else bare[at:].partition("(")[0]
        if len(name) <= LONGEST:
            yield name, begin + at

    def _sentence_end(self, position: int) -> int:
        return self.reading.sentence_at(position).end

    def _told(self) -> tuple[re.Match[str] | None, int]:
        """Return what follows the words of the part, and where its sentence stands."""
        first = self.sentences[0]
        words = f"{pattern_of(self.part)}{SHUT}(?:{re.escape(self.part.does)})?{SHUT}"
        numbered = NUMBERED if self.part.count == 1 else f"(?!{NUMBERED[:-1]})"
        dashed = re.compile(f"{NO_AIM}{words}{DASH}+{COUNTED}{numbered}([^,;:。]+)")
        match = dashed.search(first.text, max(self.start - first.start, 0))
        if match is None and len(self.sentences) > 1 and re.search(f"{words}$", first.text):
            first = self.sentences[1]
            match = re.match(f"{MEANS}{COUNTED}([^,;:。]+)", first.text)
        return match, first.start

    def _described(self, phrase: str, begin: int) -> list[tuple[str, int]]:
        """Return the names of a list that describes each: 以甲县为主的乙带和以丙县为主的丁带."""
        word = re.escape(self.part.word)
        named = re.finditer(f"的([^,;:、的]{{2,20}}?{word})(?=[、和与及]|$)", phrase) if word else ()
        found = [(each[1], begin + each.start(1)) for each in named]
        return found if len(found) == self.part.count else []

    def _pieces(self, phrase: str, begin: int) -> list[tuple[str, int]]:
        """Return the names of a list, without how large each is, what it is to do and how many they are."""
        phrase = SUMMED.sub("", phrase) if re.search("[、和与及]", phrase) else phrase
        phrase = re.split("(?<=..)分别", phrase)[0]
        named = [SIZE.sub("", DOES.split(piece)[0]) for piece in _listed(phrase, self.part.count)]
        return [(name, begin + phrase.index(name)) for name in named if len(named) == 1 or not _is_any(name)]

    def _items(self) -> Iterator[tuple[str, int]]:
        """Yield the names that head the items of the part's clause, as in 1.东翼。."""
        for sentence in self.sentences[1:]:
            if match := re.match(f"{ITEM}([^,;:。]{{2,34}})$", sentence.text):
                bare, at = bare_name(match[1])
                start = sentence.start + match.start(1) + at
                yield from [(bare, start)] if self.gazetteer.named(bare) else self._ending(bare, start)

    def _headed(self) -> Iterator[tuple[str, int]]:
        """Yield the names that are a sentence of their own with what is done to them: 建设甲核心区。."""
        own = f"{OPEN}{re.escape(words_of(self.part))}{SHUT}(?:{re.escape(self.part.does)})?{DASH}+"
        for sentence in self.sentences:
            if match := re.match(
                f"{ITEM}?(?:{own}{NUMBERED})?((?:{DOING.pattern})?[^,;:。()]{{2,60}}){IN}$", sentence.text
            ):
                yield from self._endings(match[1], sentence.start + match.start(1))

    def _subjects(self) -> Iterator[tuple[str, int]]:
        """Yield the names that open a sentence before a colon or comma, a bracket with their units, or their verb."""
        word = "核(?:心区?)?" if self.part.word == "核" else re.escape(self.part.word)
        named = f"([^,;:“”()]{{1,24}}?{word})(?:\\([^()]*\\)|(?={IS}|为|是))"
        own = f"(?:{OPEN}{re.escape(words_of(self.part))}{SHUT}(?:{re.escape(self.part.does)})?{SHUT}:)?"
        for sentence in self.sentences:
            if self.part.word and (match := re.search(f"(?:^{ITEM}?|:){named}", sentence.text)):
                yield from self._ending(match[1], sentence.start + match.start(1))
            elif match := re.match(
                f"{OPENED}{own}{ITEM}?{OPEN}([^,;:“”()]{{2,24}}?){SHUT}{IN}(?:[:,]|——)", sentence.text
            ):
                yield from self._opened_by(sentence, match)
            elif match := re.match(f"{ITEM}?(“[^“”]{{2,12}}”{re.escape(self.part.word)})[:,]", sentence.text):
                yield from self._ending(match[1], sentence.start + match.start(1))

    def _opened_by(self, sentence: Sentence, match: re.Match[str]) -> Iterator[tuple[str, int]]:
        """Yield the name that opens a sentence, or the one behind what only says on which side it lies."""
        bare, at = bare_name(match[1])
        side = re.fullmatch(f"[东南西北中左右]+(?:部|侧)?(?:{re.escape(self.part.word)})?", bare)
        named = NAMED_SIDE.match(sentence.text, match.end() - 1) if side else None
        if named:
            yield named[1], sentence.start + named.start(1)
        elif not at or re.search(f"{BUILDS}|^[做即为是]|[“‘「]", match[1][:at]):
            yield from self._ending(bare, sentence.start + match.start(1) + at)

    def _one_each(self) -> list[tuple[str, int]]:
        """Return the names that open the items, else the paragraphs, behind the words of the part."""
        told = self.sentences[1:]
        paragraphs = {each.paragraph: each for each in reversed(told)}
        return self._opening_each([each for each in told if each.heading] or list(paragraphs.values())[::-1])

    def _sentences_each(self) -> list[tuple[str, int]]:
        """Return the names that open the sentences behind the words of the part."""
        return self._opening_each(self.sentences[1:])

    def _opening_each(self, sentences: Sequence[Sentence]) -> list[tuple[str, int]]:
        """Return the names that open some sentences behind the words of the part, as many as it counts."""
        label = f"{ITEM}?{OPEN}{pattern_of(self.part)}{SHUT}(?:{re.escape(self.part.does)})?{SHUT}"
        told = [(match, each) for each in sentences if (match := OPENING.match(each.text))]
        if not re.fullmatch(label, self.sentences[0].text) or not len(told) == len(sentences) == self.part.count:
            return []
        named = ((*bare_name(match[1]), each.start + match.start(1)) for match, each in told)
        return [(name, start + at) for name, at, start in named if kind_of(name)]

    def _objects(self) -> Iterator[tuple[str, int]]:
        """Yield the names that a sentence says are to be built, one or several: 建设甲核心区, 打造乙片、丙片."""
        for sentence in self.sentences:
            for match in re.finditer(f"{BUILDS}([^,;:。]{{2,60}}?{self._ends})(?=[,;]|$)", sentence.text):
                yield from self._endings(match[1], sentence.start + match.start(1))

    def _built(self) -> Iterator[tuple[str, int]]:
        """Yield the places that the first sentence of a part says are to be built, where it counts as many."""
        ends = (self.part.word or "区", "核心")
        for sentence in self.sentences[1:2] if self.part.count > 1 else ():
            match = re.match(f"(?:{DOING.pattern})?([^,;:。]+)$", sentence.text)
            pieces = self._pieces(match[1], sentence.start + match.start(1)) if match else []
            if len(pieces) == self.part.count and all(OWN.search(name) or name.endswith(ends) for name, _ in pieces):
                yield from pieces

    def _units(self) -> Iterator[tuple[str, int]]:
        """Yield the units that are a part's zones themselves: 以甲市、乙市为两翼; 丁县等多点; 己市为引领极."""
        word, does = re.escape(self.part.word), re.escape(self.part.does)
        ends = f"(?:核心|引擎|龙头|极核|{word})" if self.part.word in ("核", "心", "主", "极") else word
        several = f"|(?:^|,)([^,;:]{{2,20}}、[^,;:]{{2,40}}?)等多?{word}" if not self.part.count else ""
        taken = f"|(?:^|[,:])([^,;:以为]{{2,60}}?)(?<![分成作定])(?:分别)?为(?:{does})?{word}(?=[,;]|$)"
        for sentence in self.sentences if word else ():
            if match := re.search(f"以([^,;:以为]{{2,40}})为[^,;:]{{0,3}}?{ends}{several}{taken}", sentence.text):
                group = match.lastindex or 1
                for piece in re.split("[、和与及]", match[group]):
                    yield piece, sentence.start + match.start(group) + match[group].index(piece)
                return

    @property
    def _ends(self) -> str:
        """How names of its zones end, as a pattern."""
        word = re.escape(self.part.word)
        return f"(?:{word[-1:]}|核心区{f'|{word}区' if word else ''})"

    def _endings(self, phrase: str, begin: int) -> Iterator[tuple[str, int]]:
        """Yield the name of a phrase, or those of a list of which each ends as the part's word does."""
        bare, at = bare_name(phrase)
        pieces = self._pieces(bare, begin + at) if self.part.word and "、" in bare else []
        several = len(pieces) > 1 and all(re.search(f"{self._ends}$", name) for name, _ in pieces)
        apart = any(OWN.search(piece) for piece in bare.split("、")[:-1])
        alone = [(bare, begin + at)] if len(bare) <= _LONGEST and not apart else []
        for name, start in pieces if several else alone:
            yield from self._ending(name, start)

    def _ending(self, name: str, start: int) -> Iterator[tuple[str, int]]:
        """Yield a name where it ends as the part's word does, and is no more than that.

        A bare count has no word; what is told of it in a sentence of its own is a name.
        """
        word, described = self.part.word, SIDE.match(name) or QUALITY.match(name)
        start, name = (start + described.end(), name[described.end() :]) if described else (start, name)
        counted = _is_counted(name) or (bool(word) and name.startswith(words_of(self.part)))
        ends = name.endswith((word[-1:], f"{word}中心")) or (word == "核" and name.endswith(("核心区", "核心")))
        long = len(name) > max(len(word), 1 if word else 3)
        ends = ends or (bool(word) and name.endswith(f"{word}区"))
        several = not self.part.count and re.search(f"(?:多|各|若干|一批|系列|等)[^、]{{0,6}}{re.escape(word)}$", name)
        told = ends and long and not several and not re.search("[以为]|^\\d", name) and not ORDINARY.match(name)
        own = words_of(self.part) in name or name == f"{self.part.does}{word}"
        if told and not counted and not own and start >= self.start:
            yield name, start

    def _spans(self, names: Sequence[str], own: int) -> tuple[tuple[int, int], ...]:
        """Return what speaks of one of its zones; of the only one all of it does."""
        return (self._from(names[0]),) if len(names) == 1 else self.spans(names, own)

    def _from(self, name: str) -> tuple[int, int]:
        """Return what speaks of the only zone of the part: all of it, or from its name to the next heading."""
        at = self.reading.document.text.find(name, self.start)
        if self.opened or not self.start <= at < self.end:
            return self.start, self.end
        heads = (heading.start for heading in self.reading.headings if at < heading.start < self.end)
        return self.reading.sentence_at(at).start, next(heads, self.end)


def _listed(phrase: str, count: int) -> list[str]:
    """Return the names of a list of so many: 和 within a name parts none where marks alone give their number."""
    if count == 1:
        return [phrase]
    pieces = re.split(r"\([^()]*\)(?=[、和与及]|$)|\([^()]*$|、", phrase)
    by_marks = [re.sub("^[和与及](?=..)", "", piece) for piece in pieces if len(piece) > 1]
    ands = [re.split("[和与及]", by_marks[-1], maxsplit=1)] if by_marks else [[]]
    last = [*by_marks[:-1], *ands[0]]
    exact = next((pieces for pieces in (by_marks, last) if len(pieces) == count), None if count else last)
    return exact or re.split(r"\([^()]*\)(?=[、和与及]|$)|\([^()]*$|[、和与及]", phrase)


def _is_any(name: str) -> bool:
    """Return whether an item of a list is a class of things, none by its name: 省级开发区, 一些园区."""
    own = OWN.search(name)
    named = own is None or (name != own[0] and (len(name) < SHORT or is_place(name, own[0])))
    return bool(MANY.match(name)) or not named


def _is_counted(name: str) -> bool:
    """Return whether a name counts parts: 两翼, 三大产业带; not 六盘山产业带 or 三亚核心区."""
    parts = parse_slogan(name)
    return len(parts) > 1 or any(len(part.word) < 3 or re.search("[大个]", part.printed[:3]) for part in parts)
