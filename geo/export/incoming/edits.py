"""What the page with a pencil saved, back into a plan: places, outlines and drawings of the diagram in one file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.analysis.canonical import edition_of
from geo.analysis.check import errors_added
from geo.analysis.following import with_drawings
from geo.analysis.rules.lookup import by_id
from geo.export.incoming.taking import Edit, Taking, differ
from geo.model.errors import PlanError, Problem, ReadError, one_line
from geo.model.files import read_text
from geo.model.plan import ROWS, Plan, file_of

MARK = "buju"
"""The member of a GeoJSON that says: it is of this kind, of which plan, and of which edition of it."""

_FILES = ("parks.csv", "zones.geojson", "schematic.geojson")


@dataclass(frozen=True)
class Edits:
    """What a page saved, compared with the plan.

    Attributes
    ----------
    changes : tuple of Edit
        In the order in which they were made; what the plan has already is none.
    warnings : tuple of str
        What its user should know, one line each.
    findings : tuple of Problem
        Errors that buju check would find with the changes and does not find without them.
    tables : mapping of str to tuple of Record
        File -> all its rows with all changes, of each file that changes.
    """

    changes: tuple[Edit, ...]
    warnings: tuple[str, ...]
    findings: tuple[Problem, ...]
    tables: Mapping[str, tuple[Any, ...]]


def is_edits(path: Path) -> bool:
    """Return whether a file is what a page with a pencil saved."""
    if path.suffix.lower() not in (".geojson", ".json"):
        return False
    try:
        return isinstance(_document(path).get(MARK), dict)
    except (PlanError, ReadError):
        return False


def read_edits(plan: Plan, path: Path) -> Edits:
    """Compare what a page with a pencil saved with its plan.

    Parameters
    ----------
    plan : Plan
        The plan.
    path : Path
        As the page saved it.

    Raises
    ------
    ReadError
        The file is none of these, or of another plan.
    PlanError
        Values or shapes cannot be taken; all of them are named.
    ZoneError, UnitError
        An outline cannot be made: it lies outside the region, or its members are no units of the plan.
    """
    document = _document(path)
    _refuse_others(document.get(MARK), plan, path)
    taking = Taking(plan, str(path))
    features = document.get("features")
    for number, feature in enumerate(features if isinstance(features, list) else [], start=1):
        taking.take(feature, number)
    if taking.problems:
        raise PlanError(taking.problems)
    if not taking.changes:
        return Edits((), (), (), {})
    after = with_drawings(taking.plan)
    tables = {name: rows for name, rows, _ in _differing(plan, after)}
    warnings = [
        f"{file_of(plan.id, name)}: the drawings of {', '.join(ids)} follow."
        for name, _, ids in _differing(taking.plan, after)
    ]
    if document[MARK].get("edition") != edition_of(plan):
        warnings.append(f"{plan.id} has changed since the page was made: look the changes over.")
    return Edits(tuple(taking.changes), tuple(warnings), errors_added(plan, after), tables)


def _document(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(read_text(path, str(path)))
    except json.JSONDecodeError as error:
        raise ReadError(f"{path}: is no JSON from line {error.lineno} on. Save it again from the page.") from None
    except RecursionError:
        raise ReadError(f"{path}: is no file that a page saves. Save it again from the page.") from None
    if not isinstance(found, dict):
        raise ReadError(f"{path}: is no GeoJSON. Save it again from the page.")
    return found


def _refuse_others(mark: Any, plan: Plan, path: Path) -> None:
    if not isinstance(mark, dict):
        raise ReadError(f"{path}: is not what the page of buju edit saves. Say which layer it is with --layer.")
    own = one_line(str(mark.get("plan")), 40)
    if own != plan.id:
        raise ReadError(f"{path}: holds changes of the plan {own}, not of {plan.id}. Import it with --plan {own}.")


def _differing(before: Plan, after: Plan) -> Iterator[tuple[str, tuple[Any, ...], list[str]]]:
    """Yield the files that differ, with their rows and the ids of those that do."""
    for name in _FILES:
        old, new = (by_id(getattr(plan, ROWS[name])) for plan in (before, after))
        if ids := sorted(each for each in {*old, *new} if differ(old.get(each), new.get(each))):
            yield name, getattr(after, ROWS[name]), ids
