"""Hold drafts of the shipped plans' texts against their curated rows, and print the table of README.

``python tests/draft/score.py TEXTS [-v] [PLAN[:SOURCE]]...``: TEXTS holds the texts by the names of sources.csv; ``-v``
lists what was missed and what is too much.

What counts as found: a zone by its name in its clause; a member by its adcode; a number by its value and measure in its
clause; a place by one of its names, or in its clause by most of one; a clause by being one that the row, or a citation
of it, has. A number has all fields right where operator, value, measure, year, scope, kind, mode and hedge are the
curated ones and its indicator shares half its characters with the curated one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from geo.analysis.clauses import squeeze
from geo.analysis.draft.draft import Draft, draft_plan
from geo.model.cells import write_cell
from geo.model.plan import Plan, read_plan
from geo.model.schema import Group, Park, Target

KINDS = ("zones", "members", "numbers", "fields", "places", "locators")
FACTS = ("kind", "status", "zones of it", "adcode", "industries")
HEADS = (
    "zones found",
    "members found",
    "numbers found",
    "numbers proposed with all fields right",
    "places found",
    "places proposed that are right",
    "clauses right",
)
FIELDS = ("operator", "low", "high", "measure", "year", "scope", "scope_id", "kind", "mode", "hedge")
ALIKE = 0.5
"""Share of a name, or of an indicator, that must be the same."""
FACT_HEADS = ("kind", "state", "zones", "city or county", "industry at the top of the taxonomy")
MAIN = (("heilongjiang", "plan"), ("changsha", "plan"), ("national", "national"), ("national", "press"))
"""Texts that were curated as a whole; of the others the national plan takes single clauses."""

Row = dict[str, str]


@dataclass
class Tally:
    """What was wanted, proposed and right of one kind, with what was missed and what is too much."""

    wanted: int = 0
    proposed: int = 0
    found: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    def hit(self, was: bool, told: str) -> None:
        """Count one that was wanted."""
        self.wanted += 1
        self.found += was
        if not was:
            self.missed.append(told)

    @property
    def recall(self) -> str:
        return share(self.found, self.wanted)

    @property
    def precision(self) -> str:
        return share(self.right, self.proposed)


def share(part: int, whole: int) -> str:
    """Return a part of a whole as README shows it; a dash where there is nothing."""
    return f"{part} of {whole}, {100 * part / whole:.0f} %" if whole else "–"


def bare(plan: Plan) -> Plan:
    """Return a plan as its author begins it: without zones, places, numbers and clauses."""
    return replace(plan, groups=(), zone_rows=(), park_rows=(), target_rows=(), citations=())


def score(plan: Plan, source: str, text: str) -> dict[str, Tally]:
    """Return the tallies of one text of a plan."""
    draft = draft_plan(bare(plan), text, source)
    scorer = Scorer(plan, source, draft, {name: Tally() for name in (*KINDS, *FACTS)})
    scorer.zones()
    scorer.numbers(scorer.places())
    return scorer.tallies


@dataclass(frozen=True)
class Scorer:
    """Compares one draft with the curated rows of its source."""

    plan: Plan
    source: str
    draft: Draft
    tallies: dict[str, Tally]

    def rows(self, table: str) -> list[Row]:
        return [dict(each.row) for each in self.draft.rows[table]]

    def locator(self, row: Row, clauses: set[str], name: str) -> None:
        right = row["locator"] in clauses
        tally = self.tallies["locators"]
        tally.hit(right, f"{name}: {row['locator']}, not {' '.join(sorted(clauses))}")
        tally.proposed, tally.right = tally.wanted, tally.found

    def zones(self) -> None:
        """Tally zones and, of those whose units the text names, their members."""
        tally, members = self.tallies["zones"], self.tallies["members"]
        left = self.rows("zones")
        tally.proposed = len(left)
        for zone in (row for row in self.plan.zone_rows if row.source == self.source):
            told = set() if self.is_defined_elsewhere(zone.members, zone.definition) else set(zone.members)
            found = [row for row in left if plain(row["name"]) == plain(zone.name) and row["locator"] == zone.locator]
            tally.hit(bool(found), f"{zone.locator} {zone.name}")
            own = set(filter(None, found[0].get("members", "").split(";"))) if found else set()
            for code in sorted(told):
                members.hit(code in own, f"{zone.name} {code}")
            if found:
                left.remove(found[0])
                tally.right += 1
                members.proposed += len(own)
                members.right += len(told & own)
                members.extra += [f"{zone.name} {code}" for code in sorted(own - told)]
                self.locator(found[0], {zone.locator}, zone.name)
        tally.extra = [f"{row['locator']} {row['name']}" for row in left]

    def is_defined_elsewhere(self, members: Sequence[str], definition: str) -> bool:
        """Return whether a zone's units are not in the text: a name of the whole country's regions stands for them."""
        return not members or (bool(definition) and self.plan.header.region_adcode != "100000")

    def places(self) -> dict[str, str]:
        """Tally places; return which proposed one is which curated one."""
        tally = self.tallies["places"]
        cited = {each.subject_id for each in self.plan.citations if each.source == self.source}
        rows, same = self.rows("parks"), dict[str, str]()
        for park in self.plan.park_rows:
            own = park.source == self.source
            matches = [row for row in rows if is_same(park, row)] if own or park.park_id in cited else []
            for row in matches:
                same.setdefault(row["park_id"], park.park_id)
            if own:
                tally.hit(bool(matches), f"{park.locator} {park.name}")
            if own and matches:
                clauses = {each.locator for each in self.plan.citations if each.subject_id == park.park_id}
                self.locator(matches[0], {park.locator, *clauses}, park.name)
                self.facts(park, matches[0])
        tally.proposed, tally.right = len(rows), len(same)
        tally.extra = [f"{row['locator']} {row['name']}" for row in rows if row["park_id"] not in same]
        return same

    def facts(self, park: Park, row: Row) -> None:
        """Tally what is told of a place: its unit is right, too, where it is one above the curated one."""
        zones = {each["zone"]: plain(each["name"]) for each in self.rows("zones")}
        known = {zone.zone: plain(zone.name) for zone in self.plan.zone_rows}
        own = {code: self.plan.top_of(code) for code in (*park.industries, *listed(row, "industries"))}
        pairs = {
            "kind": ({row.get("kind", "")}, {park.kind}),
            "status": ({row.get("status", "")}, {park.status}),
            "zones of it": ({zones[each] for each in listed(row, "zones")}, {known[each] for each in park.zones}),
            "adcode": ({row.get("adcode", "")} & {"", *self.plan.upwards(park.adcode)}, {row.get("adcode", "")}),
            "industries": ({own[each] for each in listed(row, "industries")}, {own[each] for each in park.industries}),
        }
        if park.adcode and not row.get("adcode"):
            pairs["adcode"] = (set(), {park.adcode})
        for name, (one, other) in pairs.items():
            self.tallies[name].hit(one == other, f"{park.locator} {park.name}: {sorted(one)}, not {sorted(other)}")

    def numbers(self, same: Mapping[str, str]) -> None:
        """Tally numbers, and of those found the ones that have all fields right."""
        tally, fields = self.tallies["numbers"], self.tallies["fields"]
        names = {
            "park": same,
            "zone": {row["zone"]: row["name"] for row in self.rows("zones")},
            "group": {group.group: self.group_named(group) for group in self.draft.groups},
        }
        left = self.rows("targets")
        tally.proposed = fields.proposed = len(left)
        for row in left:
            row["scope_id"] = names.get(row["scope"], {}).get(row["scope_id"], row["scope_id"])
        for target in (row for row in self.plan.target_rows if row.source == self.source):
            matches = [row for row in left if is_same_number(target, row)]
            row = min(matches, key=lambda row: len(self.faults(target, row)), default=None)
            faults = ["not found"] if row is None else self.faults(target, row)
            tally.hit(row is not None, f"{target.locator} {target.target_id} {target.anchor}")
            fields.hit(not faults, f"{target.locator} {target.target_id}: {', '.join(faults)}")
            if row is not None:
                left.remove(row)
                tally.right += 1
                fields.right += not faults
                self.locator(row, {target.locator}, target.target_id)
        tally.extra = [f"{row['locator']} {row.get('indicator')} {row['anchor']}" for row in left]

    def group_named(self, group: Group) -> str:
        """Return the curated name of a group that has the same zones, else its own."""
        own = {plain(row["name"]) for row in self.rows("zones") if row["group"] == group.group}
        for known in self.plan.groups:
            zones = {plain(zone.name) for zone in self.plan.zone_rows if zone.group == known.group}
            if own and own == zones:
                return known.name
        return group.name

    def faults(self, target: Target, row: Row) -> list[str]:
        """Return the fields of a proposed number that differ from the curated ones."""
        known = {zone.zone: zone.name for zone in self.plan.zone_rows}
        known |= {group.group: group.name for group in self.plan.groups}
        wrong = []
        for name in FIELDS:
            value = write_cell(getattr(target, name))
            value = known.get(value, value) if name == "scope_id" and target.scope in ("zone", "group") else value
            if value != row.get(name, ""):
                wrong.append(f"{name} {row.get(name, '')!r} not {value!r}")
        one, other = set(plain(row.get("indicator", ""))), set(plain(target.indicator))
        if len(one & other) < ALIKE * min(len(one), len(other)):
            wrong.append(f"indicator {row.get('indicator', '')!r} not {target.indicator!r}")
        return wrong


def listed(row: Row, column: str) -> list[str]:
    return [each for each in row.get(column, "").split(";") if each]


def plain(name: str) -> str:
    return re.sub("[“”\"'‘’《》]", "", squeeze(name))


def is_same(park: Park, row: Row) -> bool:
    """Return whether a proposed row is a curated place: one of its names, or in its clause most of one."""
    own = {plain(name) for name in (row["name"], *row.get("aliases", "").split(";")) if name}
    known = {plain(name) for name in (park.name, *park.aliases)}
    if own & known:
        return True
    pairs = (sorted((one, other), key=len) for one in own for other in known)
    most = (short in long and len(short) >= max(4, ALIKE * len(long)) for short, long in pairs)
    return park.locator == row["locator"] and any(most)


def is_same_number(target: Target, row: Row) -> bool:
    """Return whether a proposed number is a curated one: the same value in the same clause, of the same thing."""
    if (write_cell(target.low), write_cell(target.high)) != (row.get("low", ""), row.get("high", "")):
        return False
    pairs = set(bigrams(target.indicator + target.anchor)) & set(bigrams(row["anchor"] + row.get("indicator", "")))
    return target.locator == row["locator"] and (bool(pairs) or target.measure == row.get("measure"))


def bigrams(text: str) -> Iterator[str]:
    bare_text = plain(text)
    return (bare_text[at : at + 2] for at in range(len(bare_text) - 1))


def table(scores: Mapping[tuple[str, str], Mapping[str, Tally]]) -> Iterator[str]:
    """Yield the lines of the table of README: of each kind what was found of what there is, and what of it is right."""
    yield f"| text | {' | '.join(HEADS)} |"
    yield f"|---|{'---|' * len(HEADS)}"
    for (plan, source), tallies in scores.items():
        zones, members, numbers, fields, places, locators = (tallies[name] for name in KINDS)
        cells = (zones.recall, members.recall, numbers.recall, fields.precision)
        yield f"| {plan}, {source} | {' | '.join((*cells, places.recall, places.precision, locators.recall))} |"


def facts(scores: Mapping[tuple[str, str], Mapping[str, Tally]]) -> Iterator[str]:
    """Yield the lines of the table of what is right of the places found."""
    yield f"| of places found | {' | '.join(FACT_HEADS)} |"
    yield f"|---|{'---|' * len(FACT_HEADS)}"
    for (plan, source), tallies in scores.items():
        yield f"| {plan}, {source} | {' | '.join(tallies[name].recall for name in FACTS)} |"


def main(folder: Path, wanted: Sequence[str], verbose: bool) -> None:
    asked = [tuple(each.split(":")) for each in wanted]
    scores = {}
    for plan in map(read_plan, dict.fromkeys([name for name, *_ in asked] or [name for name, _ in MAIN])):
        for row in plan.sources:
            key = (plan.id, row.source)
            if row.text and (key in MAIN if not asked else key in asked or (plan.id,) in asked):
                scores[key] = score(plan, row.source, (folder / row.text).read_text(encoding="utf-8"))
    print("\n".join((*table(scores), "", *facts(scores))))
    for key, tallies in scores.items() if verbose else ():
        for name, tally in tallies.items():
            print(*(f"{':'.join(key)} - {name} {each}" for each in tally.missed), sep="\n")
            print(*(f"{':'.join(key)} + {name} {each}" for each in tally.extra), sep="\n")


if __name__ == "__main__":
    given = [each for each in sys.argv[2:] if each != "-v"]
    main(Path(sys.argv[1]), given, "-v" in sys.argv)
