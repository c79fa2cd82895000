"""A plan in words: what `buju plans` and `buju show` print."""

from __future__ import annotations

from collections import Counter
from typing import Any

from geo.analysis.progress import plan_progress
from geo.model.measure import number_text
from geo.model.plan import Plan, list_plans, read_plan
from geo.model.schema import (
    KINDS,
    LAYERS,
    LOCATED_BASES,
    PARK_BASES,
    TABLES,
    TARGET_KINDS,
    ZONE_BASES,
    Boundaries,
    Column,
    Group,
    Header,
    Map,
    Record,
    Zone,
    columns,
)
from geo.model.text import cut, table
from geo.space.homes import Homes, homes_of

_HOW_TO_WRITE = """list: a;b in CSV, ["a", "b"] in GeoJSON and TOML. flag: true or false. date: YYYY-MM-DD.
id: a-z, 0-9 and -, unique in the plan; adcodes have six digits, of townships nine. An empty cell means unknown."""
_BRANCHES = ("├", "│"), ("└", " ")


def plan_facts(plan: Plan) -> dict[str, Any]:
    """Return what a plan holds in one mapping: header, groups, zones with members, and counts.

    Returns
    -------
    dict
        Plain values only, ready for JSON; keys are those of the schema, ``counts`` maps kinds to numbers.
    """
    header = plan.header
    return {
        "id": header.id,
        "title": header.title,
        "title_en": header.title_en,
        "slogan": header.slogan,
        "region": header.region,
        "issuer": header.issuer,
        "number": header.number,
        "issued": str(header.issued or ""),
        "period": list(header.period),
        "groups": [_group(plan, group, homes_of(plan)) for group in plan.groups_in_order()],
        "counts": _counts(plan),
        "progress": [row for row in plan_progress(plan).as_dicts() if row["series"]],
    }


def plan_rows(root: str | None) -> list[dict[str, Any]]:
    """Return one row a plan of a workspace: id, slogan, title and counts."""
    plans = [read_plan(name, root) for name in list_plans(root)]
    return [
        {
            "plan": plan.id,
            "slogan": plan.header.slogan,
            "zones": len(plan.zone_rows),
            "units": len(plan.unit_rows),
            "parks": len(plan.park_rows),
            "targets": len(plan.target_rows),
            "title": plan.header.title,
        }
        for plan in plans
    ]


def _group(plan: Plan, group: Group, homes: Homes) -> dict[str, Any]:
    zones = [zone for zone in plan.zones_in_order() if zone.group == group.group]
    return {
        "group": group.group,
        "name": group.name,
        "name_en": group.name_en,
        "form": group.form,
        "zones": [_zone(plan, zone, homes) for zone in zones],
    }


def _zone(plan: Plan, zone: Zone, homes: Homes) -> dict[str, Any]:
    names = {unit.unit: unit.name for unit in plan.unit_rows}
    return {
        "zone": zone.zone,
        "name": zone.name,
        "name_en": zone.name_en,
        "positioning": zone.positioning,
        "members": [names.get(member, member) for member in zone.members],
        "focus": zone.focus,
        "basis": zone.basis,
        "parks": sum(zone.zone in found for found in homes.values()),
    }


def _counts(plan: Plan) -> dict[str, Any]:
    bases = Counter(park.basis for park in plan.park_rows)
    kinds = Counter(park.kind for park in plan.park_rows)
    return {
        "zones": len(plan.zone_rows),
        "units": len(plan.unit_rows),
        "parks": len(plan.park_rows),
        "located": sum(bases[basis] for basis in LOCATED_BASES),
        "parks_by_kind": {kind: kinds[kind] for kind in KINDS if kinds[kind]},
        "parks_by_basis": {basis: bases[basis] for basis in PARK_BASES if bases[basis]},
        "targets": len(plan.target_rows),
        "citations": len(plan.citations),
    }


