"""CSV and TOML text <-> rows, in the canonical form."""

from __future__ import annotations

import csv
import io
import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from geo.model.aliases import choice_in, column_in
from geo.model.cells import canonical_cell, is_empty, is_finite, typed, way_out, write_cell
from geo.model.errors import PlanError, Problem, guess, lowered
from geo.model.headers import table_starts
from geo.model.schema import (
    OWN_MEANING,
    Boundaries,
    Column,
    Group,
    Header,
    Map,
    Record,
    columns,
    columns_by_name,
    is_own,
    key,
    own_columns,
    plain_name,
    value_of,
)

Row = TypeVar("Row", bound=Record)

HALF = "It seems to be saved or copied by half: take the whole file again."
"""What to do with a file that breaks off."""

_LARGEST_CELL = 100_000
_CHINESE_SIGNS = re.compile("(?<==)\\s*[“”‘’＂＇「]|＝")
_SUMS = frozenset({"合计", "总计", "小计", "共计", "总和", "汇总", "total", "subtotal", "sum"})
"""How a row of sums begins that a spreadsheet adds below a table."""


def parse_table(text: str, row: type[Row], shown: str) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    r"""Read a CSV table.

    Parameters
    ----------
    text : str
        The whole file; lines end in a line feed.
    row : type of Record
        The row of the schema that the file holds.
    shown : str
        The file's name in findings.

    Returns
    -------
    rows : tuple of Record
        In the order of the file; a cell that cannot be read is left at its default.
    problems : tuple of Problem
        One for each cell or column that could not be taken as it is.

    Raises
    ------
    PlanError
        The text is no table of this kind: unbalanced quotes, rows of other lengths than the header, no id column.

    Examples
    --------
    >>> from geo.model.schema import Citation
    >>> text = "subject_type,subject_id,about,source,locator,anchor\nzone,a,name,plan,序,甲\n"
    >>> rows, problems = parse_table(text, Citation, "citations.csv")
    >>> rows[0].locator, rows[0].line, problems
    ('序', 2, ())
    """
    lines = _cells(text, shown)
    _refuse_foreign(lines, row, shown)
    header = [name.strip() for name in lines[0][1]]
    problems = list(_header_problems(header, row, shown))
    uneven = [_uneven(shown, line, len(cells), len(header)) for line, cells in lines if len(cells) != len(header)]
    if uneven and not text.endswith("\n") and len(lines[-1][1]) < len(header):
        uneven[-1] = replace(uneven[-1], message=f"ends in the middle: its last row {uneven[-1].message}", hint=HALF)
    if uneven:
        raise PlanError(uneven)
    known = {name: at for at, name in enumerate(header) if name in columns_by_name(row) or is_own(name, row)}
    told = set(columns_by_name(row)) - set(known)
    rows = []
    for line, cells in lines[1:]:
        if _is_sum(cells, header.index(key(row)) if key(row) else None):
            message = f'is a row of sums ("{next(filter(None, map(str.strip, cells)))}"), and none of this table'
            problems.append(Problem(shown, line, "", message, "Remove it: sums are computed.", "sum-row"))
            continue
        values = {name: cells[at] for name, at in known.items()}
        rows.append(parse_record(values, row, Where(shown, line), problems, told))
    return tuple(rows), tuple(problems)


def format_table(rows: Iterable[Row], row: type[Row]) -> str:
    """Return rows as canonical CSV: header in schema order, own columns last, rows sorted, minimal quoting, line feeds.

    A row in which every cell is empty is left out, as it is when the table is read.
    """
    held = list(rows)
    known = (*columns(row), *own_columns(held))
    names = [column.name for column in known]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    lines = [[canonical_cell(value_of(item, column), column) for column in known] for item in held]
    order = names.index(key(row)) if key(row) else 0
    ranked = sorted((cells for cells in lines if any(cells)), key=lambda cells: (cells[order], cells))
    writer.writerows(ranked)
    return out.getvalue()


def parse_toml(text: str, shown: str) -> dict[str, Any]:
    """Return a TOML document.

    Raises
    ------
    PlanError
        The text is not TOML; the finding names the line.
    """
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError, or of int() and of the stack
        reason, _, place = ("Nested too deep" if isinstance(error, RecursionError) else str(error)).partition(" (at ")
        found = re.search(r"line (\d+)", place)
        line = int(found[1]) if found else 0
        message = f"is not valid TOML: {lowered(reason)}"
        is_twice = "twice" in reason or "overwrite" in reason
        hint = "Keep one of them." if is_twice else 'Texts stand in plain "quotes", dates as 2026-01-31, lists in [ ].'
        if place.startswith("end of document"):
            line, hint = text.rstrip().count("\n") + 1, HALF
            message = f"ends in the middle: {lowered(reason)}"
        elif line and (odd := _CHINESE_SIGNS.search(text.split("\n")[line - 1])):
            message, hint = (
                f"is not valid TOML: {odd[0].strip()} is no sign of it",
                'Write name = "text" with plain " and =.',
            )
        raise PlanError([Problem(shown, line, "", message, hint, "bad-toml")]) from None


