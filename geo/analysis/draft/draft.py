"""A plan's text -> rows that its author may accept: groups, zones, places, numbers, and the clauses beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from geo.analysis.author.begin import DOCUMENT, groups_of, period_of, zones_of
from geo.analysis.author.proposed import Proposed
from geo.analysis.author.readings import free_id, slug
from geo.analysis.author.revision import ids_of
from geo.analysis.clauses import Document, source_document
from geo.analysis.draft.anchors import anchor_of
from geo.analysis.draft.gazetteer import gazetteer_of
from geo.analysis.draft.header import proposed_groups, proposed_header
from geo.analysis.draft.industries import vocabulary_of
from geo.analysis.draft.known import Known, NumberFound
from geo.analysis.draft.layout import find_layout
from geo.analysis.draft.named_regions import named_regions
from geo.analysis.draft.numbers import find_numbers
from geo.analysis.draft.passages import RETROSPECT, Reading, read_passages
from geo.analysis.draft.places import PlaceFound, find_places
from geo.analysis.draft.tables import read_tables
from geo.analysis.draft.title import paper_of, refuse_two
from geo.analysis.draft.words import BY_YEAR
from geo.analysis.draft.zone_spans import ZoneFound
from geo.model.adcodes import level_known
from geo.model.cells import write_cell
from geo.model.errors import PlanError, Problem, guess
from geo.model.plan import Plan, file_of
from geo.model.schema import LONGEST_ANCHOR, Citation, Group, Park, Record, Source, Target, Zone, columns

_LONGEST = 200
"""Characters of what stands beside a zone."""
_WHEN = re.compile(f"(?:力争)?{BY_YEAR}(?:,|前)?")
"""How a clause says by when."""


@dataclass(frozen=True)
class Draft:
    """What a text proposes.

    Attributes
    ----------
    slogan : str
        As printed; empty where it has none.
    locator, anchor : str
        Where it stands.
    groups : tuple of Group
        What it counts.
    rows : mapping of str to tuple of Proposed
        Table (``plan``, ``groups``, ``zones``, ``parks``, ``targets``, ``citations``) -> rows proposed, in the order of
        the text.
    """

    slogan: str
    locator: str
    anchor: str
    groups: tuple[Group, ...]
    rows: Mapping[str, tuple[Proposed, ...]]


def draft_plan(plan: Plan, text: str, source: str = "", shown: str = "the text") -> Draft:
    """Read a plan's text and propose rows; those that the plan has already are left out.

    Parameters
    ----------
    plan : Plan
        The plan, with the units of its region; it may have nothing else yet.
    text : str
        Its text, a line a line or a paragraph a line.
    source : str
        Id of the text's source; the plan's own document where it is not given.
    shown : str
        Name of the text's file in messages.

    Raises
    ------
    PlanError
        The plan has no such source, or the text is that of another document.
    ReadError
        The text holds two plans.
    """
    row = _source(plan, source)
    document = _document(text, row, plan, shown)
    tables = read_tables(text, document)
    reading = read_passages(document, tables.edges)
    refuse_two(reading, shown)
    gazetteer, vocabulary = gazetteer_of(plan), vocabulary_of(plan.industries)
    layout = find_layout(reading, gazetteer, tables)
    layout = layout if layout.parts else named_regions(reading, gazetteer)
    places = find_places(reading, layout, gazetteer, vocabulary, tables)
    period = plan.header.period or period_of(row.title)
    known = Known(
        reading,
        layout,
        gazetteer,
        vocabulary,
        places,
        tuple(map(int, period)),
        back=bool(RETROSPECT.search(row.title)),
        title=row.title,
        year=_year_of(row.title),
        issued=_issued(row, reading),
        tables=tables,
    )
    if row.source not in (DOCUMENT, plan.id):
        years = tuple(map(int, period_of(row.title)))
        known = replace(known, period=years or known.period, topic=vocabulary.told_by(row.title), by_title=bool(years))
    elif len(own := vocabulary.sectors_of(plan.header.title)) == 1 and not re.search("[和与及、]", plan.header.title):
        known = replace(known, own=own[0])
    return _Writer(plan, row.source, known).draft(find_numbers(known))


def _year_of(title: str) -> int | None:
    """Return the one year that a title has."""
    years = re.findall("20\\d\\d(?=年)", title)
    return int(years[0]) if len(years) == 1 else None


def _issued(row: Source, reading: Reading) -> int | None:
    """Return in which year a document was issued, by its row, else by what it says of itself, or its first aim."""
    paper = paper_of(reading)
    told = re.search("20\\d\\d", f"{row.date} {row.number} {paper.number} {paper.issued or ''}")
    aims = re.findall("(?:^|[,。;])(?:力争)?到(20\\d\\d)年", reading.document.text)
    return int(told[0]) if told else min(map(int, aims), default=None)


def _source(plan: Plan, source: str) -> Source:
    rows = {row.source: row for row in plan.sources}
    if not source and (DOCUMENT in rows or plan.id in rows or len(rows) == 1):
        return rows.get(DOCUMENT) or rows.get(plan.id) or plan.sources[0]
    if source not in rows:
        message = f'there is no source "{source}"' if source else "does not say which source the text is"
        hint = (
            guess(source, rows) or f"Name it with --text SOURCE=FILE: {', '.join(sorted(rows)) or 'there is none yet'}."
        )
        raise PlanError([Problem(file_of(plan.id, "sources.csv"), 0, "", message, hint, "unknown-source")])
    return rows[source]


def _document(text: str, row: Source, plan: Plan, shown: str) -> Document:
    try:
        return source_document(text, row, plan.sources)
    except ValueError as error:
        hint = f"Is it the text of {row.title}? Name the source with --text SOURCE=FILE."
        raise PlanError([Problem(shown, 0, f"source {row.source}", str(error), hint, "wrong-text")]) from None


@dataclass(frozen=True)
class _Writer:
    """Writes what was found as rows.

    Attributes
    ----------
    plan, source, known
        The plan, the id of its source, and what was found in its text.
    """

    plan: Plan
    source: str
    known: Known

    @property
    def _document(self) -> Document:
        return self.known.reading.document

    def draft(self, numbers: Sequence[NumberFound]) -> Draft:
        layout = self.known.layout
        groups = (
            self.plan.groups_in_order()
            if len(self.plan.groups) == len(layout.parts)
            else tuple(groups_of(layout.parts))
        )
        taken = {*ids_of(self.plan), *(group.group for group in groups)}
        zones = self._zone_ids(groups, taken)
        parks = self._park_ids(taken)
        scoped = [(number, self._scope_id(number, groups, zones, parks)) for number in numbers]
        cited: list[Proposed] = []
        own = self.source in (DOCUMENT, self.plan.id) or len(self.plan.sources) == 1
        rows = {
            "plan": tuple(proposed_header(self.plan, self.known.reading, layout) if own else ()),
            "groups": tuple(proposed_groups(self.plan, self.known.reading, layout, groups)),
            "zones": tuple(self._zones(groups, zones)),
            "parks": tuple(self._parks(zones, parks, cited)),
            "targets": tuple(self._targets(scoped, taken)),
            "citations": tuple(cited),
        }
        at = layout.start
        words = anchor_of(self._document, at, at + len(layout.slogan)) if layout.slogan else ""
        return Draft(layout.slogan, self._locator(at) if words else "", words, groups, rows)

    def _locator(self, at: int) -> str:
        return self.known.reading.locator(at)

    def _sentence(self, at: int) -> str:
        return self.known.reading.sentence_at(at).text

    def _cited(self, start: int, end: int) -> dict[str, str]:
        return {"source": self.source, "locator": self._locator(start), "anchor": anchor_of(self._document, start, end)}

    def _zone_ids(self, groups: Sequence[Group], taken: set[str]) -> tuple[str, ...]:
        """Return the id of each zone of the layout: that of the plan's zone at its place, where there is one."""
        layout = self.known.layout
        there = {(zone.group, zone.order): zone.zone for zone in self.plan.zone_rows}
        fresh = {(zone.group, zone.order): zone.zone for zone in zones_of(layout.parts, groups)}
        taken.update(fresh.values())
        found = []
        for zone in layout.zones:
            place = (groups[zone.part].group, zone.order)
            found.append(there.get(place) or fresh.get(place) or free_id(f"{place[0]}-{zone.order}", taken))
        return tuple(found)

    def _zones(self, groups: Sequence[Group], ids: Sequence[str]) -> Iterator[Proposed]:
        there = {zone.zone: zone for zone in self.plan.zone_rows}
        for ident, zone in zip(ids, self.known.layout.zones, strict=True):
            if ident not in there or not there[ident].name:
                row = self._zone(groups[zone.part].group, ident, zone)
                basis = {} if ident in there else {"basis": "none"}
                yield Proposed({**row, **basis}, self._told(zone))

    def _told(self, zone: ZoneFound) -> str:
        """Return the sentence that names a zone, and those that say what it is as far as they are short."""
        sentences = [each for each in self.known.reading.sentences if zone.holds(each.start)]
        texts = dict.fromkeys([self._sentence(zone.start), *(each.text for each in sentences)])
        told, *rest = texts
        for text in rest:
            told = f"{told}。{text}" if len(told) + len(text) < _LONGEST else told
        return told

    def _zone(self, group: str, ident: str, zone: ZoneFound) -> dict[str, str]:
        members = set(zone.members)
        within = {code for code in members if not members.isdisjoint(self.plan.upwards(code)[1:])}
        others = (*zone.others, *(unit.name for unit in self.plan.unit_rows if unit.unit in within))
        return _cells(
            Zone,
            zone=ident,
            group=group,
            order=zone.order,
            name=zone.name,
            members=tuple(sorted(members - within)),
            focus=zone.focus,
            lead=zone.lead,
            note=f"文中还列：{'、'.join(others)}" if others else "",
            **self._cited(zone.start, zone.end),
        )

    def _park_ids(self, taken: set[str]) -> dict[str, str]:
        """Return the id of each place by its name: the plan's own where it has it."""
        there = {name: row.park_id for row in self.plan.park_rows for name in (row.name, *row.aliases)}
        found = {}
        for place in self.known.places:
            found[place.name] = there.get(place.name) or free_id(slug(place.name) or place.kind, taken)
        return found

    def _parks(self, zones: Sequence[str], ids: Mapping[str, str], cited: list[Proposed]) -> Iterator[Proposed]:
        there = {row.park_id for row in self.plan.park_rows}
        for place in self.known.places:
            ident = ids[place.name]
            if ident not in there:
                cited.extend(self._citations(ident, place))
                yield Proposed(self._park(ident, zones, place), place.mentions[0].sentence.text)

    def _park(self, ident: str, zones: Sequence[str], place: PlaceFound) -> dict[str, str]:
        level = level_known(place.adcode, self.known.gazetteer.levels.get(place.adcode, ""))
        mention = place.mentions[0]
        return _cells(
            Park,
            park_id=ident,
            name=place.name,
            aliases=place.aliases,
            kind=place.kind,
            zones=tuple(zones[at] for at in place.zones),
            adcode=place.adcode,
            basis=level if level in ("county", "prefecture") else "none",
            unlocated="region-aim" if place.aim else "planned" if place.status == "planned" else "silent",
            industries=place.industries,
            status=place.status,
            **self._cited(mention.start, mention.end),
        )

    def _citations(self, ident: str, place: PlaceFound) -> Iterator[Proposed]:
        """Yield the clauses that name a place after the first one, each once."""
        seen = {self._locator(place.mentions[0].start)}
        for mention in place.mentions[1:]:
            locator = self._locator(mention.start)
            if locator not in seen:
                seen.add(locator)
                row = _cells(
                    Citation,
                    subject_type="park",
                    subject_id=ident,
                    about="name",
                    **self._cited(mention.start, mention.end),
                )
                yield Proposed(row, mention.sentence.text)

    def _targets(self, numbers: Iterable[tuple[NumberFound, str]], taken: set[str]) -> Iterator[Proposed]:
        """Yield the numbers of something, each of them given with the id of what it is of."""
        there = {(row.locator, row.low, row.high, row.measure) for row in self.plan.target_rows}
        for number, scope_id in numbers:
            quantity = number.quantity
            known = (self._locator(number.start), quantity.low, quantity.high, quantity.measure) in there
            if number.indicator and not known:
                yield Proposed(self._target(number, scope_id, taken), number.sentence.text)

    def _scope_id(
        self, number: NumberFound, groups: Sequence[Group], zones: Sequence[str], parks: Mapping[str, str]
    ) -> str:
        if number.scope == "zone":
            return zones[int(number.subject)]
        if number.scope == "group":
            return groups[int(number.subject)].group
        return parks[number.subject] if number.scope == "park" else number.subject or self.plan.id

    def _target(self, number: NumberFound, scope_id: str, taken: set[str]) -> dict[str, str]:
        quantity = number.quantity
        return _cells(
            Target,
            target_id=free_id(slug(number.indicator) or "number", taken),
            scope=number.scope,
            scope_id=scope_id,
            indicator=number.indicator,
            kind=number.kind,
            operator=quantity.operator,
            mode=number.mode,
            hedge=number.hedge,
            low=quantity.low,
            high=quantity.high,
            measure=quantity.measure,
            year=number.year,
            **self._cited(self._told_from(number), number.end),
        )

    def _told_from(self, number: NumberFound) -> int:
        """Return where an anchor of a number begins: where its clause does, the day told, or what is counted.

        That which leaves room for the number; the number itself where none does, so that no word is cut.
        """
        clause = re.split("[,;:。、]", number.sentence.text[: number.quantity.start])[-1]
        opening = _WHEN.match(clause)
        starts = (
            0,
            opening.end() if opening else 0,
            clause.rfind(number.indicator),
            clause.rfind(number.indicator[-4:]),
        )
        lengths = [len(clause) - start for start in starts if start >= 0]
        room = LONGEST_ANCHOR - (number.end - number.start)
        return number.start - max((length for length in lengths if length <= room), default=0)


def _cells(row: type[Record], **values: Any) -> dict[str, str]:
    """Return values as cells in the order of their table, without the empty ones."""
    cells = {column.name: write_cell(values[column.name]) for column in columns(row) if column.name in values}
    return {name: cell for name, cell in cells.items() if cell}
