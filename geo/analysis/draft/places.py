"""The places of a text: each name once, with all the clauses that speak of it, its unit, zone, state and industries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from geo.analysis.clauses import PREFACE
from geo.analysis.draft.classes import KINDS, ORGANISATIONS, OWN
from geo.analysis.draft.gazetteer import Gazetteer
from geo.analysis.draft.industries import Vocabulary
from geo.analysis.draft.layout import Layout
from geo.analysis.draft.listed_names import PlaceName, pieces_of
from geo.analysis.draft.names import entry_name, names_in
from geo.analysis.draft.passages import Reading, Sentence
from geo.analysis.draft.states import COMES
from geo.analysis.draft.tables import NONE, Entry, Tables
from geo.analysis.draft.words import DOING, VERBS
from geo.model.slogan import parse_slogan

_GOES_ON = re.compile(f"$|等|地区|{'|'.join(VERBS)}")
"""What stands behind the short name of a unit that is not a part of another name."""
_NAMED_AFTER_OTHERS = frozenset({"laboratory", "institute", "cluster"})
"""Kinds that may bear the name of a hill, a river or a whole region which a county bears, too."""
_IN = re.compile("在([^,;:在]{2,10}?)(?:[新扩]?建设|新建|打造|布局|投资|设立|建立|落地|谋划|规划)")
"""Where a sentence says that something is to be."""
_BRACKET = re.compile("[(]([^()]{2,8})[)]")
_CAPTION = re.compile("附[表件图]|表\\d")
"""What begins the caption of a table."""
_TITLE = re.compile("(?:规划|纲要|计划|方案|意见|措施|报告|公报|通报|情况|通知)(?:[(][^()]*[)])?$")
"""How the title of a document ends."""
_SIGNED = re.compile(
    "(?:附:?)?(?:编制|起草|责任|牵头|咨询|主办|承办)单位:|各.{0,24}(?:人民政府|部门|单位|机构|委办局)[,:、]"
)
"""How a line begins that says who has written a document, answers for it or is to read it."""
_WORK = re.compile("工程|项目|行动|任务|建设")
"""What is in the heading of what is to be done."""
_LONGER = 6
"""Letters by which what is in a zone has a longer name than this."""
_PROJECT = re.compile("|".join(word for word, kind in KINDS.items() if kind == "project"))
"""Class words of what may be named after a firm that another sentence names."""
_HEAD = 40
"""Characters of a sentence that opens a paragraph as its heading."""
_FOUNDED = re.compile("(?:保税区|开发区|高新区|经开区)$")
"""How the name of a zone ends that an authority has founded: it is there where nothing else is said."""
_SUBJECT = re.compile("(?:推动|支持|鼓励|促进|推进|引导|依托|在|将|发挥|建设|打造)*")


@dataclass(frozen=True, slots=True)
class Mention:
    """One name at one place of a text.

    Attributes
    ----------
    name : PlaceName
        The name as its sentence has it.
    start, end : int
        Where it stands in the document.
    sentence : Sentence
        That sentence.
    unit : str
        Adcode of the unit that the sentence speaks of; empty where it speaks of none.
    zones : tuple of int
        Places of the zones, in the layout, of whose text it is a part.
    """

    name: PlaceName
    start: int
    end: int
    sentence: Sentence
    unit: str
    zones: tuple[int, ...]


@dataclass(frozen=True)
class PlaceFound:
    """One place of a text.

    Attributes
    ----------
    name : str
        As printed.
    aliases : tuple of str
        Shorter names of the same.
    kind, status : str
        As in the schema.
    adcode : str
        The unit that holds it, as far as the text says.
    zones : tuple of int
        Zones that the text gives it to.
    industries : tuple of str
        By the taxonomy.
    aim : bool
        Whether it is what the whole region is to be.
    mentions : tuple of Mention
        Where it stands, in the order of the text.
    """

    name: str
    aliases: tuple[str, ...]
    kind: str
    status: str
    adcode: str
    zones: tuple[int, ...]
    industries: tuple[str, ...]
    aim: bool
    mentions: tuple[Mention, ...]


def find_places(
    reading: Reading, layout: Layout, gazetteer: Gazetteer, vocabulary: Vocabulary, tables: Tables = NONE
) -> tuple[PlaceFound, ...]:
    """Return the places that a text names and its tables list, in its order."""
    told = [sentence for sentence in reading.sentences if not tables.holds(sentence.start)]
    titles = [each for each in told if _is_title(reading, each)]
    told = [sentence for sentence in told if sentence not in titles]
    found = {sentence: list(_mentions(layout, gazetteer, sentence, frozenset())) for sentence in told}
    firms = frozenset(each.name.name for named in found.values() for each in named if each.name.kind == "company")
    projects = (sentence for sentence in told if firms and _PROJECT.search(sentence.text))
    found |= {sentence: list(_mentions(layout, gazetteer, sentence, firms)) for sentence in projects}
    mentions = [mention for named in found.values() for mention in named]
    mentions = [each for each in mentions if not any(each.name.name in title.text for title in titles)]
    mentions += [each for entry in tables.places for each in _listed(reading, layout, gazetteer, entry)]
    mentions.sort(key=lambda mention: mention.start)
    grouped: dict[str, list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault(mention.name.name, []).append(mention)
    for short, name in (*_aliases(grouped), *_without_units(grouped, gazetteer)):
        grouped[name] = [*grouped[name], *grouped.pop(short)]
    finder = _Finder(reading, layout, gazetteer, vocabulary)
    return tuple(finder.place(name, found) for name, found in grouped.items())


def _is_title(reading: Reading, sentence: Sentence) -> bool:
    """Return whether a sentence is the title of its document: what that names is what all of it is about."""
    head = sentence.start == 0 or (reading.locator(sentence.start) == PREFACE and "," not in sentence.text)
    return head and _TITLE.search(sentence.text) is not None


def _listed(reading: Reading, layout: Layout, gazetteer: Gazetteer, entry: Entry) -> Iterator[Mention]:
    """Yield the mentions of the places that a row of a table names, with the unit that it says."""
    pieces = pieces_of(entry.name.text, entry.name.start, "、")
    whole = all(OWN.search(piece) for piece, _ in pieces)
    for text, at in pieces if whole else [(entry.name.text, entry.name.start)]:
        name = entry_name(text, entry.head, entry.state)
        start = at + name.start
        zones = tuple(place for place, zone in enumerate(layout.zones) if zone.holds(start))
        sentence = reading.sentence_at(at)
        name = replace(name, start=start - sentence.start, end=start + len(name.name) - sentence.start)
        yield Mention(name, start, sentence.start + name.end, sentence, _first_unit(entry.unit, gazetteer), zones)


def _first_unit(text: str, gazetteer: Gazetteer) -> str:
    """Return the unit that a cell or a bracket tells: its one or first unit, or the one whose name opens it."""
    codes, _ = gazetteer.listed(text)
    found = [gazetteer.begins(text), *codes, *(each.adcode for each in gazetteer.names_in(text))]
    return next((code for code in found if code in gazetteer.levels and code != gazetteer.region), "")


def _mentions(layout: Layout, gazetteer: Gazetteer, sentence: Sentence, firms: frozenset[str]) -> Iterator[Mention]:
    zone_names = {zone.name for zone in layout.zones if not gazetteer.named(zone.name)}
    if _SIGNED.match(sentence.text):
        return
    if (sentence.heading and sentence.text.startswith("专栏")) or _CAPTION.match(sentence.text):
        return
    for name in names_in(sentence.text, gazetteer.named, firms):
        if (
            name.name in layout.slogan
            or len(parse_slogan(name.name)) > 1
            or any(_is_zone(name.name, zone) for zone in zone_names)
            or gazetteer.named(name.name)
        ):
            continue
        start = sentence.start + name.start
        zones = tuple(place for place, zone in enumerate(layout.zones) if zone.holds(start))
        yield Mention(name, start, sentence.start + name.end, sentence, _unit(sentence, name, gazetteer), zones)


def _is_zone(name: str, zone: str) -> bool:
    """Return whether a name is that of a zone with what is said of it, and not of something in it."""
    return name.endswith(zone) or (zone in name and len(name) < len(zone) + _LONGER)


def _unit(sentence: Sentence, name: PlaceName, gazetteer: Gazetteer) -> str:
    """Return the unit that a sentence speaks of before it comes to a name: 推动甲市发展医药,打造乙园."""
    if name.note and (told := _first_unit(name.note[1:-1], gazetteer)):
        return told
    if name.kind in ORGANISATIONS:
        return _unit_within(re.split("[,;:]", sentence.text[: name.start])[-1], gazetteer)
    for clause in reversed(re.split("[,;:]", sentence.text[: name.start])):
        if told := _unit_within(clause, gazetteer):
            return told
        opened = _SUBJECT.match(clause)
        at = opened.end() if opened else 0
        units = [found for found in gazetteer.names_in(clause) if found.start <= at < found.end]
        if (
            units
            and not re.match("[、和与及]", clause[units[0].end :])
            and (units[0].whole or _GOES_ON.match(clause[units[0].end :]))
        ):
            return "" if units[0].adcode == gazetteer.region else units[0].adcode
    return ""


def _unit_within(clause: str, gazetteer: Gazetteer) -> str:
    """Return the unit in which a clause says that something is to be: 在甲市高新区建设; empty where it says none."""
    told = [match[1] for match in _IN.finditer(clause)]
    units = [gazetteer.begins(where) for where in told if "、" not in where]
    return next((unit for unit in units if unit), "")


def _aliases(grouped: Mapping[str, Sequence[Mention]]) -> list[tuple[str, str]]:
    """Return the short names of organisations that are the beginning of one longer name, with that name."""
    found = []
    organisations = [name for name, mentions in grouped.items() if mentions[0].name.kind == "company"]
    for short in organisations:
        longer = [name for name in organisations if name != short and name.startswith(short)]
        if len(longer) == 1 and len(short) < 6:
            found.append((short, longer[0]))
    taken = {short for short, _ in found}
    return [(short, name) for short, name in found if name not in taken]


def _without_units(grouped: Mapping[str, Sequence[Mention]], gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Yield the names that another one has behind its unit, with that: 甲园 and 乙市甲园."""
    for short in grouped:
        longer = [name for name in grouped if name != short and name.endswith(short)]
        if (
            len(longer) == 1
            and gazetteer.named(head := longer[0].removesuffix(short))
            and (head[-1] in "省市县区旗州盟" or grouped[short][0].name.kind != "company")
        ):
            yield short, longer[0]


