"""Names of places and organisations in a sentence: where each begins and ends, what it is, what is done to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from geo.analysis.draft.classes import KINDS, ORGANISATIONS, WORDS, is_named_as_firm
from geo.analysis.draft.firms import firms_in
from geo.analysis.draft.frames import (
    ANY,
    AREA,
    CITED,
    COMPARED,
    COUNTED,
    CROPS,
    CUT,
    DESCRIBED,
    END,
    GRADE,
    HEAD,
    IS_AT,
    JOIN,
    MIDDLE,
    STANDARD,
    SUM_OF,
    TITLED,
    TITLES,
    TWIN,
    WHOLE_TAIL,
)
from geo.analysis.draft.listed_names import PlaceName, Told, is_whole, organisations, pieces_of, place_names, with_list
from geo.analysis.draft.segment_lists import ListSegment
from geo.analysis.draft.states import COMES, GROWS, NOTE, PHASE, is_note, note_at, state_of
from geo.analysis.draft.words import DOING, MANY, ON

_IN_BRACKETS = re.compile("[(][^()]{1,12}[)]")
_LONG = 8
"""Letters that the full name of a firm has at least."""
_FUND = re.compile("(?:产业|发展|投资|引导|[母子]|创业|创投|专项|担保)基金群?$")
"""How the name of a fund ends that tells no more than what it is for."""
_MAKER = re.compile("..(?:化工|石化|汽车|电子|重工|钢铁|新材|光电|电气|机械|能源|科技|[氢绿锂]能)")
"""How a project is named after a firm that goes by two letters and what it makes."""
_GROUP = 3
"""Letters of a firm that is called by what stands before 集团 have more than these."""


def names_in(
    text: str, is_unit: Callable[[str], object] = lambda name: False, firms: frozenset[str] = frozenset()
) -> Iterator[PlaceName]:
    """Yield the places and organisations that a sentence names, in its order.

    Parameters
    ----------
    text : str
        The sentence.
    is_unit : callable
        Says whether a word is the name of an administrative unit.
    firms : set of str
        Names of firms that the text has elsewhere: a project that begins with one is named.

    Examples
    --------
    >>> [(each.name, each.kind, each.status) for each in names_in("依托江城大学,建设东湖医药产业园")]
    [('江城大学', 'university', 'existing'), ('东湖医药产业园', 'park', 'planned')]
    >>> [(each.name, each.kind) for each in names_in("支持康宁、同泰等骨干企业做大")]
    [('康宁', 'company'), ('同泰', 'company')]
    >>> list(names_in("建设一批创新平台"))
    []
    """
    verb = ""
    text = CITED.sub(lambda title: "○" * len(title[0]), text)
    for start, end in _segments(text):
        segment = _Segment(text, start, end, verb, is_unit, firms)
        found = {(name.start, name.end): name for name in segment.names()}
        yield from (found[span] for span in sorted(found))
        verb = segment.verb_at(end) or verb


def entry_name(text: str, head: str, state: str) -> PlaceName:
    """Return what a row of a list names: without what is done to it, of the kind that its name or its column tells.

    Parameters
    ----------
    text : str
        The cell.
    head : str
        How the column of names is headed.
    state : str
        In what state the row says it to be; empty where it does not.

    Examples
    --------
    >>> name = entry_name("甲山医药产业园二期", "项目名称", "续建")
    >>> name.name, name.kind, name.status
    ('甲山医药产业园', 'park', 'under-construction')
    >>> entry_name("年产5万吨氨基酸生产线", "项目名称", "").kind
    'project'
    """
    words = [(match.end(), match[0]) for match in re.finditer(WORDS, text)]
    kind = KINDS[words[-1][1]] if words and words[-1][0] == len(text) else _kind_of_head(head)
    status = state_of(state) or ("planned" if re.search("项目", head) else "unstated")
    found = next(names_in(text), None)
    if (
        found
        and found.start == 0
        and re.fullmatch(f"{PHASE}(?:建设|{GROWS.pattern})*(?:项目|工程)?", text[found.end :])
    ):
        return replace(found, status=status)
    return PlaceName(text, 0, len(text), kind, status)


def _kind_of_head(head: str) -> str:
    """Return the kind that the head of a column of names tells; a project where it tells none."""
    words = [match[0] for match in re.finditer(WORDS, head.removesuffix("名称"))]
    return "company" if "企业" in head else "park" if "载体" in head else KINDS[words[-1]] if words else "project"


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands between two commas, the number of a heading left out."""
    head = HEAD.match(text)
    at = head.end() if head else 0
    for cut in CUT.finditer(text):
        if cut.start() > at:
            yield at, cut.start()
        at = max(cut.end(), at)
    if at < len(text):
        yield at, len(text)


