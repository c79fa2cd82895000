"""What a slogan's part is called: other words of a group in plan.toml, whose order and comments stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from geo.analysis.canonical import with_tables, write_rows
from geo.analysis.check import refuse_row
from geo.model.aliases import choice_in
from geo.model.errors import ZoneError, guess, one_line
from geo.model.plan import Plan
from geo.model.schema import Group, columns

_SET = {column.name: column for column in columns(Group) if column.type == "text"}


def write_group(plan: Plan, group: str, values: Mapping[str, str]) -> Path:
    """Write other words of a group, and return the file.

    Parameters
    ----------
    plan : Plan
        The plan.
    group : str
        Id of one of its groups.
    values : mapping of str to str
        Column (name, name_en, form) -> text.

    Raises
    ------
    ZoneError
        A value cannot be taken.
    PlanError
        The slogan does not count a group of that name.
    OutputError
        The file cannot be written.
    """
    for name, text in values.items():
        if name not in _SET:
            hint = guess(name, _SET) or f"One of: {', '.join(_SET)}."
            raise ZoneError(f'"{one_line(name, 40)}" of a group cannot be set. {hint}')
        if not text.strip() or not text.isprintable():
            raise ZoneError(f'{name} "{one_line(text, 40)}" is no text. {_SET[name].meaning}')
        if (choices := _SET[name].choices) and choice_in(Group, name, text) not in choices:
            raise ZoneError(f'{name} "{one_line(text, 40)}" is no choice. One of: {", ".join(choices)}.')
    said: dict[str, Any] = {name: choice_in(Group, name, text.strip()) for name, text in values.items()}
    rows = [replace(row, **said) if row.group == group else row for row in plan.groups]
    named = next(row for row in rows if row.group == group)
    refuse_row(plan, with_tables(plan, {"groups": rows}), named, "slogan-count", "slogan-words")
    return write_rows(plan, "plan.toml", rows)
