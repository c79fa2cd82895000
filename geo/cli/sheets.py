"""Commands that exchange a plan's tables with spreadsheets: workbook, take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo.cli.group import LANG, PURGE, REMOVE, SHIFTED, cli, print_json, say, say_faults, set_pair, shared, tell
from geo.cli.outputs import OUTPUT

if TYPE_CHECKING:
    from geo.analysis.author.revision import Revision


@cli.command(epilog="Example: buju workbook heilongjiang -o heilongjiang.xlsx")
@click.argument("plan", required=False)
@click.option("-o", "--output", type=OUTPUT, metavar="FILE", help="Write this .xlsx file.")
@click.option("--read", "shown", type=click.Path(exists=True), metavar="FILE", help="Show what its author changed.")
@click.option("--apply", "applied", type=click.Path(exists=True), metavar="FILE", help="The same, and write it.")
@REMOVE
@PURGE
@LANG
@shared(json=True, writes=True)
def workbook(
    plan: str | None, output: str | None, shown: str | None, applied: str | None, root: str | None, **given: Any
) -> None:
    """Write a plan's tables as a workbook for its author, and take it back.

    Of a workbook that was filled in, --read shows the difference and --apply writes it; which PLAN it is of, it
    knows itself.
    """
    from geo.analysis.author.returned import plan_of_workbook, read_workbook
    from geo.analysis.lacking import lacking_of
    from geo.model.errors import UsageError
    from geo.model.plan import read_plan

    asked = [path for path in (output, shown, applied) if path]
    if len(asked) != 1:
        raise UsageError("Give one of -o FILE (write it), --read FILE (the difference), --apply FILE (take it back).")
    if output:
        if plan is None:
            raise UsageError("Name the PLAN whose tables are to be written.")
        return _write(plan, output, root, **given)
    path = Path(asked[0])
    found = read_plan(plan or plan_of_workbook(path), root)
    revision = read_workbook(found, path, lacking_of(given["remove"], given["purge"]))
    _tell(revision, bool(applied), given["as_json"], given["quiet"])


def _write(plan: str, output: str, root: str | None, lang: str, quiet: bool, **_: bool) -> None:
    from geo.analysis.author.returned import refuse_filled
    from geo.analysis.author.workbook import write_workbook
    from geo.model.plan import read_plan

    found = read_plan(plan, root)
    refuse_filled(found, Path(output))
    write_workbook(found, Path(output), lang=lang)
    click.echo(output)
    say_faults(found.faults, quiet)
    say(f"Outlines are not in it: buju zone, or a GIS. Filled in, buju workbook --read {output} shows it.", quiet)


def _tell(revision: Revision, applied: bool, as_json: bool, quiet: bool) -> None:
    """Print the difference, and write it where that is asked for."""
    if as_json:
        tables = {table.file: {"changes": table.changes, "kept": table.kept} for table in revision.tables}
        print_json({"plan": revision.plan.id, "tables": tables})
    else:
        tell(revision.lines)
    for line in revision.warnings:
        say(line, quiet)
    done = "nothing to write"
    if revision.changed:
        names = [path.name for path in revision.apply()] if applied else []
        check = f"run buju check {revision.plan.id}"
        done = f"written to {', '.join(names)}; {check}" if names else "nothing is written without --apply"
    say(f"{revision.summary}; {done}.", quiet)


@cli.command(epilog="Example: buju take 园区名单.xlsx --plan heilongjiang --as parks --set source=plan")
@click.argument("file", type=click.Path(exists=True))
@click.option("--plan", required=True, metavar="PLAN", help="The plan that it goes into.")
@click.option("--as", "kind", type=click.Choice(["parks", "targets"]), required=True, help="What its rows are.")
@click.option("--sheet", default="", metavar="NAME", help="Which sheet; by default the one that is understood best.")
@SHIFTED
@click.option("--set", "values", multiple=True, metavar="COLUMN=TEXT", help="For new rows that lack it: source, kind …")
@click.option("--keep", "kept", multiple=True, metavar="HEAD", help="Keep a column the plan does not know, as x_HEAD.")
@click.option("--apply", "applied", is_flag=True, help="Write it; without it only the difference is shown.")
@shared(json=True, writes=True)
def take(file: str, plan: str, applied: bool, values: tuple[str, ...], **given: Any) -> None:
    """Take a colleague's own sheet. Says what was taken for what, shows the difference, writes it with --apply."""
    from geo.analysis.take.take import Asked, take_sheet
    from geo.model.plan import read_plan

    said = dict(set_pair(text) for text in values)
    asked = Asked(kind=given["kind"], sheet=given["sheet"], datum=given["datum"] or "", values=said, kept=given["kept"])
    revision, report = take_sheet(read_plan(plan, given["root"]), Path(file), asked)
    for line in report:
        say(line, given["quiet"])
    _tell(revision, applied, given["as_json"], given["quiet"])
