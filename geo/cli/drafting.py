"""The command that reads a plan's text: draft."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo.cli.group import LANG, cli, print_json, say, shared, split_source
from geo.cli.outputs import OUTPUT

if TYPE_CHECKING:
    from geo.analysis.draft.draft import Draft
    from geo.model.plan import Plan


@cli.command(epilog="Example: buju draft wuhan --text 武汉市生物产业发展规划.docx")
@click.argument("plan")
@click.option("--text", required=True, metavar="[SOURCE=]FILE", help="Its text: .txt, .md, .html, .docx or .pdf.")
@click.option("-o", "--output", type=OUTPUT, metavar="FILE", help="The workbook; PLAN.draft.xlsx by default.")
@LANG
@shared(json=True)
def draft(plan: str, text: str, output: str | None, lang: str, root: str | None, quiet: bool, as_json: bool) -> None:
    """Read a plan's text and propose its rows, as a workbook with a tick for each. Nothing of the plan is changed."""
    from geo.analysis.author.proposed import draft_file
    from geo.analysis.draft.draft import draft_plan
    from geo.analysis.papers import paper_text
    from geo.model.plan import read_plan

    source, name = split_source(text)
    found = read_plan(plan, root)
    made = draft_plan(found, paper_text(Path(name)), source, shown=name)
    if as_json:
        print_json(_json(found, made))
        _say_draft(found, made, quiet)
    else:
        write_draft(found, made, Path(output or draft_file(plan)), quiet, lang)


def write_draft(plan: Plan, made: Draft, path: Path, quiet: bool, lang: str = "zh") -> None:
    """Write what a text proposes as a workbook, and say where, how much it is, and how it is taken."""
    from geo.analysis.author.returned import refuse_filled
    from geo.analysis.author.workbook import write_workbook
    from geo.analysis.author.worksheets import MARK

    refuse_filled(plan, path)
    write_workbook(plan, path, made.rows, lang)
    click.echo(str(path))
    _say_draft(plan, made, quiet)
    if any(made.rows.values()):
        say(f"Put {MARK} before the rows that are right, and save; then: buju workbook --apply {path}", quiet)


def _say_draft(plan: Plan, made: Draft, quiet: bool) -> None:
    """Say how much a text proposes, and what of the layout the plan does not have."""
    names = {"zones": "zone", "parks": "place", "targets": "number", "citations": "further clause"}
    from geo.model.errors import counted

    counts = ", ".join(counted(len(made.rows[table]), name) for table, name in names.items())
    say(f"{plan.id}: {made.slogan or 'no slogan'}; proposed: {counts}.", quiet)
    if made.rows["groups"]:
        say("The plan lacks the groups of these zones: accept those of the sheet of groups, too.", quiet)


def _json(plan: Plan, made: Draft) -> dict[str, Any]:
    """Return what a text proposes as plain values, tables of rows beside their sentences."""
    layout = {"slogan": made.slogan, "locator": made.locator, "anchor": made.anchor}
    groups = [{name: value for name, value in asdict(group).items() if name != "line"} for group in made.groups]
    tables = {
        name: [{"row": dict(each.row), "sentence": each.sentence} for each in rows]
        for name, rows in made.rows.items()
        if name != "groups"
    }
    return {"plan": plan.id, "layout": layout, "groups": groups, **tables}
