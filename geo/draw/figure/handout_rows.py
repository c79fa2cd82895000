"""What a page of a handout lists: zones or places, and numbers, each with its clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from geo.draw.figure.choice import Choice, zones_of
from geo.draw.figure.table import Table
from geo.draw.scene.marks import Fact, ParkMark, TargetMark, ZoneMark
from geo.draw.scene.words import Words
from geo.model.schema import KINDS, STATUSES, ZONE_BASES

_ROLE, _YEAR = Words("定位", "Role"), Words("年份", "Year")
_NUMBER, _NUMBERS = Words("数值", "Number"), Words("数字", "Numbers")
_ELSEWHERE = Words("未归入分区的地点", "Places in no zone")


class Clauses:
    """Clauses as a page cites them: of the plan itself by locator, of others with a letter that a note explains."""

    def __init__(self, choice: Choice) -> None:
        self._choice, self._letters = choice, dict[str, str]()
        own = [source for source in choice.scene.sources if source.title.zh == choice.scene.plan.title.zh]
        self._own = own[0].id if own else ""

    def text(self, facts: Iterable[Fact]) -> str:
        """Return where facts stand, each clause once."""
        found = (f"{self._letter(fact.source)}{fact.locator}" for fact in facts)
        return ("；" if self._choice.lang == "zh" else "; ").join(dict.fromkeys(found))

    def notes(self) -> str:
        """Return what the letters stand for."""
        titles = {source.id: source.title for source in self._choice.scene.sources}
        found = (
            f"{letter} {self._choice.words(titles.get(source, Words(source)))}"
            for source, letter in self._letters.items()
        )
        return "   ".join(found)

    def _letter(self, source: str) -> str:
        if source in ("", self._own):
            return ""
        self._letters.setdefault(source, f"[{len(self._letters) + 1}]")
        return f"{self._letters[source]} "


def page_tables(choice: Choice, clauses: Clauses) -> tuple[Table, ...]:
    """Return the tables of a step's page.

    Places stand on the most special page only: where each lit zone has a step of its own, or nothing is lit, the
    page lists the zones instead.
    """
    lit = [zone for zone in choice.zones if choice.is_lit(zone)]
    if not (choice.step and choice.step.lit):
        scopes = ("plan", "industry")
        strays = [park for park in choice.scene.parks if not zones_of(choice.scene, park)]
        found: tuple[Table, ...] = (
            _numbers(choice, clauses, lambda target: target.scope in scopes or _is_stray(choice, target)),
            _zones(choice, clauses, choice.zones),
            _places(choice, clauses, strays, choice.words(_ELSEWHERE)),
        )
    elif _has_own_steps(choice, lit):
        groups = {zone.group for zone in lit}
        found = (
            _numbers(choice, clauses, lambda target: target.scope == "group" and target.of in groups),
            _zones(choice, clauses, lit),
        )
    else:
        ids = {zone.id for zone in lit} | set(choice.step.lit if choice.step else ())
        parks = [
            park for park in choice.scene.parks if ids.intersection(zones_of(choice.scene, park)) or park.id in ids
        ]
        found = (
            _numbers(choice, clauses, lambda target: bool(ids & _zones_of_target(choice, target))),
            _places(choice, clauses, parks, choice.ui("places")),
        )
    return tuple(table for table in found if table.rows)


def _has_own_steps(choice: Choice, lit: Sequence[ZoneMark]) -> bool:
    """Return whether each of the zones has a step of its own further on."""
    later = choice.scene.steps[choice.number :]
    alone = {step.lit[0] for step in later if len(step.lit) == 1}
    return bool(lit) and all(zone.id in alone for zone in lit)


def _zones_of_target(choice: Choice, target: TargetMark) -> set[str]:
    """Return the zones that a number belongs to, by itself, its group, its unit or its place."""
    scene, of = choice.scene, target.of
    if target.scope == "zone":
        return {of}
    if target.scope == "group":
        return {zone.id for zone in scene.zones if zone.group == of}
    if target.scope == "unit":
        return {zone for unit in scene.units if unit.id == of for zone in unit.zones}
    if target.scope == "park":
        return {of, *(zone for park in scene.parks if park.id == of for zone in zones_of(scene, park))}
    return set()


def _is_stray(choice: Choice, target: TargetMark) -> bool:
    known = {zone.id for zone in choice.scene.zones}
    return target.scope in ("unit", "park") and not known & _zones_of_target(choice, target)


def _numbers(choice: Choice, clauses: Clauses, is_wanted: Callable[[TargetMark], bool]) -> Table:
    rows = tuple(_number(choice, clauses, target) for target in choice.scene.targets if is_wanted(target))
    columns = (choice.ui("target"), choice.words(_NUMBER), choice.words(_YEAR), choice.ui("clause"))
    return Table(choice.words(_NUMBERS), columns, (5.0, 2.6, 0.9, 2.0), rows, (1,))


def _number(choice: Choice, clauses: Clauses, target: TargetMark) -> tuple[str, ...]:
    subject = _subject(choice, target)
    indicator = choice.words(target.indicator)
    name = f"{subject}{'：' if choice.lang == 'zh' else ': '}{indicator}" if subject else indicator
    kind = choice.ui("baseline") if target.kind == "baseline" else ""
    label = f"{name}（{kind}）" if kind and choice.lang == "zh" else f"{name} ({kind.lower()})" if kind else name
    number = f"{choice.words(target.hedge)} {choice.words(target.shown)}".strip()
    return label, number, str(target.year or ""), clauses.text(target.facts)


def _subject(choice: Choice, target: TargetMark) -> str:
    """Return of what a number speaks, where the page's title does not say it."""
    scene = choice.scene
    tables: Mapping[str, Iterable[object]] = {
        "zone": scene.zones,
        "unit": scene.units,
        "park": scene.parks,
        "industry": scene.industries,
        "group": scene.groups,
    }
    found = (item for item in tables.get(target.scope, ()) if getattr(item, "id", "") == target.of)
    return next((choice.words(item.name) for item in found), "")  # type: ignore[attr-defined]


