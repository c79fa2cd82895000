"""What the sheets of a handout say beside the map: of a step of the story, or of one city or county.

Zones, places and numbers stand in tables, each with its clauses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from geo.draw.figure.table import Table
from geo.draw.scene.callouts import headline_of
from geo.draw.scene.marks import Fact, ParkMark, ProgressMark, TargetMark, ZoneMark
from geo.draw.scene.numbers_on_map import full_name
from geo.draw.scene.unit import UnitFacts
from geo.draw.scene.view import View
from geo.model.schema import KINDS, STATUSES, ZONE_BASES

Letters = dict[str, str]
"""Sources, each with the letter with which all sheets of a handout cite it; it grows as they are written."""


@dataclass(frozen=True, kw_only=True)
class Matter:
    """The words of a sheet.

    Attributes
    ----------
    mark : str
        Stands at the right of its head.
    title : str
        Above the map.
    texts : tuple of str
        Paragraphs below the title.
    headline : tuple of str
        Below them the number that is told first, and what it counts; empty for none.
    tables : tuple of Table
        Below the map, and what does not fit there in the appendix.
    notes : str
        What letters in the tables stand for.
    """

    mark: str
    title: str
    texts: tuple[str, ...]
    tables: tuple[Table, ...]
    notes: str
    headline: tuple[str, str] = ("", "")


def step_matter(view: View, letters: Letters) -> Matter:
    """Return the words of the sheet of the step that a view shows."""
    clauses, step = Clauses(view, letters), view.scene.steps[view.number - 1]
    tables = page_tables(view, clauses)
    return Matter(
        mark=f"{view.number} / {len(view.scene.steps)}",
        title=view.tell(step.title),
        texts=(view.tell(step.text), *([view.say("step_undrawn")] if view.is_undrawn else [])),
        tables=tables,
        notes=clauses.notes(),
        headline=("", "") if step.lit else headline_of(view),
    )


def unit_matter(view: View, facts: UnitFacts, letters: Letters) -> Matter:
    """Return the words of the sheet of a unit: its role, its zones, numbers and places, and what other plans say."""
    clauses, name = Clauses(view, letters), view.tell(facts.unit.name)
    numbers = {target.id for target in facts.targets}
    found = (
        zone_table(view, clauses, (*facts.zones, *facts.further), facts.zone_notes(view)),
        number_table(view, clauses, lambda target: target.id in numbers),
        place_table(view, clauses, facts.parks, view.say("places")),
        _elsewhere(view, facts),
    )
    return Matter(
        mark=name,
        title=name,
        texts=tuple(_texts(view, facts, clauses)),
        tables=tuple(table for table in found if table.rows),
        notes=clauses.notes(),
    )


def _texts(view: View, facts: UnitFacts, clauses: Clauses) -> Iterator[str]:
    """Yield what the plan makes of a unit, with its clauses, and its industries."""
    yield view.noted(facts.role(view), clauses.text(facts.unit.facts))
    if industries := facts.industries(view):
        yield view.say("pair", one=view.say("industry"), two=industries)


def _elsewhere(view: View, facts: UnitFacts) -> Table:
    columns = (view.say("plan"), view.say("sort"), view.say("item"), view.say("clause"))
    rows = tuple(tuple(map(view.tell, each)) for each in facts.elsewhere)
    title = view.say("elsewhere_of", unit=view.tell(facts.unit.name))
    return Table(title, columns, (3.0, 1.0, 4.0, 3.4), rows)


class Clauses:
    """Clauses as a sheet cites them: of the plan itself by locator, of others with a letter that a note explains."""

    def __init__(self, view: View, letters: Letters) -> None:
        self._view, self._letters, self._used = view, letters, dict[str, None]()
        own = [source for source in view.scene.sources if source.title.zh == view.scene.plan.title.zh]
        self._own = own[0].id if own else ""

    def text(self, facts: Iterable[Fact]) -> str:
        """Return where facts stand, each clause once."""
        found = (f"{self._letter(fact.source)}{fact.locator}" for fact in facts)
        return ("；" if self._view.lang == "zh" else "; ").join(dict.fromkeys(found))

    def notes(self) -> str:
        """Return what the letters stand for with which this sheet cites."""
        return "   ".join(f"{self._letters[source]} {self._view.source_title(source)}" for source in self._used)

    def cite(self, source: str) -> str:
        """Return the letter of a document, nothing for the plan itself."""
        return self._letter(source).strip()

    def _letter(self, source: str) -> str:
        if source in ("", self._own):
            return ""
        self._letters.setdefault(source, f"[{len(self._letters) + 1}]")
        self._used[source] = None
        return f"{self._letters[source]} "


def letter_table(view: View, letters: Letters) -> Table:
    """Return what all letters stand for."""
    rows = tuple((letter, view.source_title(source)) for source, letter in letters.items())
    return Table(view.say("sources"), ("", view.say("document")), (0.6, 10.0), rows)


def page_tables(view: View, clauses: Clauses) -> tuple[Table, ...]:
    """Return the tables of a step's page.

    Places stand on the most special page only: where each lit zone has a step of its own, or nothing is lit, the
    page lists the zones instead.
    """
    lit = [zone for zone in view.zones if view.is_lit(zone)]
    if not (view.step and view.step.lit):
        scopes = ("plan", "industry")
        strays = [park for park in view.scene.parks if not park.homes]
        found: tuple[Table, ...] = (
            number_table(view, clauses, lambda target: target.scope in scopes or _is_stray(view, target)),
            zone_table(view, clauses, view.zones),
            place_table(view, clauses, strays, view.say("elsewhere")),
        )
    elif _has_own_steps(view, lit):
        groups = {zone.group for zone in lit}
        found = (
            number_table(view, clauses, lambda target: target.scope == "group" and target.of in groups),
            zone_table(view, clauses, lit),
        )
    else:
        ids = {zone.id for zone in lit} | set(view.step.lit if view.step else ())
        parks = [park for park in view.scene.parks if ids.intersection(park.homes) or park.id in ids]
        found = (
            number_table(view, clauses, lambda target: bool(ids & _zones_of_target(view, target))),
            place_table(view, clauses, parks, view.say("places")),
        )
    return tuple(table for table in found if table.rows)


def _has_own_steps(view: View, lit: Sequence[ZoneMark]) -> bool:
    """Return whether each of the zones has a step of its own further on."""
    later = view.scene.steps[view.number :]
    alone = {step.lit[0] for step in later if len(step.lit) == 1}
    return bool(lit) and all(zone.id in alone for zone in lit)


def _zones_of_target(view: View, target: TargetMark) -> set[str]:
    """Return the zones that a number belongs to, by itself, its group, its unit or its place."""
    scene, of = view.scene, target.of
    if target.scope == "zone":
        return {of}
    if target.scope == "group":
        return {zone.id for zone in scene.zones_of(of)}
    if target.scope == "unit":
        return set(scene.unit_by_id[of].zones) if of in scene.unit_by_id else set()
    if target.scope == "park":
        return {of, *(zone for park in scene.parks if park.id == of for zone in park.homes)}
    return set()


def _is_stray(view: View, target: TargetMark) -> bool:
    known = {zone.id for zone in view.scene.zones}
    return target.scope in ("unit", "park") and not known & _zones_of_target(view, target)


def number_table(view: View, clauses: Clauses, is_wanted: Callable[[TargetMark], bool]) -> Table:
    """Return those numbers of a plan that are wanted, each with its subject and its clauses."""
    wanted = [target for target in view.scene.targets if is_wanted(target)]
    rows = tuple(_number(view, clauses, target) for target in wanted)
    columns = (view.say("target"), view.say("number"), view.say("by_year"), view.say("clause"))
    reached = view.scene.progress_by_target
    if not any(target.id in reached for target in wanted):
        return Table(view.say("numbers"), columns, (5.0, 2.6, 0.9, 2.0), rows, (1,))
    told = tuple(
        (*row[:3], _reached(view, clauses, reached.get(target.id)), row[3])
        for row, target in zip(rows, wanted, strict=True)
    )
    return Table(
        view.say("numbers"), (*columns[:3], view.say("actual"), columns[3]), (4.0, 2.4, 0.9, 3.4, 1.6), told, (1,)
    )


def _reached(view: View, clauses: Clauses, mark: ProgressMark | None) -> str:
    """Return what was reached of a number, when, how far that is, and who says so; nothing where nobody does."""
    if mark is None:
        return ""
    shown = view.say("shown_as_of", shown=view.tell(mark.shown), date=mark.as_of)
    return f"{view.say('pair', one=shown, two=view.tell(mark.told))} {clauses.cite(mark.sources[0])}".strip()


def _number(view: View, clauses: Clauses, target: TargetMark) -> tuple[str, ...]:
    name = view.noted(full_name(view, target), view.say("baseline").lower() if target.kind == "baseline" else "")
    number = f"{view.tell(target.hedge)} {view.tell(target.shown)}".strip()
    return name, number, str(target.year or ""), clauses.text(target.facts)


def zone_table(
    view: View, clauses: Clauses, zones: Sequence[ZoneMark], notes: Mapping[str, str] = MappingProxyType({})
) -> Table:
    """Return zones with their role, members and clauses; `notes` say by id what stands with a name."""
    columns = (view.say("zone"), view.say("role"), view.say("members"), view.say("clause"))
    rows = tuple(_zone(view, clauses, zone, notes.get(zone.id, "")) for zone in zones)
    return Table(view.say("zones"), columns, (2.6, 4.6, 3.0, 1.6), rows)


def _zone(view: View, clauses: Clauses, zone: ZoneMark, note: str) -> tuple[str, ...]:
    extent = view.named(view.scene.unit_by_id, zone.members) or view.choice(ZONE_BASES, zone.basis)
    return view.noted(view.tell(zone.name), note), view.tell(zone.positioning), extent, clauses.text(zone.facts)


def place_table(view: View, clauses: Clauses, parks: Sequence[ParkMark], title: str) -> Table:
    """Return places with their kind, their state, where they are, and their clauses."""
    columns = (view.say("place"), view.say("kind"), view.say("status"), view.say("in_unit"), view.say("clause"))
    rows = tuple(_place(view, clauses, park) for park in parks)
    return Table(title, columns, (4.4, 1.5, 1.3, 2.2, 2.2), rows)


def _place(view: View, clauses: Clauses, park: ParkMark) -> tuple[str, ...]:
    where = filter(None, (view.unit_of(park), "" if park.at else view.say("not_located")))
    kind, status = view.choice(KINDS, park.kind), view.choice(STATUSES, park.status)
    return view.tell(park.name), kind, status, " · ".join(where), clauses.text(park.facts)
