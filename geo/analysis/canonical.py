"""The canonical form of a plan's files: what `buju fmt` writes and `buju check` demands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from geo.model.errors import PlanError, Problem
from geo.model.files import plain_newlines, read_text, write_together
from geo.model.folding import folded
from geo.model.geojson import format_layer, layer_losses
from geo.model.headers import with_groups, with_header
from geo.model.plan import ROWS, Plan, file_of, read_plan
from geo.model.schema import FILES, LAYERS, TABLES, Group, Header, Record
from geo.model.tables import format_table, parse_toml

PARTS: Mapping[str, tuple[str, type[Record]]] = {"plan": ("header", Header), "groups": ("groups", Group)}
"""Parts of plan.toml that people fill in as tables -> the attribute of the plan that holds them, and their rows."""

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
        Files cannot be read, or hold what their canonical form has no place for; all of them are named.

    Examples
    --------
    >>> old, new = format_plan("heilongjiang")["data/heilongjiang/plan.toml"]
    >>> old == new
    True
    """
    read = read_plan(plan, root)
    texts = {name: raw_text(path, file_of(plan, name)) for name, path in files_there(read).items()}
    layers = {name: row for name, row in LAYERS.items() if name in texts}
    foreign = (layer_losses(_plain(texts[name]), row, file_of(plan, name)) for name, row in layers.items())
    if lost := [*_lost(read, texts), *chain.from_iterable(foreign)]:
        raise PlanError(lost)
    return {file_of(plan, name): (old, canonical_text(read, name, old)) for name, old in texts.items()}


def files_there(plan: Plan) -> Mapping[str, Path]:
    """Return the files of a plan that are there, by their names; the shared taxonomy among them."""
    paths = {name: plan.root / file_of(plan.id, name) for name in FILES}
    return {name: path for name, path in paths.items() if path.is_file()}


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
        return _canonical_toml(_plain(old), file_of(plan.id, name))
    return _formatted(name, getattr(plan, ROWS[name]))


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
    paths = {name: path_of(plan.id, name) for name in tables}
    if lost := [*_lost(plan, tables)]:
        raise PlanError(lost)
    texts: dict[str, str] = {}
    for name, rows in tables.items():
        texts[paths[name]] = text_of(plan, name, rows, texts.get(paths[name]))
    written = {plan.root / path: text.encode() for path, text in texts.items()}
    write_together(written)
    return tuple(written)


def path_of(plan: str, name: str) -> str:
    """Return the file of a table or layer, or that of a part of plan.toml, seen from the workspace."""
    return file_of(plan, "plan.toml" if name in PARTS else name)


def text_of(plan: Plan, name: str, rows: Sequence[Any], text: str | None = None) -> str:
    """Return a file of a plan with other rows; of plan.toml all but its groups, or its header, stays as it stands.

    Parameters
    ----------
    plan : Plan
        The plan.
    name : str
        The file's name, or one of :data:`PARTS`.
    rows : sequence of Record
        All its rows.
    text : str, optional
        The text of plan.toml, where this is no more the one of the file.
    """
    if name != "plan.toml" and name not in PARTS:
        return _formatted(name, tuple(rows))
    shown = path_of(plan.id, name)
    text = raw_text(plan.root / shown, shown) if text is None else text
    return with_header(text, plan.header, rows[0]) if name == "plan" else with_groups(text, plan.groups, rows, shown)


def rows_of(plan: Plan, name: str) -> tuple[Any, ...]:
    """Return the rows of a plan's table or layer by its file's name, or of a part of plan.toml."""
    if name == "plan":
        return (plan.header,)
    return plan.groups if name == "groups" else getattr(plan, ROWS[name])


def record_type(name: str) -> type[Record]:
    """Return what the rows of a table or layer are, by its file's name, or of a part of plan.toml."""
    return PARTS[name][1] if name in PARTS else {**LAYERS, **TABLES}[name]


def with_tables(plan: Plan, tables: Mapping[str, Sequence[Any]]) -> Plan:
    """Return a plan with other rows in some of its tables or layers, by their files' names."""
    names = {**ROWS, **{name: attribute for name, (attribute, _) in PARTS.items()}}
    rows: dict[str, Any] = {names[name]: tuple(found) for name, found in tables.items()}
    if "plan" in tables:
        rows["header"] = tables["plan"][0]
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


def _lost(plan: Plan, names: Iterable[str]) -> Iterator[Problem]:
    """Yield what files of a plan hold that would be lost; plan.toml, whose text is kept, loses nothing."""
    rewritten = {file_of(plan.id, name) for name in names if name in LAYERS or name in TABLES}
    return (fault for fault in plan.faults if fault.file in rewritten and fault.code in LOSSES)


def _plain(text: str) -> str:
    """Return a raw text as it is read: without a byte-order mark, lines ending in a line feed."""
    return plain_newlines(text.removeprefix("\ufeff"))


def _formatted(name: str, rows: tuple[Any, ...]) -> str:
    return format_layer(rows, LAYERS[name]) if name in LAYERS else format_table(rows, TABLES[name])


def _canonical_toml(text: str, shown: str) -> str:
    """Return TOML without blanks at the ends of lines and of the file; comments and order are the author's."""
    text = folded(text)
    document = parse_toml(text, shown)
    trimmed = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n") + "\n"
    return trimmed if parse_toml(trimmed, shown) == document else text.strip("\n") + "\n"