def plan_text(plan: Plan) -> str:
    """Return a plan for the terminal: header, slogan as a tree, whole-plan targets, counts."""
    facts = plan_facts(plan)
    period = "–".join(facts["period"])
    head = [facts["title"], facts["title_en"], f"{facts['issuer']}  {facts['issued']}  {period}", "", facts["slogan"]]
    groups = facts["groups"]
    tree = [line for at, group in enumerate(groups, start=1) for line in _group_lines(group, at == len(groups))]
    numbers = [*_target_lines(plan), "", *_progress_lines(plan)]
    return "\n".join([*head, *tree, "", *numbers, *_count_lines(facts["counts"])])


def schema_facts() -> dict[str, list[dict[str, Any]]]:
    """Return the columns of every file of a plan by file name, as plain values."""
    return {name: [_column_facts(column) for column in columns(row)] for name, row in files_of_a_plan().items()}


def schema_text() -> str:
    """Return the field tables of every file for the terminal."""
    header = ("column", "type", "must", "meaning")
    parts = []
    for name, row in files_of_a_plan().items():
        rows = [
            [column.name, _type_words(column), "yes" if column.required else "", _meaning(column)]
            for column in columns(row)
        ]
        parts.append(f"{name}: {row.__doc__.splitlines()[0] if row.__doc__ else ''}\n{table(header, rows)}")
    return "\n\n".join([*parts, _HOW_TO_WRITE])


def files_of_a_plan() -> dict[str, type[Record]]:
    """Return what a row of every file of a plan is, by the file; plan.toml has its tables one by one."""
    toml = {"plan.toml": Header, "plan.toml [[group]]": Group, "plan.toml [boundaries]": Boundaries}
    return {**toml, "plan.toml [map]": Map, **LAYERS, **TABLES}


def _column_facts(column: Column) -> dict[str, Any]:
    names = ("name", "type", "unit", "refers", "required", "meaning")
    return {**{name: getattr(column, name) for name in names}, "choices": list(column.choices)}


def _type_words(column: Column) -> str:
    of = f" of {column.refers}" if column.refers else ""
    return f"{column.type}{of}{f' ({column.unit})' if column.unit else ''}"


def _meaning(column: Column) -> str:
    return f"{column.meaning} {' | '.join(column.choices)}" if column.choices else column.meaning


def _group_lines(group: dict[str, Any], is_last: bool) -> list[str]:
    branch, trunk = _BRANCHES[is_last]
    zones = group["zones"]
    below = (line for at, zone in enumerate(zones, start=1) for line in _zone_lines(zone, at == len(zones)))
    return [f"{branch} {group['name']}  {group['name_en']}", *(f"{trunk}  {line}" for line in below)]


def _zone_lines(zone: dict[str, Any], is_last: bool) -> list[str]:
    branch, trunk = _BRANCHES[is_last]
    focus = "以…为重点: " if zone["focus"] else ""
    members = cut("、".join(zone["members"]), 60)
    places = f"({zone['parks']} places, {ZONE_BASES.get(zone['basis'], ('', zone['basis']))[1]})"
    detail = "  ".join(filter(None, (focus + members, places)))
    return [f"{branch} {zone['name'] or zone['zone']}  {zone['name_en']}", f"{trunk}    {detail}"]


def _target_lines(plan: Plan) -> list[str]:
    rows = [
        [number_text(target)[0], str(target.year or ""), target.indicator, TARGET_KINDS[target.kind][0], target.locator]
        for target in plan.target_rows
        if target.scope == "plan" and target.kind == "target"
    ]
    return [table(("number", "year", "indicator", "kind", "clause"), rows, right=("number",))] if rows else []


def _progress_lines(plan: Plan) -> list[str]:
    """Return what was reached, with a chart of characters, and how many targets have an actual."""
    found = plan_progress(plan)
    return [found.as_text(), found.line(), ""] if found.known else []


def _count_lines(counts: dict[str, Any]) -> list[str]:
    kinds = ", ".join(f"{count} {KINDS[kind][1]}" for kind, count in counts["parks_by_kind"].items())
    bases = ", ".join(f"{count} {PARK_BASES[basis][1]}" for basis, count in counts["parks_by_basis"].items())
    return [
        f"{counts['zones']} zones, {counts['units']} units, {counts['targets']} numbers, "
        f"{counts['citations']} further clauses",
        f"{counts['parks']} places, {counts['located']} of them located: {bases}",
        f"by kind: {kinds}",
    ]
