"""A plan, and the columns of its files, in words: what `buju plans`, `show` and `schema` print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from geo.analysis.progress import plan_progress
from geo.model.meanings import column_meaning, table_meaning
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

_HOW_TO_WRITE = (
    """列表（list）：CSV 中写作 a;b，GeoJSON 和 TOML 中写作 ["a", "b"]。
是否（flag）：true 或 false。日期（date）：YYYY-MM-DD。
编号（id）：a-z、0-9 和 -，在规划中不重复；行政区划代码六位，乡镇九位。空单元格表示不知道。""",
    """list: a;b in CSV, ["a", "b"] in GeoJSON and TOML. flag: true or false. date: YYYY-MM-DD.
id: a-z, 0-9 and -, unique in the plan; adcodes have six digits, of townships nine. An empty cell means unknown.""",
)
_PLANS = (
    ("规划", "口号", "分区", "行政区", "地点", "数字", "标题"),
    ("plan", "slogan", "zones", "units", "parks", "targets", "title"),
)
_COLUMNS = ("列", "类型", "必填", "含义"), ("column", "type", "must", "meaning")
_NUMBERS = ("数字", "年份", "指标", "性质", "条款"), ("number", "year", "indicator", "kind", "clause")
_PLACES = "（{parks} 处地点{basis}）", "({parks} places{basis})"
_COUNTS = (
    (
        "{zones} 个分区，{units} 个行政区，{targets} 个数字，另有 {citations} 条出处条款",
        "共 {parks} 处地点，其中已定位 {located} 处：",
        "按类型：",
    ),
    (
        "{zones} zones, {units} units, {targets} numbers, {citations} further clauses",
        "{parks} places, {located} of them located: ",
        "by kind: ",
    ),
)
"""Words of what is printed, Chinese and English."""

_TOML = {"[[group]]": "groups", "[boundaries]": "boundaries", "[map]": "map"}
"""A table of plan.toml -> by which name its words are known."""
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
        **_told(header, "id", "title", "title_en", "slogan", "region", "issuer", "number"),
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
        **_told(group, "group", "name", "name_en", "form"),
        "zones": [_zone(plan, zone, homes) for zone in zones],
    }


def _zone(plan: Plan, zone: Zone, homes: Homes) -> dict[str, Any]:
    names = plan.unit_names
    return {
        **_told(zone, "zone", "name", "name_en", "positioning"),
        "members": [names.get(member, member) for member in zone.members],
        **_told(zone, "focus", "basis"),
        "parks": sum(zone.zone in found for found in homes.values()),
    }


def _told(record: Any, *names: str) -> dict[str, Any]:
    """Return some values of a record, by the names of their columns."""
    return {name: getattr(record, name) for name in names}


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


def plans_text(rows: Sequence[Mapping[str, Any]], lang: str = "en") -> str:
    """Return :func:`plan_rows` as a table for the terminal, headed in a language."""
    header = _PLANS[lang == "en"]
    return table(header, [[str(row[name]) for name in _PLANS[1]] for row in rows], right=header[2:6])


def plan_text(plan: Plan, lang: str = "en") -> str:
    """Return a plan for the terminal: header, slogan as a tree, whole-plan targets, counts; our words in a language."""
    facts = plan_facts(plan)
    period = "–".join(facts["period"])
    title = _named(facts["title"], facts["title_en"], lang, "\n")
    head = [title, f"{facts['issuer']}  {facts['issued']}  {period}", "", facts["slogan"]]
    groups = facts["groups"]
    tree = [line for at, group in enumerate(groups, start=1) for line in _group_lines(group, at == len(groups), lang)]
    numbers = [*_target_lines(plan, lang), "", *_progress_lines(plan, lang)]
    return "\n".join([*head, *tree, "", *numbers, *_count_lines(facts["counts"], lang)])


def schema_facts() -> dict[str, list[dict[str, Any]]]:
    """Return the columns of every file of a plan by file name, as plain values."""
    return {name: [_column_facts(column) for column in columns(row)] for name, row in files_of_a_plan().items()}


def schema_text(lang: str = "en") -> str:
    """Return the field tables of every file for the terminal, in a language."""
    at = lang == "en"
    parts = []
    for name, row in files_of_a_plan().items():
        said = table_of(name)
        rows = [
            [
                column.name,
                _type_words(column, lang),
                ("是", "yes")[at] if column.required else "",
                _meaning(said, column, lang),
            ]
            for column in columns(row)
        ]
        first = row.__doc__.splitlines()[0] if row.__doc__ and at else table_meaning(said, lang)
        parts.append(f"{name}{': ' if at else '：'}{first}\n{table(_COLUMNS[at], rows)}")
    return "\n\n".join([*parts, _HOW_TO_WRITE[at]])


def files_of_a_plan() -> dict[str, type[Record]]:
    """Return what a row of every file of a plan is, by the file; plan.toml has its tables one by one."""
    toml = {"plan.toml": Header, "plan.toml [[group]]": Group, "plan.toml [boundaries]": Boundaries}
    return {**toml, "plan.toml [map]": Map, **LAYERS, **TABLES}


def table_of(name: str) -> str:
    """Return the name by which the words of a file are known."""
    file, _, part = name.partition(" ")
    return _TOML.get(part) or file.partition(".")[0]


def _column_facts(column: Column) -> dict[str, Any]:
    told = _told(column, "name", "type", "unit", "refers", "required", "meaning")
    return {**told, "choices": list(column.choices)}


def _type_words(column: Column, lang: str) -> str:
    if lang == "en":
        of = f" of {column.refers}" if column.refers else ""
        return f"{column.type}{of}{f' ({column.unit})' if column.unit else ''}"
    return f"{column.refers}{' ' if column.refers else ''}{column.type}{f'（{column.unit}）' if column.unit else ''}"


def _meaning(name: str, column: Column, lang: str) -> str:
    meaning = column_meaning(name, column.name, column.meaning, lang)
    return f"{meaning} {' | '.join(column.choices)}" if column.choices else meaning


def _group_lines(group: dict[str, Any], is_last: bool, lang: str) -> list[str]:
    branch, trunk = _BRANCHES[is_last]
    zones = group["zones"]
    below = (line for at, zone in enumerate(zones, start=1) for line in _zone_lines(zone, at == len(zones), lang))
    return [f"{branch} {_named(group['name'], group['name_en'], lang)}", *(f"{trunk}  {line}" for line in below)]


def _zone_lines(zone: dict[str, Any], is_last: bool, lang: str) -> list[str]:
    branch, trunk = _BRANCHES[is_last]
    at = lang == "en"
    focus = f"以…为重点{': ' if at else '：'}" if zone["focus"] else ""
    members = cut("、".join(zone["members"]), 60)
    basis = ZONE_BASES.get(zone["basis"], (zone["basis"],) * 2)[at]
    places = _PLACES[at].format(parks=zone["parks"], basis=basis and f"{('，', ', ')[at]}{basis}")
    detail = "  ".join(filter(None, (focus + members, places)))
    return [f"{branch} {_named(zone['name'] or zone['zone'], zone['name_en'], lang)}", f"{trunk}    {detail}"]


def _named(name: str, name_en: str, lang: str, between: str = "  ") -> str:
    """Return a name, which is Chinese, with its English one where English is read."""
    return between.join(filter(None, (name, name_en))) if lang == "en" else name


def _target_lines(plan: Plan, lang: str) -> list[str]:
    rows = [
        [number_text(target)[0], str(target.year or ""), target.indicator, TARGET_KINDS[target.kind][0], target.locator]
        for target in plan.target_rows
        if target.scope == "plan" and target.kind == "target"
    ]
    header = _NUMBERS[lang == "en"]
    return [table(header, rows, right=header[:1])] if rows else []


def _progress_lines(plan: Plan, lang: str) -> list[str]:
    """Return what was reached, with a chart of characters, and how many targets have an actual."""
    found = plan_progress(plan)
    return [found.as_text(heads=lang), found.line(), ""] if found.known else []


def _count_lines(counts: dict[str, Any], lang: str) -> list[str]:
    at = lang == "en"
    comma = ("、", ", ")[at]
    things, places, by_kind = (text.format(**counts) for text in _COUNTS[at])
    kinds, bases = (
        comma.join(f"{count} {words[name][1]}" if at else f"{words[name][0]} {count}" for name, count in found.items())
        for words, found in ((KINDS, counts["parks_by_kind"]), (PARK_BASES, counts["parks_by_basis"]))
    )
    return [things, *([places + bases, by_kind + kinds] if counts["parks"] else [])]
