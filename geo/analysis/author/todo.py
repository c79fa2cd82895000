"""What is left to do of a plan that is being made, in the order in which one would do it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from geo.analysis.author.proposed import draft_file
from geo.analysis.author.worksheets import MARK
from geo.analysis.rules.slogans import parts_with_groups
from geo.model.errors import PlanError, Problem, counted
from geo.model.plan import Plan, file_of, read_plan
from geo.model.schema import LOCATED_BASES, Group, Record, Zone, columns
from geo.model.spatial_words import WHOLE

_BLANKS = frozenset({"missing-value", "no-source"})
_OF_BLANKS = frozenset({*_BLANKS, "slogan-words", "missing-precision"})
"""Codes of what only a plan that is being made lacks."""

_MADE_BY_HAND = ("plan.toml", "zones.geojson", "sources.csv")
"""Files whose blanks are told as things to do; in tables of places and numbers they are faults of single rows."""

_TEXTS = {
    "name": "名称",
    "name_en": "英文名称",
    "locator": "条款",
    "anchor": "原文短语",
    "source": "plan",
    "precision_km": "5",
}
"""What stands for the value of a column of a zone in the command that sets it."""

_MEMBERS = ("甲县", "乙县")
"""What stands for the members of a zone in the command that names them: units that no region has."""

_CALLED = "一核"
"""What stands for the words of a group in the command that sets them."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do.

    Attributes
    ----------
    what : str
        What is missing, and where.
    how : str
        The command or the edit that gives it.
    """

    what: str
    how: str

    def __str__(self) -> str:
        """Return it as one line."""
        return f"{self.what}. {self.how}"


def parted(
    name: str, root: str | Path | None, problems: Sequence[Problem]
) -> tuple[tuple[Problem, ...], tuple[Task, ...]]:
    """Part what a check finds: faults, and what is merely not there yet.

    Parameters
    ----------
    name : str
        Id of the plan.
    root : str or Path, optional
        The workspace.
    problems : sequence of Problem
        All that its check found.

    Returns
    -------
    problems : tuple of Problem
        Those that no task stands for.
    tasks : tuple of Task
        What to do, in order; empty where the plan has no blanks, though it may have faults, or cannot be read.
    """
    if any(problem.code in _OF_BLANKS for problem in problems):
        with suppress(PlanError):
            return _parted(read_plan(name, root), problems)
    return tuple(problems), ()


def _parted(plan: Plan, problems: Sequence[Problem]) -> tuple[tuple[Problem, ...], tuple[Task, ...]]:
    blanks = {file_of(plan.id, name) for name in _MADE_BY_HAND}
    tasks = tuple(_blanks(plan))
    if not tasks:
        return tuple(problems), ()
    words = {group.group for part, groups in parts_with_groups(plan) for group in groups if not part.word}
    imprecise = {f"zone {zone.zone}" for zone in plan.zone_rows if zone.precision_km is None}
    rest = tuple(
        problem
        for problem in problems
        if not (problem.code in _BLANKS and problem.file in blanks)
        and not (problem.code == "missing-precision" and problem.where in imprecise)
        and not (problem.code == "slogan-words" and problem.where.removeprefix("group ") in words)
    )
    return rest, (*tasks, *_further(plan, rest))


def _blanks(plan: Plan) -> Iterator[Task]:
    toml = file_of(plan.id, "plan.toml")
    yield from _text_to_read(plan)
    if missing := _missing(plan.header):
        yield Task(f"{toml}: {_listed(missing)} {_are(missing)} empty", _writing(plan, missing))
    yield from _group_tasks(plan, toml)
    if _missing(plan.boundaries):
        yield Task(f"{toml}: source of [boundaries] is empty", "Write there who made them, and their edition")
    sources = file_of(plan.id, "sources.csv")
    for source in plan.sources:
        if missing := _missing(source):
            what = f"{sources}: {_listed(missing)} of {source.source} {_are(missing)} empty"
            yield Task(what, _writing(plan, missing))
    zones = plan.zones_in_order()
    yield from (_outline_task(plan, zone) for zone in zones if not zone.basis)
    yield from (_text_task(plan, zone, missing) for zone in zones if (missing := _texts_missing(zone)))


def _text_to_read(plan: Plan) -> Iterator[Task]:
    """Yield what spares most of the rest: to take the rows that the plan's text gives, where none is taken yet."""
    if _is_untaken(plan):
        text, book = _text_of(plan), draft_file(plan.id)
        applied = f"buju workbook --apply {book}"
        how = f"buju draft {plan.id} --text {text} proposes its rows; ticked, {applied} takes them"
        waits = f"Put {MARK} before the rows of {book} that are right, and save; then: {applied}"
        yield Task(f"Nothing of {text} is taken yet", waits if _waiting(plan) else how)


def _is_untaken(plan: Plan) -> bool:
    """Return whether a plan has a text, and none of its rows."""
    taken = plan.park_rows or plan.target_rows or any(zone.name for zone in plan.zone_rows)
    return bool(_text_of(plan)) and not taken


