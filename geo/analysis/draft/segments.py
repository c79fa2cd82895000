"""A stretch of a sentence between two commas: its verbs, what they say of a place, and where a name in it begins."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from geo.analysis.draft.classes import KINDS, ORGANISATIONS
from geo.analysis.draft.frames import ACTS, INNER, IS_AT, JOIN, LABEL, LEVELS, PREPOSITION, READY, SIZE, WHEN
from geo.analysis.draft.states import note_at, state_behind, state_of
from geo.analysis.draft.words import BROUGHT, BUILT, DOING, MANY, ON, QUALIFIED, SOON

_WITH = re.compile("为|带动|推动|引领|促进|建设")
"""What follows 以 where it begins no name: 以甲园为核心."""
_UNIT = re.compile(f".{{1,5}}?[{LEVELS}]")
"""What may be the name of a unit with its level."""


@dataclass(frozen=True, slots=True)
class Segment:
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

    def verb_at(self, end: int) -> str:
        """Return the verb that governs what stands before a place: the last one, or that of the stretch before."""
        found = [match[0] for match in DOING.finditer(self.text, self.start, end) if self._opens(match.start())]
        inner = [match[0] for match in INNER.finditer(self.text, self.start, end)]
        return (found or inner or [self.before])[-1]

    def _opens(self, at: int) -> bool:
        return at == self.start or self.text[at - 1] in "、和与及并,"

    def status_of(self, verb: str, end: int, kind: str, at: int = 0) -> str:
        """Return what a verb says of the state of what ends at a place; 甲园建设 after 加快 is under way."""
        if re.search("前期(?:工作)?$", self.text[: self.end]):
            return "planned"
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

    def without_verb(self, begin: int, end: int) -> tuple[int, str]:
        """Return where a name begins behind the verbs before it, and the last of these."""
        at, verb = begin, ""
        while not self.is_unit_at(at) and (
            opened := JOIN.match(self.text[at:end])
            or WHEN.match(self.text[at:end])
            or READY.match(self.text[at:end])
            or DOING.match(self.text[at:end])
            or self._doer_at(at, end)
        ):
            apart = JOIN.match(opened[0]) or WHEN.match(opened[0]) or self.is_unit(opened[0])
            verb = opened[0] if not apart and not (verb and opened[0] in QUALIFIED) else verb
            at += opened.end()
        for inner in INNER.finditer(self.text, at, end):
            if inner.start() >= at and end - inner.end() > 3:
                verb, at = inner[0], inner.end()
                again = DOING.match(self.text[at:end])
                at += again.end() if again and end - at - again.end() > 3 else 0
        subject = IS_AT.match(self.text[at:end]) or LABEL.match(self.text[at:end])
        at += subject.end() if subject else 0
        found = SIZE.finditer(self.text, at, end - 2)
        sizes = [size for size in found if size.start() == at or self.text[size.start() - 1] in "、和与及"]
        at = sizes[-1].end() if sizes else at
        preposition = PREPOSITION.match(self.text[at:end])
        firm = self.text[at : at + 1] == "以" and (
            self.text[at - 1 : at] == "、" or not _WITH.search(self.text[at : self.end])
        )
        if preposition and end - at - preposition.end() > 2 and not firm:
            at += preposition.end()
        quote = max(self.text.rfind("“", at, end), self.text.rfind("”", at, end))
        unpaired = self.text.count("“", at, end) != self.text.count("”", at, end)
        alone = self.text[quote + 1 : end] in KINDS and self.text.startswith("”", end) and quote - at > 1
        return (quote + 1 if unpaired and not alone else at), verb

    def _doer_at(self, at: int, end: int) -> re.Match[str] | None:
        """Return the unit that stands at a place and does what follows: 甲市加快乙园建设."""
        doer = _UNIT.match(self.text[at:end])
        return doer if doer and self.is_unit(doer[0]) and DOING.match(self.text, at + doer.end(), end) else None

    def bracket_at(self, begin: int, end: int) -> int:
        """Return where a bracket opens that is still open at a place: no name goes on over it."""
        opened = self.text.rfind("(", begin, end)
        return opened + 1 if opened >= 0 and ")" not in self.text[opened:end] and opened > begin else begin

    def is_many(self, at: int, end: int) -> bool:
        """Return whether a phrase counts things; 五大连池市 only begins as one that does."""
        counts = MANY.match(self.text[at:end]) is not None
        return counts and not any(self.is_unit(self.text[at : at + size]) for size in range(2, 6))

    def is_unit_at(self, at: int) -> bool:
        """Return whether a unit's name begins at a place; one may begin like a conjunction: 和田, 和平."""
        sizes = range(2, 6) if self.text[at : at + 1] in "和与及" else ()
        return any(self.text[at + size - 1 : at + size] in LEVELS or size > 2 for size in sizes) and any(
            self.is_unit(self.text[at : at + size]) for size in sizes
        )
