"""Hold drafts of the shipped plans against their curated rows: what was found, what was right, what was missed."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path

from geo.analysis.author.proposed import Proposed
from geo.analysis.clauses import squeeze
from geo.analysis.draft.draft import Draft, draft_plan
from geo.model.cells import write_cell
from geo.model.plan import Plan, read_plan
from geo.model.schema import Park, Target

FIELDS = ("operator", "low", "high", "measure", "year", "scope", "scope_id", "kind", "mode", "hedge")
_ALIKE = 0.5


@dataclass
class Tally:
    """What was wanted, found and proposed of one kind, with what was missed and what is too much."""

    wanted: int = 0
    found: int = 0
    proposed: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 1.0


def bare(plan: Plan) -> Plan:
    """Return a plan as its author begins it: without zones, places, numbers and clauses."""
    return replace(plan, groups=(), zone_rows=(), park_rows=(), target_rows=(), citations=())


def score(plan: Plan, source: str, text: str) -> dict[str, Tally]:
    """Return the tallies of one text of a plan."""
    draft = draft_plan(bare(plan), text, source)
    tallies = {name: Tally() for name in ("zones", "members", "numbers", "fields", "places", "locators")}
    _zones(plan, source, draft, tallies)
    same = _places(plan, source, draft, tallies)
    _numbers(plan, source, draft, tallies, same)
    return tallies


def _zones(plan: Plan, source: str, draft: Draft, tallies: Mapping[str, Tally]) -> None:
    wanted = [zone for zone in plan.zone_rows if zone.source == source]
    rows = [each.row for each in draft.rows["zones"]]
    zones, members = tallies["zones"], tallies["members"]
    zones.wanted, zones.proposed = len(wanted), len(rows)
    left = list(rows)
    for zone in wanted:
        row = next((row for row in left if squeeze(row["name"]) == squeeze(zone.name) and _near(row, zone)), None)
        told = set() if zone.definition and source == "plan" else set(zone.members)
        members.wanted += len(told)
        if row is None:
            zones.missed.append(f"{zone.locator} {zone.name}")
            members.missed += sorted(told)
            continue
        left.remove(row)
        zones.found += 1
        zones.right += 1
        own = set(filter(None, row.get("members", "").split(";")))
        members.proposed += len(own)
        members.found += len(told & own)
        members.right += len(told & own)
        members.missed += [f"{zone.name} {code}" for code in sorted(told - own)]
        members.extra += [f"{zone.name} {code}" for code in sorted(own - told)]
        _locator(tallies["locators"], row, {zone.locator}, zone.name)
    zones.extra = [f'{row["locator"]} {row["name"]}' for row in left]


def _near(row: Mapping[str, str], zone: object) -> bool:
    return row["locator"] == getattr(zone, "locator")


def _locator(tally: Tally, row: Mapping[str, str], clauses: set[str], name: str) -> None:
    tally.wanted += 1
    tally.proposed += 1
    if row["locator"] in clauses:
        tally.found += 1
        tally.right += 1
    else:
        tally.missed.append(f'{name}: {row["locator"]}, not {" ".join(sorted(clauses))}')


def _plain(name: str) -> str:
    return re.sub("[“”\"'‘’《》]", "", squeeze(name))


def _places(plan: Plan, source: str, draft: Draft, tallies: Mapping[str, Tally]) -> dict[str, str]:
    """Fill the tally of places; return which proposed place is which curated one."""
    tally = tallies["places"]
    cited = {(each.subject_id, each.source) for each in plan.citations if each.subject_type == "park"}
    wanted = [park for park in plan.park_rows if park.source == source]
    also = [park for park in plan.park_rows if park.source != source and (park.park_id, source) in cited]
    rows = [each.row for each in draft.rows["parks"]]
    tally.wanted, tally.proposed = len(wanted), len(rows)
    same: dict[str, str] = {}
    for park in [*wanted, *also]:
        matches = [row for row in rows if _is_same(park, row)]
        for row in matches:
            same.setdefault(row["park_id"], park.park_id)
        if park.source != source:
            continue
        if matches:
            tally.found += 1
            row = matches[0]
            clauses = {park.locator, *(each.locator for each in plan.citations if each.subject_id == park.park_id)}
            _locator(tallies["locators"], row, clauses, park.name)
        else:
            tally.missed.append(f"{park.locator} {park.name}")
    tally.right = len(same)
    tally.extra = [f'{row["locator"]} {row["name"]}' for row in rows if row["park_id"] not in same]
    return same


def _is_same(park: Park, row: Mapping[str, str]) -> bool:
    """Return whether a proposed row is a curated place: one of its names, or most of one with the same end."""
    own = {_plain(name) for name in (row["name"], *row.get("aliases", "").split(";")) if name}
    known = {_plain(name) for name in (park.name, *park.aliases)}
    if own & known:
        return True
    if park.locator != row["locator"]:
        return False
    for one in own:
        for other in known:
            short, long = sorted((one, other), key=len)
            if len(short) >= 4 and short in long and len(short) >= _ALIKE * len(long):
                return True
    return False


def _numbers(
    plan: Plan, source: str, draft: Draft, tallies: Mapping[str, Tally], same: Mapping[str, str]
) -> None:
    numbers, fields = tallies["numbers"], tallies["fields"]
    wanted = [row for row in plan.target_rows if row.source == source]
    zones = {row.row["zone"]: row.row["name"] for row in draft.rows["zones"]}
    left = [dict(each.row) for each in draft.rows["targets"]]
    groups = {group.group: group.name for group in draft.groups}
    numbers.wanted, numbers.proposed = len(wanted), len(left)
    for row in left:
        row["scope_id"] = {"park": same, "zone": zones, "group": groups}.get(row["scope"], {}).get(row["scope_id"], row["scope_id"])
    names = {zone.zone: zone.name for zone in plan.zone_rows} | {group.group: group.name for group in plan.groups}
    repeats = {(each.locator, each.anchor) for each in plan.citations if each.subject_type == "target"}
    for target in wanted:
        matches = [row for row in left if _same_number(target, row, plan)]
        if not matches:
            numbers.missed.append(f"{target.locator} {target.target_id} {target.anchor}")
            continue
        row = min(matches, key=lambda row: len(_wrong(target, row, names)))
        left.remove(row)
        numbers.found += 1
        numbers.right += 1
        fields.wanted += 1
        fields.proposed += 1
        wrong = _wrong(target, row, names)
        if wrong:
            fields.missed.append(f"{target.locator} {target.target_id}: " + ", ".join(wrong))
        else:
            fields.found += 1
            fields.right += 1
        _locator(tallies["locators"], row, {target.locator}, target.target_id)
    numbers.extra = [f'{row["locator"]} {row.get("indicator")} {row.get("low")} {row.get("measure")} [{row["anchor"]}]' for row in left]


def _same_number(target: Target, row: Mapping[str, str], plan: Plan) -> bool:
    """Return whether a proposed number is a curated one: the same value at the same place of the text."""
    values = write_cell(target.low) == row.get("low", "") and write_cell(target.high) == row.get("high", "")
    if not values or target.locator != row["locator"]:
        return False
    return bool(set(_bigrams(target.indicator + target.anchor)) & set(_bigrams(row["anchor"] + row.get("indicator", "")))) or target.measure == row.get("measure")


def _bigrams(text: str) -> Iterator[str]:
    plain = _plain(text)
    return (plain[at : at + 2] for at in range(len(plain) - 1))


def _wrong(target: Target, row: Mapping[str, str], names: Mapping[str, str]) -> list[str]:
    wrong = []
    for name in FIELDS:
        value = write_cell(getattr(target, name))
        if name == "scope_id" and target.scope in ("zone", "group"):
            value = names.get(value, value)
        if value != row.get(name, ""):
            wrong.append(f"{name} {row.get(name, '')!r} not {value!r}")
    one, other = set(_plain(row.get("indicator", ""))), set(_plain(target.indicator))
    if len(one & other) < _ALIKE * min(len(one), len(other)):
        wrong.append(f"indicator {row.get('indicator', '')!r} not {target.indicator!r}")
    return wrong


def main(folder: str, names: Sequence[str]) -> None:
    verbose = "-v" in names
    for name in [each for each in names if each != "-v"] or ("heilongjiang", "changsha", "national"):
        plan = read_plan(name)
        sums: dict[str, Tally] = {}
        for source in plan.sources:
            path = Path(folder) / source.text
            if not source.text or not path.exists():
                continue
            tallies = score(plan, source.source, path.read_text(encoding="utf-8"))
            print(name, source.source, " ".join(f"{k} {t.found}/{t.wanted} p{t.right}/{t.proposed}" for k, t in tallies.items()))
            if verbose:
                for k, t in tallies.items():
                    for each in t.missed:
                        print("   -", k, each)
                    for each in t.extra:
                        print("   +", k, each)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
