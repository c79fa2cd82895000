"""Names of places and organisations in a sentence: where each begins and ends, what it is, what is done to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from geo.analysis.draft.classes import (
    KINDS,
    ORGANISATIONS,
    OWN,
    WORDS,
    is_place,
    kind_of,
    kind_of_list,
)
from geo.analysis.draft.firms import firms_in
from geo.analysis.draft.frames import (
    ACTS,
    AND_SO_ON,
    ANY,
    CITED,
    COMPARED,
    COUNTED,
    CROPS,
    CUT,
    DESCRIBED,
    DOMAIN,
    END,
    GRADE,
    GRADED,
    HEAD,
    INNER,
    IS_AT,
    JOIN,
    LABEL,
    LEVELS,
    MIDDLE,
    PREPOSITION,
    READY,
    SIZE,
    SUM_OF,
    TWIN,
    WAYS,
    WHEN,
    WHOLE_TAIL,
)
from geo.analysis.draft.listed_names import (
    PlaceName,
    Told,
    is_whole,
    organisations,
    organisations_of,
    pieces_of,
    place_names,
    with_list,
)
from geo.analysis.draft.states import COMES, GROWS, NOTE, PHASE, is_note, note_at, state_behind, state_of
from geo.analysis.draft.words import BROUGHT, BUILT, DOING, MANY, ON, QUALIFIED, SOON


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
    head = HEAD.match(text)
    at = head.end() if head else 0
    for cut in CUT.finditer(text):
        if cut.start() > at:
            yield at, cut.start()
        at = max(cut.end(), at)
    if at < len(text):
        yield at, len(text)


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
        before: PlaceName | None = None
        notes = [note.span() for note in NOTE.finditer(self.text, self.start, self.end) if is_note(note[0])]
        for match in END.finditer(self.text, self.start, self.end):
            alone = self.text[match.start() - 1 : match.end() + 1] == f"({match[0]})"
            inside = any(at < match.start() < end for at, end in notes)
            if alone or inside or MIDDLE.match(self.text, match.end()):
                continue
            begin = max(
                [begin, self._bracket(begin, match.start()), *(end for _, end in notes if end <= match.start())]
            )
            many = self._is_many(self._without_verb(begin, match.end())[0], match.end()) or (
                many and self.text[begin : begin + 1] in "、和与及"
            )
            unit = any(self.is_unit(self.text[match.end() - size : match.end()]) for size in (2, 3))
            if not many and not unit and not any(at < match.end() <= end for at, end, _ in lists):
                begin = max([begin, *(end for _, end, _ in lists if end <= match.start())])
                twin = self._twin(before, begin)
                for before in [twin] if twin else self._names_before(begin, match):
                    yield before
            begin = match.end()
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

    def _bracket(self, begin: int, end: int) -> int:
        """Return where a bracket opens that is still open at a place: no name goes on over it."""
        opened = self.text.rfind("(", begin, end)
        return opened + 1 if opened >= 0 and ")" not in self.text[opened:end] and opened > begin else begin

    def _status(self, verb: str, end: int, kind: str, at: int = 0) -> str:
        """Return what a verb says of the state of what ends at a place; 甲园建设 after 加快 is under way."""
        span = (self.start, end, self.end)
        told = state_of(note_at(self.text, end)) or state_behind(self.text, span, verb in ON, kind)
        if not told and re.search("(?:(?<![现存所])在|落户|位于|入驻|落地)$", self.text[:at]):
            return "existing"
        if told or "已" in verb or verb.endswith(("在建", "续建", "在建的", "续建的")):
            return told or ("existing" if "已" in verb else "under-construction")
        if verb.endswith(("扩建", "改建", "迁建")):
            return "existing"
        built = any(verb.endswith((word, f"{word}成")) for word in BUILT)
        project = kind == "project" or re.match("项目", self.text[end:])
        going = re.match("建设|项目", self.text[end:]) or re.search("建设等?$|建设力度$", self.text[: self.end])
        if any(verb.endswith(word) for word in BROUGHT):
            return "planned"
        if any(word in verb for word in SOON) and (verb.endswith("建设") or going):
            return "under-construction"
        if going and any(word in verb for word in ON):
            return "under-construction" if project else "planned"
        if built or (kind not in ORGANISATIONS and re.match("建设", self.text[end:])):
            return "planned"
        if (not verb or verb in QUALIFIED) and not (
            at == self.start and kind != "project" and ACTS.match(self.text, end)
        ):
            return "unstated"
        return "existing"

    def verb_at(self, end: int) -> str:
        """Return the verb that governs what stands before a place: the last one, or that of the stretch before."""
        found = [match[0] for match in DOING.finditer(self.text, self.start, end) if self._opens(match.start())]
        inner = [match[0] for match in INNER.finditer(self.text, self.start, end)]
        return (found or inner or [self.before])[-1]

    def _opens(self, at: int) -> bool:
        return at == self.start or self.text[at - 1] in "、和与及并,"

    def _names_before(self, begin: int, match: re.Match[str]) -> Iterator[PlaceName]:
        """Yield the name, or the names of several organisations, that end in a class word."""
        at, own = self._without_verb(begin, match.end())
        verb = own or (self.verb_at(begin) if begin > self.start else self.before)
        if COMPARED.search(self.text[self.start : match.end()]):
            return
        grade = GRADE.match(self.text[at : match.end()])
        at += grade.end() if grade else 0
        bracket = re.compile("[(][^()]{1,12}[)]").match(self.text, match.end())
        bracket = bracket if bracket and not is_note(bracket[0]) else None
        name, word = self.text[at : bracket.end() if bracket else match.end()], match[0]
        name += "”" * (name.count("“") - name.count("”"))
        kind = KINDS[word]
        status = self._status(verb, match.end(), kind, at)
        told = Told(kind, status, grade[0] if grade else "", note_at(self.text, match.end()))
        several = self._is_many(at, at + len(name)) or COUNTED.match(self.text, match.end())
        if several or self._only_tells(begin, at, name) or self._is_any(at, name, kind):
            return
        if verb.endswith("入选"):
            yield from self._chosen(begin, match)
            return
        if told.kind == "project" and told.status != "under-construction":
            invested = SUM_OF.match(name)
            at, name = (at + invested.end(), name[invested.end() :]) if invested else (at, name)
            if not self._is_named_project(at, name, verb, bool(invested)):
                return
            told = replace(told, status="under-construction") if any(word in verb for word in ON) else told
        goes_on = "、" in name and (self._goes_on(name) or (begin > self.start and not own))
        yield from self._parted(name, at, told, word, goes_on)

    def _parted(self, name: str, at: int, told: Told, word: str, goes_on: bool) -> Iterator[PlaceName]:
        """Yield the names of a phrase: of organisations each, of what shares a class word each, else the one it is."""
        if told.kind in ORGANISATIONS:
            yield from organisations(name, at, told)
        elif units := self._units_with(name, at, told):
            yield from units
        elif goes_on:
            cut = name.rindex("、") + 1
            yield from place_names(name[cut:], at + cut, word, told)
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
        """Return whether a name stands at the end of a list of units."""
        return any(self.is_unit(piece) for piece in name.split("、")[:-1])

    def _without_verb(self, begin: int, end: int) -> tuple[int, str]:
        """Return where a name begins behind the verbs before it, and the last of these."""
        at, verb = begin, ""
        while not self._is_unit_at(at) and (
            opened := JOIN.match(self.text[at:end])
            or WHEN.match(self.text[at:end])
            or READY.match(self.text[at:end])
            or DOING.match(self.text[at:end])
        ):
            tells = not (JOIN.match(opened[0]) or WHEN.match(opened[0])) and not (verb and opened[0] in QUALIFIED)
            verb = opened[0] if tells else verb
            at += opened.end()
        for inner in INNER.finditer(self.text, at, end):
            if inner.start() >= at and end - inner.end() > 3:
                verb, at = inner[0], inner.end()
                again = DOING.match(self.text[at:end])
                at += again.end() if again and end - at - again.end() > 3 else 0
        subject = IS_AT.match(self.text[at:end]) or LABEL.match(self.text[at:end])
        at += subject.end() if subject else 0
        sizes = list(SIZE.finditer(self.text, at, end - 2))
        at = sizes[-1].end() if sizes else at
        preposition = PREPOSITION.match(self.text[at:end])
        if preposition and end - at - preposition.end() > 2:
            at += preposition.end()
        quote = max(self.text.rfind("“", at, end), self.text.rfind("”", at, end))
        unpaired = self.text.count("“", at, end) != self.text.count("”", at, end)
        alone = self.text[quote + 1 : end] in KINDS and self.text.startswith("”", end) and quote - at > 1
        return (quote + 1 if unpaired and not alone else at), verb

    def _is_many(self, at: int, end: int) -> bool:
        """Return whether a phrase counts things; 五大连池市 only begins as one that does."""
        counts = MANY.match(self.text[at:end]) is not None
        return counts and not any(self.is_unit(self.text[at : at + size]) for size in range(2, 6))

    def _is_unit_at(self, at: int) -> bool:
        """Return whether a unit's name begins at a place; one may begin like a conjunction: 和田, 和平."""
        sizes = range(2, 6) if self.text[at : at + 1] in "和与及" else ()
        return any(self.text[at + size - 1 : at + size] in LEVELS or size > 2 for size in sizes) and any(
            self.is_unit(self.text[at : at + size]) for size in sizes
        )

    def _only_tells(self, begin: int, at: int, name: str) -> bool:
        """Return whether a phrase says what something is: 是国家重要的基地, 以甲为核心的集群."""
        return bool(
            (DESCRIBED.search(self.text[begin:at]) and not IS_AT.match(self.text[begin : at + len(name)]))
            or re.search("为(?:核心|主|基础|中心)|是(?:国家|全国|重要)|(?<!.)[^,;]+成为", name)
        )

    def _is_any(self, at: int, name: str, kind: str) -> bool:
        """Return whether a phrase speaks of whichever are to come: 鼓励建设甲中心, 合理布局乙基地."""
        clause = re.split("[,;:]", self.text[:at])[-1]
        told = ANY.search(clause) and kind not in ORGANISATIONS
        return bool(told) and not any(self.is_unit(name[:size]) for size in (2, 3, 4))

    def _is_named_project(self, at: int, name: str, verb: str, invested: bool) -> bool:
        """Return whether a project has a name: a firm's or a unit's, one of a list, one of which money is told."""
        if name.endswith("基金") and verb.endswith(("设立", "成立", "组建")):
            return True
        listed = verb.endswith(("分别为", "包括", "涵盖")) and len(name) > WHOLE_TAIL
        return invested or listed or self._is_of_a_firm(at, name)

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

    def _units_with(self, name: str, at: int, told: Told) -> list[PlaceName]:
        """Return one place for each unit of a list that shares its class word: 甲、乙自贸区; none of another list."""
        *first, (last, where) = pieces_of(name, at, "、|和") or [("", at)]
        if not first or DOING.search(last) or not all(self.is_unit(piece) for piece, _ in first):
            return []
        unit = next((last[:size] for size in range(len(last) - 1, 1, -1) if self.is_unit(last[:size])), "")
        if unit and not is_whole(unit) and all(is_whole(piece) for piece, _ in first):
            return []
        if re.match("\\d", last[len(unit) :]):
            return []
        named = [told.named(f"{piece}{last[len(unit) :]}", start, len(piece)) for piece, start in first]
        return [*named, told.named(last, where)] if unit else []

    def _lists(self) -> Iterator[tuple[int, int, list[PlaceName]]]:
        """Yield the lists such as 甲、乙等重点企业: where each stands, and the names on it."""
        begin = self.start
        for match in AND_SO_ON.finditer(self.text, self.start, self.end):
            if (over := self._tells_of(match)) > 0:
                yield begin, over, []
                continue
            at, own = self._without_verb(begin, match.start())
            verb = own or self.verb_at(begin)
            told = Told("", self._status(verb, match.end(), ""))
            names, length = self._list(at, match, told, verb)
            if length:
                begin = match.start(1) + length
            if names:
                yield at, max(begin, match.start(1)), names

    def _tells_of(self, match: re.Match[str]) -> int:
        """Return where a list ends that names nothing: of ways to do something, of what describes somebody; else 0."""
        kind, length = kind_of_list(match[1])
        describes = kind not in ("", "company") and "的" in match[1][:length]
        return match.start(1) + length if describes else match.start(1) if WAYS.match(match[1]) else 0

    def _list(self, at: int, match: re.Match[str], told: Told, verb: str) -> tuple[list[PlaceName], int]:
        """Return the names of one list, and how much of what follows 等 belongs to it."""
        pieces = pieces_of(self.text[at : match.start()], at)
        if DOMAIN.match(match[1]):
            return [], 0
        kind, length = kind_of_list(match[1])
        word = END.search(match[1])
        if kind and (word is None or length <= word.end()):
            return organisations_of(pieces, replace(told, kind=kind)), length
        if word:
            tail = re.sub("^(?:重点|重大|标志性|示范性|优质|产业)+(?=项目$)", "", match[1][: word.end()])
            going = KINDS[word[0]] == "project" and any(each in verb for each in ON)
            told = replace(told, status="under-construction") if going else told
            return self._composed((at, match.start()), tail, replace(told, kind=KINDS[word[0]]), verb), word.end()
        own = [KINDS[ending[0]] for piece, _ in pieces if (ending := OWN.search(piece)) and ending[0] in KINDS]
        siblings = own[0] if own and own[0] in ORGANISATIONS else ""
        return (organisations_of(pieces, replace(told, kind=siblings)), 0) if siblings else ([], 0)

    def _composed(self, span: tuple[int, int], tail: str, told: Told, verb: str) -> list[PlaceName]:
        """Return the items of a list that share the class word behind it: 甲、乙等专业园区."""
        phrase = self.text[span[0] : span[1]]
        classed = GRADED.fullmatch(tail) is not None and not tail.startswith("国家自")
        classed = classed or re.match("区域|地区|省[区份市]|城市", tail) is not None
        if MANY.match(phrase) or MANY.match(tail) or classed or "的" in tail or "一体" in tail or tail == "基础设施":
            return []
        items = pieces_of(phrase, span[0])
        if not all(self.is_unit(piece) or OWN.search(piece) for piece, _ in items):
            items = pieces_of(phrase, span[0], "、")
        alone = told.kind in ("project", "platform") and not tail.startswith("国家")
        to_build = any(verb.endswith(word) for word in BUILT)
        built = to_build and not alone
        going = told.kind == "project" and any(word in verb for word in ON)
        mostly = 2 * sum(bool(self.is_unit(piece)) for piece, _ in items) > len(items)
        named: list[PlaceName] = []
        for piece, where in items:
            if own := OWN.search(piece):
                named += place_names(piece, where, "", replace(told, kind=kind_of(own[0])))
            elif tail.endswith("设施") and not re.search("科[技学]|研究|装置", tail):
                continue
            elif tail.endswith("设施"):
                named.append(told.named(f"{piece}设施", where, len(piece)))
            elif self.is_unit(piece) or built or going or mostly:
                named.append(told.named(f"{piece}{tail}", where, len(piece)))
        end = OWN.search(tail)
        whole = told.kind == "platform" and len(tail) > WHOLE_TAIL
        if whole and alone and to_build and not named and end and is_place(tail, end[0]):
            return [told.named(tail, span[1] + 1)]
        return named if any(not OWN.search(piece) for piece, _ in items) else []
