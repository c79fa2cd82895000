"""Every fact names its document and clause, in a form that can be found again."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from typing import TypeAlias

from geo.analysis.rules.lookup import Finding, Lookup
from geo.model.plan import Plan
from geo.model.schema import LONGEST_ANCHOR, Citation, Park, Record, Source, Target, Unit, Zone

Cited: TypeAlias = Zone | Unit | Park | Target | Citation
"""What names a clause."""

_NUMERAL = "[一二三四五六七八九十百]+"
_PATH = rf"(第{_NUMERAL}[编篇章节条])*({_NUMERAL})?(\({_NUMERAL}\))?([0-9]+)?(\([0-9]+\))?"
_LOCATOR = re.compile(rf"序|答[0-9]+|专栏[0-9]+|(附件[0-9]*)?{_PATH}")
_FORMS = "序, 四(二), 三(一)2, 第四章第二节, 专栏3, 附件1, 答3"
_SPREADSHEET_DATE = re.compile(
    r"([0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}-[A-Z][a-z]{2}(-[0-9]{2})?|[A-Z][a-z]{2}-[0-9]{2}"
    r"|(19|20)[0-9]{2}[/-][0-9]{1,2}[/-][0-9]{1,2}( [0-9:]+)?"
)
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def missing_sources(look: Lookup) -> Iterator[Finding]:
    """Find units that the plan makes something of without saying where; other rows are held to it when read."""
    for unit in look.plan.unit_rows:
        told = unit.positioning or unit.positioning_en or unit.industries
        empty = [name for name in ("source", "locator", "anchor") if not getattr(unit, name)]
        if told and empty:
            message = f"has a positioning or industries, and no {', '.join(empty)}"
            yield Finding(unit, message, "Name the clause, or leave the positioning empty.")


def long_anchors(look: Lookup) -> Iterator[Finding]:
    """Find anchors, and openings of documents, that are quotations."""
    for row in cited(look.plan):
        if len(row.anchor) > LONGEST_ANCHOR:
            yield _too_long(row, "anchor", row.anchor)
    for source in look.plan.sources:
        if len(source.starts) > LONGEST_ANCHOR:
            yield _too_long(source, "starts", source.starts)


def date_anchors(look: Lookup) -> Iterator[Finding]:
    """Find anchors that read as a spreadsheet shows a date, which it makes of 5-8 or 5/8."""
    for row in cited(look.plan):
        if _SPREADSHEET_DATE.fullmatch(row.anchor):
            message = f'anchor "{row.anchor}" is what a spreadsheet makes of numbers like 5-8'
            yield Finding(row, message, "Write the words of the text again, in a column formatted as text.")


def bad_locators(look: Lookup) -> Iterator[Finding]:
    """Find locators that are no heading path: other brackets, spaces, punctuation, words."""
    for row in cited(look.plan):
        if row.locator and not _LOCATOR.fullmatch(row.locator):
            plain = _plain_locator(row.locator)
            hint = f'Write "{plain}".' if plain else f"Write it like one of: {_FORMS}."
            yield Finding(row, f'locator "{row.locator}" is no heading path', hint)


def bad_dates(look: Lookup) -> Iterator[Finding]:
    """Find dates of sources, actuals and states in another form than YYYY, YYYY-MM or YYYY-MM-DD, or no day at all."""
    plan = look.plan
    dated: list[tuple[Record, str, str]] = [(source, "date", source.date) for source in plan.sources]
    dated += [(actual, "as_of", actual.as_of) for actual in plan.actuals]
    dated += [(status, "as_of", status.as_of) for status in plan.status_rows]
    for row, column, value in dated:
        if value and not _is_date(value):
            yield Finding(row, f'{column} "{value}" is no date', "Write YYYY, YYYY-MM or YYYY-MM-DD.")


def unused_sources(look: Lookup) -> Iterator[Finding]:
    """Find sources that nothing cites."""
    used = look.plan.sources_used() | {park.located_by.partition(":")[0] for park in look.plan.park_rows}
    for source in look.plan.sources:
        if source.source not in used:
            yield Finding(source, "is cited by nothing in this plan", "Remove it, or cite it.")


def cited(plan: Plan) -> tuple[Cited, ...]:
    """Return the rows of a plan that name a clause, in the order of their files."""
    return (*plan.zone_rows, *plan.unit_rows, *plan.park_rows, *plan.target_rows, *plan.citations)


def _is_date(text: str) -> bool:
    """Return whether a text is a year, a month or a day that the calendar has."""
    try:
        datetime.date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return _DATE.fullmatch(text) is not None


def _too_long(row: Cited | Source, column: str, value: str) -> Finding:
    message = f'{column} "{value}" has {len(value)} characters, and at most {LONGEST_ANCHOR} are allowed'
    return Finding(row, message, "Keep the words that find the place, never a sentence.")


def _plain_locator(given: str) -> str:
    """Return the locator as it should be written where only its form is wrong, else an empty text."""
    plain = re.sub(r"[\s、.。．,，·]", "", unicodedata.normalize("NFKC", given))
    return plain if plain and _LOCATOR.fullmatch(plain) else ""
