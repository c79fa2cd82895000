"""Names of places and organisations in a sentence: where each begins and ends, what it is, what is done to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from geo.analysis.draft.classes import (
    KINDS,
    ORGANISATIONS,
    OWN,
    WORDS,
    is_firm,
    is_organisation,
    is_place,
    kind_of,
    kind_of_list,
)
from geo.analysis.draft.states import COMES, GROWS, NOTE, PHASE, is_note, note_at, state_behind, state_of
from geo.analysis.draft.words import BROUGHT, BUILT, DOING, MANY, ON, QUALIFIED, SOON, VERBS

_AFTER = (
    "$|[、,和与及等的为是在已以对向将由;:)”’」》—·]|以及|或|建设|项目|拥有|入选|开展|采用|联合|合作|深化|加快|推进|产业化|"
    "内|里|政策|档案|管理|能力|网络|创新|改革|数字化|总部|分|牵头|辐射|带动|集聚|作用|落地|落户|设立|成立|延伸|持续|"
    "实现|达到|发展|优势|资源|成果|扩|改|续建|试点|管委会|先|提|营收|营业收入|产值|规模|年产|面积|水平|功能|能级|[一二三四五六]期|20\\d\\d年|"
    "承担|布局|稳居|位居|跻身|成为|入围|并|选育|攻关|交易额|年(?:交易|销售|接待|营业|加工|处理)|升级|提质|扩容|迁建|搬迁|运营|投用|投入|投产|竣工|开工|建成|启用|挂牌"
)
"""What may stand behind a name; before other words its class word is a part of a longer one."""
_END = re.compile(f"(?:{WORDS})(?!建设(?:{WORDS}))(?=(?:[(][^()]{{1,30}}[)])?(?:{_AFTER}|{'|'.join(VERBS)}))")
_CUT = re.compile("(?:[;:。]|,(?![^(),;。]{1,12}\\)))+|——+")
"""What parts a sentence: commas, but for one in a bracket that tells where a place is and in what state."""
_ANY = re.compile("^鼓励|^支持有条件|^允许|合理布局|因地制宜|集约化")
"""How a clause opens that speaks of whichever are to come, not of one."""
_MIDDLE = re.compile("[)](?:股份|有限|责任|总)")
"""What follows a class word within the name of a firm: 甲(集团)股份有限公司."""
_READY = re.compile("(?:目前|现)?已经?(?:建成)?(?:投用|投产|投入使用|投入运营|运营|启用|建成|挂牌)的?|(?:在建|续建)的")
"""What opens the name of what is there."""
_HEAD = re.compile(
    "^(?:第[一二三四五六七八九十百]+[篇章节]|\\(?[一二三四五六七八九十\\d]+[)、.]|专栏[一二三四五六七八九十\\d]+:?|[一二三四五六七八九十]是)"
)
_JOIN = re.compile("^(?:[、和与及或等]|以及|[一二三四五六]期(?=[、和与及]))+")
_PREPOSITION = re.compile("^(?:作为|为|将|以|由|与|从|把|如|即|是|在|对|给|使|让|用|向)")
_PIECE = "[、/]|和|与|及|以及"
_INNER = re.compile(
    "已建成|新建(?!区)|续建|扩建|打造|建设|构建|创建|组建|建立|培育|形成|搭建|设立|建成|成立|筹建|争创|引进|发展|构筑|规划布局|布局|推动|推进|开展|实施|做好|"
    "超前部署|参与|包括|涵盖|拥有|入选|作为|依托|位于|带动|对于|落户|纳入|入驻|提供了?|转向|共建"
)
"""Verbs that part a name from what stands before it, wherever they are."""
_QUALITY = re.compile("(?:一流|知名|领先|最大|重要|水平|影响力|最强|最优|高水准)的")
_SAID = re.compile("高度|具有|符合|竞争力|影响力|以|为|集|面向|支撑")
"""What tells of qualities, not of a thing to which something belongs."""
_GRADE = re.compile("^(?:[十百千万]+亿(?:元)?级(?:规模)?的?|一个|全国首[个家]|首[个家])+")
_AND_SO_ON = re.compile("(?<![高同初中平优均相])等(?![级同于效位])([^、,等]{1,24})")
_DOMAIN = re.compile(
    "(?:重点|前沿|优势|新兴)*(?:领域|方面|技术|行业|学科|方向|环节|产品|品种|疾病|产业(?!园|化|基地|集群))"
)
"""What follows 等 where a list is one of fields, not of names."""
_LEVELS = "省市县区旗州盟"
"""Letters that end the name of a unit with its level; a list has all its names so, or none."""
_WHOLE = 3
"""Letters of the shortest name of an autonomous unit with its level: 大理州."""
_PLACES = "区园城港谷镇库场"
"""Letters that end a name of its own, and begin no list of what shares one."""
_CROPS = re.compile("(国家级|省级|世界级|国家|)(..)、((?:..、)*)(..)([^、]{4,})")
"""A list of short words that share what stands before and behind them: 国家级甲、乙、丙种质中心."""
_DESCRIBED = re.compile("(?:是|作为|成为|为)$")
_SHORT_NAME = 5
"""Characters of a university or institute that goes without its class word before another: 甲大和乙大学."""
_FIRMS = frozenset(word for word, kind in KINDS.items() if kind == "company")
_BESIDE = re.compile(
    f"(?<=[、和与])([\u4e00-\u9fff]{{2,4}}(?:生物|医药|科技|健康|基因|医疗|诊断))(?={_AFTER}|{'|'.join(VERBS)})"
)
_COUNTED_FIRMS = re.compile("([^、,和]{2,10}(?:[、和][^、,和]{2,10})+?)[两二三四五六七八九十]家[^,;]{0,6}企业")
"""Firms that a text names and counts: 甲生物、乙药业两家企业."""
_BY_REVENUE = re.compile("(?<=[、和])([^、,和]{2,6}?)(?=营收|营业收入|产值|销售收入)")


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
    for start, end in _segments(text):
        segment = _Segment(text, start, end, verb, is_unit, firms)
        yield from sorted(segment.names(), key=lambda name: (name.start, name.end))
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
    head = _HEAD.match(text)
    at = head.end() if head else 0
    for cut in _CUT.finditer(text):
        if cut.start() > at:
            yield at, cut.start()
        at = max(cut.end(), at)
    if at < len(text):
        yield at, len(text)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of a name besides it: its kind, its status, its magnitude, what a bracket says of it."""

    kind: str
    status: str
    grade: str = ""
    note: str = ""

    def named(self, name: str, start: int, length: int = 0) -> PlaceName:
        """Return the name at its place."""
        return PlaceName(name, start, start + (length or len(name)), self.kind, self.status, self.grade, self.note)


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of a sentence between two commas.

    Attributes
    ----------
    text : str
        The sentence.
    start, end : int
        Where it stands in it.
    before : str
        The verb of the stretch before, which governs this one where it has none of its own.
    is_unit : callable
        Says whether a word is the name of an administrative unit.
    firms : set of str
        Names of firms that the text has elsewhere.
    """

    text: str
    start: int
    end: int
    before: str
    is_unit: Callable[[str], object]
    firms: frozenset[str]

    def names(self) -> Iterator[PlaceName]:
        """Yield its names: those of lists, then those that end in a class word, then firms without one."""
        lists = list(self._lists())
        for _, _, names in lists:
            yield from names
        begin, many = self.start, False
        notes = [note.span() for note in NOTE.finditer(self.text, self.start, self.end) if is_note(note[0])]
        for match in _END.finditer(self.text, self.start, self.end):
            if any(at < match.start() < end for at, end in notes) or _MIDDLE.match(self.text, match.end()):
                continue
            begin = max([begin, *(end for _, end in notes if end <= match.start())])
            many = bool(MANY.match(self.text[self._without_verb(begin, match.end())[0] : match.end()])) or (
                many and self.text[begin : begin + 1] in "、和与及"
            )
            unit = any(self.is_unit(self.text[match.end() - size : match.end()]) for size in (2, 3))
            if not many and not unit and not any(at < match.end() <= end for at, end, _ in lists):
                begin = max([begin, *(end for _, end, _ in lists if end <= match.start())])
                yield from self._names_before(begin, match)
            begin = match.end()
        yield from self._firms()

    def _status(self, verb: str, end: int, kind: str) -> str:
        """Return what a verb says of the state of what ends at a place; 甲园建设 after 加快 is under way."""
        span = (self.start, end, self.end)
        told = state_of(note_at(self.text, end)) or state_behind(self.text, span, verb in ON, kind)
        if told or "已" in verb or verb.endswith(("在建", "续建", "在建的", "续建的")):
            return told or ("existing" if "已" in verb else "under-construction")
        if verb.endswith(("扩建", "改建", "迁建")):
            return "existing"
        built = any(verb.endswith((word, f"{word}成")) for word in BUILT)
        project = kind == "project" or re.match("项目", self.text[end:])
        going = re.match("建设|项目", self.text[end:]) or re.search("建设$|建设力度$", self.text[: self.end])
        if any(verb.endswith(word) for word in BROUGHT):
            return "planned"
        if any(word in verb for word in SOON) and (verb.endswith("建设") or going):
            return "under-construction"
        if going and any(word in verb for word in ON):
            return "under-construction" if project else "planned"
        if built or (kind not in ORGANISATIONS and re.match("建设", self.text[end:])):
            return "planned"
        return "unstated" if not verb or verb in QUALIFIED else "existing"

    def verb_at(self, end: int) -> str:
        """Return the verb that governs what stands before a place: the last one, or that of the stretch before."""
        found = [match[0] for match in DOING.finditer(self.text, self.start, end) if self._opens(match.start())]
        inner = [match[0] for match in _INNER.finditer(self.text, self.start, end)]
        return (found or inner or [self.before])[-1]

    def _opens(self, at: int) -> bool:
        return at == self.start or self.text[at - 1] in "、和与及并,"

    def _names_before(self, begin: int, match: re.Match[str]) -> Iterator[PlaceName]:
        """Yield the name, or the names of several organisations, that end in a class word."""
        at, own = self._without_verb(begin, match.end())
        verb = own or (self.verb_at(begin) if begin > self.start else self.before)
        grade = _GRADE.match(self.text[at : match.end()])
        at += grade.end() if grade else 0
        bracket = re.compile("[(][^()]{1,12}[)]").match(self.text, match.end())
        bracket = bracket if bracket and not is_note(bracket[0]) else None
        name, word = self.text[at : bracket.end() if bracket else match.end()], match[0]
        kind = KINDS[word]
        status = self._status(verb, match.end(), kind)
        told = _Told(kind, status, grade[0] if grade else "", note_at(self.text, match.end()))
        if MANY.match(name) or self._only_tells(begin, at, name) or self._is_any(at, name, kind):
            return
        if verb.endswith("入选"):
            yield from self._chosen(begin, match)
            return
        if told.kind == "project" and told.status != "under-construction":
            if not self._is_of_a_firm(at, name):
                return
            told = replace(told, status="under-construction") if any(word in verb for word in ON) else told
        if told.kind in ORGANISATIONS:
            yield from _organisations(name, at, told)
        elif units := self._units_with(name, at, told):
            yield from units
        elif "、" in name and (self._goes_on(name) or (begin > self.start and not own)):
            cut = name.rindex("、") + 1
            yield from _place(name[cut:], at + cut, word, told)
        elif shared := _CROPS.fullmatch(name) if name.count("、") > 1 else None:
            if MANY.match(shared[5]):
                return
            words = [shared[2], *filter(None, shared[3].split("、")), shared[4]]
            for each in words:
                whole = f"{shared[1]}{each}{shared[5]}"
                yield told.named(whole, at + name.index(each), len(each) + (len(shared[5]) if each == words[-1] else 0))
        else:
            yield from _place(_with_list(name, word, told.status == "planned"), at, word, told)

    def _chosen(self, begin: int, match: re.Match[str]) -> Iterator[PlaceName]:
        """Yield what was chosen to be one of several, by its own name: 甲市医药产业入选国家级产业集群."""
        subject = self.text[begin : match.start()].partition("入选")[0]
        if subject.endswith("产业") and match[0].endswith("集群") and len(subject) > 4:
            yield PlaceName(f"{subject}集群", begin, begin + len(subject), "cluster", "existing")

    def _goes_on(self, name: str) -> bool:
        """Return whether a name stands at the end of a list of units."""
        return any(self.is_unit(piece) for piece in name.split("、")[:-1])

    def _without_verb(self, begin: int, end: int) -> tuple[int, str]:
        """Return where a name begins behind the verbs before it, and the last of these."""
        at, verb = begin, ""
        while not self._is_unit_at(at) and (
            opened := _JOIN.match(self.text[at:end])
            or _READY.match(self.text[at:end])
            or DOING.match(self.text[at:end])
        ):
            tells = not _JOIN.match(opened[0]) and not (verb and opened[0] in QUALIFIED)
            verb = opened[0] if tells else verb
            at += opened.end()
        for inner in _INNER.finditer(self.text, at, end):
            if inner.start() >= at and end - inner.end() > 3:
                verb, at = inner[0], inner.end()
                again = DOING.match(self.text[at:end])
                at += again.end() if again and end - at - again.end() > 3 else 0
        preposition = _PREPOSITION.match(self.text[at:end])
        if preposition and end - at - preposition.end() > 2:
            at += preposition.end()
        quote = max(self.text.rfind("“", at, end), self.text.rfind("”", at, end))
        unpaired = self.text.count("“", at, end) != self.text.count("”", at, end)
        return (quote + 1 if unpaired else at), verb

    def _is_unit_at(self, at: int) -> bool:
        """Return whether a unit's name begins at a place; one may begin like a conjunction: 和田, 和平."""
        sizes = range(2, 6) if self.text[at : at + 1] in "和与及" else ()
        return any(self.text[at + size - 1 : at + size] in _LEVELS or size > 2 for size in sizes) and any(
            self.is_unit(self.text[at : at + size]) for size in sizes
        )

    def _only_tells(self, begin: int, at: int, name: str) -> bool:
        """Return whether a phrase says what something is: 是国家重要的基地, 以甲为核心的集群."""
        return bool(
            _DESCRIBED.search(self.text[begin:at]) or re.search("为(?:核心|主|基础|中心)|是(?:国家|全国|重要)", name)
        )

    def _is_any(self, at: int, name: str, kind: str) -> bool:
        """Return whether a phrase speaks of whichever are to come: 鼓励建设甲中心, 合理布局乙基地."""
        clause = re.split("[,;:]", self.text[:at])[-1]
        told = _ANY.search(clause) and kind not in ORGANISATIONS
        return bool(told) and not any(self.is_unit(name[:size]) for size in (2, 3, 4))

    def _is_of_a_firm(self, at: int, name: str) -> bool:
        """Return whether a project is named after a unit or firm, stands behind its firm, or is under way."""
        firm = re.match(".{2,8}?(?:集团|公司|药业|股份).{3}", name) or any(
            name.startswith(firm) and len(name) > len(firm) + 3 for firm in self.firms
        )
        stretches = (name[first : first + size] for size in (2, 3, 4) for first in range(len(name) - size))
        behind = re.search("(?:集团|公司|企业|药业)[^,;]{2,6}$", self.text[:at])
        within = re.search("在([^,;在]{1,6}[市县区旗])(?:投资[^,;]*?)?(?:建设|新建|布局|打造)$", self.text[:at])
        return bool(
            firm
            or behind
            or any(map(self.is_unit, stretches))
            or (within and self.is_unit(within[1]))
            or COMES.match(self.text, at + len(name))
        )

    def _units_with(self, name: str, at: int, told: _Told) -> list[PlaceName]:
        """Return one place for each unit of a list that shares its class word: 甲、乙自贸区; none of another list."""
        *first, (last, where) = _pieces(name, at, "、|和") or [("", at)]
        if not first or not all(self.is_unit(piece) for piece, _ in first):
            return []
        unit = next((last[:size] for size in range(len(last) - 1, 1, -1) if self.is_unit(last[:size])), "")
        if unit and not _is_whole(unit) and all(_is_whole(piece) for piece, _ in first):
            return []
        named = [told.named(f"{piece}{last[len(unit) :]}", start, len(piece)) for piece, start in first]
        return [*named, told.named(last, where)] if unit else []

    def _lists(self) -> Iterator[tuple[int, int, list[PlaceName]]]:
        """Yield the lists such as 甲、乙等重点企业: where each stands, and the names on it."""
        begin = self.start
        for match in _AND_SO_ON.finditer(self.text, self.start, self.end):
            at, own = self._without_verb(begin, match.start())
            verb = own or self.verb_at(begin)
            told = _Told("", self._status(verb, match.end(), ""))
            names, length = self._list(at, match, told, verb)
            if length:
                begin = match.start(1) + length
            if names:
                yield at, max(begin, match.start(1)), names

    def _list(self, at: int, match: re.Match[str], told: _Told, verb: str) -> tuple[list[PlaceName], int]:
        """Return the names of one list, and how much of what follows 等 belongs to it."""
        pieces = _pieces(self.text[at : match.start()], at)
        if _DOMAIN.match(match[1]):
            return [], 0
        kind, length = kind_of_list(match[1])
        word = _END.search(match[1])
        if kind and (word is None or length <= word.end()):
            return _organisations_of(pieces, replace(told, kind=kind)), length
        if word:
            tail = re.sub("^(?:重点|重大|标志性|示范性|优质|产业)+(?=项目$)", "", match[1][: word.end()])
            going = KINDS[word[0]] == "project" and any(each in verb for each in ON)
            told = replace(told, status="under-construction") if going else told
            return self._composed((at, match.start()), tail, replace(told, kind=KINDS[word[0]]), verb), word.end()
        own = [KINDS[ending[0]] for piece, _ in pieces if (ending := OWN.search(piece)) and ending[0] in KINDS]
        siblings = own[0] if own and own[0] in ORGANISATIONS else ""
        return (_organisations_of(pieces, replace(told, kind=siblings)), 0) if siblings else ([], 0)

    def _composed(self, span: tuple[int, int], tail: str, told: _Told, verb: str) -> list[PlaceName]:
        """Return the items of a list that share the class word behind it: 甲、乙等专业园区."""
        phrase = self.text[span[0] : span[1]]
        if MANY.match(phrase) or MANY.match(tail) or "的" in tail or "一体" in tail or tail == "基础设施":
            return []
        items = _pieces(phrase, span[0])
        if not all(self.is_unit(piece) or OWN.search(piece) for piece, _ in items):
            items = _pieces(phrase, span[0], "、")
        alone = told.kind in ("project", "platform") and not tail.startswith("国家")
        built = any(verb.endswith(word) for word in BUILT) and not alone
        going = told.kind == "project" and any(word in verb for word in ON)
        named: list[PlaceName] = []
        for piece, where in items:
            if own := OWN.search(piece):
                named += _place(piece, where, "", replace(told, kind=kind_of(own[0])))
            elif tail.endswith("设施"):
                named.append(told.named(f"{piece}设施", where, len(piece)))
            elif self.is_unit(piece) or built or going:
                named.append(told.named(f"{piece}{tail}", where, len(piece)))
        return named if any(not OWN.search(piece) for piece, _ in items) else []

    def _firms(self) -> Iterator[PlaceName]:
        """Yield firms that have no class word: those that are brought in, those whose revenue is told."""
        opened = re.compile(f"(?:{'|'.join(BROUGHT)})([^,;等]{{3,60}})$").search(self.text[: self.end], self.start)
        for piece, where in _pieces(opened[1], opened.start(1)) if opened else ():
            if is_firm(piece):
                yield PlaceName(piece, where, where + len(piece), "company", "planned")
        if any(match[0] in _FIRMS for match in _END.finditer(self.text, self.start, self.end)):
            for match in _BESIDE.finditer(self.text, self.start, self.end):
                if is_firm(match[1]):
                    yield PlaceName(match[1], match.start(1), match.end(1), "company", "existing")
        for match in _COUNTED_FIRMS.finditer(self.text, self.start, self.end):
            yield from _organisations_of(_pieces(match[1], match.start(1)), _Told("company", "existing"))
        for match in _BY_REVENUE.finditer(self.text, self.start, self.end):
            if is_organisation(match[1]) and not OWN.search(match[1]):
                yield PlaceName(match[1], match.start(1), match.end(1), "company", "existing")


