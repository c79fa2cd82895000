"""What a plan's facts rest on: clauses, documents, evidence for places; and its numbers."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from geo.draw.scene.marks import Fact, Later, SourceMark, TargetMark
from geo.draw.scene.numbers import headline_order, is_headline, size_class
from geo.draw.scene.phrases import phrase
from geo.draw.scene.words import Words, both, remark
from geo.model.measure import is_share, number_text, short_text
from geo.model.plan import Plan
from geo.model.schema import KNOWLEDGE, Park, Target

_HEDGES = {"力争": "if possible", "争取": "striving for", "原则上": "in principle"}
_KNOWN = phrase("general_knowledge")


def further_facts(plan: Plan, kind: str) -> dict[str, tuple[Fact, ...]]:
    """Return the clauses that citations.csv adds to each thing of a kind (zone, unit, park, target), in its order."""
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    for row in plan.citations:
        if row.subject_type == kind:
            found[row.subject_id].append(Fact(row.about, row.source, row.locator, row.anchor))
    return {subject: tuple(facts) for subject, facts in found.items()}


def target_marks(plan: Plan) -> tuple[TargetMark, ...]:
    """Return the numbers of a plan in the order in which they are told, whatever lists them."""
    facts, sums = further_facts(plan, "target"), _sums_of_parts(plan.target_rows)
    return tuple(_target(target, facts, sums) for target in headline_order(plan))


def source_marks(plan: Plan) -> tuple[SourceMark, ...]:
    """Return the documents and bodies of evidence that something drawn or listed rests on."""
    used = plan.sources_used()
    return tuple(
        SourceMark(
            id=row.source, title=Words(row.title, row.title_en), issuer=row.issuer, number=row.number, date=row.date
        )
        for row in plan.sources
        if row.source in used
    )


def evidence(located_by: str, titles: Mapping[str, Words]) -> Words:
    """Return readable evidence of a place.

    Parameters
    ----------
    located_by : str
        ``source``, ``source:record`` or ``knowledge``.
    titles : mapping of str to Words
        Titles of the sources.

    Examples
    --------
    >>> evidence("geonames:2037013", {"geonames": Words("GeoNames", "GeoNames")}).en
    'GeoNames 2037013'
    """
    source, _, record = located_by.partition(":")
    if source == KNOWLEDGE:
        return _KNOWN
    title = titles.get(source, Words(source))
    tail = f" {record}" if record else ""
    return Words(f"{title.zh}{tail}", f"{title.en}{tail}" if title.en else "")


def later_of(plan: Plan, park: Park) -> tuple[Later, ...]:
    """Return what a place has come to since the text, the latest first."""
    rows = sorted((row for row in plan.status_rows if row.park_id == park.park_id), key=lambda row: row.as_of)
    return tuple(
        Later(as_of=row.as_of, status=row.status, source=row.source, note=both(row.note)) for row in reversed(rows)
    )


def _sums_of_parts(targets: Sequence[Target]) -> dict[str, Words]:
    """Return what the parts of a number add up to, where they are values of its own sort and differ from it.

    Bounds, ranges and ranks do not add up; nor do shares of different wholes.
    """
    parts: defaultdict[str, list[Target]] = defaultdict(list)
    for target in targets:
        parts[target.part_of].append(target)
    sums: dict[str, Words] = {}
    for whole in targets:
        found = parts[whole.target_id]
        total = math.fsum(part.low or 0 for part in found)
        if len(found) > 1 and all(_adds_up(part, whole) for part in found) and not math.isclose(total, whole.low or 0):
            sums[whole.target_id] = Words(*number_text(replace(whole, operator="eq", low=round(total, 9), high=None)))
    return sums


def _adds_up(part: Target, whole: Target) -> bool:
    same = all(getattr(part, name) == getattr(whole, name) for name in ("measure", "year", "kind", "mode"))
    return same and part.operator in ("eq", "approx") and whole.measure != "%"


def _target(target: Target, facts: Mapping[str, tuple[Fact, ...]], sums: Mapping[str, Words]) -> TargetMark:
    return TargetMark(
        id=target.target_id,
        scope=target.scope,
        of=target.scope_id,
        indicator=Words(target.indicator, target.indicator_en),
        kind=target.kind,
        operator=target.operator,
        mode=target.mode,
        hedge=Words(target.hedge, _HEDGES.get(target.hedge, "")),
        low=target.low,
        high=target.high,
        measure=target.measure,
        is_headline=is_headline(target),
        is_share=is_share(target),
        year=target.year,
        part_of=target.part_of,
        facts=(Fact("number", target.source, target.locator, target.anchor), *facts.get(target.target_id, ())),
        note=remark(target),
        shown=Words(*number_text(target)),
        parts_sum=sums.get(target.target_id, Words("")),
        short=Words(*short_text(target)),
        size=size_class(target),
    )