class Where(NamedTuple):
    """Where a record stands, for findings: its file as shown, its line, and what it is called, if not by its id."""

    file: str
    line: int
    record: str = ""


def parse_record(
    values: dict[str, Any], row: type[Row], where: Where, problems: list[Problem], told: Collection[str] = ()
) -> Row:
    """Read one record from typed values (TOML or JSON), adding to `problems` what cannot be taken.

    Parameters
    ----------
    values : dict
        Name to value; None is empty.
    row : type of Record
        The record of the schema.
    where : Where
        Where it stands.
    problems : list of Problem
        Grows by what is found.
    told : collection of str
        Columns whose absence has been told already.
    """
    known = columns_by_name(row)
    where = where._replace(record=where.record or called(values, row))
    own: list[tuple[str, str]] = []
    for name, value in values.items():
        if is_own(name, row):
            own.append((name, _own_text(name, value, where, problems)))
        elif name not in known:
            problems.append(_unknown(name, row, where))
    taken: dict[str, Any] = {"own": tuple(sorted(own))}
    for name, column in known.items():
        value = values.get(name)
        if is_empty(value):
            if column.required and name not in told:
                problems.append(Problem(*where, f"{name} is empty", *what_lacks(column)))
            continue
        try:
            taken[name] = typed(value, column)
        except ValueError as error:
            problems.append(Problem(*where, f'{name} "{value}" {error}', way_out(error, column), "bad-value"))
            continue
        if column.choices:
            taken[name] = choice_in(row, name, taken[name])
        if column.choices and taken[name] not in column.choices:
            hint = guess(taken[name], column.choices) or f"One of: {', '.join(column.choices)}."
            message = f'{name} "{taken[name]}" is no choice'
            problems.append(Problem(*where, message, hint, "unknown-choice"))
    return row(line=where.line, **taken)


