"""In what state a place is by the words behind its name: in a bracket, in a column, or as what becomes of it."""

from __future__ import annotations

import re

_STATES = {
    "existing": "已建|已投|建成|投产|投用|运营|现有|既有|扩建|改建|技改|改造|提升",
    "under-construction": "在建|续建|施工|(?<![拟新未待])开工",
    "planned": "新建|新开工|拟|未开工|规划|筹建|前期|谋划|待建|储备",
}
"""State of a place -> what a list or a bracket behind its name says of it."""
NOTE = re.compile("[(][^()]{1,16}[)]")
"""A bracket that may say where and in what state something is."""
PHASE = (
    "(?:[一二三四五六]期)?(?:[(][^()]*[)])?(?:项目|工程)?(?:主体)?(?:全面|加快|尽快|尽早|早日|如期|按期|年内|已经?)?"
)
"""What may stand between a name and what becomes of it, as a pattern."""
_PHASE = re.compile(PHASE)
_DONE = "竣工|投产|投用|完工|达产|封顶|投入使用|投入运营|启用"
COMES = re.compile(f"{PHASE}(?:续建|{_DONE}|建成(?:投[用产]|$|(?=[,、])))")
"""What follows the name of what is under way: 推动甲园竣工."""
_COMING = re.compile(f"(?:{_DONE}|建成)$")
GROWS = re.compile(f"{PHASE}(?:改?扩建|改建|改造|扩容|提质|升级|迁建|搬迁)")
"""What follows the name of what is there and is to become larger or better."""
_CORE = re.compile("[^,;:以]{0,20}?为(?:核心|龙头|主体|依托|支撑|载体|引领)")
"""What follows the name of that on which others are built: 以甲园为核心."""


def state_of(text: str) -> str:
    """Return the state that a list or a bracket says a place to be in; empty where it says none, or from when on.

    Examples
    --------
    >>> state_of("续建"), state_of("东城区,新建"), state_of("东城区")
    ('under-construction', 'planned', '')
    """
    if re.search("20\\d\\d年", text):
        return ""
    return next((state for state, words in _STATES.items() if re.search(words, text)), "")


def is_note(bracket: str) -> bool:
    """Return whether a bracket says where and in what state something is, and is no part of its name.

    Examples
    --------
    >>> is_note("(东城区,在建)"), is_note("(东城)")
    (True, False)
    """
    return re.search("[,、]|20\\d\\d年|\\d[十百千万亿]*[\u4e00-\u9fff]", bracket) is not None or bool(state_of(bracket))


def note_at(text: str, end: int) -> str:
    """Return the bracket behind a name that says where and in what state it is; empty where there is none."""
    phase = _PHASE.match(text, end)
    notes = (NOTE.match(text, at) for at in (end, phase.end() if phase else end))
    return next((note[0] for note in notes if note and is_note(note[0])), "")


def state_behind(text: str, span: tuple[int, int, int], promoted: bool, kind: str) -> str:
    """Return what the words behind a name say of its state; empty where they say nothing.

    Parameters
    ----------
    text : str
        The sentence.
    span : tuple of int
        Where the stretch of the name between two commas begins, where the name ends, and where the stretch does.
    promoted : bool
        Whether the verb before it says that it is being brought on.
    kind : str
        Kind of the place; firms and projects do not become larger.

    Examples
    --------
    >>> state_behind("推动甲园竣工", (0, 4, 6), True, "park"), state_behind("推动甲园扩建", (0, 4, 6), True, "park")
    ('under-construction', 'existing')
    """
    start, end, stop = span
    if _CORE.match(text, end) and "以" in re.split("[,;:]", text[:end])[-1]:
        return "existing"
    if kind != "company" and (COMES.match(text, end) or (promoted and _COMING.search(text[:stop]))):
        return "existing" if "已" in text[start : end + 1] else "under-construction"
    return "existing" if kind not in ("project", "company") and GROWS.match(text, end) else ""
