"""The places of a text: each name once, with all the clauses that speak of it, its unit, zone, state and industries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geo.analysis.draft.classes import ORGANISATIONS
from geo.analysis.draft.gazetteer import Gazetteer
from geo.analysis.draft.industries import Vocabulary
from geo.analysis.draft.layout import Layout
from geo.analysis.draft.names import PlaceName, names_in
from geo.analysis.draft.passages import Reading, Sentence
from geo.model.slogan import parse_slogan

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
    mentions : tuple of Mention
        Where it stands, the telling one first.
    """

    name: str
    aliases: tuple[str, ...]
    kind: str
    status: str
    adcode: str
    zones: tuple[int, ...]
    industries: tuple[str, ...]
    mentions: tuple[Mention, ...]


def find_places(
    reading: Reading, layout: Layout, gazetteer: Gazetteer, vocabulary: Vocabulary
) -> tuple[PlaceFound, ...]:
    """Return the places that a text names, in its order."""
    mentions = [
        mention for sentence in reading.sentences for mention in _mentions(reading, layout, gazetteer, sentence)
    ]
    grouped: dict[str, list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault(mention.name.name, []).append(mention)
    for short, name in _aliases(grouped):
        grouped[name] = [*grouped[name], *grouped.pop(short)]
    return tuple(_place(name, found, reading, gazetteer, vocabulary) for name, found in grouped.items())


def _mentions(reading: Reading, layout: Layout, gazetteer: Gazetteer, sentence: Sentence) -> Iterator[Mention]:
    zone_names = {zone.name for zone in layout.zones}
    if sentence.heading and sentence.text.startswith("专栏"):
        return
    for name in names_in(sentence.text, gazetteer.named):
        if (
            ("、" in name.name and parse_slogan(name.name))
            or any(zone in name.name for zone in zone_names)
            or gazetteer.named(name.name)
        ):
            continue
        start = sentence.start + name.start
        zones = tuple(place for place, zone in enumerate(layout.zones) if zone.holds(start))
        yield Mention(name, start, sentence.start + name.end, sentence, _unit(sentence, name, gazetteer), zones)


def _unit(sentence: Sentence, name: PlaceName, gazetteer: Gazetteer) -> str:
    """Return the unit that a sentence speaks of before it comes to a name: 推动甲市发展医药,打造乙园."""
    if name.kind in ORGANISATIONS:
        return ""
    for clause in reversed(re.split("[,;:]", sentence.text[: name.start])):
        opened = _SUBJECT.match(clause)
        at = opened.end() if opened else 0
        units = [found for found in gazetteer.names_in(clause) if found.start <= at < found.end]
        if units and not re.match("[、和与及]", clause[units[0].end :]):
            return "" if units[0].adcode == gazetteer.region else units[0].adcode
    return ""


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


def _place(
    name: str, mentions: Sequence[Mention], reading: Reading, gazetteer: Gazetteer, vocabulary: Vocabulary
) -> PlaceFound:
    first = mentions[0].name
    kinds = Counter(mention.name.kind for mention in mentions)
    statuses = [mention.name.status for mention in mentions if mention.name.status != "unstated"]
    aliases = {mention.name.name for mention in mentions} - {name}
    kind = kinds.most_common(1)[0][0]
    opened = gazetteer.begins(name)
    units = [mention.unit for mention in mentions if mention.unit]
    return PlaceFound(
        name=name,
        aliases=tuple(sorted(aliases)),
        kind=kind,
        status=_status(kind, statuses),
        adcode=opened or (units[0] if units else ""),
        zones=tuple(sorted({zone for mention in mentions for zone in mention.zones})),
        industries=_industries(first, mentions, reading, vocabulary),
        mentions=tuple(mentions),
    )


def _status(kind: str, statuses: Sequence[str]) -> str:
    """Return the state of a place by all that is said of it: what is there once is there."""
    if not statuses:
        return "existing" if kind in ORGANISATIONS else "unstated"
    for state in ("under-construction", "planned", "existing"):
        if statuses[0] == state or (state == "under-construction" and state in statuses):
            return state
    return statuses[0]


def _industries(
    first: PlaceName, mentions: Sequence[Mention], reading: Reading, vocabulary: Vocabulary
) -> tuple[str, ...]:
    """Return what a name tells of its industries, else what its sentence or the headings above it do."""
    own = vocabulary.told_by(first.name)
    if own and first.kind not in ORGANISATIONS:
        return own
    found = set(own)
    for mention in mentions:
        texts = (mention.sentence.text[: mention.name.start], *reading.above(mention.sentence))
        found |= set(next((told for text in texts if (told := vocabulary.sectors_of(text))), ())[:2])
    return tuple(sorted(found))
