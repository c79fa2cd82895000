"""Names that stand in lists: of organisations, and of what shares a beginning or an end with what is beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from geo.analysis.draft.classes import OWN, is_named_as_firm, is_organisation, is_place, kind_of
from geo.analysis.draft.frames import LEVELS, PIECE, PLACES, QUALITY, SAID, SHORT_NAME, WHOLE
from geo.analysis.draft.words import DOING, MANY

_FULL = re.compile("(?:研究|设计|检测|工程)[^,;、]*有限(?:责任)?公司$")
"""How the full name of a firm ends that was an institute: 中国甲和乙研究院有限公司."""
_SHORT_PARK = re.compile(
    "(?!科技|科创|创业|创新|物流|软件|工业|产业|农业|双创|示范|标准|特色|动物|植物|幼儿|游乐)[\u4e00-\u9fff]{2}园"
)
"""The name of a park that is two letters and 园, and names one only where it is told to be there: 依托五里园."""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One name in a sentence.

    Attributes
    ----------
    name : str
        The name; that of one of a list has the list's class word.
    start, end : int
        Where it stands in the sentence.
    kind : str
        One of :data:`geo.model.schema.KINDS`.
    status : str
        One of :data:`geo.model.schema.STATUSES`, by what is done to it.
    grade : str
        What magnitude stands before it: 千亿级; empty where none does.
    note : str
        What a bracket behind it says of where and in what state it is: (东城区,在建); empty where none does.
    """

    name: str
    start: int
    end: int
    kind: str
    status: str
    grade: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a name besides it: its kind, its status, its magnitude, what a bracket says of it."""

    kind: str
    status: str
    grade: str = ""
    note: str = ""

    def named(self, name: str, start: int, length: int = 0) -> PlaceName:
        """Return the name at its place."""
        return PlaceName(name, start, start + (length or len(name)), self.kind, self.status, self.grade, self.note)


def is_whole(unit: str) -> bool:
    """Return whether the name of a unit has its level; 兰州 only ends like one that has."""
    return unit[-1] in LEVELS and not (unit[-1] == "州" and len(unit) < WHOLE)


def pieces_of(phrase: str, at: int, marks: str = PIECE) -> list[tuple[str, int]]:
    """Return the items of a list with their places; one letter before 和 is a part of a name, not an item."""
    found, begin = [], 0
    for cut in re.finditer(marks, phrase):
        within = cut[0] != "、" and phrase[cut.end() : cut.end() + 1] in ("", "、")
        if cut[0] == "、" or (cut.start() - begin > 1 and not within):
            found.append((phrase[begin : cut.start()], at + begin))
            begin = cut.end()
    return [(piece, where) for piece, where in [*found, (phrase[begin:], at + begin)] if piece]


def organisations(phrase: str, at: int, told: Told) -> list[PlaceName]:
    """Return organisations that stand beside one another, of which the last has a class word.

    Only firms have short names: of others, and before the full name of a firm, what ends in no class word before 与 is
    a part of one name.
    """
    pieces = pieces_of(phrase, at)
    for (first, where), (last, begin) in pairwise(list(pieces)):
        joined = phrase[where + len(first) - at : begin - at]
        firm = told.kind == "company" and (is_named_as_firm(first) or not _FULL.search(last))
        short = firm or (told.kind != "company" and len(first) <= SHORT_NAME)
        if joined != "、" and not OWN.search(first) and not short:
            pieces = [(f"{first}{joined}{last}", where) if each == (last, begin) else each for each in pieces]
            pieces.remove((first, where))
    return organisations_of(pieces, told)


def organisations_of(pieces: list[tuple[str, int]], told: Told) -> list[PlaceName]:
    """Return those items of a list that name an organisation, each of its own kind where its end tells one."""
    named = []
    for piece, where in pieces:
        bare = re.sub("^.*(?:的|企业(?=[^或和与及][^或和与及]))", "", piece)
        own = OWN.search(bare)
        if is_organisation(bare):
            kind = kind_of(own[0]) if own else "company" if "企业" in piece else told.kind
            named.append(replace(told, kind=kind).named(bare, where + len(piece) - len(bare)))
    return named


def place_names(name: str, at: int, word: str, told: Told) -> list[PlaceName]:
    """Return a place, without what only describes it; nothing where all of it describes."""
    if "“" in name and "、" in name:
        return []
    quality, _, bare = name.rpartition("的")
    if quality and not is_place(bare, word) and (DOING.search(quality) or "、" in quality):
        return []
    apart = quality and not QUALITY.search(name)
    if apart and (is_place(bare, word) or SAID.search(quality)):
        at, name = at + len(name) - len(bare), bare
    first = [piece for piece, _ in pieces_of(name, 0, "、|以及")[:-1]]
    if first and all(piece[-1] in PLACES for piece in first):
        *_, (name, at) = pieces_of(name, at, "、|以及")
    if "等" not in name and not all(is_place(piece + word, word) and "“" not in piece for piece in first):
        *_, (name, at) = pieces_of(name, at, "、|以及")
    alone = told.status == "existing" and _SHORT_PARK.fullmatch(name)
    return [told.named(name, at)] if alone or is_place(name, word) else []


def with_list(name: str, word: str, built: bool) -> str:
    """Return a name with the list that it sums up; nothing where this has names of its own: 甲园、乙园等平台.

    What is there already, 人才、资本等创新平台, is named by no list.
    """
    listed, so_on, tail = name.rpartition("等")
    if not so_on:
        return name
    own = any(OWN.search(piece) for piece, _ in pieces_of(listed, 0))
    named = built or is_place(tail, word)
    return "" if own or not named or MANY.match(tail) or tail == word or "的" in tail or "一体" in tail else name
