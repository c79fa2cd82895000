"""Names on lists that a word behind 等 sums up: 甲、乙等重点企业, 甲、乙等专业园区."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from geo.analysis.draft.classes import KINDS, ORGANISATIONS, OWN, is_place, kind_of, kind_of_list
from geo.analysis.draft.frames import AND_SO_ON, COMMON, COUNTED_LIST, DOMAIN, END, GRADED, INNER, WAYS, WHOLE_TAIL
from geo.analysis.draft.listed_names import PlaceName, Told, organisations, organisations_of, pieces_of, place_names
from geo.analysis.draft.segments import Segment
from geo.analysis.draft.words import BUILT, DOING, MANY, ON, VERBS
from geo.model.numerals import chinese_number

_COMES = re.compile("落[地户]|投资|入驻")
"""What those on a list do, and no class word of theirs: 甲、乙等落地项目5个."""
_GOES = re.compile("(?:全面|顺利|陆续|相继|超进度|按期)*(?:落地|开工|竣工|投产|建成|签约|加快|推进|建设)")
"""What is done with the projects of a list that no verb before it governs."""
_COUNT = re.compile("(?:\\d+[余多]?|[两三四五六七八九十]+)[个大项]")
"""How many projects a list has, which so are these."""
_NAMED = 4
"""Letters of an item that is a project's whole name have more than these; a shorter one has the word behind it, too."""
_GRADES = re.compile("(?:重点|重大|标志性|示范性|优质|产业|[省市县]+)+(?=项目$)")
_DONE = re.compile(f"(?:{'|'.join(word for word in VERBS if len(word) > 1)})$")
"""How an item ends that is followed by what is done there, and shares no class word: 在甲、乙建设2个园区."""
_PART = re.compile("片区|功能区|引领区|经济区|服务区|集群|带$|走廊")
"""Class words of parts of a layout, which are no places of their own."""