def _is_whole(unit: str) -> bool:
    """Return whether the name of a unit has its level; 兰州 only ends like one that has."""
    return unit[-1] in _LEVELS and not (unit[-1] == "州" and len(unit) < _WHOLE)


def _pieces(phrase: str, at: int, marks: str = _PIECE) -> list[tuple[str, int]]:
    """Return the items of a list with their places; one letter before 和 is a part of a name, not an item."""
    found, begin = [], 0
    for cut in re.finditer(marks, phrase):
        if cut.start() - begin > 1 or cut[0] == "、":
            found.append((phrase[begin : cut.start()], at + begin))
            begin = cut.end()
    return [(piece, where) for piece, where in [*found, (phrase[begin:], at + begin)] if piece]


def _organisations(phrase: str, at: int, told: _Told) -> list[PlaceName]:
    """Return organisations that stand beside one another, of which the last has a class word.

    Only firms have short names: of others, what ends in no class word before 与 is a part of one name.
    """
    pieces = _pieces(phrase, at)
    for (first, where), (last, begin) in list(pairwise(pieces)) if told.kind != "company" else ():
        joined = phrase[where + len(first) - at : begin - at]
        if joined != "、" and not OWN.search(first) and len(first) > _SHORT_NAME:
            pieces = [(f"{first}{joined}{last}", where) if each == (last, begin) else each for each in pieces]
            pieces.remove((first, where))
    return _organisations_of(pieces, told)


