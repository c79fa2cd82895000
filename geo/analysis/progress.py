"""Targets of a plan against actuals: each number with what was reached of it, and how many stand how."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from geo.analysis.concern import Concern
from geo.analysis.excel import excel_csv
from geo.analysis.join import join_plan
from geo.analysis.pace import STATES, Progress, progress_of
from geo.analysis.tally import NO_INDUSTRY, NO_ZONE, REGION, Axis, Entry, Tally, axis_of, entries_of, seat_of
from geo.model.aliases import choice_words
from geo.model.cells import csv_text
from geo.model.errors import UsageError, counted, guess, one_line
from geo.model.measure import actual_text, digits, number_text
from geo.model.plan import Plan
from geo.model.schema import SCOPES, Actual, Target
from geo.model.text import sparkline, table

_HEADER = (
    *("target_id", "scope", "scope_id", "subject", "subject_en", "indicator", "indicator_en", "kind", "operator"),
    *("mode", "low", "high", "measure", "year", "state", "as_of", "printed", "value", "share", "years_left"),
    *("pace_needed", "growth_needed", "pace_so_far", "series", "source", "note"),
)
_HEADS: Mapping[str, tuple[str, str]] = {
    "subject": ("对象", "Subject"),
    "subject_en": ("对象（英文）", "Subject (English)"),
    "state": ("状况", "State"),
    "printed": ("实际数的表述", "Actual as printed"),
    "value": ("实际数", "Actual"),
    "share": ("占目标（%）", "Share (%)"),
    "years_left": ("余下年数", "Years left"),
    "pace_needed": ("每年须增", "Needed a year"),
    "growth_needed": ("每年须增长（%）", "Growth needed a year (%)"),
    "pace_so_far": ("此前每年", "So far a year"),
    "series": ("历次", "All actuals"),
}
"""What people call the columns that the table of targets does not have: Chinese and English."""

_TABLE = (
    ("目标", "年份", "实际", "截至", "占比", "余下年数", "每年须增", "此前每年", "历次", "状况", "指标"),
    (
        *("target", "year", "reached", "as of", "share", "years left", "needed a year", "so far", "trend", "state"),
        "indicator",
    ),
)
_NUMERIC = (0, 2, 4, 5, 6, 7)
"""Headings of the table, Chinese and English, and which columns are numbers."""

_NONE_KNOWN = "没有实际数：还没有人填写完成情况。", "No actuals: nobody has said yet what was reached."


@dataclass(frozen=True)
class PlanProgress:
    """The targets of a plan, and those of its baselines of which something later is known.

    Attributes
    ----------
    plan : Plan
        The plan.
    rows : tuple of Progress
        Targets, then baselines; of each from the whole plan to places, then in the order of the file.
    """

    plan: Plan
    rows: tuple[Progress, ...]

    @property
    def known(self) -> tuple[Progress, ...]:
        """Those of which something was reached."""
        return tuple(row for row in self.rows if row.latest)

    def within(self, concern: Concern) -> PlanProgress:
        """Return the rows of what concerns a unit."""
        return PlanProgress(self.plan, tuple(row for row in self.rows if row.target.target_id in concern.targets))

    def as_csv(self) -> str:
        """Return a row a number, with a header; the series as ``2020:260;2021:351``."""
        rows = ({**row, "series": _series_cell(row["series"])} for row in self.as_dicts())
        return csv_text(_HEADER, ([row[name] for name in _HEADER] for row in rows))

    def as_excel(self, lang: str = "zh") -> str:
        """Return the same for people: heads, states and closed lists in words of a language."""
        at = lang == "en"
        printed = choice_words("actuals", "operator", lang)
        rows = [
            {
                **row,
                "series": _series_cell(row["series"]),
                "state": STATES[row["state"]][at],
                "printed": printed.get(row["printed"], ""),
            }
            for row in self.as_dicts()
        ]
        heads = {name: words[at] for name, words in _HEADS.items()}
        return excel_csv("targets", _HEADER, ([row[name] for name in _HEADER] for row in rows), heads, lang)

    def as_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as plain values, ready for JSON: what is not known is None, never 0."""
        return [_fields(self.plan, row) for row in self.rows]

    def as_text(self, lang: str = "zh", heads: str = "en") -> str:
        """Return what has an actual as a table for the terminal, or say that nothing has.

        Numbers and indicators are in one language (`lang`), headings in that of the reader (`heads`).
        """
        if not self.known:
            return _NONE_KNOWN[heads == "en"]
        header = _TABLE[heads == "en"]
        right = [header[at] for at in _NUMERIC]
        return table(header, [_cells(self.plan, row, lang == "en") for row in self.known], right=right)

    def line(self) -> str:
        """Return how many targets have an actual, and how these stand."""
        targets = [row for row in self.rows if row.target.kind == "target"]
        states = Counter(row.state for row in targets)
        told = ", ".join(
            f"{states[state]} {STATES[state][1]}" for state in STATES if states[state] and state != "no-data"
        )
        since = sum(row.state == "since" for row in self.rows)
        more = f" {counted(since, 'baseline')} followed since." if since else ""
        many = len(targets) - states["no-data"]
        return f"{many} of {counted(len(targets), 'target')} with an actual{f': {told}' if told else ''}.{more}"

    def tally(self, by: str) -> Tally:
        """Count the numbers by how they stand, along zones, industries or units.

        Parameters
        ----------
        by : {"zone", "industry", "unit"}
            A number counts in the zones, at the top industry or at the coarsest unit of what it speaks of; where that
            is in none, or the whole region, it has a row of its own.

        Raises
        ------
        UsageError
            There is no such way to count.
        """
        if by not in _BY:
            hint = guess(by, _BY) or f"One of: {', '.join(_BY)}."
            raise UsageError(f'"{one_line(by, 40)}" is nothing that targets are counted by. {hint}')
        found, none = _BY[by]
        where = found(self.plan)
        ids = [row.target.target_id for row in self.rows]
        rows = axis_of(by, entries_of(self.plan, by), {ident: tuple(where.get(ident, ())) or (none,) for ident in ids})
        used = {row.state for row in self.rows}
        heads = tuple(Entry(state, *words) for state, words in STATES.items() if state in used)
        return Tally(rows, Axis("state", heads, {row.target.target_id: (row.state,) for row in self.rows}))