@dataclass(frozen=True, slots=True)
class ListSegment(Segment):
    """A stretch whose lists are read."""

    def lists(self) -> Iterator[tuple[int, int, list[PlaceName]]]:
        """Yield the lists such as 甲、乙等重点企业: where each stands, and the names on it."""
        begin = self.start
        for match in AND_SO_ON.finditer(self.text, self.start, self.end):
            if (over := self._tells_of(begin, match)) > 0:
                yield begin, over, []
                continue
            at, own = self.without_verb(begin, match.start())
            verb = own or self.verb_at(begin)
            told = Told("", self.status_of(verb, match.end(), ""))
            names, length = self._list(at, match, told, verb)
            if length:
                begin = match.start(1) + length
            if names:
                yield at, max(begin, match.start(1)), names

    def counted_lists(self) -> Iterator[tuple[int, int, list[PlaceName]]]:
        """Yield the lists such as 甲、乙2个示范区, whose items share a class word: where each stands, and its names."""
        for match in COUNTED_LIST.finditer(self.text, self.start, self.end):
            at, own = self.without_verb(match.start(), match.end(1))
            pieces = pieces_of(self.text[at : match.end(1)], at)
            count = float(match[3]) if match[3].isdecimal() else float(chinese_number(match[3]))
            ends = OWN.search(match[4])
            word = ends[0] if ends else ""
            if KINDS.get(word, "company") in ORGANISATIONS or INNER.search(match[4]):
                continue
            if _PART.search(word):
                yield at, match.end(), []
                continue
            apart = any(OWN.search(piece) or _DONE.search(piece) for piece, _ in pieces)
            if apart or not (match[2] or len(pieces) == count):
                continue
            told = Told(KINDS[word], self.status_of(own or self.verb_at(match.start()), match.end(), KINDS[word], at))
            named = [told.named(f"{piece}{match[4]}", where, len(piece)) for piece, where in pieces]
            yield at, match.end(), [name for name in named if is_place(name.name, word)]

    def _tells_of(self, begin: int, match: re.Match[str]) -> int:
        """Return where a list ends that names nothing: of ways to do something, of what describes somebody; else 0."""
        kind, length = kind_of_list(match[1])
        if kind not in ("", "company") and "的" in match[1][:length]:
            return match.start(1) + length
        if kind and re.search("从事|涉及|主营", self.text[begin : match.start()]):
            return match.start(1) + length
        common = COMMON.match(match[1]) and not self._has_units(begin, match.start())
        return match.start(1) if common or WAYS.match(match[1]) else 0

    def _has_units(self, begin: int, end: int) -> bool:
        """Return whether what a list holds bears the name of a unit, and so is a place: 甲县图书馆."""
        items = [piece for piece, _ in pieces_of(self.text[begin:end], begin)]
        return any(self.is_unit(item[:size]) for item in items for size in (2, 3, 4))

    def _list(self, at: int, match: re.Match[str], told: Told, verb: str) -> tuple[list[PlaceName], int]:
        """Return the names of one list, and how much of what follows 等 belongs to it."""
        pieces = pieces_of(self.text[at : match.start()], at)
        if DOMAIN.match(match[1]):
            return [], 0
        kind, length = kind_of_list(match[1])
        word = None if _COMES.match(match[1]) or DOING.match(match[1]) else END.search(match[1])
        if kind and (word is None or length <= word.end()):
            return organisations(self.text[at : match.start()], at, replace(told, kind=kind)), length
        if word:
            tail, project = match[1][: word.end()], KINDS[word[0]] == "project"
            counted = _COUNT.match(tail) if project else None
            tail = re.sub(f"^{_GRADES.pattern}", "", tail[counted.end() if counted else 0 :])
            goes = project and _GOES.match(self.text, match.start(1) + word.end())
            going = project and bool(goes or counted or any(each in verb for each in ON))
            told = replace(told, kind=KINDS[word[0]], status="under-construction" if goes else told.status)
            return self._composed((at, match.start()), tail, told, verb, going), word.end()
        own = [KINDS[ending[0]] for piece, _ in pieces if (ending := OWN.search(piece)) and ending[0] in KINDS]
        siblings = own[0] if own and own[0] in ORGANISATIONS else ""
        return (organisations_of(pieces, replace(told, kind=siblings)), 0) if siblings else ([], 0)

    def _composed(self, span: tuple[int, int], tail: str, told: Told, verb: str, going: bool) -> list[PlaceName]:
        """Return the items of a list that share the class word behind it: 甲、乙等专业园区."""
        phrase = self.text[span[0] : span[1]]
        classed = GRADED.fullmatch(tail) is not None and not tail.startswith("国家自")
        classed = classed or re.match("区域|地区|省[区份市]|城市|[市县区镇]+[(]", tail) is not None
        if MANY.match(phrase) or MANY.match(tail) or classed or "的" in tail or "一体" in tail or tail == "基础设施":
            return []
        items = pieces_of(phrase, span[0])
        if not all(self.is_unit(piece) or OWN.search(piece) for piece, _ in items):
            items = pieces_of(phrase, span[0], "、")
        alone = told.kind in ("project", "platform") and not tail.startswith("国家")
        to_build = any(verb.endswith(word) for word in BUILT)
        built = to_build and not alone
        mostly = 2 * sum(bool(self.is_unit(piece)) for piece, _ in items) > len(items)
        named: list[PlaceName] = []
        for piece, where in items:
            if own := OWN.search(re.sub("[(][^()]*[)]$", "", piece)):
                named += place_names(piece, where, "", replace(told, kind=kind_of(own[0])))
            elif tail.endswith("设施"):
                named += (
                    [told.named(f"{piece}设施", where, len(piece))] if re.search("科[技学]|研究|装置", tail) else []
                )
            elif told.kind == "project" and going and len(piece) > _NAMED:
                named.append(told.named(piece, where))
            elif self.is_unit(piece) or mostly or ((built or going) and len(piece) > 1):
                named.append(told.named(f"{piece}{tail}", where, len(piece)))
        end = OWN.search(tail)
        whole = told.kind == "platform" and len(tail) > WHOLE_TAIL
        if whole and alone and to_build and not named and end and is_place(tail, end[0]):
            return [told.named(tail, span[1] + 1)]
        return named if told.status == "under-construction" or any(not OWN.search(piece) for piece, _ in items) else []