def _zones(choice: Choice, clauses: Clauses, zones: Sequence[ZoneMark]) -> Table:
    columns = (choice.ui("zone"), choice.words(_ROLE), choice.ui("members"), choice.ui("clause"))
    rows = tuple(_zone(choice, clauses, zone) for zone in zones)
    return Table(choice.ui("zones"), columns, (2.6, 4.6, 3.0, 1.6), rows)


def _zone(choice: Choice, clauses: Clauses, zone: ZoneMark) -> tuple[str, ...]:
    names = {unit.id: choice.words(unit.name) for unit in choice.scene.units}
    between = "、" if choice.lang == "zh" else ", "
    members = between.join(names[ident] for ident in zone.members if ident in names)
    none = "" if members else choice.words(Words(*ZONE_BASES.get(zone.basis, ("", ""))))
    return choice.words(zone.name), choice.words(zone.positioning), members or none, clauses.text(zone.facts)


def _places(choice: Choice, clauses: Clauses, parks: Sequence[ParkMark], title: str) -> Table:
    columns = (choice.ui("place"), choice.ui("kind"), choice.ui("status"), choice.ui("in_unit"), choice.ui("clause"))
    rows = tuple(_place(choice, clauses, park) for park in parks)
    return Table(title, columns, (4.4, 1.5, 1.3, 2.2, 2.2), rows)


def _place(choice: Choice, clauses: Clauses, park: ParkMark) -> tuple[str, ...]:
    unit = next((choice.words(unit.name) for unit in choice.scene.units if unit.id == park.unit), "")
    kind, status = (
        choice.words(Words(*table.get(key, (key, "")))) for table, key in ((KINDS, park.kind), (STATUSES, park.status))
    )
    located = unit if park.at else f"{unit} · {choice.ui('not_located')}".removeprefix(" · ")
    return choice.words(park.name), kind, status, located, clauses.text(park.facts)