def parse_header(
    text: str, shown: str
) -> tuple[tuple[Header, tuple[Group, ...], Boundaries, str], tuple[Problem, ...]]:
    """Read plan.toml.

    Parameters
    ----------
    text : str
        The whole file; lines end in a line feed.
    shown : str
        The file's name in findings.

    Returns
    -------
    parts : tuple
        Header, groups, boundaries and the map's own review number.
    problems : tuple of Problem
        What could not be taken as it is.

    Raises
    ------
    PlanError
        As :func:`parse_toml`.
    """
    document = parse_toml(text, shown)
    problems: list[Problem] = []
    plain = {name: value for name, value in document.items() if name not in ("group", "boundaries", "map")}
    header = parse_record(plain, Header, Where(shown, 1, "plan"), problems)
    entries = document.get("group", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        problems.append(Problem(shown, 1, "group", "is not a list of tables", "Write [[group]].", "bad-value"))
        entries = []
    lines = _table_lines(text, "[[group]]", len(entries))
    groups = [
        parse_record(entry, Group, Where(shown, line), problems) for entry, line in zip(entries, lines, strict=True)
    ]
    lone = {name: Where(shown, _table_lines(text, f"[{name}]", 1)[0], name) for name in ("boundaries", "map")}
    credit = _lone_table(document, Boundaries, lone["boundaries"], problems)
    own = _lone_table(document, Map, lone["map"], problems)
    return (header, tuple(groups), credit, own.review_number), tuple(problems)


def _own_text(name: str, value: Any, where: Where, problems: list[Problem]) -> str:
    """Return the text of a column of a workspace's own, of which numbers are such too."""
    plain = write_cell(value) if isinstance(value, int | float) and is_finite(value) else value
    try:
        return "" if is_empty(plain) else str(typed(plain, Column(name, "text", OWN_MEANING)))
    except ValueError as error:
        problems.append(Problem(*where, f'{name} "{value}" {error}', "Write a text.", "bad-value"))
        return ""


def _lone_table(document: dict[str, Any], row: type[Row], where: Where, problems: list[Problem]) -> Row:
    values = document.get(where.record, {})
    if not isinstance(values, dict):
        problems.append(Problem(*where, "is not a table", f"Write [{where.record}].", "bad-value"))
        values = {}
    return parse_record(values, row, where, problems)


def _table_lines(text: str, head: str, count: int) -> list[int]:
    """Return the line of each table with this head, or 1 for all where the document writes them otherwise."""
    found = table_starts(text.split("\n"), head)
    return found if len(found) == count else [1] * count


def _cells(text: str, shown: str) -> list[tuple[int, list[str]]]:
    """Return (line, cells) of every row that is not blank; the header is the first."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"is not valid CSV: {error}"
        hint = "Check the quotes of this row."
        if "unexpected end" in str(error):
            message = "ends inside quotes that begin in this row"
            hint = "Close them, or take the whole file again if it was saved by half."
        raise PlanError([Problem(shown, line, "", message, hint, "bad-csv")]) from None
    finally:
        csv.field_size_limit(before)
    if not rows:
        raise PlanError([Problem(shown, 0, "", "is empty", "Even an empty table keeps its header.", "empty-file")])
    return _without_empty_columns(rows)


def _without_empty_columns(rows: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """Return the rows without those columns at their end that spreadsheets add: no name, and nothing in them."""
    used = max(_used(cells) for _, cells in rows)
    width = len(rows[0][1])
    return [(line, cells[:used] if len(cells) == width else cells) for line, cells in rows]


def _used(cells: Sequence[str]) -> int:
    return next((at for at in range(len(cells), 0, -1) if cells[at - 1].strip()), 0)


_SEPARATORS = {";": "semicolons", "\t": "tabs"}


def _refuse_foreign(lines: Sequence[tuple[int, list[str]]], row: type[Record], shown: str) -> None:
    """Raise for what programs put into a table: another separator, a line that names it, a title above the header."""
    known, (line, first) = set(columns_by_name(row)), lines[0]
    if known.intersection(map(str.strip, first)):
        return
    head = first[0].strip().lower()
    other = next((word for sign, word in _SEPARATORS.items() if known.intersection(",".join(first).split(sign))), "")
    fault = None
    if other:
        fault = f"is separated by {other}", 'Save it with commas (in Excel: "CSV UTF-8", comma as list separator).'
    elif head.startswith("sep="):
        fault = f'begins with "{first[0].strip()}", which is no row', f"Remove line {line}."
    elif any(known.intersection(map(str.strip, cells)) for _, cells in lines[1:4]):
        fault = "has a title above its header", f"Remove what stands above the header, from line {line} on."
    if fault:
        raise PlanError([Problem(shown, line, "", *fault, "bad-csv")])


def _is_sum(cells: Sequence[str], at: int | None) -> bool:
    """Return whether a row's id, in the column at ``at``, or without one its first text, is that of a row of sums."""
    own = cells[at].strip() if at is not None else ""
    first = own or next((text for cell in cells if (text := cell.strip())), "")
    return unicodedata.normalize("NFKC", first).replace(" ", "").rstrip(":").lower() in _SUMS


def _header_problems(header: Sequence[str], row: type[Record], shown: str) -> Iterable[Problem]:
    known = columns_by_name(row)
    for name in sorted({name for name in header if header.count(name) > 1}):
        message = f'the column "{name}" stands twice'
        raise PlanError([Problem(shown, 1, "", message, "Keep one of them.", "bad-csv")])
    if not set(header) & set(known):
        message = f'has no header: its first line holds none of "{",".join(list(known)[:3])},…"'
        raise PlanError([Problem(shown, 1, "", message, "Write the header line; buju schema lists it.", "bad-csv")])
    for name, column in known.items():
        if name not in header:
            if column.type == "id":
                message = f'the id column "{name}" is missing'
                raise PlanError([Problem(shown, 1, "", message, "Add it.", "missing-column")])
            message = f'the column "{name}" is missing'
            yield Problem(shown, 1, "", message, "Add it, or let buju fmt add it.", "missing-column")
    for name in header:
        if name not in known and not is_own(name, row):
            yield _unknown(name, row, Where(shown, 1))


def _uneven(shown: str, line: int, count: int, wanted: int) -> Problem:
    message = f"has {count} cells where the header has {wanted}"
    return Problem(shown, line, "", message, "Quote cells that hold commas; the row cannot be read.", "bad-csv")


def what_lacks(column: Column) -> tuple[str, str]:
    """Return what to do about an empty cell that must not be so, and the code of that."""
    if column.refers == "source":
        return "Name the document, by its id in sources.csv.", "no-source"
    if column.choices:
        return f"Give one of: {', '.join(column.choices)}.", "missing-value"
    return f"Give it: {column.meaning}", "missing-value"


def called(values: Mapping[str, Any], row: type[Record]) -> str:
    """Return what messages call a record by its values, for example ``park harbin-vet``."""
    ident = key(row)
    return f"{plain_name(row)} {values.get(ident) or '?'}" if ident else plain_name(row)


def _unknown(name: str, row: type[Record], where: Where) -> Problem:
    meant = column_in(row, name)
    hint = f'It seems to be "{meant}".' if meant else guess(name, columns_by_name(row))
    if not hint and is_own(f"x_{name}", row):
        hint = f"buju schema lists the columns; one of your own is called x_{name}."
    hint = hint or "buju schema lists the columns."
    return Problem(*where, f'"{name}" is no column of this table', hint, "unknown-column")
