"""Anchors against the plan's own text, and the other way: names and numbers of the text that no row cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from geo.analysis.clauses import Document, source_document
from geo.analysis.quantities import numbers_in
from geo.analysis.rules.facts import Cited, cited
from geo.analysis.rules.lookup import Lookup, named
from geo.model.cells import write_number
from geo.model.errors import PlanError, Problem, guess, one_line
from geo.model.plan import Plan, file_of
from geo.model.schema import Target, Unit

_NEAR = 16
_RANK_WORDS = re.compile("首|第一|最大|唯一|前列|最好|领先")
_RUN = re.compile(r"[\d.]{6,}")
"""Cells of a table that stand without a space between them."""
_NAME = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9—]{1,14}?"
    r"(?:产业园区?|科技园|工业园|物流园|园区|基地|实验室|研究院|研究所|大学|医院|集团|自贸区|自由贸易试验区|开发区|高新区|经开区"
    r"|示范区|试验区|先导区|合作区|生物谷|产业城|中心|平台|口岸|种质资源库)"
)
_MEASURE = "%|亿元|万元|元|亿斤|万吨|吨|万亩|亩|万升|倍|种|家|个|条|件|名|人|所|项|座|类|批|支|株|次|岁|级行列|亿级|位"
_COUNTED = re.compile(rf"(?:\d[\d,.—~-]*\d|\d)余?多?(?:{_MEASURE})(?!以内)|[十百千万]亿级|[百千万]家")
_LEAD = re.compile(r"\(责任单位:[^()]*\)?")
_YEAR = re.compile(r"\d{4}年")


@dataclass(frozen=True, slots=True)
class Loose:
    """A name or number of a text that no row cites.

    Attributes
    ----------
    text : str
        Name of the text's file.
    line : int
        Line in that file, counted from 1.
    locator : str
        Clause in which it stands.
    kind : {"name", "number"}
        What it is.
    phrase : str
        The name or number as printed.
    """

    text: str
    line: int
    locator: str
    kind: str
    phrase: str

    def __str__(self) -> str:
        """Return it as one line of the worklist."""
        return f"{self.text}:{self.line}: {self.locator}: {self.kind} {one_line(self.phrase)}"


@dataclass(frozen=True)
class Audit:
    """What the audit of a plan found.

    Attributes
    ----------
    problems : tuple of Problem
        Anchors that are missing, not alone, or in another clause; numbers that differ; wrong texts.
    audited, not_audited : int
        Facts whose source has a text here, and facts whose source has none.
    worklist : tuple of Loose
        Names and numbers of the texts that no row cites.
    """

    problems: tuple[Problem, ...]
    audited: int
    not_audited: int
    worklist: tuple[Loose, ...]


def audit_plan(plan: Plan, texts: Mapping[str, tuple[str, str]]) -> Audit:
    """Hold every cited row of a plan against the texts.

    Parameters
    ----------
    plan : Plan
        The plan.
    texts : mapping of str to (str, str)
        Source id -> name of the file and its text.

    Returns
    -------
    Audit
        Findings in the order of the plan's files.

    Raises
    ------
    PlanError
        A text is given for a source that the plan does not have, or is the text of another document.
    """
    documents = {source: _document(plan, source, *texts[source]) for source in sorted(texts)}
    facts = [row for row in cited(plan) if row.anchor or not isinstance(row, Unit)]
    with_text = [row for row in facts if row.source in documents]
    look = Lookup(plan)
    found = [
        problem
        for row in with_text
        for problem in _fact_problems(look.file(row), named(row), row, documents[row.source])
    ]
    loose = [
        item
        for source, document in documents.items()
        for item in _uncited(plan, source, document, texts[source][0], with_text)
    ]
    return Audit(tuple(found), len(with_text), len(facts) - len(with_text), tuple(loose))


def texts_by_source(plan: Plan, given: Iterable[tuple[str, str, str]]) -> dict[str, tuple[str, str]]:
    """Give each text its sources.

    Parameters
    ----------
    plan : Plan
        The plan, whose sources.csv says which file holds which source.
    given : iterable of (str, str, str)
        Source id or empty, name of the file, text.

    Returns
    -------
    dict
        Source id -> name of the file and its text; a file that no source names is left out.
    """
    found: dict[str, tuple[str, str]] = {}
    for source, name, text in given:
        holders = [source] if source else [row.source for row in plan.sources if row.text == name.rpartition("/")[2]]
        found |= dict.fromkeys(holders, (name, text))
    return found


def _document(plan: Plan, source: str, name: str, text: str) -> Document:
    rows = {row.source: row for row in plan.sources}
    shown = file_of(plan.id, "sources.csv")
    if source not in rows:
        message = f'there is no source "{source}"'
        hint = guess(source, rows) or f"There are: {', '.join(sorted(rows))}."
        raise PlanError([Problem(shown, 0, "", message, hint, "unknown-source")])
    row = rows[source]
    try:
        return source_document(text, row, plan.sources)
    except ValueError as error:
        hint = f"Is {name} the text of {row.title}? Name it with --text {source}=FILE."
        raise PlanError([Problem(name, 0, f"source {source}", str(error), hint, "wrong-text")]) from None


def _fact_problems(shown: str, where: str, row: Cited, document: Document) -> Iterator[Problem]:
    spans = [clause for clause in document.clauses if clause.locator == row.locator]
    if not spans:
        known = sorted({clause.locator for clause in document.clauses})
        message = f'there is no clause "{row.locator}" in the text'
        yield Problem(shown, row.line, where, message, guess(row.locator, known), "unknown-clause")
        return
    places = document.find(row.anchor)
    inside = [at for at in places if any(span.start <= at < span.end for span in spans)]
    if len(inside) != 1:
        yield Problem(shown, row.line, where, *_anchor_fault(row, document, places, len(inside)))
    elif isinstance(row, Target) and not _number_is_near(row, document, inside[0]):
        numbers = " and ".join(write_number(value) for value in (row.low, row.high) if value is not None)
        message = f'the number {numbers} of the row does not stand near its anchor "{row.anchor}"'
        hint = f"Compare line {document.line_at(inside[0])} of the text."
        yield Problem(shown, row.line, where, message, hint, "number-differs", "warning")


def _anchor_fault(row: Cited, document: Document, places: list[int], inside: int) -> tuple[str, str, str]:
    """Return message, hint and code of an anchor that stands at these places, so many of them in its clause."""
    if inside > 1:
        message = f'the anchor "{row.anchor}" stands {inside} times in {row.locator}'
        return message, "Lengthen it until it stands once.", "anchor-twice"
    if places:
        others = sorted({document.clause_at(at).locator for at in places})
        message = f'the anchor "{row.anchor}" is not in {row.locator}'
        return message, f"It stands in {', '.join(others)}.", "anchor-elsewhere"
    return f'the anchor "{row.anchor}" is not in the text', "Copy it from the text to the letter.", "anchor-missing"


def _number_is_near(row: Target, document: Document, at: int) -> bool:
    wanted = {value for value in (row.low, row.high) if value is not None}
    near = document.text[max(at - _NEAR, 0) : at + len(row.anchor) + _NEAR]
    if not wanted or (row.operator == "rank" and _RANK_WORDS.search(near)):
        return True
    rows = "".join(_RUN.findall(near))
    return wanted <= set(numbers_in(near)) or (bool(rows) and all(write_number(value) in rows for value in wanted))


def _uncited(plan: Plan, source: str, document: Document, name: str, rows: list[Cited]) -> Iterator[Loose]:
    """Yield names and numbers of a document that stand in no cited phrase and no known name."""
    own = [row for row in rows if row.source == source]
    anchors = [(at, at + len(row.anchor)) for row in own for at in document.find(row.anchor)]
    names = [(at, at + len(known)) for known in _known_names(plan) for at in document.find(known)]
    names += [found.span() for found in _LEAD.finditer(document.text)]
    numbered = [(start - _NEAR // 2, end + _NEAR // 2) for start, end in anchors]
    for kind, pattern, covered in (("name", _NAME, [*anchors, *names]), ("number", _COUNTED, numbered)):
        for found in pattern.finditer(document.text):
            end = found.end() - 1
            if not any(start <= end < stop for start, stop in covered) and not _YEAR.match(found[0]):
                clause = document.clause_at(found.start())
                yield Loose(name, document.line_at(found.start()), clause.locator, kind, found[0])


def _known_names(plan: Plan) -> set[str]:
    parks = [name for park in plan.park_rows for name in (park.name, *park.aliases)]
    return {*parks, *(zone.name for zone in plan.zone_rows), *(unit.name for unit in plan.unit_rows)} - {""}