def plan_progress(plan: Plan) -> PlanProgress:
    """Set what was reached beside what a plan aims at.

    Parameters
    ----------
    plan : Plan
        The plan; its ``actuals.csv`` may be absent.

    Returns
    -------
    PlanProgress
        Every target, with or without an actual, and baselines of which something later is known.

    Examples
    --------
    >>> from geo.model.plan import read_plan
    >>> found = plan_progress(read_plan("heilongjiang"))
    >>> {row.target.kind for row in found.rows if row.latest is None}
    {'target'}
    """
    reached: defaultdict[str, list[Actual]] = defaultdict(list)
    for actual in plan.actuals:
        reached[actual.target_id].append(actual)
    first = plan.header.period[0] if plan.header.period else ""
    begins = int(first) if first.isdecimal() else None
    places = {scope: place for place, scope in enumerate(SCOPES)}
    rows = [progress_of(row, plan.target_rows, reached[row.target_id], begins) for row in plan.target_rows]
    kept = [row for row in rows if row.latest or row.target.kind == "target"]

    def place(row: Progress) -> tuple[bool, int]:
        return row.target.kind != "target", places.get(row.target.scope, len(places))

    return PlanProgress(plan, tuple(sorted(kept, key=place)))


def subject_of(plan: Plan, target: Target) -> tuple[str, str]:
    """Return the name of what a number speaks of, Chinese and English; the region's for the whole plan."""
    if target.scope == "plan":
        return plan.header.region, plan.header.region_en
    tables: Mapping[str, tuple[str, Sequence[Any]]] = {
        "group": ("group", plan.groups),
        "zone": ("zone", plan.zone_rows),
        "unit": ("unit", plan.unit_rows),
        "park": ("park_id", plan.park_rows),
        "industry": ("industry", plan.industries),
    }
    column, rows = tables.get(target.scope, ("", ()))
    found = (row for row in rows if getattr(row, column) == target.scope_id)
    return next(((row.name, row.name_en) for row in found), (target.scope_id, ""))


