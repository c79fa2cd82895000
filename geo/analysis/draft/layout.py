"""The layout of a plan in its text: the slogan, and for each part that it counts the zones with their members."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from geo.analysis.draft.gazetteer import Gazetteer
from geo.analysis.draft.passages import Reading, Sentence
from geo.analysis.draft.sections import Section, pattern_of
from geo.analysis.draft.tables import NONE, Tables
from geo.analysis.draft.words import DOING
from geo.analysis.draft.zone_frames import DASH, ITEM, NO_AIM, OPEN, QUOTED, SHUT, TELLS, bare_name
from geo.analysis.draft.zone_lists import listed_zones, table_zones
from geo.analysis.draft.zone_members import with_lead, with_members
from geo.analysis.draft.zone_spans import ZoneFound
from geo.model.slogan import Part, parse_slogan, plain
from geo.model.spatial_words import kind_of

_BARE = re.compile(
    "(?:构建|形成|打造|构筑|实施|优化|推进|构成|按照|围绕|确立|着力)+([^,;:“”]{3,40}?)(?:的[^,;:。“”]{0,6}?|等)?"
    "(?:总体|空间|产业|发展|区域|功能)*(?:布局|格局|体系|架构|结构)"
)
_ABOUT = re.compile("布局|格局|架构|空间|结构")
_LABEL = re.compile(f"{ITEM}?[“‘]([^“”‘’]{{2,8}})[”’]{DASH}")
"""A part of a slogan that opens a sentence."""
_HEADED = re.compile(
    f"{ITEM}(?:{DOING.pattern})?{OPEN}((?:[一两双二三四五六七八九十多]|若干)[^,;:。、“”]{{1,7}}){SHUT}"
)
"""A heading that is a part of a slogan and no more."""


@dataclass(frozen=True)
class Layout:
    """The layout that a text draws.

    Attributes
    ----------
    slogan : str
        As printed, without quotation marks; empty where the text has none.
    start : int
        Where it stands.
    parts : tuple of Part
        What it counts.
    zones : tuple of ZoneFound
        In the order of the slogan.
    spans : tuple of (int, int)
        What of the text speaks of each part.
    """

    slogan: str = ""
    start: int = 0
    parts: tuple[Part, ...] = ()
    zones: tuple[ZoneFound, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


def find_layout(reading: Reading, gazetteer: Gazetteer, tables: Tables = NONE) -> Layout:
    """Return the layout that a text draws: that of its slogan, else the zones of a table, or that it lists."""
    rows = table_zones(tables, gazetteer)
    layout = _counted_layout(reading, gazetteer, rows[1] if rows else ())
    if layout.zones:
        return layout
    parts, zones = rows or listed_zones(reading, gazetteer)
    listed = Layout(parts=parts, zones=_filled(reading, gazetteer, zones))
    return listed if listed.zones else layout


def _counted_layout(reading: Reading, gazetteer: Gazetteer, rows: Sequence[ZoneFound]) -> Layout:
    """Return the layout of a slogan; an empty one where a text has none, or does not speak of its parts.

    A part that is not told as it counts has the zones that the rows of a table tell.
    """
    slogan = _slogan(reading) or _labels(reading)
    if slogan is None:
        return Layout()
    start, words, parts = slogan
    sections = list(_sections(reading, gazetteer, parts, start))
    headed = _one_heading_each(reading, gazetteer, parts, start)
    found = headed or [zone for section in sections for zone in section.zones()]
    found = [_up_to_next(reading, zone, found) if not sections[zone.part].opened else zone for zone in found]
    found = [zone for number, part in enumerate(parts) for zone in _of_part(number, part, found, rows)]
    sentence = reading.sentence_at(start)
    about = any(_ABOUT.search(text) for text in (sentence.text, *reading.above(sentence)))
    told = any(section.opened for section in sections) or any(gazetteer.named(zone.name) for zone in found)
    if not (about or told):
        return Layout()
    spans = tuple((section.start, section.end) if section.opened else (0, 0) for section in sections)
    return Layout(words, start, parts, _filled(reading, gazetteer, found), spans)


def _one_heading_each(reading: Reading, gazetteer: Gazetteer, parts: Sequence[Part], slogan: int) -> list[ZoneFound]:
    """Return the zones that headings name behind a slogan, as many as its parts count together, in their order.

    A heading that names several units, 甲、乙基地, counts as so many.
    """
    numbers = [number for number, part in enumerate(parts) for _ in range(part.count)]
    groups: dict[tuple[str, ...], list[Sentence]] = {}
    for heading in (each for each in reading.headings if each.start > slogan):
        name = _heading_name(heading)
        stands_for = 1 if TELLS.search(name) else max(len(gazetteer.abreast(name)), 1)
        groups.setdefault(reading.above(heading)[1:], []).extend([heading] * stands_for)
    heads = next((heads for heads in groups.values() if _is_each(parts, numbers, heads)), [])
    found: list[ZoneFound] = []
    for number, head in dict.fromkeys(zip(numbers, heads, strict=bool(heads))):
        name = _heading_name(head)
        start = head.start + head.text.index(name)
        order = 1 + sum(each.part == number for each in found)
        span = (head.start, section_end(reading, head.start))
        found.append(ZoneFound(number, order, name, start, start + len(name), (span,)))
    return found


def _is_each(parts: Sequence[Part], numbers: Sequence[int], heads: Sequence[Sentence]) -> bool:
    """Return whether headings are the zones of a slogan one by one: each ends as its part's word, or most do."""
    if len(heads) != len(numbers) or len(heads) == len(parts):
        return False
    names = [_heading_name(head) for head in heads]
    words = [parts[number].word[-1:] for number in numbers]
    fits = [name.endswith((word, f"{word}心区")) for word, name in zip(words, names, strict=True)]
    return all(kind_of(name) for name in names) and 2 * sum(fits) > len(fits)


