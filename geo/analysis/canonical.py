"""The canonical form of a plan's files: what `buju fmt` writes and `buju check` demands."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from geo.model.errors import PlanError, Problem
from geo.model.files import plain_newlines, read_text, write_together
from geo.model.folding import folded
from geo.model.geojson import format_layer, layer_losses, parse_layer
from geo.model.headers import with_groups
from geo.model.plan import Plan, file_of, read_plan, require_plan
from geo.model.schema import LAYERS, OPTIONAL, TABLES
from geo.model.tables import format_table, parse_table, parse_toml

ROWS = {
    "plan.toml": "groups",
    "zones.geojson": "zone_rows",
    "units.geojson": "unit_rows",
    "schematic.geojson": "schematic_rows",
    "parks.csv": "park_rows",
    "targets.csv": "target_rows",
    "citations.csv": "citations",
    "sources.csv": "sources",
    "actuals.csv": "actuals",
    "status.csv": "status_rows",
    "story.csv": "steps",
    "industries.csv": "industries",
}
"""File of a plan -> the attribute of the plan that holds its rows; of plan.toml the groups."""

LOSSES = frozenset({"bad-value", "unknown-column", "bad-id", "bad-geometry", "sum-row"})
"""Findings of reading after which a file written again would lack something."""


def format_plan(plan: str, root: str | Path | None = None) -> Mapping[str, tuple[str, str]]:
    """Return every file of a plan as it is and as it should be.

    Forgiven and mended is what tools do: a lone feature, ids inside properties, many decimals, a byte-order mark,
    mixed newlines, other orders of columns and rows, missing columns, and the id of the plan that this is a copy of.
    Nothing is repaired that has a meaning.

    Parameters
    ----------
    plan : str
        Its id.
    root : str or Path, optional
        The workspace; found as by :func:`geo.model.plan.find_root`.

    Returns
    -------
    mapping of str to (str, str)
        Path from the root -> the text as it is, and its canonical form; equal where there is nothing to do.

    Raises
    ------
    RootError
        There is no such workspace or plan.
    PlanError
        A file cannot be read, or holds what its canonical form has no place for; all such places are named.

    Examples
    --------
    >>> old, new = format_plan("heilongjiang")["data/heilongjiang/plan.toml"]
    >>> old == new
    True
    """
    base = require_plan(plan, root)
    stops: list[Problem] = []
    found = {}
    for name in ("plan.toml", *LAYERS, *TABLES):
        shown = file_of(plan, name)
        if name in OPTIONAL and not (base / shown).exists():
            continue
        try:
            new = _canonical(read_text(base / shown, shown), name, shown)
            found[shown] = (raw_text(base / shown, shown), new)
        except PlanError as error:
            stops.extend(error.problems)
    if stops:
        raise PlanError(stops)
    # Which numbers are those of the whole plan, if it is a copy of another, the other files tell.
    name = "targets.csv"
    old, _ = found[file_of(plan, name)]
    return {**found, file_of(plan, name): (old, canonical_text(read_plan(plan, base), name, old))}


def canonical_text(plan: Plan, name: str, old: str) -> str:
    """Return the canonical form of one file of a plan that has been read.

    Parameters
    ----------
    plan : Plan
        The plan.
    name : str
        The file's name, for example ``parks.csv``.
    old : str
        The file as it is; only plan.toml, whose comments are kept, is made from it.
    """
    if name == "plan.toml":
        return _canonical_toml(plain_newlines(old.removeprefix("\ufeff")), file_of(plan.id, name))
    rows = getattr(plan, ROWS[name])
    return _formatted(name, rows)


def write_tables(plan: Plan, tables: Mapping[str, Sequence[Any]]) -> tuple[Path, ...]:
    """Write tables or layers of a plan in canonical form, by their files' names; return their paths.

    All of them are written or none, and none where one holds what would be lost.

    Raises
    ------
    PlanError
        A file holds what would be lost: cells that cannot be read, columns that are unknown.
    OutputError
        They cannot be written.
    """
    paths = {name: file_of(plan.id, name) for name in tables}
    rewritten = {path for name, path in paths.items() if name != "plan.toml"}
    lost = [fault for fault in plan.faults if fault.file in rewritten and fault.code in LOSSES]
    if lost:
        raise PlanError(lost)
    texts = {plan.root / paths[name]: text_of(plan, name, rows).encode() for name, rows in tables.items()}
    write_together(texts)
    return tuple(texts)


def text_of(plan: Plan, name: str, rows: Sequence[Any]) -> str:
    """Return a file of a plan with other rows; of plan.toml all but its groups stays as it stands."""
    if name != "plan.toml":
        return _formatted(name, tuple(rows))
    shown = file_of(plan.id, name)
    return with_groups(raw_text(plan.root / shown, shown), plan.groups, rows, shown)


def with_tables(plan: Plan, tables: Mapping[str, Sequence[Any]]) -> Plan:
    """Return a plan with other rows in some of its tables or layers, by their files' names."""
    rows: dict[str, Any] = {ROWS[name]: tuple(found) for name, found in tables.items()}
    return replace(plan, **rows)


