"""Every rule that a plan's data must keep, in one table; and the check that runs them."""

from __future__ import annotations

from pathlib import Path

from geo.analysis.rules import actuals, drawings, facts, ids, layout, numbers, places, slogans, tables
from geo.analysis.rules.lookup import Lookup, Rule, named
from geo.model.errors import PlanError, Problem
from geo.model.plan import Plan, read_plan
from geo.model.schema import Record

RULES: tuple[Rule, ...] = (
    Rule("duplicate-id", "An id stands once in a plan.", ids.duplicate_ids),
    Rule("duplicate-row", "A row without an id stands once, a place's state of a day too.", ids.duplicate_rows),
    Rule("bad-id", "Ids are of a-z, 0-9 and -, a plan's is its folder; adcodes have six digits, or nine.", ids.bad_ids),
    Rule("unknown-group", "A zone's group is in plan.toml.", ids.unknown("group")),
    Rule("unknown-zone", "The zones of parks and drawings exist.", ids.unknown_zones),
    Rule("unknown-unit", "Members and parents are among the units.", ids.unknown_units),
    Rule("unknown-adcode", "The adcodes of region and places are those of units.", ids.unknown_adcodes, "warning"),
    Rule("unknown-scope", "What a number speaks of exists.", ids.unknown_scopes),
    Rule("unknown-source", "Cited documents are in sources.csv.", ids.unknown("source")),
    Rule("unknown-industry", "Industries are in the taxonomy.", ids.unknown("industry")),
    Rule("unknown-park", "What a park is part of or replaced by, or a later state is of, exists.", ids.unknown("park")),
    Rule("unknown-target", "What a number is part of, or an actual measures, exists.", ids.unknown("target")),
    Rule("unknown-subject", "What a citation speaks of, or a step lights, exists.", ids.unknown_subjects),
    Rule("circular", "Nothing is above or part of itself.", ids.circular),
    Rule("no-source", "Every number and fact names its document and clause.", facts.missing_sources),
    Rule("long-anchor", "An anchor has at most 20 characters.", facts.long_anchors),
    Rule("date-anchor", "No spreadsheet has made a date of an anchor.", facts.date_anchors, "warning"),
    Rule("bad-locator", "A locator is a heading path: 四(二), 三(一)2, 专栏3, 序, 答3.", facts.bad_locators),
    Rule("bad-date", "Dates are YYYY, YYYY-MM or YYYY-MM-DD.", facts.bad_dates),
    Rule("slogan-count", "Each part of the slogan counts its zones.", slogans.slogan_count),
    Rule("slogan-words", "A slogan of mere counts (1+4+N) has groups that say of what.", slogans.slogan_words),
    Rule("basis-geometry", "A zone has an outline unless its basis is none.", layout.basis_geometry),
    Rule("crossing-outline", "Outlines enclose a clear area.", layout.crossing_outlines),
    Rule("stale-union", "An admin-union is the union of its members.", layout.stale_union),
    Rule("stale-schematic", "A drawing that no hand has adjusted is what its zone gives.", drawings.stale_schematic),
    Rule("partition-gap", "A partition fills the region.", layout.partition_gap),
    Rule("partition-beyond", "A partition stays within the region.", layout.partition_beyond),
    Rule("partition-overlap", "Zones of a partition share no land.", layout.partition_overlap),
    Rule("swapped-lonlat", "Longitude comes before latitude.", places.swapped_lonlat),
    Rule("bad-coordinates", "Coordinates are pairs on the globe.", places.bad_coordinates),
    Rule("basis-coordinates", "Coordinates and adcode are what the basis says.", places.basis_coordinates),
    Rule("missing-precision", "Coordinates and outlines say how precise they are.", places.missing_precisions),
    Rule("located-by", "A located place has evidence that carries its precision.", places.evidence),
    Rule("unlocated-reason", "A place without coordinates says why, one with them does not.", places.reasons),
    Rule("outside-adcode", "A located place lies in its unit, or says why not.", places.outside_adcode),
    Rule("outside-zones", "A located place lies in a zone it claims, or says why not.", places.outside_zones),
    Rule("same-name", "Two parks of one name are sites of one place.", places.same_names, "warning"),
    Rule("number-order", "A range runs from low to high.", numbers.number_order),
    Rule(
        "measure-slip", "Numbers of one thing differ by less than a slip of measures.", numbers.measure_slips, "warning"
    ),
    Rule("number-missing", "A number has what its operator needs, and no more.", numbers.number_missing),
    Rule("bad-year", "Years can be meant, and fit the plan's period.", numbers.bad_years),
    Rule("actual-measure", "What was reached is said in the measure of its target.", actuals.actual_measures),
    Rule("actual-value", "A rank reached is one, and a share at most the whole.", actuals.actual_values),
    Rule(
        "actual-date", "It is no older than where its target starts, nor newer than its source.", actuals.actual_dates
    ),
    Rule("actual-conflict", "Of one time one number was reached.", actuals.actual_conflicts, "warning"),
    Rule("too-many-industries", "At most 8 industries stand at the top.", tables.too_many_industries),
    Rule("industry-depth", "Industries have two levels.", tables.industry_depth),
    Rule("bad-order", "Places in an order count from 1, each once.", tables.bad_orders),
    Rule("bad-view", "A step's view is a box.", tables.bad_views),
    Rule("not-canonical", "Files are as buju fmt writes them.", tables.not_canonical),
    Rule("slogan-open", "A part of the slogan without a number (多点) has its zones.", slogans.slogan_open, "note"),
    Rule("mixed-measures", "Which indicators are measured in several measures.", numbers.mixed_measures, "note"),
    Rule(
        "missing-year",
        "Which numbers have no year where others of their indicator have one.",
        numbers.missing_years,
        "note",
    ),
    Rule("sum-of-parts", "Parts of a number add up to it.", numbers.sum_of_parts, "note"),
    Rule("windows-lines", "How many files end their lines as on Windows.", tables.windows_lines, "note"),
    Rule("no-context", "Where there is no context to draw around the plan.", drawings.no_context, "note"),
    Rule("unused-source", "Something cites each source.", facts.unused_sources, "note"),
    Rule("unlocated", "How many places have no coordinates.", places.unlocated, "note"),
    Rule("unchecked-adcode", "How many places lie in units without an outline here.", places.unchecked_adcodes, "note"),
)
"""The rules, in the order in which a plan is built; findings are sorted by file and line."""

