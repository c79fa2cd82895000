"""What holds for shared tables and for files as a whole: the taxonomy, the story, the canonical form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from geo.analysis.canonical import LOSSES, canonical_text, ends_as_windows, files_there, raw_text
from geo.analysis.rules.lookup import Finding, Lookup, named
from geo.model.errors import counted
from geo.model.plan import file_of
from geo.model.schema import MOST_TOP_INDUSTRIES, Group, Industry, Step, Zone
from geo.space.geometry import box_of

Ordered: TypeAlias = Group | Zone | Step | Industry


def too_many_industries(look: Lookup) -> Iterator[Finding]:
    """Find more industries at the top than a legend can tell apart."""
    top = [industry for industry in look.plan.industries if not industry.parent]
    if len(top) > MOST_TOP_INDUSTRIES:
        message = f"{len(top)} industries stand at the top, and at most {MOST_TOP_INDUSTRIES} can be told apart"
        yield Finding(top[MOST_TOP_INDUSTRIES], message, "Give it a parent.")


def industry_depth(look: Lookup) -> Iterator[Finding]:
    """Find industries more than one level below the top."""
    parents = {industry.industry: industry.parent for industry in look.plan.industries}
    for industry in look.plan.industries:
        above = parents.get(industry.parent, "")
        if above and above != industry.industry:
            message = f'parent "{industry.parent}" has itself the parent "{above}", and two levels are allowed'
            yield Finding(industry, message, f'Write "{above}" as its parent.')


def bad_orders(look: Lookup) -> Iterator[Finding]:
    """Find places in an order that are below 1 or taken: of groups, of zones in a group, of steps, of siblings."""
    plan = look.plan
    siblings: list[tuple[object, Ordered]] = [
        *(("groups", group) for group in plan.groups),
        *((f"zones of {zone.group}", zone) for zone in plan.zone_rows),
        *(("steps", step) for step in plan.steps),
        *((f"industries of {industry.parent}", industry) for industry in plan.industries),
    ]
    first: dict[object, Ordered] = {}
    for among, row in siblings:
        before = row if row.order is None else first.setdefault((among, row.order), row)
        if before is not row:
            yield Finding(row, f"order {row.order} is taken by {named(before)}", "Count 1, 2, 3…, each once.")
        elif row.order is not None and row.order < 1:
            yield Finding(row, f"order {row.order} is no place", "Count 1, 2, 3…, each once.")


def bad_views(look: Lookup) -> Iterator[Finding]:
    """Find steps of the story whose view is no box."""
    for step in look.plan.steps:
        if step.view and box_of(step.view) is None:
            message = f'view "{";".join(step.view)}" is no box of west, south, east, north'
            yield Finding(step, message, "Write four numbers in degrees, for example 121;43;135;54.")


def not_canonical(look: Lookup) -> Iterator[Finding]:
    """Find files that differ from their canonical form; those that reading has told of are left out."""
    plan = look.plan
    lossy = {fault.file for fault in plan.faults if fault.code in (*LOSSES, "missing-column")}
    for name, path in files_there(plan).items():
        shown = file_of(plan.id, name)
        if shown in lossy:
            continue
        old = raw_text(path, shown)
        new = canonical_text(plan, name, old)
        if old != new:
            message = "differs from the canonical form from this line on"
            yield Finding(name, message, f"Run buju fmt {plan.id}.", line=_first_difference(old, new))


def windows_lines(look: Lookup) -> Iterator[Finding]:
    """Count the files whose lines end as on Windows, which is no fault."""
    texts = {name: path.read_bytes().decode("utf-8", "replace") for name, path in files_there(look.plan).items()}
    found = [name for name, text in texts.items() if ends_as_windows(text)]
    if found:
        message = f"lines of {counted(len(found), 'file')} end as on Windows (CRLF)"
        yield Finding(found[0], message, "They are read as they are meant; buju fmt leaves them alone.")


def _first_difference(old: str, new: str) -> int:
    olds, news = old.split("\n"), new.split("\n")
    same = (one == other for one, other in zip(olds, news, strict=False))
    return next((line for line, equal in enumerate(same, 1) if not equal), min(len(olds), len(news)))