@dataclass(frozen=True, slots=True)
class _Segment(ListSegment):
    """A stretch whose names are read."""

    def names(self) -> Iterator[PlaceName]:
        """Yield its names: those of lists, then those that end in a class word, then firms without one."""
        lists = [*self.lists(), *self.counted_lists()]
        for _, _, names in lists:
            yield from names
        begin, many = self.start, False
        before: PlaceName | None = None
        notes = [note.span() for note in NOTE.finditer(self.text, self.start, self.end) if is_note(note[0])]
        for match in END.finditer(self.text, self.start, self.end):
            alone = self.text[match.start() - 1 : match.end() + 1] == f"({match[0]})"
            inside = any(at < match.start() < end for at, end in notes)
            if alone or inside or MIDDLE.match(self.text, match.end()):
                continue
            begin = max(
                [begin, self.bracket_at(begin, match.start()), *(end for _, end in notes if end <= match.start())]
            )
            many = self.is_many(self.without_verb(begin, match.end())[0], match.end()) or (
                many and self.text[begin : begin + 1] in "、和与及"
            )
            unit = any(self.is_unit(self.text[match.end() - size : match.end()]) for size in (2, 3))
            if not many and not unit and not any(at < match.end() <= end for at, end, _ in lists):
                begin = max([begin, *(end for _, end, _ in lists if end <= match.start())])
                twin = self._twin(before, begin)
                for before in [twin] if twin else self._names_before(begin, match):
                    yield before
            note = _IN_BRACKETS.match(self.text, match.end())
            begin = note.end() if note else match.end()
        yield from firms_in(self.text, self.start, self.end)

    def _twin(self, before: PlaceName | None, begin: int) -> PlaceName | None:
        """Return the name that shares its beginning with the one before it: 甲种质长期库和中期库."""
        joint = JOIN.match(self.text[begin : self.end])
        at = begin + (joint.end() if joint else 0)
        twin = TWIN.match(self.text, at)
        if not (before and joint and twin and before.end == begin and TWIN.search(before.name)):
            return None
        name = f"{TWIN.sub('', before.name)}{twin[0]}"
        return replace(before, name=name, start=at, end=twin.end())

    def _names_before(self, begin: int, match: re.Match[str]) -> Iterator[PlaceName]:
        """Yield the name, or the names of several organisations, that end in a class word."""
        at, own = self.without_verb(begin, match.end())
        verb = own or (self.verb_at(begin) if begin > self.start else self.before)
        if COMPARED.search(self.text[self.start : match.end()]):
            return
        grade = GRADE.match(self.text[at : match.end()])
        at += grade.end() if grade else 0
        bracket = _IN_BRACKETS.match(self.text, match.end())
        bracket = bracket if bracket and not is_note(bracket[0]) else None
        name, word = self.text[at : bracket.end() if bracket else match.end()], match[0]
        name += "”" * (name.count("“") - name.count("”"))
        kind = KINDS[word]
        status = self.status_of(verb, match.end(), kind, at)
        told = Told(kind, status, grade[0] if grade else "", note_at(self.text, match.end()))
        several = self.is_many(at, at + len(name)) or COUNTED.match(self.text, match.end())
        several = several or STANDARD.fullmatch(self.text[at : match.end() + 2])
        if several or self._only_tells(begin, at, name) or self._is_any(at, name, kind):
            return
        if verb.endswith("入选"):
            yield from self._chosen(begin, match)
            return
        if told.kind == "project" and (told.status != "under-construction" or word == "生产线"):
            invested = SUM_OF.match(name)
            at, name = (at + invested.end(), name[invested.end() :]) if invested else (at, name)
            if not self._is_named_project(at, name, verb, bool(invested)):
                return
            told = replace(told, status="under-construction") if any(word in verb for word in ON) else told
        goes_on = self._goes_on(name) or ("、" in name and begin > self.start and not own)
        yield from self._parted(name, at, told, word, goes_on)

    def _parted(self, name: str, at: int, told: Told, word: str, goes_on: bool) -> Iterator[PlaceName]:
        """Yield the names of a phrase: of organisations each, of what shares a class word each, else the one it is."""
        if told.kind in ORGANISATIONS:
            yield from organisations(name, at, told)
        elif units := self._units_with(name, at, told):
            yield from units
        elif goes_on:
            *_, (last, where) = pieces_of(name, at)
            yield from place_names(last, where, word, told)
        elif shared := CROPS.fullmatch(name) if name.count("、") > 1 else None:
            if MANY.match(shared[5]):
                return
            words = [shared[2], *filter(None, shared[3].split("、")), shared[4]]
            for each in words:
                whole = f"{shared[1]}{each}{shared[5]}"
                yield told.named(whole, at + name.index(each), len(each) + (len(shared[5]) if each == words[-1] else 0))
        else:
            yield from place_names(with_list(name, word, told.status == "planned"), at, word, told)

    def _chosen(self, begin: int, match: re.Match[str]) -> Iterator[PlaceName]:
        """Yield what was chosen to be one of several, by its own name: 甲市医药产业入选国家级产业集群."""
        subject = self.text[begin : match.start()].partition("入选")[0]
        if subject.endswith("产业") and match[0].endswith("集群") and len(subject) > 4:
            yield PlaceName(f"{subject}集群", begin, begin + len(subject), "cluster", "existing")

    def _goes_on(self, name: str) -> bool:
        """Return whether a name stands at the end of a list of units, or beside what else it is no part of."""
        *before, (last, _) = pieces_of(name, 0) or [("", 0)]
        opens = any(self.is_unit(last[:size]) for size in (2, 3, 4))
        return any(self.is_unit(piece) for piece, _ in before) or ("、" in name and opens)

    def _only_tells(self, begin: int, at: int, name: str) -> bool:
        """Return whether a phrase says what something is: 是国家重要的基地, 以甲为核心的集群."""
        return bool(
            (DESCRIBED.search(self.text[begin:at]) and not IS_AT.match(self.text[begin : at + len(name)]))
            or (begin > self.start and TITLES.match(self.text, begin))
            or TITLED.search(self.text[self.start : at])
            or TITLED.search(name)
            or (self.text[begin:at].endswith("由") and self.text.startswith("向", at + len(name)))
            or re.search("为(?:核心|主|基础|中心)|是(?:国家|全国|重要)|(?<!.)[^,;]+成为", name)
        )

    def _is_any(self, at: int, name: str, kind: str) -> bool:
        """Return whether a phrase speaks of whichever are to come: 鼓励建设甲中心, 合理布局乙基地, 丙基地5万亩."""
        clause = re.split("[,;:]", self.text[:at])[-1]
        granted = clause.startswith("对") and re.search("给予|奖励|补助", self.text[at:])
        sized = AREA.match(self.text, at + len(name))
        if sized and "、" in name:
            return True
        told = (granted or sized or ANY.search(clause)) and kind not in ORGANISATIONS
        return bool(told) and not any(self.is_unit(name[:size]) for size in (2, 3, 4))

    def _is_named_project(self, at: int, name: str, verb: str, invested: bool) -> bool:
        """Return whether a project has a name: a firm's or a unit's, one of a list, one of which money is told."""
        if name.endswith("基金") and verb.endswith(("设立", "成立", "组建")):
            return not _FUND.search(name) or any(map(self.is_unit, (name[:size] for size in (2, 3, 4))))
        listed = verb.endswith(("分别为", "包括", "涵盖")) and len(name) > WHOLE_TAIL
        return invested or listed or self._is_of_a_firm(at, name)

    def _is_of_a_firm(self, at: int, name: str) -> bool:
        """Return whether a project is named after a unit or firm, stands behind its firm, or is under way."""
        firm = re.match(".{2,8}?(?:集团|公司|药业|制药|股份|控股|[硅铝铜钨锂锌镁钛]业).{3}", name)
        maker = _MAKER.match(name) and is_named_as_firm(name[:4])
        known = any(
            name.startswith(short) and len(name) > len(short) + 3
            for each in self.firms
            for short in (each, _core_of(each))
        )
        stretches = (name[first : first + size] for size in (2, 3, 4) for first in range(len(name) - size))
        behind = re.search("(?:集团|公司|企业|药业|制药|研究院|科技|石化|化工)[^,;]{2,6}$", self.text[:at])
        within = re.search("在([^,;在]{1,6}[市县区旗])(?:投资[^,;]*?)?(?:建设|新建|布局|打造)$", self.text[:at])
        return bool(
            firm
            or maker
            or known
            or (behind and not name.endswith("生产线"))
            or any(map(self.is_unit, stretches))
            or (within and self.is_unit(within[1]))
            or COMES.match(self.text, at + len(name))
        )

    def _units_with(self, name: str, at: int, told: Told) -> list[PlaceName]:
        """Return one place for each unit of a list that shares its class word: 甲、乙自贸区; none of another list."""
        *first, (last, where) = pieces_of(name, at, "、|和") or [("", at)]
        if not first or DOING.search(last) or not all(self.is_unit(piece) for piece, _ in first):
            return []
        unit = next((last[:size] for size in range(len(last) - 1, 1, -1) if self.is_unit(last[:size])), "")
        if unit and not is_whole(unit) and all(is_whole(piece) for piece, _ in first):
            return []
        if re.match("\\d|[和与及]", last[len(unit) :]):
            return []
        named = [told.named(f"{piece}{last[len(unit) :]}", start, len(piece)) for piece, start in first]
        return [*named, told.named(last, where)] if unit else []


def _core_of(firm: str) -> str:
    """Return what a firm is called for short, of a full name that opens with where it is: 甲乙丙丁材料有限公司."""
    at = 3 if firm[2:3] in ("省", "市", "县") else 2
    core = firm[at : at + 2] if firm.endswith("有限公司") and len(firm) > _LONG else firm
    return core.removesuffix("集团") if len(core) > _GROUP else core