@dataclass(frozen=True)
class _Finder:
    """Puts together what several sentences say of one place."""

    reading: Reading
    layout: Layout
    gazetteer: Gazetteer
    vocabulary: Vocabulary

    def place(self, name: str, mentions: Sequence[Mention]) -> PlaceFound:
        """Return a place by all its mentions."""
        kind = Counter(mention.name.kind for mention in mentions).most_common(1)[0][0]
        zones = tuple(sorted({zone for mention in mentions for zone in mention.zones}))
        status = _status(kind, [self._dated(mention) for mention in mentions])
        if status == "unstated" and self._is_work(mentions[0].sentence):
            status = "planned"
        told = self._unit(name, kind, mentions, zones)
        aim = not told and status == "planned" and kind in ("base", "cluster", "zone") and self._is_aim(mentions[0])
        return PlaceFound(
            name=name,
            aliases=tuple(sorted({mention.name.name for mention in mentions} - {name})),
            kind=kind,
            status=status,
            adcode=self.gazetteer.region if aim else told or self._city(kind, zones),
            aim=aim,
            zones=zones,
            industries=self._industries(mentions),
            mentions=tuple(mentions),
        )

    def _dated(self, mention: Mention) -> Mention:
        """Return a mention in a chapter of what has been reached as one of what is there."""
        done = COMES.match(mention.sentence.text, mention.name.end)
        open_state = mention.name.status in ("planned", "unstated") or done
        back = open_state and self.reading.looks_back(mention.sentence)
        return replace(mention, name=replace(mention.name, status="existing")) if back else mention

    def _is_work(self, sentence: Sentence) -> bool:
        """Return whether a sentence without a verb stands under a heading of what is to be done: 专栏1 重点工程项目."""
        heading = next(iter(self.reading.above(sentence)), "")
        return bool(_WORK.search(heading)) and not DOING.search(sentence.text)

    def _unit(self, name: str, kind: str, mentions: Sequence[Mention], zones: Sequence[int]) -> str:
        """Return the unit of a place: that of its name, that of which its sentence speaks, or that of its zone."""
        bracket = _BRACKET.search(name)
        if bracket and (told := _first_unit(bracket[1], self.gazetteer)):
            return told
        opened = self.gazetteer.begins(name)
        if opened and (kind not in _NAMED_AFTER_OTHERS or self.gazetteer.levels.get(opened) != "county"):
            return opened
        if kind not in ORGANISATIONS | _NAMED_AFTER_OTHERS and (inner := self.gazetteer.within(name)):
            return inner
        units = [mention.unit for mention in mentions if mention.unit]
        if units or kind in ORGANISATIONS:
            return units[0] if units else ""
        members = {code for zone in zones for code in self.layout.zones[zone].members}
        named = {self.gazetteer.begins(self.layout.zones[zone].name) for zone in zones}
        one = next((codes for codes in (named, members) if len(codes) == 1), {""})
        return next(iter(one)) or (next(iter(members)) if len(members) == 1 else "")

    def _city(self, kind: str, zones: Sequence[int]) -> str:
        """Return the planned city of a place that is in one of its zones."""
        city = zones and kind not in ORGANISATIONS and self.gazetteer.levels.get(self.gazetteer.region) == "prefecture"
        return self.gazetteer.region if city else ""

    def _is_aim(self, mention: Mention) -> bool:
        """Return whether a sentence names a place as what the whole region is to be: it says no more than that."""
        return "," not in mention.sentence.text and not mention.zones

    def _industries(self, mentions: Sequence[Mention]) -> tuple[str, ...]:
        """Return the industries that a name tells, else those of its sentence, its paragraph or a heading."""
        first = mentions[0].name
        own = self.vocabulary.told_by(first.name)
        if own and first.kind not in ORGANISATIONS:
            return own
        found = set(own)
        for mention in mentions:
            found |= set(
                next((told for text in self._around(mention) if (told := self.vocabulary.told_by(text))), ())[:2]
            )
        return tuple(sorted(found))

    def _around(self, mention: Mention) -> Iterator[str]:
        """Yield the texts that tell of what a mention speaks, the nearest first."""
        opened, *_ = self.reading.paragraph_of(mention.sentence)
        yield " ".join(self.vocabulary.named_in(mention.sentence.text[: mention.name.start]))
        yield opened.text if len(opened.text) < _HEAD else ""
        yield from self.reading.above(mention.sentence)


def _status(kind: str, mentions: Sequence[Mention]) -> str:
    """Return the state of a place by all that is said of it; what a heading hurries is planned."""
    told = [(mention.name.status, mention.sentence.heading and not mention.name.note) for mention in mentions]
    statuses = ["planned" if heading and status == "under-construction" else status for status, heading in told]
    statuses = [status for status in statuses if status != "unstated"]
    if not statuses:
        founded = any(_FOUNDED.search(mention.name.name) for mention in mentions)
        return "existing" if founded or kind in ORGANISATIONS else "unstated"
    return "under-construction" if "under-construction" in statuses else statuses[0]
