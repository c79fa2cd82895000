"""Zones of a document without a slogan: the regions that its sentences list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.analysis.draft.gazetteer import Gazetteer
from geo.analysis.draft.layout import Layout
from geo.analysis.draft.passages import Reading, Sentence
from geo.analysis.draft.regions import REGIONS
from geo.analysis.draft.words import DOING
from geo.analysis.draft.zone_spans import ZoneFound
from geo.model.slogan import Part

_CLASSED = (
    "(?!每|各|县级)[\u4e00-\u9fff]{0,10}?(?:区域|经济圈|城市群|都市圈|自由贸易试验区|自由贸易港|农牧交错区|民族地区)"
)
"""Regions by what they are, whose units a text does not name."""
_FRAME = "^|在|向|由|发挥|利用|用好|依托|推进|推动|支持|引导|建设|围绕|鼓励|提升|落实|打造|持续推进"
"""What stands before a list of regions, or before one."""
_STRATEGY = "(?:协同发展|一体化发展|一体化|发展|建设|战略)?"
"""What the names of national strategies have behind the region's."""
_AFTER = "(?!人民政府|省委|市委|大学|学院|医院|银行|日报)"
_JOINT = "(?:[、和与及]|以及)"


def named_regions(reading: Reading, gazetteer: Gazetteer) -> Layout:
    """Return the regions that sentences of a text list, each list a part of a layout that has no slogan."""
    lists = [items for sentence in reading.sentences for items in _lists(sentence, gazetteer)]
    zones = tuple(
        ZoneFound(
            number,
            order,
            name,
            start,
            start + length,
            ((sentence.start, sentence.end),),
            tuple(code for code in gazetteer.named(name) if code != gazetteer.region),
        )
        for number, (sentence, items) in enumerate(lists)
        for order, (name, start, length) in enumerate(items, 1)
    )
    parts = tuple(Part(len(items), "区域", _head(reading, sentence)) for sentence, items in lists)
    return Layout(parts=parts, zones=zones)


def _head(reading: Reading, sentence: Sentence) -> str:
    """Return what a list of regions is about: the heading of its paragraph, else of its clause."""
    first, *_ = reading.paragraph_of(sentence)
    heads = [first.text] if first is not sentence and len(first.text) < 30 else []
    return (*heads, *reading.above(sentence), reading.locator(sentence.start))[0]


def _lists(sentence: Sentence, gazetteer: Gazetteer) -> Iterator[tuple[Sentence, list[tuple[str, int, int]]]]:
    """Yield the lists of regions of a sentence, with their places; one alone where it is one of the whole country's."""
    item = f"(?:{gazetteer.words}|{_CLASSED})"
    listed = f"{item}{_STRATEGY}(?:{_JOINT}{item}{_STRATEGY})+"
    for match in re.finditer(f"(?:{_FRAME})({listed}|{'|'.join(REGIONS)}){_AFTER}", sentence.text):
        names = [re.sub(f"(?<=.{{2}}){_STRATEGY}$", "", _bare(name)) for name in re.split(_JOINT, match[1])]
        at = sentence.start + match.start(1)
        known = [
            (_whole(name, names[-1]), at + match[1].index(name), len(name))
            for name in names
            if _is_region(name, gazetteer)
        ]
        country = gazetteer.region not in gazetteer.levels
        if (known and country) or (len(known) > 1 and not all(name in gazetteer.own for name, _, _ in known)):
            yield sentence, known


def _whole(name: str, last: str) -> str:
    """Return a name with the 地区 that the last one of its list has for all: 西部、东北地区."""
    whole = f"{name}地区"
    return whole if last.endswith("地区") and whole in REGIONS else name


def _bare(name: str) -> str:
    """Return a name without the verbs before it."""
    doing = DOING.match(name)
    return name[doing.end() :] if doing else name


def _is_region(name: str, gazetteer: Gazetteer) -> bool:
    """Return whether a name is that of units of the plan, or of a class of regions."""
    return bool(gazetteer.named(name)) or bool(re.fullmatch(_CLASSED, name))
