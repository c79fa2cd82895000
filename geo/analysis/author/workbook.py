"""A plan's tables as one workbook for its author: closed lists to choose from, a note on every column, a dictionary."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.analysis.author.proposed import Proposed
from geo.analysis.author.worksheets import (
    FORMAT,
    KEPT,
    KEPT_PROPOSED,
    MARK,
    SENTENCE,
    TICK,
    WORKSHEETS,
    Heading,
    Show,
    Worksheet,
    shown,
    worksheets_of,
)
from geo.analysis.spreadsheet.book import dress, fill, keep_texts, new_book, note, offer, save_book, set_text, tint
from geo.model.aliases import column_alias, name_of
from geo.model.errors import UsageError
from geo.model.files import written_whole
from geo.model.meanings import TYPE_WORDS
from geo.model.plan import Plan
from geo.model.schema import Column, Group, Industry

if TYPE_CHECKING:
    from geo.analysis.spreadsheet.book import Book, Sheet

_SPARE = 500
"""Empty rows below a table for which there are lists to choose from."""

_SHEET_OF = {"zone": "zones", "unit": "units", "park": "parks", "target": "targets", "source": "sources"}
"""What a column refers to -> the sheet whose first column has the ids."""

_LISTED = {"group": ("groups", "A"), "industry": ("industries", "C")}
"""What a column refers to and no sheet holds -> its table, and the column of the sheet of choices with the ids."""

TITLES = {"choices": ("选项", "Choices"), "dictionary": ("字段说明", "Fields")}
"""Sheets that hold no table -> their names."""

_REQUIRED = {"zh": "必填。", "en": "Required."}
_SEVERAL = {"zh": "多个以分号分隔。", "en": "Several are parted by semicolons."}
_HEADS = {
    "zh": ("工作表", "列", "字段代码", "含义", "类型", "计量单位", "必填", "可选值或所引的表"),
    "en": ("sheet", "column", "code", "meaning", "type", "unit", "required", "choices, or table referred to"),
}
_TINTS = {"head": "E7E3DA", "required": "D3CBB8", "named": "F3F1EC", "proposed": "FFF6D6"}


def write_workbook(
    plan: Plan,
    path: Path,
    proposed: Mapping[str, Sequence[Proposed]] | None = None,
    lang: str = "zh",
    only: Collection[str] = (),
) -> None:
    """Write a plan's tables as a workbook that :func:`geo.analysis.author.returned.read_workbook` takes back.

    Outlines are not in it: a zone's texts and members are. Every sheet has words where the plan has codes, lists to
    choose from, and a note on each column; the names of units stand beside their adcodes.

    Parameters
    ----------
    plan : Plan
        The plan.
    path : Path
        The ``.xlsx`` file to write, whole or not at all.
    proposed : mapping of str to sequence of Proposed, optional
        Table (``zones``, ``parks``, …) -> rows to accept or not, below those of the plan: their sheet has a first
        column to tick and a last one with the sentence.
    lang : {"zh", "en"}
        Language of headings, words and notes.
    only : collection of str
        The tables that it has; all where none is named. It opens at the last of them.

    Raises
    ------
    UsageError
        The file is to be no ``.xlsx``, or there is no sheet for a table.
    OutputError
        It cannot be written, or openpyxl is not installed.
    """
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"{path}: a workbook is an .xlsx file. Give it that suffix.")
    given = dict(proposed or {})
    unknown = sorted(set(given) - {worksheet.table for worksheet in WORKSHEETS})
    if unknown:
        raise UsageError(f"A workbook has no sheet for {', '.join(unknown)}.")
    book = new_book(path.name)
    show = Show(lang, plan.unit_names)
    wanted = [worksheet for worksheet in worksheets_of(plan) if not only or worksheet.table in only]
    for worksheet in wanted:
        _Writer(worksheet, show, tuple(given.get(worksheet.table, ()))).write(book, plan)
    book.active = len(wanted) - 1 if only else 0
    _lists(book, plan, lang)
    _dictionary(book, wanted, lang)
    _keep(book, plan, wanted, given)
    day = plan.header.issued or datetime.date(1970, 1, 1)
    with written_whole([path], suffixes=(".xlsx",)) as folder:
        save_book(book, folder / path.name, day.isoformat())


@dataclass(frozen=True)
class _Writer:
    """Writes one sheet.

    Attributes
    ----------
    worksheet, show
        What it holds, and how it is shown.
    proposed : tuple of Proposed
        Rows to accept or not.
    """

    worksheet: Worksheet
    show: Show
    proposed: tuple[Proposed, ...]

    @cached_property
    def headings(self) -> Sequence[Heading]:
        """Its columns, with those of proposals where there are any."""
        own = self.worksheet.headings
        return [Heading(TICK), *own, Heading(SENTENCE)] if self.proposed else own

    def write(self, book: Book, plan: Plan) -> None:
        sheet = book.create_sheet(self.worksheet.title(self.show.lang))
        rows = self.worksheet.rows(plan)
        for at, heading in enumerate(self.headings, 1):
            set_text(sheet.cell(1, at), self.worksheet.word(heading, self.show.lang))
        for line, (ident, row) in enumerate(rows.items(), 2):
            texts = {self.worksheet.key: ident, **self.worksheet.texts(row)}
            self._put(sheet, line, texts)
        for line, each in enumerate(self.proposed, len(rows) + 2):
            self._put(sheet, line, {**each.row, SENTENCE: each.sentence}, _TINTS["proposed"])
        dress(sheet, f"{'C' if self.proposed else 'B'}2")
        self._describe(sheet)
        for at, heading in enumerate(self.headings, 1):
            self._offer(sheet, at, heading, len(rows) + len(self.proposed) + 1 + _SPARE)

    def _put(self, sheet: Sheet, line: int, texts: Mapping[str, str], ground: str = "") -> None:
        for at, heading in enumerate(self.headings, 1):
            plain = texts.get(heading.name, "") if heading.column is None else ""
            value = plain or shown(self.worksheet, heading, texts, self.show)
            cell: Any = sheet.cell(line, at)
            if isinstance(value, str):
                cell.number_format = "@"
            if value != "":
                set_text(cell, value) if isinstance(value, str) else setattr(cell, "value", value)
            if colour := ground or (_TINTS["named"] if heading.is_named else ""):
                tint(cell, colour)

    def _describe(self, sheet: Sheet) -> None:
        """Give every heading its note; columns of texts take what is typed into them as it stands."""
        for at, heading in enumerate(self.headings, 1):
            cell = sheet.cell(1, at)
            required = heading.is_own and heading.column is not None and heading.column.required
            tint(cell, _TINTS["required" if required else "head"])
            note(cell, "\n".join(self._note(heading)))
            if heading.column is None or heading.column.type not in ("number", "integer"):
                keep_texts(sheet, at)

    def _note(self, heading: Heading) -> Iterator[str]:
        lang, column = self.show.lang, heading.column
        yield f"{self.worksheet.word(heading, lang)} ({heading.name})"
        yield self.worksheet.meaning(heading, lang)
        if heading.is_own and column:
            yield from [_REQUIRED[lang]] * column.required
            yield from [_SEVERAL[lang]] * (column.type == "list")
            if words := self.worksheet.choices(column, lang):
                yield " · ".join(words.values())

    def _offer(self, sheet: Sheet, at: int, heading: Heading, last: int) -> None:
        """Give a column its list to choose from: the words of a closed list, or the ids that it refers to."""
        source = f'"{MARK}"' if heading.name == TICK else self._source(heading.column) if heading.is_own else ""
        if source:
            offer(sheet, at, last, source, closed=heading.column is not None and not heading.column.refers)

    def _source(self, column: Column | None) -> str:
        if column is None or column.type == "list":
            return ""
        if column.choices or column.type == "flag":
            return f'"{",".join(self.worksheet.choices(column, self.show.lang).values())}"'
        lang = self.show.lang
        if column.refers in _LISTED:
            return f"'{_title('choices', lang)}'!${_LISTED[column.refers][1]}$2:${_LISTED[column.refers][1]}${_SPARE}"
        named = [each for each in WORKSHEETS if each.table == _SHEET_OF.get(column.refers)]
        return f"'{named[0].title(lang)}'!$A$2:$A${_SPARE * 10}" if named else ""


def _title(name: str, lang: str) -> str:
    return TITLES[name][lang == "en"]


def _lists(book: Book, plan: Plan, lang: str) -> None:
    """Add the sheet of groups and industries, whose ids other sheets hold, each beside its name."""
    sheet = book.create_sheet(_title("choices", lang))
    rows: Mapping[str, Sequence[Group | Industry]] = {"group": plan.groups_in_order(), "industry": plan.industries}
    lists = [
        [
            (column_alias(table, kind, lang), column_alias(table, "name", lang)),
            *((getattr(row, kind), name_of(row, lang)) for row in rows[kind]),
        ]
        for kind, (table, _) in _LISTED.items()
    ]
    fill(sheet, (list(chain(*pairs)) for pairs in zip_longest(*lists, fillvalue=("", ""))))
    dress(sheet, "A2")


def _dictionary(book: Book, worksheets: Sequence[Worksheet], lang: str) -> None:
    """Add the sheet that describes every column of every sheet."""
    sheet = book.create_sheet(_title("dictionary", lang))
    fill(sheet, [_HEADS[lang], *(line for worksheet in worksheets for line in _described(worksheet, lang))])
    dress(sheet)


def _described(worksheet: Worksheet, lang: str) -> Iterator[Sequence[str]]:
    for column in worksheet.columns:
        heading = Heading(column.name, column)
        choices = " · ".join(worksheet.choices(column, lang).values()) or column.refers
        yield (
            *(worksheet.title(lang), worksheet.word(heading, lang), column.name, worksheet.meaning(heading, lang)),
            *(TYPE_WORDS[column.type][lang == "en"], column.unit, _REQUIRED[lang] if column.required else "", choices),
        )


def _keep(book: Book, plan: Plan, worksheets: Sequence[Worksheet], proposed: Mapping[str, Sequence[Proposed]]) -> None:
    """Add the hidden sheet with the rows as they are now, and with those proposed that have an id."""
    sheet = book.create_sheet(KEPT)
    sheet.sheet_state = "veryHidden"
    lines: list[Sequence[str]] = [(KEPT, plan.id, FORMAT)]
    for worksheet in worksheets:
        rows = {ident: worksheet.texts(row) for ident, row in worksheet.rows(plan).items()}
        lines += _kept(worksheet.table, worksheet, rows)
        offered = {
            ident: each.row for each in proposed.get(worksheet.table, ()) if (ident := each.row.get(worksheet.key))
        }
        if offered:
            lines += _kept(KEPT_PROPOSED.format(worksheet.table), worksheet, offered)
    fill(sheet, lines)


def _kept(table: str, worksheet: Worksheet, rows: Mapping[str, Mapping[str, str]]) -> Iterator[Sequence[str]]:
    """Yield the columns of a sheet, and its rows by what they are known by."""
    names = [column.name for column in worksheet.columns]
    yield (table, "", *names)
    yield from ((table, ident, *(texts.get(name, "") for name in names)) for ident, texts in rows.items())
