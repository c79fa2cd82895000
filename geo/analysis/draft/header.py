"""What a text says of its plan as a whole: rows for what plan.toml does not know yet, and for the groups it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geo.analysis.author.begin import period_of
from geo.analysis.author.proposed import Proposed
from geo.analysis.draft.layout import Layout
from geo.analysis.draft.passages import Reading
from geo.analysis.draft.title import paper_of
from geo.model.cells import canonical_cell
from geo.model.plan import Plan
from geo.model.schema import Group, Header, columns


def proposed_header(plan: Plan, reading: Reading, layout: Layout) -> Iterator[Proposed]:
    """Yield the plan's own row with what its text says and it lacks; nothing where it lacks nothing.

    Parameters
    ----------
    plan : Plan
        The plan.
    reading : Reading
        The text of its own document.
    layout : Layout
        The layout that this draws.
    """
    paper = paper_of(reading)
    said = {
        "title": paper.title,
        "slogan": layout.slogan,
        "issuer": paper.issuer,
        "number": paper.number,
        "issued": paper.issued,
        "period": period_of(paper.title),
    }
    lacking = {column.name: column for column in columns(Header) if not getattr(plan.header, column.name)}
    row = {name: canonical_cell(value, lacking[name]) for name, value in said.items() if value and name in lacking}
    if row:
        yield Proposed({"id": plan.id, **row}, paper.title or layout.slogan)


def proposed_groups(plan: Plan, reading: Reading, layout: Layout, groups: Sequence[Group]) -> Iterator[Proposed]:
    """Yield the groups of a layout that a plan lacks, each beside the sentence that counts it."""
    known = {group.group for group in plan.groups}
    for number, group in enumerate(groups):
        if group.group not in known:
            first = next((zone.start for zone in layout.zones if zone.part == number), 0)
            cells = {column.name: canonical_cell(getattr(group, column.name), column) for column in columns(Group)}
            row = {name: cell for name, cell in cells.items() if cell}
            yield Proposed(row, reading.sentence_at(layout.start if layout.slogan else first).text)
