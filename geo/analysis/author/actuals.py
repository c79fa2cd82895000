"""The sheet on which somebody fills in what was reached: every target with its last actual, and empty cells."""

from __future__ import annotations

from pathlib import Path

from geo.analysis.author.proposed import Proposed
from geo.analysis.author.workbook import write_workbook
from geo.analysis.pace import STATES, Progress
from geo.analysis.progress import plan_progress, subject_of
from geo.model.measure import actual_text, number_text
from geo.model.plan import Plan

_SHEETS = ("targets", "sources", "actuals")
"""Those that a row of what was reached refers to, and its own."""

_TOLD = {
    "zh": ("{subject}：{indicator} {number}", "（{year} 年）", "；最近 {value}（{as_of}）", "；{none}"),
    "en": ("{subject}: {indicator} {number}", " ({year})", "; last {value} ({as_of})", "; {none}"),
}


def write_template(plan: Plan, path: Path, lang: str = "zh") -> int:
    """Write the sheet to fill in, as a workbook of the plan that has its targets, sources and actuals alone.

    A row that is filled in and ticked is taken by ``buju workbook --apply``; all others are left as they are.

    Parameters
    ----------
    plan : Plan
        The plan.
    path : Path
        The ``.xlsx`` file to write, whole or not at all.
    lang : {"zh", "en"}
        Language of headings, words and notes.

    Returns
    -------
    int
        Number of targets to fill in.

    Raises
    ------
    UsageError
        The file is to be no ``.xlsx``.
    OutputError
        It cannot be written, or openpyxl is not installed.
    """
    rows = plan_progress(plan).rows
    asked = [
        Proposed({"target_id": row.target.target_id, "measure": row.target.measure}, _told(plan, row, lang))
        for row in rows
    ]
    write_workbook(plan, path, {"actuals": asked}, lang, only=_SHEETS)
    return len(asked)


def _told(plan: Plan, row: Progress, lang: str) -> str:
    """Return of what a number speaks, what it is, and what was reached last."""
    at, target = lang == "en", row.target
    head, year, last, none = _TOLD[lang]
    indicator = target.indicator_en if at else target.indicator
    told = head.format(subject=subject_of(plan, target)[at], indicator=indicator, number=number_text(target)[at])
    told += year.format(year=target.year) if target.year else ""
    if row.latest is None:
        return told + none.format(none=STATES["no-data"][at])
    return told + last.format(value=actual_text(target, row.latest)[at], as_of=row.latest.as_of)