def _heading_name(head: Sentence) -> str:
    """Return what a heading names, without its number, its verbs and a bracket behind it."""
    return bare_name(re.sub("\\([^()]*\\)$", "", re.sub(f"^{ITEM}", "", head.text)))[0]


def _siblings(reading: Reading, slogan: int) -> list[Sentence]:
    """Return the headings behind a slogan that stand beside the first of them."""
    after = [heading for heading in reading.headings if heading.start > slogan]
    return [each for each in after if reading.above(each)[1:] == reading.above(after[0])[1:]]


def _up_to_next(reading: Reading, zone: ZoneFound, found: Sequence[ZoneFound]) -> ZoneFound:
    """Return a zone of which no more speaks than up to the sentence that names the next one of another part."""
    own = reading.sentence_at(zone.start).start
    others = (reading.sentence_at(each.start).start for each in found if each.part != zone.part)
    end = min((start for start in others if start > own), default=len(reading.document.text))
    return replace(zone, spans=tuple((start, min(stop, end)) for start, stop in zone.spans if start < end))


def _of_part(number: int, part: Part, found: Sequence[ZoneFound], rows: Sequence[ZoneFound]) -> Sequence[ZoneFound]:
    """Return the zones found of a part; where these are not as many as it counts and rows of a table are, those."""
    own = [zone for zone in found if zone.part == number]
    told = [zone for zone in rows if part.word and zone.name.endswith(part.word)]
    if not part.count or len(own) == part.count or len(told) != part.count:
        return own
    return [replace(zone, part=number, order=order) for order, zone in enumerate(told, 1)]


def _filled(reading: Reading, gazetteer: Gazetteer, zones: Iterable[ZoneFound]) -> tuple[ZoneFound, ...]:
    """Return zones with their units and those who are responsible for them."""
    led = (with_lead(reading, zone) for zone in zones)
    return tuple(zone if zone.members else with_members(reading, gazetteer, zone) for zone in led)


def slogan_of(reading: Reading) -> str:
    """Return the slogan of a text, without quotation marks; empty where it has none."""
    found = _slogan(reading)
    return found[1] if found else ""


