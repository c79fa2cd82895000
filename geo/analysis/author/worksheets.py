"""What a plan's workbook looks like: a sheet a table, its headings, and what its cells show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from geo.analysis.canonical import record_type, rows_of
from geo.model.aliases import FLAGS, choice_words, column_alias, table_title
from geo.model.cells import canonical_cell
from geo.model.meanings import column_meaning
from geo.model.plan import Plan
from geo.model.schema import OWN_MEANING, Column, Record, columns, is_own, key, own_columns, value_of
from geo.model.sheet_words import SheetWords

TICK, NUMBER, SENTENCE = "tick", "row_number", "sentence"
"""Headings of what is no column of the plan: whether to accept, which row where rows have no id, and where from."""

MARK = "√"
"""What stands in the first column of a row that is accepted."""

KEPT = "buju"
"""The hidden sheet that holds the rows as they were written, by which a change is told from what the plan had."""

FORMAT = "1"
"""Version of what the hidden sheet holds."""

KEPT_PROPOSED = "proposed:{}"
"""What the hidden sheet calls the rows that were proposed for a table."""

_NAMED = ("adcode", "members", "parent")
"""Columns of adcodes that have the names of the units beside them."""

_FILES = (
    *("plan", "groups"),
    *("zones.geojson", "units.geojson", "parks.csv", "targets.csv"),
    *("citations.csv", "sources.csv", "actuals.csv", "status.csv", "story.csv"),
)


@dataclass(frozen=True)
class Heading:
    """One column of a sheet.

    Attributes
    ----------
    name : str
        Column of the schema, that with ``_name`` for the names of its units, or one of TICK, NUMBER, SENTENCE.
    column : Column or None
        The column of the schema that it holds, or whose units it names; None for the others.
    """

    name: str
    column: Column | None = None

    @property
    def is_named(self) -> bool:
        """Whether it holds names of units, which stand beside their adcodes."""
        return self.column is not None and self.name != self.column.name

    @property
    def is_own(self) -> bool:
        """Whether it holds a column of the plan itself."""
        return self.column is not None and self.name == self.column.name


@dataclass(frozen=True)
class Worksheet:
    """One table of a plan as a sheet.

    Attributes
    ----------
    file : str
        The file of the plan, or the part of plan.toml.
    own : tuple of Column
        Its columns of the workspace's own.
    """

    file: str
    own: tuple[Column, ...] = ()

    @property
    def table(self) -> str:
        """Name of the table or layer."""
        return self.file.partition(".")[0]

    @property
    def row(self) -> type[Record]:
        """The record of the schema that its rows are."""
        return record_type(self.file)

    @property
    def key(self) -> str:
        """The column by which its rows are known: that of their ids, or their number on the sheet."""
        return key(self.row) or NUMBER

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, those of the workspace's own last."""
        return (*columns(self.row), *self.own)

    @property
    def headings(self) -> Sequence[Heading]:
        """Its columns from the left, without those of proposals."""
        found = [] if key(self.row) else [Heading(NUMBER)]
        for column in self.columns:
            named = [Heading(f"{column.name}_name", column)] if column.name in _NAMED else []
            found += [Heading(column.name, column), *named]
        return found

    def title(self, lang: str) -> str:
        """Return the name of the sheet."""
        return table_title(self.table, lang)

    @property
    def titles(self) -> frozenset[str]:
        """The names under which a workbook may have the sheet."""
        return frozenset({self.table, self.title("zh"), self.title("en")})

    def word(self, heading: Heading, lang: str) -> str:
        """Return the words at the head of a column."""
        return column_alias(self.table, heading.name, lang)

    def meaning(self, heading: Heading, lang: str) -> str:
        """Return what a column means."""
        english = heading.column.meaning if heading.is_own and heading.column else ""
        return column_meaning(self.table, heading.name, english, lang)

    def choices(self, column: Column, lang: str) -> Mapping[str, str]:
        """Return the words of a column's closed list by the cells of CSV; empty where it is open."""
        if column.type == "flag":
            return {cell: words[lang == "en"] for cell, words in FLAGS.items()}
        return choice_words(self.table, column.name, lang) if column.choices else {}

    def sheet_words(self, lang: str) -> SheetWords:
        """Return what the sheet calls its columns and choices, and what the other sheets are called."""
        return SheetWords(
            {heading.name: self.word(heading, lang) for heading in self.headings},
            {column.name: self.choices(column, lang) for column in self.columns},
            {name: table_title(name.partition(".")[0], lang) for name in _FILES if "." in name},
        )

    def texts(self, row: Record) -> Mapping[str, str]:
        """Return a row as CSV has it: column -> cell."""
        return {column.name: canonical_cell(value_of(row, column), column) for column in self.columns}

    def rows(self, plan: Plan) -> Mapping[str, Record]:
        """Return the plan's rows by what they are known by; of several with one id the first."""
        rows = plan.zones_in_order() if self.table == "zones" else rows_of(plan, self.file)
        found: dict[str, Record] = {}
        for number, row in enumerate(rows, 1):
            found.setdefault(str(getattr(row, self.key, number)), row)
        return found


WORKSHEETS = tuple(map(Worksheet, _FILES))
"""The sheets of a workbook, in their order."""


def worksheets_of(plan: Plan) -> tuple[Worksheet, ...]:
    """Return the sheets of a plan's workbook, with the columns of its own."""
    return tuple(replace(each, own=own_columns(rows_of(plan, each.file))) for each in WORKSHEETS)


def with_new_columns(worksheet: Worksheet, heads: Iterable[str]) -> Worksheet:
    """Return a sheet with the columns of somebody's own that its headings name and the plan has not yet."""
    known = {column.name for column in worksheet.own}
    new = sorted({head for head in heads if is_own(head, worksheet.row)} - known)
    return replace(worksheet, own=(*worksheet.own, *(Column(name, "text", OWN_MEANING) for name in new)))


@dataclass(frozen=True)
class Show:
    """How a workbook shows its cells.

    Attributes
    ----------
    lang : {"zh", "en"}
        Language of headings and words.
    names : mapping of str to str
        Adcode -> name of the unit.
    """

    lang: str
    names: Mapping[str, str]


def texts_of(row: Record) -> Mapping[str, str]:
    """Return a row as CSV has it, without columns of the workspace's own: column -> cell."""
    return {column.name: canonical_cell(getattr(row, column.name), column) for column in columns(type(row))}


def shown(worksheet: Worksheet, heading: Heading, texts: Mapping[str, str], show: Show) -> Any:
    """Return what a cell of a sheet shows: words of closed lists, numbers as numbers, names beside adcodes.

    Parameters
    ----------
    worksheet, heading
        Which cell it is.
    texts : mapping of str to str
        The row as CSV has it.
    show : Show
        In which language, and what units are called.
    """
    if heading.column is None:
        return ""
    text = texts.get(heading.column.name, "")
    if heading.is_named:
        return ";".join(show.names.get(adcode, adcode) for adcode in text.split(";")) if text else ""
    if heading.column.type in ("number", "integer"):
        return _number(text)
    return worksheet.choices(heading.column, show.lang).get(text, text)


def _number(text: str) -> Any:
    """Return the number of a cell; the text itself where it is none that a spreadsheet keeps."""
    try:
        value = float(text)
    except ValueError:
        return text
    return int(value) if value == int(value) else value
