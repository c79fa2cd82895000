"""plan.toml as text: written anew, or with other values, whose order and comments stay."""

from __future__ import annotations

import datetime
import json
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from geo.model.errors import PlanError, Problem
from geo.model.schema import Boundaries, Group, Header, Map, Record, columns

LAYER_COLUMNS = ("file", "name_field", "code_field", "datum")
"""What ``[boundaries]`` says of a layer of an author's own; nothing of it stands there where there is none."""


def format_header(header: Header, groups: Sequence[Group], credit: Boundaries) -> str:
    """Return plan.toml of a plan; what it does not know yet stands there empty, or as a remark that shows how."""
    tables = [("[[group]]", group) for group in groups]
    blocks = [("", header), *tables, ("[boundaries]", credit), ("[map]", Map())]
    without = [name for name in LAYER_COLUMNS if not getattr(credit, name)]
    return "\n".join("\n".join(filter(None, (head, *_toml_lines(row, without)))) + "\n" for head, row in blocks)


def table_starts(lines: Sequence[str], head: str) -> list[int]:
    """Return the lines of a file, counted from 1, that are the head of a table: ``[map]``."""
    return [at for at, line in enumerate(lines, 1) if line.split("#")[0].strip() == head]


def with_values(text: str, table: str, values: Mapping[str, str]) -> str:
    r"""Return a TOML text in which some keys of a table have other values; all else stays as it stands.

    Examples
    --------
    >>> print(with_values('[a]\nx = "1" # one\n\n[b]\nx = "2"\n', "a", {"x": "3", "y": "4"}), end="")
    [a]
    x = "3" # one
    y = "4"
    <BLANKLINE>
    [b]
    x = "2"
    """
    lines = text.split("\n")
    start = next(iter(table_starts(lines, f"[{table}]")), 0)
    if not start:
        lines, start = [text.rstrip("\n"), "", f"[{table}]", ""], 3
    return "\n".join(_with_values(lines, start, values))


def with_header(text: str, before: Header, after: Header) -> str:
    r"""Return the text of plan.toml with another header; what does not differ stays as it stands.

    A remark that shows how to write what the plan does not know yet makes room for it.

    Examples
    --------
    >>> was = Header(title="a")
    >>> now = Header(title="b", period=("2026", "2030"))
    >>> print(with_header('title = "a" # as printed\n# period = [2026, 2030]\n\n[map]\n', was, now), end="")
    title = "b" # as printed
    period = [2026, 2030]
    <BLANKLINE>
    [map]
    """
    values = {name: _toml_value(value) for name, value in _differing(before, after).items()}
    shown = {f"# {each.name} = {_SHOWN_HOW.get(each.type, '')}" for each in columns(Header) if each.name in values}
    lines = text.split("\n")
    end = _end_of_table(lines, 0)
    kept = [line for line in lines[:end] if line.strip() not in shown]
    return "\n".join(_with_values([*kept, *lines[end:]], 0, values))


def _toml_value(value: Any) -> Any:
    """Return a value as TOML has it: years are numbers there."""
    return [int(each) if each.isdecimal() else each for each in value] if isinstance(value, tuple) else value