def write_rows(plan: Plan, name: str, rows: Sequence[Any]) -> Path:
    """Write one table or layer of a plan as :func:`write_tables` does; return its path."""
    return write_tables(plan, {name: rows})[0]


def edition_of(plan: Plan) -> str:
    """Return what tells a plan's places, zones and diagram from what they were before: sixteen hexadecimal digits.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from geo.model.plan import read_plan
    >>> plan = read_plan("changsha")
    >>> edition_of(plan) == edition_of(replace(plan, park_rows=plan.park_rows[1:]))
    False
    """
    files = ("parks.csv", "zones.geojson", "schematic.geojson")
    text = "".join(_formatted(name, getattr(plan, ROWS[name])) for name in files)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def raw_text(path: Path, shown: str) -> str:
    """Return a file's text with its byte-order mark and newlines as they stand there.

    Where every line ends as on Windows, which is how git checks texts out there, the lines are what counts.

    Raises
    ------
    PlanError
        As :func:`geo.model.files.read_text`.
    """
    read_text(path, shown)
    text = path.read_bytes().decode("utf-8")
    return text.replace("\r\n", "\n") if ends_as_windows(text) else text


def ends_as_windows(text: str) -> bool:
    r"""Return whether every line ends in a carriage return and a line feed.

    Examples
    --------
    >>> ends_as_windows("a\r\nb\r\n"), ends_as_windows("a\nb\r\n")
    (True, False)
    """
    return 0 < text.count("\r\n") == text.count("\n") == text.count("\r")


def _canonical(text: str, name: str, shown: str) -> str:
    """Return the canonical form of a file's text, or raise PlanError with all that it would lose."""
    if name == "plan.toml":
        return _canonical_toml(text, shown)
    if name in LAYERS:
        rows, faults = parse_layer(text, LAYERS[name], shown)
        faults = (*faults, *layer_losses(text, LAYERS[name], shown))
    else:
        rows, faults = parse_table(text, TABLES[name], shown)
    losses = [fault for fault in faults if fault.code in LOSSES]
    if losses:
        raise PlanError(losses)
    return _formatted(name, rows)


def _formatted(name: str, rows: tuple[Any, ...]) -> str:
    return format_layer(rows, LAYERS[name]) if name in LAYERS else format_table(rows, TABLES[name])


def _canonical_toml(text: str, shown: str) -> str:
    """Return TOML without blanks at the ends of lines and of the file; comments and order are the author's."""
    text = folded(text)
    document = parse_toml(text, shown)
    trimmed = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n") + "\n"
    return trimmed if parse_toml(trimmed, shown) == document else text.strip("\n") + "\n"
