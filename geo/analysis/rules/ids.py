"""Ids are well formed and unique, and whatever points at one points at something."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from geo.analysis.rules.lookup import Finding, Lookup, ident, named
from geo.model.adcodes import ADCODE, plain_adcode
from geo.model.counties import counties_beside, is_adcode_in_use, is_real_province
from geo.model.errors import guess
from geo.model.files import is_device
from geo.model.naming import Named, find_named
from geo.model.plan import ROWS
from geo.model.schema import LAYERS, SCOPES, SUBJECTS, TABLES, Record, columns

_ID = re.compile(r"[a-z0-9-]+")
_STORY = ("group", "zone", "unit", "park")


def duplicate_ids(look: Lookup) -> Iterator[Finding]:
    """Find ids that stand twice; groups, zones, units, parks and numbers share one space of names."""
    plan = look.plan
    shared: list[Record] = [*plan.groups, *plan.zone_rows, *plan.unit_rows, *plan.park_rows, *plan.target_rows]
    for rows in (shared, plan.schematic_rows, plan.sources, plan.steps, plan.industries):
        first: dict[str, Record] = {}
        for row in rows:
            before = first.setdefault(ident(row), row)
            if before is not row and ident(row):
                message = f'the id "{ident(row)}" is taken at {look.file(before)}:{before.line} ({named(before)})'
                yield Finding(row, message, "Give one of them another id.")


def duplicate_rows(look: Lookup) -> Iterator[Finding]:
    """Find rows without an id that say the same twice, and two states of one place on one day."""
    groups: tuple[tuple[str, Sequence[tuple[object, Record]]], ...] = (
        ("says what line {} says", [(row, row) for row in look.plan.citations]),
        (
            "says what line {} says",
            [((row.target_id, row.as_of, row.source), row) for row in look.plan.actuals],
        ),
        ("is of the place and date of line {}", [((row.park_id, row.as_of), row) for row in look.plan.status_rows]),
    )
    for message, rows in groups:
        first: dict[object, Record] = {}
        for same, row in rows:
            before = first.setdefault(same, row)
            if before is not row:
                yield Finding(row, message.format(before.line), "Remove one of the two.")


def bad_ids(look: Lookup) -> Iterator[Finding]:
    """Find ids of other characters than a-z, 0-9 and the hyphen, and adcodes that are none."""
    plan = look.plan
    rows: list[Record] = [plan.header, *plan.groups, *plan.zone_rows, *plan.park_rows, *plan.target_rows]
    for row in [*rows, *plan.sources, *plan.steps, *plan.industries]:
        if ident(row) and not _ID.fullmatch(ident(row)):
            yield Finding(row, f'the id "{ident(row)}" has other characters than a-z, 0-9 and -', _plain_id(ident(row)))
    if is_device(plan.id):
        message = f'the id "{plan.id}" is the name of a device, and of no folder, on Windows'
        yield Finding(plan.header, message, "Rename its folders, and the id in plan.toml.")
    for unit in plan.unit_rows:
        if unit.unit and not ADCODE.fullmatch(unit.unit):
            yield Finding(unit, f'"{unit.unit}" is no adcode', _plain_code(unit.unit))
    for row, adcode in _adcodes(look):
        if not ADCODE.fullmatch(adcode):
            hint = _code_named(look, adcode) or guess(adcode, look.units) or _plain_code(adcode)
            yield Finding(row, f'"{adcode}" is no adcode', hint)


def unknown_adcodes(look: Lookup) -> Iterator[Finding]:
    """Find adcodes of the region and of places that are those of no unit; an invented country has its own."""
    invented = not is_real_province(look.plan.header.region_adcode)
    for row, adcode in _adcodes(look):
        known = adcode in look.units or not ADCODE.fullmatch(adcode) or is_adcode_in_use(adcode)
        if not known and not (invented and not is_real_province(adcode)):
            near = [unit for unit in look.units if unit[:4] == adcode[:4]] or counties_beside(adcode)
            hint = guess(adcode, near) or "Write that of its county or prefecture, or none."
            yield Finding(row, f'adcode "{adcode}" is that of no unit', hint)


def _adcodes(look: Lookup) -> Iterator[tuple[Record, str]]:
    """Yield the adcodes that need not be among the plan's units: of the region, and of places."""
    header = look.plan.header
    rows = [(header, header.region_adcode), *((park, park.adcode) for park in look.plan.park_rows)]
    yield from ((row, adcode) for row, adcode in rows if adcode)


def unknown(kind: str) -> Callable[[Lookup], Iterator[Finding]]:
    """Return what finds rows that name something of a kind which does not exist, in any column that refers to it."""
    referring = [
        (ROWS[name], column.name)
        for name, row in {**LAYERS, **TABLES}.items()
        for column in columns(row)
        if column.refers == kind
    ]

    def find(look: Lookup) -> Iterator[Finding]:
        for rows, column in referring:
            yield from _unknown(look, getattr(look.plan, rows), column, kind)

    return find