def _slogan(reading: Reading) -> tuple[int, str, tuple[Part, ...]] | None:
    """Return where the slogan stands first, its words and parts: of several that of a layout, with most parts."""
    found = []
    for sentence in reading.sentences:
        for match in (*QUOTED.finditer(sentence.text), *_BARE.finditer(sentence.text)):
            words, parts = _read_parts(plain(match[1]))
            bare = not any(part.word for part in parts)
            if parts and ((len(parts) > 1 and not bare) or _ABOUT.search(sentence.text)):
                about = bool(_ABOUT.search(sentence.text[match.end() - 2 : match.end() + 16]))
                rank = (len(parts) > 1, about, len(parts), -(sentence.start + match.start(1)))
                found.append((rank, words, parts))
    if not found:
        return None
    rank, words, parts = max(found, key=lambda each: each[0])
    return -rank[-1], words, parts


def _read_parts(words: str) -> tuple[str, tuple[Part, ...]]:
    """Return the words and parts of a slogan, without a last one that counts nothing beside others that do."""
    counted, _, last = words.rpartition("、")
    parts = parse_slogan(words)
    before = () if parts or not last else parse_slogan(counted)
    return (counted, before) if len(before) > 1 else (words, parts)


def _labels(reading: Reading) -> tuple[int, str, tuple[Part, ...]] | None:
    """Return where the parts of a slogan stand that is never printed as one, with them: “一核”:甲市, “两翼”:乙县."""
    headed = ((each, _HEADED.fullmatch(each.text)) for each in reading.headings)
    labelled = ((each, _LABEL.match(each.text)) for each in reading.sentences)
    for ways in (labelled, headed):
        told = {match[1]: sentence.start for sentence, match in ways if match}
        parts = parse_slogan("、".join(told))
        if len(parts) == len(told) > 1:
            return min(told.values()), "", parts
    return None


def _sections(reading: Reading, gazetteer: Gazetteer, parts: Sequence[Part], slogan: int) -> Iterator[Section]:
    """Yield what the text says of each part of the slogan: from where it opens, else from the slogan on."""
    opened = _in_order(reading, parts, slogan, [_opening(reading, part, slogan) for part in parts])
    for number, (part, start) in enumerate(zip(parts, opened, strict=True)):
        begin = start or slogan
        later = [at for at in opened if at > begin]
        end = min([*later, section_end(reading, begin)])
        yield Section(reading, begin, end, number, part, bool(start), gazetteer)


def _opening(reading: Reading, part: Part, slogan: int) -> int:
    """Return where the text begins to speak of a part: at its words before a dash or colon, or as a heading.

    Where it never does, 0; a bare count is no heading, which may have it as its number.
    """
    words = f"{OPEN}{pattern_of(part)}{SHUT}(?:{re.escape(part.does)})?{SHUT}"
    told = re.compile(f"(?:^|[,:;(]){ITEM}?(?:{DOING.pattern})?({words}){DASH}")
    for sentence in (each for each in reading.sentences if each.end > slogan):
        if match := told.search(sentence.text, max(slogan - sentence.start, 0)):
            return sentence.start + match.start(1)
    later = [sentence for sentence in reading.sentences if sentence.start >= slogan]
    headed = (each for each in later if part.word and (each.heading or len(each.text) < 40))
    return next((each.start for each in headed if re.search(f"{NO_AIM}{words}", each.text)), 0)


def _in_order(reading: Reading, parts: Sequence[Part], slogan: int, opened: Sequence[int]) -> Sequence[int]:
    """Return where each part opens; by headings as many as parts, those without words too."""
    siblings = [heading.start for heading in _siblings(reading, slogan)]
    if len(siblings) != len(parts) or len(parts) == 1:
        return opened
    pairs = list(zip(opened, siblings, strict=True))
    agree = all(not at or reading.sentence_at(at).start == sibling for at, sibling in pairs)
    return [at or sibling for at, sibling in pairs] if agree else opened


def section_end(reading: Reading, at: int) -> int:
    """Return where the section that holds a place ends: at the next heading that is no part of it."""
    own = reading.locator(at)
    ends = (heading.start for heading in reading.headings if heading.start > at)
    return next((end for end in ends if not reading.locator(end).startswith(own)), len(reading.document.text))
