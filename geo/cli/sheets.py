"""Commands that exchange a plan's tables with spreadsheets: workbook."""

from __future__ import annotations

from pathlib import Path

import click

from geo.cli.group import LANG, cli, say, say_faults, shared


@cli.command(epilog="Example: buju workbook heilongjiang -o heilongjiang.xlsx")
@click.argument("plan")
@click.option("-o", "--output", required=True, type=click.Path(), metavar="FILE", help="The .xlsx file to write.")
@LANG
@shared()
def workbook(plan: str, output: str, lang: str, root: str | None, quiet: bool) -> None:
    """Write a plan's tables as a workbook for its author: lists to choose from, notes on columns, a dictionary."""
    from geo.analysis.author.workbook import write_workbook
    from geo.model.plan import read_plan

    found = read_plan(plan, root)
    write_workbook(found, Path(output), lang=lang)
    click.echo(output)
    say_faults(found.faults, quiet)
    say("Outlines are not in it: buju zone, or a GIS.", quiet)