def _waiting(plan: Plan) -> str:
    """Return the workbook in which the rows of a plan's text wait to be ticked, empty where there is none."""
    book = draft_file(plan.id)
    return book if _is_untaken(plan) and (plan.root / book).is_file() else ""


def _writing(plan: Plan, missing: Sequence[str]) -> str:
    """Return where what is missing of the plan or a document is written: in its file, or in a workbook."""
    if book := _waiting(plan):
        return f"Write {_them(missing)} in that file, or in {book}"
    return f"Write {_them(missing)} in that file, or in a workbook: buju workbook {plan.id} -o {plan.id}.xlsx"


def _text_of(plan: Plan) -> str:
    return next((source.text for source in plan.sources if source.text), "")


def _outline_task(plan: Plan, zone: Zone) -> Task:
    group = next((group.name for group in plan.groups if group.group == zone.group), zone.group)
    names = [unit.name for unit in plan.unit_rows if unit.unit in zone.members] or _MEMBERS
    others = f"or --around, --along, --sketch; by clicking: buju edit {plan.id}"
    how = f"buju zone {plan.id} {zone.zone} --members {' '.join(names)} ({others})"
    return Task(f"zone {zone.zone} of {group} has no outline", how)


def _text_task(plan: Plan, zone: Zone, missing: Sequence[str]) -> Task:
    what = f"zone {zone.zone}: {_listed(missing)} {_are(missing)} empty"
    return Task(what, f"buju zone {plan.id} {zone.zone} {_sets(missing)}")


def _sets(names: Iterable[str]) -> str:
    return " ".join(f"--set {name}={_TEXTS.get(name, '…')}" for name in names)


def _texts_missing(zone: Zone) -> list[str]:
    imprecise = ["precision_km"] if zone.geometry is not None and zone.precision_km is None else []
    return [*(name for name in _missing(zone) if name != "basis"), *imprecise]


def _group_tasks(plan: Plan, toml: str) -> Iterator[Task]:
    lacking = [group for group in plan.groups if _missing(group)]
    bare = [groups[0] for part, groups in parts_with_groups(plan) if not part.word and groups and _is_bare(groups[0])]
    if bare:
        names = _listed([group.name for group in bare])
        sets = f"--set name={_CALLED} --set form=pole"
        yield Task(
            f"{toml}: the slogan counts {names} without words",
            f"buju zone {plan.id} {bare[0].group} {sets}, by what the text calls each",
        )
    if lacking:
        names = _listed([group.group for group in lacking])
        lacked = list(dict.fromkeys(name for group in lacking for name in _missing(group)))
        yield Task(
            f"{toml}: groups {names} lack {_listed(lacked)}",
            f"buju zone {plan.id} {lacking[0].group} {_sets(_missing(lacking[0]))}, and so on",
        )


def _further(plan: Plan, rest: Iterable[Problem]) -> Iterator[Task]:
    """Yield what a plan is made for, after its blanks."""
    zoned = {zone.group for zone in plan.zone_rows}
    for part, groups in parts_with_groups(plan):
        for group in groups:
            if not part.count and group.group not in zoned:
                names = plan.header.region if part.word == WHOLE else "NAME"
                how = f"buju zone {plan.id} ID --group {group.group} --members {names}, if the text draws it"
                yield Task(f'The slogan leaves the count of "{part}" open, and it has no zone', how)
    if not plan.park_rows:
        yield Task(f"{file_of(plan.id, 'parks.csv')} has no place", _filling(plan))
    if not plan.target_rows:
        yield Task(f"{file_of(plan.id, 'targets.csv')} has no number", _filling(plan))
    if waiting := sum(park.basis not in LOCATED_BASES and not park.superseded_by for park in plan.park_rows):
        stay = "has" if waiting == 1 else "have"
        yield Task(
            f"{counted(waiting, 'place')} {stay} no coordinates",
            f"buju edit {plan.id} -o edit.html, for those whose site is known",
        )
    if any(problem.code == "not-canonical" for problem in rest):
        yield Task("Files are not in their canonical form", f"buju fmt {plan.id}")
    if not plan.schematic_rows:
        yield Task("The planning diagram is not drawn", f"buju schematic {plan.id}")
    yield Task("Look at it", f"buju map {plan.id} --open")


def _filling(plan: Plan) -> str:
    """Return how tables of places and numbers are filled: from the text where there is one, in a workbook else."""
    if book := _waiting(plan):
        return f"Those of {book} that are ticked, buju workbook --apply {book} takes"
    if text := _text_of(plan):
        return f"buju draft {plan.id} --text {text} proposes them"
    return f"buju draft {plan.id} --text FILE proposes them, buju workbook {plan.id} -o {plan.id}.xlsx takes them"


def _missing(row: Record) -> list[str]:
    return [
        column.name for column in columns(type(row)) if column.required and getattr(row, column.name) in ("", None, ())
    ]


def _is_bare(group: Group) -> bool:
    return not any(char > "\u2e7f" for char in group.name)


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _are(words: Sequence[str]) -> str:
    return "is" if len(words) == 1 else "are"


def _them(words: Sequence[str]) -> str:
    return "it" if len(words) == 1 else "them"