READING: dict[str, str] = {
    "missing-file": "All files but actuals.csv, industries.csv, schematic.geojson, status.csv and story.csv are there.",
    "not-a-file": "Each is a regular file that can be read.",
    "too-large": "None is larger than any plan needs.",
    "empty-file": "An empty table keeps its header.",
    "encoding": "Files are UTF-8.",
    "bad-csv": "Tables are CSV with one header and rows of its length.",
    "bad-json": "Layers are GeoJSON.",
    "bad-toml": "plan.toml is TOML.",
    "bad-crs": "Layers are in degrees.",
    "bad-geometry": "Outlines are closed rings of finite positions.",
    "sum-row": "No row is the sum of the others.",
    "unknown-column": "Columns and properties are those of the schema.",
    "missing-column": "No column is left out.",
    "missing-value": "Required cells are filled.",
    "bad-value": "Numbers, dates and flags are such.",
    "unknown-choice": "Closed lists are kept to.",
}
"""What is found while a plan is read, before any rule: code -> what must hold."""


_OFF_GLOBE = frozenset({"swapped-lonlat", "bad-coordinates"})

_FOLLOWS = frozenset(
    {"number-missing", "bad-coordinates", "basis-coordinates", "missing-precision", "unlocated-reason"}
)
"""Rules that miss a value where the cell holds one that could not be read: that is told already."""


def check_plan(plan: Plan | str, root: str | Path | None = None) -> tuple[Problem, ...]:
    """Check a plan against every rule.

    Parameters
    ----------
    plan : Plan or str
        The plan, or its id.
    root : str or Path, optional
        The workspace of an id; found as by :func:`geo.model.plan.find_root`.

    Returns
    -------
    tuple of Problem
        Errors, warnings and notes, sorted by file and line; of a plan that cannot be read, what stops it.

    Raises
    ------
    RootError
        There is no such workspace or plan.
    """
    if isinstance(plan, str):
        try:
            plan = read_plan(plan, root)
        except PlanError as error:
            return error.problems
    look = Lookup(plan)
    unread = {(fault.file, fault.line) for fault in plan.faults if fault.code == "bad-value"}
    found = {problem for rule in RULES for problem in rule.problems(look)}
    first = {problem for problem in found if problem.code not in _FOLLOWS or (problem.file, problem.line) not in unread}
    return tuple(sorted(first | set(plan.faults)))


def errors_added(before: Plan, after: Plan, *codes: str) -> tuple[Problem, ...]:
    """Return the errors that a check finds in a changed plan, and did not find before.

    Parameters
    ----------
    before : Plan
        The plan as its files have it.
    after : Plan
        The same with other rows, which no file has yet: their form is not asked about.
    codes : str
        Of these rules alone; of all where none is named.
    """
    errors = [rule for rule in RULES if rule.severity == "error" and rule.code != "not-canonical"]
    rules = [rule for rule in errors if not codes or rule.code in codes]
    look_before, look_after = Lookup(before), Lookup(after)
    known = {_sense(problem) for rule in rules for problem in rule.problems(look_before)}
    found = {problem for rule in rules for problem in rule.problems(look_after)}
    return tuple(sorted(problem for problem in found if _sense(problem) not in known))


def refuse_row(before: Plan, after: Plan, row: Record, *codes: str) -> None:
    """Refuse a changed plan for what a check would find of one of its rows, and did not find before.

    Parameters
    ----------
    before, after, codes
        As :func:`errors_added`.
    row : Record
        The row, as `after` has it.

    Raises
    ------
    PlanError
        With what is found of the row alone.
    """
    if found := [problem for problem in errors_added(before, after, *codes) if problem.where == named(row)]:
        raise PlanError(found)


def _sense(problem: Problem) -> tuple[str, str, str, str]:
    """Return what a finding says, wherever its row has come to stand."""
    return problem.file, problem.where, problem.code, problem.message


def refuse_off_globe(plan: Plan) -> None:
    """Refuse a plan of which no map can be made: swapped, projected or absurd coordinates.

    Raises
    ------
    PlanError
        With what the check finds of these alone, each with its place in the files.
    """
    look = Lookup(plan)
    rules = [rule for rule in RULES if rule.code in _OFF_GLOBE]
    if found := [problem for rule in rules for problem in rule.problems(look)]:
        raise PlanError(found)