def yearly(target: Target, pace: float) -> tuple[str, str]:
    """Return a pace a year as people read it, in Chinese and in English: to two digits, of shares in points.

    Examples
    --------
    >>> from geo.model.schema import Target
    >>> common = dict(target_id="a", scope="plan", scope_id="p", indicator="x", indicator_en="x", kind="target",
    ...     operator="ge", mode="stock", source="s", locator="序", anchor="x")
    >>> yearly(Target(low=500.0, measure="万亩", **common), 37.26), yearly(Target(low=5.0, measure="%", **common), 0.5)
    (('37 万亩', '370,000 mu'), ('0.5 个百分点', '0.5 percentage points'))
    """
    measure = "个百分点" if target.measure == "%" else target.measure
    return number_text(replace(target, operator="eq", low=float(f"{pace:.2g}"), high=None, measure=measure))


def _zones(plan: Plan) -> Mapping[str, Sequence[str]]:
    """Return the zones of each number that is in any, as the join finds them."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in join_plan(plan).rows:
        if row.type == "target" and row.zone:
            found[row.id].append(row.zone)
    return found


def _industries(plan: Plan) -> Mapping[str, Sequence[str]]:
    tops = {("park", park.park_id): plan.tops_of(park) for park in plan.park_rows}
    tops |= {("industry", row.industry): (top,) for row in plan.industries if (top := plan.top_of(row.industry))}
    return {row.target_id: tops.get((row.scope, row.scope_id), ()) for row in plan.target_rows}


def _units(plan: Plan) -> Mapping[str, Sequence[str]]:
    adcodes = {("park", park.park_id): park.adcode for park in plan.park_rows}
    adcodes |= {("unit", unit.unit): unit.unit for unit in plan.unit_rows}
    seats = {subject: seat_of(plan, adcode) for subject, adcode in adcodes.items()}
    subjects = {row.target_id: (row.scope, row.scope_id) for row in plan.target_rows}
    return {ident: (seats[subject],) for ident, subject in subjects.items() if subject in seats}


_BY: Mapping[str, tuple[Callable[[Plan], Mapping[str, Sequence[str]]], str]] = {
    "zone": (_zones, NO_ZONE),
    "industry": (_industries, NO_INDUSTRY),
    "unit": (_units, REGION),
}
"""What numbers are counted by -> what finds where each counts, and where one counts that is in none."""


def _fields(plan: Plan, row: Progress) -> dict[str, Any]:
    target, latest = row.target, row.latest
    names = ("target_id", "scope", "scope_id", "indicator", "indicator_en", "kind", "operator", "mode", "low", "high")
    told = {name: getattr(target, name) for name in (*names, "measure", "year")}
    subject, subject_en = subject_of(plan, target)
    reckoned = ("share", "years_left", "pace_needed", "growth_needed", "pace_so_far")
    return {
        **told,
        "subject": subject,
        "subject_en": subject_en,
        "state": row.state,
        "as_of": latest.as_of if latest else "",
        "printed": latest.operator if latest else "",
        "value": row.value,
        **{name: _rounded(getattr(row, name)) for name in reckoned},
        "series": [{"as_of": each.as_of, "value": each.value, "source": each.source} for each in row.actuals],
        "source": latest.source if latest else "",
        "note": latest.note if latest else "",
    }


def _cells(plan: Plan, row: Progress, at: bool) -> list[str]:
    """Return a row of the table; `at` is the place of its language in pairs of words."""
    target, latest = row.target, row.latest
    reached = [actual_text(target, latest)[at], latest.as_of] if latest else ["", ""]
    share = f"{digits(round(row.share, 1))}%" if row.share is not None else ""
    left = digits(round(row.years_left, 1)) if row.years_left is not None else ""
    paces = [yearly(target, pace)[at] if pace is not None else "" for pace in (row.pace_needed, row.pace_so_far)]
    trend = sparkline([value for _, value in row.points])
    name = target.indicator_en if at else target.indicator
    if target.scope != "plan":
        name = f"{subject_of(plan, target)[at]}{': ' if at else '：'}{name}"
    return [
        number_text(target)[at],
        str(target.year or ""),
        *reached,
        share,
        left,
        *paces,
        trend,
        STATES[row.state][at],
        name,
    ]


def _series_cell(series: Sequence[Mapping[str, Any]]) -> str:
    return ";".join(f"{each['as_of']}:{digits(each['value']).replace(',', '')}" for each in series)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