def with_groups(text: str, before: Sequence[Group], after: Sequence[Group], shown: str) -> str:
    r"""Return the text of plan.toml with other groups; what does not differ stays as it stands, with its remarks.

    New groups stand below those that are there. Remarks below a blank line are those of what follows.

    Parameters
    ----------
    text : str
        The whole file; lines end in a line feed.
    before, after : sequence of Group
        Those that were read from it, and all that it is to have.
    shown : str
        The file's name in messages.

    Raises
    ------
    PlanError
        The file has them in another form than ``[[group]]``, or two of one id.

    Examples
    --------
    >>> from dataclasses import replace
    >>> text = '[[group]]\ngroup = "a"\nname = "一区" # one\n\n[map]\nreview_number = ""\n'
    >>> a, b = Group(group="a", name="一区"), Group(group="b", name="一带", form="belt", order=2)
    >>> print(with_groups(text, [a], [replace(a, order=1)], "plan.toml"), end="")
    [[group]]
    group = "a"
    name = "一区" # one
    order = 1
    <BLANKLINE>
    [map]
    review_number = ""
    >>> print(with_groups(text, [a], [b], "plan.toml"), end="")
    [[group]]
    group = "b"
    name = "一带"
    name_en = ""
    form = "belt"
    order = 2
    <BLANKLINE>
    [map]
    review_number = ""
    """
    lines = text.split("\n")
    starts = table_starts(lines, "[[group]]")
    idents = _idents(text, lines, starts, shown)
    was, wanted = ({row.group: row for row in rows} for rows in (before, after))
    new = [wanted[ident] for ident in sorted(wanted.keys() - was.keys())]
    end = _end_of_body(lines, starts[-1] if starts else 0)
    lines[end:end] = [line for group in new for line in ("", "[[group]]", *_toml_lines(group))]
    for start, ident in reversed([*zip(starts, idents, strict=True)]):
        if ident in wanted:
            lines = _with_values(lines, start, _differing(was[ident], wanted[ident]))
        else:
            del lines[start - 1 : _end_of_body(lines, start) + 1]
    return "\n".join(lines).rstrip("\n") + "\n"


def _differing(before: Record, after: Record) -> dict[str, Any]:
    pairs = {each.name: (getattr(before, each.name), getattr(after, each.name)) for each in columns(type(before))}
    return {name: new for name, (old, new) in pairs.items() if old != new}


def _idents(text: str, lines: Sequence[str], starts: Sequence[int], shown: str) -> list[str]:
    """Return the ids of the groups that begin at some lines.

    Raises
    ------
    PlanError
        The groups of the file are not one ``[[group]]`` each, with an id of its own.
    """
    try:
        tables = [tomllib.loads("\n".join(lines[at : _end_of_table(lines, at)])) for at in starts]
    except tomllib.TOMLDecodeError:  # a line of a longer text looks like the head of a table
        tables = []
    if tables != tomllib.loads(text).get("group", []) or len({each.get("group") for each in tables}) != len(tables):
        message, hint = "its groups cannot be told apart", "Write each below a [[group]] of its own, with its id."
        raise PlanError([Problem(shown, 1, "group", message, hint, "bad-value")])
    return [table["group"] for table in tables]


def _end_of_table(lines: Sequence[str], start: int) -> int:
    return next((at for at in range(start, len(lines)) if lines[at].lstrip().startswith("[")), len(lines))


def _end_of_body(lines: Sequence[str], start: int) -> int:
    """Return where the own lines of a table end: a blank line parts it from the remarks of what follows."""
    end = _end_of_table(lines, start)
    last = next((at for at in range(end, start, -1) if lines[at - 1].partition("#")[0].strip()), start)
    return next((at for at in range(last, end) if not lines[at].strip()), end)


def _with_values(lines: Sequence[str], start: int, values: Mapping[str, Any]) -> list[str]:
    """Return lines of TOML in which some keys of the table that begins at a line have other values."""
    import tomlkit

    end = _end_of_body(lines, start)
    table = tomlkit.parse("".join(f"{line}\n" for line in lines[start:end]))
    for name, value in values.items():
        table[name] = value
    return [*lines[:start], *tomlkit.dumps(table).split("\n")[:-1], *lines[end:]]


_SHOWN_HOW = {"date": "2026-01-31", "list": "[2026, 2030]", "integer": "1"}


def _toml_lines(row: Record, without: Collection[str] = ()) -> Iterable[str]:
    for column in columns(type(row)):
        if column.name in without:
            continue
        value = getattr(row, column.name)
        if value is None or value == ():
            yield f"# {column.name} = {_SHOWN_HOW[column.type]}"
        elif isinstance(value, datetime.date):
            yield f"{column.name} = {value.isoformat()}"
        elif isinstance(value, tuple):
            yield f"{column.name} = [{', '.join(value)}]"
        else:
            yield f"{column.name} = {json.dumps(value, ensure_ascii=False)}"