def _organisations_of(pieces: list[tuple[str, int]], told: _Told) -> list[PlaceName]:
    """Return those items of a list that name an organisation, each of its own kind where its end tells one."""
    named = []
    for piece, where in pieces:
        bare = piece.rpartition("的")[2]
        own = OWN.search(bare)
        if is_organisation(bare):
            kind = kind_of(own[0]) if own else told.kind
            named.append(replace(told, kind=kind).named(bare, where + len(piece) - len(bare)))
    return named


def _place(name: str, at: int, word: str, told: _Told) -> list[PlaceName]:
    """Return a place, without what only describes it; nothing where all of it describes."""
    if "“" in name and "、" in name:
        return []
    quality, _, bare = name.rpartition("的")
    if quality and not is_place(bare, word) and DOING.search(quality):
        return []
    apart = quality and not _QUALITY.search(name)
    if apart and (is_place(bare, word) or _SAID.search(quality)):
        at, name = at + len(name) - len(bare), bare
    first = [piece for piece, _ in _pieces(name, 0, "、|以及")[:-1]]
    if first and all(piece[-1] in _PLACES for piece in first):
        *_, (name, at) = _pieces(name, at, "、|以及")
    if "等" not in name and not all(is_place(piece + word, word) and "“" not in piece for piece in first):
        *_, (name, at) = _pieces(name, at, "、|以及")
    return [told.named(name, at)] if is_place(name, word) else []


def _with_list(name: str, word: str, built: bool) -> str:
    """Return a name with the list that it sums up; nothing where this has names of its own: 甲园、乙园等平台.

    What is there already, 人才、资本等创新平台, is named by no list.
    """
    listed, so_on, tail = name.rpartition("等")
    if not so_on:
        return name
    own = any(OWN.search(piece) for piece, _ in _pieces(listed, 0))
    named = built or is_place(tail, word)
    return "" if own or not named or MANY.match(tail) or tail == word or "的" in tail or "一体" in tail else name