def unknown_zones(look: Lookup) -> Iterator[Finding]:
    """Find parks given to, and drawings of, a zone that does not exist."""
    yield from unknown("zone")(look)
    yield from _unknown(look, look.plan.schematic_rows, "zone", "zone")


def unknown_units(look: Lookup) -> Iterator[Finding]:
    """Find members and parents that are not among the units, and a region that must be and is not."""
    plan = look.plan
    yield from _unknown(look, plan.zone_rows, "members", "unit")
    inner = [unit for unit in plan.unit_rows if unit.parent != plan.header.region_adcode]
    yield from _unknown(look, inner, "parent", "unit")
    if plan.header.partition:
        yield from _unknown(look, [plan.header], "region_adcode", "unit")


def unknown_scopes(look: Lookup) -> Iterator[Finding]:
    """Find numbers that speak of something that does not exist."""
    for target in look.plan.target_rows:
        known = look.ids.get(target.scope)
        if known is not None and target.scope_id and target.scope_id not in known:
            found = _missing(target, "scope_id", target.scope_id, target.scope, known)
            yield _of_another_kind(found, look, target.scope_id, "scope", SCOPES)


def unknown_subjects(look: Lookup) -> Iterator[Finding]:
    """Find citations of, and steps that light, something that does not exist."""
    for citation in look.plan.citations:
        known = look.ids.get(citation.subject_type)
        if known is not None and citation.subject_id and citation.subject_id not in known:
            found = _missing(citation, "subject_id", citation.subject_id, citation.subject_type, known)
            yield _of_another_kind(found, look, citation.subject_id, "subject_type", SUBJECTS)
    shown = [name for kind in _STORY for name in look.ids[kind]]
    for step in look.plan.steps:
        for name in step.lit:
            if name not in shown:
                yield _missing(step, "lit", name, "group, zone, unit or park", shown)


def circular(look: Lookup) -> Iterator[Finding]:
    """Find rows that, followed upwards, lead back to themselves."""
    plan = look.plan
    chains: tuple[tuple[Sequence[Record], str], ...] = (
        (plan.unit_rows, "parent"),
        (plan.park_rows, "part_of"),
        (plan.park_rows, "superseded_by"),
        (plan.target_rows, "part_of"),
        (plan.industries, "parent"),
    )
    for rows, column in chains:
        above = {ident(row): getattr(row, column) for row in rows if ident(row)}
        if column == "superseded_by":
            # A place that nothing replaces names itself.
            above = {each: other for each, other in above.items() if each != other}
        for loop in _loops(above):
            row = next(row for row in rows if ident(row) == loop[0])
            shown = " → ".join((*loop, loop[0]))
            yield Finding(row, f"{column} leads back to itself: {shown}", f"Empty {column} in one of them.")


def _loops(above: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield each loop of a mapping of ids to the ids above them, from its first id on. Every id is walked once."""
    walked: set[str] = set()
    for start in above:
        chain: dict[str, None] = {}
        name = start
        while name in above and name not in walked:
            walked.add(name)
            chain[name] = None
            name = above[name]
        if name in chain:
            ring = list(chain)[list(chain).index(name) :]
            first = ring.index(min(ring))
            yield ring[first:] + ring[:first]


def _unknown(look: Lookup, rows: Iterable[Record], column: str, kind: str) -> Iterator[Finding]:
    known = look.ids[kind]
    for row in rows:
        value = getattr(row, column)
        for name in value if isinstance(value, tuple) else [value]:
            if name and name not in known:
                found = _missing(row, column, name, kind, known)
                meant = _code_named(look, name) if kind == "unit" else ""
                yield found._replace(hint=meant) if meant else found


def _missing(row: Record, column: str, name: str, kind: str, known: Iterable[str]) -> Finding:
    names = list(known)
    listed = f"There are: {', '.join(names[:8])}{', …' if len(names) > 8 else ''}." if names else "There are none."
    return Finding(row, f'{column} "{name}" is no {kind} of this plan', guess(name, names) or listed)


def _of_another_kind(found: Finding, look: Lookup, name: str, column: str, kinds: Iterable[str]) -> Finding:
    """Return a finding with the kind of thing, of those that a column may name, of which the plan has that id."""
    kind = next((kind for kind in kinds if name in look.ids[kind]), "")
    return found._replace(hint=f'That is the id of another kind: write "{kind}" in {column}.') if kind else found


def _code_named(look: Lookup, text: str) -> str:
    """Return which adcode to write for the name of a unit, or an empty text."""
    named_units = [Named(unit.unit, unit.name, other=unit.name_en) for unit in look.plan.unit_rows]
    found = find_named(text, named_units)
    return f'Write "{found[0].adcode}", its adcode.' if len(found) == 1 else ""


def _plain_code(given: str) -> str:
    plain = plain_adcode(given)
    meant = f' Write "{plain}".' if plain != given and ADCODE.fullmatch(plain) else ""
    return f"An adcode has six digits, that of a township nine.{meant}"


def _plain_id(given: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", given.lower()).strip("-")
    return f'Write "{plain}".' if plain else "Write a short English name."
