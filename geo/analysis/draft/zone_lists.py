"""Zones of a text without a slogan: the items of a clause, or what a sentence lists or says of which units it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from geo.analysis.draft.classes import KINDS, OWN, is_place
from geo.analysis.draft.gazetteer import Gazetteer
from geo.analysis.draft.passages import Reading, Sentence
from geo.analysis.draft.tables import Tables
from geo.analysis.draft.words import DOING
from geo.analysis.draft.zone_frames import BUILDS, DASH, IS, ITEM, OPEN, SHUT, bare_name
from geo.analysis.draft.zone_members import units_of
from geo.analysis.draft.zone_spans import Stretch, ZoneFound
from geo.model.numerals import chinese_number
from geo.model.slogan import Part
from geo.model.spatial_words import kind_of

_SPACE = "(?:片区|区域|核心|新城|组团|板块|区|带|轴|廊|圈|极|核|翼|片|湾|芯)"
"""How names of zones end, as a pattern; what ends in other words is rather a place in one."""
_NO_ZONE = re.compile(
    "^(?:国家|国际|全国|全球|世界|全[省市区县州])|^(?![东南西北中]).{0,2}(?:地区|园区|县区|城区|区域|核心|社区|校区|景区)$|"
    "(?:开发区|高新区|经开区|保税区|自贸区|工业园区|产业园区|街区|社区|厂区|库区|校区|景区|城区|牧区|山区|市区)$"
)
"""What ends as zones do and is none: an aim, a place, a kind of land."""
_LAYOUT = re.compile("布局|格局|空间|分区|功能区|片区|产区|板块|组团|区划")
"""What is in a heading or a sentence about a layout."""
_COUNTED = re.compile(f"([两二三四五六七八九十\\d]+(?:大|个|条|片)?)([^,;:。、.\\d]{{0,8}}?{_SPACE})")
_NAME = f"[^,;:。、“”的以为]{{2,22}}?{_SPACE}"
_BESIDE = "(?=[、,;和与及]|$|的)"
_QUOTE = "(?:“[^“”]{1,12}”(?=.))?"
_PLACE = f"(?:{_SPACE}|基地|园区?|集群|港|城|谷|组团|节点|中心|高地|枢纽|门户|支点|引擎|前沿|腹地)"
"""How what a sentence counts as zones may end besides."""
_ITEM_NAME = re.compile(
    f"({ITEM})?(?:{DOING.pattern})?(?:一[个条])?{OPEN}({_QUOTE}[^,;:。“”]{{1,23}}?{_PLACE}(?={SHUT}(?:\\(|$|{DASH}))|[^,;:。“”]{{2,24}}?){SHUT}(?:\\([^()]*\\))?(?:$|{DASH})"
)
"""An item that names a zone and no more, or before a dash."""
_SUBJECT = re.compile(
    f"(?:^|.*?:)({ITEM})?{OPEN}([^,;:。、“”的以为]{{2,22}}?{_PLACE}){SHUT}(?:\\([^()]*\\))?(?=$|:|——|\\(|为|是|主要|重点|范围|支持|推动|{IS})"
)
"""A sentence of which a zone is the subject: 甲区:依托乙县, 甲区(乙县)重点发展."""
_CLAUSE = re.compile(
    f"(?:^|[,;:])(?:其中|形成)?([^,;:。、“”()的以为]{{2,22}}?{_SPACE})(?:\\([^()]*\\))?(?=:|重点|主要|范围|位于|由|以(?!上)|{IS})"
)
"""A clause of which a zone is the subject."""
_SPATIAL = re.compile("(?:空间|产业|区域|总体|功能|生产力|发展)[布格]局|布局$|分区|空间")
"""What is in the heading of a layout in space."""
_SIDED = re.compile("[东南西北中]|[沿环临滨][江河湖海山城港路空]|[山江河湖海湾岛]")
"""What is in a name that tells where something lies."""
_ADMINISTERED = "(?:开发区|高新区|经开区|新区|保税区|自贸区|园区|县\\(?市?\\)?区?)$"
"""How names of what is administered end."""
_AIMS = re.compile("定位|目标|愿景|使命")
"""What is in a heading of what the whole is to become."""
_MADE_OF = re.compile(f"(?:以|由)[^,;:]{{2,60}}?(?:为[^,;:、]{{1,6}}?|组成|构成)的({_NAME}){_BESIDE}")
_TAKEN_AS = re.compile(f"以[^,;:以]{{2,40}}?为([^,;:、的以]{{0,8}}?{_SPACE}){_BESIDE}")
"""How a sentence says of which units each zone is: 以甲县为重点的乙区, 以甲县为乙区."""
_BUILT = re.compile(f"{BUILDS}({_NAME})(?=[,;]|$)")
_UNITS = re.compile("[县区旗州镇乡盟]|(?<!城)市")
"""What is in the names of units."""
_COUNTED_LIST = re.compile(
    "(?:划分?|分|形成|构建|打造|建设|布局|设立|规划)[^,;:。]{0,12}?(?P<count>[两二三四五六七八九十\\d]+)(?:大|个|条|片)?"
    f"[^,;:。、\\d]{{0,8}}?{_PLACE}(?:[:,]|,?(?:即|分别[为是]|包括):?)(?P<zones>(?:[^,;:。、“”]{{2,24}}[、和与及])+"
    f"[^,;:。、“”]{{2,24}}?{_PLACE}(?:\\([^()]*\\))?)(?=[,;]|$)"
)
"""A sentence that counts zones and lists them: 建设两个基地:甲基地、乙基地."""
_LISTED = re.compile(
    f"(?:划?分为|形成|构建|打造|建设|布局)(?P<zones>(?:{_NAME}[、和与及])+{_NAME})"
    "(?=[,;]|$|的?[^,;]{0,8}[布格]局|[两二三四五六七八九十\\d]+[大个])"
)
"""A sentence that lists zones by what they are."""
_ITEM_OF = re.compile(f".+?{_PLACE}(?:\\([^()]*\\))?(?=[、和与及]|$)|[^、]+")
"""One zone of such a list; 及 in a name, 甲及乙产业带, parts none."""
_JOINED = re.compile("^[、和与及]")
_LONGEST = 24
_SHORTEST = 5
"""Letters of the shortest name that no word for a zone ends."""
_FEWEST = 2
_COUNT = 6
"""Letters of what counts zones and says no more of them."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One zone as the text names it.

    Attributes
    ----------
    name, start : str, int
        Its name, and where it stands.
    sentence : Sentence
        The sentence.
    mark : str
        How its item is marked.
    begin : int
        Where that begins which is told of it before its name; negative where the text goes on to speak of it.
    """

    name: str
    start: int
    sentence: Sentence
    mark: str = ""
    begin: int = -1


def listed_zones(reading: Reading, gazetteer: Gazetteer) -> tuple[tuple[Part, ...], tuple[ZoneFound, ...]]:
    """Return the one part and the zones of the layout that a text without a slogan tells; nothing where it tells none.

    Of several lists that with most zones is taken; of lists alike the items of a clause.
    """
    finder = _Finder(reading, gazetteer)
    ways = (finder.items, finder.subjects, finder.clauses, finder.sentences, finder.objects)
    lists = [_once(told) for way in ways for told in _with_cousins(reading, way())]
    lists = [told for told in lists if len(told) >= _FEWEST] or [_once(told) for told in finder.places()]
    best = max((told for told in lists if len(told) >= _FEWEST), key=len, default=None)
    return ((_part(reading, best),), tuple(_with_spans(reading, best))) if best else ((), ())


def table_zones(tables: Tables, gazetteer: Gazetteer) -> tuple[tuple[Part, ...], tuple[ZoneFound, ...]] | None:
    """Return the one part and the zones of a table that says of which units each is; None where there is none."""
    if len(rows := tables.zones) < _FEWEST:
        return None
    zones = []
    for order, row in enumerate(rows, 1):
        members, others = units_of(gazetteer, row.unit)
        span = ((row.row.start, row.row.end),)
        zones.append(ZoneFound(0, order, row.name.text, row.name.start, row.name.end, span, members, others))
    head = re.sub("名称$", "", rows[0].head)
    return (Part(len(rows), _shared_word([zone.name for zone in zones]), head),), tuple(zones)


def _once(told: Iterable[_Told]) -> list[_Told]:
    """Return zones, each name once."""
    return list({each.name: each for each in reversed(list(told))}.values())[::-1]


def _with_cousins(reading: Reading, lists: Iterable[list[_Told]]) -> Iterator[list[_Told]]:
    """Yield lists, as one those that end in the same word and stand in clauses beside one another."""
    found: dict[tuple[object, ...], list[_Told]] = {}
    for number, zones in enumerate(lists):
        word = _shared_word([told.name for told in zones])
        above = _above(reading, zones[0])[1:]
        found.setdefault((word, above) if above and len(word) > 1 and word != "区域" else (number,), []).extend(zones)
    yield from found.values()


def _above(reading: Reading, told: _Told) -> tuple[str, ...]:
    """Return the headings over what tells of a zone, without its own one."""
    return reading.above(told.sentence)[1 if told.sentence.heading else 0 :]


@dataclass(frozen=True)
class _Finder:
    """Finds lists of zones, way by way.

    Attributes
    ----------
    reading, gazetteer
        The text, and the units of its region.
    """

    reading: Reading
    gazetteer: Gazetteer

    def items(self) -> Iterator[list[_Told]]:
        """Yield the zones that head the items of a clause about a layout: (一)甲核心区."""
        for siblings in self._siblings(_ITEM_NAME):
            zones = self._zones_of(siblings)
            if 2 * len(zones) > len(siblings) and _is_layout(self.reading, zones):
                yield zones

    def places(self) -> Iterator[list[_Told]]:
        """Yield what heads the items of a clause about a layout in space where most of it are units or parks."""
        for siblings in self._siblings(_ITEM_NAME):
            zones = [told for told in siblings if self._is_located(told.name)]
            if 2 * len(zones) > len(siblings) and any(_SPATIAL.search(text) for text in _above(self.reading, zones[0])):
                yield zones

    def subjects(self) -> Iterator[list[_Told]]:
        """Yield the zones of which the sentences of a clause speak one after another."""
        for siblings in self._siblings(_SUBJECT):
            zones = self._zones_of(siblings)
            if _is_layout(self.reading, zones):
                yield zones

    def clauses(self) -> Iterator[list[_Told]]:
        """Yield the zones of which the clauses of a sentence speak one after another: 甲片区以乙县为重点,丙片区…."""
        for sentence in self.reading.sentences:
            zones = [
                _Told(match[1], sentence.start + match.start(1), sentence)
                for match in _CLAUSE.finditer(sentence.text)
                if _is_zone(match[1])
            ]
            if len(zones) >= _FEWEST and (_LAYOUT.search(sentence.text) or _is_about(self.reading, sentence)):
                yield zones

    def sentences(self) -> Iterator[list[_Told]]:
        """Yield the zones of each sentence about a layout that says of which units they are, or lists them."""
        for sentence in self.reading.sentences:
            zones = list(_told_by(sentence))
            if zones and (_LAYOUT.search(sentence.text) or _is_about(self.reading, sentence)):
                yield zones

    def objects(self) -> Iterator[list[_Told]]:
        """Yield the zones that units of a clause about a layout are to become one by one: 甲县建设乙区,丙县…."""
        groups: dict[tuple[str, ...], list[_Told]] = {}
        for sentence in self.reading.sentences:
            at = 0
            for match in _BUILT.finditer(sentence.text):
                if _UNITS.search(sentence.text[at : match.start()]) and _is_zone(match[1]):
                    told = _Told(match[1], sentence.start + match.start(1), sentence, begin=sentence.start + at)
                    groups.setdefault(self.reading.above(sentence), []).append(told)
                at = match.end()
        yield from (zones for zones in groups.values() if _is_layout(self.reading, zones))

    def _siblings(self, pattern: re.Pattern[str]) -> Iterator[list[_Told]]:
        """Yield the items that stand beside one another, with the names that a pattern finds in them."""
        groups: dict[tuple[object, ...], list[_Told]] = {}
        for sentence in self.reading.sentences:
            match = pattern.match(sentence.text)
            if match and (match[1] or sentence.heading or pattern is not _ITEM_NAME):
                name, at = bare_name(match[match.lastindex or 0])
                start = sentence.start + match.start(match.lastindex or 0) + at
                kind = re.sub("[\\d一二三四五六七八九十]+", "#", match[1] or "") if pattern is _ITEM_NAME else ""
                told = [_Told(piece, start + name.index(piece), sentence, kind) for piece in _parted(name)]
                groups.setdefault((kind, _above(self.reading, told[0])), []).extend(told)
        yield from groups.values()

    def _zones_of(self, siblings: Sequence[_Told]) -> list[_Told]:
        """Return those of some items that are zones by their ends, and beside most of them what else layouts count.

        All are where a sentence counts as many by their word.
        """
        zones = [told for told in siblings if _is_zone(told.name)]
        parts = [told for told in siblings if told in zones or _is_part(told.name)]
        if zones and 2 * len(parts) > len(siblings):
            return parts
        names = [told.name for told in siblings]
        word = _shared_word(names)
        spatial = [told for told in siblings if _SIDED.search(told.name) or self.gazetteer.begins(told.name)]
        if not zones and 2 * sum(told in parts for told in spatial) > len(siblings):
            return [told for told in spatial if told in parts]
        counted = not zones and len(word) > 1 and word != "区域" and bool(spatial)
        return list(siblings) if counted and _is_counted(self.reading, names) else zones

    def _is_located(self, name: str) -> bool:
        """Return whether a name is one of a unit or of a place."""
        own = OWN.search(name)
        place = own is not None and KINDS.get(own[0]) in ("park", "zone", "base") and is_place(name, own[0])
        return bool(self.gazetteer.named(name)) or bool(re.search(_ADMINISTERED, name)) or place


def _parted(name: str) -> list[str]:
    """Return the zones of a list that stands where one could: 甲主产区和乙主产区."""
    pieces = [each for each in re.split("[、和与及]", name) if each]
    return pieces if len(pieces) > 1 and all(_is_zone(piece) for piece in pieces) else [name]


def _told_by(sentence: Sentence) -> Iterator[_Told]:
    """Yield the zones of which a sentence says the units, else those that it lists."""
    made = [match for way in (_MADE_OF, _TAKEN_AS) for match in way.finditer(sentence.text)]
    if len(made) >= _FEWEST:
        names = sorted(((match[1], match.start(1)) for match in made), key=lambda pair: pair[1])
        yield from (told for told in _named(sentence, names) if _is_zone(told.name))
        return
    if counted := _COUNTED_LIST.search(sentence.text):
        names = _names_of(counted)
        if _number(counted["count"]) == len(names):
            yield from _named(sentence, names)
            return
    if listed := _LISTED.search(sentence.text):
        yield from (told for told in _named(sentence, _names_of(listed)) if _is_zone(told.name))


def _names_of(listed: re.Match[str]) -> list[tuple[str, int]]:
    """Return the names of a list with their places in the sentence."""
    return [(each[0], listed.start("zones") + each.start()) for each in _ITEM_OF.finditer(listed["zones"])]


def _named(sentence: Sentence, names: Iterable[tuple[str, int]]) -> Iterator[_Told]:
    """Yield what a sentence names, without the joints and verbs before each name."""
    for name, at in names:
        joined = _JOINED.match(name)
        begin = joined.end() if joined else 0
        bare, cut = bare_name(re.sub("\\([^()]*\\)$", "", name[begin:]))
        yield _Told(bare, sentence.start + at + begin + cut, sentence)


def _number(count: str) -> int:
    return int(count) if count.isdecimal() else chinese_number(count)


def _is_zone(name: str) -> bool:
    """Return whether a name is one of a zone by its end."""
    ends = re.search(f"{_SPACE}$", name) is not None and not _NO_ZONE.search(name)
    return ends and 2 < len(name) <= _LONGEST and not _counts(name)


def _is_part(name: str) -> bool:
    """Return whether a name ends in a word that layouts count, whatever it is: 甲主引擎, 乙基地, 丙前沿."""
    kind = kind_of(re.sub("(?:前沿|腹地)$", "区", name))
    named = _SHORTEST <= len(name) <= _LONGEST and not re.search(
        f"{_NO_ZONE.pattern}|^[在以]|{BUILDS}|[县市镇乡村]$", name
    )
    return kind is not None and not kind.weak and named and not _counts(name)


def _counts(name: str) -> bool:
    """Return whether a name counts zones: 三大产业片区; not 三江沿岸种业片区."""
    counted = re.match("[两二三四五六七八九十\\d]+[大个条片]", name)
    return counted is not None or (_COUNTED.fullmatch(name) is not None and len(name) <= _COUNT)


def _is_layout(reading: Reading, zones: Sequence[_Told]) -> bool:
    """Return whether zones are those of a layout: by their clause, or as a sentence elsewhere counts as many."""
    if len(zones) < _FEWEST or any(_AIMS.search(text) for text in reading.above(zones[0].sentence)):
        return False
    return _is_about(reading, zones[0].sentence) or _is_counted(reading, [told.name for told in zones])


def _is_about(reading: Reading, sentence: Sentence) -> bool:
    """Return whether a sentence stands in a clause about a layout, says so, or follows one that counts its zones."""
    before = reading.sentence_before(sentence)
    above = [text for text in reading.above(sentence) if text != sentence.text]
    counted = before is not None and _COUNTED.search(before.text)
    opened = "空间" in sentence.text.partition(":")[0] or re.match("(?:[^,;:]{0,6}布局上|空间上)", sentence.text)
    return bool(counted or opened) or any(_LAYOUT.search(text) for text in above)


def _is_counted(reading: Reading, names: Sequence[str]) -> bool:
    """Return whether a sentence counts as many zones as there are names, by the word that these share."""
    word = _shared_word(names)
    counted = re.compile(f"([两二三四五六七八九十\\d]+)(?:大|个|条|片)?[^,;:。、.\\d]{{0,8}}?{re.escape(word)}")
    found = (match[1] for each in reading.sentences for match in counted.finditer(each.text))
    return any(_number(count) == len(names) for count in found)


def _part(reading: Reading, zones: Sequence[_Told]) -> Part:
    """Return what the zones are together: as a sentence counts them, else as the heading over them calls them."""
    first = zones[0].sentence
    before = reading.sentence_before(first)
    for text in (first.text, before.text if before else ""):
        if counted := _COUNTED.search(text):
            return Part(len(zones), counted[2], counted[0])
    heads = [re.sub(f"^{ITEM}", "", text) for text in reading.above(first) if text != first.text]
    return Part(len(zones), _shared_word([told.name for told in zones]), heads[0] if heads else "")


def _shared_word(names: Sequence[str]) -> str:
    """Return the word that all names end in and slogans count; 区域 where they share none."""
    first, *rest = names
    ends = (first[at:] for at in range(len(first)))
    return next((end for end in ends if kind_of(end) and all(name.endswith(end) for name in rest)), "区域")


def _with_spans(reading: Reading, zones: Sequence[_Told]) -> Iterator[ZoneFound]:
    """Yield the zones with what speaks of each: up to the next one, and to the end of their clause."""
    names = [told.name for told in zones]
    parent = _common([_above(reading, told) for told in zones])
    stretch = Stretch(reading, _begin(reading, zones), _end(reading, zones, parent))
    for order, told in enumerate(zones, 1):
        end = told.start + len(told.name)
        spans = stretch.spans(names, order - 1) if told.begin < 0 else ((told.begin, end),)
        yield ZoneFound(0, order, told.name, told.start, end, spans)


def _common(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the headings that stand over all of several places."""
    first, *rest = paths
    ends = (first[at:] for at in range(len(first) + 1))
    return next(end for end in ends if all(path[len(path) - len(end) :] == end for path in rest))


def _begin(reading: Reading, zones: Sequence[_Told]) -> int:
    """Return where the text begins to speak of some zones: at the first, or where their clause names several before."""
    first = min(told.sentence.start for told in zones)
    heads = [each.start for each in reading.headings if each.start < first]
    before = (each for each in reading.sentences if max(heads, default=0) < each.start < first)
    several = (each.start for each in before if sum(told.name in each.text for told in zones) >= _FEWEST)
    return next(several, first)


def _end(reading: Reading, zones: Sequence[_Told], parent: Sequence[str]) -> int:
    """Return where the clause of some zones ends: at the first heading behind them that stands under another one."""
    behind = (each for each in reading.headings if each.start > zones[-1].start)
    nested = max(len(parent) + zones[-1].sentence.heading, 1)
    ends = (each.start for each in behind if len(reading.above(each)) <= nested)
    return next(ends, len(reading.document.text))
